package compose

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

func conditionFixtures() []fixture {
	reason := func(metric, of string, o condition.Operator, value, now string) lifecycle.ConditionReason {
		r := lifecycle.ConditionReason{Metric: metric, Of: of, Operator: o, Since: sentAt.AddDate(0, 0, -14)}
		if value != "" {
			r.Value = ptr(num(value))
		}
		if now != "" {
			r.Now = ptr(num(now))
		}
		return r
	}
	met := func(name string, c lifecycle.ConditionMet) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateConditionMet, reader).With(c)
		}}
	}
	over := func(name string, trigger bool) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			l := partnershipNotice(procedure.TemplateAllClear, reader).With(lifecycle.ConditionMet{Name: "silence", Trigger: trigger})
			l.Phrases = lifecycle.PhrasesConditionOver
			return l
		}}
	}
	inARow := reason("kpi", "mql", condition.Less, "120", "110")
	inARow.Count, inARow.Unit = 2, condition.CheckIns
	reviews := reason("progress", "", condition.AtMost, "0.5", "0.433")
	reviews.Share, reviews.Count, reviews.Unit = true, 1, condition.Reviews
	share := func(metric, of string, o condition.Operator, value, now string) lifecycle.ConditionReason {
		r := reason(metric, of, o, value, now)
		r.Share = true
		return r
	}
	word := func(metric, of, word string, o condition.Operator) lifecycle.ConditionReason {
		r := reason(metric, of, o, "", "")
		r.Word = word
		return r
	}
	every := lifecycle.ConditionMet{Name: "everything", Then: partnership.ThenNotify}
	for _, k := range condition.Kinds() {
		of := map[string]string{"KPI": "mql", "goal": "leads", "milestone": "rules"}[k.Of]
		switch {
		case k.Number && k.Share:
			every.Reasons = append(every.Reasons, share(k.Word, of, condition.More, "0.8", "0.9"))
		case k.Number:
			every.Reasons = append(every.Reasons, reason(k.Word, of, condition.AtLeast, "45", "50"))
		}
		for _, verdict := range k.Words {
			every.Reasons = append(every.Reasons, word(k.Word, of, verdict, condition.NotEqual))
		}
	}
	return []fixture{
		met("condition-met", lifecycle.ConditionMet{Name: "silence", Then: partnership.ThenNotify, Reasons: []lifecycle.ConditionReason{
			reason("days_silent", "", condition.More, "45", "46"), inARow,
		}}),
		met("condition-met-trigger", lifecycle.ConditionMet{Name: "no-go", Then: partnership.ThenExit, Trigger: true, Reasons: []lifecycle.ConditionReason{
			word("milestone", "rules", "missed", condition.Equal), reviews,
		}}),
		met("condition-met-exit", lifecycle.ConditionMet{Name: "late", Then: partnership.ThenExit, Reasons: []lifecycle.ConditionReason{word("kpi", "mql", "red", condition.Equal)}}),
		met("condition-met-conflict", lifecycle.ConditionMet{Name: "silence", Then: partnership.ThenConflict, Reasons: []lifecycle.ConditionReason{inARow}}),
		met("condition-met-value", lifecycle.ConditionMet{Name: "balance", Then: partnership.ThenValueReview, Reasons: []lifecycle.ConditionReason{share("balance", "", condition.Less, "0.6", "0.55")}}),
		met("condition-met-review", lifecycle.ConditionMet{Name: "answers", Then: partnership.ThenReview, Reasons: []lifecycle.ConditionReason{share("response_rate", "", condition.Less, "0.8", "0.7")}}),
		met("condition-met-value-begun", lifecycle.ConditionMet{Name: "balance", Then: partnership.ThenValueReview, Chair: "anna", Reasons: []lifecycle.ConditionReason{share("balance", "", condition.Less, "0.6", "0.55")}}),
		met("condition-met-review-begun", lifecycle.ConditionMet{Name: "answers", Then: partnership.ThenReview, Chair: "lars", Reasons: []lifecycle.ConditionReason{share("response_rate", "", condition.Less, "0.8", "0.7")}}),
		met("condition-met-everything", every),
		over("condition-over", false), over("condition-over-trigger", true),
	}
}

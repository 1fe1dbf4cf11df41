package compose

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

func differingFixtures() []fixture {
	differing := lifecycle.Differing{
		KPI: "mql", Period: "2026-12-01", Counts: num("120"),
		Claims: []lifecycle.Claim{{Person: "lars", Value: num("130")}, {Person: "anna", Value: num("120")}},
	}
	settled := func(how lifecycle.Settling, reason string) lifecycle.Differing {
		return lifecycle.Differing{KPI: "mql", Period: "2026-12-01", Counts: num("125"), Over: how, Reason: reason}
	}
	question := func(reader string) []partnership.Question {
		_, kpi, _ := fixtureSpec().KPI("mql")
		language := wording.English().Code
		if reader == "anna" {
			language = wording.Russian().Code
		}
		return []partnership.Question{standing.Question(fixtureSpec(), kpi, language)}
	}
	clears := func(name string, c lifecycle.Differing) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			l := partnershipNotice(procedure.TemplateAllClear, reader).With(c)
			l.Phrases = lifecycle.PhrasesFiguresAgree
			return l
		}}
	}
	receipt := func(name string, form procedure.Form, c lifecycle.Differing) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			l := partnershipNotice(procedure.TemplateReceipt, reader).With(c)
			l.Form, l.Phrases, l.InReplyTo = form, lifecycle.TemplateFiguresDiffer, "<abc@partner.example>"
			if form == procedure.FormReceipt {
				l.Questions, l.Open, l.Problems = question(reader), []string{"mql"}, []string{"lots"}
			}
			return l
		}}
	}
	unclear := func(u lifecycle.UnclearDispute) fixture {
		return fixture{name: "dispute-" + u.Why, letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateDisputeUnclear, reader).With(u)
		}}
	}
	led := differing
	led.Lead = true
	return []fixture{
		{name: "figures-differ", letter: func(reader, _ string) procedure.Letter {
			l := partnershipNotice(lifecycle.TemplateFiguresDiffer, reader).With(differing)
			l.Form, l.Opens, l.Questions = procedure.FormAsk, true, question(reader)
			return l
		}},
		{name: "figures-differ-reminder", letter: func(reader, _ string) procedure.Letter {
			l := partnershipNotice(lifecycle.TemplateFiguresDiffer, reader).With(differing)
			l.Form, l.Questions = procedure.FormReminder, question(reader)
			return l
		}},
		{name: "figures-differ-lead", letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateFiguresDiffer, reader).With(led)
		}},
		receipt("figures-differ-noted", procedure.FormClosed, differing),
		receipt("figures-differ-agreed", procedure.FormClosed, settled(lifecycle.SettledAgreed, "")),
		receipt("figures-differ-unread", procedure.FormReceipt, differing),
		clears("figures-agree", settled(lifecycle.SettledAgreed, "")),
		clears("figures-agree-recorded", settled(lifecycle.SettledRecorded, "both systems checked")),
		clears("figures-agree-lapsed", settled(lifecycle.SettledLapsed, "")),
		unclear(lifecycle.UnclearDispute{Why: "unknown", Figure: "leeds", Known: []string{"mql", "cpl", "signed"}}),
		unclear(lifecycle.UnclearDispute{Why: "unmeasured", Figure: "mql"}),
		unclear(lifecycle.UnclearDispute{Why: "settled", Figure: "mql"}),
	}
}

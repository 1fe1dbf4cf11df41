package compose

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/survey"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// thePulse is the survey of the fixtures: the questions of the pulse, and some of its own.
func thePulse() partnership.Survey {
	return partnership.Survey{ID: "pulse", Template: partnership.RelationshipPulse, Anonymous: true, MinN: 3, ByParty: true, Questions: []partnership.Question{
		{ID: "nps", Kind: partnership.KindNPS, Text: "Would you recommend <us>?"},
		{ID: "met", Kind: partnership.KindYesNo, Text: "Have you met the other side?"},
		{ID: "go-on", Kind: partnership.KindChoice, Text: "Shall we go on like this?", Choices: []string{"yes", "with changes", "no"}},
		{ID: "visits", Kind: partnership.KindNumber, Text: "How many visits?", Unit: "visits"},
	}}
}

// surveyed is the fixture's partnership with its survey.
func surveyed(spec partnership.Spec, _ string) partnership.Spec {
	spec.Surveys = []partnership.Survey{thePulse()}
	return spec
}

// voted are the ballots of a round: people of both parties, of whom the second see most
// things worse by some points.
func voted(people int, level, worse int64) []opinion.Ballot {
	var list []opinion.Ballot
	for i := range people {
		party, points := "fjordmail", level
		if i%2 == 1 {
			party, points = "lumen", level-worse
		}
		b := opinion.Ballot{Person: fmt.Sprintf("p%02d", i), Party: party, Questions: opinion.Questions(thePulse(), "en")}
		for j, q := range b.Questions {
			value := partnership.NumberValue(decimal.NewFromInt(max(1, min(5, points+int64((i+j)%3)-1))))
			switch q.Kind {
			case partnership.KindText:
				continue
			case partnership.KindNPS:
				value = partnership.NumberValue(decimal.NewFromInt(int64(5 + (i*3)%6)))
			case partnership.KindYesNo:
				value = partnership.BoolValue(i > 1)
			case partnership.KindChoice:
				value = partnership.TextValue(q.Choices[i%2])
			}
			b.Answers = append(b.Answers, partnership.Answer{Question: q.ID, Value: value})
		}
		list = append(list, b)
	}
	return list
}

// rounds are three of the survey; in the last one fewer have answered than before, so that
// something has to be rounded, if fewer than a floor.
func rounds(last []opinion.Ballot) []opinion.Wave {
	var waves []opinion.Wave
	rule := opinion.Rule{Floor: 3, Parties: []string{"fjordmail", "lumen"}}
	for i, ballots := range [][]opinion.Ballot{voted(8, 3, 1), voted(8, 3, 0), last} {
		w, err := opinion.Count([]string{"2026-06-02", "2026-09-01", "2026-12-01"}[i], 9, ballots, rule, waves)
		if err != nil {
			panic(err)
		}
		waves = append(waves, w)
	}
	return waves
}

func aboutSurvey(form procedure.Form, template procedure.Template, content any, change func(l *procedure.Letter, words wording.Language)) func(string, string) procedure.Letter {
	return func(reader, _ string) procedure.Letter {
		words := wording.English()
		if reader == "anna" || reader == "petr" {
			words = wording.Russian()
		}
		l := letter(form, template, reader)
		l.Workflow, l.About, l.Questions = l.Slug+"/survey/pulse/2026-12-01", "pulse", nil
		l.Ask = procedure.AskID(l.Workflow, "", reader)
		if form == procedure.FormReceipt || form == procedure.FormClosed {
			l.Phrases = survey.TemplateAsk
		}
		change(&l, words)
		return l.With(content)
	}
}

func surveyFixtures() []fixture {
	anonymous, named := survey.Asked{Anonymous: true, Floor: 5, ByParty: true}, survey.Asked{ByParty: true}
	asks := func(l *procedure.Letter, words wording.Language) {
		l.Questions, l.Sealed, l.Anonymous = opinion.Questions(thePulse(), words.Code), true, true
	}
	cast := func(answered int, again, unread bool) func(l *procedure.Letter, words wording.Language) {
		return func(l *procedure.Letter, words wording.Language) {
			asks(l, words)
			l.Again, l.Number, l.Of = again, 1, 1
			for _, q := range l.Questions {
				if len(l.Understood) < answered && !q.Optional {
					l.Understood = append(l.Understood, partnership.Answer{Question: q.ID, Value: partnership.UnknownValue()})
				} else {
					l.Open = append(l.Open, q.ID)
				}
			}
			if l.Complete = answered == 15; unread {
				l.Problems = []string{procedure.UnderSeal}
			}
		}
	}
	shows := func(last []opinion.Ballot) func(l *procedure.Letter, words wording.Language) {
		return func(l *procedure.Letter, _ wording.Language) {
			l.Due = time.Time{}
			l.Result, l.Rounds = l.Workflow, rounds(last)
			l.Remarks = []opinion.Remark{
				{Question: "change", Text: "One <list> of who decides what."}, {Question: "strengths", Text: "Быстрые ответы."}, {Question: "change", Text: "Fewer mails."},
			}
		}
	}
	responds := func(l *procedure.Letter, words wording.Language) {
		shows(voted(8, 4, 2))(l, words)
		l.Due, l.Number, l.Of = letter(procedure.FormAsk, survey.TemplateHeard, "lars").Due, 1, 1
		l.Questions = survey.Questions(words.Response, len(l.Remarks))
	}
	many := func(l *procedure.Letter, words wording.Language) {
		shows(voted(8, 4, 2))(l, words)
		for n := len(l.Remarks); n < opinion.MostRemarks+2; n++ {
			l.Remarks = append(l.Remarks, opinion.Remark{Question: "weaknesses", Text: fmt.Sprintf("Too many mails, %d of them", n)})
		}
	}
	heard := func(answers ...partnership.Answer) func(l *procedure.Letter, words wording.Language) {
		return func(l *procedure.Letter, words wording.Language) {
			responds(l, words)
			l.Phrases, l.Rounds, l.Remarks, l.Understood = survey.TemplateHeard, nil, nil, answers
			for _, q := range l.Questions {
				if !slices.ContainsFunc(answers, func(a partnership.Answer) bool { return a.Question == q.ID }) {
					l.Open = append(l.Open, q.ID)
				}
			}
			l.Complete = len(partnership.Answers(answers).Picked(survey.QuestionRemarks)) > 0
		}
	}
	picked := func(numbers ...int) partnership.Answer {
		return partnership.Answer{Question: survey.QuestionRemarks, Value: partnership.PickValue(numbers)}
	}
	result := survey.Response{Date: "2026-12-01", Anonymous: true, Floor: 3}
	did, silent, suppressed, unasked := result, result, result, result
	did.Doing = []survey.Doing{
		{Person: "lars", Party: "fjordmail", What: "A call each Monday at nine", Due: "2027-01-11", Remarks: []int{1, 3}}, {Person: "anna", Party: "lumen", Why: "We have no budget before spring"},
	}
	both := result
	both.Doing = []survey.Doing{{Person: "lars", Party: "fjordmail", Remarks: []int{2}}, {Person: "anna", Party: "lumen", Remarks: []int{2}, Others: "They are not ours alone"}}
	unsaid := result
	unsaid.Doing = []survey.Doing{{Person: "lars", Party: "fjordmail", What: "A call each Monday at nine"}, {Person: "anna", Party: "lumen", What: "Fewer mails"}}
	silent.Silent, suppressed.Suppressed = true, true
	unasked.Suppressed, unasked.Audience = true, 2
	nothing := func(l *procedure.Letter, _ wording.Language) { l.Due = time.Time{} }
	openly := func(l *procedure.Letter, words wording.Language) { asks(l, words); l.Anonymous = false }
	few := anonymous
	few.Few = true
	return []fixture{
		{name: "survey", letter: aboutSurvey(procedure.FormAsk, survey.TemplateAsk, anonymous, asks), spec: surveyed},
		{name: "survey-few", letter: aboutSurvey(procedure.FormAsk, survey.TemplateAsk, few, asks), spec: surveyed},
		{name: "survey-named", letter: aboutSurvey(procedure.FormAsk, survey.TemplateAsk, named, openly), spec: surveyed},
		{name: "survey-reminder", letter: aboutSurvey(procedure.FormReminder, survey.TemplateAsk, anonymous, cast(4, false, false)), spec: surveyed},
		{name: "survey-receipt", letter: aboutSurvey(procedure.FormReceipt, procedure.TemplateReceipt, anonymous, cast(15, true, false)), spec: surveyed},
		{name: "survey-receipt-part", letter: aboutSurvey(procedure.FormReceipt, procedure.TemplateReceipt, anonymous, cast(12, false, true)), spec: surveyed},
		{name: "survey-receipt-unread", letter: aboutSurvey(procedure.FormReceipt, procedure.TemplateReceipt, anonymous, cast(0, false, true)), spec: surveyed},
		{name: "survey-closed", letter: aboutSurvey(procedure.FormClosed, procedure.TemplateClosed, anonymous, nothing), spec: surveyed},
		{name: "we-heard", letter: aboutSurvey(procedure.FormAsk, survey.TemplateHeard, result, responds), spec: surveyed},
		{name: "we-heard-reminder", letter: aboutSurvey(procedure.FormReminder, survey.TemplateHeard, result, responds), spec: surveyed},
		{name: "we-heard-receipt", letter: aboutSurvey(procedure.FormReceipt, procedure.TemplateReceipt, result, heard(picked(1, 3))), spec: surveyed},
		{name: "we-heard-receipt-none", letter: aboutSurvey(procedure.FormReceipt, procedure.TemplateReceipt, result, heard(picked())), spec: surveyed},
		{name: "you-said-we-did", letter: aboutSurvey(procedure.FormNotice, survey.TemplateDid, did, shows(voted(8, 4, 2))), spec: surveyed},
		{name: "you-said-we-did-both", letter: aboutSurvey(procedure.FormNotice, survey.TemplateDid, both, shows(voted(8, 4, 2))), spec: surveyed},
		{name: "you-said-we-did-unsaid", letter: aboutSurvey(procedure.FormNotice, survey.TemplateDid, unsaid, shows(voted(8, 4, 2))), spec: surveyed},
		{name: "survey-result-silent", letter: aboutSurvey(procedure.FormNotice, survey.TemplateResult, silent, shows(voted(7, 4, 1))), spec: surveyed},
		{name: "survey-result-many", letter: aboutSurvey(procedure.FormNotice, survey.TemplateResult, silent, many), spec: surveyed},
		{name: "survey-result-suppressed", letter: aboutSurvey(procedure.FormNotice, survey.TemplateResult, suppressed, nothing), spec: surveyed},
		{name: "survey-result-unasked", letter: aboutSurvey(procedure.FormNotice, survey.TemplateResult, unasked, nothing), spec: surveyed},
		{name: "survey-withdrawn", letter: aboutSurvey(procedure.FormNotice, survey.TemplateLeft, nil, nothing), spec: surveyed},
	}
}

package compose

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/significance"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// proposedWords are what people have proposed, as a mail has it in its writings; the last
// one is the joint goal of competing interests.
var proposedWords = []string{
	"Joint orders from 120 to 300 a quarter, by June 2027", "Общий стенд на выставке в Бергене: 40 <встреч> за три дня", "Halve the cost of a lead & keep its quality", "One price list",
}

func ideasWritings() []procedure.Writing {
	var list []procedure.Writing
	for n, text := range proposedWords {
		list = append(list, procedure.Writing{Ask: fmt.Sprint(n), Question: "proposal/m", Number: n + 1, Text: text})
	}
	return append(list,
		procedure.Writing{Ask: "e1", Question: "expect/m", Part: ideas.PartExpect + "fjordmail", Text: "An answer within a day, & no surprises in front of customers"},
		procedure.Writing{Ask: "e2", Question: "expect/m", Part: ideas.PartExpect + "lumen", Text: "Чтобы о проблемах говорили сразу"},
		procedure.Writing{Ask: "e3", Question: "expect/m", Part: ideas.PartExpect + "lumen", Text: "nothing"},
	)
}

// contested puts competing interests into the fixture's partnership.
func contested(spec partnership.Spec, _ string) partnership.Spec {
	spec.Purpose = "Win mid-market logos together."
	spec.Competing = []partnership.Competing{{ID: "leads", Interests: []string{"a", "b"}, Statement: "Who owns a lead first.", JointGoal: "Whoever has the account answers within 24 hours"}}
	return spec
}

func opened() ideas.Board {
	b := ideas.Board{First: true, Silent: []string{"lumen"}}
	for range proposedWords {
		b.Proposals = append(b.Proposals, ideas.Line{})
	}
	b.Proposals = append(b.Proposals, ideas.Line{Competing: "leads"})
	return b
}

// weighedBoard is the board after all have weighed, but for one whom nobody has.
func weighedBoard() ideas.Board {
	b := opened()
	b.Silent, b.Asked, b.Weighed = nil, 4, 3
	b.Given = []significance.Party{
		{ID: "fjordmail", Marks: [][significance.Highest]int{{0, 0, 0, 1, 1}, {0, 0, 0, 0, 2}, {0, 1, 0, 1, 0}, {}, {0, 0, 2, 0, 0}}, Firsts: [][]int{{2, 1}, {2, 1, 3}}},
		{ID: "lumen", Marks: [][significance.Highest]int{{0, 0, 0, 1, 0}, {0, 1, 0, 0, 0}, {0, 0, 1, 0, 0}, {}, {0, 0, 1, 0, 0}}, Firsts: [][]int{{1}}},
	}
	return b
}

// decidedBoard is the board when all have heard.
func decidedBoard() ideas.Board {
	b := weighedBoard()
	b.Over, b.Own = true, []int{1, 3}
	said := func(lars, anna significance.Decision, why string) []ideas.Said {
		of := func(party, person string, d significance.Decision, why string) ideas.Said {
			s := ideas.Said{Party: party, Verdict: significance.Verdict{Decision: d, Why: why}}
			if d != significance.Undecided {
				s.Person = person
			}
			return s
		}
		return []ideas.Said{of("fjordmail", "lars", lars, ""), of("lumen", "anna", anna, why)}
	}
	for n, s := range [][]ideas.Said{
		said(significance.Accept, significance.Accept, ""), said(significance.Accept, significance.No, "Нет людей до весны"), said(significance.Accept, significance.Later, "after the <move>"),
		said(significance.Undecided, significance.Undecided, ""), said(significance.Accept, significance.Undecided, ""),
	} {
		b.Proposals[n].Said = s
		var verdicts []significance.Verdict
		for _, one := range s {
			verdicts = append(verdicts, one.Verdict)
		}
		b.Proposals[n].Decision = significance.Together(verdicts)
	}
	return b
}

func aboutIdeas(form procedure.Form, template procedure.Template, content any, change func(l *procedure.Letter, words wording.Ideas)) func(string, string) procedure.Letter {
	return func(reader, _ string) procedure.Letter {
		words := wording.English().Ideas
		if reader == "anna" || reader == "petr" {
			words = wording.Russian().Ideas
		}
		l := letter(form, template, reader)
		l.Workflow, l.About, l.Questions, l.Sealed = l.Slug+"/ideas/goals", "goals", nil, true
		l.Ask = procedure.AskID(l.Workflow, "", reader)
		l.Number, l.Of = 1, 1
		change(&l, words)
		if content == nil {
			return l
		}
		return l.With(content)
	}
}

// proposes are the questions with which a round begins.
func proposes(l *procedure.Letter, words wording.Ideas) {
	for n, text := range []string{words.First, words.More, words.More} {
		id := ideas.QuestionProposal
		if n > 0 {
			id = fmt.Sprintf("%s-%d", id, n+1)
		}
		l.Questions = append(l.Questions, partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Optional: n > 0, Lasting: true, Readers: partnership.ReadersAll})
	}
	l.Questions = append(l.Questions, partnership.Question{ID: ideas.QuestionExpect, Kind: partnership.KindText, Text: words.Expect, Lasting: true, Readers: partnership.ReadersAll})
}

func ideasFixtures() []fixture {
	proposed := func(l *procedure.Letter, words wording.Ideas) {
		proposes(l, words)
		l.Phrases, l.Open = ideas.TemplateAsk, []string{ideas.QuestionExpect}
		l.Understood = []partnership.Answer{{Question: ideas.QuestionProposal, Value: partnership.TextValue("Joint orders from 120 to 300")}}
	}
	weighs := func(l *procedure.Letter, words wording.Ideas) {
		low, high, all := decimal.NewFromInt(1), decimal.NewFromInt(5), decimal.NewFromInt(5)
		for n := range 5 {
			l.Questions = append(l.Questions, partnership.Question{ID: ideas.MarkOf(n + 1), Kind: partnership.KindScale, Text: fmt.Sprintf(words.Proposal, n+1), Min: &low, Max: &high})
		}
		l.Questions = append(l.Questions, partnership.Question{ID: ideas.QuestionFirst, Kind: partnership.KindRank, Text: words.Firsts, Max: &all})
		l.Writings = ideasWritings()
	}
	weighed := func(l *procedure.Letter, words wording.Ideas) {
		weighs(l, words)
		l.Writings, l.Phrases, l.Open = nil, ideas.TemplateOpened, []string{"p2", "p3", "p5"}
		l.Understood = []partnership.Answer{
			{Question: "p1", Value: partnership.NumberValue(decimal.NewFromInt(4)), Raw: "4"},
			{Question: "p4", Value: partnership.UnknownValue(), Raw: "don't know"},
			{Question: "first", Value: partnership.TextValue("2, 5, 1"), Raw: "2 > 5 > 1"},
		}
	}
	alone := opened()
	alone.First, alone.Proposals, alone.Silent = false, alone.Proposals[:1], nil
	weighsOne := func(l *procedure.Letter, words wording.Ideas) {
		weighs(l, words)
		l.Questions, l.Writings = l.Questions[:1], l.Writings[:1]
	}
	decides := func(l *procedure.Letter, words wording.Ideas) {
		for n := range 5 {
			l.Questions = append(l.Questions, partnership.Question{ID: ideas.DecisionOf(n + 1), Kind: partnership.KindDecide, Text: fmt.Sprintf(words.Proposal, n+1), Readers: partnership.ReadersAll})
		}
		l.Writings, l.Sealed = ideasWritings()[:4], false
	}
	decided := func(l *procedure.Letter, words wording.Ideas) {
		decides(l, words)
		l.Writings, l.Phrases, l.Open, l.Problems = nil, ideas.TemplateResult, []string{"d3", "d4", "d5"}, []string{`3) Proposal 3: "no" has no reason, which whoever proposed it is owed; please write no: and why`}
		l.Understood = []partnership.Answer{
			{Question: "d1", Value: partnership.TextValue("accept"), Raw: "accept"}, {Question: "d2", Value: partnership.TextValue("no: Нет людей до весны"), Raw: "нет, нет людей до весны"},
		}
	}
	tells := func(l *procedure.Letter, _ wording.Ideas) { l.Writings, l.Sealed = ideasWritings()[:4], false }
	nothing := func(*procedure.Letter, wording.Ideas) {}
	late := func(t procedure.Template) func(l *procedure.Letter, words wording.Ideas) {
		return func(l *procedure.Letter, _ wording.Ideas) { l.Phrases = t }
	}
	later, moved, unread := ideas.Board{}, opened(), decidedBoard()
	moved.Moved, moved.Silent = "Anna is ill for a month", nil
	nobody := weighedBoard()
	nobody.Over, nobody.First = true, false
	list := []fixture{
		{name: "ideas", letter: aboutIdeas(procedure.FormAsk, ideas.TemplateAsk, ideas.Board{First: true}, proposes)},
		{name: "ideas-reminder", letter: aboutIdeas(procedure.FormReminder, ideas.TemplateAsk, ideas.Board{First: true}, proposes)},
		{name: "ideas-receipt", letter: aboutIdeas(procedure.FormReceipt, procedure.TemplateReceipt, ideas.Board{First: true}, proposed)},
		{name: "ideas-later-round", letter: aboutIdeas(procedure.FormAsk, ideas.TemplateAsk, later, proposes)},
		{name: "ideas-closed", letter: aboutIdeas(procedure.FormClosed, procedure.TemplateClosed, nil, late(ideas.TemplateAsk))},
		{name: "ideas-opened", letter: aboutIdeas(procedure.FormAsk, ideas.TemplateOpened, opened(), weighs)},
		{name: "ideas-opened-moved", letter: aboutIdeas(procedure.FormAsk, ideas.TemplateOpened, moved, weighs)},
		{name: "ideas-opened-one", letter: aboutIdeas(procedure.FormAsk, ideas.TemplateOpened, alone, weighsOne)},
		{name: "ideas-opened-reminder", letter: aboutIdeas(procedure.FormReminder, ideas.TemplateOpened, opened(), weighs)},
		{name: "ideas-opened-receipt", letter: aboutIdeas(procedure.FormReceipt, procedure.TemplateReceipt, opened(), weighed)},
		{name: "ideas-opened-closed", letter: aboutIdeas(procedure.FormClosed, procedure.TemplateClosed, nil, late(ideas.TemplateOpened))},
		{name: "ideas-result", letter: aboutIdeas(procedure.FormAsk, ideas.TemplateResult, weighedBoard(), decides)},
		{name: "ideas-result-reminder", letter: aboutIdeas(procedure.FormReminder, ideas.TemplateResult, weighedBoard(), decides)},
		{name: "ideas-result-receipt", letter: aboutIdeas(procedure.FormReceipt, procedure.TemplateReceipt, weighedBoard(), decided)},
		{name: "ideas-result-closed", letter: aboutIdeas(procedure.FormClosed, procedure.TemplateClosed, nil, late(ideas.TemplateResult))},
		{name: "ideas-decided", letter: aboutIdeas(procedure.FormNotice, ideas.TemplateDecided, decidedBoard(), tells)},
		{name: "ideas-decided-none", letter: aboutIdeas(procedure.FormNotice, ideas.TemplateDecided, nobody, tells)},
		{name: "ideas-decided-unread", letter: aboutIdeas(procedure.FormNotice, ideas.TemplateDecided, unread, nothing)},
		{name: "ideas-decided-closed", letter: aboutIdeas(procedure.FormClosed, procedure.TemplateClosed, nil, late(ideas.TemplateDecided))},
		{name: "ideas-withdrawn", letter: aboutIdeas(procedure.FormNotice, ideas.TemplateLeft, ideas.Board{First: true}, nothing)},
		{name: "ideas-withdrawn-later-round", letter: aboutIdeas(procedure.FormNotice, ideas.TemplateLeft, ideas.Board{}, nothing)},
	}
	for i := range list {
		list[i].spec = contested
		if i < 3 { // there are no goals yet
			list[i].standing = func(st *standing.Standing) { st.Goals = nil }
		}
	}
	return list
}

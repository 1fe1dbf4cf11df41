package compose

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/swot"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// seen is what people have said of their partnership, field by field, as a mail has it in
// its writings.
var seen = []struct {
	field swot.Field
	said  []string
}{
	{swot.Strength, []string{"Fast answers: the lists came within a day", "Quick <replies>"}},
	{swot.Strength, []string{"Доверие: говорим о проблемах рано"}},
	{swot.Weakness, []string{"No budget: 0 EUR since spring"}},
	{swot.Weakness, []string{"Slow contracts"}},
	{swot.Opportunity, []string{"A new fair in Bergen — 4,000 visitors & no rival there"}},
	{swot.Threat, []string{"A rival from the north"}},
}

func seenNow() (writings []procedure.Writing, lines []review.Line) {
	found := func(kind review.FactKind, rated *opinion.Rated, gap *opinion.Gap) []review.Fact {
		return []review.Fact{{Kind: kind, Found: &review.Found{Survey: "pulse", Date: "2026-09-01", Rated: rated, Gap: gap}}}
	}
	lines = []review.Line{
		{Field: swot.Strength, Facts: []review.Fact{{Kind: review.FactOnTrack, Of: "mql", Value: "290"}}},
		{Field: swot.Strength, Facts: found(review.FactContent, &opinion.Rated{Dimension: "trust", Index: num("82")}, nil)},
		{Field: swot.Weakness, Facts: []review.Fact{{Kind: review.FactMetLate, Of: "leads/campaign"}}},
		{Field: swot.Weakness, Facts: []review.Fact{{Kind: review.FactOverdue, N: 2}}},
		{Field: swot.Weakness, Facts: found(review.FactUneasy, &opinion.Rated{Question: "early", Index: num("31")}, nil)},
		{Field: swot.Weakness, Facts: found(review.FactApart, nil, &opinion.Gap{Question: "heard", Of: "lumen", Said: num("2.1"), By: "fjordmail", Seen: num("4.3"), Guessed: true})},
	}
	for _, s := range seen {
		lines = append(lines, review.Line{Field: s.field})
		for i, text := range s.said {
			writings = append(writings, procedure.Writing{Ask: fmt.Sprint(len(lines)), Question: fmt.Sprint(i), Number: len(lines), Text: text})
		}
	}
	return writings, lines
}

// scoredBoard is the board after everybody has given their marks, beside the last one.
func scoredBoard() (b review.Board, writings []procedure.Writing) {
	b = review.Board{Date: "2026-12-01", LastDate: "2026-06-01", Asked: 4, Scored: 3}
	writings, b.Statements = seenNow()
	for i := range b.Statements {
		b.Statements[i].Asked = true
		b.Statements[i].Marks = []swot.Counted{{Marks: swot.Marks{Impact: 1 + (i*3)%5, Likelihood: 1 + (i*2)%5}, N: 2}, {Marks: swot.Marks{Impact: 5 - i%4, Likelihood: 3}, N: 1}}
	}
	b.Statements[9].Marks = nil
	b.Last = []review.Line{{Field: swot.Strength}, {Field: swot.Weakness}, {Field: swot.Strength, Facts: []review.Fact{{Kind: review.FactOnTrack, Of: "mql", Value: "150"}}}}
	writings = append(writings,
		procedure.Writing{Ask: "l1", Question: "q", Part: review.PartLast, Number: 1, Text: "fast ANSWERS!"},
		procedure.Writing{Ask: "l2", Question: "q", Part: review.PartLast, Number: 2, Text: "Nobody picks up the phone: 12 calls"})
	return b, writings
}

func aboutReview(form procedure.Form, template procedure.Template, content any, change func(l *procedure.Letter, words wording.Review)) func(string, string) procedure.Letter {
	return func(reader, _ string) procedure.Letter {
		words := wording.English().Review
		if reader == "anna" || reader == "petr" {
			words = wording.Russian().Review
		}
		l := letter(form, template, reader)
		l.Workflow, l.About, l.Questions, l.Sealed = l.Slug+"/review/swot/2026-12-01", "swot", nil, true
		l.Ask = procedure.AskID(l.Workflow, "", reader)
		l.Number, l.Of = 1, 1
		change(&l, words)
		return l.With(content)
	}
}

// statementsOf asks for what somebody sees, as a review does.
func statementsOf(words wording.Review) []partnership.Question {
	var list []partnership.Question
	for n, texts := range [3][4]string{words.First, words.Second, words.Third} {
		for i, f := range swot.Fields() {
			id := string(f)
			if n > 0 {
				id = fmt.Sprintf("%s-%d", f, n+1)
			}
			list = append(list, partnership.Question{ID: id, Kind: partnership.KindText, Text: texts[i], Optional: n > 0, Lasting: true, Readers: partnership.ReadersAll})
		}
	}
	return list
}

func reviewFixtures() []fixture {
	known := review.Board{Date: "2026-12-01"}
	_, facts := seenNow()
	known.Statements = facts[:6]
	again := known
	again.Before = []review.Undertaken{ // as the fixture's standing has them
		{ID: "contract", What: "Send the <draft> contract", Owner: "sofie"}, {ID: "list", What: "Name a person for support", Owner: "anna"}, {ID: "over", What: "Общий стенд", Owner: "lars"},
	}
	bare := review.Board{Date: "2026-12-01"}
	merge, unscored := review.Board{Date: "2026-12-01"}, []procedure.Writing(nil)
	unscored, merge.Statements = seenNow()
	board, writings := scoredBoard()
	puts := func(l *procedure.Letter, words wording.Review) { l.Questions = statementsOf(words) }
	putIn := func(l *procedure.Letter, words wording.Review) {
		puts(l, words)
		l.Phrases = review.TemplateSeen
		l.Understood = []partnership.Answer{
			{Question: "strength", Value: partnership.TextValue("Fast answers: the lists came within a day")}, {Question: "weakness", Value: partnership.TextValue("No <budget>")},
		}
		for _, q := range l.Questions {
			if q.ID == "opportunity" || q.ID == "threat" {
				l.Open = append(l.Open, q.ID)
			}
		}
	}
	merges := func(l *procedure.Letter, words wording.Review) {
		q := partnership.Question{ID: review.QuestionSame, Kind: partnership.KindSame, Text: words.Same, Plain: true}
		for _, s := range merge.Statements {
			q.Choices = append(q.Choices, string(s.Field))
		}
		l.Questions, l.Writings = []partnership.Question{q}, unscored
	}
	answered := func(text string, problems ...string) func(l *procedure.Letter, words wording.Review) {
		return func(l *procedure.Letter, words wording.Review) {
			merges(l, words)
			l.Phrases, l.Writings, l.Problems = review.TemplateMerge, nil, problems
			if text == "" {
				l.Open = []string{review.QuestionSame}
				return
			}
			l.Understood, l.Complete = []partnership.Answer{{Question: review.QuestionSame, Value: partnership.TextValue(text)}}, true
		}
	}
	scores := func(l *procedure.Letter, words wording.Review) {
		l.Writings = writings
		for i, s := range board.Statements {
			l.Questions = append(l.Questions, partnership.Question{ID: fmt.Sprintf("s%d", i+1), Kind: partnership.KindMarks, Text: words.Field[s.Field.Place()]})
		}
	}
	scored := func(l *procedure.Letter, words wording.Review) {
		scores(l, words)
		l.Phrases, l.Writings = review.TemplateScoring, nil
		for i, q := range l.Questions {
			if i < 3 {
				l.Understood = append(l.Understood, partnership.Answer{Question: q.ID, Value: partnership.TextValue("4 3")})
			} else {
				l.Open = append(l.Open, q.ID)
			}
		}
	}
	decides := func(l *procedure.Letter, words wording.Review) {
		l.Sealed, l.Writings = false, writings
		for i, p := range swot.Pairings() {
			l.Questions = append(l.Questions,
				partnership.Question{ID: string(p), Kind: partnership.KindText, Text: words.Step[i], Readers: partnership.ReadersAll},
				partnership.Question{ID: string(p) + "-owner", Kind: partnership.KindChoice, Text: words.Owner, Choices: []string{"Lars Hauge", "Анна Иванова"}, Optional: true},
				partnership.Question{ID: string(p) + "-by", Kind: partnership.KindDate, Text: words.By, Optional: true})
		}
		l.Questions = append(l.Questions, partnership.Question{ID: review.QuestionWhyNot, Kind: partnership.KindText, Text: words.WhyNot, Optional: true, Readers: partnership.ReadersAll})
	}
	says := func(l *procedure.Letter, words wording.Review) {
		decides(l, words)
		l.Phrases, l.Writings, l.Complete = review.TemplateResult, nil, true
		l.Understood = []partnership.Answer{{Question: "so", Value: partnership.TextValue("A joint stand at the fair")}, {Question: "so-owner", Value: partnership.TextValue("Анна Иванова")}}
		for _, q := range l.Questions[2:] {
			l.Open = append(l.Open, q.ID)
		}
	}
	tells := func(l *procedure.Letter, _ wording.Review) { l.Due, l.Writings = time.Time{}, writings }
	nothing := func(l *procedure.Letter, _ wording.Review) { l.Due = time.Time{} }
	late := func(l *procedure.Letter, _ wording.Review) { l.Due, l.Phrases = time.Time{}, review.TemplateSeen }
	decided, silent, declined := board, board, board
	decided.Over, decided.Chair, decided.Why = true, "lars", "Der Gegner ist klein"
	decided.Steps = []review.Taken{
		{Of: string(swot.StrengthOpportunity), What: "A joint stand at the fair", Owner: "anna", Due: "2027-03-01"}, {Of: string(swot.WeaknessThreat), What: "Один договор на год", Owner: "lars"},
	}
	silent.Over, silent.Silent = true, true
	declined.Over, declined.Chair, declined.Why = true, "anna", "Нет людей до весны"
	list := []fixture{
		{name: "swot-input", letter: aboutReview(procedure.FormAsk, review.TemplateSeen, known, puts)},
		{name: "swot-input-again", letter: aboutReview(procedure.FormAsk, review.TemplateSeen, again, puts)},
		{name: "swot-input-bare", letter: aboutReview(procedure.FormAsk, review.TemplateSeen, bare, puts)},
		{name: "swot-input-reminder", letter: aboutReview(procedure.FormReminder, review.TemplateSeen, known, puts)},
		{name: "swot-input-receipt", letter: aboutReview(procedure.FormReceipt, procedure.TemplateReceipt, known, putIn)},
		{name: "swot-input-closed", letter: aboutReview(procedure.FormClosed, procedure.TemplateClosed, nil, late)},
		{name: "swot-merge", letter: aboutReview(procedure.FormAsk, review.TemplateMerge, merge, merges)},
		{name: "swot-merge-reminder", letter: aboutReview(procedure.FormReminder, review.TemplateMerge, merge, merges)},
		{name: "swot-merge-receipt", letter: aboutReview(procedure.FormReceipt, procedure.TemplateReceipt, merge, answered("4=5 6=7"))},
		{name: "swot-merge-receipt-none", letter: aboutReview(procedure.FormReceipt, procedure.TemplateReceipt, merge, answered(partnership.NoneSame))},
		{name: "swot-merge-receipt-refused", letter: aboutReview(procedure.FormReceipt, procedure.TemplateReceipt, merge, answered("", `1) Which numbers mean the same? "1=2" joins lines of different fields`))},
		{name: "swot-scoring", letter: aboutReview(procedure.FormAsk, review.TemplateScoring, board, scores)},
		{name: "swot-scoring-reminder", letter: aboutReview(procedure.FormReminder, review.TemplateScoring, board, scores)},
		{name: "swot-scoring-receipt", letter: aboutReview(procedure.FormReceipt, procedure.TemplateReceipt, board, scored)},
		{name: "swot-result-chair", letter: aboutReview(procedure.FormAsk, review.TemplateResult, board, decides)},
		{name: "swot-result-reminder", letter: aboutReview(procedure.FormReminder, review.TemplateResult, board, decides)},
		{name: "swot-result-receipt", letter: aboutReview(procedure.FormReceipt, procedure.TemplateReceipt, board, says)},
		{name: "swot-result", letter: aboutReview(procedure.FormNotice, review.TemplateResult, decided, tells)},
		{name: "swot-result-silent", letter: aboutReview(procedure.FormNotice, review.TemplateResult, silent, tells)},
		{name: "swot-result-declined", letter: aboutReview(procedure.FormNotice, review.TemplateResult, declined, tells)},
		{name: "swot-result-unread", letter: aboutReview(procedure.FormNotice, review.TemplateResult, silent, nothing)},
		{name: "review-withdrawn", letter: aboutReview(procedure.FormNotice, review.TemplateLeft, nil, nothing)},
	}
	for i := range list {
		list[i].spec = surveyed
	}
	return list
}

package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/disclosure"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/opinion"
)

// fewest is how many people of each party must have been asked for parties to be shown by
// themselves: who has not answered is their own side's business.
const fewest = 3

// answers show how all have answered check-ins, and the parties where each has enough people.
func (w writer) answers() (section, error) {
	s := section{Title: w.words.Answers}
	few := slices.ContainsFunc(w.Promptness, func(p measure.PartyPromptness) bool { return p.People < fewest })
	t := table{Head: []string{w.words.Group, w.words.Replied, w.words.InTime, w.words.Latency}}
	for _, p := range w.Promptness {
		group := w.words.Everybody
		if p.Party != "" {
			group = w.party(p.Party)
		}
		if p.Party != "" && few {
			continue
		}
		inTime, took := dash, dash
		if p.Answered > 0 {
			inTime = fmt.Sprintf(w.words.OutOf, fmt.Sprint(p.OnTime), fmt.Sprint(p.Answered))
		}
		if p.Latency.OK {
			took = w.Number(p.Latency.Value.Round(1))
		}
		t.Rows = append(t.Rows, []cell{
			text(group), number(fmt.Sprintf(w.words.OutOf, fmt.Sprint(p.Answered), fmt.Sprint(p.Asked))),
			number(inTime), number(took),
		})
	}
	if len(t.Rows) == 0 {
		s.Blocks = append(s.Blocks, lines(w.words.NoAnswers))
	} else {
		s.Blocks = append(s.Blocks, block{Table: t})
	}
	return s, nil
}

// promises show what the parties owe each other. Nobody is named.
func (w writer) promises() (section, error) {
	s := section{Title: w.words.Promises}
	t := table{Head: []string{w.words.Promise, w.words.From, w.words.To, w.words.Due, w.words.State}}
	for _, p := range w.Promises.Open {
		state := text(w.words.Open)
		if p.Late {
			state = cell{RAG: measure.Red, Text: w.words.Late}
		}
		t.Rows = append(t.Rows, []cell{text(cmp.Or(p.What, dash)), text(p.From), text(p.To), text(w.day(p.Due)), state})
	}
	if len(t.Rows) == 0 {
		s.Blocks = append(s.Blocks, lines(w.words.NoPromises))
	} else {
		s.Blocks = append(s.Blocks, block{Table: t})
	}
	if kept := w.Promises.Kept; kept > 0 {
		s.Blocks = append(s.Blocks, lines(fmt.Sprintf(w.words.Kept, kept, w.Promises.KeptLate)))
	}
	return s, nil
}

// surveys show the latest round of each survey, and how content people were before.
func (w writer) surveys() (section, error) {
	s := section{Title: w.words.Surveys}
	for _, v := range w.Surveys {
		if len(v.Waves) == 0 {
			continue
		}
		blocks, err := w.survey(v)
		if err != nil {
			return section{}, err
		}
		s.Blocks = append(s.Blocks, blocks...)
	}
	if len(s.Blocks) == 0 {
		s.Blocks = append(s.Blocks, lines(w.words.NoSurveys))
	}
	return s, nil
}

func (w writer) survey(v Survey) ([]block, error) {
	last := v.Waves[len(v.Waves)-1]
	b := block{Title: v.ID, Lines: []string{fmt.Sprintf(w.words.Answered, w.dated(last.Date), last.Answered, last.Asked)}, Table: w.contents(v)}
	singles := w.singles(v)
	if len(b.Table.Rows) == 0 && len(singles.Rows) == 0 {
		b.Lines = append(b.Lines, w.words.TooFew)
	}
	trend, err := w.trend(v)
	return append([]block{b, {Table: singles}, w.years(v)}, trend...), err
}

// years are what lasts, year by year; one year alone says nothing over years.
func (w writer) years(v Survey) block {
	var t table
	for _, dimension := range opinion.Lasting() {
		years := opinion.TrendOf(v.Waves, opinion.All, dimension).Years()
		if len(years) < 2 {
			continue
		}
		for _, y := range years {
			t.Rows = append(t.Rows, []cell{
				text(capital(cmp.Or(w.Survey.Dimensions[dimension], dimension))), number(y.Year), number(w.Number(y.Index.Value.Round(0))), number(fmt.Sprint(y.Rounds)),
			})
		}
	}
	if len(t.Rows) == 0 {
		return block{}
	}
	t.Head = []string{w.words.Aspect, w.words.Year, w.words.Content, w.words.Rounds}
	return block{Title: w.words.OverYears, Table: t}
}

// contents are how content all are, the parties, and everybody with each dimension: only
// what may be seen exactly.
func (w writer) contents(v Survey) table {
	last := v.Waves[len(v.Waves)-1]
	t := table{Head: []string{w.words.Group, w.words.Content, w.words.Margin, w.words.Change}}
	row := func(label, party, dimension string) {
		c := last.Content(party, dimension)
		if !c.Index.OK {
			return
		}
		change := w.words.Way[opinion.WayUnknown]
		if trend := opinion.TrendOf(v.Waves, party, dimension); trend.Since != "" {
			change = w.words.Way[trend.Way] + " (" + w.dated(trend.Since) + ")"
		}
		t.Rows = append(t.Rows, []cell{text(label), number(w.Number(c.Index.Value.Round(0))), number("± " + w.Number(c.Margin.Value.Round(0))), text(change)})
	}
	row(w.words.Everybody, opinion.All, "")
	for _, g := range last.Groups {
		if g.Party != opinion.All {
			row(w.party(g.Party), g.Party, "")
		}
	}
	for _, d := range last.Dimensions() {
		row(capital(cmp.Or(w.Survey.Dimensions[d], d)), opinion.All, d)
	}
	return t
}

// singles are the questions that stand for themselves.
func (w writer) singles(v Survey) table {
	t := table{Head: []string{w.words.Question, w.words.Result}}
	for _, r := range v.Waves[len(v.Waves)-1].Results {
		if result := w.single(r); result != "" {
			t.Rows = append(t.Rows, []cell{text(w.question(v.ID, r.Question)), text(result)})
		}
	}
	return t
}

// single is what came of a question that belongs to no dimension; nothing where it may not
// be seen.
func (w writer) single(r opinion.Result) string {
	f := r.Total
	switch {
	case f.Sight == disclosure.Hidden || r.Mirrors != "":
		return ""
	case f.Sight == disclosure.Rounded:
		return fmt.Sprintf(w.words.OutOf, w.Number(f.Mean.Value), fmt.Sprint(r.High))
	case f.NPS != nil:
		return fmt.Sprintf(w.words.Promoters, w.Number(f.NPS.Score.Value.Round(0)))
	case r.Kind == partnership.KindYesNo && len(f.Counts) == 2:
		return fmt.Sprintf(w.words.Counts, f.Counts[0], f.Counts[1])
	case len(f.Counts) > 0 && len(f.Counts) == len(r.Choices):
		var counts []string
		for i, n := range f.Counts {
			counts = append(counts, fmt.Sprintf("%s: %d", w.spoken(r.Choices[i]), n))
		}
		return w.List(counts)
	case f.Mean.OK && !r.Scored():
		return w.Quantity(f.Mean.Value.Round(1), w.spoken(r.Unit))
	default: // it is part of a dimension
		return ""
	}
}

// question is what was asked, in the page's language.
func (w writer) question(survey, id string) string {
	for _, v := range w.Spec.Surveys {
		if v.ID != survey {
			continue
		}
		for _, q := range opinion.Questions(v, w.Code) {
			if q.ID == id {
				return q.Text
			}
		}
	}
	return id
}

// trend draws how content all were, round by round; one alone is no trend.
func (w writer) trend(v Survey) ([]block, error) {
	t := opinion.TrendOf(v.Waves, opinion.All, "")
	if t.Since == "" {
		return nil, nil
	}
	c := chart{title: v.ID + ": " + w.words.Content, lines: []line{{name: w.words.Content}}, least: new(float64)}
	b := block{Table: table{Head: []string{w.words.Round, w.words.Content}}}
	for _, p := range t.Points {
		value, shown := decimal.NullDecimal{}, dash
		if p.Index.OK {
			value, shown = decimal.NewNullDecimal(p.Index.Value.Round(1)), w.Number(p.Index.Value.Round(0))
		}
		c.labels, c.lines[0].values = append(c.labels, p.Date), append(c.lines[0].values, value)
		b.Table.Rows = append(b.Table.Rows, []cell{text(w.dated(p.Date)), number(shown)})
	}
	var err error
	b.Chart, err = w.draw(c)
	return []block{b}, err
}

// dated words a date that was kept as a text.
func (w writer) dated(date string) string {
	if day, ok := parsed(date); ok {
		return w.Date(day)
	}
	return date
}

func parsed(date string) (cadence.Date, bool) {
	day, err := cadence.ParseDate(date)
	return day, err == nil && !day.IsZero()
}

// conflicts show that there are some, and not a word of them.
func (w writer) conflicts() (section, error) {
	s := section{Title: w.words.Conflicts}
	if len(w.Conflicts) == 0 {
		s.Blocks = append(s.Blocks, lines(w.words.NoConflicts))
		return s, nil
	}
	t := table{Head: []string{w.words.Level, w.words.Since, w.words.Until}}
	for _, c := range w.Conflicts {
		until := text(w.words.StillOpen)
		if !c.Closed.IsZero() {
			until = text(w.Date(c.Closed))
		}
		t.Rows = append(t.Rows, []cell{number(fmt.Sprint(c.Level)), text(w.day(c.Opened)), until})
	}
	s.Blocks = append(s.Blocks, lines(w.words.NotTold), block{Table: t})
	return s, nil
}

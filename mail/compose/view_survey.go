package compose

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/disclosure"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/survey"
	"github.com/rapport-engine/rapport/partnership/wording"
)

func surveyViewers() []templateViewer {
	return []templateViewer{
		{survey.TemplateAsk, viewSurvey}, {survey.TemplateHeard, viewResult}, {survey.TemplateDid, viewResult}, {survey.TemplateResult, viewResult},
	}
}

// ofSurvey reports whether a mail belongs to a survey: what people think is not to be
// led by how the goals stand.
func ofSurvey(t procedure.Template) bool { return slices.Contains(survey.Kind().Templates, t) }

// ballotOf is what a receipt says of a ballot: how many answers have come, and of none
// what it says.
func ballotOf(l procedure.Letter) *ballotView {
	b := ballotView{Answered: len(l.Understood), Again: l.Again, Unread: len(l.Problems) > 0}
	for _, q := range l.Questions {
		if !q.Optional {
			b.Total++
		}
	}
	return &b
}

// surveyView fills the phrases of the mail that asks: what becomes of the answers.
type surveyView struct {
	Anonymous, Few, ByParty bool
	Floor                   int
}

func viewSurvey(_ letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var a survey.Asked
	if len(content) == 0 { // a receipt
		return surveyView{}, nil, nil
	}
	err := json.Unmarshal(content, &a)
	return surveyView{Anonymous: a.Anonymous, Few: a.Few, ByParty: a.ByParty, Floor: a.Floor}, nil, err
}

// resultView fills the phrases about a result. Anonymous ones name no floor that is none.
type resultView struct {
	Date               string
	Asked, Answered    int
	Suppressed, Silent bool
	Anonymous          bool
	Floor, Audience    int
	Hidden, AnyRemark  bool
	Least, LeastIndex  string
	LeastClear         bool
}

// resultLine is a line about a result: a figure of a group, a gap, what somebody wrote or
// does.
type resultLine struct {
	Label, Who, Other string
	Value, Then       string
	Margin            string
	N                 int
	Chart             string // small bars, the latest last
	Way, Since        string
	Guessed           bool
	Due, Why          string
	// Number is that of a remark, by which anybody can speak of it. Taken are those that
	// somebody takes up, Takers how many sides take up one, and Others why not the others.
	Number, Takers int
	Taken, Others  string
	// Decided says that the leads have said what follows.
	Decided bool
}

func viewResult(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var r survey.Response
	if err := json.Unmarshal(content, &r); err != nil {
		return nil, nil, err
	}
	day, err := cadence.ParseDate(r.Date)
	if err != nil {
		return nil, nil, err
	}
	v := resultView{
		Date: w.catalog.locale.Date(day), Suppressed: r.Suppressed, Silent: r.Silent, Anonymous: r.Anonymous, Floor: r.Floor, Audience: r.Audience,
	}
	var lines []noticeLine
	for _, d := range r.Doing {
		line, err := w.doing(d)
		if err != nil {
			return nil, nil, err
		}
		lines = append(lines, line)
	}
	if len(w.letter.Rounds) == 0 {
		return v, lines, nil
	}
	s := result{letterWriter: w, waves: w.letter.Rounds, labels: labelsOf(w, w.letter.About), doing: r.Doing}
	now := s.now()
	v.Asked, v.Answered, v.AnyRemark = now.Asked, now.Answered, len(w.letter.Remarks) > 0
	v.Hidden = slices.ContainsFunc(now.Results, func(r opinion.Result) bool {
		some := func(f opinion.Figure) bool { return f.Sight != disclosure.Exact }
		return some(r.Total) || slices.ContainsFunc(r.Parties, some)
	})
	if least, ok := now.Least(); ok {
		v.Least, v.LeastIndex, v.LeastClear = w.party(least.Party), s.whole(least.Is.Index), least.Clear
	}
	figures, err := s.sections()
	return v, append(lines, figures...), err
}

// labelsOf are the questions of a survey in the reader's language, by their IDs.
func labelsOf(w letterWriter, name string) map[string]string {
	labels := map[string]string{}
	for _, q := range opinion.Questions(survey.Declared(w.spec, name), w.catalog.locale.Code) {
		labels[q.ID] = label(q)
	}
	return labels
}

// doing is what a lead says follows.
func (w letterWriter) doing(d survey.Doing) (noticeLine, error) {
	due, err := w.day(d.Due)
	quote := w.catalog.locale.quote
	line := resultLine{Who: w.party(d.Party), Value: quote(d.What), Due: due, Why: quote(d.Why), Others: quote(d.Others), N: len(d.Remarks)}
	if d.What == "" && len(d.Remarks) == 0 {
		line.Why = cmp.Or(line.Why, line.Others)
		return noticeLine{"survey-nothing", line}, err
	}
	var numbers []string
	for _, n := range d.Remarks {
		numbers = append(numbers, strconv.Itoa(n))
	}
	line.Taken = w.catalog.locale.List(numbers)
	return noticeLine{"survey-doing", line}, err
}

// result words the figures of the latest of some rounds.
type result struct {
	letterWriter
	waves  []opinion.Wave
	labels map[string]string
	doing  []survey.Doing
}

func (s result) now() opinion.Wave { return s.waves[len(s.waves)-1] }

// mostGaps is how many perception gaps a mail shows.
const mostGaps = 4

// sections are the figures, then where sides see things differently, then what people
// wrote.
func (s result) sections() ([]noticeLine, error) {
	var lines []noticeLine
	section := func(name string, of []noticeLine) {
		if len(of) > 0 {
			lines = append(append(lines, noticeLine{sectionPhrase + "survey-" + name, nil}), of...)
		}
	}
	figures, err := s.figures()
	section("figures", figures)
	section("gaps", s.gaps())
	section("remarks", s.remarks())
	return lines, err
}

// figures are those of the whole, of the parts, and of single questions.
func (s result) figures() ([]noticeLine, error) {
	all, err := s.content("survey-overall", "", opinion.All, "")
	if err != nil {
		return nil, err
	}
	lines := all
	for _, g := range s.now().Groups {
		if g.Party == opinion.All {
			continue
		}
		of, err := s.content("survey-group", s.party(g.Party), g.Party, "")
		if err != nil {
			return nil, err
		}
		lines = append(lines, of...)
	}
	for _, d := range s.now().Dimensions() {
		of, err := s.content("survey-group", s.dimension(d), opinion.All, d)
		if err != nil {
			return nil, err
		}
		lines = append(lines, of...)
	}
	for _, r := range s.now().Results {
		lines = append(lines, s.single(r)...)
	}
	return lines, nil
}

// gaps are where sides see things differently.
func (s result) gaps() []noticeLine {
	var lines []noticeLine
	shown := 0
	for _, g := range s.now().Gaps() {
		if g.Wide && shown < mostGaps {
			shown++
			lines = append(lines, noticeLine{"survey-gap", s.gap(g, s.labels)})
		}
	}
	return lines
}

// gap is where two sides see something differently.
func (w letterWriter) gap(g opinion.Gap, labels map[string]string) resultLine {
	return resultLine{
		Label: cmp.Or(labels[g.Question], oneLine(g.Question)), Who: w.party(g.Of), Value: w.points(g.Said), Other: w.party(g.By), Then: w.points(g.Seen), Guessed: g.Guessed,
	}
}

// remarks are what people wrote, each with its number and what becomes of it.
func (s result) remarks() []noticeLine {
	var lines []noticeLine
	for i, r := range s.letter.Remarks {
		if i == opinion.MostRemarks {
			return append(lines, noticeLine{"survey-more-remarks", resultLine{N: len(s.letter.Remarks) - i}})
		}
		line := resultLine{Number: i + 1, Label: s.labels[r.Question], Value: s.catalog.locale.quote(r.Text), Decided: len(s.doing) > 0}
		s.answer(&line)
		lines = append(lines, noticeLine{"survey-remark", line})
	}
	return lines
}

// answer says of a remark who takes it up, or else why nobody does.
func (s result) answer(remark *resultLine) {
	var takers, reasons []string
	for _, d := range s.doing {
		why := d.Others
		if d.What == "" && len(d.Remarks) == 0 {
			why = cmp.Or(d.Others, d.Why)
		}
		switch {
		case slices.Contains(d.Remarks, remark.Number):
			takers = append(takers, s.party(d.Party))
		case why != "":
			reasons = append(reasons, s.party(d.Party)+": "+s.catalog.locale.quote(why))
		}
	}
	remark.Who, remark.Takers, remark.Why = s.catalog.locale.List(takers), len(takers), strings.Join(reasons, "; ")
}

// dimension names a dimension in the reader's language, if it is one of the bank's.
func (w letterWriter) dimension(id string) string {
	if name, ok := w.catalog.locale.Survey.Dimensions[id]; ok {
		return name
	}
	return oneLine(id)
}

// content is a line about how content a group is; none where it may not be seen.
func (s result) content(phrase, label, party, dimension string) ([]noticeLine, error) {
	c := s.now().Content(party, dimension)
	if !c.Index.OK {
		return nil, nil
	}
	t := opinion.TrendOf(s.waves, party, dimension)
	since, err := s.day(t.Since)
	return []noticeLine{{phrase, resultLine{
		Label: label, Value: s.whole(c.Index), Margin: s.whole(c.Margin), N: c.N, Chart: bars(t), Way: string(t.Way), Since: since,
	}}}, err
}

// single is a line about a question that stands for itself: a score of promoters, a
// count, a number, or a statement of which only a rounded mean may be seen.
func (s result) single(r opinion.Result) []noticeLine {
	line := resultLine{Label: s.labels[r.Question], N: r.Total.N}
	switch f := r.Total; {
	case f.Sight == disclosure.Rounded && r.Mirrors != "": // it is for gaps
		return nil
	case f.Sight == disclosure.Rounded:
		line.Value, line.Then = s.points(f.Mean.Value), s.points(decimal.NewFromInt(int64(r.High)))
		return []noticeLine{{"survey-rounded", line}}
	case f.Sight == disclosure.Hidden:
		return nil
	case f.NPS != nil:
		line.Value, line.Margin = s.whole(f.NPS.Score), s.whole(f.NPS.Margin)
		return []noticeLine{{"survey-promoters", line}}
	case r.Kind == partnership.KindYesNo:
		line.Value, line.Then = s.points(decimal.NewFromInt(int64(f.Counts[0]))), s.points(decimal.NewFromInt(int64(f.Counts[1])))
		return []noticeLine{{"survey-yes-no", line}}
	case len(f.Counts) > 0:
		var counts []string
		for i, n := range f.Counts {
			counts = append(counts, oneLine(s.tongue.say(r.Choices[i]))+" "+s.points(decimal.NewFromInt(int64(n))))
		}
		line.Value = s.catalog.locale.List(counts)
		return []noticeLine{{"survey-choices", line}}
	case f.Mean.OK && !r.Scored():
		line.Value = s.catalog.locale.Quantity(f.Mean.Value.Round(1), oneLine(r.Unit))
		return []noticeLine{{"survey-mean", line}}
	default: // it is part of a dimension
		return nil
	}
}

func (s result) whole(r measure.Ratio) string { return s.points(r.Value.Round(0)) }

// points words a figure of a survey.
func (w letterWriter) points(d decimal.Decimal) string { return w.catalog.locale.Number(d.Round(1)) }

// bars draws rounds as small bars; one that cannot be compared is a point. One round alone
// is no chart.
func bars(t opinion.Trend) string {
	if t.Since == "" {
		return ""
	}
	var figures []decimal.NullDecimal
	for _, p := range t.Points {
		figures = append(figures, decimal.NullDecimal{Decimal: p.Index.Value, Valid: p.Index.OK})
	}
	return wording.Bars(figures)
}

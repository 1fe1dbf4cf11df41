package compose

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// progressView fills the phrases of a review of progress.
type progressView struct {
	Date, LastDate string
	// Leads says how the goals go on, at Day; on Page everybody reads what was put in. Me:
	// that is the reader.
	Leads, Page, Day string
	Me               bool
	// Before says that something was decided the last time, Said that people have put
	// something in since the page. Of Asked Answered have.
	Before, Said    bool
	Asked, Answered int
	// Change is what changes about goals that do not simply go on: Amends says that there
	// are some.
	Change string
	Amends bool
	decisionView
}

// progressLine is a line of a mail about progress.
type progressLine struct {
	Label, Progress, RAG string
	// Pace is the share of what was planned by now, ETA when all of it is reached at that
	// pace, Late how many days after the day. Was is the progress at the last review.
	Pace, ETA string
	Late      int
	Was       string
	// Way is how a goal goes on.
	Way string
	// Text is what Who has said; More, how many others have said something.
	Text, Who string
	More      int
	KPIs      []kpiView
}

func viewProgress(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var p review.Page
	if len(content) > 0 {
		if err := json.Unmarshal(content, &p); err != nil {
			return nil, nil, fmt.Errorf("read the progress of a partnership: %w", err)
		}
	}
	v := progressView{
		Before: len(p.Before) > 0, Said: len(w.letter.Writings) > 0, Asked: p.Asked, Answered: p.Answered,
		Change: w.catalog.locale.quote(p.Change), decisionView: w.decision(p.Decision),
		Amends: slices.ContainsFunc(p.Verdicts, func(v review.Verdict) bool { return v.Way != partnership.GoalContinues }),
	}
	if p.Leads != "" {
		v.Leads, v.Me = w.who(p.Leads), p.Leads == w.person.ID
	}
	if err := w.progressDays(p, &v); err != nil {
		return nil, nil, err
	}
	if w.letter.Responds() {
		return v, nil, nil
	}
	lines, err := w.progressLines(p)
	return v, lines, err
}

// progressDays words the days of a review.
func (w letterWriter) progressDays(p review.Page, v *progressView) (err error) {
	for _, d := range []struct {
		from string
		to   *string
	}{{p.Date, &v.Date}, {p.LastDate, &v.LastDate}} {
		if *d.to, err = w.day(d.from); err != nil {
			return err
		}
	}
	if v.Page, err = w.dayOf(p.Page); err != nil {
		return err
	}
	v.Day, err = w.dayOf(p.At)
	return err
}

// progressLines are what a mail about progress lists, by what it is for.
func (w letterWriter) progressLines(p review.Page) ([]noticeLine, error) {
	switch {
	case w.letter.Wording() == review.TemplateReading:
		differing, err := w.differingFigures()
		return slices.Concat(w.settledSince(p.Before), w.pacedGoals(p), w.scorecard(), differing, w.saidOf(p)), err
	case w.letter.Wording() == review.TemplateInput:
		return w.settledSince(p.Before), nil
	case p.Over:
		lines, err := w.taken(p.Steps, func(string) string { return "" })
		return slices.Concat(w.goalWays(p), lines, w.saidOf(p)), err
	default:
		differing, err := w.differingFigures()
		return slices.Concat(w.settledSince(p.Before), differing, w.saidOf(p)), err
	}
}

// pacedGoals says of each goal how far it is, when it is reached at its pace, and how it was
// at the last review.
func (w letterWriter) pacedGoals(p review.Page) []noticeLine {
	loc := w.catalog.locale
	lines := []noticeLine{{"section-goals", nil}}
	for i, v := range loc.goals(w.standing) {
		g := w.standing.Goals[i]
		line := w.paced(v, g)
		for _, was := range p.Last {
			if was.Goal == g.ID && was.Progress.OK {
				line.Was = loc.Percent(was.Progress.Value)
			}
		}
		lines = append(lines, noticeLine{"goal", line})
	}
	return lines
}

// paced says how far a goal is, and when it is reached at its pace.
func (w letterWriter) paced(v goalView, g standing.GoalStanding) progressLine {
	loc := w.catalog.locale
	line := progressLine{Label: v.Statement, Progress: v.Progress, RAG: v.RAG}
	if g.Pace.OK {
		line.Pace = loc.Percent(g.Pace.Value)
	}
	if eta, late, ok := forecast(g); ok && g.Grade == "" {
		line.ETA, line.Late = loc.Date(eta), max(late, 0)
	}
	return line
}

// forecast is when the last of a goal's KPIs reaches its target at its pace (F3), and how
// many days after the goal's last day that is.
func forecast(g standing.GoalStanding) (eta cadence.Date, late int, ok bool) {
	for _, k := range g.KPIs {
		if k.ETA != nil && (!ok || eta.Before(*k.ETA)) {
			eta, late, ok = *k.ETA, k.DaysLate, true
		}
	}
	return eta, late, ok
}

// scorecard says of each perspective how its figures stand.
func (w letterWriter) scorecard() []noticeLine {
	var lines []noticeLine
	for _, group := range standing.Scorecard(w.standing) {
		line := progressLine{Label: w.catalog.locale.Perspective[group.Perspective]}
		for _, k := range group.KPIs {
			shown := w.catalog.locale.kpi(k)
			if shown.Target = w.catalog.locale.kpiAim(k.KPI); k.KPI.Direction == partnership.Binary {
				shown.Target = "" // a yes or a no says it all
			}
			line.KPIs = append(line.KPIs, shown)
		}
		lines = append(lines, noticeLine{"perspective", line})
	}
	if len(lines) == 0 {
		return nil
	}
	return append([]noticeLine{{"section-scorecard", nil}}, lines...)
}

// differingFigures are those that people report differently.
func (w letterWriter) differingFigures() ([]noticeLine, error) {
	var lines []noticeLine
	for _, g := range w.standing.Goals {
		for _, k := range g.KPIs {
			if !k.Disputed {
				continue
			}
			v := differingView{Label: kpiLabel(k.KPI, k.KPI.ID)}
			for _, c := range k.Claims {
				v.Claims = append(v.Claims, claimView{Who: w.who(c.Reporter), Value: w.number(k.KPI, c.Value)})
			}
			if k.Actual != nil {
				v.Counts = w.number(k.KPI, *k.Actual)
			}
			var err error
			if v.Period, err = w.day(k.AsOf); err != nil {
				return nil, err
			}
			lines = append(lines, noticeLine{"differs", v})
		}
	}
	if len(lines) == 0 {
		return nil, nil
	}
	return append([]noticeLine{{"section-differs", nil}}, lines...), nil
}

// mostSaid is how much of what people say to one question a page has room for.
const mostSaid = 6

// saidOf is what people have said, question by question.
func (w letterWriter) saidOf(p review.Page) []noticeLine {
	var lines []noticeLine
	for _, part := range []string{review.QuestionAchieved, review.QuestionProblem, review.QuestionWeak, review.QuestionMarket} {
		if said := w.saidTo("said", part, ""); len(said) > 0 {
			lines = append(lines, noticeLine{"section-" + part, nil})
			lines = append(lines, said...)
		}
	}
	var goals []noticeLine
	for _, g := range p.Goals {
		goals = append(goals, w.saidTo("doubt", review.QuestionRight(g), w.goal(g))...)
	}
	if len(goals) > 0 {
		lines = append(lines, noticeLine{"section-right", nil})
	}
	return append(lines, goals...)
}

// saidTo is what people have said to a question, about something with a label if it has one.
// Of a goal a mere yes says nothing that has to be read.
func (w letterWriter) saidTo(phrase, part, label string) []noticeLine {
	var lines []noticeLine
	more := 0
	for _, written := range w.letter.Writings {
		text := oneLine(written.Text)
		switch {
		case written.Part != part, partnership.SaysNothing(text), label != "" && w.agrees(text):
		case len(lines) == mostSaid:
			more++
		default:
			lines = append(lines, noticeLine{phrase, progressLine{Label: label, Text: w.catalog.locale.quote(clip(text, maxQuote)), Who: w.who(written.By)}})
		}
	}
	if more > 0 {
		lines = append(lines, noticeLine{"more", progressLine{More: more}})
	}
	return lines
}

// agrees reports whether a text is a yes and no more.
func (w letterWriter) agrees(text string) bool {
	said := strings.ToLower(strings.Trim(text, " .!"))
	return said == strings.ToLower(w.catalog.locale.Yes) || said == "yes" || said == "да"
}

// goalWays says how each goal goes on.
func (w letterWriter) goalWays(p review.Page) []noticeLine {
	var lines []noticeLine
	for _, v := range p.Verdicts {
		lines = append(lines, noticeLine{"way", progressLine{Label: w.goal(v.Goal), Way: string(v.Way)}})
	}
	return lines
}

// weighed says beside each goal that is decided on how far it is.
func (w letterWriter) weighed(questions []partnership.Question) []partnership.Question {
	list := slices.Clone(questions)
	for i := range list {
		for n, v := range w.catalog.locale.goals(w.standing) {
			if list[i].ID != review.QuestionGoal(w.standing.Goals[n].ID) {
				continue
			}
			if said, err := w.catalog.line("goal-stands", v); err == nil { // the template is there, as tests see to it
				list[i].Text += " (" + said + ")"
			}
		}
	}
	return list
}

// showsGoals reports whether a mail of a review opens with the goals, as a check-in does.
func showsGoals(l procedure.Letter) bool {
	return l.Wording() == review.TemplateInput && !l.Responds()
}

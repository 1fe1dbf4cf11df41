package compose

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// healthView fills the phrases of a review of health.
type healthView struct {
	Date string
	// RAG is the verdict on Points of 100; Unknown, that only Known is known of what counts.
	RAG, Points, Known string
	Unknown            bool
	// Was is what it was on WasDate, before the verdict changed.
	Was, WasRAG, WasDate string
	// Capped says that the verdict is less than the points give, Conflict that a conflict is
	// why.
	Capped, Conflict bool
	// Causes is how many things cost points, Before says that something was decided the last
	// time.
	Causes int
	Before bool
	decisionView
}

// healthLine is a line of a mail about health.
type healthLine struct {
	Kind, RAG, Points string
	// Reason is what costs points, Label what of it, Share what was reached of it; Missing of
	// Whole are not as they should be. Who can change it.
	Reason, Label, Share string
	Missing, Whole, Late int
	Who                  string
	// Chart and Text are how it went.
	Text, Chart string
}

// shownMonths is how many months a phone has room for.
const shownMonths = 6

func viewHealth(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c review.Vital
	if len(content) > 0 {
		if err := json.Unmarshal(content, &c); err != nil {
			return nil, nil, fmt.Errorf("read the health of a partnership: %w", err)
		}
	}
	r, loc := c.Report, w.catalog.locale
	v := healthView{
		RAG: string(r.RAG), Unknown: r.RAG == measure.Unknown || r.RAG == "", Known: loc.Percent(r.Coverage), Capped: r.Capped != "", Conflict: r.Capped == health.CapConflict,
		Causes: len(r.Causes), Before: len(c.Before) > 0, decisionView: w.decision(c.Decision),
	}
	if r.Score.OK {
		v.Points = fmt.Sprint(health.Points(r.Score.Value))
	}
	var err error
	if v.Date, err = w.day(c.Date); err != nil {
		return nil, nil, err
	}
	if !r.Was.Zero() {
		v.Was, v.WasRAG, v.WasDate = fmt.Sprint(r.Was.Points), string(r.Was.RAG), loc.Date(cadence.DateOf(r.Was.At))
	}
	if w.letter.Responds() {
		return v, nil, nil
	}
	lines, err := w.healthLines(c)
	return v, lines, err
}

// healthLines are what follows or was decided the last time, what costs most, what the
// figure is made of, and how it went.
func (w letterWriter) healthLines(c review.Vital) ([]noticeLine, error) {
	loc := w.catalog.locale
	lines, err := w.taken(c.Steps, func(step string) string {
		if i := slices.Index(review.HealthSteps(), step); i >= 0 && i < len(c.Report.Causes) {
			return string(c.Report.Causes[i].Kind)
		}
		return ""
	})
	if err != nil {
		return nil, err
	}
	if !c.Over {
		lines = append(w.settledSince(c.Before), lines...)
	}
	for _, cause := range c.Report.Causes {
		lines = append(lines, noticeLine{"cause", w.cause(cause)})
	}
	for _, d := range c.Report.Dimensions {
		line := healthLine{Kind: string(d.Kind), RAG: string(d.RAG)}
		if d.Score.OK {
			line.Points = fmt.Sprint(health.Points(d.Score.Value))
		}
		lines = append(lines, noticeLine{"dimension", line})
	}
	if months := c.Report.Months[max(0, len(c.Report.Months)-shownMonths):]; len(months) > 1 {
		var texts []string
		for _, m := range months {
			texts = append(texts, fmt.Sprintf("%d %s: %d", m.At.Day(), loc.Months[m.At.Month()-1], m.Points))
		}
		lines = append(lines, noticeLine{"history", healthLine{Chart: wording.Bars(health.Figures(months)), Text: strings.Join(texts, ", ")}})
	}
	return lines, nil
}

// cause says what costs points, and who can change it.
func (w letterWriter) cause(c health.Cause) healthLine {
	loc := w.catalog.locale
	line := healthLine{
		Kind: string(c.Kind), Reason: string(c.Reason), Points: loc.Number(c.Points.Round(1)), Share: loc.Percent(c.Share), Missing: c.Whole - c.Part, Whole: c.Whole,
	}
	switch c.Reason {
	case health.Behind:
		line.Label = w.goal(c.Of)
	case health.Discontent:
		line.Label = w.party(c.Of)
	case health.Uneven:
		line.Share = loc.Number(c.Share.Round(2))
	case health.Conflicts:
		line.Late, line.Missing = c.Whole-c.Part, c.Whole
	case health.Unanswered, health.DaysLate, health.TasksLate, health.OffPlan:
	}
	var names []string
	for _, id := range c.Who {
		names = append(names, w.who(id))
	}
	line.Who = loc.List(names)
	return line
}

// aimed names what a step is asked for, where that has a name.
func (w letterWriter) aimed(questions []partnership.Question) []partnership.Question {
	var c review.Vital
	if len(w.letter.Content) == 0 || json.Unmarshal(w.letter.Content, &c) != nil {
		return questions // told where the content is read
	}
	list := slices.Clone(questions)
	for i := range list {
		at := slices.Index(review.HealthSteps(), list[i].ID)
		if at < 0 || at >= len(c.Report.Causes) {
			continue
		}
		if label := w.cause(c.Report.Causes[at]).Label; label != "" {
			list[i].Text += " (" + label + ")"
		}
	}
	return list
}

package review

import (
	"fmt"
	"time"

	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// stage is how far the review has come, as an admin sees it.
func (r *Review) stage() string {
	switch {
	case r.Decided != "":
		return string(r.Decided)
	case r.Paused():
		return "paused"
	default:
		return string(r.Stage)
	}
}

func (r *Review) attributes() procedure.Attributes {
	a := procedure.Attributes{Stage: r.stage()}
	if r.Decided == "" {
		a.DueAt = procedure.Later(r.circle().LastDue(), r.Rests)
	}
	return a
}

// card shows how the review stands: who has answered, and of what was said nothing.
func (r *Review) card(now time.Time) string {
	asked, answered := r.Collecting.Counts()
	intro := fmt.Sprintf("Review **%s** of partnership `%s`, method `%s`: **%s**", card.Cell(r.Occasion.Name), r.Slug, r.Method, r.stage())
	if len(r.Collecting.Asks) > 0 {
		intro += fmt.Sprintf(", put in by %d of %d", answered, asked)
	}
	if h := r.Health.Report; h.RAG != "" && h.RAG != measure.Unknown {
		intro += fmt.Sprintf(". The partnership was **%s %d** on the day", h.RAG, health.Points(h.Score.Value))
	}
	if n := len(r.SWOT.Statements); n > 0 {
		intro += ", " + procedure.Counted(n, "statement")
	}
	if r.Stage == Collecting && r.Decided == "" && r.sealed() {
		intro += ". What people put in is sealed until all have had their time"
	}
	if !r.Rests.IsZero() && r.Decided == "" {
		intro += ". It goes on " + procedure.Local(r.Rests, "")
	}
	verdicts := card.Section{Title: "How the goals go on", Noun: "goals"}
	for _, v := range r.verdicts() {
		verdicts.Rows = append(verdicts.Rows, card.Item(fmt.Sprintf("%s: **%s**", card.Cell(v.Goal), v.Way)))
	}
	return card.Render(intro, card.Sections(verdicts,
		card.People("What people put in", r.Collecting.Standing(now)), card.People("What fits together", r.Reconciling.Standing(now)),
		card.People("Scores", r.Reading.Standing(now)), card.People("What follows", r.Deciding.Standing(now)),
	)...)
}

func (r *Review) shown(now time.Time) *procedure.Shown {
	shown := &procedure.Shown{Stage: r.stage(), Outcome: r.Decided}
	if r.Decided == "" && !r.circle().Closed() {
		shown.Open = r.circle().Open(now)
	}
	return shown
}

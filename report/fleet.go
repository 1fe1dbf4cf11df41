package report

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Phase is where a partnership is in its life, as lists of partnerships tell it.
type Phase string

// The phases that a page tells apart.
const (
	PhaseWaiting Phase = "waiting" // it has not begun
	PhaseRuns    Phase = "runs"
	PhasePaused  Phase = "paused"
	PhaseEnds    Phase = "ends" // its last day is known
	PhaseOver    Phase = "over"
)

// Fleet is how many partnerships stand, as far as all their partners may know.
type Fleet struct {
	On      cadence.Date
	Reports []Report
	Unread  []Unread
}

// Unread is a partnership of which nobody can say how it stands.
type Unread struct{ Slug, Why string }

// WorstFirst sorts the partnerships: those off track, at risk, of which too little is known, on
// track; then those that have not begun, and those that are over. Of two with one verdict the
// one with fewer points comes first, then the one in which more is late.
func (f *Fleet) WorstFirst() {
	slices.SortStableFunc(f.Reports, func(a, b Report) int {
		return cmp.Or(cmp.Compare(a.urgency(), b.urgency()), cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.Overdue(), a.Overdue()), strings.Compare(a.Spec.Slug, b.Spec.Slug))
	})
}

// urgency is the place of a verdict among those of a fleet.
func (r Report) urgency() int {
	const waiting, over = 4, 5
	switch r.Phase {
	case PhaseWaiting:
		return waiting
	case PhaseOver:
		return over
	default:
		return slices.Index([]measure.RAG{measure.Red, measure.Amber, measure.Unknown, measure.Green}, r.Verdict())
	}
}

// Verdict is that on its health, or on the goal that does worst where too little is known of it.
func (r Report) Verdict() measure.RAG {
	for _, v := range []measure.RAG{r.healthRAG(), r.Standing.RAG} {
		if v != measure.Unknown && v != "" {
			return v
		}
	}
	return measure.Unknown
}

func (r Report) healthRAG() measure.RAG {
	if r.Health == nil {
		return measure.Unknown
	}
	return r.Health.RAG
}

// Points are those of its health, of 100; nil where they are not known.
func (r Report) Points() *int {
	if rag := r.healthRAG(); rag == measure.Unknown || rag == "" {
		return nil
	}
	points := health.Points(r.Health.Score.Value)
	return &points
}

// rank is its points, those of which nobody knows last.
func (r Report) rank() int {
	const none = 101
	if p := r.Points(); p != nil {
		return *p
	}
	return none
}

// Overdue counts the milestones and the promises that are late.
func (r Report) Overdue() int {
	n := 0
	for _, m := range r.Milestones {
		if m.Late {
			n++
		}
	}
	for _, p := range r.Promises.Open {
		if p.Late {
			n++
		}
	}
	return n
}

//go:embed fleet.gohtml
var fleetSource string

//go:embed fleet.css
var fleetStyle string

var fleetPage = template.Must(template.Must(page.Clone()).New("fleet").Option("missingkey=error").Parse(fleetSource))

// fleetView is what the page of a fleet shows, worded.
type fleetView struct {
	Language, Title, AsOf string
	Style                 template.CSS
	Counts                []badge
	Unread                []named
	UnreadTitle           string
	Head                  fleetHead
	Rows                  []fleetRow
	More, Foot            string
}

// fleetHead names the columns.
type fleetHead struct{ Partnership, Verdict, Goals, Late, Costs, Months string }

// fleetRow is a partnership.
type fleetRow struct {
	Title, Parties, Phase string
	Verdict               badge
	Was, Goals, Late      string
	Costs                 string
	Months                template.HTML
	Details               []block
}

// WriteFleet writes one page about many partnerships, the worst first, in a language, by its
// code; without one, in English.
func WriteFleet(out io.Writer, f Fleet, language string) error {
	f.WorstFirst()
	w := writer{Language: wording.In(cmp.Or(language, wording.English().Code))}
	w.words = wordsIn(w.Code)
	v := fleetView{
		Language: w.Code, Title: fmt.Sprintf(w.words.Fleet, len(f.Reports)+len(f.Unread)), AsOf: fmt.Sprintf(w.words.AsOf, w.Date(f.On)),
		Style: template.CSS(pageStyle + fleetStyle), UnreadTitle: w.words.Unread, More: w.words.Goals, Foot: w.words.Foot, //nolint:gosec // the program's own files
		Counts: w.counted(f), Head: fleetHead{w.words.Partnership, w.words.Judgement, w.words.Goals, w.words.Overdue, w.words.CostsMost, w.words.ByMonth},
	}
	for _, u := range f.Unread {
		v.Unread = append(v.Unread, named{u.Slug, u.Why})
	}
	for _, r := range f.Reports {
		one := w
		one.Report, one.phrases = r.in(w.Code), r.Spec.Phrases
		v.Rows = append(v.Rows, one.fleetRow())
	}
	if err := fleetPage.ExecuteTemplate(out, "fleet", v); err != nil {
		return fmt.Errorf("write report of all partnerships: %w", err)
	}
	return nil
}

// counted says how many partnerships there are of each verdict.
func (w writer) counted(f Fleet) []badge {
	const verdicts = 6
	var n [verdicts]int
	for _, r := range f.Reports {
		n[r.urgency()]++
	}
	var list []badge
	for i, rag := range []measure.RAG{measure.Red, measure.Amber, measure.Unknown, measure.Green, measure.Unknown, measure.Unknown} {
		text := w.words.Verdict[rag]
		switch i {
		case verdicts - 2:
			text = w.words.Phases[PhaseWaiting]
		case verdicts - 1:
			text = w.words.Phases[PhaseOver]
		}
		if n[i] > 0 {
			list = append(list, badge{RAG: rag, Text: fmt.Sprintf("%s: %d", capital(text), n[i])})
		}
	}
	return list
}

// fleetRow shows the writer's partnership.
func (w writer) fleetRow() fleetRow {
	var parties []string
	for _, p := range w.Spec.Parties {
		parties = append(parties, p.Name)
	}
	row := fleetRow{Title: cmp.Or(w.Spec.Title, w.Spec.Slug), Parties: w.List(parties), Verdict: w.badge(w.Verdict()), Goals: dash, Late: dash, Costs: dash}
	if w.Phase != PhaseRuns {
		row.Phase = w.words.Phases[w.Phase]
	}
	if p := w.Points(); p != nil {
		row.Verdict.Text = fmt.Sprintf(w.words.Scored, *p) + ", " + row.Verdict.Text
	}
	if w.Health != nil {
		if !w.Health.Was.Zero() {
			row.Was = fmt.Sprintf(w.words.Was, w.Health.Was.Points, w.badge(w.Health.Was.RAG).Text, w.Date(cadence.DateOf(w.Health.Was.At)))
		}
		if len(w.Health.Causes) > 0 {
			row.Costs = capital(w.cause(w.Health.Causes[0]))
		}
		row.Months = w.sparks(w.Health.Months)
	}
	if p := w.Standing.Progress; p.OK {
		row.Goals = w.Percent(p.Value)
	}
	if n := w.Overdue(); n > 0 {
		row.Late = fmt.Sprint(n)
	}
	for _, g := range w.Standing.Goals {
		row.Details = append(row.Details, w.fleetGoal(g.ID))
	}
	return row
}

// fleetGoal is a goal with its figures, as a line each.
func (w writer) fleetGoal(id string) block {
	for _, g := range w.Standing.Goals {
		if g.ID != id {
			continue
		}
		b := w.goalBlock(g)
		short := block{Title: b.Title, Verdict: b.Verdict}
		for _, k := range g.KPIs {
			cells := w.kpi(k)
			short.Lines = append(short.Lines, fmt.Sprintf("%s: %s → %s, %s", cells[kpiName].Text, cells[kpiNow].Text, cells[kpiTarget].Text, cells[kpiVerdict].Text))
		}
		return short
	}
	return block{}
}

// sparks draw the ends of the months in the room of a word; one alone is no history.
func (w writer) sparks(seen []health.Seen) template.HTML {
	const wide, high, step, most = 96, 24, 8, 12
	seen = seen[max(0, len(seen)-most):]
	if len(seen) < 2 {
		return ""
	}
	var points, said []string
	for i, m := range seen {
		points = append(points, fmt.Sprintf("%d,%d", i*step+step/2, high-2-m.Points*(high-4)/100))
		said = append(said, fmt.Sprintf("%s: %d", w.Date(cadence.DateOf(m.At)), m.Points))
	}
	body := fmt.Sprintf(`<polyline points="%s" fill="none" stroke="var(--series)" stroke-width="2"/></svg>`, strings.Join(points, " "))
	return w.frame(wide, high, w.words.ByMonth, strings.Join(said, "; "), body)
}

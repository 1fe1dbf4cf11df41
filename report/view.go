package report

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// view is what the page shows, worded.
type view struct {
	Language, Title, AsOf string
	Style                 template.CSS
	Facts                 []named
	Sections              []section
	Figures, Behind, Foot string
}

type named struct{ Name, Text string }

type section struct {
	Title  string
	Blocks []block
}

// block is a part of a section. The table of a chart has its figures, and is folded away; so
// is what stands behind a table.
type block struct {
	Title   string
	Verdict *badge
	Lines   []string
	Chart   template.HTML
	Table   table
	Behind  []string
}

// badge is a verdict: its colour is never all that tells it.
type badge struct {
	RAG  measure.RAG
	Text string
}

type table struct {
	Head []string
	Rows [][]cell
}

// cell is a text, a number, or a verdict.
type cell struct {
	RAG    measure.RAG
	Text   string
	Number bool
}

func text(s string) cell { return cell{Text: s} }

func number(s string) cell { return cell{Text: s, Number: true} }

// lines are a block without a name.
func lines(texts ...string) block { return block{Lines: texts} }

func (w writer) view() (view, error) {
	v := view{
		Language: w.Code, Title: fmt.Sprintf(w.words.Report, w.Spec.Title), AsOf: fmt.Sprintf(w.words.AsOf, w.Date(w.On)),
		Style: template.CSS(pageStyle), Facts: w.facts(), Figures: w.words.Figures, Behind: w.words.Behind, Foot: w.words.Foot, //nolint:gosec // the program's own file
	}
	for _, of := range w.sections() {
		s, err := of()
		if err != nil {
			return view{}, err
		}
		v.Sections = append(v.Sections, s)
	}
	return v, nil
}

// sections are the parts of the page, in their order. A scorecard is for whoever keeps one.
func (w writer) sections() []func() (section, error) {
	list := []func() (section, error){w.health, w.goals, w.milestones, w.ledger, w.answers, w.promises, w.surveys, w.swot, w.decisions, w.conflicts}
	if len(standing.Scorecard(w.Standing)) > 0 {
		const behindGoals = 2
		list = slices.Insert(list, behindGoals, w.scorecard)
	}
	return list
}

// facts say who the partners are, what for, and until when.
func (w writer) facts() []named {
	var parties []string
	for _, p := range w.Spec.Parties {
		parties = append(parties, p.Name)
	}
	list := []named{
		{w.words.Parties, w.List(parties)}, {w.words.Term, fmt.Sprintf(w.words.Span, w.Date(w.Spec.Start), w.Date(w.Spec.End))},
	}
	if w.Spec.Purpose != "" {
		list = append(list, named{w.words.Purpose, w.Spec.Purpose})
	}
	return list
}

func (w writer) badge(r measure.RAG) badge {
	if r == "" {
		r = measure.Unknown
	}
	return badge{RAG: r, Text: w.words.Verdict[r]}
}

func (w writer) verdict(r measure.RAG) cell {
	b := w.badge(r)
	return cell{RAG: b.RAG, Text: b.Text}
}

// percent is a share, or a dash where there is none.
func (w writer) percent(r measure.Ratio) cell {
	if !r.OK {
		return number(dash)
	}
	return number(w.Percent(r.Value))
}

// ratio has two decimals, or is a dash.
func (w writer) ratio(r measure.Ratio) string {
	if !r.OK {
		return dash
	}
	return w.Number(r.Value.Round(2))
}

const dash = "–"

// day is a date, or a dash where there is none.
func (w writer) day(d cadence.Date) string {
	if d.IsZero() {
		return dash
	}
	return w.Date(d)
}

// figure is a value of a KPI with its unit.
func (w writer) figure(k partnership.KPI, d decimal.Decimal) string {
	if k.Direction == partnership.Binary {
		return w.YesNo(d)
	}
	return w.Quantity(d.Round(shownDigits), k.Unit)
}

// shownDigits is how many decimals of a figure a page shows.
const shownDigits = 2

// party is the name of a party, by its ID.
func (w writer) party(id string) string {
	for _, p := range w.Spec.Parties {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}

// label names a KPI.
func label(k partnership.KPI) string {
	if k.Title != "" {
		return k.Title
	}
	return k.ID
}

// capital begins a line with a capital letter.
func capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

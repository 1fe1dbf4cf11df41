// Package report writes how a partnership stands as one page that needs nothing but a
// browser: to read on a screen, by day or by night, and to print. What may be seen is
// decided before: it shows all that it is given. It sends nothing, and knows no store.
package report

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/swot"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Report is how a partnership stands, as far as all its partners may know.
type Report struct {
	Spec partnership.Spec
	On   cadence.Date // the day that it speaks of
	// Phase is where it is in its life.
	Phase Phase
	// Health is nil where nobody has looked yet.
	Health   *health.Report
	Standing standing.Standing
	Readings []measure.Reading
	// Sources are where the figures come from, of each KPI that was measured.
	Sources    []Source
	Milestones []Milestone
	// Calibration is how far the sides' confidence was from what came of the goals; Warned
	// counts early warnings, and WarnedTrue those that came true.
	Calibration        []standing.PartyCalibration
	Warned, WarnedTrue int
	// Ledger is nil where nothing was booked.
	Ledger *ledger.Standing
	Tended []standing.Tending
	// Promptness is how all and the parties have answered the check-ins of the last 90 days.
	Promptness []measure.PartyPromptness
	Promises   Promises
	Surveys    []Survey
	// SWOT is the latest one, nil where there is none.
	SWOT      *SWOT
	Conflicts []Conflict
	// Decisions are what was decided together, the oldest first.
	Decisions []Decision
}

// Decision is something that the parties have decided together.
type Decision struct {
	Text, Goal string // the goal that it serves, by its statement
	On         cadence.Date
	Method     procedure.DecisionMethod
	Result     decision.Result
	// For, Against and Vetoed are parties, by their names.
	For, Against []string
	Vetoed       string
}

// Source is where a figure comes from.
type Source struct {
	standing.Source
	Day cadence.Date // on which it was said
	// Provisional says that whoever said it called it that.
	Provisional bool
}

// Milestone is what has become of a day that was agreed on.
type Milestone struct {
	Goal, Title string
	Due         cadence.Date // the day that counts
	Moved       bool         // the spec says another day
	// Outcome is how it ended, On that day; empty: it is to come, or Late.
	Outcome procedure.Outcome
	On      cadence.Date
	Late    bool
}

// Promises are what one party owes another.
type Promises struct {
	Open []Promise // those that are late first
	// Kept and KeptLate count those that were kept lately.
	Kept, KeptLate int
}

// Promise is something that a party owes another by a day.
type Promise struct {
	What     string       // empty where others than the two parties may not read it
	From, To string       // the names of the parties
	Due      cadence.Date // zero while none is agreed
	Late     bool
}

// Survey is what the rounds of a survey came to, the latest last.
type Survey struct {
	ID    string
	Waves []opinion.Wave
}

// SWOT is the outcome of a review of strengths, weaknesses, opportunities and threats.
type SWOT struct {
	Date       cadence.Date
	Statements []Statement
}

// Statement is something about a field.
type Statement struct {
	Field swot.Field
	// Text are the words of it, as far as they are kept; Facts, what figures say.
	Text   string
	Facts  []review.Fact
	Placed measure.Placed
}

// Conflict is one that others than its sides know of. Nothing that anybody wrote is in it.
type Conflict struct {
	Level  int
	Opened cadence.Date
	Closed cadence.Date // zero while it is open
}

//go:embed page.gohtml
var pageSource string

//go:embed page.css
var pageStyle string

var page = template.Must(template.New("page").Option("missingkey=error").Parse(pageSource))

// Write writes the page in a language, by its code; without one, in the partnership's.
func Write(out io.Writer, r Report, language string) error {
	words := wording.In(cmp.Or(language, r.Spec.Language))
	w := writer{Report: r.in(words.Code), Language: words, phrases: r.Spec.Phrases}
	w.words = wordsIn(w.Code)
	v, err := w.view()
	if err == nil {
		err = page.Execute(out, v)
	}
	if err != nil {
		return fmt.Errorf("write report of %s: %w", r.Spec.Slug, err)
	}
	return nil
}

// writer words a report in a language.
type writer struct {
	Report
	wording.Language
	words words
	// phrases are the texts of the spec in other languages, for what was kept with them.
	phrases partnership.Phrases
}

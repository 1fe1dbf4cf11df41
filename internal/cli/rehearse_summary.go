package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/budget"
	"github.com/rapport-engine/rapport/rehearsal"
)

// rehearsalSummary is what a rehearsal comes to.
type rehearsalSummary struct {
	People       []rehearsal.Load `json:"people"`
	Partnerships []finalStatus    `json:"partnerships"`
}

// finalStatus is how a partnership's goals stand at the end.
type finalStatus struct {
	Slug     string           `json:"slug"`
	Title    string           `json:"title"`
	GoalsRAG string           `json:"goals_rag"`
	Progress *decimal.Decimal `json:"progress"`
	Goals    []goalStatus     `json:"goals"`
}

func summaryOf(played app.Rehearsed) rehearsalSummary {
	s := rehearsalSummary{People: orEmpty(played.Loads), Partnerships: []finalStatus{}}
	for _, f := range played.Finals {
		s.Partnerships = append(s.Partnerships, finalStatus{
			Slug: f.Slug, Title: f.Title, GoalsRAG: string(f.Standing.RAG), Progress: value(f.Standing.Progress), Goals: goalsOf(f.Standing),
		})
	}
	return s
}

// How much of each part is shown; --json has everything.
const (
	shownPeople       = 15
	shownUnanswered   = 15
	shownDays         = 3
	shownPartnerships = 15
	detailed          = 3 // partnerships whose figures are shown one by one
)

func showSummary(env Env, played app.Rehearsed) error {
	if len(played.Loads) == 0 {
		return nil
	}
	for _, show := range []func(Env, app.Rehearsed) error{showLoads, showUnanswered, showFinals} {
		fmt.Fprintln(env.Stdout)
		if err := show(env, played); err != nil {
			return err
		}
	}
	return nil
}

// showLoads tells what was asked of everybody, those with the most mails first.
func showLoads(env Env, played app.Rehearsed) error {
	w, mailed := env.Stdout, played.Loads
	if i := slices.IndexFunc(mailed, func(l rehearsal.Load) bool { return l.Mails == 0 }); i >= 0 {
		mailed = mailed[:i] // they come last
	}
	shown, rest := mailed[:min(len(mailed), shownPeople)], mailed[min(len(mailed), shownPeople):]
	if len(shown) > 0 {
		names := namesOf(shown)
		t := newTable(env, "Who", "Mails", "Most a week", "Mean", "Minutes", "Unanswered")
		for _, l := range shown {
			t.row(names[l.Email], fmt.Sprint(l.Mails), fmt.Sprint(l.MostAWeek), fmt.Sprintf("%.1f", l.MeanAWeek),
				fmt.Sprintf("%.0f", l.Minutes), fmt.Sprint(len(l.Unanswered)))
		}
		if err := t.print(); err != nil {
			return err
		}
	}
	if len(rest) > 0 {
		fmt.Fprintf(w, "… and %d more with at most %.1f a week in the mean.\n", len(rest), rest[0].MeanAWeek)
	}
	switch n := len(played.Loads) - len(mailed); n {
	case 0:
	case 1:
		fmt.Fprintln(w, "1 person got no mail.")
	default:
		fmt.Fprintf(w, "%d people got no mail.\n", n)
	}
	if len(shown) > 0 {
		fmt.Fprint(w, assumptions)
	}
	showCauses(w, mailed)
	showOverload(w, mailed)
	return nil
}

// shownCauses is how many of the causes of mails are told.
const shownCauses = 8

// showCauses says what the mails of a budget were for, by template, the most frequent
// first.
func showCauses(w io.Writer, loads []rehearsal.Load) {
	var causes []budget.Cause
	for _, l := range loads {
		for _, c := range l.Causes {
			causes = budget.With(causes, budget.Cause{Template: c.Template, Mails: c.Mails})
		}
	}
	var words []string
	for _, c := range causes[:min(len(causes), shownCauses)] {
		words = append(words, fmt.Sprintf("%s %d", c.Template, c.Mails))
	}
	if n := len(causes) - shownCauses; n > 0 {
		words = append(words, fmt.Sprintf("and %d other kinds", n))
	}
	if len(words) > 0 {
		fmt.Fprintf(w, "They were for: %s.\n", strings.Join(words, ", "))
	}
}

// assumptions say what is counted and how.
const assumptions = "A week's mails leave out receipts, answers to commands, and alarms. Minutes:\n" +
	"1/2 for a mail that asks, 1/4 for any other; for an answer 1 if it is a figure or\n" +
	"a text, else 1/4.\n"

// shownOverloaded is of how many people it is told in which weeks they got too much.
const shownOverloaded = 5

// showOverload names who gets more mails in a week than the budget allows, when, and
// what for.
func showOverload(w io.Writer, loads []rehearsal.Load) {
	names, over := namesOf(loads), 0
	for _, l := range loads {
		if len(l.Above) == 0 {
			continue
		}
		if over++; over <= shownOverloaded {
			showAbove(w, names[l.Email], l.Budget, l.Above)
		}
	}
	switch {
	case over > shownOverloaded:
		fmt.Fprintf(w, "… and %d more people.\n", over-shownOverloaded)
	case over == 0 && len(loads) > 0:
		fmt.Fprintln(w, "Nobody got more mails in any week than max_mails allows.")
	}
}

// nameWidth keeps tables within the width of a terminal.
const nameWidth = 32

// namesOf gives everybody's name by their address; where two have the same name,
// the address stands for it.
func namesOf(loads []rehearsal.Load) map[string]string {
	bearers, names := map[string]int{}, map[string]string{}
	for _, l := range loads {
		bearers[l.Name]++
	}
	for _, l := range loads {
		name := l.Name
		if bearers[name] > 1 {
			name = l.Email
		}
		names[l.Email] = fitted(name, nameWidth)
	}
	return names
}

// showUnanswered lists what was due and never answered, a line for all rounds in
// which a person left the same.
func showUnanswered(env Env, played app.Rehearsed) error {
	var all []unanswered
	for _, l := range played.Loads {
		all = append(all, grouped(l, len(played.Finals) > 1)...)
	}
	if len(all) == 0 {
		fmt.Fprintln(env.Stdout, "Everything that was due was answered.")
		return nil
	}
	shown := all[:min(len(all), shownUnanswered)]
	var who []rehearsal.Load
	for _, u := range shown {
		if len(who) == 0 || who[len(who)-1].Email != u.who.Email {
			who = append(who, u.who)
		}
	}
	names := namesOf(who)
	t := newTable(env, "Never answered", "About", "Asked on")
	for _, u := range shown {
		t.row(names[u.who.Email], u.about, u.days())
	}
	if err := t.print(); err != nil {
		return err
	}
	if n := len(all) - len(shown); n > 0 {
		fmt.Fprintf(env.Stdout, "… and %d more.\n", n)
	}
	return nil
}

// unanswered are asks of one person that missed the same.
type unanswered struct {
	who   rehearsal.Load
	about string
	asked []time.Time
}

// grouped puts together the asks that differ in their day only.
func grouped(l rehearsal.Load, several bool) []unanswered {
	var groups []unanswered
	for _, u := range l.Unanswered {
		about := missed(u, several)
		i := slices.IndexFunc(groups, func(g unanswered) bool { return g.about == about })
		if i < 0 {
			i, groups = len(groups), append(groups, unanswered{who: l, about: about})
		}
		groups[i].asked = append(groups[i].asked, u.At)
	}
	return groups
}

// missed says what an ask has missed.
func missed(u rehearsal.Unanswered, several bool) string {
	about := u.About
	if several {
		about = u.Partnership + ": " + about
	}
	if u.Part {
		about += " (" + strings.Join(u.Open, ", ") + ")"
	}
	if u.TooLate {
		about += ", too late"
	}
	return about
}

func (u unanswered) days() string {
	var days []string
	for _, at := range u.asked[:min(len(u.asked), shownDays)] {
		days = append(days, at.Format(time.DateOnly))
	}
	if n := len(u.asked) - shownDays; n > 0 {
		days = append(days, fmt.Sprintf("%d more", n))
	}
	return strings.Join(days, ", ")
}

// showFinals tells how the goals stand at the end: of few partnerships figure by
// figure, of many a line each, the worst first.
func showFinals(env Env, played app.Rehearsed) error {
	finals := summaryOf(played).Partnerships
	if len(finals) > detailed {
		return showFleet(env, finals)
	}
	for i, f := range finals {
		if i > 0 {
			fmt.Fprintln(env.Stdout)
		}
		if err := showFinal(env, f); err != nil {
			return err
		}
	}
	return nil
}

func showFinal(env Env, f finalStatus) error {
	w := env.Stdout
	end := goalsWord(f.GoalsRAG)
	if f.Progress != nil {
		end += ", " + percent(f.Progress) + " reached"
	}
	fmt.Fprintf(w, "%s (%s) at the end: %s\n", f.Title, f.Slug, end)
	for _, g := range f.Goals {
		came := "No figures yet"
		if g.Progress != nil {
			came = fmt.Sprintf("%s: %s reached, %s expected", sentenceCase(g.Verdict), percent(g.Progress), percent(g.Expected))
		}
		fmt.Fprintf(w, "\n%s\n%s, due %s\n", g.Statement, came, g.Due)
		t := newTable(env, "KPI", "Last figure", "Target", "Reached", "Expected", "Status")
		for _, k := range g.KPIs {
			t.row(k.ID, figure(k), aim(k), percent(k.Progress), percent(k.Expected), verdict(k))
		}
		if err := t.print(); err != nil {
			return err
		}
	}
	return nil
}

// goalsWord is the verdict on a partnership's goal that does worst.
func goalsWord(verdict string) string {
	if rag := measure.RAG(verdict); rag != measure.Unknown {
		return rag.Word()
	}
	return "no verdict yet"
}

func sentenceCase(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// severity orders verdicts, the most alarming first.
var severity = []measure.RAG{measure.Red, measure.Amber, measure.Unknown, measure.Green}

func bySeverity(a, b string) int {
	return slices.Index(severity, measure.RAG(a)) - slices.Index(severity, measure.RAG(b))
}

func showFleet(env Env, finals []finalStatus) error {
	slices.SortStableFunc(finals, func(a, b finalStatus) int { return bySeverity(a.GoalsRAG, b.GoalsRAG) })
	t := newTable(env, "At the end", "", "Reached", "Goals")
	for _, f := range finals[:min(len(finals), shownPartnerships)] {
		t.row(f.Slug, goalsWord(f.GoalsRAG), percent(f.Progress), goalsInWords(f.Goals))
	}
	if err := t.print(); err != nil {
		return err
	}
	if n := len(finals) - shownPartnerships; n > 0 {
		fmt.Fprintf(env.Stdout, "… and %d more that stand no worse.\n", n)
	}
	return nil
}

// goalsInWords counts goals by their verdicts, the most alarming first.
func goalsInWords(goals []goalStatus) string {
	alarming := slices.SortedStableFunc(slices.Values(goals), func(a, b goalStatus) int { return bySeverity(a.RAG, b.RAG) })
	var words []string
	counts := map[string]int{}
	for _, g := range alarming {
		if counts[g.Verdict]++; counts[g.Verdict] == 1 {
			words = append(words, g.Verdict)
		}
	}
	for i, word := range words {
		words[i] = fmt.Sprintf("%d %s", counts[word], word)
	}
	return strings.Join(words, ", ")
}

package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership/procedure/budget"
)

// loadView is what mail has asked of people lately.
type loadView struct {
	FormatVersion int          `json:"format_version"`
	Weeks         int          `json:"weeks"` // that are looked back on, beside the current one
	People        []personLoad `json:"people"`
}

// personLoad is the load of one address over all partnerships.
type personLoad struct {
	Name         string         `json:"name"`
	Email        string         `json:"email"`
	Party        string         `json:"party"`
	Partnerships []string       `json:"partnerships"`
	MaxMails     int            `json:"max_mails"`
	Mails        int            `json:"mails"`
	MostAWeek    int            `json:"most_a_week"`
	MeanAWeek    float64        `json:"mean_a_week"`
	Above        []budget.Week  `json:"above"` // the weeks with more than max_mails
	Causes       []budget.Cause `json:"causes"`
}

func loadOf(loads []app.Load) loadView {
	v := loadView{FormatVersion: formatVersion, Weeks: app.LoadWeeks, People: []personLoad{}}
	for _, l := range loads {
		v.People = append(v.People, personLoad{
			Name: l.Name, Email: l.Email, Party: l.Party, Partnerships: l.Partnerships, MaxMails: l.Budget, Mails: l.Weeks.Total(),
			MostAWeek: l.Weeks.Most().Mails, MeanAWeek: l.MeanAWeek(), Above: l.Weeks.Above(l.Budget), Causes: l.Weeks.Causes(),
		})
	}
	return v
}

// showLoad prints who got how much mail, those above their budget first, and why.
func showLoad(ctx context.Context, env Env, r *app.StatusReader, slugs []string, asJSON bool) error {
	loads, err := r.Loads(ctx, env.Now())
	if err != nil {
		return world(err)
	}
	if len(slugs) > 0 { // of whoever has mail of these; all of their mail counts
		loads = slices.DeleteFunc(loads, func(l app.Load) bool {
			return !slices.ContainsFunc(slugs, func(s string) bool { return slices.Contains(l.Partnerships, s) })
		})
	}
	v := loadOf(loads)
	if asJSON {
		return writeJSON(env.Stdout, v)
	}
	if len(v.People) == 0 {
		fmt.Fprintf(env.Stdout, "No mail went out in the last %d weeks.\n", v.Weeks)
		return nil
	}
	t := newTable(env, "Who", "Of", "Mails", "Most a week", "Mean", "Weeks above", "Mostly for")
	for _, p := range v.People[:min(len(v.People), shownPeople)] {
		t.row(fitted(p.Name, nameWidth), fitted(p.Party, nameWidth), fmt.Sprint(p.Mails), fmt.Sprint(p.MostAWeek), fmt.Sprintf("%.1f", p.MeanAWeek),
			fmt.Sprint(len(p.Above)), causeWords(p.Causes, 1))
	}
	if err := t.print(); err != nil {
		return err
	}
	if n := len(v.People) - shownPeople; n > 0 {
		fmt.Fprintf(env.Stdout, "… and %d more.\n", n)
	}
	fmt.Fprintf(env.Stdout, "Of the last %d weeks and the current one, over all partnerships, without receipts and alarms.\n", v.Weeks)
	for _, p := range v.People {
		showAbove(env.Stdout, p.Name, p.MaxMails, p.Above)
	}
	return nil
}

// shownAbove is how many of somebody's weeks above the budget are told of.
const shownAbove = 3

// showAbove tells in which weeks somebody got more mails than the budget allows, and
// what for.
func showAbove(w io.Writer, name string, most int, above []budget.Week) {
	for i, week := range above[:min(len(above), shownAbove)] {
		if i == 0 {
			fmt.Fprintf(w, "\n%s got more than %d mails in a week:\n", name, most)
		}
		fmt.Fprintf(w, "  %d in the week of %s: %s\n", week.Mails, week.Of, causeWords(week.Causes, len(week.Causes)))
	}
	if n := len(above) - shownAbove; n > 0 {
		fmt.Fprintf(w, "  … and in %d more weeks\n", n)
	}
}

// causeWords says what mails were for, some of the most frequent causes.
func causeWords(causes []budget.Cause, most int) string {
	var words []string
	for _, c := range causes[:min(len(causes), most)] {
		words = append(words, c.String())
	}
	return strings.Join(words, ", ")
}

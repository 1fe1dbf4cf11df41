package cli

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// showStatus prints partnerships for people. A time is in its partnership's zone
// and says so: the people whom it concerns may each live in another one.
func showStatus(env Env, partnerships []partnershipStatus) error {
	advised := map[string]bool{}
	for i, p := range partnerships {
		if i > 0 {
			fmt.Fprintln(env.Stdout)
		}
		if err := showPartnership(env, p, advised); err != nil {
			return err
		}
	}
	if len(partnerships) == 0 {
		fmt.Fprintln(env.Stdout, "No partnership was applied yet.")
	}
	return nil
}

// goalsWords says how the goals stand together.
func (v partnershipStatus) goalsWords() string {
	if v.Progress == nil {
		return "no figures yet"
	}
	return fmt.Sprintf("goals %s, %s of the way", v.GoalsRAG, percent(v.Progress))
}

// nextRows is how much of the agenda a person wants to see here.
const nextRows = 3

// showPartnership prints one partnership. What is to be done about a silence is
// said once: one worker may be missing to all.
func showPartnership(env Env, p partnershipStatus, advised map[string]bool) error {
	phase := p.Phase
	if p.Silence != nil {
		phase = p.Silence.brief() + "; this is what the store knows"
	}
	fmt.Fprintf(env.Stdout, "%s (%s): %s, %s\n\n", p.Title, p.Slug, phase, p.goalsWords())
	if p.Discovery != "" {
		fmt.Fprintf(env.Stdout, "%s\n\n", printable(p.Discovery))
	}
	showHealth(env, p.Details)
	if p.Silence != nil {
		if advice := p.Silence.advice(p); !advised[advice] {
			advised[advice] = true
			fmt.Fprintln(env.Stdout, advice)
		}
	}
	t := newTable(env, "Goal", "KPI", "Now", "Target", "Progress", "Expected", "Status")
	for _, g := range p.Goals {
		for _, k := range g.KPIs {
			t.row(g.Statement, k.ID, figure(k), aim(k), percent(k.Progress), percent(k.Expected), verdict(k))
		}
	}
	if err := t.print(); err != nil {
		return err
	}
	showAnswers(env, p)
	if len(p.Unanswered) > 0 {
		fmt.Fprintf(env.Stdout, "\nNobody answers for %s: name one person as accountable in an area block.\n", printable(english.List(p.Unanswered)))
	}
	if p.Live {
		if err := showWaiting(env, p); err != nil {
			return err
		}
		if err := showOpen(env, p); err != nil {
			return err
		}
		showAmendments(env, p)
	}
	if line := p.Outbox.line(p.Zone); line != "" {
		fmt.Fprintf(env.Stdout, "\n%s\n", line)
	}
	if p.Live {
		showNext(env, p)
	}
	return nil
}

// showAnswers prints how each party answers.
func showAnswers(env Env, p partnershipStatus) {
	for i, a := range p.Answers {
		if i == 0 {
			fmt.Fprintln(env.Stdout, "\nCheck-ins of the last 90 days")
		}
		line := fmt.Sprintf("%s answered %d of %d, %d in time", a.Name, a.Answered, a.Asked, a.OnTime)
		if a.Hours != nil {
			line += "; half of the answers took " + promptness(*a.Hours)
		}
		fmt.Fprintln(env.Stdout, printable(line)+".")
	}
}

// promptness says how many business hours answers took at most.
func promptness(d decimal.Decimal) string {
	switch d = d.Round(1); {
	case d.LessThan(decimal.NewFromInt(1)):
		return "less than a business hour"
	case d.Equal(decimal.NewFromInt(1)):
		return "at most 1 business hour"
	default:
		return "at most " + english.Number(d) + " business hours"
	}
}

func showWaiting(env Env, p partnershipStatus) error {
	if len(p.Waiting) == 0 {
		fmt.Fprintln(env.Stdout, "\nNobody is being waited for.")
		return nil
	}
	fmt.Fprintln(env.Stdout)
	city := cadence.City(p.Zone.String())
	t := newTable(env, "Waiting for", "What", "Since ("+city+")", "Due ("+city+")", "")
	for _, o := range p.Waiting {
		t.row(o.Name, o.Title, procedure.Local(o.Since.In(p.Zone), ""), procedure.Local(o.Due.In(p.Zone), ""), remark(o))
	}
	return t.print()
}

// remark says what is the matter with somebody who is waited for.
func remark(o waitingStatus) string {
	switch {
	case !o.Late:
		return o.Note
	case o.Note == "":
		return "late"
	default:
		return "late, " + o.Note
	}
}

func showNext(env Env, p partnershipStatus) {
	for i, n := range p.Next[:min(nextRows, len(p.Next))] {
		if i == 0 {
			fmt.Fprintln(env.Stdout)
		}
		at := n.At.In(p.Zone)
		fmt.Fprintf(env.Stdout, "Next: %s %s, %s\n", at.Format("Mon 2 Jan 2006 15:04"), zoneName(at), n.What)
	}
}

func verdict(k kpiStatus) string {
	if k.Disputed {
		return k.Verdict + ", disputed"
	}
	return k.Verdict
}

func figure(k kpiStatus) string {
	if k.Value == nil {
		return "not measured"
	}
	return fmt.Sprintf("%s (%s)", amount(k, *k.Value), k.AsOf)
}

// aim shows what a KPI is to reach, or where it is to stay.
func aim(k kpiStatus) string {
	goal := amount(k, k.Target)
	if k.Direction == partnership.InRange && k.Low != nil && k.High != nil {
		goal = fmt.Sprintf("%s to %s", k.Low, k.High)
	}
	return strings.TrimSpace(goal + " " + k.Unit)
}

// amount shows a value of a KPI: a number, or yes and no.
func amount(k kpiStatus, d decimal.Decimal) string {
	switch {
	case k.Direction != partnership.Binary:
		return d.String()
	case d.IsPositive():
		return "yes"
	default:
		return "no"
	}
}

func percent(d *decimal.Decimal) string {
	if d == nil {
		return "–"
	}
	return d.Mul(decimal.NewFromInt(100)).Round(0).String() + " %"
}

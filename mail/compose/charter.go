package compose

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// charterOf is the text of a partnership's terms in a language: a block for each heading,
// whose first line it is, parted by blank lines. Mails show it and nothing else of the
// terms, so whoever words them better changes this one place. What is signed is the spec
// itself, by its digest; the text is a rendering of it.
func charterOf(c catalog, spec partnership.Spec) (text string, err error) {
	v, err := c.charter(spec)
	if err != nil {
		return "", err
	}
	return render(c.text, "charter-text", v)
}

// charterView fills the text.
type charterView struct {
	Purpose, Start, End string
	Goals               []charterGoal
	Parties             []charterParty
	Gives               []charterParty // those that give or get something
	Principles          []string
	Notice, Continuity  string
}

type charterGoal struct {
	Statement, Due string
	Figures        []kpiView
	Milestones     []charterDay
}

type charterParty struct{ Name, Signs, Leads, Gives, Gets string }

// hoursView is a number of hours.
type hoursView struct {
	Text  string
	Count int
}

// charterDay is something that is due on a day.
type charterDay struct{ Label, Due string }

func (c catalog) charter(spec partnership.Spec) (charterView, error) {
	loc := c.locale
	v := charterView{Purpose: sentence(spec.Purpose), Start: loc.dated(spec.Start), End: loc.dated(spec.End)}
	for _, g := range spec.Goals {
		v.Goals = append(v.Goals, loc.charterGoal(g))
	}
	for _, p := range spec.Parties {
		party, err := c.charterParty(spec, p)
		if err != nil {
			return v, err
		}
		v.Parties = append(v.Parties, party)
		if party.Gives+party.Gets != "" {
			v.Gives = append(v.Gives, party)
		}
	}
	for _, p := range spec.Principles {
		v.Principles = append(v.Principles, sentence(p))
	}
	if spec.Exit == nil {
		return v, nil
	}
	v.Continuity = sentence(spec.Exit.Continuity)
	if spec.Exit.Notice.IsZero() {
		return v, nil
	}
	var err error
	v.Notice, err = c.span(spec.Exit.Notice)
	return v, err
}

func (l locale) charterGoal(g partnership.Goal) charterGoal {
	v := charterGoal{Statement: sentence(g.Statement), Due: l.dated(g.Due)}
	for _, k := range g.KPIs {
		figure := l.kpi(standingOf(k))
		if figure.Baseline != "" && figure.Target != "" {
			v.Figures = append(v.Figures, figure)
		}
	}
	for _, m := range g.Milestones {
		v.Milestones = append(v.Milestones, charterDay{oneLine(milestoneName(m)), l.dated(m.Due)})
	}
	return v
}

func (c catalog) charterParty(spec partnership.Spec, p partnership.Party) (charterParty, error) {
	v := charterParty{Name: oneLine(p.Name)}
	var signs, leads, gives, gets []string
	for _, s := range p.Signers("") {
		if person, ok := spec.Person(s.Person); ok {
			signs = append(signs, oneLine(person.Name))
		}
	}
	if head, ok := p.Head(); ok {
		leads = append(leads, oneLine(head.Name))
	}
	for _, given := range p.Contributes {
		text, err := c.worth(given.What, firstOf(given.Money, given.InKind), given.Hours, spec.Currency)
		if err != nil {
			return v, err
		}
		gives = append(gives, text)
	}
	for _, gained := range p.Expects {
		text, err := c.worth(gained.What, gained.Amount, nil, spec.Currency)
		if err != nil {
			return v, err
		}
		gets = append(gets, text)
	}
	list := c.locale.List
	v.Signs, v.Leads, v.Gives, v.Gets = list(signs), list(leads), joined(gives), joined(gets)
	return v, nil
}

// worth is what is given or gained: in words, as money, in hours.
func (c catalog) worth(what string, money, hours *decimal.Decimal, currency string) (string, error) {
	var parts []string
	if what != "" {
		parts = append(parts, sentence(what))
	}
	if money != nil {
		parts = append(parts, c.locale.Quantity(*money, currency))
	}
	if hours != nil {
		text, err := c.line("charter-hours", hoursView{c.locale.Quantity(*hours, ""), int(hours.IntPart())})
		if err != nil {
			return "", err
		}
		parts = append(parts, text)
	}
	return joined(parts), nil
}

func (c catalog) span(s cadence.Span) (string, error) { return c.line("charter-span", s) }

func firstOf(amounts ...*decimal.Decimal) *decimal.Decimal {
	for _, a := range amounts {
		if a != nil {
			return a
		}
	}
	return nil
}

func joined(parts []string) string { return strings.Join(parts, ", ") }

// sentence is a line that somebody wrote, without the full stop at its end: it stands in a
// list.
func sentence(s string) string { return strings.TrimSuffix(oneLine(s), ".") }

// dated is a day, or nothing where none is set.
func (l locale) dated(d cadence.Date) string {
	if d.IsZero() {
		return ""
	}
	return l.Date(d)
}

package lifecycle

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// recurrence is how long after its end the same conflict counts as one that came
// again (domain 2.12).
const recurrence = 180 * 24 * time.Hour

// raise begins a conflict, of which nobody but whoever raises it hears before their
// GO. Who has been asked about one and has not answered is not asked twice.
func (p *Partnership) raise(out *procedure.Out, d procedure.Dispute, now time.Time) {
	if !p.lives() || p.raising(d.Raiser) {
		return
	}
	for _, known := range p.Disputes {
		d.Number = max(d.Number, known.Number)
	}
	d.Number++
	d.RaisedAt = now
	b := procedure.Brief{
		Occasion: procedure.Occasion{
			Type: procedure.Conflict, Noun: procedure.NounConflict, Name: strconv.Itoa(d.Number), Date: cadence.DateOf(p.here(now)).String(), At: now,
			Closes: p.Agenda.EndsAt, Until: p.Agenda.EndsAt, Agreed: true,
		},
		Dispute: &d, Disputes: p.known(d.Raiser, now), Promises: p.promises(d.Raiser),
	}
	p.Disputes = append(p.Disputes, d)
	p.beginWith(out, b, now)
}

// raising reports whether somebody is asked about a conflict that they have raised.
func (p *Partnership) raising(person string) bool {
	return slices.ContainsFunc(p.Disputes, func(d procedure.Dispute) bool { return d.Raiser == person && d.Level == 0 && d.Outcome == "" })
}

// known are the conflicts of somebody's party, now and not long ago: of those of
// others nobody hears.
func (p *Partnership) known(person string, now time.Time) []procedure.Dispute {
	var list []procedure.Dispute
	for _, d := range p.Disputes {
		if (p.sameParty(d.Raiser, person) || p.sameParty(d.With, person)) && (d.Outcome == "" || now.Sub(d.ClosedAt) < recurrence) && d.Level > 0 {
			list = append(list, d)
		}
	}
	return list
}

// promises are what somebody's party and others owe each other, which a conflict can
// be about.
func (p *Partnership) promises(person string) []procedure.Matter {
	const most = 10 // a list that a phone shows
	var list []procedure.Matter
	for _, r := range p.Running {
		for _, o := range r.Shown.Owed {
			if len(list) < most && o.For != "" && !p.sameParty(o.Owner, o.For) && (p.sameParty(o.Owner, person) || p.sameParty(o.For, person)) {
				list = append(list, procedure.Matter{Item: o.ID, Title: o.What})
			}
		}
	}
	return list
}

func (p *Partnership) sameParty(a, b string) bool {
	x, one := p.Declared.PartyOf(a)
	y, two := p.Declared.PartyOf(b)
	return one && two && x.ID == y.ID
}

// followDispute takes how a conflict stands. Both sides may have raised the same:
// what was begun first goes on. The goal that it is about is on hold while it says
// so.
func (p *Partnership) followDispute(out *procedure.Out, d procedure.Dispute, now time.Time) {
	i := slices.IndexFunc(p.Disputes, func(known procedure.Dispute) bool { return known.Number == d.Number })
	if i < 0 {
		return
	}
	before := p.Disputes[i]
	p.Disputes[i] = d
	if !before.Frozen.Equal(d.Frozen) || d.Outcome != "" && d.Frozen.After(now) {
		p.hold(out, d, now)
	}
	if d.Outcome == procedure.OutcomeResolved && before.Outcome == "" {
		p.survey(out, partnership.AfterConflict, "conflict "+strconv.Itoa(d.Number), []string{d.Raiser, d.With}, now)
	}
	for _, one := range p.Disputes {
		for _, other := range p.Disputes {
			if precedes(one, other) && p.mirrors(one, other) {
				p.order(out, p.conflictID(other.Number), procedure.Order{Kind: procedure.OrderJoin}, now)
			}
		}
	}
}

// precedes reports whether of two open conflicts, of neither of which a word is
// written, one was begun first.
func precedes(one, other procedure.Dispute) bool {
	open := one.Outcome == "" && other.Outcome == "" && !one.Stated && !other.Stated
	later := other.Level == 0 || other.OpenedAt.After(one.OpenedAt) || other.OpenedAt.Equal(one.OpenedAt) && other.Number > one.Number
	return open && one.Level > 0 && later
}

// mirrors reports whether two conflicts are the same, raised by either side.
func (p *Partnership) mirrors(a, b procedure.Dispute) bool {
	return b.With != "" && a.Number != b.Number && a.Matter.Same(b.Matter) && p.sameParty(a.Raiser, b.With) && p.sameParty(a.With, b.Raiser)
}

// phrasesConflict word what is said to somebody who writes after its end.
const phrasesConflict procedure.Template = "conflict-entry"

func (p *Partnership) isConflict(workflow string) bool {
	return strings.HasPrefix(workflow, p.Declared.Slug+"/"+procedure.NounConflict+"/")
}

func (p *Partnership) conflictID(number int) string {
	return p.Declared.Slug + "/" + procedure.NounConflict + "/" + strconv.Itoa(number)
}

// hold has the ladders of the milestones wait that a conflict is about, or of all
// of its goal.
func (p *Partnership) hold(out *procedure.Out, d procedure.Dispute, now time.Time) {
	until := d.Frozen
	if until.IsZero() || d.Outcome != "" {
		until = now
	}
	for _, r := range p.Running {
		if r.Type == procedure.Milestone && p.holds(d.Matter, r.Name) {
			p.order(out, r.Workflow, procedure.Order{Kind: procedure.OrderHold, Until: until}, now)
		}
	}
}

// holds reports whether a milestone, "goal/milestone", belongs to what a conflict is
// about.
func (p *Partnership) holds(m procedure.Matter, name string) bool {
	goal, id, _ := strings.Cut(name, "/")
	return m.Goal == goal && (m.Milestone == "" || m.Milestone == id)
}

// holdBegun has a milestone that begins while its goal is on hold wait, too.
func (p *Partnership) holdBegun(out *procedure.Out, o procedure.Occasion, now time.Time) {
	if o.Type != procedure.Milestone {
		return
	}
	for _, d := range p.Disputes {
		if d.Outcome == "" && d.Frozen.After(now) && p.holds(d.Matter, o.Name) {
			p.order(out, o.Workflow(p.Declared.Slug), procedure.Order{Kind: procedure.OrderHold, Until: d.Frozen}, now)
		}
	}
}

// openDisputes counts the conflicts that the other side knows of and that have no
// outcome.
func (p *Partnership) openDisputes() int {
	n := 0
	for _, d := range p.Disputes {
		if d.Level > 0 && d.Outcome == "" {
			n++
		}
	}
	return n
}

func ofConflict(n procedure.CommandName) bool {
	switch n {
	case procedure.RaiseConflict, procedure.MoveConflict, procedure.RecordExternal, procedure.CloseConflict:
		return true
	default:
		return false
	}
}

// checkConflict refuses a command about a conflict that cannot be carried out, and
// says what would.
func (p *Partnership) checkConflict(cmd procedure.Command) error {
	slug := p.Declared.Slug
	if cmd.Name == procedure.RaiseConflict {
		return p.checkRaise(cmd)
	}
	i := slices.IndexFunc(p.Disputes, func(d procedure.Dispute) bool {
		return strconv.Itoa(d.Number) == string(cmd.Conflict) && d.Outcome == ""
	})
	if i < 0 {
		var open []string
		for _, d := range p.Disputes {
			if d.Outcome == "" {
				open = append(open, strconv.Itoa(d.Number))
			}
		}
		return fmt.Errorf(`%s %q: "conflict" is the number of an open one; in %s there are %s`, cmd.Name, cmd.Conflict, slug, cmp.Or(strings.Join(open, ", "), "none"))
	}
	d := p.Disputes[i]
	switch _, err := cadence.ParseDate(cmd.Date); {
	case strings.TrimSpace(cmd.Reason) == "":
		return fmt.Errorf(`%s %d: say why in "reason"; both sides read it`, cmd.Name, d.Number)
	case cmd.Name == procedure.MoveConflict && d.Level == 0:
		return fmt.Errorf("%s %d: nobody but %s knows of it yet; only they say GO", cmd.Name, d.Number, d.Raiser)
	case cmd.Name == procedure.MoveConflict:
		return p.checkMove(cmd, d)
	case cmd.Name == procedure.RecordExternal && err != nil:
		return fmt.Errorf(`%s %d: "date" is %q; write the day like 2027-03-15`, cmd.Name, d.Number, cmd.Date)
	case cmd.Name == procedure.CloseConflict && cmd.Outcome != procedure.OutcomeLapsed && cmd.Outcome != procedure.OutcomeExternal:
		return fmt.Errorf(`%s %d: "outcome" is %q; it is "lapsed" or "external": only the two sides can resolve it`, cmd.Name, d.Number, cmd.Outcome)
	}
	return nil
}

// checkMove refuses to move a conflict where it cannot go. Nobody but the sides
// agrees, and what they have agreed on an admin takes back no more.
func (p *Partnership) checkMove(cmd procedure.Command, d procedure.Dispute) error {
	next := strings.Join(procedure.StagesOn(d.Stage), ", ")
	switch {
	case (cmd.Level == "") == (cmd.Stage == ""):
		return fmt.Errorf(`%s %d: name the "level" or the "stage" to which it goes; the levels are %s`, cmd.Name, d.Number, strings.Join(p.levelNames(), ", "))
	case cmd.Stage != "" && next == "":
		return fmt.Errorf("%s %d: from the stage %q it goes on by itself or by the word of the two sides; close-conflict would end it", cmd.Name, d.Number, d.Stage)
	case cmd.Stage != "" && !slices.Contains(procedure.StagesOn(d.Stage), cmd.Stage):
		return fmt.Errorf("%s %d: it cannot go to the stage %q from %q, but to %s", cmd.Name, d.Number, cmd.Stage, d.Stage, next)
	case cmd.Stage != "":
		return nil
	case d.Agreed():
		return fmt.Errorf("%s %d: both sides have agreed; only their own no reopens it, and close-conflict ends it", cmd.Name, d.Number)
	case !slices.Contains(p.levelNames(), cmd.Level):
		return fmt.Errorf("%s %d: %q is no level; there are %s", cmd.Name, d.Number, cmd.Level, strings.Join(p.levelNames(), ", "))
	}
	return nil
}

// levelNames are those of the ladder.
func (p *Partnership) levelNames() []string {
	var names []string
	for _, l := range p.Declared.Ladder().Levels {
		names = append(names, l.ID)
	}
	return names
}

func (p *Partnership) checkRaise(cmd procedure.Command) error {
	slug := p.Declared.Slug
	_, there := p.Declared.Person(cmd.Person)
	_, other := p.Declared.Person(cmd.With)
	switch {
	case !p.lives():
		return fmt.Errorf("%s: the partnership %s has not begun", cmd.Name, slug)
	case !there:
		return fmt.Errorf(`%s: "person" is %q, for whom it is raised; the people of %s are %s`, cmd.Name, cmd.Person, slug, strings.Join(p.people(), ", "))
	case cmd.With != "" && !other:
		return fmt.Errorf(`%s: "with" is %q; the people of %s are %s`, cmd.Name, cmd.With, slug, strings.Join(p.people(), ", "))
	case cmd.With == cmd.Person:
		return fmt.Errorf("%s: nobody can have a conflict with themselves; name somebody of another party in \"with\"", cmd.Name)
	case p.sameParty(cmd.Person, cmd.With):
		return fmt.Errorf("%s: %s and %s are of one party; what stands between them their own lead can settle best", cmd.Name, cmd.Person, cmd.With)
	case p.raising(cmd.Person):
		return fmt.Errorf("%s: %s has raised one already and is asked about it; it waits for their GO", cmd.Name, cmd.Person)
	}
	if cmd.Milestone != "" {
		switch g, _, ok := p.Declared.Milestone(cmd.Milestone); {
		case !ok:
			return fmt.Errorf("%s: no milestone is named %q", cmd.Name, cmd.Milestone)
		case cmd.Goal != "" && g.ID != cmd.Goal:
			return fmt.Errorf("%s: the milestone %q is one of the goal %q, not of %q", cmd.Name, cmd.Milestone, g.ID, cmd.Goal)
		}
	}
	if _, ok := p.Declared.Goal(cmd.Goal); cmd.Goal != "" && !ok {
		var goals []string
		for _, g := range p.Declared.Goals {
			goals = append(goals, g.ID)
		}
		return fmt.Errorf("%s: no goal is named %q; there are %s", cmd.Name, cmd.Goal, strings.Join(goals, ", "))
	}
	return nil
}

// commandConflict carries out an admin's command about a conflict. What they do both
// sides read.
func (p *Partnership) commandConflict(out *procedure.Out, cmd procedure.Command, now time.Time) {
	if cmd.Name == procedure.RaiseConflict {
		d := procedure.Dispute{Raiser: cmd.Person, By: procedure.Admin, With: cmd.With, Matter: p.matter(cmd.Goal, cmd.Milestone)}
		p.record(out, now, procedure.EntryCommand, "An admin raised a conflict for "+cmd.Person)
		p.raise(out, d, now)
		out.Add(procedure.Respond{Text: strconv.Itoa(p.Disputes[len(p.Disputes)-1].Number)})
		return
	}
	number, _ := strconv.Atoi(string(cmd.Conflict))
	o := procedure.Order{By: procedure.Admin, Reason: cmd.Reason}
	verb := ""
	switch cmd.Name {
	case procedure.MoveConflict:
		o.Kind, o.Level, o.Stage, verb = procedure.OrderLevel, cmd.Level, cmd.Stage, "moved conflict %d to the level "+cmd.Level
		if cmd.Stage != "" {
			verb = "moved conflict %d to the stage " + cmd.Stage
		}
	case procedure.RecordExternal:
		o.Kind, o.Day, verb = procedure.OrderExternal, cmd.Date, "recorded of conflict %d on "+cmd.Date
	default:
		o.Kind, o.Outcome, verb = procedure.OrderClose, cmd.Outcome, "closed conflict %d as "+string(cmd.Outcome)
	}
	p.record(out, now, procedure.EntryCommand, "An admin "+fmt.Sprintf(verb, number)+": "+cmd.Reason)
	p.order(out, p.conflictID(number), o, now)
}

// matter is a goal or one of its milestones.
func (p *Partnership) matter(goal, milestone string) procedure.Matter {
	if g, m, ok := p.Declared.Milestone(milestone); milestone != "" && ok {
		return procedure.Matter{Goal: g.ID, Milestone: m.ID, Title: m.Title}
	}
	if g, ok := p.Declared.Goal(goal); goal != "" && ok {
		return procedure.Matter{Goal: g.ID, Title: g.Statement}
	}
	return procedure.Matter{}
}

// disputeSection shows how conflicts went (domain F12). Of one that only its raiser
// knows it says no more than that.
func (p *Partnership) disputeSection() card.Section {
	s := card.Section{Title: "Conflicts", Noun: "conflicts"}
	for i := len(p.Disputes) - 1; i >= 0; i-- {
		d := p.Disputes[i]
		line := fmt.Sprintf("%d, raised %s", d.Number, p.here(d.RaisedAt).Format("2 Jan 2006"))
		if d.Level > 0 {
			line += fmt.Sprintf(", told the other side after %s, level %d", days(d.OpenedAt.Sub(d.RaisedAt)), d.Level)
		}
		if d.Loops > 0 {
			line += ", " + procedure.Counted(d.Loops, "restatement") + " not quite right"
		}
		if d.Follows > 0 {
			line += fmt.Sprintf(", the same as %d", d.Follows)
		}
		switch {
		case d.Outcome != "":
			line += fmt.Sprintf(": %s after %s", d.Outcome, days(d.ClosedAt.Sub(d.RaisedAt)))
		case d.Level == 0:
			line += ": waits for its raiser's GO"
		default:
			line += ": " + d.Stage
		}
		s.Rows = append(s.Rows, card.Item(card.Cell(line)))
	}
	return s
}

func days(d time.Duration) string { return procedure.Counted(int(d.Hours()/24), "day") }

// spokenOf is what a mail is about, as far as a conflict that is raised in it can be
// about that.
func (p *Partnership) spokenOf(workflow string) procedure.Matter {
	_, rest, _ := strings.Cut(workflow, "/")
	if noun, name, _ := strings.Cut(rest, "/"); noun == "milestone" {
		goal, id, _ := strings.Cut(name, "/")
		return p.matter(goal, id)
	}
	return procedure.Matter{}
}

// hearsConflict begins what somebody has raised by mail.
func (p *Partnership) hearsConflict(out *procedure.Out, h procedure.Heard, n int, now time.Time) {
	if p.raising(h.Person) {
		p.wrote(out, h, n, p.name(h.Person)+" raised a conflict again that waits for their GO", now)
		return
	}
	p.wrote(out, h, n, "A conflict was raised", now)
	p.raise(out, procedure.Dispute{Raiser: h.Person, Matter: p.spokenOf(h.Of)}, now)
}

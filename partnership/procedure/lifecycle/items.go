package lifecycle

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// declaredItems are what the spec has people do by a day.
func declaredItems(spec partnership.Spec) []procedure.Item {
	var items []procedure.Item
	for _, party := range spec.Parties {
		for _, o := range party.Obligations {
			owner := o.Owner
			goal, _ := spec.Goal(o.Goal)
			if owner == "" {
				owner = ownerWithin(party, goal)
			}
			items = append(items, procedure.Item{
				ID: o.ID, What: o.What, Owner: owner, For: waitsFor(spec, owner, goal), Due: o.Due.String(), Evidence: o.Evidence, Declared: true, Phrases: spec.Phrases.Of(o.What),
			})
		}
	}
	for _, x := range spec.Experiments {
		goal, _, _ := spec.KPI(x.KPI)
		owner := cmp.Or(x.Owner, goal.Owner)
		if owner == "" && len(spec.Parties) > 0 {
			head, _ := spec.Parties[0].Head()
			owner = head.ID
		}
		items = append(items, procedure.Item{
			ID: "experiment-" + x.ID, Kind: procedure.ItemExperiment, What: x.Hypothesis, Owner: owner, For: waitsFor(spec, owner, goal),
			Due: x.Until.String(), Evidence: x.Success, Declared: true, Phrases: spec.Phrases.Of(x.Hypothesis),
		})
	}
	return slices.DeleteFunc(items, func(i procedure.Item) bool { return i.Due == (cadence.Date{}).String() })
}

// declaredItems are those of the spec. What was due before all had signed is only proposed,
// in the name of who waits for it: its owner says by which day. What was to be tried until then is not.
func (p *Partnership) declaredItems() []procedure.Item {
	items := slices.DeleteFunc(declaredItems(p.Declared), func(i procedure.Item) bool {
		return i.Kind == procedure.ItemExperiment && p.overtaken(i.Due)
	})
	for i := range items {
		if p.overtaken(items[i].Due) {
			items[i].Due, items[i].Proposed, items[i].By = "", true, items[i].For
		}
	}
	return items
}

// ownerWithin is who of a party has to act for it: the goal's owner, if that is one
// of them, else who speaks for it.
func ownerWithin(party partnership.Party, goal partnership.Goal) string {
	if slices.ContainsFunc(party.People, func(p partnership.Person) bool { return p.ID == goal.Owner }) {
		return goal.Owner
	}
	head, ok := party.Head()
	if !ok && len(party.People) > 0 {
		head = party.People[0]
	}
	return head.ID
}

// waitsFor is who on another side waits for something of somebody: the goal's
// owner, else who speaks for the first other party.
func waitsFor(spec partnership.Spec, owner string, goal partnership.Goal) string {
	own, _ := spec.PartyOf(owner)
	if party, ok := spec.PartyOf(goal.Owner); ok && party.ID != own.ID {
		return goal.Owner
	}
	for _, party := range spec.Parties {
		if head, ok := party.Head(); ok && party.ID != own.ID {
			return head.ID
		}
	}
	return ""
}

// entrust hands the items of the spec over to be kept, once the partnership is
// active, and again when they have changed.
func (p *Partnership) entrust(out *procedure.Out, now time.Time) {
	if !p.runs() || !p.keepsItems() || !now.Before(p.Agenda.EndsAt) {
		return
	}
	items := p.declaredItems()
	digest := digestOf(items)
	if digest == p.Entrusted || len(items) == 0 && p.Entrusted == "" {
		return
	}
	p.Entrusted = digest
	sides := procedure.Sides(p.Declared)
	p.keepItems(out, procedure.Order{Kind: procedure.OrderItems, Items: items, Sides: &sides}, now)
}

func digestOf(items []procedure.Item) string {
	if len(items) == 0 {
		return ""
	}
	body, err := json.Marshal(items)
	if err != nil { // plain data always encodes
		return ""
	}
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:6])
}

// orderItems has what keeps the items follow a changed spec.
func (p *Partnership) orderItems(out *procedure.Out, workflow string, o procedure.Order, now time.Time) {
	sides := procedure.Sides(p.Declared)
	o.Items, o.Sides = p.declaredItems(), &sides
	p.Entrusted = digestOf(o.Items)
	p.order(out, workflow, o, now)
}

// keeping is the place of what keeps the items, -1 if nothing does.
func (p *Partnership) keeping() int {
	return slices.IndexFunc(p.Running, func(r Running) bool { return r.Standing && r.waits() })
}

// keepItems hands an order to what keeps the items, which begins with it if it does
// not run.
func (p *Partnership) keepItems(out *procedure.Out, order procedure.Order, now time.Time) {
	if i := p.keeping(); i >= 0 {
		p.order(out, p.Running[i].Workflow, order, now)
		return
	}
	course := procedure.CourseOf(p.Courses, procedure.Commitments, "")
	o := procedure.Occasion{
		Type: procedure.Commitments, Noun: procedure.NounCommitments, Date: cadence.DateOf(p.here(now)).String(), At: now, Until: p.Agenda.EndsAt,
		Closes: p.Agenda.EndsAt, Agreed: true, Turn: course.Turn,
	}
	p.beginWith(out, procedure.Brief{Occasion: o, Order: &order}, now)
	p.Running[len(p.Running)-1].Standing = true
}

// handOver has items kept that come from people and admins. Until they are heard of
// they are known here, too: what keeps them may just have ended.
func (p *Partnership) handOver(out *procedure.Out, now time.Time, items ...procedure.Item) {
	p.Handed = append(p.Handed, items...)
	p.keepItems(out, procedure.Order{Kind: procedure.OrderItems, Items: items}, now)
}

// followItems takes the report of what keeps the items. It ends when nothing was
// owed for long, and begins again with what comes then.
func (p *Partnership) followItems(out *procedure.Out, i int, m procedure.Message, now time.Time) {
	r := p.Running[i]
	p.Handed = slices.DeleteFunc(p.Handed, func(h procedure.Item) bool {
		return slices.ContainsFunc(r.Shown.Owed, func(o procedure.Owed) bool { return o.ID == h.ID })
	})
	p.resolvesRemark(out, m.Facts, now)
	p.Blockers = slices.DeleteFunc(p.Blockers, func(b procedure.Blocker) bool { // what was answered is not in the way
		return b.Item != "" && slices.ContainsFunc(m.Facts, func(f procedure.Fact) bool {
			return f.Kind == procedure.FactMet && strings.HasSuffix(f.Of, "/"+b.Item)
		})
	})
	if r.Shown.Outcome == "" {
		return
	}
	course := procedure.CourseOf(p.Courses, procedure.Commitments, "")
	course.Turn++
	if m.Course != nil {
		course.Kept = m.Course.Kept
	}
	p.put(course)
	p.Running = slices.Delete(p.Running, i, i+1)
	if len(p.Handed) > 0 && p.Phase != PhaseClosed {
		p.keepItems(out, procedure.Order{Kind: procedure.OrderItems, Items: slices.Clone(p.Handed)}, now)
	}
}

// keepsItems reports whether what people ask for becomes items.
func (p *Partnership) keepsItems() bool { return p.Rules >= 2 }

// takeUp makes an item of what somebody has written, and reports whether it is one:
// a question or a blocker to be answered, something that they wait for, an idea. What
// is put on another side is only proposed.
func (p *Partnership) takeUp(out *procedure.Out, h procedure.Heard, n int, now time.Time) bool {
	people := p.Declared.Answerers(h.Person, h.Command)
	if !h.Name.Owed() || !p.keepsItems() || len(people) == 0 || !p.lives() {
		return false
	}
	i := procedure.Item{
		ID: itemID(h.Person, string(h.Name), h.Argument, cadence.DateOf(p.here(now)).String()), What: strings.Join(strings.Fields(h.Argument), " "), Owner: people[0].ID,
		For: h.Person, By: h.Person, Command: h.Name,
	}
	own, _ := p.Declared.PartyOf(h.Person)
	other, _ := p.Declared.PartyOf(i.Owner)
	switch h.Name {
	case partnership.CommandIdea:
		i.Kind, i.Proposed = procedure.ItemIdea, true
	case partnership.CommandWaiting:
		i.Proposed = true
	default:
		i.Kind, i.Proposed = procedure.ItemIssue, own.ID != other.ID
	}
	if h.Name == partnership.CommandBlocker {
		p.block(procedure.Blocker{Person: h.Person, Text: i.What, Item: i.ID})
	}
	p.wrote(out, h, n, fmt.Sprintf("%s wrote %s: %s", p.name(h.Person), h.Name, i.What), now)
	p.handOver(out, now, i)
	p.tellArea(out, h, i, now)
	return true
}

// newItem reads what an admin puts on somebody.
func (p *Partnership) newItem(cmd procedure.Command, now time.Time) (procedure.Item, error) {
	subject := fmt.Sprintf("%s %q", cmd.Name, cmd.What)
	var i procedure.Item
	if strings.TrimSpace(cmd.What) == "" {
		return i, fmt.Errorf(`%s: say in "what" what is to be done`, cmd.Name)
	}
	if !p.lives() {
		return i, fmt.Errorf("%s: the partnership %s has not begun", subject, p.Declared.Slug)
	}
	for _, person := range []struct{ field, id string }{{"owner", cmd.Owner}, {"for", cmd.For}} {
		if _, there := p.Declared.Person(person.id); !there && (person.field == "owner" || person.id != "") {
			return i, fmt.Errorf("%s: %q is %q; the people of %s are %s", subject, person.field, person.id, p.Declared.Slug, strings.Join(p.people(), ", "))
		}
	}
	day, err := cadence.ParseDate(cmd.Due)
	today := cadence.DateOf(p.here(now))
	switch {
	case err != nil:
		return i, fmt.Errorf(`%s: "due" is %q; write the day like 2027-03-15`, subject, cmd.Due)
	case day.Before(today):
		return i, fmt.Errorf("%s: %s has passed; today is %s", subject, day, today)
	case p.Declared.End.Before(day):
		return i, fmt.Errorf("%s: %s is after the last day of the partnership, %s", subject, day, p.Declared.End)
	}
	waits := cmd.For
	if waits == "" {
		waits = waitsFor(p.Declared, cmd.Owner, partnership.Goal{})
	}
	return procedure.Item{
		ID: itemID(cmd.ID, cmd.What, cmd.Owner), What: strings.Join(strings.Fields(cmd.What), " "), Owner: cmd.Owner, For: waits, Due: day.String(),
		By: procedure.Admin,
	}, nil
}

// itemID is made of what an item came with: the same however often that is taken.
func itemID(words ...string) string { return "c-" + shortID(words) }

// shortID is 6 hexadecimal digits that stand for some words.
func shortID(words []string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return hex.EncodeToString(sum[:3])
}

func (p *Partnership) people() []string {
	var ids []string
	for _, party := range p.Declared.Parties {
		for _, person := range party.People {
			ids = append(ids, person.ID)
		}
	}
	return ids
}

// checkItem refuses commands about items, and about the agreement, that cannot be carried
// out.
func (p *Partnership) checkItem(cmd procedure.Command, now time.Time) error {
	switch cmd.Name {
	case procedure.AddCommitment:
		_, err := p.newItem(cmd, now)
		return err
	case procedure.CompleteCommitment, procedure.DropCommitment:
		return p.knowsItem(cmd)
	case procedure.SendReport:
		return p.checkReport(cmd)
	case procedure.BeginAgreement:
		return p.checkBegin(cmd)
	case procedure.BeginExit:
		return p.checkExit(cmd, now)
	case procedure.RecordBreach, procedure.RecordCured:
		return p.checkBreach(cmd)
	case procedure.BeginIdeas:
		return p.checkIdeas(cmd, now)
	case procedure.BeginVote:
		return p.checkVote(cmd, now)
	default:
		return nil
	}
}

// knowsItem refuses commands about items that nobody owes.
func (p *Partnership) knowsItem(cmd procedure.Command) error {
	subject := fmt.Sprintf("%s %q", cmd.Name, cmd.Commitment)
	var known []string
	for _, r := range p.Running {
		for _, o := range r.Shown.Owed {
			known = append(known, o.ID)
		}
	}
	for _, h := range p.Handed {
		known = append(known, h.ID)
	}
	switch {
	case !slices.Contains(known, cmd.Commitment):
		if len(known) == 0 {
			known = []string{"nothing now"}
		}
		slices.Sort(known)
		return fmt.Errorf("%s: what is owed in %s is %s", subject, p.Declared.Slug, strings.Join(slices.Compact(known), ", "))
	case strings.TrimSpace(cmd.Reason) == "":
		return fmt.Errorf(`%s: say why in "reason"; all sides read it`, subject)
	}
	return nil
}

// commandItem carries out an admin's command about an item.
func (p *Partnership) commandItem(out *procedure.Out, cmd procedure.Command, now time.Time) {
	if cmd.Name == procedure.AddCommitment {
		i, err := p.newItem(cmd, now)
		if err != nil {
			return // refused by Check before it came here
		}
		p.record(out, now, procedure.EntryCommand, fmt.Sprintf("An admin put %s on %s, due %s", i.ID, i.Owner, i.Due))
		out.Add(procedure.Respond{Text: i.ID})
		p.handOver(out, now, i)
		return
	}
	order := procedure.Order{Kind: procedure.OrderMet, Item: cmd.Commitment, By: procedure.Admin, Reason: cmd.Reason}
	verb := "completed"
	if cmd.Name == procedure.DropCommitment {
		order.Kind, verb = procedure.OrderWaive, "dropped"
	}
	p.record(out, now, procedure.EntryCommand, fmt.Sprintf("An admin %s the commitment %s: %s", verb, cmd.Commitment, cmd.Reason))
	p.keepItems(out, order, now)
}

// owedSection shows what is owed: what is late, since when, whose, on which step,
// and what comes next.
func (p *Partnership) owedSection() card.Section {
	s := card.Section{Title: "Owed", Noun: "items"}
	for _, r := range p.Running {
		for _, o := range r.Shown.Owed {
			line := fmt.Sprintf("%s: %s", card.Cell(p.name(o.Owner)), card.Cell(o.What))
			if o.Due != "" {
				line += ", due " + o.Due
			}
			if !o.Since.IsZero() {
				line = "**late**: " + line
			}
			if o.Line != "" {
				line += " (" + card.Escape(o.Line) + ")"
			}
			s.Rows = append(s.Rows, card.Item(line))
		}
	}
	return s
}

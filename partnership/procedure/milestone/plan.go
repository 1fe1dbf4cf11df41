package milestone

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
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// name is what the agenda calls a milestone; it is part of the workflow ID.
func name(g partnership.Goal, m partnership.Milestone) string { return g.ID + "/" + m.ID }

func title(name string) string {
	_, id, _ := strings.Cut(name, "/")
	return "Milestone " + id
}

// due lists the milestones that have not been settled. One whose warning has
// passed begins at once.
func due(h procedure.Horizon) (procedure.Calendar, error) {
	var all procedure.Calendar
	for _, g := range h.Spec.Goals {
		for _, m := range g.Milestones {
			o, err := occasion(h, g, m)
			if err != nil {
				return procedure.Calendar{}, fmt.Errorf("plan milestone %s: %w", m.ID, err)
			}
			all.Declared = append(all.Declared, procedure.Rhythm{Type: Type, Name: o.Name, Date: o.Date, Terms: o.Terms})
			begun := slices.ContainsFunc(h.Begun, func(b procedure.Begun) bool { return b.Type == Type && b.Name == o.Name })
			if !begun && procedure.CourseOf(h.Courses, Type, o.Name).Outcome == "" {
				all.Occasions = append(all.Occasions, o)
			}
		}
	}
	return all, nil
}

func occasion(h procedure.Horizon, g partnership.Goal, m partnership.Milestone) (procedure.Occasion, error) {
	course := procedure.CourseOf(h.Courses, Type, name(g, m))
	m.Due = dayOf(course, m)
	owner, acceptor := sidesOf(h.Spec, g, m)
	o := procedure.Occasion{
		Type: Type, Noun: noun, Name: name(g, m), Date: m.Due.String(), Agreed: true, Turn: course.Turn, Terms: terms(m, owner, acceptor),
	}
	zone, err := cadence.LoadZone(h.Spec.Zone)
	if err != nil {
		return o, err
	}
	times := timesOf(h.Spec, m.Due, owner, acceptor)
	starts := cadence.In(h.Spec.Start, cadence.Clock{}, zone)
	o.At = times.ask
	if len(times.warn) > 0 {
		o.At = times.warn[0]
	}
	o.At = procedure.Later(procedure.Later(o.At, starts), h.After).In(zone)
	o.Closes, o.Until = times.late, cadence.In(h.Spec.End.AddDays(1), cadence.Clock{}, zone)
	send := timing.Opens(h.Spec, owner, o.At)
	if person, ok := h.Spec.Person(owner); ok {
		o.Asks = []procedure.AskTimes{{Person: owner, Send: send, Due: times.late.In(send.Location()), City: cadence.City(person.Zone)}}
	}
	return o, nil
}

// dayOf is the day that counts.
func dayOf(c procedure.Course, m partnership.Milestone) cadence.Date {
	day, err := cadence.ParseDate(c.DayOf(m.Due.String()))
	if err != nil {
		return m.Due
	}
	return day
}

// terms stand for what was agreed: a milestone with others is another one.
func terms(m partnership.Milestone, owner, acceptor string) string {
	sum := sha256.Sum256([]byte(strings.Join(append([]string{m.Due.String(), owner, acceptor, m.Acceptance}, m.DependsOn...), "\x00")))
	return hex.EncodeToString(sum[:6])
}

// sidesOf are who has to do it and who takes it off their hands: as declared, or
// the goal's owner, and who speaks for the side that waits.
func sidesOf(spec partnership.Spec, g partnership.Goal, m partnership.Milestone) (owner, acceptor string) {
	owner = cmp.Or(m.Owner, g.Owner)
	if owner == "" && len(spec.Parties) > 0 {
		head, _ := spec.Parties[0].Head()
		owner = head.ID
	}
	if m.AcceptBy != "" {
		return owner, m.AcceptBy
	}
	own, _ := spec.PartyOf(owner)
	for _, party := range waiting(spec, g, m) {
		if head, ok := party.Head(); ok && party.ID != own.ID {
			return owner, head.ID
		}
	}
	return owner, ""
}

// waiting lists parties, those before whose milestones depend on this one, then the
// goal owner's, then the others.
func waiting(spec partnership.Spec, g partnership.Goal, m partnership.Milestone) []partnership.Party {
	var list []partnership.Party
	add := func(person string) {
		if party, ok := spec.PartyOf(person); ok {
			list = append(list, party)
		}
	}
	for _, o := range dependants(spec, m.ID) {
		add(o.Owner)
	}
	add(g.Owner)
	return append(list, spec.Parties...)
}

// dependants are the milestones that wait for one.
func dependants(spec partnership.Spec, id string) []Other {
	var list []Other
	for _, g := range spec.Goals {
		for _, m := range g.Milestones {
			if slices.Contains(m.DependsOn, id) {
				owner, _ := ownerOf(spec, m.ID)
				list = append(list, Other{Milestone: m.ID, Owner: owner})
			}
		}
	}
	return list
}

func ownerOf(spec partnership.Spec, id string) (string, bool) {
	g, m, ok := spec.Milestone(id)
	return cmp.Or(m.Owner, g.Owner), ok
}

// times are the instants of a milestone.
type times struct {
	warn      []time.Time // the first begins it
	ask, late time.Time
}

// defaultWarnings are those of a spec that declares no ladder (domain 4.5).
var defaultWarnings = []cadence.Span{{Count: 14, Unit: cadence.Days}, {Count: 3, Unit: cadence.Days}}

// timesOf turns a day into instants. On a day that is no business day of the owner
// nobody can deliver: they are asked on the business day before, and it is late
// after the next one. Late begins at the end of the day in the later zone of both.
func timesOf(spec partnership.Spec, day cadence.Date, owner, acceptor string) times {
	person, _ := spec.Person(owner)
	calendar := spec.CalendarNamed(person.Calendar)
	t := times{ask: timing.AskedOn(spec, owner, day), late: timing.LateAfter(spec, owner, acceptor, day)}
	warnings := defaultWarnings
	if i := slices.IndexFunc(spec.Escalations, func(e partnership.Escalation) bool { return e.ID == noun }); i >= 0 {
		warnings = spec.Escalations[i].Warn
	}
	for _, span := range warnings {
		at := timing.Morning(spec, owner, calendar.PreviousBusinessDay(before(calendar, day, span)))
		if at.Before(t.ask) && !slices.ContainsFunc(t.warn, at.Equal) {
			t.warn = append(t.warn, at)
		}
	}
	slices.SortFunc(t.warn, time.Time.Compare)
	return t
}

// before is the day that lies a span before another.
func before(calendar cadence.Calendar, day cadence.Date, span cadence.Span) cadence.Date {
	switch span.Unit {
	case cadence.BusinessDays:
		return calendar.AddBusinessDays(day, -span.Count)
	case cadence.Days:
		return day.AddDays(-span.Count)
	case cadence.HoursUnit:
		return day.AddDays(-(span.Count + 23) / 24)
	default:
		return day
	}
}

// New prepares a milestone with all that it needs of the spec.
func New(spec partnership.Spec, b procedure.Brief) *Milestone {
	m := &Milestone{Base: procedure.NewBase(b), Occasion: b.Occasion, ByReply: b.Reply, ByOrder: b.Order}
	m.Occasion.Asks = nil // the inquiries hold them
	_, id, _ := strings.Cut(b.Occasion.Name, "/")
	goal, declared, _ := spec.Milestone(id)
	m.Title, m.LastDay, m.Evidence = cmp.Or(declared.Title, id), goal.Due.String(), declared.Acceptance != ""
	m.Phrases = spec.Phrases.Of(m.Title)
	m.Owner, m.Acceptor = sidesOf(spec, goal, declared)
	m.HoldsUp = dependants(spec, id)
	for i := range m.HoldsUp {
		m.HoldsUp[i].Due = agreedDay(spec, b.Courses, m.HoldsUp[i].Milestone)
	}
	m.Consent = consenting(spec, m.Owner, declared, m.HoldsUp)
	m.people(spec)
	for _, other := range declared.DependsOn {
		g, o, ok := spec.Milestone(other)
		if ok && procedure.CourseOf(b.Courses, Type, name(g, o)).Outcome == "" {
			owner, _ := ownerOf(spec, other)
			m.Unmet = append(m.Unmet, Other{Milestone: other, Owner: owner, Due: agreedDay(spec, b.Courses, other)})
		}
	}
	for _, c := range b.Courses {
		if c.Type == Type && c.Outcome == procedure.OutcomeMet {
			_, met, _ := strings.Cut(c.Name, "/")
			m.InTime = append(m.InTime, met)
		}
	}
	m.plan(spec, declared)
	var k kept
	if kept := procedure.CourseOf(b.Courses, Type, b.Occasion.Name).Kept; len(kept) > 0 && json.Unmarshal(kept, &k) == nil {
		m.Ladder.Alarmed, m.Claim = k.Alarmed, k.Claim
	}
	return m
}

// agreedDay is the day that counts for another milestone.
func agreedDay(spec partnership.Spec, courses []procedure.Course, id string) string {
	g, m, _ := spec.Milestone(id)
	return dayOf(procedure.CourseOf(courses, Type, name(g, m)), m).String()
}

// plan sets the instants of the day. What begins after its day has passed leaves
// the owner the steps as they are counted from the beginning.
func (m *Milestone) plan(spec partnership.Spec, declared partnership.Milestone) {
	day, err := cadence.ParseDate(m.Occasion.Date)
	if err != nil {
		day = declared.Due
	}
	t := timesOf(spec, day, m.Owner, m.Acceptor)
	m.AskAt, m.LateAt = t.ask, t.late
	for i, at := range t.warn {
		// Of the warnings that have passed, the latest goes out.
		if i == len(t.warn)-1 || t.warn[i+1].After(m.Occasion.At) {
			m.Warnings = append(m.Warnings, at)
		}
	}
	if begins := m.Occasion.At; m.AskAt.Before(begins) {
		m.AskAt = timing.Opens(spec, m.Owner, begins)
	}
	if m.Occasion.Overtaken {
		m.planOvertaken(spec)
	}
	from := procedure.Later(m.LateAt, m.Occasion.At).In(m.LateAt.Location())
	m.Ladder.Steps = ladder.Steps(spec, noun, m.Owner, m.Acceptor)
	m.Ladder.Reckoned("late", timing.Reckon(spec, procedure.Reckon{Instants: m.Ladder.Instants("late", m.Owner, from)}))
	if m.Acceptor != "" {
		m.Confirm.Steps = ladder.Steps(spec, noun, m.Acceptor, m.Owner)
	}
}

// consenting are those whose yes a new day needs: who accepts it; else who speaks
// for the parties whose milestones wait for it; else who speaks for the others.
func consenting(spec partnership.Spec, owner string, m partnership.Milestone, holdsUp []Other) []string {
	if m.AcceptBy != "" {
		return []string{m.AcceptBy}
	}
	own, _ := spec.PartyOf(owner)
	var list []string
	add := func(party partnership.Party) {
		if head, ok := party.Head(); ok && party.ID != own.ID && !slices.Contains(list, head.ID) {
			list = append(list, head.ID)
		}
	}
	for _, o := range holdsUp {
		if party, ok := spec.PartyOf(o.Owner); ok {
			add(party)
		}
	}
	if len(list) == 0 {
		for _, party := range spec.Parties {
			add(party)
		}
	}
	return list
}

func (m *Milestone) people(spec partnership.Spec) {
	for _, party := range spec.Parties {
		head, _ := party.Head()
		for _, p := range party.People {
			m.People = append(m.People, Person{
				ID: p.ID, Name: p.Name, Party: party.ID, Language: p.Language, Head: p.ID == head.ID,
				Executive: slices.Contains(p.Roles, partnership.RoleExecutive),
			})
		}
	}
}

// person finds somebody; one who has left has no party.
func (m *Milestone) person(id string) Person {
	i := slices.IndexFunc(m.People, func(p Person) bool { return p.ID == id })
	if i < 0 {
		return Person{ID: id, Name: id}
	}
	return m.People[i]
}

// headOf is who speaks for somebody's party.
func (m *Milestone) headOf(id string) (string, bool) {
	party := m.person(id).Party
	i := slices.IndexFunc(m.People, func(p Person) bool { return p.Party == party && p.Head })
	if i < 0 || party == "" {
		return "", false
	}
	return m.People[i].ID, true
}

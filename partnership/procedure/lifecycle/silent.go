package lifecycle

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/procedure/ladder"
)

// TemplateCheckInLate tells a person's own side that they have let check-ins pass,
// and the person, with their next check-in, who hears of it next.
const TemplateCheckInLate procedure.Template = "check-in-late"

// PhrasesHeardAgain word the all-clear to whoever was told.
const PhrasesHeardAgain procedure.Template = "check-in-heard"

// Silent is a person who has let check-ins pass in a row: asked, there, reachable,
// and without a word (procedures 2).
type Silent struct {
	Person string   `json:"person"`
	Rounds []Passed `json:"rounds"` // oldest first
	// Declared says that the spec's own ladder is climbed, by time; else each round
	// more is a step.
	Declared bool          `json:"declared,omitempty"`
	Ladder   ladder.Ladder `json:"ladder,omitzero"`
	// Alarms are the letters that told somebody.
	Alarms []Alarm `json:"alarms,omitempty"`
	// Hint is the letter to the person.
	Hint string `json:"hint,omitempty"`
}

// Passed is a round that a person has let pass.
type Passed struct {
	About string    `json:"about"` // as declared: "fortnightly"
	Due   time.Time `json:"due"`
}

// clock names the instants of the person's ladder: those of an earlier row are
// others.
func (s Silent) clock() string {
	return "silent/" + s.Person + "/" + s.Rounds[0].Due.UTC().Format(time.RFC3339)
}

func (p *Partnership) silent(person string) *Silent {
	i := slices.IndexFunc(p.Silent, func(s Silent) bool { return s.Person == person })
	if i < 0 {
		return nil
	}
	return &p.Silent[i]
}

// missing are those of whom more people will hear at a time that is known: that they
// answer is news at once. Of the others a round may tell when it is over.
func (p *Partnership) missing() []string {
	var people []string
	for i := range p.Silent {
		if !p.Silent[i].Ladder.Spent() {
			people = append(people, p.Silent[i].Person)
		}
	}
	return people
}

func (p *Partnership) silentPeople() []string {
	var people []string
	for _, s := range p.Silent {
		people = append(people, s.Person)
	}
	return people
}

// letPass takes note that a person has let a round pass. Nobody is late who is not
// there.
func (p *Partnership) letPass(out *procedure.Out, f procedure.Fact, from string, now time.Time) {
	if !p.followsUp() || p.ends(now) || !p.tells(f.Of, now) || f.Due.IsZero() {
		return
	}
	i := slices.IndexFunc(p.Running, func(r Running) bool { return r.Workflow == from })
	if i < 0 {
		return
	}
	s := p.silent(f.Of)
	if s == nil {
		declared := slices.ContainsFunc(p.Declared.Escalations, func(e partnership.Escalation) bool { return e.ID == "check_in" })
		p.Silent = append(p.Silent, Silent{Person: f.Of, Declared: declared})
		s = &p.Silent[len(p.Silent)-1]
	}
	s.Rounds = append(s.Rounds, Passed{About: p.Running[i].Name, Due: f.Due})
	p.record(out, now, procedure.EntryPhase, fmt.Sprintf("%s let the check-in %s pass without an answer%s", f.Of, p.Running[i].Name, inARow(len(s.Rounds))),
		"silent", f.Of, from)
	if steps := p.nextSteps(s); len(steps) > 0 {
		added := ladder.Ladder{Steps: steps}
		s.Ladder.Steps = append(s.Ladder.Steps, steps...)
		out.Add(procedure.Reckon{Spec: p.Digest, Presence: p.Presence, Instants: added.Instants(s.clock(), f.Of, f.Due)})
	}
}

func inARow(n int) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf(", the %d. in a row", n)
}

// afterADay is when the own side hears of a round that has passed.
var afterADay = cadence.Span{Count: 1, Unit: cadence.BusinessDays}

// mostSteps is how many rounds in a row are a step each.
const mostSteps = 3

// nextSteps are the steps that a round more adds: those of the spec's own ladder
// with the first, or one of the own side.
func (p *Partnership) nextSteps(s *Silent) []ladder.Step {
	n := len(s.Rounds)
	switch {
	case s.Declared && n == 1:
		steps := ladder.Steps(p.Declared, "check_in", s.Person, "")
		for i := range steps {
			steps[i].Notify = p.ownSide(s.Person, steps[i].Notify)
		}
		return steps
	case s.Declared || n > mostSteps:
		return nil
	default:
		step := ladder.Step{ID: strconv.Itoa(n), After: afterADay}
		if candidates := p.superiors(s.Person, n); len(candidates) > 0 {
			step.Notify = candidates[:1]
		}
		return []ladder.Step{step}
	}
}

// ownSide keeps those of the person's own party: a missed answer is told to the own
// side only. The person is asked anyway.
func (p *Partnership) ownSide(person string, people []string) []string {
	own, _ := p.Declared.PartyOf(person)
	var list []string
	for _, id := range people {
		if party, _ := p.Declared.PartyOf(id); party.ID == own.ID && id != person {
			list = append(list, id)
		}
	}
	return list
}

// superiors are who of the own side may hear of the n-th round in a row, the first
// choice first: the deputy, then the lead, then the executive, each of whom is
// passed over with a round more.
func (p *Partnership) superiors(person string, n int) []string {
	own, _ := p.Declared.PartyOf(person)
	declared, _ := p.Declared.Person(person)
	lead, _ := own.With(partnership.RoleLead)
	executive, _ := own.With(partnership.RoleExecutive)
	order := []string{declared.Deputy, lead.ID, executive.ID}
	switch n {
	case 2:
		order = []string{lead.ID, executive.ID}
	case 3:
		order = []string{executive.ID, lead.ID}
	}
	var list []string
	for _, id := range order {
		if _, there := p.Declared.Person(id); there && id != person && !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

// climbSilent tells the own sides of whoever is silent. What one reader hears at
// one moment is one mail.
func (p *Partnership) climbSilent(out *procedure.Out, now time.Time) {
	var mails []lateMail
	for i := range p.Silent {
		s := &p.Silent[i]
		news := strconv.Itoa(len(s.Rounds))
		for {
			alarm, climbs := s.Ladder.Climb(now, news)
			if !climbs {
				break
			}
			to := p.hears(s, alarm, now)
			p.record(out, now, procedure.EntryPhase, fmt.Sprintf("Silence of %s: step %s%s", s.Person, alarm.ID, toldWords(to)),
				"silent", s.clock(), alarm.ID, strconv.Itoa(alarm.Number))
			for _, reader := range to {
				mails = addLate(mails, reader, s.Person, alarm.Number)
			}
		}
	}
	for _, m := range mails {
		p.tellLate(out, m, now)
	}
}

func toldWords(to []string) string {
	if len(to) == 0 {
		return ", with nobody to tell"
	}
	return ""
}

// hears are those who are told by a step. By the rule of the house somebody else of
// the side is told in the place of whoever is not there.
func (p *Partnership) hears(s *Silent, a ladder.Alarm, now time.Time) []string {
	var to []string
	for _, id := range a.To {
		if p.tells(id, now) {
			to = append(to, id)
		}
	}
	if len(to) > 0 || s.Declared || len(a.To) == 0 && len(a.Notify) > 0 {
		return to
	}
	n, _ := strconv.Atoi(a.ID)
	for _, id := range p.superiors(s.Person, n) {
		if p.tells(id, now) {
			s.Ladder.Tell(id, strconv.Itoa(len(s.Rounds)))
			return []string{id}
		}
	}
	return nil
}

// lateMail is what one reader hears of at one moment.
type lateMail struct {
	reader string
	people []string
	number int // of the repeat
}

func addLate(mails []lateMail, reader, person string, number int) []lateMail {
	i := slices.IndexFunc(mails, func(m lateMail) bool { return m.reader == reader })
	if i < 0 {
		return append(mails, lateMail{reader: reader, people: []string{person}, number: number})
	}
	if !slices.Contains(mails[i].people, person) {
		mails[i].people = append(mails[i].people, person)
	}
	mails[i].number = min(mails[i].number, number) // news of one is no repeat
	return mails
}

// Lateness is what a mail says of people who have let check-ins pass.
type Lateness struct {
	// Mine says that the reader is who has, and Executive that they are told for
	// their office.
	Mine      bool `json:"mine,omitempty"`
	Executive bool `json:"executive,omitempty"`
	// Number counts the repeats.
	Number int          `json:"number,omitempty"`
	People []LatePerson `json:"people"`
}

// LatePerson is one of them.
type LatePerson struct {
	Person string   `json:"person"`
	Rounds []Passed `json:"rounds"`
	// Next is when NextPeople hear of it; without a time, if the next round passes,
	// too.
	Next       time.Time `json:"next,omitzero"`
	NextPeople []string  `json:"next_people,omitempty"`
	// Over says why they are not late any more.
	Over Over `json:"over,omitempty"`
}

// Over says why something that people were alarmed about is over.
type Over string

// The ways in which it can be.
const (
	OverAnswered Over = "answered"
	OverAway     Over = "away" // they say that they are, or their mailbox does
	OverGone     Over = "gone" // no mail reaches them, they want none, or have left
)

// lateness says how things stand with somebody, and who hears of it next.
func (p *Partnership) lateness(s *Silent) LatePerson {
	l := LatePerson{Person: s.Person, Rounds: slices.Clone(s.Rounds)}
	if next, ok := s.Ladder.Coming(); ok {
		l.Next, l.NextPeople = next.At, next.Notify
	} else if n := len(s.Rounds) + 1; !s.Declared && n <= mostSteps {
		if candidates := p.superiors(s.Person, n); len(candidates) > 0 {
			l.NextPeople = candidates[:1]
		}
	}
	return l
}

func (p *Partnership) tellLate(out *procedure.Out, m lateMail, now time.Time) {
	reader, _ := p.Declared.Person(m.reader)
	c := Lateness{
		Number: m.number, Executive: slices.Contains(reader.Roles, partnership.RoleExecutive) && !slices.Contains(reader.Roles, partnership.RoleLead),
	}
	l := p.notice(TemplateCheckInLate, m.reader, now)
	l.Key += "/" + m.people[0] + "/" + p.cause()
	for _, person := range m.people {
		s := p.silent(person)
		s.Alarms = append(s.Alarms, Alarm{Key: l.Key, Person: m.reader})
		c.People = append(c.People, p.lateness(s))
	}
	p.write(out, l.With(c))
}

// hintAt tells whoever is silent, with the mail that asks them in a round, who hears
// of it: an answer before then stops that.
func (p *Partnership) hintAt(out *procedure.Out, o procedure.Occasion, now time.Time) {
	for _, a := range o.Asks {
		if s := p.silent(a.Person); s != nil && a.For == "" {
			p.hint(out, s, o, now)
		}
	}
}

func (p *Partnership) hint(out *procedure.Out, s *Silent, o procedure.Occasion, now time.Time) {
	l := p.notice(TemplateCheckInLate, s.Person, now)
	l.Key, l.Rides, l.Topic = fmt.Sprintf("%s/hint/%s/%s", TemplateCheckInLate, s.Person, o.Workflow(p.Declared.Slug)), true, string(TemplateCheckInLate)
	s.Hint = l.Key
	c := p.lateness(s)
	p.write(out, l.With(Lateness{Mine: true, People: []LatePerson{c}}))
}

// spoke takes a sign of life: the row ends.
func (p *Partnership) spoke(out *procedure.Out, person string, now time.Time) {
	p.excuse(out, person, OverAnswered, now)
}

// forgive ends the rows of whoever is not there to answer.
func (p *Partnership) forgive(out *procedure.Out, now time.Time) {
	for _, person := range p.silentPeople() {
		declared, there := p.Declared.Person(person)
		_, away := p.Presence.AwayUntil(person)
		switch {
		case !there || p.reachOf(person).Lost != "" || p.Presence.HasStopped(person):
			p.excuse(out, person, OverGone, now)
		case away || declared.AbsentOn(cadence.DateOf(p.here(now))):
			p.excuse(out, person, OverAway, now)
		}
	}
}

// excuse ends a row: what nobody has read yet is taken back, and whoever was told
// hears that it is over.
func (p *Partnership) excuse(out *procedure.Out, person string, why Over, now time.Time) {
	s := p.silent(person)
	if s == nil {
		return
	}
	ended := *s
	p.Silent = slices.DeleteFunc(p.Silent, func(o Silent) bool { return o.Person == person })
	p.record(out, now, procedure.EntryPhase, fmt.Sprintf("Silence of %s is over: %s", person, why), "spoke", ended.clock())
	var keys []string
	if ended.Hint != "" {
		keys = append(keys, ended.Hint)
	}
	for _, a := range ended.Alarms {
		if !p.alarmed(a.Key) { // it speaks of nobody else
			keys = append(keys, a.Key)
		}
	}
	recall(out, keys)
	var told []string
	for _, a := range ended.Alarms {
		if _, there := p.Declared.Person(a.Person); slices.Contains(told, a.Person) || !there {
			continue
		}
		told = append(told, a.Person)
		var heard []string // of which one may have gone out
		for _, o := range ended.Alarms {
			if o.Person == a.Person {
				heard = append(heard, o.Key)
			}
		}
		l := p.notice(procedure.TemplateAllClear, a.Person, now).With(Lateness{People: []LatePerson{{Person: person, Rounds: ended.Rounds, Over: why}}})
		// Of a single miss the end is told with the next mail: somebody who answers late
		// in every round would bring their lead two mails each time, of which the second
		// asks for nothing and changes nothing.
		if l.Rides = len(ended.Rounds) == 1 && len(heard) == 1; l.Rides {
			l.Topic = string(PhrasesHeardAgain) + "/" + person
		}
		l.Key, l.Phrases, l.FollowsAny = fmt.Sprintf("%s/%s/%s", PhrasesHeardAgain, ended.clock(), a.Person), PhrasesHeardAgain, heard
		p.write(out, l)
	}
}

// alarmed reports whether a letter speaks of somebody who is silent still.
func (p *Partnership) alarmed(key string) bool {
	return slices.ContainsFunc(p.Silent, func(s Silent) bool {
		return slices.ContainsFunc(s.Alarms, func(a Alarm) bool { return a.Key == key })
	})
}

// silentSection shows who is silent, since when, who has heard, and what comes next.
func (p *Partnership) silentSection() card.Section {
	s := card.Section{Title: "Without an answer", Noun: "people"}
	for i := range p.Silent {
		one := &p.Silent[i]
		line := fmt.Sprintf("**%s** has let %s pass, the first due %s", card.Cell(p.name(one.Person)),
			procedure.Counted(len(one.Rounds), "check-in"), p.here(one.Rounds[0].Due).Format("Mon 2 Jan"))
		if told := p.names(one.Ladder.People()); told != "" {
			line += "; told: " + told
		}
		switch next := p.lateness(one); {
		case len(next.NextPeople) == 0:
			line += "; nobody else hears of it by itself: agree on who answers"
		case next.Next.IsZero():
			line += "; next: " + p.names(next.NextPeople) + ", if another one passes"
		default:
			line += "; next: " + p.names(next.NextPeople) + ", " + p.here(next.Next).Format("Mon 2 Jan 15:04")
		}
		s.Rows = append(s.Rows, card.Item(line))
	}
	return s
}

// names lists people for an admin.
func (p *Partnership) names(ids []string) string {
	var list string
	for i, id := range ids {
		if i > 0 {
			list += ", "
		}
		list += card.Cell(p.name(id))
	}
	return list
}

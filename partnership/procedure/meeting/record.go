package meeting

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// Record are the minutes of a meeting: by people and parties, not by names.
type Record struct {
	// Version counts those that went out.
	Version int       `json:"version,omitempty"`
	By      string    `json:"by,omitempty"`
	At      time.Time `json:"at,omitzero"`
	Source  string    `json:"source,omitempty"`
	// Present were there.
	Present   []string  `json:"present,omitempty"`
	Decisions []Decided `json:"decisions,omitempty"`
	Actions   []Action  `json:"actions,omitempty"`
	// Nothing says that nothing was decided and nobody undertook anything, and Why says why.
	Nothing bool   `json:"nothing,omitempty"`
	Why     string `json:"why,omitempty"`
	// Left counts lines that could not be read and were not written again.
	Left       int         `json:"left,omitempty"`
	Objections []Objection `json:"objections,omitempty"`
}

// Decided is something that was decided, with the votes of the parties as far as they are
// known.
type Decided struct {
	Text      string   `json:"text"`
	Goal      string   `json:"goal,omitempty"`
	For       []string `json:"for,omitempty"`
	Against   []string `json:"against,omitempty"`
	Abstained []string `json:"abstained,omitempty"`
}

// voted reports whether anybody's vote is known.
func (d Decided) voted() bool { return len(d.For)+len(d.Against)+len(d.Abstained) > 0 }

// Action is something that somebody does, by a day if one was named.
type Action struct {
	ID    string `json:"id"`
	What  string `json:"what"`
	Owner string `json:"owner"`
	Due   string `json:"due,omitempty"`
}

// Objection is what somebody says is wrong in the minutes.
type Objection struct {
	Person string `json:"person"`
	Text   string `json:"text,omitempty"`
	// Of is the version of the minutes that it is about.
	Of int `json:"of"`
}

// What is asked back about minutes. Each names a phrase; those of lines that could not be read
// follow from why.
const (
	whyLine       = "minutes-line-" // and a partnership.LineUnread
	whyNobodyHere = "minutes-nobody-here"
	whyNothing    = "minutes-nothing"
	whyDayPassed  = "minutes-day-passed"
	whyNoVotes    = "minutes-no-votes"
	whyNotPresent = "minutes-not-present"
	whyIncomplete = "minutes-incomplete"
)

// write takes minutes in, and returns what has to be asked back. What was asked back before
// and is not written again is left out, which is counted.
func (r *Record) write(m partnership.Minutes, of *Meeting, today cadence.Date) (doubts []procedure.Explanation) {
	w := writer{Meeting: of, record: r, today: today}
	w.attendance(m)
	for _, d := range m.Decisions {
		w.decision(d)
	}
	for _, a := range m.Actions {
		w.action(a)
	}
	for _, u := range m.Unclear {
		w.doubts = append(w.doubts, procedure.Explanation{Why: whyLine + string(u.Why), Item: u.Line})
	}
	if m.Nothing {
		r.Nothing, r.Why = true, m.Why
	}
	if len(r.Present) == 0 {
		w.doubts = append(w.doubts, procedure.Explanation{Why: whyNobodyHere})
	}
	if len(r.Decisions)+len(r.Actions) == 0 && !r.Nothing && len(w.doubts) == 0 {
		w.doubts = append(w.doubts, procedure.Explanation{Why: whyNothing})
	}
	return w.doubts
}

// writer turns lines of minutes into those of a record.
type writer struct {
	*Meeting
	record *Record
	today  cadence.Date
	doubts []procedure.Explanation
}

// attendance notes who was there.
func (w *writer) attendance(m partnership.Minutes) {
	if !m.All && len(m.Present)+len(m.Absent) == 0 {
		return
	}
	var present []string
	if m.All || len(m.Present) == 0 {
		for _, one := range w.Members {
			present = append(present, one.Person)
		}
	}
	for _, name := range m.Present {
		present = append(present, w.people(name)...)
	}
	for _, name := range m.Absent {
		gone := w.people(name)
		present = slices.DeleteFunc(present, func(id string) bool { return slices.Contains(gone, id) })
	}
	w.record.Present = procedure.Once(present)
}

// people are those whom a name means: a person, or of a party those who were invited.
func (w *writer) people(name string) []string {
	if id := w.person(name); id != "" {
		return []string{id}
	}
	var list []string
	party := w.party(name)
	for _, m := range w.Members {
		if party != "" && m.Party == party {
			list = append(list, m.Person)
		}
	}
	return list
}

// owner is whom the writer of minutes means by a name: themselves, where they say so.
func (w *writer) owner(name string) string {
	if name == partnership.MinutedSelf {
		return w.record.By
	}
	return w.person(name)
}

// person is the one of a name, and party the one of a name, or of the person of that name.
func (m *Meeting) person(name string) string {
	i := slices.IndexFunc(m.Everybody, func(one asking.Member) bool { return one.Name == name })
	if i < 0 {
		return ""
	}
	return m.Everybody[i].Person
}

func (m *Meeting) party(name string) string {
	if i := slices.IndexFunc(m.Sides, func(s Side) bool { return s.Name == name }); i >= 0 {
		return m.Sides[i].Party
	}
	return m.partyOf(m.person(name))
}

func (m *Meeting) partyOf(person string) string {
	return asking.PartyOf(m.Everybody, person)
}

// decision notes what was decided. Where a rule says how, somebody has to say who was for it.
func (w *writer) decision(d partnership.MinutedDecision) {
	made := Decided{Text: d.Text, Goal: w.goal(d.Goal), For: w.parties(d.For), Against: w.parties(d.Against), Abstained: w.parties(d.Abstained)}
	if d.Unanimous {
		made.For = w.presentParties()
	}
	if w.Rule != nil && !made.voted() {
		w.doubts = append(w.doubts, procedure.Explanation{Why: whyNoVotes, Item: d.Text})
		return
	}
	i := slices.IndexFunc(w.record.Decisions, func(o Decided) bool { return same(o.Text, d.Text) })
	if i < 0 {
		w.record.Decisions = append(w.record.Decisions, made)
		return
	}
	w.record.Decisions[i] = made
}

// parties are those of some names, each once.
func (w *writer) parties(names []string) []string {
	var list []string
	for _, name := range names {
		if party := w.party(name); party != "" {
			list = append(list, party)
		}
	}
	return procedure.Once(list)
}

// presentParties are those of which somebody was there, in the order of the spec.
func (m *Meeting) presentParties() []string {
	var list []string
	for _, side := range m.Sides {
		if slices.ContainsFunc(m.Record.Present, func(id string) bool { return m.partyOf(id) == side.Party }) {
			list = append(list, side.Party)
		}
	}
	return list
}

// goal is the one that words mean, if there is just one: by its name, or by words of what it
// says.
func (m *Meeting) goal(words string) string {
	words = strings.ToLower(strings.Join(strings.Fields(words), " "))
	found := ""
	for _, g := range m.Goals {
		switch name := strings.ToLower(g.Goal); {
		case words == "":
			return ""
		case words == name, words == strings.ReplaceAll(name, "-", " "):
			return g.Goal
		case strings.Contains(strings.ToLower(g.Statement), words) && found == "":
			found = g.Goal
		case strings.Contains(strings.ToLower(g.Statement), words):
			return "" // two are meant, or none
		}
	}
	return found
}

// same reports whether two texts differ in letters and signs that say nothing, at most.
func same(a, b string) bool {
	fold := func(s string) string {
		return strings.ToLower(strings.Trim(strings.Join(strings.Fields(s), " "), ".!; "))
	}
	return fold(a) == fold(b)
}

// action notes what somebody does. A day that has passed is asked back.
func (w *writer) action(a partnership.MinutedAction) {
	owner := w.owner(a.Who)
	if owner == "" { // a party: whoever leads it, and sees to it
		party := w.party(a.Who)
		if i := slices.IndexFunc(w.Heads, func(m asking.Member) bool { return m.Party == party }); party != "" && i >= 0 {
			owner = w.Heads[i].Person
		}
	}
	if owner == "" {
		w.doubts = append(w.doubts, procedure.Explanation{Why: whyLine + string(partnership.LineWho), Item: a.Who + ": " + a.What})
		return
	}
	if due, err := cadence.ParseDate(a.Due); err == nil && due.Before(w.today) {
		w.doubts = append(w.doubts, procedure.Explanation{Why: whyDayPassed, Item: a.What, Day: a.Due})
		return
	}
	made := Action{What: a.What, Owner: owner, Due: a.Due}
	i := slices.IndexFunc(w.record.Actions, func(o Action) bool { return o.Owner == owner && same(o.What, a.What) })
	if i < 0 {
		made.ID = fmt.Sprintf("%s-%s-%s-%d", Noun, w.Occasion.Name, w.Occasion.Date, w.record.next())
		w.record.Actions = append(w.record.Actions, made)
		return
	}
	made.ID = w.record.Actions[i].ID
	w.record.Actions[i] = made
}

// next is a number that no action has.
func (r *Record) next() int {
	n := 1
	for _, a := range r.Actions {
		i := strings.LastIndexByte(a.ID, '-')
		var number int
		if _, err := fmt.Sscanf(a.ID[i+1:], "%d", &number); err == nil && number >= n {
			n = number + 1
		}
	}
	return n
}

// quorum is whether enough were there to decide, where a rule says how many.
func (m *Meeting) quorum() (q decision.Quorum, ruled bool) {
	if m.Rule == nil {
		return q, false
	}
	return decision.QuorumOf(*m.Rule, m.Voters, m.presentParties()), true
}

// count counts the votes on a decision. Who was there and has no vote on record abstained.
func (m *Meeting) count(d Decided) decision.Tally {
	votes := map[string]decision.Vote{}
	for _, party := range m.presentParties() {
		votes[party] = decision.Abstain
	}
	for _, of := range []struct {
		parties []string
		vote    decision.Vote
	}{{d.For, decision.For}, {d.Against, decision.Against}, {d.Abstained, decision.Abstain}} {
		for _, party := range of.parties {
			votes[party] = of.vote
		}
	}
	rule := partnership.DecisionRule{}
	if m.Rule != nil {
		rule = *m.Rule
	}
	return decision.Count(rule, m.Voters, votes)
}

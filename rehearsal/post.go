package rehearsal

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// post is the outbox of a rehearsal. Like the postman's it holds letters until
// their readers' hours begin, and notices until a letter takes them along.
type post struct {
	letters []*parcel
	// taken are those that were taken back or replaced, which nobody has read.
	taken []string
	// daily is when the latest mail of a template went of which one a day is enough.
	daily map[daily]time.Time
}

func (p *post) takeBack(o *parcel) {
	if !o.gone {
		o.gone, p.taken = true, append(p.taken, o.letter.Workflow+"\x00"+o.letter.Key)
	}
}

// daily is a person and the template of a mail.
type daily struct {
	person   string
	template procedure.Template
}

// latest is when the latest mail of some templates went to a person.
func (p *post) latest(person string, templates []procedure.Template) time.Time {
	var last time.Time
	for _, t := range templates {
		last = procedure.Later(last, p.daily[daily{person, t}])
	}
	return last
}

type parcel struct {
	letter procedure.Letter
	gone   bool // sent, recalled or replaced
}

// went reports whether one of some letters has gone out or will.
func (p *post) went(workflow string, keys []string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return !slices.Contains(p.taken, workflow+"\x00"+key) })
}

// recall takes back what asks and has not gone out.
func (p *post) recall(workflow string, r procedure.Recall) {
	for _, o := range p.letters {
		asks := o.letter.Form == procedure.FormAsk || o.letter.Form == procedure.FormReminder
		if o.letter.Workflow == workflow && (r.All && asks || slices.Contains(r.Keys, o.letter.Key)) {
			p.takeBack(o)
		}
		if o.letter.Person == r.Person && !o.letter.Responds() {
			p.takeBack(o)
		}
	}
}

// send puts a letter into the outbox.
func (st *stage) send(l procedure.Letter) {
	if wanted, _ := l.Wanted(func(keys []string) (bool, error) { return st.post.went(l.Workflow, keys), nil }); !wanted {
		return
	}
	spec, at := st.specs[l.Spec], procedure.Later(st.now, l.NotBefore)
	if l.Rides {
		if l.Until.IsZero() {
			l.Until = timing.LastDay(spec, l)
		}
		at = l.Until
		for _, o := range st.post.letters {
			if o.letter.Rides && o.letter.Topic != "" && o.letter.Topic == l.Topic && o.letter.Person == l.Person {
				st.post.takeBack(o) // a newer fact
			}
		}
	}
	o := &parcel{letter: l}
	st.post.letters = slices.DeleteFunc(st.post.letters, func(o *parcel) bool { return o.gone })
	st.post.letters = append(st.post.letters, o)
	st.schedule(at, func() error { return st.carry(o) })
}

// carry sends a letter when its reader's hours allow.
func (st *stage) carry(o *parcel) error {
	l := o.letter
	spec := st.specs[l.Spec]
	if o.gone || l.Expired(st.now) {
		o.gone = true
		return nil
	}
	if opens := st.heldUntil(spec, l); opens.After(st.now) {
		st.schedule(opens, func() error { return st.carry(o) })
		return nil
	}
	o.gone = true
	var also []procedure.Letter
	for _, other := range st.post.letters {
		if other.letter.Rides && !other.gone && other.letter.Person == l.Person && !l.Sealed {
			other.gone = true
			also = append(also, other.letter)
		}
	}
	l, arrivals := st.joined(spec, o)
	return st.deliver(spec, l, arrivals, also)
}

// deliver words a letter, tells its procedures that it has arrived, and lets its
// reader react.
func (st *stage) deliver(spec partnership.Spec, l procedure.Letter, arrivals []arrived, also []procedure.Letter) error {
	to := l.Addressed(spec)
	person, _ := to.Person(l.Person)
	if l.Reader == nil || !l.Reader.Guest { // a guest stands in nobody's place
		spec = to
	}
	l.Reveal(st.kept(l.Seals()))
	if err := errors.Join(l.Announce(st.result), l.Account(st.entries), l.Recollect(st.decisions), l.Date(st.days)); err != nil {
		return err
	}
	for i := range also {
		also[i].Reveal(st.kept(also[i].Seals()))
		if err := errors.Join(also[i].Announce(st.result), also[i].Account(st.entries), also[i].Date(st.days)); err != nil {
			return err
		}
	}
	stands := standing.Stand(spec, st.readings, cadence.DateOf(st.now.In(st.zone)))
	stands.Readings = st.readings
	if keeper, ok := st.cast[l.Slug+"/"+procedure.NounCommitments]; ok {
		if p, ok := keeper.procedure.(procedure.Owing); ok && !keeper.ended {
			stands.Owed = p.Owed()
		}
	}
	written, now := l, st.now
	mail := st.desk.write(now, len(st.events), func() (Mail, error) {
		m, err := st.options.Compose(spec, written, also, stands, now)
		if err != nil {
			return Mail{}, fmt.Errorf("letter %s of %s: %w", written.Key, written.Workflow, err)
		}
		return m, nil
	})
	e := Event{Kind: KindMail, Workflow: l.Workflow, Template: string(l.Template), Reminder: l.Number, To: person.Email}
	for _, rider := range also {
		e.Also = append(e.Also, string(rider.Template))
	}
	for _, part := range l.Parts {
		e.Templates = append(e.Templates, string(part.Template))
	}
	st.log(e)
	for _, a := range arrivals {
		st.cue(st.now, a.workflow, procedure.Event{Kind: procedure.Arrived, Arrivals: []procedure.Arrival{a.arrival}})
	}
	l.At = st.now
	for _, one := range eachOf(l) {
		st.remember(one)
	}
	st.options.Tally.mail(person, l)
	reactions, err := st.options.Cast.React(spec, l)
	if err != nil {
		return err
	}
	for i, r := range reactions {
		st.schedule(r.At, func() error { return st.reply(fmt.Sprintf("%s/%s/%d", l.Workflow, l.Key, i), l, person, mail, r) })
	}
	return nil
}

// sealedAsk is what the store keeps of a sealed ask.
type sealedAsk struct {
	ask, workflow string
	questions     []partnership.Question // of the letter that asks
	procedure.Sealed
}

// sealedOf finds what is kept of the ask that a letter belongs to.
func (st *stage) sealedOf(l procedure.Letter) *sealedAsk {
	i := slices.IndexFunc(st.sealed, func(s sealedAsk) bool { return s.ask == l.Ask })
	if i < 0 {
		i, st.sealed = len(st.sealed), append(st.sealed, sealedAsk{ask: l.Ask, workflow: l.Workflow, questions: l.Questions})
	}
	return &st.sealed[i]
}

// kept is what the store keeps under seal of some asks.
func (st *stage) kept(asks []string) map[string]procedure.Sealed {
	kept := make(map[string]procedure.Sealed, len(asks))
	for _, s := range st.sealed {
		if slices.Contains(asks, s.ask) {
			kept[s.ask] = s.Sealed
		}
	}
	return kept
}

// wrote is what somebody wrote under seal.
func (st *stage) wrote(w procedure.Writing) string {
	return st.kept([]string{w.Ask})[w.Ask].Text(w.Question)
}

func (st *stage) tally(workflow string, t procedure.Tally) []procedure.TalliedQuestion {
	var kept []procedure.SealedAsk
	for _, s := range st.sealed {
		if s.workflow == workflow {
			kept = append(kept, procedure.SealedAsk{Ask: s.ask, Answers: s.Answers})
		}
	}
	return t.Count(kept)
}

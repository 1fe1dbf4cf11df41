package rehearsal

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/budget"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// Load is what rehearsed partnerships asked of one person.
type Load struct {
	Name         string   `json:"name"`
	Email        string   `json:"email"`
	Partnerships []string `json:"partnerships"` // slugs
	Mails        int      `json:"mails"`        // all of them
	// MostAWeek and MeanAWeek leave out what answers the person's own mail, and alarms.
	// Weeks begin on Mondays of the person's calendar.
	MostAWeek int          `json:"most_a_week"`
	WeekOf    cadence.Date `json:"week_of"` // the first week with the most mails
	MeanAWeek float64      `json:"mean_a_week"`
	Minutes   float64      `json:"minutes"`
	// Budget is how many mails a week the partnerships allow, Above are the weeks with
	// more, and Causes say what all of them were sent for.
	Budget int            `json:"max_mails"`
	Above  []budget.Week  `json:"above"`
	Causes []budget.Cause `json:"causes"`
	// Templates counts the mails of each template.
	Templates map[procedure.Template]int `json:"templates"`
	// Unanswered lists asks without all answers that were wanted, by time.
	Unanswered []Unanswered `json:"unanswered"`
}

// Unanswered is an ask that was due in the rehearsal and never fully answered.
type Unanswered struct {
	Partnership string             `json:"partnership"`
	Template    procedure.Template `json:"template"`
	About       string             `json:"about"`
	At          time.Time          `json:"at"`
	// Open are the questions that were left, Part says that others were answered.
	Open []string `json:"open"`
	Part bool     `json:"part"`
	// TooLate says that an answer came when it counted no more.
	TooLate bool `json:"too_late"`
}

// Final is how a partnership stood when its rehearsal ended.
type Final struct {
	Slug, Title string
	Standing    standing.Standing
}

// How long things take people, as the guide says it.
const (
	readingAnAsk  = 30 * time.Second // a mail that wants something
	readingOthers = 15 * time.Second
	lookingUp     = time.Minute // a figure
	wording       = time.Minute // a text
	choosing      = 15 * time.Second
)

// answering is how long a person takes for the answer to a question.
func answering(kind partnership.QuestionKind) time.Duration {
	switch kind {
	case partnership.KindNumber, partnership.KindMoney:
		return lookingUp
	case partnership.KindText:
		return wording
	default:
		return choosing
	}
}

// Tally counts what rehearsals ask of people. A nil one counts nothing.
type Tally struct {
	loads  map[string]*reader // by address
	asks   []*ask             // of the partnership that is being played
	free   []procedure.Template
	finals []Final
}

// NewTally begins to count.
func NewTally() *Tally { return &Tally{loads: map[string]*reader{}} }

// reader is somebody whose load is still being counted.
type reader struct {
	Load
	from, to cadence.Date // the days on which the person belonged to a partnership
	weeks    budget.Weeks
	spent    time.Duration
}

// ask is a question mail and what has been answered of it.
type ask struct {
	procedure.Letter
	load     *reader
	at       time.Time // on the person's clock
	answered []string
	tooLate  bool
}

// begin gets to know the people of a partnership that is played until a time.
func (t *Tally) begin(spec partnership.Spec, free []procedure.Template, until time.Time) {
	if t == nil {
		return
	}
	t.free = free
	last := cadence.DateOf(until)
	if spec.End.Before(last) {
		last = spec.End
	}
	for _, party := range spec.Parties {
		for _, p := range party.People {
			l := t.of(p)
			l.Partnerships, l.Budget = append(l.Partnerships, spec.Slug), max(l.Budget, spec.MailsAWeek())
			if l.from.IsZero() || spec.Start.Before(l.from) {
				l.from = spec.Start
			}
			if l.to.IsZero() || l.to.Before(last) {
				l.to = last
			}
		}
	}
}

// of is the load of a person: one for each address.
func (t *Tally) of(p partnership.Person) *reader {
	key := strings.ToLower(p.Email)
	l, known := t.loads[key]
	if !known {
		l = &reader{Load: Load{Name: p.Name, Email: p.Email, Templates: map[procedure.Template]int{}, Unanswered: []Unanswered{}}}
		t.loads[key] = l
	}
	return l
}

// mail counts a mail to a person. Receipts and their like also show what the
// engine has understood of an ask so far.
func (t *Tally) mail(p partnership.Person, l procedure.Letter) {
	if t == nil {
		return
	}
	zone, err := cadence.LoadZone(p.Zone)
	if err != nil {
		return // nobody composes mail for a zone that there is not
	}
	to, at := t.of(p), l.At.In(zone)
	to.Mails++
	to.Templates[l.Template]++
	switch {
	case l.Responds():
		to.spent += readingOthers
		for _, one := range eachOf(l) {
			t.answer(one)
		}
		return
	case l.Form == procedure.FormAsk || l.Form == procedure.FormReminder:
		to.spent += readingAnAsk
	default:
		to.spent += readingOthers
	}
	if budget.Counts(l, t.free) {
		to.weeks.Add(cadence.DateOf(at), causeOf(l))
	}
	if l.Opens {
		for _, one := range eachOf(l) {
			t.asks = append(t.asks, &ask{Letter: one, load: to, at: at})
		}
	}
}

// answer notes what a letter says was understood of an ask.
func (t *Tally) answer(l procedure.Letter) {
	i := slices.IndexFunc(t.asks, func(a *ask) bool { return a.Ask == l.Ask })
	if i < 0 {
		return
	}
	a := t.asks[i]
	if l.Workflow != a.Workflow { // the round has closed, so somebody else writes back
		a.tooLate = a.tooLate || len(l.Understood) > 0
		return
	}
	for _, answer := range l.Understood {
		if slices.Contains(a.answered, answer.Question) {
			continue
		}
		a.answered = append(a.answered, answer.Question)
		for _, q := range a.Questions {
			if q.ID == answer.Question {
				a.load.spent += answering(q.Kind)
			}
		}
	}
}

// causeOf is what a mail was sent for.
func causeOf(l procedure.Letter) budget.Cause {
	var workflows []string
	for _, one := range eachOf(l) {
		workflows = append(workflows, one.Workflow)
	}
	return budget.CauseOf(l.Slug, l.Template, workflows...)
}

// end settles the asks of a partnership and keeps how its goals stand.
func (t *Tally) end(spec partnership.Spec, readings []measure.Reading, until time.Time) {
	if t == nil {
		return
	}
	for _, a := range t.asks {
		if u, left := a.unanswered(); left && !a.Due.After(until) {
			a.load.Unanswered = append(a.load.Unanswered, u)
		}
	}
	t.asks = nil
	t.finals = append(t.finals, Final{Slug: spec.Slug, Title: spec.Title, Standing: standing.Stand(spec, readings, cadence.DateOf(until))})
}

// unanswered is what an ask has missed, if it missed anything that was wanted.
func (a *ask) unanswered() (Unanswered, bool) {
	u := Unanswered{Partnership: a.Slug, Template: a.Template, About: a.About, At: a.at, Part: len(a.answered) > 0, TooLate: a.tooLate}
	for _, q := range a.Questions {
		if !q.Optional && !slices.Contains(a.answered, q.ID) {
			u.Open = append(u.Open, q.ID)
		}
	}
	return u, len(u.Open) > 0
}

// Loads gives what was asked of everybody, those with the most mails a week first.
func (t *Tally) Loads() []Load {
	loads := make([]Load, 0, len(t.loads))
	for _, l := range t.loads {
		loads = append(loads, l.sum())
	}
	slices.SortFunc(loads, func(a, b Load) int {
		return cmp.Or(-cmp.Compare(a.MeanAWeek, b.MeanAWeek), -cmp.Compare(a.MostAWeek, b.MostAWeek), -cmp.Compare(a.Mails, b.Mails), cmp.Compare(a.Email, b.Email))
	})
	return loads
}

func (l *reader) sum() Load {
	sum, most := l.Load, l.weeks.Most()
	sum.MostAWeek, sum.WeekOf, sum.Above, sum.Causes = most.Mails, most.Of, l.weeks.Above(l.Budget), l.weeks.Causes()
	if weeks := budget.WeekOf(l.from).DaysUntil(budget.WeekOf(l.to))/7 + 1; weeks > 0 {
		sum.MeanAWeek = rounded(float64(l.weeks.Total())/float64(weeks), 100)
	}
	sum.Minutes = rounded(l.spent.Minutes(), 10)
	slices.SortStableFunc(sum.Unanswered, func(a, b Unanswered) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Partnership, b.Partnership), cmp.Compare(a.About, b.About))
	})
	return sum
}

// rounded keeps as many parts of one as wanted.
func rounded(v, parts float64) float64 { return math.Round(v*parts) / parts }

// Finals gives how each partnership stood at the end, in the order played.
func (t *Tally) Finals() []Final { return t.finals }

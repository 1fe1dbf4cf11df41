// Package lifecycle is the whole life of one partnership, from its first day to
// its last: it alone begins procedures, holds what was measured, and takes the
// admins' commands.
package lifecycle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Phase is where a partnership stands in its life. Values are written into
// histories and search attributes: never change one.
type Phase string

// The phases that this version carries out.
const (
	PhaseProposed  Phase = "proposed" // waits for its first day
	PhaseSigning   Phase = "signing"  // waits for everybody who signs
	PhaseActive    Phase = "active"
	PhaseExiting   Phase = "exiting"   // goes on, and the last day is known
	PhaseSuspended Phase = "suspended" // paused by an admin: nothing is sent
	PhaseClosed    Phase = "closed"
)

// The mails that only partnerships write.
const (
	TemplatePaused  procedure.Template = "paused"
	TemplateResumed procedure.Template = "resumed"
	TemplateEnded   procedure.Template = "ended"
)

// Kind is all that the rest of the program knows of partnerships.
func Kind() procedure.Kind {
	return procedure.Kind{
		Type: procedure.Partnership, Noun: "partnership", Due: reports,
		Blank:    func() procedure.Procedure { return &Partnership{} },
		Commands: commands(),
		Templates: []procedure.Template{
			TemplatePaused, TemplateResumed, TemplateEnded, TemplateWasThisYou, TemplateKept, TemplateStopped, TemplateStarted, TemplateDelegateProposed, TemplateUnclear,
			TemplateAddressDead, TemplateSuccessor, TemplateHandover, TemplateCheckInLate,
			TemplateFiguresDiffer, TemplateDisputeUnclear, TemplateEarlyWarning, TemplateWhatChanged, TemplateReached,
			TemplateConditionMet, TemplateChangeNotice, TemplateTermEnds, TemplateClosing, TemplateWelcome, TemplateReport, TemplateAreaAsked,
		},
		Alarms:  []procedure.Template{TemplateCheckInLate, TemplateAddressDead, TemplateSuccessor},
		Asks:    []procedure.Template{TemplateWasThisYou, TemplateSuccessor, TemplateFiguresDiffer, TemplateWhatChanged, TemplateWelcome},
		Across:  procedure.Across{As: procedure.TemplateWelcomes, Of: []procedure.Template{TemplateWelcome}},
		Digests: []procedure.Template{TemplateReport},
	}
}

// punctual is how late a round may begin and still count as on time. Later than
// that, the rule's missed policy decides.
const punctual = time.Hour

// confidence is the question whose readings are kept beside those of KPIs.
const confidence = "confidence"

// Partnership is the state of a partnership.
type Partnership struct {
	Rules    int               `json:"rules"`
	Declared partnership.Spec  `json:"spec"`
	Digest   string            `json:"digest"`
	Phase    Phase             `json:"phase"`
	Since    time.Time         `json:"since,omitzero"` // of the phase
	Agenda   procedure.Agenda  `json:"agenda"`
	Begun    []procedure.Begun `json:"begun,omitempty"`
	// Accounted keeps the accounts for the rest of a step, which looks at them several times.
	Accounted *accounted `json:"-"`
	// Courses are what has become of agreed days.
	Courses  []procedure.Course `json:"courses,omitempty"`
	Running  []Running          `json:"running,omitempty"`
	Readings []measure.Reading  `json:"readings,omitempty"`
	// Ledger holds the entries of the ledger, in the order in which they were booked,
	// with those that others correct.
	Ledger   []ledger.Entry      `json:"ledger,omitempty"`
	Blockers []procedure.Blocker `json:"blockers,omitempty"`
	Recent   []Happening         `json:"recent,omitempty"`
	// Quarantined is how many mails about the partnership nobody took.
	Quarantined int `json:"quarantined,omitempty"`
	// Doubted are mails that wait for the word of whoever they name.
	Doubted   []Doubted   `json:"doubted,omitempty"`
	AskedBack []AskedBack `json:"asked_back,omitempty"`
	// Presence is what people have said about being there, and Kept what they wrote
	// that no procedure carries out yet.
	Presence procedure.Presence `json:"presence,omitzero"`
	Kept     []Kept             `json:"kept,omitempty"`
	// Entrusted stands for the items of the spec as they were handed over to be kept,
	// and Handed are others of which nothing was heard yet.
	Entrusted string           `json:"entrusted,omitempty"`
	Handed    []procedure.Item `json:"handed,omitempty"`
	// Held are the people who were told of a pause.
	Held []string `json:"held,omitempty"`
	// Channels are of the people whose mail does not arrive as the spec has it.
	Channels []Channel `json:"channels,omitempty"`
	// Silent are people who have let rounds pass in a row.
	Silent []Silent `json:"silent,omitempty"`
	// Differences are figures that people report differently.
	Differences []Difference `json:"differences,omitempty"`
	// Warnings are of trouble that begins, and Warned counts them. Graded are the
	// goals whose last day has passed.
	Warnings []Warning `json:"warnings,omitempty"`
	Warned   Warned    `json:"warned,omitzero"`
	Graded   []string  `json:"graded,omitempty"`
	// Sure is how sure people were in check-ins, against what came of the goals.
	Sure []standing.Sure `json:"sure,omitempty"`
	// Reached are the KPIs that have been at their target.
	Reached []string `json:"reached,omitempty"`
	// Watched are the conditions of the spec; Answering, Voices and Late, the names of
	// milestones that are, is what they look at besides.
	Watched   []Watched   `json:"watched,omitempty"`
	LookedAt  time.Time   `json:"looked_at,omitzero"` // when they were looked at last
	Answering []Answering `json:"answering,omitempty"`
	Voices    []Voice     `json:"voices,omitempty"`
	Late      []string    `json:"late,omitempty"`
	// Settled is what was promised for a day and is done, Contents how content people were
	// in surveys, and Vitals what was seen of health.
	Settled  []Settled  `json:"settled,omitempty"`
	Contents []Surveyed `json:"contents,omitempty"`
	Vitals   Vitals     `json:"vitals,omitzero"`
	Also     []Also     `json:"also,omitempty"`
	// Votes counts what was put to the vote in writing.
	Votes int `json:"votes,omitempty"`
	// Disputes are the conflicts, all of them.
	Disputes []procedure.Dispute `json:"disputes,omitempty"`
	// Amendments are changes that were decided and are not in the spec yet.
	Amendments []procedure.Amendment `json:"amendments,omitempty"`
	// Accesses are when people were asked whether they can open what is shared, and Tending
	// when they were asked for the hours that went into the partnership itself.
	Accesses []Asked `json:"accesses,omitempty"`
	Tending  []Asked `json:"tending,omitempty"`
	// Gathered are those who were at a meeting without an agenda and are still to be asked how it
	// was.
	Gathered []Gathered `json:"gathered,omitempty"`
	// Welcomed are the people who know what they are here for, in the order in which they
	// were written to.
	Welcomed []Welcomed `json:"welcomed,omitempty"`
	// Consent is how far the parties have come with agreeing to what is declared.
	Consent Consent `json:"consent,omitzero"`
	// Proposed is a changed spec that waits for signatures, or did not get them.
	Proposed *Proposed `json:"proposed,omitempty"`
	// Reported are the latest reports, by name.
	Reported []Reported `json:"reported,omitempty"`
	// Leaving is how far its end has come.
	Leaving Departing `json:"leaving,omitzero"`
	// Ended is how the partnership ended, if it has.
	Ended  procedure.Outcome `json:"ended,omitempty"`
	WakeAt time.Time         `json:"wake_at,omitzero"`
	Seen   procedure.Seen    `json:"seen,omitempty"`
}

// Running is a procedure that may still be told something.
type Running struct {
	Workflow string          `json:"workflow"`
	Type     procedure.Type  `json:"type"`
	Name     string          `json:"name"`
	Title    string          `json:"title"` // "Check-in fortnightly"
	Until    time.Time       `json:"until"`
	Asked    []string        `json:"asked,omitempty"` // people
	Shown    procedure.Shown `json:"shown"`
	// Agreed says that no pause holds it, and Terms stand for what was agreed.
	Agreed bool   `json:"agreed,omitempty"`
	Terms  string `json:"terms,omitempty"`
	// Standing says that facts begin it, and no calendar declares it.
	Standing bool `json:"standing,omitempty"`
	// ByAdmin says that an admin has begun it, whether or not it is declared.
	ByAdmin bool `json:"by_admin,omitempty"`
}

// Happening is one line of the card's recent history.
type Happening struct {
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

// New prepares a partnership for its first step.
func New(spec partnership.Spec) *Partnership {
	return &Partnership{Rules: procedure.Rules, Declared: spec, Digest: spec.Digest()}
}

// Of returns the partnership's slug.
func (p *Partnership) Of() string { return p.Declared.Slug }

// UnderRules returns the version of the rules that the partnership goes by.
func (p *Partnership) UnderRules() int { return p.Rules }

// Outcome returns how the partnership ended, if it has.
func (p *Partnership) Outcome() procedure.Outcome { return p.Ended }

// Step applies one event.
func (p *Partnership) Step(ev procedure.Event, now time.Time) []procedure.Effect {
	defer func() { p.Accounted = nil }()
	out := procedure.Because(ev)
	switch ev.Kind {
	case procedure.Started:
		p.enter(&out, p.firstPhase(), now, string(p.firstPhase()))
		out.Add(p.plan(now, true))
		return out.Effects() // the agenda comes before anything else can be decided
	case procedure.Planned:
		p.planned(&out, *ev.Agenda, now)
	case procedure.Told:
		if p.told(&out, *ev.Message, now) {
			return out.Effects()
		}
	case procedure.Replied:
		if p.replied(&out, *ev.Reply, now) {
			return out.Effects()
		}
	case procedure.Commanded:
		if p.command(&out, *ev.Command, now) {
			return out.Effects()
		}
	case procedure.Reckoned:
		// An agenda may be on its way, before which nothing else can be decided.
		p.reckoned(*ev.Reckoning)
		out.Add(procedure.Show{Card: p.card(now), Attributes: p.attributes(now)})
		p.wake(&out)
		return out.Effects()
	case procedure.Woke, procedure.Arrived, procedure.Tallied, procedure.Looked, procedure.Published:
	}
	p.advance(&out, now)
	return out.Effects()
}

// advance does whatever the time asks for. It is safe to call at any moment.
func (p *Partnership) advance(out *procedure.Out, now time.Time) {
	p.discover(out, now)
	p.consent(out, now)
	p.activate(out, now)
	p.beginAgreed(out, now)
	if p.runs() {
		if last, ranOut := p.beginPassed(out, now); ranOut {
			out.Add(p.plan(last, false))
		}
	}
	p.welcome(out, now)
	p.entrust(out, now)
	p.forgetEnded(now)
	p.askBack(out, now)
	p.followUp(out, now)
	p.lookAtHealth(now)
	p.endTerm(out, now)
	if p.over(now) {
		p.finish(out, p.outcomeAtEnd(), now)
	}
	out.Add(procedure.Show{Card: p.card(now), Attributes: p.attributes(now)})
	p.wake(out)
}

// outcomeAtEnd is how a partnership has come out whose last day has passed.
func (p *Partnership) outcomeAtEnd() procedure.Outcome {
	switch {
	case !p.consented():
		return procedure.OutcomeLapsed
	case p.partsEarly() && p.Leaving.Cause == procedure.PartingBreach:
		return procedure.OutcomeTerminated
	case p.partsEarly():
		return procedure.OutcomeClosed
	default:
		return procedure.OutcomeCompleted
	}
}

// plan asks for the agenda after a time.
func (p *Partnership) plan(after time.Time, kickoff bool) procedure.Plan {
	return procedure.Plan{
		Spec: p.Digest, After: after, Kickoff: kickoff, Begun: slices.Clone(p.Begun), Courses: slices.Clone(p.Courses), Presence: p.Presence, Ends: p.lastDay(),
	}
}

// planned takes an agenda, and with it the rules of the program that made it.
// What runs and is not declared any more is withdrawn.
func (p *Partnership) planned(out *procedure.Out, a procedure.Agenda, now time.Time) {
	p.Agenda = a
	p.forgetPresence(now)
	if a.Rules > p.Rules {
		if p.lives() {
			p.Known(now)
		}
		p.Rules = a.Rules
		p.recall(now, fmt.Sprintf("Goes by version %d of the rules from now on", a.Rules))
	}
	p.reconvene(out, a.Declared, now)
	p.Running = slices.DeleteFunc(p.Running, func(r Running) bool {
		if r.Standing || r.ByAdmin || r.begunByFact() || p.begunByGuard(r) {
			return false
		}
		i := slices.IndexFunc(a.Declared, func(d procedure.Rhythm) bool { return d.Type == r.Type && d.Name == r.Name })
		switch {
		case i < 0:
			p.order(out, r.Workflow, procedure.Order{Kind: procedure.OrderWithdraw, Gone: true}, now)
			p.recall(now, r.Title+" was withdrawn: the spec does not declare it any more")
		case r.Type == procedure.Meeting: // dealt with above
		case r.waits() && a.Declared[i].Terms != r.Terms: // it says when it has ended, and begins anew
			p.order(out, r.Workflow, procedure.Order{Kind: procedure.OrderAnew, Day: a.Declared[i].Date}, now)
		}
		return i < 0
	})
}

// activate begins the partnership on its first day.
func (p *Partnership) activate(out *procedure.Out, now time.Time) {
	if p.Phase == PhaseProposed && p.consented() && !p.Agenda.StartsAt.IsZero() && !now.Before(p.Agenda.StartsAt) {
		p.enter(out, PhaseActive, now, string(PhaseActive))
	}
}

// beginPassed begins the rounds whose time has come. When several rounds of one
// name passed while nothing ran, at most the latest is begun. It reports whether
// the agenda ran out, and the time of its last round.
func (p *Partnership) beginPassed(out *procedure.Out, now time.Time) (last time.Time, ranOut bool) {
	due := 0
	for due < len(p.Agenda.Occasions) && !p.Agenda.Occasions[due].At.After(now) {
		due++
	}
	passed := p.Agenda.Occasions[:due]
	for i, o := range passed {
		if p.begunAfter(o) {
			continue
		}
		superseded := slices.ContainsFunc(passed[i+1:], func(next procedure.Occasion) bool {
			return next.Type == o.Type && next.Name == o.Name
		})
		if superseded || p.missed(o, now) {
			p.skip(out, o, now)
		} else {
			p.begin(out, o, now)
		}
		p.markBegun(o)
	}
	p.Agenda.Occasions = p.Agenda.Occasions[due:]
	if due == 0 || len(p.Agenda.Occasions) > 0 || p.Agenda.Complete {
		return time.Time{}, false
	}
	return passed[due-1].At, true
}

// missed applies the rule's policy to a round that could not begin on time.
// Nothing begins at or after the end.
func (p *Partnership) missed(o procedure.Occasion, now time.Time) bool {
	if p.ofRenewal(o.Type, o.Name, o.Terms) { // better late than never
		return p.ends(now)
	}
	return !now.Before(o.Closes) || !now.Before(p.Agenda.EndsAt) || o.SkipLate && now.Sub(o.At) > punctual
}

// title names an occasion to admins: "Check-in fortnightly".
func title(o procedure.Occasion) string {
	noun := []rune(o.Noun)
	if len(noun) > 0 {
		return strings.TrimSpace(string(noun[0]-'a'+'A') + string(noun[1:]) + " " + o.Name)
	}
	return o.Name
}

// titled is what people call a procedure: a check-in by its title, if it has one, since its
// label is for the spec.
func (p *Partnership) titled(t procedure.Type, name, otherwise string) string {
	if c, ok := p.Declared.CheckIn(name); ok && t == procedure.CheckIn && c.Title != "" {
		return "Check-in " + wording.English().Quoted(c.Title)
	}
	return otherwise
}

// Called is what people call something that is to come, within a sentence.
func (p *Partnership) Called(o procedure.Occasion) string {
	return lower(p.titled(o.Type, o.Name, title(o)))
}

func (p *Partnership) begin(out *procedure.Out, o procedure.Occasion, now time.Time) {
	if o.Type == procedure.Report {
		p.report(out, o, now)
		return
	}
	p.beginWith(out, procedure.Brief{Occasion: o}, now)
}

// beginWith begins a procedure, for a reason of its own if the brief has one.
func (p *Partnership) beginWith(out *procedure.Out, b procedure.Brief, now time.Time) {
	o := b.Occasion
	if p.ofRenewal(o.Type, o.Name, o.Terms) {
		p.Leaving.Asked = p.term()
	}
	r := Running{
		Workflow: o.Workflow(p.Declared.Slug), Type: o.Type, Name: o.Name, Title: p.titled(o.Type, o.Name, title(o)), Until: o.Until, Agreed: o.Agreed, Terms: o.Terms,
	}
	if b.Amends != "" {
		r.Title = "Amendment " + o.Name
	}
	for _, a := range o.Asks {
		r.Asked = append(r.Asked, a.Person)
		if o.Voluntary {
			continue
		}
		open := procedure.OpenAsk{Person: a.Person, Due: a.Due}
		switch {
		case a.Due.IsZero(): // known when the mail has arrived
		case a.Send.After(now):
			open.Held = a.Send
		default:
			open.Since = a.Send
		}
		r.Shown.Open = append(r.Shown.Open, open)
	}
	for _, a := range o.Later {
		r.Shown.Open = append(r.Shown.Open, procedure.OpenAsk{Person: a.Person, Held: a.Send, Due: a.Due})
	}
	p.Running = append(p.Running, r)
	discriminator := []string{r.Workflow}
	b.Slug, b.Workflow, b.Rules = p.Declared.Slug, r.Workflow, p.Rules
	if b.Spec == "" {
		b.Spec = p.Digest
	}
	b.Presence, b.Reach = p.Presence, p.reach()
	if o.Agreed {
		b.Courses = slices.Clone(p.Courses)
		if o.Turn > 0 {
			discriminator = append(discriminator, strconv.Itoa(o.Turn))
		}
	} else {
		b.Readings, b.Missing = slices.Clone(p.Readings), p.missing()
		b.Access, b.Tending = p.askAccess(o, now), p.askTending(o, now)
		b.Met = p.askMet(o, now)
		b.Duties = p.askDuties(out, o, now)
		p.hintAt(out, o, now)
		p.lookBack(&b, now)
	}
	p.record(out, now, procedure.EntryBegin, r.Title+" began", discriminator...)
	out.Add(procedure.Begin{Type: o.Type, Brief: b, Title: procedure.Summary("", r.Title, ""), Summary: procedure.Summary(r.Title+" of ", p.Declared.Title, "")})
	p.holdBegun(out, o, now)
}

func (p *Partnership) skip(out *procedure.Out, o procedure.Occasion, now time.Time) {
	text := fmt.Sprintf("%s of %s was skipped: its time passed while nothing ran", p.titled(o.Type, o.Name, title(o)), o.Date)
	p.recall(now, text)
	out.Record(procedure.Entry{
		At: now, Workflow: p.Declared.Slug, Kind: procedure.EntryOutcome, Text: text, Outcome: procedure.OutcomeSkipped,
	})
}

func (p *Partnership) markBegun(o procedure.Occasion) {
	b := procedure.Begun{Type: o.Type, Name: o.Name, Date: o.Date, At: o.At}
	if i := p.begunIndex(o); i >= 0 {
		p.Begun[i] = b
		return
	}
	p.Begun = append(p.Begun, b)
}

func (p *Partnership) begunIndex(o procedure.Occasion) int {
	return slices.IndexFunc(p.Begun, func(b procedure.Begun) bool { return b.Type == o.Type && b.Name == o.Name })
}

// begunAfter reports whether this round, another of its date or a later one was
// begun already, as happens when a changed spec is planned anew. A round's date
// is its name: a second one of a date would be taken for the first.
func (p *Partnership) begunAfter(o procedure.Occasion) bool {
	i := p.begunIndex(o)
	return i >= 0 && (p.Begun[i].Date == o.Date || !o.At.After(p.Begun[i].At))
}

// forgetEnded drops procedures that nobody can be told anything any more.
func (p *Partnership) forgetEnded(now time.Time) {
	p.Running = slices.DeleteFunc(p.Running, func(r Running) bool {
		if r.begunByFact() {
			return r.Shown.Outcome != ""
		}
		return !now.Before(r.Until) && (r.Shown.Outcome != "" || len(r.Shown.Open) == 0)
	})
}

// over reports whether the last day has passed and nothing is open.
func (p *Partnership) over(now time.Time) bool {
	if p.Phase == PhaseClosed || p.Agenda.EndsAt.IsZero() || now.Before(p.Agenda.EndsAt) {
		return false
	}
	return p.partsEarly() || !slices.ContainsFunc(p.Running, func(r Running) bool { return r.waits() && now.Before(r.Until) })
}

// begunByFact reports whether no calendar brings it, and it says itself when it has ended.
func (r Running) begunByFact() bool {
	return r.Type == procedure.Conflict || r.Type == procedure.Agreement || r.Type == procedure.Exit || r.Type == procedure.Vote
}

// waits reports whether answers are still to come.
func (r Running) waits() bool {
	return !r.Shown.Over && !r.Shown.Outcome.Settled()
}

// Ending is what the last mail of a partnership says.
type Ending struct {
	Outcome procedure.Outcome `json:"outcome"`
}

// notice is a letter of the partnership itself, which wants nothing.
func (p *Partnership) notice(template procedure.Template, person string, now time.Time) procedure.Letter {
	return procedure.Letter{
		Key: fmt.Sprintf("%s/%s/%d", template, person, now.Unix()), Template: template, Form: procedure.FormNotice,
		Slug: p.Declared.Slug, Spec: p.Digest, Workflow: p.Declared.Slug, Person: person,
		Ask: procedure.AskID(p.Declared.Slug, string(template), person), At: now,
	}
}

// lastMoment is when nothing is waited for any more.
func (p *Partnership) lastMoment() time.Time {
	at := p.Agenda.EndsAt
	for _, r := range p.Running {
		if r.waits() && r.Until.After(at) && !p.partsEarly() {
			at = r.Until
		}
	}
	return at
}

// wake asks to be woken for whatever comes first.
func (p *Partnership) wake(out *procedure.Out) {
	if p.Phase == PhaseClosed {
		return
	}
	at, why := p.lastMoment(), "The partnership's last day has passed"
	switch {
	case p.Phase == PhaseDiscovery: // until goals are declared
	case p.Phase == PhaseProposed:
		at, why = procedure.Later(p.Agenda.StartsAt, p.signsOn()), "The partnership begins"
	case len(p.coming()) > 0 && (!p.leaves() || p.coming()[0].At.Before(at)): // after an early end nothing comes
		next := p.coming()[0]
		at, why = next.At, procedure.Summary("", p.titled(next.Type, next.Name, title(next)), ", "+procedure.Local(next.At, cadence.City(p.Declared.Zone)))
	}
	for _, next := range []struct {
		at  time.Time
		why string
	}{
		{p.nextAskBack(), "Ask back about mails that are held back"},
		{p.nextFollowUp(), "Look after what is missing"},
		{p.nextOfTerm(), "The term ends before long"},
	} {
		if !next.at.IsZero() && next.at.Before(at) {
			at, why = next.at, next.why
		}
	}
	if !at.Equal(p.WakeAt) {
		p.WakeAt = at
		out.Add(procedure.Wake{At: at, Summary: why})
	}
}

// enter changes the phase.
func (p *Partnership) enter(out *procedure.Out, phase Phase, now time.Time, discriminator ...string) {
	p.Phase, p.Since = phase, now
	p.record(out, now, procedure.EntryPhase, "The partnership is "+string(phase), discriminator...)
}

// record journals something and shows it among the recent happenings.
func (p *Partnership) record(out *procedure.Out, now time.Time, kind, text string, discriminator ...string) {
	out.Record(procedure.Entry{At: now, Workflow: p.Declared.Slug, Kind: kind, Text: text}, discriminator...)
	p.recall(now, text)
}

const recentLimit = 8

func (p *Partnership) recall(now time.Time, text string) {
	p.Recent = append(p.Recent, Happening{At: now, Text: text})
	if len(p.Recent) > recentLimit {
		p.Recent = slices.Delete(p.Recent, 0, len(p.Recent)-recentLimit)
	}
}

// Glance is what lists show of the partnership, the same as its search attributes.
func (p *Partnership) Glance(now time.Time) procedure.Attributes { return p.attributes(now) }

func (p *Partnership) attributes(now time.Time) procedure.Attributes {
	stands := p.standing(now)
	a := procedure.Attributes{
		Title: procedure.Summary("", p.Declared.Title, ""), Phase: string(p.Phase), Stage: string(p.Phase), Health: p.healthWord(stands, now), Spec: p.Digest, Conflicts: p.openDisputes(),
		Blocked: len(p.Blockers) > 0, Quarantined: p.Quarantined,
	}
	switch {
	case p.Phase == PhaseClosed:
	case p.Phase == PhaseSigning, p.Phase == PhaseDiscovery:
		a.NextAt = p.WakeAt
	case len(p.Agenda.Coming()) > 0:
		a.NextAt = p.Agenda.Coming()[0].At
	default:
		a.NextAt = p.WakeAt
	}
	if stands.Progress.OK {
		progress := stands.Progress.Value.InexactFloat64()
		a.Progress = &progress
	}
	for _, r := range p.Running {
		for _, o := range p.openIn(r) {
			if o.Late && !r.Standing { // of items each counts, and not whose they are
				a.Overdue++
			}
		}
		for _, o := range r.Shown.Owed {
			if !o.Since.IsZero() {
				a.Overdue++
			}
		}
	}
	return a
}

// standing is the partnership's standing at a time, by the calendar of the zone
// in which the agenda was planned.
func (p *Partnership) standing(now time.Time) standing.Standing {
	return standing.Stand(p.Declared, p.Readings, cadence.DateOf(now.In(p.Agenda.From.Location())))
}

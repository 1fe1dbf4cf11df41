package review

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// The mails about whether a partnership goes on.
const (
	TemplateRenewalInput    procedure.Template = "renewal-input"    // to who leads a party: what came of it, what would you change?
	TemplateRenewalDecision procedure.Template = "renewal-decision" // to them, with the page: go on, or let it end?
	TemplateRenewalResult   procedure.Template = "renewal-result"   // what was decided
)

// RenewalTemplates are the mails about whether a partnership goes on.
func RenewalTemplates() []procedure.Template {
	return []procedure.Template{TemplateRenewalInput, TemplateRenewalDecision, TemplateRenewalResult}
}

// Renewal is what the review knows in which it is decided whether a partnership goes on.
type Renewal struct {
	// Ends is the last day of the term, and Next the one that is proposed to who says none.
	Ends string `json:"ends,omitempty"`
	Next string `json:"next,omitempty"`
	// Window is how long people have each time.
	Window procedure.Window `json:"window,omitzero"`
	// Parties are those of which each has to say yes, and Everybody all who hear of the end.
	Parties   []string `json:"parties,omitempty"`
	Everybody []string `json:"everybody,omitempty"`
	// Signers hear what they will be asked to sign.
	Signers []string `json:"signers,omitempty"`
	// Kept is how promises were kept, and Health how the partnership does.
	Kept   KeptDays       `json:"kept,omitzero"`
	Health *health.Report `json:"health,omitempty"`
}

// KeptDays counts the milestones of the spec, those met and those met by their day, and
// the promises between the sides that are late.
type KeptDays struct {
	Milestones int `json:"milestones,omitempty"`
	Met        int `json:"met,omitempty"`
	InTime     int `json:"in_time,omitempty"`
	Overdue    int `json:"overdue,omitempty"`
}

// Way is what somebody wants when the term ends. Values are written into histories.
type Way string

// The ways, in the order in which they are asked for.
const (
	WayRenew  Way = "renew"
	WayChange Way = "change" // renew, with changes
	WayEnd    Way = "end"
)

func ways() []Way { return []Way{WayRenew, WayChange, WayEnd} }

// The questions about going on. What changes is QuestionChange.
const (
	QuestionResults = "results"
	QuestionWish    = "wish"
	QuestionWay     = "way"
	QuestionUntil   = "until"
)

// renewalMethod asks those who lead the parties what came of it and what they would change,
// gives them the page, and has each say whether to go on. Nobody hears what another has said
// before all have had their time, so that no word is anchored in another's (procedures 9).
type renewalMethod struct{ onItsDay }

func (renewalMethod) prepare(r *Review, spec partnership.Spec, b procedure.Brief) {
	n := &r.Renewal
	n.Ends, n.Next, n.Health = spec.End.String(), spec.NextEnd().String(), b.Health
	n.Window = windowOf(partnership.Review{Window: spec.RenewalTimes().Window})
	for _, party := range spec.Parties {
		n.Parties = append(n.Parties, party.ID)
		for _, p := range party.People {
			n.Everybody = append(n.Everybody, p.ID)
		}
	}
	for _, s := range spec.Signers() {
		if s.Person != "" {
			n.Signers = append(n.Signers, s.Person)
		}
	}
	n.Kept = keptDays(spec, b.Courses)
	n.Kept.Overdue = b.Overdue
}

// keptDays counts how the milestones came out.
func keptDays(spec partnership.Spec, courses []procedure.Course) (k KeptDays) {
	for _, g := range spec.Goals {
		for _, m := range g.Milestones {
			k.Milestones++
			switch procedure.CourseOf(courses, procedure.Milestone, g.ID+"/"+m.ID).Outcome {
			case procedure.OutcomeMet:
				k.Met, k.InTime = k.Met+1, k.InTime+1
			case procedure.OutcomeMetLate:
				k.Met++
			default: // not met, or given up
			}
		}
	}
	return k
}

// input asks what came of it as the person sees it, and what they would change.
func (renewalMethod) input(_ *Review, _ string, words wording.Review) []partnership.Question {
	said := func(id, text string, optional bool) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Optional: optional, Lasting: true, Readers: partnership.ReadersAll}
	}
	return []partnership.Question{said(QuestionResults, words.Renewal.Results, false), said(QuestionWish, words.Renewal.Wish, true)}
}

// decisions asks whether to go on, until when, and with which changes.
func (renewalMethod) decisions(_ *Review, words wording.Review) []partnership.Question {
	return []partnership.Question{
		{ID: QuestionWay, Kind: partnership.KindChoice, Text: words.Renewal.Way, Choices: slices.Clone(words.Renewal.Ways[:])},
		{ID: QuestionUntil, Kind: partnership.KindDate, Text: words.Renewal.Until, Optional: true},
		{ID: QuestionChange, Kind: partnership.KindText, Text: words.Renewal.Change, Optional: true, Readers: partnership.ReadersAll},
	}
}

func (renewalMethod) steps() []string { return nil }

// led is never: each lead speaks for their own party.
func (renewalMethod) led(Stage) bool { return false }

func (renewalMethod) late(r *Review) procedure.Template {
	if r.Stage == Done {
		return TemplateRenewalDecision
	}
	return TemplateRenewalInput
}

// dress words the letters of the stage. What somebody decides goes to no deputy, and no
// admin enters it.
func (renewalMethod) dress(r *Review, d *asking.Desk) {
	d.Content, d.Accounts = procedure.Encode(r.prospect()), r.Stage == Deciding
	switch r.Stage {
	case Deciding:
		d.Template, d.Personal, d.Writings = TemplateRenewalDecision, true, r.Written
	case Done:
		d.Template = TemplateRenewalResult
	case Collecting, Reconciling, Reading:
		d.Template, d.Sealed = TemplateRenewalInput, true
	}
}

// closed goes on from a stage.
func (renewalMethod) closed(s *step) {
	switch s.Stage {
	case Collecting:
		s.count()
		s.askLeads()
	case Deciding:
		s.conclude()
	case Reconciling, Reading, Done:
	}
}

func (renewalMethod) learned(*step, procedure.Event) {}

// askLeads gives whoever speaks for a party the page, and asks whether to go on.
func (s *step) askLeads() {
	there := s.reached(s.Heads)
	var asks []asking.Ask
	for _, m := range s.Heads {
		if slices.Contains(there, m.Person) {
			a := m.Ask(s.Renewal.Window)
			a.Questions = s.askedOf(m)
			asks = append(asks, a)
		}
	}
	s.open(Deciding, asks...)
}

// Stand is what one lead has said about going on.
type Stand struct {
	Person string `json:"person"`
	Party  string `json:"party"`
	Way    Way    `json:"way"`
	Until  string `json:"until,omitempty"`
	Said   string `json:"said,omitempty"` // what would change
}

// stands are what the leads have said.
func (r *Review) stands() []Stand {
	var list []Stand
	for _, a := range r.Deciding.Asks {
		answers := partnership.Answers(a.Answers())
		way, ok := r.wayOut(answers.Text(QuestionWay))
		if !ok {
			continue
		}
		one := Stand{Person: a.Subject(), Party: a.Party, Way: way}
		if way != WayEnd {
			if day := answers.Day(QuestionUntil); day > r.Renewal.Ends {
				one.Until = day
			}
		}
		if said := answers.Text(QuestionChange); !partnership.SaysNothing(said) {
			one.Said = said
		}
		list = append(list, one)
	}
	return list
}

// wayOut is what one of the choices means, in whatever language it was made.
func (r *Review) wayOut(choice string) (Way, bool) {
	for _, language := range wording.Languages() {
		if i := slices.Index(language.Review.Renewal.Ways[:], choice); i >= 0 {
			return ways()[i], true
		}
	}
	return "", false
}

// The verdicts on going on. Values are written into histories.
const (
	ProspectRenewed = "renewed"   // all want to go on
	ProspectEnds    = "ends"      // somebody lets it end
	ProspectOpen    = "undecided" // not all have said so: it ends as was agreed
)

// prospects is what was decided: to go on only where every party has said so, and silence
// is no yes.
func (r *Review) prospects() string {
	stands := r.stands()
	if slices.ContainsFunc(stands, func(s Stand) bool { return s.Way == WayEnd }) {
		return ProspectEnds
	}
	for _, party := range r.Renewal.Parties {
		if !slices.ContainsFunc(stands, func(s Stand) bool { return s.Party == party }) {
			return ProspectOpen
		}
	}
	return ProspectRenewed
}

// newEnd is the last day to go on until: the earliest that anybody named, so that nobody is
// bound for longer than they said.
func (r *Review) newEnd() string {
	end := ""
	for _, s := range r.stands() {
		if s.Until != "" && (end == "" || s.Until < end) {
			end = s.Until
		}
	}
	if end == "" {
		return r.Renewal.Next
	}
	return end
}

// allSaid reports whether nobody is waited for who decides.
func (r *Review) allSaid() bool {
	waits := func(a asking.Ask) bool { return !a.Settled() && !a.Left() }
	return len(r.Deciding.Asks) > 0 && !slices.ContainsFunc(r.Deciding.Asks, waits)
}

// wantsWords reports whether somebody wants changes and has not said which.
func (r *Review) wantsWords(a asking.Ask) bool {
	answers := partnership.Answers(a.Answers())
	way, ok := r.wayOut(answers.Text(QuestionWay))
	return ok && way == WayChange && partnership.SaysNothing(answers.Text(QuestionChange))
}

// renewed are the changes of the spec that follow from going on: another last day, and what
// the leads want changed, in their words.
func (s *step) renewed() []procedure.Amendment {
	if s.Method != partnership.ReviewRenewal || s.prospects() != ProspectRenewed {
		return nil
	}
	a := procedure.Amendment{ID: Noun + "-" + s.Occasion.Name + "-" + s.Occasion.Date, From: s.title(), Kind: procedure.AmendsTerm, End: s.newEnd(), At: s.now}
	for _, one := range s.stands() {
		if one.Said != "" {
			a.Said = append(a.Said, procedure.Words{By: one.Person, Text: one.Said})
		}
	}
	return []procedure.Amendment{a}
}

// result is what was decided, with what each has said now that all may know.
func (renewalMethod) result(s *step, l procedure.Letter) procedure.Letter {
	p := s.prospect()
	p.Verdict, p.Stands = s.prospects(), s.stands()
	if p.Verdict == ProspectRenewed {
		p.Next = s.newEnd()
	}
	if !slices.ContainsFunc(s.Heads, func(m asking.Member) bool { return m.Person == l.Person }) {
		p.Stands = nil // that is between those who lead
	}
	return l.With(p)
}

func (renewalMethod) kept(*step) *procedure.Course { return nil }

// Prospect is what the mails about going on show beside how things stand as they go out.
type Prospect struct {
	Date string `json:"date"`
	Ends string `json:"ends"`
	// Next is the last day that is proposed.
	Next   string         `json:"next,omitempty"`
	Kept   KeptDays       `json:"kept,omitzero"`
	Health *health.Report `json:"health,omitempty"`
	// Asked were to say what they see, and Answered have.
	Asked    int `json:"asked,omitempty"`
	Answered int `json:"answered,omitempty"`
	// Verdict is what was decided, and Stands who said what.
	Verdict string  `json:"verdict,omitempty"`
	Stands  []Stand `json:"stands,omitempty"`
}

func (r *Review) prospect() Prospect {
	p := Prospect{Date: r.Occasion.Date, Ends: r.Renewal.Ends, Next: r.Renewal.Next}
	if r.Stage == Deciding {
		p.Kept, p.Health = r.Renewal.Kept, r.Renewal.Health
		p.Asked, p.Answered = r.Collecting.Counts()
	}
	return p
}

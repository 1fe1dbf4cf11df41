package review

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Money is what a review of the method "financial" knows: of which time it asks, and what
// people have said of it.
type Money struct {
	Currency string `json:"currency,omitempty"`
	// Rates are those of other currencies on the last day: amounts in these are taken, too.
	Rates []partnership.ExchangeRate `json:"rates,omitempty"`
	// Until is the last day that it asks about, and Sides are the parties, each from where
	// its last answer ended.
	Until cadence.Date `json:"until,omitzero"`
	Sides []Side       `json:"sides,omitempty"`
	// Claims are what people say.
	Claims []Claim `json:"claims,omitempty"`
	// Contested are the deals of which the sides are asked for their parts.
	Contested []Contested `json:"contested,omitempty"`
	// Carried are entries of the ledger about deals that may be contested, because a side
	// was late, or an admin has corrected one.
	Carried []Carried `json:"carried,omitempty"`
	// Readers says who reads the amounts of a side, as the mail that asks for them says.
	Readers partnership.Readers `json:"readers,omitempty"`
	// Before is what was decided the last time.
	Before []Undertaken `json:"before,omitempty"`
}

// Side is a party, and the first day about which it is asked.
type Side struct {
	Party string       `json:"party"`
	From  cadence.Date `json:"from"`
	// Name is how others call it, who may point to what its people say.
	Name string `json:"name,omitempty"`
}

// moneyMethod asks each finance person once for their own side, settles what differs, and
// shows what it comes to (procedures 9, F9, F10).
type moneyMethod struct{ onItsDay }

// prepare finds out of which time is asked: from where the last answer of a side ended to
// the end of the month before the day of asking.
func (moneyMethod) prepare(r *Review, spec partnership.Spec, b procedure.Brief) {
	last := lastOf(b.Courses, r.Occasion.Name)
	declared, _, _ := spec.Review(r.Occasion.Name)
	r.Money = Money{Currency: spec.Currency, Before: last.Steps, Readers: declared.Readers}
	today, err := cadence.ParseDate(r.Occasion.Date)
	if err != nil {
		today = cadence.DateOf(r.Occasion.At) // an occasion of the calendar has its date
	}
	r.Money.Until = cadence.Date{Year: today.Year, Month: today.Month, Day: 1}.AddDays(-1)
	for _, party := range spec.Parties {
		side := Side{Party: party.ID, From: spec.Start, Name: party.Name}
		if i := slices.IndexFunc(last.Sides, func(s Side) bool { return s.Party == party.ID }); i >= 0 {
			side.From = last.Sides[i].From
		}
		if r.Money.Until.Before(side.From) { // the first month is not over
			r.Money.Until = today.AddDays(-1)
		}
		r.Money.Sides = append(r.Money.Sides, side)
	}
	r.Money.Rates = ledger.RatesOn(spec, r.Money.Until)
	r.Money.carry(b.Deals, last.Asked)
}

// asks lists what people are asked for: without a currency hours alone, for who means no
// money does not count it.
func (m Money) asks() []ledger.Kind {
	if m.Currency == "" {
		return []ledger.Kind{ledger.Hours}
	}
	return askedFor()
}

// required is how many of the kinds are chased; the others are asked along.
const required = 4

// askedFor are the kinds in the order in which people are asked for them: those that most
// have something to say of come first.
func askedFor() []ledger.Kind {
	return []ledger.Kind{ledger.Money, ledger.Hours, ledger.Revenue, ledger.Savings, ledger.InKind, ledger.Benefit, ledger.Paid, ledger.Received}
}

// input asks for what the person's own side put in and got.
func (moneyMethod) input(r *Review, _ string, words wording.Review) []partnership.Question {
	var list []partnership.Question
	for i, kind := range r.Money.asks() {
		q := r.amount(kind, words)
		q.Optional = i >= required
		list = append(list, q)
	}
	return list
}

// amount asks for one amount.
func (r *Review) amount(kind ledger.Kind, words wording.Review) partnership.Question {
	none := decimal.Zero
	q := partnership.Question{ID: string(kind), Kind: partnership.KindMoney, Text: words.Money.Amount[string(kind)], Unit: r.Money.Currency, Min: &none}
	if kind == ledger.Hours {
		q.Kind, q.Unit = partnership.KindNumber, words.Money.Hours
		return q
	}
	for _, rate := range r.Money.Rates {
		q.Currencies = append(q.Currencies, rate.Currency)
	}
	return q
}

// closed goes on from a stage.
func (moneyMethod) closed(s *step) {
	switch s.Stage {
	case Collecting:
		if s.OutOfTurn {
			s.settle()
			return
		}
		if !s.heard() {
			return
		}
		s.claim(&s.Collecting)
		s.differing()
	case Reconciling:
		s.claim(&s.Reconciling)
		s.reshare(&s.Reconciling)
		s.settle()
	case Deciding:
		s.conclude()
	case Reading, Done: // nothing is read before it is decided on
	}
}

func (moneyMethod) learned(*step, procedure.Event) {}

// differing asks those whose amounts do not fit together.
func (s *step) differing() {
	differ := s.Money.differences()
	s.Money.Contested = s.Money.contested()
	var asks []asking.Ask
	for _, m := range s.Members {
		var questions []partnership.Question
		for _, kind := range askedFor() {
			if slices.ContainsFunc(differ, func(d Difference) bool { return d.concerns(m, kind) }) {
				q := s.amount(kind, wording.In(m.Language).Review)
				q.Claims = s.claimed(m, kind, differ, q.Unit)
				questions = append(questions, q)
			}
		}
		questions = append(questions, s.shares(m)...)
		if len(questions) > 0 {
			a := m.Ask(differWindow())
			a.Questions = questions
			asks = append(asks, a)
		}
	}
	if len(asks) == 0 {
		s.settle()
		return
	}
	s.open(Reconciling, asks...)
}

// claimed are the amounts that an answer about one of them may point to: "Sofie is right".
// None is where a part of one belongs to others, which no such words speak of.
func (s *step) claimed(m asking.Member, kind ledger.Kind, differ []Difference, unit string) []partnership.Claim {
	var list []partnership.Claim
	for _, d := range differ {
		if !d.concerns(m, kind) {
			continue
		}
		for _, c := range d.Claims {
			if len(c.Deals) > 0 {
				return nil
			}
			list = append(list, partnership.Claim{By: s.called(c), Own: c.Person == m.Person, Amount: c.Amount, Unit: cmp.Or(c.Currency, unit)})
		}
	}
	return list
}

// called are the names of whoever has named an amount: their own, and that of their party.
func (s *step) called(c Claim) []string {
	var names []string
	if i := slices.IndexFunc(s.Members, func(m asking.Member) bool { return m.Person == c.Person }); i >= 0 {
		names = append(names, s.Members[i].Name)
	}
	if i := slices.IndexFunc(s.Money.Sides, func(side Side) bool { return side.Party == c.Party }); i >= 0 {
		names = append(names, s.Money.Sides[i].Name)
	}
	return names
}

// settle puts into the ledger what each side has said, and asks the chair what follows.
func (s *step) settle() {
	if entries := append(s.Money.entries(s.Occasion), s.Money.corrections(s.Occasion)...); len(entries) > 0 {
		s.book(entries)
	}
	s.chair(Deciding, decideWindow())
}

// bookUnsettled puts into the ledger what people have said by the time at which all ends:
// nobody is asked any more what differs, and what was told is not lost.
func (s *step) bookUnsettled() {
	if s.OutOfTurn || s.Stage != Collecting && s.Stage != Reconciling {
		return
	}
	s.claim(&s.Collecting)
	s.claim(&s.Reconciling)
	s.reshare(&s.Reconciling)
	if entries := append(s.Money.entries(s.Occasion), s.Money.corrections(s.Occasion)...); len(entries) > 0 {
		s.book(entries)
	}
}

// succeedMoney asks whoever leads a party for its money where all of it who were asked have
// left: its part is not missing because somebody has gone.
func (s *step) succeedMoney(heads []asking.Member) {
	if s.Stage != Collecting || s.OutOfTurn {
		return
	}
	before := len(s.Collecting.Asks)
	s.Collecting.Succeed(s.Workflow, heads, s.now, func(m asking.Member) []partnership.Question {
		return s.method().input(s.Review, m.Person, wording.In(m.Language).Review)
	})
	for _, a := range s.Collecting.Asks[before:] {
		i := slices.IndexFunc(heads, func(m asking.Member) bool { return m.Person == a.Person })
		s.Members = append(s.Members, heads[i])
	}
}

// book puts entries into the ledger, and lets the partnership count with them.
func (s *step) book(entries []ledger.Entry) {
	s.out.Add(procedure.Book{Entries: entries})
	s.entries = append(s.entries, entries...)
	for _, side := range s.Money.Sides {
		n, by := 0, ""
		for _, e := range entries {
			if e.Party == side.Party && e.Corrects == "" { // the partnership puts corrections on record
				n, by = n+1, e.By
			}
		}
		if n > 0 {
			s.Note(s.out, s.now, procedure.Entry{
				Kind: procedure.EntryMeasure, Actor: by,
				Text: fmt.Sprintf("%s of %s until %s are in the ledger", procedure.Counted(n, "amount"), side.Party, s.Money.Until),
			}, "booked", side.Party)
		}
	}
}

// decisions asks for a step, or why there is none.
func (moneyMethod) decisions(r *Review, words wording.Review) []partnership.Question {
	return r.askSteps(words, words.Money.Step)
}

func (moneyMethod) led(stage Stage) bool { return stage == Deciding }

func (moneyMethod) steps() []string { return []string{"step"} }

// dress words the letters of the stage.
func (moneyMethod) dress(r *Review, d *asking.Desk) {
	switch r.Stage {
	case Reconciling:
		d.Template = TemplateDiffers
	case Deciding, Done:
		d.Template, d.Accounts = TemplateAccount, true
	default:
		d.Template = TemplateMoney
	}
	d.Content = procedure.Encode(r.sheet())
}

func (moneyMethod) late(*Review) procedure.Template { return TemplateMoney }

// differWindow is how long people have to find out which amount is right.
func differWindow() procedure.Window {
	return procedure.Window{Span: cadence.Span{Count: 3, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 60, Unit: cadence.Percent}}}
}

// result is what it comes to, with what follows.
func (moneyMethod) result(s *step, l procedure.Letter) procedure.Letter {
	sheet := s.sheet()
	sheet.Decision = s.decision()
	l.Accounts = true
	return l.With(sheet)
}

// kept is until when each side has answered: one that has not is asked about this time
// again.
func (moneyMethod) kept(s *step) *procedure.Course {
	l := s.legacy()
	l.Asked = s.Money.askedAbout(s.Occasion)
	for _, side := range s.Money.Sides {
		side.Name = ""
		if s.Money.heard(side.Party) {
			side.From = s.Money.Until.AddDays(1)
		}
		l.Sides = append(l.Sides, side)
	}
	return s.course(l)
}

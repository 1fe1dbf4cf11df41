package checkin_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// round plays the first round of a spec's first check-in, on Tuesday 2026-12-01
// at 10:00. Its window closes on Thursday at 10:00, the reminder goes out on
// Wednesday at 14:48, and the next round begins on the 15th.
type round struct {
	*solo.Play
	t rapid.TB
}

const workflow = "duo/check-in/fortnightly/2026-12-01"

func prepare(t rapid.TB, spec partnership.Spec, readings ...measure.Reading) *round {
	t.Helper()
	agenda, err := timing.Plan([]procedure.Kind{checkin.Kind()}, spec, procedure.Plan{After: solo.At("2026-11-30 00:00")})
	if err != nil {
		t.Fatal(err)
	}
	o := agenda.Occasions[0]
	p, shown := checkin.Kind().New(spec, procedure.Brief{
		Slug: "duo", Spec: spec.Digest(), Workflow: workflow, Rules: procedure.Rules, Occasion: o, Readings: readings,
	})
	if shown.Stage != "sent" || !shown.DueAt.Equal(o.Closes) || shown.Overdue != 0 {
		t.Errorf("a round begins with %+v", shown)
	}
	return &round{Play: solo.New(t, spec, p, checkin.Kind().Blank, o.At), t: t}
}

func begin(t rapid.TB, spec partnership.Spec) *round {
	t.Helper()
	r := prepare(t, spec)
	r.Start()
	r.Skip()
	return r
}

func (r *round) checkIn() *checkin.CheckIn { return r.P.(*checkin.CheckIn) }

func (r *round) ask(person string) string {
	r.t.Helper()
	for _, a := range r.checkIn().Circle.Asks {
		if a.Person == person {
			return a.ID
		}
	}
	r.t.Fatalf("%s is not asked", person)
	return ""
}

func (r *round) answers(person string, answers ...partnership.Answer) *round {
	r.t.Helper()
	r.Reply(procedure.Reply{Person: person, Ask: r.ask(person), Answers: answers})
	return r
}

func (r *round) until(when string) *round {
	r.t.Helper()
	r.Until(when)
	return r
}

// reports are the stages that the partnership has heard of.
func (r *round) reports() []string {
	var stages []string
	for _, told := range r.Told {
		if told.To == "duo" && told.Message.Shown != nil {
			stages = append(stages, told.Message.Shown.Stage)
		}
	}
	return stages
}

func (r *round) reported(want ...string) *round {
	r.t.Helper()
	if got := r.reports(); !slices.Equal(got, want) {
		r.t.Errorf("the partnership heard %v, want %v", got, want)
	}
	return r
}

func (r *round) facts() []string {
	var facts []string
	for _, told := range r.Told {
		for _, f := range told.Message.Facts {
			facts = append(facts, fmt.Sprintf("%s %s", f.Kind, strings.TrimPrefix(f.Of, workflow)))
		}
	}
	return facts
}

func (r *round) hears(want ...string) {
	r.t.Helper()
	if got := r.facts(); !slices.Equal(got, want) {
		r.t.Errorf("the facts are %v, want %v", got, want)
	}
}

// both asks one person of each side.
func both() partnership.Spec {
	spec := specs.Duo()
	spec.CheckIns[0].Ask = []string{"lars", "tom"}
	return spec
}

// crowd asks fourteen people.
func crowd() partnership.Spec {
	spec := specs.Duo()
	spec.CheckIns[0].Ask = []string{"lars"}
	for i := range 13 {
		p := spec.Parties[1].People[0]
		p.ID = fmt.Sprintf("p%02d", i)
		spec.Parties[1].People = append(spec.Parties[1].People, p)
		spec.CheckIns[0].Ask = append(spec.CheckIns[0].Ask, p.ID)
	}
	return spec
}

func TestAnAnswerInTimeIsMeasuredReceiptedAndDecidesTheRound(t *testing.T) {
	t.Parallel()
	r := prepare(t, specs.Duo())
	r.Start().Expect("12-01 10:00 ask/lars check-in to lars")
	r.until("2026-12-01 12:00").answers("lars", specs.Number("mql", "130")).until("2026-12-10 00:00").Expect(
		"12-01 12:00 receipt/mail-1 receipt to lars",
		"12-01 12:00 measure: mql = 130",
		"12-01 12:00 outcome: Check-in fortnightly: answered",
		"12-01 12:00 round-summary/lars/"+fmt.Sprint(solo.At("2026-12-01 12:00").Unix())+"/mail-1 round-summary to lars",
		"12-01 12:00 round-summary/tom/"+fmt.Sprint(solo.At("2026-12-01 12:00").Unix())+"/mail-1 round-summary to tom",
		"12-02 14:48 end answered",
	)
	r.reported("answered").hears("closed ", "answered lars")
}

func TestASilentRoundIsMissedAndStaysOpenForLateAnswers(t *testing.T) {
	t.Parallel()
	r := begin(t, specs.Duo()).until("2026-12-14 00:00")
	r.Expect(
		"12-02 14:48 remind-1/lars check-in to lars",
		"12-03 10:00 outcome: Check-in fortnightly: missed",
	)
	r.reported("missed").hears("closed ", "missed lars")
	if a := r.Shown.Attributes; a.Stage != "missed" || a.Overdue != 1 {
		t.Errorf("the attributes are %+v", a)
	}
	r.until("2026-12-15 10:00").Expect("12-15 10:00 end missed")
}

func TestALateAnswerChangesTheOutcomeUntilTheNextRound(t *testing.T) {
	t.Parallel()
	r := begin(t, specs.Duo()).until("2026-12-10 10:00")
	r.Skip()
	r.answers("lars", specs.Number("mql", "130")).until("2026-12-16 00:00").Expect(
		"12-10 10:00 receipt/mail-1 receipt to lars",
		"12-10 10:00 measure: mql = 130",
		"12-10 10:00 outcome: Check-in fortnightly: answered",
		"12-10 10:00 round-summary/lars/"+fmt.Sprint(solo.At("2026-12-10 10:00").Unix())+"/mail-1 round-summary to lars",
		"12-10 10:00 round-summary/tom/"+fmt.Sprint(solo.At("2026-12-10 10:00").Unix())+"/mail-1 round-summary to tom",
		"12-15 10:00 end answered",
	)
	last := r.Told[len(r.Told)-1].Message
	if len(last.Readings) != 1 || !last.Readings[0].Late || last.Shown.Outcome != procedure.OutcomeAnswered {
		t.Errorf("the partnership hears %+v", last)
	}
}

func TestOutcomes(t *testing.T) {
	t.Parallel()
	bounce := func(r *round, person string) {
		r.Reply(procedure.Reply{Person: person, Ask: r.ask(person), Class: procedure.ReplyBounce})
	}
	for _, tc := range []struct {
		want procedure.Outcome
		play func(*round)
	}{
		{procedure.OutcomeAnswered, func(r *round) { r.answers("lars", specs.Number("mql", "1")).answers("tom", specs.Number("mql", "1")) }},
		{procedure.OutcomePartial, func(r *round) { r.answers("lars", specs.Number("mql", "1")) }},
		{procedure.OutcomePartial, func(r *round) { r.answers("lars", specs.Number("mql", "1")); bounce(r, "tom") }},
		{procedure.OutcomeMissed, func(*round) {}},
		{procedure.OutcomeMissed, func(r *round) { bounce(r, "tom") }},
		{procedure.OutcomeUndelivered, func(r *round) { bounce(r, "tom"); bounce(r, "lars"); bounce(r, "sofie") }},
		{procedure.OutcomeWithdrawn, func(r *round) { r.Order(procedure.Order{Kind: procedure.OrderWithdraw}) }},
	} {
		t.Run(string(tc.want), func(t *testing.T) {
			t.Parallel()
			r := begin(t, both())
			tc.play(r)
			r.until("2026-12-03 10:00")
			if got := r.checkIn().Decided; got != tc.want {
				t.Errorf("the outcome is %q, want %q", got, tc.want)
			}
		})
	}
}

func TestARoundWhoseMailNeverArrivedIsUndeliveredAndNobodyMissedIt(t *testing.T) {
	t.Parallel()
	r := prepare(t, specs.Duo())
	r.Down = true
	r.Start().Skip()
	r.News(procedure.Arrival{Key: "ask/lars"})
	r.until("2026-12-15 10:00").Expect(
		"12-15 10:00 outcome: Check-in fortnightly: undelivered",
		"12-15 10:00 recalled ask/lars",
		"12-15 10:00 end undelivered",
	)
	r.reported("sent", "undelivered").hears("closed ", "undelivered ")
}

func TestADelayedRoundCountsFromItsArrivalEvenPastTheNext(t *testing.T) {
	t.Parallel()
	r := prepare(t, specs.Duo())
	r.Down = true
	r.Start().Skip()
	r.until("2026-12-14 12:00")
	r.Down = false
	r.Arrive("ask/lars")
	r.until("2026-12-15 12:00")
	if r.Ended || r.checkIn().Decided != "" {
		t.Error("the round ended within its window")
	}
	r.answers("lars", specs.Number("mql", "130"))
	if r.checkIn().Decided != procedure.OutcomeAnswered {
		t.Error("the answer does not count")
	}
}

func TestALetterThatCannotBeWrittenIsAFact(t *testing.T) {
	t.Parallel()
	r := prepare(t, specs.Duo())
	r.Down = true
	r.Start()
	r.News(procedure.Arrival{Key: "ask/lars", Unwritten: true, Reason: "no template"})
	r.hears("unwritten ", "closed ", "undelivered ")
	if !strings.Contains(r.Shown.Card, "the mail could not be written: no template") {
		t.Errorf("the card does not say so:\n%s", r.Shown.Card)
	}
}

func TestThePartnershipHearsOfANormalRoundOfFourteenAtMostTwice(t *testing.T) {
	t.Parallel()
	r := begin(t, crowd())
	people := r.checkIn().Circle.Asks
	for i, a := range people {
		r.answers(a.Person, specs.Number("mql", fmt.Sprint(100+i)))
		r.answers(a.Person) // thanks
		if len(r.Readings()) != i+1 {
			t.Fatalf("the answer of %s is not on record at once", a.Person)
		}
	}
	r.reported("sent", "answered")
	var told int
	for _, m := range r.Told {
		told += len(m.Message.Readings)
	}
	if told != len(people) {
		t.Errorf("the partnership was told %d figures of %d", told, len(people))
	}
}

func TestThePartnershipHearsOfTroubleBesides(t *testing.T) {
	t.Parallel()
	r := begin(t, crowd())
	for i, a := range r.checkIn().Circle.Asks {
		if i == 3 {
			r.Reply(procedure.Reply{Person: a.Person, Ask: a.ID, Class: procedure.ReplyBounce})
			continue
		}
		r.answers(a.Person, specs.Number("mql", "1"))
	}
	r.until("2026-12-03 10:00").reported("sent", "sent", "sent", "partial")
}

// Readings are the measurements on record so far.
func (r *round) Readings() []procedure.Entry {
	return slices.DeleteFunc(slices.Clone(r.Entries), func(e procedure.Entry) bool { return e.Kind != procedure.EntryMeasure })
}

func TestTheSameReplyTwiceIsMeasuredOnce(t *testing.T) {
	t.Parallel()
	r := begin(t, specs.Duo())
	for range 2 {
		r.Reply(procedure.Reply{ID: "same", Person: "lars", Ask: r.ask("lars"), Answers: []partnership.Answer{specs.Number("mql", "1")}})
	}
	if n := len(r.Readings()); n != 1 {
		t.Errorf("%d readings", n)
	}
}

func TestTheRoundEndsADayAfterTheLastAnswer(t *testing.T) {
	t.Parallel()
	r := begin(t, both()).until("2026-12-02 20:00").answers("lars", specs.Number("mql", "1"))
	r.until("2026-12-02 22:00").answers("tom", specs.Number("mql", "1"))
	r.until("2026-12-03 21:59")
	if r.Ended {
		t.Error("the round ended while answers may be corrected")
	}
	r.until("2026-12-03 22:00")
	if !r.Ended {
		t.Errorf("the round goes on until %s", r.Alarm)
	}
}

func TestACorrectionIsToldAndGivesAnotherDay(t *testing.T) {
	t.Parallel()
	r := begin(t, specs.Duo()).until("2026-12-03 09:00").answers("lars", specs.Number("mql", "13"))
	r.until("2026-12-04 08:00").answers("lars", specs.Number("mql", "130")).reported("answered", "answered")
	if got := r.Told[1].Message.Readings[0].Value.String(); got != "130" {
		t.Errorf("the partnership hears of %s", got)
	}
	r.until("2026-12-05 07:59")
	if r.Ended {
		t.Error("the correction cannot be corrected")
	}
}

func TestAPauseHoldsTheRoundAndAResumeGoesOn(t *testing.T) {
	t.Parallel()
	r := begin(t, specs.Duo()).until("2026-12-01 12:00")
	r.Order(procedure.Order{Kind: procedure.OrderPause})
	if got := r.Shown.Attributes.Stage; got != "paused" || !r.Alarm.IsZero() {
		t.Errorf("the round is %s and wakes at %s", got, r.Alarm)
	}
	r.until("2026-12-03 12:00").Expect()
	r.Order(procedure.Order{Kind: procedure.OrderResume})
	r.until("2026-12-05 10:00").Expect(
		"12-04 14:48 remind-1/lars check-in to lars",
		"12-05 10:00 outcome: Check-in fortnightly: missed",
	)
}

func TestARoundThatTheSpecDeclaresNoMoreIsWithdrawnAndWhoeverWaitedHearsSo(t *testing.T) {
	t.Parallel()
	r := begin(t, both()).answers("lars", specs.Number("mql", "1"))
	r.Skip()
	r.Order(procedure.Order{Kind: procedure.OrderWithdraw, Gone: true}).Expect(
		"12-01 10:00 outcome: Check-in fortnightly: withdrawn",
		"12-01 10:00 check-in-withdrawn/tom check-in-withdrawn to tom",
		"12-01 10:00 end withdrawn",
	)
}

func TestARoundThatEndsWithThePartnershipTellsNobodyItself(t *testing.T) {
	t.Parallel()
	r := begin(t, both())
	r.Order(procedure.Order{Kind: procedure.OrderWithdraw}).Expect(
		"12-01 10:00 outcome: Check-in fortnightly: withdrawn",
		"12-01 10:00 end withdrawn",
	)
}

func TestAHarmlessChangeSendsNothingAndLaterLettersSpeakOfTheNewSpec(t *testing.T) {
	t.Parallel()
	spec := both()
	r := begin(t, spec)
	changed := both()
	changed.Title = "Two"
	digest := r.Know(changed)
	r.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: digest, People: procedure.ChangedPeople(spec, changed)}).Expect()
	r.reported()
	r.until("2026-12-02 20:00")
	if l := r.Letter("remind-1/lars"); l.Spec != digest {
		t.Error("the reminder speaks of the old spec")
	}
}

func TestARoundThatAllHaveLeftIsWithdrawn(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	r := begin(t, spec)
	changed := specs.Duo()
	changed.Parties[0].People = changed.Parties[0].People[1:]
	r.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: r.Know(changed), People: procedure.ChangedPeople(spec, changed)}).Expect(
		"12-01 10:00 outcome: lars has left the partnership and is asked no more",
		"12-01 10:00 outcome: Check-in fortnightly: withdrawn",
		"12-01 10:00 end withdrawn",
	)
	r.reported("withdrawn")
}

func TestARoundThatSomeHaveLeftIsDecidedByTheOthers(t *testing.T) {
	t.Parallel()
	spec := both()
	r := begin(t, spec)
	changed := both()
	changed.Parties[1].People[0].ID = "una"
	r.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: r.Know(changed), People: procedure.ChangedPeople(spec, changed)})
	r.answers("lars", specs.Number("mql", "1"))
	if got := r.checkIn().Decided; got != procedure.OutcomeAnswered {
		t.Errorf("the outcome is %q", got)
	}
}

func TestAnAdminAnswersForSomebodyWithAReason(t *testing.T) {
	t.Parallel()
	r := begin(t, specs.Duo())
	r.Command(procedure.Command{
		Name: procedure.AnswerFor, Person: "lars", Reason: "told on the phone",
		Answers: []procedure.TypedAnswer{{Question: "mql", Value: "131.5"}},
	})
	l := r.Letter("receipt/admin:update-1")
	if l.By != procedure.Admin || l.Reason != "told on the phone" {
		t.Errorf("the receipt says by %q, because %q", l.By, l.Reason)
	}
	if !strings.Contains(r.Shown.Card, "(entered by an admin)") {
		t.Errorf("the card does not say who answered:\n%s", r.Shown.Card)
	}
	if e := r.Readings()[0]; e.Actor != "lars" || e.Text != "mql = 131.5" {
		t.Errorf("on record is %+v", e)
	}
}

func TestARoundTakesOnlyAnswersAndOnlyWhileItIsOpen(t *testing.T) {
	t.Parallel()
	r := begin(t, specs.Duo())
	if err := r.P.Check(procedure.Command{Name: procedure.Pause}, r.Now); err == nil || !strings.Contains(err.Error(), `send pause to the partnership "duo"`) {
		t.Errorf("a pause: %v", err)
	}
	r.Order(procedure.Order{Kind: procedure.OrderWithdraw})
	cmd := procedure.Command{Name: procedure.AnswerFor, Person: "lars", Answers: []procedure.TypedAnswer{{Question: "mql", Value: "1"}}}
	if err := r.P.Check(cmd, r.Now); err == nil || !strings.Contains(err.Error(), "use record-kpi") {
		t.Errorf("an answer after the end: %v", err)
	}
}

func TestAReadingKeepsItsIDOnEveryRetry(t *testing.T) {
	t.Parallel()
	ids := func() []string {
		r := begin(t, specs.Duo()).until("2026-12-01 12:00").answers("lars", specs.Number("mql", "130"))
		list := []string{r.Told[0].Message.ID, r.Told[0].Message.Readings[0].ID}
		for _, e := range r.Entries {
			list = append(list, e.ID)
		}
		return list
	}
	if a, b := ids(), ids(); !slices.Equal(a, b) {
		t.Errorf("two runs of one script have %v and %v", a, b)
	}
}

func TestWhateverHappensARoundEndsWithAnOutcome(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := prepare(t, both())
		r.Down = rapid.Bool().Draw(t, "down")
		r.Start()
		for range rapid.IntRange(0, 10).Draw(t, "events") {
			if !r.Ended {
				r.happen(t)
			}
		}
		r.Order(procedure.Order{Kind: procedure.OrderResume})
		r.Down = false
		for !r.Ended && len(r.Post) > 0 && !r.Post[0].NotBefore.After(r.Now) {
			r.Arrive(r.Post[0].Key)
		}
		r.Pass(r.Now.AddDate(0, 3, 0))
		if !r.Ended || r.checkIn().Decided == "" {
			t.Fatalf("the round never ends; outcome %q", r.checkIn().Decided)
		}
		told := 0
		for _, m := range r.Told {
			told += len(m.Message.Readings)
		}
		if told != len(r.Readings()) {
			t.Fatalf("the partnership was told %d of %d figures", told, len(r.Readings()))
		}
	})
}

func (r *round) happen(t *rapid.T) {
	asks := r.checkIn().Circle.Asks
	a := asks[rapid.IntRange(0, len(asks)-1).Draw(t, "who")]
	reply := procedure.Reply{Person: a.Person, Ask: a.ID}
	switch rapid.SampledFrom([]string{"time", "stand", "answer", "auto", "promise", "bounce", "pause", "resume"}).Draw(t, "what") {
	case "time":
		r.Pass(r.Now.Add(time.Duration(rapid.IntRange(1, 90).Draw(t, "hours")) * time.Hour))
		return
	case "stand":
		r.Now = r.Now.Add(time.Duration(rapid.IntRange(1, 90).Draw(t, "hours")) * time.Hour)
		return
	case "pause":
		r.Order(procedure.Order{Kind: procedure.OrderPause})
		return
	case "resume":
		r.Order(procedure.Order{Kind: procedure.OrderResume})
		return
	case "answer":
		reply.Answers = []partnership.Answer{specs.Number("mql", fmt.Sprint(rapid.IntRange(1, 3).Draw(t, "value")))}
	case "auto":
		reply.Class = procedure.ReplyAuto
		reply.Until = r.Now.AddDate(0, 0, rapid.IntRange(-2, 9).Draw(t, "days")).Format(time.DateOnly)
	case "promise":
		reply.Class = procedure.ReplyPromise
	case "bounce":
		reply.Class = procedure.ReplyBounce
	}
	r.Reply(reply)
}

// TestARoundThatAPauseOutlastsSaysThatNobodyWasAsked holds the only letter back
// until the next round has begun.
func TestARoundThatAPauseOutlastsSaysThatNobodyWasAsked(t *testing.T) {
	t.Parallel()
	r := prepare(t, specs.Duo())
	r.Down = true
	r.Start().Order(procedure.Order{Kind: procedure.OrderPause})
	r.Down = false
	r.until("2026-12-20 10:00").Skip()
	r.Order(procedure.Order{Kind: procedure.OrderResume}).Expect(
		"12-20 10:00 outcome: Check-in fortnightly: undelivered", "12-20 10:00 end undelivered")
	r.reported("undelivered")
}

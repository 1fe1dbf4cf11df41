package asking_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// commands is a mail with nothing else in it.
func commands(list ...partnership.Command) procedure.Reply { return procedure.Reply{Commands: list} }

func command(name partnership.CommandName, argument ...string) partnership.Command {
	c := partnership.Command{Name: name}
	if len(argument) > 0 {
		c.Argument = argument[0]
	}
	return c
}

// results are what the receipt of a mail says became of its commands.
func results(l procedure.Letter) []procedure.Result {
	var list []procedure.Result
	for _, r := range l.Reactions {
		list = append(list, r.Result)
	}
	return list
}

func TestSomeCommandsAreAnsweredWithAMailEachAndOnce(t *testing.T) {
	t.Parallel()
	s := begin(t).mail("lars", commands(
		command(partnership.CommandGoals), command(partnership.CommandResources), command(partnership.CommandHelp), command(partnership.CommandGoals)))
	s.Expect("12-01 10:00 goals/mail-1 goals to lars", "12-01 10:00 resources/mail-1 resources to lars", "12-01 10:00 help/mail-1 help to lars")
	s.happened()
	if l := s.Letter("goals/mail-1"); l.Form != procedure.FormAnswer || !l.Urgent || len(l.Questions) > 0 {
		t.Errorf("the goals are told as %+v", l)
	}
}

func TestTheReceiptSaysWhatBecameOfCommandsBesideAnswers(t *testing.T) {
	t.Parallel()
	mail := commands(command(partnership.CommandIdea, "a webinar"), command(partnership.CommandConflict), command(partnership.CommandAway, "until spring"))
	mail.Answers = []partnership.Answer{specs.Number("mql", "130")}
	s := begin(t).mail("lars", mail)
	s.Expect("12-01 10:00 receipt/mail-1 receipt to lars")
	s.happened(asking.Answered, asking.Ordered)
	l := s.Letter("receipt/mail-1")
	want := []procedure.Result{procedure.ResultDone, procedure.ResultDone, procedure.ResultUnclear}
	if diff := cmp.Diff(want, results(l)); diff != "" || len(l.Understood) != 1 {
		t.Errorf("(-want +got)\n%s\n%+v", diff, l.Asking)
	}
}

func TestTheReceiptNamesFilesThatNobodyRead(t *testing.T) {
	t.Parallel()
	mail := procedure.Reply{Answers: []partnership.Answer{specs.Number("mql", "130")}, Unopened: []string{"leads.pdf"}}
	s := begin(t).mail("lars", mail)
	s.Expect("12-01 10:00 receipt/mail-1 receipt to lars")
	if l := s.Letter("receipt/mail-1"); !cmp.Equal(l.Unopened, mail.Unopened) || len(l.Problems) != 0 {
		t.Errorf("it names %q, and problems %q", l.Unopened, l.Problems)
	}
	if sealed := mail.Seal(nil, nil); sealed.Unopened != nil {
		t.Errorf("a sealed reply names %q", sealed.Unopened)
	}
}

func TestCommandsCountBesideAPromise(t *testing.T) {
	t.Parallel()
	mail := promise("2026-12-02")
	mail.Commands = []partnership.Command{command(partnership.CommandStatus), command(partnership.CommandIdea, "a webinar")}
	s := begin(t).mail("lars", mail)
	s.Expect("12-01 10:00 status/mail-1 status to lars", "12-01 10:00 receipt/mail-1 receipt to lars")
	s.happened(asking.Promised, asking.Ordered)
	if l := s.Letter("receipt/mail-1"); len(l.Reactions) != 1 || l.Promised.IsZero() {
		t.Errorf("the receipt is %+v", l.Asking)
	}
}

func TestWhoStopsIsAskedNothingMore(t *testing.T) {
	t.Parallel()
	s := begin(t).mail("lars", commands(command(partnership.CommandStop)))
	s.Expect("12-01 10:00 receipt/mail-1 receipt to lars")
	if l := s.Letter("receipt/mail-1"); len(l.Open) > 0 || !l.Complete {
		t.Errorf("the last mail still asks: %+v", l.Asking)
	}
	s.Order(procedure.Order{Kind: procedure.OrderPresence, Presence: &procedure.Presence{Stopped: []string{"lars"}}})
	s.note("lars", "wants no mail")
	s.skip().until("2026-12-10 00:00").Expect()
	if open := s.circle().Open(s.Now); len(open) > 0 {
		t.Errorf("waited for are %v", open)
	}
}

func TestWhoStartsAgainInTimeIsWaitedForAgain(t *testing.T) {
	t.Parallel()
	s := down(t, everybody(specs.Duo()))
	s.Order(procedure.Order{Kind: procedure.OrderPresence, Presence: &procedure.Presence{Stopped: []string{"lars"}}})
	s.Expect("12-01 10:00 recalled ask/lars")
	s.Order(procedure.Order{Kind: procedure.OrderPresence, Presence: &procedure.Presence{}})
	s.Expect("12-01 10:00 ask/lars/2 poll to lars")
}

func TestADeclaredAbsenceAsksTheDeputyAndBackEndsIt(t *testing.T) {
	t.Parallel()
	away := procedure.Presence{}.Leave("lars", specs.Date("2027-01-07"))
	s := begin(t)
	s.Order(procedure.Order{Kind: procedure.OrderPresence, Presence: &away})
	s.Expect("12-01 10:00 ask/sofie/for/lars poll to sofie")
	s.note("lars", "away until 2027-01-07")
	s.Order(procedure.Order{Kind: procedure.OrderPresence, Presence: &procedure.Presence{}})
	if lars, sofie := s.of("lars"), s.of("sofie"); lars.Covered || !sofie.Covered || lars.Away != "" {
		t.Errorf("lars is %+v, sofie %+v", lars, sofie)
	}
	s.until("2026-12-02 20:00").Expect("12-02 10:00 remind-1/lars poll to lars") // half of what was left
}

func TestAnAnswerEndsADeclaredAbsence(t *testing.T) {
	t.Parallel()
	away := procedure.Presence{}.Leave("lars", specs.Date("2027-01-07"))
	s := begin(t)
	s.Order(procedure.Order{Kind: procedure.OrderPresence, Presence: &away})
	s.answers("lars", "130")
	s.happened(asking.Covering, asking.Answered, asking.Ordered)
}

func TestAnAskIsPassedOnToAColleague(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		argument string
		prepare  func(*table, *poll)
		want     procedure.Result
		names    []string
		asked    bool
	}{
		"by first name":                 {argument: "Sofie", want: procedure.ResultDone, names: []string{"Sofie"}, asked: true},
		"by address":                    {argument: "<SOFIE@north.example>", want: procedure.ResultDone, names: []string{"Sofie"}, asked: true},
		"to nobody":                     {want: procedure.ResultNobody, names: []string{"Sofie"}},
		"to somebody unknown":           {argument: "Oma", want: procedure.ResultNobody, names: []string{"Sofie"}},
		"to somebody of another party":  {argument: "Tom", want: procedure.ResultNobody, names: []string{"Sofie"}},
		"to themselves":                 {argument: "Lars", want: procedure.ResultNobody, names: []string{"Sofie"}},
		"to an unknown address":         {argument: "oma@north.example", want: procedure.ResultProposed, names: []string{"Sofie"}},
		"what is personal":              {argument: "Sofie", prepare: func(_ *table, p *poll) { p.Personal = true }, want: procedure.ResultPersonal},
		"what was asked under the seal": {argument: "Sofie", prepare: func(_ *table, p *poll) { p.Sealed = true }, want: procedure.ResultPersonal},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tc.prepare == nil {
				tc.prepare = func(*table, *poll) {}
			}
			s := ask(t, specs.Duo(), tc.prepare).skip()
			s.mail("lars", commands(command(partnership.CommandDelegate, tc.argument)))
			key := "receipt/mail-1/delegate"
			if tc.want == procedure.ResultPersonal {
				key = "receipt/mail-1"
			}
			got := s.Letter(key).Reactions
			if len(got) != 1 || got[0].Result != tc.want || !slices.Equal(got[0].Names, tc.names) {
				t.Errorf("lars hears %+v", got)
			}
			if s.Wrote("ask/sofie/for/lars") != tc.asked {
				t.Errorf("written are %v", s.Lines())
			}
			if tc.asked {
				if l := s.Letter("ask/sofie/for/lars"); l.For != "lars" || l.Delegated != "lars" || !l.Opens {
					t.Errorf("sofie is asked %+v", l)
				}
				s.due("sofie", "2026-12-03 10:00")
			}
		})
	}
}

func TestNothingIsPassedOnThatIsAnswered(t *testing.T) {
	t.Parallel()
	s := begin(t).answers("lars", "130").skip().mail("lars", commands(command(partnership.CommandDelegate, "Sofie")))
	s.Expect("12-01 10:00 receipt/mail-2 receipt to lars")
	if got := results(s.Letter("receipt/mail-2")); !slices.Equal(got, []procedure.Result{procedure.ResultNothing}) {
		t.Errorf("lars hears %v", got)
	}
}

func TestUnderTheSealNothingIsKeptButADayOfAbsence(t *testing.T) {
	t.Parallel()
	sealed := commands(command(partnership.CommandIdea, "a webinar"), command(partnership.CommandAway, "2027-01-07")).Seal(nil, nil)
	s := ask(t, specs.Duo(), func(_ *table, p *poll) { p.Sealed = true }).skip().mail("lars", sealed)
	want := []procedure.Result{procedure.ResultUnkept, procedure.ResultDone}
	if diff := cmp.Diff(want, results(s.Letter("receipt/mail-1"))); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if orders := sealed.Orders(); len(orders) != 1 || orders[0].Name != partnership.CommandAway || orders[0].Argument != "2027-01-07" {
		t.Errorf("the partnership hears %v", orders)
	}
}

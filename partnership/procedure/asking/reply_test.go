package asking_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

func TestAnAnswerIsReceiptedAndNobodyIsRemindedOfIt(t *testing.T) {
	t.Parallel()
	s := begin(t).answers("lars", "130")
	s.until("2026-12-10 00:00").Expect("12-01 10:00 receipt/mail-1 receipt to lars")
	s.happened(asking.Answered, asking.Closed)
	l := s.Letter("receipt/mail-1")
	if !l.Urgent || !l.Complete || l.Late || len(l.Open) != 0 || len(l.Understood) != 1 || l.Phrases != "poll" || l.Form != procedure.FormReceipt {
		t.Errorf("the receipt is %+v", l)
	}
}

func TestAnAnswerAfterTheWindowIsTakenAndCalledLate(t *testing.T) {
	t.Parallel()
	s := begin(t).until("2026-12-05 10:00").skip().answers("lars", "130")
	s.Expect("12-05 10:00 receipt/mail-1 receipt to lars")
	if l := s.Letter("receipt/mail-1"); !l.Late || !l.Complete {
		t.Errorf("the receipt is %+v", l.Asking)
	}
}

func TestTheSameMailTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	s := begin(t)
	once := procedure.Reply{ID: "same", Answers: []partnership.Answer{specs.Number("mql", "130")}}
	s.mail("lars", once).skip()
	before := *s.circle()
	s.mail("lars", once).Expect()
	s.happened(asking.Answered)
	if diff := cmp.Diff(before, *s.circle()); diff != "" {
		t.Errorf("the state has changed (-before +after):\n%s", diff)
	}
}

func TestCorrections(t *testing.T) {
	t.Parallel()
	typed := func(s *table) {
		s.Command(procedure.Command{Name: procedure.AnswerFor, Person: "lars", Answers: []procedure.TypedAnswer{{Question: "mql", Value: "13"}}, Reason: "told on the phone"})
	}
	mailed := func(s *table) { s.answers("lars", "13") }
	for _, tc := range []struct {
		name     string
		at       string
		correct  func(*table)
		want     string // of value, replaced, kept
		happened []asking.HappeningKind
	}{
		{"within a day by its author", "2026-12-02 10:00", mailed, "13 replaced 130 kept []", []asking.HappeningKind{asking.Answered, asking.Answered}},
		{"later by its author", "2026-12-02 10:01", mailed, "130 replaced  kept [mql]", []asking.HappeningKind{asking.Answered}},
		{"later by an admin", "2026-12-02 10:01", typed, "13 replaced 130 kept []", []asking.HappeningKind{asking.Answered, asking.Answered}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := begin(t).answers("lars", "130").until(tc.at)
			tc.correct(s)
			l := s.Letters[len(s.Letters)-1]
			var replaced []string
			for _, a := range l.Replaced {
				replaced = append(replaced, a.Value.String())
			}
			got := fmt.Sprintf("%s replaced %s kept %v", s.of("lars").Given[0].Value, strings.Join(replaced, " "), l.Kept)
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
			s.happened(tc.happened...)
		})
	}
}

func TestSayingTheSameAgainIsNoCorrectionAndNoNews(t *testing.T) {
	t.Parallel()
	s := begin(t).answers("lars", "130").until("2026-12-03 00:00").answers("lars", "130.0")
	s.happened(asking.Answered)
	if l := s.Letter("receipt/mail-2"); len(l.Replaced)+len(l.Kept) > 0 {
		t.Errorf("the receipt is %+v", l.Asking)
	}
}

func TestAFigureConfirmedIsProvisionalNoMore(t *testing.T) {
	t.Parallel()
	s := begin(t)
	rough := specs.Number("mql", "130")
	rough.Provisional = true
	s.mail("lars", procedure.Reply{ID: "rough", Answers: []partnership.Answer{rough}})
	if l := s.Letter("receipt/rough"); !l.Understood[0].Provisional {
		t.Errorf("the receipt does not call the figure provisional: %+v", l.Understood)
	}
	s.mail("lars", procedure.Reply{ID: "final", Answers: []partnership.Answer{specs.Number("mql", "130")}})
	if l := s.Letter("receipt/final"); l.Understood[0].Provisional {
		t.Errorf("the figure stays provisional: %+v", l.Understood)
	}
}

func TestThanksAloneGetNoReceiptOnceEverythingIsAnswered(t *testing.T) {
	t.Parallel()
	s := begin(t).mail("lars", procedure.Reply{})
	s.Expect("12-01 10:00 receipt/mail-1 receipt to lars") // says what is open
	if l := s.Letter("receipt/mail-1"); !slices.Equal(l.Open, []string{"mql"}) || l.Complete {
		t.Errorf("the receipt is %+v", l.Asking)
	}
	s.answers("lars", "130").skip().mail("lars", procedure.Reply{}).Expect()
	s.happened(asking.Answered)
}

func TestAnUnreadReplyShowsAndTheReminderStillComes(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]procedure.Reply{
		"nothing to read":   {Class: procedure.ReplyUnread},
		"nothing but noise": {Problems: []string{"a range"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := begin(t).mail("lars", r)
			s.happened(asking.Unread)
			s.note("lars", "wrote, but nothing could be read")
			if !s.until("2026-12-02 20:00").Wrote("remind-1/lars") {
				t.Error("no reminder")
			}
			s.answers("lars", "130").note("lars", "")
		})
	}
}

func TestWhatCouldNotBeReadIsSaidInTheReceipt(t *testing.T) {
	t.Parallel()
	s := begin(t).mail("lars", procedure.Reply{Problems: []string{"a range"}})
	if l := s.Letter("receipt/mail-1"); !slices.Equal(l.Problems, []string{"a range"}) || !slices.Equal(l.Open, []string{"mql"}) {
		t.Errorf("the receipt is %+v", l.Asking)
	}
}

func TestCommandsAreAnsweredWithWhatTheyAskFor(t *testing.T) {
	t.Parallel()
	begin(t).mail("lars", procedure.Reply{
		Commands: []partnership.Command{{Name: partnership.CommandStatus}, {Name: partnership.CommandHelp}},
	}).Expect(
		"12-01 10:00 status/mail-1 status to lars",
		"12-01 10:00 help/mail-1 help to lars",
	)
}

func TestABounceStopsRemindersUntilTheNextAnswer(t *testing.T) {
	t.Parallel()
	spec := everybody(specs.Duo())
	alone(&spec)
	s := ask(t, spec).skip().mail("lars", procedure.Reply{Class: procedure.ReplyBounce})
	s.note("lars", "mail bounced")
	s.until("2026-12-02 20:00").Expect("12-02 14:48 remind-1/tom poll to tom")
	s.answers("lars", "130").note("lars", "")
}

func TestAnAnswerNobodyAskedForIsNoNews(t *testing.T) {
	t.Parallel()
	s := begin(t).mail("lars", procedure.Reply{Answers: []partnership.Answer{specs.Number("sales", "3")}})
	s.happened()
	if l := s.Letter("receipt/mail-1"); len(l.Understood) != 0 || !slices.Equal(l.Open, []string{"mql"}) {
		t.Errorf("the receipt is %+v", l.Asking)
	}
}

func TestSealedAnswersAreReceiptedWithoutTheirValues(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), func(_ *table, p *poll) { p.Sealed = true }).mail("lars", procedure.Reply{
		Sealed: true, Answers: []partnership.Answer{{Question: "mql", Value: partnership.UnknownValue()}},
	})
	if l := s.Letter("receipt/mail-1"); !l.Sealed || !l.Complete || !l.Understood[0].Value.Unknown {
		t.Errorf("the receipt is %+v", l.Asking)
	}
}

func TestAnAdminsAnswerIsReadAsTheQuestionWantsIt(t *testing.T) {
	t.Parallel()
	s := ask(t, specs.Duo(), func(_ *table, p *poll) {
		p.Circle.Asks[0].Questions = []partnership.Question{
			{ID: "mql", Kind: partnership.KindNumber},
			{ID: "recommend", Kind: partnership.KindNPS},
			{ID: "signed", Kind: partnership.KindYesNo},
			{ID: "day", Kind: partnership.KindDate},
			{ID: "colour", Kind: partnership.KindChoice, Choices: []string{"red", "blue"}},
			{ID: "news", Kind: partnership.KindText},
		}
	})
	for _, tc := range []struct{ person, question, value, want string }{
		{"nobody", "mql", "1", "asked are lars"},
		{"lars", "", "", `{"question": "mql"`},
		{"lars", "mgl", "1", "the questions are mql, recommend"},
		{"lars", "mql", "many", `"many" is not a number`},
		{"lars", "mql", " 131.5 ", ""},
		{"lars", "recommend", "10", ""},
		{"lars", "recommend", "0", ""},
		{"lars", "recommend", "7.5", "no whole number"},
		{"lars", "recommend", "11", "outside the scale"},
		{"lars", "recommend", "-1", "outside the scale"},
		{"lars", "signed", "Yes", ""},
		{"lars", "signed", "false", ""},
		{"lars", "signed", "1", "neither yes nor no"},
		{"lars", "day", "2026-12-01", ""},
		{"lars", "day", "tomorrow", "tomorrow"},
		{"lars", "colour", "blue", ""},
		{"lars", "colour", "green", "none of red, blue"},
		{"lars", "news", "Little.", ""},
	} {
		cmd := procedure.Command{Name: procedure.AnswerFor, Person: tc.person}
		if tc.question != "" {
			cmd.Answers = []procedure.TypedAnswer{{Question: tc.question, Value: procedure.Text(tc.value)}}
		}
		err := s.P.Check(cmd, s.Now)
		if got := fmt.Sprint(err); tc.want == "" && err != nil || tc.want != "" && !strings.Contains(got, tc.want) {
			t.Errorf("%s = %s for %s: got %v, want %q", tc.question, tc.value, tc.person, err, tc.want)
		}
	}
}

func TestAnAdminAnswersForThePersonAndNotForWhomTheyStandIn(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Ask = []string{"lars", "sofie"}
	s := ask(t, spec, func(_ *table, p *poll) {
		p.Circle.Asks[0].Person, p.Circle.Asks[0].For = "sofie", "lars" // lars is away
	})
	s.Command(procedure.Command{Name: procedure.AnswerFor, Person: "sofie", Answers: []procedure.TypedAnswer{{Question: "mql", Value: "7"}}})
	s.Command(procedure.Command{Name: procedure.AnswerFor, Person: "lars", Answers: []procedure.TypedAnswer{{Question: "mql", Value: "8"}}})
	for i, want := range []string{"lars 8", "sofie 7"} {
		a := s.circle().Asks[i]
		if got := a.Subject() + " " + a.Given[0].Value.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestAReceiptForAnAdminsWordsSaysWhoseTheyAreAndIsNotUrgent(t *testing.T) {
	t.Parallel()
	s := begin(t)
	s.Command(procedure.Command{
		Name: procedure.AnswerFor, Person: "lars", Reason: "told on the phone",
		Answers: []procedure.TypedAnswer{{Question: "mql", Value: "130"}},
	})
	l := s.Letter("receipt/admin:update-1")
	if l.By != procedure.Admin || l.Reason != "told on the phone" || l.Urgent || l.Person != "lars" {
		t.Errorf("the receipt is %+v", l)
	}
	if s.of("lars").Given[0].By != procedure.Admin {
		t.Error("the answer does not say whose it is")
	}
}

func TestTwoAsksOfOnePersonAreToldApartByTheirStage(t *testing.T) {
	t.Parallel()
	proof, acceptance := asking.Circle{Stage: "proof"}, asking.Circle{Stage: "acceptance"}
	for _, c := range []*asking.Circle{&proof, &acceptance} {
		c.Add("duo/milestone/m", asking.Ask{AskTimes: procedure.AskTimes{Person: "lars"}})
	}
	deputies := asking.Circle{Stage: "proof"}
	deputies.Add("duo/milestone/m", asking.Ask{AskTimes: procedure.AskTimes{Person: "sofie", For: "lars"}})
	ids := []string{proof.Asks[0].ID, acceptance.Asks[0].ID, deputies.Asks[0].ID}
	slices.Sort(ids)
	if len(slices.Compact(ids)) != 3 {
		t.Errorf("asks have the IDs %v", ids)
	}
}

package commitments_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
)

const workflow = "duo/commitments"

// task is something that Lars owes Tom on a Tuesday.
func task(id, due string) procedure.Item {
	return procedure.Item{ID: id, What: "Send the " + id, Owner: "lars", For: "tom", Due: due}
}

// play begins the commitments of duo with some items, on 2026-12-02 at noon.
func play(t *testing.T, items ...procedure.Item) *solo.Play {
	t.Helper()
	return playOf(t, specs.Duo(), items...)
}

func playOf(t *testing.T, spec partnership.Spec, items ...procedure.Item) *solo.Play {
	t.Helper()
	c := commitments.New(spec, procedure.Brief{
		Slug: "duo", Spec: spec.Digest(), Workflow: workflow, Rules: procedure.Rules,
		Order: &procedure.Order{Kind: procedure.OrderItems, Items: items},
	})
	s := solo.New(t, spec, c, func() procedure.Procedure { return &commitments.Commitments{} }, solo.At("2026-12-02 12:00"))
	return s.Start().Skip()
}

// of is the state of a play.
func of(s *solo.Play) *commitments.Commitments { return s.P.(*commitments.Commitments) }

// item finds one of them.
func item(s *solo.Play, id string) commitments.Item {
	for _, it := range of(s).Items {
		if it.ID == id {
			return it
		}
	}
	return commitments.Item{}
}

// says is a reply to the open mail of a kind that somebody has; answers are given
// as question, value.
func says(s *solo.Play, kind commitments.InquiryKind, person string, answers ...partnership.Answer) *solo.Play {
	return s.Reply(procedure.Reply{Person: person, Ask: askOf(s, kind, person), Answers: answers})
}

// askOf is the ID of the latest ask of a kind that somebody has.
func askOf(s *solo.Play, kind commitments.InquiryKind, person string) string {
	found := ""
	for _, in := range of(s).Inquiries {
		for _, a := range in.Circle.Asks {
			if in.Kind == kind && a.Person == person {
				found = a.ID
			}
		}
	}
	return found
}

func yes(question string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.BoolValue(true)}
}

func no(question string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.BoolValue(false)}
}

func day(question, day string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.DateValue(specs.Date(day))}
}

func words(question, text string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.TextValue(text)}
}

// explained are the reasons in the latest receipt.
func explained(s *solo.Play) string {
	var why []string
	for i := len(s.Letters) - 1; i >= 0; i-- {
		if l := s.Letters[i]; l.Template == procedure.TemplateReceipt {
			for _, e := range l.Explained {
				why = append(why, e.Why)
			}
			break
		}
	}
	return strings.Join(why, " ")
}

func TestATaskIsAskedAboutOnItsDayAndDone(t *testing.T) {
	t.Parallel()
	s := play(t, task("contract", "2026-12-08")).Until("2026-12-08 12:00").Expect(
		"12-08 08:00 ask-due-0-1/lars commitments-due to lars",
	)
	says(s, "due", "lars", yes("contract")).Expect(
		"12-08 12:00 receipt/mail-1 receipt to lars",
		"12-08 12:00 outcome: Commitment contract is done",
		"12-08 12:00 item-done/contract/tom/2026-12-08/mail-1 item-done to tom",
	)
	if got := explained(s); got != "item-noted-done" {
		t.Errorf("the receipt says %q", got)
	}
	s.Until("2027-01-07 11:59").Expect().Until("2027-01-08 00:00").Expect(
		"01-07 12:00 outcome: Commitments: nothing is owed",
		"01-07 12:00 end completed",
	)
}

func TestOneMailADayListsAllThatIsDueAndOneReplySettlesIt(t *testing.T) {
	t.Parallel()
	s := play(t, task("contract", "2026-12-08"), task("folder", "2026-12-08"), task("person", "2026-12-08"), task("later", "2026-12-20")).
		Until("2026-12-08 12:00").Expect("12-08 08:00 ask-due-0-1/lars commitments-due to lars")
	if q := s.Letter("ask-due-0-1/lars").Questions; len(q) != 3 || q[0].Text != "Send the contract (by 8 Dec 2026)" {
		t.Errorf("it asks %+v", q)
	}
	says(s, "due", "lars", yes("contract"), day("folder", "2026-12-11"), words("person", "need help from Tom")).Expect(
		"12-08 12:00 receipt/mail-1 receipt to lars",
		"12-08 12:00 outcome: Commitment contract is done",
		"12-08 12:00 phase: Commitment folder moves from 2026-12-08 to 2026-12-11",
		"12-08 12:00 phase: lars has written about commitment person",
		"12-08 12:00 item-done/contract/tom/2026-12-08/mail-1 item-done to tom",
		"12-08 12:00 item-moved/folder/tom/2026-12-08/mail-1 item-moved to tom",
		"12-08 12:00 item-help/person/tom/2026-12-08/mail-1 item-help to tom",
	)
	if got := explained(s); got != "item-noted-done item-noted-moved item-noted-words" {
		t.Errorf("the receipt says %q", got)
	}
	// On the day of the folder the list holds what is open of the old one.
	s.Until("2026-12-11 08:30").Skip()
	if q := s.Letter("ask-due-0-2/lars").Questions; len(q) != 2 || q[0].ID != "person" || q[1].ID != "folder" {
		t.Errorf("the second list asks %+v", q)
	}
}

func TestWhatIsLateClimbsAndWhoeverWasAlarmedHearsTheEnd(t *testing.T) {
	t.Parallel()
	s := play(t, task("contract", "2026-12-08"), task("folder", "2026-12-08")).Until("2026-12-31 00:00").Expect(
		"12-08 08:00 ask-due-0-1/lars commitments-due to lars",
		"12-09 00:00 phase: Commitment contract is late",
		"12-09 00:00 phase: Commitment folder is late",
		"12-11 08:00 phase: Commitment contract: step owner",
		"12-11 08:00 phase: Commitment folder: step owner",
		"12-11 08:00 late/contract/lars/owner/0/1796976000 item-late to lars",
		"12-11 08:00 late/contract/sofie/owner/0/1796976000 item-late to sofie",
		"12-16 08:00 phase: Commitment contract: step leads",
		"12-16 08:00 phase: Commitment folder: step leads",
		"12-16 08:00 late/contract/tom/leads/0/1797408000 item-late to tom",
		"12-23 08:00 phase: Commitment contract: step leads, repeated (1)",
		"12-23 08:00 phase: Commitment folder: step leads, repeated (1)",
		"12-23 08:00 late/contract/sofie/leads/1/1797408000 item-late to sofie",
		"12-23 08:00 late/contract/tom/leads/1/1797408000 item-late to tom",
		"12-30 08:00 phase: Commitment contract: step leads, repeated (2)",
		"12-30 08:00 phase: Commitment folder: step leads, repeated (2)",
		"12-30 08:00 late/contract/sofie/leads/2/1797408000 item-late to sofie",
		"12-30 08:00 late/contract/tom/leads/2/1797408000 item-late to tom",
	)
	if !strings.Contains(s.Shown.Card, "nothing follows by itself") || !strings.Contains(s.Shown.Card, "late since") {
		t.Errorf("the card says\n%s", s.Shown.Card)
	}
	says(s, "due", "lars", yes("contract")).Expect(
		"12-31 00:00 receipt/mail-1 receipt to lars",
		"12-31 00:00 outcome: Commitment contract is done",
		"12-31 00:00 all-clear/contract/lars/2026-12-08/mail-1 all-clear to lars",
		"12-31 00:00 all-clear/contract/sofie/2026-12-08/mail-1 all-clear to sofie",
		"12-31 00:00 all-clear/contract/tom/2026-12-08/mail-1 all-clear to tom",
	)
}

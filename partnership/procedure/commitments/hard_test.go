package commitments_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
)

func TestASecondOrLongerMoveNeedsAYesOfWhoeverWaits(t *testing.T) {
	t.Parallel()
	s := play(t, task("contract", "2026-12-08")).Until("2026-12-08 12:00").Skip()
	says(s, "due", "lars", day("contract", "2026-12-22"))
	if got := explained(s); got != "item-noted-asked" {
		t.Errorf("the receipt says %q", got)
	}
	s.Until("2026-12-09 12:00").Expect(
		"12-08 12:00 receipt/mail-1 receipt to lars",
		"12-08 12:00 phase: Commitment contract: another day is asked for, 2026-12-22",
		"12-08 12:00 ask-day-0-2/tom item-day to tom",
		"12-09 00:00 phase: Commitment contract is late",
	)
	says(s, "day", "tom", yes("agree")).Expect(
		"12-09 12:00 receipt/mail-2 receipt to tom",
		"12-09 12:00 phase: Commitment contract moves from 2026-12-08 to 2026-12-22",
		"12-09 12:00 item-moved/contract/tom/2026-12-08/mail-2 item-moved to tom",
		"12-09 12:00 item-moved/contract/lars/2026-12-08/mail-2 item-moved to lars",
	)
	if it := item(s, "contract"); it.Stage != procedure.ItemOpen || it.Due != "2026-12-22" || it.Request != nil {
		t.Errorf("it is %+v", it)
	}
	s.Until("2026-12-22 12:00").Expect("12-22 08:00 ask-due-0-3/lars commitments-due to lars")
}

func TestANoOrSilenceKeepsTheDayAndTheQuestionIsOpenAgain(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(*solo.Play){
		"a no": func(s *solo.Play) {
			says(s, "day", "tom", no("agree"), words("why", "The fair is on the 20th"))
		},
		"silence": func(s *solo.Play) { s.Until("2026-12-11 13:00") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := play(t, task("contract", "2026-12-08")).Until("2026-12-08 12:00")
			says(s, "due", "lars", day("contract", "2026-12-22"))
			answer(s)
			it := item(s, "contract")
			if it.Due != "2026-12-08" || it.Request != nil || !slices.ContainsFunc(s.Lines(), func(l string) bool { return strings.Contains(l, "item-stays to lars") }) {
				t.Errorf("it is %+v after\n%s", it, strings.Join(s.Lines(), "\n"))
			}
			if in := of(s).Inquiries[0]; in.Over || in.Circle.Asks[0].Complete() {
				t.Error("the owner is not asked any more")
			}
		})
	}
}

// TestNobodyOwesWhatIsProposedBeforeAYes puts something on Tom; only a yes with a day
// starts the clock.
func TestNobodyOwesWhatIsProposedBeforeAYes(t *testing.T) {
	t.Parallel()
	wish := procedure.Item{ID: "c-1", What: "The price list", Owner: "tom", For: "lars", By: "lars", Command: partnership.CommandWaiting, Proposed: true}
	taken := play(t, wish)
	says(taken, "proposed", "tom", yes("accept"))
	if got := explained(taken); got != "item-by-when" || item(taken, "c-1").Stage != procedure.ItemProposed {
		t.Errorf("a yes without a day: %q, %+v", got, item(taken, "c-1"))
	}
	says(taken, "proposed", "tom", day("day", "2026-12-10"))
	if it := item(taken, "c-1"); it.Stage != procedure.ItemOpen || it.Due != "2026-12-10" || it.AskAt.IsZero() {
		t.Errorf("a day makes it %+v", it)
	}
	taken.Until("2026-12-10 12:00")
	if !taken.Wrote("ask-due-0-2/tom") || !taken.Wrote("item-answered/c-1/lars/2026-12-10/mail-2") {
		t.Errorf("what happened:\n%s", strings.Join(taken.Lines(), "\n"))
	}
	refused := play(t, wish)
	says(refused, "proposed", "tom", no("accept"), words("why", "Ask the shop"))
	if it := item(refused, "c-1"); it.Stage != procedure.ItemDropped || !refused.Wrote("item-answered/c-1/lars//mail-1") {
		t.Errorf("a no makes it %+v", it)
	}
	silent := play(t, wish).Until("2027-01-20 00:00")
	if it := item(silent, "c-1"); it.Stage != procedure.ItemProposed || it.Ladder.Taken != 0 {
		t.Errorf("silence makes it %+v", it)
	}
	if lines := strings.Join(silent.Lines(), "\n"); strings.Contains(lines, "late") {
		t.Errorf("somebody is late:\n%s", lines)
	}
}

func TestWhatSomebodyLetsLieGoesToTheirLeadAndNoFurther(t *testing.T) {
	t.Parallel()
	wish := procedure.Item{ID: "c-1", What: "The price list", Owner: "lars", For: "tom", By: "tom", Command: partnership.CommandWaiting, Proposed: true}
	s := play(t, wish).Until("2026-12-10 00:00").Expect(
		"12-04 12:00 ask-proposed-0-2/sofie item-proposed to sofie",
		"12-08 12:00 phase: nobody has said yes or no to commitment c-1",
	)
	if !strings.Contains(s.Shown.Card, "proposed to Lars") {
		t.Errorf("the card says\n%s", s.Shown.Card)
	}
	says(s, "proposed", "sofie", yes("accept"), day("day", "2026-12-15"))
	if it := item(s, "c-1"); it.Owner != "sofie" || it.Stage != procedure.ItemOpen {
		t.Errorf("who says yes owes it: %+v", it)
	}
}

func TestAQuestionIsAnsweredOrGoesUp(t *testing.T) {
	t.Parallel()
	question := procedure.Item{ID: "c-1", Kind: procedure.ItemIssue, What: "How do we count?", Owner: "sofie", For: "lars", By: "lars", Command: partnership.CommandQuestion}
	s := play(t, question).Until("2026-12-03 12:00").Skip()
	says(s, "issue", "sofie", words("answer", "After 14 days")).Expect(
		"12-03 12:00 receipt/mail-1 receipt to sofie",
		"12-03 12:00 phase: Commitment c-1 is answered",
		"12-03 12:00 ask-helps-0-2/lars issue-answer to lars",
	)
	says(s, "helps", "lars", no("helps"), words("missing", "Calendar days?"))
	if it := item(s, "c-1"); it.Stage != procedure.ItemOpen || it.Lacks.Text != "Calendar days?" {
		t.Errorf("an answer that does not help makes it %+v", it)
	}
	says(s, "issue", "sofie", words("answer", "Business days"))
	says(s, "helps", "lars", yes("helps"))
	if it := item(s, "c-1"); it.Stage != procedure.ItemDone {
		t.Errorf("an answer that helps makes it %+v", it)
	}
	question.Owner = "lars"
	late := play(t, question).Until("2026-12-05 00:00")
	if it := item(late, "c-1"); it.Stage != procedure.ItemOverdue || it.Ladder.Taken != 1 {
		t.Errorf("after two days it is %+v", it)
	}
	if lines := strings.Join(late.Lines(), "\n"); !strings.Contains(lines, "item-late to sofie") {
		t.Errorf("it does not go up:\n%s", lines)
	}
	// Another party owes no answer: its lead is asked, and that is all.
	question.Owner, question.Proposed = "tom", true
	other := play(t, question).Until("2026-12-20 00:00")
	if it := item(other, "c-1"); it.Stage != procedure.ItemOpen || !it.Passed {
		t.Errorf("a question to another side is %+v", it)
	}
}

func TestAnIdeaIsTakenUpByTheFirstLeadOrDeclinedByAll(t *testing.T) {
	t.Parallel()
	idea := procedure.Item{ID: "c-1", Kind: procedure.ItemIdea, What: "A stand at the fair", Owner: "sofie", For: "lars", By: "lars", Command: partnership.CommandIdea, Proposed: true}
	s := play(t, idea)
	says(s, "proposed", "sofie", no("accept"), words("why", "No stand this year"))
	if it := item(s, "c-1"); it.Stage != procedure.ItemProposed {
		t.Errorf("one no makes it %+v", it)
	}
	says(s, "proposed", "tom", yes("accept"), day("day", "2026-12-22"))
	if it := item(s, "c-1"); it.Stage != procedure.ItemOpen || it.Owner != "tom" || it.Kind != procedure.ItemTask {
		t.Errorf("a yes makes it %+v", it)
	}
	declined := play(t, idea)
	says(declined, "proposed", "sofie", no("accept"))
	says(declined, "proposed", "tom", no("accept"))
	if it := item(declined, "c-1"); it.Stage != procedure.ItemDropped {
		t.Errorf("two noes make it %+v", it)
	}
}

func TestAnExperimentIsJudgedOnItsLastDay(t *testing.T) {
	t.Parallel()
	s := play(t, procedure.Item{ID: "experiment-lab", Kind: procedure.ItemExperiment, What: "A weekly call", Owner: "lars", For: "tom", Due: "2026-12-08", Declared: true}).
		Until("2026-12-08 12:00").Expect("12-08 08:00 ask-experiment-0-1/lars experiment-due to lars")
	says(s, "experiment", "lars", words("verdict", "keep"), words("seen", "Replies came in a day"))
	if it := item(s, "experiment-lab"); it.Stage != procedure.ItemDone || it.Said.Text != "keep. Replies came in a day" {
		t.Errorf("it is %+v", it)
	}
}

// TestMailThatHasNoEffectSaysWhyAndWhatWould is the list of bad inputs of the matter.
func TestMailThatHasNoEffectSaysWhyAndWhatWould(t *testing.T) {
	t.Parallel()
	command := func(name partnership.CommandName, argument string) procedure.Reply {
		return procedure.Reply{Person: "lars", Commands: []partnership.Command{{Name: name, Argument: argument}}}
	}
	answers := func(a ...partnership.Answer) procedure.Reply { return procedure.Reply{Person: "lars", Answers: a} }
	for name, c := range map[string]struct {
		r    procedure.Reply
		want string
	}{
		"EXTEND without a day":       {command(partnership.CommandExtend, "1"), "item-no-day"},
		"EXTEND to a day gone by":    {command(partnership.CommandExtend, "1 to 2026-12-01"), "item-past"},
		"EXTEND to an earlier day":   {command(partnership.CommandExtend, "2 to 2026-12-08"), "item-past"},
		"EXTEND beyond the end":      {command(partnership.CommandExtend, "1 to 2028-01-01"), "item-beyond"},
		"DONE of which?":             {command(partnership.CommandDone, ""), "item-which"},
		"DONE of none in the list":   {command(partnership.CommandDone, "7"), "item-which"},
		"DONE by number":             {command(partnership.CommandDone, "1"), "item-noted-done"},
		"DONE of several":            {command(partnership.CommandDone, "1, 2"), "item-noted-done item-noted-done"},
		"EXTEND by number":           {command(partnership.CommandExtend, "2 5d"), "item-noted-moved"},
		"a plain no":                 {answers(no("contract")), "item-noted-open"},
		"words":                      {answers(words("contract", "I wait for the bank")), "item-noted-words"},
		"a day that is beyond":       {answers(day("contract", "2028-01-01")), "item-beyond"},
		"DONE of somebody else's":    {procedure.Reply{Person: "sofie", Commands: []partnership.Command{{Name: partnership.CommandDone}}}, "item-nothing"},
		"an answer to another's ask": {procedure.Reply{Person: "sofie", Ask: "elsewhere", Answers: []partnership.Answer{yes("contract")}}, "item-not-yours"},
		"an answer about nothing":    {procedure.Reply{Person: "lars", Ask: "elsewhere", Answers: []partnership.Answer{yes("nothing")}}, "item-nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := play(t, task("contract", "2026-12-08"), task("folder", "2026-12-08")).Until("2026-12-08 12:00").Skip()
			r := c.r
			if r.Ask == "" && r.Person == "lars" {
				r.Ask = askOf(s, "due", "lars")
			}
			s.Reply(r)
			if got := explained(s); got != c.want {
				t.Errorf("it says %q, want %q\n%s", got, c.want, strings.Join(s.Lines(), "\n"))
			}
			if n := strings.Count(strings.Join(s.Lines(), "\n"), "receipt to"); n != 1 {
				t.Errorf("%d receipts", n)
			}
		})
	}
}

func TestAnAnswerToAnOlderListCountsInTheNewOne(t *testing.T) {
	t.Parallel()
	s := play(t, task("contract", "2026-12-08"), task("folder", "2026-12-10"))
	s.Until("2026-12-08 12:00")
	old := askOf(s, "due", "lars")
	s.Until("2026-12-10 12:00").Skip()
	s.Reply(procedure.Reply{Person: "lars", Ask: old, Answers: []partnership.Answer{yes("contract")}})
	if it := item(s, "contract"); it.Stage != procedure.ItemDone || explained(s) != "item-noted-done" {
		t.Errorf("it is %+v: %s", it, explained(s))
	}
	s.Reply(procedure.Reply{Person: "lars", Ask: old, Answers: []partnership.Answer{yes("contract")}})
	if got := explained(s); got != "item-done-already" {
		t.Errorf("done again: %q", got)
	}
}

// TestAnOwnerMayTakeBackThatSomethingIsDone while answers may be corrected; then it
// counts.
func TestAnOwnerMayTakeBackThatSomethingIsDone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		at, why string
		said    partnership.Answer
		stage   procedure.ItemStage
		due     string
	}{
		"no, the next day":      {"2026-12-09 11:00", "item-noted-open", no("contract"), procedure.ItemDue, "2026-12-08"},
		"another day":           {"2026-12-09 11:00", "item-noted-moved", day("contract", "2026-12-12"), procedure.ItemOpen, "2026-12-12"},
		"a day later than that": {"2026-12-09 13:00", "item-done-already", no("contract"), procedure.ItemDone, "2026-12-08"},
		"once more":             {"2026-12-09 11:00", "item-done-already", yes("contract"), procedure.ItemDone, "2026-12-08"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := play(t, task("contract", "2026-12-08"), task("folder", "2026-12-08")).Until("2026-12-08 12:00")
			says(s, "due", "lars", yes("contract")).Until(c.at)
			says(s, "due", "lars", c.said)
			if it := item(s, "contract"); it.Stage != c.stage || it.Due != c.due || explained(s) != c.why {
				t.Errorf("it is %+v: %s", it, explained(s))
			}
			back := slices.ContainsFunc(s.Recalled, func(r procedure.Recall) bool {
				return slices.Contains(r.Keys, "item-done/contract/tom/2026-12-08/mail-1")
			})
			if back != (c.stage != procedure.ItemDone) {
				t.Errorf("what Tom was to read is taken back: %t", back)
			}
		})
	}
}

func TestNobodyIsLateWhoWasNotAsked(t *testing.T) {
	t.Parallel()
	s := play(t, task("contract", "2026-12-08"))
	s.Down = true
	s.Until("2026-12-14 09:00")
	if it := item(s, "contract"); it.Stage != procedure.ItemDue {
		t.Errorf("while the mail server is down it is %s", it.Stage)
	}
	s.Down = false
	s.Arrive("ask-due-0-1/lars")
	if it := item(s, "contract"); !it.LateAt.After(solo.At("2026-12-15 00:00")) {
		t.Errorf("it is late from %s on", it.LateAt)
	}
}

func TestOwnersWhoAreAwayGoneOrWantNoMail(t *testing.T) {
	t.Parallel()
	away := play(t, task("contract", "2026-12-08"))
	away.Order(procedure.Order{Kind: procedure.OrderPresence, Presence: &procedure.Presence{Away: []procedure.Absent{{Person: "lars", Until: specs.Date("2026-12-20")}}}})
	away.Until("2026-12-08 12:00")
	says(away, "due", "sofie", yes("contract"))
	if it := item(away, "contract"); it.Stage != procedure.ItemDone || it.SettledBy != "sofie" {
		t.Errorf("the deputy answers: %+v", it)
	}
	stopped := play(t, task("contract", "2026-12-08")).Until("2026-12-08 12:00")
	stopped.Order(procedure.Order{Kind: procedure.OrderPresence, Presence: &procedure.Presence{Stopped: []string{"lars"}}}).Until("2026-12-12 00:00")
	if lines := strings.Join(stopped.Lines(), "\n"); strings.Contains(lines, "item-late to lars") || !strings.Contains(lines, "item-late to sofie") {
		t.Errorf("after STOP:\n%s", lines)
	}
	gone := play(t, task("contract", "2026-12-08")).Until("2026-12-09 12:00").Skip()
	spec := specs.Duo()
	spec.Parties[0].People = spec.Parties[0].People[1:]
	spec.CheckIns = nil
	sides := procedure.Sides(spec)
	gone.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: gone.Know(spec), Sides: &sides, People: procedure.ChangedPeople(specs.Duo(), spec)}).Until("2026-12-10 12:00")
	if it := item(gone, "contract"); it.Owner != "sofie" || it.Stage.Settled() {
		t.Errorf("it goes to %+v\n%s", it, strings.Join(gone.Lines(), "\n"))
	}
}

// TestAChangedSpecMovesDropsAndAddsItsItems compares what is declared with what is
// kept of it.
func TestAChangedSpecMovesDropsAndAddsItsItems(t *testing.T) {
	t.Parallel()
	declared := func(id, due string) procedure.Item {
		i := task(id, due)
		i.Declared = true
		return i
	}
	sides := procedure.Sides(specs.Duo())
	s := play(t)
	s.Order(procedure.Order{Kind: procedure.OrderItems, Sides: &sides, Items: []procedure.Item{declared("contract", "2026-12-08"), declared("folder", "2026-12-08"), declared("done", "2026-12-08")}})
	s.Until("2026-12-08 12:00")
	says(s, "due", "lars", yes("done")).Skip()
	s.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: specs.Duo().Digest(), Sides: &sides, Items: []procedure.Item{declared("contract", "2026-12-20"), declared("done", "2026-12-08"), declared("new", "2027-01-11")}})
	for id, want := range map[string]procedure.ItemStage{
		"contract": procedure.ItemOpen, "folder": procedure.ItemDropped, "done": procedure.ItemDone, "new": procedure.ItemOpen,
	} {
		if got := item(s, id).Stage; got != want {
			t.Errorf("%s is %s, want %s", id, got, want)
		}
	}
	if lines := strings.Join(s.Lines(), "\n"); !strings.Contains(lines, "item-dropped to lars") || !strings.Contains(lines, "item-moved to lars") {
		t.Errorf("what is told:\n%s", lines)
	}
}

func TestTheSameMomentIsFair(t *testing.T) {
	t.Parallel()
	s := play(t, task("contract", "2026-12-08")).Until("2026-12-08 23:59").Stand("2026-12-09 00:00")
	says(s, "due", "lars", yes("contract"))
	if it := item(s, "contract"); it.Stage != procedure.ItemDone {
		t.Errorf("it is %+v", it)
	}
	late := play(t, task("contract", "2026-12-08")).Until("2026-12-11 07:59").Stand("2026-12-11 08:00")
	says(late, "due", "lars", yes("contract"))
	if lines := strings.Join(late.Lines(), "\n"); strings.Contains(lines, "item-late") {
		t.Errorf("done at the moment of the alarm:\n%s", lines)
	}
}

func TestTheEndAndAnAdminsWords(t *testing.T) {
	t.Parallel()
	s := play(t, task("contract", "2026-12-08"), task("folder", "2026-12-08")).Until("2026-12-12 00:00").Skip()
	s.Order(procedure.Order{Kind: procedure.OrderWaive, Item: "folder", By: procedure.Admin, Reason: "not needed"})
	s.Command(procedure.Command{Name: procedure.AnswerFor, Person: "lars", Answers: []procedure.TypedAnswer{{Question: "contract", Value: "yes"}}, Reason: "on the phone"})
	if a, b := item(s, "contract"), item(s, "folder"); a.Stage != procedure.ItemDone || b.Stage != procedure.ItemDropped {
		t.Errorf("they are %s and %s", a.Stage, b.Stage)
	}
	if n := strings.Count(strings.Join(s.Lines(), "\n"), "all-clear to sofie"); n != 2 {
		t.Errorf("Sofie hears %d times that it is over\n%s", n, strings.Join(s.Lines(), "\n"))
	}
	ended := play(t, task("contract", "2026-12-08")).Order(procedure.Order{Kind: procedure.OrderWithdraw})
	if !ended.Ended || of(ended).Decided != procedure.OutcomeWithdrawn {
		t.Error("it goes on after the end of the partnership")
	}
	_ = commitments.Type
}

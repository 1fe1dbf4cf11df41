package commitments_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// contests hands over what somebody has written with NOT QUITE, in a mail about
// anything.
func contests(s *solo.Play, person, words string) *solo.Play {
	h := procedure.Heard{Person: person, Reply: "mail-x-" + person, Source: "<x@south.example>", Command: partnership.Command{Name: partnership.CommandNotQuite, Argument: words}}
	return s.Order(procedure.Order{Kind: procedure.OrderReopen, Heard: &h})
}

// settled has the contract and the folder of Lars done, on their day.
func settled(t *testing.T) *solo.Play {
	t.Helper()
	s := play(t, task("contract", "2026-12-08"), task("folder", "2026-12-08")).Until("2026-12-08 12:00")
	return says(s, "due", "lars", yes("contract"), yes("folder")).Skip()
}

func TestWhatIsDoneIsOpenAgainWhenWhoeverWaitedSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	s := settled(t).Until("2026-12-15 12:00").Skip()
	contests(s, "tom", "The contract has no annex")
	if got := explained(s); got != "item-noted-again" {
		t.Errorf("Tom reads %q", got)
	}
	it := item(s, "contract")
	if it.Stage != procedure.ItemDue || it.Lacks.Text != "The contract has no annex" || it.Lacks.By != "tom" || !it.SettledAt.IsZero() {
		t.Errorf("it is %+v", it)
	}
	if other := item(s, "folder"); other.Stage != procedure.ItemDone {
		t.Errorf("the other is %+v", other)
	}
	// The owner is asked again at once, in the words of the other side, and has a
	// business day before it is late.
	asked := false
	for _, l := range s.Letters {
		asked = asked || l.Template == "commitments-due" && l.Person == "lars" && l.At.Equal(s.Now) && strings.Contains(string(l.Content), "no annex")
	}
	if !asked || it.LateAt.Before(solo.At("2026-12-16 12:00")) {
		t.Errorf("asked: %t, late from %s on:\n%s", asked, it.LateAt, strings.Join(s.Lines(), "\n"))
	}
}

// TestWhatIsContestedToNoEffectIsExplained has each answered in a sentence, and changes
// nothing.
func TestWhatIsContestedToNoEffectIsExplained(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, at, person, words, want string
	}{
		{"of two, which?", "2026-12-15 12:00", "tom", "It is not there", "item-which-done"},
		{"by the own side", "2026-12-15 12:00", "sofie", "The contract has no annex", "item-none-done"},
		{"by the owner", "2026-12-15 12:00", "lars", "The contract has no annex", "item-none-done"},
		{"in the last hour", "2026-12-22 11:59", "tom", "The contract has no annex", "item-noted-again"},
		{"after ten business days", "2026-12-22 12:01", "tom", "The contract has no annex", "item-too-late"},
		{"when it is forgotten", "2027-01-08 12:01", "tom", "The contract has no annex", "item-none-done"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := play(t, task("contract", "2026-12-08"), task("folder", "2026-12-08"), task("later", "2027-02-01")).Until("2026-12-08 12:00")
			says(s, "due", "lars", yes("contract"), yes("folder")).Until(tc.at)
			contests(s, tc.person, tc.words)
			if got := explained(s); got != tc.want {
				t.Errorf("%s reads %q, want %q", tc.person, got, tc.want)
			}
			if open := item(s, "contract").Stage == procedure.ItemDue; open != (tc.want == "item-noted-again") {
				t.Errorf("it is %+v", item(s, "contract"))
			}
		})
	}
}

func TestOnlyOneWhoIsContestedTwiceIsOpenedOnce(t *testing.T) {
	t.Parallel()
	s := settled(t).Until("2026-12-10 12:00")
	contests(s, "tom", "The contract has no annex")
	contests(s, "tom", "The contract is still without an annex")
	if got := explained(s); got != "item-noted-again" && got != "item-none-done" {
		t.Errorf("the second time Tom reads %q", got)
	}
	if n := strings.Count(strings.Join(s.Lines(), "\n"), "Commitment contract is open again"); n != 1 {
		t.Errorf("it was opened %d times", n)
	}
}

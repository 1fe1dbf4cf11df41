package answer

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// manySignatures are the questions of a mail that asks for signatures in some partnerships.
func manySignatures(n int) []partnership.Question {
	var words, consents []partnership.Question
	for i := range n {
		words = append(words, partnership.Question{ID: fmt.Sprintf("%d/remark", i+1), Kind: partnership.KindText, Optional: true, Text: "What is unclear?"})
		consents = append(consents, partnership.Question{ID: fmt.Sprintf("%d/consent", i+1), Kind: partnership.KindYesNo, ByCommand: true})
	}
	return append(words, consents...)
}

// TestASignatureNamesWhichOfSeveralItIsFor by numbers, and takes nothing else beside them.
func TestASignatureNamesWhichOfSeveralItIsFor(t *testing.T) {
	t.Parallel()
	items := []partnership.CommandName{partnership.CommandSign, partnership.CommandDecline, partnership.CommandWithdraw}
	for _, c := range []struct{ text, want string }{
		{"SIGN", "SIGN"},
		{"sign", "SIGN"},
		{"SIGN all", "SIGN"},
		{"ПОДПИСЫВАЮ все", "SIGN"},
		{"SIGN except 4, 17", "SIGN except 4, 17"},
		{"SIGN all except 4 and 17.\n\nBest,\nAnn", "SIGN except 4, 17"},
		{"SIGN, but not 4", "SIGN except 4"},
		{"sign all but 2", "SIGN except 2"},
		{"ПОДПИСЫВАЮ все, кроме 4 и 17", "SIGN except 4, 17"},
		{"подписываю кроме №4", "SIGN except 4"},
		{"SIGN 1, 3", "SIGN 1, 3"},
		{"SIGN 1 and 3", "SIGN 1, 3"},
		{"WITHDRAW 2", "WITHDRAW 2"},
		{"СНИМАЮ 2", "WITHDRAW 2"},
		{"DECLINE 4: our share is too small", "DECLINE 4 our share is too small"},
		{"DECLINE: 4: our share is too small", "DECLINE 4 our share is too small"},
		{"НЕ ПОДПИСЫВАЮ 4: доля мала", "DECLINE 4 доля мала"},
		{"DECLINE: our share is too small", "DECLINE our share is too small"},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, readCommands(c.text, Context{Locale: "en", Item: items, Questions: manySignatures(20)})); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestAConditionNamesNoSignature whatever it is about: nothing is signed, and what was
// written is asked about.
func TestAConditionNamesNoSignature(t *testing.T) {
	t.Parallel()
	items := []partnership.CommandName{partnership.CommandSign, partnership.CommandDecline, partnership.CommandWithdraw}
	for _, c := range []struct {
		text string
		n    int
	}{
		{"SIGN if 4 is changed", 20},
		{"SIGN except the dealers in the north", 20},
		{"SIGN except 4 unless it is changed", 20},
		{"SIGN 4 as soon as the date is fixed", 20},
		{"SIGN all, provided that 4 is changed", 20},
		{"ПОДПИСЫВАЮ кроме тех, где нет срока", 20},
		{"ПОДПИСЫВАЮ все, если 4 исправят", 20},
		{"SIGN except 4\n\nWe still need the annex.", 20},
		{"SIGN\nbut not 4", 20},
		{"SIGN 1\nSIGN 2", 20},
		{"DECLINE all but 3: no", 20},
		{"SIGN except 1", 1},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			r := Read(c.text, Context{Locale: "en", Item: items, Questions: manySignatures(c.n), Today: cadence.Date{Year: 2026, Month: 11, Day: 23}})
			if len(r.Commands) > 0 || len(r.Problems) == 0 {
				t.Errorf("commands %v, problems %q", r.Commands, r.Problems)
			}
		})
	}
}

package procedure_test

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func TestASignalSaysWhoAndWhatAndNoWordOfTheMail(t *testing.T) {
	t.Parallel()
	two := 2
	secret := []partnership.Answer{{Question: "why"}, {Question: "mql"}}
	for want, got := range map[string]string{
		"lars answers 2 questions": procedure.Reply{
			Person: "lars", Class: procedure.ReplyAnswer, Answers: secret, From: "lars@lumen.example", Sender: "lars@lumen.example",
		}.Gist(),
		"lars answers 2 questions, writes 1 command, has 1 line that could not be read": procedure.Reply{
			Person: "lars", Class: procedure.ReplyAnswer, Answers: secret, Commands: make([]partnership.Command, 1), Problems: []string{"what?"},
		}.Gist(),
		"lars casts a ballot":        procedure.Reply{Person: "lars", Class: procedure.ReplyAnswer, Cast: true}.Gist(),
		"lars writes":                procedure.Reply{Person: "lars", Class: procedure.ReplyAnswer}.Gist(),
		"The mail to lars came back": procedure.Reply{Person: "lars", Class: procedure.ReplyBounce}.Gist(),
		"2 mails in quarantine":      procedure.Message{From: "mailbox/main", Quarantined: &two}.Gist(),
		"duo orders: withdraw":       procedure.Message{From: "duo", Order: &procedure.Order{Kind: procedure.OrderWithdraw}}.Gist(),
		"check-in/weekly/2026-12-01: complete, 1 figure": procedure.Message{
			From: "duo/check-in/weekly/2026-12-01", Shown: &procedure.Shown{Stage: "closed", Outcome: procedure.Outcome("complete")}, Readings: make([]measure.Reading, 1),
		}.Gist(),
		"What became of 1 letter": procedure.Message{Arrivals: make([]procedure.Arrival, 1)}.Gist(),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

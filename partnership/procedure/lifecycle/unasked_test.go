package lifecycle_test

import (
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// wrote is what somebody writes first.
func wrote(id, person string, commands ...partnership.CommandName) procedure.Reply {
	r := procedure.Reply{ID: id, Person: person, Ask: lifecycle.UnaskedAsk("duo", person), Unasked: true, Source: id + "@mail.example"}
	for _, name := range commands {
		r.Commands = append(r.Commands, partnership.Command{Name: name})
	}
	return r
}

func TestWhoWritesFirstHearsWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	l := running(t)
	l.Reply(wrote("words", "tom")).Reply(wrote("words", "tom"))
	l.Reply(wrote("command", "tom", partnership.CommandStatus))
	l.Reply(wrote("left", "nobody"))
	l.Expect(
		"12-01 11:00 receipt/words receipt to tom",
		"12-01 11:00 status/command status to tom",
	)
	letter := l.Letter("receipt/words")
	if letter.Form != procedure.FormClosed || letter.Wording() != "unasked" || letter.InReplyTo != "words@mail.example" ||
		!letter.Urgent || letter.Workflow != "duo" || letter.Ask != lifecycle.UnaskedAsk("duo", "tom") || len(letter.Questions) != 0 {
		t.Errorf("the receipt is %+v", letter)
	}
	l.shows("Tom wrote to the partnership")
	entry := l.Entries[len(l.Entries)-2]
	if entry.Actor != "tom" || entry.Source != "command@mail.example" || entry.Text != "tom wrote to the partnership" {
		t.Errorf("on record is %+v", entry)
	}
}

// TestAnAutomaticMailIsNotSomebodyWriting also if it comes to the partnership's
// own address.
func TestAnAutomaticMailIsNotSomebodyWriting(t *testing.T) {
	t.Parallel()
	l := running(t)
	for _, class := range []procedure.ReplyClass{procedure.ReplyAuto, procedure.ReplyBounce, procedure.ReplyUnread} {
		r := wrote(string(class), "tom")
		r.Class, r.Bounce = class, procedure.SetbackFull
		l.Reply(r)
	}
	l.Expect()
}

func TestWritingFirstWorksInEveryPhaseThatGoesOn(t *testing.T) {
	t.Parallel()
	proposed := begin(t, specs.Duo(), "2026-11-20 09:00")
	proposed.Skip()
	proposed.Reply(wrote("early", "lars")).Expect("11-20 09:00 receipt/early receipt to lars")
	paused := running(t).command(procedure.Command{Name: procedure.Pause})
	paused.Skip()
	paused.Reply(wrote("paused", "lars")).Expect("12-01 11:00 receipt/paused receipt to lars")
}

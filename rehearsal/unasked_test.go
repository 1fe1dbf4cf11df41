package rehearsal_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/rehearsal"
)

func write(when, text string) rehearsal.Write {
	at, err := cadence.ParseWallTime(when)
	if err != nil {
		panic(err)
	}
	return rehearsal.Write{At: at, Text: text}
}

// TestUnaskedMail comes at its time on the writer's clock and is told with its
// fate. What was written before the first day is no part of the rehearsal.
func TestUnaskedMail(t *testing.T) {
	t.Parallel()
	o := options("12-02 00:00",
		rehearsal.Persona{Person: "tom", Silent: true, Writes: []rehearsal.Write{write("2026-12-01 15:00", "СТАТУС"), write("2026-11-30 09:00", "early")}},
		rehearsal.Persona{Person: "lars", Writes: []rehearsal.Write{write("2026-12-01 10:30", "CONFLICT: the till"), write("2027-12-01 10:30", "late")}},
		rehearsal.Persona{Person: "nobody", Writes: []rehearsal.Write{write("2026-12-01 10:30", "who am I")}},
	)
	want := []string{
		"12-01 10:00 begin Check-in weekly began", "12-01 10:00 check-in to lars@duo.example", "12-01 10:00 check-in to tom@duo.example",
		"12-01 10:30 reply of lars@duo.example CONFLICT: the till [kept: nobody waits]",
		"12-01 11:00 reply of lars@duo.example 1: 120", "12-01 11:00 measure mql = 120", "12-01 11:00 receipt to lars@duo.example",
		"12-01 12:00 reply of tom@duo.example СТАТУС [kept: nobody waits]", // 15:00 in Yerevan
	}
	if diff := cmp.Diff(want, run(t, duo(), o)); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

// TestAReplyThatNobodyTakes changes nothing and says why.
func TestAReplyThatNobodyTakes(t *testing.T) {
	t.Parallel()
	o := options("12-02 00:00",
		rehearsal.Persona{Person: "tom", Silent: true},
		rehearsal.Persona{Person: "lars", Replies: []rehearsal.Reply{{Template: "check-in", Texts: []string{"Buy now"}}}},
	)
	want := []string{
		"12-01 10:00 begin Check-in weekly began", "12-01 10:00 check-in to lars@duo.example", "12-01 10:00 check-in to tom@duo.example",
		"12-01 11:00 reply of lars@duo.example Buy now [kept: spam]",
	}
	if diff := cmp.Diff(want, run(t, duo(), o)); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

func TestUnaskedMailNeedsAZone(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.Parties[1].People[0].Zone = "Mars/Olympus"
	cast := rehearsal.NewCast([]rehearsal.Persona{{Person: "tom", Writes: []rehearsal.Write{write("2026-12-01 15:00", "HELP")}}})
	if list, err := cast.Unasked(spec); err == nil {
		t.Errorf("on Mars %v is written", list)
	}
}

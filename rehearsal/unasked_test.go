package rehearsal_test

import (
	"strings"
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

// TestUnaskedMail comes at its time on the writer's clock and is answered by the
// partnership. What was written before the first day is no part of the rehearsal.
func TestUnaskedMail(t *testing.T) {
	t.Parallel()
	o := options("12-02 00:00",
		rehearsal.Persona{Person: "tom", Silent: true, Writes: []rehearsal.Write{write("2026-12-01 15:00", "СТАТУС"), write("2026-11-30 09:00", "early")}},
		rehearsal.Persona{Person: "lars", Writes: []rehearsal.Write{write("2026-12-01 10:30", "Buy now"), write("2027-12-01 10:30", "late")}},
		rehearsal.Persona{Person: "nobody", Writes: []rehearsal.Write{write("2026-12-01 10:30", "who am I")}},
	)
	want := []string{
		"12-01 10:00 begin Check-in weekly began", "12-01 10:00 check-in to lars@duo.example", "12-01 10:00 check-in to tom@duo.example",
		"12-01 10:30 reply of lars@duo.example Buy now [kept: spam]",
		"12-01 11:00 reply of lars@duo.example 1: 120", "12-01 11:00 measure mql = 120", "12-01 11:00 receipt to lars@duo.example",
		"12-01 12:00 reply of tom@duo.example СТАТУС", "12-01 12:00 receipt to tom@duo.example", // 15:00 in Yerevan
	}
	if diff := cmp.Diff(want, run(t, duo(), o)); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
}

// TestUnaskedMailAnswersWhatIsOpen: before the round there is nothing to answer,
// and after the next has begun the first is over.
func TestUnaskedMailAnswersWhatIsOpen(t *testing.T) {
	t.Parallel()
	o := options("12-09 00:00",
		rehearsal.Persona{Person: "tom", Silent: true, Writes: []rehearsal.Write{
			write("2026-12-01 12:30", "1: 1"), write("2026-12-03 13:00", "1: 2"), write("2026-12-08 13:30", "1: 3"),
		}},
		rehearsal.Persona{Person: "lars", Silent: true},
	)
	var got []string
	for _, line := range run(t, duo(), o) {
		if strings.Contains(line, "measure") || strings.Contains(line, "receipt") || strings.Contains(line, "reply") {
			got = append(got, line)
		}
	}
	want := []string{
		"12-01 09:30 reply of tom@duo.example 1: 1", "12-01 09:30 receipt to tom@duo.example",
		"12-03 10:00 reply of tom@duo.example 1: 2", "12-03 10:00 measure mql = 2", "12-03 10:00 receipt to tom@duo.example with round-summary",
		"12-08 10:30 reply of tom@duo.example 1: 3", "12-08 10:30 measure mql = 3", "12-08 10:30 receipt to tom@duo.example",
	}
	if diff := cmp.Diff(want, got); diff != "" {
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
	cast := rehearsal.NewCast([]rehearsal.Persona{{Person: "tom", Writes: []rehearsal.Write{write("2026-12-01 15:00", "HELP")}}}, nil)
	if list, err := cast.Unasked(spec); err == nil {
		t.Errorf("on Mars %v is written", list)
	}
}

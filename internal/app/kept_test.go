//go:build !slim

package app

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
)

// keptPromises is the partnership of both sides in which Sofie owns the goal, Tom looks
// after a folder that Lars has to open, and a guard waits for a month.
func keptPromises(t *testing.T) partnership.Spec {
	t.Helper()
	spec := bothSides()
	spec.CheckIns[0].Ask = []string{"lars"}
	spec.Goals[0].Owner = "sofie"
	spec.Resources = []partnership.Resource{{ID: "folder", Title: "The folder", Kind: partnership.Folder, URL: "https://drive.example", Owner: "tom"}}
	when, err := condition.Parse("kpi.mql < 150 for 1 month")
	if err != nil {
		t.Fatal(err)
	}
	spec.Guards = []partnership.Guard{{ID: "low", When: when, Then: partnership.ThenReview}}
	return spec
}

// TestPromisesAreKeptOnAServer has Lars say that he cannot open what is shared; Tom lets
// him in, and not quite; a guard fires because its month has run; and when the figure is
// off track for the second time Sofie says what is done about it.
func TestPromisesAreKeptOnAServer(t *testing.T) {
	t.Parallel()
	const round4, round5 = "duo/check-in/fortnightly/2091-02-13", "duo/check-in/fortnightly/2091-02-27"
	missing := procedure.Reply{
		Person: "lars", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{number("mql", "130")},
		Commands: []partnership.Command{{Name: partnership.CommandNotQuite, Argument: "The folder does not open for me"}},
	}
	s := play(t, keptPromises(t), "2091-01-02 09:00").
		when("2091-01-02 12:00").reply(round1, "lars", number("mql", "130"), said("access", false)).
		until("2091-01-05 10:00")
	kept := state[commitments.Commitments](s, theItems)
	owed := kept.Owed()
	if len(owed) != 1 || owed[0].Owner != "tom" || owed[0].What != `Give Lars access to "The folder"` {
		t.Fatalf("owed are %+v", owed)
	}
	wrote := func(question, text string) partnership.Answer {
		return partnership.Answer{Question: question, Value: partnership.TextValue(text)}
	}
	s.when("2091-01-05 12:00").tells("due", 1, "tom", said(owed[0].ID, true)).
		when("2091-01-16 12:00").deliver(round2, missing).
		when("2091-01-17 12:00").tells("due", 2, "tom", said(owed[0].ID, true)).
		when("2091-02-13 12:00").reply(round4, "lars", number("mql", "121")).
		when("2091-02-27 12:00").reply(round5, "lars", number("mql", "122")).
		when("2091-02-28 12:00").deliver(theItems, procedure.Reply{ // nothing was owed for long: they have begun again
		Person: "sofie", Ask: procedure.AskID(theItems, "corrective-1-1", "sofie"), Class: procedure.ReplyAnswer,
		Answers: []partnership.Answer{wrote("action", "We call the ten largest customers"), {Question: "day", Value: partnership.DateValue(date("2091-03-05"))}},
	}).
		until("2091-03-05 12:00")
	var got []string
	for _, line := range s.happened() {
		for _, word := range []string{"commitments-due", "item-", "Commitment ", "condition-met", "corrective", "early-warning", "says that something"} {
			if strings.Contains(line, word) {
				got = append(got, letterKey.ReplaceAllString(line, "$1 $2"))
				break
			}
		}
	}
	want := []string{
		"2091-01-02 12:00 begin: Commitment c-dca7d1 of tom",
		"2091-01-05 08:00 commitments-due to tom",
		"2091-01-05 12:00 outcome: Commitment c-dca7d1 is done",
		"2091-01-16 12:00 commitments-due to tom",
		"2091-01-16 12:00 command: Lars says that something is not done: The folder does not open for me",
		"2091-01-16 12:00 phase: Commitment c-dca7d1 is open again",
		"2091-01-17 12:00 outcome: Commitment c-dca7d1 is done",
		"2091-02-02 12:00 condition-met to sofie",
		"2091-02-02 12:00 condition-met to tom",
		"2091-02-27 12:00 corrective-action to sofie",
		"2091-02-27 12:00 begin: Commitment c-4315a1 of sofie",
		"2091-02-27 12:00 early-warning to tom",
		"2091-02-28 12:00 phase: Commitment c-4315a1 is taken by sofie, due 2091-03-05",
		"2091-03-05 08:00 commitments-due to sofie",
	}
	if got, want := strings.Join(got, "\n"), strings.Join(want, "\n"); got != want {
		t.Errorf("what happened differs\n--- got\n%s\n--- want\n%s", got, want)
	}
	kept = state[commitments.Commitments](s, theItems)
	if owed := kept.Owed(); len(owed) != 1 || owed[0].What != "We call the ten largest customers" {
		t.Errorf("owed are %+v", owed)
	}
}

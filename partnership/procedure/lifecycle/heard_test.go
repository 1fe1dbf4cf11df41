package lifecycle_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// wrote is what a round tells of a person's command.
func (l *life) wrote(person string, name partnership.CommandName, argument string) *life {
	l.t.Helper()
	return l.report(first, procedure.Message{Heard: []procedure.Heard{{
		Command: partnership.Command{Name: name, Argument: argument}, Person: person, Reply: string(name) + argument,
	}}})
}

// both asks tom, too, and lars is the lead of nobody.
func both(spec *partnership.Spec) { spec.CheckIns[0].Ask = []string{"lars", "tom"} }

// nextAsked lists who is to be asked in the next round.
func (l *life) nextAsked() []string {
	var people []string
	for _, a := range l.partnership().Agenda.Occasions[0].Asks {
		who := a.Person
		if a.For != "" {
			who += " for " + a.For
		}
		people = append(people, who)
	}
	return people
}

func spec(change func(*partnership.Spec)) partnership.Spec {
	s := specs.Duo()
	change(&s)
	return s
}

func TestADeclaredAbsenceReachesOpenAndComingRounds(t *testing.T) {
	t.Parallel()
	l := open(t, spec(both)).wrote("lars", partnership.CommandAway, "2026-12-20")
	l.Expect("12-01 11:00 command: Lars is away until 2026-12-20", "12-01 11:00 order presence to "+first)
	if diff := cmp.Diff([]string{"sofie for lars", "tom"}, l.nextAsked()); diff != "" {
		t.Errorf("asked on the 15th (-want +got)\n%s", diff)
	}
	later := l.partnership().Agenda.Occasions[1]
	if later.Date != "2026-12-29" || later.Asks[0].Person != "lars" {
		t.Errorf("after the absence %s asks %s", later.Date, later.Asks[0].Person)
	}
	l.shows("Lars is away until 2026-12-20")
	if told := l.Told[len(l.Told)-1].Message.Order.Presence; told == nil || len(told.Away) != 1 {
		t.Errorf("the round hears %+v", told)
	}

	l.Skip()
	l.wrote("lars", partnership.CommandBack, "")
	l.Expect("12-01 11:00 command: Lars is here again", "12-01 11:00 order presence to "+first)
	if diff := cmp.Diff([]string{"lars", "tom"}, l.nextAsked()); diff != "" {
		t.Errorf("asked when he is back (-want +got)\n%s", diff)
	}
	if strings.Contains(l.Shown.Card, "### Not there") {
		t.Errorf("the card still says so:\n%s", l.Shown.Card)
	}
}

func TestTheSameAbsenceTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	l := running(t).wrote("lars", partnership.CommandAway, "2026-12-20")
	l.Skip()
	l.wrote("lars", partnership.CommandAway, "2026-12-20").Expect()
	l.wrote("sofie", partnership.CommandBack, "").Expect()
	l.wrote("nobody", partnership.CommandStop, "").Expect()
}

func TestAnAbsenceIsForgottenWhenItHasPassed(t *testing.T) {
	t.Parallel()
	l := running(t).wrote("lars", partnership.CommandAway, "2026-12-04").until("2026-12-20 00:00")
	l.wrote("tom", partnership.CommandAway, "2026-12-22") // plans anew
	if away := l.partnership().Presence.Away; len(away) != 1 || away[0].Person != "tom" {
		t.Errorf("away are %v", away)
	}
}

func TestStopEndsAllMailAndTellsTheLead(t *testing.T) {
	t.Parallel()
	l := open(t, spec(both)).wrote("lars", partnership.CommandStop, "")
	l.Expect("12-01 11:00 command: Lars wants no more mail", "12-01 11:00 stopped/sofie/STOP/0 stopped to sofie", "12-01 11:00 order presence to "+first)
	if diff := cmp.Diff([]string{"tom"}, l.nextAsked()); diff != "" {
		t.Errorf("asked next (-want +got)\n%s", diff)
	}
	l.shows("Lars wants no mail")
	letter := l.Letter("stopped/sofie/STOP/0")
	if !strings.Contains(string(letter.Content), `"about":"fortnightly"`) || letter.Rides {
		t.Errorf("the lead hears %s", letter.Content)
	}
	l.Skip()
	l.command(procedure.Command{Name: procedure.EndNow, Reason: "enough"})
	if people := l.written(lifecycle.TemplateClosing); slices.Contains(people, "lars") || len(people) != 2 {
		t.Errorf("the end is told to %v", people)
	}
}

func TestStartUndoesStop(t *testing.T) {
	t.Parallel()
	l := open(t, spec(both)).wrote("lars", partnership.CommandStop, "")
	l.Skip()
	l.wrote("lars", partnership.CommandStart, "")
	l.Expect("12-01 11:00 command: Lars wants mail again", "12-01 11:00 started/sofie/START/0 started to sofie", "12-01 11:00 order presence to "+first)
	if diff := cmp.Diff([]string{"lars", "tom"}, l.nextAsked()); diff != "" {
		t.Errorf("asked next (-want +got)\n%s", diff)
	}
}

// TestWhatIsKeptIsReadByThoseWhomItConcerns and rides along with other mail.
func TestWhatIsKeptIsReadByThoseWhomItConcerns(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		person  string
		command partnership.CommandName
		want    []string
	}{
		{"sofie", partnership.CommandDispute, []string{"tom"}},
		{"tom", partnership.CommandDispute, []string{"sofie"}},
	} {
		l := running(t)
		l.partnership().Rules = 1 // under which nobody compares figures
		l.wrote(tc.person, tc.command, "this and that")
		if diff := cmp.Diff(tc.want, l.written(lifecycle.TemplateKept)); diff != "" {
			t.Errorf("%s of %s is read by (-want +got)\n%s", tc.command, tc.person, diff)
		}
		for _, letter := range l.Letters {
			if letter.Template == lifecycle.TemplateKept && (!letter.Rides || letter.Topic != "") {
				t.Errorf("it goes as %+v", letter)
			}
		}
		l.shows("this and that")
		entry := l.Entries[len(l.Entries)-1]
		if entry.Actor != tc.person || !strings.Contains(entry.Text, "this and that") {
			t.Errorf("the journal says %+v", entry)
		}
	}
}

// TestWhatIsAskedForBecomesAnItem of whoever is to answer it; what is put on another
// side is only proposed.
func TestWhatIsAskedForBecomesAnItem(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		person   string
		command  partnership.CommandName
		text     string
		owner    string
		kind     procedure.ItemKind
		proposed bool
	}{
		{"lars", partnership.CommandQuestion, "how do we count?", "sofie", procedure.ItemIssue, false},
		{"lars", partnership.CommandQuestion, "does Tom know how we count?", "tom", procedure.ItemIssue, true},
		{"sofie", partnership.CommandBlocker, "customs hold two pallets", "tom", procedure.ItemIssue, true},
		{"lars", partnership.CommandWaiting, "the price list", "tom", procedure.ItemTask, true},
		{"tom", partnership.CommandWaiting, "Lars's price list", "lars", procedure.ItemTask, true},
		{"lars", partnership.CommandIdea, "a stand at the fair", "sofie", procedure.ItemIdea, true},
		{"sofie", partnership.CommandIdea, "a stand at the fair", "tom", procedure.ItemIdea, true},
	} {
		l := running(t).wrote(tc.person, tc.command, tc.text)
		begun := l.Begun[len(l.Begun)-1]
		if begun.Type != procedure.Commitments || begun.Brief.Workflow != "duo/commitments" {
			t.Fatalf("%s of %s begins %+v", tc.command, tc.person, begun)
		}
		want := procedure.Item{ID: begun.Brief.Order.Items[0].ID, What: tc.text, Kind: tc.kind, Owner: tc.owner, For: tc.person, By: tc.person, Command: tc.command, Proposed: tc.proposed}
		if diff := cmp.Diff([]procedure.Item{want}, begun.Brief.Order.Items); diff != "" {
			t.Errorf("%s of %s (-want +got)\n%s", tc.command, tc.person, diff)
		}
		if got := l.written(lifecycle.TemplateKept); len(got) > 0 {
			t.Errorf("%s of %s is read by %v, too", tc.command, tc.person, got)
		}
	}
}

// TestItemsThatWereHandedOverAreNotLost although what keeps them has just ended: it
// begins again with them.
func TestItemsThatWereHandedOverAreNotLost(t *testing.T) {
	t.Parallel()
	l := running(t).wrote("lars", partnership.CommandIdea, "a stand at the fair")
	first := l.Begun[len(l.Begun)-1].Brief
	l.Tell(procedure.Message{From: first.Workflow, Shown: &procedure.Shown{Stage: "proposed", Owed: []procedure.Owed{{ID: first.Order.Items[0].ID, What: "a stand at the fair", Owner: "sofie"}}}})
	l.shows("Sofie: a stand at the fair")
	l.wrote("lars", partnership.CommandQuestion, "how do we count?")
	kept := json.RawMessage(`[]`)
	l.Tell(procedure.Message{From: first.Workflow, Shown: &procedure.Shown{Outcome: procedure.OutcomeCompleted}, Course: &procedure.Course{Type: procedure.Commitments, Kept: kept}})
	again := l.Begun[len(l.Begun)-1].Brief
	if again.Occasion.Turn != 1 || len(again.Order.Items) != 1 || again.Order.Items[0].Command != partnership.CommandQuestion {
		t.Errorf("it begins again with %+v of turn %d", again.Order, again.Occasion.Turn)
	}
}

func TestABlockerIsShownAsOne(t *testing.T) {
	t.Parallel()
	running(t).wrote("lars", partnership.CommandBlocker, "customs\nhold two pallets").shows("Lars is blocked: customs hold two pallets")
}

func TestAnUnknownDelegateIsProposedToTheLead(t *testing.T) {
	t.Parallel()
	l := running(t).wrote("lars", partnership.CommandDelegate, "oma@north.example")
	l.Expect("12-01 11:00 command: Lars proposes somebody whom the spec does not know", "12-01 11:00 delegate-proposed/sofie/DELEGATEoma@north.example/0 delegate-proposed to sofie")
	if letter := l.Letters[len(l.Letters)-1]; letter.Rides {
		t.Error("the proposal waits for other mail")
	}
	if entry := l.Entries[len(l.Entries)-1]; strings.Contains(entry.Text, "@") {
		t.Errorf("the journal holds an address: %s", entry.Text)
	}
}

// TestCommandsCountWhenTheirRoundHasClosed is of mail that the partnership takes.
func TestCommandsCountWhenTheirRoundHasClosed(t *testing.T) {
	t.Parallel()
	l := running(t)
	l.Reply(procedure.Reply{Person: "lars", Ask: "old", Commands: []partnership.Command{
		{Name: partnership.CommandGoals}, {Name: partnership.CommandStatus}, {Name: partnership.CommandStop}, {Name: partnership.CommandVote, Argument: "price: up"},
	}})
	l.Expect(
		"12-01 11:00 goals/mail-1 goals to lars", "12-01 11:00 status/mail-1 status to lars", "12-01 11:00 receipt/mail-1 receipt to lars",
		"12-01 11:00 stopped/sofie/mail-1/0 stopped to sofie", "12-01 11:00 command: Lars wants no more mail", "12-01 11:00 command: Lars wants a vote, which comes to nothing: vote-not-lead", "12-01 11:00 vote/mail-1/1 receipt to lars", "12-01 11:00 order presence to "+first)
	letter := l.Letter("receipt/mail-1")
	if len(letter.Reactions) != 1 || letter.Reactions[0].Result != procedure.ResultDone {
		t.Errorf("the receipt says %+v", letter.Reactions)
	}
}

// TestPresenceOutlivesAPause: what was said meanwhile counts when it goes on.
func TestPresenceOutlivesAPause(t *testing.T) {
	t.Parallel()
	l := open(t, spec(both)).command(procedure.Command{Name: procedure.Pause})
	l.wrote("lars", partnership.CommandAway, "2026-12-20")
	l.command(procedure.Command{Name: procedure.Resume})
	if diff := cmp.Diff([]string{"sofie for lars", "tom"}, l.nextAsked()); diff != "" {
		t.Errorf("asked next (-want +got)\n%s", diff)
	}
}

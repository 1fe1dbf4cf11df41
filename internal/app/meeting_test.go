//go:build !slim

package app

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
)

const firstMeeting = "duo/meeting/steering/2091-02-01"

// steering is duo with three people on each side who meet once a month; Lars leads the
// meeting, and writes what was decided and who does what.
func steering() proof {
	spec := duo()
	spec.CheckIns = nil
	for i, id := range []string{"anna", "emil", "nora", "olga"} {
		p := member(id, []string{"north", "south"}[i%2])
		p.Roles = []partnership.Role{partnership.RoleMember}
		spec.Parties[i%2].People = append(spec.Parties[i%2].People, p)
	}
	spec.DecisionRules = []partnership.DecisionRule{{ID: "rule", OnePerParty: true}}
	spec.Meetings = []partnership.Meeting{{
		ID: "steering", Title: "Steering", Rule: rule("month", "first thursday", "15:00"), Duration: span("45m"), Chair: "lars",
		Invite: []string{"anna", "emil", "lars", "nora", "olga", "tom"}, Notice: span("7d"), Minutes: span("2bd"), By: "rule",
	}}
	lars := config.Persona{Person: "lars", After: span("1h"), Replies: []config.PersonaReply{{Template: string(meeting.TemplateWanted), Texts: []string{
		"PRESENT: all\nDECISION: The pilot begins in May (for: North, South) (goal: leads)\n" +
			"ACTION: Tom, send the list, by 20 February\nACTION: Anna, book the hall, by 21 February\nACTION: Emil, draw the stand, by 22 February\nACTION: Lars, call the printer, by 23 February",
	}}}}
	people := []config.Persona{lars}
	for _, id := range []string{"anna", "emil", "nora", "olga", "tom"} { // who reads minutes and agrees says nothing
		people = append(people, config.Persona{Person: id, After: span("1h"), Replies: []config.PersonaReply{{Template: string(meeting.TemplateMinutes), Texts: []string{""}}}})
	}
	return proof{
		spec: spec, until: date("2091-02-12"), zone: time.UTC, repertoire: standardRepertoire(),
		script: config.Rehearsal{Personas: people},
	}
}

// meetingBudget is the most events that a meeting of six people takes with agenda, minutes and
// four actions, over its own workflow and the partnership's share of it.
const meetingBudget = 100

// A meeting goes on a real server as in the rehearsal: six people are invited, the chair writes
// minutes, four actions become promises, and what was decided is on record with its goal.
func TestAMeetingOnTheServerIsWhatWasRehearsed(t *testing.T) {
	t.Parallel()
	p := steering()
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	if got := s.ended(firstMeeting); got != procedure.OutcomeAccepted {
		t.Fatalf("the meeting ended as %q:\n%s", got, strings.Join(s.happened(), "\n"))
	}
	found, err := ReadDecisions(t.Context(), s.store, "duo")
	if err != nil || len(found.Log) != 1 {
		t.Fatalf("the log is %+v, %v", found.Log, err)
	}
	if d := found.Log[0]; d.Result != decision.Carried || d.Goal != "leads" || d.Method != procedure.DecidedAtMeeting || d.Rule != "rule" || len(d.For) != 2 {
		t.Errorf("the log says %+v", d)
	}
	page, err := ReadReport(t.Context(), s.store, "duo", instant(t, "2091-02-12 00:00"))
	if err != nil || len(page.Decisions) != 1 || page.Decisions[0].Goal != p.spec.Goals[0].Statement || len(page.Decisions[0].For) != 2 {
		t.Errorf("the page of the report shows %+v, %v", page.Decisions, err)
	}
	owed, err := ReadOwed(t.Context(), s.store, "duo")
	if err != nil || len(owed.Items) != 4 {
		t.Errorf("owed is %+v, %v", owed.Items, err)
	}
	own, share := s.history(firstMeeting), s.between("duo", "2091-01-20 00:00", "2091-02-12 00:00")
	all := slices.Concat(own, share)
	t.Logf("a meeting of six people with minutes and four actions takes %d events\n%s", len(all), table(own, share))
	if len(all) > meetingBudget {
		t.Errorf("a meeting of six people takes %d events, want at most %d", len(all), meetingBudget)
	}
}

// recordMeeting keeps a meeting from its invitation to accepted minutes.
func recordMeeting(t *testing.T, folder string) {
	p := steering()
	s := p.open(t)
	p.play(t, s)
	keep(t, filepath.Join(folder, "meeting-accepted.json"), s.history(firstMeeting))
}

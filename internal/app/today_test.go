//go:build !slim

package app

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// busyDay is agreedDay with something else that Lars owes on the same day, and a
// milestone of Tom's that Lars accepts, due that day, too.
func busyDay() partnership.Spec {
	spec := agreedDay()
	spec.Parties[0].Obligations = []partnership.Obligation{{ID: "contract", What: "Send the draft contract", Owner: "lars", Due: date("2091-01-24")}}
	spec.Goals[0].Milestones = append(slices.Clone(spec.Goals[0].Milestones),
		partnership.Milestone{ID: "campaign", Title: "Campaign live", Due: date("2091-01-24"), Owner: "tom", AcceptBy: "lars"})
	return spec
}

// writes lets a person answer the latest mail that asked them with a template, as a
// phone does.
func (s *stage) writes(person string, template procedure.Template, text string) *stage {
	return s.do(func(ctx context.Context, number int) error {
		s.mu.Lock()
		var id string
		for known, l := range s.letters {
			if l.Person == person && l.Template == template && (id == "" || l.At.After(s.letters[id].At)) {
				id = known
			}
		}
		asked := s.words[id]
		s.mu.Unlock()
		reader, _ := s.spec.Person(person)
		raw, err := answerFromPhone(asked, reader, s.timeline.Clock.Now(), text)
		if err != nil {
			return err
		}
		in := activities.Received{Account: mailboxName, Mailbox: "INBOX", UIDValidity: 1, UID: uint32(number), At: s.timeline.Clock.Now(), Raw: raw}
		_, err = s.work.Watcher.Intake.Take(ctx, in)
		return err
	})
}

// TestWhatIsDueOfOnePersonOnOneDayIsOneMail has three procedures ask Lars on one
// morning, and his one line reach each of them.
func TestWhatIsDueOfOnePersonOnOneDayIsOneMail(t *testing.T) {
	t.Parallel()
	s := play(t, busyDay(), "2091-01-02 09:00").
		when("2091-01-24 08:00").writes("tom", "milestone-warning", "DONE").
		when("2091-01-24 10:00").writes("lars", procedure.TemplateToday, "1 done, 2: 5 February 2091, 3: yes").
		until("2091-01-26 00:00")
	lines := slices.DeleteFunc(s.happened(), func(line string) bool {
		return line < "2091-01-24" || strings.Contains(line, "receipt") || strings.Contains(line, " begin:") || !strings.Contains(line, "lars") && !strings.Contains(line, "campaign")
	})
	if got := s.ended("duo/milestone/leads/campaign"); got != procedure.OutcomeMet {
		t.Errorf("what Lars accepted ended as %q", got)
	}
	mails := slices.DeleteFunc(lines, func(line string) bool { return !strings.Contains(line, " to lars") })
	if len(mails) != 1 || !strings.Contains(mails[0], "today to lars") {
		t.Errorf("Lars got %q, want one mail of the day", mails)
	}
}

func TestAReplyToWhatStoodTogetherIsHeardByTheOnesThatGoOn(t *testing.T) {
	t.Parallel()
	s := play(t, busyDay(), "2091-01-02 09:00").
		when("2091-01-24 08:00").writes("tom", "milestone-warning", "DONE").
		when("2091-01-24 09:00").command("duo", procedure.Command{Name: procedure.Waive, Goal: "leads", Milestone: "rules", Reason: "not needed"}).
		when("2091-01-24 10:00").writes("lars", procedure.TemplateToday, "1 done\n2 done\n3 no, the landing page is missing").
		until("2091-01-24 12:00")
	happened := strings.Join(s.happened(), "\n")
	for _, want := range []string{"Commitment contract is done", "Milestone campaign is not accepted", "Milestone rules: waived"} {
		if !strings.Contains(happened, want) {
			t.Errorf("it lacks %q:\n%s", want, happened)
		}
	}
}

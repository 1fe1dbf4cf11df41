//go:build !slim

package app

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	asks "github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
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
	reader, _ := s.spec.Person(person)
	return s.writesAs(reader, person, template, text)
}

// writesAs lets whoever reads a person's latest mail of a template answer it.
func (s *stage) writesAs(reader partnership.Person, person string, template procedure.Template, text string) *stage {
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
	receipts := slices.DeleteFunc(s.happened(), func(line string) bool {
		return line < "2091-01-24 10:00" || !strings.Contains(line, "receipt to lars")
	})
	if len(receipts) != 1 {
		t.Errorf("his one line brings %q, want one receipt", receipts)
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

// TestOneLineAnswersTheMailOfADay reads what people write to the mail of a day, and sees
// what each ask hears. The first two are what the mail itself shows as examples.
func TestOneLineAnswersTheMailOfADay(t *testing.T) {
	t.Parallel()
	yesNo := func(id, text string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindYesNo, Text: text}
	}
	optional := func(id string, kind partnership.QuestionKind) partnership.Question {
		return partnership.Question{ID: id, Kind: kind, Text: id, Optional: true}
	}
	ask := func(template procedure.Template, workflow, about string, questions ...partnership.Question) procedure.Letter {
		return procedure.Letter{
			Key: "ask", Template: template, Form: procedure.FormAsk, Opens: true, Workflow: workflow, Person: "lars", Ask: workflow, About: about,
			Asking: procedure.Asking{Questions: questions},
		}
	}
	l := kinds.Together(kinds.All()).Join([]procedure.Letter{
		ask("milestone-acceptance", "duo/milestone/leads/campaign", "Campaign live", yesNo("accept", "Do you accept it?"), optional("missing", partnership.KindText)),
		ask("milestone-due", "duo/milestone/leads/rules", "Rules signed", yesNo("done", `Is "Rules signed" done?`), optional("day", partnership.KindDate)),
		ask("commitments-due", "duo/commitments", "Send the contract", partnership.Question{ID: "contract", Kind: partnership.KindTask, Text: "Send the contract (by 8 Dec 2026)"}),
	})
	for _, c := range []struct{ locale, text, want string }{
		{"en", "1 done, 2: 5 March, 3 no, page 2 is missing", "contract=yes day=2027-03-05 accept=no missing=page 2 is missing"},
		{"ru", "1 готово, 2: 5 марта, 3 нет, не хватает страницы 2", "contract=yes day=2027-03-05 accept=no missing=не хватает страницы 2"},
		{"en", "1) done\n2) done\n3) yes", "contract=yes done=yes accept=yes"},
		{"en", "1: need help from Tom\n2: yes\n3: accepted", "contract=need help from Tom done=yes accept=yes"},
		{"en", "3 yes", "accept=yes"},
		{"en", "DONE 1, 2\n3) yes", "[DONE 1] [DONE] accept=yes"},
		{"en", "EXTEND 2 5d", "[EXTEND 5d]"},
		{"en", "All done", "contract=yes done=yes accept=yes"},
		{"ru", "1) готово\n2) да\n3) принимаю", "contract=yes done=yes accept=yes"},
	} {
		u := understand.Text(c.text, understand.Context{
			Questions: l.Questions, Locale: c.locale, Today: cadence.Date{Year: 2026, Month: 12, Day: 8}, Item: procedure.ItemsOf(kinds.All(), l.Workflow),
		})
		reply := procedure.Reply{ID: "mail", Class: procedure.ReplyAnswer, Answers: u.Answers, Commands: u.Commands, Problems: u.Problems}
		var heard []string
		for _, share := range asks.Split(asks.PartsOf(l), reply) {
			for _, a := range share.Reply.Answers {
				heard = append(heard, a.Question+"="+a.Value.String())
			}
			for _, command := range share.Reply.Commands {
				heard = append(heard, "["+strings.TrimSpace(string(command.Name)+" "+command.Argument)+"]")
			}
			for _, p := range share.Reply.Problems {
				heard = append(heard, "?"+p)
			}
		}
		if got := strings.Join(heard, " "); got != c.want {
			t.Errorf("%q is heard as %s, want %s", c.text, got, c.want)
		}
	}
}

package rehearsal_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/rehearsal"
)

// dueTogether is duo without a rhythm; Lars owes two things and a milestone on one day.
func dueTogether() partnership.Spec {
	spec := duo()
	spec.CheckIns = nil
	spec.Parties[0].Obligations = []partnership.Obligation{
		{ID: "contract", What: "Send the contract", Owner: "lars", Due: date("2027-01-20")},
		{ID: "folder", What: "Open the folder", Owner: "lars", Due: date("2027-01-20")},
	}
	spec.Goals[0].Milestones = []partnership.Milestone{{ID: "rules", Title: "Rules", Due: date("2027-01-20"), Owner: "lars", AcceptBy: "tom"}}
	return spec
}

// typedBy plays until a time and returns what somebody wrote in reply to the mails of the
// day.
func typedBy(t *testing.T, persona rehearsal.Persona) []string {
	t.Helper()
	o := options("01-25 00:00", persona)
	o.Until = o.Until.AddDate(1, 0, 0)
	var typed []string
	o.Understand = func(r rehearsal.Reaction, _ partnership.Person, l procedure.Letter, _ rehearsal.Mail) (procedure.Reply, rehearsal.Fate) {
		if l.Template == procedure.TemplateToday {
			typed = append(typed, r.At.UTC().Format("01-02 15:04")+" "+r.Text)
		}
		return procedure.Reply{Class: procedure.ReplyAnswer}, rehearsal.Fate{}
	}
	events, err := rehearsal.Run(dueTogether(), o)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(events, func(e rehearsal.Event) bool { return e.Template == string(procedure.TemplateToday) })
	if i < 0 || !slices.Equal(events[i].Templates, []string{"commitments-due", "milestone-due"}) {
		t.Fatalf("no mail joins what is due: %v", lines(events))
	}
	return typed
}

func TestWhatSomebodyAnswersIsTypedUnderItsNumber(t *testing.T) {
	t.Parallel()
	reply := func(template procedure.Template, texts ...string) rehearsal.Reply {
		return rehearsal.Reply{Template: template, Texts: texts}
	}
	for name, c := range map[string]struct {
		persona rehearsal.Persona
		want    []string
	}{
		"diligent": {rehearsal.Persona{}, []string{"01-20 08:00 1: done\n2: done\n3: yes\n"}},
		"in their own words": {
			rehearsal.Persona{Replies: []rehearsal.Reply{
				reply("commitments-due", "1 done, 2: 5 March"), reply("milestone-due", "1) no\n2) 5 March 2027\nSTATUS"),
			}},
			[]string{"01-20 08:00 1 done, 2: 5 March\n3: no, 5 March 2027\nSTATUS\n"},
		},
		"with commands": {
			rehearsal.Persona{Replies: []rehearsal.Reply{reply("commitments-due", "DONE 2"), reply("milestone-due", "EXTEND 5d")}},
			[]string{"01-20 08:00 DONE 2\nEXTEND 3 5d\n"},
		},
		"commands as people write them": {
			rehearsal.Persona{Replies: []rehearsal.Reply{reply("commitments-due", "*DONE* 2"), reply("milestone-due", "- extend: 5d\nQUESTION: who signs?")}},
			[]string{"01-20 08:00 DONE 2\nEXTEND 3 5d\nQUESTION: who signs?\n"},
		},
		"one of them, and the other later": {
			rehearsal.Persona{Replies: []rehearsal.Reply{reply("commitments-due", ""), {Template: "milestone-due", Texts: []string{"DONE on the wall"}, After: span("3h")}}},
			[]string{"01-20 10:00 DONE 3 on the wall\n"},
		},
		"to the mail as it is": {
			rehearsal.Persona{Replies: []rehearsal.Reply{reply(procedure.TemplateToday, "1-3 done")}}, []string{"01-20 08:00 1-3 done"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.persona.Person = "lars"
			if diff := cmp.Diff(c.want, typedBy(t, c.persona)); diff != "" {
				t.Errorf("typed (-want +got):\n%s", diff)
			}
		})
	}
}

// Lars is late with two milestones and with what he owes since the same day: he is asked
// about all of it in one mail, and the other lead hears of it in one.
func TestAlarmsOfOneDayAreOneMail(t *testing.T) {
	t.Parallel()
	spec := dueTogether()
	spec.Goals[0].Milestones = append(spec.Goals[0].Milestones, partnership.Milestone{
		ID: "fair", Title: "Fair", Due: date("2027-01-20"), Owner: "lars", AcceptBy: "tom",
	})
	o := options("01-30 00:00", silent("lars"))
	o.Until = o.Until.AddDate(1, 0, 0)
	events, err := rehearsal.Run(spec, o)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range events {
		if e.Kind == rehearsal.KindMail && cadence.DateOf(e.At).String() > "2027-01-20" {
			got = append(got, fmt.Sprint(e.At.UTC().Format("01-02 "), e.Template, " to ", e.To, " ", e.Templates))
		}
	}
	want := []string{
		"01-25 alarms to lars@duo.example [item-late milestone-late milestone-late]",
		"01-28 alarms to tom@duo.example [item-late milestone-late milestone-late]",
		"01-28 alarms to lars@duo.example [milestone-late milestone-late]", // what he does about it
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
}

func TestOneReplyBringsOneReceipt(t *testing.T) {
	t.Parallel()
	o := options("01-21 00:00")
	o.Until = o.Until.AddDate(1, 0, 0)
	o.Understand = func(_ rehearsal.Reaction, _ partnership.Person, l procedure.Letter, _ rehearsal.Mail) (procedure.Reply, rehearsal.Fate) {
		reply := procedure.Reply{Class: procedure.ReplyAnswer}
		for _, q := range l.Questions {
			reply.Answers = append(reply.Answers, partnership.Answer{Question: q.ID, Value: partnership.BoolValue(true)})
		}
		return reply, rehearsal.Fate{}
	}
	events, err := rehearsal.Run(dueTogether(), o)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range events {
		if e.Kind == rehearsal.KindMail && e.To == "lars@duo.example" && cadence.DateOf(e.At).String() == "2027-01-20" {
			got = append(got, fmt.Sprint(e.At.UTC().Format("15:04 "), e.Template, " ", e.Templates))
		}
	}
	if want := []string{"07:00 today [commitments-due milestone-due]", "08:00 receipt [receipt receipt]"}; !slices.Equal(got, want) {
		t.Errorf("mails %q, want %q", got, want)
	}
}

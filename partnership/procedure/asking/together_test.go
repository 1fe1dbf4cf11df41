package asking_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// theLines are templates of mails that need only a line, and of alarms.
var theLines = asking.Together{
	Lines: []procedure.Template{"day-due", "acceptance", "list"}, Alarms: []procedure.Template{procedure.TemplateAllClear, "late"},
}

func lineLetter(template procedure.Template, workflow, about string, questions ...partnership.Question) procedure.Letter {
	return procedure.Letter{
		Key: "ask/lars", Template: template, Form: procedure.FormAsk, Opens: true, Slug: "duo", Workflow: workflow, Person: "lars",
		Ask: procedure.AskID(workflow, "", "lars"), About: about, Asking: procedure.Asking{Questions: questions},
	}
}

func optional(id string, kind partnership.QuestionKind) partnership.Question {
	return partnership.Question{ID: id, Kind: kind, Text: id, Optional: true}
}

// threeAsks are a list of two things, a day that is due and something to accept.
func threeAsks() []procedure.Letter {
	task := func(id string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindTask, Text: "Send the " + id}
	}
	yes := func(id, text string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindYesNo, Text: text}
	}
	return []procedure.Letter{
		lineLetter("acceptance", "duo/milestone/b", "Campaign", yes("accept", "Do you accept it?"), optional("missing", partnership.KindText)),
		lineLetter("day-due", "duo/milestone/a", "Rules", yes("done", `Is "Rules" done?`), optional("day", partnership.KindDate)),
		lineLetter("list", "duo/commitments", "", task("contract"), task("folder")),
	}
}

func TestWhatNeedsALineStandsUnderOneNumberEach(t *testing.T) {
	t.Parallel()
	l := theLines.Join(threeAsks())
	var asked []string
	for i, q := range l.Questions {
		asked = append(asked, fmt.Sprintf("%d) %s [%s]", i+1, q.Text, q.Kind))
	}
	want := []string{"1) Send the contract [task]", "2) Send the folder [task]", `3) Is "Rules" done? [task]`, "4) Campaign: Do you accept it? [task]"}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if l.Template != procedure.TemplateToday || l.Workflow != "duo/commitments" || len(l.Parts) != 3 {
		t.Errorf("joined as %s of %s with %d parts", l.Template, l.Workflow, len(l.Parts))
	}
	if one := threeAsks()[:1]; theLines.Join(one).Template != "acceptance" {
		t.Error("a letter that is alone does not stay as it is")
	}
}

func TestWhatIsNoLineStandsAlone(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*procedure.Letter){
		"another template":          func(l *procedure.Letter) { l.Template = "check-in" },
		"a reminder":                func(l *procedure.Letter) { l.Form, l.Opens = procedure.FormReminder, false },
		"in another's place":        func(l *procedure.Letter) { l.For = "anna" },
		"passed on":                 func(l *procedure.Letter) { l.Delegated = "anna" },
		"to another's mailbox":      func(l *procedure.Letter) { l.Reader = &procedure.Reader{} },
		"under seal":                func(l *procedure.Letter) { l.Sealed = true },
		"urgent":                    func(l *procedure.Letter) { l.Urgent = true },
		"answered in part":          func(l *procedure.Letter) { l.Understood = []partnership.Answer{{Question: "done"}} },
		"two questions that matter": func(l *procedure.Letter) { l.Questions[1].Optional = false },
		"a figure":                  func(l *procedure.Letter) { l.Questions[0].Kind = partnership.KindNumber },
	} {
		l := threeAsks()[1]
		if len(theLines.With(l)) == 0 {
			t.Fatal("what is due does not join")
		}
		if change(&l); len(theLines.With(l)) > 0 {
			t.Errorf("%s joins others", name)
		}
	}
}

// said is a reply to the mail of the three.
func said(answers []partnership.Answer, commands ...partnership.Command) procedure.Reply {
	return procedure.Reply{ID: "mail", Person: "lars", Class: procedure.ReplyAnswer, Answers: answers, Commands: commands}
}

func answer(question string, v partnership.Value, raw string) partnership.Answer {
	return partnership.Answer{Question: question, Value: v, Raw: raw}
}

// shared shows who hears what.
func shared(shares []asking.Share) []string {
	var list []string
	for _, s := range shares {
		var words []string
		for _, a := range s.Reply.Answers {
			words = append(words, a.Question+"="+a.Value.String())
		}
		for _, c := range s.Reply.Commands {
			words = append(words, strings.TrimSpace(string(c.Name)+" "+c.Argument))
		}
		for _, p := range s.Reply.Problems {
			words = append(words, "? "+p)
		}
		if s.Reply.Class != procedure.ReplyAnswer {
			words = append(words, string(s.Reply.Class)+" "+s.Reply.Until)
		}
		list = append(list, s.Workflow+": "+strings.Join(words, ", "))
	}
	return list
}

func TestEachAskHearsWhatIsSaidUnderItsNumber(t *testing.T) {
	t.Parallel()
	day, err := cadence.ParseDate("2026-12-20")
	if err != nil {
		t.Fatal(err)
	}
	yes, no, words := partnership.BoolValue(true), partnership.BoolValue(false), partnership.TextValue
	away := said([]partnership.Answer{answer("1/contract", yes, "done")})
	away.Away = "2026-12-30"
	promised := said([]partnership.Answer{answer("2/done", yes, "yes")})
	promised.Promised, promised.Until = true, "2026-12-11"
	for name, c := range map[string]struct {
		reply procedure.Reply
		want  []string
	}{
		"all of it": {
			said([]partnership.Answer{answer("1/contract", yes, "done"), answer("1/folder", words("need help from Tom"), ""), answer("2/done", partnership.DateValue(day), "20 Dec"), answer("3/accept", yes, "yes")}),
			[]string{"duo/commitments: contract=yes, folder=need help from Tom", "duo/milestone/a: day=2026-12-20", "duo/milestone/b: accept=yes"},
		},
		"one number": {said([]partnership.Answer{answer("3/accept", yes, "yes")}), []string{"duo/milestone/b: accept=yes"}},
		"a no and why": {
			said([]partnership.Answer{answer("3/accept", no, "no, page 2 is missing")}), []string{"duo/milestone/b: accept=no, missing=page 2 is missing"},
		},
		"words alone": {said([]partnership.Answer{answer("3/accept", words("page 2 is missing"), "")}), []string{"duo/milestone/b: missing=page 2 is missing"}},
		"a day for what wants a yes": {
			said([]partnership.Answer{answer("3/accept", partnership.DateValue(day), "20 Dec")}), []string{"duo/commitments: ? 20 Dec"},
		},
		"words for which there is no place": {
			said([]partnership.Answer{answer("2/done", words("the lawyer is ill"), "the lawyer is ill"), answer("3/accept", yes, "yes")}),
			[]string{"duo/milestone/b: accept=yes, ? the lawyer is ill"},
		},
		"commands with numbers": {
			said(nil, partnership.Command{Name: partnership.CommandDone, Argument: "2, 4 in the folder"}, partnership.Command{Name: partnership.CommandExtend, Argument: "3 5d"}),
			[]string{"duo/commitments: DONE 2 in the folder", "duo/milestone/a: EXTEND 5d", "duo/milestone/b: DONE in the folder"},
		},
		"a command without a number": {said(nil, partnership.Command{Name: partnership.CommandDone}), []string{"duo/commitments: ? DONE"}},
		"a number that is not there": {
			said(nil, partnership.Command{Name: partnership.CommandDone, Argument: "1, 9"}), []string{"duo/commitments: ? DONE 1, 9"},
		},
		"a command about no ask": {
			said([]partnership.Answer{answer("2/done", yes, "yes")}, partnership.Command{Name: partnership.CommandStatus}), []string{"duo/milestone/a: done=yes, STATUS"},
		},
		"the rest is a colleague's": {
			said([]partnership.Answer{answer("2/done", yes, "yes")}, partnership.Command{Name: partnership.CommandDelegate, Argument: "Anna"}),
			[]string{"duo/commitments: DELEGATE Anna", "duo/milestone/a: done=yes", "duo/milestone/b: DELEGATE Anna"},
		},
		"thanks alone": {said(nil), []string{"duo/commitments: "}},
		"an answer and an absence": {
			away, []string{"duo/commitments: contract=yes", "duo/milestone/a: absence 2026-12-30", "duo/milestone/b: absence 2026-12-30"},
		},
		"an answer and a promise": {
			promised, []string{"duo/commitments: promise 2026-12-11", "duo/milestone/a: done=yes", "duo/milestone/b: promise 2026-12-11"},
		},
		"an automatic reply": {
			procedure.Reply{ID: "mail", Class: procedure.ReplyAuto, Until: "2026-12-30"},
			[]string{"duo/commitments: auto_reply 2026-12-30", "duo/milestone/a: auto_reply 2026-12-30", "duo/milestone/b: auto_reply 2026-12-30"},
		},
		"it came back": {procedure.Reply{ID: "mail", Class: procedure.ReplyBounce}, []string{"duo/commitments: bounce "}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			parts := asking.PartsOf(theLines.Join(threeAsks()))
			shares := asking.Split(parts, c.reply)
			if diff := cmp.Diff(c.want, shared(shares)); diff != "" {
				t.Errorf("heard (-want +got):\n%s", diff)
			}
			ids := map[string]bool{}
			for _, s := range shares {
				if ids[s.Reply.ID] {
					t.Errorf("two shares have the ID %s", s.Reply.ID)
				}
				ids[s.Reply.ID] = true
			}
		})
	}
}

// anAlarm tells somebody that something is late.
func anAlarm(workflow, about string, questions ...partnership.Question) procedure.Letter {
	l := lineLetter("late", workflow, about, questions...)
	l.Opens, l.Form = false, procedure.FormNotice
	if len(questions) > 0 {
		l.Form = procedure.FormAsk
	}
	return l
}

// Whoever has something late themselves is asked first; what only tells has a number,
// too, so that a command can be about it.
func TestAlarmsStandTogetherAndACommandNamesTheOneItIsAbout(t *testing.T) {
	t.Parallel()
	over := anAlarm("w3", "Campaign")
	over.Template = procedure.TemplateAllClear
	l := theLines.Join([]procedure.Letter{
		over, anAlarm("w1", "Rules"), anAlarm("w2", "Fair", partnership.Question{ID: "done", Kind: partnership.KindYesNo, Text: "Done?"}),
	})
	var order []string
	for _, p := range l.Parts {
		order = append(order, p.Workflow)
	}
	if l.Template != procedure.TemplateAlarms || l.Form != procedure.FormAsk || len(l.Questions) != 1 || !slices.Equal(order, []string{"w2", "w1", "w3"}) {
		t.Errorf("joined as %s %s of %v with %d questions", l.Template, l.Form, order, len(l.Questions))
	}
	reply := procedure.Reply{
		ID: "mail", Class: procedure.ReplyAnswer,
		Answers:  []partnership.Answer{{Question: "1/done", Value: partnership.BoolValue(true)}},
		Commands: []partnership.Command{{Name: partnership.CommandExtend, Argument: "2 5d"}},
	}
	var heard []string
	for _, share := range asking.Split(asking.PartsOf(l), reply) {
		heard = append(heard, fmt.Sprintf("%s: %d answers, %v", share.Workflow, len(share.Reply.Answers), share.Reply.Commands))
	}
	if want := []string{"w2: 1 answers, []", "w1: 0 answers, [{EXTEND 5d}]"}; !slices.Equal(heard, want) {
		t.Errorf("heard %q, want %q", heard, want)
	}
}

func TestWhatDoesNotWaitForOthersIsAMailOfItsOwn(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*procedure.Letter){
		"an urgent alarm":  func(l *procedure.Letter) { l.Urgent = true },
		"what rides along": func(l *procedure.Letter) { l.Rides = true },
		"to who stands in": func(l *procedure.Letter) { l.Form, l.For = procedure.FormAsk, "tom" },
		"another template": func(l *procedure.Letter) { l.Template = "summary" },
		"asked for words": func(l *procedure.Letter) {
			l.Form, l.Questions = procedure.FormAsk, []partnership.Question{{Kind: partnership.KindText}}
		},
		"of another person's spec": func(l *procedure.Letter) { l.Spec = "newer" },
	} {
		l := anAlarm("w2", "Fair")
		if change(&l); theLines.Stand(anAlarm("w1", "Rules"), l, l.At) {
			t.Errorf("%s stands with others", name)
		}
	}
	if !theLines.Stand(anAlarm("w1", "Rules"), anAlarm("w2", "Fair"), time.Time{}) {
		t.Error("two alarms do not stand together")
	}
	if theLines.Stand(anAlarm("w1", "Rules"), threeAsks()[0], time.Time{}) {
		t.Error("an ask stands among alarms")
	}
}

// One reply that several procedures hear brings one receipt.
func TestReceiptsForOneMailStandTogether(t *testing.T) {
	t.Parallel()
	parts := asking.PartsOf(theLines.Join(threeAsks()))
	reply := procedure.Reply{ID: "mail", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{
		{Question: "1/contract", Value: partnership.BoolValue(true)}, {Question: "2/done", Value: partnership.BoolValue(true)},
	}}
	shares := asking.Split(parts, reply)
	if len(shares) != 2 {
		t.Fatalf("%d hear it", len(shares))
	}
	var receipts []procedure.Letter
	for i, share := range shares {
		out := procedure.Because(procedure.Event{Kind: procedure.Replied, Reply: &share.Reply})
		l := threeAsks()[0]
		l.Template, l.Form, l.Opens, l.Urgent, l.Workflow, l.Complete = procedure.TemplateReceipt, procedure.FormReceipt, false, true, share.Workflow, i == 0
		l.Open = []string{l.Questions[0].ID}
		out.Add(procedure.Send{Letter: l})
		receipts = append(receipts, out.Effects()[0].(procedure.Send).Letter)
	}
	if !theLines.Stand(receipts[0], receipts[1], time.Time{}) {
		t.Error("the two receipts do not stand together")
	}
	l := theLines.Join(receipts)
	if l.Template != procedure.TemplateReceipt || l.Form != procedure.FormReceipt || l.Complete || len(l.Parts) != 2 || len(l.Open) != 2 {
		t.Errorf("the receipt is %s, complete: %t, with %d parts, %v open", l.Form, l.Complete, len(l.Parts), l.Open)
	}
	other := receipts[1]
	if other.Divided = "another mail"; theLines.Stand(receipts[0], other, time.Time{}) {
		t.Error("receipts for two mails stand together")
	}
	if one := asking.Split(parts, procedure.Reply{ID: "mail", Class: procedure.ReplyAnswer, Answers: reply.Answers[:1]}); one[0].Reply.Divided != "" {
		t.Error("what one hears is divided")
	}
}

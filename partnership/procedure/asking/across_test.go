package asking_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// theSignatures are templates of mails that stand together with those of other partnerships.
var theSignatures = asking.Together{
	Alarms: []procedure.Template{procedure.TemplateAllClear, "late"},
	Across: []procedure.Across{
		{As: procedure.TemplateSignatures, Of: []procedure.Template{"signature", "late", "in-force"}}, {As: procedure.TemplateWelcomes, Of: []procedure.Template{"welcome"}},
	},
}

// toSign asks somebody for a signature in a partnership.
func toSign(slug string) procedure.Letter {
	workflow := slug + "/agreement/1"
	return procedure.Letter{
		Key: "ask/ann", Template: "signature", Form: procedure.FormAsk, Opens: true, Slug: slug, Workflow: workflow, Person: "ann",
		Ask: procedure.AskID(workflow, "", "ann"), Asking: procedure.Asking{Questions: []partnership.Question{
			{ID: "remark", Kind: partnership.KindText, Optional: true, Text: "What is unclear?"},
			{ID: "consent", Kind: partnership.KindYesNo, ByCommand: true},
		}},
	}
}

// threeToSign are those of three partnerships in one mail.
func threeToSign() procedure.Letter {
	return theSignatures.JoinAcross([]procedure.Letter{toSign("c"), toSign("a"), toSign("b")})
}

func TestEachPartnershipThatIsSignedHasANumber(t *testing.T) {
	t.Parallel()
	l := threeToSign()
	var asked []string
	for i, q := range l.Questions {
		asked = append(asked, fmt.Sprintf("%d) %s", i+1, q.ID))
	}
	want := []string{"1) 1/remark", "2) 2/remark", "3) 3/remark", "4) 1/consent", "5) 2/consent", "6) 3/consent"}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if l.Template != procedure.TemplateSignatures || l.Slug != "a" || len(l.Parts) != 3 || l.Ask == l.Parts[0].Ask {
		t.Errorf("joined as %s of %s with %d parts", l.Template, l.Slug, len(l.Parts))
	}
	many := make([]procedure.Letter, 120)
	for i := range many {
		many[i] = toSign(fmt.Sprintf("p%03d", i))
	}
	if n := len(theSignatures.JoinAcross(many).Parts); n != asking.MaxAcross {
		t.Errorf("%d stand in one mail", n)
	}
}

func TestASignatureIsForThoseThatItNames(t *testing.T) {
	t.Parallel()
	parts := asking.PartsOf(threeToSign())
	for _, c := range []struct {
		name     partnership.CommandName
		argument string
		want     string
	}{
		{partnership.CommandSign, "", "a: SIGN; b: SIGN; c: SIGN"},
		{partnership.CommandSign, "except 2", "a: SIGN; c: SIGN"},
		{partnership.CommandSign, "except 1, 3", "b: SIGN"},
		{partnership.CommandSign, "2, 3", "b: SIGN; c: SIGN"},
		{partnership.CommandWithdraw, "3", "c: WITHDRAW"},
		{partnership.CommandWithdraw, "", "a: WITHDRAW; b: WITHDRAW; c: WITHDRAW"},
		{partnership.CommandDecline, "2 our share is too small", "b: DECLINE our share is too small"},
		{partnership.CommandDecline, "our share is too small", "a: ?DECLINE our share is too small"},
		{partnership.CommandSign, "except 4", "a: ?SIGN except 4"},
		{partnership.CommandSign, "1, 7", "a: ?SIGN 1, 7"},
		{partnership.CommandSign, "all but the north", "a: ?SIGN all but the north"},
	} {
		t.Run(string(c.name)+" "+c.argument, func(t *testing.T) {
			t.Parallel()
			reply := procedure.Reply{ID: "mail", Class: procedure.ReplyAnswer, Commands: []partnership.Command{{Name: c.name, Argument: c.argument}}}
			if got := heardIn(asking.Split(parts, reply)); got != c.want {
				t.Errorf("heard is %q, want %q", got, c.want)
			}
		})
	}
}

// heardIn writes what each partnership hears of a mail: commands, answers, and behind a
// question mark what could not be read.
func heardIn(shares []asking.Share) string {
	var list []string
	for _, s := range shares {
		slug, _, _ := strings.Cut(s.Workflow, "/")
		var said []string
		for _, c := range s.Reply.Commands {
			said = append(said, strings.TrimSpace(string(c.Name)+" "+c.Argument))
		}
		for _, a := range s.Reply.Answers {
			said = append(said, a.Question+" = "+a.Value.String())
		}
		for _, p := range s.Reply.Problems {
			said = append(said, "?"+p)
		}
		list = append(list, slug+": "+strings.Join(said, ", "))
	}
	return strings.Join(list, "; ")
}

// TestWordsForNobodyReachNoPartnership: what names no number may not be read where it was
// not meant for.
func TestWordsForNobodyReachNoPartnership(t *testing.T) {
	t.Parallel()
	parts := asking.PartsOf(threeToSign())
	for command, want := range map[partnership.Command]string{
		{Name: partnership.CommandStop}:                                   "a: STOP; b: STOP; c: STOP",
		{Name: partnership.CommandAway, Argument: "2027-01-07"}:           "a: AWAY 2027-01-07; b: AWAY 2027-01-07; c: AWAY 2027-01-07",
		{Name: partnership.CommandStatus}:                                 "a: STATUS",
		{Name: partnership.CommandQuestion, Argument: "is b in trouble?"}: "a: ?QUESTION",
		{Name: partnership.CommandConflict, Argument: "they are late"}:    "a: ?CONFLICT",
		{Name: partnership.CommandDelegate, Argument: "Bob"}:              "a: ?DELEGATE",
	} {
		reply := procedure.Reply{ID: "mail", Class: procedure.ReplyAnswer, Commands: []partnership.Command{command}}
		if got := heardIn(asking.Split(parts, reply)); got != want {
			t.Errorf("%s: heard is %q, want %q", command.Name, got, want)
		}
	}
}

// toWelcome welcomes somebody to a partnership in which something is shared.
func toWelcome(slug string) procedure.Letter {
	return procedure.Letter{
		Key: "welcome/ann", Template: "welcome", Form: procedure.FormAsk, Opens: true, Slug: slug, Workflow: slug, Person: "ann",
		Ask: procedure.AskID(slug, "welcome", "ann"), Asking: procedure.Asking{Questions: []partnership.Question{
			{ID: "duties", Kind: partnership.KindYesNo, Text: "Right?"},
			{ID: "access", Kind: partnership.KindYesNo, Text: "Can you open both?", Optional: true},
			{ID: "no-access", Kind: partnership.KindText, Text: "Which not?", Optional: true},
		}},
	}
}

// TestEachAnswerToAWelcomeIsForTheOneThatItNames: a yes or a no has a number, and what is said
// behind it is heard with it by that partnership alone.
func TestEachAnswerToAWelcomeIsForTheOneThatItNames(t *testing.T) {
	t.Parallel()
	l := theSignatures.JoinAcross([]procedure.Letter{toWelcome("b"), toWelcome("a")})
	var asked []string
	for _, q := range l.Questions {
		asked = append(asked, fmt.Sprintf("%s %s %v", q.ID, q.Kind, q.ForAll))
	}
	want := []string{"1/duties task true", "1/access task true", "2/duties task true", "2/access task true"}
	if diff := cmp.Diff(want, asked); diff != "" || l.Template != procedure.TemplateWelcomes {
		t.Errorf("%s asks (-want +got):\n%s", l.Template, diff)
	}
	said := func(id, raw string, v partnership.Value) partnership.Answer {
		return partnership.Answer{Question: id, Value: v, Raw: raw}
	}
	yes, no := partnership.BoolValue(true), partnership.BoolValue(false)
	for _, c := range []struct {
		answers []partnership.Answer
		want    string
	}{
		{[]partnership.Answer{said("1/duties", "yes", yes)}, "a: duties = yes"},
		{[]partnership.Answer{said("2/duties", "no, that is Bob's", no), said("1/duties", "yes", yes)}, "a: duties = yes; b: duties = no"},
		{[]partnership.Answer{said("2/access", "no, not the prices", no)}, "b: access = no, no-access = not the prices"},
		{[]partnership.Answer{said("1/duties", "yes", yes), said("2/duties", "who pays?", partnership.TextValue("who pays?"))}, "a: duties = yes; b: ?who pays?"},
	} {
		got := heardIn(asking.Split(asking.PartsOf(l), procedure.Reply{ID: "mail", Class: procedure.ReplyAnswer, Answers: c.answers}))
		if got != c.want {
			t.Errorf("heard is %q, want %q", got, c.want)
		}
	}
	if !theSignatures.Adjoin(toWelcome("a"), toWelcome("b"), time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC)) {
		t.Error("two welcomes do not stand together")
	}
	if theSignatures.Adjoin(toWelcome("a"), toSign("b"), time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC)) {
		t.Error("a welcome stands together with an ask for a signature")
	}
}

func TestNewsOfPartnershipsStandInOneMail(t *testing.T) {
	t.Parallel()
	news := func(slug string) procedure.Letter {
		return procedure.Letter{Key: "n/ann", Template: "round-summary", Form: procedure.FormNotice, Rides: true, Slug: slug, Workflow: slug + "/round", Person: "ann"}
	}
	now := time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC)
	sealed := news("b")
	sealed.Sealed = true
	if !theSignatures.Spans(news("a")) || !theSignatures.Adjoin(news("a"), news("b"), now) || theSignatures.Adjoin(news("a"), toSign("b"), now) || theSignatures.Spans(sealed) {
		t.Error("notices do not stand together with notices only")
	}
	if l := theSignatures.JoinAcross([]procedure.Letter{news("b"), news("a")}); l.Template != procedure.TemplateNotice || l.Wording() != procedure.PhrasesNews || len(l.Parts) != 2 || len(l.Questions) > 0 {
		t.Errorf("joined as %s in the words of %s", l.Template, l.Wording())
	}
}

func TestAQuestionAboutOnePartnershipIsItsOwn(t *testing.T) {
	t.Parallel()
	reply := procedure.Reply{ID: "mail", Class: procedure.ReplyAnswer, Answers: []partnership.Answer{
		{Question: "2/remark", Value: partnership.TextValue("Who pays?"), Raw: "Who pays?"},
	}}
	if got := heardIn(asking.Split(asking.PartsOf(threeToSign()), reply)); got != "b: remark = Who pays?" {
		t.Errorf("heard is %q", got)
	}
}

func TestAllPartnershipsHearThatTheirMailCameBack(t *testing.T) {
	t.Parallel()
	two := theSignatures.JoinAcross([]procedure.Letter{toSign("a"), toSign("b")})
	shares := asking.Split(asking.PartsOf(two), procedure.Reply{ID: "mail", Class: procedure.ReplyBounce})
	if got := heardIn(shares); got != "a: ; b: " {
		t.Errorf("heard is %q", got)
	}
}

func TestWhatStandsTogetherAcrossPartnershipsIsAlike(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC)
	with := func(change func(*procedure.Letter)) procedure.Letter {
		l := toSign("b")
		change(&l)
		return l
	}
	if !theSignatures.Adjoin(toSign("a"), toSign("b"), now) {
		t.Error("two asks for a signature do not stand together")
	}
	for name, other := range map[string]procedure.Letter{
		"a reminder": with(func(l *procedure.Letter) { l.Form, l.Opens = procedure.FormReminder, false }),
		"an alarm":   with(func(l *procedure.Letter) { l.Form, l.Template = procedure.FormNotice, "late" }),
		"too late":   with(func(l *procedure.Letter) { l.Until = now }),
		"too early":  with(func(l *procedure.Letter) { l.NotBefore = now.Add(time.Hour) }),
		"a receipt":  with(func(l *procedure.Letter) { l.Form, l.Template, l.Divided = procedure.FormReceipt, "receipt", "mail" }),
	} {
		if theSignatures.Adjoin(toSign("a"), other, now) {
			t.Errorf("%s stands together with an ask", name)
		}
	}
	for name, alone := range map[string]procedure.Letter{
		"news of one partnership": with(func(l *procedure.Letter) { l.Form, l.Template = procedure.FormNotice, "in-force" }),
		"another template":        with(func(l *procedure.Letter) { l.Template = "check-in" }),
		"urgent":                  with(func(l *procedure.Letter) { l.Urgent = true }),
		"in another's place":      with(func(l *procedure.Letter) { l.For = "bob" }),
	} {
		if theSignatures.Spans(alone) {
			t.Errorf("%s spans partnerships", name)
		}
	}
	if one := toSign("a"); theSignatures.Stand(one, toSign("a"), now) || len(theSignatures.Daily(one)) > 0 {
		t.Error("within its partnership an ask for a signature does not stand alone")
	}
}

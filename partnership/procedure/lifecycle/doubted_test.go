package lifecycle_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// held is a mail in a person's name for which nobody vouches.
func (l *life) held(mail, person string) *life {
	l.t.Helper()
	l.Reply(procedure.Reply{ID: "held/" + mail, Class: procedure.ReplyHeld, Person: person, Mail: mail, At: l.Now, Source: mail + "@mail.example"})
	return l.arrive()
}

// arrive lets the letters that ask go out at once.
func (l *life) arrive() *life {
	l.t.Helper()
	for len(l.Post) > 0 {
		l.Arrive(l.Post[0].Key)
	}
	return l
}

// word is what a person answers to the letter that asks about mails, of which
// first is the first.
func word(id, first, person string, answers ...partnership.Answer) procedure.Reply {
	return procedure.Reply{ID: id, Person: person, Ask: lifecycle.DoubtAsk("duo", first, person), Answers: answers, Source: id + "@mail.example"}
}

func theirs(mail string, yes bool) partnership.Answer {
	return partnership.Answer{Question: mail, Value: partnership.BoolValue(yes)}
}

func TestAMailThatNobodyVouchesForIsAskedBack(t *testing.T) {
	t.Parallel()
	l := running(t).held("m1", "lars").held("m1", "lars")
	l.Expect("12-01 11:00 was-this-you/m1 was-this-you to lars")
	letter := l.Letter("was-this-you/m1")
	if letter.Form != procedure.FormAsk || !letter.Opens || letter.Urgent || letter.Ask != lifecycle.DoubtAsk("duo", "m1", "lars") ||
		len(letter.Questions) != 1 || letter.Questions[0].ID != "m1" || letter.Questions[0].Kind != partnership.KindYesNo ||
		!strings.Contains(letter.Questions[0].Text, "1 Dec 11:00") {
		t.Errorf("the letter is %+v", letter)
	}
	l.shows("mail `m1` of 1 Dec 11:00 waits for the word of Lars")
	l.Reply(word("yes", "m1", "lars", theirs("m1", true))).Reply(word("yes", "m1", "lars", theirs("m1", true)))
	l.Expect("12-01 11:00 release m1 of lars") // whoever takes it answers
	if p := l.partnership(); len(p.Doubted) != 0 {
		t.Errorf("still in doubt: %v", p.Doubted)
	}
}

func TestAMailThatIsNotTheirsHasNoEffect(t *testing.T) {
	t.Parallel()
	l := running(t).held("m1", "lars")
	l.Skip()
	l.Reply(word("no", "m1", "lars", theirs("m1", false))).Expect("12-01 11:00 receipt/no/denied receipt to lars")
	l.shows("not theirs: it has no effect")
	l.Reply(word("later", "m1", "lars", theirs("m1", true)))
	if l.Wrote("release") || len(l.partnership().Doubted) != 0 {
		t.Error("a no was taken back")
	}
}

// TestAPersonIsAskedBackOnceADay whatever is sent in their name; what came since
// is asked about together, and each mail has a word of its own.
func TestAPersonIsAskedBackOnceADay(t *testing.T) {
	t.Parallel()
	l := running(t).held("m1", "lars").held("m2", "lars").held("m3", "lars").held("t1", "tom")
	l.Expect("12-01 11:00 was-this-you/m1 was-this-you to lars", "12-01 11:00 was-this-you/t1 was-this-you to tom")
	l.Reply(word("yes", "m1", "lars", theirs("m1", true), theirs("m2", true))) // m2 was not asked about yet
	l.Expect("12-01 11:00 release m1 of lars")
	l.until("2026-12-02 10:59").Expect()
	l.until("2026-12-02 11:00").Expect("12-02 11:00 was-this-you/m2 was-this-you to lars")
	if l.Why == "" || len(l.Letter("was-this-you/m2").Questions) != 2 {
		t.Errorf("asked %+v", l.Letter("was-this-you/m2").Questions)
	}
	l.Reply(word("both", "m2", "lars", theirs("m2", false), theirs("m3", true)))
	l.Expect("12-02 11:00 release m3 of lars", "12-02 11:00 receipt/both/denied receipt to lars")
}

func TestAnUnclearWordIsNone(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]procedure.Reply{
		"nothing":     word("x", "m1", "lars"),
		"not known":   word("x", "m1", "lars", partnership.Answer{Question: "m1", Value: partnership.UnknownValue()}),
		"of a letter": word("x", "m1", "lars", theirs("m9", true)),
	} {
		l := running(t).held("m1", "lars")
		l.Skip()
		l.Reply(r).Expect("12-01 11:00 receipt/x receipt to lars")
		if letter := l.Letter("receipt/x"); letter.Form != procedure.FormReceipt || len(letter.Open) != 1 || len(letter.Questions) != 1 {
			t.Errorf("%s: the receipt asks %+v", name, letter)
		}
		if len(l.partnership().Doubted) != 1 {
			t.Errorf("%s: the doubt is gone", name)
		}
	}
	for _, class := range []procedure.ReplyClass{procedure.ReplyAuto, procedure.ReplyBounce, procedure.ReplyPromise} {
		l := running(t).held("m1", "lars")
		l.Skip()
		r := word("x", "m1", "lars", theirs("m1", true))
		r.Class, r.Bounce = class, procedure.SetbackFull
		if l.Reply(r).Expect(); len(l.partnership().Doubted) != 1 {
			t.Errorf("%s is a word", class)
		}
	}
}

// TestTheWordIsTheirsAlone: neither a colleague nor a deputy can give it.
func TestTheWordIsTheirsAlone(t *testing.T) {
	t.Parallel()
	l := running(t).held("m1", "lars")
	l.Skip()
	l.Reply(word("tom", "m1", "tom", theirs("m1", true)))
	if len(l.partnership().Doubted) != 1 {
		t.Error("somebody else's word counts")
	}
}

func TestDoubtsAreBounded(t *testing.T) {
	t.Parallel()
	l := running(t)
	for i := range 100 {
		l.held(fmt.Sprint("m", i), "lars")
	}
	if n := len(l.partnership().Doubted); n > 10 {
		t.Errorf("%d mails wait for one person's word", n)
	}
	l.held("t", "tom").held("n", "nobody")
	if n := len(l.partnership().Doubted); n != 11 {
		t.Errorf("%d mails wait, want tom's beside them and nobody's", n)
	}
	l.Skip()
	l.until("2026-12-02 11:00").arrive().until("2026-12-30 12:00")
	if n := len(l.partnership().Doubted); n != 11 {
		t.Errorf("%d mails wait after four weeks", n)
	}
	l.Stand("2027-01-01 12:00").Wake()
	if n := len(l.partnership().Doubted); n != 0 {
		t.Errorf("%d mails wait after all that time", n)
	}
}

func TestNothingIsInDoubtAfterTheEnd(t *testing.T) {
	t.Parallel()
	l := running(t).held("m1", "lars").command(procedure.Command{Name: procedure.EndNow, Reason: "sold"})
	if n := len(l.partnership().Doubted); n != 0 || strings.Contains(l.Shown.Card, "waits for the word") {
		t.Errorf("%d mails wait:\n%s", n, l.Shown.Card)
	}
}

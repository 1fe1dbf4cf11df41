package activities_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// toSign asks somebody for a signature in a partnership of theirs.
func toSign(slug, person string, at time.Time) procedure.Letter {
	l := ask(person)
	l.Key, l.Template, l.Slug, l.Workflow, l.Ask, l.At = slug, "signature", slug, slug+"/agreement/1", "a/"+slug, at
	l.Asking = procedure.Asking{Window: l.Window, Questions: []partnership.Question{
		{ID: "remark", Kind: partnership.KindText, Optional: true}, {ID: "consent", Kind: partnership.KindYesNo, ByCommand: true},
	}}
	return l
}

func TestSignaturesOfOneAddressAreOneMail(t *testing.T) {
	t.Parallel()
	o := newOffice(toSign("one", "sofie", noon), toSign("two", "sofie", noon.Add(5*time.Second)), toSign("not", "hans", noon), ask("sofie"))
	o.together.Across = []procedure.Across{{As: procedure.TemplateSignatures, Of: []procedure.Template{"signature"}}}
	o.rounds(t, 6, 10*time.Second)
	o.check(t, "mails", []string{
		"ask/sofie: composed 12:00, due 16:00", "not/agreement/1/not: composed 12:00, due 16:00", "one/agreement/1/one: composed 12:00, with two, due 16:00",
	}, o.mails)
	o.check(t, "letters", map[string]string{"one": "sent", "two": "sent", "not": "sent", "ask/sofie": "sent"}, o.outbox.states())
	last := o.outbox.asks[len(o.outbox.asks)-1]
	if len(last.Parts) != 2 || last.Parts[1].Workflow != "two/agreement/1" || last.Recipient != "sofie" {
		t.Errorf("kept of the mail is %+v", last)
	}
}

// A fleet begins one partnership after another: the mail goes out when no further one has
// come for a while, and not later than after ten minutes.
func TestTheMailWaitsForTheLastOfManyPartnerships(t *testing.T) {
	t.Parallel()
	o := newOffice()
	o.together.Across = []procedure.Across{{As: procedure.TemplateSignatures, Of: []procedure.Template{"signature"}}}
	for i := range 6 {
		o.outbox.post(toSign(fmt.Sprintf("p-%d", i), "sofie", o.now))
		o.rounds(t, 2, 5*time.Second)
	}
	if len(o.mails) > 0 {
		t.Errorf("mails while they come: %v", o.mails)
	}
	o.rounds(t, 3, 10*time.Second)
	o.check(t, "mails", []string{"p-0"}, o.keys())

	o = newOffice()
	o.together.Across = []procedure.Across{{As: procedure.TemplateSignatures, Of: []procedure.Template{"signature"}}}
	for i := range 80 {
		o.outbox.post(toSign(fmt.Sprintf("p-%02d", i), "sofie", o.now))
		o.rounds(t, 1, 10*time.Second)
	}
	if len(o.mails) != 1 {
		t.Errorf("%d mails after ten minutes of new ones", len(o.mails))
	}
}

func TestMoreThanANumberCanNameAreSeveralMails(t *testing.T) {
	t.Parallel()
	o := newOffice()
	o.together.Across = []procedure.Across{{As: procedure.TemplateSignatures, Of: []procedure.Template{"signature"}}}
	for i := range 120 {
		o.outbox.post(toSign(fmt.Sprintf("p%03d", i), "sofie", noon))
	}
	o.rounds(t, 6, 10*time.Second)
	if len(o.mails) != 2 {
		t.Errorf("%d mails", len(o.mails))
	}
	for key, state := range o.outbox.states() {
		if state != "sent" {
			t.Errorf("%s is %s", key, state)
		}
	}
}

func TestAMailAcrossPartnershipsThatHasNoWordsIsSentOneByOne(t *testing.T) {
	t.Parallel()
	o := newOffice(toSign("one", "sofie", noon), toSign("two", "sofie", noon))
	o.together.Across, o.unworded = []procedure.Across{{As: procedure.TemplateSignatures, Of: []procedure.Template{"signature"}}}, []string{"two"}
	o.rounds(t, 4, time.Minute)
	o.check(t, "letters", map[string]string{"one": "sent", "two": "unwritten"}, o.outbox.states())
}

// Its procedures go on alone; what is lost of one of them must not hold up the others.
func TestASpecThatIsLostHoldsUpNoOtherPartnership(t *testing.T) {
	t.Parallel()
	lost := toSign("two", "sofie", noon)
	lost.Spec = "lost"
	o := newOffice(toSign("one", "sofie", noon), lost, toSign("six", "sofie", noon))
	o.together.Across = []procedure.Across{{As: procedure.TemplateSignatures, Of: []procedure.Template{"signature"}}}
	o.rounds(t, 4, time.Minute)
	o.check(t, "letters", map[string]string{"one": "sent", "two": "unwritten", "six": "sent"}, o.outbox.states())
	o.check(t, "mails", []string{"one"}, o.keys())
}

// acrossHouse has asked Lars for signatures in his own partnership and in three others. In
// one of them somebody else has the same name, in another nobody knows his address.
func acrossHouse(e activities.Envelope) *house {
	e.Proof = activities.ProofLocal
	h := newHouse(e)
	consent := []partnership.Question{{ID: "consent", Kind: partnership.KindYesNo, ByCommand: true}}
	for i, person := range []string{"lars", "lars", "sofie", "nobody"} {
		slug := []string{"duo", "quartet", "trio", "solo"}[i]
		id, workflow := fmt.Sprintf("a%d", i+1), slug+"/agreement/1"
		h.inbox.ask.Parts = append(h.inbox.ask.Parts, procedure.Part{Ask: id, Workflow: workflow, Questions: consent})
		h.inbox.ask.Questions = append(h.inbox.ask.Questions, partnership.Question{ID: fmt.Sprintf("%d/consent", i+1), Kind: partnership.KindYesNo, ByCommand: true})
		h.inbox.elsewhere = append(h.inbox.elsewhere, activities.Ask{ID: id, Slug: slug, Workflow: workflow, Person: person, Spec: "digest", Locale: "en"})
		h.procedures.running = append(h.procedures.running, workflow)
	}
	h.inbox.elsewhere = h.inbox.elsewhere[1:]
	return h
}

// heardIn lists the workflows that heard something, and of whom.
func (h *house) heardIn() string {
	var list []string
	for workflow, replies := range h.procedures.replies {
		for _, r := range replies {
			list = append(list, workflow+" of "+r.Person)
		}
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

func TestASignatureCountsWhereItsWriterHasThatAddress(t *testing.T) {
	t.Parallel()
	h := acrossHouse(answer())
	h.reader.understood = activities.Understanding{Commands: []partnership.Command{{Name: partnership.CommandSign}}}
	if taken, err := h.intake().Take(t.Context(), received()); err != nil || taken.State != activities.InboxAccepted {
		t.Errorf("the mail was %s, %v", taken.State, err)
	}
	if got := h.heardIn(); got != "duo/agreement/1 of lars, quartet/agreement/1 of lars" {
		t.Errorf("heard have %s", got)
	}
}

func TestNobodyStandsInForASignatoryInAnotherPartnership(t *testing.T) {
	t.Parallel()
	e := answer()
	e.From = "hans@north.example" // the declared deputy of Lars
	h := acrossHouse(e)
	h.reader.understood = activities.Understanding{Commands: []partnership.Command{{Name: partnership.CommandSign}}}
	if _, err := h.intake().Take(t.Context(), received()); err != nil {
		t.Fatal(err)
	}
	if got := h.heardIn(); got != "duo/agreement/1 of hans" {
		t.Errorf("heard have %s", got)
	}
}

func TestEveryPartnershipHearsOfABounce(t *testing.T) {
	t.Parallel()
	e := answer()
	e.Class, e.From = activities.MailBounce, ""
	h := acrossHouse(e)
	if _, err := h.intake().Take(t.Context(), received()); err != nil {
		t.Fatal(err)
	}
	if got := h.heardIn(); got != "duo/agreement/1 of lars, quartet/agreement/1 of lars, solo/agreement/1 of nobody, trio/agreement/1 of sofie" {
		t.Errorf("heard have %s", got)
	}
}

// news is what nothing has taken along until its last day.
func news(slug, person string, until time.Time) procedure.Letter {
	l := notice(slug, person)
	l.Slug, l.Workflow, l.Until = slug, slug+"/round", until
	return l
}

// An executive of many partnerships is asked nothing, so nothing takes their notices along:
// those whose time is over within a day are one mail.
func TestNewsOfADayAreOneMail(t *testing.T) {
	t.Parallel()
	o := newOffice(news("one", "sofie", noon), news("two", "sofie", noon.Add(5*time.Hour)), news("not", "hans", noon), news("far", "sofie", noon.AddDate(0, 0, 2)))
	o.rounds(t, 3, time.Minute)
	o.check(t, "letters", map[string]string{"one": "sent", "two": "sent", "not": "sent", "far": "waiting"}, o.outbox.states())
	o.check(t, "mails", []string{"one/round/one: composed 12:00, also two", "not/round/not: composed 12:00"}, o.mails)
	o.now = noon.AddDate(0, 0, 3)
	o.rounds(t, 1, time.Minute)
	o.check(t, "letters", map[string]string{"one": "sent", "two": "sent", "not": "sent", "far": "sent"}, o.outbox.states())
}

func TestAnAnswerToNewsOfSeveralIsForNone(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		said activities.Understanding
		want string
	}{
		"words":      {activities.Understanding{Commands: []partnership.Command{{Name: partnership.CommandQuestion, Argument: "who pays?"}}}, ""},
		"no more":    {activities.Understanding{Commands: []partnership.Command{{Name: partnership.CommandStop}}}, "duo/agreement/1 of lars, quartet/agreement/1 of lars"},
		"thanks":     {activities.Understanding{}, ""},
		"both":       {activities.Understanding{Commands: []partnership.Command{{Name: partnership.CommandIdea, Argument: "x"}, {Name: partnership.CommandStop}}}, "duo/agreement/1 of lars, quartet/agreement/1 of lars"},
		"a conflict": {activities.Understanding{Commands: []partnership.Command{{Name: partnership.CommandConflict}}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := acrossHouse(answer())
			h.inbox.ask.Questions = nil
			for i := range h.inbox.ask.Parts {
				h.inbox.ask.Parts[i].Questions = nil
			}
			h.reader.understood = c.said
			taken, err := h.intake().Take(t.Context(), received())
			if err != nil {
				t.Fatal(err)
			}
			if got := h.heardIn(); got != c.want {
				t.Errorf("heard have %q", got)
			}
			if kept := taken.State == activities.InboxQuarantined; kept != (c.want == "") {
				t.Errorf("the mail is %s", taken.State)
			}
		})
	}
}

// told is a report of a partnership.
func told(slug, person string, at time.Time) procedure.Letter {
	l := ask(person)
	l.Key, l.Template, l.Form, l.Opens, l.Slug, l.Workflow, l.Ask, l.At = slug, "report", procedure.FormNotice, false, slug, slug, "r/"+slug, at
	l.Asking = procedure.Asking{}
	return l
}

// TestReportsOfOneDayToOneAddressAreOneMail: those of one moment stand together, also where
// they come one after another; one that comes later on the same day waits for the next morning.
func TestReportsOfOneDayToOneAddressAreOneMail(t *testing.T) {
	t.Parallel()
	o := newOffice(told("one", "sofie", noon), told("two", "sofie", noon.Add(5*time.Second)), told("not", "hans", noon), ask("sofie"))
	o.together.Digests = []procedure.Template{"report"}
	o.rounds(t, 6, 10*time.Second)
	o.check(t, "mails", []string{"ask/sofie: composed 12:00, due 16:00", "not/not: composed 12:00", "one/one: composed 12:00, with two"}, o.mails)
	o.outbox.post(told("six", "sofie", o.now.Add(2*time.Hour)), told("ten", "sofie", o.now.Add(3*time.Hour)))
	o.now = o.now.Add(4 * time.Hour)
	o.rounds(t, 6, time.Hour)
	if len(o.mails) != 3 {
		t.Errorf("a second mail went out on the same day: %v", o.mails)
	}
	o.rounds(t, 20, time.Hour)
	if last := o.mails[len(o.mails)-1]; len(o.mails) != 4 || !strings.HasPrefix(last, "six/six: composed 08:") || !strings.HasSuffix(last, "with ten") {
		t.Errorf("the next morning brings %v", o.mails[3:])
	}
}

// TestAReportThatCannotBeWordedHoldsUpNoOther sends the others.
func TestAReportThatCannotBeWordedHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	o := newOffice(told("one", "sofie", noon), told("two", "sofie", noon))
	o.together.Digests, o.unworded = []procedure.Template{"report"}, []string{"two"}
	o.rounds(t, 30, time.Hour) // it is tried alone on the next morning
	o.check(t, "letters", map[string]string{"one": "sent", "two": "unwritten"}, o.outbox.states())
}

// TestAReportShowsWhatWasDecidedInItsOwnPartnership looks into the log of each.
func TestAReportShowsWhatWasDecidedInItsOwnPartnership(t *testing.T) {
	t.Parallel()
	one, two, none := told("one", "sofie", noon), told("two", "sofie", noon), told("none", "hans", noon)
	one.Log, two.Log = true, true
	o := newOffice(one, two, none)
	o.together.Digests = []procedure.Template{"report"}
	o.rounds(t, 3, time.Minute)
	o.check(t, "mails", []string{"one/one: composed 12:01, with two, decided one, decided two", "none/none: composed 12:01"}, o.mails)
}

package lifecycle_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// welcomes are the letters of the welcome, as "ask sofie 12-01 09:00" by when they may go out.
func (l *life) welcomes() []string {
	var list []string
	for _, w := range l.Letters {
		if w.Template != lifecycle.TemplateWelcome {
			continue
		}
		at := w.At
		if w.NotBefore.After(at) {
			at = w.NotBefore
		}
		list = append(list, string(w.Form)+" "+w.Person+" "+at.Format("01-02 15:04"))
	}
	return list
}

func (l *life) wantWelcomes(want ...string) *life {
	l.t.Helper()
	if got := l.welcomes(); !slices.Equal(got, want) {
		l.t.Errorf("welcomes are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	return l
}

// saysOf answers a person's welcome.
func (l *life) saysOf(person string, answers ...partnership.Answer) *life {
	l.t.Helper()
	l.Reply(procedure.Reply{Person: person, Ask: l.partnership().WelcomeAsk(person), Class: procedure.ReplyAnswer, Answers: answers})
	return l
}

func duties(right bool, raw string) partnership.Answer {
	return partnership.Answer{Question: "duties", Value: partnership.BoolValue(right), Raw: raw}
}

func TestThePageTravelsWithAFirstCheckInAndGoesAloneToTheOthers(t *testing.T) {
	t.Parallel()
	l := beginNew(t, house(), "2026-11-20 08:00").until("2026-12-01 09:59")
	l.wantWelcomes("ask sofie 12-01 09:00", "ask ingrid 12-01 09:00", "ask tom 12-01 09:00", "ask aoife 12-01 09:00")
	l.until("2026-12-01 10:00")
	if got := l.welcomes()[4:]; !slices.Equal(got, []string{"notice lars 12-01 10:00", "notice mia 12-01 10:00"}) {
		t.Errorf("with the check-in travel %v", got)
	}
	if got := l.Begun[len(l.Begun)-1].Brief.Duties; !slices.Equal(got, []string{"lars", "mia"}) {
		t.Errorf("asked in the check-in are %v", got)
	}
	l.shows("### Not heard yet", "Sofie, Ingrid, Tom, Aoife, Lars, Mia. Of 6 persons")
	l.until("2026-12-15 10:00")
	if got := l.Begun[len(l.Begun)-1].Brief.Duties; len(got) != 0 {
		t.Errorf("asked again are %v", got)
	}
}

func TestWhoIsNotHeardIsRemindedOnceAndAnyMailOfTheirsProvesTheChannel(t *testing.T) {
	t.Parallel()
	l := beginNew(t, house(), "2026-11-20 08:00").until("2026-12-01 11:00").saysOf("sofie", duties(true, "yes"))
	l.Reply(procedure.Reply{Person: "tom", Ask: "0011223344556677", Class: procedure.ReplyAnswer, Unasked: true})
	l.report(round("2026-12-01"), procedure.Message{Facts: []procedure.Fact{{Kind: procedure.FactAnswered, Of: "lars", At: l.Now}}})
	l.until("2026-12-31 11:00")
	reminded := slices.DeleteFunc(l.welcomes(), func(s string) bool { return !strings.HasPrefix(s, "reminder") })
	if want := []string{"reminder ingrid 12-04 08:00", "reminder aoife 12-04 08:00"}; !slices.Equal(reminded, want) {
		t.Errorf("reminders are %v, want %v", reminded, want)
	}
	l.shows("Ingrid, Aoife, Mia. Of 6 persons who were asked, 1 say")
	if got := l.written(procedure.TemplateReceipt); !slices.Equal(got, []string{"sofie", "tom"}) {
		t.Errorf("receipts are to %v", got)
	}
}

func TestANoGoesToTheOwnLeadAndAYesTakesNothingBack(t *testing.T) {
	t.Parallel()
	l := beginNew(t, house(), "2026-11-20 08:00").until("2026-12-01 11:00")
	l.saysOf("ingrid", duties(false, "no, invoices are Tom's"))
	l.report(round("2026-12-01"), procedure.Message{Duties: []procedure.Duty{{Person: "mia", Reply: "mail-9", Said: "no"}}})
	l.saysOf("sofie", duties(false, "no"))
	items := l.handed()
	if len(items) != 3 {
		t.Fatalf("handed over are %+v", items)
	}
	for n, want := range []struct{ owner, by string }{{"sofie", "ingrid"}, {"sofie", "mia"}, {"ingrid", "sofie"}} {
		if i := items[n]; i.Owner != want.owner || i.By != want.by || i.Kind != procedure.ItemIssue || i.Proposed {
			t.Errorf("item %d is %+v, want one of %s for %s", n, i, want.owner, want.by)
		}
	}
	if want := `What we wrote to Ingrid about their part is not right, they say: "no, invoices are Tom's"`; items[0].What != want {
		t.Errorf("it says %q, want %q", items[0].What, want)
	}
	l.saysOf("ingrid", duties(true, "yes"))
	if w := l.partnership().Welcomed[1]; w.Person != "ingrid" || !w.Accepted {
		t.Errorf("after a yes it is %+v", w)
	}
	if n := len(l.handed()); n != 3 {
		t.Errorf("a yes hands over %d items", n-3)
	}
}

func TestWhatTheWelcomeSaysCannotBeOpenedIsOwedAndNotAskedAgain(t *testing.T) {
	t.Parallel()
	spec := house()
	spec.Resources = []partnership.Resource{{ID: "folder", Title: "Campaign material", Kind: partnership.Folder, URL: "https://drive.example", Owner: "tom"}}
	spec.CheckIns[0].Ask = []string{"sofie"}
	spec.CheckIns[0].Rule.On = "thursday" // two weeks on
	l := beginNew(t, spec, "2026-12-01 09:00").until("2026-12-01 11:00")
	l.saysOf("ingrid", duties(true, "yes"), partnership.Answer{Question: "access", Value: partnership.BoolValue(false)})
	if items := l.handed(); len(items) != 1 || items[0].Owner != "tom" || items[0].For != "ingrid" {
		t.Errorf("handed over are %+v", items)
	}
	if l.until("2027-01-15 11:00"); len(l.partnership().Accesses) != 5 {
		t.Errorf("asked whether they can open it are %+v", l.partnership().Accesses)
	}
}

// TestAnAnswerForSeveralPartnershipsIsAcknowledgedTogether writes a receipt that stands in one
// mail with those of the others; of an answer to one alone the receipt is a mail of its own.
func TestAnAnswerForSeveralPartnershipsIsAcknowledgedTogether(t *testing.T) {
	t.Parallel()
	for divided, want := range map[string]procedure.Form{"": procedure.FormClosed, "mail": procedure.FormReceipt} {
		l := beginNew(t, house(), "2026-11-20 08:00").until("2026-12-01 09:30")
		l.Reply(procedure.Reply{Person: "tom", Ask: l.partnership().WelcomeAsk("tom"), Class: procedure.ReplyAnswer, Answers: []partnership.Answer{duties(true, "yes")}, Divided: divided})
		last := l.Letters[len(l.Letters)-1]
		if last.Form != want || last.Divided != divided || last.Complete != (divided != "") {
			t.Errorf("to %q: %s, divided %q, complete %v", divided, last.Form, last.Divided, last.Complete)
		}
		if !l.partnership().Welcomed[2].Accepted {
			t.Error("his part is not accepted")
		}
	}
}

func TestACheckInThatComesFirstTakesTheRemindersPlace(t *testing.T) {
	t.Parallel()
	spec := house()
	spec.CheckIns[0].Rule.On = "friday" // 3 days on, and asks Lars and Mia
	l := beginNew(t, spec, "2026-11-20 08:00").until("2026-12-20 11:00")
	for _, w := range l.welcomes() {
		if strings.HasPrefix(w, "reminder lars") || strings.HasPrefix(w, "reminder mia") {
			t.Errorf("beside the check-in they get %s", w)
		}
	}
}

func TestWhoComesLaterIsWelcomedAndNobodyTwice(t *testing.T) {
	t.Parallel()
	l := beginNew(t, house(), "2026-11-20 08:00").until("2026-12-08 11:00")
	before := len(l.welcomes())
	l.amend(func(s *partnership.Spec) {
		s.Parties[1].People = append(s.Parties[1].People, partnership.Person{
			ID: "nora", Name: "Nora", Email: "nora@south.example", Zone: "Etc/UTC", Language: "en", Roles: []partnership.Role{partnership.RoleMember},
		})
		s.Duties = []partnership.Duties{{Role: partnership.RoleMember, Duties: []string{"Count"}}}
	})
	if got := l.until("2026-12-08 12:00").welcomes()[before:]; !slices.Equal(got, []string{"ask nora 12-08 11:00"}) {
		t.Errorf("after the change there are %v", got)
	}
}

func TestWhoTakesOverGetsTheHandoverInstead(t *testing.T) {
	t.Parallel()
	l := beginNew(t, house(), "2026-11-20 08:00").until("2026-12-02 11:00")
	l.report(round("2026-12-01"), procedure.Message{Facts: []procedure.Fact{{
		Kind: procedure.FactDeparted, Of: "lars", At: l.Now, Departure: &procedure.Departure{Name: "Nora", Address: "nora@elsewhere.example", Spoken: true},
	}}})
	p := l.partnership()
	l.Reply(procedure.Reply{Person: "sofie", Ask: p.SuccessorAsk(p.Channels[0]), Class: procedure.ReplyAnswer, Answers: []partnership.Answer{{Question: "successor", Value: partnership.BoolValue(true)}}})
	before := len(l.welcomes())
	l.amend(func(s *partnership.Spec) {
		s.Parties[0].People[0] = partnership.Person{
			ID: "nora", Name: "Nora", Email: "nora@elsewhere.example", Zone: "Etc/UTC", Language: "en", Roles: []partnership.Role{partnership.RoleMember},
		}
		s.CheckIns[0].Ask = []string{"mia", "nora"}
		s.Goals[0].KPIs[0].Reporters = []string{"nora"}
	})
	if got := l.until("2026-12-02 12:00").welcomes()[before:]; len(got) != 0 {
		t.Errorf("after the handover there are %v", got)
	}
	if got := l.written(lifecycle.TemplateHandover); !slices.Equal(got, []string{"nora"}) {
		t.Errorf("the handover goes to %v", got)
	}
}

func TestNobodyIsWelcomedToWhatTheyHaveWorkedIn(t *testing.T) {
	t.Parallel()
	l := begin(t, house(), "2026-11-20 08:00").until("2026-12-08 11:00")
	l.partnership().Rules, l.partnership().Welcomed = 1, nil // as an older program left it
	l.amend(func(s *partnership.Spec) { s.Title = "Another title" }).until("2026-12-31 11:00").wantWelcomes()
	if l.partnership().Rules < 2 {
		t.Fatal("the rules have not risen")
	}
}

// TestNobodyGetsTwoAsksAtOneMomentNorTwoWelcomes holds for whoever is asked, however the
// first days lie.
func TestNobodyGetsTwoAsksAtOneMomentNorTwoWelcomes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spec := house()
		var people []string
		for _, party := range spec.Parties {
			for _, p := range party.People {
				people = append(people, p.ID)
			}
		}
		slices.Sort(people)
		spec.CheckIns[0].Ask = rapid.SliceOfNDistinct(rapid.SampledFrom(people), 1, 4, rapid.ID[string]).Draw(t, "ask")
		slices.Sort(spec.CheckIns[0].Ask)
		spec.CheckIns[0].Rule.On = rapid.SampledFrom([]string{"monday", "tuesday", "wednesday", "friday"}).Draw(t, "on")
		spec.CheckIns[0].Kickoff = rapid.Bool().Draw(t, "kickoff")
		l := beginNew(t, spec, "2026-11-20 08:00").until("2027-01-20 11:00")
		first, times := map[string]time.Time{}, map[string]int{}
		for _, w := range l.Letters {
			if w.Template == lifecycle.TemplateWelcome && w.Form != procedure.FormReminder {
				times[w.Person]++
			}
			if w.Template == lifecycle.TemplateWelcome && w.Form == procedure.FormAsk {
				first[w.Person] = w.NotBefore
			}
		}
		for _, id := range people {
			if times[id] != 1 {
				t.Errorf("%s is welcomed %d times", id, times[id])
			}
		}
		for _, b := range l.Begun {
			for _, a := range b.Brief.Occasion.Asks {
				if at, alone := first[a.Person]; alone && a.Send.Sub(at) < 2*24*time.Hour {
					t.Errorf("%s is welcomed on %s and asked on %s", a.Person, at, a.Send)
				}
			}
		}
		mails := map[string]int{}
		for _, w := range l.Letters {
			if w.Template == lifecycle.TemplateWelcome && !w.Rides {
				mails[w.Person]++
			}
		}
		for id, n := range mails {
			if n > 2 {
				t.Errorf("the welcome costs %s %d mails, want one and a reminder at most", id, n)
			}
		}
	})
}

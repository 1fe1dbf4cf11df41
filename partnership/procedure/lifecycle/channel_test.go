package lifecycle_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

func (l *life) fact(f procedure.Fact) *life {
	f.At = l.Now
	return l.report(first, procedure.Message{Facts: []procedure.Fact{f}})
}

func (l *life) returned(who string, why ...procedure.Setback) *life {
	for _, w := range why {
		l.fact(procedure.Fact{Kind: procedure.FactReturned, Of: who, Setback: w})
	}
	return l
}

func (l *life) heard(who string) *life {
	return l.fact(procedure.Fact{Kind: procedure.FactHeard, Of: who})
}

func (l *life) left(who string, d procedure.Departure) *life {
	return l.fact(procedure.Fact{Kind: procedure.FactDeparted, Of: who, Departure: &d})
}

// says has somebody answer the partnership's own latest letter of a template.
func (l *life) says(template procedure.Template, answers ...partnership.Answer) *life {
	i := slices.IndexFunc(l.Letters, func(w procedure.Letter) bool { return w.Template == template })
	last := l.Letters[i]
	for _, w := range l.Letters {
		if w.Template == template {
			last = w
		}
	}
	l.Reply(procedure.Reply{Ask: last.Ask, Person: last.Person, Answers: answers})
	return l
}

func yes(question string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.BoolValue(true)}
}

func no(question string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.BoolValue(false)}
}

// reach is what procedures were last told of a person.
func (l *life) reach(who string) procedure.Reach {
	list := []procedure.Reach{}
	for _, tell := range l.Told {
		if o := tell.Message.Order; o != nil && (o.Kind == procedure.OrderReach || o.Kind == procedure.OrderAmended) {
			list = o.Reach
		}
	}
	return procedure.ReachOf(list, who)
}

// open is a round that waits for lars, with its first day over.
func waitingForLars(t *testing.T) *life {
	t.Helper()
	l := running(t)
	l.report(first, procedure.Message{Shown: &procedure.Shown{Stage: "sent", Open: []procedure.OpenAsk{{Person: "lars", Since: l.Now, Due: l.Now.AddDate(0, 0, 2)}}}})
	return l
}

func TestWhenAnAddressIsDead(t *testing.T) {
	t.Parallel()
	const (
		final, soft, full = procedure.SetbackPermanent, procedure.SetbackTemporary, procedure.SetbackFull
		policy, spam      = procedure.SetbackPolicy, procedure.SetbackSpam
		rate, content     = procedure.SetbackRate, procedure.SetbackContent
	)
	for _, tc := range []struct {
		name string
		play func(*life)
		dead bool
	}{
		{"one that is final", func(l *life) { l.returned("lars", final) }, true},
		{"one of an older program", func(l *life) { l.returned("lars", "") }, true},
		{"two in a row", func(l *life) { l.returned("lars", soft, soft) }, true},
		{"one that may be over tomorrow", func(l *life) { l.returned("lars", soft) }, false},
		{"an answer in between", func(l *life) { l.returned("lars", soft).heard("lars").returned("lars", soft) }, false},
		{"a full mailbox for weeks", func(l *life) { l.returned("lars", full, full, full) }, false},
		{"blocks", func(l *life) { l.returned("lars", policy, policy, spam, spam) }, false},
		{"too much, too large", func(l *life) { l.returned("lars", rate, rate, content, content) }, false},
		{"one to each of two", func(l *life) { l.returned("lars", soft).returned("tom", soft) }, false},
		{"somebody whom the spec does not know", func(l *life) { l.returned("nobody", final) }, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			l := waitingForLars(t)
			tc.play(l)
			told := l.written(lifecycle.TemplateAddressDead)
			if dead := l.reach("lars").Lost == procedure.LossDead; dead != tc.dead || len(told) > 0 != tc.dead {
				t.Errorf("dead is %v, and told are %v", dead, told)
			}
		})
	}
}

func TestTheLeadHearsWhatWaitsWhereNoMailArrives(t *testing.T) {
	t.Parallel()
	l := waitingForLars(t).returned("lars", procedure.SetbackPermanent)
	l.shows("### Trouble with mail", "**No mail reaches Lars** since 1 Dec", "Write the right address into the spec")
	letter := l.Letters[len(l.Letters)-1]
	want := `{"who":"Lars","waiting":[{"type":"CheckIn","about":"fortnightly","due":"2026-12-03"}]}`
	if letter.Person != "sofie" || string(letter.Content) != want {
		t.Errorf("%s hears %s, want %s", letter.Person, letter.Content, want)
	}
	l.returned("lars", procedure.SetbackPermanent) // told once
	if n := len(l.written(lifecycle.TemplateAddressDead)); n != 1 {
		t.Errorf("the lead is told %d times", n)
	}
	l.until("2026-12-15 10:00")
	if r := procedure.ReachOf(l.Begun[1].Brief.Reach, "lars"); r.Lost != procedure.LossDead {
		t.Errorf("the next round knows %+v", r)
	}
}

func TestWhatEndsADeadAddressIsToldToWhoeverWasTold(t *testing.T) {
	t.Parallel()
	for name, play := range map[string]func(*life){
		"an answer": func(l *life) { l.heard("lars") },
		"a mail to the partnership": func(l *life) {
			l.Reply(procedure.Reply{Person: "lars", Ask: lifecycle.UnaskedAsk("duo", "lars"), Unasked: true})
		},
		"a new address": func(l *life) {
			l.amend(func(spec *partnership.Spec) { spec.Parties[0].People[0].Email = "lh@north.example" })
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := waitingForLars(t).returned("lars", procedure.SetbackPermanent)
			play(l)
			if told := l.written(procedure.TemplateAllClear); !slices.Equal(told, []string{"sofie"}) {
				t.Errorf("told are %v", told)
			}
			if r := l.reach("lars"); r.Lost != "" {
				t.Errorf("procedures know %+v", r)
			}
			if strings.Contains(l.Shown.Card, "Trouble with mail") {
				t.Errorf("the card says\n%s", l.Shown.Card)
			}
		})
	}
}

func TestWhereNobodyIsThereToBeToldThatIsOnRecord(t *testing.T) {
	t.Parallel()
	l := waitingForLars(t).returned("sofie", procedure.SetbackPermanent) // the lead
	if told := l.written(lifecycle.TemplateAddressDead); len(told) > 0 {
		t.Errorf("told are %v", told)
	}
	onRecord := slices.ContainsFunc(l.Entries, func(e procedure.Entry) bool {
		return e.Kind == procedure.EntryChannel && strings.HasPrefix(e.Text, "Nobody is there")
	})
	if !onRecord {
		t.Error("it is not on record")
	}
}

func TestNothingIsSentWhereItDoesNotArrive(t *testing.T) {
	t.Parallel()
	l := waitingForLars(t).returned("lars", procedure.SetbackPermanent)
	l.command(procedure.Command{Name: procedure.Pause})
	if told := l.written(lifecycle.TemplatePaused); len(told) > 0 {
		t.Errorf("a pause is told to %v", told)
	}
}

func TestWhatAYesAboutASuccessorBringsAbout(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name     string
		news     procedure.Departure
		handover []string
		reach    string
		card     string
	}{
		{"a name that nobody has", procedure.Departure{Name: "Boris", Spoken: true}, nil, "lars left ", "Write into the spec who takes over; named is Boris"},
		{"a colleague by address", procedure.Departure{Address: "anna@north.example"}, []string{"anna"}, "lars left anna", "Anna Moe is asked instead. Give Lars's work in the spec to `anna`"},
		{"a name in another script", procedure.Departure{Name: "Анне", Spoken: true}, nil, "lars left ", "named is Анне"},
		{"a colleague by first name", procedure.Departure{Name: "Anna", Spoken: true}, []string{"anna"}, "lars left anna", "Anna Moe is asked instead"},
		{"somebody new of the own domain", procedure.Departure{Name: "Maria Moe", Address: "maria@north.example"}, []string{"lars read by maria@north.example"}, "lars  read by maria@north.example", "Write name and `email = \"maria@north.example\"` into the spec"},
		{"somebody new elsewhere", procedure.Departure{Name: "Maria", Address: "maria@gmail.com"}, nil, "lars left ", "named is Maria maria@gmail.com"},
		{"nobody", procedure.Departure{}, nil, "lars left ", "Write into the spec who takes over."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			spec := specs.Duo()
			anna := spec.Parties[0].People[0]
			anna.ID, anna.Name, anna.Email = "anna", "Anna Moe", "anna@north.example"
			spec.Parties[0].People = append(spec.Parties[0].People, anna)
			l := open(t, spec).left("lars", tc.news)
			if asked := l.written(lifecycle.TemplateSuccessor); !slices.Equal(asked, []string{"sofie"}) {
				t.Fatalf("asked are %v", asked)
			}
			l.says(lifecycle.TemplateSuccessor, yes("successor"))
			var handover []string
			for _, w := range l.Letters {
				if w.Template == lifecycle.TemplateHandover {
					handover = append(handover, w.Person+reads(w.Reader))
				}
			}
			if !slices.Equal(handover, tc.handover) {
				t.Errorf("the page goes to %v, want %v", handover, tc.handover)
			}
			r := l.reach("lars")
			if got := fmt.Sprintf("%s %s %s", r.Person, r.Lost, r.Successor) + strings.TrimPrefix(reads(r.Reader), " "); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(tc.reach), " ") {
				t.Errorf("procedures know %q, want %q", got, tc.reach)
			}
			l.shows(tc.card)
			if last := l.Letters[len(l.Letters)-1]; last.Template != procedure.TemplateReceipt || last.Person != "sofie" {
				t.Errorf("the last letter is %s to %s, want a receipt", last.Template, last.Person)
			}
		})
	}
}

func reads(r *procedure.Reader) string {
	if r == nil {
		return ""
	}
	return " read by " + r.Email
}

// TestTheWordOfWhoReadsThePersonsMailIsMarked: what the person alone can say is not
// taken on it.
func TestTheWordOfWhoReadsThePersonsMailIsMarked(t *testing.T) {
	t.Parallel()
	for name, left := range map[string]bool{"the person": false, "a reader": true} {
		l := waitingForLars(t)
		if left {
			l.left("lars", procedure.Departure{Name: "Maria Moe", Address: "maria@north.example"}).says(lifecycle.TemplateSuccessor, yes("successor"))
		}
		l.heldFrom("a", "maria@north.example").says(lifecycle.TemplateWasThisYou, yes("a"))
		if got := released(l); !slices.Equal(got, []string{"a"}) {
			t.Fatalf("%s: released are %v", name, got)
		}
		for _, e := range l.Effects {
			if r, ok := e.(procedure.Release); ok && r.Reader != left {
				t.Errorf("of %s it is said: %+v", name, r)
			}
		}
	}
}

func TestWhoseMailboxSaysThatTheyHaveLeftIsAskedNothing(t *testing.T) {
	t.Parallel()
	l := waitingForLars(t).left("lars", procedure.Departure{Address: "maria@north.example"})
	if r := l.reach("lars"); r.Lost != procedure.LossLeft {
		t.Errorf("procedures know %+v", r)
	}
	l.shows("**Lars has left, or will.** Sofie was asked on 1 Dec who takes over; named is maria@north.example")
	l.says(lifecycle.TemplateSuccessor, no("successor"))
	if r := l.reach("lars"); r.Lost != "" {
		t.Errorf("after a no procedures know %+v", r)
	}
	if told := l.written(lifecycle.TemplateHandover); len(told) > 0 {
		t.Errorf("the page goes to %v", told)
	}
	l.left("lars", procedure.Departure{Address: "maria@north.example"}) // the same news again
	if n := len(l.written(lifecycle.TemplateSuccessor)); n != 1 {
		t.Errorf("the lead is asked %d times", n)
	}
}

func TestWhoSaysGoodByeIsAskedUntilTheirSideAgrees(t *testing.T) {
	t.Parallel()
	l := waitingForLars(t).left("lars", procedure.Departure{Name: "Maria", Spoken: true})
	if r := l.reach("lars"); r.Lost != "" {
		t.Errorf("procedures know %+v", r)
	}
}

func TestAnUnclearAnswerLeavesTheProposalOpen(t *testing.T) {
	t.Parallel()
	l := waitingForLars(t).left("lars", procedure.Departure{Name: "Maria", Spoken: true}).says(lifecycle.TemplateSuccessor)
	last := l.Letters[len(l.Letters)-1]
	if last.Form != procedure.FormReceipt || !slices.Equal(last.Open, []string{"successor"}) {
		t.Errorf("the receipt is %+v", last)
	}
	l.says(lifecycle.TemplateSuccessor, yes("successor"))
	if r := l.reach("lars"); r.Lost != procedure.LossLeft {
		t.Errorf("procedures know %+v", r)
	}
}

// TestTheSpecNamesTheSuccessor is about somebody to whom nothing could be sent
// before.
func TestTheSpecNamesTheSuccessor(t *testing.T) {
	t.Parallel()
	l := waitingForLars(t).left("lars", procedure.Departure{Name: "Maria", Address: "maria@elsewhere.example"})
	l.says(lifecycle.TemplateSuccessor, yes("successor"))
	l.amend(func(spec *partnership.Spec) {
		spec.Parties[0].People[0].Name, spec.Parties[0].People[0].Email = "Maria", "maria@elsewhere.example"
	})
	if told := l.written(lifecycle.TemplateHandover); !slices.Equal(told, []string{"lars"}) {
		t.Errorf("the page goes to %v", told)
	}
	if r := l.reach("lars"); r.Lost != "" {
		t.Errorf("procedures know %+v", r)
	}
	if n := len(l.partnership().Channels); n > 0 {
		t.Errorf("%d channels are remembered", n)
	}
}

func TestTheNextOfASideIsAskedWhereNoMailReachesTheLead(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	boss := spec.Parties[0].People[1]
	boss.ID, boss.Name, boss.Email, boss.Roles = "boss", "Boss", "boss@north.example", []partnership.Role{partnership.RoleExecutive}
	spec.Parties[0].People = append(spec.Parties[0].People, boss)
	l := open(t, spec).left("lars", procedure.Departure{Name: "Maria"}).returned("sofie", procedure.SetbackPermanent)
	if asked := l.written(lifecycle.TemplateSuccessor); !slices.Equal(asked, []string{"sofie", "boss"}) {
		t.Errorf("asked are %v", asked)
	}
	l.says(lifecycle.TemplateSuccessor, yes("successor"))
	if r := l.reach("lars"); r.Lost != procedure.LossLeft {
		t.Errorf("procedures know %+v", r)
	}
}

func (l *life) heldFrom(mail, from string) *life {
	l.Reply(procedure.Reply{ID: "held/" + mail, Class: procedure.ReplyHeld, Person: "lars", Mail: mail, At: l.Now, From: from})
	return l
}

func released(l *life) []string {
	var list []string
	for _, e := range l.Effects {
		if r, ok := e.(procedure.Release); ok {
			list = append(list, r.Mail)
		}
	}
	return list
}

// TestAnotherAddressIsTheirsAfterAYes holds for all that comes from it later.
func TestAnotherAddressIsTheirsAfterAYes(t *testing.T) {
	t.Parallel()
	l := waitingForLars(t).heldFrom("a", "lars.h@north.example")
	if len(released(l)) > 0 {
		t.Fatal("it is taken before anybody has said a word")
	}
	l.says(lifecycle.TemplateWasThisYou, yes("a"))
	if got := released(l); !slices.Equal(got, []string{"a"}) {
		t.Errorf("released are %v", got)
	}
	l.shows("Lars writes from lars.h@north.example, too. Add it in the spec: `also = [\"lars.h@north.example\"]`")
	l.heldFrom("b", "lars.h@north.example")
	if got := released(l); !slices.Equal(got, []string{"b"}) {
		t.Errorf("released are %v, want the next mail at once", got)
	}
	l.heldFrom("c", "other@north.example")
	if len(released(l)) > 0 {
		t.Error("a third address is taken for theirs")
	}
	l.amend(func(spec *partnership.Spec) { spec.Parties[0].People[0].Also = []string{"lars.h@north.example"} })
	if n := len(l.partnership().Also); n > 0 {
		t.Errorf("%d addresses are remembered that the spec has", n)
	}
}

func TestAnotherAddressIsNobodysAfterANo(t *testing.T) {
	t.Parallel()
	l := waitingForLars(t).heldFrom("a", "lars.h@north.example").says(lifecycle.TemplateWasThisYou, no("a"))
	if len(released(l)) > 0 || len(l.partnership().Also) > 0 {
		t.Errorf("released are %v, theirs are %v", released(l), l.partnership().Also)
	}
}

// A list of addresses with a wrong domain comes back within a second: the lead hears of
// everybody, in one mail.
func TestOfManyAddressesThatAreDeadTheLeadHearsInOneMail(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	for _, id := range []string{"per", "kim", "eva"} {
		spec.Parties[0].People = append(spec.Parties[0].People, partnership.Person{ID: id, Name: id, Email: id + "@fjordmail.example", Zone: spec.Zone})
	}
	l := open(t, spec).returned("per", procedure.SetbackPermanent).returned("kim", procedure.SetbackPermanent).returned("eva", procedure.SetbackPermanent)
	keys, together := map[string]bool{}, kinds.Together([]procedure.Kind{lifecycle.Kind()})
	for _, letter := range l.Letters {
		if letter.Template == lifecycle.TemplateAddressDead {
			keys[letter.Key] = true
			if len(together.With(letter)) == 0 {
				t.Errorf("%s stands alone", letter.Key)
			}
		}
	}
	if len(keys) != 3 {
		t.Errorf("the lead hears of %d people: %v", len(keys), keys)
	}
}

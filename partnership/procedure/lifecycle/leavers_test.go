package lifecycle_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// crowd is a partnership of which one side has forty people more, all of whom are asked.
func crowd() (spec partnership.Spec, people []string) {
	spec = specs.Duo()
	for i := range 40 {
		p := spec.Parties[0].People[0]
		p.ID, p.Name, p.Deputy = fmt.Sprintf("p%02d", i), fmt.Sprintf("Person %d", i), ""
		p.Email = p.ID + "@north.example"
		spec.Parties[0].People = append(spec.Parties[0].People, p)
		people = append(people, p.ID)
	}
	spec.CheckIns[0].Ask = append([]string{"lars"}, people...)
	return spec, people
}

func dismiss(people []string) func(*partnership.Spec) {
	return func(spec *partnership.Spec) {
		north := &spec.Parties[0]
		north.People = slices.DeleteFunc(north.People, func(p partnership.Person) bool { return slices.Contains(people, p.ID) })
		spec.CheckIns[0].Ask = []string{"lars"}
	}
}

// However many people a changed spec leaves out, all of them are one order to whatever
// runs, none of them is a mail, and nobody waits for them.
func TestManyLeaversAreOneOrder(t *testing.T) {
	t.Parallel()
	spec, people := crowd()
	l := open(t, spec)
	letters, entries, told := len(l.Letters), len(l.Lines()), len(l.Told)
	l.amend(dismiss(people))
	if got := l.Told[told:]; len(got) != 1 || len(got[0].Message.Order.People) != len(people) {
		t.Errorf("what runs is told %+v", got)
	}
	if len(l.Letters) > letters {
		t.Errorf("mails go out: %v", l.Letters[letters:])
	}
	l.shows("Waiting for 1 answer, none late")
	if got := l.Lines()[entries:]; len(got) != 2 { // the change, and the order
		t.Errorf("on record is %q", got)
	}
}

// Mailboxes that say of many at once that they work there no more are one mail to their
// lead, with a line for each, and so is the receipt of what the lead answers.
func TestOfManyWhoHaveLeftTheLeadIsAskedInOneMail(t *testing.T) {
	t.Parallel()
	spec, people := crowd()
	together := kinds.Together([]procedure.Kind{lifecycle.Kind()})
	l := open(t, spec)
	for _, person := range people {
		l.left(person, procedure.Departure{})
	}
	var asks []procedure.Letter
	for _, letter := range l.Letters {
		if letter.Template == lifecycle.TemplateSuccessor {
			asks = append(asks, letter)
		}
	}
	for _, letter := range asks {
		if !together.Stand(asks[0], letter, l.Now) {
			t.Errorf("%s stands alone", letter.Key)
		}
	}
	mail := together.Join(asks)
	if len(mail.Questions) != len(people) {
		t.Fatalf("it has %d lines", len(mail.Questions))
	}
	answers := []partnership.Answer{
		{Question: mail.Questions[0].ID, Value: partnership.BoolValue(true)}, {Question: mail.Questions[1].ID, Value: partnership.BoolValue(false)},
	}
	letters := len(l.Letters)
	for _, share := range asking.Split(asking.PartsOf(mail), procedure.Reply{ID: "word", Class: procedure.ReplyAnswer, Person: "sofie", Answers: answers}) {
		l.Reply(share.Reply)
	}
	receipts := l.Letters[letters:]
	if len(receipts) != 2 || !together.Stand(receipts[0], receipts[1], l.Now) {
		t.Fatalf("the receipts are %+v", receipts)
	}
	for i, person := range people[:3] {
		if got := l.reach(person).Lost == procedure.LossLeft; got != (i != 1) {
			t.Errorf("%s has left: %t", person, got)
		}
	}
}

//go:build !slim

package app

import (
	"fmt"
	"testing"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// mailedAt is a mail that went out at a time in UTC.
func mailedAt(t *testing.T, person, address, at string, template procedure.Template) store.SentMail {
	t.Helper()
	return store.SentMail{
		Slug: "duo", Person: person, Recipient: address, At: instant(t, at),
		Letter: procedure.Letter{Workflow: "duo/check-in/weekly/2091-01-02", Template: template, Form: procedure.FormAsk},
	}
}

// A week is the reader's own: what goes out on Sunday evening in UTC is Monday's mail
// in Tokyo.
func TestTheLoadIsCountedByAddressInItsOwnWeeks(t *testing.T) {
	t.Parallel()
	spec := duo()
	spec.MaxMails = 2
	for i := range spec.Parties {
		for j := range spec.Parties[i].People {
			spec.Parties[i].People[j].Zone = "Asia/Tokyo"
		}
	}
	var list []Load
	for n, at := range []string{"2091-01-07 20:00", "2091-01-09 09:00", "2091-01-10 09:00", "2091-01-07 09:00"} {
		m := mailedAt(t, "tom", "Tom@south.example", at, "check-in")
		if n == 2 {
			m.Together = []string{"duo/commitments"}
		}
		list = countMail(list, spec, m)
	}
	if len(list) != 1 {
		t.Fatalf("%d addresses", len(list))
	}
	l := list[0]
	above := l.Weeks.Above(l.Budget)
	if l.Email != "tom@south.example" || l.Budget != 2 || l.Weeks.Total() != 4 || len(above) != 1 || above[0].Of.String() != "2091-01-08" || above[0].Mails != 3 {
		t.Errorf("counted %+v, above %+v", l, above)
	}
	if !l.Broken.Equal(instant(t, "2091-01-10 09:00")) {
		t.Errorf("the budget broke at %s", l.Broken)
	}
	var causes []string
	for _, c := range above[0].Causes {
		causes = append(causes, fmt.Sprintf("%d %s of %s", c.Mails, c.Template, c.Procedure))
	}
	if got := fmt.Sprint(causes); got != "[2 check-in of check-in/weekly 1 today of check-in/weekly + commitments]" {
		t.Errorf("causes %s", got)
	}
}

package commitments_test

import (
	"fmt"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// What forty people owe who leave at once goes to their lead, who is asked about it in
// one mail a day, whatever stage it had come to.
func TestWhatManyLeaversOweIsOneMailToTheirLead(t *testing.T) {
	t.Parallel()
	for name, at := range map[string]string{"before the day": "2026-12-04 12:00", "while they are asked": "2026-12-08 12:00", "when it is late": "2026-12-20 12:00"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spec := specs.Duo()
			var items []procedure.Item
			var gone []procedure.PersonChange
			for i := range 40 {
				p := spec.Parties[0].People[0]
				p.ID, p.Roles, p.Deputy = fmt.Sprintf("p%02d", i), []partnership.Role{partnership.RoleMember}, ""
				p.Email = p.ID + "@north.example"
				spec.Parties[0].People = append(spec.Parties[0].People, p)
				items = append(items, procedure.Item{ID: fmt.Sprintf("i%02d", i), What: "Send it", Owner: p.ID, For: "tom", Due: "2026-12-08"})
				gone = append(gone, procedure.PersonChange{Person: p.ID, Left: true})
			}
			s := playOf(t, spec, items...).Until(at)
			after := specs.Duo()
			s.Know(after)
			before, told := len(s.Letters), len(s.Told)
			sides := procedure.Sides(after)
			s.Order(procedure.Order{Kind: procedure.OrderAmended, Spec: after.Digest(), People: gone, Sides: &sides})
			if reports := len(s.Told) - told; reports > 3 {
				t.Errorf("the partnership hears %d times of it", reports)
			}
			s.Pass(s.Now.AddDate(0, 0, 5))
			mails := map[string]int{}
			for _, l := range s.Letters[before:] {
				mails[fmt.Sprintf("%s %s to %s", l.Form, l.Template, l.Person)]++
			}
			for mail, n := range mails {
				if n > 1 {
					t.Errorf("%d × %s", n, mail)
				}
			}
			if len(mails) == 0 {
				t.Error("nobody is asked")
			}
		})
	}
}

package conflict_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
)

// proposed are the proposals for the spec that the partnership hears of.
func (p *play) proposed() (list []procedure.Amendment) {
	for _, m := range p.Told {
		list = append(list, m.Message.Amendments...)
	}
	return list
}

// TestWhatBothWantInTheTermsIsProposedForThem: the text that both accepted, by where it is kept;
// not a word of it, and nothing where only one of them wants that.
func TestWhatBothWantInTheTermsIsProposedForThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lars, mia string
		both, one bool
	}{
		{"rule=yes", "rule=yes", true, false}, {"rule=yes", "rule=no", false, true}, {"rule=yes", "habit=h", false, true}, {"habit=h", "habit=h", false, false},
	} {
		p := agreed(t, two())
		p.says("lars", "do=x", "day=2027-01-15", "sign=y", c.lars).says("mia", "do=z", "day=2027-01-15", "sign=v", c.mia).stands(conflict.FollowUp, 1)
		got := p.proposed()
		if len(got) > 0 != c.both {
			t.Fatalf("%s, %s: proposed is %+v", c.lars, c.mia, got)
		}
		if c.both && (got[0].Kind != procedure.AmendsRules || got[0].Text == nil || got[0].Text.By != "lars" || got[0].Text.Text != "" || got[0].What != "") {
			t.Errorf("proposed is %+v", got[0])
		}
		for _, person := range []string{"lars", "mia"} {
			if said := p.content(person, "settled"); said.Rule != c.both || said.OneRule != c.one {
				t.Errorf("%s, %s: %s reads %t, %t", c.lars, c.mia, person, said.Rule, said.OneRule)
			}
		}
	}
}

func TestWhatDoesNotHoldIsProposedNoMore(t *testing.T) {
	t.Parallel()
	p := agreed(t, two())
	p.says("lars", "do=x", "day=2027-01-15", "sign=y", "rule=yes").says("mia", "do=z", "day=2027-01-15", "sign=v", "rule=yes")
	p.until("2027-01-02 18:00").says("mia", "yes=no").says("mia", "slipped=the second point", "yes=yes")
	got := p.proposed()
	if len(got) != 2 || !got[1].Void || got[1].ID != got[0].ID {
		t.Errorf("proposed is %+v", got)
	}
}

// content is what the latest news of a kind says to somebody.
func (p *play) content(person, what string) (c conflict.Content) {
	p.t.Helper()
	for _, l := range p.Letters {
		if l.Template == conflict.TemplateNews && l.Person == person {
			var one conflict.Content
			if err := json.Unmarshal(l.Content, &one); err != nil {
				p.t.Fatal(err)
			}
			if one.News == what {
				c = one
			}
		}
	}
	return c
}

package lifecycle_test

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// TestWhoMayNoticeABreach plays whose words begin to be asked about, of which party, and
// what others are told.
func TestWhoMayNoticeABreach(t *testing.T) {
	t.Parallel()
	third := func(s *partnership.Spec) {
		ann := s.Parties[1].People[0]
		ann.ID, ann.Name, ann.Email = "ann", "Ann", "ann@east.example"
		s.Parties = append(s.Parties, partnership.Party{ID: "east", Name: "East & Co", People: []partnership.Person{ann}})
	}
	signs := func(s *partnership.Spec) {
		s.Parties[0].People[0].Roles = []partnership.Role{partnership.RoleSignatory}
	}
	for _, c := range []struct {
		name, who, text string
		change          func(*partnership.Spec)
		against, what   string
		why             string
	}{
		{"of the only other party", "tom", "breach: the leads were sold", nil, "north", "the leads were sold", ""},
		{"in other words", "tom", "Breach of contract: the leads\nwere sold", nil, "north", "the leads were sold", ""},
		{"in Russian", "tom", "нарушение: лиды проданы", nil, "north", "лиды проданы", ""},
		{"by a lead who does not sign", "sofie", "breach: no figures", signs, "south", "no figures", ""},
		{"by a signatory who does not lead", "lars", "breach: no figures", signs, "south", "no figures", ""},
		{"by a member", "lars", "breach: no figures", nil, "", "", "breach-not-lead"},
		{"of one of two others", "tom", "breach by East: late", third, "east", "late", ""},
		{"of one of two others, by its ID", "tom", "breach by north: late", third, "north", "late", ""},
		{"of nobody in particular", "tom", "breach: late", third, "", "", "breach-whose"},
		{"of their own", "tom", "breach by South: late", third, "", "", "breach-whose"},
		{"of nothing", "tom", "breach:", nil, "", "", "breach-what"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			spec := specs.Duo()
			if c.change != nil {
				c.change(&spec)
			}
			l := open(t, spec)
			before := len(l.Letters)
			l.wrote(c.who, partnership.CommandNotice, c.text)
			if c.why != "" {
				if letter := l.Letters[before]; len(letter.Explained) != 1 || letter.Explained[0].Why != c.why || slices.Contains(l.began(), exitOf) {
					t.Errorf("%s reads %+v of %v", letter.Person, letter.Explained, l.began())
				}
				return
			}
			var got procedure.Parting
			for _, b := range l.Begun {
				if b.Brief.Parting != nil {
					got = *b.Brief.Parting
				}
			}
			want := procedure.Parting{Cause: procedure.PartingBreach, By: c.who, Against: c.against, Reason: c.what}
			if got.Source = ""; got.Cause != want.Cause || got.By != want.By || got.Against != want.Against || got.Reason != want.Reason {
				t.Errorf("it comes to %+v, want %+v", got, want)
			}
		})
	}
}

func TestAnAdminPutsABreachOnRecord(t *testing.T) {
	t.Parallel()
	l := running(t)
	for _, cmd := range []procedure.Command{
		{Name: procedure.RecordBreach, Party: "north"},
		{Name: procedure.RecordBreach, Party: "nobody", Reason: "late"},
		{Name: procedure.RecordCured, Reason: "seen"},
	} {
		if err := l.P.Check(cmd, l.Now); err == nil {
			t.Errorf("%+v is taken", cmd)
		}
	}
	l.command(procedure.Command{Name: procedure.RecordBreach, Party: "north", Reason: "The leads\nwere sold"})
	if !slices.Contains(l.began(), exitOf) {
		t.Fatalf("it has begun %v", l.began())
	}
	l.command(procedure.Command{Name: procedure.RecordCured, Reason: "seen at the meeting"})
	if o := l.lastOrder(exitOf); o == nil || o.Kind != procedure.OrderCured || o.Reason != "seen at the meeting" {
		t.Errorf("the exit hears %+v", o)
	}
}

func TestWhatWasNotPutRightEndsAsTerminated(t *testing.T) {
	t.Parallel()
	l := running(t).wrote("tom", partnership.CommandNotice, "breach: the leads were sold")
	l.parts(procedure.Parting{Cause: procedure.PartingBreach, By: "tom", Against: "north", Reason: "sold", Since: l.Now, LastDay: "2027-02-15"})
	l.until("2027-02-16 00:00")
	if p := l.partnership(); !l.Ended || p.Phase != lifecycle.PhaseClosed || p.Ended != procedure.OutcomeTerminated {
		t.Errorf("it is %s, %s", p.Phase, p.Ended)
	}
	if c := l.closing(); c.Outcome != procedure.OutcomeTerminated {
		t.Errorf("the report says %+v", c)
	}
}

// TestTermsWithoutAPartyAreForTheOthersToSign keeps what is to change until the spec has it,
// or nobody leaves after all.
func TestTermsWithoutAPartyAreForTheOthersToSign(t *testing.T) {
	t.Parallel()
	leaves := func() *life {
		spec := specs.Duo()
		ann := spec.Parties[1].People[0]
		ann.ID, ann.Name, ann.Email = "ann", "Ann", "ann@east.example"
		spec.Parties = append(spec.Parties, partnership.Party{ID: "east", Name: "East", People: []partnership.Person{ann}})
		l := open(t, spec).wrote("ann", partnership.CommandNotice, "We move.")
		parting := procedure.Parting{Cause: procedure.PartingNotice, By: "ann", Party: "east", Since: l.Now, LastDay: "2027-02-15"}
		return l.report(exitOf, procedure.Message{
			Parting: &parting, Shown: &procedure.Shown{Stage: "noticed"},
			Amendments: []procedure.Amendment{{ID: "exit-0-east", From: "Exit", Kind: procedure.AmendsParty, Party: "east"}},
		})
	}
	l := leaves().shows("**take out** party east")
	l.amend(func(s *partnership.Spec) { s.Parties = s.Parties[:2] })
	if got := l.partnership().Amendments; len(got) != 0 {
		t.Errorf("when it is gone %+v is still to change", got)
	}
	l = leaves().parts(procedure.Parting{Cause: procedure.PartingNotice, By: "ann", Party: "east", Outcome: procedure.OutcomeContinued})
	if got := l.partnership().Amendments; len(got) != 0 {
		t.Errorf("when it stays %+v is still to change", got)
	}
}

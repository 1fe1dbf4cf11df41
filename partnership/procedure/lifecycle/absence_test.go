package lifecycle_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

func absent(id, until string) procedure.Command {
	return procedure.Command{ID: id, Name: procedure.Away, Person: "lars", Until: until, Reason: "told on the phone"}
}

func TestAnAdminNotesAnAbsenceAsThePersonWould(t *testing.T) {
	t.Parallel()
	l := open(t, spec(both)).command(absent("u1", "2026-12-20"))
	l.Expect("12-01 11:00 command: An admin noted that Lars is away until 2026-12-20: told on the phone", "12-01 11:00 order presence to "+first)
	if diff := cmp.Diff([]string{"sofie for lars", "tom"}, l.nextAsked()); diff != "" {
		t.Errorf("asked on the 15th (-want +got)\n%s", diff)
	}
	l.shows("Lars is away until 2026-12-20")
	l.Skip()
	l.command(absent("u2", "2026-11-30"))
	l.Expect("12-01 11:00 command: An admin noted that Lars is here again: told on the phone", "12-01 11:00 order presence to "+first)
	if diff := cmp.Diff([]string{"lars", "tom"}, l.nextAsked()); diff != "" {
		t.Errorf("asked when he is back (-want +got)\n%s", diff)
	}
}

func TestAnAbsenceThatSaysNothingNewIsRefused(t *testing.T) {
	t.Parallel()
	l := open(t, spec(both)).command(absent("u1", "2026-12-20"))
	for want, c := range map[string]procedure.Command{
		"lars is away until 2026-12-20 already": absent("u2", "2026-12-20"),
		`nobody there is called "vera"`:         {Name: procedure.Away, Person: "vera", Until: "2026-12-20"},
		`in "until" like 2027-01-10`:            absent("u3", "soon"),
		"sofie has not been away":               {Name: procedure.Away, Person: "sofie", Until: "2026-11-30"},
	} {
		if err := l.P.Check(c, l.Now); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

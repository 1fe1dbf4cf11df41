package lifecycle_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// firstLine is the sentence with which a card begins.
func (l *life) firstLine(want string) *life {
	l.t.Helper()
	if got, _, _ := strings.Cut(l.Shown.Card, "\n"); got != want {
		l.t.Errorf("the card begins with %q, want %q", got, want)
	}
	return l
}

func TestTheCardSaysFirstWhatToDoNow(t *testing.T) {
	t.Parallel()
	l := running(t).firstLine("**Nothing to do**: 1 answer is to come, the first by Thu 3 Dec 10:00.")
	late := procedure.Shown{Stage: "reminded", Open: []procedure.OpenAsk{{Person: "lars", Since: l.Now, Due: l.Now, Late: true}}}
	l.report(first, procedure.Message{Shown: &late}).firstLine("**To do**: speak with Lars: 1 thing is late, and mail goes on by itself.")
	two := 2
	l.report("mailbox/main", procedure.Message{Quarantined: &two}).firstLine("**To do**: look at 2 mails that nobody took: `rapport inbox`.")
	l.command(procedure.Command{Name: procedure.Pause}).firstLine("**To do**: nothing is sent until somebody has it go on: `rapport resume duo`.")
	l.command(procedure.Command{Name: procedure.EndNow, Reason: "bought"}).firstLine("**Nothing to do**: the partnership has ended.")
}

func TestWhatIsInTheWayStandsApartFromWhatIsWaitedForAndBeforeIt(t *testing.T) {
	t.Parallel()
	l := running(t)
	one := 1
	l.report("mailbox/main", procedure.Message{Quarantined: &one})
	l.report(first, procedure.Message{
		Shown: &procedure.Shown{Stage: "reminded", Open: []procedure.OpenAsk{
			{Person: "lars", Since: l.Now, Due: l.Now, Late: true},
			{Person: "tom", Since: l.Now, Due: l.Now.AddDate(0, 0, 2), Note: asking.NothingRead},
		}},
		Blockers: []procedure.Blocker{{Person: "lars", Text: "No API key."}},
	})
	at := -1
	for _, want := range []string{
		"### In the way\n- Lars is blocked: No API key.",
		"### Came in, but could not be read\n- **1 mail** in quarantine", "- Tom wrote about Check-in fortnightly, and nothing in it was an answer",
		"### Late\n", "| **late** | Lars | Check-in fortnightly |",
		"### Waiting for\n", "| wrote, but nothing could be read | Tom |",
	} {
		i := strings.Index(l.Shown.Card, want)
		if i <= at {
			t.Errorf("%q stands at %d, after %d:\n%s", want, i, at, l.Shown.Card)
		}
		at = i
	}
	if a := l.Shown.Attributes; !a.Blocked || a.Quarantined != 1 || a.Stage != "active" || a.Title != "Duo" {
		t.Errorf("the list shows %+v", a)
	}
}

func TestWhoeverHasNotAnsweredTheirWelcomeIsWaitedFor(t *testing.T) {
	t.Parallel()
	l := beginNew(t, house(), "2026-11-20 08:00").until("2026-12-01 09:59")
	l.shows("Waiting for 4 answers to the welcome.", "| not heard yet | Sofie | Welcome | Tue 1 Dec 09:00 |  |")
	l.unlike("Nobody is waited for", "Nobody: every question")
	l.firstLine("**Nothing to do**: a word from Sofie, Ingrid, Tom, Aoife to come, who were welcomed.")
}

func TestACheckInIsCalledByItsTitle(t *testing.T) {
	t.Parallel()
	spec := specs.Duo()
	spec.CheckIns[0].Title = "Leads and money"
	l := open(t, spec).until("2026-12-01 11:00")
	l.shows(`| Check-in "Leads and money" |`, `[Check-in "Leads and money"](`, `: check-in "Leads and money", `)
	l.unlike("fortnightly,", "[Check-in fortnightly]")
	if b := l.Begun[0]; b.Title != `Check-in "Leads and money"` {
		t.Errorf("the list calls it %q", b.Title)
	}
}

func TestWithoutFiguresTheCardSaysSoAndNothingElse(t *testing.T) {
	t.Parallel()
	l := running(t)
	l.shows("Goals: no figures yet.", "| – | mql | no figures yet | 300 | – |", "- **no figures yet**: ")
	l.unlike("n/a", "**unknown**", "not measured")
}

func TestAnAdminMayTypeNamesAndDaysAsPeopleDo(t *testing.T) {
	t.Parallel()
	l := running(t)
	p := l.partnership()
	c := procedure.Command{Name: procedure.RecordKPI, KPI: "MQL", Value: "“130”", Date: "today"}.Meant(p.Nameable(l.Now))
	if err := p.Check(c, l.Now); err != nil || c.KPI != "mql" || c.Date != "2026-12-01" {
		t.Errorf("%+v: %v", c, err)
	}
	away := procedure.Command{Name: procedure.Away, Person: "Lars", Until: "10 Jan"}.Meant(p.Nameable(l.Now))
	if err := p.Check(away, l.Now); err != nil || away.Person != "lars" || away.Until != "2027-01-10" {
		t.Errorf("%+v: %v", away, err)
	}
}

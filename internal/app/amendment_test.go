//go:build !slim

package app_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/devmail"
	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// sign answers the latest mail of a subject with a signature.
func (w world) sign(address, subject, id string) {
	w.t.Helper()
	var found testkit.Reply
	w.eventually("a mail to sign for "+address, func() bool {
		mails := w.mails(address, 1)
		for n, m := range mails {
			if strings.Contains(letter.Read(m.Raw).Subject, subject) {
				found = testkit.Answer(m.Raw, n+1, "SIGN")
			}
		}
		return found.Text != ""
	})
	found.ID = id
	w.post(found)
}

// TestAnAmendmentOnAServer applies a change of both kinds: the day of the check-in moves at
// once, the target when both have signed. Meanwhile the plan says what waits, and what is
// in force is what the store and the partnership go by.
func TestAnAmendmentOnAServer(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	w := start(t, settings(t, data, tea))
	w.mails(ada, 1)
	changed := replaced("target    = 300", "target    = 200", `on      = "tuesday"`, `on      = "thursday"`)
	declared := specs(t, changed)
	p := w.planner()
	planned := plan(t, p, declared, app.PlanOptions{})
	item := planned.Items[0]
	if len(item.Changes) != 2 || len(item.Waits) != 1 || item.Waits[0].Path != "goal.leads/kpi.mql/target" || len(item.Moves) != 2 {
		t.Errorf("planned are %+v, of which %+v wait", item.Changes, item.Waits)
	}
	if got := apply(t, p, planned)[slug]; got.Result != app.InPart {
		t.Fatalf("the change was %s: %v", got.Result, got.Err)
	}
	state := w.state()
	if state.Proposed == nil || state.Declared.CheckIns[0].Rule.On != "thursday" || state.Declared.Goals[0].KPIs[0].Target.String() != "300" {
		t.Errorf("in force is %+v", state.Declared)
	}
	if latest, err := w.Store().LatestSpec(t.Context(), slug); err != nil || latest.Digest() != state.Digest {
		t.Errorf("the store takes what is proposed for what is in force (%v)", err)
	}
	w.eventually("the same again has nothing to do", func() bool {
		again := plan(t, p, declared, app.PlanOptions{})
		return again.Empty() && again.Items[0].Proposed == declared[0].Digest() && strings.Contains(again.Items[0].Warnings[0], "waits for signatures")
	})
	w.stop()

	w = start(t, settings(t, data, changed))
	if got := w.Applied()[0]; got.Result != app.NoChange || !strings.Contains(got.Note, "waits for signatures") {
		t.Errorf("started again, what is declared is %s: %s", got.Result, got.Note)
	}
	w.sign(ada, "Changes to be signed", "ada@amend.example")
	w.sign(boris, "Изменения на подпись", "boris@amend.example")
	w.eventually("the amendment in force", func() bool { return w.state().Proposed == nil })
	if state := w.state(); state.Phase != lifecycle.PhaseActive || state.Digest != declared[0].Digest() {
		t.Errorf("in force is %+v", state.Declared.Goals)
	}
	var signed []string
	for _, s := range w.signatures() {
		if s.Method == procedure.SignedByMail && s.Spec == declared[0].Digest() {
			signed = append(signed, s.Person)
		}
	}
	if slices.Sort(signed); !slices.Equal(signed, []string{"ada", "boris"}) {
		t.Errorf("signed have %v", signed)
	}
	if !plan(t, w.planner(), declared, app.PlanOptions{}).Empty() {
		t.Error("there is something left to do")
	}
}

// TestGoingBackTakesAnAmendmentBack applies what is in force while an amendment waits, and
// an apply that knows nothing of the amendment is refused.
func TestGoingBackTakesAnAmendmentBack(t *testing.T) {
	t.Parallel()
	w := start(t, settings(t, t.TempDir(), tea))
	w.mails(ada, 1)
	p := w.planner()
	first, second := specs(t, replaced("target    = 300", "target    = 200")), specs(t, replaced("target    = 300", "target    = 400"))
	mine, yours := plan(t, p, first, app.PlanOptions{}), plan(t, p, second, app.PlanOptions{})
	if got := apply(t, p, mine)[slug]; got.Result != app.Proposed {
		t.Fatalf("the change was %s: %v", got.Result, got.Err)
	}
	w.eventually("what is to be signed", func() bool {
		return slices.ContainsFunc(w.mails(ada, 1), func(m devmail.Message) bool {
			return strings.Contains(letter.Read(m.Raw).Subject, "Changes to be signed")
		})
	})
	if got := apply(t, p, yours)[slug]; got.Result != app.Refused || !strings.Contains(got.Err.Error(), "another amendment was proposed") {
		t.Errorf("the second change was %s: %v", got.Result, got.Err)
	}
	var back app.Plan
	w.eventually("a plan that takes it back", func() bool {
		back = plan(t, p, specs(t, tea), app.PlanOptions{})
		return !back.Empty()
	})
	if got := apply(t, p, back)[slug]; got.Result != app.TakenBack {
		t.Errorf("going back was %s: %v", got.Result, got.Err)
	}
	if w.state().Proposed != nil {
		t.Error("the amendment waits all the same")
	}
	w.eventually("word of it", func() bool {
		return slices.ContainsFunc(w.mails(ada, 1), func(m devmail.Message) bool {
			return strings.Contains(letter.Read(m.Raw).Subject, "No changes to sign any more")
		})
	})
}

// TestASignatoryWhoComesWithAnAmendmentSignsIt has somebody sign whom only the proposed
// spec knows, and who is in force with it.
func TestASignatoryWhoComesWithAnAmendmentSignsIt(t *testing.T) {
	t.Parallel()
	const cara = "cara@tea.example"
	w := start(t, settings(t, t.TempDir(), tea))
	w.mails(ada, 1)
	p := w.planner()
	declared := specs(t, strings.Replace(tea, `    person "ada" {`, `    person "cara" {
      name  = "Cara Holm"
      email = "cara@tea.example"
      roles = ["signatory"]
    }
    person "ada" {`, 1))
	if got := apply(t, p, plan(t, p, declared, app.PlanOptions{}))[slug]; got.Result != app.Proposed {
		t.Fatalf("the change was %s: %v", got.Result, got.Err)
	}
	w.sign(cara, "Changes to be signed", "cara@amend.example")
	w.sign(ada, "Changes to be signed", "ada@amend.example")
	w.sign(boris, "Изменения на подпись", "boris@amend.example")
	w.eventually("the amendment in force", func() bool { return w.state().Proposed == nil })
	if _, known := w.state().Declared.Person("cara"); !known {
		t.Error("who signs now is not known")
	}
}

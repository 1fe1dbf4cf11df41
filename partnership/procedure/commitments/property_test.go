package commitments_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
)

// TestWhateverHappensCommitmentsAreFair plays random days: people answer, keep
// silent, ask for days and refuse them, admins act, the mail server fails.
func TestWhateverHappensCommitmentsAreFair(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var items []procedure.Item
		for n := range rapid.IntRange(1, 4).Draw(rt, "items") {
			items = append(items, drawn(rt, n))
		}
		spec := specs.Duo()
		c := commitments.New(spec, procedure.Brief{
			Slug: "duo", Spec: spec.Digest(), Workflow: workflow, Rules: procedure.Rules, Order: &procedure.Order{Kind: procedure.OrderItems, Items: items},
		})
		s := solo.New(rt, spec, c, func() procedure.Procedure { return &commitments.Commitments{} }, solo.At("2026-12-02 12:00"))
		s.Start()
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			act(rt, s)
			if s.Ended {
				return
			}
			nobodyIsLateUnasked(rt, s)
		}
		s.Down = false
		for _, it := range of(s).Items { // an admin settles all
			s.Order(procedure.Order{Kind: procedure.OrderMet, Item: it.ID, By: procedure.Admin, Reason: "seen"})
		}
		oneListADay(rt, s)
		whoWasAlarmedHearsTheEnd(rt, s)
	})
}

func drawn(rt *rapid.T, n int) procedure.Item {
	i := task(fmt.Sprintf("item-%d", n), solo.At("2026-12-03 00:00").AddDate(0, 0, rapid.IntRange(0, 12).Draw(rt, "due")).Format(time.DateOnly))
	i.Owner = rapid.SampledFrom([]string{"lars", "sofie"}).Draw(rt, "owner")
	switch rapid.IntRange(0, 5).Draw(rt, "kind") {
	case 0:
		i.Proposed, i.By = true, "tom"
	case 1:
		i.Kind, i.By, i.Due = procedure.ItemIssue, "tom", ""
	}
	return i
}

// act is something that people, time or the mail server do.
func act(rt *rapid.T, s *solo.Play) {
	switch rapid.IntRange(0, 9).Draw(rt, "act") {
	case 0, 1, 2, 3:
		s.Pass(s.Now.Add(time.Duration(rapid.IntRange(1, 90).Draw(rt, "hours")) * time.Hour))
	case 4:
		s.Down = !s.Down
	case 5:
		s.Order(procedure.Order{Kind: rapid.SampledFrom([]procedure.OrderKind{procedure.OrderMet, procedure.OrderWaive}).Draw(rt, "order"), Item: "item-0", By: procedure.Admin, Reason: "seen"})
	default:
		asks := openAsks(s)
		if len(asks) == 0 {
			return
		}
		a := rapid.SampledFrom(asks).Draw(rt, "ask")
		r := procedure.Reply{Person: a.person, Ask: a.id}
		for _, q := range a.questions {
			if answer, ok := answerTo(rt, q, s.Now); ok {
				r.Answers = append(r.Answers, answer)
			}
		}
		s.Reply(r)
	}
}

type openAsk struct {
	id, person string
	questions  []partnership.Question
}

func openAsks(s *solo.Play) []openAsk {
	var list []openAsk
	for _, in := range of(s).Inquiries {
		for _, a := range in.Circle.Asks {
			if a.Arrived() {
				list = append(list, openAsk{a.ID, a.Person, a.Questions})
			}
		}
	}
	return list
}

func answerTo(rt *rapid.T, q partnership.Question, now time.Time) (partnership.Answer, bool) {
	later := now.AddDate(0, 0, rapid.IntRange(-2, 20).Draw(rt, "day")).Format(time.DateOnly)
	switch q.Kind {
	case partnership.KindTask:
		switch rapid.IntRange(0, 4).Draw(rt, "task") {
		case 0:
			return yes(q.ID), true
		case 1:
			return no(q.ID), true
		case 2:
			return day(q.ID, later), true
		case 3:
			return words(q.ID, "help"), true
		}
	case partnership.KindYesNo:
		if rapid.Bool().Draw(rt, "yes") {
			return yes(q.ID), true
		}
		return no(q.ID), true
	case partnership.KindDate:
		return day(q.ID, later), rapid.Bool().Draw(rt, "dated")
	case partnership.KindText:
		return words(q.ID, "so it is"), true
	}
	return partnership.Answer{}, false
}

// nobodyIsLateUnasked wants a mail to have arrived about whatever is late, and
// nothing that is only proposed to be.
func nobodyIsLateUnasked(rt *rapid.T, s *solo.Play) {
	for _, it := range of(s).Items {
		if it.Stage != procedure.ItemOverdue {
			continue
		}
		if it.Proposed {
			rt.Fatalf("%s is late and owed by nobody", it.ID)
		}
		asked := false
		for _, in := range of(s).Inquiries {
			for _, a := range in.Circle.Asks {
				for _, id := range in.Items {
					asked = asked || id == it.ID && a.Arrived()
				}
			}
		}
		if !asked {
			rt.Fatalf("%s is late and nobody was asked", it.ID)
		}
	}
}

func oneListADay(rt *rapid.T, s *solo.Play) {
	lists := map[string]int{}
	for _, l := range s.Letters {
		if l.Template == commitments.TemplateDue && l.Form == procedure.FormAsk {
			key := l.Person + l.At.UTC().Format(time.DateOnly)
			if lists[key]++; lists[key] > 1 {
				rt.Fatalf("two lists to %s", key)
			}
		}
	}
}

// whoWasAlarmedHearsTheEnd counts for each person and item: an alarm is followed by
// an all-clear.
func whoWasAlarmedHearsTheEnd(rt *rapid.T, s *solo.Play) {
	open := map[string]bool{}
	for _, l := range s.Letters {
		if l.Template != commitments.TemplateLate && l.Template != procedure.TemplateAllClear {
			continue
		}
		for _, row := range contentOf(rt, l).Items {
			open[l.Person+"/"+row.ID] = l.Template == commitments.TemplateLate
		}
	}
	for who, alarmed := range open {
		if alarmed {
			rt.Fatalf("%s was alarmed and never heard that it is over", who)
		}
	}
}

func contentOf(rt *rapid.T, l procedure.Letter) commitments.Content {
	var c commitments.Content
	if err := json.Unmarshal(l.Content, &c); err != nil {
		rt.Fatal(err)
	}
	return c
}

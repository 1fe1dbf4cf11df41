package workflows_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

const (
	// suggestedAt is the number of events at which a server suggests to continue
	// as new.
	suggestedAt = 4096
	mostEvents  = 10_000
	mostState   = 200 << 10
)

// TestTenYearsOfWeeklyCheckInsStaySmall plays a partnership for a decade: two
// people with two KPIs, of whom one is prompt and the other answers after the
// reminder, too late, or not at all.
func TestTenYearsOfWeeklyCheckInsStaySmall(t *testing.T) {
	t.Parallel()
	spec := decade()
	s := play(t, spec, "2026-12-01 00:00")
	s.runs.suggestAt = suggestedAt
	s.people(map[string]habit{
		"lars": func(int) time.Duration { return time.Hour },
		"tom": func(week int) time.Duration {
			return []time.Duration{5 * time.Hour, 30 * time.Hour, 80 * time.Hour, 0}[week%4]
		},
	})
	largest := 0
	for day := spec.Start; day.Before(spec.End); day = day.AddDays(91) {
		s.when(day.String() + " 12:00").look(func() {
			p := state[procedure.Partnership](s, spec.Slug)
			largest = max(largest, len(asJSON(t, p)))
		})
	}
	began := time.Now()
	s.until("2036-12-10 00:00")

	rounds, events, eventsOfRound := 0, 0, 0
	for _, r := range s.runs.all() {
		switch r.workflow {
		case spec.Slug:
			events, largest = max(events, r.events), max(largest, r.carried)
		default:
			rounds, eventsOfRound = rounds+1, max(eventsOfRound, r.events)
		}
	}
	t.Logf("%d rounds, %d letters in %s: the partnership took %d runs of at most %d events and %d bytes of state, a check-in at most %d events",
		rounds, len(s.world.letters), time.Since(began).Round(time.Millisecond), len(s.runs.of(spec.Slug)), events, largest, eventsOfRound)
	if want := 10 * 52; rounds < want {
		t.Errorf("there were %d rounds, want at least %d", rounds, want)
	}
	if n := len(s.runs.of(spec.Slug)); n < 2 {
		t.Errorf("the partnership took %d runs: nothing was carried over", n)
	}
	if n := max(events, eventsOfRound); n >= mostEvents {
		t.Errorf("a run took %d events, want fewer than %d", n, mostEvents)
	}
	if largest >= mostState {
		t.Errorf("the state grew to %d bytes, want less than %d", largest, mostState)
	}
	if last := s.world.timeline(); !strings.Contains(strings.Join(last[len(last)-3:], "\n"), "end decade: completed") {
		t.Errorf("the decade did not end: %v", last[len(last)-3:])
	}
}

// habit is how long a person takes to answer in a week; zero is for ever.
type habit func(week int) time.Duration

// people lets everybody answer every check-in by their habit.
func (s *stage) people(habits map[string]habit) {
	asked := map[string]int{}
	s.world.sent = func(l procedure.Letter) {
		if l.Template != procedure.TemplateCheckIn {
			return
		}
		week := asked[l.Person]
		asked[l.Person]++
		after := habits[l.Person](week)
		if after == 0 {
			return
		}
		r := procedure.Reply{
			ID: fmt.Sprintf("%s-%d", l.Person, week), Person: l.Person, Ask: l.Ask, Class: procedure.ReplyAnswer,
			Answers: answerAll(l.Questions, week), Source: fmt.Sprintf("%s-%d@example.example", l.Person, week),
		}
		s.env.RegisterDelayedCallback(func() {
			if s.post.signal(l.Workflow, "reply", r) != nil {
				_ = s.post.signal(l.Slug, "reply", r) // a partnership that has ended takes no mail
			}
		}, after)
	}
}

func answerAll(questions []partnership.Question, week int) []partnership.Answer {
	var answers []partnership.Answer
	for _, q := range questions {
		switch q.Kind {
		case partnership.KindText:
			text := fmt.Sprintf("Week %d: %s", week, strings.Repeat("the budget is not signed yet. ", 10))
			answers = append(answers, partnership.Answer{Question: q.ID, Value: partnership.TextValue(text), Raw: text})
		default:
			answers = append(answers, number(q.ID, fmt.Sprint(week%10)))
		}
	}
	return answers
}

func decade() partnership.Spec {
	spec := duo()
	spec.Slug, spec.Start, spec.End = "decade", date("2026-12-01"), date("2036-11-30")
	spec.Goals = []partnership.Goal{{
		ID: "leads", Statement: "Grow joint leads from 120 to 300 and close a third of them", Start: spec.Start, Due: spec.End,
		Weight: decimal.NewFromInt(1), KPIs: []partnership.KPI{kpi("deals", "deals", 0, 100), kpi("mql", "leads", 120, 300)},
	}}
	spec.CheckIns = []partnership.CheckIn{{
		ID: "weekly", Rule: rule("week", "tuesday", "10:00"), Ask: []string{"lars", "tom"},
		About:  []partnership.Topic{partnership.TopicKPIs, partnership.TopicConfidence, partnership.TopicBlockers},
		Window: span("2bd"), Remind: []cadence.Span{span("60%")},
	}}
	return spec
}

package milestone_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/solo"
	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
)

// live plays weeks of random events until the milestone ends or time runs out, and
// looks at every state.
func live(t *rapid.T, look func(*play)) *play {
	p := begin(t, rules())
	t.Helper()
	end := solo.At("2027-02-20 00:00")
	for !p.Ended && p.Now.Before(end) {
		p.happens(rapid.IntRange(0, 15).Draw(t, "happens"))
		if !p.Ended {
			p.Pass(p.Now.Add(time.Duration(rapid.SampledFrom([]int{1, 20, 60, 24 * 60, 3 * 24 * 60, 9 * 24 * 60}).Draw(t, "minutes")) * time.Minute))
		}
		look(p)
	}
	return p
}

func (p *play) happens(what int) {
	t := p.t.(*rapid.T)
	person := rapid.SampledFrom([]string{"lars", "sofie", "ingrid", "tom"}).Draw(t, "person")
	switch what {
	case 0, 1, 2, 3, 4, 5:
		p.randomAnswer(t, person)
	case 6:
		p.writes(person, partnership.CommandDone, "")
	case 7:
		p.writes(person, partnership.CommandExtend, rapid.SampledFrom([]string{"", "5d", "2027-03-01", "2026-12-01", "2029-01-01"}).Draw(t, "argument"))
	case 8:
		p.Down = !p.Down
	case 9:
		p.Order(procedure.Order{Kind: rapid.SampledFrom([]procedure.OrderKind{procedure.OrderPause, procedure.OrderResume}).Draw(t, "order")})
	case 10:
		p.Wake()
	case 11:
		if rapid.IntRange(0, 9).Draw(t, "an admin") == 0 {
			p.Order(procedure.Order{Kind: rapid.SampledFrom([]procedure.OrderKind{
				procedure.OrderWaive, procedure.OrderMet, procedure.OrderMove, procedure.OrderWithdraw,
			}).Draw(t, "order"), Day: "2027-03-15", By: procedure.Admin, Reason: "so it is"})
		}
	}
}

// randomAnswer answers any ask there ever was, as some class of mail.
func (p *play) randomAnswer(t *rapid.T, person string) {
	var asks []string
	for _, in := range p.milestone().Inquiries {
		for _, a := range in.Circle.Asks {
			asks = append(asks, a.ID+" "+a.Person)
		}
	}
	asks = append(asks, "letter "+person)
	ask, person, _ := strings.Cut(rapid.SampledFrom(asks).Draw(t, "ask"), " ")
	r := procedure.Reply{Person: person, Ask: ask, Class: procedure.ReplyAnswer}
	switch rapid.IntRange(0, 9).Draw(t, "class") {
	case 0:
		r.Class, r.Until = procedure.ReplyAuto, p.Now.AddDate(0, 0, 5).Format(time.DateOnly)
	case 1:
		r.Class = procedure.ReplyBounce
	case 2:
		r.Class = procedure.ReplyPromise
	case 3:
		r.Problems = []string{"?"}
	default:
		truth := rapid.Bool().Draw(t, "yes")
		for _, q := range []string{"done", "accept", "agree"} {
			r.Answers = append(r.Answers, partnership.Answer{Question: q, Value: partnership.BoolValue(truth)})
		}
		if rapid.Bool().Draw(t, "words") {
			r.Answers = append(r.Answers, specs.Words("evidence", fmt.Sprintf("word %d", len(p.Letters))), specs.Words("missing", "page 2"))
		}
		if rapid.Bool().Draw(t, "day") {
			r.Answers = append(r.Answers, day(rapid.SampledFrom([]string{"2026-12-01", "2027-03-20", "2028-06-01"}).Draw(t, "date")))
		}
	}
	p.Reply(r)
}

// TestWhateverHappens plays random weeks and holds each to what must be true of all
// of them (procedures 0.11).
func TestWhateverHappens(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := live(t, func(p *play) {
			p.somebodyHasIt(t)
			p.everybodyMayReadIt(t)
		})
		p.lettersHaveKeysOfTheirOwn(t)
		p.theAlarmedHearThatItIsOver(t)
		p.nothingFollowsTheEnd(t)
	})
}

// somebodyHasIt wants a person asked, a clock, or a line on the card that says why
// not.
func (p *play) somebodyHasIt(t *rapid.T) {
	if p.Ended || !p.Alarm.IsZero() || len(p.Post) > 0 {
		return
	}
	asked := slices.ContainsFunc(p.milestone().Inquiries, func(in milestone.Inquiry) bool {
		return !in.Over && len(in.Circle.Open(p.Now)) > 0
	})
	if !asked && !strings.Contains(p.Shown.Card, "nothing follows by itself") {
		t.Fatalf("nobody is asked, no clock runs, and the card says:\n%s", p.Shown.Card)
	}
}

// everybodyMayReadIt looks at whatever may be quoted.
func (p *play) everybodyMayReadIt(t *rapid.T) {
	for _, in := range p.milestone().Inquiries {
		for _, a := range in.Circle.Asks {
			for _, q := range a.Questions {
				if q.Kind == partnership.KindText && q.Readers != partnership.ReadersAll {
					t.Fatalf("%s is asked %q for their own side only", a.Person, q.Text)
				}
			}
		}
	}
}

func (p *play) lettersHaveKeysOfTheirOwn(t *rapid.T) {
	seen := map[string]procedure.Letter{}
	for _, l := range p.Letters {
		if before, known := seen[l.Key]; known {
			t.Errorf("%s is written at %s and again at %s", l.Key, before.At, l.At)
		}
		seen[l.Key] = l
	}
}

func (p *play) theAlarmedHearThatItIsOver(t *rapid.T) {
	alarmed := map[string]bool{} // by person, and "confirm/" before those told of the side that accepts
	for _, l := range p.Letters {
		var c milestone.Content
		if l.Template == milestone.TemplateLate || l.Template == procedure.TemplateAllClear {
			if err := json.Unmarshal(l.Content, &c); err != nil {
				t.Fatal(err)
			}
		}
		switch {
		case l.Template == milestone.TemplateLate && c.Unconfirmed:
			alarmed["confirm/"+l.Person] = true
		case l.Template == milestone.TemplateLate:
			alarmed[l.Person] = true
		case l.Template == procedure.TemplateAllClear:
			if !alarmed[l.Person] && !alarmed["confirm/"+l.Person] {
				t.Errorf("%s was not alarmed and hears that it is over", l.Person)
			}
			alarmed["confirm/"+l.Person] = false
			if c.Refused.By == "" { // not the one about the side that accepts
				alarmed[l.Person] = false
			}
		}
	}
	outcome := p.milestone().Outcome()
	if outcome == procedure.OutcomeWithdrawn || outcome == procedure.OutcomeDropped || !p.Ended {
		return // the partnership's end, of which everybody hears
	}
	for _, person := range []string{"lars", "sofie", "ingrid", "tom"} {
		if alarmed[person] || alarmed["confirm/"+person] {
			t.Errorf("%s was alarmed and never hears that it is over: %s", person, outcome)
		}
	}
}

func (p *play) nothingFollowsTheEnd(t *rapid.T) {
	if !p.Ended {
		return
	}
	n := len(p.Letters)
	p.Wake()
	p.Order(procedure.Order{Kind: procedure.OrderWaive})
	p.writes("lars", partnership.CommandDone, "")
	if len(p.Letters) > n {
		t.Errorf("after the end %d letters are written", len(p.Letters)-n)
	}
}

// TestTheOrderOfTwoThingsAtOneMomentIsFair has the owner say that it is done at the
// very moment at which it becomes late: it is the same whichever comes first.
func TestTheOrderOfTwoThingsAtOneMomentIsFair(t *testing.T) {
	t.Parallel()
	outcome := func(first, second func(*play)) procedure.Outcome {
		p := due(t, rules()).Stand("2026-12-31 00:00")
		q := &play{Play: p, t: t, spec: rules()}
		first(q)
		second(q)
		q.answers("tom", yes("accept"))
		return q.milestone().Outcome()
	}
	done := func(p *play) { p.answers("lars", yes("done")) }
	late := func(p *play) { p.Wake() }
	if a, b := outcome(done, late), outcome(late, done); a != b || a != procedure.OutcomeMetLate {
		t.Errorf("done first gives %s, late first %s", a, b)
	}
}

package kinds_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
)

// scripts are the worlds in which procedures of each kind are played by chance.
func scripts() map[procedure.Type][]func(*world) {
	return map[procedure.Type][]func(*world){
		procedure.Partnership: {beginPartnership, beginPartnershipWithChannels, beginPartnershipThatFollowsUp},
		procedure.CheckIn:     {beginCheckIn, beginCheckInWithChannels},
		procedure.Milestone:   {beginMilestone},
		procedure.Commitments: {beginCommitments, beginCommitmentsOfAWarning},
		procedure.Conflict:    {beginConflict},
		procedure.Survey:      {beginSurvey},
		procedure.Agreement:   {beginAgreement},
		procedure.Exit:        {beginExit, beginBreach},
		procedure.Ideas:       {beginIdeas},
		procedure.Meeting:     {beginMeeting},
		procedure.Vote:        {beginVote},
		procedure.Review:      {beginReview, beginHealthReview, beginMoneyReview, beginProgressReview},
	}
}

// TestWhateverHappensEveryKindIsFair plays procedures of every kind through random
// days (procedures 0.11). After each step somebody is asked, a clock runs, or the card
// says why nothing follows by itself; nobody gets two alarms that differ only in the
// step; and a state survives what a continue-as-new makes of it. The world looks after
// all three.
func TestWhateverHappensEveryKindIsFair(t *testing.T) {
	t.Parallel()
	const plays, steps, seed = 60, 120, 7
	for _, k := range kinds.All() {
		worlds := scripts()[k.Type]
		if len(worlds) == 0 {
			t.Errorf("no script plays %s", k.Type)
		}
		for n, begin := range worlds {
			t.Run(fmt.Sprintf("%s-%d", k.Type, n), func(t *testing.T) {
				t.Parallel()
				for play := range plays {
					w := newWorld(t, rand.New(rand.NewPCG(seed, uint64(play))), procedure.Rules)
					w.alarms = map[string]string{}
					begin(w)
					for range steps {
						ev, now, more := w.next(nil)
						if !more {
							break
						}
						w.Step(ev, now)
					}
					if t.Failed() {
						t.Fatalf("play %d of %s, after %d steps, at %s", play, k.Type, w.steps, w.now)
					}
				}
			})
		}
	}
}

// alarmedTwice wants an alarm to say more than another step than an earlier one to the
// same person. What rides along is a line of another mail.
func (w *world) alarmedTwice(l procedure.Letter) {
	if w.alarms == nil || l.Rides || !strings.HasSuffix(string(l.Template), "-late") {
		return
	}
	said := []string{string(l.Template), string(l.Form), l.Person, l.Ask}
	for _, q := range l.Questions {
		said = append(said, q.ID)
	}
	said = append(said, w.withoutStep(l.Content))
	print := strings.Join(said, "|")
	if known, twice := w.alarms[print]; twice {
		w.t.Errorf("the letters %s and %s to %s differ only in the step: %s", known, l.Key, l.Person, print)
	}
	w.alarms[print] = l.Key
}

// withoutStep is what a letter says but for which step comes next.
func (w *world) withoutStep(content json.RawMessage) string {
	var said any
	if len(content) > 0 {
		if err := json.Unmarshal(content, &said); err != nil {
			w.t.Fatal(err)
		}
	}
	drop(said)
	body, err := json.Marshal(said)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(body)
}

// drop removes, at any depth, what speaks of the next step.
func drop(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range []string{"next", "next_people", "last"} {
			delete(v, key)
		}
		for _, inner := range v {
			drop(inner)
		}
	case []any:
		for _, inner := range v {
			drop(inner)
		}
	}
}

// beginCommitmentsOfAWarning are items of which the first is a figure that is off
// track, with the times that were agreed for such a case.
func beginCommitmentsOfAWarning(w *world) {
	beginCommitments(w)
	owner, other := draw(w, w.spec.Parties[0].People...), draw(w, w.spec.Parties[1].People...)
	figure := procedure.Item{ID: w.id("figure"), Kind: procedure.ItemCorrective, What: "Leads", Owner: owner.ID, For: other.ID, Within: specs.Span("3bd")}
	contain := procedure.Item{ID: figure.ID + "-contain", What: "Limit the harm: Leads", Owner: owner.ID, For: other.ID, Within: specs.Span("48h")}
	order := procedure.Order{Kind: procedure.OrderItems, Items: []procedure.Item{figure, contain}}
	begun := false
	think := w.think
	w.think = func() (procedure.Event, bool) {
		switch n := w.chance.IntN(20); {
		case !begun:
			begun = true
			return w.message(procedure.Message{From: w.spec.Slug, Order: &order})
		case n == 0:
			return w.message(procedure.Message{From: w.spec.Slug, Order: &procedure.Order{Kind: procedure.OrderWaive, Item: figure.ID}})
		case n < 4:
			h := procedure.Heard{Person: draw(w, everyone(w.spec)...), Reply: w.id("reply")}
			h.Name, h.Argument = "NOT QUITE", draw(w, "the contract has no annex", "договор не подписан", "it is not there")
			return w.message(procedure.Message{From: w.spec.Slug, Order: &procedure.Order{Kind: procedure.OrderReopen, Heard: &h}})
		default:
			return think()
		}
	}
}

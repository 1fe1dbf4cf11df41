package kinds_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit/corpus"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

var update = flag.Bool("update", false, "write the corpus of the newest rules anew")

// TestEffectsAreThoseOfTheRules holds every version of the rules to the effects
// that it has had: hundreds of random scripts of each kind, played under that
// version, with the kinds and the order of all effects compared with a file.
// Whatever differs would break the replay of something that runs.
//
// A release adds files and never changes one. While rules are not released yet,
// -update writes their files, and only theirs; a diff of the files belongs to a
// change of the rules. A release freezes them. After it, a change of effects
// needs a predicate of procedure.Base and the next number in procedure.Rules,
// and with that new files beside the old ones, which must still pass.
//
// Scripts are part of what is frozen: they are made by chance alone, so another
// draw anywhere makes other scripts. What a new script is to do belongs into a
// further line of the table with a folder of its own, not into an older script.
func TestEffectsAreThoseOfTheRules(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		folder  string
		since   int // the first rules that it is played under
		scripts int
		begin   func(*world)
	}{
		{"checkin", 1, 300, beginCheckIn},
		{"partnership", 1, 200, beginPartnership},
		{"milestone", 1, 200, beginMilestone},
		{"checkin-channels", 2, 150, beginCheckInWithChannels},
		{"partnership-channels", 2, 100, beginPartnershipWithChannels},
		{"commitments", 2, 200, beginCommitments},
		{"conflict", 2, 200, beginConflict},
		{"survey", 2, 200, beginSurvey},
		{"review", 2, 200, beginReview},
		{"agreement", 2, 200, beginAgreement},
		{"review-health", 2, 100, beginHealthReview},
		{"review-money", 2, 100, beginMoneyReview},
		{"review-progress", 2, 100, beginProgressReview},
		{"review-renewal", 2, 100, beginRenewal},
		{"exit", 2, 200, beginExit},
		{"exit-breach", 2, 150, beginBreach},
		{"ideas", 2, 200, beginIdeas},
		{"meeting", 2, 200, beginMeeting},
		{"vote", 2, 200, beginVote},
		{"partnership-followup", 2, 100, beginPartnershipThatFollowsUp},
	} {
		for rules := c.since; rules <= procedure.Rules; rules++ {
			t.Run(fmt.Sprintf("%s, rules %d", c.folder, rules), func(t *testing.T) {
				t.Parallel()
				plays := corpus.Corpus[procedure.Event, performed]{
					Rules: rules, Scripts: c.scripts, Steps: 60,
					Write: func(chance *rand.Rand) corpus.Script[procedure.Event, performed] {
						w := newWorld(t, chance, rules)
						c.begin(w)
						return corpus.Script[procedure.Event, performed]{Procedure: w, Next: w.next}
					},
					Event: happened, Effect: performed.String,
				}
				plays.Check(t, filepath.Join("testdata", c.folder), *update && rules == procedure.Rules)
			})
		}
	}
}

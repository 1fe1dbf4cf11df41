//go:build !slim

package app

import (
	"cmp"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/rehearsal"
)

// TestRehearsalIsWhatTheServerDoes is the proof that workflows are only shells. Four months of
// two partnerships, one of rounds and one of agreed days and promises, are rehearsed, and then carried out on a Temporal server by the real
// workflows, worker, activities, store and mail reader. The same people get the same mails at
// the same times, and the same is put on record.
func TestRehearsalIsWhatTheServerDoes(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][]string{
		"proof": slices.Concat(phrases, []string{
			"check-in", "receipt", "closed", "report", "paused", "resumed", "term-ends", "exit-noticed", "lessons", "closing-report", "welcome", "round-summary", "status", "goals",
			"check-in-late", "figures-differ", "early-warning", "corrective-action", "commitments-due", "reached", "all-clear", "begin", "measure", "command", "phase", "signature signed",
			"outcome answered", "outcome closed", "outcome met", "outcome partial", "outcome missed", "outcome withdrawn", "item-proposed",
			"conflict-entry", "conflict-opened", "statement", "restate", "confirm-restatement", "explore", "options", "proposal", "from-now-on",
			"conflict-follow-up", "conflict-news", "outcome resolved",
		}),
		"proof-days": {
			"today", "check-in", "receipt", "closed", "term-ends", "exit-noticed", "lessons", "closing-report", "welcome", "outcome closed", "all-clear", "begin", "measure", "command", "phase", "signature signed",
			"milestone-warning", "milestone-due", "milestone-acceptance", "milestone-refused", "milestone-extended", "milestone-late",
			"milestone-met", "extension-request", "commitments-due", "item-proposed", "item-answered", "item-help", "item-late",
			"outcome answered", "outcome completed", "outcome met", "outcome met_late", "outcome waived",
			"We could not make sense of", "in place of Dag Moe", "Ответ пришёл после срока, но он учтён",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			agree(t, name, want)
		})
	}
}

// agree plays one partnership twice.
func agree(t *testing.T, name string, want []string) {
	t.Helper()
	p := newProof(t, name)
	rehearsed, served := p.rehearse(t), p.serve(t)
	rehearsed.expectAlike(t, served)
	if diff := gocmp.Diff(rehearsed.refused, served.refused); diff != "" {
		t.Errorf("what nobody took differs (-rehearsal +server):\n%s", diff)
	}
	rehearsed.expectVariety(t, want)
}

// proof is what is played twice.
type proof struct {
	spec   partnership.Spec
	script config.Rehearsal
	until  cadence.Date
	zone   *time.Location
	repertoire
}

func newProof(t *testing.T, name string) proof {
	t.Helper()
	result := config.Load(os.DirFS("testdata/"+name), config.Options{})
	if result.Diagnostics.HasErrors() {
		var said strings.Builder
		result.Diagnostics.WriteText(&said, config.TextOptions{})
		t.Fatal(said.String())
	}
	p := proof{spec: result.Specs[0], script: result.Rehearsal, repertoire: standardRepertoire()}
	// Answers to the last mails come after the last day.
	p.until = p.spec.End.AddDays(14)
	var err error
	if p.zone, err = cadence.LoadZone(p.spec.Zone); err != nil {
		t.Fatal(err)
	}
	return p
}

// midnight is the first instant of a day of the partnership.
func (p *proof) midnight(d cadence.Date) time.Time { return cadence.In(d, cadence.Clock{}, p.zone) }

func (p *proof) rehearse(t *testing.T) played {
	t.Helper()
	events, err := rehearse(p.spec, p.script, nil, p.until, p.repertoire)
	if err != nil {
		t.Fatal(err)
	}
	var all played
	for _, e := range events {
		switch e.Kind {
		case rehearsal.KindReply: // the effects of what is taken are seen
			if e.Outcome != "" {
				all.refused = append(all.refused, recorded{minute(e.At), unassigned, e.Kind, "A mail was put in quarantine: " + e.Note, ""})
			}
		case rehearsal.KindMail:
			all.mails = append(all.mails, mailed{minute(e.At), e.To, e.Template, e.Workflow, e.Subject, e.Text})
		default:
			all.record = append(all.record, recorded{minute(e.At), e.Workflow, e.Kind, unnamed(e.Text), e.Outcome})
		}
	}
	return all.sorted()
}

// played is what happened, as far as people see it.
type played struct {
	mails   []mailed
	record  []recorded
	refused []recorded // mails that nobody took
}

// unassigned is the journal of mails that belong to no partnership.
const unassigned = "mailbox"

type mailed struct{ At, To, Template, Workflow, Subject, Text string }

type recorded struct{ At, Workflow, Kind, Text, Outcome string }

// itemID names what an admin has added, after the command, which has another ID each
// time.
var itemID = regexp.MustCompile(`\bc-[0-9a-f]{6}\b`)

func unnamed(text string) string { return itemID.ReplaceAllString(text, "c-…") }

// minute is as exact as the two agree: on a server things take a moment.
func minute(at time.Time) string { return at.UTC().Format("2006-01-02 15:04") }

// sorted puts what happened in the same minute into one order.
func (p played) sorted() played {
	slices.SortFunc(p.mails, func(a, b mailed) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.To, b.To), cmp.Compare(a.Template, b.Template), cmp.Compare(a.Text, b.Text))
	})
	slices.SortFunc(p.record, func(a, b recorded) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Workflow, b.Workflow), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Text, b.Text))
	})
	slices.SortFunc(p.refused, func(a, b recorded) int { return cmp.Compare(a.At, b.At) })
	return p
}

// expectAlike compares a rehearsal with what a server played.
func (p played) expectAlike(t *testing.T, served played) {
	t.Helper()
	if diff := gocmp.Diff(p.mails, served.mails); diff != "" {
		t.Errorf("the mails differ (-rehearsal +server):\n%s", diff)
	}
	if diff := gocmp.Diff(p.record, served.record); diff != "" {
		t.Errorf("the records differ (-rehearsal +server):\n%s", diff)
	}
}

// expectVariety makes sure that two plays that agree do not agree on very little.
func (p played) expectVariety(t *testing.T, want []string) {
	t.Helper()
	seen := map[string]int{}
	for _, m := range p.mails {
		seen[m.Template]++
		for _, phrase := range phrases {
			if strings.Contains(m.Text, phrase) {
				seen[phrase]++
			}
		}
	}
	for _, e := range p.record {
		seen[strings.TrimSpace(e.Kind+" "+e.Outcome)]++
	}
	t.Logf("%d mails and %d entries: %v", len(p.mails), len(p.record), seen)
	if diff := gocmp.Diff(slices.Sorted(slices.Values(want)), slices.Sorted(maps.Keys(seen))); diff != "" {
		t.Errorf("what was played (-want +got):\n%s", diff)
	}
}

// phrases are words of mails about what does not go as planned.
var phrases = []string{
	"in place of Dag Moe",                 // the deputy is asked
	"IDEA: \"a tasting in May\"",          // commands beside answers
	"CONFLICT: we write to you alone",     // and nobody reads the words behind it
	"предлагает для партнёрства",          // an idea, for the lead of the other party
	"Eli Berg is asked now in your place", // passed on
	"You are away until ",
	"1) Qualified leads → не знаю",          // and that is an answer
	"We could not make sense of",            // an answer
	"Не удалось разобрать",                  // one in Russian
	"Ответ пришёл после срока, но он учтён", // late, in the round
	"(вы написали «1,2 тыс.»)",              // numbers as people write them
	"Your mail has reached us",              // written first
}

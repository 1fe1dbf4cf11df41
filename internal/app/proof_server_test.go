//go:build !slim

package app

import (
	"context"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/rehearsal"
	"github.com/rapport-engine/rapport/store"
)

// serve carries the spec out on a server of its own, whose clock jumps to whatever comes next.
func (p *proof) serve(t *testing.T) played {
	t.Helper()
	s := setStage(t, p.spec, p.midnight(p.spec.Start).Add(-time.Hour), stageOptions{})
	people := &proofPeople{stage: s, cast: Cast(p.personas)}
	s.sent = people.read
	s.timeline.At(p.midnight(p.spec.Start), func(context.Context) error { s.begin(); return nil })
	for _, order := range p.orders {
		s.at = order.At
		s.command(p.spec.Slug, order.Command)
	}
	begun := time.Now()
	if err := s.timeline.Run(t.Context(), p.midnight(p.until.AddDays(1))); err != nil {
		t.Fatal(err)
	}
	t.Logf("on the server it took %s", time.Since(begun).Round(time.Millisecond))
	return played{mails: people.mails, record: journal(t, s.store, p.spec.Slug)}.sorted()
}

func journal(t *testing.T, kept *store.Store, slug string) []recorded {
	t.Helper()
	rows, err := kept.Journal(t.Context(), slug, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []recorded
	for _, row := range rows {
		if e := row.Entry; e.Kind != procedure.EntryReply {
			all = append(all, recorded{minute(e.At), e.Workflow, e.Kind, e.Text, string(e.Outcome)})
		}
	}
	return all
}

// proofPeople get their mail at once and answer it as their personas say.
type proofPeople struct {
	stage   *stage
	cast    *rehearsal.Cast
	mails   []mailed
	arrived uint32 // mails from people
}

// read lets the reader of a mail react. The stage's lock is held.
func (p *proofPeople) read(m activities.Message, l procedure.Letter) {
	now := p.stage.timeline.Clock.Now()
	p.mails = append(p.mails, mailed{minute(now), m.To, string(l.Template), l.Workflow, m.Subject, m.Text})
	l.At = now
	reactions, err := p.cast.React(p.stage.spec, l)
	if err != nil {
		p.stage.t.Error(err)
	}
	for i, r := range reactions {
		p.stage.timeline.At(r.At, func(ctx context.Context) error { return p.answer(ctx, m.Wire, i, r) })
	}
}

// answer is what a person's mail program sends, or their mailbox while they are away. An
// answer that nobody takes shows in the mails that follow.
func (p *proofPeople) answer(ctx context.Context, raw []byte, n int, r rehearsal.Reaction) error {
	reply := testkit.Answer(raw, n, r.Text)
	reply.Headers = []string{"Date: " + r.At.Format(time.RFC1123Z)}
	if r.Away != "" {
		reply.Headers = append(reply.Headers, "Auto-Submitted: auto-replied")
	}
	p.arrived++
	in := activities.Received{Account: mailboxName, Mailbox: "INBOX", UIDValidity: 1, UID: p.arrived, At: r.At, Raw: reply.Bytes()}
	_, err := p.stage.work.Watcher.Intake.Take(ctx, in)
	return err
}

//go:build !slim

package app

import (
	"cmp"
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
	s := p.open(t)
	return p.play(t, s)
}

// open sets the stage an hour before the first day.
func (p *proof) open(t *testing.T) *stage {
	t.Helper()
	return setStage(t, p.spec, p.midnight(p.spec.Start).Add(-time.Hour), stageOptions{repertoire: p.repertoire})
}

// play lets people and admins do what the script says.
func (p *proof) play(t *testing.T, s *stage) played {
	t.Helper()
	people := &proofPeople{stage: s, cast: Cast(p.script.Personas)}
	s.sent = people.read
	s.timeline.At(p.midnight(p.spec.Start), func(context.Context) error { s.begin(); return nil })
	for _, order := range orders(p.script.Commands, p.zone) {
		s.at = order.At
		s.command(p.spec.Slug, order.Command)
	}
	if err := people.expectUnasked(); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	if err := s.timeline.Run(t.Context(), p.midnight(p.until.AddDays(1))); err != nil {
		t.Fatal(err)
	}
	t.Logf("on the server it took %s", time.Since(begun).Round(time.Millisecond))
	return played{
		mails: people.mails, record: journal(t, s.store, p.spec.Slug, false), refused: journal(t, s.store, unassigned, true),
	}.sorted()
}

// journal is what was put on record: mails that came in, or everything else.
func journal(t *testing.T, kept *store.Store, slug string, mails bool) []recorded {
	t.Helper()
	rows, err := kept.Journal(t.Context(), slug, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []recorded
	for _, row := range rows {
		if e := row.Entry; (e.Kind == procedure.EntryReply) == mails {
			all = append(all, recorded{minute(e.At), cmp.Or(e.Workflow, unassigned), e.Kind, unnamed(e.Text), string(e.Outcome)})
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
	person, _ := p.stage.spec.Person(l.Person)
	asked := p.stage.words[m.ID]
	for i, r := range reactions {
		p.stage.timeline.At(r.At, func(ctx context.Context) error {
			if r.Away != "" {
				return p.take(ctx, r.At, absence(m.Wire, i, r))
			}
			answer, err := answerFromPhone(asked, person, r.At, r.Text)
			if err != nil {
				return err
			}
			return p.take(ctx, r.At, answer)
		})
	}
}

// expectUnasked has people write what they write unasked.
func (p *proofPeople) expectUnasked() error {
	list, err := p.cast.Unasked(p.stage.spec)
	if err != nil {
		return err
	}
	for i, u := range list {
		raw, err := mailFromPhone(u.Person, partnershipAddress(p.stage.t, u.Slug), i, u.At, u.Text)
		if err != nil {
			return err
		}
		p.stage.timeline.At(u.At, func(ctx context.Context) error { return p.take(ctx, u.At, raw) })
	}
	return nil
}

// partnershipAddress is where people write to a partnership first.
func partnershipAddress(t *testing.T, slug string) string {
	t.Helper()
	words, err := rehearsalComposer(nil)
	if err != nil {
		t.Fatal(err)
	}
	return words.Addressing().Partnership(slug)
}

// absence is what a mailbox sends while its owner is away.
func absence(raw []byte, n int, r rehearsal.Reaction) []byte {
	reply := testkit.Answer(raw, n, r.Text)
	reply.Headers = []string{"Date: " + r.At.Format(time.RFC1123Z), "Auto-Submitted: auto-replied"}
	return reply.Bytes()
}

// take lets a mail arrive. That nobody takes it shows in what follows.
func (p *proofPeople) take(ctx context.Context, at time.Time, raw []byte) error {
	if own := p.stage.mailbox; own != nil {
		return own.receive(ctx, raw)
	}
	p.arrived++
	in := activities.Received{Account: mailboxName, Mailbox: "INBOX", UIDValidity: 1, UID: p.arrived, At: at, Raw: raw}
	_, err := p.stage.work.Watcher.Intake.Take(ctx, in)
	return err
}

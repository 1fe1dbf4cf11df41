//go:build !slim

package app

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
)

// correspondence are people who write to a partnership of the stage when they
// like, over a server that vouches for some of them.
type correspondence struct {
	*stage
	wrote uint32
}

// aMail is the part of a letter's key that names the mail which it is about.
var aMail = regexp.MustCompile(`/[0-9a-f]{16,}`)

func correspond(t *testing.T) *correspondence {
	t.Helper()
	s := setStage(t, duo(), instant(t, "2091-01-02 09:00"), stageOptions{
		authentication: config.Authentication{Server: "mx.ops.example", Require: config.RequireAligned},
	})
	c := &correspondence{stage: s}
	s.sent = func(m activities.Message, l procedure.Letter) {
		if l.Template == lifecycle.TemplateWasThisYou {
			asked, at := s.words[m.ID], s.timeline.Clock.Now().Add(time.Hour)
			person, _ := s.spec.Person(l.Person)
			s.timeline.At(at, func(ctx context.Context) error {
				raw, err := answerFromPhone(asked, person, at, "yes")
				if err != nil {
					return err
				}
				return c.take(ctx, "spf=none", raw) // nobody vouches for this either
			})
		}
	}
	s.begin()
	return c
}

// write lets somebody write to the partnership, and the receiving server find out
// something about them.
func (c *correspondence) write(at string, from partnership.Person, verdict, text string) {
	c.when(at).do(func(ctx context.Context, number int) error {
		raw, err := mailFromPhone(from, partnershipAddress(c.t, "duo"), number, c.timeline.Clock.Now(), text)
		if err != nil {
			return err
		}
		return c.take(ctx, verdict, raw)
	})
}

func (c *correspondence) take(ctx context.Context, verdict string, raw []byte) error {
	c.wrote++
	in := activities.Received{
		Account: mailboxName, Mailbox: "INBOX", UIDValidity: 1, UID: c.wrote, At: c.timeline.Clock.Now(),
		Raw: append([]byte("Authentication-Results: mx.ops.example; "+verdict+"\r\n"), raw...),
	}
	_, err := c.work.Watcher.Intake.Take(ctx, in)
	return err
}

func (c *correspondence) person(id string) partnership.Person {
	p, _ := c.spec.Person(id)
	return p
}

// TestWhoWritesFirstIsHeardOnAServer: a figure reaches the check-in that asks for
// it, a command the partnership, and what nobody vouches for nothing before the
// person's word. A stranger gets no answer.
func TestWhoWritesFirstIsHeardOnAServer(t *testing.T) {
	t.Parallel()
	c := correspond(t)
	stranger := partnership.Person{Name: "Lars", Email: "lars@evil.example", Language: "en"}
	const signed, broken = "dkim=pass header.d=%s.example", "spf=softfail smtp.mailfrom=evil.example; dmarc=none header.from=north.example"
	by := func(party string) string { return strings.ReplaceAll(signed, "%s", party) }
	c.write("2091-01-02 11:00", c.person("lars"), by("north"), "Good morning!\n\nmql: 131\n\nLars")
	c.write("2091-01-02 12:00", c.person("tom"), by("south"), "STATUS")
	c.write("2091-01-02 13:00", c.person("tom"), by("south"), "The fair has moved to hall 7.")
	c.write("2091-01-02 14:00", stranger, by("evil"), "STATUS")
	c.write("2091-01-02 15:00", c.person("lars"), broken, "mql: 140")
	c.write("2091-01-02 15:30", c.person("lars"), broken, "STATUS")
	c.until("2091-01-02 15:45")
	if p := state[lifecycle.Partnership](c.stage, "duo"); len(p.Readings) != 1 || len(p.Doubted) != 2 {
		t.Errorf("before the person's word there are the readings %v and the doubts %v", p.Readings, p.Doubted)
	}
	c.until("2091-01-03 18:00")
	var got []string
	for _, line := range c.happened() {
		if line > "2091-01-02 10:30" {
			got = append(got, aMail.ReplaceAllString(line, ""))
		}
	}
	want := []string{
		"2091-01-02 11:00 measure: mql = 131",
		"2091-01-02 11:00 outcome: Check-in fortnightly: answered",
		"2091-01-02 11:00 receipt receipt to lars",
		"2091-01-02 12:00 status status to tom",
		"2091-01-02 13:00 receipt receipt to tom",
		"2091-01-02 15:00 was-this-you was-this-you to lars",
		"2091-01-02 16:00 measure: mql = 140",
		"2091-01-02 16:00 receipt receipt to lars",
		"2091-01-03 15:00 was-this-you was-this-you to lars", // once a day
		"2091-01-03 16:00 status status to lars",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
	if p := state[lifecycle.Partnership](c.stage, "duo"); len(p.Doubted) != 0 {
		t.Errorf("after the person's word there are the doubts %v", p.Doubted)
	}
	rows, err := c.store.Inbox(t.Context(), store.InboxQuery{States: []store.InboxState{store.InboxQuarantined}})
	if err != nil || len(rows) != 1 || rows[0].Slug != "" {
		t.Errorf("in quarantine is %+v, %v, want the stranger's mail alone", rows, err)
	}
}

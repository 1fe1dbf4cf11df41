//go:build !slim

package app

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership"
)

// BenchmarkMailPath runs the check-ins of BenchmarkCheckIns through the whole
// program: mails go out by SMTP, lie in mailboxes on disk, are answered by SMTP,
// fetched by IMAP and read. It counts asks from the moment at which the
// partnerships are applied until the last one lies in its mailbox, and answers
// from the first one that is sent until the last receipt lies there. Everybody
// answers when all are asked.
//
//	go test ./internal/app -run - -bench 'MailPath$' -benchtime 1x
func BenchmarkMailPath(b *testing.B) {
	n := crowdOf(b, 500)
	var asking, answering time.Duration
	for range b.N {
		l := mailPath(b, askers(b, "path", n))
		asking, answering = asking+l.asking, answering+l.answering
	}
	rate := func(d time.Duration) float64 { return float64(n*b.N) / d.Seconds() }
	b.ReportMetric(rate(asking), "asks/s")
	b.ReportMetric(rate(answering), "answers/s")
	b.ReportMetric(rate(asking+answering), "checkins/s")
}

func mailPath(b *testing.B, specs []partnership.Spec) (l lap) {
	b.Helper()
	running, err := Up(b.Context(), UpSettings{Data: b.TempDir(), UIPort: -1, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := running.Stop(); err != nil {
			b.Error(err)
		}
	}()
	s := bench{Planner: &Planner{client: running.client, store: running.store, namespace: running.endpoints.Namespace, worked: true}}
	everybody := func(do func(ctx context.Context, address string) error) {
		err := inParallel(b.Context(), len(specs), func(ctx context.Context, i int) error {
			return do(ctx, specs[i].Parties[0].People[0].Email)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	begun := time.Now()
	if err := s.begin(b.Context(), specs); err != nil {
		b.Fatal(err)
	}
	everybody(func(ctx context.Context, address string) error {
		_, err := running.mail.Wait(ctx, address, 1)
		return err
	})
	l.asking, begun = time.Since(begun), time.Now()
	everybody(func(ctx context.Context, address string) error {
		mails, err := running.mail.Wait(ctx, address, 1)
		if err != nil {
			return err
		}
		return testkit.Answer(mails[0].Raw, 1, "1) 150").Post(running.mail.SMTPAddr())
	})
	everybody(func(ctx context.Context, address string) error {
		_, err := running.mail.Wait(ctx, address, 2)
		return err
	})
	l.answering = time.Since(begun)
	return l
}

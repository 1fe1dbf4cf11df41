package devserver

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
)

func TestFatalEndsTheGoroutineOnly(t *testing.T) {
	t.Parallel()
	cause := errors.New("disk full")
	told := make(chan error, 1)
	l := newServerLog(slog.New(slog.DiscardHandler), func(err error) { told <- err })
	done := make(chan bool)
	go func() {
		returned := false
		defer func() { done <- returned }()
		l.Fatal("cannot serve", tag.Error(cause))
		returned = true
	}()
	if <-done {
		t.Error("Fatal returned to a caller that does not expect it")
	}
	if err := <-told; err.Error() != "cannot serve: disk full" {
		t.Errorf("owner was told %q", err)
	}
}

func TestLogKeepsTagsAndDropsChatter(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	l := newServerLog(slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug})), nil)
	with := log.With(l, tag.NewStringTag("shard", "1"))
	with.Info("chatter")
	with.Warn("slow disk", tag.NewInt("seconds", 2))
	l.mute()
	with.Error("the others are gone")
	got := out.String()
	if !strings.Contains(got, `level=WARN msg="slow disk" shard=1 seconds=2`) || strings.Count(got, "\n") != 1 {
		t.Errorf("log is %q", got)
	}
}

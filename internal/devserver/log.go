package devserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"sync/atomic"

	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
)

// serverLog passes the server's warnings and errors on to slog.
//
// The server calls Fatal and Panic where it cannot go on and expects not to return from
// them. Neither may end the process that embeds it, so here they end the calling goroutine
// and hand the message to the server's owner, who decides.
type serverLog struct {
	out   *slog.Logger
	shout func(error)
	muted *atomic.Bool // set at shutdown, when the services complain about each other's absence
}

var (
	_ log.Logger     = (*serverLog)(nil)
	_ log.WithLogger = (*serverLog)(nil)
)

func newServerLog(out *slog.Logger, shout func(error)) *serverLog {
	return &serverLog{out: out, shout: shout, muted: new(atomic.Bool)}
}

func (l *serverLog) mute() { l.muted.Store(true) }

// With returns a logger that adds tags to every message.
func (l *serverLog) With(tags ...tag.Tag) log.Logger {
	attrs := attributes(tags)
	args := make([]any, len(attrs))
	for i, a := range attrs {
		args[i] = a
	}
	return &serverLog{out: l.out.With(args...), shout: l.shout, muted: l.muted}
}

// Debug drops the message: it speaks of the server's inside.
func (l *serverLog) Debug(string, ...tag.Tag) {}

// Info drops the message: it speaks of the server's inside.
func (l *serverLog) Info(string, ...tag.Tag) {}

// Warn logs a warning, save one that would greet every newcomer: the server misses a port
// that only Nexus needs.
func (l *serverLog) Warn(msg string, tags ...tag.Tag) {
	if strings.HasPrefix(msg, "HTTP API port has not been set") {
		return
	}
	l.log(slog.LevelWarn, msg, tags)
}

// Error logs an error.
func (l *serverLog) Error(msg string, tags ...tag.Tag) { l.log(slog.LevelError, msg, tags) }

// DPanic logs an error: in production builds of the server it does no more either.
func (l *serverLog) DPanic(msg string, tags ...tag.Tag) { l.log(slog.LevelError, msg, tags) }

// Panic logs an error, tells the owner and ends the goroutine.
func (l *serverLog) Panic(msg string, tags ...tag.Tag) { l.abort(msg, tags) }

// Fatal logs an error, tells the owner and ends the goroutine.
func (l *serverLog) Fatal(msg string, tags ...tag.Tag) { l.abort(msg, tags) }

func (l *serverLog) log(level slog.Level, msg string, tags []tag.Tag) {
	ctx := context.Background() //nolint:forbidigo // the server's logger interface passes none
	if l.muted.Load() || !l.out.Enabled(ctx, level) {
		return
	}
	l.out.LogAttrs(ctx, level, msg, attributes(tags)...) //nolint:sloglint // passes the server's messages on
}

func (l *serverLog) abort(msg string, tags []tag.Tag) {
	l.log(slog.LevelError, msg, tags)
	if !l.muted.Load() {
		l.shout(fatalError(msg, tags))
	}
	runtime.Goexit()
}

// fatalError keeps the cause that came with a fatal message.
func fatalError(msg string, tags []tag.Tag) error {
	for _, t := range tags {
		switch v := t.Value().(type) {
		case error:
			return fmt.Errorf("%s: %w", msg, v)
		case string:
			if t.Key() == "error" {
				return fmt.Errorf("%s: %s", msg, v)
			}
		}
	}
	return errors.New(msg)
}

func attributes(tags []tag.Tag) []slog.Attr {
	attrs := make([]slog.Attr, len(tags))
	for i, t := range tags {
		attrs[i] = slog.Any(t.Key(), t.Value())
	}
	return attrs
}

package app

import (
	"context"
	"errors"
	"log/slog"

	sdklog "go.temporal.io/sdk/log"
)

// sdkLogger is the log of clients and workers.
func sdkLogger(logger *slog.Logger) sdklog.Logger {
	return sdklog.NewStructuredLogger(slog.New(orderly{logger.Handler()}))
}

// orderly leaves out what the SDK warns of at every orderly stop: that the last
// heartbeat of the mailbox's watch was cut off.
type orderly struct{ slog.Handler }

func (h orderly) Handle(ctx context.Context, r slog.Record) error {
	cut := false
	r.Attrs(func(a slog.Attr) bool {
		err, ok := a.Value.Any().(error)
		cut = ok && errors.Is(err, context.Canceled)
		return !cut
	})
	if cut && r.Message == "RecordActivityHeartbeat with error" {
		return nil
	}
	return h.Handler.Handle(ctx, r)
}

func (h orderly) WithAttrs(attrs []slog.Attr) slog.Handler {
	return orderly{h.Handler.WithAttrs(attrs)}
}
func (h orderly) WithGroup(name string) slog.Handler { return orderly{h.Handler.WithGroup(name)} }

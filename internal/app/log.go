package app

import (
	"context"
	"log/slog"
)

// quietly returns a log that falls silent once stopping is true. From then on
// the parts only complain of each other's absence; what really goes wrong comes
// back as an error of the stop.
func quietly(logger *slog.Logger, stopping func() bool) *slog.Logger {
	return slog.New(quiet{logger.Handler(), stopping})
}

type quiet struct {
	slog.Handler
	stopping func() bool
}

func (h quiet) Enabled(ctx context.Context, level slog.Level) bool {
	return !h.stopping() && h.Handler.Enabled(ctx, level)
}

func (h quiet) WithAttrs(attrs []slog.Attr) slog.Handler {
	return quiet{h.Handler.WithAttrs(attrs), h.stopping}
}

func (h quiet) WithGroup(name string) slog.Handler {
	return quiet{h.Handler.WithGroup(name), h.stopping}
}

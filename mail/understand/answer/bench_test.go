package answer

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// BenchmarkRead shows the cost of a usual reply, and that texts made to
// be slow, at the size that is read at most, stay far below a mail's deadline.
func BenchmarkRead(b *testing.B) {
	c := Context{Questions: checkIn, Locale: "en", Sent: sentCheckIn}
	repeated := func(s string) string { return strings.Repeat(s, prose.MaxText/len(s)) }
	texts := []struct{ name, text string }{
		{"usual", "1) 130\n2) 7\n3) Legal is slow\n\nBest,\nLars\n\n" + attribution + quote(sentCheckIn)},
		{"numbered lines", repeated("1) 7\n")},
		{"attributions", repeated("On Mon, 1 Jan 2026 at 10:00, A <a@b.c>\n")},
		{"headers", repeated("From: a\n")},
		{"rules", repeated("--\n")},
		{"one line of answers", repeated("1) 7; ")},
		{"quotes", repeated("> a b c\n")},
	}
	for _, t := range texts {
		b.Run(t.name, func(b *testing.B) {
			for b.Loop() {
				Read(t.text, c)
			}
		})
	}
}

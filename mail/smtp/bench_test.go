package smtp

import (
	"crypto/tls"
	"testing"

	gosmtp "github.com/emersion/go-smtp"
)

// BenchmarkSend shows what a kept connection saves: the ratio of its two halves
// in the same run. Loopback has no latency, so a real server makes it larger.
func BenchmarkSend(b *testing.B) {
	own, roots := certificate(b)
	for _, kind := range []TLS{NoTLS, StartTLS} {
		server := startServer(b, func(s *gosmtp.Server) {
			s.TLSConfig = &tls.Config{Certificates: []tls.Certificate{own}}
		})
		settings := server.settings()
		settings.TLS, settings.Roots = kind, roots
		b.Run(string(kind)+"/kept", func(b *testing.B) {
			s := sender(b, settings)
			for n := 0; b.Loop(); n++ {
				send(b, s, n)
			}
		})
		b.Run(string(kind)+"/dialled", func(b *testing.B) {
			for n := 0; b.Loop(); n++ {
				s, err := New(settings)
				if err != nil {
					b.Fatal(err)
				}
				send(b, s, n)
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

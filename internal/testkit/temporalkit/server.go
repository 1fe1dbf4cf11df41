// Package temporalkit gives tests a Temporal server of their own and lets months pass on it.
package temporalkit

import (
	"testing"

	"go.temporal.io/sdk/client"
	"google.golang.org/grpc"

	"github.com/rapport-engine/rapport/internal/devserver"
)

// Start runs a server in memory, without a Web UI, until the test ends.
func Start(t testing.TB, options ...func(*devserver.Options)) *devserver.Server {
	t.Helper()
	o := devserver.Options{UIPort: devserver.NoUI}
	for _, set := range options {
		set(&o)
	}
	s, err := devserver.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TimeSkipping permits workflows of the server to skip time; see SkippingInterceptor.
func TimeSkipping(o *devserver.Options) { o.TimeSkipping = true }

// Dial connects a client to the server until the test ends. Its calls pass the interceptors.
func Dial(t testing.TB, s *devserver.Server, interceptors ...grpc.UnaryClientInterceptor) client.Client {
	t.Helper()
	c, err := client.DialContext(t.Context(), client.Options{
		HostPort:  s.Address(),
		Namespace: s.Namespace(),
		Logger:    silence{},
		ConnectionOptions: client.ConnectionOptions{
			DialOptions: []grpc.DialOption{grpc.WithChainUnaryInterceptor(interceptors...)},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// silence is a Temporal SDK logger that says nothing: a test says what matters itself.
type silence struct{}

func (silence) Debug(string, ...any) {}
func (silence) Info(string, ...any)  {}
func (silence) Warn(string, ...any)  {}
func (silence) Error(string, ...any) {}

package devserver

import (
	"fmt"
	"net"
	"strconv"
)

// A PortError says that a port which the caller chose cannot be listened on.
type PortError struct {
	Port int    // the port asked for
	What string // "temporal frontend" or "web ui"
	Err  error  // what the system said
}

// Error names the port and what was to listen there.
func (e *PortError) Error() string {
	return fmt.Sprintf("listen on port %d for the %s: %v", e.Port, e.What, e.Err)
}

// Unwrap returns what the system said.
func (e *PortError) Unwrap() error { return e.Err }

const (
	whatFrontend = "temporal frontend"
	whatUI       = "web ui"
)

// listen opens a port, zero meaning any free one.
func listen(host string, port int, what string) (net.Listener, error) {
	l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil {
		return nil, &PortError{Port: port, What: what, Err: err}
	}
	return l, nil
}

// claimPort finds out whether a port can be listened on and returns its address, with a
// free port in place of zero. The server takes addresses, not listeners, so a free port has
// to be let go before the server opens it. A connection closed from the listening side
// leaves the port in TIME_WAIT: for a minute the system gives it to nobody who asks for any
// free port, while it can still be opened by number.
func claimPort(host string, port int, what string) (addr string, err error) {
	l, err := listen(host, port, what)
	if err != nil {
		return "", err
	}
	defer func() { _ = l.Close() }()
	if port != 0 {
		return l.Addr().String(), nil
	}
	client, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		return "", fmt.Errorf("reserve a port for the %s: %w", what, err)
	}
	defer func() { _ = client.Close() }()
	server, err := l.Accept()
	if err != nil {
		return "", fmt.Errorf("reserve a port for the %s: %w", what, err)
	}
	_ = server.Close()
	return l.Addr().String(), nil
}

package store

import "bytes"

// bodyOf returns what follows the first empty line of a message; a message
// without one is all header. Line ends may be CRLF or LF. Servers on the way
// change the header only, so that the body tells copies of one message.
func bodyOf(raw []byte) []byte {
	for rest := raw; ; {
		line, next, found := bytes.Cut(rest, []byte("\n"))
		switch {
		case !found:
			return nil
		case len(bytes.TrimRight(line, "\r")) == 0:
			return next
		}
		rest = next
	}
}

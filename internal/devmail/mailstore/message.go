package mailstore

import "time"

// Message is one mail as it is kept.
type Message struct {
	Folder   string
	UID      uint32
	Received time.Time
	Seen     bool
	Raw      []byte // trace header fields, then exactly what came in
}

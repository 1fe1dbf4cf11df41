package mailstore

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Entry is all that is known of a message without reading it.
type Entry struct {
	UID      uint32
	Received time.Time
	Flags    Flags
	Size     int64 // bytes

	// key tells repeats of a delivery; it is empty for a message that was put
	// here by a person's mail program.
	key string
}

// Flags is a set of IMAP system flags.
type Flags uint8

// The flags that are kept, as a maildir keeps them.
const (
	Draft Flags = 1 << iota
	Flagged
	Forwarded
	Answered
	Seen
	Deleted
)

// flagLetters follows the maildir specification, in the order of the bits.
const flagLetters = "DFPRST"

const (
	fileSuffix = ".eml"
	nothing    = "-"
)

func (f Flags) letters() string {
	var letters strings.Builder
	for i, letter := range flagLetters {
		if f&(1<<i) != 0 {
			letters.WriteRune(letter)
		}
	}
	return letters.String()
}

func parseLetters(letters string) (flags Flags, ok bool) {
	for _, letter := range letters {
		i := strings.IndexRune(flagLetters, letter)
		if i < 0 {
			return 0, false
		}
		flags |= 1 << i
	}
	return flags, true
}

// file is the name under which the message lies in its folder.
func (e Entry) file() string {
	return fmt.Sprintf("%010d.%d.%s.%s%s",
		e.UID, e.Received.UnixNano(), orNothing(e.key), orNothing(e.Flags.letters()), fileSuffix)
}

func orNothing(s string) string {
	if s == "" {
		return nothing
	}
	return s
}

// parseFile reads a file name that Entry.file wrote. Other files in a folder
// are no messages.
func parseFile(name string) (entry Entry, ok bool) {
	base, isMessage := strings.CutSuffix(name, fileSuffix)
	fields := strings.Split(base, ".")
	if !isMessage || len(fields) != 4 {
		return Entry{}, false
	}
	uid, err := strconv.ParseUint(fields[0], 10, 32)
	if err != nil || uid == 0 {
		return Entry{}, false
	}
	nanoseconds, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return Entry{}, false
	}
	entry = Entry{UID: uint32(uid), Received: time.Unix(0, nanoseconds)}
	if fields[2] != nothing {
		entry.key = fields[2]
	}
	if fields[3] != nothing {
		entry.Flags, ok = parseLetters(fields[3])
		return entry, ok
	}
	return entry, true
}

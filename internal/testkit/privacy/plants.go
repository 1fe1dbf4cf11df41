// Package privacy looks for words that were said under seal wherever somebody could
// read them for whom they are not: in whole histories, on cards, in search attributes
// and workflow IDs, in the tables of the store, in logs, and in mails.
package privacy

import (
	"fmt"
	"io"
	"mime/quotedprintable"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Plant is something that a person says under seal in words that nobody else uses.
type Plant struct {
	// Said finds it, however it is written.
	Said *regexp.Regexp
	By   string // a person; empty: anybody
	// Readers may read it besides.
	Readers []string
}

// Plants are all that is said in a play.
type Plants []Plant

// Word plants a word, which is found in any case and in any form that it begins.
func Word(by, word string, readers ...string) Plant {
	return Plant{Said: regexp.MustCompile(`(?i)` + regexp.QuoteMeta(word)), By: by, Readers: readers}
}

// In lists what of the plants a text holds, as it is or as mails encode it.
func (p Plants) In(text []byte) []string {
	var found []string
	for _, plant := range p {
		said := plant.Said.Find(text)
		if said == nil {
			said = plant.Said.Find(unquoted(text))
		}
		if said != nil {
			found = append(found, fmt.Sprintf("%q of %s", said, plant.By))
		}
	}
	return found
}

// unquoted is a text with its quoted-printable words decoded; what is none stays.
func unquoted(text []byte) []byte {
	if !slices.Contains(text, '=') {
		return nil
	}
	decoded, _ := io.ReadAll(quotedprintable.NewReader(strings.NewReader(string(text))))
	return decoded
}

// Clean fails the test if a text holds any plant.
func (p Plants) Clean(t testing.TB, where string, text []byte) {
	t.Helper()
	for _, said := range p.In(text) {
		t.Errorf("%s holds %s, said under seal", where, said)
	}
}

// Mail fails the test if a mail holds what is not for its reader.
func (p Plants) Mail(t testing.TB, what, reader string, text []byte) {
	t.Helper()
	var others Plants
	for _, plant := range p {
		if plant.By != reader && !slices.Contains(plant.Readers, reader) {
			others = append(others, plant)
		}
	}
	others.Clean(t, what+" to "+reader, text)
}

// Grow fails the test if a plant is in none of the texts: a search that finds nothing
// anywhere proves nothing.
func (p Plants) Grow(t testing.TB, where string, texts ...[]byte) {
	t.Helper()
	for _, plant := range p {
		if !slices.ContainsFunc(texts, func(text []byte) bool { return len(Plants{plant}.In(text)) > 0 }) {
			t.Errorf("%s lacks what %s said: %s", where, plant.By, plant.Said)
		}
	}
}

// Log is a log that is kept, for several writers at once.
type Log struct {
	mu   sync.Mutex
	text []byte
}

// Write keeps what is logged.
func (l *Log) Write(text []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text = append(l.text, text...)
	return len(text), nil
}

// Text is all that was logged.
func (l *Log) Text() []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.text)
}

package procedure

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/measure"
)

// Kinds of journal entries. Values are written into the journal.
const (
	EntryBegin   = "begin"
	EntryMail    = "mail"
	EntryReply   = "reply"
	EntryMeasure = "measure"
	EntryOutcome = "outcome"
	EntryPhase   = "phase"
	EntryCommand = "command"
)

// effects collects what a step wants done, in order. All records of a step
// become one effect, so that they are written in one transaction.
type effects struct{ list []Effect }

func (e *effects) add(effect Effect) { e.list = append(e.list, effect) }

// record appends a journal entry. The discriminator tells entries of the same
// kind in one workflow apart, and makes the entry's ID the same on every retry.
func (e *effects) record(entry Entry, discriminator string) {
	entry.ID = fmt.Sprintf("%s/%s/%s", entry.Workflow, entry.Kind, discriminator)
	r := e.take()
	r.Entries = append(r.Entries, entry)
	e.add(r)
}

// measure appends readings and a journal entry for each.
func (e *effects) measure(workflow string, readings []measure.Reading) {
	if len(readings) == 0 {
		return
	}
	r := e.take()
	r.Readings = append(r.Readings, readings...)
	e.add(r)
	for _, reading := range readings {
		e.record(Entry{
			At: reading.At, Workflow: workflow, Kind: EntryMeasure, Actor: reading.Reporter,
			Text: fmt.Sprintf("%s = %s", reading.KPI, reading.Value), Source: reading.Source,
		}, reading.ID)
	}
}

// take removes the step's record from the list, if there is one, to be extended
// and put back at the end.
func (e *effects) take() Record {
	i := slices.IndexFunc(e.list, func(effect Effect) bool { _, ok := effect.(Record); return ok })
	if i < 0 {
		return Record{}
	}
	r := e.list[i].(Record)
	e.list = slices.Delete(e.list, i, i+1)
	return r
}

// CheckInID is the workflow ID of a check-in's occasion.
func CheckInID(slug, name, date string) string {
	return slug + "/check-in/" + name + "/" + date
}

// AskID identifies an ask: 16 hexadecimal digits that are the same on every
// retry and in every rehearsal.
func AskID(workflow, person string) string {
	sum := sha256.Sum256([]byte(workflow + "\x00" + person))
	return hex.EncodeToString(sum[:8])
}

// local renders an instant as an admin reads it: "Tue 9 Dec 10:00 Oslo". The
// time carries its zone's offset, so no zone data is needed.
func local(t time.Time, city string) string {
	s := t.Format("Mon 2 Jan 15:04")
	if city != "" {
		s += " " + city
	}
	return s
}

// counted gives "1 question", "2 questions".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

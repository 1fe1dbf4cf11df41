package procedure

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/measure"
)

// Out collects what a step wants done, in order. All records of a step become
// one effect, so that they are written in one transaction.
type Out struct {
	list    []Effect
	cause   string
	divided string // the mail that is answered, if others answer it, too
}

// Because begins what a step wants done for an event. IDs of what it puts on
// record are made of what the event is known by, and not of the clock: a task of
// a workflow that the server has run again sees the same event at a later time.
func Because(ev Event) Out {
	out := Out{cause: ev.identity()}
	if ev.Reply != nil {
		out.divided = ev.Reply.Divided
	}
	return out
}

// of is the cause of what the step does at a time; the time itself where the
// event has no name.
func (o *Out) of(now time.Time) string {
	if o.cause != "" {
		return o.cause
	}
	return now.UTC().Format(time.RFC3339Nano)
}

// Divided is the ID of the mail that the step answers, if other procedures answer it, too.
func (o *Out) Divided() string { return o.divided }

// Effects returns what was collected.
func (o *Out) Effects() []Effect { return o.list }

// Reword changes a letter that the step has written, and reports whether there is
// one of that key.
func (o *Out) Reword(key string, change func(*Letter)) bool {
	for i, effect := range o.list {
		if send, ok := effect.(Send); ok && send.Letter.Key == key {
			change(&send.Letter)
			o.list[i] = send
			return true
		}
	}
	return false
}

// Add appends an effect. The receipts for a mail that several procedures answer stand
// together.
func (o *Out) Add(effect Effect) {
	if send, ok := effect.(Send); ok && send.Letter.Form == FormReceipt {
		send.Letter.Divided = o.divided
		effect = send
	}
	o.list = append(o.list, effect)
}

// Tell appends a message to another procedure.
func (o *Out) Tell(to string, m Message, from string, now time.Time) {
	o.Add(Tell{To: to, Message: Identified(m, from, o.of(now))})
}

// Record appends a journal entry. Its ID is made of its content and its cause, or
// of the given discriminator where something has a name of its own, such as a
// mail: the same on every retry, and another one for whatever else happens, also
// after a workflow was reset.
func (o *Out) Record(entry Entry, discriminator ...string) {
	if len(discriminator) == 0 {
		discriminator = []string{ContentID(
			o.of(entry.At), entry.Actor, entry.Goal, entry.Text, string(entry.Outcome), entry.Source)}
	}
	entry.ID = fmt.Sprintf("%s/%s/%s", entry.Workflow, entry.Kind, strings.Join(discriminator, "/"))
	r := o.take()
	r.Entries = append(r.Entries, entry)
	o.Add(r)
}

// Measure appends readings and a journal entry for each.
func (o *Out) Measure(workflow string, readings []measure.Reading) {
	if len(readings) == 0 {
		return
	}
	r := o.take()
	r.Readings = append(r.Readings, readings...)
	o.Add(r)
	for _, reading := range readings {
		o.Record(Entry{
			At: reading.At, Workflow: workflow, Kind: EntryMeasure, Actor: reading.Reporter,
			Text: fmt.Sprintf("%s = %s", reading.KPI, reading.Value), Source: reading.Source,
		}, reading.ID)
	}
}

// take removes the step's record from the list, if there is one, to be extended
// and put back at the end.
func (o *Out) take() Record {
	i := slices.IndexFunc(o.list, func(effect Effect) bool { _, ok := effect.(Record); return ok })
	if i < 0 {
		return Record{}
	}
	r := o.list[i].(Record)
	o.list = slices.Delete(o.list, i, i+1)
	return r
}

// Spare puts entries that were held back before what the step records. Of a step that does
// nothing else they are held back again, and returned: they are written with the next one,
// which spares an event.
func (o *Out) Spare(held []Entry) []Entry {
	r := o.take()
	r.Entries = append(slices.Clone(held), r.Entries...)
	switch {
	case len(o.list)+len(r.Readings) == 0:
		return r.Entries
	case len(r.Entries)+len(r.Readings) > 0:
		o.Add(r)
	}
	return nil
}

// ContentID is 12 hexadecimal digits that stand for some words.
func ContentID(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00")))
	return hex.EncodeToString(sum[:6])
}

package rehearsal

import (
	"fmt"
	"runtime"
	"time"
)

// draft is a mail that is being written while the play goes on: its words are wanted when
// somebody answers it, which is hours later, and when all is over.
type draft struct {
	at      time.Time
	event   int // the place of its mail among the events
	written chan struct{}
	mail    Mail
	err     error
}

// read waits until the mail is written.
func (d *draft) read() (Mail, error) {
	<-d.written
	return d.mail, d.err
}

// desk is where the mails of a rehearsal are written, some at a time.
type desk struct {
	drafts []*draft
	places chan struct{}
}

func newDesk() desk { return desk{places: make(chan struct{}, runtime.GOMAXPROCS(0))} }

// write has a mail written that is an event of a time.
func (k *desk) write(at time.Time, event int, compose func() (Mail, error)) *draft {
	d := &draft{at: at, event: event, written: make(chan struct{})}
	k.drafts = append(k.drafts, d)
	go func() {
		k.places <- struct{}{}
		defer func() { <-k.places }()
		d.mail, d.err = compose()
		close(d.written)
	}()
	return d
}

// clear puts the words of all mails into the events, up to the first that could not be
// written.
func (k *desk) clear(slug string, zone *time.Location, events []Event) ([]Event, error) {
	var failed *draft
	for _, d := range k.drafts {
		mail, err := d.read()
		if failed != nil {
			continue // nobody writes any more when a rehearsal is over
		}
		if err != nil {
			failed, events = d, events[:d.event]
			continue
		}
		events[d.event].Subject, events[d.event].Text = mail.Subject, mail.Text
	}
	if failed != nil {
		return events, fmt.Errorf("rehearse %s at %s: %w", slug, failed.at.In(zone).Format(time.RFC3339), failed.err)
	}
	return events, nil
}

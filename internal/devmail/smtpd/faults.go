package smtpd

import (
	"sync"
	"time"
)

// Fault is one way in which a mail server can fail its client.
type Fault int

// What can happen to a mail when all its data has arrived.
const (
	NoFault    Fault = iota // it is kept and acknowledged
	TempFail                // 451, nothing is kept
	PermFail                // 554, nothing is kept
	DropBefore              // the connection breaks, nothing is kept
	DropAfter               // it is kept, and the connection breaks instead of the 250
	Twice                   // it is kept twice, as a server without duplicate suppression would
)

// Faults makes the server misbehave, for tests. A nil function never
// interferes.
type Faults struct {
	// Decide is asked once for each mail when its data has arrived.
	Decide func(Envelope) Fault
	// Delay is how long the server then takes its time.
	Delay func(Envelope) time.Duration
}

// Script meets the first mails with the given faults, one each, and the rest
// with none.
func Script(faults ...Fault) *Faults {
	var mu sync.Mutex
	return &Faults{Decide: func(Envelope) Fault {
		mu.Lock()
		defer mu.Unlock()
		if len(faults) == 0 {
			return NoFault
		}
		next := faults[0]
		faults = faults[1:]
		return next
	}}
}

func (f *Faults) decide(e Envelope) Fault {
	if f == nil || f.Decide == nil {
		return NoFault
	}
	return f.Decide(e)
}

func (f *Faults) delay(e Envelope) time.Duration {
	if f == nil || f.Delay == nil {
		return 0
	}
	return f.Delay(e)
}

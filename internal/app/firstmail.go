//go:build !slim

package app

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/store"
)

// FirstMail says when somebody hears of the partnerships that a start has applied.
type FirstMail struct {
	// Asked is somebody whose mail has gone out; empty if nobody's has.
	Asked string
	// Greeted is somebody to whom a welcome is on its way where nothing else is asked yet.
	Greeted string
	// Held is until when the first mail waits for its reader's working hours.
	Held time.Time
	// Next is when something comes next where no mail is on its way, and What comes.
	Next time.Time
	What string
	Slug string
	City string // where the times are told
	// Starts is the partnership's first day, if it is to come.
	Starts string
}

const (
	// mailPatience is how long a start looks for its first mail: what goes out now has gone by then.
	mailPatience = 4 * time.Second
	// fewApplied is in how many partnerships it looks.
	fewApplied = 20
)

// FirstMail looks what becomes of the first mail. It waits a moment for one that goes out now.
func (r *Running) FirstMail(ctx context.Context) (FirstMail, error) {
	ctx, cancel := context.WithTimeout(ctx, mailPatience)
	defer cancel()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	var found FirstMail
	for {
		first, err := r.firstMail(ctx)
		if err != nil && ctx.Err() == nil {
			return found, err
		}
		if err == nil {
			found = first
		}
		if found.Asked != "" {
			return found, nil
		}
		select {
		case <-ctx.Done():
			return found, nil
		case <-tick.C:
		}
	}
}

// firstMail is the earliest of what is known now.
func (r *Running) firstMail(ctx context.Context) (FirstMail, error) {
	var first FirstMail
	for _, a := range r.applied[:min(len(r.applied), fewApplied)] {
		row, err := r.store.Procedure(ctx, a.Slug)
		if errors.Is(err, store.ErrNotFound) {
			continue // its first step is to come
		}
		if err != nil {
			return first, err
		}
		var life lifecycle.Partnership
		if err := json.Unmarshal(row.State, &life); err != nil {
			return first, err
		}
		if row.Outcome == "" {
			first = first.or(firstMailOf(&life))
		}
	}
	return first, nil
}

// firstMailOf is what becomes of the first mail of one partnership.
func firstMailOf(life *lifecycle.Partnership) FirstMail {
	f := FirstMail{Slug: life.Declared.Slug, City: cadence.City(life.Declared.Zone)}
	zone, err := cadence.LoadZone(life.Declared.Zone)
	if err != nil {
		return FirstMail{}
	}
	for _, r := range life.Running {
		for _, o := range r.Shown.Open {
			switch person, _ := life.Declared.Person(o.Person); {
			case !o.Since.IsZero() && f.Asked == "":
				f.Asked = person.Name
			case o.Since.IsZero() && !o.Held.IsZero() && (f.Held.IsZero() || o.Held.Before(f.Held)):
				f.Held = o.Held.In(zone)
			}
		}
	}
	for _, w := range life.Welcomed {
		if person, _ := life.Declared.Person(w.Person); w.Alone && f.Greeted == "" {
			f.Greeted = person.Name
		}
	}
	if coming := life.Agenda.Coming(); len(coming) > 0 {
		o := coming[0]
		f.Next, f.What = o.At.In(zone), o.Noun+" "+o.Name
	}
	if life.Phase == lifecycle.PhaseProposed {
		f.Starts = life.Declared.Start.String()
	}
	return f
}

// or is the one of two that comes first.
func (f FirstMail) or(other FirstMail) FirstMail {
	switch {
	case f.Asked != "" || other.Slug == "":
		return f
	case other.Asked != "" || f.Slug == "":
		return other
	case !other.Held.IsZero() && (f.Held.IsZero() || other.Held.Before(f.Held)):
		return other
	case f.Held.IsZero() && f.Greeted == "" && other.Greeted != "":
		return other
	case f.Held.IsZero() && f.Greeted == "" && !other.Next.IsZero() && (f.Next.IsZero() || other.Next.Before(f.Next)):
		return other
	default:
		return f
	}
}

// String says it in a sentence.
func (f FirstMail) String() string {
	switch {
	case f.Asked != "":
		return "The first mails have gone out: " + f.Asked + " has one, for example."
	case !f.Held.IsZero():
		return "The first mail waits for its reader's working hours, until " + procedure.Local(f.Held, f.City) + "."
	case f.Greeted != "":
		return "The first mails say welcome, to " + f.Greeted + " for example; each goes in its reader's working hours."
	case f.Next.IsZero():
		return ""
	case f.Starts != "":
		return "No mail goes out yet: " + f.Slug + " begins on " + f.Starts + ". First comes " + f.What + ", " + procedure.Local(f.Next, f.City) + "."
	default:
		return "No mail goes out now: nothing is due. Next comes " + f.What + " of " + f.Slug + ", " + procedure.Local(f.Next, f.City) + "."
	}
}

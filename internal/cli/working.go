package cli

import (
	"cmp"
	"fmt"
	"sync"
	"time"
)

const (
	// quickEnough is how long nothing is said: what is over by then needs no words.
	quickEnough = time.Second
	// usualWidth is that of a terminal of which nothing is known.
	usualWidth = 80
	// redrawEvery is how often the line on a terminal is drawn, sayEvery how often another
	// line is written where there is none.
	redrawEvery = 200 * time.Millisecond
	sayEvery    = 10 * time.Second
)

// working says on stderr what takes its time and how far it is: on a terminal in one line that
// is redrawn and goes when it is over, else in a line now and then. What is quick says nothing.
type working struct {
	env   Env
	what  string // "Rehearsing"
	total int    // of steps; 0: it is not known how many
	began time.Time
	stop  chan struct{}
	ended sync.WaitGroup

	mu   sync.Mutex
	done int    // guarded by mu
	item string // what is worked on; guarded by mu
}

// begin is called before what may take its time, and end after it.
func (env Env) begin(what string, total int) *working {
	w := &working{env: env, what: what, total: total, began: time.Now(), stop: make(chan struct{})}
	if env.Stderr != nil {
		w.ended.Go(w.tell)
	}
	return w
}

// at says that a number of steps is done, and what comes next.
func (w *working) at(done int, item string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done, w.item = done, item
}

// sized says of how many steps it is, once that is known.
func (w *working) sized(done, total int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done, w.total = done, total
}

// end returns when nothing more is written.
func (w *working) end() {
	close(w.stop)
	w.ended.Wait()
}

func (w *working) tell() {
	every := sayEvery
	if w.env.Redraws {
		every = redrawEvery
	}
	first := time.NewTimer(quickEnough)
	defer first.Stop()
	select {
	case <-w.stop:
		return
	case <-first.C:
	}
	again := time.NewTicker(every)
	defer again.Stop()
	for {
		w.say()
		select {
		case <-w.stop:
			if w.env.Redraws {
				fmt.Fprint(w.env.Stderr, "\r\x1b[K")
			}
			return
		case <-again.C:
		}
	}
}

func (w *working) say() {
	line := w.line()
	if w.env.Redraws {
		fmt.Fprintf(w.env.Stderr, "\r%s\x1b[K", fitted(line, cmp.Or(w.env.Width, usualWidth)-1))
		return
	}
	fmt.Fprintln(w.env.Stderr, line)
}

// line is what it does, how far it is, and for how long already.
func (w *working) line() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	line := w.what
	if w.total > 1 {
		line += fmt.Sprintf(": %d of %d", w.done, w.total)
	}
	if w.item != "" {
		line += ", " + w.item
	}
	return line + fmt.Sprintf(" (%d s)", int(time.Since(w.began)/time.Second))
}

package devserver

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestClockRefusesThePast(t *testing.T) {
	t.Parallel()
	if _, err := NewClock(time.Now().Add(-time.Minute)); err == nil {
		t.Error("a clock was started in the past")
	}
}

func TestJumpRingsWhatIsDue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now().AddDate(1, 0, 0)
		clock, err := NewClock(start)
		if err != nil {
			t.Fatal(err)
		}
		source := timeSource{clock}
		rung := make(chan string, 10)
		ring := func(name string) func() { return func() { rung <- name } }
		source.AfterFunc(time.Hour, ring("hour"))
		source.AfterFunc(time.Hour, ring("stopped")).Stop()
		again := source.AfterFunc(time.Hour, ring("again"))
		if !again.Reset(2 * time.Hour) {
			t.Error("an alarm that is set says that it was not")
		}
		channel, _ := source.NewTimer(90 * time.Minute)

		clock.JumpTo(start.Add(time.Hour))
		synctest.Wait()
		if got := drain(rung); got != "hour " {
			t.Errorf("after an hour rang %q", got)
		}
		clock.JumpTo(start) // back: nothing
		if got := clock.Now(); !got.Equal(start.Add(time.Hour)) {
			t.Errorf("the clock went back to %s", got)
		}

		// From here on by itself: no jump, but time passes.
		time.Sleep(30 * time.Minute)
		if got := (<-channel).Sub(start); got != 90*time.Minute {
			t.Errorf("the channel yielded after %s", got)
		}
		time.Sleep(30 * time.Minute)
		synctest.Wait()
		if got := drain(rung); got != "again " {
			t.Errorf("after two hours rang %q", got)
		}
		if again.Stop() {
			t.Error("an alarm that rang says that it is set")
		}
	})
}

func drain(rung <-chan string) (names string) {
	for {
		select {
		case name := <-rung:
			names += name + " "
		default:
			return names
		}
	}
}

package app

import (
	"context"
	"sync"
	"time"

	"github.com/rapport-engine/rapport/store"
)

// forgetting deletes what was written under seal and whose time is over, and the bytes of
// mails that were kept as long as is declared.
type forgetting struct {
	store *store.Store
	keep  store.Keep

	mu   sync.Mutex
	next time.Time // when to look again; guarded by mu
}

const (
	// forgetLook is how often it is looked for what is to be forgotten.
	forgetLook = time.Hour
	// forgetAtOnce is how many procedures, and mails, are seen to at once: whoever
	// writes waits meanwhile.
	forgetAtOnce = 20
)

// check forgets if it is time to look. Its errors are the store's; after one it looks
// again at the next call.
func (f *forgetting) check(ctx context.Context, now time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if now.Before(f.next) {
		return nil
	}
	more, err := f.store.Forget(ctx, now, forgetAtOnce)
	if err != nil {
		return err
	}
	cleared, err := f.store.Clear(ctx, f.keep, now, forgetAtOnce)
	more = more || cleared >= forgetAtOnce
	if err == nil && !more {
		f.next = now.Add(forgetLook)
	}
	return err
}

package imap

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"
)

// watch is one connection's work on the folder.
type watch struct {
	conn     *conn
	settings Settings
	ledger   Ledger
	handler  Handler

	opened   bool
	validity uint32
	position uint32           // as the ledger has it
	newest   uint32           // highest UID seen
	fates    map[uint32]*fate // by UID, of the messages last seen in the folder
}

// fate is what has become of a message that is still in the folder.
type fate struct {
	// handled says that only the move is missing.
	handled     bool
	disposition Disposition
	// held says that the message waits for the next poll.
	held bool
	// finished says that nothing is missing: servers without UIDPLUS keep
	// showing what has been copied away.
	finished bool
}

// run alternates between rounds and waiting.
func (w *watch) run(ctx context.Context) error {
	poll := time.NewTicker(w.settings.PollEvery)
	defer poll.Stop()
	for due := true; ; {
		if due {
			if err := w.begin(ctx); err != nil {
				return err
			}
		}
		busy, err := w.round(ctx)
		if err != nil {
			return err
		}
		if due, err = w.conn.rest(ctx, poll.C, busy); err != nil {
			return err
		}
	}
}

// begin erases what is left to be erased, fetches back what is on no record, selects the
// folder, and lets everything that waits have its turn. It is repeated at every poll because
// a folder that was deleted and made anew under a connection shows itself only by its UID
// validity.
func (w *watch) begin(ctx context.Context) error {
	if err := w.sweep(ctx); err != nil {
		return err
	}
	if err := w.fetchBack(ctx); err != nil {
		return err
	}
	validity, err := w.conn.selectFolder(ctx, w.settings.Folder)
	if err != nil {
		return err
	}
	for _, f := range w.fates {
		f.held = false
	}
	if w.opened && validity == w.validity {
		return nil
	}
	w.opened, w.validity, w.newest, w.fates = true, validity, 0, nil
	return w.readLedger(ctx)
}

func (w *watch) readLedger(ctx context.Context) error {
	validity, uid, err := w.ledger.LastUID(ctx, w.settings.Account, w.settings.Folder)
	if err != nil {
		return fmt.Errorf("read ledger of %s: %w", w.settings.Folder, err)
	}
	w.position = uid
	if validity == w.validity {
		return nil
	}
	if validity != 0 {
		w.settings.Logger.WarnContext(ctx, "mailbox was rebuilt, all its messages are handled again",
			"account", w.settings.Account, "mailbox", w.settings.Folder)
	}
	return w.advance(ctx, 0)
}

// advance records that everything up to position has been handled.
func (w *watch) advance(ctx context.Context, position uint32) error {
	if err := w.ledger.AdvanceUID(ctx, w.settings.Account, w.settings.Folder, w.validity, position); err != nil {
		return fmt.Errorf("advance ledger of %s: %w", w.settings.Folder, err)
	}
	w.position = position
	return nil
}

// round works off everything in the folder that does not wait. It reports
// whether it took anything up.
func (w *watch) round(ctx context.Context) (busy bool, err error) {
	w.conn.forgetHint()
	list, err := w.conn.list(ctx)
	if err != nil {
		return false, err
	}
	w.recall(list)
	for _, m := range list {
		f := w.fates[m.uid]
		if f.finished || f.held {
			continue
		}
		busy = true
		if err := w.takeUp(ctx, m, f); err != nil {
			return true, err
		}
	}
	if position := w.reached(list); position > w.position {
		return busy, w.advance(ctx, position)
	}
	return busy, nil
}

// reached returns the UID up to which everything has been handled. It never
// passes a message that is still to be done.
func (w *watch) reached(list []listed) uint32 {
	for _, m := range list {
		if !w.fates[m.uid].finished {
			return m.uid - 1
		}
	}
	return w.newest
}

// recall keeps the fates of what is still in the folder.
func (w *watch) recall(list []listed) {
	fates := make(map[uint32]*fate, len(list))
	for _, m := range list {
		f := w.fates[m.uid]
		if f == nil {
			// What is marked as deleted below the position is the original of our own
			// copy, on a server that can expunge only everything. Above it, it is a
			// message that a human program marked before we saw it: answers count
			// even then.
			f = &fate{finished: m.deleted && m.uid <= w.position}
		}
		fates[m.uid] = f
		w.newest = max(w.newest, m.uid)
	}
	w.fates = fates
}

// takeUp hands over one message and puts it where it belongs. It returns only
// the connection's errors: refusals and failing handlers concern this message,
// which then waits for the next poll while others go on.
func (w *watch) takeUp(ctx context.Context, m listed, f *fate) error {
	err := w.handOver(ctx, m, f)
	if err == nil && f.handled {
		err = w.putAway(ctx, m, f.disposition)
	}
	switch {
	case errors.Is(err, errGone):
		f.finished = true
		return nil
	case err == nil:
		f.finished, f.held = f.handled, !f.handled
		return nil
	case isFatal(err):
		return err
	}
	f.held = true
	w.settings.Logger.WarnContext(ctx, "message stays in the mailbox for now",
		"account", w.settings.Account, "uid", m.uid, "error", err)
	return nil
}

// releasedAbove is the size of a message above which its memory is given back at once. Nobody
// holds it any more; but a program with nothing to do collects what it has used only after
// minutes, and gives it back to the system later still.
const releasedAbove = 1 << 20

// handOver fetches a message and gives it to the handler, unless it was handled before.
func (w *watch) handOver(ctx context.Context, m listed, f *fate) error {
	if f.handled {
		return nil
	}
	raw, tooLarge, err := w.conn.fetch(ctx, m)
	if err != nil {
		return err
	}
	in := Incoming{
		Account: w.settings.Account, Mailbox: w.settings.Folder, UIDValidity: w.validity, UID: m.uid,
		ReceivedAt: m.receivedAt, Raw: raw, Size: m.size, TooLarge: tooLarge,
	}
	what := fmt.Sprintf("handle message %d", m.uid)
	err = await(ctx, what, w.settings.HandleTimeout, w.conn.beat, func(ctx context.Context) (err error) {
		f.disposition, err = w.handler.Handle(ctx, in)
		return err
	})
	if len(in.Raw) > releasedAbove {
		in.Raw = nil
		debug.FreeOSMemory()
	}
	if err != nil && ctx.Err() == nil {
		return &messageError{err}
	}
	f.handled = err == nil && f.disposition != Leave
	return err
}

// putAway puts a message that was handled where it belongs.
func (w *watch) putAway(ctx context.Context, m listed, d Disposition) error {
	switch d {
	case Erase:
		return w.erase(ctx, m)
	case Quarantine:
		return w.conn.move(ctx, m.uid, w.settings.Quarantine)
	default:
		return w.conn.move(ctx, m.uid, w.settings.Done)
	}
}

package cli

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// keptView says for programs how much of the mails that came in is kept, and for how long.
type keptView struct {
	Mails          int   `json:"mails"`
	Bytes          int64 `json:"bytes"`
	Cleared        int   `json:"cleared"` // of which only what was understood is left
	MailsDays      int   `json:"mails_days,omitempty"`
	QuarantineDays int   `json:"quarantine_days,omitempty"`
	LargeDays      int   `json:"large_days,omitempty"`
}

func keptIn(ctx context.Context, s *store.Store) (keptView, error) {
	held, err := s.Held(ctx)
	if err != nil {
		return keptView{}, err
	}
	keep, err := s.Kept(ctx)
	inDays := func(d time.Duration) int { return int(d / (24 * time.Hour)) }
	return keptView{
		Mails: held.Mails, Bytes: held.Bytes, Cleared: held.Gone,
		MailsDays: inDays(keep.Mails), QuarantineDays: inDays(keep.Quarantine), LargeDays: inDays(keep.Large),
	}, err
}

// show says it in a line or two.
func (k keptView) show(w io.Writer) {
	if k.Mails+k.Cleared == 0 {
		return
	}
	fmt.Fprintf(w, "\nKept as they came: %s, %s.", procedure.Counted(k.Mails, "mail"), size(k.Bytes))
	if k.Cleared > 0 {
		fmt.Fprintf(w, " Of %s only what was understood is left.", procedure.Counted(k.Cleared, "other"))
	}
	if k.MailsDays > 0 {
		fmt.Fprintf(w, "\nMails are kept for %d days, in quarantine for %d, attachments of large ones for %d; what a signature\nor a decision rests on, for good.",
			k.MailsDays, k.QuarantineDays, k.LargeDays)
	}
	fmt.Fprintln(w)
}

// size says how much that is, as people count it.
func size(bytes int64) string {
	const kilo, mega = 1 << 10, 1 << 20
	if bytes < mega {
		return fmt.Sprintf("%d KB", (bytes+kilo-1)/kilo)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/mega)
}

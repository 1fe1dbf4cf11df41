package devmail_test

import (
	"errors"
	"net/textproto"
	"testing"

	"github.com/rapport-engine/rapport/internal/devmail"
	"github.com/rapport-engine/rapport/internal/devmail/smtpd"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		fault smtpd.Fault
		code  int // 0: the connection breaks, -1: no error
		kept  int
	}{
		{"none", smtpd.NoFault, -1, 1},
		{"temporary", smtpd.TempFail, 451, 0},
		{"permanent", smtpd.PermFail, 554, 0},
		{"dropped before", smtpd.DropBefore, 0, 0},
		{"dropped after", smtpd.DropAfter, 0, 1},
		{"twice", smtpd.Twice, -1, 2},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			server := start(t, func(o *devmail.Options) { o.Faults = smtpd.Script(c.fault) })
			raw := mail("one@alpha.example", "text")
			err := send(server, raw, bot)
			var reply *textproto.Error
			switch {
			case c.code < 0 && err != nil:
				t.Errorf("unexpected error: %v", err)
			case c.code > 0 && (!errors.As(err, &reply) || reply.Code != c.code):
				t.Errorf("got %v, want code %d", err, c.code)
			case c.code == 0 && (err == nil || errors.As(err, &reply)):
				t.Errorf("got %v, want a broken connection", err)
			}
			if n := len(messages(t, server, bot)); n != c.kept {
				t.Errorf("%d messages kept, want %d", n, c.kept)
			}
			mustSend(t, server, raw, bot) // what a patient client does
			if n := len(messages(t, server, bot)); n != max(1, c.kept) {
				t.Errorf("%d messages after the second try, want %d", n, max(1, c.kept))
			}
		})
	}
}

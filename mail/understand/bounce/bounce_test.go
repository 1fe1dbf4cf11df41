package bounce

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/mail/understand/message"
)

func TestReadBounce(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]Report{
		"postfix": {
			Status: "5.1.1", ReplyCode: "550", Reason: "userunknown", Kind: Permanent, Hard: true,
			Recipient: "conor@lumen.example", OriginalMessageID: "aerukz4jvpg66vnmca4wspb2dnrqu.1@ops.example",
		},
		"postfix-delayed": {
			Status: "4.4.1", Reason: "expired", OnItsWay: true,
			Recipient: "conor@lumen.example", OriginalMessageID: "m2@ops.example",
		},
		"exim": {
			Status: "5.2.2", ReplyCode: "552", Reason: "mailboxfull", Kind: Full,
			Recipient: "tom@lumen.example", OriginalMessageID: "m3@ops.example",
		},
		"exchange-russian": {
			Status: "5.1.1", ReplyCode: "550", Reason: "userunknown", Kind: Permanent, Hard: true,
			Recipient: "boris@beta.example", OriginalMessageID: "m4@ops.example",
		},
		"mailru": {
			Reason: "mailboxfull", Kind: Full, Recipient: "anna@alpha.example", OriginalMessageID: "m5@ops.example",
		},
		"gmail-text": {
			Status: "5.7.26", ReplyCode: "550", Reason: "authfailure", Kind: Policy,
			Recipient: "aoife@lumen.example", OriginalMessageID: "m6@ops.example",
		},
		"qmail": {
			Status: "5.1.2", Reason: "hostunknown", Kind: Permanent, Hard: true,
			Recipient: "lars@fjordmial.example", OriginalMessageID: "m7@ops.example",
		},
		"unlabelled": {
			ReplyCode: "550", Reason: "userunknown", Kind: Permanent, Hard: true,
			Recipient: "boris@beta.example", OriginalMessageID: "m8@ops.example",
		},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(filepath.Join("testdata", file+".eml"))
			if err != nil {
				t.Fatal(err)
			}
			m, root := message.Read(raw)
			if !Is(m, root) {
				t.Fatal("it is not taken for a bounce")
			}
			if diff := cmp.Diff(&want, Read(m, root)); diff != "" {
				t.Errorf("bounce (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReason(t *testing.T) {
	t.Parallel()
	for diagnostic, want := range map[string]string{
		"550 5.1.1 The email account that you tried to reach does not exist.":                  "userunknown",
		"550 Message was not accepted -- invalid mailbox. Local mailbox a@b.ru is unavailable": "userunknown",
		"550 5.7.1 No such user!":                           "filtered",
		"550 Invalid recipient <a@b.example> (#5.1.1)":      "userunknown",
		"550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found": "userunknown",
		"550 Такого пользователя не существует: пользователь не найден":      "userunknown",
		"452 4.2.2 The email account that you tried to reach is over quota.": "mailboxfull",
		"552 5.2.2 Mailbox full":                                                                         "mailboxfull",
		"550 Почтовый ящик переполнен":                                                                   "mailboxfull",
		"552 5.3.4 Message size exceeds fixed limit":                                                     "mesgtoobig",
		"554 5.7.1 <a@b.example>: Relay access denied":                                                   "norelaying",
		"550 5.7.26 Unauthenticated email from ops.example is not accepted due to domain's DMARC policy": "authfailure",
		"550 5.7.25 The IP address sending this message does not have a PTR record":                      "requireptr",
		"554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org":          "blocked",
		"550 5.7.606 Access denied, banned sending IP [192.0.2.1]":                                       "blocked",
		"550 5.7.1 Message rejected under suspicion of SPAM; https://ya.cc/1IrBc":                        "spamdetected",
		"550 spam message rejected. Please visit http://help.mail.ru/notspam-support":                    "spamdetected",
		"554 5.7.1 The message contains a virus (Eicar-Test-Signature)":                                  "virusdetected",
		"421 4.7.0 Too many concurrent SMTP connections from this IP address":                            "toomanyconn",
		"450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents":         "speeding",
		"550 5.2.1 The email account that you tried to reach is disabled.":                               "suspend",
		"556 5.1.10 Recipient address has null MX":                                                       "notaccept",
		"550 Host unknown":                                    "hostunknown",
		"554 5.4.6 Too many hops":                             "networkerror",
		"451 4.4.1 Connection timed out":                      "expired",
		"550 5.1.8 Sender address rejected: Domain not found": "rejected",
		"501 5.5.4 Syntax error in parameters":                "syntaxerror",
		"550 5.1.6 Mailbox has moved":                         "hasmoved",
		"550 5.7.1 Administrative prohibition":                "policyviolation",
		"250 2.0.0 OK":                                        "delivered",
	} {
		t.Run(diagnostic, func(t *testing.T) {
			t.Parallel()
			f := failure{diagnostic: diagnostic}
			got := reasonFor(evidence{status: f.status(), code: f.replyCode(), diagnostic: diagnostic})
			if got != want {
				t.Errorf("status %q, code %q: reason %q, want %q", f.status(), f.replyCode(), got, want)
			}
		})
	}
}

// TestWhatFollowsFromABounce is about the difference between an address that is
// dead and one that a mail did not reach this time.
func TestWhatFollowsFromABounce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		action, diagnostic, notice string
		want                       Kind
	}{
		{"failed", "550 5.1.1 User unknown", "", Permanent},
		{"failed", "550 5.1.10 Recipient not found by SMTP address lookup", "", Permanent},
		{"failed", "550 Такого пользователя не существует: пользователь не найден", "", Permanent},
		{"failed", "550 5.1.6 Mailbox has moved", "", Permanent},
		{"failed", "Host or domain name not found. Name service error for name=beta.example type=MX: Host not found", "", Permanent},
		{"failed", "Name service error for name=beta.example type=MX: Malformed or unexpected name server reply", "", Temporary},
		{"failed", "450 4.1.1 User unknown in local recipient table", "", Temporary},
		{"failed", "550 5.2.1 The email account that you tried to reach is disabled", "", Temporary},
		{"failed", "451 4.4.1 Connection timed out", "", Temporary},
		{"failed", "552 5.2.2 Mailbox full", "", Full},
		{"failed", "550 5.1.1 Mailbox of the recipient is over quota", "", Full},
		{"", "550 Почтовый ящик переполнен", "", Full},
		{"failed", "550 5.7.1 Message rejected under suspicion of SPAM", "", Spam},
		{"failed", "554 5.7.1 The message contains a virus", "", Spam},
		{"failed", "550 5.7.26 Unauthenticated email is not accepted due to the domain's DMARC policy", "", Policy},
		{"failed", "554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org", "", Policy},
		{"failed", "550 5.7.1 Administrative prohibition", "", Policy},
		{"failed", "450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents", "", Rate},
		{"failed", "421 4.7.0 Too many concurrent SMTP connections from this IP address", "", Rate},
		{"failed", "552 5.3.4 Message size exceeds fixed limit", "", Content},
		{"failed", "451 4.4.1 Connection timed out", "We gave up. Earlier warnings said that it would be retried for 2 days.", Temporary},
	} {
		t.Run(c.diagnostic+c.notice, func(t *testing.T) {
			t.Parallel()
			f := failure{diagnostic: c.diagnostic}
			e := evidence{status: f.status(), code: f.replyCode(), diagnostic: c.diagnostic, notice: c.notice, action: c.action}
			reason := reasonFor(e)
			if got := kindOf(reason, isHard(reason, e.status, e.code), e); got != c.want {
				t.Errorf("%s (%s), want %s", got, reason, c.want)
			}
		})
	}
}

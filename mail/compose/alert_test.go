package compose

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
)

const adminsAddress = "ops@ops.example"

func fullAlert(locale string) Alert {
	return Alert{
		Number: 7, To: adminsAddress, Locale: locale, Since: sentAt.AddDate(0, 0, -1),
		UnwrittenCount: 12, Unwritten: []AlertLetter{
			{Workflow: "fjordmail-lumen/check-in/weekly/2026-12-08", Template: checkin.TemplateAsk, Person: "lars", Reason: "compose check-in letter for person lars: the spec knows no person \"lars\""},
			{Workflow: "fjordmail-lumen", Template: "paused", Person: "anna", Reason: strings.Repeat("long ", 100)},
		},
		RefusedCount: 1, Refused: []AlertLetter{
			{Workflow: "fjordmail-lumen/check-in/weekly/2026-12-08", Template: checkin.TemplateAsk, Person: "petr", Reason: "permanent failure: send mail: recipient: permanent failure: reply 550 5.1.1"},
		},
		Waiting: 2, WaitingSince: time.Date(2026, 12, 6, 23, 5, 0, 0, time.UTC),
		Quarantined: 5, Reasons: []string{"it answers no mail of ours", "its token is good, but it comes from another address"}, Lying: 8,
		ChannelsCount: 3, Channels: []AlertChannel{{Slug: "fjordmail-lumen", Text: "Nothing is sent to lars any more: mail comes back"}},
		OverloadsCount: 2, Overloads: []AlertOverload{{
			Name: "Lars Hauge", Party: "Fjordmail AS", Week: cadence.Date{Year: 2026, Month: time.December, Day: 7}, Mails: 6, Budget: 4,
			Causes: []string{"3 check-in (fjordmail-lumen/check-in/fortnightly)", "2 milestone-due (fjordmail-lumen/milestone/leads/rules)", "1 paused (fjordmail-lumen)"},
		}},
	}
}

func TestGoldenAlerts(t *testing.T) {
	t.Parallel()
	c := composer(t)
	for _, locale := range []string{"en", "ru"} {
		for name, alert := range map[string]Alert{
			"alert":       fullAlert(locale),
			"alert-first": {Number: 1, To: adminsAddress, Locale: locale, Quarantined: 1, Reasons: []string{"it is too large to read"}},
		} {
			m, err := c.Alert(alert, sentAt)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("testdata", locale, name+".txt"), headText(m)+"\n"+m.Text)
			if m.HTML != "" || m.Token != "" || m.ReplyTo != "" {
				t.Errorf("%s: it has HTML %q, token %q, reply-to %q", name, m.HTML, m.Token, m.ReplyTo)
			}
		}
	}
}

func TestAlertsTellNoAddress(t *testing.T) {
	t.Parallel()
	a := fullAlert("en")
	a.Unwritten[0].Reason = "no place for Lars <lars@partner.example>\r\nBcc: eve"
	a.Reasons[0] = "from eve@elsewhere.example\x1b[2J"
	m, err := composer(t).Alert(a, sentAt)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(m.Text, "@") || strings.ContainsAny(m.Text, "\r\x1b") {
		t.Errorf("the text is\n%s", m.Text)
	}
}

func TestAlertsHaveTheirOwnIDs(t *testing.T) {
	t.Parallel()
	c := composer(t)
	ids := map[string]bool{}
	for _, number := range []int64{1, 2, 1} {
		m, err := c.Alert(Alert{Number: number, To: adminsAddress, Locale: "tlh", Waiting: 1}, sentAt)
		if err != nil {
			t.Fatal(err)
		}
		ids[m.MessageID] = true
		if m.Locale != "en" {
			t.Errorf("an unknown language gives %q", m.Locale)
		}
	}
	if len(ids) != 2 {
		t.Errorf("two alerts have the IDs %v", ids)
	}
}

func TestAlertsToNobodyAreRefused(t *testing.T) {
	t.Parallel()
	for _, to := range []string{"", "ops", "ops@ops.example, eve@elsewhere.example", "ops@ops.example\r\nBcc: eve@elsewhere.example"} {
		if _, err := composer(t).Alert(Alert{Number: 1, To: to}, sentAt); err == nil || strings.Contains(err.Error(), "eve") {
			t.Errorf("%q: got %v", to, err)
		}
	}
}

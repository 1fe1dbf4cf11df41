package compose

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Alert is what the engine tells its admin about itself. It belongs to no
// partnership and wants no answer.
type Alert struct {
	// Number tells an alert from all others: its Message-ID is made from it.
	Number int64
	// To is the admin's bare address.
	To     string
	Locale string // the first there is, unless it is known
	Since  time.Time
	// Unwritten letters cannot be composed, and refused ones were not taken for
	// good. Both lists may be shorter than their counts.
	Unwritten, Refused           []AlertLetter
	UnwrittenCount, RefusedCount int
	// Waiting letters should have gone out more than a day ago.
	Waiting      int
	WaitingSince time.Time
	// Quarantined mails came in and were not used; Reasons are the newest. Lying
	// are all that wait for an admin, with those that were told of before.
	Quarantined int
	Reasons     []string
	// Channels are of people whom mail does not reach any more, or who have left; the
	// list may be shorter than the count.
	Channels      []AlertChannel
	ChannelsCount int
	Lying         int
	// Overloads are of people who got more mail in a week than their budget; the list may
	// be shorter than the count.
	Overloads      []AlertOverload
	OverloadsCount int
}

// AlertOverload says who got how much mail in a week, and what for.
type AlertOverload struct {
	Name, Party   string
	Week          cadence.Date // its Monday
	Mails, Budget int
	Causes        []string
}

// AlertChannel says what has become of the mail to somebody.
type AlertChannel struct{ Slug, Text string }

// AlertLetter names a letter that will not go out.
type AlertLetter struct {
	Workflow string
	Template procedure.Template
	Person   string // ID
	Reason   string
}

// alertView is what the alert's template sees.
type alertView struct {
	Since, WaitingSince         string
	Unwritten, Refused          strandedView
	Waiting, Quarantined, Lying int
	Reasons                     []string
	Channels                    []AlertChannel
	MoreChannels                int
	Overloads                   []overloadView
	MoreOverloads               int
}

// overloadView is an overload in the reader's words.
type overloadView struct {
	Name, Party, Week, Causes string
	Mails, Budget             int
}

// strandedView are letters that will not go out.
type strandedView struct {
	Count, More int // More are not listed
	Letters     []AlertLetter
}

// maxReason bounds what an alert repeats of an error, in runes.
const maxReason = 200

// Alert writes the mail to the admin: plain text, marked as a machine's like all
// others, and without a reply token.
func (c *Composer) Alert(a Alert, at time.Time) (Message, error) {
	m, err := c.alert(a, at)
	if err != nil {
		return Message{}, fmt.Errorf("compose alert %d: %w", a.Number, err)
	}
	return m, nil
}

func (c *Composer) alert(a Alert, at time.Time) (Message, error) {
	if err := checkPerson(partnership.Person{Email: a.To}); err != nil {
		return Message{}, err
	}
	catalog := c.catalogs[0]
	for _, known := range c.catalogs {
		if known.locale.Code == a.Locale {
			catalog = known
		}
	}
	key := procedure.Letter{Key: fmt.Sprintf("alert/%d", a.Number)}
	m := Message{
		MessageID: c.messageID(key), Date: at, From: c.settings.From.Address, FromName: c.settings.From.Name, To: a.To,
		Headers: c.headers(key, catalog.locale.Code), Locale: catalog.locale.Code,
	}
	view := catalog.locale.alert(a)
	var err error
	if m.Subject, err = catalog.line("alert-subject", view); err != nil {
		return Message{}, err
	}
	m.Text, err = catalog.body("alert.txt", view)
	return m, err
}

func (l locale) alert(a Alert) alertView {
	v := alertView{
		Unwritten: stranded(a.UnwrittenCount, a.Unwritten), Refused: stranded(a.RefusedCount, a.Refused),
		Waiting: a.Waiting, Quarantined: a.Quarantined, Lying: a.Lying,
		Since: l.universal(a.Since), WaitingSince: l.universal(a.WaitingSince),
	}
	for _, c := range a.Channels {
		v.Channels = append(v.Channels, AlertChannel{Slug: oneLine(c.Slug), Text: discreet(c.Text)})
	}
	v.MoreChannels = max(a.ChannelsCount-len(a.Channels), 0)
	for _, o := range a.Overloads {
		v.Overloads = append(v.Overloads, overloadView{
			Name: discreet(o.Name), Party: discreet(o.Party), Week: l.Date(o.Week), Mails: o.Mails, Budget: o.Budget,
			Causes: clip(oneLine(strings.Join(o.Causes, ", ")), maxReason),
		})
	}
	v.MoreOverloads = max(a.OverloadsCount-len(a.Overloads), 0)
	for _, reason := range a.Reasons {
		v.Reasons = append(v.Reasons, discreet(reason))
	}
	return v
}

func stranded(count int, letters []AlertLetter) strandedView {
	v := strandedView{Count: count, More: count - len(letters)}
	for _, l := range letters {
		l.Reason = discreet(l.Reason)
		v.Letters = append(v.Letters, l)
	}
	return v
}

// universal is an instant for a reader of whom no zone is known, or nothing.
func (l locale) universal(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return l.Moment(at.UTC(), "UTC")
}

var addressForm = regexp.MustCompile(`\S+@\S+`)

// discreet is a reason without the addresses that it should not hold anyway.
func discreet(reason string) string {
	return clip(addressForm.ReplaceAllString(oneLine(reason), "…"), maxReason)
}

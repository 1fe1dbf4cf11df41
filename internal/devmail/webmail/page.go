package webmail

import (
	"bytes"
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

// Bounds of what one page shows.
const (
	maxPeople    = 300
	maxRows      = 100
	maxRowBytes  = 16 << 10
	excerptRunes = 90
)

// page is all that the template shows. The pane in the middle appears with a
// mailbox, the one on the right with a message, a form or trouble.
type page struct {
	Title    string
	Revision uint64
	Links    []Link
	Find     string
	People   []personRow
	Others   []personRow // mailboxes that belong to no person
	More     int         // people who are not shown

	Mailbox *mailboxView
	Message *messageView
	Form    *form
	Trouble string
	Notice  string
}

// personRow is one line in the list of people.
type personRow struct {
	Name, Address, URL string
	Unread             int
	Current            bool
}

// mailboxView is the list of messages in one folder.
type mailboxView struct {
	personRow
	Bot     bool
	Folder  string
	Folders []folderTab
	Rows    []messageRow
	Older   string // URL of the next page, if any
	Compose string
}

type folderTab struct {
	Name, URL string
	Unread    int
	Current   bool
}

type messageRow struct {
	UID              uint32
	URL              string
	Who, Subject     string
	Excerpt          string
	When             string
	Exactly          string
	Unread, Answered bool
	Current          bool
}

// Initials stand in a row's coloured disc.
func (p personRow) Initials() string { return initials(p.Name) }

// Hue colours the disc; a name always gets the same.
func (p personRow) Hue() int { return hue(p.Address) }

// Initials stand in a row's coloured disc.
func (m messageRow) Initials() string { return initials(m.Who) }

// Hue colours the disc; a name always gets the same.
func (m messageRow) Hue() int { return hue(m.Who) }

func initials(name string) string {
	var letters []rune
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" .@-_", r) }) {
		if letters = append(letters, []rune(strings.ToUpper(word))[0]); len(letters) == 2 {
			break
		}
	}
	return string(letters)
}

func hue(s string) int {
	sum := 0
	for _, r := range s {
		sum = (sum*31 + int(r)) % 360
	}
	return sum
}

func (h *handler) render(w http.ResponseWriter, r *http.Request, status int, p *page) {
	p.Revision = h.Store.Revision()
	p.Links = h.Links()
	p.Find = r.URL.Query().Get("find")
	if err := h.listPeople(p); err != nil {
		h.Logger.Error("list of people not drawn", "error", err)
	}
	var out bytes.Buffer
	if err := h.templates.ExecuteTemplate(&out, "page.html", p); err != nil {
		h.Logger.Error("webmail page not drawn", "error", err)
		http.Error(w, "The page could not be drawn. The log says why.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(out.Bytes())
}

// listPeople fills the left pane: people in the order given, then the other
// mailboxes that exist.
func (h *handler) listPeople(p *page) error {
	current := ""
	if p.Mailbox != nil {
		current = p.Mailbox.Address
	}
	listed := map[string]bool{}
	add := func(rows *[]personRow, name, address string) error {
		canonical, err := mailstore.Canonical(address)
		if err != nil || listed[canonical] || !matchesFind(p.Find, name, address) {
			return nil //nolint:nilerr // an address that cannot have mail is not listed
		}
		listed[canonical] = true
		if len(p.People)+len(p.Others) >= maxPeople {
			p.More++
			return nil
		}
		row := personRow{Name: cmp.Or(name, address), Address: canonical, URL: personURL(canonical), Current: canonical == current}
		if !h.isBot(canonical) { // what the engine has read is its own affair
			row.Unread, err = h.unread(canonical)
		}
		*rows = append(*rows, row)
		return err
	}
	for _, person := range h.People() {
		if err := add(&p.People, person.Name, person.Address); err != nil {
			return err
		}
	}
	for _, address := range h.Store.Addresses() {
		name := ""
		if h.isBot(address) {
			name = "Rapport"
		}
		if err := add(&p.Others, name, address); err != nil {
			return err
		}
	}
	return nil
}

func matchesFind(find, name, address string) bool {
	find = strings.ToLower(strings.TrimSpace(find))
	return strings.Contains(strings.ToLower(name), find) || strings.Contains(strings.ToLower(address), find)
}

func (h *handler) unread(address string) (int, error) {
	mailbox, err := h.Store.Find(address)
	if err != nil || mailbox == nil {
		return 0, err
	}
	inbox, err := mailbox.Folder(mailstore.Inbox)
	return inbox.Unread(), err
}

func (h *handler) isBot(address string) bool {
	bot, err := mailstore.Canonical(h.Bot)
	return err == nil && bot == address
}

// row reads as much of a message as the list shows.
func (h *handler) row(mailbox *mailstore.Mailbox, folder string, entry mailstore.Entry) (messageRow, error) {
	raw, err := mailbox.ReadStart(folder, entry.UID, maxRowBytes)
	if err != nil {
		return messageRow{}, err
	}
	l := letter.Read(raw)
	who := l.Sender().Label()
	if folder == mailstore.Sent && len(l.To) > 0 {
		who = "To " + l.To[0].Label()
	}
	return messageRow{
		UID:      entry.UID,
		URL:      messageURL(mailbox.Address, folder, entry.UID),
		Who:      cmp.Or(who, "Unknown sender"),
		Subject:  subject(l),
		Excerpt:  l.Excerpt(excerptRunes),
		When:     h.when(entry.Received),
		Exactly:  exactly(entry.Received),
		Unread:   entry.Flags&mailstore.Seen == 0,
		Answered: entry.Flags&mailstore.Answered != 0,
	}, nil
}

func subject(l letter.Letter) string { return cmp.Or(strings.TrimSpace(l.Subject), "No subject") }

// when is short: the time for today, otherwise the day.
func (h *handler) when(t time.Time) string {
	t, now := t.Local(), h.Now().Local()
	switch {
	case t.Year() == now.Year() && t.YearDay() == now.YearDay():
		return t.Format("15:04")
	case t.Year() == now.Year():
		return t.Format("2 Jan")
	default:
		return t.Format("2 Jan 2006")
	}
}

func exactly(t time.Time) string { return t.Local().Format("Mon, 2 Jan 2006, 15:04 MST") }

func personURL(address string) string { return "/people/" + url.PathEscape(address) }

func folderURL(address, folder string) string {
	if folder == mailstore.Inbox {
		return personURL(address)
	}
	return personURL(address) + "?" + url.Values{"folder": {folder}}.Encode()
}

// trusted marks HTML that letter wrote; nothing else may be marked so.
func trusted(html string) template.HTML { return template.HTML(html) } //nolint:gosec // written by letter.Sanitise

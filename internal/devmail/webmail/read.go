package webmail

import (
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

// messageView is one message, opened.
type messageView struct {
	Subject     string
	From        letter.Address
	To, Cc      []letter.Address
	When        string
	IsHTML      bool
	Body        template.HTML
	Attachments []attachmentView
	Raw         string // URL of the message as it came
	Other       string // URL of the other way to show it, if there is one
	Back        string // URL of the list
	Reply       *form  // nil where nobody can answer
}

// Initials stand in the sender's coloured disc.
func (m messageView) Initials() string { return initials(m.From.Label()) }

// Hue colours the disc; a name always gets the same.
func (m messageView) Hue() int { return hue(m.From.Label()) }

const noMailbox = "There is no such mailbox."

func (h *handler) home(w http.ResponseWriter, r *http.Request) {
	h.render(w, r, http.StatusOK, &page{Title: "Mail"})
}

// folder shows the list of messages of a person.
func (h *handler) folder(w http.ResponseWriter, r *http.Request) {
	view, ok := h.open(w, r)
	if !ok {
		return
	}
	h.render(w, r, http.StatusOK, &page{Title: view.Name, Mailbox: view, Notice: notice(r)})
}

func notice(r *http.Request) string {
	if r.URL.Query().Get("sent") == "" {
		return ""
	}
	return "Sent. An answer appears in the inbox by itself."
}

// open reads the mailbox and folder that the request names. Somebody who never
// got mail has an empty mailbox, provided that the person is known.
func (h *handler) open(w http.ResponseWriter, r *http.Request) (*mailboxView, bool) {
	view, err := h.view(r)
	switch {
	case errors.Is(err, mailstore.ErrNoFolder), errors.Is(err, mailstore.ErrBadFolder), errors.Is(err, mailstore.ErrBadAddress):
		h.fail(w, r, http.StatusNotFound, noMailbox)
	case err != nil:
		h.broken(w, r, err)
	}
	return view, err == nil
}

func (h *handler) view(r *http.Request) (*mailboxView, error) {
	canonical, err := mailstore.Canonical(r.PathValue("address"))
	if err != nil {
		return nil, err
	}
	view := &mailboxView{
		personRow: personRow{Name: canonical, Address: canonical, URL: personURL(canonical), Current: true},
		Bot:       h.isBot(canonical),
		Folder:    mailstore.Inbox,
		Compose:   personURL(canonical) + "/compose",
	}
	if view.Bot {
		view.Name = "Rapport"
	}
	person, known := h.person(canonical)
	if known && person.Name != "" {
		view.Name = person.Name
	}
	mailbox, err := h.Store.Find(canonical)
	if err != nil {
		return nil, err
	}
	if mailbox == nil {
		if !known {
			return nil, mailstore.ErrNoFolder
		}
		view.Folders = []folderTab{{Name: "Inbox", URL: view.URL, Current: true}}
		return view, nil
	}
	if folder := r.URL.Query().Get("folder"); folder != "" {
		view.Folder = folder
	}
	return view, h.fill(view, mailbox, r)
}

func (h *handler) person(canonical string) (Person, bool) {
	for _, person := range h.People() {
		if address, err := mailstore.Canonical(person.Address); err == nil && address == canonical {
			return person, true
		}
	}
	return Person{}, false
}

func (h *handler) fill(view *mailboxView, mailbox *mailstore.Mailbox, r *http.Request) error {
	folder, err := mailbox.Folder(view.Folder)
	if err != nil {
		return err
	}
	for _, f := range mailbox.Folders() {
		tab := folderTab{Name: f.Name, URL: folderURL(view.Address, f.Name), Current: f.Name == folder.Name}
		if f.Name == mailstore.Inbox {
			tab.Name = "Inbox"
			if !view.Bot {
				tab.Unread = f.Unread()
			}
		}
		view.Folders = append(view.Folders, tab)
	}
	before, err := strconv.ParseUint(r.URL.Query().Get("before"), 10, 32)
	if err != nil {
		before = uint64(folder.UIDNext)
	}
	current, _ := strconv.ParseUint(r.PathValue("uid"), 10, 32)
	for i := len(folder.Entries) - 1; i >= 0; i-- {
		entry := folder.Entries[i]
		if uint64(entry.UID) >= before {
			continue
		}
		if len(view.Rows) == maxRows {
			older := url.Values{"folder": {folder.Name}, "before": {strconv.Itoa(int(entry.UID) + 1)}}
			view.Older = view.URL + "?" + older.Encode()
			break
		}
		row, err := h.row(mailbox, folder.Name, entry)
		if errors.Is(err, mailstore.ErrNoMessage) {
			continue // moved away just now
		} else if err != nil {
			return err
		}
		row.Current = uint64(entry.UID) == current
		view.Rows = append(view.Rows, row)
	}
	return nil
}

// message shows one message and, if the person can answer it, the form.
func (h *handler) message(w http.ResponseWriter, r *http.Request) {
	o, ok := h.found(w, r)
	if !ok {
		return
	}
	if !h.isBot(o.mailbox.Address) { // what the engine has read is its own affair
		if err := o.mark(mailstore.Seen); err != nil {
			h.broken(w, r, err)
			return
		}
	}
	h.show(w, r, http.StatusOK, o, nil)
}

// show draws a message. A form that could not be sent stands below it as the
// person filled it in.
func (h *handler) show(w http.ResponseWriter, r *http.Request, status int, o opened, again *form) {
	view, ok := h.open(w, r)
	if !ok {
		return
	}
	l := letter.Read(o.raw)
	m := h.messageView(o, l, r.URL.Query().Get("as") == "text")
	if again != nil {
		m.Reply = again
	} else if !view.Bot && o.folder == mailstore.Inbox && len(l.AnswerTo()) > 0 {
		m.Reply = replyForm(messageURL(o.mailbox.Address, o.folder, o.uid)+"/reply", l)
	}
	h.render(w, r, status, &page{Title: m.Subject, Mailbox: view, Message: m, Notice: notice(r)})
}

func (h *handler) messageView(o opened, l letter.Letter, asText bool) *messageView {
	self := messageURL(o.mailbox.Address, o.folder, o.uid)
	m := &messageView{
		Subject:     subject(l),
		From:        l.Sender(),
		To:          l.To,
		Cc:          l.Cc,
		Attachments: attachments(self, l),
		Raw:         beside(self, "/raw"),
		Back:        folderURL(o.mailbox.Address, o.folder),
		IsHTML:      l.HTML != "" && !asText,
	}
	if !l.Date.IsZero() {
		m.When = exactly(l.Date)
	}
	link := linker(o.mailbox.Address, o.uid)
	if m.IsHTML {
		m.Body = trusted(letter.Sanitise(l.HTML, link, func(source string) string {
			return l.Images[strings.TrimPrefix(source, "cid:")] // all others would be loaded from elsewhere
		}))
	} else {
		m.Body = trusted(letter.TextHTML(l.Plain(), link))
	}
	switch {
	case m.IsHTML && l.Text != "":
		m.Other = withQuery(self, "as", "text")
	case asText && l.HTML != "":
		m.Other = self
	}
	return m
}

// linker makes links of a mail ours: a mailto: opens the form to write, a web
// address stays, anything else is no link.
func linker(address string, uid uint32) func(string) string {
	return func(target string) string {
		scheme, rest, _ := strings.Cut(target, ":")
		switch strings.ToLower(scheme) {
		case "http", "https":
			return target
		case "mailto":
			return composeURL(address, uid, parseMailto(rest))
		default:
			return ""
		}
	}
}

// attachmentView is a file beside a mail; URL opens it, if it is a plain text.
type attachmentView struct {
	letter.Attachment
	URL string
}

func attachments(self string, l letter.Letter) []attachmentView {
	var list []attachmentView
	for i, a := range l.Attachments {
		v := attachmentView{Attachment: a}
		if a.Text != "" {
			v.URL = beside(self, fmt.Sprintf("/files/%d", i+1))
		}
		list = append(list, v)
	}
	return list
}

// file gives a plain text that is attached to a message.
func (h *handler) file(w http.ResponseWriter, r *http.Request) {
	o, ok := h.found(w, r)
	if !ok {
		return
	}
	l := letter.Read(o.raw)
	n, err := strconv.Atoi(r.PathValue("number"))
	if err != nil || n < 1 || n > len(l.Attachments) || l.Attachments[n-1].Text == "" {
		h.fail(w, r, http.StatusNotFound, "There is no such file that could be shown.")
		return
	}
	plain(w, fmt.Sprintf("file-%d-%d.txt", o.uid, n), []byte(l.Attachments[n-1].Text))
}

// plain sends a text that the browser shows as it is.
func plain(w http.ResponseWriter, name string, text []byte) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Disposition", fmt.Sprintf("inline; filename=%q", name))
	_, _ = w.Write(text)
}

// raw gives the message as it came.
func (h *handler) raw(w http.ResponseWriter, r *http.Request) {
	o, ok := h.found(w, r)
	if !ok {
		return
	}
	plain(w, fmt.Sprintf("message-%d.txt", o.uid), o.raw)
}

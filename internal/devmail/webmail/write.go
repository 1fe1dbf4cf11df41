package webmail

import (
	"cmp"
	"crypto/rand"
	"errors"
	"net/http"
	"net/mail"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/internal/devmail/letter"
	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

const botWrites = "The engine writes its mails itself."

// form is a mail that a person writes.
type form struct {
	Action   string // where it is posted
	Reply    bool   // to and subject are given by the mail it answers
	To       string
	Subject  string
	Body     string
	Quote    string // the mail it answers, quoted; the person may write into it
	Draft    string // the same however often the form is sent
	Re       string // the message to come back to, if any
	Problem  string // why it was not sent
	Back     string
	WriterIs string
}

func replyForm(action string, l letter.Letter) *form {
	var to []string
	for _, address := range l.AnswerTo() {
		to = append(to, address.String())
	}
	return &form{
		Action: action, Reply: true, Draft: rand.Text(),
		To: strings.Join(to, ", "), Subject: replySubject(l.Subject), Quote: quote(l),
	}
}

// reply sends the answer to a message.
func (h *handler) reply(w http.ResponseWriter, r *http.Request) {
	o, ok := h.found(w, r)
	if !ok || !h.mayWrite(w, r, o.mailbox.Address) {
		return
	}
	f, d := h.answer(r, o)
	if f.Problem = h.post(o.mailbox.Address, d); f.Problem != "" {
		h.show(w, r, http.StatusUnprocessableEntity, o, f)
		return
	}
	if err := o.mark(mailstore.Answered); err != nil {
		h.Logger.Warn("message not marked as answered", "error", err)
	}
	self := messageURL(o.mailbox.Address, o.folder, o.uid)
	http.Redirect(w, r, withQuery(self, "sent", "1"), http.StatusSeeOther)
}

// answer reads the form below a message, and makes the mail of it.
func (h *handler) answer(r *http.Request, o opened) (*form, draft) {
	l := letter.Read(o.raw)
	f := replyForm(beside(messageURL(o.mailbox.Address, o.folder, o.uid), "/reply"), l)
	untouched := f.Quote
	f.Body, f.Quote, f.Draft = text(r, "body"), text(r, "quote"), cmp.Or(r.PostFormValue("draft"), f.Draft)
	d := draft{
		id: f.Draft, from: h.writer(o.mailbox.Address, l), to: l.AnswerTo(), subject: f.Subject,
		body: joinQuote(f.Body, f.Quote), answers: l.MessageID, references: l.References,
	}
	if strings.TrimSpace(f.Body) == "" && strings.TrimSpace(f.Quote) == strings.TrimSpace(untouched) {
		d.body = "" // a quote alone says nothing, unless something was written into it
	}
	return f, d
}

// mayWrite reads the form that was posted, and refuses one that is too long or
// in the engine's name.
func (h *handler) mayWrite(w http.ResponseWriter, r *http.Request, address string) bool {
	if h.isBot(address) {
		h.fail(w, r, http.StatusForbidden, botWrites)
		return false
	}
	if err := r.ParseForm(); err != nil {
		h.fail(w, r, http.StatusRequestEntityTooLarge, "This is too long for the form.")
		return false
	}
	return true
}

// compose shows the form to write, filled in by the link that led here.
func (h *handler) compose(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	h.showCompose(w, r, http.StatusOK, &form{
		To: query.Get("to"), Subject: query.Get("subject"), Body: unixLines(query.Get("body")),
		Re: query.Get("re"), Draft: rand.Text(),
	})
}

func (h *handler) showCompose(w http.ResponseWriter, r *http.Request, status int, f *form) {
	view, ok := h.open(w, r)
	if !ok {
		return
	}
	if view.Bot {
		h.fail(w, r, http.StatusForbidden, botWrites)
		return
	}
	f.Action, f.Back, f.WriterIs = view.Compose, h.after(view.Address, f.Re), view.Name
	h.render(w, r, status, &page{Title: "Write", Mailbox: view, Form: f})
}

// after is where a person goes on when a mail is written.
func (h *handler) after(address, re string) string {
	if uid, err := strconv.ParseUint(re, 10, 32); err == nil && uid > 0 {
		return messageURL(address, mailstore.Inbox, uint32(uid))
	}
	return personURL(address)
}

// send sends a mail that answers none, or none that it names: what a mail
// program makes of a mailto: link.
func (h *handler) send(w http.ResponseWriter, r *http.Request) {
	address, err := mailstore.Canonical(r.PathValue("address"))
	if err != nil {
		h.fail(w, r, http.StatusNotFound, noMailbox)
		return
	}
	if !h.mayWrite(w, r, address) {
		return
	}
	f := &form{
		To: r.PostFormValue("to"), Subject: r.PostFormValue("subject"), Body: text(r, "body"),
		Re: r.PostFormValue("re"), Draft: cmp.Or(r.PostFormValue("draft"), rand.Text()),
	}
	to, err := mail.ParseAddressList(f.To)
	if err != nil {
		f.Problem = "Please give the address to write to, such as name@example.com."
	} else {
		d := draft{id: f.Draft, from: h.writer(address, letter.Letter{}), subject: f.Subject, body: f.Body}
		for _, a := range to {
			d.to = append(d.to, letter.Address{Name: a.Name, Address: a.Address})
		}
		f.Problem = h.post(address, d)
	}
	if f.Problem != "" {
		h.showCompose(w, r, http.StatusUnprocessableEntity, f)
		return
	}
	http.Redirect(w, r, withQuery(h.after(address, f.Re), "sent", "1"), http.StatusSeeOther)
}

// post gives a mail to the mail server and keeps a copy as a mail program
// does. What it returns is for the person; empty means sent.
func (h *handler) post(address string, d draft) (problem string) {
	if strings.TrimSpace(d.body) == "" {
		return "Please write something first."
	}
	d.date = h.Now()
	raw, err := d.compose()
	if err != nil {
		return "This cannot be made into a mail: " + err.Error() + "."
	}
	var recipients []string
	for _, a := range d.to {
		recipients = append(recipients, a.Address)
	}
	if err := h.Send(d.from.Address, recipients, raw); err != nil {
		h.Logger.Warn("mail not sent", "error", err)
		return "The mail server did not take it: " + err.Error() + ". Nothing is lost, send it again."
	}
	if err := h.keepSent(address, raw); err != nil {
		h.Logger.Warn("sent mail not kept", "error", err)
	}
	return ""
}

func (h *handler) keepSent(address string, raw []byte) error {
	mailbox, err := h.Store.Mailbox(address)
	if err != nil {
		return err
	}
	if err := mailbox.Create(mailstore.Sent); err != nil && !errors.Is(err, mailstore.ErrFolderExists) {
		return err
	}
	_, err = mailbox.Append(mailstore.Sent, raw, mailstore.Seen, h.Now())
	return err
}

// writer is the person as the sender of a mail: the name as it is known, else
// as the mail that is answered has it.
func (h *handler) writer(address string, answered letter.Letter) letter.Address {
	if person, known := h.person(address); known {
		return letter.Address(person)
	}
	for _, to := range answered.To {
		if canonical, err := mailstore.Canonical(to.Address); err == nil && canonical == address {
			return to
		}
	}
	return letter.Address{Address: address}
}

// text is a form's field with lines as mail text has them here.
func text(r *http.Request, field string) string { return unixLines(r.PostFormValue(field)) }

// unixLines ends lines with LF; browsers and mailto: links have CRLF.
func unixLines(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

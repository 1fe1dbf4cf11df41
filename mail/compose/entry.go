package compose

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/calendar"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
)

// entry is the one that a mail about a meeting brings for its reader's calendar; nothing in
// all other mails.
func (w letterWriter) entry(v view, m Message) (*Calendar, error) {
	method := calendar.Request
	switch t := w.letter.Template; {
	case t == meeting.TemplateCancelled:
		method = calendar.Cancel
	case t != meeting.TemplateInvitation && t != meeting.TemplateChanged || w.letter.Form != procedure.FormAsk:
		return nil, nil
	}
	c, err := w.called(w.letter.Content)
	if err != nil {
		return nil, err
	}
	uid, err := w.uid(w.letter.Workflow)
	if err != nil {
		return nil, err
	}
	e := calendar.Event{
		Method: method, UID: uid, Sequence: c.Sequence, Stamp: w.at, Starts: c.Starts, Ends: c.Ends, Place: oneLine(c.Place),
		Organizer: calendar.Person{Name: m.FromName, Address: m.From}, Attendee: calendar.Person{Name: m.ToName, Address: m.To},
	}
	if e.Summary, err = w.catalog.line("meeting-entry-title", v); err != nil {
		return nil, err
	}
	if method == calendar.Request {
		text, err := w.catalog.body("meeting-entry", v)
		if err != nil {
			return nil, err
		}
		e.Text = strings.TrimSpace(text)
	}
	return &Calendar{Method: string(method), Text: e.String()}, nil
}

// showsAgenda reports whether a mail about a meeting opens with the goals: what it is about.
func showsAgenda(l procedure.Letter) bool {
	return l.Wording() == meeting.TemplateInvitation && l.Form == procedure.FormAsk && len(l.Questions) > 1 // where there is one at all
}

package asking

import (
	"fmt"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Notice is a letter that tells a person what came of what was asked.
func (d Desk) Notice(person string, template procedure.Template) procedure.Letter {
	return procedure.Letter{
		Key: fmt.Sprintf("%s/%s", template, person), Template: template, Form: procedure.FormNotice,
		Slug: d.Slug, Spec: d.Spec, Workflow: d.Workflow, Person: person, Ask: procedure.AskID(d.Workflow, "result", person),
		About: d.About, At: d.Now, Dates: d.Dates,
	}
}

// Response is a letter that answers a mail at once, in the phrases of a template.
func (d Desk) Response(r procedure.Reply, template procedure.Template, form procedure.Form, phrases procedure.Template) procedure.Letter {
	l := d.Notice(r.Person, template)
	l.Key, l.Form, l.Phrases, l.Urgent, l.InReplyTo = fmt.Sprintf("%s/%s", template, r.ID), form, phrases, true, r.Source
	return l
}

// TooLate answers who writes when the part of a procedure that they answer is over: as
// the journal words it, in the phrases of a template. An answer changes nothing; commands
// are obeyed all the same. Dress adds to the letters what the procedure alone knows.
func (n *News) TooLate(d Desk, r procedure.Reply, what string, phrases procedure.Template, dress func(*procedure.Letter)) {
	if !d.Seen.Add(r.ID) || !r.Written() {
		return
	}
	d.Note(d.Out, d.Now, procedure.Entry{Kind: procedure.EntryReply, Actor: r.Person, Text: r.Person + " " + what, Source: r.Source}, r.ID)
	draft := func(t procedure.Template) procedure.Letter {
		l := d.Response(r, t, procedure.FormClosed, phrases)
		dress(&l)
		return l
	}
	if r.Cast || len(r.Answers)+len(r.Problems) > 0 {
		d.Out.Add(procedure.Send{Letter: draft(procedure.TemplateClosed)})
	}
	n.ObeyCommands(d.Out, r, draft, func(reactions []procedure.Reaction) procedure.Letter {
		l := draft(procedure.TemplateReceipt)
		l.Form, l.Reactions, l.Complete = procedure.FormReceipt, reactions, true
		return l
	})
}

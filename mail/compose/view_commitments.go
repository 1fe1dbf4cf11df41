package compose

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
)

func commitmentsViewers() []templateViewer {
	var list []templateViewer
	for _, t := range append(commitments.Kind().Templates, commitments.PhrasesSettled) {
		list = append(list, templateViewer{t, viewCommitments})
	}
	return list
}

// aboutItems reports whether a mail is about items, which say enough without the
// partnership's goals.
func aboutItems(t procedure.Template) bool {
	return slices.Contains(commitments.Kind().Templates, t)
}

// commitmentsView fills the phrases about items. Most mails are about one of them:
// its values stand beside the others.
type commitmentsView struct {
	itemView
	Count            int
	Number           int
	Last             bool
	Next, NextPeople string
}

// itemView is an item in the reader's words: days and moments are theirs, people by
// name.
type itemView struct {
	What, Evidence, Due  string
	Owner, OwnerParty    string
	OwnerEmail           string
	For, ForParty        string
	Author, AuthorParty  string
	AuthorIsAdmin        bool
	Since                string
	SaidBy, Said         string
	LacksBy, Lacks       string
	Asked, NewDay        string
	Actor, Reason        string
	Admin, Refused       bool // an admin decided; somebody said no
	Done                 bool
	Mine, Own            bool
	Issue, Blocker, Idea bool
	Waiting, Corrective  bool
	// Subject is the figure that a corrective action is for, and Yours says that the
	// reader owns it.
	Subject string
	Action  string // what is done about it, in the words of whoever does it
	Yours   bool
	// Theirs says that another side than the reader's owns it.
	Theirs bool
	// Of is its number among the questions; 0 if it is none of them.
	Of int
}

func viewCommitments(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c commitments.Content
	if len(content) > 0 {
		if err := json.Unmarshal(content, &c); err != nil {
			return nil, nil, err
		}
	}
	v := commitmentsView{Count: len(c.Items), Number: c.Number, Last: c.Last}
	var err error
	if v.Next, err = w.catalog.locale.momentIn(c.Next, w.person.Zone); err != nil {
		return nil, nil, err
	}
	var next []string
	for _, id := range c.NextPeople {
		if id != w.person.ID {
			next = append(next, w.who(id))
		}
	}
	v.NextPeople = w.catalog.locale.List(next)
	var lines []noticeLine
	for i, row := range c.Items {
		item, err := w.itemView(row)
		if err != nil {
			return nil, nil, err
		}
		if i == 0 {
			v.itemView = item
		}
		if phrase := w.itemPhrase(item); phrase != "" {
			lines = append(lines, noticeLine{phrase, item})
		}
	}
	return v, lines, nil
}

// itemPhrase is the line that a mail says of an item, if it has one: a mail that
// asks says only what its questions do not.
func (w letterWriter) itemPhrase(item itemView) string {
	asks := w.letter.Form == procedure.FormAsk || w.letter.Form == procedure.FormReminder
	phrase := "item"
	switch {
	case w.letter.Responds(), asks && item.Corrective: // what it is for, the opening says
		return ""
	case asks && w.letter.Template == commitments.TemplateLate && item.Mine && !item.Issue:
		return ""
	case asks && w.letter.Template != commitments.TemplateLate:
		phrase = "asked"
	}
	if w.catalog.text.Lookup(string(w.letter.Wording())+"."+phrase) == nil {
		return ""
	}
	return phrase
}

func (w letterWriter) itemView(r commitments.Row) (itemView, error) {
	quote := w.catalog.locale.quote
	v := itemView{
		What: clip(oneLine(r.What), maxQuote), Evidence: strings.TrimRight(clip(oneLine(r.Evidence), maxQuote), "."),
		Owner: w.who(r.Owner), OwnerParty: w.partyOf(r.Owner), OwnerEmail: w.emailOf(r.Owner),
		AuthorIsAdmin: r.By == procedure.Admin, Said: quote(r.Said.Text), Lacks: quote(r.Lacks.Text), Reason: quote(r.Reason),
		Admin: r.Actor == procedure.Admin, Refused: r.Refused, Done: r.Stage == procedure.ItemDone, Mine: r.Mine, Own: r.Own,
		Issue: r.Kind == procedure.ItemIssue, Blocker: r.Command == partnership.CommandBlocker, Idea: r.Kind == procedure.ItemIdea,
		Waiting: r.Command == partnership.CommandWaiting, Corrective: r.Kind == procedure.ItemCorrective, Subject: clip(oneLine(r.About), maxQuote), Action: quote(r.What), Yours: r.Owner == w.person.ID,
		Theirs: w.partyOf(r.Owner) != w.partyOf(w.person.ID),
		Of:     slices.IndexFunc(w.letter.Questions, func(q partnership.Question) bool { return q.ID == r.ID }) + 1,
	}
	for _, p := range []struct {
		id   string
		name *string
	}{{r.For, &v.For}, {r.Said.By, &v.SaidBy}, {r.Lacks.By, &v.LacksBy}} {
		if p.id != "" {
			*p.name = w.who(p.id)
		}
	}
	if r.For != "" {
		v.ForParty = w.partyOf(r.For)
	}
	if r.By != "" && !v.AuthorIsAdmin {
		v.Author, v.AuthorParty = w.who(r.By), w.partyOf(r.By)
	}
	if r.Actor != "" && !v.Admin {
		v.Actor = w.who(r.Actor)
	}
	for _, d := range []struct {
		from string
		to   *string
	}{{r.Due, &v.Due}, {r.Asked, &v.Asked}, {r.NewDay, &v.NewDay}} {
		day, err := w.day(d.from)
		if err != nil {
			return v, err
		}
		*d.to = day
	}
	if v.Of > 0 {
		v.Of += w.before
	}
	var err error
	v.Since, err = w.catalog.locale.momentIn(r.Since, w.person.Zone)
	return v, err
}

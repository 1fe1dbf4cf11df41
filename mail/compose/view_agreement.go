package compose

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/charter"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
)

func agreementViewers() []templateViewer {
	var list []templateViewer
	for _, t := range agreement.Kind().Templates {
		list = append(list, templateViewer{t, viewAgreement})
	}
	return list
}

// ofAgreement reports whether a mail is about the terms: they say themselves what is
// wanted together, and of how it stands there is nothing to say yet.
func ofAgreement(t procedure.Template) bool {
	return slices.Contains(agreement.Kind().Templates, t)
}

// agreementView fills the phrases about the terms. People are named, days are in the
// reader's words.
type agreementView struct {
	// Charter stands for the text, and Amends says that it changes one in force.
	Charter string
	Amends  bool
	// Party is the one that the reader signs for, and All are those who sign.
	Party, All       string
	Signed, Unsigned string
	// Others have not signed either, and Many says that more than one has not.
	Others string
	Many   bool
	// Mine says that the reader has signed, or that theirs is what is missing.
	Mine bool
	// Asked says that the reader has just asked something.
	Asked               bool
	Expires             string
	Outcome             procedure.Outcome
	By, ByParty, Reason string
	Why                 string
	// Day is today, Begins the first day if that is to come, and Overtaken says that
	// something was due before today.
	Day, Begins string
	Overtaken   bool
	// Absent is a signatory who is not there.
	Absent string
	// Enclosed says that the text is in a file beside the mail.
	Enclosed bool
}

func viewAgreement(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c agreement.Content
	if len(content) > 0 {
		if err := json.Unmarshal(content, &c); err != nil {
			return nil, nil, err
		}
	}
	today, err := w.here(w.letter.At)
	if err != nil {
		return nil, nil, err
	}
	expires, err := w.day(c.Expires)
	if err != nil {
		return nil, nil, err
	}
	late := w.letter.Wording() == agreement.TemplateLate
	v := agreementView{
		Charter: c.Charter, Amends: c.Amends != "", Party: w.partyOf(w.person.ID), All: w.whoAll(slices.Concat(c.Signed, c.Unsigned)), Signed: w.whoAll(c.Signed), Unsigned: w.whoAll(c.Unsigned),
		Others: w.whoAll(without(c.Unsigned, w.person.ID)), Many: len(c.Unsigned) > 1, Mine: c.Mine || late && slices.Contains(c.Unsigned, w.person.ID),
		Expires: expires, Outcome: c.Outcome, By: w.who(c.Reason.By), ByParty: w.partyOf(c.Reason.By), Reason: w.catalog.locale.quote(c.Reason.Text), Why: c.Why,
		Asked: slices.ContainsFunc(w.letter.Understood, func(a partnership.Answer) bool { return a.Question == agreement.QuestionUnclear }),
		Day:   w.catalog.locale.Date(today), Enclosed: w.enclosed, Absent: w.who(c.Absent),
	}
	if today.Before(w.spec.Start) {
		v.Begins = w.catalog.locale.Date(w.spec.Start)
	}
	lines, err := w.terms(c, &v, today)
	return v, lines, err
}

// dueDay is something that was due on a day.
type dueDay struct{ Label, Due string }

// terms are the lines of a mail that shows the terms: what was due before today, where
// that matters, and the text.
func (w letterWriter) terms(c agreement.Content, v *agreementView, today cadence.Date) ([]noticeLine, error) {
	shows := w.letter.Form == procedure.FormAsk || w.letter.Form == procedure.FormReminder || c.Outcome == procedure.OutcomeSigned
	if !shows || w.letter.Wording() == agreement.TemplateActs { // who is asked who signs is shown nothing of it
		return nil, nil
	}
	if c.Amends != "" {
		if w.enclosed {
			return nil, nil
		}
		return w.changes(c.Amends)
	}
	var lines []noticeLine
	if c.Outcome == procedure.OutcomeSigned && w.spec.Start.Before(today) {
		for _, g := range w.spec.Goals {
			for _, m := range g.Milestones {
				if !m.Due.IsZero() && m.Due.Before(today) {
					v.Overtaken = true
					lines = append(lines, noticeLine{"overtaken", dueDay{oneLine(milestoneName(m)), w.catalog.locale.Date(m.Due)}})
				}
			}
		}
	}
	if w.enclosed {
		return lines, nil
	}
	text, err := w.charterLines()
	return append(lines, text...), err
}

// charterLines are the text that is signed, as everybody can write it from the spec: a block
// for each article.
func (w letterWriter) charterLines() ([]noticeLine, error) {
	d, err := charter.In(charter.Charter{Spec: w.tongue.spec}, w.catalog.locale.Code)
	if err != nil {
		return nil, err
	}
	var lines []noticeLine
	for _, a := range d.Articles {
		lines = append(lines, noticeLine{sectionPhrase + "charter", fmt.Sprintf("%d. %s", a.Number, a.Title)})
		for _, c := range a.Clauses {
			lines = append(lines, noticeLine{"charter-line", c.Number + noBreakSpace + noBreakSpace + c.Text})
			for _, item := range c.Items {
				lines = append(lines, noticeLine{"charter-line", item})
			}
		}
	}
	return lines, nil
}

// whoAll names people.
func (w letterWriter) whoAll(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, w.who(id))
	}
	return w.catalog.locale.List(names)
}

func without(ids []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == one })
}

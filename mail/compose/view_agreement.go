package compose

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
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
	// Charter stands for the text.
	Charter string
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
}

func viewAgreement(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c agreement.Content
	if len(content) > 0 {
		if err := json.Unmarshal(content, &c); err != nil {
			return nil, nil, err
		}
	}
	today, err := w.todayHere()
	if err != nil {
		return nil, nil, err
	}
	expires, err := w.day(c.Expires)
	if err != nil {
		return nil, nil, err
	}
	late := w.letter.Wording() == agreement.TemplateLate
	v := agreementView{
		Charter: c.Charter, Party: w.partyOf(w.person.ID), All: w.whoAll(slices.Concat(c.Signed, c.Unsigned)), Signed: w.whoAll(c.Signed), Unsigned: w.whoAll(c.Unsigned),
		Others: w.whoAll(without(c.Unsigned, w.person.ID)), Many: len(c.Unsigned) > 1, Mine: c.Mine || late && slices.Contains(c.Unsigned, w.person.ID),
		Expires: expires, Outcome: c.Outcome, By: w.who(c.Reason.By), ByParty: w.partyOf(c.Reason.By), Reason: w.catalog.locale.quote(c.Reason.Text), Why: c.Why,
		Asked: slices.ContainsFunc(w.letter.Understood, func(a partnership.Answer) bool { return a.Question == agreement.QuestionUnclear }),
		Day:   w.catalog.locale.Date(today),
	}
	if today.Before(w.spec.Start) {
		v.Begins = w.catalog.locale.dated(w.spec.Start)
	}
	lines, err := w.terms(c, &v, today)
	return v, lines, err
}

// terms are the lines of a mail that shows the terms: what was due before today, where
// that matters, and the text.
func (w letterWriter) terms(c agreement.Content, v *agreementView, today cadence.Date) ([]noticeLine, error) {
	shows := w.letter.Form == procedure.FormAsk || w.letter.Form == procedure.FormReminder || c.Outcome == procedure.OutcomeSigned
	if !shows {
		return nil, nil
	}
	var lines []noticeLine
	if c.Outcome == procedure.OutcomeSigned && w.spec.Start.Before(today) {
		for _, g := range w.spec.Goals {
			for _, m := range g.Milestones {
				if !m.Due.IsZero() && m.Due.Before(today) {
					v.Overtaken = true
					lines = append(lines, noticeLine{"overtaken", charterDay{oneLine(milestoneName(m)), w.catalog.locale.Date(m.Due)}})
				}
			}
		}
	}
	text, err := charterOf(w.catalog, w.spec)
	for block := range strings.SplitSeq(strings.TrimSpace(text), "\n\n") {
		phrase := sectionPhrase + "charter"
		for l := range strings.Lines(block) {
			if l = strings.TrimSpace(l); l != "" {
				lines = append(lines, noticeLine{phrase, l})
				phrase = "charter-line"
			}
		}
	}
	return lines, err
}

// todayHere is the day on which the letter is written, as its reader's clock shows it.
func (w letterWriter) todayHere() (cadence.Date, error) {
	zone, err := cadence.LoadZone(cmp.Or(w.person.Zone, w.spec.Zone))
	if err != nil {
		return cadence.Date{}, err
	}
	return cadence.DateOf(w.letter.At.In(zone)), nil
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

// standingOf is a figure that nobody has measured yet.
func standingOf(k partnership.KPI) standing.KPIStanding { return standing.KPIStanding{KPI: k} }

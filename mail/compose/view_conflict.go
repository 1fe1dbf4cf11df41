package compose

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/blame"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
)

func conflictViewers() []templateViewer {
	var list []templateViewer
	for _, t := range conflict.Kind().Templates {
		list = append(list, templateViewer{t, viewConflict})
	}
	return list
}

// ofConflict reports whether a mail belongs to a conflict: the partnership's goals
// have no place in it, and nobody is named to write to but the other side.
func ofConflict(t procedure.Template) bool { return slices.Contains(conflict.Kind().Templates, t) }

// unchosen stands in a mail that is shown before its reader or its matter is known.
const unchosen = "…"

// conflictView fills the phrases of a conflict. People are named, days are in the
// reader's words.
type conflictView struct {
	// Raiser has raised it with With. Yours says that it is the reader, Mine that it
	// was raised on the reader's side; Named that it is with the reader.
	Raiser, RaiserParty string
	With                string
	Yours, Mine, Named  bool
	Admin               bool
	Title               string
	// Own speaks for the reader's side, Other for the other.
	Own, OwnParty, Other, OtherParty string
	// Copy says that the reader sits beside who speaks for their side, Copies are
	// others who do so on either side.
	Copy   bool
	Copies string
	// Knows are those who know of it beside the reader.
	Knows string
	// Within is how long the level takes, Ends its last day; Held is the last one on
	// which the goal is on hold.
	Within, Ends, Held string
	// Next are those who would speak on the level above; or it is a mediator, or
	// outside.
	Next, NextMediator string
	NextOutside        bool
	// Foreign is the other side's language, if it is another, as "in Russian".
	Foreign string
	// First says that it is the reader's first mail of it, Colleagues that a colleague
	// can speak for their side.
	First, Colleagues bool
	Waited, Again     bool
	Follows           int
	// Read says that the mail shows what somebody wrote.
	Read  bool
	Loops int
	// OwnConfirmed says that the other side feels understood by the reader's, and
	// OtherConfirmed the other way round; at the end, whose side has said that it holds.
	OwnConfirmed, OtherConfirmed bool
	Proposal                     int
	By                           string
	Mediator, Spoken             bool
	Slipped, Rule, OneRule       bool
	OwnDay, OtherDay             string
	Contact, Before              string
	News, Day, Reason            string
	Stage                        string
}

// conflictLine is a line of a mail of a conflict.
type conflictLine struct{ Text, Instead string }

func viewConflict(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	c, err := readConflict(content)
	if err != nil {
		return nil, nil, err
	}
	loc := w.catalog.locale
	v := conflictView{
		Yours: c.Raiser == w.person.ID, Mine: c.Mine, Named: c.With == w.person.ID, Admin: c.Admin, Title: clip(oneLine(c.Title), maxQuote),
		NextMediator: oneLine(c.NextMediator), NextOutside: c.NextOutside,
		First: c.First, Waited: c.Waited, Again: c.Again, Follows: c.Follows, Loops: c.Loops, Proposal: c.Proposal, Mediator: c.By == conflict.Mediator, Spoken: c.Spoken,
		Slipped: c.Slipped, Rule: c.Rule, OneRule: c.OneRule, Contact: oneLine(c.Contact), Before: oneLine(c.Before), Copy: c.Copy, News: c.News, Stage: string(c.Stage), Reason: loc.quote(c.Reason),
		Read: len(w.letter.Writings) > 0, Colleagues: w.asked(conflict.QuestionSpeaker),
	}
	v.RaiserParty, v.OwnParty, v.OtherParty = w.partyOf(c.Raiser), w.partyOf(c.Speaker), w.partyOf(c.Facing)
	v.Raiser, v.With, v.Own, v.Other = w.who(c.Raiser), w.who(c.With), w.who(c.Speaker), w.who(c.Facing)
	if !v.Mediator {
		v.By = w.who(c.By)
	}
	v.Next, v.Knows, v.Copies = w.names(c.NextPeople), w.names(c.Knows), w.names(c.Copies)
	own, other := 1, 0
	if c.Mine {
		own, other = 0, 1
	}
	v.OwnConfirmed, v.OtherConfirmed = c.Confirmed[own], c.Confirmed[other]
	if facing, ok := w.spec.Person(c.Facing); ok {
		if code := languageOf(w.spec, facing); code != languageOf(w.spec, w.person) {
			v.Foreign = loc.InLanguage[code]
		}
	}
	if v.Within, err = w.catalog.line("conflict-span", c.Within); err != nil {
		return nil, nil, err
	}
	if v.Ends, err = w.dayOf(c.Ends); err != nil {
		return nil, nil, err
	}
	if v.Held, err = w.dayOf(c.Held); err != nil {
		return nil, nil, err
	}
	for _, d := range []struct {
		from string
		to   *string
	}{{c.Day, &v.Day}, {c.Days[own], &v.OwnDay}, {c.Days[other], &v.OtherDay}} {
		if *d.to, err = w.day(d.from); err != nil {
			return nil, nil, err
		}
	}
	if w.letter.Wording() == conflict.TemplateCheck {
		return v, w.sharp(), nil
	}
	return v, w.common(), nil
}

func readConflict(content json.RawMessage) (c conflict.Content, err error) {
	if len(content) > 0 {
		err = json.Unmarshal(content, &c)
	}
	return c, err
}

// names lists people other than the reader.
func (w letterWriter) names(people []string) string {
	var list []string
	for _, id := range people {
		if id != w.person.ID {
			list = append(list, w.who(id))
		}
	}
	return w.catalog.locale.List(list)
}

// mostSharp is how many places an author is shown: who is shown more, reads none.
const mostSharp = 3

// sharp quotes what of the reader's own statement sounds like blame, with what could
// stand instead.
func (w letterWriter) sharp() []noticeLine {
	var lines []noticeLine
	for _, written := range w.letter.Writings {
		for _, f := range blame.Find(written.Text, w.catalog.locale.Code) {
			if len(lines) < mostSharp {
				lines = append(lines, noticeLine{"sharp", conflictLine{Text: clip(oneLine(f.Said), maxQuote), Instead: oneLine(f.Instead)}})
			}
		}
	}
	return lines
}

// common are what the two sides have declared together, where ways are looked for:
// their principles, and what both can want where their interests differ.
func (w letterWriter) common() []noticeLine {
	if t := w.letter.Wording(); t != conflict.TemplateExplore && t != conflict.TemplateOptions || w.letter.Form == procedure.FormReceipt {
		return nil
	}
	var lines []noticeLine
	for _, p := range w.spec.Principles {
		lines = append(lines, noticeLine{"principle", conflictLine{Text: strings.TrimRight(oneLine(p), ".")}})
	}
	for _, c := range w.spec.Competing {
		lines = append(lines, noticeLine{"competing", conflictLine{Text: w.competing(c), Instead: strings.TrimRight(oneLine(c.JointGoal), ".")}})
	}
	return lines
}

// facing is whom the reader may write to beside the engine: who speaks for the other
// side, as soon as it knows. A mediator may write to both.
func (w letterWriter) facing() []contactView {
	c, err := readConflict(w.letter.Content)
	if err != nil || c.Stage == conflict.Raised || w.letter.Wording() == conflict.TemplateEntry && w.person.ID != c.Speaker {
		return nil
	}
	people := []string{c.Facing}
	if w.letter.Template == conflict.TemplateMediator {
		people = []string{c.Speaker, c.Facing}
	} else if w.person.ID != c.Speaker {
		return nil
	}
	var list []contactView
	for _, id := range people {
		if p, ok := w.spec.Person(id); ok {
			list = append(list, contactView{oneLine(p.Name), w.partyOf(id), oneLine(p.Email)})
		}
	}
	return list
}

// enclose shows the mail that goes to somebody else on the reader's word, as it will
// read: what the other side gets after GO, and the letter to a mediator.
func (w letterWriter) enclose() ([]string, error) {
	if w.letter.Form == procedure.FormReceipt || !ofConflict(w.letter.Wording()) {
		return nil, nil
	}
	c, err := readConflict(w.letter.Content)
	if err != nil {
		return nil, err
	}
	inner := w
	inner.also = nil
	switch {
	case w.letter.Template == conflict.TemplateEntry && !c.Again:
		inner.person, _ = w.spec.Person(c.With)
		if c.With == "" {
			inner.person = partnership.Person{Name: unchosen, Zone: w.person.Zone, Language: w.catalog.locale.Code}
		}
		inner.letter = w.opened(c)
	case w.letter.Template == conflict.TemplateBrief && c.Contact != "":
		inner.person.Name = c.Contact
		inner.letter.Template, inner.letter.Form, inner.letter.Asking = conflict.TemplateMediator, procedure.FormNotice, procedure.Asking{Sealed: true}
		inner.letter.Phrases = ""
	default:
		return nil, nil
	}
	var m Message
	if err := inner.write(&m); err != nil {
		return nil, err
	}
	// The first and the last line help to find an answer to it: the one above which people
	// write, and the reference.
	lines := strings.Split(strings.TrimSpace(m.Text), "\n")
	return lines[2 : len(lines)-1], nil
}

// opened is the mail that the other side gets after the raiser's GO.
func (w letterWriter) opened(c conflict.Content) procedure.Letter {
	l := w.letter
	l.Template, l.Phrases, l.Form, l.Person, l.Writings = conflict.TemplateOpened, "", procedure.FormAsk, c.With, nil
	l.Asking = procedure.Asking{Sealed: true, Questions: conflict.BeginQuestions(w.catalog.locale.Conflict, c.Goal)}
	if w.asked(conflict.QuestionAbout) {
		c.Title = unchosen
	}
	c.Mine, c.Speaker, c.Facing, c.Stage, c.Knows = false, c.With, c.Raiser, conflict.Framed, []string{c.Raiser}
	c.First = true
	return l.With(c)
}

// asked reports whether the letter has a question.
func (w letterWriter) asked(id string) bool {
	return slices.ContainsFunc(w.letter.Questions, func(q partnership.Question) bool { return q.ID == id })
}

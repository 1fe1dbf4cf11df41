package compose

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

func lateViewers() []templateViewer {
	return []templateViewer{
		{lifecycle.TemplateCheckInLate, viewLateness},
		{lifecycle.PhrasesHeardAgain, viewLateness},
		{lifecycle.TemplateFiguresDiffer, viewDiffering},
		{lifecycle.PhrasesFiguresAgree, viewDiffering},
		{lifecycle.TemplateDisputeUnclear, viewDispute},
		{lifecycle.TemplateEarlyWarning, viewWarning},
		{lifecycle.PhrasesWarningOver, viewWarning},
		{lifecycle.TemplateWhatChanged, viewChanged},
		{lifecycle.TemplateReached, viewReached},
		{lifecycle.TemplateConditionMet, viewCondition},
		{lifecycle.PhrasesConditionOver, viewCondition},
	}
}

// latenessView fills the phrases about people who have let check-ins pass. The
// fields of the line are those of the only one of them.
type latenessView struct {
	Mine, Executive, One bool
	Number               int // of the repeat
	latenessLine
}

// latenessLine is one of them: how many check-ins, which, and when the first was due.
type latenessLine struct {
	Who, Abouts, Since string
	Count              int
	Next, NextPeople   string
	Over               lifecycle.Over
}

func viewLateness(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c lifecycle.Lateness
	if err := json.Unmarshal(content, &c); err != nil {
		return nil, nil, err
	}
	v := latenessView{Mine: c.Mine, Executive: c.Executive, Number: c.Number, One: len(c.People) == 1}
	var lines []noticeLine
	for _, person := range c.People {
		line, err := w.latenessLine(person)
		if err != nil {
			return nil, nil, err
		}
		if v.One {
			v.latenessLine = line
		} else {
			lines = append(lines, noticeLine{"person", line})
		}
	}
	return v, lines, nil
}

func (w letterWriter) latenessLine(l lifecycle.LatePerson) (latenessLine, error) {
	line := latenessLine{Who: w.who(l.Person), Count: len(l.Rounds), Over: l.Over}
	var abouts, next []string
	for _, r := range l.Rounds {
		if about := w.catalog.locale.quoted(w.named(r.About)); !slices.Contains(abouts, about) {
			abouts = append(abouts, about)
		}
	}
	for _, id := range l.NextPeople {
		if id != w.person.ID {
			next = append(next, w.who(id))
		}
	}
	line.Abouts, line.NextPeople = w.catalog.locale.List(abouts), w.catalog.locale.List(next)
	var err error
	if line.Since, err = w.dayOf(l.Rounds[0].Due); err != nil {
		return line, err
	}
	line.Next, err = w.catalog.locale.momentIn(l.Next, w.person.Zone)
	return line, err
}

// dayOf is the day of an instant where the reader is; nothing stays nothing.
func (w letterWriter) dayOf(at time.Time) (string, error) {
	if at.IsZero() {
		return "", nil
	}
	day, err := w.here(at)
	if err != nil {
		return "", err
	}
	return w.catalog.locale.Date(day), nil
}

// here is the day of an instant as the reader's clock shows it.
func (w letterWriter) here(at time.Time) (cadence.Date, error) {
	zone, err := cadence.LoadZone(cmp.Or(w.person.Zone, w.spec.Zone))
	if err != nil {
		return cadence.Date{}, err
	}
	return cadence.DateOf(at.In(zone)), nil
}

// quoted puts a name into the language's quotation marks.
func (l locale) quoted(name string) string {
	if l.Code == "ru" {
		return "«" + name + "»"
	}
	return `"` + name + `"`
}

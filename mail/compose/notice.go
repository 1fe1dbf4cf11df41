package compose

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// noticeView is something that wants no answer: alone in a mail, or along with
// another letter.
type noticeView struct {
	Headline  string
	Paragraph string
	Lines     []string
	// Charts stand below the lines.
	Charts []chartView
	// Sections are lines under headlines of their own.
	Sections []noticeView
	// RAG is the verdict that the headline words, if it does.
	RAG string
}

// Colour stands beside a verdict in words. It can be told from the paper by day and by night.
func (n noticeView) Colour() string {
	switch n.RAG {
	case string(measure.Green), string(measure.Achieved):
		return "#26a269"
	case string(measure.Amber), string(measure.Partially):
		return "#e66100"
	case string(measure.Red), string(measure.Missed):
		return "#e01b24"
	case "":
		return ""
	default:
		return "#888888"
	}
}

// judged is what a headline is filled with that words a verdict.
type judged interface{ verdict() string }

func verdictOf(values any) string {
	if j, ok := values.(judged); ok {
		return j.verdict()
	}
	return ""
}

// noticeLine is a line of a notice: which of the template's phrases, and what
// stands in it.
type noticeLine struct {
	phrase string
	values any
}

// chartPhrase stands for a picture, which is its own words.
const chartPhrase = "chart"

// sectionPhrase is how the phrases begin that head the lines behind them.
const sectionPhrase = "section-"

// viewer gives what a template's phrases are filled with, and its lines.
type viewer func(w letterWriter, content json.RawMessage) (values any, lines []noticeLine, err error)

// viewerOf finds the viewer of a template. Most notices need none: their phrases
// find the content as it is.
func viewerOf(t procedure.Template) viewer {
	for _, v := range viewers() {
		if v.template == t {
			return v.view
		}
	}
	return viewPlain
}

type templateViewer struct {
	template procedure.Template
	view     viewer
}

func viewers() []templateViewer {
	return slices.Concat(checkInViewers(), partnershipViewers(), welcomeViewers(), channelViewers(), commandViewers(), milestoneViewers(), commitmentsViewers(), lateViewers(), conflictViewers(), surveyViewers(), reviewViewers(), agreementViewers(), exitViewers(), ideasViewers(), reportViewers(), meetingViewers(), voteViewers(), areaViewers())
}

// notices words the letter itself, if it is a notice, and what travels along.
func (w letterWriter) notices(v *view) error {
	var err error
	w.goalsShown = slices.Contains([]procedure.Form{procedure.FormAsk, procedure.FormReminder, procedure.FormStatus}, w.letter.Form)
	if skeleton(w.letter.Form) == string(procedure.FormNotice) && len(w.letter.Parts) == 0 {
		if v.Notice, err = w.notice(w.letter); err != nil {
			return err
		}
	}
	for _, l := range w.also {
		n, err := w.notice(l)
		if err != nil {
			return fmt.Errorf("take notice %s along: %w", l.Template, err)
		}
		v.Also = append(v.Also, n)
	}
	return nil
}

// goalLines says how the goals stand, a line each.
func (w letterWriter) goalLines() []noticeLine {
	var lines []noticeLine
	for _, g := range w.catalog.locale.goals(w.standing) {
		lines = append(lines, noticeLine{"goal", g})
	}
	return lines
}

// notice words one notice in the reader's language.
func (w letterWriter) notice(l procedure.Letter) (n noticeView, err error) {
	w.letter = l
	v, err := w.view(Message{})
	if err != nil {
		return n, err
	}
	told, err := w.tell(&v, l)
	if err != nil {
		return n, fmt.Errorf("read content of notice: %w", err)
	}
	if n.Headline, err = w.catalog.phrase("headline", v); err != nil {
		return n, err
	}
	if n.Paragraph, err = w.catalog.phrase("paragraph", v); err != nil {
		return n, err
	}
	if n.Lines, err = w.catalog.paragraphs("lines", v); err != nil {
		return n, err
	}
	n.Lines, n.Charts, n.Sections, n.RAG = append(n.Lines, told.Lines...), told.Charts, told.Sections, verdictOf(v.Content)
	return n, nil
}

// tell fills in what belongs to the letter's template, and words its lines and sections.
func (w letterWriter) tell(v *view, l procedure.Letter) (told noticeView, err error) {
	var lines []noticeLine
	if v.Content, lines, err = viewerOf(l.Wording())(w, l.Content); err != nil {
		return told, err
	}
	for _, line := range lines {
		if c, drawn := line.values.(chartView); drawn {
			last := &told
			if n := len(told.Sections); n > 0 {
				last = &told.Sections[n-1]
			}
			last.Charts = append(last.Charts, c)
			continue
		}
		text, err := w.catalog.line(w.catalog.named(line.phrase, *v), line.values)
		if err != nil {
			return told, err
		}
		switch last := len(told.Sections) - 1; {
		case strings.HasPrefix(line.phrase, sectionPhrase):
			told.Sections = append(told.Sections, noticeView{Headline: text, RAG: verdictOf(line.values)})
		case last >= 0:
			told.Sections[last].Lines = append(told.Sections[last].Lines, text)
		default:
			told.Lines = append(told.Lines, text)
		}
	}
	return told, nil
}

// explained words why something has no effect.
func (w letterWriter) explained(v *view) error {
	for _, e := range w.letter.Explained {
		said := explanationView{Content: v.Content, Item: clip(oneLine(e.Item), maxQuote), Person: w.who(e.Person), Email: w.emailOf(e.Person)}
		for _, d := range []struct {
			from string
			to   *string
		}{{e.Day, &said.Day}, {e.Limit, &said.Limit}} {
			text, err := w.day(d.from)
			if err != nil {
				return err
			}
			*d.to = text
		}
		text, err := w.catalog.line(w.catalog.named(e.Why, *v), said)
		if err != nil {
			return err
		}
		v.Explained = append(v.Explained, text)
	}
	return nil
}

// explanationView fills a sentence that says what was understood, why it has no
// effect, and what would.
type explanationView struct {
	Content                         any
	Item, Day, Limit, Person, Email string
}

// day words a day that a letter holds; nothing stays nothing.
func (w letterWriter) day(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	d, err := cadence.ParseDate(s)
	if err != nil {
		return "", err
	}
	return w.catalog.locale.Date(d), nil
}

func (w letterWriter) emailOf(id string) string {
	p, _ := w.spec.Person(id)
	return oneLine(p.Email)
}

package compose

import (
	"strings"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
)

// maxWriting bounds what a mail shows of one thing that somebody wrote, in runes.
const maxWriting = 8000

// writingView is what one person wrote at one time, in parts.
type writingView struct {
	Heading string
	Parts   []writingPart
}

// writingPart is one part of it, in paragraphs. A text that is no longer kept says
// so.
type writingPart struct {
	Label string
	Text  []string
}

// headingView fills the phrase above what somebody wrote.
type headingView struct {
	Who      string
	Mine     bool // the reader has written it
	ToMe     bool // it is about what the reader means
	Mediator bool
	Number   int
}

// groupOf names what belongs together of what people write in a conflict.
func groupOf(part string) string {
	switch part {
	case conflict.QuestionHappened, conflict.QuestionEffect, conflict.QuestionNeed, conflict.QuestionWish:
		return "statement"
	case conflict.QuestionInterest, conflict.QuestionOption, conflict.QuestionAnother, conflict.QuestionCriteria:
		return "explored"
	case conflict.QuestionDo, conflict.QuestionSign, conflict.QuestionHabit:
		return "forward"
	default:
		return part
	}
}

// writings shows what people have written under seal, under headings that say who
// wrote it.
func (w letterWriter) writings(v view) ([]writingView, error) {
	if ofReview(w.letter.Wording()) || ofIdeas(w.letter.Wording()) { // they stand in its lines and in its picture
		return nil, nil
	}
	var list []writingView
	last := procedure.Writing{}
	for i, written := range w.letter.Writings {
		group := groupOf(written.Part)
		alone := written.Number > 0 || written.Part == conflict.PartMended
		if i == 0 || group != groupOf(last.Part) || written.By != last.By || alone {
			var headed writingView
			var err error
			if name := v.Kind + ".heading-" + group; w.catalog.text.Lookup(name) != nil {
				if headed.Heading, err = w.catalog.line(name, w.heading(written)); err != nil {
					return nil, err
				}
			}
			list = append(list, headed)
		}
		part := writingPart{Text: w.catalog.locale.written(written.Text)}
		var err error
		if label := v.Kind + ".part-" + written.Part; w.catalog.text.Lookup(label) != nil {
			if part.Label, err = w.catalog.line(label, nil); err != nil {
				return nil, err
			}
		}
		if len(part.Text) == 0 && w.catalog.text.Lookup(v.Kind+".gone") != nil {
			gone, err := w.catalog.line(v.Kind+".gone", nil)
			if err != nil {
				return nil, err
			}
			part.Text = []string{gone}
		}
		list[len(list)-1].Parts = append(list[len(list)-1].Parts, part)
		last = written
	}
	return list, nil
}

func (w letterWriter) heading(written procedure.Writing) headingView {
	h := headingView{
		Who: w.who(written.By), Mine: written.By == w.person.ID && w.letter.Reader == nil, Mediator: written.By == conflict.Mediator, Number: written.Number,
	}
	if c, err := readConflict(w.letter.Content); err == nil {
		h.ToMe = !h.Mine && written.By == c.Facing && w.person.ID == c.Speaker && w.letter.Reader == nil
	}
	return h
}

// written gives a text in its paragraphs, marked with its language if that is
// another than the reader's.
func (l locale) written(text string) []string {
	var list []string
	for line := range strings.Lines(clip(text, maxWriting)) {
		if line = oneLine(line); line != "" {
			list = append(list, line)
		}
	}
	if other, foreign := l.Foreign(text); foreign && len(list) > 0 {
		list[0] = "[" + l.InLanguage[other.Code] + "] " + list[0]
	}
	return list
}

package compose

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
)

// parts says of each letter that stands together in this one what it has to say, under
// its number: of what asks in lines, because the questions stand below, and of what only
// tells as the notice that it is.
func (w letterWriter) parts(v *view) error {
	if w.letter.Form == procedure.FormReceipt {
		v.Understood, v.Problems, v.Kept = nil, nil, nil
	}
	w.length = lengthOf(len(w.letter.Parts))
	number := 0 // of the things before
	for _, part := range w.letter.Parts {
		one, err := w.of(part, number)
		if err != nil {
			return err
		}
		switch {
		case part.Form == procedure.FormReceipt:
			err = one.answers(v)
		case len(part.Questions) == 0:
			err = one.section(v)
		default:
			err = one.lines(v)
		}
		if err != nil {
			return err
		}
		number += asking.Things(part.Questions)
	}
	if w.letter.Wording() == lifecycle.TemplateReport {
		worstFirst(v.Parts)
	}
	return nil
}

// section shows a part that only tells.
func (w letterWriter) section(v *view) error {
	n, err := w.notice(w.letter)
	if err != nil {
		return err
	}
	if v.Several > 0 { // each has an address of its own, and none a number
		n.Headline = oneLine(w.spec.Title) + ": " + n.Headline
		return w.addressed(v, n)
	}
	n.Headline = line(w.before+1, n.Headline)
	v.Parts = append(v.Parts, n)
	v.Numbered = v.Numbered || w.letter.Template != procedure.TemplateAllClear
	return nil
}

// lines show a part that asks.
func (w letterWriter) lines(v *view) error {
	own, err := w.view(Message{})
	if err != nil {
		return err
	}
	told, err := w.tell(&own, w.letter)
	if err != nil {
		return err
	}
	if !asking.AllTasks(w.letter.Questions) {
		said, err := w.catalog.phrase("line", own)
		if err != nil {
			return err
		}
		v.Lines = append(v.Lines, line(w.before+1, said))
	}
	for _, q := range w.letter.Questions {
		if q.ID == milestone.QuestionPlan { // words answer it: the line has no place for it
			v.Lines = append(v.Lines, oneLine(q.Text))
		}
	}
	v.Lines = append(v.Lines, told.Lines...)
	return nil
}

// answers adds what a receipt says to what others say of the same mail.
func (w letterWriter) answers(v *view) error {
	own, err := w.view(Message{})
	if err != nil {
		return err
	}
	if own.Content, _, err = viewerOf(w.letter.Wording())(w, w.letter.Content); err != nil {
		return err
	}
	if err := w.explained(&own); err != nil {
		return err
	}
	about := w.named(w.letter.About)
	if v.Several > 0 {
		about = own.Title
		for i, e := range own.Explained {
			own.Explained[i] = line(w.before+1, about) + ": " + e
		}
	}
	for _, u := range own.Understood {
		if u.Number > 0 {
			u.Number = w.before + max(slices.Index(asking.Numbered(w.letter.Questions), u.Number-1), 0) + 1
		}
		if about != "" && !strings.Contains(u.Label, about) {
			u.Label = about + ": " + u.Label
		}
		v.Understood = append(v.Understood, u)
	}
	if wrong, told, err := w.corrected(own); err != nil {
		return err
	} else if told && v.Several > 0 {
		own.Reactions = append(own.Reactions, wrong)
	}
	v.Reactions, v.Explained = append(v.Reactions, own.Reactions...), append(v.Explained, own.Explained...)
	v.Problems, v.Kept = append(v.Problems, own.Problems...), append(v.Kept, own.Kept...)
	return nil
}

// asDecided shows a line that wants a yes or a no, and no day, as what it is, and says which
// of several partnerships wants it.
func (w letterWriter) asDecided(number int, q partnership.Question) (partnership.Question, error) {
	for i, part := range w.letter.Parts {
		things := asking.Things(part.Questions)
		if number > things {
			number -= things
			continue
		}
		if !asking.AllTasks(part.Questions) && !slices.ContainsFunc(part.Questions, func(o partnership.Question) bool { return o.Kind == partnership.KindDate }) {
			q.Kind = part.Questions[asking.Numbered(part.Questions)[number-1]].Kind
		}
		if several(w.letter) > 0 {
			one, err := w.of(part, i)
			if err != nil {
				return q, err
			}
			q.Text = oneLine(one.spec.Title) + ": " + q.Text
		}
		break
	}
	return q, nil
}

package compose

import (
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// maxWelcomedAt is how many partnerships in one welcome say more than what the reader is here
// for: a mail of any more would be put away unread.
const maxWelcomedAt = 10

// welcomes says of each partnership who works together in it, and what the reader is here for.
// The questions below name it by its title; how much mail there is stands once.
func (w letterWriter) welcomes(v *view) error {
	last := w.letter.Parts[len(w.letter.Parts)-1]
	v.Content = welcomesView{Last: len(w.letter.Questions) - asking.Things(last.Questions) + 1, Mails: w.spec.MailsAWeek()}
	for i, part := range w.letter.Parts {
		one, err := w.of(part, i)
		if err != nil {
			return err
		}
		one.among = true
		n, err := one.welcomed(len(w.letter.Parts) <= maxWelcomedAt)
		if err != nil {
			return err
		}
		v.Sections = append(v.Sections, n)
	}
	return nil
}

// welcomesView fills the phrases of the one mail that welcomes to several partnerships. Last is
// the number of the last partnership, for examples, and Mails how many mails a week a partnership is held to.
type welcomesView struct{ Last, Mails int }

// welcomed is the page about one of several partnerships: all of it but the questions, or only
// what the reader is here for.
func (w letterWriter) welcomed(whole bool) (noticeView, error) {
	v, err := w.view(Message{})
	if err != nil {
		return noticeView{}, err
	}
	told, err := w.tell(&v, w.letter)
	if err != nil {
		return noticeView{}, err
	}
	n := noticeView{Headline: v.Title}
	if n.Paragraph, err = w.catalog.line("welcome-intro", v); err != nil {
		return n, err
	}
	for i, section := range told.Sections {
		if whole || i == 0 {
			n.Lines = append(n.Lines, section.Lines...)
		}
	}
	return n, nil
}

// corrected says who reads what is not right in one of several partnerships, in a receipt.
func (w letterWriter) corrected(v view) (string, bool, error) {
	c, about := v.Content.(welcomeView)
	if !about || w.letter.Wording() != lifecycle.TemplateWelcome || !c.Wrong {
		return "", false, nil
	}
	line, err := w.catalog.line("welcomes.wrong", v)
	return line, true, err
}

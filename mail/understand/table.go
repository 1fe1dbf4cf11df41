package understand

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/sheet"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

// asksAmounts reports whether a mail asked for amounts of the ledger and nothing else.
// Only then is an attached table more than a text.
func asksAmounts(questions []partnership.Question) bool {
	return len(questions) > 0 && !slices.ContainsFunc(questions, func(q partnership.Question) bool {
		return !slices.Contains(ledger.Kinds(), ledger.Kind(q.ID)) || q.Kind != partnership.KindMoney && q.Kind != partnership.KindNumber
	})
}

// withTable adds what an attached table says to what the mail says itself. The mail's own
// words win; of the table all counts that they leave open, or nothing where anything in it
// is wrong.
func (m Message) withTable(u Understanding, c Context) Understanding {
	u.Unopened = nil // it is read here
	switch {
	case m.Text == m.AttachedText: // a mail of nothing but a table has no words of its own
		u = Understanding{Class: ClassReply, Open: questionIDs(c.Questions)}
	case u.saysNothing() && (pointsToAttachment.Matches(u.Text) || !strings.ContainsAny(u.Text, "0123456789")):
		u.Problems = nil // the table is the answer
	}
	if len(m.Tables) > 1 {
		u.Problems = append(u.Problems, speechFor(c.Locale).severalTables(m.Attachments))
		return u
	}
	read := sheet.Read(m.Tables[0], sheet.Context{Questions: c.Questions, Locale: c.Locale, Sides: c.Sides})
	u.Problems = append(u.Problems, read.Findings...)
	said := len(u.Answers)
	for _, a := range read.Answers {
		if !slices.ContainsFunc(u.Answers[:said], func(own partnership.Answer) bool { return own.Question == a.Question }) {
			u.Answers = append(u.Answers, a)
		}
	}
	if len(u.Answers) > said {
		u.Class = ClassReply
		u.Open = slices.DeleteFunc(slices.Clone(u.Open), func(id string) bool {
			return slices.ContainsFunc(u.Answers, func(a partnership.Answer) bool { return a.Question == id })
		})
	}
	return u
}

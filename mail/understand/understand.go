package understand

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/answer"
	"github.com/rapport-engine/rapport/mail/understand/attribution"
	"github.com/rapport-engine/rapport/mail/understand/bounce"
	"github.com/rapport-engine/rapport/mail/understand/departure"
	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/message"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Context is what we know of the mail that is being answered.
type Context struct {
	// Questions are those of that mail, in its order: the first is number 1.
	Questions []partnership.Question
	// Locale is the language tag of the reader, such as "en" or "ru". It
	// decides how 1,200 is read and in which language problems are worded.
	Locale string
	// Sent is the text of that mail. It may be empty; known, it tells our own
	// words from the person's however their mail program quoted them.
	Sent string
	// SentHTML is the HTML part of that mail. Where a mail program copies it
	// without marks, its buttons would look like typed lines; answers inside
	// such a copy are therefore read only when this part is known, too.
	SentHTML string
	// Today completes dates without a year; zero leaves them unclear.
	Today cadence.Date
	// Unasked says that the mail answers none of ours: what names no question is
	// no answer.
	Unasked bool
	// Item lists the commands that count because of what that mail is about: DONE
	// and EXTEND of a milestone, FOR and AGAINST of a vote. Elsewhere they are words.
	Item []partnership.CommandName
	// Sides are the parties that can have a part in an amount of money, the writer's own
	// first; without them nothing is looked for.
	Sides []attribution.Side
}

// attached is the context of a text that came as a file: nobody signs by a file.
func (c Context) attached() Context {
	c.Item = slices.DeleteFunc(slices.Clone(c.Item), func(n partnership.CommandName) bool { return n.Form().Bare })
	return c
}

// sent is all text of the mail that is being answered.
func (c Context) sent() string {
	if c.SentHTML == "" {
		return strings.TrimSpace(c.Sent)
	}
	return strings.TrimSpace(c.Sent + "\n" + message.HTMLText(c.SentHTML))
}

// Understanding is what a mail says.
type Understanding struct {
	Class Class
	// Text is what the person typed, without quotes and signature.
	Text    string
	Answers []partnership.Answer
	// Commands begin lines of the new text; what they take with them is no answer.
	Commands []partnership.Command
	// Open lists the questions without an answer, in the mail's order.
	Open []string
	// Problems are sentences for the person, in their language, about what was
	// written but not understood. Unclear is not the same as missing.
	Problems []string
	// Promise is set when the person promises to answer later; the class is
	// ClassPromise if the mail answers nothing.
	Promise *Promise
	// Forward says that the mail hands on another one. What that says is nobody's
	// answer; the person's own words stand above it.
	Forward bool
	// LeftOut is what was kept out of Text by a guess, so that it can be shown:
	// the person may have written it.
	LeftOut string
	// Unopened are the attachments, by their names, that nobody read beside what was typed.
	Unopened []string
	// Away is the last day of an absence that the person tells of; the class is
	// ClassAbsence if the mail answers nothing. Of an automatic reply it is the one
	// that the mailbox announces.
	Away *cadence.Date
	// Departure is set when the person says that they leave, or have another
	// address; the class is ClassDeparture if the mail answers nothing.
	Departure *departure.Departure
	// Bounce is set for a bounce and for a delivery report.
	Bounce *bounce.Report

	typed bool // there is new text at all
}

// Promise is a person's word that an answer will come.
type Promise = answer.Promise

// Understand reads a mail as a reply. Nothing but the text is taken from mail
// that no person wrote. A mail without text may have a command as its subject.
func Understand(m Message, c Context) Understanding {
	if strings.TrimSpace(m.Text) == "" && m.Class != ClassAutoReply {
		if said := Text(m.Subject, Context{Locale: c.Locale, Today: c.Today, Item: c.Item}); len(said.Commands) > 0 {
			return Understanding{Class: ClassReply, Commands: said.Commands, Open: questionIDs(c.Questions)}
		}
	}
	if m.Class != ClassReply && m.Class != "" {
		return Understanding{
			Class: m.Class, Text: trim.Text(m.Text), Open: questionIDs(c.Questions), Away: m.Away, Bounce: m.Bounce,
		}
	}
	if above, rest, ok := forwarded(m); ok {
		return understandForward(above, rest, c)
	}
	u := best(m, c)
	if u.typed && !u.saysNothing() {
		u.Unopened = unopened(m.Attachments)
	}
	return m.instead(u, c)
}

// best reads the forms in which a mail's text came. Its mail program may have
// marked the quote itself, or what was typed into it; answers that it took for a
// part of the quote are only in the whole text.
func best(m Message, c Context) Understanding {
	text := trim.Inline(m.Text, prose.Prefaces(m.FirstFrom().Name, m.FirstFrom().Address))
	u := Text(text, c)
	found := func(u Understanding) int { return len(u.Answers) + len(u.Commands) }
	if strings.TrimSpace(m.HTMLQuoted) != "" && strings.TrimSpace(m.HTMLNew) != "" {
		if marked := Text(m.HTMLNew, c); found(marked) >= found(u) {
			u = marked
		}
	}
	if m.HTMLInline != "" {
		if inline := Text(m.HTMLInline, c); found(inline) > found(u) {
			u = inline
		}
	}
	return u
}

// instead says what came where nothing was typed that could be read: an attached
// text is the reply then, and what else came is named.
func (m Message) instead(u Understanding, c Context) Understanding {
	says := speechFor(c.Locale)
	silent := u.saysNothing()
	elsewhere := !u.typed || silent && pointsToAttachment.Matches(u.Text)
	switch {
	case len(m.Tables) > 0 && asksAmounts(c.Questions):
		return m.withTable(u, c)
	case m.Encrypted && silent:
		return Understanding{Class: ClassReply, Open: questionIDs(c.Questions), Problems: []string{says.encrypted}}
	case elsewhere && strings.TrimSpace(m.AttachedText) != "" && m.AttachedText != m.Text:
		return Text(m.AttachedText, c.attached())
	case !u.typed && m.Hidden():
		return m.hidden(u, c)
	case elsewhere && len(m.Attachments) > 0:
		u.Problems = []string{says.attachedTo(u.typed, m.Attachments)}
	case u.typed && u.LeftOut != "":
		u.Problems = append(u.Problems, says.wasLeftOut(u.LeftOut))
	}
	return u
}

// hidden reads what a mail says of which only Outlook can read more: whether its writer comes to
// a meeting. Else it says what helps.
func (m Message) hidden(u Understanding, c Context) Understanding {
	if comes, said := attendance(m.Subject, c.Questions); said {
		return Understanding{Class: ClassReply, Answers: []partnership.Answer{comes}, typed: true}
	}
	u.Problems = []string{speechFor(c.Locale).hidden}
	return u
}

// attendances are what Outlook writes before the subject of an invitation, in the mail whose
// answer it hides.
var attendances = []struct {
	begins string
	comes  partnership.Value
}{
	{"accepted:", partnership.BoolValue(true)},
	{"declined:", partnership.BoolValue(false)},
	{"tentative:", partnership.UnknownValue()},
	{"tentatively accepted:", partnership.UnknownValue()},
	{"принято:", partnership.BoolValue(true)},
	{"отклонено:", partnership.BoolValue(false)},
	{"под вопросом:", partnership.UnknownValue()},
}

// attendance reads from a subject whether its writer comes, where that is asked.
func attendance(subject string, questions []partnership.Question) (a partnership.Answer, said bool) {
	asked := func(q partnership.Question) bool { return q.ID == partnership.QuestionAttend }
	if !slices.ContainsFunc(questions, asked) {
		return a, false
	}
	lower := strings.ToLower(strings.TrimSpace(subject))
	for _, one := range attendances {
		if strings.HasPrefix(lower, one.begins) {
			raw := strings.TrimSpace(subject)[:len(one.begins)-1]
			return partnership.Answer{Question: partnership.QuestionAttend, Value: one.comes, Raw: raw}, true
		}
	}
	return a, false
}

// saysNothing reports whether a mail holds nothing that a procedure hears.
func (u Understanding) saysNothing() bool {
	return len(u.Answers)+len(u.Commands) == 0 && u.Promise == nil && u.Away == nil
}

// pointsToAttachment finds words that say that the answer is in a file.
var pointsToAttachment = prose.Lazily(`(?i)attach|enclosed|in the (?:file|sheet|spreadsheet)|влож|прикреп|прилож|прилаг|в файле|в таблице|anhang|anbei|beigefügt|ci-joint|pièce jointe|adjunt|anexo|allegat|bijlage|bifog|załącz`)

// Text reads the text of a reply, as Understand does that of a mail.
func Text(text string, c Context) Understanding {
	r := c.read(text)
	u := Understanding{
		Class: ClassReply, Text: r.Text, Answers: r.Answers, Commands: r.Commands, Open: r.Open, Problems: r.Problems,
		Promise: r.Promise, Away: r.Away, Departure: departure.Spoken(r.Text), LeftOut: r.LeftOut, typed: r.Typed,
	}
	switch {
	case len(u.Answers) > 0:
	case u.Departure != nil:
		u.Class, u.Problems = ClassDeparture, nil
	case u.Away != nil:
		u.Class = ClassAbsence
	case u.Promise != nil:
		u.Class = ClassPromise
	}
	return u
}

func questionIDs(questions []partnership.Question) []string {
	ids := make([]string, len(questions))
	for i, q := range questions {
		ids[i] = q.ID
	}
	return ids
}

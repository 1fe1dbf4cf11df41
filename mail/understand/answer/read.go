// Package answer reads the text of a reply: which lines answer which question, and
// what figure, date or word they mean. What it cannot read without a guess becomes
// a problem for the person, worded in their language.
package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Context is what is known of the mail that is being answered.
type Context struct {
	// Questions are those of that mail, in its order: the first is number 1.
	Questions []partnership.Question
	// Locale is the language tag of the reader, such as "en" or "ru".
	Locale string
	// Sent is all text of that mail, or empty.
	Sent string
	// Copied says that Sent holds the HTML part's text, too, so that a copy
	// without marks can be told from what was typed into it.
	Copied bool
	// Today completes dates without a year; zero leaves them unclear.
	Today cadence.Date
	// Unasked says that the text answers no mail. Then only what names its
	// question by number or name is an answer, and nothing else is missed.
	Unasked bool
	// Item lists the commands that count because of what the mail is about.
	// Elsewhere they are words.
	Item []partnership.CommandName
}

// Result is what the text of a reply says.
type Result struct {
	// Text is what the person typed, without quotes and signature.
	Text    string
	Answers []partnership.Answer
	// Commands begin lines of the new text; what they take with them is no answer.
	Commands []partnership.Command
	// Open lists the questions without an answer, in the mail's order.
	Open []string
	// Problems are sentences for the person, in their language, about what was
	// written but not understood.
	Problems []string
	// Typed says that there is new text at all; without it Text is the whole one.
	Typed bool
	// LeftOut is what was kept out of Text by a guess; see trim.LeftOut.
	LeftOut string
	// Promise is set when the person promises to answer later.
	Promise *Promise
	// Away is the last day of an absence that the person tells of.
	Away *cadence.Date
}

// Promise is a person's word that an answer will come: no value, and no silence.
type Promise struct {
	// Until is the day named; zero if none was.
	Until cadence.Date
}

// choicesOf are all that the questions let people choose from.
func choicesOf(questions []partnership.Question) []string {
	var list []string
	for _, q := range questions {
		list = append(list, q.Choices...)
	}
	return list
}

// Read reads the text of a reply. It is linear in the text and never
// fails; what it cannot read without a guess becomes a problem.
func Read(text string, c Context) Result {
	c.Locale = baseLocale(c.Locale)
	if sign, ok := reactionIn(text); ok {
		text = sign
	}
	var r Result
	var lines, shown []trim.Line
	var orders []order
	if c.Sent != "" {
		lines = trim.LinesAgainst(text, c.Sent, choicesOf(c.Questions)...)
		if c.Copied {
			promoteInline(lines, c.Questions)
		}
		orders = takeOrders(lines, c)
		shown = slices.Clone(lines)
	} else {
		lines = trim.Lines(text)
		orders = takeOrders(lines, c)
		shown = slices.Clone(lines)
		trim.DistrustOpening(lines)
	}
	hide(shown, orders)
	if slices.ContainsFunc(shown, isTyped) || !slices.ContainsFunc(orders, order.secret) {
		r.Text = trim.NewText(shown)
	}
	r.Typed = slices.ContainsFunc(lines, isTyped)
	if !slices.ContainsFunc(orders, order.secret) { // what was set apart may belong to it
		r.LeftOut = trim.LeftOut(lines)
	}
	commands, problems := heard(lines, orders, c.Locale)
	strike(lines, orders)
	read := typedLines(lines)
	markSmalltalk(read, c.Questions)
	markSigning(read, c.Questions)
	reviveAfterthoughts(read)
	reword(read, c.Questions)
	numbered := takeNumbered(read, c.Questions)
	pledged := hearPledges(read, c.Questions, c.Today)
	statements := collect(read, c.Questions)
	r.Commands = commands
	if c.Unasked {
		statements = named(statements)
	} else if given, mending := withoutMends(statements); len(given) > 0 {
		if placed := inOrder(given, c, pledged); placed != nil {
			statements = append(placed, mending...)
		}
	}
	statements = append(statements, numbered...)
	book := newBook(c)
	book.pledged = pledged
	for _, s := range statements {
		book.enter(s)
	}
	book.placeFree()
	book.contest(read)
	r.Answers, r.Open, r.Problems = book.close()
	r.aloneOnly(lines, c)
	r.Problems = append(r.Problems, problems...)
	r.askCurrency(c)
	r.Away = pledged.away
	if len(r.Open) > 0 {
		r.Promise = pledged.promise // else there is nothing left to promise
	}
	if !r.Typed && !c.Unasked && len(c.Questions) > 0 && strings.TrimSpace(text) != "" {
		r.Problems = append(r.Problems, speechFor(c.Locale).nothing)
	}
	return r
}

// reword writes lines in the form in which answers are looked for: each behind the number of
// its question.
func reword(lines []typedLine, questions []partnership.Question) {
	readTables(lines)
	takeSides(lines, questions)
	joinHeadings(lines, questions)
	numberTasks(lines, questions)
	numberLines(lines, len(questions))
}

// withoutMends parts the statements from those below that take one of them back.
func withoutMends(statements []statement) (given, mending []statement) {
	at := len(statements)
	for at > 0 && statements[at-1].mends && statements[at-1].question >= 0 {
		at--
	}
	return statements[:at], statements[at:]
}

// named keeps the statements that name their questions.
func named(statements []statement) []statement {
	return slices.DeleteFunc(statements, func(s statement) bool { return s.question < 0 })
}

func isTyped(l trim.Line) bool { return l.Role == trim.RoleNew || l.Appended != "" }

package config

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
)

// PersonaReply scripts whole replies to the mails of one template: one text for
// each mail in the person's own words, the last one for all that follow, and
// none at all where it is empty.
type PersonaReply struct {
	Template string
	Texts    []string
	After    cadence.Span // zero: as long as the persona takes for everything
}

// PersonaWrite is a mail that a person writes without having been asked.
type PersonaWrite struct {
	At   cadence.WallTime // in the person's zone
	Text string
}

// scriptedText is how long a mail may be that a persona writes.
const scriptedText = 4000

type replyDecl struct {
	header
	Texts field[[]string]
	After field[cadence.Span]
}

func (d *replyDecl) schema() schema {
	return schema{
		doc: "Whole replies to the mails of one template, in the person's own words. They are read as real mail is, and beat the answers to single questions. A reminder is one more mail of the template that it reminds of. Mails that ask something have the templates: " + strings.Join(wordsOf(askingTemplates()), ", ") + ".",
		attributes: []attribute{
			{name: "texts", required: true, value: wholeTexts(&d.Texts), doc: "One reply for each mail of the template; the last one stays. An empty text is silence."},
			{name: "after", standard: "the persona's", value: span(&d.After, false), doc: "How long the person takes for these replies."},
		},
	}
}

func (d *replyDecl) compile() PersonaReply {
	return PersonaReply{Template: d.name, Texts: d.Texts.value, After: d.After.value}
}

// wholeTexts binds a list of mails as a person would type them. The same may
// stand there twice, and an empty one means that nothing is written.
func wholeTexts(into *field[[]string]) binding {
	return binding{kind: called("list of text"), read: func(r *reader, e hcl.Expression) {
		expressions, diags := hcl.ExprList(e)
		if diags.HasErrors() || len(expressions) == 0 {
			r.report(codeEmptyList, r.at(e.Range()), "A list with at least one text is wanted. Write the texts in brackets: [\"\", \"yes\"].")
			return
		}
		var texts []string
		for _, one := range expressions {
			text, ok := r.text(one)
			switch n := utf8.RuneCountInString(text); {
			case !ok:
			case n > scriptedText:
				r.report(codeText, r.at(one.Range()), "The text has %d characters; at most %d are allowed here. Shorten it.", n, scriptedText)
			default:
				texts = append(texts, text)
			}
		}
		into.give(texts, e.Range())
	}}
}

type writeDecl struct {
	header
	At   field[cadence.WallTime]
	Text field[string]
}

func (d *writeDecl) schema() schema {
	return schema{
		doc: "A mail that the person writes unasked, to each rehearsed partnership that they belong to. It is read as real mail is.",
		attributes: []attribute{
			{name: "at", required: true, value: wallTime(&d.At), doc: "When the mail is written, in the person's time zone. Before the partnership's first day nothing is."},
			{name: "text", required: true, value: prose(&d.Text, scriptedText), doc: "The mail in the person's own words."},
		},
	}
}

func (d *writeDecl) compile() PersonaWrite { return PersonaWrite{At: d.At.value, Text: d.Text.value} }

// wallTime binds a day and a time of day between the years 2000 and 2199.
func wallTime(into *field[cadence.WallTime]) binding {
	return parsed(into, "day and time", codeDate, func(_ *reader, s string) (cadence.WallTime, string) {
		w, err := cadence.ParseWallTime(s)
		switch {
		case err != nil:
			return w, fmt.Sprintf("%q is no day and time. Write both, such as \"2027-02-03 10:00\".", s)
		case w.Day.Year < 2000 || w.Day.Year > 2199:
			return w, fmt.Sprintf("%q is outside the years 2000 to 2199. Check the year.", s)
		default:
			return w, ""
		}
	})
}

// askingTemplates are the templates that a reply may be scripted to.
func askingTemplates() []procedure.Template {
	_, asking := kinds.Templates(kinds.All())
	return asking
}

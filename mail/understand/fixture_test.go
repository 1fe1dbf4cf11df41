package understand

import (
	"fmt"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

var checkIn = []partnership.Question{
	{ID: "mql", Kind: partnership.KindNumber, Text: "Marketing-qualified leads this period", Unit: "leads"},
	{ID: "confidence", Kind: partnership.KindConfidence, Text: "How sure are you?"},
	{ID: "blockers", Kind: partnership.KindText, Text: "What is blocking you?"},
}

const sentCheckIn = `-- Please reply above this line --

Hello Lars,

1) Marketing-qualified leads this period (leads, last time 120)
2) How sure are you that we reach 300 leads in time? 0 is no chance at all
and 10 is certain
3) What is blocking you?

The answers are due on Tuesday 9 December at 10:00.
`

// sentCheckInHTML is the HTML part of the same mail. It has buttons.
const sentCheckInHTML = `<p>Please reply above this line</p><p>Hello Lars,</p>
<div><b>1) Marketing-qualified leads this period (leads, last time 120)</b></div><div><a href="mailto:bot">same as last time: 120 leads</a></div>
<div><b>2) How sure are you that we reach 300 leads in time? 0 is no chance at all and 10 is certain</b></div><div><a href="mailto:bot">9</a></div>
<div><b>3) What is blocking you?</b></div><div><a href="mailto:bot">nothing</a></div>
<p>The answers are due on Tuesday 9 December at 10:00.</p>`

const quotedCheckIn = "On Mon, 23 Nov 2026 at 10:15, Rapport <bot+k2abc@eng.test> wrote:\n" +
	"> 1) Marketing-qualified leads this period (leads, last time 120)\n> 2) How sure are you that we reach 300 leads in time?\n" +
	"> 3) What is blocking you?\n"

// summary writes an understanding without what follows from the rest.
func summary(u Understanding) string {
	var b strings.Builder
	for _, a := range u.Answers {
		fmt.Fprintf(&b, "%s = %s\n", a.Question, strings.ReplaceAll(a.Value.String(), "\n", " | "))
	}
	for _, c := range u.Commands {
		fmt.Fprintf(&b, "%s\n", strings.TrimSpace(string(c.Name)+" "+c.Argument))
	}
	for _, p := range u.Problems {
		fmt.Fprintf(&b, "! %s\n", p)
	}
	return strings.TrimSpace(b.String())
}

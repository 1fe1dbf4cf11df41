package understand

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/answer"
	"github.com/rapport-engine/rapport/mail/understand/minutes"
	"github.com/rapport-engine/rapport/partnership"
)

// minutesAmong finds the question that asks for the minutes of a meeting.
func minutesAmong(questions []partnership.Question) (partnership.Question, bool) {
	i := slices.IndexFunc(questions, func(q partnership.Question) bool { return q.Kind == partnership.KindMinutes })
	if i < 0 {
		return partnership.Question{}, false
	}
	return questions[i], true
}

// minuted reads a text that is the minutes of a meeting: all of it, but for commands, which
// count as anywhere, and for a promise to write them.
func (c Context) minuted(text string, q partnership.Question) answer.Result {
	r := c.plain(text)
	r.Answers, r.Problems = nil, nil
	new := withoutCommands(r.Text)
	m := minutes.Read(new, minutes.Context{Names: q.Choices, Today: c.Today})
	promised := (r.Promise != nil || r.Away != nil) && !m.Says()
	if !r.Typed || promised || !m.Says() && len(m.Unclear) == 0 || c.Unasked && !m.Says() {
		return r
	}
	r.Promise, r.Open = nil, nil
	r.Answers = []partnership.Answer{{Question: q.ID, Value: partnership.TextValue(clipped(new)), Minutes: &m, Raw: clipped(new)}}
	return r
}

// withoutCommands leaves out paragraphs that begin with a command which is none of a meeting's
// words: they have been heard already.
func withoutCommands(text string) string {
	var kept []string
	inside := false
	for line := range strings.Lines(text) {
		bare := strings.TrimSpace(line)
		form, typed, found := CommandIn(bare)
		switch {
		case bare == "":
			inside = false
		case found && form.Fate != partnership.FateItem && typed == strings.ToUpper(typed):
			inside = form.Takes == partnership.TakesText
			continue
		}
		if !inside {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

// mostMinuted bounds what is kept of the text of minutes, in runes: the mail itself is in the
// store.
const mostMinuted = 4000

func clipped(s string) string {
	s = strings.TrimSpace(s)
	if runes := []rune(s); len(runes) > mostMinuted {
		return string(runes[:mostMinuted-1]) + "…"
	}
	return s
}

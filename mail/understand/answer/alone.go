package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
)

// aloneOnly takes answers back that count only as the one word of a mail, where the mail
// says more: a yes with a condition is none.
func (r *Result) aloneOnly(lines []trim.Line, c Context) {
	alone := func(a partnership.Answer) bool {
		return slices.ContainsFunc(c.Questions, func(q partnership.Question) bool { return q.ID == a.Question && q.Alone })
	}
	if !slices.ContainsFunc(r.Answers, alone) || oneWord(lines) {
		return
	}
	for _, a := range r.Answers {
		if alone(a) {
			r.Open = append(r.Open, a.Question)
		}
	}
	r.Answers = slices.DeleteFunc(r.Answers, alone)
	r.Problems = append(r.Problems, speechFor(c.Locale).oneWord)
}

// firstNumber is the number of the one question before a word.
var firstNumber = prose.Lazily(`^\s*1\s*[).:]\s*`)

// oneWord reports whether a mail says yes or no in that one word, beside greetings, thanks
// and who writes.
func oneWord(lines []trim.Line) bool {
	i := slices.IndexFunc(lines, func(l trim.Line) bool {
		return l.Role == trim.RoleNew && strings.TrimSpace(l.Text) != "" && !greeting.MatchString(l.Text)
	})
	if i < 0 {
		return false
	}
	word := strings.Trim(strings.TrimSpace(firstNumber().ReplaceAllString(lines[i].Text, "")), ".!*_\"'«»“”")
	return slices.Contains([]string{"yes", "no", "да", "нет"}, strings.ToLower(word)) && besides(lines, order{lines: []int{i}}) == ""
}

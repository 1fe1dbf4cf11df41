package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// promisedFigure words a clause that promises the figure of a question as one that
// promises figures: "revenue comes on Friday", "Revenue: will send tomorrow". Where
// a day is asked for, what comes on a day may be the answer.
func (p *pledges) promisedFigure(clause string) string {
	if p.dated || len(p.questions) < 2 || len(clause) > maxMended {
		return clause
	}
	m := figureComes().FindStringSubmatch(clause)
	if m == nil || !p.asksFigure(m[1]) {
		return clause
	}
	rest := untilWhen().ReplaceAllString(clause[len(m[0])-len(m[2]):], "")
	if strings.ContainsAny(m[0][len(m[1]):len(m[0])-len(m[2])], ":–—-") {
		return rest
	}
	if isCyrillic(firstWord(m[1])) {
		return "цифры " + willBe().ReplaceAllString(rest, "будут ")
	}
	return "figures " + willCome().ReplaceAllString(rest, "will follow")
}

var (
	figureComes = prose.Lazily(`(?i)^(?:(?:the|our|for|on|по|за|а|and)\s+)*(\p{L}+(?:\s\p{L}+)?)\s*(?:[:–—-]\s*)?\s((?:will|shall|to follow|follows|comes?|coming|is coming|are coming|I['’]ll|we['’]ll|we will|I will|будет|будут|прид[её]т|появится|появятся|дам|дадим|пришлю|пришл[её]м|досчита|посчита|уточн).*)`)
	untilWhen   = prose.Lazily(`(?i)\s(?:when|as soon as|once|after|когда|как только|после того как)\s.*$`)
	willBe      = prose.Lazily(`(?i)^(?:будет|прид[её]т|появится|появятся)\s`)
	willCome    = prose.Lazily(`(?i)^(?:(?:will|shall)\s+)?(?:come|comes|coming|is coming|are coming)\b`)
)

// asksFigure reports whether words name a question for a figure.
func (p *pledges) asksFigure(words string) bool {
	b := book{Context: Context{Questions: p.questions}}
	q := b.subjectOf(words)
	return q >= 0 && p.questions[q].Kind != partnership.KindText && isFigureKind(p.questions[q].Kind)
}

func firstWord(s string) string { return strings.ToLower(firstField(s)) }

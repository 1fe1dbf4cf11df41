package answer

import (
	"slices"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// tailOf returns from which on the phrases beside a choice stand behind it, where
// they can only explain it: "on track with the second prototype". A status of one
// word may belong to what follows: "late deliveries".
func (p *pick) tailOf(at int, beside []talk.Item, text string) int {
	words := talk.Tokens(text)
	n, read := 0, 0
	for n < len(beside) {
		said := talk.Tokens(beside[n].Text)
		if read+len(said) > len(words) || !slices.Equal(words[read:read+len(said)], said) {
			break
		}
		read += len(said)
		n++
	}
	adjective := adjectives[p.choices[at]] && len(words) > read+1 && hasSense(talk.Inner(words[read+1]), talk.Unknown)
	if adjective && n < len(beside) && beside[n].Text == words[read+1] {
		return len(beside)
	}
	return n
}

// adjectives are statuses that may go with a noun.
var adjectives = setOf("late|green|yellow|amber|red|high|low|medium|ready|blocked|delayed|daily|weekly|monthly|quarterly|online|remote|urgent")

// isFinished reports whether a choice says that something is over, which has been
// so since some day.
func isFinished(choice string) bool { return slices.Contains(rowsOf(choice), rowDone) }

// tells reports whether a phrase behind a choice leaves it what it is, known or
// not. Work that goes on may have a day.
func (p *pick) tells(i talk.Item, at int, text string) bool {
	switch i.Sense {
	case talk.Unknown, talk.Before, talk.Part:
		return true
	case talk.Day, talk.Number:
		return since().MatchString(talk.Plain(text)) || slices.ContainsFunc(rowsOf(p.choices[at]), func(row int) bool { return row == rowGreen || row == rowProgress })
	case talk.Limit:
		return aheadWords[i.Text] && statusRow(p.choices[at]) >= 0 || i.Text == "if possible" || statusRow(p.choices[at]) < 0 && mostWords[i.Text]
	default:
		return false
	}
}

var since = prose.Lazily(`(?:^| )(?:since|already|с|со|еще с|уже с|уже) `)

// mostWords say that what is named counts most.
var mostWords = setOf("mainly|mostly|largely|basically|above all|overall|generally|в основном|в целом|в общем|прежде всего|в первую очередь|наверное|пожалуй|скорее")

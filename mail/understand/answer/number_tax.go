package answer

import (
	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// Sums are told with a tax and without it.
var (
	withTax    = prose.Lazily(`(?i)\b(?:gross|incl\.?(?:uding)?\s+(?:vat|tax)|with\s+(?:vat|tax)|vat\s+included)|(?:^|[^\p{L}])(?:с|со|включая|в\s?т\.?\s?ч\.?)\s+ндс|брутто`)
	withoutTax = prose.Lazily(`(?i)\b(?:net|excl\.?(?:uding)?\s+(?:vat|tax)|without\s+(?:vat|tax)|before\s+(?:vat|tax)|ex\s+vat|plus\s+vat)\b|(?:^|[^\p{L}])(?:без|до)\s+ндс|нетто`)
)

// opposesTax reports whether a text tells of a sum with the tax that the question
// asks for without it, or the other way round.
func opposesTax(q partnership.Question, text string) bool {
	if q.Kind != partnership.KindMoney {
		return false
	}
	asksWith, asksWithout := withTax.Matches(q.Text), withoutTax.Matches(q.Text)
	return asksWith != asksWithout && (asksWith && withoutTax.Matches(text) || asksWithout && withTax.Matches(text))
}

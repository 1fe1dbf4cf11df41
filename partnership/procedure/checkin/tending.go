package checkin

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// askTending asks how many hours a side has put into the partnership itself. Once a quarter
// it stands at the end of a check-in, and nobody is chased for it.
func askTending(language string) partnership.Question {
	words, none := wording.In(language), decimal.Zero
	return partnership.Question{
		ID: standing.QuestionTending, Kind: partnership.KindNumber, Optional: true, Min: &none,
		Text: words.Questions.Tending, Unit: words.Review.Money.Hours,
	}
}

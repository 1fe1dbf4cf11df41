package checkin

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// The ends of the scale of atmosphere.
const (
	stiff = 1
	warm  = 5
)

// askAtmosphere asks how it was at a meeting without an agenda. It stands at the end of the
// check-in after it, and nobody is chased for it.
func askAtmosphere(language, meeting string) partnership.Question {
	words := wording.In(language)
	low, high := decimal.NewFromInt(stiff), decimal.NewFromInt(warm)
	return partnership.Question{
		ID: standing.QuestionAtmosphere, Kind: partnership.KindScale, Optional: true, Min: &low, Max: &high,
		Text: fmt.Sprintf(words.Meeting.Atmosphere, words.Quotes[0]+meeting+words.Quotes[1]),
	}
}

package lifecycle

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// valueGained is what the parties gain of it, for their health: n/a while no account is kept
// of it.
func (p *Partnership) valueGained(_ time.Time) health.Dimension {
	return health.OfValue(measure.Ratio{}, measure.Ratio{}, nil)
}

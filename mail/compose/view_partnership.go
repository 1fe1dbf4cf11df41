package compose

import (
	"encoding/json"

	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

func partnershipViewers() []templateViewer {
	return []templateViewer{{lifecycle.TemplateEnded, viewEnding}}
}

// endingView fills the phrases of a partnership's last mail.
type endingView struct{ Outcome string }

func viewEnding(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var e lifecycle.Ending
	if err := json.Unmarshal(content, &e); err != nil {
		return nil, nil, err
	}
	return endingView{Outcome: string(e.Outcome)}, w.goalLines(), nil
}

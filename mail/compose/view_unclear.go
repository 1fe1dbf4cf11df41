package compose

import (
	"encoding/json"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// unclearView fills the phrases about an answer that could not be understood.
type unclearView struct {
	Who, Email, About string
	Any               bool // it can be shown
}

// unclearLine is something that could not be understood, quoted.
type unclearLine struct{ Text string }

func viewUnclear(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var u procedure.Unclear
	if err := json.Unmarshal(content, &u); err != nil {
		return nil, nil, err
	}
	var lines []noticeLine
	for _, p := range u.Problems {
		lines = append(lines, noticeLine{"problem", unclearLine{clip(oneLine(p), maxQuote)}})
	}
	return unclearView{Who: w.who(u.Person), Email: w.emailOf(u.Person), About: w.named(u.About), Any: len(lines) > 0}, lines, nil
}

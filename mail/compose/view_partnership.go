package compose

import (
	"encoding/json"

	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

func partnershipViewers() []templateViewer {
	return []templateViewer{{lifecycle.TemplateEnded, viewEnding}, {lifecycle.TemplateChangeNotice, viewChangeNotice}}
}

// changeNoticeView fills the phrases about a change of people: somebody is named.
type changeNoticeView struct{ What, Lead, Party string }

func viewChangeNotice(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c lifecycle.ChangeNotice
	if err := json.Unmarshal(content, &c); err != nil {
		return nil, nil, err
	}
	return changeNoticeView{What: c.What, Lead: w.who(c.Lead), Party: w.partyOf(c.Lead)}, nil, nil
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

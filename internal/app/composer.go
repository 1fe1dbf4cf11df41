package app

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/compose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// composer words letters for the activity that sends them.
type composer struct{ compose *compose.Composer }

func (c composer) Compose(spec partnership.Spec, l procedure.Letter, standing procedure.Standing) (activities.Message, error) {
	m, err := c.compose.Compose(spec, l, standing)
	if err != nil {
		return activities.Message{}, err
	}
	wire, err := encode(m)
	if err != nil {
		return activities.Message{}, err
	}
	return activities.Message{ID: bare(m.MessageID), To: m.To, Subject: m.Subject, Text: m.Text, Wire: wire}, nil
}

// encode keeps a composed mail as one value: a retry sends what was composed
// first, even if the goals have moved since.
func encode(m compose.Message) ([]byte, error) {
	b, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("encode mail: %w", err)
	}
	return b, nil
}

func decode(b []byte) (compose.Message, error) {
	var m compose.Message
	if err := json.Unmarshal(b, &m); err != nil {
		return compose.Message{}, fmt.Errorf("decode mail: %w", err)
	}
	return m, nil
}

// bare is a Message-ID without its angle brackets.
func bare(id string) string { return strings.Trim(id, "<>") }

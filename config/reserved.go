package config

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// reserved reports a key that an answer line could not use, because a mail
// understands the word otherwise.
func (r *reports) reserved(h *header) {
	if slices.Contains(reservedKeys(), h.name) {
		r.report(codeReserved, h.named(), "%q has a meaning of its own in mails, so an answer line that begins with it could be misread. Choose another name.", h.name)
	}
}

// reservedKeys are what a reply can name besides what a spec declares: topics, a question of
// the engine whose figures are kept, and commands.
func reservedKeys() []string {
	return []string{
		string(partnership.TopicConfidence), string(partnership.TopicBlockers), string(partnership.TopicKPIs),
		standing.QuestionTending, standing.QuestionAtmosphere,
		"status", "help", "stop", "conflict", "idea", "extend", "delegate",
	}
}

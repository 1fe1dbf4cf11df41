package answer

import (
	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// rewordDay writes what people say of a day in the words in which days are looked for, and
// reports whether they call it only likely. Beside other answers that is not taken.
func rewordDay(text string, alone bool) (string, bool) {
	if len(text) > maxMended {
		return text, false
	}
	rough := false
	if containsAny(text, "ortnight") {
		text = fortnight().ReplaceAllString(text, "in two weeks")
	}
	if containsAny(text, "через") {
		if turned := turnedDays().ReplaceAllString(text, "через $2 $1"); turned != text {
			text, rough = turned, true
		}
	}
	if alone && likely.Matches(prose.Fold(text)) {
		text, rough = likely().ReplaceAllString(prose.Fold(text), ""), true
	}
	return text, rough
}

var (
	fortnight = prose.Lazily(`(?i)\b(?:in\s+)?a\s+fortnight(?:['’]s\s+time|\s+from\s+(?:now|today))?\b`)
	// turnedDays finds «дня через три», which says "about three days".
	turnedDays = prose.Lazily(`(?i)^(дня|дней|недели|недель|месяца|месяцев)\s+через\s+(\d+|две?|три|четыре|пять|шесть|семь|восемь|девять|десять)[.!]*$`)
	// likely stands before a day that is not certain yet.
	likely = prose.Lazily(`^(?:most\s+likely|very\s+likely|in\s+all\s+likelihood|probably|скорее\s+всего|вероятнее\s+всего|вероятно|видимо),?\s+(?:on\s+|by\s+|the\s+)*`)
)

// lastTime finds a weekday on which something was done, in the past tense alone.
var lastTime = prose.Lazily(`^(?:мы\s+|я\s+|их\s+|его\s+|ее\s+)?\p{L}{3,}(?:али|или|ели|яли|ули|ал|ил|ала|ила|ано|ено|аны|ены|шл[иао]|ш[ёе]л)\s+(?:их\s+|его\s+|ее\s+)?(?:в|во)\s+(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)[.!]*$`)

// onlyIntended are the verbs of the past that tell of what was to come.
var onlyIntended = prose.Lazily(`хотел|планиров|обещал|думал|собирал|решил|договорил|назнач|перенес|намети|ожидал|должн|был`)

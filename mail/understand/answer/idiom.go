package answer

import "github.com/rapport-engine/rapport/mail/understand/internal/prose"

// withoutIdioms takes out of a text the turns that people put beside a figure
// without meaning anything by them. What doubts one's own memory calls it rough.
func withoutIdioms(text string) string {
	if len(text) > maxReferring || !hasLetter(text) {
		return text
	}
	if containsAny(text, "owed up", "urned up", "igned up", "came ", "topped by", "ropped ", "alked in") {
		text = turnedUp().ReplaceAllString(text, "$1 came$2")
	}
	if containsAny(text, " on board", " on s", " on duty", " on the ", " in place", " in hand", " in use", " in service", " in operation", " in the ", " under control", " up and running") {
		text = inPlace().ReplaceAllString(text, "$1$2")
	}
	if doubtIdioms.Matches(text) {
		text = doubtIdioms().ReplaceAllString(text, "$1, approx$2")
	}
	if idioms.Matches(text) {
		text = idioms().ReplaceAllString(text, "$1$2")
	}
	return text
}

var (
	idioms = prose.Lazily(`(?i)(^|[\s,(–—-])(?:i\s*['’]?\s*a?m\s+afraid|i\s+am\s+(?:sorry|glad|happy|pleased)\s+to\s+(?:say|report)|i\s+must\s+(?:say|admit)|to\s+be\s+(?:honest|fair|frank|(?:on\s+the\s+)?safe(?:\s+side)?)|just\s+in\s+case|на\s+всякий\s+случай|с\s+запасом|для\s+верности|tbh|honestly|frankly|as\s+you\s+know|believe\s+it\s+or\s+not|if\s+i['’]?\s*a?m\s+honest|if\s+i\s+may|if\s+you\s+ask\s+me|if\s+i\s+had\s+to\s+(?:say|pick|choose|give\s+one)|if\s+anything|in\s+my\s+(?:humble\s+)?(?:opinion|view|book)|imho|imo|thank\s+(?:god|goodness|heavens)|touch\s+wood|knock\s+on\s+wood|(?:just\s+)?as\s+(?:promised|agreed|requested|discussed|planned|expected|forecast|hoped|budgeted)|for\s+what\s+it['’]?s\s+worth|fwiw|fyi|` +
		`к\s+сожалению|увы|честно\s+говоря|если\s+честно|если\s+откровенно|если\s+(?:коротко|кратко|вкратце|в\s+двух\s+словах|одним\s+словом)|скажем\s+так|прямо\s+скажем|слава\s+(?:богу|те\s+господи)|к\s+счастью|тьфу[\s-]*тьфу(?:[\s-]*тьфу)?|хвала\s+небесам|как\s+(?:и\s+)?(?:обещал[аи]?|просили|договаривались|планировали|ожидали|предполагали)|как\s+(?:вы\s+)?(?:знаете|просили)|на\s+мой\s+взгляд|по\s+моему\s+мнению|имхо|вот\s+так\s+вот|такие\s+дела|чего\s+уж\s+там|чего\s+скрывать)($|[\s,.!;:)–—-])`)
	doubtIdioms = prose.Lazily(`(?i)(^|[\s,(])(?:if\s+i['’]?\s*a?m\s+not\s+(?:mistaken|wrong)|if\s+memory\s+serves(?:\s+me(?:\s+right)?)?|if\s+i\s+(?:remember|recall|counted|count)\s*(?:it\s+)?(?:right|correctly|rightly|well)?|unless\s+i['’]?\s*a?m\s+mistaken|iirc|afaik|as\s+far\s+as\s+i\s+(?:know|can\s+(?:see|tell)|remember)|если\s+не\s+ошиба(?:юсь|емся)|если\s+(?:я\s+)?(?:правильно|верно)\s+(?:помню|посчитал[аи]?|понимаю|считаю)|если\s+(?:мне\s+)?(?:не\s+изменяет\s+)?память(?:\s+не\s+изменяет)?|насколько\s+(?:я\s+)?(?:помню|знаю|вижу))($|[\s,.!;:)–—-])`)
)

var (
	// turnedUp are verbs of coming with a little word that elsewhere makes a bound or a place.
	turnedUp = prose.Lazily(`(?i)([\p{L}\d)])\s+(?:showed\s+up|turned\s+up|came\s+(?:by|along|in|round|around|over)|stopped\s+by|dropped\s+(?:by|in)|walked\s+in|signed\s+up)($|[\s,.!;:)])`)
	// inPlace say of what is counted that it is there.
	inPlace = prose.Lazily(`(?i)(\d\s+\p{L}+(?:\s\p{L}+)?)\s+(?:(?:is|are|were)\s+)?(?:on\s+board|on\s+site|on\s+shift|on\s+duty|on\s+the\s+(?:books|road|list|team|payroll)|in\s+(?:place|hand|use|service|operation|the\s+bag|the\s+books|the\s+system|the\s+house)|under\s+control|up\s+and\s+running)($|[\s,.!;:)])`)
)

package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// unknownPhrases say that the person answers without knowing. They are compared
// after the words of hedgeWords were taken out.
var unknownPhrases = setOf(
	"nobody knows|noone knows|who knows|god knows|we dont track that|we dont track this|we dont measure that|not tracked|dont have|do not have|havent got|have not got|not counted|not measured|not calculated|dont know|do not know|no idea|not sure|unknown|n a|na|not available|unavailable|no data|pass|skip|tbd|tba|tbc|idk|dunno|cant say|cannot say|hard to say|not known|no answer|no number|no numbers|no figures|dont have it|dont have the number|dont have the numbers|dont have that|dont have data|havent got it|to be confirmed|later|?|??|???",
	"никто не знает|кто знает|бог знает|бог его знает|кто его знает|мы не считаем|не считаем|не отслеживаем|не ведем|неизвестны|неизвестна|неизвестен|не считали|не считал|не считала|не посчитали|не посчитал|не замеряли|не сводили|еще не сводили|не знаю|не знаем|неизвестно|не известно|без понятия|понятия не имею|нет данных|данных нет|нет информации|пас|пропуск|пропускаю|пропустить|пропустим|пропуститe|затрудняюсь ответить|затрудняюсь|не уверен|не уверена|не могу сказать|не можем сказать|сложно сказать|трудно сказать|нет ответа|н д|нд|не в курсе|не владею информацией|не располагаю информацией|не располагаю данными|факта нет|данных пока нет|позже|уточню позже|уточняем|уточняю|узнаю",
)

// hedgeWords may surround a phrase without changing what it says.
var hedgeWords = setOf("yet|still|sorry|i|we|its|it|is|the|at|moment|now|currently|right|really|unfortunately|just|honestly|im|this|time|for|one|that|afraid|me|today|exactly",
	"пока|еще|мы|я|к|сожалению|извините|простите|сейчас|точно|честно|на|данный|момент|это|этот|сегодня|что")

// samePhrases point to the value reported before.
var samePhrases = setOf(
	"same|same as last time|same as before|same as previous|same as previously|the same|unchanged|no change|no changes|as before|as last time|ditto|like last time|no difference|same value|same number|same as last week|same as last month|hasnt changed|has not changed|stays same",
	"как в прошлый раз|как прошлый раз|как раньше|как и раньше|как и в прошлый раз|без изменений|то же|то же самое|так же|также|столько же|не изменилось|не изменился|не изменилась|не изменились|тот же|та же|те же|прежнее|по прежнему|изменений нет|нет изменений|осталось прежним",
)

// isPhrase reports whether a clause says one of the phrases and nothing more.
func isPhrase(text string, phrases wordSet) bool {
	t := strings.TrimSpace(text)
	if phrases[t] {
		return true
	}
	words := prose.Words(t)
	if len(words) == 0 || len(words) > 12 {
		return false
	}
	if phrases[strings.Join(words, " ")] {
		return true
	}
	kept := words[:0:0]
	for _, w := range words {
		if !hedgeWords[w] {
			kept = append(kept, w)
		}
	}
	return phrases[strings.Join(kept, " ")]
}

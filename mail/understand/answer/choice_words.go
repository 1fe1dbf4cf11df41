package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

var (
	// spanWords measure by how much something is late, and lead up to a status.
	spanWords = setOf("week|weeks|day|days|month|months|about|around|roughly|approximately|running|going|progressing|moving|gonna|enough|our|project|milestone|work|" +
		"неделю|недели|недель|день|дня|дней|месяц|месяца|примерно|около|где|где то|порядка|минимум|идем|идет|идут|движемся|двигаемся|работаем|работа|проект|этап|находимся|ближе")

	// elseWords say that a choice is for what another one is not.
	elseWords = setOf("otherwise|else|afterwards|later|иначе|потом|позже")

	// wishesFor are the words that wish for a choice.
	wishesFor = setOf("i think|think|i believe|believe|guess|i guess|i suppose|suppose|rather|would|want|wants|prefer|would prefer|preferably|wish|need|needs|go|goes|going|opt|opting|opted|vote|votes|choose|choosing|chose|chosen|pick|picked|take|taking|favour|favor|call|say|rate|put|mark|set|label|rank|judge|consider|seems|seem|sounds|looks|lean|leaning|leans|settle|settled|suggest|propose|recommend|tend|tends|say|i would say|i say|vote for|decided|would like|like|likes|" +
		"предлагаю|предлагаем|лучше|думаю|думаем|полагаю|полагаем|пожалуй|считаю|сказал|сказала|сказали|бы|я бы|наверное|наверно|скорее|хочу|хотим|хотелось|предпочитаю|предпочитаем|предпочел|предпочла|предпочли|предпочтительнее|нужен|нужна|нужно|поставил|поставила|поставили|назвал|назвала|оценил|оценила|отметил|отметила|ставлю|ставим|голосую|голосуем|выбираю|выбираем|выбрал|выбрала|выбрали|склоняюсь|склоняемся|остановимся|остановились|рекомендую|рекомендуем|возьмем|возьму|берем|беру|оставим|давайте|давай|пусть|ближе|удобнее|симпатичнее|интереснее")
)

// turnsDown says of a choice that was named right before that it is not taken.
var turnsDown = prose.Lazily(`^(?:(?:is|are|this|that|it|это|is just|would be) )*(?:overkill|too \p{L}+|not for (?:us|me)|no|nope|out|нет|перебор|лишнее|не (?:подходит|годится|вариант|нужно|надо)|мимо|отпадает|слишком \p{L}+)$`)

// inIdiom reports whether a choice is a word of a phrase that means something
// else: "keep me posted", "sorry I'm late".
func inIdiom(said []talk.Item, choice string) bool {
	return slices.ContainsFunc(said, func(i talk.Item) bool {
		return (i.Sense == talk.Limit || i.Sense == talk.Courtesy) && strings.Contains(i.Text, " ") && slices.ContainsFunc(strings.Fields(foldWords(choice)), func(w string) bool {
			return len([]rune(w)) > 3 && slices.Contains(strings.Fields(i.Text), w)
		})
	})
}

// isCountered reports whether what stands beside another choice wishes for it.
func isCountered(items []talk.Item) bool {
	return len(items) == 0 || hasSense(items, talk.Favour, talk.Assent, talk.Yes, talk.Good, talk.Well, talk.Wish, talk.Later, talk.Willing) || hasSense(items, talk.Limit)
}

package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// unknownPhrases say that the person answers without knowing. They are compared
// after the words of hedgeWords were taken out.
var unknownPhrases = setOf(
	"dont know|do not know|no idea|not sure|unknown|n a|na|not available|unavailable|no data|pass|skip|tbd|tba|tbc|idk|dunno|cant say|cannot say|hard to say|not known|no answer|no number|no numbers|no figures|dont have it|dont have the number|dont have the numbers|dont have that|dont have data|havent got it|to be confirmed|later|?|??|???",
	"не знаю|не знаем|неизвестно|не известно|без понятия|понятия не имею|нет данных|данных нет|нет информации|пас|пропуск|пропускаю|пропустить|пропустим|пропуститe|затрудняюсь ответить|затрудняюсь|не уверен|не уверена|не могу сказать|не можем сказать|сложно сказать|трудно сказать|нет ответа|н д|нд|не в курсе|позже|уточню позже|уточняем|уточняю|узнаю",
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

// fillers stand around a figure without changing it.
var fillers = setOf(
	"hi|hello|hey|dear|the|a|an|is|are|was|were|be|its|it|s|at|of|in|to|we|i|our|my|us|this|that|have|has|had|got|get|had|reached|stands|stand|currently|now|today|so|far|month|week|quarter|period|time|year|total|in total|all|overall|altogether|answer|value|number|figure|result|score|actual|actually|exactly|as|today|think|guess|say|would|id|give|about|around|approximately|approx|roughly|circa|ca|some|ish|new|here|there|for|me|only|still|already|finally|precisely|really|yes|ok|well|just|please|right|confirmed|final|with|on|count",
	"это|у|нас|нами|мы|я|наш|наша|наши|мой|моя|сейчас|на|сегодня|пока|итого|всего|итог|вышло|получилось|стало|составил|составила|составило|составляет|есть|был|была|было|имеем|за|этот|эту|эта|этой|этом|текущий|период|неделю|неделе|месяц|месяце|квартал|квартале|данный|момент|ответ|значение|число|цифра|показатель|результат|факт|фактически|ровно|думаю|около|примерно|приблизительно|порядка|где|то|где-то|оценка|оценю|поставлю|ставлю|бы|новых|новые|ну|вот|все|по|ок|в|из|уже|сделали|получили|набрали|привлекли|только|лишь|наконец|целых|да",
)

// scaleWords count the points of a scale.
var scaleWords = setOf("points|point|marks|stars|балл|балла|баллов|на|звезд")

// shiftingWords change a figure when they stand right before it: "в 10" is a
// time, "за 100" is more than that.
var shiftingWords = setOf("в|за|под|во|from|past")

// boundWords make a figure a bound: "over 100" is not 100.
var boundWords = setOf(
	"over|under|above|below|least|most|max|maximum|min|minimum|almost|nearly|than|more|less|fewer|up|down|exceed|exceeds|exceeding|past|beyond|within|upto",
	"более|больше|менее|меньше|свыше|выше|ниже|почти|минимум|максимум|до|от|не|порог|сверх|едва",
)

// changeWords make a figure a difference: "grew by 10".
var changeWords = setOf(
	"by|grew|grown|rose|risen|fell|fallen|dropped|drop|increase|increased|decrease|decreased|gain|gained|lost|added|plus|minus|extra|another|additional|further|growth|rise|decline|declined|improved|worsened",
	"выросло|вырос|выросла|выросли|упало|упал|упала|упали|снизилось|снизился|снизилась|увеличилось|увеличился|увеличилась|прибавили|прибавилось|потеряли|плюс|минус|еще|дополнительно|прирост|рост|падение|снижение|стало больше|добавили",
)

// movedWords tell of a change whose result follows after "to": "fell to 8".
var movedWords = setOf("grew|grown|rose|risen|fell|fallen|dropped|increased|decreased|declined|improved|gone|went|down",
	"вырос|выросла|выросло|выросли|упал|упала|упало|упали|снизился|снизилась|снизилось|снизились|увеличился|увеличилась|увеличилось|поднялся|поднялась|поднялось|сократился|сократилась|сократилось|дошло|дошли|дошел")

// otherWords say that a figure is not the one that was asked for.
var otherWords = setOf(
	"target|targets|plan|planned|plans|goal|goals|forecast|expected|expect|expecting|hope|hoping|last|previous|previously|before|earlier|next|budget|not|no|isnt|wasnt|arent|dont|without|if|unless|maybe|perhaps|probably|possibly|might|may|could|should|will|wont|tomorrow|aim|aiming|yesterday|instead|except|either|between|versus|vs|or|per|every|each|short|missing|behind|ahead|late|left|remaining|pending|lacking|unconfirmed",
	"цель|цели|целевой|план|плана|плане|плану|планируем|планировали|прогноз|прогнозу|ожидаем|ожидается|ожидали|надеемся|надеюсь|прошлый|прошлом|прошлой|прошлого|раньше|ранее|прежде|следующий|следующем|следующей|бюджет|нет|без|если|может|возможно|наверное|наверно|вероятно|будет|будем|завтра|вчера|вместо|кроме|или|либо|между|должно|каждый|каждую|неясно|осталось|остается|недостает|хватает",
)

// commentWords begin a remark after a figure: "130 because of the fair".
var commentWords = setOf("because|since|from|due|thanks|thank|after|as|and|but|though|although|while|which|who|where|when|despite|given|including|incl|mostly|mainly|only|still|see|also|until|through|via|based|according",
	"потому|так|из-за|благодаря|после|и|но|хотя|который|которая|которые|которых|включая|учитывая|вкл|спасибо|пока|только|это|см|также|согласно|данные|данным|несмотря|ввиду|поскольку|ибо|смотрите|в основном")

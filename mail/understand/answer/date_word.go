package answer

import (
	"slices"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// judgeDayWord decides about a word beside a day.
func judgeDayWord(q partnership.Question, word string) reason {
	switch {
	case dayRough[word]:
		return understood
	case asksDeed(q, word):
		return understood
	case dayElsewhere[word]:
		return reasonDateOther
	case dayVague[word]:
		return reasonDateVague
	case isDayFiller(q, word):
		return understood
	default:
		return reasonDateOther
	}
}

// asksDeed reports whether a word tells of the event whose day a question asks for:
// "the truck leaves" for a shipment.
func asksDeed(q partnership.Question, word string) bool {
	if pastWords[word] || dayMoved[word] || dayVague[word] || utf8.RuneCountInString(word) < 3 {
		return false
	}
	asks := wordsOf(q).deeds
	if len(asks) == 0 && beginsWith(word, happening) {
		return true
	}
	return slices.ContainsFunc(deedsOf(word), func(row int) bool { return slices.Contains(asks, row) })
}

// moving begin verbs of putting off.
var moving = []string{"перенос", "перенес", "сдви", "смеща", "смест", "отклад", "отлож", "postpon", "reschedul"}

// partial begin words for a part of what a question asks for.
var partial = []string{"остальн", "первы", "первая", "первую", "втор", "треть", "последн", "друг", "част", "кажд", "следующ", "прошл", "очередн", "половин", "прочи"}

// happening begin verbs by which anything happens.
var happening = []string{"start", "begin", "happen", "take", "начн", "начин", "старт", "пройд", "проход", "состо"}

// isDayFiller recognises a word that adds nothing to a day: a word of the
// question, or of its being done.
func isDayFiller(q partnership.Question, word string) bool {
	if dayFillers[word] || ownWord(q, word) || namesSame(q, word) || isAdjective(word) && !beginsWith(word, partial) {
		return true
	}
	if startWords[word] && wordsOf(q).start {
		return true
	}
	return dayEvents.Matches(word) && (asksReady.Matches(prose.Fold(q.Text)) || q.Text == "")
}

// The words around a day.
var (
	dayFillers = setOf("there|here|able|best|ideally|preferably|лучше|лучше всего|удобнее|unfortunately|fortunately|luckily|sadly|к|сожалению|увы|want|wants|must|должны|должен|должна|должно|хотят|хотим|намерены|собираемся|off|out|she|work|works|они|работы|they|friday's|somebody|someone|truck|booked|should|exactly|precisely|she|he|they|took|place|happened|held|propose|suggest|proposal|works|work|fits|suits|latest|end|by|on|at|the|of|its|it|is|will|we|well|ill|i|im|were|are|be|for|this|that|thats|to|in|day|date|dates|deadline|eta|year|sharp|latest|our|my|us|you|a|as|planned|plan|planning|scheduled|schedule|set|due|new|now|ready|done|finished|finish|complete|completed|completion|promise|promised|confirmed|confirm|can|do|make|have|has|been|latest|sure|yes|ok|okay|hi|hello|thanks|please|then|so|all|everything|final|answer|definitely|certain|certainly|definite|agreed|fixed|morning|afternoon|evening|noon|eod|cob|end|close|business|night|tonight|let|lets|say|going|go|get|got|actual|revised|updated|currently|still|just|only|early|i'd|id|would|happen|happens|happening|latest|with",
		"обязуемся|обязуюсь|датой|датою|срока|сроком|считаем|они|обещал|ровно|предлагаю|предлагаем|подойдет|подходит|удобно|удобен|вкл|состоится|состоялась|состоялось|состоялся|пройдет|прошел|прошла|прошло|он|она|они|оно|к|ко|до|в|во|на|по|это|будет|будем|буду|мы|я|у|нас|наш|наша|срок|дата|дате|сроке|день|дня|году|года|год|г|числа|число|новый|новая|новое|готово|готов|готова|готовы|закончим|закончу|завершим|завершу|сделаем|сделаю|планируем|планирую|план|планово|планируется|запланировано|запланирован|запланирована|намечено|намечен|назначено|назначен|назначена|утром|вечером|днем|конец|концу|конца|обеда|обеду|точно|обещаю|да|ок|все|всё|вот|ну|и|сейчас|теперь|уже|пока|крайний|окончательно|дедлайн|готовность|готовности|итого|тогда|успеем|успею|самое|позднее|именно|ставим|поставим|давайте|пусть|примем|согласовали|согласовано|пожалуйста|спасибо|подтверждаю|включительно|новому|твердо")
	dayRough = setOf("probably|likely|вероятно|ориентируемся|ориентируюсь|ориентир|целимся|метим|нацелены|around|about|approximately|approx|roughly|circa|примерно|приблизительно|около|ориентировочную|где-то|aim|aiming|target|targeting|expect|expected|expecting|estimate|estimated|ожидаем|ожидается|рассчитываем|tentative|tentatively|provisional|provisionally|preliminary|preliminarily|draft|pencilled|penciled|preliminarily|предварительно|предварительный|предварительная|ориентировочно|ориентировочная|ориентировочный|неокончательно")
	dayVague = setOf("not|before|after|earlier|earliest|later|between|maybe|perhaps|possibly|if|unless|or|early|mid|late|sometime|towards|hope|hopefully|hoping|might|may|could|next|last|within|from|since|until|till|depends|fri|beginning|start|not|week|month|couple|few|перед|после|раньше|ранее|позже|позднее|между|возможно|наверное|наверно|если|или|либо|надеюсь|надеемся|может|не|начало|начале|середина|середине|следующей|следующий|неделе|неделю|где|ближе|плюс|минус|кажется|вроде|скорее|ждем|с|от")
	// dayParts tell of a part of what a question asks for.
	dayParts = setOf("part|half|rest|second|third|phase|stage|remaining|remainder|others|other|часть|остальное|остальные|вторая|второй|половина|этап|очередь|партия")
	dayMoved = setOf("moved|slipped|shifted|postponed|pushed|rescheduled|changed|delayed|brought|moves|slips|move|slip|shift|push|перенесли|перенесен|перенесена|перенесено|переносим|сдвинули|сдвинулся|сдвинулась|сдвинулось|сдвигаем|сдвиг|переехал|переехали|изменили|поменяли|отложили|перенос|переношу")
	// dayElsewhere say that a day is not the one that was asked for.
	dayElsewhere = union(setOf("had promised|impossible|unavailable|отпадает|невозможно|исключено|was|were|originally|initially|previous|previously|former|old|instead|slipped|moved|postponed|dated|invoice|meeting|call|ping|remind|birthday|holiday|vacation|leave|был|была|было|были|изначально|раньше|прежний|прежняя|прежде|вместо|старый|старая|прошлый|сдвинули|перенесли|счет|встреча|напомни|напомните|отпуск|отпуске|планировали|планировалось|планировалась|планировался|обещали"))
	insteadWords = setOf("instead|not|вместо|не|vs|against|was|была|был|было|вчерашнего")
	// dayRemark begin a remark behind a day.
	dayRemark  = setOf("because|since|thanks|as|given|accordance|per|потому|так|из-за|из|со|согласно|ввиду|поскольку|благодаря|спасибо|cheers|thx")
	startWords = setOf("start|starts|starting|begin|begins|from|available|free|выходит|выйдет|начнет|начинает|с|приступит")
	asksStart  = prose.Lazily(`\bfrom (?:which|what|when)\b|\bstart|\bbegin|с какого|начн|начал|\bgo(?:es)? live\b|\bswitch|\bopen|\bjoin\b|\bavailable\b|\bcome on board\b|выход\p{L}|выйд|подключа|перейд|перейти|переход|откро`)
	dayEvents  = prose.Lazily(`^(?:sign|deliver|ship|launch|install|releas|open|submit|hand|publish|live|start|wrap|close|подпи|достав|постав|отгру|запус|устано|выпус|откро|сдад|сдач|сдам|начн|старт|передад|опублик|выйд|закро|выполн)`)
	asksReady  = prose.Lazily(`\b(?:done|ready|finish|complete|completed|finished|deadline|eta)\b|готов|законч|заверш|срок|выполн|сдел`)
)

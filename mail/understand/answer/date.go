package answer

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// readDate reads the one date that a text gives as its answer. The clause of the
// date must say nothing else: "invoice dated 7 May" answers no question for a
// deadline. Words may say that it takes the place of another one.
func readDate(q partnership.Question, text string, today cadence.Date) (cadence.Date, bool, reason) {
	if m, ok := mendIn(text); ok {
		d, rough, why := readDate(q, completedDay(m), today)
		if why == understood || m.before != "" && m.settles(why) {
			return d, rough, why
		}
		if m.before == "" {
			text = m.after
		}
	}
	marked, days := findDays(q, text, today)
	if len(days) == 0 {
		return cadence.Date{}, false, reasonNotDate
	}
	parts := clauses(marked)
	at, chosen, why := chosenDay(q, parts, days)
	if why != understood {
		return cadence.Date{}, false, why
	}
	if why := remarksOn(q, parts, at); why != understood {
		return cadence.Date{}, false, reasonDateOther
	}
	return chosen.day, chosen.rough || saysRough(parts), understood
}

// completedDay gives the new day of a correction the month of the old one, where
// it is only a day: "15 April, no, the 16th".
func completedDay(m mend) string {
	if !dayAlone.Matches(m.after) {
		return m.after
	}
	for _, w := range prose.Words(m.before) {
		if monthNamed(w) > 0 {
			return dayAlone().FindStringSubmatch(m.after)[1] + " " + w
		}
	}
	return m.after
}

// dayAlone is a day without its month.
var dayAlone = prose.Lazily(`(?i)^(?:(?:to|by|on|на|к)\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|-?(?:го|е|ое|му))?[.!\s]*$`)

// dayClaim is what a clause says with a day.
type dayClaim struct {
	day       cadence.Date
	why       reason
	rough     bool
	beside    bool // the day is another one, and the clause says so
	past, now bool
}

// chosenDay finds the clause whose day is the answer.
func chosenDay(q partnership.Question, parts []clause, days []foundDay) (int, dayClaim, reason) {
	at := -1
	var chosen dayClaim
	why := reasonNotDate
	for i, p := range parts {
		c, ok := dayClaimOf(q, p.text, days)
		switch {
		case !ok:
		case c.why != understood || p.asked:
			if why == reasonNotDate {
				why = c.why
			}
			if c.spoilsDay(p) {
				return -1, c, reasonDateAmbiguous
			}
		case at < 0, chosen.past && c.now, chosen.day == c.day:
			at, chosen = i, c
		case c.past && chosen.now:
		default:
			return -1, c, reasonDateAmbiguous
		}
	}
	if at < 0 {
		if why == understood {
			why = reasonDateOther
		}
		return -1, chosen, why
	}
	return at, chosen, understood
}

// spoilsDay reports whether a clause without a clear day could give another
// answer than the rest of the text.
func (c dayClaim) spoilsDay(p clause) bool {
	words := prose.Words(p.text)
	return offersOther(words) || slices.ContainsFunc(words, func(w string) bool { return dayParts[w] || beginsWith(w, partly) }) && !c.beside || c.why == reasonDateAmbiguous && !c.beside
}

// dayClaimOf reads a clause of marked text.
func dayClaimOf(q partnership.Question, text string, days []foundDay) (dayClaim, bool) {
	tokens := dayTokens(latest.Replace(text), days)
	last := -1
	for i, t := range tokens {
		if t.day != nil {
			last = i
		}
	}
	if last < 0 {
		return dayClaim{}, false
	}
	if moved := newDay(tokens, last); moved > 0 {
		tokens = tokens[moved:]
	}
	tokens = beforeRemark(behindContrast(withoutPapers(tokens)))
	var c dayClaim
	first := true
	for i, t := range tokens {
		switch {
		case t.day == nil:
		case first:
			c.day, c.why, first = t.day.date, t.day.why, false
		case t.day.date != c.day:
			if at := insteadAt(tokens[:i]); at > 0 {
				return c.judged(q, tokens[:at]), true
			}
			c.why = reasonDateAmbiguous
			c.beside = c.beside || slices.ContainsFunc(tokens, func(t dayToken) bool { return dayElsewhere[t.word] })
			return c, true
		}
	}
	return c.judged(q, tokens), true
}

// withoutPapers leaves out the day of a paper beside another day: "the invoice
// dated 7 February was paid on 6 March".
func withoutPapers(tokens []dayToken) []dayToken {
	days := 0
	for _, t := range tokens {
		if t.day != nil {
			days++
		}
	}
	for i := 1; i < len(tokens) && days > 1; i++ {
		if tokens[i].day != nil && paperWords[tokens[i-1].word] {
			tokens = slices.Concat(tokens[:i-1], tokens[i+1:])
			days--
		}
	}
	return tokens
}

// paperWords stand between a paper and its day.
var paperWords = setOf("dated|от|датирован|датированный|датированная")

// insteadAt finds the "instead of" behind a day, or returns zero.
func insteadAt(tokens []dayToken) int {
	seen := false
	for i, t := range tokens {
		seen = seen || t.day != nil
		if seen && insteadWords[t.word] {
			return i
		}
	}
	return 0
}

// behindContrast leaves what stands behind the "but" of "not the 20th but the
// 27th".
func behindContrast(tokens []dayToken) []dayToken {
	for i := len(tokens) - 1; i > 0; i-- {
		if w := tokens[i].word; w != "but" && w != "а" && w != "но" {
			continue
		}
		if !slices.ContainsFunc(tokens[i:], func(t dayToken) bool { return t.day != nil }) {
			continue
		}
		if slices.ContainsFunc(tokens[:i], func(t dayToken) bool {
			return dayElsewhere[t.word] || saidWords[t.word] || t.word == "not" || t.word == "не"
		}) {
			return tokens[i+1:]
		}
	}
	return tokens
}

// beforeRemark leaves out the remark behind the first day.
func beforeRemark(tokens []dayToken) []dayToken {
	seen := false
	for i, t := range tokens {
		seen = seen || t.day != nil
		if seen && dayRemark[t.word] {
			return tokens[:i]
		}
	}
	return tokens
}

// judged judges the words around the day of a clause.
func (c dayClaim) judged(q partnership.Question, tokens []dayToken) dayClaim {
	past, starts := pastQuestion(q), asksStart.Matches(prose.Fold(q.Text))
	for i, t := range tokens {
		switch {
		case t.day != nil, past && pastWords[t.word], starts && startWords[t.word]:
			continue
		case i == 0 && tieWords[t.word]:
			continue
		}
		c.past, c.now = c.past || pastWords[t.word], c.now || nowWords[t.word]
		c.rough = c.rough || dayRough[t.word]
		c.beside = c.beside || dayElsewhere[t.word] && !asksDeed(q, t.word)
		if why := judgeDayWord(q, t.word); why != understood && c.why == understood {
			c.why = why
		}
	}
	return c
}

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
	asks := askedDeeds(q)
	if len(asks) == 0 && beginsWith(word, happening) {
		return true
	}
	return slices.ContainsFunc(deedsOf(word), func(row int) bool { return slices.Contains(asks, row) })
}

// moving begin verbs of putting off.
var moving = []string{"перенос", "перенес", "сдви", "смеща", "смест", "отклад", "отлож", "postpon", "reschedul"}

// partly begin words for a part of what a question asks for.
var partly = []string{"остальн", "первы", "первая", "первую", "втор", "треть", "последн", "друг", "част", "кажд", "следующ", "прошл", "очередн", "половин", "прочи"}

// happening begin verbs by which anything happens.
var happening = []string{"start", "begin", "happen", "take", "начн", "начин", "старт", "пройд", "проход", "состо"}

// newDay returns where the new day begins in "slipped from the 9th to the 12th"
// and "перенесли с 9 на 12 мая", or zero.
func newDay(tokens []dayToken, last int) int {
	if at := slices.IndexFunc(tokens, func(t dayToken) bool { return t.word == arrowWord }); at > 0 && at < last {
		return at + 1
	}
	if last < 1 || !slices.ContainsFunc(tokens[:last], func(t dayToken) bool { return dayMoved[t.word] || beginsWith(t.word, moving) }) {
		return 0
	}
	for i := last - 1; i > 0; i-- {
		switch w := tokens[i].word; {
		case w == "to" || w == "на" || w == "till" || w == "until":
			return i + 1
		case tokens[i].day != nil || !fillers[w]:
			return 0
		}
	}
	return 0
}

// dayToken is a word of marked text, or a day that was found there.
type dayToken struct {
	word string
	day  *foundDay
}

func dayTokens(text string, days []foundDay) []dayToken {
	var tokens []dayToken
	word := func(s string) {
		for _, w := range prose.Words(s) {
			tokens = append(tokens, dayToken{word: w})
		}
	}
	start := 0
	for i, r := range text {
		at := int(r - firstMark)
		if at < 0 || at >= len(days) {
			continue
		}
		word(text[start:i])
		start = i + len(string(r))
		tokens = append(tokens, dayToken{day: &days[at]})
	}
	word(text[start:])
	return tokens
}

// latest are the long words for "by".
var latest = strings.NewReplacer("no later than", "by", "not later than", "by", "не позднее", "к", "не позже", "к", "самое позднее", "к")

// isDayFiller recognises a word that adds nothing to a day: a word of the
// question, or of its being done.
func isDayFiller(q partnership.Question, word string) bool {
	if dayFillers[word] || ownWord(q, word) || namesSame(q, word) || isAdjective(word) && !beginsWith(word, partly) {
		return true
	}
	if startWords[word] && asksStart.Matches(prose.Fold(q.Text)) {
		return true
	}
	return dayEvents.Matches(word) && (asksReady.Matches(prose.Fold(q.Text)) || q.Text == "")
}

// pastQuestion reports whether a question asks for a day that has been.
func pastQuestion(q partnership.Question) bool {
	past := false
	for _, w := range prose.Words(q.Text) {
		switch {
		case w == "will" || w == "be" || w == "next" || strings.HasPrefix(w, "буд"):
			return false
		case w == "did" || w == "was" || w == "were" || w == "last" || w == "был" || w == "была" || w == "было" || w == "были":
			past = true
		case len([]rune(w)) >= 6 && pastVerb.Matches(w):
			past = true
		}
	}
	return past
}

var pastVerb = prose.Lazily(`(?:[аеиоуыя]ли|[аеиоуыя]ла|[аеиоуыя]лось|[аеиоуыя]лась|[аеиоуыя]лся|[аеиоуыя]лись)$`)

// The words around a day.
var (
	dayFillers = setOf("want|wants|must|должны|должен|должна|должно|хотят|хотим|намерены|собираемся|off|out|she|work|works|они|работы|they|friday's|somebody|someone|truck|booked|should|exactly|precisely|she|he|they|took|place|happened|held|propose|suggest|proposal|works|work|fits|suits|latest|end|by|on|at|the|of|its|it|is|will|we|well|ill|i|im|were|are|be|for|this|that|thats|to|in|day|date|dates|deadline|eta|year|sharp|latest|our|my|us|you|a|as|planned|plan|planning|scheduled|schedule|set|due|new|now|ready|done|finished|finish|complete|completed|completion|promise|promised|confirmed|confirm|can|do|make|have|has|been|latest|sure|yes|ok|okay|hi|hello|thanks|please|then|so|all|everything|final|answer|definitely|certain|certainly|definite|agreed|fixed|morning|afternoon|evening|noon|eod|cob|end|close|business|night|tonight|let|lets|say|going|go|get|got|actual|revised|updated|currently|still|just|only|early|i'd|id|would|happen|happens|happening|latest|with",
		"обязуемся|обязуюсь|датой|датою|срока|сроком|считаем|они|обещал|ровно|предлагаю|предлагаем|подойдет|подходит|удобно|удобен|вкл|состоится|состоялась|состоялось|состоялся|пройдет|прошел|прошла|прошло|он|она|они|оно|к|ко|до|в|во|на|по|это|будет|будем|буду|мы|я|у|нас|наш|наша|срок|дата|дате|сроке|день|дня|году|года|год|г|числа|число|новый|новая|новое|готово|готов|готова|готовы|закончим|закончу|завершим|завершу|сделаем|сделаю|планируем|планирую|план|планово|планируется|запланировано|запланирован|запланирована|намечено|намечен|назначено|назначен|назначена|утром|вечером|днем|конец|концу|конца|обеда|обеду|точно|обещаю|да|ок|все|всё|вот|ну|и|сейчас|теперь|уже|пока|крайний|окончательно|дедлайн|готовность|готовности|итого|тогда|успеем|успею|самое|позднее|именно|ставим|поставим|давайте|пусть|примем|согласовали|согласовано|пожалуйста|спасибо|подтверждаю|включительно|новому|твердо")
	dayRough = setOf("ориентируемся|ориентируюсь|ориентир|целимся|метим|нацелены|around|about|approximately|approx|roughly|circa|примерно|приблизительно|около|ориентировочную|где-то|aim|aiming|target|targeting|expect|expected|expecting|estimate|estimated|ожидаем|ожидается|рассчитываем|tentative|tentatively|provisional|provisionally|preliminary|preliminarily|draft|pencilled|penciled|preliminarily|предварительно|предварительный|предварительная|ориентировочно|ориентировочная|ориентировочный|неокончательно")
	dayVague = setOf("not|before|after|earlier|earliest|later|between|maybe|perhaps|probably|possibly|if|unless|or|early|mid|late|sometime|towards|hope|hopefully|hoping|might|may|could|next|last|within|from|since|until|till|depends|fri|beginning|start|not|week|month|couple|few|перед|после|раньше|ранее|позже|позднее|между|возможно|наверное|наверно|вероятно|если|или|либо|надеюсь|надеемся|может|не|начало|начале|середина|середине|следующей|следующий|неделе|неделю|где|ближе|плюс|минус|кажется|вроде|скорее|ждем|с|от")
	// dayParts tell of a part of what a question asks for.
	dayParts = setOf("part|half|rest|second|third|phase|stage|remaining|remainder|others|other|часть|остальное|остальные|вторая|второй|половина|этап|очередь|партия")
	dayMoved = setOf("moved|slipped|shifted|postponed|pushed|rescheduled|changed|delayed|brought|moves|slips|move|slip|shift|push|перенесли|перенесен|перенесена|перенесено|переносим|сдвинули|сдвинулся|сдвинулась|сдвинулось|сдвигаем|сдвиг|переехал|переехали|изменили|поменяли|отложили|перенос|переношу")
	// dayElsewhere say that a day is not the one that was asked for.
	dayElsewhere = union(setOf("was|were|originally|initially|previous|previously|former|old|instead|slipped|moved|postponed|dated|invoice|meeting|call|ping|remind|birthday|holiday|vacation|leave|был|была|было|были|изначально|раньше|прежний|прежняя|прежде|вместо|старый|старая|прошлый|сдвинули|перенесли|счет|встреча|напомни|напомните|отпуск|отпуске|планировали|планировалось|планировалась|планировался|обещали"))
	insteadWords = setOf("instead|not|вместо|не|vs|against|was|была|был|было|вчерашнего")
	// dayRemark begin a remark behind a day.
	dayRemark  = setOf("because|since|thanks|as|given|accordance|per|потому|так|из-за|из|со|согласно|ввиду|поскольку|благодаря|спасибо|cheers|thx")
	startWords = setOf("start|starts|starting|begin|begins|from|available|free|выходит|выйдет|начнет|начинает|с|приступит")
	asksStart  = prose.Lazily(`\bfrom (?:which|what|when)\b|\bstart|\bbegin|с какого|начн|начал`)
	dayEvents  = prose.Lazily(`^(?:sign|deliver|ship|launch|install|releas|open|submit|hand|publish|live|start|wrap|close|подпи|достав|постав|отгру|запус|устано|выпус|откро|сдад|сдач|сдам|начн|старт|передад|опублик|выйд|закро|выполн)`)
	asksReady  = prose.Lazily(`\b(?:done|ready|finish|complete|completed|finished|deadline|eta)\b|готов|законч|заверш|срок|выполн|сдел`)
)

// A found day is marked in the text by one character that nobody types.
const firstMark = '\uE000'

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func dateOf(year, month, day int) (cadence.Date, reason) {
	d := cadence.DateOf(time.Date(year, time.Month(month), day, 12, 0, 0, 0, time.UTC))
	if month < 1 || month > 12 || d.Day != day || int(d.Month) != month || year < 1900 || year > 2200 {
		return cadence.Date{}, reasonNotDate
	}
	return d, understood
}

const (
	// A date without a year is the coming one unless that is most of a year
	// off; then it is the past one if that was just now.
	mostAhead = 270
	mostPast  = 30
	// A year of two digits is not further off than this.
	mostYearsAhead = 30
)

// dateNear completes a date whose year is missing or short. A question for what
// has been is answered with the last such date.
func dateNear(year, month, day int, today cadence.Date, past bool) (cadence.Date, reason) {
	switch {
	case year >= 100:
		return dateOf(year, month, day)
	case year > 0 && !today.IsZero() && 2000+year > today.Year+mostYearsAhead:
		return cadence.Date{}, reasonDateAmbiguous
	case year > 0:
		return dateOf(2000+year, month, day)
	case today.IsZero():
		return cadence.Date{}, reasonDateAmbiguous
	}
	this, why := dateOf(today.Year, month, day)
	if why != understood {
		return this, why
	}
	if past {
		return lastSuch(this, today)
	}
	coming, before := this, this
	if this.Before(today) {
		coming, why = dateOf(today.Year+1, month, day)
	} else {
		before, _ = dateOf(today.Year-1, month, day)
	}
	switch {
	case why == understood && today.DaysUntil(coming) <= mostAhead:
		return coming, understood
	case !before.IsZero() && before.DaysUntil(today) <= mostPast:
		return before, understood
	default:
		return cadence.Date{}, reasonDateAmbiguous
	}
}

// lastSuch is the last such day up to today, if that is less than most of a year
// ago.
func lastSuch(this, today cadence.Date) (cadence.Date, reason) {
	if today.Before(this) {
		before, why := dateOf(this.Year-1, int(this.Month), this.Day)
		if why != understood {
			return cadence.Date{}, reasonDateAmbiguous
		}
		this = before
	}
	if this.DaysUntil(today) > mostAhead {
		return cadence.Date{}, reasonDateAmbiguous
	}
	return this, understood
}

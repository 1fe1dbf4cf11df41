package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/partnership"
)

// side is what the words on one side of a figure say about it.
type side struct {
	unit   unit
	why    reason
	rough  bool
	beside bool
	named  bool // a word of the question stands there
	thing  bool // the figure counts things
	// told says that all words that are not known are who did something, and what
	// they did: harmless where the figure says what it counts.
	told bool
	// doing says that the only words that are not known tell of what was asked.
	doing bool
}

// readLeft judges what stands before a figure.
func readLeft(q partnership.Question, tokens []lexeme) side {
	s := side{told: tellsDoing(q, tokens), doing: true}
	result := namesResult(tokens)
	for i, t := range tokens {
		why := understood
		if !result || !leadsToResult(tokens, i) {
			why = s.takeBefore(q, tokens, i)
		}
		s.doing = s.doing && (why == understood || why == reasonOther && tells(t.text) && sameDeed(q, t.text))
		if why != understood && (s.why == understood || s.why == reasonOther) {
			s.why = why
		}
	}
	return s
}

// takeBefore takes in a word before a figure and judges it.
func (s *side) takeBefore(q partnership.Question, tokens []lexeme, i int) reason {
	t := tokens[i]
	last := i == len(tokens)-1
	switch {
	case t.kind == signLexeme:
		s.rough = s.rough || t.text == "~"
		return leftSign(q, t, i == 0)
	case t.text == "ofwhich":
		s.beside = true
		return reasonUnclear
	case isUnitBefore(t.text, last):
		s.unit = unitOf(t.text)
	case last && shifts(q, tokens):
		return reasonUnclear
	case t.text == "like" && onScale(q):
	case roughWords[t.text]:
		s.rough = true
	case isOfAnother(q, tokens[i:]):
		s.beside = true
		return reasonUnclear
	default:
		why := judgeBefore(q, tokens, i)
		s.named = s.named || why == understood && tellsQuestion(t.text) && (ownWord(q, t.text) || sameThing(q, t.text))
		return why
	}
	return understood
}

// leadsToResult reports whether the word at i belongs to the move that ends in a
// figure: its verb, or the "to" before the figure.
func leadsToResult(tokens []lexeme, i int) bool {
	return i == len(tokens)-1 || isMove(tokens[i].text)
}

// isMove recognises a verb of a move from one figure to another.
func isMove(w string) bool { return movedWords[w] || beginsWith(w, changing) }

// shifts reports whether the word right before a figure makes it a bound or a
// difference, which the question does not ask for.
func shifts(q partnership.Question, tokens []lexeme) bool {
	last := len(tokens) - 1
	w := tokens[last].text
	return shiftingWords[w] && !answersAsked(q, w) && !reachesSum(tokens[:last], w)
}

// isOfAnother reports whether the first of the words before a figure says that it
// is of something else than was asked for: another place or period, another
// measure, a wish, another doing, a lack.
func isOfAnother(q partnership.Question, tokens []lexeme) bool {
	w := tokens[0].text
	switch {
	case isNegationBefore(tokens), isElsewhere(q, w), endsState(q, w), otherPeriod(q, w), namesMeasure(q, w), beginsWith(w, extremes) && !ownWord(q, w):
		return true
	case !ownWord(q, w) && (beginsWith(w, wishing) || lackWords[w] && !answersAsked(q, w)):
		return true
	default:
		return tells(w) && !fillers[w] && otherDeed(q, w)
	}
}

// isUnitBefore recognises a unit before its figure: "€5", "тонн сорок".
func isUnitBefore(word string, last bool) bool {
	group := knownUnits[word].group
	return group == unitMoney || word == "%" || last && group != 0 && group != unitTime && utf8.RuneCountInString(word) > 2
}

// judgeBefore judges a word before a figure.
func judgeBefore(q partnership.Question, tokens []lexeme, i int) reason {
	why := judgeWord(q, tokens[i].text, true)
	switch {
	case why == reasonOther && (isSource(tokens, i) || isEpithet(q, tokens, i)), tokens[i].text == "на" && i > 0 && reachesBefore(q, tokens[:i]):
		return understood
	case tokens[i].text == "на" && i < len(tokens)-1:
		return understood // "на этой 8"
	default:
		return why
	}
}

// reachesSum recognises «обошлась в» and «уложились в» before a sum.
func reachesSum(tokens []lexeme, tie string) bool {
	return tie == "в" && slices.ContainsFunc(tokens, func(t lexeme) bool {
		return beginsWith(t.text, []string{"обош", "обход", "улож", "укладыв", "вылил", "встал", "оцен"})
	})
}

// isEpithet reports whether the word at i only colours the figure behind it: an
// adverb, what stands between an article and the figure ("a strong nine"), of a
// scale any adjective.
func isEpithet(q partnership.Question, tokens []lexeme, i int) bool {
	w := tokens[i].text
	if isManner(w) || evaluations[w] {
		return true
	}
	if onScale(q) && isAdjective(w) {
		return true
	}
	return i > 0 && len(tokens)-i <= 2 && (tokens[i-1].text == "a" || tokens[i-1].text == "an") && onScale(q)
}

// evaluations say what the writer thinks of a figure.
var evaluations = setOf("смело|спокойно|однозначно|whopping|measly|mere|modest|round|good|full|grand|proud|nice|neat|decent|weak|strong|shaky|cool|smooth|record|healthy|solid|meagre|miserable|flat|entire|жалкие|жалких|скромные|скромных|полные|полных|круглые|круглых|ровные|ровных|хорошие|неплохие|законные|законных|рекордные|рекордных|заветные|целые|несчастные|крепкие|слабые|символические")

// tellsDoing reports whether words before a figure tell who did something: the
// words that are not known stand before a verb, none right before the figure, and
// none behind a word that narrows the figure down to a place or a part.
func tellsDoing(q partnership.Question, tokens []lexeme) bool {
	strange := false // a word that is not known waits for its verb
	for i, t := range tokens {
		if isUnitBefore(t.text, i == len(tokens)-1) {
			continue
		}
		if t.kind != wordLexeme {
			if t.text == ":" && strange {
				return false // "Poland: 130"
			}
			continue
		}
		switch why := judgeWord(q, t.text, true); {
		case tells(t.text), t.text == "total", t.text == "actual", t.text == "ended", t.text == "fromme":
			if strange = false; otherDeed(q, t.text) {
				return false
			}
		case why == reasonOther && i > 0 && partWords[tokens[i-1].text]:
			return false
		case why == reasonOther && numberedWords[t.text]:
			return false
		case why == reasonOther && !isEpithet(q, tokens, i):
			strange = true
		}
	}
	return !strange
}

// tells reports whether a word tells of a doing, and not of one that takes
// something back.
func tells(w string) bool {
	return (doneWords[w] || isVerb(w)) && !changeWords[w] && !lossWords[w] && !beginsWith(w, undoing) && !beginsWith(w, changing)
}

// changing begin the verbs of a change, whose figure is a difference.
var changing = []string{
	"increas", "decreas", "rais", "lower", "grew", "grow", "rose", "rise", "fell", "fall", "climb", "jump", "slip", "improv", "mov", "cut", "reduc", "add", "edg", "shr", "swung", "correct", "revis",
	"подня", "подним", "вырос", "выраст", "увелич", "сниз", "снижа", "пони", "повы", "упал", "пада", "сокра", "умен", "прибав", "добав", "просе", "подрос", "приро", "измен", "улучш", "ухудш", "исправ", "скоррект", "рос",
}

// wishing begin the verbs of what was only wanted.
var wishing = []string{"wanted", "wish", "hoped", "expect", "planned", "aimed", "хотел", "хоте", "планиров", "ожидал", "рассчитыв", "намерев", "собирал", "надеял", "мечта"}

// undoing begin the verbs of what has come to nothing, or of what is only wanted.
var undoing = []string{
	"reject", "declin", "cancel", "return", "refund", "fail", "miss", "drop", "quit", "want", "wish", "need", "expect", "plan", "hop", "owe", "remain", "left", "lack", "lost", "promis", "aim", "schedul", "request", "offer", "quot", "demand", "ask", "approv", "pledg", "commit", "late", "delay", "overdue", "defect", "fault",
	"потер", "лиши", "верн", "возвр", "отмен", "отказ", "отклон", "сорв", "слет", "отвал", "отпал", "выбы", "спис", "забрак", "отсе", "хот", "хоч", "план", "ожид", "надея", "обеща", "рассчит", "намер", "собира", "должн", "мог", "предпол", "прогноз", "требу", "проси", "запро", "не ", "остал", "остава", "хвата", "задолж", "заявл", "предлож", "опозд", "просроч", "задерж", "срыв", "брак", "недо",
}

func beginsWith(w string, beginnings []string) bool {
	return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(w, b) })
}

// isSource reports whether the word at i names what a figure was read from.
func isSource(tokens []lexeme, i int) bool {
	for j := i; j >= max(0, i-3); j-- {
		if sourceWords[tokens[j].text] || j > 0 && sourceTies[tokens[j-1].text] && beginsWith(tokens[j].text, sources) {
			return true
		}
	}
	return reported(tokens[i+1:]) || i+1 < len(tokens) && showWords[tokens[i+1].text]
}

// reported reports whether words before a figure end in a verb of reporting, whose
// subject counts nothing: "reception counted 405".
func reported(tokens []lexeme) bool {
	last := len(tokens) - 1
	for last >= 0 && fillers[tokens[last].text] && !showWords[tokens[last].text] {
		last--
	}
	return last >= 0 && (showWords[tokens[last].text] || beginsWith(tokens[last].text, reporting)) && last < 4
}

var (
	sourceTies = setOf("по|из|в|с|согласно|according|per|by|from|in")
	// sources begin, behind a preposition, the names of what figures are read from.
	sources = []string{
		"журнал", "обмер", "ведомост", "таблиц", "табел", "реестр", "наклад", "акт", "чек", "касс", "метрик", "аналитик", "сводк", "сводн", "баз", "счетчик", "весов", "бухгалт", "выписк", "лог", "статист", "систем", "отчет", "данн", "учет", "инвентариз", "книг", "crm", "erp", "1с", "wms", "hubspot", "excel",
		"ledger", "register", "log", "report", "record", "book", "count", "inventory", "statement", "dashboard", "sheet", "meter", "scale", "till", "account", "analytics", "system",
	}
	// reporting begin verbs by which a figure is handed on.
	reporting = []string{"counted", "count", "says", "said", "report", "show", "indicat", "state", "confirm", "насчит", "посчит", "подсказ", "говор", "сообщ", "переда", "прислал", "показ", "выда", "доклад", "утвержд", "пишет", "пишут", "назва", "озвуч", "подтвер"}
)

// reachesBefore reports whether a verb before "на" says where a figure stands,
// and not by how much it changed: "закрылись на 870".
func reachesBefore(q partnership.Question, tokens []lexeme) bool {
	return !slices.ContainsFunc(tokens, func(t lexeme) bool { return changeWords[t.text] || beginsWith(t.text, changing) }) && slices.ContainsFunc(tokens, func(t lexeme) bool {
		return tells(t.text) || fillers[t.text] || ownWord(q, t.text)
	})
}

// isNegationBefore recognises "not" and "not a" right before a figure.
func isNegationBefore(tokens []lexeme) bool {
	return (tokens[0].text == "not" || tokens[0].text == "не") && (len(tokens) == 1 || len(tokens) == 2 && linkWords[tokens[1].text])
}

// namesResult recognises "fell to" and "снизилась до" before a figure.
func namesResult(tokens []lexeme) bool {
	last := len(tokens) - 1
	if last > 1 && (tokens[last].text == "a" || tokens[last].text == "an") {
		last--
	}
	if last < 1 || tokens[last].text != "to" && tokens[last].text != "до" && tokens[last].text != "at" {
		return false
	}
	return slices.ContainsFunc(tokens[:last], func(t lexeme) bool { return isMove(t.text) }) && (tokens[last-1].text != "up" || last > 1)
}

func leftSign(q partnership.Question, t lexeme, first bool) reason {
	switch t.text {
	case "+":
		if wordsOf(q).change || q.Min != nil && q.Min.IsNegative() || outOfTen(q.Kind) {
			return understood
		}
		return reasonChange
	case ":", "=", "~", ",", ".", "→", "•", "·", "#", "_", "(", ")", "👉", "✅", "|":
		return understood
	case "-":
		// A bullet looks like a minus where negative values make sense.
		if first && (q.Min == nil || q.Min.IsNegative()) && !outOfTen(q.Kind) {
			return reasonSign
		}
		return understood
	case ">", "<", "≥", "≤":
		return reasonBound
	case "±":
		return reasonRange
	default:
		return reasonUnclear
	}
}

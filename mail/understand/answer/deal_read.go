package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// readDealt reads a piece that names its question, or is the only one that can be
// meant for it. The name says what its figure counts, so that words which stand
// in no list do no harm where they are no part of another name: "the customers
// gave us a 4".
func (b *book) readDealt(question int, text string) (reading, reason) {
	at := piece{question, text, b.keyed}
	if t, ok := b.known[at]; ok {
		return t.reading, t.why
	}
	r, why := b.readAnew(question, text)
	b.remember(at, taken{r, why})
	return r, why
}

// readBare reads a piece that names no question.
func (b *book) readBare(question int, text string) (reading, reason) {
	at := piece{-1 - question, text, false}
	if t, ok := b.known[at]; ok {
		return t.reading, t.why
	}
	r, why := readAnswer(b.Questions[question], text, b.Context)
	b.remember(at, taken{r, why})
	return r, why
}

func (b *book) remember(at piece, t taken) {
	if b.known == nil {
		b.known = map[piece]taken{}
	}
	b.known[at] = t
}

// readAnew reads a piece that has not been read yet.
func (b *book) readAnew(question int, text string) (reading, reason) {
	r, why := b.readSpelt(question, text)
	if why == understood || isSilent(why) || len(b.Questions) < 2 {
		return r, why
	}
	if spelt, ok := b.spelt(question, text); ok {
		return b.readSpelt(question, spelt)
	}
	return r, why
}

// spelt gives a text in which the names of a question are spelt as the question
// spells them.
func (b *book) spelt(question int, text string) (string, bool) {
	own := b.allSubjects()[question].words
	fields := strings.Fields(text)
	changed := false
	for i, f := range fields {
		w := strings.Join(prose.Words(f), "")
		at := slices.IndexFunc(own, func(o string) bool { return isMisspelt(o, w) || isClipped(o, w) })
		if at < 0 || isMeasure(w) || ownWord(b.Questions[question], w) {
			continue
		}
		fields[i], changed = strings.Replace(prose.Fold(f), w, own[at], 1), true
	}
	return strings.Join(fields, " "), changed
}

// readSpelt reads a piece as it is spelt.
func (b *book) readSpelt(question int, text string) (reading, reason) {
	q := b.Questions[question]
	r, why := readAnswer(q, text, b.Context)
	if why == understood && isFigureKind(q.Kind) && b.countsOther(question, text) {
		return reading{}, reasonSeveral
	}
	if len(b.Questions) < 2 {
		return r, why // nothing was dealt: there is no name to go by
	}
	if why != understood || q.Kind == partnership.KindYesNo && asksWhether.Matches(text) {
		if p, fault, ok := b.readNamed(question, text); ok {
			return p, fault
		}
	}
	if why == understood || isSilent(why) {
		return r, why
	}
	if p, ok := b.readWithoutRest(question, text, why); ok {
		return p, understood
	}
	return r, why
}

// readNamed reads what a piece says of the thing that its question is named after.
func (b *book) readNamed(question int, text string) (reading, reason, bool) {
	if v, ok := b.readNamedYesNo(question, text); ok {
		return reading{value: v}, understood, true
	}
	return b.readNamedPhrase(question, text)
}

// readWithoutRest reads a piece without what kept it from being read: the names beside
// it have told which question it answers.
func (b *book) readWithoutRest(question int, text string, why reason) (reading, bool) {
	if figure, ok := b.ofThem(question, text); ok {
		if r, fault := b.readSpelt(question, figure); fault == understood {
			return r, true
		}
	}
	q := b.Questions[question]
	if plain, ok := b.plainly(question, text, why); ok {
		if r, fault := readAnswer(q, plain, b.Context); fault == understood {
			return r, true
		}
	}
	if bound, ok := b.boundly(q, text, why); ok {
		if r, fault := readAnswer(q, bound, b.Context); fault == understood {
			return r, true
		}
	}
	return reading{}, false
}

// withoutKeyed takes off the words between a name, which has been taken off before,
// and its figure: "confidence | I'd say: 7".
func (b *book) withoutKeyed(q partnership.Question, text string) string {
	if _, before, _ := loneFigure(text); b.keyed && len(before) > 0 && len(before) <= maxBetween && !slices.ContainsFunc(before, func(w string) bool { return !betweenWords[w] }) {
		return q.ID + " " + text
	}
	return text
}

// ofThem leaves out of a piece that it is of what another question asks for:
// "activated 870 of them". Of what its own asks for, it is a part.
func (b *book) ofThem(question int, text string) (string, bool) {
	if !isFigureKind(b.Questions[question].Kind) || !ofOthers.Matches(text) || b.namesIn(question, text) == 0 {
		return "", false
	}
	return strings.TrimSpace(ofOthers().ReplaceAllString(text, "$1")), true
}

var ofOthers = prose.Lazily(`(?i)(^|[\s,])(?:of\s+(?:which|them|those|these)|thereof|out\s+of\s+(?:them|those)|из\s+(?:них|которых|этих)|в\s+том\s+числе|в\s+т\.\s?ч\.)(?:$|[\s,:])`)

// boundly gives a text whose figure stands with the name beside it, without the
// rest of its clause, which kept it from being read. What other clauses say of it
// is still to be judged.
func (b *book) boundly(q partnership.Question, text string, why reason) (string, bool) {
	if !isFigureKind(q.Kind) || why != reasonUnclear && why != reasonOther && why != reasonSeveral {
		return "", false
	}
	text = b.withoutKeyed(q, withoutAskedMonth(q, text, b.Today))
	if bound, ok := boundFigure(q, text, true); ok || why == reasonSeveral {
		return bound, ok
	}
	figure := ""
	for _, c := range clauses(text) {
		switch {
		case !hasFigure(c.text) && !hasValue(c.text):
		case figure != "":
			return "", false
		default:
			figure = c.text
		}
	}
	bound, ok := boundFigure(q, figure, true)
	return strings.Replace(text, figure, bound, 1), ok && figure != text
}

// countsOther reports whether a figure stands right before the name of another
// question: "humidity was fine and two alarms went off" tells no humidity.
func (b *book) countsOther(question int, text string) bool {
	if len(b.Questions) < 2 || len(text) > maxMended {
		return false
	}
	fields := strings.Fields(text)
	for i := 0; i+1 < len(fields); i++ {
		w := strings.Join(prose.Words(fields[i]), "")
		next := strings.Join(prose.Words(fields[i+1]), "")
		if _, spoken := numberWords[w]; !spoken && !hasFigure(fields[i]) || strings.ContainsAny(fields[i][len(fields[i])-1:], ",;.)") || next == "" || strings.HasPrefix(fields[i+1], "(") || b.isNameOf(question, next) {
			continue
		}
		for other, s := range b.allSubjects() {
			if other != question && isFigureKind(b.Questions[other].Kind) && slices.ContainsFunc(s.words, func(own string) bool { return own == next || sameStem(own, next) }) {
				return true
			}
		}
	}
	return false
}

// plainly gives a text that names its question without what kept it from being
// read.
func (b *book) plainly(question int, text string, why reason) (string, bool) {
	q := b.Questions[question]
	switch {
	case why == reasonDateOther, why == reasonDateVague:
		return b.withoutNames(question, text)
	case !isFigureKind(q.Kind):
		return "", false
	case why == reasonUnclear:
		text = reaching(q).ReplaceAllString(text, "$1 ")
		return b.withoutStrangers(question, text)
	default:
		return b.withoutStrangers(question, text)
	}
}

// reaching finds the preposition that stands before an amount or a time, and
// confines nothing there: «обошлось в 290 тысяч», "answered after 4 hours".
func reaching(q partnership.Question) *regexp.Regexp {
	if parseUnit(q.Unit).group == unitMoney {
		return beforeCost()
	}
	if parseUnit(q.Unit).group == unitTime {
		return beforeTime()
	}
	return nothingBefore()
}

var (
	beforeCost    = prose.Lazily(`(?i)(^|\s)(?:в|во|at)\s+`)
	beforeTime    = prose.Lazily(`(?i)(^|\s)(?:за|через|after|in)\s+`)
	nothingBefore = prose.Lazily(`$^`)
)

// withoutNames leaves the words of its question and those of happening out of a
// text with a day.
func (b *book) withoutNames(question int, text string) (string, bool) {
	var kept []string
	named := b.onlyOfKind(question)
	for _, field := range strings.Fields(text) {
		w := strings.Join(prose.Words(field), "")
		switch {
		case b.isNameOf(question, w) && !isValueWord(w):
			named = true
		case takingPlace[w], asksDeed(b.Questions[question], w):
		default:
			kept = append(kept, field)
		}
	}
	return strings.Join(kept, " "), named && len(kept) > 0
}

// onlyOfKind reports whether no other question asks for the same kind of answer.
func (b *book) onlyOfKind(question int) bool {
	return !slices.ContainsFunc(b.others(question), func(q partnership.Question) bool { return q.Kind == b.Questions[question].Kind })
}

// takingPlace tells that something takes place, whatever it is.
var takingPlace = setOf("stays|stay|remains|opens|open|goes|going|go|gets|takes|take|place|starts|start|begins|comes|come|runs|happens|follows|held|one|ones|site|live|up|scheduled|запускается|запускаем|стартует|пройдет|проходит|состоится|проведем|проводим|будет|намечено|назначено|выходит|открывается")

// asksWhether finds an indirect question: «нужен ли приезд, не знаю».
var asksWhether = prose.Lazily(`(?i)(?:^|\s)(?:whether|ли)(?:\s|$)`)

// withoutStrangers leaves out the words of a text that are not known. It gives
// nothing if one of them can say what the figure is confined to: a name, what
// stands behind a preposition, what stands right before the question's noun.
func (b *book) withoutStrangers(question int, text string) (string, bool) {
	if figure, _, _ := loneFigure(text); figure == "" {
		return "", false
	}
	q := b.Questions[question]
	named := false
	var kept []string
	confines := false // the word before is a preposition
	counts := false   // the word before is the figure
	stranger := false // the word before is not known
	for n, field := range strings.Fields(text) {
		w := strings.Join(prose.Words(field), "")
		own := b.namesHere(question, w)
		switch {
		case own:
			named = named || !sameStem(w, prose.Fold(q.Unit))
			counts = false
			if stranger && !ownTies[w] {
				return "", false
			}
			if namesOwn(q, w) {
				kept = append(kept, field)
			}
			confines, stranger = false, false
			continue
		case rulesOut(q, w):
			return "", false
		case isNoStranger(q, field, w):
			kept = append(kept, field)
			confines, stranger, counts = confiningWords[w], false, countsNext(field, w)
			continue
		}
		if confines || counts || n > 0 && unicode.IsUpper(firstRune(field)) {
			return "", false
		}
		stranger = !actsLikeVerb.Matches(w)
		if tail := field[len(strings.TrimRight(field, ",.;:!")):]; tail != "" {
			kept = append(kept, tail)
			stranger = false
		}
	}
	return strings.Join(kept, " "), named
}

// namesHere reports whether a word is no more than the name of a question beside its figure.
func (b *book) namesHere(question int, w string) bool {
	q := b.Questions[question]
	return b.isNameOf(question, w) && !isElsewhere(q, w) && !isOtherMeasure(q, w)
}

// isOtherMeasure reports whether a word is another unit than a question's, which is never
// dropped.
func isOtherMeasure(q partnership.Question, w string) bool {
	return isMeasure(w) && q.Unit != "" && !ownUnit(q, w)
}

// rulesOut reports whether a word says that a figure is not the one that is asked for.
func rulesOut(q partnership.Question, w string) bool {
	return wantWords[w] || isElsewhere(q, w) || endsState(q, w) || madeOrSold(q, w)
}

// endsState reports whether a word tells that the state which a question asks for has
// come to its end: "we filled 5 positions", where it asks for the open ones.
func endsState(q partnership.Question, w string) bool {
	return asksStill.Matches(prose.Fold(q.Text)) && beginsWith(w, endings) && !ownWord(q, w)
}

var endings = []string{"fill", "clos", "solv", "resolv", "finish", "complet", "settl", "paid", "answer", "закры", "реши", "заверш", "оплат", "заполн", "отвеч", "наня", "выполн"}

// namesOwn reports whether a name of a question also tells what its figure counts,
// so that it is still needed beside the figure.
func namesOwn(q partnership.Question, word string) bool {
	return ownWord(q, word) || sameThing(q, word)
}

// isNoStranger reports whether a field needs no name to be understood: a mark, a
// figure, or a word that is judged by what it is.
func isNoStranger(q partnership.Question, field, word string) bool {
	return word == "" || hasFigure(field) || isKnownBeside(q, word)
}

// countsNext reports whether a field is a figure that counts what stands right
// behind it: no mark parts them.
func countsNext(field, word string) bool {
	_, spoken := numberWords[word]
	return (spoken || hasFigure(field)) && !strings.ContainsAny(field[len(field)-1:], ",.;:)")
}

// isNameOf reports whether a word names a question and no other one.
func (b *book) isNameOf(question int, word string) bool {
	s := b.allSubjects()[question]
	return word != "" && (namesAny(s.words, word) || namesAny(s.shared, word) || s.namesKindred(word))
}

// isKnownBeside reports whether a word beside a figure is judged by what it is.
func isKnownBeside(q partnership.Question, word string) bool {
	_, number := numberWords[word]
	return number || unitOf(word).group != 0 || judgeWord(q, word, true) != reasonOther || judgeWord(q, word, false) != reasonOther || joinedFillers[word] || compareWords[word] || commentWords[word]
}

var (
	joinedFillers = setOf("total|overall|joint|combined|common|общая|общий|общее|общей|совместная|совместной|итоговая|суммарная")
	// ownTies are names of questions that no word before them confines.
	ownTies = setOf("nps|confidence|уверенность|уверен|уверена")
	// confiningWords confine a figure to what follows.
	confiningWords = setOf("in|from|at|for|of|with|by|per|via|through|without|among|within|в|во|на|из|от|для|по|у|с|со|без|через|среди|около|за")
	// wantWords tell of a figure that is not there.
	wantWords = setOf("need|needs|needed|want|wanted|wanting|require|required|requires|miss|missing|lack|lacking|owe|owed|must|would|wish|cancel|refuse|refused|declined|нужно|нужен|нужны|надо|требуется|требуются|хотим|хотели|должны|должно|нехватает|отменили|отказали|отказались")
	// actsLikeVerb finds words that tell of a doing rather than of a kind.
	actsLikeVerb = prose.Lazily(`(?:ed|ing|es|ly|ли|ло|ла|ось|ись|ем|им|ют|ят|ет|ит)$`)
)

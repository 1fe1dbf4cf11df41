package answer

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// question is what the words of a question tell about its answers.
type question struct {
	aim       aim
	words     []string
	figures   []string // its numbers, without separators
	deeds     []string // what leave is asked for: "publish" in "May we publish it?"
	heads     []string // its predicate: «готов» in «Готов ли пилот?»
	ofTime    bool     // it asks whether a day will be kept
	ofMeeting bool     // it asks whether somebody comes
	past      bool     // it asks after what has been
}

// questionFor reads a question, or remembers it: the same few are asked over and
// over.
func questionFor(text string) *question {
	if q, ok := asked.Load(text); ok {
		return q.(*question) //nolint:errcheck,forcetypeassert // nothing else is kept
	}
	q := newQuestion(text)
	if len(text) < maxRemembered && askedCount.Add(1) < maxQuestions {
		asked.Store(text, q)
	}
	return q
}

var (
	asked      sync.Map // of *question by text
	askedCount atomic.Int64
)

const (
	maxQuestions  = 1000
	maxRemembered = 500
)

func newQuestion(text string) *question {
	words := prose.Words(text)
	has := func(set wordSet) bool { return slices.ContainsFunc(words, func(w string) bool { return set[w] }) }
	a := aimOf(text)
	var deeds []string
	if a == aimConsent {
		deeds = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !isDeed(w) })
		if proposes(words) {
			deeds = append(deeds, words[0])
		}
	}
	var figures []string
	for _, t := range talk.Tokens(text) {
		if anyDigit(t) {
			figures = append(figures, plainFigure(t))
		}
	}
	return &question{
		figures: figures, aim: a, words: words, deeds: deeds, heads: headsOf(words),
		ofTime: has(timeWords), ofMeeting: has(meetingWords), past: has(beenWords),
	}
}

var (
	timeWords    = setOf("срок|сроки|срока|успеваете|успеете|уложитесь|успеваем|time|schedule|deadline|track|графике|вовремя")
	meetingWords = setOf("участвуете|участие|придете|будете|приедете|присутствовать|присоединитесь|встрече|встречу|встреча|join|attend|part|come|meeting|participate|call|workshop|there|visit|созвон|созвоне|приехать|сможете")
	beenWords    = setOf("was|were|had|did|been|возникли|возникало|были|было|бывали|случилось|случались|произошло|столкнулись")
	// helpers begin a question without being what it asks.
	helpers = setOf("is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|shall|should|am|есть|можно|будет|будут|вы|вас|вам|у|ли|в|на|все|это|по|the|it|that|имеются|имеется|что|как|какие|наш|ваш")
)

// headsOf finds the words that an answer repeats to say yes: the one before «ли»,
// the verb at the beginning or behind «вы», what is done at the end.
func headsOf(words []string) []string {
	if len(words) == 0 {
		return nil
	}
	last := words[len(words)-1]
	switch at := slices.Index(words, "ли"); {
	case at > 0:
		return predicates(words[at-1])
	case !isCyrillic(words[0]):
		if stateAsked[words[0]] {
			return predicates(last)
		}
		return nil
	case (words[0] == "вы" || words[0] == "вас") && len(words) > 1:
		return predicates(words[1])
	case hasEnding(words[0], secondPerson) || hasEnding(words[0], pastEndings):
		return predicates(words[0])
	default:
		return predicates(last)
	}
}

func predicates(w string) []string {
	if helpers[w] {
		return nil
	}
	return []string{w}
}

// stateAsked begin a question whose last word is its predicate: "Is it ready?".
var stateAsked = setOf("is|are|was|were|has|have|had")

func isCyrillic(w string) bool {
	r := firstRune(w)
	return r >= 'а' && r <= 'я'
}

// sentences reads the clauses of a text, sentence by sentence, without the name
// that signs it.
func (q *question) sentences(text string) [][]part {
	var out [][]part
	at := -1
	for _, c := range saidClauses(text) {
		if c.sentence != at {
			out, at = append(out, nil), c.sentence
		}
		items := q.items(c.text)
		if len(items) == 0 {
			continue
		}
		p := partOf(items, q)
		p.mark(markAsked, c.asked)
		out[len(out)-1] = append(out[len(out)-1], p)
	}
	return out
}

// saidClauses are the clauses of a text without the name that signs it. A colon
// parts them, too.
func saidClauses(text string) []clause {
	var out []clause
	for _, c := range clauses(withoutSigning(text)) {
		pieces := strings.Split(c.text, ": ")
		for i, piece := range pieces {
			c.text = piece
			last := i == len(pieces)-1
			out = append(out, clause{text: piece, sentence: c.sentence, aside: c.aside, asked: c.asked && last})
		}
	}
	return out
}

// withoutSigning takes off the lines below an answer that hold nothing but a
// name, a place in a firm, an address.
func withoutSigning(text string) string {
	text = strings.TrimSpace(text)
	for range maxClosing {
		at := strings.LastIndexByte(text, '\n')
		if at < 0 {
			return text
		}
		last := strings.TrimSpace(text[at+1:])
		gap := strings.HasSuffix(strings.TrimRight(text[:at], " "), "\n")
		if last != "" && !isSignatureLine(last, gap || strings.Count(text, "\n") > 1) {
			return text
		}
		text = strings.TrimSpace(text[:at])
	}
	return text
}

// isSignatureLine reports whether a line below an answer says nothing of it: it
// holds a capitalised word that we do not know, and none that would change the
// answer.
func isSignatureLine(line string, below bool) bool {
	items := talk.Items(line)
	unknown := 0
	for _, i := range items {
		switch i.Sense {
		case talk.Unknown:
			unknown++
		case talk.Filler, talk.Number, talk.Courtesy, talk.Day:
		default:
			return false
		}
	}
	words := len(strings.Fields(line))
	switch {
	case unknown == 0 || strings.ContainsAny(line, "?!:;"):
		return false
	case unknown == 1 && words == 1:
		return true
	default:
		return below && words <= 8 && startsUpper(line) && !strings.HasSuffix(line, ".") || nameOnly.MatchString(line)
	}
}

func startsUpper(s string) bool {
	r := firstRune(s)
	return strings.ToLower(string(r)) != string(r) || r == '('
}

// items reads a clause, with the words of the question as known ones.
func (q *question) items(text string) []talk.Item {
	items := talk.Items(text)
	for i, item := range items {
		single := !strings.Contains(item.Text, " ")
		open := item.Sense == talk.Unknown || item.Sense == talk.Undone || item.Sense == talk.Done || item.Sense == talk.OnTime || item.Sense == talk.Coming || item.Sense == talk.Wish || item.Sense == talk.Unwanted || item.Sense == talk.Favour || item.Sense == talk.Courtesy
		switch {
		case single && slices.Contains(q.heads, item.Text) && item.Sense != talk.Assent && item.Sense != talk.Objection && item.Sense != talk.Hindrance:
			items[i].Sense = talk.EchoDone
		case !single && (item.Sense == talk.Well || item.Sense == talk.OnTime) && q.aim == aimFact && q.headIn(item.Text):
			items[i].Sense = talk.EchoDone // "everything works"
		case single && item.Sense != talk.Assent && item.Sense != talk.Refusal && q.isDeed(item.Text):
			items[i].Sense = talk.Deed
		case open && single && q.repeats(item.Text):
			items[i].Sense = talk.EchoDone
		case single && slices.Contains(q.words, item.Text) && yields[item.Sense] && !firmWords[item.Text]:
			items[i].Sense = talk.Echo
		case item.Sense == talk.Unknown && q.asksTo(item.Text):
			items[i].Sense = talk.Assent
		case (item.Sense == talk.Unknown || item.Sense == talk.Number && q.hasFigure(item.Text)) && (item.Sense == talk.Number || isEcho(item.Text, q.words)):
			items[i].Sense = talk.Echo
		}
	}
	return items
}

// hasFigure reports whether a number stands in the question, as "40,000" or "40k".
func (q *question) hasFigure(w string) bool {
	return slices.ContainsFunc(q.figures, func(f string) bool { return f == plainFigure(w) })
}

func plainFigure(w string) string {
	w = strings.NewReplacer(",", "", ".", "", " ", "").Replace(w)
	if thousands, ok := strings.CutSuffix(w, "k"); ok {
		return thousands + "000"
	}
	return w
}

func (q *question) headIn(phrase string) bool {
	return slices.ContainsFunc(strings.Fields(phrase), func(w string) bool { return slices.Contains(q.heads, w) })
}

// isDeed reports whether a word is a form of what leave was asked for.
func (q *question) isDeed(w string) bool {
	return isEcho(w, q.deeds) || isCyrillic(w) && utf8.RuneCountInString(w) >= 5 && hasEnding(w, verbEndings) &&
		slices.ContainsFunc(q.deeds, func(d string) bool { return sharesStem(w, d) })
}

var verbEndings = []string{"ем", "им", "ю", "у", "ть", "ти", "йте", "ите", "ьте", "ал", "али", "ил", "или", "аем", "яем"}

// yields are the senses that a word loses when the question has it, too:
// "another" in "for another year".
var yields = map[talk.Sense]bool{
	talk.Limit: true, talk.Part: true, talk.Wish: true, talk.Day: true, talk.Degree: true, talk.Number: true, talk.Willing: true, talk.Favour: true,
	talk.Later: true, talk.Before: true, talk.SoFar: true, talk.Well: true, talk.Contact: true, talk.Undone: true,
}

// firmWords limit an answer even where the question has them.
var firmWords = setOf("if|once|unless|until|when|only|except|after|before|как только|если|когда|после|до|при|только|кроме|will|would|could|might|should")

// isDeed reports whether a word names what somebody asks leave to do.
func isDeed(w string) bool {
	return deedWords[w] || isCyrillic(w) && hasEnding(w, []string{"ать", "ять", "ить", "еть", "ыть", "уть", "йти"}) && !deedless[w]
}

var (
	deedWords = setOf("move|publish|renew|join|extend|start|launch|sign|share|use|send|continue|proceed|invite|hire|buy|pay|order|ship|deliver|postpone|shift|cancel|stop|close|open|merge|test|present|record|invest|hold|run|begin|announce|introduce|prolong|reschedule|host|attend|participate|stay|keep|switch|forward|store|name|mention|quote|print|release|install|upgrade|deploy|train|visit|meet")
	deedless  = setOf("быть|есть|мочь|иметь|хотеть|согласовать|подтвердить|принять|одобрить|утвердить|поддержать")
)

// repeats reports whether a word says the question's predicate of the writer or
// of what has been done: «участвую» to «Вы участвуете?», "signed" to "Is it
// signed?".
func (q *question) repeats(w string) bool {
	for _, h := range q.heads {
		switch {
		case w == h, isCyrillic(w) && strings.TrimRight(w, "аоыеяи") == strings.TrimRight(h, "аоыеяи") && len(w) > 8, isCyrillic(w) && hasEnding(h, secondPerson) && hasEnding(w, firstPerson) && sharesStem(w, h):
			return true
		}
	}
	return q.aim != aimConsent && isEchoDone(w, q.words)
}

// asksTo reports whether a word bids to do what the question asks leave for:
// «передавайте» to «Можно ли передать?».
func (q *question) asksTo(w string) bool {
	return q.aim == aimConsent && isCyrillic(w) && hasEnding(w, []string{"йте", "ите", "ьте"}) &&
		slices.ContainsFunc(q.words, func(a string) bool { return hasEnding(a, []string{"ть", "ти"}) && sharesStem(w, a) })
}

var (
	secondPerson = []string{"ете", "ите", "етесь", "итесь", "ем", "им", "емся", "имся"}
	firstPerson  = []string{"ю", "у", "ем", "им", "емся", "имся", "юсь", "усь"}
)

// sharesStem reports whether two forms of a verb begin alike.
func sharesStem(a, b string) bool {
	ra, rb := []rune(a), []rune(b)
	n := 0
	for n < len(ra) && n < len(rb) && ra[n] == rb[n] {
		n++
	}
	return n >= 3 && n >= min(len(ra), len(rb))-3
}

// isEcho reports whether a word stands in the question in this form or another.
func isEcho(w string, asked []string) bool {
	return slices.ContainsFunc(asked, func(a string) bool { return a == w || utf8.RuneCountInString(w) >= 4 && sameStem(a, w) })
}

// isEchoDone reports whether a word says that what the question asks has been
// done: "signed" to "Is it signed?", «подписали» to «Подписан ли договор?».
func isEchoDone(w string, asked []string) bool {
	if past, ok := irregularPast[w]; ok && slices.ContainsFunc(asked, func(a string) bool { return past[a] }) {
		return true
	}
	if utf8.RuneCountInString(w) < 4 || !hasEnding(w, pastEndings) {
		return false
	}
	return slices.ContainsFunc(asked, func(a string) bool {
		return a != w && sameStem(a, w) && (hasEnding(a, pastEndings) || strings.HasPrefix(w, a)) || a == w && strings.HasSuffix(a, "ed")
	})
}

// pastEndings are those of what has been done.
var pastEndings = []string{
	"ed", "ан", "ана", "ано", "аны", "ен", "ена", "ено", "ены", "ян", "яна", "яно", "яны", "ят", "ята", "ято", "яты", "ыт", "ыта", "ыто", "ыты",
	"ал", "ала", "ало", "али", "ил", "ила", "ило", "или", "ел", "ела", "ело", "ели", "ял", "яла", "яло", "яли", "лся", "лась", "лось", "лись", "шел", "шла", "шло", "шли",
}

func hasEnding(w string, endings []string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(w, e) && len(w) > len(e) })
}

// irregularPast are verbs whose past is another word.
var irregularPast = map[string]wordSet{
	"sent": setOf("send|sent"), "paid": setOf("pay|paid"), "made": setOf("make|made"), "held": setOf("hold|held"), "met": setOf("meet|met"),
	"written": setOf("write|written"), "wrote": setOf("write|written"), "taken": setOf("take|taken"), "took": setOf("take|taken|took"),
	"built": setOf("build|built"), "found": setOf("find|found"), "given": setOf("give|given"), "gave": setOf("give|given"), "got": setOf("get|receive|received"),
	"take": setOf("took|taken"), "happen": setOf("place|happened"), "gone": setOf("go|gone"), "begun": setOf("begin|begun"), "began": setOf("begin|begun"), "chosen": setOf("choose|chosen"),
	"came": setOf("come|arrived|arrive"), "left": setOf("leave|left"), "won": setOf("win|won"), "bought": setOf("buy|bought"),
	"sold": setOf("sell|sold"), "run": setOf("run"), "set": setOf("set"), "live": setOf("live"), "online": setOf("online"), "open": setOf("open"),
	"available": setOf("available"), "shown": setOf("show|shown"), "happened": setOf("place"),
	"отправили": setOf("отправлен|отправлена|отправлено|передан|передана|передано|переданы"), "отправил": setOf("отправлен|передан"), "передали": setOf("передан|передана|переданы"),
	"встретились": setOf("состоялась|встреча|встретились"), "отправлена": setOf("передан|передана"), "ушел": setOf("передан|отправлен"), "получены": setOf("получили"), "получен": setOf("получили"),
	"подписали": setOf("подписан|подписана|подписано|подписаны"), "пришел": setOf("пришла|пришли|получили"), "пришла": setOf("пришел|пришли|получили"),
	"пришли": setOf("пришел|пришла|получили"), "пришло": setOf("пришел|получили"), "прошла": setOf("состоялась|прошла"), "прошел": setOf("состоялся|прошел"), "прошло": setOf("состоялось|прошло"), "провели": setOf("состоялась|состоялся|прошла|прошел"),
}

package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// items reads a clause, with the words of the question as known ones.
func (q *question) items(text string) []talk.Item {
	items := talk.Items(text)
	for i, item := range items {
		if strings.Contains(item.Text, " ") {
			items[i].Sense = q.sensePhrase(item)
		} else {
			items[i].Sense = q.senseWord(item)
		}
	}
	return q.soften(items)
}

// sensePhrase reads "everything works" as a yes to "Does it work?".
func (q *question) sensePhrase(item talk.Item) talk.Sense {
	if q.aim == aimFact && (item.Sense == talk.Well || item.Sense == talk.OnTime) && q.headIn(item.Text) {
		return talk.EchoDone
	}
	switch {
	case q.ofAll && wholly[item.Text]:
		return talk.EchoDone
	case q.ofAll && partly[item.Text]:
		return talk.EchoNot
	}
	if q.aim == aimFact && q.kin != 0 && inUse[item.Text] && isKin("live", q.kin) {
		return talk.EchoDone
	}
	return item.Sense
}

// wholly and partly answer whether all are so.
var (
	wholly = setOf("all of them|every one|every one of them|every single one|every single one of them|each and every one|all without exception|each of them|the whole lot|все до одного|все до единого|до единого|до одного|все поголовно|все как один|все без исключения")
	partly = setOf("not all|not all of them|not everyone|not everybody|not every|not yet all|не все|не всех|пока не все|еще не все")
)

// inUse say that what was to be launched is.
var inUse = setOf("up and running|in operation|in production|in use|в строю|в эксплуатации|в продакшене|в проде|в бою|на проде")

// senseWord reads a word that may be one of the question's.
func (q *question) senseWord(item talk.Item) talk.Sense {
	s, w := item.Sense, item.Text
	switch {
	case q.saysContrary(w):
		return talk.EchoNot
	case q.onlyNotes(w):
		return talk.Courtesy
	case !headless[s] && slices.Contains(q.heads, w):
		return talk.EchoDone
	case s != talk.Assent && s != talk.Refusal && q.isDeed(w):
		return talk.Deed
	case q.saysAgain(item):
		return talk.EchoDone
	case s == talk.Unknown && q.asksTo(w):
		return talk.Assent
	case q.echoes(item):
		return talk.Echo
	default:
		return s
	}
}

// saysContrary reports whether a word says the contrary of the state that a question
// asks for: "closed", where it asks whether something is open.
func (q *question) saysContrary(w string) bool {
	if q.aim != aimFact {
		return false
	}
	for _, pair := range contraries {
		for i := range pair {
			if beginsWith(w, pair[i]) && slices.ContainsFunc(q.words, func(a string) bool { return beginsWith(a, pair[1-i]) }) {
				return true
			}
		}
	}
	return false
}

var contraries = [][2][]string{
	{{"open", "reopen"}, {"closed", "shut"}},
	{{"открыт"}, {"закрыт"}},
	{{"включен"}, {"выключен", "отключен"}},
	{{"online"}, {"offline"}},
}

// onlyNotes reports whether a word says that the mail was taken note of, which would
// answer only a question for what is accepted.
func (q *question) onlyNotes(w string) bool {
	return notedWords[w] && !slices.ContainsFunc(q.words, func(a string) bool {
		return beginsWith(a, []string{"прин", "прием", "соглас", "утвер"})
	})
}

// saysAgain reports whether a word takes up the question's predicate, and so says
// that it has come true.
func (q *question) saysAgain(item talk.Item) bool {
	s, w := item.Sense, item.Text
	return repeatable[s] && q.repeats(w) || s == talk.Filler && w == "got" && isKin(w, q.kin)
}

// notedWords accept only what was asked to be accepted.
var notedWords = setOf("принято|принял|приняла|приняли")

// echoes reports whether a word only takes up one of the question's, and says
// nothing by itself.
func (q *question) echoes(item talk.Item) bool {
	s, w := item.Sense, item.Text
	switch {
	case s == talk.Unknown && isEcho(w, q.words), s == talk.Number && q.hasFigure(w):
		return true
	default:
		return yields[s] && slices.Contains(q.words, w) && !firmWords[w]
	}
}

// headless senses stay what they are in the question's predicate.
var headless = sensesOf(talk.Assent, talk.Objection, talk.Hindrance)

// repeatable are the senses that a word loses when it says the question's
// predicate.
var repeatable = sensesOf(talk.Unknown, talk.Undone, talk.Done, talk.OnTime, talk.Coming, talk.Wish, talk.Unwanted, talk.Favour, talk.Courtesy)

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
	return isEcho(w, q.deeds) || q.deedKin != 0 && relatives(w)&q.deedKin != 0 || isCyrillic(w) && utf8.RuneCountInString(w) >= 5 && hasEnding(w, verbEndings) &&
		slices.ContainsFunc(q.deeds, func(d string) bool { return sharesStem(w, d) || sharesStem(w, withoutPrefix(d)) })
}

// withoutPrefix takes off what makes a Russian verb one of what gets done:
// «опубликовать» is to «публикуйте».
func withoutPrefix(w string) string {
	for _, prefix := range []string{"пере", "раз", "рас", "при", "про", "под", "об", "от", "вы", "за", "на", "по", "до", "из", "ис", "с", "о", "у"} {
		if rest, ok := strings.CutPrefix(w, prefix); ok && utf8.RuneCountInString(rest) >= 5 {
			return rest
		}
	}
	return w
}

var verbEndings = []string{"ем", "им", "ю", "у", "ть", "ти", "йте", "ите", "ьте", "ал", "али", "ил", "или", "аем", "яем"}

// yields are the senses that a word loses when the question has it, too:
// "another" in "for another year".
var yields = sensesOf(talk.Limit, talk.Part, talk.Wish, talk.Day, talk.Degree, talk.Number, talk.Willing, talk.Favour,
	talk.Later, talk.Before, talk.SoFar, talk.Well, talk.Contact, talk.Undone)

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
	return q.aim != aimConsent && isEchoDone(w, q.words) || q.aim == aimFact && isKin(w, q.kin)
}

// asksTo reports whether a word bids to do what the question asks leave for:
// «передавайте» to «Можно ли передать?».
func (q *question) asksTo(w string) bool {
	return q.aim == aimConsent && isCyrillic(w) && hasEnding(w, []string{"йте", "ите", "ьте"}) &&
		slices.ContainsFunc(q.words, func(a string) bool {
			return hasEnding(a, []string{"ть", "ти"}) && (sharesStem(w, a) || sharesStem(w, withoutPrefix(a)))
		})
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
	return n >= 3 && n >= min(len(ra), len(rb))-3 || n >= 5 && n >= min(len(ra), len(rb))-4
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
		return a != w && (sameStem(a, w) || isCyrillic(w) && hasEnding(a, pastEndings) && sharesStem(a, w)) && (hasEnding(a, pastEndings) || strings.HasPrefix(w, a)) || a == w && strings.HasSuffix(a, "ed")
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

package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// verdict is a mail that asks for one yes or no, and beside it what follows from
// that: "If not: by which day?", "What shows it?". People answer it in one breath.
type verdict struct {
	yesNo partnership.Question
	at    int // of the yes or no
	day   int // of the day, or -1
	texts []int
}

// verdictOf reports whether the questions of a mail ask for a verdict.
func verdictOf(questions []partnership.Question) (verdict, bool) {
	v := verdict{at: -1, day: -1}
	if len(questions) < 2 {
		return v, false
	}
	for i, q := range questions {
		switch {
		case q.Kind == partnership.KindYesNo && !q.Optional && v.at < 0:
			v.at, v.yesNo = i, q
		case q.Kind == partnership.KindDate && q.Optional && v.day < 0:
			v.day = i
		case q.Kind == partnership.KindText && q.Optional:
			v.texts = append(v.texts, i)
		default:
			return v, false
		}
	}
	return v, v.at >= 0
}

func asksVerdict(questions []partnership.Question) bool {
	_, ok := verdictOf(questions)
	return ok
}

// placeVerdict reads free text as a verdict: its day, its yes or no, and the
// remark behind that. A day to come beside a yes contradicts it.
func (b *book) placeVerdict(v verdict, text string) {
	said := v.read(b, noBeforeDay().ReplaceAllString(text, "$1, $2"))
	r, why := v.decide(b, said.rest)
	decided := why == understood && r.value.Bool != nil
	yes := decided && *r.value.Bool
	if said.dated && (yes || said.excepts()) {
		b.unplaced(text)
		return
	}
	if hasLetter(said.rest) && why == understood || said.when == "" && !politeness.MatchString(text) {
		b.note(v.at, attempt{text: said.rest, reading: r, why: why})
	}
	if said.when != "" {
		b.note(v.day, attempt{text: said.when, reading: said.day})
	}
	if at := v.follows(b.Questions, yes); decided && at >= 0 {
		if remark := v.remark(said.rest, yes); remark != "" {
			b.attempt(at, remark)
		}
	}
}

func (b *book) note(question int, a attempt) { b.attempts[question] = append(b.attempts[question], a) }

// noBeforeDay finds the no that looks like the short form of "number": "No. 27
// Feb".
var noBeforeDay = prose.Lazily(`(?i)^(no)\.\s+(\d)`)

// decide reads the yes or no. What is said to be done while something is still to
// come is not; "please confirm" is no yes, and "no, all good" no plain no.
func (v verdict) decide(b *book, text string) (reading, reason) {
	r, why := readAnswer(v.yesNo, text, b.Context)
	folded := prose.Fold(text)
	content := slices.ContainsFunc(clauses(text), func(c clause) bool { return isContent(talk.Items(c.text)) })
	switch {
	case why != understood && v.saysNo(text):
		return reading{value: partnership.BoolValue(false)}, understood
	case why != understood || r.value.Bool == nil:
		return r, why
	case *r.value.Bool && (v.day >= 0 && stillToCome.Matches(folded) || asksForYes.Matches(folded)), !*r.value.Bool && content:
		return reading{}, reasonNotYesNo
	default:
		return r, understood
	}
}

// asksForYes finds who asks for the yes of somebody else.
var asksForYes = prose.Lazily(`(?:^|[^\p{L}])(?:please|pls|kindly|прошу|просим)\s+(?:confirm|accept|approve|sign|agree|подтверд|принять|согласовать|подписать)`)

// isContent reports whether a clause says that all is well, and nothing else.
func isContent(items []talk.Item) bool {
	return hasSense(items, talk.Good, talk.Well, talk.Okay) && !hasSense(items, talk.Unknown, talk.Not)
}

// stillToCome finds what is missing yet behind a "done".
var stillToCome = prose.Lazily(`(?:^|[^\p{L}])(?:pending|awaiting|waiting|still (?:to|has|have|need\p{L}*)|remain\p{L}*|left to|остал(?:ось|ись|ся|ась)|ждем|жду|ожида\p{L}+|еще (?:надо|нужно|не)|доделыва\p{L}+|дорабатыва\p{L}+)(?:$|[^\p{L}])`)

// saysNo reports whether a text begins with a plain no that nothing behind it
// takes back: a reason need not be understood.
func (v verdict) saysNo(text string) bool {
	refused := false
	for _, c := range dueClauses(text) {
		items := talk.Items(c.text)
		value, why := readYesNo(c.text, v.yesNo)
		decided := why == understood && value.Bool != nil
		switch {
		case talk.Says(items, talk.Courtesy, talk.Filler) && !refused:
		case decided && *value.Bool, excepts(c.text), hasSense(items, talk.But), c.asked, refused && isContent(items):
			return false
		case refused:
		case decided && talk.Says(items, verdictSenses...):
			refused = true
		default:
			return false
		}
	}
	return refused
}

// follows is the only question for text that follows from the answer, or -1: a
// reason and a hindrance from a no, what shows it from a yes.
func (v verdict) follows(questions []partnership.Question, yes bool) int {
	at := -1
	for _, i := range v.texts {
		if followsNo.Matches(prose.Fold(questions[i].Text)) == yes {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

var followsNo = prose.Lazily(`^(?:if not|если нет)[^\p{L}]|in (?:the|your) way|мешает`)

// verdictText is what a text says of the day, and the rest of it.
type verdictText struct {
	rest, when string
	day        reading // not known, unless dated
	dated      bool
}

// excepts reports whether the day may be that of a part only, depends on
// something, or stands beside a yes.
func (t verdictText) excepts() bool {
	return excepts(t.rest) || slices.ContainsFunc(talk.Tokens(t.rest), func(w string) bool { return w == "yes" || w == "да" })
}

// read takes the clauses that say when out of a text. Two days are none.
func (v verdict) read(b *book, text string) verdictText {
	t := verdictText{rest: text}
	if v.day < 0 {
		return t
	}
	parts := dueClauses(text)
	for _, c := range parts {
		due, ok := dueDay(c, v.yesNo, b.Today)
		switch {
		case ok && t.dated && *t.day.value.Date != *due.value.Date:
			return verdictText{rest: text}
		case ok && !isGuessed(c, parts):
			due.rough = due.rough || t.day.rough
			t.day, t.dated, t.when = due, true, c.text
		case !ok && !t.dated && v.whenUnknown(b, c.text):
			t.day, t.when = reading{value: partnership.UnknownValue()}, c.text
		default:
			continue
		}
		t.rest = strings.TrimSpace(strings.Replace(t.rest, c.text, "", 1))
	}
	if t.dated || t.when == "" {
		return t
	}
	t.rest = asksWhen().ReplaceAllString(t.rest, "")
	if !hasLetter(t.rest) && !speaksOfDay.Matches(prose.Fold(t.when)) {
		return verdictText{rest: text} // "don't know" answers what is asked first
	}
	return t
}

// asksWhen finds what is left of "when, I don't know".
var asksWhen = prose.Lazily(`(?i)[,.;]?\s*(?:and\s+|а\s+)?(?:when|когда)\s*[,–—-]*\s*\.?$`)

// speaksOfDay finds that it is the day which is not known.
var speaksOfDay = prose.Lazily(`(?:^|[^\p{L}])(?:date|day|when|дат\p{L}*|срок\p{L}*|когда|день)(?:$|[^\p{L}])`)

// whenUnknown reports whether a clause says that nobody knows when.
func (v verdict) whenUnknown(b *book, text string) bool {
	r, why := readAnswer(b.Questions[v.day], text, b.Context)
	return why == understood && r.value.Unknown
}

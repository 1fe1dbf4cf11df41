package bookkeeping

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

// inLines gives lines that are called by their numbers those: "line 3: 3,100".
func (b Book) inLines(line string) string {
	if m := useFor().FindStringSubmatch(line); m != nil && b.has(m[2]) {
		return m[2] + ") " + strings.TrimSpace(m[1])
	}
	m := lineNumber().FindStringSubmatch(line)
	if m == nil || !b.has(m[1]) {
		return line
	}
	return m[1] + ") " + m[2]
}

func (b Book) has(number string) bool {
	n, err := strconv.Atoi(number)
	return err == nil && n >= 1 && n <= len(b.Kinds)
}

var (
	lineNumber = prose.Lazily(`(?i)^\s*(?:line|row|item|point|строка|пункт|позиция)\s*(?:no\.?|№)?\s*(\d)\s*[:=–—-]\s*(\S.*)$`)
	useFor     = prose.Lazily(`(?i)^\s*` + please + `(?:use|take|put|write|enter|возьмите|поставьте|напишите|впишите|укажите)` + please + `\s*(` + sum + `)\s*(?:for|in|into|on|under|в|для|по)\s+(?:line|row|item|point|строк[еуи]|пункт[еау]?)\s*(\d)` + please + `\.?\s*$`)
)

// nowOnly leaves what is said of the time that is asked about: "last quarter: 900" is
// another one.
func nowOnly(line string) string {
	line = before().ReplaceAllString(line, "$1")
	return thisTime().ReplaceAllString(line, "")
}

var (
	before   = prose.Lazily(`(?i)(\d[^.\n]*[.;])\s+(?:(?:in\s+)?(?:the\s+)?(?:last|previous|prior)\s+(?:quarter|period|time|year)|(?:а\s+)?(?:в|за)\s+прошл\p{L}+\s+(?:квартал\p{L}*|период\p{L}*|год\p{L}*|раз))\s*(?::|,|was|were|–|—|-|было)?\s[^.\n]*\d[^\n]*$`)
	thisTime = prose.Lazily(`(?i)^\s*(?:(?:in\s+|for\s+)?this\s+(?:quarter|period|time)|(?:в|за)\s+эт\p{L}+\s+(?:квартал\p{L}*|период\p{L}*|раз))\s*[:,–—-]\s*`)
)

// spentBoth parts money and hours that one verb has: "we spent 1,200 and 5 hours".
func spentBoth(line string) string {
	return moneyAndHours().ReplaceAllStringFunc(line, func(s string) string {
		m := moneyAndHours().FindStringSubmatch(s)
		money, hours := "money", "hours"
		if strings.ContainsAny(strings.ToLower(m[2]), "аеиоу") {
			money, hours = "деньги", "часы"
		}
		return fmt.Sprintf("%s\n%s: %s\n%s: %s\n", m[1], money, strings.TrimSpace(m[3]), hours, m[4])
	})
}

var moneyAndHours = prose.Lazily(`(?i)(^|[.,;]\s+)(?:(?:we|our\s+side|мы|наша\s+сторона)\s+)?(?:have\s+|has\s+)?(spent|put\s+in|invested|laid\s+out|cost\s+us|it\s+cost\s+us|expenses|costs|потрати(?:ли|ла)|вложи(?:ли|ла)|израсходова(?:ли|ла)|расходы|затраты)\s+(` + sum + `)(?:\s+in\s+cash|\s+деньгами)?\s+(?:and|plus|и|плюс)\s+(\d+(?:[.,]\d+)?)\s*(?:hours?|hrs?|h|час(?:ов|а)?|ч)(?:\s+of\s+work|\s+работы)?(?:\s*[.;,]|\s+(?:and|и)\s|$)`)

// mended reads an amount that takes another one's place: "revenue was 12,500, we had counted
// VAT; the right figure is 10,417".
func mended(line string) string {
	line = typo().ReplaceAllString(line, "")
	return rightFigure().ReplaceAllString(line, "$1: $2")
}

var (
	typo        = prose.Lazily(`(?i)^\s*(?:sorry,?\s*)?(?:(?:i|we)\s+(?:made\s+a\s+(?:typo|mistake|slip)|mistyped)|(?:my\s+)?(?:typo|mistake)|опечатка|ошибка|ошибл(?:ась|ись|ся))\s*[,:.;–—-]\s*(?:the\s+)?`)
	rightFigure = prose.Lazily(`(?i)^\s*(?:the\s+|our\s+)?([\p{L} ]{3,30}?)\s+(?:was|were|is|are|была?|были)?\s*:?\s*` + sum + `\b[^.\n]*?\b(?:the\s+)?(?:right|correct|actual|real)\s+(?:figure|amount|number|one|sum)\s+(?:is|was|would\s+be)?\s*:?\s*(` + sum + `)\.?\s*$`)
)

// noDeed reads that something was not done: "spent nothing", "ничего не сэкономили".
func noDeed(line string) string {
	for _, d := range deeds {
		line = d.form().ReplaceAllString(line, "${1}\n"+d.name+": 0\n")
	}
	return strings.Trim(line, "\n")
}

var deeds = []struct {
	name string
	form prose.Pattern
}{
	{"money", nothingDone(`spent|invested|put\s+in`)},
	{"revenue", nothingDone(`earned|sold`)},
	{"savings", nothingDone(`saved`)},
	{"деньги", nothingDoneIn(`тратили|потратили|вложили|вкладывали`)},
	{"выручка", nothingDoneIn(`заработали|зарабатывали|выручили|продали`)},
	{"экономия", nothingDoneIn(`сэкономили|экономили`)},
}

func nothingDone(verb string) prose.Pattern {
	return prose.Lazily(`(?im)(^|[.,;]\s+)(?:(?:and|but)\s+)?(?:we\s+)?(?:(?:` + verb + `)\s+nothing|nothing\s+(?:was\s+)?(?:` + verb + `))\s*(?:[.,;]\s*|\s+and\s+|$)`)
}

func nothingDoneIn(verb string) prose.Pattern {
	return prose.Lazily(`(?im)(^|[.,;]\s+)(?:(?:и|а|но)\s+)?(?:мы\s+)?ничего\s+не\s+(?:` + verb + `)\s*(?:[.,;]\s*|\s+и\s+|$)`)
}

// planned leaves of an amount and its plan the amount: "budget 5,000, spent 1,200".
func planned(text string) string {
	text = planFirst().ReplaceAllString(text, "$1")
	text = ofBudget().ReplaceAllString(text, "$1$2")
	return becomes().ReplaceAllString(text, "$1")
}

var (
	planFirst = prose.Lazily(`(?i)^(?:budget|plan(?:ned)?|бюджет|план|планировали)\s*:?\s*` + sum + `\s*[,;]\s*(?:spent|actual(?:ly)?|used|real|потратили|потрачено|факт(?:ически)?|вложили|по\s+факту)\s*:?\s*(` + sum + `)$`)
	ofBudget  = prose.Lazily(`(?i)^(` + sum + `)\s*(?:out\s+of|of|из)\s+(?:(?:the\s+|a\s+)?(?:budget(?:\s+of)?|plan(?:\s+of)?)|бюджета(?:\s+в)?|плана(?:\s+в)?|запланированных)\s*` + sum + `$|^(` + sum + `)\s*(?:out\s+of|of)\s+(?:the\s+|a\s+)?` + sum + `\s*(?:budget|planned)$`)
	becomes   = prose.Lazily(`(?i)^` + sum + `\s*(?:->|→|=>)\s*(?:(?:corrected|new|now|исправлено|стало|верно)\s*:?\s*)?(` + sum + `)$`)
)

// worth leaves of a thing and its value the value.
func worth(kind ledger.Kind, text string) string {
	if kind != ledger.InKind && kind != ledger.Benefit {
		return text
	}
	return thing().ReplaceAllString(text, "$1")
}

var thing = prose.Lazily(`(?i)^[^\d,;]{2,60}\s(?:worth|valued\s+at|at|на|за|стоимостью|ценой|на\s+сумму)\s+(` + sum + `)$`)

// Roughly takes off a line the word that calls all of it provisional: "Preliminary: money
// 6,000, hours 50".
func Roughly(line string) (rest string, said bool) {
	m := roughHead().FindStringIndex(line)
	if m == nil || len(line) > maxLine {
		return line, false
	}
	return line[m[1]:], true
}

var roughHead = prose.Lazily(`(?i)^\s*(?:preliminary|provisional(?:ly)?|rough(?:ly)?|estimates?|provisional\s+figures|предварительно|предварительные\s+(?:цифры|данные)|ориентировочно)\s*:\s*`)

// Package bookkeeping puts what people write about amounts of money and hours into the form
// that answers have elsewhere: "12h45m" is 12.75 h, "1-4: 0" four lines, "paid them nothing"
// a 0 under its number. It rewrites what can mean one thing only, and leaves all else as it
// is, to be read or asked back by whoever reads answers.
package bookkeeping

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

// maxLine bounds a line that is looked at, in bytes; maxText a text that is one statement.
const (
	maxLine = 600
	maxText = 300
)

// Book says which amounts a mail asks for: their kinds, in its order, and by which words
// people call the other side.
type Book struct {
	Kinds []ledger.Kind
	Other []string
}

// number is the number of a kind in the mail, 0 where it is not asked for.
func (b Book) number(k ledger.Kind) int {
	for i, kind := range b.Kinds {
		if kind == k {
			return i + 1
		}
	}
	return 0
}

// Line puts one line into the usual form, which may be several lines.
func (b Book) Line(line string) string {
	if len(line) > maxLine || strings.TrimSpace(line) == "" {
		return line
	}
	plain := prose.Normalise(line)
	for _, rewrite := range []func(string) string{
		announced, dashed, mistyped, pointless, nowOnly, b.inLines, b.itemised, b.ranged, spans, mended, b.corrected, b.paid, both, spentBoth,
		noDeed, labelled, named, b.remarked, b.numbered, nought,
	} {
		plain = eachLine(plain, rewrite)
	}
	return plain
}

// eachLine rewrites every line of what has become of one.
func eachLine(text string, rewrite func(string) string) string {
	if !strings.Contains(text, "\n") {
		return rewrite(text)
	}
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, rewrite(line))
	}
	return strings.Join(out, "\n")
}

// pointless drops the point of an abbreviation that would end a sentence: "3 тыс. USD".
func pointless(line string) string { return abbreviated().ReplaceAllString(line, "$1") }

var abbreviated = prose.Lazily(`(?i)(\d\s?(?:тыс|млн|млрд))\.`)

// announced drops a line that only says that figures follow.
func announced(line string) string {
	if announcement.Matches(line) {
		return ""
	}
	return line
}

var announcement = prose.Lazily(`(?i)^\s*(?:please\s+(?:see|find)(?:\s+(?:the|our))?(?:\s+\p{L}+)?\s+below|(?:here\s+(?:you\s+go|are\s+(?:our|the|my)\s+\p{L}+)|see\s+below|figures?\s+below|(?:our|the)\s+(?:figures|numbers|amounts)(?:\s+(?:are|follow))?(?:\s+below)?|as\s+follows)|(?:наши\s+)?(?:цифры|данные|суммы|ответы)(?:\s+ниже)?|ниже(?:\s+(?:цифры|данные|суммы))?|см\.?\s+ниже|вот(?:\s+(?:наши|цифры|данные))*|[^\d.!?]{0,60}\b(?:figures|numbers|amounts|data)\s*:|[^\d.!?]{0,60}(?:цифры|данные|суммы)\s*:)\s*[.:!]*\s*$`)

// dashed drops a stroke in the place of an amount: it can mean nothing, and that nobody knows.
func dashed(line string) string {
	if stroke.Matches(line) {
		return ""
	}
	return line
}

var stroke = prose.Lazily(`^\s*\(?\d{1,2}\s?[.):]\s*[-–—]+\s*$`)

// itemised gives each item of a line its own, where words stand before the first: "for our
// side: 1) 2,950 2) 26.5".
func (b Book) itemised(line string) string {
	at := items().FindAllStringSubmatchIndex(line, -1)
	if len(at) < 2 || strings.ContainsAny(line[:at[0][2]], "0123456789") || strings.TrimSpace(line[:at[0][2]]) == "" {
		return line
	}
	var out []string
	for i, m := range at {
		n, err := strconv.Atoi(line[m[4]:m[5]])
		if err != nil || n < 1 || n > len(b.Kinds) || i > 0 && m[2] <= at[i-1][3] {
			return line
		}
		end := len(line)
		if i+1 < len(at) {
			end = at[i+1][2]
		}
		out = append(out, ended().ReplaceAllString(strings.TrimRight(line[m[2]:end], " ;,"), "$1\n$2"))
	}
	return strings.Join(out, "\n")
}

// ended finds where behind the last amount another sentence begins.
var ended = prose.Lazily(`^(\(?\d{1,2}\)\s+[^.]{0,30}\d(?:[.,]\d+)?[^.\d]{0,6})\.\s+(\p{Lu}.*)$`)

var items = prose.Lazily(`(?:^|[\s:;,.])(\(?(\d{1,2})\)\s)`)

// ranged writes a run of questions out: "1-4: 0", "lines 5 to 8: nothing", "3 and 4 - none".
func (b Book) ranged(line string) string {
	m := run().FindStringSubmatch(line)
	if m == nil {
		return line
	}
	from, _ := strconv.Atoi(m[1])
	to, _ := strconv.Atoi(m[3])
	if from < 1 || to > len(b.Kinds) || to <= from {
		return line
	}
	if step := strings.TrimSpace(m[2]); step != "-" && step != "–" && step != "—" && !through.Matches(step) && to != from+1 {
		return line // "1 and 4"
	}
	var out []string
	for n := from; n <= to; n++ {
		out = append(out, fmt.Sprintf("%d) 0", n))
	}
	return strings.Join(out, "\n")
}

const none = `(?:0(?:[.,]00)?|zeros?|nil|nothing|none|нет|ничего(?:\s+не\s+было)?|ноль|нули|нулей|нулевые|по\s+нулям)`

var (
	run     = prose.Lazily(`(?i)^\s*(?:(?:in|on|for|from|по|в|с)\s+)?(?:lines?|items?|points?|numbers?|questions?|nos?\.?|строк\p{L}*|пункт\p{L}*|п\.?п?\.?|вопрос\p{L}*)?\s*\(?(\d{1,2})\)?\s*(-|–|—|to|through|till|and|&|по|до|и|,)\s*\(?(\d{1,2})\)?\s*(?:[:=–—-]|are|is|all|both|тоже|все|везде|оба)?\s*(?:all\s+|both\s+|везде\s+)?` + none + `\s*[.!]*\s*$`)
	through = prose.Lazily(`(?i)^(?:to|through|till|по|до)$`)
)

// spans writes hours and minutes as hours: "12h45m", "1 ч 30 мин".
func spans(line string) string {
	return hoursMinutes().ReplaceAllStringFunc(line, func(s string) string {
		m := hoursMinutes().FindStringSubmatch(s)
		hours, err1 := decimal.NewFromString(m[2])
		minutes, err2 := decimal.NewFromString(m[3])
		if err1 != nil || err2 != nil || minutes.GreaterThanOrEqual(decimal.NewFromInt(minutesAnHour)) {
			return s
		}
		return m[1] + hours.Add(minutes.DivRound(decimal.NewFromInt(minutesAnHour), 2)).String() + " h" + m[4]
	})
}

const minutesAnHour = 60

var hoursMinutes = prose.Lazily(`(?i)(^|[\s:(])(\d{1,4})\s?(?:h|hrs?|hours?|ч|час(?:а|ов)?)\.?\s?(?:and\s|и\s)?(\d{1,2})\s?(?:m|mins?|minutes?|мин(?:ут[аы]?)?|м)(\.|$|[\s,;.)])`)

const (
	sum    = `[€$£₽]?\s?\d(?:[\d.,'’ ]*\d)?(?:\s?(?:k|m|к|тыс\.?|млн\.?))?(?:\s?(?:[€$£₽]|[A-Z]{3}\b|euros?|dollars?|pounds?|евро|руб\p{L}*\.?|р\.|долл\p{L}*\.?))?`
	please = `(?:,?\s*(?:please|kindly|пожалуйста),?\s*)?`
)

// corrected reads what is to change: "line 1 should be 4,300, not 4,200", "please change the
// revenue to 13,050".
func (b Book) corrected(line string) string {
	line = inLine().ReplaceAllStringFunc(line, func(s string) string {
		m := inLine().FindStringSubmatch(s)
		n := m[1]
		if n == "" {
			n = ordinals[strings.ToLower(strings.TrimSpace(m[2]))]
		}
		if i, err := strconv.Atoi(n); err != nil || i < 1 || i > len(b.Kinds) {
			return s
		}
		return "\n" + n + ") " + strings.TrimSpace(m[3])
	})
	line = correction().ReplaceAllString(line, "\n$1) $2")
	line = mistakes().ReplaceAllString(line, "$1: ")
	line = changeTo().ReplaceAllString(line, "\n$1: $2")
	return strings.TrimLeft(line, "\n ,")
}

var (
	inLine = prose.Lazily(`(?i)(?:(?:^|[^.\n]*?[,:]?\s)(?:(?:in|on|в)\s+)?(?:(?:line|row|item|point|number|no\.?|строк[аеу]|пункт[еа]?|п\.)\s*(\d)|(first|second|third|fourth|перв|втор|треть|четв[её]рт)(?:\p{L}*)?\s+(?:line|row|строк[аеу]|пункт[еа]?)))[,:]?\s+(?:should\s+(?:be|read|say)|must\s+be|ought\s+to\s+be|has\s+to\s+be|is\s+really|должно\s+быть|должна\s+быть|следует\s+читать|верно|правильно)\s*:?\s*(` + sum + `)(?:,?\s*(?:not|instead\s+of|rather\s+than|а\s+не|вместо)\s+` + sum + `)?\.?`)
	// correction is "correction to line 2: 44, not 40".
	correction = prose.Lazily(`(?i)^\s*(?:a\s+)?(?:correction|fix|поправка|исправление|уточнение)\s*(?:to|for|of|in|on|к|в|по)?\s*(?:line|row|item|point|строке|строки|строка|пункту|пункте|п\.)\s*(\d)\s*[:–—-]?\s*(` + sum + `)(?:,?\s*(?:not|instead\s+of|rather\s+than|а\s+не|вместо)\s+` + sum + `)?\.?\s*$`)
	mistakes   = prose.Lazily(`(?i)^\s*(?:sorry,?\s*)?(?:i|we)\s+(?:mistyped|got|misread|made\s+a\s+(?:typo|mistake|slip)\s+(?:in|with))\s+(?:the\s+|our\s+)?(\p{L}+)(?:\s+wrong)?\s*[:,–—-]\s*(?:it\s+is\s+|they\s+are\s+|it\s+should\s+be\s+)?`)
	ordinals   = map[string]string{"first": "1", "second": "2", "third": "3", "fourth": "4", "перв": "1", "втор": "2", "треть": "3", "четверт": "4", "четвёрт": "4"}
	changeTo   = prose.Lazily(`(?i)(?:^|[.,:]\s*)` + please + `(?:change|correct|update|set|put|исправьте|измените|поменяйте|замените|поправьте)` + please + `\s*(?:the\s+|our\s+)?(\p{L}+(?:\s\p{L}+){0,2}?)\s+(?:figure\s+|amount\s+|цифру\s+|сумму\s+)?(?:to|on|на)\s+(` + sum + `)` + please + `\.?\s*$`)
)

// paid puts what was paid to the other side, and what came from it, under its number.
func (b Book) paid(line string) string {
	if !transfer.Matches(line) {
		return line
	}
	plain := line
	for _, name := range b.Other {
		plain = withoutName(plain, name)
	}
	found := false
	for _, form := range payments {
		n := b.number(form.kind)
		if n == 0 {
			continue
		}
		plain = form.text().ReplaceAllStringFunc(plain, func(s string) string {
			found = true
			said := form.text().FindStringSubmatch(s)[2]
			if !strings.ContainsAny(said, "0123456789") {
				said = "0"
			}
			return fmt.Sprintf("\n%d) %s\n", n, strings.TrimSpace(said))
		})
	}
	if !found {
		return line
	}
	return strings.Trim(plain, "\n")
}

// withoutName puts a word that means the other side in the place of its name.
func withoutName(line, name string) string {
	at := strings.Index(strings.ToLower(line), strings.ToLower(name))
	if name == "" || at < 0 || len(strings.ToLower(line)) != len(line) {
		return line
	}
	end := at + len(name)
	for end < len(line) && isLetter(line[end:]) { // the ending of a Russian case
		_, size := utf8.DecodeRuneInString(line[end:])
		end += size
	}
	return line[:at] + "them" + line[end:]
}

func isLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

const (
	other  = `(?:them|the\s+other\s+side|(?:our\s+|the\s+)?partners?|им|них|него|не[ей]|партн[её]р(?:у|а|ам)?|друг(?:ой|ую)\s+сторон(?:е|ы|у))`
	amount = `(` + sum + `|nothing|ничего(?:\s+не)?)`
)

// payments are the ways to tell of one.
var payments = []struct {
	kind ledger.Kind
	text prose.Pattern
}{
	{ledger.Received, payment(`(?:we\s+)?(?:received|got)\s+` + amount + `\s+(?:from|off|by)\s+` + other)},
	{ledger.Received, payment(`(?:мы\s+)?получ(?:или|ено)\s+от\s+` + other + `\s+` + amount + `(?:\s+получали)?`)},
	{ledger.Received, payment(`от\s+` + other + `\s+(?:мы\s+)?(?:получили\s+)?` + amount + `(?:\s+получ(?:ал[аи]|или))?`)},
	{ledger.Paid, payment(`(?:we\s+)?(?:paid|transferred|sent)\s+` + other + `\s+` + amount)},
	{ledger.Paid, payment(`(?:we\s+)?(?:paid|transferred)\s+` + amount + `\s+to\s+` + other)},
	{ledger.Paid, payment(`(?:мы\s+)?(?:уплатили|заплатили|перечислили|выплатили|уплачено)\s+` + other + `\s+` + amount)},
	{ledger.Paid, payment(other + `\s+(?:мы\s+)?(?:уплатили|заплатили|перечислили|выплатили)\s+` + amount)},
	{ledger.Paid, payment(other + `\s+` + amount + `\s+(?:платили|заплатили|перечисляли|уплатили)`)},
}

func payment(text string) prose.Pattern {
	return prose.Lazily(`(?im)(^|[.,;]\s*|\s(?:and|и|а)\s+)` + text + `(?:\s+(?:this\s+(?:quarter|period|time)|в\s+этом\s+квартале))?\s*(?:[.,;](?:\s|$)|$)`)
}

// transfer spares most lines the longer search.
var transfer = prose.Lazily(`(?i)received|got|paid|transferred|sent|получ|платил|перечисл|уплач`)

// both reads that two things are nothing: "выручки и экономии пока нет".
func both(line string) string {
	line = neither().ReplaceAllString(line, "$1$2: 0\n$3: 0\n")
	return bothNone().ReplaceAllStringFunc(line, func(s string) string {
		m := bothNone().FindStringSubmatch(s)
		return m[1] + m[2] + ": 0\n" + m[3] + ": 0\n"
	})
}

var bothNone = prose.Lazily(`(?i)(^|[.,;]\s+)(?:neither\s+|ни\s+|no\s+)?(revenue|sales|savings|выручк[аи]|экономи[яи]|продаж[аи]?)\s+(?:and|or|nor|и|ни)\s+(revenue|sales|savings|выручк[аи]|экономи[яи]|продаж[аи]?)(?:\s+(?:so\s+far|yet|at\s+all|пока|ещ[её]))?(?:\s+(?:are|is|were|was))?\s*[:–—-]?\s*(?:none|nil|zero|0|both\s+zero|нет|не\s+было|не\s+получили|по\s+нулям|ноль|нулевые)(?:\s+(?:so\s+far|yet|пока))?\s*(?:[.,;]|$)`)

// neither is the English for it without a verb: "no revenue or savings yet".
var neither = prose.Lazily(`(?i)(^|[.,;]\s+)(?:neither|no)\s+(revenue|sales|savings)\s+(?:and|or|nor)(?:\s+no)?\s+(revenue|sales|savings)(?:\s+(?:so\s+far|yet|at\s+all))?\s*(?:[.,;]|$)`)

// named drops what joins figures, and puts a label before its figure: "часов 10" among other
// amounts is no guess.
func named(line string) string {
	line = thanksTo().ReplaceAllString(line, "$1")
	line = joiners().ReplaceAllString(line, "$1")
	line = otherwise().ReplaceAllString(line, "$1 ")
	if strings.Count(line, ",")+strings.Count(line, ";") > 0 {
		line = inverted().ReplaceAllString(line, "$1$2: $3")
	}
	return line
}

var (
	// thanksTo is the reason of a gain behind it: "экономия 640 за счёт общего курьера".
	thanksTo  = prose.Lazily(`(?i)(\d)\s+(?:за\s+сч[её]т|благодаря|thanks\s+to|due\s+to|because\s+of)\s+[^,;.\d]{2,80}`)
	joiners   = prose.Lazily(`(?i)(^|[.,;]\s+)(?:кроме\s+того|помимо\s+этого|сверх\s+того|а\s+также|besides|apart\s+from\s+that|in\s+addition|on\s+top)\s*,?\s+`)
	otherwise = prose.Lazily(`(?i)\b((?:money|hours|cash)(?:\s+put\s+in)?)\s+otherwise\s`)
	inverted  = prose.Lazily(`(?i)(^|[,;]\s*)(часов|денег|рублей)\s+(\d[\d ]*(?:,\d+)?)`)
)

// remarked leaves out for what, from where or thanks to whom an amount is, behind it. What
// could say that it is a part of the time, or hangs on something, stays.
func (b Book) remarked(line string) string {
	m := remark().FindStringSubmatch(line)
	if m == nil || partly.Matches(m[2]) || strings.ContainsAny(m[2], "0123456789%") {
		return line
	}
	return m[1]
}

var (
	remark = prose.Lazily(`(?i)^(\s*\(?\d{1,2}\s?[.):]\s*` + sum + `)\s+((?:for|from|on|at|through|thanks\s+to|spent\s+on|за|на|с|со|от|из|через|благодаря)\s+[^;:]{2,80})$`)
	partly = prose.Lazily(`(?i)only|part|half|so\s+far|until|till|if\b|unless|once|when|after|each|every|\bper\b|month|week|quarter|year|\bday|jan|feb|mar\b|march|apr|may\b|june?|july?|aug|sep|oct|nov|dec|account|estimate|average|expected|planned|budget|лишь|только|част|пока|если|когда|после|кажд|месяц|недел|квартал|год|день|дня|янв|фев|март|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|счёт|счет|план|ожида|каждого|человек|person|head|unit|штук|others?|both|all\s+of\s+us`)
)

// nought reads the words that mean none and are no amount.
func nought(line string) string {
	if noneNow.Matches(line) {
		return "0"
	}
	return noughts().ReplaceAllString(line, "${1}0")
}

var noneNow = prose.Lazily(`(?i)^\s*(?:none|nothing|nil|нисколько|ничего)(?:\s+at\s+all)?(?:\s+(?:this|in\s+this)\s+(?:quarter|period|time)|\s+в\s+этом\s+(?:квартале|периоде))?\s*[.!]*\s*$`)

var noughts = prose.Lazily(`(?i)(^|[\s:])(?:нисколько|ни\s+(?:часа|рубля|копейки|цента|евро))`)

// AllNothing reports whether a text says that there was nothing at all.
func AllNothing(text string) bool {
	return len(text) <= maxText && !strings.ContainsAny(text, "123456789") && allZeros.Matches(prose.Normalise(text))
}

var allZeros = prose.Lazily(`(?i)\b(?:all\s+(?:zeros?|zeroes|nil|lines\s+are\s+(?:zero|nil))|zeros?\s+(?:everywhere|across\s+the\s+board|in\s+all\s+lines|on\s+all\s+lines|throughout)|nil\s+(?:return|across\s+the\s+board|everywhere)|everything\s+(?:is\s+|was\s+)?(?:zero|nil|0)|(?:zeros?|nothing)\s+(?:for|in)\s+(?:everything|all(?:\s+lines)?)|nothing\s+(?:at\s+all\s+)?to\s+(?:report|declare))(?:$|[^-\p{L}])|нечего\s+(?:сообщ\p{L}+|указ\p{L}+|показ\p{L}+)|(?:^|[\s,.])(?:везде|всюду|все|вс[её](?:\s+по)?|по\s+всем\s+(?:строкам|пунктам))\s*[:–—-]?\s*(?:ноль|нули|нулям|нулевые|0)(?:$|[\s,.!])|(?:^|[\s,.])нули\s+(?:везде|по\s+всем)`)

// RestNothing takes out of a line that what it does not name was nothing: "everything else
// zero, apart from 12 hours". What stands behind the exception stays.
func RestNothing(line string) (rest string, said bool) {
	if len(line) > maxLine {
		return line, false
	}
	plain := prose.Normalise(line)
	if only := onlyThat().FindStringSubmatch(plain); only != nil {
		return only[1], true
	}
	if !restZero.Matches(plain) {
		return line, false
	}
	return strings.TrimSpace(restZero().ReplaceAllString(plain, ". ")), true
}

// onlyThat is "only 5 hours, nothing else".
var onlyThat = prose.Lazily(`(?i)^\s*(?:only|just|только|лишь)\s+([^.;\n]*\d[^.;\n]*?)\s*[,;–—-]\s*(?:and\s+|и\s+)?(?:nothing\s+(?:else|more)|больше\s+ничего|ничего\s+(?:больше|друго\p{L}+))\s*[.!]*\s*$`)

var restZero = prose.Lazily(`(?i)[,.;]?\s*(?:\b(?:and\s+)?(?:everything\s+else|all\s+else|the\s+(?:rest|others?|other\s+lines)|rest|else)|(?:^|[\s,.;])(?:по\s+)?(?:остальном[уе]|всему\s+остальному|остальн(?:ое|ые|ым)|вс[её]\s+остальное|прочее))\s*(?:is|are|was|were|:|–|—|-|везде)?\s*(?:all\s+)?` + none + `(?:,?\s*(?:apart\s+from|except(?:\s+for)?|besides|but\s+for|other\s+than|кроме|за\s+исключением|помимо)\s*)?\s*[.,;]?`)

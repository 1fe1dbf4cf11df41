package bookkeeping

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

// item is a line under a number: "1) 4,200 for the stand".
var item = prose.Lazily(`^(\s*\(?(\d{1,2})\s?[.):]\s*)(.*\S)\s*$`)

// numbered puts what stands under a number into the usual form.
func (b Book) numbered(line string) string {
	m := item().FindStringSubmatch(line)
	if m == nil {
		return line
	}
	head, text := m[1], m[3]
	n, err := strconv.Atoi(m[2])
	if err != nil || n < 1 || n > len(b.Kinds) {
		return line
	}
	switch {
	case later.Matches(text):
		return "" // nothing is said yet
	case wordZero.Matches(text):
		return head + "0"
	}
	if b.Kinds[n-1] == ledger.Hours {
		text = outOfPlan().ReplaceAllString(text, "$1")
		text = clockTime(text)
	}
	text = coinless().ReplaceAllString(text, "$1")
	text = document().ReplaceAllString(text, "")
	text = reference().ReplaceAllString(text, "$1")
	text = sinceLast().ReplaceAllString(text, "$1")
	text = tax().ReplaceAllString(text, "$1")
	text = toBeSettled().ReplaceAllString(text, "${1}, "+roughly(text))
	text = condition().ReplaceAllString(text, "$1 если ")
	return head + summed(worth(b.Kinds[n-1], planned(text)))
}

var (
	// later are words in the place of an amount that is still to come.
	later    = prose.Lazily(`(?i)^(?:tba|tbd|tbc|to\s+be\s+(?:advised|confirmed|defined|announced)|pending|уточняется|уточняем|будет\s+позже)\s*[.!]*$`)
	wordZero = prose.Lazily(`(?i)^(?:nada|zip|nix|(?:nothing|none|nil|ничего|нет|пока\s+(?:ничего|нет))(?:\s+(?:so\s+far|yet|as\s+yet|at\s+all|this\s+(?:quarter|period)|пока))?|no\s+(?:costs?|spend(?:ing)?|money|expenses|hours|revenue|savings|income)|(?:we\s+)?(?:spent|earned|saved|got|received|paid)\s+nothing|(?:ничего\s+)?не\s+(?:тратили|вкладывали|потратили|получали|получили|платили|экономили|было|отдавали)|(?:расход|затрат|выручк|экономи|час|вложени|поступлени)\p{L}*\s+(?:нет|не\s+было))\s*[.!]*$`)
	// outOfPlan finds of how many planned hours some were given.
	outOfPlan = prose.Lazily(`(?i)^(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?|ч\.?|час(?:а|ов)?)?\s*(?:out\s+of|of(?:\s+the)?|из)\s+(?:the\s+)?\d+(?:[.,]\d+)?\s*(?:h|hrs?|hours?|ч\.?|час(?:а|ов)?)?\s*(?:(?:that\s+were\s+)?(?:planned|budgeted|agreed|promised)|(?:за)?планир\p{L}*|по\s+плану|обещан\p{L}*)?\.?$`)
	// coinless finds kopecks that are none: "5000-00".
	coinless = prose.Lazily(`(\d)-00$`)
	// document finds which invoice or contract an amount is from.
	document = prose.Lazily(`(?i)\s*[(\[](?:inv(?:oice)?|p\.?o\.?|order|contract|receipt|bill|сч[её]т|сч\.?|договор|накладная|акт|чек|заказ|п/п|№|no\.)[^()\[\]]*[)\]]`)
	// reference is the same behind a stroke: "9,000 - order no. 77120".
	reference = prose.Lazily(`(?i)(\d[^,;–—-]*?)\s*(?:,|\s[–—-])\s*(?:(?:see|cf\.?|as\s+per|per|by|our|your|по|см\.?)\s+)?(?:inv(?:oice)?|p\.?o\.?|order|contract|receipt|bill|сч[её]т\p{L}*|договор\p{L}*|накладн\p{L}*|акт\p{L}*|чек\p{L}*|заказ\p{L}*)\s*(?:no\.?|nr\.?|№|#|number)?\s*[\p{L}\d/.-]*(?:\s+(?:of|from|от)\s+[\d./-]+(?:\s+\p{L}+)?)?\.?$`)
	// sinceLast leaves of two quarters this one.
	sinceLast = prose.Lazily(`(?i)^(?:last|previous|prior)\s+(?:quarter|period|time|year)\s*:?\s*` + sum + `\s*[,;]\s*(?:and\s+)?(?:this\s+(?:quarter|period|time|year)|now)\s*:?\s*(` + sum + `)$`)
	tax       = prose.Lazily(`(?i)(\d[^,;]*?),?\s+(?:\(?(?:excl(?:uding|\.)?|ex|without|w/o|before|net\s+of|incl(?:uding|\.)?|with|after)\s+(?:vat|tax(?:es)?)\)?|gross|net|без\s+(?:уч[её]та\s+)?ндс|с(?:\s+уч[её]том)?\s+ндс|включая\s+ндс|нетто|брутто)$`)
	// toBeSettled finds that an amount may still change.
	toBeSettled = prose.Lazily(`(?i)^(.*\d[^,;]*?)[,;(]\s*(?:(?:но\s+)?(?:ещ[её]\s+)?(?:уточним|уточню|уточняем|проверим|перепроверим|проверяем)|(?:we\s+are\s+)?still\s+(?:checking|verifying)|will\s+(?:still\s+)?(?:check|verify))\)?\s*\.?$`)
	condition   = prose.Lazily(`(?i)(\d[^;]*?),?\s+(?:когда|как\s+только|при\s+условии(?:,?\s+что)?|после\s+того,?\s+как)\s+`)
)

// roughly is the word for an amount that is not final, in the language of the text.
func roughly(text string) string {
	if strings.ContainsAny(strings.ToLower(text), "аеиоуыэюя") {
		return "предварительно"
	}
	return "provisional"
}

// clockTime reads hours as a clock shows them: "2:15", "2ч15".
func clockTime(text string) string {
	m := clock().FindStringSubmatch(text)
	if m == nil {
		return manHours().ReplaceAllString(text, "$1$2 h")
	}
	hours, err1 := decimal.NewFromString(m[1])
	minutes, err2 := decimal.NewFromString(m[2])
	if err1 != nil || err2 != nil || minutes.GreaterThanOrEqual(decimal.NewFromInt(minutesAnHour)) {
		return text
	}
	return hours.Add(minutes.DivRound(decimal.NewFromInt(minutesAnHour), 2)).String() + " h"
}

var (
	clock    = prose.Lazily(`(?i)^(\d{1,4})\s?(?::|h|ч\.?|час(?:а|ов)?)\s?(\d\d)\s*(?:h|hrs?|hours?|m|min|ч|час(?:а|ов)?|м|мин)?\.?$`)
	manHours = prose.Lazily(`(?i)^(\d+(?:[.,]\d+)?)\s*(?:man|person|staff|working|work)[\s-]?(?:hours?|hrs?)\.?$|^(\d+(?:[.,]\d+)?)\s*(?:человеко|чел\.?)[\s-]?(?:час\p{L}*|ч\.?)\.?$`)
)

// summed leaves of "in total 42,000: 20,000, 15,000, 7,000" the sum, where it is one.
func summed(text string) string {
	m := totalled().FindStringSubmatch(text)
	if m == nil {
		return text
	}
	whole, ok := plainAmount(m[1])
	sum := decimal.Zero
	for _, part := range figures().FindAllString(m[2], -1) {
		d, readable := plainAmount(part)
		ok = ok && readable
		sum = sum.Add(d)
	}
	if !ok || !sum.Equal(whole) {
		return text
	}
	return m[1]
}

var (
	totalled = prose.Lazily(`(?i)^(?:в\s+сумме|итого|всего|общая\s+сумма|in\s+total|total|overall|altogether|in\s+all)\s*:?\s*(\d[\d ]*(?:[.,]\d+)?)\s*[:(–-]\s*(.*\d.*)$`)
	figures  = prose.Lazily(`\d[\d ]*(?:[.,]\d+)*`)
)

// plainAmount reads whole numbers, with or without signs between thousands.
func plainAmount(text string) (decimal.Decimal, bool) {
	digits := strings.NewReplacer(" ", "", ",", "", ".", "").Replace(text)
	d, err := decimal.NewFromString(digits)
	return d, err == nil
}

// letterO finds the letter in the place of a nought. Nobody knows what else went wrong.
var letterO = prose.Lazily(`(\d)[.,]?\s?[OОoо]+(\d|[OОoо]|$|\s)`)

// mistyped takes an amount away in which a letter stands for a digit, so that it is asked back.
func mistyped(line string) string {
	m := item().FindStringSubmatch(line)
	if m != nil && letterO.Matches(m[3]) {
		return ""
	}
	return line
}

// labelled calls money and hours by the names that the mail has: "outlay 2,000", "расходов
// нет".
func labelled(line string) string {
	for _, l := range labels() {
		line = l.none.ReplaceAllString(line, fmt.Sprintf("${1}\n%s: 0\n", l.name))
		line = l.word.ReplaceAllString(line, "${1}"+l.name+": ${2}")
	}
	return strings.Trim(line, "\n")
}

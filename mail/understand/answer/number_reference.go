package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// withoutReferences takes out of a text the numbers that only name something: a
// contract, a page, a day, a time, a year. Of a day its month stays, because a
// figure of another month is another figure. A text that holds nothing else
// stays as it is.
func withoutReferences(text string) string {
	if len(text) > maxReferring || !references.Matches(text) {
		return text
	}
	var bare strings.Builder
	rest := text
	for {
		at := references().FindStringSubmatchIndex(rest)
		if at == nil {
			break
		}
		end := at[len(at)-2] // the sign behind a reference may begin the next one
		if at[1] < len(rest) && isDigit(rune(rest[at[1]])) && strings.Contains(",. '", rest[end:at[1]]) {
			bare.WriteString(rest[:at[1]]) // "April 18,400" is no day
			rest = rest[at[1]:]
			continue
		}
		bare.WriteString(rest[:at[0]] + keptOf(rest[at[0]:end]))
		rest = rest[end:]
	}
	bare.WriteString(rest)
	if !hasFigure(bare.String()) {
		return text
	}
	return bare.String()
}

// keptOf is what a reference leaves in the text: the sign before it, and its month.
func keptOf(reference string) string {
	kept := ""
	if r := firstRune(reference); !isLetterOrDigit(r) && r != '№' && r != '#' {
		kept = string(r)
	}
	for _, w := range prose.Words(reference) {
		if monthNamed(w) > 0 {
			kept += " " + w
		}
	}
	return kept + " "
}

// maxReferring is how long a text with figures can be.
const maxReferring = 2000

var references = prose.Lazily(`(?i)(?:^|[^\p{L}\d#№.,-])(?:` + strings.Join([]string{
	// papers and places: "№ 17/26", "invoice no. 20418", «п. 4.2», "gate 3"
	`(?:№|nr\.|no\.)\s?\d[\p{L}\d/.-]*\d?`,
	`(?:ref|po|inv|sku|id|hrb|tel|ext|fax|inn|инн|кпп|огрн|тел|доб|факс|вх|исх)[.:]?\s?(?:№\s?|no\.\s?|:\s?)?\d[\d/.-]*`,
	`(?:п|пп|ст|каб|корп|стр)\.\s?\d[\d.]*`,
	`(?:invoice|order|contract|ticket|page|room|gate|hall|stand|booth|dock|bay|flight|clause|section|article|paragraph|version|floor|building|suite|appendix|annex|кабинет\p{L}{0,2}|каб|комнат\p{L}|страниц\p{L}|ворот\p{L}{1,2}|док|рейс|пункт\p{L}{0,2}|стать\p{L}|раздел\p{L}{0,2}|этаж|корпус|приложени\p{L}|договор\p{L}?|сч[её]т\p{L}{0,2})\s(?:№\s?|no\.?\s?)?\d[\d./-]*[\p{L}\d]?`,
	`(?:in|for|of|during)\s(?:week|kw|sprint)\s\d{1,2}`, `(?:week|kw|sprint|неделя|спринт)\s(?:№\s?)?\d{1,2}:`, `(?:за|на)\s\d{1,2}(?:-?[юйя]{1,2})?\s(?:недел[юе])`,
	`\d{1,2}\s?[«"“]\p{L}[»"”]`,
	// stretches of time
	`(?:over|in|within|across|for|за)\s(?:the\s)?(?:last\s|past\s|последни\p{L}\s)?(?:\d{1,2}|two|three|four|five|six|seven|ten|два|две|три|четыре|пять|шесть|семь|десять)\s(?:hours|days|weeks|months|quarters|years|часа|часов|дня|дней|недели|недель|месяца|месяцев|года|лет)`,
	// days, years and times
	`(?:(?:от|dated|of)\s)?\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?:\s?г(?:\.|ода)?)?`, `\d{4}-\d{2}-\d{2}`,
	`(?:(?:from|с|со)\s\d{1,2}(?:st|nd|rd|th|-?го)?\s(?:to|until|till|по|до)\s)?\d{1,2}(?:st|nd|rd|th|-?го|-?е)?\s(?:of\s)?` + months + `(?:\s\d{4})?(?:\s?г(?:\.|ода)?)?`,
	months + `\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s\d{4})?`,
	`(?:since|in|с|в)\s(?:19|20)\d\d(?:\s?(?:года|году|г\.))?`,
	`\d{1,2}:\d{2}(?:\s?(?:am|pm|h|мск))?`, `\d{1,2}\s?(?:am|pm|o.?clock)`,
	`(?:с|со)\sпервого(?:\sчисла)?`,
	`(?:the\s)?\d{1,2}(?:st|nd|rd|th)`, `\d{1,2}-?(?:го|му|е|ое|ого|ому|м|ом)(?:\sчисла)?`,
}, `|`) + `)($|[^\p{L}\d%])`)

package compose

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// locale is how one language writes numbers and dates, and the words that stand
// in ready-made answers, which must be words that a reply's reader knows.
type locale struct {
	name           string
	decimalSign    string
	groupSeparator string
	percentSign    string
	weekdays       [7]string // from Sunday
	months         [12]string
	momentFormat   string // weekday, day, month, hour, minute, city
	dateFormat     string // day, month, year
	forms          []plural.Form
	and            string
	words          words
}

// words are what a person may tap or type.
type words struct{ yes, no, nothing, unknown, same string }

// noBreakSpace keeps a number together at the end of a line.
const noBreakSpace = "\u00a0"

// locales lists what there are templates for; the first is for everybody else.
func locales() []locale {
	return []locale{
		{
			name: "en", decimalSign: ".", groupSeparator: ",", percentSign: "%",
			weekdays:     [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
			months:       [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
			momentFormat: "%s %d %s %02d:%02d, %s", dateFormat: "%d %s %d",
			forms: []plural.Form{plural.One, plural.Other}, and: " and ",
			words: words{yes: "yes", no: "no", nothing: "nothing", unknown: "don't know", same: "same as last time"},
		},
		{
			name: "ru", decimalSign: ",", groupSeparator: noBreakSpace, percentSign: noBreakSpace + "%",
			weekdays: [7]string{"вс", "пн", "вт", "ср", "чт", "пт", "сб"},
			months: [12]string{
				"января", "февраля", "марта", "апреля", "мая", "июня",
				"июля", "августа", "сентября", "октября", "ноября", "декабря",
			},
			momentFormat: "%s %d %s, %02d:%02d, %s", dateFormat: "%d %s %d г.",
			forms: []plural.Form{plural.One, plural.Few, plural.Many}, and: " и ",
			words: words{yes: "да", no: "нет", nothing: "ничего", unknown: "не знаю", same: "как в прошлый раз"},
		},
	}
}

// languageOf chooses the locale of a letter: the reader's own language, then
// the party's, then the partnership's, as far as there are templates for them.
func languageOf(spec partnership.Spec, person partnership.Person, known []string) string {
	party, _ := spec.PartyOf(person.ID)
	for _, wanted := range []string{person.Language, party.Language, spec.Language} {
		tag, err := language.Parse(wanted)
		if err != nil {
			continue
		}
		if base, _ := tag.Base(); slices.Contains(known, base.String()) {
			return base.String()
		}
	}
	return known[0]
}

// number writes a decimal with the language's signs: 4,150.5 or 4 150,5.
func (l locale) number(d decimal.Decimal) string {
	whole, fraction, _ := strings.Cut(d.Abs().String(), ".")
	var grouped strings.Builder
	if d.IsNegative() {
		grouped.WriteByte('-')
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			grouped.WriteString(l.groupSeparator)
		}
		grouped.WriteRune(digit)
	}
	if fraction != "" {
		grouped.WriteString(l.decimalSign + fraction)
	}
	return grouped.String()
}

// typed writes a decimal as a person would type it: without grouping, so that
// nothing of it can be taken for a decimal sign.
func (l locale) typed(d decimal.Decimal) string {
	return strings.Replace(d.String(), ".", l.decimalSign, 1)
}

// quantity writes a number with its unit.
func (l locale) quantity(d decimal.Decimal, unit string) string {
	switch unit {
	case "":
		return l.number(d)
	case "%":
		return l.number(d) + l.percentSign
	default:
		return l.number(d) + noBreakSpace + unit
	}
}

// percent writes a share, such as 0.433, in whole percent.
func (l locale) percent(share decimal.Decimal) string {
	return l.quantity(share.Shift(2).Round(0), "%")
}

// moment writes a time as the clock on the reader's wall shows it.
func (l locale) moment(t time.Time, city string) string {
	return fmt.Sprintf(l.momentFormat, l.weekdays[t.Weekday()], t.Day(), l.months[t.Month()-1], t.Hour(), t.Minute(), city)
}

// date writes a day with its year.
func (l locale) date(d cadence.Date) string {
	return fmt.Sprintf(l.dateFormat, d.Day, l.months[d.Month-1], d.Year)
}

// list joins items as a sentence does: "1, 2 and 3".
func (l locale) list(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + l.and + items[last]
}

// plural chooses the form of a word that goes with a count. The forms come in
// the order of CLDR: one, other in English; one, few, many in Russian.
func (l locale) plural(n int, forms ...string) (string, error) {
	if len(forms) != len(l.forms) {
		return "", fmt.Errorf("plural of %d in %s: %d forms given, want %d", n, l.name, len(forms), len(l.forms))
	}
	i := slices.Index(l.forms, plural.Cardinal.MatchPlural(language.Make(l.name), n, 0, 0, 0, 0))
	if i < 0 {
		i = len(forms) - 1
	}
	return forms[i], nil
}

package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// foundDay is a day that a text names, or the reason why its words name none.
type foundDay struct {
	date    cadence.Date
	why     reason
	weekday bool // only a weekday is named
}

// dayFinder finds the days of one way to write them.
type dayFinder struct {
	pattern prose.Pattern
	// read gives the day of a match; ok is false for what is none.
	read func(m []string, s dayContext) (d foundDay, ok bool)
}

// dayContext is what completes a day.
type dayContext struct {
	today cadence.Date
	past  bool // the question asks for what has been
}

// monthNames and weekdayNames list the names of each, from January and Sunday on.
var monthNames = []wordSet{
	setOf("jan|january|янв|январь|января|январе|январю"), setOf("feb|february|фев|февр|февраль|февраля|феврале|февралю"),
	setOf("mar|march|мар|март|марта|марте|марту"), setOf("apr|april|апр|апрель|апреля|апреле|апрелю"),
	setOf("may|май|мая|мае|маю"), setOf("jun|june|июн|июнь|июня|июне|июню"), setOf("jul|july|июл|июль|июля|июле|июлю"),
	setOf("aug|august|авг|август|августа|августе|августу"), setOf("sep|sept|september|сен|сент|сентябрь|сентября|сентябре|сентябрю"),
	setOf("oct|october|окт|октябрь|октября|октябре|октябрю"), setOf("nov|november|ноя|нояб|ноябрь|ноября|ноябре|ноябрю"),
	setOf("dec|december|дек|декабрь|декабря|декабре|декабрю"),
}

var weekdayNames = []wordSet{
	setOf("sun|sunday|вс|воскресенье|воскресенья|воскресенью"), setOf("mon|monday|пн|понедельник|понедельника|понедельнику"),
	setOf("tue|tues|tuesday|вт|вторник|вторника|вторнику"), setOf("wed|weds|wednesday|ср|среда|среду|среды|среде"),
	setOf("thu|thur|thurs|thursday|чт|четверг|четверга|четвергу"), setOf("fri|friday|пт|пятница|пятницу|пятницы|пятнице"),
	setOf("sat|saturday|сб|суббота|субботу|субботы|субботе"),
}

// relativeDays are the words for days near today.
var relativeDays = map[string]int{
	"tmrw": 1, "tmr": 1, "tmw": 1, "tomorrow's": 1, "завтро": 1,
	"today": 0, "сегодня": 0, "tomorrow": 1, "завтра": 1, "yesterday": -1, "вчера": -1,
	"послезавтра": 2, "позавчера": -2, "послепослезавтра": 3,
}

// relativeDay is how many days from today the day lies that a word names.
func relativeDay(w string) (days int, ok bool) {
	if strings.HasPrefix(w, "tom") && mistypedTomorrow.Matches(w) {
		return 1, true
	}
	days, ok = relativeDays[w]
	return days, ok
}

// mistypedTomorrow is "tomorrow" as people type it in a hurry.
var mistypedTomorrow = prose.Lazily(`^tomm?orow$`)

// word is a boundary that knows letters of any language.
const (
	from = `(^|[^\p{L}\d])`
	to   = `($|[^\p{L}\d])`
)

var (
	months   = `(` + alternatives(monthNames) + `)`
	weekdays = `(` + alternatives(weekdayNames) + `)`
	ordinal  = `((?:twenty|thirty|двадцать|тридцать)[\s-]+)?(` + ordinalWords() + `)`
)

// dayFinders are tried in this order; what one has found, the next ones don't
// see.
var dayFinders = []dayFinder{
	{prose.Lazily(from + `(\d{4})[-./](\d{1,2})[-./](\d{1,2})` + to), readISO},
	{prose.Lazily(from + `(\d{1,2})[.](\d{1,2})(?:[.]\s?(\d{4}|\d{2}))?(?:г|\.)?` + to), readDotted},
	{prose.Lazily(from + `(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?` + to), readStroke},
	{prose.Lazily(from + `(?:the\s+)?(\d{1,2})(?:\s?(?:st|nd|rd|th)|-?(?:го|ого|е|ое|му|ому))?\.?(?:\s+of)?[\s/-]*` + months + `(?:\.?,?[\s/-]+(\d{4}))?` + to), readDayMonth},
	{prose.Lazily(from + months + `\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?` + to), readMonthDay},
	{prose.Lazily(from + ordinal + `(?:\s+of)?\s+` + months + `(?:,?\s+(\d{4}))?` + to), readOrdinalMonth},
	{prose.Lazily(from + months + `\s+(?:the\s+)?` + ordinal + `(?:,?\s+(\d{4}))?` + to), readMonthOrdinal},
	{prose.Lazily(from + `(?:the\s+)?(?:last\s+day|последний\s+день|последнему\s+дню|последнего\s+дня)\s+(?:of\s+|in\s+)?` + months + `(?:,?\s+(\d{4}))?` + to), readLastDay},
	{prose.Lazily(from + `(?:the\s+)?(first|second|third|fourth|last|перв\p{L}+|втор\p{L}+|трет\p{L}+|четверт\p{L}+|последн\p{L}+)\s+` + weekdays + `\s+(?:of\s+|in\s+|в\s+)?` + months + `(?:,?\s+(\d{4}))?` + to), readNthWeekday},
	{prose.Lazily(from + `(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|-?го)\s+(?:of\s+)?(?:(?:the\s+)?next\s+month|следующего\s+месяца)` + to), readNextMonth},
	{prose.Lazily(from + `(?:the\s+)?(?:end\s+of|до\s+конца|концу|конец)\s+` + months + `(?:,?\s+(\d{4}))?` + to), readLastDay},
	{prose.Lazily(from + `(?:eom|(?:the\s+)?end\s+of\s+(?:the|this)\s+month|(?:конца|концу|конец)\s+(?:этого\s+)?месяца)(\s)?` + to), readMonthEnd},
	{prose.Lazily(from + `(?:(?:the\s+)?end\s+of\s+next\s+month|(?:конца|концу|конец|конце)\s+следующего\s+месяца)(\s)?` + to), readNextMonthEnd},
	{prose.Lazily(from + `(?:eow|(?:the\s+)?end\s+of\s+(?:the|this)\s+week|(?:конца|концу|конец|конце)\s+(?:этой\s+)?недели)(\s)?` + to), readWeekEnd},
	{prose.Lazily(from + `(?:by\s+(?:the\s+)?end\s+of\s+next\s+week|(?:до\s+конца|к\s+концу)\s+следующей\s+недели)(\s)?` + to), readNextWeekEnd},
	{prose.Lazily(from + `(?:(?:in|через|within)\s+)?(\d{1,2}|\p{L}+)\s+(?:working|business|рабочих|рабочие|рабочий)\s+(?:days?|день|дня|дней)(?:\s+(?:from\s+(?:now|today)|time))?` + to), readWorkSpan},
	{prose.Lazily(from + `(?:in|через|within)\s+(?:(\d{1,3}|\p{L}+)\s+)?(days?|weeks?|день|дня|дней|неделю|недели|недель)(?:\s+time)?` + to), readSpan},
	{prose.Lazily(from + `(\d{1,3}|\p{L}+)\s+(days?|weeks?)\s+(?:from\s+(?:today|now)|hence)` + to), readSpan},
	{prose.Lazily(from + `(\d{1,3}|\p{L}+)\s+(days?|weeks?|день|дня|дней|неделю|недели|недель)\s+(?:ago|назад)` + to), readAgo},
	{prose.Lazily(from + `(?:the\s+)?(day\s+after\s+tomorrow|day\s+before\s+yesterday|tmrw|tmr|tmw|tomm?orow|завтро|today|tomorrow|yesterday|сегодня|завтра|вчера|послезавтра|позавчера|послепослезавтра)` + to), readNear},
	{prose.Lazily(from + `(?:(?:on\s+)?(next|this|last)\s+week|на\s+(следующей|этой|прошлой)\s+неделе)\s*,?\s+(?:on\s+|в\s+|во\s+)?` + weekdays + to), readWeekOf},
	{prose.Lazily(from + `(?:(this|next|last|coming|past|эт\p{L}+|следующ\p{L}+|прошл\p{L}+|ближайш\p{L}+)\s+)?` + weekdays + `(?:,?\s+(?:of\s+)?(this|next|last)\s+week|\s+(?:на\s+)?(этой|следующей|прошлой)\s+недел\p{L})?` + to), readWeekday},
	{prose.Lazily(from + `(?:the\s+(\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})(?:st|nd|rd|th)|(\d{1,2})-?(?:го|му|ое|ого|е)(?:\s+числа|\s+числу|\s+число)?|(\d{1,2})\s+(?:числа|числу|число))(?:\s+of\s+(?:this|the\s+current)\s+month|\s+этого\s+месяца)?` + to), readDayOnly},
}

func alternatives(sets []wordSet) string {
	var names []string
	for _, set := range sets {
		for n := range set {
			names = append(names, regexp.QuoteMeta(n))
		}
	}
	slices.SortFunc(names, func(a, b string) int { return len(b) - len(a) })
	return strings.Join(names, "|")
}

// findDays finds all days that a text names and puts a mark in the place of
// each; a weekday beside its date is a part of it. Times of day are left out.
func findDays(q partnership.Question, text string, today cadence.Date) (string, []foundDay) {
	s := dayContext{today: today, past: wordsOf(q).past}
	t := spelledOut.Replace(prose.Fold(text))
	if len(t) > maxDated {
		t = strings.ToValidUTF8(t[:maxDated], "")
	}
	t = arrows.Replace(t)
	if containsAny(t, "suit", "works", "would be", "will be", " is ", "было бы") {
		t = wouldSuit().ReplaceAllString(t, "$1")
	}
	if strings.HasSuffix(strings.TrimSpace(t), "?") {
		t = strings.TrimSpace(isThatOK().ReplaceAllString(t, "$1"))
	}
	t = partOfDay().ReplaceAllString(dayTime().ReplaceAllString(hours().ReplaceAllString(t, " $1"), " $1"), "$1 $2")
	var days []foundDay
	for _, f := range dayFinders {
		t = f.mark(t, s, &days)
	}
	return joinWeekdays(t, days), days
}

var (
	// wouldSuit says of a day that it is a good one.
	wouldSuit = prose.Lazily(`(\d\S{0,4}|day|\p{L}{3,})\s+(?:(?:would|will)\s+be\s+(?:just\s+)?(?:perfect|great|good|fine|ideal|best|ok|okay|lovely)|(?:would\s+|will\s+)?(?:suits?|works?\s+(?:well\s+|best\s+|fine\s+)?for|is\s+(?:fine|good|ok|okay|best|perfect)\s+(?:for|with))\s+(?:me|us|him|her|them|everyone|everybody|all)|было\s+бы\s+(?:идеально|отлично|хорошо|удобно|лучше\s+всего|замечательно))(?:\s+for\s+(?:me|us))?\b`)
	// isThatOK asks whether a day that was given will do.
	isThatOK = prose.Lazily(`[,.–—-]\s*(?:is\s+(?:that|this)|would\s+(?:that|this)(?:\s+be)?|does\s+(?:that|this)|if\s+that(?:'s|\s+is)|подойд[её]т|устроит|годится|удобно|нормально|ок|ok|okay)(?:\s+(?:ok|okay|fine|good|all\s+right|alright|work|suit|вам|вас|для\s+вас|with|by|for|you|soon|enough|early|in|time))*\s*\?($)`)
)

// arrows stand between an old day and the new one.
var arrows = strings.NewReplacer("->", " "+arrowWord+" ", "=>", " "+arrowWord+" ", "→", " "+arrowWord+" ")

const arrowWord = "arrowto"

// maxDated is how much of a text is searched for days.
const maxDated = 2000

// dayTime is a time of day, which a date may carry.
var dayTime = prose.Lazily(`(?:(?:at|by|from|around|about|с|со|около|в|к|до)\s+)?\b(?:\d{1,2}[:.]\d{2}\s*(?:am|pm|h|cet|utc|мск)|\d{1,2}:\d{2}|\d{1,2}\s*(?:am|pm|o'clock|утра|вечера|дня|ночи|часов|часам))($|[^\p{L}\d:.])`)

// hours are a time of day at the end of a clause that needs no more to be one:
// "between 8 and 10", «в шесть утра».
var hours = prose.Lazily(`,?\s(?:between\s+\d{1,2}\s*(?:am|pm)?\s+and\s+\d{1,2}|(?:from|с)\s+\d{1,2}\s+(?:to|until|till|до)\s+\d{1,2}|at\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|(?:в|к|с)\s+(?:три|четыре|пять|шесть|семь|восемь|девять|десять|семи|восьми|девяти|десяти|шести)\s+(?:утра|вечера|часов))\s*($|[,.;!?)])`)

// partOfDay is a part of the day, which a date may carry, too.
var partOfDay = prose.Lazily(from + `(?:(?:before|after|around|at|by)\s+(?:noon|lunch|midday|lunchtime|close|closing|business|night)|first\s+thing(?:\s+in\s+the\s+morning)?|in\s+the\s+(?:morning|afternoon|evening)|(?:до|после|к|с|около)\s+(?:обеда|обеду|полудня|утра|вечера|вечеру|ночи)|рано\s+утром|ближе\s+к\s+(?:обеду|вечеру)|(?:в\s+)?(?:первой|второй)\s+половин\p{L}\s+дня)` + to)

// mark puts marks in the place of what a finder finds.
func (f dayFinder) mark(t string, s dayContext, days *[]foundDay) string {
	pattern := f.pattern()
	var b strings.Builder
	for t != "" {
		at := pattern.FindStringSubmatchIndex(t)
		if at == nil {
			break
		}
		m := make([]string, len(at)/2)
		for i := range m {
			if at[2*i] >= 0 {
				m[i] = t[at[2*i]:at[2*i+1]]
			}
		}
		start, end := at[3], at[len(at)-2] // between the boundaries
		if d, ok := f.read(m[2:len(m)-1], s); ok && len(*days) < maxDays {
			b.WriteString(t[:start] + string(firstMark+rune(len(*days))))
			*days = append(*days, d)
		} else {
			b.WriteString(t[:end])
		}
		if end == 0 {
			end = 1
		}
		t = t[end:]
	}
	return b.String() + t
}

// maxDays is how many days of a text are told apart.
const maxDays = 50

// joinWeekdays takes a weekday right beside a date out of the text. If it is not
// the date's, the date has no value.
func joinWeekdays(t string, days []foundDay) string {
	runes := []rune(t)
	out := runes[:0:0]
	last := -1 // the day before, if nothing but signs stood since
	for _, r := range runes {
		at := int(r - firstMark)
		switch {
		case at < 0 || at >= len(days):
			if isLetterOrDigit(r) {
				last = -1
			}
		case last >= 0 && days[at].weekday != days[last].weekday:
			date, weekday := &days[last], &days[at]
			if date.weekday {
				date, weekday = weekday, date
			}
			if date.why == understood && date.date.Weekday() != weekday.date.Weekday() {
				date.why = reasonWeekday
			}
			if date == &days[at] {
				days[last] = *date
			}
			continue
		default:
			last = at
		}
		out = append(out, r)
	}
	return string(out)
}

// ordinals are the days of a month in words, by their beginning.
var ordinals = []string{
	"first перв", "second втор", "third треть", "fourth четверт", "fifth пят", "sixth шест", "seventh седьм", "eighth восьм", "ninth девят",
	"tenth десят", "eleventh одиннадцат", "twelfth двенадцат", "thirteenth тринадцат", "fourteenth четырнадцат", "fifteenth пятнадцат",
	"sixteenth шестнадцат", "seventeenth семнадцат", "eighteenth восемнадцат", "nineteenth девятнадцат", "twentieth двадцат",
}

var ordinalDays = buildOrdinalDays()

func buildOrdinalDays() map[string]int {
	days := map[string]int{"thirtieth": 30, "тридцатое": 30, "тридцатого": 30, "тридцатому": 30}
	for i, row := range ordinals {
		english, russian, _ := strings.Cut(row, " ")
		days[english] = i + 1
		for _, ending := range []string{"ое", "ого", "ому", "е", "его", "ему"} {
			days[russian+ending] = i + 1
		}
	}
	return days
}

func ordinalWords() string {
	var words []string
	for w := range ordinalDays {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	return strings.Join(words, "|")
}

// ordinalDay gives the digits of "twenty first".
func ordinalDay(tens, unit string) string {
	n := ordinalDays[unit]
	switch {
	case strings.HasPrefix(tens, "twenty"), strings.HasPrefix(tens, "двадцать"):
		n += 20
	case tens != "":
		n += 30
	}
	return strconv.Itoa(n)
}

// weekdayNamed is the weekday from Sunday on that a word names, or -1.
func weekdayNamed(word string) int { return placesOfWeekdays[word] - 1 }

// monthNamed is the month from 1 on that a word names, or zero.
func monthNamed(word string) int { return placesOfMonths[word] }

// The places of names in their lists, from 1 on.
var placesOfWeekdays, placesOfMonths = placesIn(weekdayNames), placesIn(monthNames)

func placesIn(lists []wordSet) map[string]int {
	places := make(map[string]int)
	for i, names := range lists {
		for name := range names {
			places[name] = i + 1
		}
	}
	return places
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

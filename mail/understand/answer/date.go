package answer

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// readDate reads the one date that a text gives as its answer. The clause of the
// date must say nothing else: "invoice dated 7 May" answers no question for a
// deadline. Words may say that it takes the place of another one.
func readDate(q partnership.Question, text string, today cadence.Date) (cadence.Date, bool, reason) {
	if m, ok := mendIn(text); ok {
		d, rough, why := readDate(q, completedDay(m), today)
		if why == understood || m.before != "" && m.settles(why) {
			return d, rough, why
		}
		if m.before == "" {
			text = m.after
		}
	}
	marked, days := findDays(q, text, today)
	if len(days) == 0 {
		return cadence.Date{}, false, reasonNotDate
	}
	parts := dayClauses(marked)
	at, chosen, why := chosenDay(q, parts, days)
	if why != understood {
		return cadence.Date{}, false, why
	}
	if why := remarksOn(q, parts, at); why != understood {
		return cadence.Date{}, false, reasonDateOther
	}
	return chosen.day, chosen.rough || saysRough(parts), understood
}

// dayClauses are the clauses of marked text. What stands behind a day and a colon
// only remarks on it: "moved to 3 June: the auditor is ill".
func dayClauses(marked string) []clause {
	var out []clause
	for _, c := range clauses(marked) {
		said, remark, ok := strings.Cut(c.text, ": ")
		if !ok || strings.IndexFunc(said, isMark) < 0 {
			out = append(out, c)
			continue
		}
		left, right := c, c
		left.text, left.asked = said, false
		right.text, right.aside = remark, true
		out = append(out, left, right)
	}
	return out
}

func isMark(r rune) bool { return r >= firstMark && r < firstMark+maxDays }

// completedDay gives the new day of a correction the month of the old one, where
// it is only a day: "15 April, no, the 16th".
func completedDay(m mend) string {
	if !dayAlone.Matches(m.after) {
		return m.after
	}
	for _, w := range prose.Words(m.before) {
		if monthNamed(w) > 0 {
			return dayAlone().FindStringSubmatch(m.after)[1] + " " + w
		}
	}
	return m.after
}

// dayAlone is a day without its month.
var dayAlone = prose.Lazily(`(?i)^(?:(?:to|by|on|на|к)\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|-?(?:го|е|ое|му))?[.!\s]*$`)

// dayClaim is what a clause says with a day.
type dayClaim struct {
	day       cadence.Date
	why       reason
	rough     bool
	beside    bool // the day is another one, and the clause says so
	past, now bool
}

// chosenDay finds the clause whose day is the answer.
func chosenDay(q partnership.Question, parts []clause, days []foundDay) (int, dayClaim, reason) {
	at := -1
	var chosen dayClaim
	why := reasonNotDate
	for i, p := range parts {
		c, ok := dayClaimOf(q, p.text, days)
		switch {
		case !ok:
		case c.why != understood || p.asked:
			if why == reasonNotDate {
				why = c.why
			}
			if c.spoilsDay(p) {
				return -1, c, reasonDateAmbiguous
			}
		case at < 0, chosen.past && c.now, chosen.day == c.day:
			at, chosen = i, c
		case c.past && chosen.now:
		default:
			return -1, c, reasonDateAmbiguous
		}
	}
	if at < 0 {
		if why == understood {
			why = reasonDateOther
		}
		return -1, chosen, why
	}
	return at, chosen, understood
}

// spoilsDay reports whether a clause without a clear day could give another
// answer than the rest of the text.
func (c dayClaim) spoilsDay(p clause) bool {
	words := prose.Words(p.text)
	return offersOther(words) || addsDay(words) && !c.beside || slices.ContainsFunc(words, func(w string) bool { return w == "earliest" || w == "раннее" }) && !c.beside || slices.ContainsFunc(words, func(w string) bool { return dayParts[w] || beginsWith(w, partial) }) && !c.beside || c.why == reasonDateAmbiguous && !c.beside
}

// addsDay reports whether a clause says that its day would do, too: "so does the 4th".
func addsDay(words []string) bool {
	return len(words) > 1 && words[0] == "so" && (words[1] == "does" || words[1] == "is" || words[1] == "would") || slices.ContainsFunc(words, func(w string) bool { return alsoWords[w] })
}

var alsoWords = setOf("too|also|equally|likewise|тоже|также")

// dayClaimOf reads a clause of marked text.
func dayClaimOf(q partnership.Question, text string, days []foundDay) (dayClaim, bool) {
	tokens := dayTokens(latest.Replace(text), days)
	last := -1
	for i, t := range tokens {
		if t.day != nil {
			last = i
		}
	}
	if last < 0 {
		return dayClaim{}, false
	}
	if moved := newDay(tokens, last); moved > 0 {
		tokens = tokens[moved:]
	}
	tokens = beforeRemark(behindContrast(withoutPapers(tokens)))
	var c dayClaim
	first := true
	for i, t := range tokens {
		switch {
		case t.day == nil:
		case first:
			c.day, c.why, first = t.day.date, t.day.why, false
		case t.day.date != c.day:
			if at := insteadAt(tokens[:i]); at > 0 {
				return c.judged(q, tokens[:at]), true
			}
			c.why = reasonDateAmbiguous
			c.beside = c.beside || slices.ContainsFunc(tokens, func(t dayToken) bool { return dayElsewhere[t.word] })
			return c, true
		}
	}
	return c.judged(q, tokens), true
}

// withoutPapers leaves out the day of a paper beside another day: "the invoice
// dated 7 February was paid on 6 March".
func withoutPapers(tokens []dayToken) []dayToken {
	days := 0
	for _, t := range tokens {
		if t.day != nil {
			days++
		}
	}
	for i := 1; i < len(tokens) && days > 1; i++ {
		if tokens[i].day != nil && paperWords[tokens[i-1].word] {
			tokens = slices.Concat(tokens[:i-1], tokens[i+1:])
			days--
		}
	}
	return tokens
}

// paperWords stand between a paper and its day.
var paperWords = setOf("dated|от|датирован|датированный|датированная")

// insteadAt finds the "instead of" behind a day, or returns zero.
func insteadAt(tokens []dayToken) int {
	seen := false
	for i, t := range tokens {
		seen = seen || t.day != nil
		if seen && insteadWords[t.word] {
			return i
		}
	}
	return 0
}

// behindContrast leaves what stands behind the "but" of "not the 20th but the
// 27th".
func behindContrast(tokens []dayToken) []dayToken {
	for i := len(tokens) - 1; i > 0; i-- {
		if w := tokens[i].word; w != "but" && w != "а" && w != "но" {
			continue
		}
		if !slices.ContainsFunc(tokens[i:], func(t dayToken) bool { return t.day != nil }) {
			continue
		}
		if slices.ContainsFunc(tokens[:i], func(t dayToken) bool {
			return dayElsewhere[t.word] || saidWords[t.word] || t.word == "not" || t.word == "не"
		}) {
			return tokens[i+1:]
		}
	}
	return tokens
}

// beforeRemark leaves out the remark behind the first day.
func beforeRemark(tokens []dayToken) []dayToken {
	seen := false
	for i, t := range tokens {
		seen = seen || t.day != nil
		if seen && dayRemark[t.word] {
			return tokens[:i]
		}
	}
	return tokens
}

// judged judges the words around the day of a clause.
func (c dayClaim) judged(q partnership.Question, tokens []dayToken) dayClaim {
	past, starts, asked := wordsOf(q).past, wordsOf(q).start, wordsOf(q).text
	for i, t := range tokens {
		switch {
		case t.day != nil, past && pastWords[t.word], starts && startWords[t.word]:
			continue
		case repeatsVague(asked, tokens[i:]):
			continue
		case i == 0 && tieWords[t.word]:
			continue
		}
		c.past, c.now = c.past || pastWords[t.word], c.now || nowWords[t.word]
		c.rough = c.rough || dayRough[t.word]
		c.beside = c.beside || dayElsewhere[t.word] && !asksDeed(q, t.word) || suitsNot(tokens[i:])
		if why := judgeDayWord(q, t.word); why != understood && c.why == understood {
			c.why = why
		}
	}
	return c
}

// suitsNot reports whether tokens begin by saying that a day suits somebody not.
func suitsNot(tokens []dayToken) bool {
	return len(tokens) > 1 && isNegation(tokens[0].word) && beginsWith(tokens[1].word, suiting)
}

// suiting begin the words for what suits somebody, or does not.
var suiting = []string{"подход", "подойд", "удоб", "устро", "устраив", "suit", "work", "possible"}

// repeatsVague reports whether tokens begin with a vague word of the question: the
// next one is clear where the next one is asked for.
func repeatsVague(asked []string, tokens []dayToken) bool {
	word := tokens[0].word
	return dayVague[word] && slices.Contains(asked, word) && !beforeWeekday(tokens)
}

// beforeWeekday reports whether a day that is no more than a weekday follows a word.
func beforeWeekday(tokens []dayToken) bool {
	return len(tokens) > 1 && tokens[1].day != nil && tokens[1].day.weekday
}

// newDay returns where the new day begins in "slipped from the 9th to the 12th"
// and "перенесли с 9 на 12 мая", or zero.
func newDay(tokens []dayToken, last int) int {
	if at := slices.IndexFunc(tokens, func(t dayToken) bool { return t.word == arrowWord }); at > 0 && at < last {
		return at + 1
	}
	if last < 1 || !slices.ContainsFunc(tokens[:last], func(t dayToken) bool { return dayMoved[t.word] || beginsWith(t.word, moving) }) {
		return 0
	}
	for i := last - 1; i > 0; i-- {
		switch w := tokens[i].word; {
		case w == "to" || w == "на" || w == "till" || w == "until":
			return i + 1
		case tokens[i].day != nil || !fillers[w]:
			return 0
		}
	}
	return 0
}

// dayToken is a word of marked text, or a day that was found there.
type dayToken struct {
	word string
	day  *foundDay
}

func dayTokens(text string, days []foundDay) []dayToken {
	var tokens []dayToken
	word := func(s string) {
		for _, w := range prose.Words(s) {
			tokens = append(tokens, dayToken{word: w})
		}
	}
	start := 0
	for i, r := range text {
		at := int(r - firstMark)
		if at < 0 || at >= len(days) {
			continue
		}
		word(text[start:i])
		start = i + len(string(r))
		tokens = append(tokens, dayToken{day: &days[at]})
	}
	word(text[start:])
	return tokens
}

// latest are the long words for "by".
var latest = strings.NewReplacer("no later than", "by", "not later than", "by", "не позднее", "к", "не позже", "к", "самое позднее", "к")

// asksPast reports whether the words of a question ask for a day that has been.
func asksPast(words []string) bool {
	past := false
	for _, w := range words {
		switch {
		case w == "will" || w == "be" || w == "next" || strings.HasPrefix(w, "буд"):
			return false
		case w == "did" || w == "was" || w == "were" || w == "last" || w == "был" || w == "была" || w == "было" || w == "были":
			past = true
		case len([]rune(w)) >= 6 && pastVerb.Matches(w):
			past = true
		}
	}
	return past
}

var pastVerb = prose.Lazily(`(?:[аеиоуыя]ли|[аеиоуыя]ла|[аеиоуыя]лось|[аеиоуыя]лась|[аеиоуыя]лся|[аеиоуыя]лись)$`)

// A found day is marked in the text by one character that nobody types.
const firstMark = '\uE000'

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

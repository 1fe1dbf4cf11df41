package answer

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
)

// mend is a text in which somebody takes a value back: "I wrote 72, make that 75".
type mend struct {
	before, after string
	// certain says that the words can mean nothing else; "sorry" can.
	certain bool
}

// settles reports whether a text that takes a value back leaves nothing of it,
// though its own value is not clear.
func (m mend) settles(why reason) bool {
	switch why {
	case reasonNoNumber, reasonNotDate:
		return false
	case reasonUnit, reasonUnclear:
		return m.certain
	default:
		return true
	}
}

// The words of a correction. Soft ones are only that when a value follows.
var (
	certainMend = prose.Lazily(`(?i)(?:^|[^\p{L}\d])(?:(?:let'?s\s+)?(?:make|call)\s+(?:that|it)(?:\s+to)?|(?:scratch|strike|ignore|forget)\s+(?:that|it|the\s+(?:above|first|previous)(?:\s+\p{L}+)?)|i\s+(?:meant|mean)(?:\s+to\s+(?:write|say|type|put))?|(?:the\s+)?(?:new\s+(?:date|deadline|day|eta)|(?:correct|right|corrected|updated|proper|real|true|actual|clean|exact|revised|adjusted|verified)\s+(?:number|figure|value|one|answer|date|count|total))(?:\s+is|\s+was|:)|(?:quick\s+|small\s+)?correction|corrected\s+to|(?:please\s+)?(?:change|correct|update)\s+(?:that|it|this)\s+to|(?:i\s+(?:have|need|must|had)\s+(?:to\s+)?)?correct\s+(?:myself|that|it|this)|mixed\s+(?:that\s+|it\s+)?up|it\s+should\s+(?:be|have\s+been|read|say)|should\s+(?:be|have\s+been|read|say)|on\s+second\s+thoughts?|changed\s+my\s+mind|(?:small\s+)?typo|my\s+mistake|my\s+bad|(?:that|this|it)(?:['’]s|\s+is|\s+was)\s+(?:wrong|incorrect|not\s+right)|upd(?:ate)?|edit|erratum|i\s+stand\s+corrected|(?:should|to)\s+be\s+read\s+as|(?:i|we)\s+miscounted|recounted|(?:re|double)[\s-]?checked|p\.?\s?s\.?|(?:but\s+)?(?:let'?s|let\s+us)\s+go\s+with|go\s+with|after\s+all|on\s+reflection|(?:oh\s*,?\s*)?and\s+(?:\p{L}+\s+)?should\s+be|` +
		`(?:прошу\s+)?считать(?:\s+(?:верн|правильн)\p{L}+)?|передумал[аи]?|вру|соврал[аи]?|наврал[аи]?|(?:(?:следует|надо|нужно|правильнее)\s+)?читать(?:\s+как)?|(?:перепутал|напутал|обсчитал|просчитал|промахнул|оговорил|поторопил)\p{L}*|(?:прошу\s+)?(?:исправ|поправ|замен|поменя|измен)\p{L}{2,5}(?:\s+пожалуйста,?)?\s+на|нов(?:ая|ый)\s+(?:дата|срок)|отбой|это\s+(?:неверно|неправильно)|точнее(?:\s+говоря)?|вернее|верней|p\.?\s?s\.?|з\.?\s?ы\.?|вс[её][\s-]таки|вс[её]\s+же|перечитал[аи]?|пересчитал[аи]?|перепроверил[аи]?|уточнени[ея]|поправк[аи]|поправлюсь|поправляюсь|исправлени[ея]|исправляю(?:сь)?|правильно(?:\s+будет)?|верно\s+будет|(?:правильн|верн|чист|реальн|настоящ|точн|исправленн|уточн[её]нн)(?:ая|ое|ый|ее)\s+(?:цифра|число|значение|ответ|дата|сумма|итог)|имел[аи]?\s+в\s+виду|хотел[аи]?\s+(?:написать|сказать)|(?:считайте|пишите|запишите|поставьте|пусть\s+будет)|опечат(?:ка|ался|алась)|ошиб(?:ся|лась|ка|очка)|описал(?:ся|ась)|апдейт|на\s+самом\s+деле|не\s+т[оа][,\s]+)(?:\s+[^:\n\d]{0,40}:)?(?:[^\p{L}\d]|$)`)
	softMend = prose.Lazily(`(?i)(?:^|[^\p{L}\d])(?:sorry|apologies|pardon|oops|ops|whoops|no\s*,?\s*wait|hang\s+on|hold\s+on|wait|no\s*[,.:;—–-]+|nope|actually|or\s+rather|rather|hm+|well|ah|` +
		`прошу\s+прощения|извини(?:те|юсь)?|прости(?:те)?|пардон|сорри|ой|упс|тьфу|стоп|хотя\s+нет|нет\s*,?\s+(?:подождите|погодите|стоп)|подождите|погодите|нет\s*[,.:;—–-]+|ах|хм+|т\.\s?е\.|то\s+есть)(?:[^\p{L}\d+-]|$)`)
)

// wordedMend are the soft words that are no answer themselves, as "no" is.
var wordedMend = prose.Lazily(`(?i)(?:^|[^\p{L}\d])(?:sorry|apologies|pardon|oops|ops|whoops|no\s*,?\s*wait|hang\s+on|hold\s+on|wait|or\s+rather|прошу\s+прощения|извини(?:те|юсь)?|прости(?:те)?|пардон|сорри|ой|упс|тьфу|стоп|хотя\s+нет|подождите|погодите)(?:[^\p{L}\d+-]|$)`)

// mendIn finds the last correction in a text.
func mendIn(text string) (mend, bool) {
	if len(text) > maxMended || !hasLetter(text) || !hasValue(text) {
		return mend{}, false
	}
	for _, words := range []struct {
		pattern prose.Pattern
		certain bool
	}{{certainMend, true}, {softMend, false}} {
		if !words.pattern.Matches(text) {
			continue
		}
		all := words.pattern().FindAllStringIndex(text, -1)
		for i := len(all) - 1; i >= 0; i-- {
			m := mend{before: strings.TrimSpace(text[:all[i][0]]), after: opened(text[all[i][1]:]), certain: words.certain}
			if m.before != "" && tellsPast(m.after) {
				continue // "46, I was wrong yesterday, was 45"
			}
			if hasValue(m.after) && (m.certain || m.before == "" || hasValue(m.before)) {
				return m, true
			}
		}
	}
	return mend{}, false
}

// tellsPast reports whether a text begins by saying what was.
func tellsPast(text string) bool {
	words := prose.Words(firstWords(text))
	return len(words) > 0 && pastWords[words[0]]
}

// opened drops the signs between the words of a correction and what follows; a
// point that touches a digit is the digit's.
func opened(text string) string {
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		if !strings.ContainsRune(" ,.:;–—-\n\t", r) {
			break
		}
		if len(text) > size && isDigit(rune(text[size])) && strings.ContainsRune(".,-", r) {
			break
		}
		text = text[size:]
	}
	if into := mendTies.FindString(text); into != "" {
		text = text[len(into):]
	}
	return strings.TrimSpace(text)
}

// mendTies stand between the words of a correction and the new value.
var mendTies = regexp.MustCompile(`(?i)^(?:(?:должно\s+быть|должен\s+быть|должна\s+быть|на|to|into|as|with|it's|it\s+is|is|это|там|будет|rather|что)\s+)+`)

// maxMended bounds the texts in which a correction is looked for.
const maxMended = 600

// hasValue reports whether a text can hold a number or a day.
func hasValue(text string) bool {
	for _, w := range prose.Words(text) {
		if strings.ContainsAny(w, "0123456789") || isValueWord(w) {
			return true
		}
	}
	return false
}

// readMended reads what a correction puts in the place of an answer in words.
func readMended(text string, read func(string) (partnership.Value, reason)) (partnership.Value, bool) {
	if len(text) > maxMended || !hasLetter(text) {
		return partnership.Value{}, false
	}
	for _, words := range []prose.Pattern{certainMend, wordedMend} {
		all := words().FindAllStringIndex(text, -1)
		if len(all) == 0 {
			continue
		}
		at := all[len(all)-1]
		before, after := strings.TrimSpace(text[:at[0]]), opened(text[at[1]:])
		if _, why := read(before); before == "" || after == "" || why != understood {
			return partnership.Value{}, false
		}
		if v, why := read(after); why == understood && !v.Unknown {
			return v, true
		}
	}
	return partnership.Value{}, false
}

// mends reports whether a line takes back what stands above it.
func mends(text string) bool {
	return len(text) <= maxMended && hasLetter(text) && (certainMend.Matches(text) || softMend.Matches(text))
}

// reviveAfterthoughts takes a postscript below the closing for what it is: a
// thing that its writer wants to be read.
func reviveAfterthoughts(lines []typedLine) {
	alive := false
	for i := range lines {
		l := &lines[i]
		if l.Role == trim.RoleNew && l.idle && postscript.Matches(l.Text) {
			alive = true
		}
		if alive && l.Role == trim.RoleNew {
			l.idle = false
		}
	}
}

var postscript = prose.Lazily(`(?i)^(?:p\.?\s?p?\.?s\.?|з\.?\s?ы\.?|постскриптум|upd|update)[\s:.,–—-]`)

// withoutMend takes the words of a correction off the beginning of a text.
func withoutMend(text string) (string, bool) {
	if len(text) > maxMended || !hasLetter(text) {
		return text, false
	}
	for _, words := range []prose.Pattern{certainMend, softMend} {
		if at := words().FindStringIndex(text); at != nil && at[0] == 0 {
			return opened(text[at[1]:]), true
		}
	}
	return text, false
}

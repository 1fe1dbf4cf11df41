// Package siding reads with whom people side who are asked which of several amounts is right:
// "Sofie is right", "take theirs", "ours stands", "my figure was wrong, use 12,500". An amount
// that stands beside such words counts before the one that they point to.
package siding

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// maxLine bounds a line in which somebody sides with somebody.
const maxLine = 240

// Line is a line with amounts in the place of whose are right, each behind the number of its
// question. Whatever may say anything else stays as it is.
func Line(text string, questions []partnership.Question) (string, bool) {
	if len(text) > maxLine {
		return "", false
	}
	concerned := make([]int, 0, len(questions))
	for i, q := range questions {
		if len(q.Claims) > 0 {
			concerned = append(concerned, i)
		}
	}
	marker := prose.MarkerOf(text)
	if marker.Number > 0 && marker.Strong {
		if !slices.Contains(concerned, marker.Number-1) {
			return "", false
		}
		concerned, text = []int{marker.Number - 1}, marker.Rest
	}
	s, ok := siding(text, questions, concerned)
	if !ok {
		return "", false
	}
	if s.amount != "" && len(concerned) == 1 {
		return fmt.Sprintf("%d) %s", concerned[0]+1, s.amount), true
	}
	if s.amount != "" || s.party == nobody {
		return "", false
	}
	return pointed(s, questions, concerned)
}

// pointed are the amounts that a side has named: of one question, or of all where the words
// say so.
func pointed(s sides, questions []partnership.Question, concerned []int) (string, bool) {
	var found []string
	for _, i := range concerned {
		claims := slices.DeleteFunc(slices.Clone(questions[i].Claims), func(c partnership.Claim) bool { return !s.holds(c) })
		if len(claims) == 1 {
			found = append(found, strings.TrimSpace(fmt.Sprintf("%d) %s %s", i+1, claims[0].Amount, claims[0].Unit)))
		}
	}
	if len(found) == 0 || len(found) > 1 && !s.all || s.all && len(found) < len(concerned) {
		return "", false
	}
	return strings.Join(found, "; "), true
}

// party says with whom somebody sides.
type party int

const (
	nobody  party = iota
	oneself       // "mine stands"
	others        // "they are right", where one other amount is there
	named         // "Sofie is right"
)

// sides is what a line says of whose amount is right.
type sides struct {
	party  party
	names  []string // of whom, if they are named
	amount string   // named beside it
	all    bool     // "on both"
}

// holds reports whether a claim is that of the side.
func (s sides) holds(c partnership.Claim) bool {
	switch s.party {
	case oneself:
		return c.Own
	case others:
		return !c.Own
	case named:
		return !c.Own && slices.ContainsFunc(s.names, func(name string) bool { return calledSo(c, name) })
	default:
		return false
	}
}

// siding reads a line clause by clause. A clause that says something else is a remark, which
// must hold no figure and nothing that takes back what the others say.
func siding(text string, questions []partnership.Question, concerned []int) (sides, bool) {
	var s sides
	sided, bare := false, false
	clauses := clausesOf(text)
	for _, clause := range clauses {
		c := clauseOf(clause, questions, concerned)
		if c.contradicts(s) {
			return s, false
		}
		if c.remark {
			continue
		}
		s.take(c)
		sided, bare = sided || c.judges || c.wrong, bare || c.points() && !c.judges
	}
	if bare && !sided && (len(clauses) > 1 || s.amount != "") {
		return s, false // "mine 5" judges nothing
	}
	return s, sided || bare
}

// contradicts reports whether a clause leaves open what is meant: it doubts, holds a figure in
// a remark, or points to another one than those before.
func (c sidingClause) contradicts(s sides) bool {
	return c.doubts || c.amount != "" && (c.remark || s.amount != "") ||
		!c.remark && c.party != nobody && s.party != nobody && c.party != s.party
}

// points reports whether a clause points to somebody who is right.
func (c sidingClause) points() bool { return c.party != nobody && !c.wrong }

// take takes in a clause.
func (s *sides) take(c sidingClause) {
	if c.amount != "" {
		s.amount = c.amount
	}
	if c.points() {
		s.party, s.names = c.party, c.names
	}
	s.all = s.all || c.all
}

// sidingClause is a clause of such a line.
type sidingClause struct {
	sides
	judges bool // says of somebody that they are right
	wrong  bool // says of somebody that they are not
	doubts bool
	remark bool
}

var (
	sidingBreaks = prose.Lazily(`[.;!…]+(?:\s+|$)|[,:]\s+|\s+[-–—]\s+|\n`)
	sidedAmount  = prose.Lazily(`(?i)(?:[€$£₽]\s?)?\d(?:[\d.,'’ \x{a0}\x{202f}]*\d)?(?:\s?(?:[€$£₽]|k\b|тыс\.?|руб\.?|часов|часа|hours|hrs?|ч|h|euros?|евро|EUR|USD|GBP|RUB|CHF|NOK|SEK))?`)
	sidingWord   = regexp.MustCompile(`[\p{L}]+(?:['’-]\p{L}+)*`)
)

func clausesOf(text string) []string {
	var list []string
	for _, clause := range sidingBreaks().Split(text, -1) {
		if clause = strings.TrimSpace(clause); clause != "" {
			list = append(list, clause)
		}
	}
	return list
}

// The words of sidings.
var (
	rightWords = setOf("right|correct|stand|stands|holds|counts|take|use|keep|accept|accepted|agree|agreed|go|book|trust|stick",
		"прав|права|правы|право|верна|верно|верны|верен|правильно|правильна|правильная|правильны|правильный|правильные|берите|возьмите|бери|возьми|берем|оставьте|оставляем|оставляю|принимаем|принимаю|примите|"+
			"согласен|согласна|согласны|настаиваем|настаиваю|остаюсь|остаемся|считайте|учтите|созвонились|договорились")
	wrongWords = setOf("wrong|incorrect|mistaken|off", "неверна|неверны|неверно|неверен|неправа|неправы|неправильно|неправильна|неправильная|ошиблась|ошибся|ошиблись|ошибка|ошибочна")
	ownWords   = setOf("my|mine|our|ours|i|we|me", "я|мы|мой|моя|мое|мои|мою|наш|наша|наше|наши|нашу|своей|своих|своем|свою")
	theirWords = setOf("she|he|they|her|hers|his|their|theirs|him|them|other", "он|она|они|его|ее|их|ей|ему|им|ними|нее|него|них|другая|другой|вторая|второй|другую|вторую")
	noneWords  = setOf("neither|both|none", "обе|ни|оба")
	allSided   = setOf("both|all|everything|each", "обоих|обеих|всем|всему|везде|все")
	sidingFill = setOf("figure|figures|amount|number|sum|one|side|side's|the|is|are|was|were|it|it's|that|that's|this|please|on|in|with|by|to|for|of|and|as|phone|by|then|indeed|yes|here|should|be|paid|put|spent|got|sorry|points|cases|questions|lines|up|so|a|an",
		"сумма|сумму|сумме|суммы|цифра|цифру|цифре|цифры|число|число|это|эта|и|с|со|у|при|на|пожалуйста|будет|здесь|да|итого|другая|та|сторона|стороны|сторону|случаях|пунктах|вопросах|в|во|по|заплатили|заплатила|заплатил|вложили|вложила|вложил|потратили|потратила|потратил|тут|телефону|оба|обоим|том|том")
	doubtWords = setOf("not|never|may|might|maybe|perhaps|probably|if|think|guess|unless|but|however|check|ask|about|until|cannot|except|whether|unsure|don't|doesn't|isn't|can't|wasn't|aren't|won't|didn't",
		"не|нет|возможно|наверное|может|если|думаю|вроде|кажется|но|однако|проверю|проверим|спрошу|спросите|насчет|кроме|ли|вряд|пока|уточню|сомневаюсь")
)

// clauseOf reads one clause.
func clauseOf(text string, questions []partnership.Question, concerned []int) sidingClause {
	var c sidingClause
	amounts := sidedAmount().FindAllString(text, -1)
	if len(amounts) == 1 {
		c.amount, text = strings.TrimSpace(amounts[0]), sidedAmount().ReplaceAllString(text, " ")
	}
	c.doubts = strings.Contains(text, "?") || len(amounts) > 1
	none, strangers := 0, 0
	for _, w := range sidingWord.FindAllString(strings.ReplaceAll(strings.ToLower(text), "ё", "е"), -1) {
		bare := strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		switch {
		case doubtWords[w]:
			c.doubts = true
		case noneWords[w] && !c.judges:
			none++
			c.all = c.all || allSided[w]
		case allSided[w]:
			c.all = true
		case rightWords[w]:
			c.judges = true
		case wrongWords[w]:
			c.wrong = true
		case ownWords[w]:
			c.party = max(c.party, oneself)
		case theirWords[w]:
			c.side(others, "")
		case isNamed(bare, questions, concerned):
			c.side(named, bare)
		case !sidingFill[w] && !sidingFill[bare]:
			strangers++
		}
	}
	c.settle(none, strangers)
	return c
}

// side notes with whom a clause sides; whoever is named counts before "they", and before who
// writes: "I agree with Sofie".
func (c *sidingClause) side(p party, name string) {
	if p >= c.party {
		c.party = p
	}
	if name != "" {
		c.names = append(c.names, name)
	}
}

// settle judges what else stands in a clause.
func (c *sidingClause) settle(none, strangers int) {
	switch {
	case none > 0 && !c.judges: // "neither of them"
		c.party, c.wrong, c.judges, c.all = nobody, true, false, false
	case c.wrong:
		c.party, c.judges = nobody, false
	case c.amount != "" && !c.judges:
		c.party = nobody // "we paid 500"
	}
	switch {
	case strangers == 1 && c.judges && c.party == nobody && c.amount == "": // somebody whom the mail does not name is right
	case strangers > 0:
		c.remark = true
	}
}

// isNamed reports whether a word is the name of somebody who has named an amount.
func isNamed(word string, questions []partnership.Question, concerned []int) bool {
	return slices.ContainsFunc(concerned, func(i int) bool {
		return slices.ContainsFunc(questions[i].Claims, func(c partnership.Claim) bool { return !c.Own && calledSo(c, word) })
	})
}

// calledSo reports whether a claim is that of somebody called so, in any case of Russian.
func calledSo(c partnership.Claim, word string) bool {
	return slices.ContainsFunc(c.By, func(by string) bool {
		return slices.ContainsFunc(sidingWord.FindAllString(strings.ReplaceAll(strings.ToLower(by), "ё", "е"), -1), func(name string) bool {
			return name == word || isCyrillic(name) && declined(name, word)
		})
	})
}

// declined reports whether a Russian name is another one in another case.
func declined(name, word string) bool {
	stem := strings.TrimRight(name, "аяйьеи")
	n := utf8.RuneCountInString(stem)
	return n >= minStem && strings.HasPrefix(word, stem) && utf8.RuneCountInString(word)-n <= longestEnding
}

const (
	minStem       = 3
	longestEnding = 3
)

func isCyrillic(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
}

func setOf(lists ...string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for word := range strings.SplitSeq(list, "|") {
			set[word] = true
		}
	}
	return set
}

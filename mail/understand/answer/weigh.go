package answer

import (
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// weighed is the only open question that the figure of a piece without a name can be
// meant for by all that speaks for it: how the writer puts it, its unit, its place
// among the others. It gives the figure alone, because the words beside it need not
// be known then; what would make it another one must not be among them.
func (b *book) weighed(slips []slip, i int) (question int, figure string) {
	s := slips[i]
	if s.asked || len(s.text) > maxMended || b.saysWhose(slips, i) {
		return noQuestion, ""
	}
	figure, before, behind := loneFigure(s.text)
	if figure == "" || isBareDigits(s.text) && b.figuresBeside(slips, s.text) > 0 && !rates.Matches(prose.Fold(ratingAround(slips, i))) {
		return noQuestion, ""
	}
	if slices.ContainsFunc(strings.Fields(s.text)[1:], startsUpper) && !rates.Matches(prose.Fold(s.text)) {
		return noQuestion, "" // it may be somebody else's
	}
	question = b.heaviest(slips, i, figure, func(q int) bool { return b.makesOther(q, before, behind) })
	if slices.ContainsFunc(slices.Concat(before, behind), func(w string) bool { return roughWords[w] }) {
		figure = "about " + figure
	}
	return question, figure
}

// heaviest is the open question that most speaks for, and enough; noQuestion where as
// much speaks for another one.
func (b *book) heaviest(slips []slip, i int, figure string, excluded func(question int) bool) int {
	found, most := noQuestion, 0
	for q := range b.Questions {
		if !b.isOpenFigure(slips, q) || excluded(q) {
			continue
		}
		switch n := b.weight(slips, i, q, figure); {
		case n < enough:
		case n == most:
			found = noQuestion
		case n > most:
			if _, why := readAnswer(b.Questions[q], figure, b.Context); why == understood {
				found, most = q, n
			}
		}
	}
	return found
}

// saysWhose reports whether another piece of a sentence names a question and has no
// figure, so that the one here may be that one's: "I can give you the deals, it's 4".
func (b *book) saysWhose(slips []slip, i int) bool {
	return slices.ContainsFunc(slips, func(s slip) bool {
		return s.sentence == slips[i].sentence && s.question != noQuestion && !b.asksWords(s.question) && !slices.ContainsFunc(strings.Fields(s.text), isRunFigure)
	})
}

// enough is what must speak for a question.
const enough = 3

// weight adds up what speaks for a question.
func (b *book) weight(slips []slip, i, question int, figure string) int {
	q, n := b.Questions[question], 0
	if onScale(q) && rates.Matches(prose.Fold(ratingAround(slips, i))) {
		n += 3
	}
	if u := parseUnit(q.Unit); u.group == unitPercent && strings.Contains(figure, "%") || u.group == unitMoney && namesMoney(figure, u) {
		n += 2
	}
	if q.Kind == partnership.KindMoney && strings.ContainsFunc(figure, unicode.IsLetter) {
		if n++; isScaledAs(figure, q.Unit) {
			n++ // "880 thousand"
		}
	}
	if b.missing(slips) == 1 {
		n++
	}
	if b.inItsPlace(slips, i, question) {
		n++
	}
	return n
}

// isScaledAs reports whether a figure has the multiplier of a unit: "880 thousand",
// where thousands are asked for.
func isScaledAs(figure, asked string) bool {
	scale := parseUnit(asked).scale
	return scale.GreaterThan(decimal.NewFromInt(1)) && slices.ContainsFunc(prose.Words(figure), func(w string) bool { return multipliers[w].Equal(scale) })
}

// isOpenFigure reports whether a question for a figure has no answer, and no other
// piece names it.
func (b *book) isOpenFigure(slips []slip, question int) bool {
	return isFigureKind(b.Questions[question].Kind) && len(b.attempts[question]) == 0 && !slices.ContainsFunc(slips, func(s slip) bool { return s.question == question })
}

// missing counts the questions for figures that are open.
func (b *book) missing(slips []slip) int {
	n := 0
	for q := range b.Questions {
		if b.isOpenFigure(slips, q) {
			n++
		}
	}
	return n
}

// makesOther reports whether a word beside a figure makes it another one than a
// question asks for.
func (b *book) makesOther(question int, before, behind []string) bool {
	q := b.Questions[question]
	other := func(w string) bool { return makesOther(q, w) }
	if onScale(q) || parseUnit(q.Unit).group == unitPercent { // which counts nothing
		other = func(w string) bool { return makesOtherPoint(q, w) }
	}
	of := len(behind) > 1 && (behind[0] == "of" || behind[0] == "от" || behind[0] == "из") && !b.isNameOf(question, behind[1])
	return of || slices.ContainsFunc(before, other) || slices.ContainsFunc(behind, other) || slices.ContainsFunc(behind, func(w string) bool { return changeWords[w] })
}

// makesOtherPoint reports whether a word beside a point or a share makes it another
// one.
func makesOtherPoint(q partnership.Question, w string) bool {
	return isElsewhere(q, w) || boundWords[w] || changeWords[w] || isNegation(w) || conditions[w] || orWords[w] || doubtWords[w] || wantWords[w]
}

// inItsPlace reports whether the questions that the pieces before and behind name
// stand around this one in the mail.
func (b *book) inItsPlace(slips []slip, i, question int) bool {
	before, behind := noQuestion, len(b.Questions)
	for j := i - 1; j >= 0 && before < 0; j-- {
		before = slips[j].question
	}
	for j := i + 1; j < len(slips); j++ {
		if slips[j].question >= 0 {
			behind = slips[j].question
			break
		}
	}
	return before == question-1 && question > 0 && behind > question
}

// loneFigure takes the only figure out of a text, with its multiplier, its unit and
// what it is out of, and gives the words beside it.
func loneFigure(text string) (figure string, before, behind []string) {
	fields := strings.Fields(wholeScale().ReplaceAllString(text, " "))
	figures := figuresAmong(fields)
	if len(figures) != 1 && (len(figures) != 2 || !isOutOfFields(fields[figures[0].to:figures[1].from])) {
		return "", nil, nil
	}
	f := runFigure{figures[0].from, figures[len(figures)-1].to}
	return strings.Trim(strings.Join(fields[f.from:f.to], " "), ",;:."), prose.Words(strings.Join(fields[:f.from], " ")), prose.Words(strings.Join(fields[f.to:], " "))
}

// isOutOfFields recognises what stands between the figures of "7 out of 10".
func isOutOfFields(between []string) bool {
	switch strings.Join(between, " ") {
	case "of", "out of", "из", "from", "/":
		return true
	default:
		return false
	}
}

// wholeScale finds what a point is given on.
var wholeScale = prose.Lazily(`(?i)\bon\s+(?:a|the|your)\s+scale\s+(?:of|from)\s+(?:0|1|zero|one)\s+to\s+(?:10|ten)\b,?|по\s+(?:вашей\s+)?(?:(?:10|десяти)-?балльной\s+)?шкале(?:\s+от\s+(?:0|1|нуля)\s+до\s+(?:10|десяти))?,?|из\s+(?:10|десяти)\s+возможных`)

// ratingAround is a piece with those of its sentence that have no figure: of another
// figure's piece the words are that one's.
func ratingAround(slips []slip, i int) string {
	var parts []string
	for j, s := range slips {
		if s.sentence == slips[i].sentence && (j == i || !hasRunFigure(s.text)) {
			parts = append(parts, s.text)
		}
	}
	return strings.Join(parts, ", ")
}

// namesMoney reports whether a figure stands with the sign or the name of the money
// that is asked for.
func namesMoney(figure string, u unit) bool {
	return slices.ContainsFunc(strings.Fields(strings.Trim(figure, "0123456789.,")), func(w string) bool {
		got := unitOf(prose.Fold(strings.Trim(w, ".,")))
		return got.group == unitMoney && u.fits(got)
	})
}

// rates finds that somebody gives points, or says how they feel.
var rates = prose.Lazily(`\b(?:i['’]?d give|i would give|i give|gives? (?:us|you|it|them)|gave (?:us|you|it|them)|i['’]?d (?:say|call it|put it at)|call it an?|feels? like|feeling|gut|confiden\p{L}*|sure|scale|i['’]?m (?:still )?(?:at|on) an?|i['’]?m an? (?:\p{L}+ )?(?:\d|zero|one|two|three|four|five|six|seven|eight|nine|ten)\b|we['’]?re (?:still )?at an?|i am at|relaxed|optimistic|pessimistic|my (?:mood|rating|score)|rat(?:e|ing)|from me|from us|out of (?:10|ten)|/\s?10)\b|из (?:10|десяти)(?:$|[^\d])|(?:^|\s)(?:дам|даю|дали|ставлю|ставим|поставлю|поставил[аи]?|поставили|оценк\p{L}+|оцен\p{L}+|балл\p{L}*|тян\p{L}+ на|уверен\p{L}*|спокоен|спокойна|спокойны|настро\p{L}+|по ощущениям|ощущени\p{L}+|по шкале|оптимис\p{L}+|верю|верим|от (?:меня|нас))(?:$|[\s,.:])`)

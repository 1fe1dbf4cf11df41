package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
)

// The last look: a mail as a whole.
//
// Every stage before this one decides about a piece of a mail by what it sees of it. Here
// all pieces stand beside all questions. An answer stays only if it has no rival: no other
// question that the words around its figure name, no figure of the same question that was
// not read, no correction that nothing took in. And a question that is still open gets the
// one figure that its name stands with, where nothing else in the mail is called so.

// contest is a mail of which every answer is looked at beside all others.
type contest struct {
	*book
	pieces []slip
	lines  []string
}

// contest looks at all answers of a mail once more before they are closed.
func (b *book) contest(lines []typedLine) {
	text := typedText(lines)
	if b.Unasked || len(b.Questions) < 2 || text == "" || len(text) > maxPlaced {
		return
	}
	pieces := b.slipsOf(text)
	if len(pieces) > maxPieces {
		return
	}
	c := contest{book: b, pieces: pieces, lines: strings.Split(text, "\n")}
	c.correct()
	c.doubt()
	c.compare()
	c.silence()
	c.grant()
	c.byCourse()
	c.inSequence()
	c.together()
	c.nobody()
	c.unlabel()
	b.left = slices.DeleteFunc(b.left, c.isTakenIn)
}

// isTakenIn reports whether every figure of a text that was left over has been taken since.
func (c contest) isTakenIn(text string) bool {
	taken := false
	for _, p := range c.pieces {
		if !hasRunFigure(p.text) || !strings.Contains(text, p.text) {
			continue
		}
		if c.takenBy(p.text) < 0 {
			return false
		}
		taken = true
	}
	return taken
}

// typedText is what a person typed, without greetings and signatures.
func typedText(lines []typedLine) string {
	var text []string
	for _, l := range lines {
		if l.Role == trim.RoleNew && !l.idle && !isStruck(l.Line) {
			text = append(text, l.Text)
		}
	}
	return strings.Join(text, "\n")
}

// answered is the figure that a question has got, if it has got one.
func (c contest) answered(question int) (reading, bool) {
	if !isFigureKind(c.Questions[question].Kind) {
		return reading{}, false
	}
	a, why := settle(c.Questions[question], c.attempts[question])
	if why != understood || a.Value.Number == nil {
		return reading{}, false
	}
	return reading{value: a.Value, unit: a.Unit, rough: a.Provisional}, true
}

// source is the last piece, before another one, in which the answer to a question stands;
// -1 for none.
func (c contest) source(question, before int) int {
	for i := before - 1; i >= 0; i-- {
		if hasRunFigure(c.pieces[i].text) && slices.ContainsFunc(c.attempts[question], func(a attempt) bool { return a.why == understood && covers(a.text, c.pieces[i].text) }) {
			return i
		}
	}
	return -1
}

// covers reports whether what was read as an answer and a piece are of the same words.
func covers(answer, piece string) bool {
	answer, piece = strings.TrimRight(answer, ".!;, "), strings.TrimRight(piece, ".!;, ")
	return strings.Contains(answer, piece) || strings.Contains(piece, answer) && sharesFigure(answer, piece)
}

// sharesFigure reports whether a figure of one text stands whole in another.
func sharesFigure(a, b string) bool {
	in := strings.Fields(b)
	return slices.ContainsFunc(strings.Fields(a), func(f string) bool {
		f = strings.Trim(f, ".,;:!()")
		return isRunFigure(f) && slices.ContainsFunc(in, func(g string) bool { return strings.Trim(g, ".,;:!()") == f })
	})
}

// figureNames lists the questions for figures that a piece names by words of their own.
func (c contest) figureNames(text string) []int {
	return slices.DeleteFunc(c.namedIn(text), func(q int) bool { return !isFigureKind(c.Questions[q].Kind) })
}

// give puts a figure in the place of all that was read for a question.
func (c contest) give(question int, text string, r reading) {
	c.attempts[question] = []attempt{{text: text, reading: r}}
}

// refuse takes back what was read for a question: it is asked again.
func (c contest) refuse(question int, text string) {
	c.attempts[question] = []attempt{{text: text, why: reasonSeveral}}
}

// isDealt reports whether all that was read for a question was found by what it says, and
// not by a number, a place or a name before it.
func (c contest) isDealt(question int) bool {
	return !slices.ContainsFunc(c.attempts[question], func(a attempt) bool { return !a.dealt })
}

// readAlone reads the only figure of a piece by itself, with its unit.
func (c contest) readAlone(question int, text string) (reading, string, bool) {
	figure, before, behind := loneFigure(text)
	if figure == "" {
		return reading{}, "", false
	}
	r, why := readAnswer(c.Questions[question], figure, c.Context)
	r.rough = r.rough || slices.ContainsFunc(slices.Concat(before, behind), func(w string) bool { return roughWords[w] })
	return r, figure, why == understood
}

// isOwn reports whether a word is one of a question's own beside a figure: a name, its
// unit, the time that it asks for.
func (c contest) isOwn(question int, w string) bool {
	q := c.Questions[question]
	return c.isNameOf(question, w) || ownUnit(q, w) || ownMonth(q, w) || ownWord(q, w) || sameThing(q, w)
}

// isAccounted reports whether a word beside a figure is known to say nothing else: it is
// the question's own, or harmless.
func (c contest) isAccounted(question int, w string) bool {
	q := c.Questions[question]
	switch {
	case c.isOwn(question, w), harmlessBeside[w], unitOf(w).group != 0, isManner(w), isNumberWord(w):
		return true
	default:
		return periods[w] > 0 && !otherPeriod(q, w) || tells(w) && !otherDeed(q, w)
	}
}

// harmlessBeside stand beside a figure and say nothing else of it.
var harmlessBeside = union(fillers, roughWords, hedgeWords, nowWords, leadingTies, aboutWords, betweenWords, doneWords, evaluations, commentWords)

// correction is what a piece puts in the place of a figure that was said before.
type correction struct {
	at       int
	text     string // behind the words of the correction
	question int    // that it names, or noQuestion
}

// corrections lists the pieces that take a figure back in so many words.
func (c contest) corrections() []correction {
	var out []correction
	for i, p := range c.pieces {
		if !beginsMend(p.text) || c.refersByNumber(p.line) || c.namesWithMend(p.text) {
			continue
		}
		text, at := p.text, i
		if !hasRunFigure(text) {
			if i+1 == len(c.pieces) || c.pieces[i+1].sentence != p.sentence || !hasRunFigure(c.pieces[i+1].text) {
				continue
			}
			text, at = c.pieces[i+1].text, i+1
		}
		named := c.figureNames(text)
		if rest, ok := withoutMend(text); ok {
			text = rest
		}
		if head, rest, ok := cutLast(text, ": "); ok && hasRunFigure(rest) && len(c.figureNames(head)) == 0 {
			text = rest
		}
		switch len(named) {
		case 0:
			out = append(out, correction{at: at, text: text, question: noQuestion})
		case 1:
			out = append(out, correction{at: at, text: text, question: named[0]})
		}
	}
	return out
}

// refersByNumber reports whether a correction says by a number which answer it means.
func (c contest) refersByNumber(line int) bool {
	return line < len(c.lines) && ordinalAnswer.Matches(prose.Fold(c.lines[line]))
}

// ordinalAnswer finds an answer that is called by its number.
var ordinalAnswer = prose.Lazily(`\d\s*\)|\b(?:number|no\.?|question|answer|q)\s*\d|\b(?:first|second|third|fourth|fifth|last)\b|(?:^|\s)(?:номер|вопрос|ответ|п\.|пункт)\p{L}*\s*\d|(?:^|\s)(?:перв|втор|трет|четв[её]рт|пят|последн)(?:ый|ая|ое|ой|ому|ом|ий|ья|ье|ьему|ьей|ого|ую)(?:$|[\s:,])`)

// namesWithMend reports whether what sounds like the words of a correction names a question:
// "wait 2 minutes".
func (c contest) namesWithMend(text string) bool {
	first := firstWord(text)
	return slices.ContainsFunc(c.allSubjects(), func(s subject) bool { return slices.Contains(s.words, first) }) || rates.Matches(prose.Fold(text)) || givesPoint.Matches(prose.Fold(text))
}

// givesPoint finds words that give a figure as often as they take one back.
var givesPoint = prose.Lazily(`^(?:let'?s\s+)?(?:call|make)\s+it|^(?:let'?s|let us|but let'?s) go with|^go with|^after all|^should\s+be|^пусть\s+будет|^(?:пишите|запишите|поставьте|считайте)|^вс[её][\s-](?:таки|же)|^точнее|^ps|^p\.`)

func cutLast(text, separator string) (head, rest string, ok bool) {
	at := strings.LastIndex(text, separator)
	if at < 0 {
		return "", text, false
	}
	return text[:at], text[at+len(separator):], true
}

// beginsMend reports whether a piece begins with the words of a correction that are no
// answer themselves.
func beginsMend(text string) bool {
	if len(text) > maxMended || !hasLetter(text) {
		return false
	}
	for _, words := range []prose.Pattern{certainMend, wordedMend} {
		if at := words().FindStringIndex(text + " "); at != nil && at[0] == 0 {
			return true
		}
	}
	return false
}

// correct takes in the corrections that nothing has taken in: the figure belongs to the
// question that they name, or else to the last one that got a figure before them. Where it
// can't be read, what they take back does not stand.
func (c contest) correct() {
	for _, m := range c.corrections() {
		question := m.question
		if question < 0 {
			question = c.lastBefore(m.at)
		}
		if question < 0 {
			continue
		}
		old, had := c.answered(question)
		r, figure, ok := c.readAlone(question, m.text)
		if !had || ok && (sameValue(old.value, r.value) || c.tookIn(m, r)) || c.saysElse(question, m.text) {
			continue
		}
		if !ok {
			c.refuse(question, m.text)
			continue
		}
		c.withdraw(m.text, question)
		c.give(question, figure, r)
	}
}

// tookIn reports whether a question has taken a correction in, as that of what was said of it
// before.
func (c contest) tookIn(m correction, r reading) bool {
	for q, all := range c.attempts {
		if slices.ContainsFunc(all, func(a attempt) bool { return a.why == understood && mends(a.text) && !beginsMend(a.text) }) {
			return true
		}
		if got, ok := c.answered(q); ok && sameValue(got.value, r.value) && (len(all) > 1 || !all[0].dealt || all[0].text != c.pieces[m.at].text && !beginsMend(all[0].text)) {
			return true
		}
	}
	return false
}

// lastBefore is the question that got the last figure before a piece.
func (c contest) lastBefore(at int) int {
	found, last := noQuestion, -1
	for q := range c.Questions {
		if _, ok := c.answered(q); !ok {
			continue
		}
		if i := c.source(q, at); i > last {
			found, last = q, i
		}
	}
	return found
}

// saysElse reports whether a word beside the figure of a text is not known, so that it may
// be of something else.
func (c contest) saysElse(question int, text string) bool {
	_, before, behind := loneFigure(text)
	return slices.ContainsFunc(slices.Concat(before, behind), func(w string) bool {
		return !c.isAccounted(question, w) && !isNegation(w)
	})
}

// withdraw takes a text back from every question but one.
func (c contest) withdraw(text string, but int) {
	for q := range c.attempts {
		if q != but {
			c.attempts[q] = slices.DeleteFunc(c.attempts[q], func(a attempt) bool { return (a.dealt || a.why != understood) && strings.Contains(a.text, text) })
		}
	}
}

// doubt takes back the figures that only were what was left, where the whole mail tells
// that they need not be: another question is named right before them, another figure that
// could not be read waits for its question, they are the sum of what stands beside them, or
// a word beside them is not known.
func (c contest) doubt() {
	for q := range c.Questions {
		if c.isVagueYes(q) {
			c.attempts[q] = nil
			continue
		}
		if r, ok := c.answered(q); !ok || r.value.Unknown || !c.isDealt(q) || c.isNamed(q) {
			continue
		}
		i := c.source(q, len(c.pieces))
		if i < 0 {
			continue
		}
		switch rival := c.namedBefore(i, q); {
		case rival >= 0:
			text := c.pieces[i].text
			c.attempts[q] = nil
			if r, figure, ok := c.readAlone(rival, text); ok && len(c.attempts[rival]) == 0 {
				c.give(rival, figure, r)
			}
		case c.isRated(q, i):
		case c.hasUnreadBut(q), c.sumsUp(i):
			c.refuse(q, c.pieces[i].text)
		}
	}
}

// isVagueYes reports whether a question for yes or no got a yes that neither names it nor says
// yes in so many words: in a mail of several questions it may be to another one.
func (c contest) isVagueYes(question int) bool {
	q := c.Questions[question]
	if q.Kind != partnership.KindYesNo || questionFor(q.Text).aim.ofTrouble() || len(c.attempts[question]) != 1 {
		return false
	}
	a := c.attempts[question][0]
	if !a.dealt || a.why != understood || a.value.Bool == nil || !*a.value.Bool || c.namesIn(question, a.text) > 0 {
		return false
	}
	items := talk.Items(a.text)
	return !hasSense(items, talk.Yes, talk.Surely, talk.Okay, talk.Assent, talk.EchoDone, talk.Echo, talk.Done, talk.Good)
}

// isNamed reports whether what was read for a question names it, by a word or by its unit.
func (c contest) isNamed(question int) bool {
	return slices.ContainsFunc(c.attempts[question], func(a attempt) bool {
		return c.namesIn(question, a.text) > 0 || c.byUnit(a.text) == question
	})
}

// isRated reports whether a point on a scale stands with words that give points.
func (c contest) isRated(question, at int) bool {
	return onScale(c.Questions[question]) && rates.Matches(prose.Fold(ratingAround(c.pieces, at)))
}

// namedBefore is the question for a figure that what stands right before a piece names
// without a figure of its own: "Confidence... 3".
func (c contest) namedBefore(i, but int) int {
	if i == 0 || hasRunFigure(c.pieces[i-1].text) || c.pieces[i-1].aside || c.pieces[i-1].sentence != c.pieces[i].sentence && !c.isLabel(c.pieces[i-1].text) {
		return noQuestion
	}
	named := c.figureNames(c.pieces[i-1].text)
	if len(named) != 1 || named[0] == but {
		return noQuestion
	}
	if _, ok := c.answeredBy(named[0]); ok {
		return noQuestion
	}
	return named[0]
}

// isLabel reports whether a piece is a name and nothing else, which leads up to what follows:
// "Confidence...".
func (c contest) isLabel(text string) bool {
	return len(strings.Fields(text)) <= 3 && (strings.HasSuffix(text, "..") || strings.HasSuffix(text, "…") || strings.HasSuffix(text, ":"))
}

// answeredBy reports whether a question has an answer.
func (b *book) answeredBy(question int) (attempt, bool) {
	at := slices.IndexFunc(b.attempts[question], func(a attempt) bool { return a.why == understood })
	if at < 0 {
		return attempt{}, false
	}
	return b.attempts[question][at], true
}

// hasUnreadBut reports whether a figure of another question could not be read.
func (c contest) hasUnreadBut(question int) bool {
	for q, all := range c.attempts {
		if q == question || !isFigureKind(c.Questions[q].Kind) {
			continue
		}
		if _, ok := c.answeredBy(q); !ok && slices.ContainsFunc(all, func(a attempt) bool { return !isSilent(a.why) && hasFigure(a.text) }) {
			return true
		}
	}
	return false
}

// sumsUp reports whether a piece says that its figure is the sum, or what there is now, of
// what another figure of its sentence counts.
func (c contest) sumsUp(i int) bool {
	words := prose.Words(c.pieces[i].text)
	if !slices.ContainsFunc(words, func(w string) bool { return totalWords[w] || nowWords[w] }) {
		return false
	}
	before := i - 1
	if before < 0 || c.pieces[before].sentence != c.pieces[i].sentence || !hasRunFigure(c.pieces[before].text) {
		return false
	}
	named := c.figureNames(c.pieces[before].text)
	return len(named) == 1 && countsThings(c.Questions[named[0]]) && c.Questions[named[0]].Kind == partnership.KindNumber && !wholeMoney.Matches(prose.Fold(c.pieces[i].text))
}

// wholeMoney finds a figure that can only be a sum of money.
var wholeMoney = prose.Lazily(`\d\s*(?:k|тыс|млн|m|к)\b|[€$£₽]|\b(?:eur|usd|gbp|rub|million|thousand|тысяч|миллион)|тысяч|миллион|млн|руб`)

// silence takes back the words that a question for text got only because nothing else took
// them, where they speak of a figure.
func (c contest) silence() {
	for q := range c.Questions {
		if c.Questions[q].Kind == partnership.KindYesNo {
			c.attempts[q] = slices.DeleteFunc(c.attempts[q], func(a attempt) bool { return a.why == understood && a.value.Unknown && c.namesIn(q, a.text) == 0 })
		}
		if c.Questions[q].Kind != partnership.KindText {
			continue
		}
		c.attempts[q] = slices.DeleteFunc(c.attempts[q], func(a attempt) bool { return a.dealt && c.speaksOfFigure(q, a.text) })
	}
}

// speaksOfFigure reports whether words that were left over take a figure back, compare with
// one, or name a question for one.
func (c contest) speaksOfFigure(question int, text string) bool {
	if c.namesIn(question, text) > 0 || len(text) > maxMended {
		return false
	}
	if hasRunFigure(text) && (beginsMend(text) || comparesWithPlan.Matches(prose.Fold(text))) {
		return true
	}
	return saysSame(text) || len(strings.Fields(text)) <= maxBare && len(c.figureNames(text)) == 1 && slices.ContainsFunc(prose.Words(text), func(w string) bool { return w == "unchanged" || samePhrases[w] })
}

// comparesWithPlan finds that a figure tells how far another one is from what was planned.
var comparesWithPlan = prose.Lazily(`\b(?:short of|ahead of|behind|below|above|over|under|off)\s+(?:the\s+|our\s+|your\s+)?(?:target|plan|goal|budget|forecast|last)|(?:до|от|выше|ниже|сверх)\s+(?:цели|плана|бюджета|прогноза)`)

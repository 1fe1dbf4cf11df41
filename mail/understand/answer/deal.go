package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// deal gives the pieces of free text to the questions that they name, or that
// alone can take them; what is left over may answer a question for text. What
// follows a piece in its sentence is a remark on it.
func (b *book) deal(text string) {
	if len(text) > maxPlaced {
		b.placeProse(text)
		return
	}
	slips := b.slipsOf(text)
	if len(slips) > maxPieces {
		b.placeProse(text)
		return
	}
	b.tieLabels(slips)
	b.unknownTogether(slips)
	b.mending = certainMend.Matches(text)
	if !b.worthDealing(slips) {
		b.dealTexts(text, slips)
		return
	}
	for q, parts := range b.sorted(slips) {
		if len(parts) == 0 {
			continue
		}
		texts := make([]string, len(parts))
		for n, i := range parts {
			texts[n] = slips[i].text
		}
		if n := b.saidByItself(q, slips, parts, texts); n >= 0 {
			parts, texts = parts[n:n+1], texts[n:n+1]
		}
		if b.dependsElsewhere(q, slips, parts) {
			b.note(q, attempt{text: strings.Join(texts, ", "), why: reasonNotYesNo})
			continue
		}
		if b.disagree(q, slips, parts) {
			b.note(q, attempt{text: strings.Join(texts, ", "), why: reasonSeveral})
			continue
		}
		if b.takes(q, strings.Join(texts, ", ")) {
			for _, i := range parts {
				slips[i].dealt, slips[i].of = true, q
			}
		}
	}
	b.mending = false
	b.dealTexts(text, slips)
}

// dependsElsewhere reports whether a piece that speaks of another question makes a yes of
// its sentence depend on something: "approved, when I have seen the total".
func (b *book) dependsElsewhere(question int, slips []slip, parts []int) bool {
	if b.Questions[question].Kind != partnership.KindYesNo {
		return false
	}
	return slices.ContainsFunc(parts, func(i int) bool {
		return slices.ContainsFunc(slips, func(s slip) bool {
			return s.sentence == slips[i].sentence && s.question >= 0 && s.question != question && opensCondition[firstWord(withoutTie(s.text))]
		})
	})
}

// opensCondition begin what something depends on.
var opensCondition = setOf("if|when|once|unless|provided|until|as|если|когда|как|пока")

// unknownTogether takes in that somebody knows none of several figures: "no idea
// about leads or revenue".
func (b *book) unknownTogether(slips []slip) {
	for i := range slips {
		s := &slips[i]
		if s.dealt || s.question != severalQuestions || s.asked || len(s.text) > maxNamedPhrase || hasValue(s.text) {
			continue
		}
		named := b.namedIn(s.text)
		answered := slices.ContainsFunc(named, func(q int) bool { return !isFigureKind(b.Questions[q].Kind) || len(b.attempts[q]) > 0 })
		if said := b.besideNames(named, s.text); answered || !notKnown.Matches(said) || bareDenial[said] {
			continue
		}
		for _, q := range named {
			b.note(q, attempt{text: s.text, reading: reading{value: partnership.UnknownValue()}})
		}
		s.dealt = true
	}
}

// besideNames leaves the names of questions out of a text, and what joins them.
func (b *book) besideNames(named []int, text string) string {
	words := slices.DeleteFunc(prose.Words(text), func(w string) bool {
		return listTies[w] || aboutWords[w] || slices.ContainsFunc(named, func(q int) bool { return b.isNameOf(q, w) })
	})
	return strings.Join(words, " ")
}

// listTies join the names of several questions.
var listTies = setOf("or|and|nor|и|или|ни")

// saidByItself is the place of the piece that names its question and gives it a
// figure, where those behind it would give it another one, though they neither name it
// nor take anything back: "two customers, and I'd give you an 8". It is -1 where
// they go together.
func (b *book) saidByItself(question int, slips []slip, parts []int, texts []string) int {
	if len(parts) < 2 {
		return -1
	}
	if b.Questions[question].Kind == partnership.KindYesNo {
		return b.onlySaid(question, texts)
	}
	joined := strings.Join(texts, ", ")
	n := b.ownPiece(question, slips, parts)
	if _, mended := mendIn(joined); n < 0 || mended || b.disagree(question, slips, parts) {
		return -1
	}
	own, why := b.readDealt(question, texts[n])
	all, whyAll := b.readDealt(question, joined)
	switch {
	case whyAll == reasonSeveral && why == understood && !adds.Matches(joined) && own.value.Number != nil && b.othersLabelled(question, slips, parts, n):
		return n // "38 returned, GM 33.5"
	case whyAll == understood && (why == understood && !sameValue(own.value, all.value) || !b.vouches(question, joined, false, all)):
		return n
	default:
		return -1
	}
}

// ownPiece is the place of the piece that names a question for a figure and has one, or
// says that it is not there; -1 for none.
func (b *book) ownPiece(question int, slips []slip, parts []int) int {
	if !isFigureKind(b.Questions[question].Kind) {
		return -1
	}
	for _, says := range []func(int, string) bool{b.saysFigure, b.deniesFigure} {
		if n := slices.IndexFunc(parts, func(i int) bool { return slips[i].question == question && says(question, slips[i].text) }); n >= 0 {
			return n
		}
	}
	return -1
}

// othersLabelled reports whether all figures beside a piece have labels of their own.
func (b *book) othersLabelled(question int, slips []slip, parts []int, own int) bool {
	for n, i := range parts {
		if n != own && hasRunFigure(slips[i].text) && !b.labelsOther(question, slips[i].text) {
			return false
		}
	}
	return true
}

// saysFigure reports whether a piece has a figure, or says that there was none.
func (b *book) saysFigure(question int, text string) bool {
	r, why := b.readDealt(question, text)
	return hasValue(text) || why == understood && r.value.Number != nil
}

// onlySaid is the place of the piece that answers a yes or no where they don't all
// together, and none of the others says anything of it: "the vet came, made no
// remarks".
func (b *book) onlySaid(question int, texts []string) int {
	if _, why := b.readDealt(question, strings.Join(texts, ", ")); why == understood {
		return -1
	}
	found := -1
	for n, text := range texts {
		switch r, why := b.readDealt(question, text); {
		case isConditional(prose.Words(text)) || hasSense(talk.Items(text), talk.But, talk.Limit, talk.Without), why == understood && found >= 0 || r.value.Unknown:
			return -1
		case why == understood:
			found = n
		case !isSilent(why):
			return -1
		}
	}
	return found
}

// worthDealing reports whether pieces name a question at all: bare figures that do
// not stand in order can't be told apart.
func (b *book) worthDealing(slips []slip) bool {
	return slices.ContainsFunc(slips, func(s slip) bool {
		if s.question >= 0 {
			return true
		}
		q := b.onlyReader(s.text, nil)
		return q >= 0 && !isFigureKind(b.Questions[q].Kind) || b.openByUnit(s.text) >= 0 || rates.Matches(prose.Fold(s.text))
	})
}

// tieLabels ties a short question that the person repeats to what they answer:
// "Confidence? 4.".
func (b *book) tieLabels(slips []slip) {
	for i := range slips[:max(0, len(slips)-1)] {
		s, next := &slips[i], &slips[i+1]
		if !s.asked || s.question < 0 || hasValue(s.text) || len(strings.Fields(s.text)) > 6 || s.line != next.line || next.asked {
			continue
		}
		s.dealt = true
		for j := i + 1; j < len(slips) && slips[j].sentence == next.sentence && slips[j].question < 0; j++ {
			slips[j].question, slips[j].label = s.question, j == i+1
		}
	}
}

// sorted lists for each question the pieces that speak of it.
func (b *book) sorted(slips []slip) [][]int {
	texts := make([][]int, len(b.Questions))
	last := noQuestion
	var lead []int
	for i := range slips {
		s := &slips[i]
		if i > 0 && slips[i-1].sentence != s.sentence {
			last, lead = noQuestion, nil
		}
		switch q := b.meantBy(slips, i); {
		case s.dealt:
		case q >= 0 && b.Questions[q].Kind == partnership.KindText:
			last, lead = noQuestion, nil
		case q >= 0:
			if last < 0 && (!s.weighed || b.dependsOn(slips, lead)) {
				texts[q] = append(texts[q], lead...)
			}
			texts[q] = append(texts[q], i)
			last, lead = q, nil
		case last >= 0 && b.addsText(slips, i):
			last = noQuestion
		case last >= 0:
			texts[last] = append(texts[last], i)
		case leadsUpTo(s) && !saysClueless(s.text):
			lead = append(lead, i)
		}
	}
	return texts
}

// goesOnWith reports whether a piece without a value goes on with the one before it,
// which names another question and has none either: "tickets as ever, didn't count".
func (b *book) goesOnWith(slips []slip, i, question int) bool {
	if i == 0 || slips[i-1].sentence != slips[i].sentence || !isFigureKind(b.Questions[question].Kind) {
		return false
	}
	before := slips[i-1]
	bare := !hasValue(slips[i].text) || isFigureKind(b.kindOf(before.question)) && len(strings.Fields(slips[i].text)) <= 2 // "I'd recommend you, 10"
	return before.question >= 0 && before.question != question && !before.dealt && !slices.ContainsFunc(strings.Fields(before.text), isRunFigure) && bare
}

func (b *book) kindOf(question int) partnership.QuestionKind {
	if question < 0 {
		return ""
	}
	return b.Questions[question].Kind
}

// dependsOn reports whether pieces that lead up to another one make it depend on
// something.
func (b *book) dependsOn(slips []slip, lead []int) bool {
	return slices.ContainsFunc(lead, func(i int) bool { return isConditional(prose.Words(slips[i].text)) })
}

// meantBy is the question that a piece speaks of: where it names none, what it says
// can still fit only one.
func (b *book) meantBy(slips []slip, i int) int {
	s := &slips[i]
	if s.question >= 0 || s.dealt {
		return s.question
	}
	if q, figure := b.weighed(slips, i); q >= 0 {
		s.text, s.question, s.weighed = figure, q, true
		return q
	}
	if i+1 < len(slips) && slips[i+1].sentence == s.sentence {
		if q := b.saysYesFor(slips[i+1].question, s.text); q >= 0 {
			return q
		}
	}
	if q := b.onlyReader(s.text, slips); q >= 0 && !b.goesOnWith(slips, i, q) {
		return q
	}
	if q := b.openByUnit(s.text); q >= 0 {
		s.question = q
		return q
	}
	return noQuestion
}

// addsText reports whether the last piece of a sentence adds what a last question
// for text asks for: "stops 3, and we still wait for the crane".
func (b *book) addsText(slips []slip, i int) bool {
	last := len(b.Questions) - 1
	if i+1 < len(slips) && slips[i+1].sentence == slips[i].sentence || b.Questions[last].Kind != partnership.KindText || len(b.attempts[last]) > 0 {
		return false
	}
	tie, said, _ := strings.Cut(slips[i].text, " ")
	words := prose.Words(said)
	return addingTies[prose.Fold(tie)] && !saysClueless(said) && len(words) > 2 && !hasValue(said) && !isConditional(words) &&
		!slices.ContainsFunc(words, func(w string) bool { return better[w] || changeWords[w] || otherWords[w] && !isNegation(w) })
}

// addingTies begin what comes on top.
var addingTies = setOf("and|also|plus|и|также|еще")

// saysYesFor is the question for yes or no that the next piece names, if a piece
// answers it: "and yes, we should repeat it".
func (b *book) saysYesFor(question int, text string) int {
	if question < 0 || b.Questions[question].Kind != partnership.KindYesNo {
		return noQuestion
	}
	if _, why := readAnswer(b.Questions[question], withoutTie(text), b.Context); why != understood {
		return noQuestion
	}
	return question
}

// leadsUpTo reports whether a piece can lead up to the next one of its sentence:
// "if all goes well, mql 130". Courtesies lead up to nothing.
func leadsUpTo(s *slip) bool {
	return !hasValue(s.text) && !greeting.MatchString(s.text) && !thanks.MatchString(s.text)
}

// takes enters what was said of a question and reports whether there was
// anything. An unclear word on what is answered already is a remark.
func (b *book) takes(question int, text string) bool {
	_, why := b.readDealt(question, text)
	b.mending = b.mending || mends(text)
	switch {
	case why != understood && isSilent(why):
		return false
	case why == understood, b.mending, !b.isAnswered(question):
		b.attempt(question, text)
	}
	return true
}

func (b *book) isAnswered(question int) bool {
	return slices.ContainsFunc(b.attempts[question], func(a attempt) bool { return a.why == understood })
}

// Longer free text, or free text of more pieces, is prose.
const (
	maxPieces = 40
	maxPlaced = 4000
)

// onlyReader returns the only open question that a piece without a name can
// answer, or noQuestion. What other pieces name is taken.
func (b *book) onlyReader(text string, slips []slip) int {
	found := noQuestion
	for i, q := range b.Questions {
		if q.Kind == partnership.KindText || len(b.attempts[i]) > 0 || slices.ContainsFunc(slips, func(s slip) bool { return s.question == i }) {
			continue
		}
		r, why := b.readBare(i, text)
		if why != understood || q.Kind == partnership.KindDate && asOf.Matches(text) || !b.leftFor(i, text, r, slips) {
			continue
		}
		switch {
		case found >= 0 && b.Questions[found].Kind == partnership.KindChoice && q.Kind == partnership.KindYesNo:
		case found >= 0 && q.Kind == partnership.KindChoice && b.Questions[found].Kind == partnership.KindYesNo:
			found = i // "on schedule" is a status before it denies trouble
		case found >= 0:
			return noQuestion
		default:
			found = i
		}
	}
	return found
}

// asOf finds a day that says only when the rest holds.
var asOf = prose.Lazily(`(?i)^(?:as of|as at|until|up to|since|at|по состоянию на|на|за|с)\s+(?:today|now|this|yesterday|сегодня|вчера|этот|эту)|^(?:today|сегодня|yesterday|вчера)$`)

// openByUnit is the only question whose unit a text names, if it is open.
func (b *book) openByUnit(text string) int {
	if i := b.byUnit(text); i >= 0 && len(b.attempts[i]) == 0 {
		return i
	}
	return noQuestion
}

package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// bySense gives the sentences that name no question to the one that alone can be
// meant: "all good" to the only question after problems, "the date is fine" to
// the only one about a date. It returns what is left.
func (b *book) bySense(text string) string {
	var left []string
	for line := range strings.SplitSeq(text, "\n") {
		var kept []string
		if b.forAll(line) {
			continue
		}
		for _, s := range posed(sentences(line)) {
			if b.sameBut(s) {
				continue
			}
			if b.saysMore(s) {
				kept = append(kept, s)
				continue
			}
			if i := b.meant(s); i >= 0 {
				b.attempt(i, s)
				continue
			}
			if b.byClause(s) {
				continue
			}
			kept = append(kept, s)
		}
		if len(kept) > 0 || strings.TrimSpace(line) == "" {
			left = append(left, strings.Join(kept, " "))
		}
	}
	return strings.TrimSpace(strings.Join(left, "\n"))
}

// saysMore reports whether a sentence speaks of a figure, a day or a question for
// text besides.
func (b *book) saysMore(sentence string) bool {
	if asksWhether.Matches(sentence) || slices.ContainsFunc(b.namedIn(sentence), func(i int) bool { return b.Questions[i].Kind == partnership.KindText }) {
		return true
	}
	return slices.ContainsFunc(clauses(sentence), func(c clause) bool { return hasValue(c.text) && (b.readsValue(c.text) || b.namesFigure(c.text)) })
}

// namesFigure reports whether a clause names a question for a figure that is open.
func (b *book) namesFigure(text string) bool {
	return slices.ContainsFunc(b.namedIn(text), func(q int) bool { return isFigureKind(b.Questions[q].Kind) && len(b.attempts[q]) == 0 })
}

// readsValue reports whether a clause answers an open question for a figure or a
// day.
func (b *book) readsValue(text string) bool {
	for i, q := range b.Questions {
		if len(b.attempts[i]) > 0 || !isFigureKind(q.Kind) && q.Kind != partnership.KindDate {
			continue
		}
		if _, why := b.readDealt(i, text); why == understood {
			return true
		}
	}
	return false
}

// posed joins a question that the writer poses to themselves with their answer,
// as in "Problems? None".
func posed(sentences []string) []string {
	var out []string
	for i := 0; i < len(sentences); i++ {
		s := sentences[i]
		if head, ok := strings.CutSuffix(s, "?"); ok && len(strings.Fields(head)) <= maxPosed && i+1 < len(sentences) && !strings.HasSuffix(sentences[i+1], "?") {
			i++
			s = head + ": " + sentences[i]
		}
		out = append(out, s)
	}
	return out
}

// maxPosed is how many words a question has that its writer answers at once.
const maxPosed = 4

// byClause gives each clause of a sentence to its own question, if all of them
// have one.
func (b *book) byClause(sentence string) bool {
	parts := clauses(sentence)
	if len(parts) < 2 {
		return false
	}
	var meant []int
	for _, c := range parts {
		i := b.meant(c.text)
		if i < 0 || slices.Contains(meant, i) || c.asked {
			return false
		}
		meant = append(meant, i)
	}
	for n, i := range meant {
		b.attempt(i, parts[n].text)
	}
	return true
}

// meant returns the only open question that a sentence speaks to, or -1.
func (b *book) meant(sentence string) int {
	found := -1
	for i, q := range b.Questions {
		if len(b.attempts[i]) > 0 || !b.speaksTo(sentence, i, q) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// speaksTo reports whether a sentence answers a question and shows that it means
// this one.
func (b *book) speaksTo(sentence string, at int, q partnership.Question) bool {
	switch q.Kind {
	case partnership.KindYesNo:
		v, why := readYesNo(sentence, q)
		if why != understood || v.Unknown {
			return false
		}
		return b.sharesWord(sentence, at) || b.aloneInTrouble(sentence, at) || b.aloneToSayYes(sentence, at)
	case partnership.KindChoice:
		v, why := readChoice(sentence, q)
		return why == understood && !v.Unknown && len([]rune(strings.TrimSpace(sentence))) > 2
	default:
		return false
	}
}

// sharesWord reports whether a sentence repeats a word that only this question
// has.
func (b *book) sharesWord(sentence string, at int) bool {
	own := questionFor(b.Questions[at].Text)
	for _, w := range talk.Tokens(sentence) {
		if len([]rune(w)) < 3 || !isEcho(w, own.words) {
			continue
		}
		if !slices.ContainsFunc(b.others(at), func(q partnership.Question) bool { return isEcho(w, questionFor(q.Text).words) }) {
			return true
		}
	}
	return false
}

func (b *book) others(than int) []partnership.Question {
	return slices.Concat(b.Questions[:than], b.Questions[than+1:])
}

// aloneInTrouble reports whether a sentence tells how things are, and this is the
// only question after that.
func (b *book) aloneInTrouble(sentence string, at int) bool {
	if !questionFor(b.Questions[at].Text).aim.ofTrouble() {
		return false
	}
	telling := hasSense(talk.Items(sentence), talk.Well, talk.OnTime, talk.Objection, talk.Hindrance, talk.Silence, talk.Amiss)
	return telling && !slices.ContainsFunc(b.others(at), func(q partnership.Question) bool {
		return q.Kind == partnership.KindYesNo && questionFor(q.Text).aim.ofTrouble() || q.Kind == partnership.KindChoice && statusRow(q.Choices[0]) >= 0
	})
}

// aloneToSayYes reports whether a sentence says plainly yes or no and no other
// question could be answered so.
func (b *book) aloneToSayYes(sentence string, at int) bool {
	if !hasSense(talk.Items(sentence), talk.Yes, talk.No, talk.Assent, talk.Refusal, talk.EchoDone, talk.Done) {
		return false
	}
	return !slices.ContainsFunc(b.others(at), func(q partnership.Question) bool {
		return q.Kind == partnership.KindYesNo || q.Kind == partnership.KindText
	})
}

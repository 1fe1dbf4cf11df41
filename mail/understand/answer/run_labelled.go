package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// A labelled run is a clause in which every value stands behind its name, and not all of
// them are figures: "beds 39 nurses 7 shortage yes insulin visit fri".
type labelled struct {
	from, value, to int   // where its label, its value and the words behind that begin and end
	questions       []int // those that the label can name; none, if it is not known
	kind            partnership.QuestionKind
}

// minLabelled is how many values of one clause show that it is such a run.
const minLabelled = 3

// labelRun parts a clause that is a labelled run, or gives nothing.
func (b *book) labelRun(text string) []string {
	words := strings.Fields(text)
	if len(words) < 2*minLabelled || len(b.Questions) < minLabelled || !slices.ContainsFunc(words, b.isWordedValue) {
		return nil
	}
	run := b.labelledIn(words)
	if len(run) < minLabelled || !b.settleLabels(run) {
		return nil
	}
	var parts []string
	for _, l := range run {
		parts = append(parts, strings.Join(words[l.from:l.to], " "))
	}
	return parts
}

// isWordedValue reports whether a word by itself answers a question that is asked: a yes or
// no, a day, a choice.
func (b *book) isWordedValue(word string) bool { return b.wordedKind(word) != "" }

func (b *book) wordedKind(word string) partnership.QuestionKind {
	w := strings.Join(prose.Words(word), " ")
	kind := partnership.QuestionKind("")
	switch _, near := relativeDay(w); {
	case wordedPolar[w]:
		kind = partnership.KindYesNo
	case w != "" && (weekdayNamed(w) >= 0 || near):
		kind = partnership.KindDate
	case slices.ContainsFunc(b.Questions, func(q partnership.Question) bool { return w != "" && len(equalChoice(q.Choices, w)) == 1 }):
		kind = partnership.KindChoice
	}
	if !slices.ContainsFunc(b.Questions, func(q partnership.Question) bool { return q.Kind == kind }) {
		return ""
	}
	return kind
}

var wordedPolar = setOf("yes|yep|yeah|no|nope|да|нет|неа|ага")

// labelledIn finds the values of a clause with the labels before them; none, if a value has
// no label.
func (b *book) labelledIn(words []string) []labelled {
	var run []labelled
	figures := figuresAmong(words)
	from := 0
	for i := 0; i < len(words); i++ {
		l := labelled{from: from, value: i, to: i + 1, kind: b.wordedKind(words[i])}
		if at := slices.IndexFunc(figures, func(f runFigure) bool { return f.from == i }); at >= 0 {
			l.to, l.kind = figures[at].to, partnership.KindNumber
		}
		if l.kind == "" {
			continue
		}
		if l.value == l.from {
			return nil
		}
		l.questions = b.labels(words[l.from:l.value], l.kind)
		if l.kind != partnership.KindNumber {
			l.to = b.behindRemark(words, l.to, l.questions)
		}
		run = append(run, l)
		from, i = l.to, l.to-1
	}
	if last := len(run) - 1; last >= 0 && from < len(words) {
		if run[last].kind == partnership.KindNumber {
			return nil // what stands behind the last figure may be its name
		}
		run[last].to = len(words)
	}
	return run
}

// labels lists the questions of a kind that a label can name.
func (b *book) labels(label []string, kind partnership.QuestionKind) []int {
	var named []int
	for _, w := range label {
		for _, q := range b.spokenBy(w) {
			k := b.Questions[q].Kind
			if (k == kind || kind == partnership.KindNumber && isFigureKind(k)) && !slices.Contains(named, q) {
				named = append(named, q)
			}
		}
	}
	return named
}

// behindRemark is where the next label begins behind a yes or no, which a remark may follow.
func (b *book) behindRemark(words []string, at int, own []int) int {
	for i := at; i < len(words); i++ {
		if hasFigure(words[i]) || b.isWordedValue(words[i]) {
			return at
		}
		if named := b.spokenBy(words[i]); len(named) > 0 && !slices.ContainsFunc(named, func(q int) bool { return slices.Contains(own, q) }) {
			return i
		}
	}
	return len(words)
}

// settleLabels gives each label of a run the only question that is left for it, and reports
// whether all have one of their own but at most one, whose name is not known.
func (b *book) settleLabels(run []labelled) bool {
	for settled := true; settled; {
		settled = false
		for i := range run {
			for j := range run {
				if i == j || len(run[i].questions) != 1 || len(run[j].questions) < 2 {
					continue
				}
				if at := slices.Index(run[j].questions, run[i].questions[0]); at >= 0 {
					run[j].questions = slices.Delete(run[j].questions, at, at+1)
					settled = true
				}
			}
		}
	}
	var seen []int
	for _, l := range run {
		switch {
		case len(l.questions) == 0 && l.kind == partnership.KindNumber:
		case len(l.questions) != 1 || slices.Contains(seen, l.questions[0]):
			return false
		default:
			seen = append(seen, l.questions[0])
		}
	}
	return len(seen) >= minLabelled-1 && len(seen) >= len(run)-1
}

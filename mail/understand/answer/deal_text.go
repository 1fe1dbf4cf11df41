package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// span is a run of pieces that no question for a value took.
type span struct {
	start, end int
	named      int  // the question for text that it names, or noQuestion
	label      bool // its name stands before it, with a stroke
	after      bool // an answer stands before it
	tail       bool // an answer stands before it in its sentence
	reason     bool // that is a yes or a no, which it can give the reason for
	other      bool // it speaks of a value that is still open
	chat       bool
}

// dealTexts gives what is left over to the question for text that it names, or
// to the only one that is open, and reports what nothing takes.
func (b *book) dealTexts(text string, slips []slip) {
	spans := b.dealNamedTexts(text, b.spansOf(text, slips))
	open := b.openTexts()
	run := openRun(spans)
	run = slices.DeleteFunc(run, func(s span) bool {
		return len(run) > 1 && b.looksTyped(valueOf(text, s)) || isBareFigure(valueOf(text, s))
	})
	if len(open) == 1 && len(run) > 0 && b.takesRun(open[0], run, joinedSpans(text, run)) {
		return
	}
	left := slices.DeleteFunc(spans, func(s span) bool { return s.chat })
	if said := joinedSpans(text, left); said != "" {
		b.placeRest(said)
	}
}

// isBareFigure reports whether a text is a figure, perhaps denied, and nothing else.
func isBareFigure(text string) bool {
	figure, before, behind := loneFigure(text)
	return figure != "" && len(behind) == 0 && !slices.ContainsFunc(before, func(w string) bool { return !isNegation(w) })
}

// takesRun enters a run as the answer to the only open question for text, if it
// can be nothing else.
func (b *book) takesRun(question int, run []span, said string) bool {
	last := question == len(b.Questions)-1
	switch {
	case politeness.MatchString(said), run[0].reason && b.answersOnlyYesNo():
		return false // "no, we need about a week longer"
	case (!b.missesValue() || b.answered()) && b.isProseFor(question, said):
		b.attempt(question, withoutCall(said))
		return true
	case !run[0].after || b.missesValue() || hasFigure(said):
		return false
	case len(strings.Fields(said)) > 1, last && len(run) == 1 && isNone(said):
		b.attempt(question, said) // "No." where only the last question is left
		return true
	default:
		return false
	}
}

// withoutCall takes off the one word by which a writer calls a question for text,
// whatever its own words are: "cause: a power cut".
func withoutCall(text string) string {
	if call, rest, ok := strings.Cut(text, ": "); ok && !strings.ContainsAny(call, " .,") && len(strings.Fields(rest)) > 1 && !otherCalls[prose.Fold(call)] {
		return rest
	}
	return text
}

// otherCalls stand before a colon and name nothing.
var otherCalls = setOf("ps|p.s|nb|but|note|зы|но|итого|например|e.g")

// answersOnlyYesNo reports whether nothing but a yes or no has been answered.
func (b *book) answersOnlyYesNo() bool {
	for i, q := range b.Questions {
		if q.Kind != partnership.KindYesNo && len(b.attempts[i]) > 0 {
			return false
		}
	}
	return true
}

// dealNamedTexts enters what names its question for text, and returns the rest.
func (b *book) dealNamedTexts(text string, spans []span) []span {
	var rest []span
	for i := 0; i < len(spans); i++ {
		s := spans[i]
		if s.named < 0 || len(b.attempts[s.named]) > 0 && !s.label {
			rest = append(rest, s)
			continue
		}
		n := 1
		for !isNone(valueOf(text, s)) && i+n < len(spans) && spans[i+n].continuesText() {
			n++
		}
		if said := joinedSpans(text, spans[i:i+n]); !b.pledged.putsOff(said) {
			b.attempt(s.named, said)
		}
		i += n - 1
	}
	return rest
}

// continuesText reports whether a span can go on with the text before it.
func (s span) continuesText() bool { return !s.chat && !s.other && s.named < 0 && !s.tail }

// openRun is what can be the answer to a question for text that nothing names:
// what stands behind the last answer, or else before the first one.
func openRun(spans []span) []span {
	spans = slices.DeleteFunc(slices.Clone(spans), func(s span) bool { return s.chat || s.other })
	from := slices.IndexFunc(spans, func(s span) bool { return s.after })
	if from < 0 {
		return spans
	}
	return spans[from:]
}

// spansOf lists what was not dealt, sentence by sentence.
func (b *book) spansOf(text string, slips []slip) []span {
	var spans []span
	after := false
	for _, indices := range sentenceSlips(slips) {
		tail, reason := false, false
		for n, i := range indices {
			s := slips[i]
			if s.dealt {
				after, tail, reason = true, true, b.Questions[s.of].Kind == partnership.KindYesNo
				continue
			}
			last := len(spans) - 1
			if n > 0 && !slips[indices[n-1]].dealt && last >= 0 && !b.asksWords(s.question) {
				spans[last].end = endOf(text, slips, i)
				spans[last].chat = spans[last].chat && !hasValue(s.text) || spans[last].named < 0 && closesWithName.Matches(text[spans[last].start:spans[last].end])
				continue
			}
			p := b.spanFrom(text, slips, i)
			p.after, p.tail, p.reason = after, tail, reason
			spans = append(spans, p)
		}
	}
	return spans
}

// spanFrom begins a span with a piece. What names a question for text is no chat,
// even if it sounds like it.
func (b *book) spanFrom(text string, slips []slip, i int) span {
	s := &slips[i]
	p := span{start: s.start, end: endOf(text, slips, i), named: noQuestion, chat: s.aside}
	said := text[p.start:p.end]
	p.other = b.isOpenValue(s.question) || hasFigure(said) && b.missesFigure()
	if !b.asksWords(s.question) {
		p.chat = s.aside || s.asked || isChat(said)
		return p
	}
	p.named, p.label = s.question, s.label
	if k := keyOf(s.text, b.Questions); k.question == s.question && strings.HasSuffix(s.text, k.rest) {
		p.start = s.end - len(k.rest)
	}
	return p
}

// asksWords reports whether a piece speaks of a question for text, which takes it
// as it stands.
func (b *book) asksWords(question int) bool {
	return question >= 0 && b.Questions[question].Kind == partnership.KindText
}

// isOpenValue reports whether a question for a value has no answer yet: what
// speaks of it is no answer to another one.
func (b *book) isOpenValue(question int) bool {
	return question >= 0 && b.Questions[question].Kind != partnership.KindText && !b.isAnswered(question)
}

// missesFigure reports whether a question for a figure has no answer yet.
func (b *book) missesFigure() bool {
	for i, q := range b.Questions {
		if isFigureKind(q.Kind) && !b.isAnswered(i) {
			return true
		}
	}
	return false
}

// endOf is where what begins with a slip ends: before the next one, or at the end
// of its line.
func endOf(text string, slips []slip, i int) int {
	end := len(text)
	if i+1 < len(slips) {
		end = slips[i+1].start
	}
	if at := strings.IndexByte(text[slips[i].start:end], '\n'); at >= 0 {
		end = slips[i].start + at
	}
	return slips[i].start + len(strings.TrimRight(text[slips[i].start:end], " \t,;(–—-"))
}

func valueOf(text string, s span) string {
	v := withoutTie(text[s.start:s.end])
	if at := smile().FindStringIndex(v); at != nil && !strings.Contains(v, "(") {
		v = v[:at[0]]
	}
	return strings.TrimSpace(v)
}

// smile is what people draw behind a sentence.
var smile = prose.Lazily(`\s*(?:[:;=8]-?[)DPp(]+|\)+|[\x{1F600}-\x{1F64F}]+)$`)

func joinedSpans(text string, spans []span) string {
	var parts []string
	line := 0
	for i, s := range spans {
		v := valueOf(text, s)
		if i > 0 && strings.Contains(text[line:s.start], "\n") {
			parts = append(parts, "\n")
		} else if i > 0 {
			parts = append(parts, " ")
		}
		line = s.end
		parts = append(parts, v)
	}
	return strings.Join(parts, "")
}

// isNone reports whether a text says no more than that there is nothing.
func isNone(text string) bool {
	words := prose.Words(text)
	return len(words) <= 8 && slices.ContainsFunc(words, func(w string) bool { return noneWord[w] })
}

var noneWord = setOf("no|none|nothing|nope|nil|not|nobody|нет|ничего|ничто|нету|никаких|без|отсутствуют|не|нечего")

package answer

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// sentencesOf parts a line of several answers at its sentences: "Leads: 124.
// Revenue: 47k. Obstacles: none." A line in which no sentence names a question
// stays whole, and so does one that numbers its answers.
func (c *statementCollector) sentencesOf(line string) []string {
	whole := []string{line}
	if len(c.questions) < 2 || len(line) > maxPlaced || !innerStop.MatchString(line) || c.accepted(bullet.ReplaceAllString(line, "")).Number > 0 {
		return whole
	}
	parts := c.withShortNames(sentences(withoutClosing(line)))
	if len(parts) < 2 || strings.Contains(line, "..") {
		return whole
	}
	parts = c.tied(withMendings(parts))
	named := false
	for _, p := range parts {
		pieces := c.split(p)
		if len(pieces) > 0 && pieces[0].number > 0 {
			return whole // "42. Agreed."
		}
		named = named || len(pieces) > 0
	}
	if !named {
		return whole
	}
	return parts
}

// innerStop finds the end of a sentence within a line.
var innerStop = regexp.MustCompile(`[.!?;][\s"»)]*\s\S`)

// withShortNames joins what stands behind the point of a shortened name, and what
// stands in brackets: "conf. 8", "45 (what a month! the best so far)".
func (c *statementCollector) withShortNames(parts []string) []string {
	var out []string
	for _, p := range parts {
		if last := len(out) - 1; last >= 0 && (isDigit(firstRune(p)) && c.endsShort(out[last]) || strings.Count(out[last], "(") > strings.Count(out[last], ")")) {
			out[last] += " " + p
			continue
		}
		out = append(out, p)
	}
	return out
}

// endsShort reports whether a sentence ends in a shortened name of a question.
func (c *statementCollector) endsShort(sentence string) bool {
	words := prose.Words(sentence)
	if !strings.HasSuffix(sentence, ".") || len(words) == 0 {
		return false
	}
	w := words[len(words)-1]
	return len([]rune(w)) < 6 && slices.ContainsFunc(c.questions, func(q partnership.Question) bool {
		return belongs(w, q) && !slices.Contains(wordsOf(q).text, w) && !slices.Contains(wordsOf(q).id, w)
	})
}

// tied joins each short question that the person repeats with what they answer:
// "Confidence? 4." is "Confidence: 4.".
func (c *statementCollector) tied(parts []string) []string {
	var out []string
	for i := 0; i < len(parts); i++ {
		name, asked := strings.CutSuffix(parts[i], "?")
		if asked && i+1 < len(parts) && len(strings.Fields(name)) <= maxLabel && !hasValue(name) {
			if joined := name + ": " + parts[i+1]; keyOf(joined, c.questions).question >= 0 {
				out = append(out, joined)
				i++
				continue
			}
		}
		out = append(out, parts[i])
	}
	return out
}

// continues reports whether a sentence of a line goes on with what the one before
// it said, though it may name a question: a text that says more than "none", and
// what refers to a value.
func (c *statementCollector) continues(sentence string) bool {
	if !c.open || len(c.out) == 0 || len(c.split(sentence)) > 0 {
		return false
	}
	last := c.out[len(c.out)-1]
	if last.question < 0 {
		return true
	}
	if c.questions[last.question].Kind == partnership.KindText {
		if mends(sentence) && hasRunFigure(sentence) {
			c.open = false // "labels. Update: 16 rejected."
			return false
		}
		if at := c.reader().subjectOf(sentence); at >= 0 && at != last.question && c.questions[at].Kind != partnership.KindText && !c.answered(at) {
			c.open = false // "blocked by the conveyor. Material is tight."
			return false
		}
		c.open = !c.ended(sentence) && !isNone(strings.Join(last.lines, " "))
		return c.open
	}
	if isFigureKind(c.questions[last.question].Kind) && takesFigureBack(sentence) {
		return true
	}
	words := prose.Words(sentence)
	return len(words) > 0 && referringWords[words[0]]
}

// withMendings joins the words of a correction that are a sentence by themselves with what
// they lead up to, as in "sold 320. No wait. 302.".
func withMendings(parts []string) []string {
	var out []string
	for i := 0; i < len(parts); i++ {
		if bare := strings.TrimRight(parts[i], ".! "); i+1 < len(parts) && isOnlyMend(bare) && hasRunFigure(parts[i+1]) {
			out = append(out, bare+", "+parts[i+1])
			i++
			continue
		}
		out = append(out, parts[i])
	}
	return out
}

// takesFigureBack reports whether a sentence is a correction with a bare figure, which can
// only be that of the one before.
func takesFigureBack(sentence string) bool {
	rest, ok := withoutMend(sentence)
	return ok && isBareDigits(strings.TrimRight(rest, ".! ")) && anyDigit(rest)
}

// ended reports whether a line below an answer in words is none of it.
func (c *statementCollector) ended(line string) bool {
	last := c.out[len(c.out)-1]
	if last.question < 0 || c.questions[last.question].Kind != partnership.KindText || len(c.questions) < 2 {
		return false
	}
	said := strings.TrimSpace(strings.Join(last.lines, ""))
	return said != "" && isChat(line)
}

// saidNone reports whether the last statement answers a question for text with no
// more than "none", so that the next line is another answer.
func (c *statementCollector) saidNone() bool {
	last := c.out[len(c.out)-1]
	return len(c.questions) > 1 && last.question >= 0 && c.questions[last.question].Kind == partnership.KindText && isNone(strings.Join(last.lines, " "))
}

// referringWords begin a sentence about the one before it.
var referringWords = setOf("that|thats|this|it|its|those|these|they|but|though|however|only|unless|if|provided|sorry|correction|not|or|это|эта|этот|эти|он|она|оно|они|но|хотя|однако|правда|только|если|цифра|цифры|или|либо|извините|поправка")

package minutes

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/calendar"
	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

var (
	segments = regexp.MustCompile(`\s*(?:[,;|]|\s[-–—]+\s|→|->)\s*`)
	nameEnd  = regexp.MustCompile(`^([^:]{1,40}):\s*(.+)$`)
	dueWord  = regexp.MustCompile(`(?i)(?:^|[\s(,;])(by|until|till|before|due(?:\s+(?:on|by))?|deadline|no\s+later\s+than|not\s+later\s+than|до|к|ко|не\s+позднее|не\s+позже|срок|дедлайн)\s*:?\s+`)
	onWord   = regexp.MustCompile(`(?i)(?:^|[\s(,;])(on|в|во)\s+`)
	linking  = regexp.MustCompile(`(?i)^(?:(?:is\s+)?to|will|shall|should|must|has\s+to|needs\s+to|is\s+going\s+to|takes\s+care\s+of|должен|должна|должны|обязуется|обещал[аи]?|берётся|берется|возьмёт|возьмет)\s+`)
	selfWord = regexp.MustCompile(`(?i)^(?:i|me|myself|я|мне|сам|сама)$`)
	capital  = regexp.MustCompile(`^@?\p{Lu}`)
	digit    = regexp.MustCompile(`\d`)
	together = regexp.MustCompile(`(?i)^(?:we|all|both|everybody|everyone|all\s+of\s+us|мы|все|оба|обе|вместе)$`)
)

// action reads who does what until when: in that order, or with the name or the day elsewhere
// where nothing else can be meant.
func (r *reader) action(text, whole string) {
	if len(r.minutes.Actions) >= mostItems {
		return
	}
	text = strings.TrimSpace(strings.TrimRight(text, " .;"))
	if each := r.severally(text); len(each) > 1 {
		for _, one := range each {
			r.action(one, one)
		}
		return
	}
	if text == "" {
		r.unclear(whole, partnership.LineEmpty)
		return
	}
	text, due, ok := r.due(text)
	if !ok {
		r.unclear(whole, partnership.LineDay)
		return
	}
	who, what, why := r.owner(text)
	if why != "" {
		r.unclear(whole, why)
		return
	}
	what = strings.Trim(what, " \t/,;:.–—-")
	what = strings.TrimSpace(linking.ReplaceAllString(what, ""))
	if what == "" {
		r.unclear(whole, partnership.LineNoAction)
		return
	}
	a := partnership.MinutedAction{Who: who, What: what}
	if !due.IsZero() {
		a.Due = due.String()
	}
	r.minutes.Actions = append(r.minutes.Actions, a)
}

// doer is what an action begins with where it names who does it first.
var doer = regexp.MustCompile(`^([^:,–—]{1,40}?)(?:\s*[:,]|\s+[-–—]\s)`)

// severally are the actions of a line that holds some, each with who does it first.
func (r *reader) severally(text string) []string {
	each := strings.Split(text, ";")
	for _, one := range each {
		m := doer.FindStringSubmatch(strings.TrimSpace(one))
		if m == nil || r.who(m[1]) == "" && !selfWord.MatchString(strings.TrimSpace(m[1])) {
			return nil
		}
	}
	return each
}

// due takes the day out of an action. It is what stands at the end: behind "by", in a part of
// its own, or in brackets. ok is false where there is one that cannot be read.
func (r *reader) due(text string) (rest string, due cadence.Date, ok bool) {
	for _, look := range []func(string) dated{r.dueInBrackets, r.dueBehindWord, r.dueApart, r.dueAtEnd} {
		if d := look(text); d.found {
			return d.rest, d.day, !d.day.IsZero()
		}
	}
	return text, due, true
}

// dated is what a look for a day has found: the day and the text without it, or that there is
// one that cannot be read, which has no day.
type dated struct {
	found bool
	rest  string
	day   cadence.Date
}

func unreadDay(text string) dated { return dated{found: true, rest: text} }

// dueInBrackets is a day in brackets at the end, alone or behind a name: "(Tom, 5 March)".
func (r *reader) dueInBrackets(text string) dated {
	m := inBrackets.FindStringSubmatchIndex(text)
	if m == nil {
		return dated{}
	}
	inner, before := text[m[2]:m[3]], strings.TrimSpace(text[:m[0]])
	day, whole, vague := r.day(stripDue(inner))
	switch {
	case whole && !day.IsZero():
		return dated{true, before, day}
	case vague, dueWord.MatchString(" "+inner) && digit.MatchString(inner), looksLikeDay(inner):
		return unreadDay(text)
	}
	if parts := segments.Split(inner, -1); len(parts) == 2 && r.who(parts[0]) != "" {
		if day, whole, _ := r.day(stripDue(parts[1])); whole && !day.IsZero() {
			return dated{true, before + ", " + parts[0], day}
		}
		return unreadDay(text)
	}
	return dated{}
}

// dueBehindWord is a day behind "by" or one like it.
func (r *reader) dueBehindWord(text string) dated {
	marks := dueWord.FindAllStringSubmatchIndex(text, -1)
	for i := len(marks) - 1; i >= 0; i-- {
		m := marks[i]
		tail, before := text[m[1]:], strings.TrimSpace(text[:m[0]])
		day, whole, vague := r.day(tail)
		switch {
		case whole && !day.IsZero():
			return dated{true, before, day}
		case vague, looksLikeDay(tail):
			return unreadDay(text)
		}
		if day, length := r.leading(tail); !day.IsZero() { // more follows: "by Friday, with the figures"
			after := tail[length:]
			if strings.HasPrefix(after, ",") || strings.HasPrefix(after, " (") || strings.HasPrefix(after, ";") {
				return dated{true, before + after, day}
			}
			return unreadDay(text)
		}
	}
	return dated{}
}

// dueApart is a day in the last part of a line: "Tom, the list, 5 March".
func (r *reader) dueApart(text string) dated {
	cuts := segments.FindAllStringIndex(text, -1)
	if len(cuts) == 0 {
		return dated{}
	}
	cut := cuts[len(cuts)-1]
	last := text[cut[1]:]
	day, whole, vague := r.day(stripOn(last))
	switch {
	case whole && !day.IsZero():
		return dated{true, strings.TrimSpace(text[:cut[0]]), day}
	case vague, looksLikeDay(last):
		return unreadDay(text)
	default:
		return dated{}
	}
}

// dueAtEnd is a day that a sentence ends with: "sends it on Friday", "sends it tomorrow".
func (r *reader) dueAtEnd(text string) dated {
	if m := onWord.FindAllStringSubmatchIndex(text, -1); len(m) > 0 {
		last := m[len(m)-1]
		if day, whole, _ := r.day(text[last[1]:]); whole && !day.IsZero() {
			return dated{true, strings.TrimSpace(text[:last[0]]), day}
		}
	}
	words := strings.Fields(text)
	for n := 3; n >= 1; n-- {
		if len(words) <= n+1 {
			continue
		}
		tail := strings.Join(words[len(words)-n:], " ")
		if day, whole, _ := r.day(tail); whole && !day.IsZero() && !digitOnly(tail) {
			return dated{true, strings.Join(words[:len(words)-n], " "), day}
		}
	}
	return dated{}
}

func digitOnly(s string) bool { return strings.Trim(s, "0123456789.,:/ ") == "" }

// numericDay is a day in figures, which may be read in two ways.
var numericDay = regexp.MustCompile(`^\s*\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\s*[.!)]?\s*$`)

// looksLikeDay reports whether words are a day in figures that could not be read.
func looksLikeDay(s string) bool { return numericDay.MatchString(s) }

// stripDue takes the word before a day off.
func stripDue(s string) string {
	s = strings.TrimSpace(s)
	if m := dueWord.FindStringIndex(" " + s); m != nil && m[0] == 0 {
		return s[m[1]-1:]
	}
	return stripOn(s)
}

func stripOn(s string) string {
	s = strings.TrimSpace(s)
	if m := onWord.FindStringIndex(" " + s); m != nil && m[0] == 0 {
		return s[m[1]-1:]
	}
	return s
}

// day reads a text that is a day and nothing else. Vague says that it names no one day: "next
// week".
func (r *reader) day(text string) (day cadence.Date, whole, vague bool) {
	folded := prose.Fold(strings.Trim(text, " \t.,;!)"))
	if folded == "" {
		return day, false, false
	}
	d, length, ok := calendar.At(folded, r.Today)
	rest := strings.Trim(folded[min(length, len(folded)):], " .,;!)г")
	if length == 0 || rest != "" && rest != "." {
		return day, false, false
	}
	return d, ok, !ok
}

// leading reads a day at the start of a text, and where it ends.
func (r *reader) leading(text string) (cadence.Date, int) {
	folded := prose.Fold(text)
	if len(folded) != len(text) {
		return cadence.Date{}, 0
	}
	d, length, ok := calendar.At(folded, r.Today)
	if !ok {
		return cadence.Date{}, 0
	}
	return d, length
}

// owner parts an action into who does it and what.
func (r *reader) owner(text string) (who, what string, why partnership.LineUnread) {
	for _, look := range []func(string) owned{r.ownerAhead, r.ownerInWords, r.ownerBehind} {
		if o := look(text); o.who != "" || o.why != "" {
			return o.who, o.what, o.why
		}
	}
	if r.who(text) != "" {
		return r.who(text), "", ""
	}
	if cut := segments.FindStringIndex(text); cut != nil && capital.MatchString(text) && len(strings.Fields(text[:cut[0]])) <= 2 {
		return "", "", partnership.LineWho
	}
	return "", "", partnership.LineNoOwner
}

// owned is what a look for an owner has found.
type owned struct {
	who, what string
	why       partnership.LineUnread
}

// ownerAhead is a name in the first part of a line: "Tom: the list", "Tom, the list".
func (r *reader) ownerAhead(text string) owned {
	if m := nameEnd.FindStringSubmatch(text); m != nil {
		if who, why := r.single(m[1]); who != "" || why != "" {
			return owned{who, m[2], why}
		}
	}
	cut := segments.FindStringIndex(text)
	if cut == nil {
		return owned{}
	}
	who, why := r.single(text[:cut[0]])
	return owned{who, text[cut[1]:], why}
}

// ownerInWords is a name that a sentence begins with: "Tom to send the list".
func (r *reader) ownerInWords(text string) owned {
	words := strings.Fields(text)
	for n := min(3, len(words)-1); n >= 1; n-- {
		first := strings.Join(words[:n], " ")
		if !capital.MatchString(words[n-1]) && !selfWord.MatchString(first) {
			continue
		}
		who, why := r.single(first)
		switch {
		case why == partnership.LineSeveral && n == 1:
			return owned{why: why}
		case who != "" && conjunction.MatchString(words[n]): // "Tom and Mia"
			return owned{why: partnership.LineNoOwner}
		case who != "":
			return owned{who: who, what: strings.Join(words[n:], " ")}
		}
	}
	return owned{}
}

// ownerBehind is a name in the last part of a line, or in brackets: "the list, Tom".
func (r *reader) ownerBehind(text string) owned {
	if cuts := segments.FindAllStringIndex(text, -1); len(cuts) > 0 {
		cut := cuts[len(cuts)-1]
		if who, why := r.single(text[cut[1]:]); who != "" || why != "" {
			return owned{who, text[:cut[0]], why}
		}
	}
	if m := inBrackets.FindStringSubmatchIndex(text); m != nil {
		who, why := r.single(text[m[2]:m[3]])
		return owned{who, text[:m[0]], why}
	}
	return owned{}
}

var conjunction = regexp.MustCompile(`(?i)^(?:and|&|\+|или|or|и|с|with)$`)

// single is the one person whom words mean, or why there is none although they are names.
func (r *reader) single(words string) (who string, why partnership.LineUnread) {
	words = strings.Trim(remark.ReplaceAllString(words, " "), " @*_.:")
	switch {
	case selfWord.MatchString(words):
		return partnership.MinutedSelf, ""
	case together.MatchString(words):
		return "", partnership.LineNoOwner
	case len(strings.Fields(words)) > 4 || words == "":
		return "", ""
	}
	switch found := r.whom(words); len(found) {
	case 1:
		return found[0], ""
	case 0:
		if pieces := between.Split(words, -1); len(pieces) > 1 && r.who(pieces[0]) != "" {
			return "", partnership.LineNoOwner // two of them
		}
		return "", ""
	default:
		return "", partnership.LineSeveral
	}
}

// Package minutes reads what somebody writes down of a meeting: who was there, what was
// decided, who does what until when. People write such lines on a phone, in their own order
// and words, and a decision or a promise that nobody made weighs more than ten that are asked
// back: a line that could be read in two ways is not read.
package minutes

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/calling"
)

// Context is what is known of the meeting.
type Context struct {
	// Names are those of the people and the parties who can stand in the minutes.
	Names []string
	// Today completes days without a year.
	Today cadence.Date
}

// Bounds of what is read.
const (
	mostLines = 400
	mostItems = 100
	longest   = 1000 // of a line, in runes
)

// Read reads minutes. It never fails; what it cannot read without a guess is among the unclear
// lines.
func Read(text string, c Context) partnership.Minutes {
	r := reader{Context: c, naught: map[section]bool{}}
	for _, name := range c.Names {
		r.known = append(r.known, partnership.Person{ID: name, Name: name})
	}
	lines := r.linesOf(text)
	for i := range lines {
		if r.over {
			break
		}
		r.line(lines[i])
	}
	if r.minutes.Missed && (len(r.minutes.Decisions)+len(r.minutes.Actions) > 0 || r.minutes.All) { // it says both
		r.minutes.Missed = false
		r.unclear(r.missed, partnership.LineUnclear)
	}
	return r.minutes
}

// section is what a line is about.
type section int

const (
	nowhere section = iota
	present
	absent
	decisions
	actions
	none
	missed
	stands
	aside
)

// reader is how far the text is read.
type reader struct {
	Context
	known   []partnership.Person
	minutes partnership.Minutes
	within  section
	inline  bool // something stood behind the heading of the section
	// began says that something was read: before, a line of names says who was there.
	began bool
	over  bool
	// naught are the sections of which it is written that they are empty.
	naught map[section]bool
	missed string
}

// typed is a line as it was typed, without marks of lists.
type typed struct {
	text   string
	listed bool
	last   bool
}

var (
	listMark   = regexp.MustCompile(`^\s*(?:[-–—*•·▪►]+|\d{1,2}\s*[.)\]:]|\(\d{1,2}\)|№\s*\d{1,2}[.)]?|\[[ xX]?\])\s*`)
	votesBelow = regexp.MustCompile(`(?i)^\((?:for|in\s+favou?r|against|abstain\p{L}*|за|против|воздерж\p{L}+)\s*[:–—-].*\)\.?$`)
	quoteEnd   = regexp.MustCompile(`[\p{L}\d]`)
)

// linesOf parts a text into lines. One that a mail program has broken is one line again.
func (r *reader) linesOf(text string) []typed {
	var lines []typed
	broken := false // the line before was as long as mail programs make them
	for raw := range strings.Lines(prose.Normalise(text)) {
		for _, sentence := range parted(strings.TrimRight(raw, " \t\r\n")) {
			broken = r.add(&lines, sentence, broken)
		}
	}
	if n := len(lines); n > 0 {
		lines[n-1].last = true
	}
	return lines
}

// inlined is a heading that stands behind the end of a sentence, on one line with it.
var inlined = regexp.MustCompile(`(?i)[.;!]\s+(?:actions?|action\s+items?|decisions?|to-?dos?|поручени[ея]|решени[ея]|задач[аи])\s*:`)

// parted parts a line into those that people would have written on a computer.
func parted(line string) []string {
	var list []string
	for {
		at := inlined.FindStringIndex(line)
		if at == nil {
			return append(list, line)
		}
		list, line = append(list, line[:at[0]+1]), strings.TrimSpace(line[at[0]+1:])
	}
}

// add takes a line up, and reports whether the next one may go on with it.
func (r *reader) add(lines *[]typed, raw string, broken bool) bool {
	if !quoteEnd.MatchString(raw) {
		return false
	}
	bare := strings.TrimSpace(listMark.ReplaceAllString(raw, ""))
	listed := bare != strings.TrimSpace(raw)
	_, _, headed := headingOf(bare)
	n := len(*lines)
	switch {
	case n > 0 && votesBelow.MatchString(bare), broken && n > 0 && !listed && !headed && !startsSentence(bare):
		(*lines)[n-1].text += " " + bare
	case bare != "" && n < mostLines:
		*lines = append(*lines, typed{text: clip(bare), listed: listed})
	}
	return len([]rune(raw)) >= 60
}

// startsSentence reports whether a line begins with a capital letter: what a mail program breaks
// goes on with a small one as a rule.
func startsSentence(s string) bool {
	for _, c := range s {
		return strings.ToLower(string(c)) != string(c)
	}
	return false
}

func clip(s string) string {
	if runes := []rune(s); len(runes) > longest {
		return string(runes[:longest])
	}
	return s
}

// unanimously is a heading that says how something was decided.
var unanimously = regexp.MustCompile(`(?i)^\W*(?:decided\s+unanimously|решили\s+единогласно)`)

// manner is how something was decided, where its heading says so, as it stands behind a decision.
func manner(what section, line string) string {
	if what == decisions && unanimously.MatchString(line) {
		return ", unanimously"
	}
	return ""
}

// line reads one line.
func (r *reader) line(l typed) {
	what, rest, headed := headingOf(l.text)
	switch {
	case closing.MatchString(l.text) && r.began:
		r.over = true
	case greeting.MatchString(l.text) && !headed, !headed && intro.MatchString(l.text):
	case headed && what == aside:
		r.within = aside
	case headed && rest == "":
		r.within, r.inline = what, false
		r.enter(what, "", l)
	case headed:
		rest += manner(what, l.text)
		r.within, r.inline = what, true
		if l.listed { // the next of the list has a heading of its own, or none
			r.within = nowhere
		}
		r.enter(what, rest, l)
	case l.last && r.began && !l.listed && r.who(l.text) != "": // who has written it
	default:
		r.plain(l)
	}
}

// enter takes what stands behind a heading; nothing stands there where a list follows.
func (r *reader) enter(what section, rest string, l typed) {
	switch {
	case what == none:
		r.began = true
		r.minutes.Nothing, r.minutes.Why = true, reason(rest)
	case what == missed:
		r.began, r.missed = true, l.text
		r.minutes.Missed, r.minutes.Why = true, reason(rest)
	case what == stands:
		r.began = true
		r.minutes.Stands = true
	case rest == "":
		r.began = true
	default:
		r.item(what, rest, l.text)
	}
}

// plain reads a line without a heading of its own.
func (r *reader) plain(l typed) {
	if what, why, ok := sentence(l.text); ok && (r.within == nowhere || !l.listed) {
		r.enter(what, why, l)
		return
	}
	if r.inline && !l.listed && r.within != aside { // what its heading was about ended with its line
		r.within = nowhere
	}
	switch {
	case r.within == decisions, r.within == actions, r.within == present, r.within == absent:
		r.item(r.within, l.text, l.text)
	case r.within == aside:
	case !r.began && r.attendance(l.text):
		r.began = true
	default:
		r.began = true
		r.unclear(l.text, partnership.LineUnclear)
	}
}

// item takes one thing of a kind.
func (r *reader) item(what section, text, whole string) {
	r.began = true
	switch what {
	case present:
		r.present(text, whole)
	case absent:
		r.absent(text, whole)
	case decisions, actions:
		r.agreed(what, text, whole)
	default:
		r.unclear(whole, partnership.LineUnclear)
	}
}

// agreed takes a decision or an action; there may be none.
func (r *reader) agreed(what section, text, whole string) {
	switch {
	case nobody.MatchString(text):
		r.naught[what] = true
		if r.naught[decisions] && r.naught[actions] && len(r.minutes.Decisions)+len(r.minutes.Actions) == 0 {
			r.minutes.Nothing = true
		}
	case what == decisions:
		r.decision(text, whole)
	default:
		r.action(text, whole)
	}
}

func (r *reader) unclear(line string, why partnership.LineUnread) {
	if len(r.minutes.Unclear) < mostItems {
		r.minutes.Unclear = append(r.minutes.Unclear, partnership.UnclearLine{Line: line, Why: why})
	}
}

// who is the one known name that words mean; empty for nobody, or for several.
func (r *reader) who(words string) string {
	found := r.whom(words)
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// whom are all known names that words can mean.
func (r *reader) whom(words string) []string {
	words = strings.Trim(words, " \t.,;:!@*_\"'«»()")
	if words == "" || len([]rune(words)) > 80 {
		return nil
	}
	var list []string
	for _, p := range calling.Who(r.known, words) {
		list = append(list, p.ID)
	}
	return list
}

// reason is why something is as it is: what stands behind "because".
func reason(text string) string {
	text = strings.Trim(text, " \t.,;:–—-()")
	return strings.TrimSpace(because.ReplaceAllString(text, ""))
}

var because = regexp.MustCompile(`(?i)^(?:because(?:\s+of)?|since|as|due\s+to|the\s+reason\s+is|потому\s+что|так\s+как|поскольку|из-за(?:\s+того,?\s+что)?|ввиду|по\s+причине|причина)[\s:,]+`)

package answer

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// People answer a list of what they owe as they would tell a colleague: "1 done,
// 2: 5 March, 3 need help from Tom". What follows a number is a word for done or
// not, a day, or words.

// Questions that stand behind one of a task.
var (
	taskDone = partnership.Question{Kind: partnership.KindYesNo, Text: "Is it done?"}
	taskDay  = partnership.Question{Kind: partnership.KindDate, Text: "By which day will it be done?"}
)

// readTask reads what somebody says of one task, without their words.
func readTask(text string, c Context) (reading, reason) {
	if tickMark.Matches(text) {
		return reading{value: partnership.BoolValue(true)}, understood
	}
	d, rough, day := readDate(taskDay, notYet().ReplaceAllString(text, ""), c.Today)
	v, why := readYesNo(text, taskDone)
	said := why == understood && v.Bool != nil
	switch {
	case day == understood && !c.Today.Before(d) && (said && *v.Bool || saysDone.Matches(text)): // "done on 1 March"
		return reading{value: partnership.BoolValue(true)}, understood
	case day == understood:
		return reading{value: partnership.DateValue(d), rough: rough}, understood
	case said:
		return reading{value: v}, understood
	case day != reasonNotDate:
		return reading{}, day
	default:
		return reading{}, reasonNotDate
	}
}

var (
	tickMark = prose.Lazily(`^\s*(?:✓|✔|✅|☑|\[[xXхХ]\]|\+)\s*$`)
	// saysDone stands before the day on which it was done.
	saysDone = prose.Lazily(`(?i)^\s*(?:it\s+(?:is|was)\s+|это\s+)?(?:already\s+|уже\s+)?(?:done|finished|completed?|sent|delivered|ready|готово|сделан\p{L}*|выполнен\p{L}*|отправ\p{L}*)`)
	// notYet stands before a day that comes instead.
	notYet = prose.Lazily(`(?i)^\s*(?:no|not (?:yet|done|ready)|ещ[её] не(?:т| готово| сделано)?|нет|не готово|не сделано|пока нет)\s*[,;:–—-]\s*`)
)

// readGiven reads what was given to a question. Of a task, what is no value is
// words about it.
func (b *book) readGiven(question int, text string) (reading, reason) {
	q := b.Questions[question]
	if q.Kind != partnership.KindTask {
		return b.readDealt(question, text)
	}
	r, why := readAnswer(q, text, b.Context)
	if why != understood {
		return reading{value: partnership.TextValue(text)}, understood
	}
	return r, why
}

// allTasks reports whether a mail is such a list.
func allTasks(questions []partnership.Question) bool {
	return len(questions) > 0 && !slices.ContainsFunc(questions, func(q partnership.Question) bool { return q.Kind != partnership.KindTask })
}

// taskMark is the number of a task, or several: "1", "№2:", "1 and 3", "2-4".
var taskMark = regexp.MustCompile(`(?i)^(?:№|#|n\.?|no\.?|nr\.?|п\.|пп\.|пункт\p{L}*|item|number|task)?\s*(\d{1,2}(?:\s*(?:,|and|&|\+|и|-|–)\s*\d{1,2})*)(?:\s*[).:=]|\s*[–—-](?:\s|$)|\s|$)\s*(.*)$`)

// listParts are the numbers and the stretches of such a list.
var listParts = regexp.MustCompile(`(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?`)

// forAll is one answer for all tasks.
var forAll = prose.Lazily(`(?i)^(?:all|everything|both|all of (?:them|it)|all three|вс[её]|оба|обе|все пункты|по всем(?: пунктам)?)(?:\s+(?:is|are|of them are))?\s*[:–-]?\s*(.+)$`)

// beginsDay finds a number that is a day: "5 March", "5.3.", "05/03".
var beginsDay = prose.Lazily(`(?i)^\d{1,2}(?:st|nd|rd|th|-?го|-?е)?\s*(?:[./]\s*\d{1,2}\b|(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек))`)

// numberTasks rewrites the lines of a reply to a list of tasks so that each answer
// stands behind its number.
func numberTasks(lines []typedLine, questions []partnership.Question) {
	if !allTasks(questions) {
		return
	}
	if yes, ok := yesForAll(lines, questions); ok {
		lines[yes].Text, lines[yes].idle = numbered(taskSpan(1, len(questions)), "yes"), false
		return
	}
	for i := range lines[:min(len(lines), maxTyped)] {
		l := &lines[i]
		if !l.marked() || strings.TrimSpace(l.Text) == "" {
			continue
		}
		if text, ok := tasksIn(l.Text, len(questions)); ok {
			l.Text = text
		}
	}
}

// yesToAll is a yes that names no number, with what only repeats it.
var yesToAll = prose.Lazily(`(?i)^(?:yes|да)(?:[,.:;–—-]?\s+(?:to|for)?\s*(?:all|both|everything|all of (?:it|them)|вс[её]|всё это|оба|обе))?(?:[,.:;–—-]?\s+(?:(?:all|everything|that|it)(?:['’]s| is)?\s+)?(?:right|correct|fine|(?:вс[её]\s+)?(?:верно|правильно|так)))?[.!]*$`)

// yesForAll finds the line of a reply whose yes is to all questions, where nothing that is
// said has a number and they may be answered so.
func yesForAll(lines []typedLine, questions []partnership.Question) (line int, found bool) {
	if slices.ContainsFunc(questions, func(q partnership.Question) bool { return !q.ForAll }) {
		return 0, false
	}
	for i, l := range lines[:min(len(lines), maxTyped)] {
		text := strings.TrimSpace(l.Text)
		switch {
		case l.Role != trim.RoleNew || text == "":
		case yesToAll.Matches(text) && !found:
			line, found = i, true
		case taskMark.MatchString(text):
			return 0, false
		}
	}
	return line, found
}

// tasksIn numbers what one line says of tasks.
func tasksIn(line string, tasks int) (string, bool) {
	bare := strings.TrimSpace(bullet.ReplaceAllString(strings.TrimSpace(line), ""))
	if m := forAll().FindStringSubmatch(bare); m != nil && tasks > 1 {
		if _, why := readYesNo(m[1], taskDone); why == understood {
			return numbered(taskSpan(1, tasks), m[1]), true
		}
	}
	var said []string
	var open []int // numbers without an answer so far: "1, 2 done"
	used := map[int]bool{}
	for _, piece := range pieces(bare) {
		for piece != "" {
			numbers, text := taskNumbers(piece, used, tasks)
			piece = ""
			if len(numbers) > 0 {
				text, piece = nextTask(text, numbers[len(numbers)-1]+1, tasks)
			}
			switch {
			case len(numbers) == 0 && len(said) == 0 && len(open) == 0:
				return "", false
			case len(numbers) == 0 && len(open) > 0:
				said, open = append(said, numbered(open, text)), nil
			case len(numbers) == 0:
				said[len(said)-1] += ", " + text
			case text == "":
				open = append(open, numbers...)
			default:
				said, open = append(said, numbered(append(open, numbers...), text)), nil
			}
		}
	}
	if len(open) > 0 || len(said) == 0 {
		return "", false
	}
	return strings.Join(said, "; "), true
}

// nextTask parts "yes 2 no 3 yes" before the number that counts on, if a whole
// answer stands before it.
func nextTask(text string, next, tasks int) (said, rest string) {
	words := strings.Fields(text)
	for i, w := range words {
		if i == 0 || next > tasks || strings.TrimRight(w, ").:") != strconv.Itoa(next) || beginsDay.Matches(strings.Join(words[i:], " ")) {
			continue
		}
		if head := strings.Join(words[:i], " "); isTaskSaid(head) {
			return head, strings.Join(words[i:], " ")
		}
	}
	return text, ""
}

func isTaskSaid(text string) bool {
	_, why := readTask(text, Context{Today: cadence.Date{Year: 2000, Month: 1, Day: 1}})
	return why == understood
}

var betweenTasks = regexp.MustCompile(`[;,]\s+|[;,]$|\.\s+(?:и\s+|and\s+)?|\.$|\s+(?:and|и)\s+`)

// pieces parts a line at its commas, semicolons and full stops.
func pieces(line string) []string {
	parted := betweenTasks.Split(line, -1)
	return slices.DeleteFunc(parted, func(p string) bool { return strings.TrimSpace(p) == "" })
}

// taskNumbers are the tasks that a piece begins with, none of which was used
// before, and what it says of them.
func taskNumbers(piece string, used map[int]bool, tasks int) ([]int, string) {
	piece = strings.TrimSpace(piece)
	m := taskMark.FindStringSubmatch(piece)
	if m == nil || beginsDay.Matches(piece) && len(used) > 0 {
		return nil, piece
	}
	var numbers []int
	for _, part := range listParts.FindAllStringSubmatch(m[1], -1) {
		from, to := atoi(part[1]), atoi(part[2])
		numbers = append(numbers, taskSpan(from, max(from, to))...)
	}
	if slices.ContainsFunc(numbers, func(n int) bool { return used[n] || n < 1 || n > tasks }) {
		return nil, piece
	}
	for _, n := range numbers {
		used[n] = true
	}
	return numbers, strings.TrimSpace(m[2])
}

// numbered gives one answer to several tasks. A semicolon would begin the next.
func numbered(numbers []int, text string) string {
	text = strings.ReplaceAll(strings.TrimSpace(text), ";", ",")
	var list []string
	for _, n := range numbers {
		list = append(list, fmt.Sprintf("%d) %s", n, text))
	}
	return strings.Join(list, "; ")
}

func taskSpan(from, to int) []int {
	var list []int
	for n := from; n <= to; n++ {
		list = append(list, n)
	}
	return list
}

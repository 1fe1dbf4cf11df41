package asking

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Together says by their templates which letters may stand together in one mail.
type Together struct {
	// Lines are asks that need only a line.
	Lines []procedure.Template
	// Alarms tell of trouble, or that it is over: all of one day to one person are one
	// mail (procedures 0.4).
	Alarms []procedure.Template
	// Across stand together with those of other partnerships to the same address.
	Across []procedure.Across
	// Digests are notices that go out at their hour, and then stand together with those of
	// other partnerships to the same address.
	Digests []procedure.Template
}

// With lists the templates of what a letter may stand together with; none for one that
// stands alone. What somebody is asked in another's place stays a mail of its own: it
// says why they are asked.
func (t Together) With(l procedure.Letter) []procedure.Template {
	if divided(l) {
		return []procedure.Template{procedure.TemplateReceipt}
	}
	asks := l.Form == procedure.FormAsk && (AllTasks(l.Questions) || decides(l.Questions))
	switch {
	case alone(l):
		return nil
	case asks && l.Opens && slices.Contains(t.Lines, l.Template):
		return t.Lines
	case (asks || l.Form == procedure.FormNotice) && slices.Contains(t.Alarms, l.Template):
		return t.Alarms
	case t.Digest(l):
		return t.Digests
	case t.Spans(l): // within a partnership it stands alone
		return t.spanning()
	default:
		return nil
	}
}

// alone reports whether a letter says something that only a mail of its own can.
func alone(l procedure.Letter) bool {
	return l.Urgent || l.Rides || l.Sealed || l.Reader != nil || l.For != "" || l.Delegated != "" || len(l.Understood)+len(l.Writings) > 0
}

// Daily lists the templates of which one mail a day is enough, if a letter is one of
// them. That trouble is over keeps no news of trouble waiting.
func (t Together) Daily(l procedure.Letter) []procedure.Template {
	if l.Form == procedure.FormReceipt || !t.within(l) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(t.With(l)), func(o procedure.Template) bool { return o == procedure.TemplateAllClear })
}

// within reports whether a letter may stand together with others of its partnership.
func (t Together) within(l procedure.Letter) bool {
	return divided(l) || slices.Contains(t.Lines, l.Template) || slices.Contains(t.Alarms, l.Template)
}

// Stand reports whether another letter of a partnership may stand in one mail with one that
// goes out at a time.
func (t Together) Stand(l, other procedure.Letter, now time.Time) bool {
	return t.within(l) && slices.Contains(t.With(l), other.Template) && len(t.With(other)) > 0 &&
		other.Divided == l.Divided && other.Slug == l.Slug && other.Person == l.Person && other.Spec == l.Spec && !other.Expired(now) && !other.NotBefore.After(now)
}

// AllTasks reports whether a mail asks of a list of things whether they are done.
func AllTasks(questions []partnership.Question) bool {
	return len(questions) > 0 && !slices.ContainsFunc(questions, func(q partnership.Question) bool { return q.Kind != partnership.KindTask })
}

// decides reports whether a mail asks for a yes or a no, and for no more than what
// may follow from it.
func decides(questions []partnership.Question) bool {
	return len(questions) > 0 && questions[0].Kind == partnership.KindYesNo && !questions[0].Optional &&
		!slices.ContainsFunc(questions[1:], func(q partnership.Question) bool { return !q.Optional })
}

// Join makes one letter of several to one person: lists of what is owed first, then
// what else asks, then what only tells, by template and workflow. Each thing has one
// number. The first letter carries the others. Fewer than two stay as they are.
func (t Together) Join(letters []procedure.Letter) procedure.Letter {
	parts := slices.Clone(letters)
	order := slices.Concat(t.Lines, t.Alarms)
	slices.SortStableFunc(parts, func(a, b procedure.Letter) int {
		rank := func(l procedure.Letter) int {
			switch {
			case AllTasks(l.Questions):
				return -1
			case len(l.Questions) == 0:
				return 2*len(order) - slices.Index(order, l.Template) // trouble, then what is over
			default:
				return slices.Index(order, l.Template)
			}
		}
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Workflow, b.Workflow), cmp.Compare(a.Key, b.Key))
	})
	joined := parts[0]
	if len(parts) == 1 {
		return joined
	}
	joined.Phrases = ""
	stage := joined.Key
	switch {
	case parts[0].Form == procedure.FormReceipt:
		joined.Phrases = procedure.PhrasesAnswers
		stage = "" // the same things have one thread, whatever mail answers them
		for _, l := range parts {
			stage += "/" + l.Ask
		}
	case slices.Contains(t.Alarms, parts[0].Template):
		joined.Template = procedure.TemplateAlarms
	default:
		joined.Template = procedure.TemplateToday
	}
	joined.About, joined.Content, joined.Follows, joined.FollowsAny = "", nil, "", nil
	joined.Ask = procedure.AskID(joined.Workflow, string(joined.Template)+"/"+stage, joined.Person)
	joined.Asking, joined.Parts = procedure.Asking{}, parts
	for i, l := range parts {
		joined.Questions = append(joined.Questions, asLines(i, l)...)
		if !l.Due.IsZero() && (joined.Due.IsZero() || l.Due.Before(joined.Due)) {
			joined.Due = l.Due
		}
		settle(&joined, i, l)
	}
	return joined
}

// settle adds what a receipt says beside its answers, and what it leaves open.
func settle(joined *procedure.Letter, part int, l procedure.Letter) {
	joined.Complete = (part == 0 || joined.Complete) && l.Complete
	joined.Late, joined.Passed = joined.Late || l.Late, joined.Passed || l.Passed
	joined.Away = cmp.Or(joined.Away, l.Away)
	if joined.Promised.IsZero() {
		joined.Promised = l.Promised
	}
	joined.Departure = cmp.Or(joined.Departure, l.Departure)
	for i, q := range l.Questions {
		if slices.Contains(l.Open, q.ID) && (i == 0 || AllTasks(l.Questions)) {
			joined.Open = append(joined.Open, lineID(part, q.ID))
		}
	}
}

// Things counts what a part has numbers for.
func Things(questions []partnership.Question) int { return max(len(Numbered(questions)), 1) }

// Numbered are the questions of a part that have a number in the mail, by their places: a
// list has one for each thing, and whatever else asks has one for each yes or no that it
// wants. What stands behind is answered with them.
func Numbered(questions []partnership.Question) []int {
	var list []int
	lines := decides(questions)
	for i, q := range questions {
		if i == 0 || AllTasks(questions) || lines && q.Kind == partnership.KindYesNo {
			list = append(list, i)
		}
	}
	return list
}

// PartsOf are the asks that stand together in a letter.
func PartsOf(l procedure.Letter) []procedure.Part {
	var parts []procedure.Part
	for _, p := range l.Parts {
		parts = append(parts, procedure.Part{Ask: p.Ask, Workflow: p.Workflow, Questions: p.Questions})
	}
	return parts
}

// asLines are the questions of a part as the mail asks them: a thing each. A yes or
// a no with what follows from it is one: done, another day, or words.
func asLines(part int, l procedure.Letter) []partnership.Question {
	if len(l.Questions) == 0 { // it only tells
		return nil
	}
	if !AllTasks(l.Questions) {
		var lines []partnership.Question
		for _, i := range Numbered(l.Questions) {
			q := l.Questions[i]
			text := q.Text
			if l.About != "" && !strings.Contains(text, l.About) {
				text = l.About + ": " + text
			}
			lines = append(lines, partnership.Question{ID: lineID(part, q.ID), Kind: partnership.KindTask, Text: text})
		}
		return lines
	}
	lines := slices.Clone(l.Questions)
	for i := range lines {
		lines[i].ID = lineID(part, lines[i].ID)
	}
	return lines
}

func lineID(part int, question string) string { return fmt.Sprintf("%d/%s", part+1, question) }

// lineOf is the part that a line belongs to, and its question there.
func lineOf(id string) (part int, question string) {
	number, question, _ := strings.Cut(id, "/")
	n, err := strconv.Atoi(number)
	if err != nil {
		return -1, question
	}
	return n - 1, question
}

// Share is what a reply to a mail says to one of the asks that stood together in it.
type Share struct {
	Workflow string
	Reply    procedure.Reply
}

// Split gives each ask its share of a reply to the mail in which they stood together.
// What is about no single one, such as another command, goes to the first that is
// answered, and is answered once.
func Split(parts []procedure.Part, r procedure.Reply) []Share {
	shares := split(parts, r)
	for i := range shares {
		if len(shares) > 1 {
			shares[i].Reply.Divided = r.ID
		}
	}
	return shares
}

func split(parts []procedure.Part, r procedure.Reply) []Share {
	switch {
	case len(parts) == 0:
		return nil
	case r.Class == procedure.ReplyAuto, r.Class == procedure.ReplyAbsence, r.Class == procedure.ReplyPromise:
		var shares []Share
		for i, p := range parts {
			one := Share{Workflow: p.Workflow, Reply: r}
			one.Reply.Ask = p.Ask
			if i > 0 {
				one.Reply.ID, one.Reply.Commands, one.Reply.Departure = shareID(r.ID, p), nil, nil
			}
			shares = append(shares, one)
		}
		return shares
	case r.Class != procedure.ReplyAnswer: // one mail came back, or could not be read
		return once(parts, r)
	default:
		return divide(parts, r)
	}
}

// once tells each partnership that stands in a mail of what became of it.
func once(parts []procedure.Part, r procedure.Reply) []Share {
	var shares []Share
	for _, i := range firstOfEach(parts) {
		one := Share{Workflow: parts[i].Workflow, Reply: r}
		one.Reply.Ask = parts[i].Ask
		shares = append(shares, one)
	}
	return shares
}

// shareID tells the shares of one mail apart where one workflow hears several.
func shareID(id string, p procedure.Part) string { return id + "/" + p.Ask }

// portion is what one part hears.
type portion struct {
	answers  []partnership.Answer
	commands []partnership.Command
	problems []string
}

// says reports whether the part hears anything.
func (p portion) says() bool { return len(p.answers)+len(p.commands)+len(p.problems) > 0 }

// divide gives each part the answers to its questions and the commands with its
// numbers.
func divide(parts []procedure.Part, r procedure.Reply) []Share {
	portions := make([]portion, len(parts))
	problems := slices.Clone(r.Problems)
	for _, a := range r.Answers {
		part, question := lineOf(a.Question)
		if part < 0 || part >= len(parts) {
			continue
		}
		a.Question = question
		answers := take(parts[part], a)
		portions[part].answers = append(portions[part].answers, answers...)
		switch {
		case len(answers) > 0:
		case Spread(parts): // it is that one's matter
			portions[part].problems = append(portions[part].problems, a.Raw)
		default:
			problems = append(problems, a.Raw)
		}
	}
	var others []partnership.Command
	for _, c := range r.Commands {
		meant := direct
		if slices.ContainsFunc(parts, byCommand) {
			meant = ofAll
		}
		switch {
		case !c.OfItem():
			others = append(others, c)
		case !meant(parts, portions, c):
			problems = append(problems, strings.TrimSpace(string(c.Name)+" "+c.Argument))
		}
	}
	if Spread(parts) {
		var unclear []string
		others, unclear = ofNobody(parts, portions, others)
		problems = append(problems, unclear...)
	}
	others = passOn(portions, others)
	return shares(parts, portions, r, others, problems)
}

// passOn gives every ask that is not answered itself the word that a colleague is to
// answer. It returns the other commands.
func passOn(portions []portion, commands []partnership.Command) []partnership.Command {
	var others []partnership.Command
	var silent []int
	for i, p := range portions {
		if !p.says() {
			silent = append(silent, i)
		}
	}
	for _, c := range commands {
		passed := false
		for _, i := range silent {
			if c.Name == partnership.CommandDelegate {
				portions[i].commands, passed = append(portions[i].commands, c), true
			}
		}
		if !passed {
			others = append(others, c)
		}
	}
	return others
}

// shares are the replies that the parts hear. Whoever is not answered hears only that
// the writer is away, or promises to answer.
func shares(parts []procedure.Part, portions []portion, r procedure.Reply, others []partnership.Command, problems []string) []Share {
	answered := slices.IndexFunc(portions, portion.says)
	var list []Share
	for i, p := range parts {
		one := Share{Workflow: p.Workflow, Reply: r}
		one.Reply.Ask, one.Reply.Answers, one.Reply.Commands = p.Ask, portions[i].answers, portions[i].commands
		one.Reply.Problems = portions[i].problems
		first := i == max(answered, 0)
		if first {
			one.Reply.Commands, one.Reply.Problems = append(one.Reply.Commands, others...), slices.Concat(portions[i].problems, problems)
		} else {
			one.Reply.ID, one.Reply.Departure = shareID(r.ID, p), nil
		}
		switch {
		case portions[i].says() || first:
		case r.Away != "":
			one.Reply.Class, one.Reply.Until, one.Reply.Away, one.Reply.Promised = procedure.ReplyAbsence, r.Away, "", false
		case r.Promised:
			one.Reply.Class, one.Reply.Promised = procedure.ReplyPromise, false
		default:
			continue
		}
		list = append(list, one)
	}
	return list
}

// direct gives a command to the parts whose numbers it names. It reports false when it
// names none, or one that is not there.
func direct(parts []procedure.Part, portions []portion, c partnership.Command) bool {
	numbers, rest := ItemNumbers(c.Argument)
	if len(numbers) == 0 {
		return false
	}
	own := make([][]string, len(parts)) // numbers within each part
	for _, n := range numbers {
		part, within := numbered(parts, n)
		if part < 0 {
			return false
		}
		own[part] = append(own[part], strconv.Itoa(within))
	}
	for i, list := range own {
		if len(list) == 0 {
			continue
		}
		argument := rest
		if AllTasks(parts[i].Questions) {
			argument = strings.TrimSpace(strings.Join(list, ", ") + " " + rest)
		}
		portions[i].commands = append(portions[i].commands, partnership.Command{Name: c.Name, Argument: argument})
	}
	return true
}

// numbered finds what a number of the mail stands for.
func numbered(parts []procedure.Part, n int) (part, within int) {
	for i, p := range parts {
		things := Things(p.Questions)
		if n >= 1 && n <= things {
			return i, n
		}
		n -= things
	}
	return -1, 0
}

// take makes of an answer to a line those that the part's own questions want; none of
// one that answers none of them.
func take(p procedure.Part, a partnership.Answer) []partnership.Answer {
	if AllTasks(p.Questions) {
		return []partnership.Answer{a}
	}
	own := ofLine(p.Questions, a.Question)
	day, words := behind(own, partnership.KindDate), behind(own, partnership.KindText)
	as := func(question string, v partnership.Value) partnership.Answer {
		given := a
		given.Question, given.Value = question, v
		return given
	}
	switch v := a.Value; {
	case v.Bool != nil:
		answers := []partnership.Answer{as(own[0].ID, v)}
		if more := afterVerdict(a.Raw); more != "" && len(words) > 0 {
			answers = append(answers, as(words[0], partnership.TextValue(more)))
		}
		return answers
	case v.Date != nil && len(day) > 0:
		return []partnership.Answer{as(day[0], v)}
	case v.Text != nil && len(words) > 0: // without a verdict: of what is done about it, if that is asked
		return []partnership.Answer{as(words[len(words)-1], v)}
	case v.Unknown, v.Text != nil && own[0].Kind == partnership.KindText:
		return []partnership.Answer{as(own[0].ID, v)}
	default:
		return nil
	}
}

// ofLine are the question that a number stands for, and those behind it that are answered
// with it.
func ofLine(questions []partnership.Question, id string) []partnership.Question {
	lines := Numbered(questions)
	for n, at := range lines {
		if questions[at].ID == id {
			end := len(questions)
			if n+1 < len(lines) {
				end = lines[n+1]
			}
			return questions[at:end]
		}
	}
	return questions
}

// behind are the questions of a kind behind the one that decides.
func behind(line []partnership.Question, kind partnership.QuestionKind) []string {
	var list []string
	for _, q := range line[1:] {
		if q.Kind == kind {
			list = append(list, q.ID)
		}
	}
	return list
}

// verdicts are the words that a yes or a no begins with.
var verdicts = []string{
	"not yet", "not done", "not accepted", "no", "yes", "done", "accepted", "ok",
	"ещё нет", "еще нет", "пока нет", "не готово", "не принято", "не принимаю", "нет", "да", "готово", "сделано", "принято", "принимаю",
}

// afterVerdict is what somebody writes behind a yes or a no: "no, page 2 is missing".
func afterVerdict(raw string) string {
	text := strings.TrimSpace(raw)
	lower := strings.ToLower(text)
	for _, v := range verdicts {
		rest, found := strings.CutPrefix(lower, v)
		if !found {
			continue
		}
		if more := strings.TrimLeft(rest, " ,.;:–—-"); more != rest && len(lower) == len(text) {
			return text[len(text)-len(more):]
		}
		return ""
	}
	return ""
}

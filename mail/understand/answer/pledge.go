package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/calendar"
	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// pledges is what a reply puts off: a promise to answer, an absence. They are
// found before any value is read, and their sentences are taken out of the text,
// so that the day of a promise is nobody's date and "sure" no yes.
type pledges struct {
	questions []partnership.Question
	today     cadence.Date
	dated     bool                  // days are asked for
	due       *partnership.Question // what is asked to be done by a day

	promise *Promise
	answers bool          // the day is that of an answer, not only of finding out
	back    *cadence.Date // the day that the sentence before named
	away    *cadence.Date
	words   []string // of the sentences that promise
	recalls bool     // the sentence before recalls a promise that was not kept
	kept    bool     // this one gives it a new day
}

// speaksOf reports whether a promise was made for a question: what is promised is not
// what stands elsewhere.
func (p *pledges) speaksOf(b *book, question int) bool {
	return p != nil && p.promise != nil && slices.ContainsFunc(p.words, func(w string) bool {
		return namesAny(b.allSubjects()[question].words, w)
	})
}

func (p *pledges) made() bool { return p.promise != nil || p.away != nil }

// hearPledges takes promises and absences out of the typed lines. Where only a
// text is asked for, a promise counts if it is all that was written.
func hearPledges(lines []typedLine, questions []partnership.Question, today cadence.Date) *pledges {
	p := &pledges{questions: questions, today: today, dated: asksDay(questions)}
	if len(questions) == 0 {
		return p
	}
	if v, ok := verdictOf(questions); ok && v.day >= 0 {
		p.due = &v.yesNo
	}
	inText, typed := false, 0
	for i := range lines {
		l := &lines[i]
		if l.Role != trim.RoleNew || l.idle {
			inText = inText && l.Role == trim.RoleBlank
			continue
		}
		if typed++; typed > maxTyped {
			break
		}
		if at := keyedTo(l.Text, questions); at >= 0 {
			inText = questions[at].Kind == partnership.KindText
		}
		if inText || p.answersWith(l.Text) {
			continue
		}
		l.Text = p.hear(l.Text)
		l.idle = l.Text == ""
	}
	if p.made() {
		p.dropBareAssent(lines)
	}
	return p
}

// asksPlans reports whether a question for text asks what will be done, so that who
// tells it promises no answer.
func asksPlans(questions []partnership.Question) bool {
	return slices.ContainsFunc(questions, func(q partnership.Question) bool {
		return q.Kind == partnership.KindText && asksNext.Matches(prose.Fold(q.Text))
	})
}

var (
	asksNext = prose.Lazily(`\bnext\b|\bfocus\b|\bplan\p{L}*\b|дальше|планиру|сосредоточ|следующ`)
	plans    = prose.Lazily(`\b(?:we|i)(?:['’]ll| will) (?:look for|try|start|open|build|sign|move|hire|buy|visit|test|launch|plan|add|expand)\b|\b(?:focus|work on|look (?:at|into))\b|займ[её]мся \p{L}{4}|займ[её]мся, |сосредоточ|(?:пос|рас)мотрим \p{L}+ и`)
)

func asksDay(questions []partnership.Question) bool {
	return slices.ContainsFunc(questions, func(q partnership.Question) bool {
		return q.Kind == partnership.KindDate || q.Kind == partnership.KindTask
	})
}

// keyedTo is the question that a line names in front, or -1.
func keyedTo(text string, questions []partnership.Question) int {
	if m := prose.MarkerOf(text); m.Number > 0 && m.Number <= len(questions) {
		return m.Number - 1
	}
	return nameKey(text, questions).question
}

// answersWith reports whether a line is an answer whatever it sounds like: a plan that
// was asked for, the one text that is, a choice.
func (p *pledges) answersWith(text string) bool {
	oneText := len(p.questions) == 1 && p.questions[0].Kind == partnership.KindText
	return oneText || asksPlans(p.questions) && plans.Matches(prose.Fold(text)) || saysChoice(text, p.questions)
}

// saysChoice reports whether a line is one of the choices, word for word: "I'll write
// my side too" is no promise where it is offered.
func saysChoice(text string, questions []partnership.Question) bool {
	if m := prose.MarkerOf(text); m.Number > 0 {
		text = m.Rest
	}
	text = strings.TrimRight(strings.TrimSpace(text), ".!")
	return slices.ContainsFunc(questions, func(q partnership.Question) bool { return len(equalChoice(q.Choices, text)) > 0 })
}

// onlyPledge reads a text answer that is nothing but a promise or an absence.
func (p *pledges) onlyPledge(text string) bool {
	q := pledges{questions: p.questions, today: p.today, dated: p.dated}
	for _, line := range strings.Split(text, "\n") {
		rest := q.hear(line)
		if rest != "" && !isBareAssent(rest) && !isCourtesy(rest) {
			return false
		}
	}
	if !q.made() || q.promise == nil && slices.ContainsFunc(talk.Tokens(text), func(w string) bool { return officeWords[w] }) {
		return false // "the office is closed on Friday" may be the news
	}
	*p = q
	return true
}

// officeWords are said of more than oneself.
var officeWords = setOf("office|closed|we|our|team|plant|company|factory|everybody|everyone|офис|закрыт|закрыты|закрыто|мы|нас|наш|наша|команда|завод|компания|производство|все")

// dropBareAssent idles the lines that say no more than "sure" beside a promise.
func (p *pledges) dropBareAssent(lines []typedLine) {
	for i := range lines {
		if l := &lines[i]; l.Role == trim.RoleNew && !l.idle && isBareAssent(l.Text) {
			l.idle = true
		}
	}
}

// isBareAssent reports whether a text says nothing but "yes, sure, fine".
func isBareAssent(text string) bool {
	if prose.MarkerOf(text).Number > 0 {
		return false
	}
	return talk.Says(talk.Items(text), talk.Yes, talk.Surely, talk.Okay, talk.Good, talk.Courtesy, talk.Filler)
}

// isCourtesy reports whether a text is no more than polite. What somebody is
// thanked for need not be known.
func isCourtesy(text string) bool {
	said := false
	for _, c := range clauses(text) {
		items := talk.Items(c.text)
		switch {
		case len(items) == 0:
		case thanksFor().MatchString(talk.Plain(c.text)), talk.Says(items, talk.Courtesy, talk.Filler), said && addresses(items), said && isName(c.text, items):
			said = said || hasSense(items, talk.Courtesy)
		default:
			return false
		}
	}
	return said
}

var thanksFor = prose.Lazily(`^(?:(?:many |большое |огромное )?(?:thanks|thank you|спасибо|благодарю|благодарим)(?: (?:вам|большое|огромное|so much|a lot))* (?:for|за) )`)

func isName(text string, items []talk.Item) bool {
	return nameOnly.MatchString(text) && talk.Says(items, talk.Unknown)
}

// hear takes promises and absences out of one line.
func (p *pledges) hear(line string) string {
	if !mayPledge(line) {
		return line
	}
	var kept []string
	cut := false
	for _, s := range sentences(line) {
		rest, found := p.sentence(s)
		cut = cut || found
		if p.kept && len(kept) > 0 {
			kept = kept[:len(kept)-1] // its day is over
		}
		p.kept = false
		if rest != "" {
			kept = append(kept, rest)
		}
	}
	if !cut {
		return line
	}
	return strings.Join(kept, " ")
}

// maxPledge is more than a line is long in which people promise something.
const maxPledge = 2000

// mayPledge spares lines of figures the work.
func mayPledge(line string) bool { return len(line) <= maxPledge && hasLetter(line) }

// sentences parts a line where sentences end, with their stops.
func sentences(line string) []string {
	var out []string
	runes := []rune(line)
	start := 0
	for i := range runes {
		if endsSentence(runes, i) && (i+1 == len(runes) || !endsSentence(runes, i+1)) {
			out = append(out, strings.TrimSpace(string(runes[start:i+1])))
			start = i + 1
		}
	}
	if rest := strings.TrimSpace(string(runes[start:])); rest != "" {
		out = append(out, rest)
	}
	return out
}

// sentence looks for a promise or an absence in one sentence, and returns what
// else it says.
func (p *pledges) sentence(s string) (rest string, found bool) {
	if !hasLetter(s) {
		return s, false
	}
	if p.keepsWord(s) {
		p.vow(s, []string{s}, true)
		p.kept = true
		return "", true
	}
	p.recalls = containsAny(s, "romised", "бещал") && recallsPromise.Matches(prose.Fold(s))
	rest, found = p.saidIn(withoutPleading(s))
	if !found {
		return s, false
	}
	return rest, true
}

// withoutPleading leaves the commas around a please out, which part no clauses.
func withoutPleading(s string) string {
	if !containsAny(s, "lease", "ожалуйста", "лиз") {
		return s
	}
	return pleading().ReplaceAllString(s, " $1 ")
}

// saidIn takes the promises and absences out of a sentence.
func (p *pledges) saidIn(s string) (rest string, found bool) {
	var vows, leave, kept []string
	answers, seeks := false, false
	parts := p.parts(s)
	for _, c := range parts {
		pledge := p.pledgeIn(c, s, len(vows) > 0)
		if (seeks || len(vows) > 0) && talk.ReturnsIn(c.text) {
			pledge = talk.Pledge{Made: true, Answers: true} // "have to ask first, back by Friday"
		}
		answers, seeks = answers || pledge.Answers, seeks || pledge.Seeks
		switch {
		case pledge.Made:
			vows = append(vows, c.text)
		case isAbsence(c.text) && !p.isNews(c.text) && (len(p.questions) < 2 || keyOf(c.text, p.questions).question < 0):
			leave = append(leave, c.text)
		default:
			kept = append(kept, c.text)
		}
	}
	dated := len(leave) > 0 && p.leave(p.ofLeave(s, leave, kept), vows)
	if len(vows) == 0 && !dated {
		p.back = p.onlyDay(s)
		return s, false
	}
	if len(vows) > 0 {
		p.vow(without(s, leave), vows, answers)
	}
	return p.remains(kept, parts[0].text), true
}

// pledgeIn looks for a promise in a clause of a sentence. Courtesies are none, and
// a question is one only where it asks leave to answer later.
func (p *pledges) pledgeIn(c clause, sentence string, continued bool) talk.Pledge {
	items := talk.Items(c.text)
	polite := talk.Says(items, talk.Courtesy, talk.Filler, talk.Okay, talk.Good, talk.Well) && !talk.Says(items, talk.Filler)
	if polite || p.isDue(c) || p.yesNoOnly() && takesOn().MatchString(talk.Plain(c.text)) || c.asked && !startsFirst(items) || refusesToPledge().MatchString(talk.Plain(sentence)) {
		return talk.Pledge{}
	}
	if c.text != sentence && len(items) > 0 && talk.Says(items, talk.Day, talk.Filler, talk.Later) && othersSay.Matches(prose.Fold(sentence)) {
		return talk.Pledge{} // "the courier says Thursday"
	}
	if rest, ok := p.behindName(c.text); ok {
		return talk.PledgeIn(rest, true, p.dated, p.asks)
	}
	if p.follows(c.text) {
		return talk.Pledge{Made: true, Answers: true}
	}
	return talk.PledgeIn(p.promisedFigure(c.text), continued, p.dated, p.asks)
}

// othersSay finds that somebody else names what follows.
var othersSay = prose.Lazily(`\b(?:says|said|promises|promised|hopes|told us|tells)\b|(?:^|\s)(?:говорит|говорят|обещает|обещают|обещал\p{L}?|сказал\p{L}?|пишет|пишут)(?:$|[\s,:])`)

// takesOn is said of what is going to be done, not answered: no word on a consent.
var takesOn = prose.Lazily(`^(?:(?:ok|okay|sure|yes|great|thanks|ок|да|хорошо) )?(?:will do|(?:взял|взяла|взяли|принял|приняла|приняли|принято|взято) в работу)$`)

// isDue reports whether a clause speaks of the day that is asked for: "we need
// until Friday", "we need more time" promise no answer then.
func (p *pledges) isDue(c clause) bool {
	if p.due == nil {
		return false
	}
	_, ok := dueDay(c, *p.due, p.today)
	return ok || needsTime.Matches(prose.Fold(c.text))
}

var refusesToPledge = prose.Lazily(`(?:не (?:обещаю|обещаем|гарантирую|гарантируем|могу обещать|можем обещать|буду обещать)|обещать (?:ничего )?не|(?:can|could|do|will) not (?:promise|guarantee|commit))`)

// parts are the clauses of a sentence; one that tells of an absence and promises
// an answer behind an "and" is two.
func (p *pledges) parts(sentence string) []clause {
	var out []clause
	for _, c := range clauses(sentence) {
		left, right, found := cutAnd(c.text)
		told := strings.HasPrefix(prose.Fold(right), "will ") && pronounWords[firstField(talk.Plain(left))]
		if found && strings.Contains(right, " ") && (told || isAbsence(left)) && talk.PledgeIn(right, true, p.dated, p.asks).Made {
			out = append(out, clause{text: left, sentence: c.sentence}, clause{text: right, sentence: c.sentence, asked: c.asked})
			continue
		}
		out = append(out, c)
	}
	return out
}

func cutAnd(text string) (left, right string, found bool) {
	for _, and := range []string{" and ", " и "} {
		if at := strings.LastIndex(text, and); at > 0 {
			return text[:at], text[at+len(and):], true
		}
	}
	return text, "", false
}

// without leaves clauses out of a sentence.
func without(sentence string, clauses []string) string {
	for _, c := range clauses {
		sentence = strings.Replace(sentence, c, " ", 1)
	}
	return sentence
}

func startsFirst(items []talk.Item) bool {
	return len(items) > 0 && (strings.HasPrefix(items[0].Text, "can") || strings.HasPrefix(items[0].Text, "could") || strings.HasPrefix(items[0].Text, "may") || strings.HasPrefix(items[0].Text, "можно"))
}

// asks reports whether a word stands in one of the questions.
func (p *pledges) asks(w string) bool {
	return slices.ContainsFunc(p.questions, func(q partnership.Question) bool {
		return isEcho(w, wordsOf(q).text) || isEcho(w, wordsOf(q).id)
	})
}

// remains is what a sentence with a promise says besides: the clauses with a
// figure that is no time, those that name their question, and a plain no.
func (p *pledges) remains(kept []string, first string) string {
	var out []string
	for _, c := range kept {
		items := talk.Items(c)
		switch {
		case nameKey(c, p.questions).question >= 0 && nameKey(c, p.questions).rest != "" && !isAbsence(c):
		case anyDigit(c) && len(calendar.Find(prose.Fold(c), p.today)) == 0 && (c == first || prose.MarkerOf(c).Number == 0) && !p.yesNoOnly():
		case p.made() && talk.Says(items, talk.No, talk.NotYet, talk.Filler, talk.Undone, talk.Not, talk.EchoDone, talk.EchoNot, talk.Refusal, talk.Courtesy, talk.Silence, talk.Objection, talk.Nothing) && !talk.Says(items, talk.Filler, talk.Courtesy) && saysNoAtAll(items):
		case p.promise == nil && p.away != nil:
		default:
			continue
		}
		out = append(out, c)
	}
	return strings.Join(out, ", ")
}

func saysNoAtAll(items []talk.Item) bool {
	return slices.ContainsFunc(items, func(i talk.Item) bool { return saysNo(i.Sense) })
}

func anyDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

func (p *pledges) yesNoOnly() bool {
	return !slices.ContainsFunc(p.questions, func(q partnership.Question) bool {
		return q.Kind != partnership.KindYesNo && q.Kind != partnership.KindChoice
	})
}

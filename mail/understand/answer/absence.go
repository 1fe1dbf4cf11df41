package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/calendar"
	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// isAbsence reports whether a clause tells of the writer's own absence, which is
// neither over nor somebody else's.
func isAbsence(text string) bool {
	return talk.AbsenceIn(strings.TrimSpace(text)) && !othersAway.Matches(prose.Fold(text)) && !countsAway.Matches(prose.Fold(text))
}

// othersAway finds that so many are away: "61 volunteers (3 on leave)".
var othersAway = prose.Lazily(`(?:^|[\s(])(?:\d+|one|two|three|four|five|some|several|двое|трое|четверо|пятеро|один|одна|двух|трех|несколько)(?: of \p{L}+| \p{L}+)?(?: (?:is|are|were|was|out|still|сейчас|были))? (?:on (?:sick |annual |parental )?leave|on holiday|on vacation|off sick|sick|в (?:отпуске|декрете|отгуле|командировке)|на больничном|болеют|болеет)`)

// countsAway finds a name of being away with a count behind it: «на больничном 5».
var countsAway = prose.Lazily(`(?:on leave|on sick leave|off sick|out sick|sick leave|on holiday|on vacation|absent|away|в отпуске|в отгуле|в командировке|в декрете|на больничном|болеет|болеют|отсутствуют|отсутствует)\s*[:=–—-]?\s*(?:по[- ]прежнему |still |now |сейчас )?\d+(?:\s+(?:people|person|persons|человек\p{L}*|чел))?\.?$`)

// ofLeave is the part of a sentence in which the last day of an absence stands: where the
// sentence goes on with answers, the clauses that tell of it. Being away on one day while one
// answers is no absence.
func (p *pledges) ofLeave(sentence string, leave, kept []string) string {
	if !slices.ContainsFunc(kept, p.hasAnswer) {
		return sentence
	}
	told := strings.Join(leave, ", ")
	if !lasts.Matches(prose.Fold(told)) && !backPhrase().MatchString(prose.Fold(told)) {
		return ""
	}
	return told
}

// hasAnswer reports whether a clause has a figure that is no day.
func (p *pledges) hasAnswer(clause string) bool {
	said := talk.Plain(clause)
	days := calendar.Find(said, p.today)
	for i := len(days) - 1; i >= 0; i-- {
		said = said[:days[i].Start] + said[days[i].End:]
	}
	return hasFigure(said) && !contactLine.Matches(clause)
}

// lasts finds that an absence goes on up to a day.
var lasts = prose.Lazily(`(?:^|[^\p{L}])(?:until|till|til|through|thru|to|up to|all|this|next|week|weeks|month|days|по|до|весь|всю|эту|этой|следующ\p{L}+|недел\p{L}+|месяц\p{L}*)(?:$|[^\p{L}])`)

// isNews reports whether a clause tells of an office, where words are asked for: it is
// something to know then, and nobody's absence.
func (p *pledges) isNews(clause string) bool {
	return saysOffice.Matches(prose.Fold(clause)) && slices.ContainsFunc(p.questions, func(q partnership.Question) bool { return q.Kind == partnership.KindText && q.Optional })
}

var saysOffice = prose.Lazily(`\b(?:office|plant|warehouse|factory|shop|store) (?:is|will be|stays)\b|(?:^|\s)(?:офис|склад|завод|магазин)(?:$|[\s,])`)

// leave takes the last day of an absence, and reports whether it has one.
func (p *pledges) leave(sentence string, vows []string) bool {
	sentence = without(sentence, vows)
	last := calendar.LastDayAway(talk.Plain(sentence), p.today)
	if last == nil {
		if last = p.lastNamed(sentence); last != nil && dayOff().MatchString(talk.Plain(sentence)) {
			return false // «14-е у нас выходной» is no absence of a person
		}
		if last != nil && backPhrase().MatchString(prose.Fold(sentence)) {
			day := last.AddDays(-1)
			last = &day
		}
	}
	if last == nil {
		return false
	}
	if p.away == nil || p.away.Before(*last) || backPhrase().MatchString(prose.Fold(sentence)) {
		p.away = last
	}
	if backPhrase().MatchString(prose.Fold(sentence)) {
		back := last.AddDays(1)
		p.back = &back
	}
	return true
}

var dayOff = prose.Lazily(`выходной|праздник|нерабочий|(?:public|bank|national) holiday`)

var backPhrase = prose.Lazily(`(?:^|[^\p{L}])(?:back|return\p{L}*|верн\p{L}+|выйду|выхожу|появлюсь|буду|снова|again|опять)(?:$|[^\p{L}])`)

// lastNamed is the last day that a sentence about an absence names, unless the
// absence only begins then.
func (p *pledges) lastNamed(sentence string) *cadence.Date {
	folded := talk.Plain(sentence)
	var last *cadence.Date
	for _, n := range calendar.Find(folded, p.today) {
		if begins().MatchString(folded[:n.Start]) || begins().MatchString(folded[n.Start:n.End]) {
			continue
		}
		if day := n.Day; last == nil || last.Before(day) {
			last = &day
		}
	}
	return last
}

var begins = prose.Lazily(`(?:^|[^\p{L}])(?:from|since|starting|as of|с|со|начиная с|after|после|before|перед)\s+(?:the\s+|on\s+)?(?:$|\p{L}+$)|^(?:с|со|from)\s`)

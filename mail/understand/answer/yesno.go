package answer

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// readYesNo reads a yes or a no as a closed world: every word of the clause that
// answers must be known, and nothing around it may take it back. What a phrase
// says depends on what the question is after.
func readYesNo(text string, asked partnership.Question) (partnership.Value, reason) {
	q := questionFor(asked.Text)
	text = withoutWishes(behindConclusion(text), asked)
	if saysNoIdea(text) {
		return partnership.UnknownValue(), understood
	}
	if isStroke(text) && q.aim != aimUnmoved {
		return partnership.BoolValue(false), understood
	}
	if takesOn().MatchString(talk.Plain(text)) || handsOn.MatchString(text) {
		return partnership.Value{}, reasonNotYesNo
	}
	switch {
	case q.saysYesBut(text), q.namesOnly(text), q.namesThing(text):
		return partnership.BoolValue(true), understood
	case q.isOver(text):
		return partnership.BoolValue(false), understood
	}
	var s stance
	for _, parts := range q.sentences(text) {
		s.hear(parts, q)
	}
	if s.is(markUnknown) && asksBack(text) {
		return partnership.Value{}, reasonNotYesNo
	}
	v, why := s.settle(q)
	if why == understood && v.Bool != nil && q.aim.ofTrouble() && q.leavesTrouble(text, *v.Bool) {
		return partnership.Value{}, reasonNotYesNo
	}
	return v, why
}

// withoutWishes leaves out what a writer asks for on top behind a plain yes or no: how it is
// to be done, or what is to be otherwise the next time. What it would change is none.
func withoutWishes(text string, asked partnership.Question) string {
	if len(text) > maxMended {
		return text
	}
	if containsAny(text, "ext time", "uture", "ледующий", "предь", "будущее") {
		text = nextTime().ReplaceAllString(text, "")
	}
	if !strings.ContainsAny(text, ".!\n") {
		return text
	}
	parts := sentences(text)
	for i := 1; i < len(parts); i++ {
		if !onTop.Matches(prose.Fold(parts[i])) || changesIt.Matches(prose.Fold(parts[i])) {
			continue
		}
		if before := strings.Join(parts[:i], " "); isPlainAnswer(before, asked) {
			return strings.TrimSpace(before + " " + strings.Join(parts[i+1:], " "))
		}
	}
	return text
}

// saysYesBut reports whether a text says that there is trouble, but how bad it is.
func (q *question) saysYesBut(text string) bool {
	if !q.aim.ofTrouble() || !yesBut.Matches(prose.Fold(text)) || mendedSince.Matches(prose.Fold(text)) {
		return false
	}
	return !hasSense(talk.Items(text), talk.No, talk.Nothing, talk.Silence, talk.Not, talk.NotYet, talk.Undone)
}

// yesBut finds a yes to trouble that says how bad it is.
var yesBut = prose.Lazily(`^(?:yes|yep|yeah|да|есть),?\s+(?:but|но)\s+[^.?!]{1,40}[.!]*$`)

// isPlainAnswer reports whether a text says yes or no and nothing more.
func isPlainAnswer(text string, asked partnership.Question) bool {
	for _, c := range saidClauses(text) {
		if !talk.Says(questionFor(asked.Text).items(c.text), append(verdictSenses, talk.Echo, talk.Deed)...) {
			return false
		}
	}
	return true
}

var (
	nextTime  = prose.Lazily(`(?i)(?:[,.;]|\s[–—-])\s*(?:but|only|just|and|но|только|и|а)?\s*(?:the\s+)?(?:next\s+time|in\s+future|in\s+the\s+future|в\s+следующий\s+раз|впредь|на\s+будущее)[\s,][^.!?]*[.!]*$`)
	onTop     = prose.Lazily(`^(?:and |also |one thing: |i )?(?:please|pls|kindly|(?:could|can|would) you|small (?:wish|request)|one (?:small )?(?:wish|request)|и |а )?\s*(?:please|pls|kindly|(?:add|send|put|copy|forward|mail|include|invoice|book|cc|note|keep|let|could|can|would)\b|пожалуйста|(?:маленькая |небольшая |одна )?просьба|(?:про)?дублируйте|пришлите|отправьте|скиньте|вышлите|добавьте|поставьте в копию|держите в курсе|напишите|дайте знать)`)
	changesIt = prose.Lazily(`\b(?:first|before|if|unless|only|until|once|otherwise|except|but|instead|change|replace|remove|delete|correct|fix|amend|revise|reword|reduce|lower|increase|raise|cut|drop|discount|clause|paragraph|point|article|section|price|prices|terms?|conditions?|deadline|wait|not|no)\b|сначала|сперва|прежде|до того|если|только|кроме|иначе|но |измен|замен|убер|удал|исправ|поправ|сниз|повыс|пункт|услови|цен[ауые]|скидк|подожд|не `)
)

// saysNoIdea reports whether a text begins by saying that its writer does not know, and
// goes on with nothing but why.
func saysNoIdea(text string) bool {
	parts := saidClauses(text)
	if len(parts) < 2 || len(text) > maxMended || strings.Contains(text, "?") || asksBack(text) || asksWhether.Matches(text) || talk.AbsenceIn(text) {
		return false
	}
	for i, c := range parts {
		items := talk.Items(c.text)
		switch {
		case i == 0 && (!hasSense(items, talk.Clueless) || !talk.Says(items, talk.Clueless, talk.Filler, talk.Courtesy)):
			return false
		case i > 0 && (hasSense(items, talk.But, talk.Yes, talk.No, talk.Assent, talk.Refusal, talk.Nothing, talk.Silence, talk.Okay, talk.Objection, talk.Hindrance, talk.Willing, talk.Later, talk.NotYet) || talk.PledgeIn(c.text, false, false, func(string) bool { return false }).Made):
			return false
		}
	}
	return true
}

// handsOn finds that somebody else is asked for the last word: "looks right to
// me. Susan?".
var handsOn = regexp.MustCompile(`[.!,;]\s+(?:@\s?)?\p{Lu}\p{Ll}{2,}\?\s*$`)

// namesOnly reports whether a text names a trouble as the only one: "my only concern is
// the timing".
func (q *question) namesOnly(text string) bool {
	if !q.aim.ofTrouble() || len(text) > maxNamedPhrase || strings.Contains(text, "?") {
		return false
	}
	m := onlyOne().FindStringSubmatch(prose.Fold(text))
	if m == nil || !isEcho(m[1], q.words) {
		return false
	}
	words := prose.Words(text)
	return !isConditional(words) && !slices.ContainsFunc(words, func(w string) bool { return solvedWords[w] || isNegation(w) || pastWords[w] })
}

// isOver reports whether all that a text says of trouble is that there was some, and
// that it is over: "it was the VPN, but that is solved".
func (q *question) isOver(text string) bool {
	return q.aim == aimTrouble && !q.past && containsAny(text, "but", "ough", "now", "но", "однако", " а ", "теперь") && len(text) <= maxNamedPhrase && wasAndIsOver.Matches(prose.Fold(strings.TrimRight(text, " .!")))
}

var wasAndIsOver = prose.Lazily(`^(?:it|there|that|this|\p{L}+ly,? (?:it|there)|(?:только )?(?:был|была|было|были|мешал[аои]?|мешали|тормозил\p{L}?))(?: (?:was|were|had been))? [^.?!;,]{2,50},? (?:but|though|now|но|однако|а|теперь) (?:that|it|this|the|they|we|all|everything|is|are|has|have|been|now|already|got|it['’]?s|that['’]?s|fixed|\p{L}+ed|это|уже|все|его|ее|их|мы|теперь|\s)*(?:solved|fixed|resolved|sorted(?: out)?|settled|gone|over|done with|behind us|cleared(?: up)?|repaired|back (?:up|again|to normal)|(?:уже )?(?:решен[аоы]?|решили|решено|устранен[аоы]?|устранили|исправлен[аоы]?|исправили|снят[аоы]?|сняли|позади|починили|починен[аоы]?|закрыт[аоы]?|закрыли|восстановили))$`)

// namesThing reports whether a text is no more than the name of a thing, where it is
// asked whether anything is in the way: "the firewall".
func (q *question) namesThing(text string) bool {
	return q.aim == aimTrouble && asksAnything.Matches(q.asked) && thingOnly.MatchString(strings.TrimSpace(text)) && talk.Says(talk.Items(text), talk.Unknown, talk.Filler) && hasSense(talk.Items(text), talk.Unknown)
}

var (
	asksAnything = prose.Lazily(`\b(?:any|some)(?:thing|body|one)\b`)
	thingOnly    = regexp.MustCompile(`^(?i:the|our|your)\s+\p{L}[\p{L}-]{3,}(?:\s\p{L}[\p{L}-]{3,}){0,2}\.?$`)
)

// leavesTrouble reports whether the words around an answer leave it open whether there
// is trouble now.
func (q *question) leavesTrouble(text string, yes bool) bool {
	if yes {
		return !q.past && mendedSince.Matches(prose.Fold(text)) // there was some, and may be none now
	}
	return restOnly.Matches(prose.Fold(text)) && !hasSense(talk.Items(text), talk.No, talk.Nothing, talk.Silence) // something is not well
}

// restOnly finds that only the rest is well.
var restOnly = prose.Lazily(`\b(?:otherwise|the rest|the others|all others|everything else|everybody else|apart from)\b|(?:^|\s)(?:остальн\p{L}+|в остальном|прочие|прочее)`)

// behindConclusion is a text from the answer on that it announces.
func behindConclusion(text string) string {
	if !containsAny(text, "nswer", "ecision", "erdict", "твет", "ешение", "ердикт") {
		return text
	}
	if m := concludes().FindStringSubmatch(text); m != nil && !isConditional(prose.Words(m[1])) && !strings.Contains(m[1], "?") {
		return m[2]
	}
	return text
}

// concludes finds what leads up to an answer that is announced: "the board met, the
// answer is yes".
var concludes = prose.Lazily(`(?is)^(.{0,200}?\b(?:the|my|our|final|short)\s+(?:answer|decision|verdict)\s+(?:is|remains|was|stays)(?:\s+an?)?|.{0,200}?(?:^|[\s,])(?:ответ|решение|вердикт))\s*[:,–—-]?\s+((?:yes|no|да|нет)(?:$|[\s,.!]).*)$`)

// mendedSince finds that a trouble is over.
var mendedSince = prose.Lazily(`\b(?:fixed|repaired|resolved|solved|sorted|replaced|(?:back|up|running|works?|working) (?:again|now)|back (?:up|to normal|in service|online)|(?:it|all) (?:is|has been) (?:fine|ok|good|running) (?:again|now))\b|(?:^|\s)(?:починил|исправил|устранил|отремонтирова|замен(?:ил|ен)|решил|восстанов|(?:снова|уже|опять|теперь) (?:работа|в строю|на ходу|все хорошо|в порядке))`)

// isStroke reports whether a text is a stroke by itself, which says no.
func isStroke(text string) bool {
	text = strings.TrimSpace(text)
	return isDash(firstRune(text)) && strings.Trim(text, "-–—−1 \n") == ""
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

// saysYesOrNo reports whether a text answers the question: «Есть проблема» before
// a colon is more than the name of the question.
func saysYesOrNo(text string, q partnership.Question) bool {
	_, why := readYesNo(text, q)
	return why == understood
}

// stance is what the sentences of a text amount to.
type stance struct {
	votes   []vote
	unclear bool
	marks   mark // what was said beside the votes
	firmly  bool // more than "ok" and "great" says yes
	polite  bool // thanks stand beside it
}

func (s *stance) is(m mark) bool { return s.marks&m != 0 }

// hear takes in one sentence.
func (s *stance) hear(parts []part, q *question) {
	s.polite = s.polite || slices.ContainsFunc(parts, func(p part) bool { return p.has(talk.Courtesy) })
	demur(parts, q)
	votes := slices.ContainsFunc(parts, func(p part) bool { return len(p.votes) > 0 })
	switch {
	case slices.ContainsFunc(parts, func(p part) bool { return p.is(markAsked) && !p.is(markIdle) }):
		s.question(parts, votes)
	case votes:
		s.answer(parts, q)
	default:
		s.remark(parts, q)
	}
}

// demur makes a no of the «да нет» that more is said behind; by itself it may be
// meant either way.
func demur(parts []part, q *question) {
	if len(parts) == 0 || !parts[0].has(talk.Demur) {
		return
	}
	if more := len(parts) > 1 || len(parts[0].votes) > 0; more {
		parts[0].votes = nil
		parts[0].add(talk.No, q)
		return
	}
	parts[0].marks |= markLimited
}

// question takes in a sentence that asks something: no answer, and no objection
// to one that was given before.
func (s *stance) question(parts []part, votes bool) {
	if len(s.votes) == 0 {
		s.unclear = s.unclear || votes
		return
	}
	for _, p := range parts {
		if p.is(markAgainst|markWishes) && !p.is(markOffers) {
			s.marks |= markLimited
		}
	}
}

// remark takes in a sentence that votes on nothing. What limits an answer may
// stand in a sentence of its own.
func (s *stance) remark(parts []part, q *question) {
	if slices.ContainsFunc(parts, func(p part) bool { return p.is(markContact) }) {
		return // how the writer can be reached
	}
	for _, p := range parts {
		if p.is(markIdle) {
			continue
		}
		s.marks |= p.marks & (markUnknown | markAgainst | markStrange)
		if p.aside() {
			if s.is(markUnknown) {
				s.marks |= p.marks & markLimited // "not sure whether it counts as a problem"
			}
			continue
		}
		if p.is(markLimited|markBut|markPortion|markWishes) || p.is(markNumber) && q.aim == aimConsent {
			s.marks |= markLimited
		}
	}
}

// settle makes one answer of all sentences.
func (s *stance) settle(q *question) (partnership.Value, reason) {
	if s.is(markUnknown) && len(s.votes) == 0 && !s.unclear && !s.is(markLimited) {
		return partnership.UnknownValue(), understood
	}
	torn := len(s.votes) == 0 || slices.ContainsFunc(s.votes, func(v vote) bool { return v != s.votes[0] })
	if torn || s.unclear || s.is(markUnknown) || s.takenBack(s.votes[0] == voteYes, q) {
		return partnership.Value{}, reasonNotYesNo
	}
	return partnership.BoolValue(s.votes[0] == voteYes), understood
}

// takenBack reports whether something beside the answer leaves it open: what
// would be good news must not be limited.
func (s *stance) takenBack(yes bool, q *question) bool {
	switch {
	case yes != q.aim.ofTrouble() && s.is(markLimited|markAgainst):
		return true
	case yes && q.aim.ofTrouble():
		return false
	case yes && !s.firmly && s.polite:
		return true // "great, thanks" may be no more than manners
	default:
		return !s.is(markPlain) && s.is(markStrange)
	}
}

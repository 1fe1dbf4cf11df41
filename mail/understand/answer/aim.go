package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// aim says what a yes to a question means: "all good" denies a problem, agrees
// to minutes and says nothing of a signature.
type aim uint8

const (
	aimFact      aim = iota // is it so? "Is the contract signed?"
	aimConsent              // do you want it? "Do you accept the minutes?"
	aimTrouble              // is anything wrong? "Are there any blockers?"
	aimObjection            // is anything wrong with it for you? "Any objections?", "Do you mind?"
	aimUnmoved              // a question with a denial in it: «Вы не против?»
)

// ofTrouble reports whether a question asks whether anything is wrong.
func (a aim) ofTrouble() bool { return a == aimTrouble || a == aimObjection }

var (
	consentWords = setOf(
		"accept|accepting|agree|agreed|agreeable|confirm|approve|consent|endorse|support|okay|ok|happy|willing|allow|permit|authorise|authorize|concur|acceptable|fine|content|satisfied|suit|comfortable|commit|vote|join|sign|proceed|ready|ratify|adopt|favour|favor",
		"согласны|согласен|согласна|согласовываете|согласуете|принимаете|принимаем|принять|подтверждаете|подтвердите|подтвердить|одобряете|одобряем|одобрить|утверждаете|утверждаем|утвердить|поддерживаете|поддержите|устраивает|устраивают|подходит|подходят|готовы|готов|готова|разрешаете|разрешите|даете|согласие|приемлемо|приемлем|приемлема|приемлемы|подпишете|можно|можем|присоединяетесь|удобно|удобна|удобен|участвуете|придете|приедете|присоединитесь|согласуем|берете|возьмете|беретесь|предлагаете",
	)
	consentOpenings = []string{"can we", "may we", "shall we", "could we", "should we", "may i", "can i", "do you want", "would you", "are you ok", "will you", "давайте", "можно ли", "можем ли", "хотите ли", "хотите"}

	// solvedWords turn a question about a problem into one about a fact: "Is
	// the issue resolved?".
	solvedWords = setOf("resolved|solved|fixed|gone|closed|settled|addressed|removed|cleared|lifted|withdrawn|sorted|handled|over|eliminated|mitigated|known|reported|answered|logged|documented",
		"решена|решены|решен|решили|устранена|устранены|устранен|устранено|устранили|снята|сняты|снят|сняли|закрыта|закрыты|закрыт|закрыли|исправлена|исправлены|исправлен|отработаны|учтены|отозваны|ликвидирована|преодолена|урегулирован|урегулированы|исправили|учли|отвечены")
	// stuckWords ask after trouble without naming any.
	stuckWords = setOf("blocked|blocking|blocks|stuck|hindering|hinders|delayed|delaying|stopping|stops|preventing|prevents|wrong|missing|worrying|worries|worried|bothering|slowing|late|overdue|behind|impeding|unclear|broken|holding",
		"мешает|мешают|тормозит|тормозят|задерживает|задерживают|задерживается|беспокоит|беспокоят|препятствует|препятствуют|блокирует|блокируют|застряли|застрял|застряло|отстаем|отстаете|опаздываем|опаздываете|тревожит|тревожат|сдерживает|сдерживают|смущает|смущают|неясно|неясное|неясного|непонятно|непонятное|непонятного|непонятные|непонятен|неясен|confusing|troubling|troubles|hampering|hampers|bothers")
	mindWords = setOf("mind|object|oppose|возражаете|возражаешь|против|возражает")
)

// aimOf tells what a question is after by its words.
func aimOf(question string) aim {
	words := prose.Words(question)
	has := func(set wordSet) bool { return slices.ContainsFunc(words, func(w string) bool { return set[w] }) }
	consents := has(consentWords) || asksLeave(words)
	switch {
	case isConfirmedFact(words):
		return aimFact
	case has(mindWords) && slices.Contains(words, "не"):
		return aimUnmoved
	case has(mindWords):
		return aimObjection
	case !consents && !has(solvedWords) && (has(stuckWords) || namesTrouble(question) || asksAmiss.Matches(prose.Fold(question))):
		if namesObjection(words) {
			return aimObjection
		}
		return aimTrouble
	case consents && !isDoneQuestion(words):
		return aimConsent
	default:
		return aimFact
	}
}

// asksAmiss finds what nobody wants to have.
var asksAmiss = prose.Lazily(`\b(?:any|some)(?:thing|body|one)\b.*\b(?:keep(?:s|ing)?|hold(?:s|ing)? (?:you|us|it|things|anybody|anyone)|stand(?:s|ing)? in|get(?:s|ting)? in|in (?:the|your|our) way)\b|\bout of (?:stock|order|service|action)\b|^(?:is|are|was|were|any|did|has|have)\b.*\b(?:sick|ill|faulty|defective|injured|hurt|leaking|fraud)\b|дефицит|нехватк|недостач|больн(?:ые|ых|ой|ая)|неисправн|пострадавш|мошеннич`)

// asksLeave reports whether a question opens by asking leave or proposing
// something.
func asksLeave(words []string) bool {
	if len(words) == 0 {
		return false
	}
	opening := strings.Join(words[:min(3, len(words))], " ")
	return proposes(words) || leaveWords[words[0]] ||
		slices.ContainsFunc(consentOpenings, func(o string) bool { return strings.HasPrefix(opening, o) })
}

// namesTrouble reports whether a question names a problem or a hindrance.
func namesTrouble(question string) bool {
	return hasSense(talk.Items(question), talk.Objection, talk.Hindrance)
}

// namesObjection reports whether what is asked for is something that stands
// against a consent, so that "I agree" says that there is none.
func namesObjection(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return strings.HasPrefix(w, "objection") || strings.HasPrefix(w, "возражени") || strings.HasPrefix(w, "замечани") ||
			strings.HasPrefix(w, "reservation") || strings.HasPrefix(w, "remark") || strings.HasPrefix(w, "претензи")
	})
}

// isDoneQuestion tells "Is the report ready?" from "Are you ready to sign?":
// what is ready without anybody being addressed is a fact.
func isDoneQuestion(words []string) bool {
	ready := func(w string) bool {
		return w == "ready" || w == "готов" || w == "готова" || w == "готово" || w == "готовы"
	}
	if !slices.ContainsFunc(words, ready) {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool { return w == "you" || w == "вы" || w == "ты" })
}

// proposes reports whether a question begins with what "we" are going to do:
// «Продлеваем доступ?».
func proposes(words []string) bool {
	return len(words) > 0 && !slices.Contains(words, "ли") && isCyrillic(words[0]) && hasEnding(words[0], []string{"ем", "им", "емся", "имся"}) && !slices.Contains([]string{"всем", "чем", "кем", "зачем"}, words[0])
}

// leaveWords begin a question that asks for leave.
var leaveWords = setOf("may|shall|can|could|should|would|можно")

// isConfirmedFact tells "Do you confirm that it took place?", which asks whether
// something is so.
func isConfirmedFact(words []string) bool {
	at := slices.IndexFunc(words, func(w string) bool {
		return w == "confirm" || w == "подтверждаете" || w == "подтвердите"
	})
	return at >= 0 && at+1 < len(words) && (words[at+1] == "that" || words[at+1] == "что" || words[at+1] == "whether")
}

package answer

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// readNamedPhrase reads what a piece says beside the name of its question: "same
// as last time", or that it is not known yet.
func (b *book) readNamedPhrase(question int, text string) (reading, reason, bool) {
	q := b.Questions[question]
	if len(text) > maxNamedPhrase || anyDigit(text) || q.Kind == partnership.KindText {
		return reading{}, understood, false
	}
	said, named := b.besideName(question, text)
	switch {
	case !named && !b.keyed || said == "":
		return reading{}, understood, false
	case isFigureKind(q.Kind) && (sameAgain.Matches(said) || isPhrase(said, samePhrases)):
		r, why, _ := readSame(q, nil)
		return r, why, true
	case q.Kind == partnership.KindNumber && (bareDenial[said] || nobody.Matches(said)):
		return reading{value: partnership.NumberValue(decimal.Zero), unit: q.Unit}, understood, true
	case notKnown.Matches(said) && !bareDenial[said]:
		return reading{value: partnership.UnknownValue()}, understood, true
	}
	return reading{}, understood, false
}

// besideName leaves the name of a question out of a text: the phrases are known
// without it.
func (b *book) besideName(question int, text string) (said string, named bool) {
	var rest []string
	for _, w := range prose.Words(text) {
		if b.isNameOf(question, w) {
			named = true
			continue
		}
		rest = append(rest, w)
	}
	return strings.Join(rest, " "), named
}

// nobody is said where people are counted.
var nobody = prose.Lazily(`^(?:(?:we|за|в|этот|этом|месяц|месяце|неделю|мы|пока) )*(?:nobody|no ?one|not a single one|никого не|никого|ни одного(?: не)?|ни одной(?: не)?)(?: (?:this|month|week|quarter|so far|за|в|этом|месяце|месяц))*$`)

// bareDenial says that there was none of what is named.
var bareDenial = setOf("no|none|zero|nil|without|нет|ноль|без|не было|никаких|were no|there was no|there were no|we had no")

// maxNamedPhrase is more than such a phrase is long.
const maxNamedPhrase = 100

var (
	sameAgain = prose.Lazily(`^(?:is |are |was |were |stays |stayed |remains |remained |still )*(?:(?:the )?same|unchanged|no changes?|as)(?: (?:as|number|figure|level|value|of|than|like|the))*(?: (?:before|last|time|previously|always|usual|month|week|quarter|ever))*$|` +
		`^(?:остал\p{L}+ |все |по |на |в )*(?:столько же|без изменений|так же|так(?:ой|ая|ое) же|тот же|та же|то же(?: самое)?|как|прежн\p{L}+|(?:пока )?не (?:из|по)менял\p{L}+|не изменил\p{L}+|прежнему)(?: (?:сколько|что|и|как|было|был|была|раньше|прежде|в|на|прошл\p{L}+|раз|тот|уровне|месяце|неделе))*$`)
	// notKnown is said of what somebody can't tell yet.
	notKnown = prose.Lazily(`^(?:whether|if|when|what|how|of|the|a|for|as|about|regarding|one|would|will|be|goes?|is|are|was|has|have|had|we|i|it|that|by|next|exact|ли|когда|какая|какой|сколько|про|о|об|по|за|насчет|что|касается|у|нас|мы|я|точная|точной|эта|этот|нужен|нужна|нужно|будет|пока|еще|данных|данные|цифр|цифры|следующая|следующей|следующего|следующий)?(?: (?:whether|if|when|what|how|of|the|a|for|as|about|regarding|one|would|will|be|goes?|is|are|was|has|have|had|we|i|it|that|by|next|exact|ли|когда|какая|какой|сколько|про|о|об|по|за|насчет|что|касается|у|нас|мы|я|точная|точной|эта|этот|нужен|нужна|нужно|будет|пока|еще|данных|данные|цифр|цифры|следующая|следующей|следующего|следующий))* ?` +
		`(?:(?:not|isnt|arent|wasnt|hasnt been|havent been) (?:been )?(?:fixed|set|known|clear|decided|determined|confirmed|measured|counted|available|calculated|recorded|tracked|in|there|at hand|final(?:ised|ized)?)(?: yet| so far| at the moment| any ?more)?|no (?:idea|clue|data|numbers?|figures?|info(?:rmation)?|date|value)(?: yet| so far| at the moment| at hand)?|(?:honestly )?(?:dont|do not|cant|cannot|can not|couldnt|wont) (?:really )?(?:know|say|tell|measure|calculate|track|have)(?: it| that| them| this)?(?: yet| so far| at hand| at the moment| any ?more)?|be calculated|(?:cant|cannot|can not) be (?:said|told|measured|calculated|known|determined)|unknown|unclear|tbd|tba|hard to say|no|` +
		`не (?:знаю|знаем|известн\p{L}+|определен\p{L}*|назначен\p{L}*|ясн\p{L}+|понятн\p{L}+|измерял\p{L}*|мерил\p{L}*|считал\p{L}*|посчитан\p{L}*|готов\p{L}*|утвержден\p{L}*|согласован\p{L}*|в курсе|скажу|могу сказать|можем сказать)|сказать (?:не (?:могу|можем)|нельзя|сложно|трудно)|неизвестн\p{L}+|неясн\p{L}+|непонятн\p{L}+|под рукой нет|нет(?: под рукой)?|трудно сказать|понятия не имею|без понятия|нет данных|данных нет|цифр нет)(?: (?:yet|so far|пока|еще|before .*|until .*|till .*))?$`)
)

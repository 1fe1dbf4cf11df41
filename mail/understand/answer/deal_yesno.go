package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// What people say of the thing that a question for yes or no is about, in a piece
// that names it: whether it is needed, whether it is enough, whether there was
// any. Each pattern is matched against all words but the name.
type saidOf struct {
	asked   prose.Pattern // questions that it answers
	trouble bool          // those after trouble, too
	yes, no prose.Pattern // the words beside the name
}

var saidOfThings = []saidOf{
	{
		asked: prose.Lazily(`\b(?:need|want|help|useful|would|should|require)|нужн|нужен|требует|желател|хотите|помо`),
		yes:   prose.Lazily(`^(?:(?:yes|please|and|a|the|an|would|will|be|is|are|very|really|most|much|да|и|очень|был|была|было|бы) ?)*(?:great|good|nice|helpful|useful|welcome|appreciated|needed|necessary|required|lovely|wonderful|perfect|ideal|нужен|нужна|нужно|нужны|требуется|необходим\p{L}*|желател\p{L}+|кстати|полез\p{L}+|приветству\p{L}+|пригодил\p{L}+|не помешал\p{L}*)(?: (?:please|thanks|пожалуйста|очень))*$`),
		no:    prose.Lazily(`^(?:(?:no|and|a|the|an|is|are|it|for|there|thanks|нет|и|пока) )*(?:(?:not|isnt|no|wont be|not be|no longer) ?(?:needed|necessary|required|need|for|us|at the moment|right now)+|needed|necessary|required|no need(?: for| of)?|we (?:dont|do not) need|dont need|не (?:нужен|нужна|нужно|нужны|требуется|надо|обязател\p{L}+)|необходимости нет|нет необходимости(?: в)?|ни к чему|не стоит|без)(?: (?:a|the|thanks|for now|now|at the moment|спасибо|пока|в))*$`),
	},
	{
		asked: prose.Lazily(`\bdo you have\b|\bhave you (?:got|received|obtained)|(?:есть|имеется) ли|получ(?:или|ен\p{L}*|ено) ли|получили`),
		yes:   prose.Lazily(`^(?:(?:yes|we|i|the|have|has|already|finally|да|мы|уже|наконец|у|нас) )*(?:got|received|obtained|arrived|came|granted|issued|in hand|получили|получил|получила|выдали|на руках|пришло|пришел|пришла)(?: (?:the|it|on|in|last|since|yesterday|today|this|week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday|вчера|сегодня|в|во|на|прошлой|этой|неделе|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))*$`),
		no:    prose.Lazily(`^(?:(?:no|we|the|still|is|нет|пока|еще|все|мы) )*(?:not yet|not there yet|not yet there|pending|outstanding|не получили|не выдали|нет|не пришло|не пришла|не пришел|нету)(?: (?:yet|пока|еще))*$`),
	},
	{
		asked: prose.Lazily(`enough|sufficient|suffice|cover|хват|достаточ`),
		yes:   prose.Lazily(`^(?:(?:yes|we|i|they|there|have|has|got|the|our|is|are|be|will|still|and|just|fully|да|и|нам|все|еще|вполне|с|по) )*(?:enough|sufficient|fine|ok|okay|good|suffices|holds|covers|covered|alright|all right|хватает|хватит|достаточ\p{L}+|все (?:в порядке|хорошо|нормально|ок)|в порядке|в норме|нормально|ок)$`),
		no:    prose.Lazily(`^(?:(?:no|the|our|is|are|we|i|they|and|нет|и|нам|уже|нас) )*(?:(?:dont|do not|doesnt) have|not|isnt|arent|wont be|will not be|never|not be|no longer|too|не|уже не)(?: (?:be|longer|going to be))* ?(?:enough|sufficient|suffice|small|tight|cover|хватает|хватит|хватило|достаточ\p{L}+)$|^(?:is |are )?(?:insufficient|short|exhausted|used up|gone|недостаточ\p{L}+|исчерпан\p{L}*|закончил\p{L}+|мало)$`),
	},
	{
		trouble: true,
		asked:   prose.Lazily(`\b(?:are|is|were|was) there (?:any|some|a)\b|\b(?:had|have|did) (?:you|we) (?:any|have any|see any)|^(?:есть|были|был|была|было|возника\p{L}+|имеются) (?:ли|какие)|есть ли|были ли`),
		yes:     prose.Lazily(`^(?:(?:yes|there|we|had|have|da|да|у нас|к сожалению|unfortunately) ?)*(?:were|was|are|is|had|have|some|one|two|three|four|five|several|a few|a couple of|есть|была|были|было|имеются|имеется|возникли|одна|один|одно|две|два|три|четыре|пять|несколько|случились|случилась|yes|да)(?: (?:some|one|two|three|four|five|several|a|few|одна|один|две|два|три|несколько|есть|были|была))*$`),
		no:      prose.Lazily(`^(?:(?:no|and|there|we|had|have|at all|нет|у нас|на этот раз|пока|вообще) ?)*(?:no|none|zero|zero of|без|не|have not|had not|havent|have none|without|were no|was no|are no|were not any|didnt have|no (?:happened|occurred|came up|this time|at all)|happened|occurred|нет|не (?:было|случилось|случалось|возникло|возникало|зафиксирован\p{L}+|произошло|наблюда\p{L}+|(?:имел|встретил|поступал|выяв|отмеч|зафикс|остав|сдела|предвид|ожида|обнаруж|замеч|замети|виж|види)\p{L}+)|ноль|отсутству\p{L}+|никаких(?: нет| не было)?)(?: (?:at all|this time|so far|again|this month|this week|happened|occurred|came up|вообще|совсем|на этот раз|пока))*$`),
	},
}

// readNamedYesNo reads a piece that names its question for yes or no and says
// something of what that is about.
func (b *book) readNamedYesNo(question int, text string) (partnership.Value, bool) {
	if v, ok := b.readNamedClause(question, text); ok {
		return v, true
	}
	if v, ok := b.readLabelled(question, text); ok {
		return v, true
	}
	parts := clauses(text)
	if len(parts) < 2 || slices.ContainsFunc(parts[1:], func(c clause) bool {
		return c.asked || isConditional(prose.Words(c.text)) || hasSense(talk.Items(c.text), talk.But, talk.Limit, talk.Without)
	}) {
		return partnership.Value{}, false
	}
	return b.readNamedClause(question, parts[0].text) // "teachers: not enough, we need two more"
}

// readLabelled reads a plain yes or no that the name of its question stands before,
// or is taken up behind: "budget sufficient: yes", "and yes, we would do it again".
func (b *book) readLabelled(question int, text string) (partnership.Value, bool) {
	q := b.Questions[question]
	if q.Kind != partnership.KindYesNo || len(text) > maxNamedPhrase || strings.Contains(text, "?") {
		return partnership.Value{}, false
	}
	words := prose.Words(withoutTie(text))
	at := slices.IndexFunc(words, func(w string) bool { return plainWords[w] })
	if at < 0 {
		return partnership.Value{}, false
	}
	label, tail, yes := words[:at], words[at+1:], plainYes[words[at]]
	if onlyBegins(words[at], tail) || !b.isLabelled(question, label, tail) || limits(tail) || yes && deniesGood(q, tail) {
		return partnership.Value{}, false
	}
	return partnership.BoolValue(yes), true
}

// onlyBegins reports whether a word is but the half of a no: "not yet", «пока нет».
func onlyBegins(word string, tail []string) bool {
	return beginsNo[word] && (len(tail) == 0 || tail[0] != "yet" && tail[0] != "нет")
}

var beginsNo = setOf("not|пока|еще")

// isLabelled reports whether a yes or no belongs to a question: its name stands before
// it, or behind it where nothing stands before, and no word before it tells of
// something else.
func (b *book) isLabelled(question int, label, tail []string) bool {
	names := func(w string) bool { return b.isNameOf(question, w) || ownWord(b.Questions[question], w) }
	named := slices.ContainsFunc(label, names) || len(label) == 0 && slices.ContainsFunc(tail, names) || b.keyed
	return named && !slices.ContainsFunc(label, func(w string) bool {
		return !names(w) && !fillers[w] && !articles[w] && !polar[w] || isNegation(w)
	})
}

// deniesGood reports whether words deny what would be good news. A yes to trouble may
// go with a denial: "yes, not enough water".
func deniesGood(q partnership.Question, words []string) bool {
	return denies(words) && !questionFor(q.Text).aim.ofTrouble()
}

// limits reports whether words behind a yes or no can take a part of it back.
func limits(words []string) bool {
	return isConditional(words) || hasSense(talk.Items(strings.Join(words, " ")), talk.But, talk.Limit, talk.Without, talk.Part, talk.Hedge) ||
		hasPlainWord(words)
}

// hasPlainWord reports whether a word says yes or no.
func hasPlainWord(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return plainWords[w] })
}

var (
	plainYes   = setOf("yes|yep|yeah|yup|да|ага|угу")
	plainWords = union(plainYes, setOf("no|nope|nah|not|нет|неа|пока|еще"))
)

// readNamedClause reads a piece that says one thing.
func (b *book) readNamedClause(question int, text string) (partnership.Value, bool) {
	q := b.Questions[question]
	if q.Kind != partnership.KindYesNo || len(text) > maxNamedPhrase {
		return partnership.Value{}, false
	}
	rest, named := b.besideThing(question, text)
	if !named && !b.keyed {
		return partnership.Value{}, false
	}
	if v, ok := b.saysInLabel(question, text); ok {
		return v, true
	}
	said := strings.Join(rest, " ")
	switch aim := questionFor(q.Text).aim; {
	case aim == aimTrouble && (namesTroubleBehind(text, b.keyed) || countsTrouble(text)):
		return partnership.BoolValue(true), true // "problems: the headsets"
	case aim == aimFact && elliptic[said], lacks(q, said):
		return partnership.BoolValue(false), true // "budget fine, schedule not"
	default:
		return saidOfThing(q, said, denies(rest))
	}
}

// besideThing leaves the name of a question out of a text, but for the words of it
// that may be the answer.
func (b *book) besideThing(question int, text string) (rest []string, named bool) {
	for _, w := range prose.Words(text) {
		if b.isNameOf(question, w) && !polar[w] && !isNegation(w) {
			named = true
			continue
		}
		rest = append(rest, w)
	}
	return rest, named
}

// saysInLabel reads a label that says itself that there was any of what is named
// behind it: "there was one accident: a sprained ankle", "the only risk is the rain".
func (b *book) saysInLabel(question int, text string) (partnership.Value, bool) {
	q := b.Questions[question]
	if m := onlyOne().FindStringSubmatch(prose.Fold(text)); m != nil && b.namesIn(question, m[1]) > 0 && questionFor(q.Text).aim.ofTrouble() && !slices.ContainsFunc(prose.Words(text), func(w string) bool { return solvedWords[w] }) {
		return partnership.BoolValue(true), true
	}
	label, behind, marked := headOf(text)
	if !marked || len(prose.Words(behind)) < 2 || b.namesIn(question, label) == 0 {
		return partnership.Value{}, false
	}
	said, _ := b.besideName(question, label)
	v, ok := saidOfThing(q, said, denies(prose.Words(label)))
	return v, ok && v.Bool != nil && *v.Bool
}

// onlyOne finds that a trouble is named as the only one, or the worst.
var onlyOne = prose.Lazily(`^(?:well,? )?(?:the |our |my )?(?:only|main|biggest|one|single|единственн\p{L}+|главн\p{L}+|основн\p{L}+) (?:real |serious |big )?(\p{L}+)(?: (?:now|right now|at the moment|сейчас))?(?:,? (?:is|are|was|were|это)| [—–-]|:) \p{L}`)

// saidOfThing reads what is said of the thing that a question is about. What denies
// comes first: "not needed" holds "needed".
func saidOfThing(q partnership.Question, said string, denied bool) (partnership.Value, bool) {
	for _, s := range saidOfThings {
		if !s.asked.Matches(prose.Fold(q.Text)) && (!s.trouble || !questionFor(q.Text).aim.ofTrouble()) {
			continue
		}
		switch {
		case denied && s.no.Matches(said):
			return partnership.BoolValue(false), true
		case !denied && s.yes.Matches(said):
			return partnership.BoolValue(true), true
		}
	}
	return partnership.Value{}, false
}

// namesTroubleBehind reports whether a thing is named behind a label that asks after
// trouble, and nothing is said that would make it less.
func namesTroubleBehind(text string, keyed bool) bool {
	_, behind, marked := headOf(text)
	switch {
	case marked:
		text = behind
	case !keyed:
		return false
	}
	items := talk.Items(text)
	return hasSense(items, talk.Unknown) && len(prose.Words(text)) > 1 && !strings.Contains(text, "?") && !pointsElsewhere.Matches(prose.Fold(text)) && !slices.ContainsFunc(prose.Words(text), func(w string) bool { return solvedWords[w] || isNegation(w) }) &&
		!hasSense(items, talk.No, talk.Nothing, talk.Silence, talk.Not, talk.NotYet, talk.Well, talk.Good, talk.Okay, talk.OnTime, talk.Clueless, talk.Courtesy, talk.Later, talk.Hedge, talk.Yes, talk.But, talk.Limit, talk.Willing)
}

// countsTrouble reports whether a label says how many troubles are named behind it:
// "one problem: the quarry was closed".
func countsTrouble(text string) bool {
	label, behind, marked := headOf(text)
	if !marked || len(prose.Words(behind)) < 2 || strings.Contains(text, "?") {
		return false
	}
	counted := false
	for _, i := range talk.Items(label) {
		counted = counted || countWords[i.Text]
		if !countWords[i.Text] && i.Sense != talk.Objection && i.Sense != talk.Hindrance && i.Sense != talk.Filler {
			return false
		}
	}
	return counted && !slices.ContainsFunc(prose.Words(behind), func(w string) bool { return solvedWords[w] })
}

var countWords = setOf("one|two|three|several|only|main|biggest|the only|одна|один|одно|две|два|три|несколько|единственная|единственное|главная|основная|главное")

// pointsElsewhere finds that the answer stands somewhere else, or is not meant.
var pointsElsewhere = prose.Lazily(`\b(?:see|attached|above|below|separate|call|phone|mail|ask|n/?a|unknown|unclear|later|same|usual|ok|minor)\b|см\.|смотри|влож|выше|ниже|отдельн|позвон|спрос|позже|как обычно|как всегда|мелоч`)

// lacks reports whether something is said to be missing, where it was asked whether
// all is there.
func lacks(q partnership.Question, said string) bool {
	return asksForAll.Matches(prose.Fold(q.Text)) && isLacking.Matches(said) && !nothingLacks.Matches(said)
}

// Whoever is asked whether all is there, and says what is missing, says no.
var (
	asksForAll   = prose.Lazily(`\b(?:all|everything|complete|enough)\b|(?:^|\s)вс[её](?:\s|$)|полн|хватает`)
	isLacking    = prose.Lazily(`\b(?:missing|lacking|incomplete)\b|не хватает|недостает|не достает|отсутству`)
	nothingLacks = prose.Lazily(`\b(?:nothing|nobody|none|not|isnt|arent|no)\b|ничего|не отсутству|никого`)
)

// elliptic denials leave out what is denied, because it was asked.
var elliptic = setOf("not|isnt|is not|not yet|arent|are not|hasnt|has not|doesnt|wont|no|not so|нет|не|пока нет|еще нет|уже нет")

// polar words carry the answer though the question has them.
var polar = setOf("enough|sufficient|needed|need|necessary|required|would|there|any|were|was|are|is|have|had|нужен|нужна|нужно|нужны|хватает|хватит|хватило|достаточно|есть|были|был|была|было|требуется|help|useful|great|good")

func denies(words []string) bool {
	for _, w := range words {
		if isNegation(w) || alsoDenying[w] {
			return true
		}
	}
	return false
}

var alsoDenying = setOf("no|not|none|zero|without|isnt|arent|wont|dont|never|insufficient|short|exhausted|gone|used|too|нет|не|ноль|без|отсутствуют|отсутствует|никаких|недостаточно|мало|исчерпан|закончился|ни|happened|occurred")

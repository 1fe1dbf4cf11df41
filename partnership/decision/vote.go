package decision

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// Ballot is a vote and why. A veto is none: it stops what was carried.
type Ballot struct {
	Vote Vote   `json:"vote,omitempty"`
	Why  string `json:"why,omitempty"`
	// Veto says that the party's own interests are touched: it says why.
	Veto bool `json:"veto,omitempty"`
}

// veto stands for a veto where votes are kept as text.
const veto = "veto"

// Value writes a ballot as the answer to a question of KindVote.
func (b Ballot) Value() partnership.Value {
	text := string(b.Vote)
	if b.Veto {
		text = veto
	}
	if b.Why != "" {
		text += ": " + b.Why
	}
	return partnership.TextValue(text)
}

// ReadValue reads what Value wrote; it is silent where it is something else.
func ReadValue(text string) Ballot {
	word, why, _ := strings.Cut(text, ": ")
	switch v := Vote(word); {
	case v == For, v == Against, v == Abstain:
		return Ballot{Vote: v, Why: why}
	case word == veto:
		return Ballot{Vote: Against, Why: why, Veto: true}
	}
	return Ballot{}
}

// Unread says why a text is no vote.
type Unread string

// What makes it none.
const (
	Read        Unread = ""
	Unclear     Unread = "unclear"     // no word that votes
	Conditional Unread = "conditional" // for it, on a condition
	Divided     Unread = "divided"     // for a part of it
	Unreasoned  Unread = "unreasoned"  // a veto without a reason
)

// who may stand before the word that votes.
const who = `(?:(?:sorry|unfortunately|definitely|certainly|absolutely|of\s+course|happy\s+to|к\s+сожалению|увы|конечно|безусловно|однозначно|определ[её]нно|категорически|всецело|принято),?\s+(?:but\s+|но\s+)?)?` +
	`(?:(?:i\s+am|i['’]m|we\s+are|we['’]re|we['’]ll|i['’]ll|i|we|я|мы|(?:our|my)\s+vote(?:\s+is)?(?:\s+to)?|our\s+side|наш\s+голос|мой\s+голос|голос|наша\s+сторона)\s*[:—–-]?\s*)?` +
	`(?:(?:votes?|voting|голосую|голосуем|голосует)\s*[:—–-]?\s*["«“]?)?`

// The words that vote, at the start of what somebody writes.
var (
	supporting = voting(`(?:(?:all|fully|целиком|полностью|обеими\s+руками)\s+)?(?:for|in\s+favou?r|за)(?:\s+(?:it|this|that|(?:the|this)\s+proposal|of\s+(?:it|this|the\s+proposal)|это|предложение))?`,
		`yes(?:\s+(?:from|for)\s+(?:us|me|our\s+side))?|aye|\+1?|👍|approved?|support(?:\s+(?:it|this|(?:the|this)\s+proposal))?|agreed?|да|поддерживаю|поддерживаем|согласн[аоы]|согласен|согласовано|одобряю|одобряем|утверждаю|утверждаем`,
		`(?:have\s+)?no\s+objections?(?:\s+(?:from\s+(?:us|me|our\s+side)|here))?|(?:с\s+нашей\s+стороны\s+)?возражений\s+(?:нет|не\s+имеем|не\s+имею)|нет\s+возражений|не\s+возражаю|не\s+возражаем`)
	opposing = voting(`against(?:\s+(?:it|this|that|(?:the|this)\s+proposal))?|no|nay|opposed?(?:\s+(?:to\s+)?(?:it|this))?|not\s+in\s+favou?r(?:\s+of\s+(?:it|this))?|object|reject|disagree|(?:don['’]t|do\s+not|can['’]t|cannot)\s+(?:agree(?:\s+to\s+(?:it|this))?|support\s+(?:it|this))`,
		`против|нет|не\s+за|возража(?:ю|ем)|не\s+согласн[аоы]|не\s+согласен|не\s+поддерживаю|не\s+поддерживаем`)
	abstaining = voting(`abstain(?:s|ed|ing)?(?:\s+on\s+this(?:\s+one)?)?|abstention|воздерж(?:ался|алась|ались|иваюсь|иваемся|усь|имся)`)
	vetoing    = voting(`veto(?:\s+(?:it|this))?|вето|накладываю\s+вето|накладываем\s+вето`)

	// A word of two letters votes only where the sentence is over, or where it goes on to say why.
	over      = regexp.MustCompile(`(?i)^\s*(?:$|[,;:.!?(—–-]|(?:because|since|as\s+we|as\s+it|if|unless|provided|once|when|until|subject\s+to|as\s+soon|as\s+long|on\s+condition|but|however|except|apart\s+from|only|partly|in\s+part|так\s+как|потому|поскольку|если|когда|как\s+только|при\s+условии|после\s+того|с\s+условием|с\s+оговорк\p{L}+|но|однако|кроме|за\s+исключением|только|частично)(?:$|[^\p{L}]))`)
	condition = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:if|unless|provided|once|when|until|subject\s+to|as\s+soon\s+as|as\s+long\s+as|on\s+condition|but|however|если|когда|как\s+только|при\s+условии|после\s+того|с\s+условием|с\s+оговорк\p{L}+|но|однако|при\s+этом)(?:$|[^\p{L}])`)
	first     = regexp.MustCompile(`(?i)^[\s,;:.(—–-]*(?:if|unless|provided|until|если|пока|при\s+условии|but|но)(?:$|[^\p{L}])`)
	part      = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:except|apart\s+from|only|partly|in\s+part|кроме|за\s+исключением|только|частично|без\s+пункта)(?:$|[^\p{L}])`)
	because   = regexp.MustCompile(`(?i)^(?:because|since|as|так\s+как|потому\s+что|поскольку)\s+`)
)

// voting matches some words at the start of a text, the longest of them.
func voting(words ...string) *regexp.Regexp {
	r := regexp.MustCompile(`(?i)^` + who + `(?:` + strings.Join(words, "|") + `)`)
	r.Longest()
	return r
}

// others are words that vote otherwise, wherever they stand.
var others = []struct {
	vote  Vote
	words *regexp.Regexp
}{
	{For, regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:in\s+favou?r|vote\s+for|голосу\p{L}+\s+за)(?:$|[^\p{L}])`)},
	{Against, regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:against|veto|против|вето)(?:$|[^\p{L}])`)},
	{Abstain, regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:abstain|воздерж\p{L}*)(?:$|[^\p{L}])`)},
}

// ReadVote reads what somebody writes to a vote: "for", "Against: too dear", «воздержусь», "VETO:
// it touches our tariff". A vote on a condition or for a part is none, and neither is a text
// that says two.
func ReadVote(text string) (Ballot, Unread) {
	b, why := readVote(text)
	if why != Unclear {
		return b, why
	}
	for _, before := range greeting.FindAllStringIndex(text, mostGreetings) {
		chat := text[:before[1]]
		if votes(chat) || saysOther(Silent, chat) || condition.MatchString(chat) || strings.Contains(chat, "?") {
			break
		}
		if b, why := readVote(text[before[1]:]); why != Unclear {
			return b, why
		}
	}
	return Ballot{}, Unclear
}

// votes reports whether a sentence begins like a vote: what follows may take it back.
func votes(text string) bool {
	for _, words := range []*regexp.Regexp{supporting, opposing, abstaining, vetoing} {
		if n := len(words.FindString(text)); n > 0 && over.MatchString(text[n:]) {
			return true
		}
	}
	return false
}

// greeting ends a sentence or a line in front of the vote.
var greeting = regexp.MustCompile(`[.!]\s+|,?\s*\n\s*`)

// mostGreetings is how many of them people write before they vote.
const mostGreetings = 4

func readVote(text string) (Ballot, Unread) {
	text = strings.Join(strings.Fields(strings.Trim(text, " \t\r\n\"«»'“”.!*_")), " ")
	for _, one := range []struct {
		Ballot
		words *regexp.Regexp
	}{
		{Ballot{Vote: For}, supporting},
		{Ballot{Vote: Against, Veto: true}, vetoing},
		{Ballot{Vote: Abstain}, abstaining},
		{Ballot{Vote: Against}, opposing},
	} {
		n := len(one.words.FindString(text))
		if n == 0 || !over.MatchString(text[n:]) {
			continue
		}
		b, rest := one.Ballot, text[n:]
		b.Why = reason(rest)
		switch {
		case strings.HasPrefix(strings.TrimSpace(rest), "?"), saysOther(b.Vote, rest):
			return Ballot{}, Unclear
		case b.Vote == For && condition.MatchString(rest), first.MatchString(rest):
			return Ballot{}, Conditional
		case b.Vote == For && part.MatchString(rest):
			return Ballot{}, Divided
		case b.Veto && partnership.SaysNothing(b.Why):
			return Ballot{}, Unreasoned
		}
		return b, Read
	}
	return Ballot{}, Unclear
}

// saysOther reports whether what follows a vote says another one: "for? no, against".
func saysOther(v Vote, rest string) bool {
	for _, o := range others {
		if o.vote != v && o.words.MatchString(rest) {
			return true
		}
	}
	return false
}

// reason is what follows the word that votes.
func reason(rest string) string {
	rest = strings.TrimLeft(rest, " ,;:.!(—–-")
	rest = rest[len(because.FindString(rest)):]
	return strings.TrimSpace(strings.TrimSuffix(rest, ")"))
}

package talk

import (
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// Tokens parts a text into folded words and signs. Contractions are spelt out,
// with their apostrophe or without, and what is written short is written long, so
// that phrases need to be known in one spelling only.
func Tokens(text string) []string {
	var out []string
	word := make([]rune, 0, 16)
	flush := func() {
		if len(word) > 0 {
			out = appendWord(out, strings.Trim(string(word), "'.:/-"))
			word = word[:0]
		}
	}
	runes := []rune(prose.Fold(text))
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			word = append(word, r)
		case (r == '\'' || r == '’') && len(word) > 0:
			word = append(word, '\'')
		case joinsDigits(runes, i):
			word = append(word, r)
		case r == '+':
			flush()
			if dialled(runes[i+1:]) {
				continue
			}
			if len(out) == 0 || out[len(out)-1] != "+" {
				out = append(out, "+")
			}
		case isSign(r):
			flush()
			out = append(out, string(r))
		default:
			flush()
		}
	}
	flush()
	return out
}

// joinsDigits reports whether the sign at i is inside of a date, a time or a
// number.
func joinsDigits(runes []rune, i int) bool {
	if runes[i] == '-' && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.Is(unicode.Cyrillic, runes[i+1]) {
		return true // «3-го»
	}
	return strings.ContainsRune(".,:/-", runes[i]) && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1])
}

// dialled reports whether a plus stands before a number longer than the "+1" that
// agrees.
func dialled(rest []rune) bool {
	return len(rest) > 0 && unicode.IsDigit(rest[0]) && (rest[0] != '1' || len(rest) > 1 && unicode.IsDigit(rest[1]))
}

// isSign reports whether a rune is an emoji or another sign that speaks for
// itself, not one that colours or genders another.
func isSign(r rune) bool {
	switch r {
	case '♂', '♀':
		return false
	case '%', '№':
		return true
	}
	return unicode.Is(unicode.So, r) || unicode.Is(unicode.Sc, r)
}

func appendWord(out []string, w string) []string {
	if w == "" {
		return out
	}
	if long, ok := shortenings[w]; ok {
		return append(out, long...)
	}
	if w == "ill" && (len(out) == 0 || !feelings[out[len(out)-1]]) {
		return append(out, "i", "will")
	}
	base, ending, found := strings.Cut(w, "'")
	if !found {
		return append(out, w)
	}
	switch ending {
	case "t":
		if base, ok := strings.CutSuffix(base, "n"); ok {
			return append(out, whole(base), "not")
		}
	case "ll":
		return append(out, base, "will")
	case "re":
		return append(out, base, "are")
	case "ve":
		return append(out, base, "have")
	case "m":
		return append(out, base, "am")
	case "d":
		return append(out, base, "would")
	case "s":
		if contracted[base] {
			return append(out, base, "is")
		}
		return append(out, base)
	}
	return append(out, strings.ReplaceAll(w, "'", ""))
}

// whole completes what a contraction has bitten off.
func whole(base string) string {
	switch base {
	case "ca":
		return "can"
	case "wo":
		return "will"
	case "sha":
		return "shall"
	default:
		return base
	}
}

// feelings are the words after which "ill" is no "I'll".
var feelings = map[string]bool{"am": true, "is": true, "was": true, "are": true, "been": true, "feel": true, "feeling": true, "fell": true, "be": true, "still": true, "off": true}

// contracted are the words behind which 's is an "is".
var contracted = map[string]bool{
	"it": true, "that": true, "there": true, "here": true, "what": true, "everything": true, "all": true,
	"everyone": true, "nothing": true, "anything": true, "something": true, "nobody": true, "this": true, "who": true, "where": true, "he": true, "she": true,
}

// shortenings are what people write short.
var shortenings = spelledOut(
	"dont=do not,doesnt=does not,didnt=did not,isnt=is not,arent=are not,wasnt=was not,werent=were not,havent=have not,"+
		"hasnt=has not,hadnt=had not,cant=can not,cannot=can not,wont=will not,couldnt=could not,wouldnt=would not,"+
		"shouldnt=should not,im=i am,ive=i have,thats=that is,theres=there is,youll=you will,lets=let us,let's=let us,"+
		"whats=what is,gonna=going to,wanna=want to,gotta=have to,u=you,ur=your,pls=please,plz=please,thx=thanks,tnx=thanks,"+
		"thnx=thanks,thks=thanks,ty=thanks,tx=thanks,tmrw=tomorrow,tmr=tomorrow,tomo=tomorrow,2moro=tomorrow,cuz=because,"+
		"coz=because,bc=because,ain't=is not,aint=is not,y'all=you all,ofc=of course,tho=though,alright=all right,"+
		"everythings=everything is,its=it is,b4=before,asap=soon",
	"щас=сейчас,ща=сейчас,счас=сейчас,чё=что,че=что,плиз=пожалуйста,плз=пожалуйста,пжл=пожалуйста,пжлст=пожалуйста,"+
		"пож=пожалуйста,пж=пожалуйста,пожалста=пожалуйста,спс=спасибо,спасиб=спасибо,пасиб=спасибо,сенкс=спасибо,тк=так как,"+
		"норм=нормально,нрм=нормально,хор=хорошо,хорош=хорошо,зпт=и,тчк=и,каж=кажется,нзч=не за что",
)

func spelledOut(lists ...string) map[string][]string {
	m := make(map[string][]string)
	for _, list := range lists {
		for pair := range strings.SplitSeq(list, ",") {
			short, long, _ := strings.Cut(pair, "=")
			m[prose.Fold(short)] = strings.Fields(long)
		}
	}
	return m
}

func join(tokens []string) string { return strings.Join(tokens, " ") }

// Plain is a text in its tokens, with nothing written short.
func Plain(text string) string { return join(Tokens(text)) }

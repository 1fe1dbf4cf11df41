package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
)

// markSigning marks the blocks at the end of a reply that sign it: who writes, at
// which firm, at which address. Whatever number stands there answers nothing.
func markSigning(lines []typedLine, questions []partnership.Question) {
	typed := newLines(lines)
	start := len(typed) // where the signature begins
	for n := len(typed) - 1; n > 0 && n >= len(typed)-maxSigning; n-- {
		if answersByName(lines[typed[n]].Text, questions) {
			break
		}
		if belowGap(lines, typed[n]) && signs(lines, typed[n:start]) {
			start = n
		} else if belowGap(lines, typed[n]) {
			break
		}
		if start == len(typed) && closings.Matches(lines[typed[n]].Text) {
			start = n
			break
		}
	}
	for _, i := range typed[start:] {
		lines[i].idle = true
	}
}

// maxSigning is how many lines a signature has.
const maxSigning = 15

// answersByName reports whether a line gives an answer with its question.
func answersByName(text string, questions []partnership.Question) bool {
	return prose.MarkerOf(text).Strong || nameKey(text, questions).question >= 0 || postscript.Matches(text)
}

// signs reports whether a block of lines is a signature: it begins with a name, a
// firm or a role, and has more of the kind.
func signs(lines []typedLine, block []int) bool {
	if len(block) == 0 {
		return false
	}
	first := lines[block[0]].Text
	marks := 0
	for _, i := range block {
		l := lines[i]
		if l.Role != trim.RoleNew || len(l.Text) > maxSigned || strings.ContainsAny(l.Text, "?!") {
			return false
		}
		if signatureMarks.Matches(l.Text) || contactLine.Matches(l.Text) {
			marks++
		}
	}
	named := personName.Matches(first) && !answersAny(first)
	switch {
	case named && len(block) > 1:
		return marks > 0
	case signatureMarks.Matches(first):
		return startsUpper(first) && !talk.Says(talk.Items(first), talk.Filler, talk.Number, talk.Day)
	default:
		return contactLine.Matches(first) && len(block) == 1
	}
}

// maxSigned is how long a line of a signature can be.
const maxSigned = 160

var (
	closings   = prose.Lazily(`(?i)^[^\d\n?]{0,40}(?:regards|rgds|gr(?:ü|ue)(?:ß|ss)en?|с\s+(?:\p{L}+\s+)?уважением|wishes|пожеланиями|cordialement|saludos)[^\d\n?]{0,40}$`)
	personName = prose.Lazily(`^(?:[-—–~/]\s*)?(?:i\.\s?[AVav]\.\s*)?(?:\p{Lu}\.\s*){0,2}\p{Lu}[\p{L}'.-]+(?:\s+(?:\p{Lu}[\p{L}'-]*\.?|de|van|von|der|da|del)){0,3}\.?(?:,\s*\p{L}[^\d]*)?$`)
	// signatureMarks are what only signatures have: roles, legal forms, addresses.
	signatureMarks = prose.Lazily(`(?i)\b(?:(?:since|est\.?|founded(?: in)?) (?:19|20)\d\d|\d+ years|ceo|cfo|cto|coo|cmo|vp|director|manager|head of|officer|assistant|engineer|sales|department|dept|gmbh|ltd|llc|inc|plc|s\.?a\.?|a/s|b\.?v\.?|kg|oy|ab|llp|sp\.? z|reg\.? no|vat|hrb|amtsgericht|street|str\.|straße|strasse|road|rd\.|avenue|ave|lane|square|suite|floor|p\.?o\.? box|rua|via|rue|ul\.|office|opening hours|working hours|visit us|tel|phone|mobile|fax|sent from|get outlook)(?:$|[^\p{L}])|(?:^|[^\p{L}])(?:директор\p{L}*|менеджер\p{L}*|начальник\p{L}*|руководител\p{L}*|специалист\p{L}*|бухгалтер\p{L}*|инженер\p{L}*|секретар\p{L}*|отдел\p{L}*|заместител\p{L}*|зам\.|ведущ\p{L}+|главн\p{L}+|коммерческ\p{L}+|представител\p{L}*|ооо|оао|зао|пао|ао|ип|гк|тд|тк|нпо|компани\p{L}|группа компаний|автоцентр|инн|кпп|огрн|ул\.|пр\.|просп\.|пер\.|пл\.|наб\.|шоссе|г\.|офис|каб\.|тел\.?|моб\.?|факс|при[её]мн\p{L}+|часы работы|часы при[её]ма|вх\.|исх\.|индекс|отправлено)(?:$|[^\p{L}])|«[^»]+»|(?:^|[^\p{L}])с (?:19|20)\d\d(?: года)?|\d+ лет на рынке|\b\d{5,6}\b`)
)

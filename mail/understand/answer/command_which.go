package answer

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// bindsSeveral reports whether a command is about signatures, in a mail that asks for
// several.
func (c Context) bindsSeveral(f partnership.CommandForm) bool {
	switch f.Name {
	case partnership.CommandSign, partnership.CommandDecline, partnership.CommandWithdraw:
		return partnership.BindSeveral(c.Questions)
	default:
		return false
	}
}

// whichOnes are the numbers behind a command about several things: "4, 17", "all except 4
// and 17", «все, кроме 4», and for a refusal its colon and the reason.
var whichOnes = prose.Lazily(`(?i)^[\s,]*(?:(?:all|everything|все|всё)[\s,]*)?(except(?: for)?|but(?: not)?|without|кроме|за исключением|без)?[\s:#№]*(\d{1,2}(?:\s*(?:,|and|и|&|\s)\s*(?:#|№)?\s*\d{1,2})*)\s*[.)]?\s*(?:[:–—]\s*(.*))?$`)

// everyOne says that a command is about everything.
var everyOne = regexp.MustCompile(`(?i)^(?:all|all of them|everything|все|всё|все партн[её]рства)[.!]?$`)

// readWhich reads which things a command is about that one mail asks of several: their
// numbers stand between its name and what else it takes. It reports false where anything
// else stands there: a condition is no number.
func (c Context) readWhich(h *heading) bool {
	if !c.bindsSeveral(h.form) {
		return true
	}
	if everyOne.MatchString(h.rest) {
		h.rest = ""
		return true
	}
	m := whichOnes().FindStringSubmatch(h.rest)
	if m == nil {
		return h.form.Takes == partnership.TakesText
	}
	numbers := strings.Join(twoDigits.FindAllString(m[2], -1), ", ")
	if m[1] != "" {
		numbers = partnership.Except + numbers
	}
	if h.form.Takes == partnership.TakesText {
		if m[1] != "" {
			return false
		}
		h.colon, numbers = true, numbers+" "+strings.TrimSpace(m[3])
	} else if m[3] != "" {
		return false
	}
	h.rest = strings.TrimSpace(numbers)
	return true
}

var twoDigits = regexp.MustCompile(`\d{1,2}`)

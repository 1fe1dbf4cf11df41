package compose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
)

const (
	// maxReceived is how many values the subject of a receipt repeats, maxReceivedValue how
	// much of each, in runes.
	maxReceived      = 3
	maxReceivedValue = 24
)

// subject is what an inbox shows in a line: first what the mail is and what is wanted by
// when, then which partnership it is about.
func (w letterWriter) subject(v view) (string, error) {
	what, err := w.catalog.phrase("subject", v)
	if err != nil {
		return "", err
	}
	begins := ""
	switch received := w.received(v); {
	case received != "":
		begins, what = "received", received
	case w.letter.Form == procedure.FormReminder:
		begins = "again"
	}
	if begins != "" {
		begin, err := w.catalog.line(begins, v)
		if err != nil {
			return "", err
		}
		what = begin + " " + what
	}
	subject := titled(capital(what), v)
	if begins == "" && takesUp(w.letter) {
		subject = asReply(subject)
	}
	return clip(subject, maxSubject), nil
}

// titled names the partnership behind what a subject says, unless that does already.
func titled(what string, v view) string {
	switch {
	case v.Several > 0 || strings.Contains(what, v.Title):
		return what
	case strings.HasSuffix(what, "?"):
		return what + " (" + v.Title + ")"
	default:
		return what + ": " + v.Title
	}
}

// received is what came in, for the subject of a receipt. What is sealed, anonymous or
// part of a conflict stays out of inboxes.
func (w letterWriter) received(v view) string {
	l := w.letter
	if l.Form != procedure.FormReceipt || l.Sealed || l.Anonymous || ofConflict(l.Wording()) || ofSurvey(l.Wording()) || l.By != "" || l.Wording() == meeting.TemplateWanted {
		return ""
	}
	var values []string
	for _, u := range v.Understood {
		values = append(values, clip(u.Value, maxReceivedValue))
	}
	if len(values) > maxReceived {
		values = append(values[:maxReceived], "…")
	}
	return strings.Join(values, ", ")
}

// wanted counts what a mail asks that has to be answered, and says whether all of it is
// numbers.
func wanted(l procedure.Letter) (count int, numbers bool) {
	numbers = true
	for _, q := range l.Questions {
		if q.Optional || slices.ContainsFunc(l.Understood, func(a partnership.Answer) bool { return a.Question == q.ID }) {
			continue
		}
		count++
		numbers = numbers && (q.Kind == partnership.KindNumber || q.Kind == partnership.KindMoney || onScale(q.Kind))
	}
	return count, numbers
}

// capital begins a sentence.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

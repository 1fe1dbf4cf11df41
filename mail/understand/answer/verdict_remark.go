package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
)

// remark is what stands behind a yes or no and explains it, in its own words.
// Thanks are none, and a question is no answer.
func (v verdict) remark(text string, yes bool) string {
	text = strings.TrimRight(withoutSigning(text), " .,;–—-")
	at, voted := 0, false
	for _, c := range saidClauses(text) {
		found := strings.Index(text[at:], c.text)
		if found < 0 {
			return ""
		}
		items := talk.Items(c.text)
		switch value, why := readYesNo(c.text, v.yesNo); {
		case talk.Says(items, talk.Courtesy, talk.Filler), thanking().MatchString(c.text), nameOnly.MatchString(c.text) && voted:
		case why == understood && value.Bool != nil && *value.Bool == yes && (!voted || talk.Says(items, verdictSenses...)):
			voted = true
			if reason := givesReason().FindStringIndex(c.text); reason != nil {
				return withoutThanks(strings.TrimSpace(text[at+found+reason[0]:]))
			}
		case !voted:
			return "" // what leads up to it is no remark
		default:
			return withoutThanks(strings.TrimSpace(text[at+found:]))
		}
		at += found + len(c.text)
	}
	return ""
}

var (
	thanking    = prose.Lazily(`(?i)^(?:many thanks|thanks|thank you|thx|sorry|apologies|cheers|спасибо|благодар|извини|прости)`)
	givesReason = prose.Lazily(`(?i)\s(?:because|due to|потому что|так как|из-за|поскольку)\s`)
)

// verdictSenses are what a clause says that only repeats the answer.
var verdictSenses = []talk.Sense{
	talk.Yes, talk.No, talk.Surely, talk.Okay, talk.Good, talk.Assent, talk.Refusal, talk.True, talk.False, talk.Done, talk.EchoDone,
	talk.NotYet, talk.Not, talk.Filler, talk.Courtesy,
}

// withoutThanks is a remark without the courtesies at its end; one that asks
// something, or has nothing of its own, is none.
func withoutThanks(text string) string {
	for _, c := range slices.Backward(clauses(text)) {
		at := strings.LastIndex(text, c.text)
		if at <= 0 || !talk.Says(talk.Items(c.text), talk.Courtesy, talk.Filler) && !nameOnly.MatchString(c.text) {
			break
		}
		text = strings.TrimRight(text[:at], " \n,;–—-")
	}
	if strings.Contains(text, "?") || len(strings.Fields(text)) < 2 || talk.Says(talk.Items(text), verdictSenses...) {
		return ""
	}
	return text
}

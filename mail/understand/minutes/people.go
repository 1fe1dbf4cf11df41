package minutes

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

var (
	everybody = regexp.MustCompile(`(?i)^(?:all(?:\s+(?:of\s+us|present|invited|there|here|\d{1,2}))?|every(?:body|one)|the\s+whole\s+(?:team|group)|full\s+house|все(?:\s+(?:были|присутствовали|на\s+месте|приглашённые|приглашенные|участники|\d{1,2}))?|в\s+полном\s+составе|полный\s+состав)(?:\s+(?:was|were)\s+(?:there|here|present))?\s*`)
	but       = regexp.MustCompile(`(?i)^[\s,;(–—-]*(?:but(?:\s+not)?|except(?:\s+for)?|apart\s+from|without|minus|bar|save|not|кроме|за\s+исключением|без|не\s+было|кроме\s+как)[:\s]+`)
	between   = regexp.MustCompile(`(?i)\s*(?:,\s*and\s+|,\s*и\s+|[,;&+/]|\s+and\s+|\s+и\s+|\s+а\s+также\s+|\s+plus\s+)\s*`)
	remark    = regexp.MustCompile(`\s*(?:\([^()]*\)|\[[^\[\]]*\])\s*`)
	wereThere = regexp.MustCompile(`(?i)\s+(?:(?:was|were)\s+(?:there|here|present|on\s+the\s+call)|attended|joined(?:\s+(?:late|by\s+phone|remotely))?|by\s+phone|online|remotely|был[аи]?(?:\s+на\s+связи)?|присутствовал[аи]?|участвовал[аи]?|онлайн|по\s+телефону|удал[её]нно)\s*[.!]?\s*$`)
	leadIn    = regexp.MustCompile(`(?i)^(?:present|there\s+(?:was|were)|we\s+were|on\s+the\s+call|с\s+нашей\s+стороны|были|присутствовали)[:\s]+`)
)

// attendance reads a line that says nothing but who was there, and reports whether it does.
func (r *reader) attendance(line string) bool {
	before := r.minutes
	unclear := len(r.minutes.Unclear)
	r.present(line, line)
	if len(r.minutes.Unclear) == unclear && (r.minutes.All || len(r.minutes.Present) > 0) {
		return true
	}
	r.minutes = before
	r.minutes.Unclear = r.minutes.Unclear[:unclear]
	return false
}

// present reads who was there: all, all but some, or names.
func (r *reader) present(text, whole string) {
	text = strings.TrimSpace(strings.TrimRight(leadIn.ReplaceAllString(text, ""), " .!"))
	if at := everybody.FindString(text); at != "" {
		rest := text[len(at):]
		if strings.Trim(rest, " ,.;:!()") == "" {
			r.minutes.All = true
			return
		}
		if m := but.FindString(rest); m != "" {
			names, ok := r.names(strings.Trim(rest[len(m):], " )"), whole)
			if ok {
				r.minutes.All, r.minutes.Absent = true, union(r.minutes.Absent, names)
			}
			return
		}
		r.unclear(whole, partnership.LineUnclear)
		return
	}
	if names, ok := r.names(text, whole); ok {
		r.minutes.Present = union(r.minutes.Present, names)
	}
}

// absent reads who was not there.
func (r *reader) absent(text, whole string) {
	if strings.Trim(text, " .-–—") == "" || nobody.MatchString(text) {
		return
	}
	if names, ok := r.names(text, whole); ok {
		r.minutes.Absent = union(r.minutes.Absent, names)
	}
}

var nobody = regexp.MustCompile(`(?i)^\s*(?:none|nobody|no\s+one|никто|нет|никого)\s*[.!]?\s*$`)

// names reads a list of names. One that means nobody, or several people, makes it unclear.
func (r *reader) names(text, whole string) (list []string, ok bool) {
	text = remark.ReplaceAllString(text, " ")
	text = wereThere.ReplaceAllString(text, "")
	for _, piece := range between.Split(text, -1) {
		piece = strings.Trim(wereThere.ReplaceAllString(piece, ""), " .!:")
		if piece == "" {
			continue
		}
		switch found := r.whom(piece); len(found) {
		case 1:
			list = append(list, found[0])
		case 0:
			r.unclear(whole, partnership.LineWho)
			return nil, false
		default:
			r.unclear(whole, partnership.LineSeveral)
			return nil, false
		}
	}
	return list, len(list) > 0
}

func union(list, more []string) []string {
	for _, one := range more {
		if !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	return list
}

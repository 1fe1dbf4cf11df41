package minutes

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

var (
	inBrackets = regexp.MustCompile(`\s*[(\[]([^()\[\]]*)[)\]]\s*\.?\s*$`)
	voteLabel  = regexp.MustCompile(`(?i)(?:^|[\s.,;(])(for|in\s+favou?r|yes|against|no|abstain(?:ed|ing|s)?|abstentions?|за|против|воздерж\p{L}+)\s*[:–—-]\s*`)
	voteWord   = regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:for|against|abstain\p{L}*|votes?|voted|majority|за|против|воздерж\p{L}*|голос\p{L}*|большинств\p{L}*)(?:$|[^\p{L}])`)
	unanimous  = regexp.MustCompile(`(?i)^\s*(?:unanimous(?:ly)?|all(?:\s+(?:were\s+)?(?:for|in\s+favou?r))|all\s+agreed|единогласно|все\s+за|единодушно)\s*$`)
	openly     = regexp.MustCompile(`(?i)[,;.–—-]+\s*(unanimous(?:ly)?|единогласно|единодушно)\s*\.?\s*$`)
	goalLabel  = regexp.MustCompile(`(?i)^\s*(?:goal|цель)\s*:\s*(.+)$`)
)

// decision reads what was decided, and who was for it, as far as that stands behind it.
func (r *reader) decision(text, whole string) {
	if len(r.minutes.Decisions) >= mostItems {
		return
	}
	var d partnership.MinutedDecision
	text = strings.TrimSpace(text)
	for range 2 { // votes, and a goal
		m := inBrackets.FindStringSubmatchIndex(text)
		if m == nil {
			break
		}
		inner := text[m[2]:m[3]]
		taken, ok := r.bracket(&d, inner)
		if !ok {
			r.unclear(whole, partnership.LineVotes)
			return
		}
		if !taken {
			break
		}
		text = strings.TrimSpace(text[:m[0]])
	}
	if m := openly.FindStringIndex(text); m != nil {
		d.Unanimous, text = true, text[:m[0]]
	}
	if at := voteLabel.FindStringIndex(text); at != nil && len(d.For)+len(d.Against)+len(d.Abstained) == 0 && !d.Unanimous && len(voteLabel.FindAllString(text[at[0]:], -1)) > 1 {
		if !r.votes(&d, text[at[0]:]) {
			r.unclear(whole, partnership.LineVotes)
			return
		}
		text = text[:at[0]]
	}
	d.Text = strings.TrimSpace(strings.TrimRight(text, " .;,–—-"))
	if d.Text == "" {
		r.unclear(whole, partnership.LineEmpty)
		return
	}
	r.minutes.Decisions = append(r.minutes.Decisions, d)
}

// bracket reads what stands in brackets behind a decision. It was taken if it is about votes or
// a goal; ok is false where it is about votes and cannot be read.
func (r *reader) bracket(d *partnership.MinutedDecision, inner string) (taken, ok bool) {
	if m := goalLabel.FindStringSubmatch(inner); m != nil {
		d.Goal = strings.TrimSpace(m[1])
		return true, true
	}
	switch {
	case unanimous.MatchString(inner):
		d.Unanimous = true
		return true, true
	case voteLabel.MatchString(inner):
		return true, r.votes(d, inner)
	case voteWord.MatchString(inner):
		return true, false
	default:
		return false, true
	}
}

// votes reads "for: a, b; against: c".
func (r *reader) votes(d *partnership.MinutedDecision, text string) bool {
	marks := voteLabel.FindAllStringSubmatchIndex(text, -1)
	for i, m := range marks {
		until := len(text)
		if i+1 < len(marks) {
			until = marks[i+1][0]
		}
		label := strings.ToLower(text[m[2]:m[3]])
		said := strings.Trim(text[m[1]:until], " ,;.()")
		if said == "" || nobody.MatchString(said) || said == "-" || said == "0" {
			continue
		}
		names, ok := r.voters(said)
		if !ok {
			return false
		}
		switch {
		case strings.HasPrefix(label, "abst"), strings.HasPrefix(label, "возд"):
			d.Abstained = union(d.Abstained, names)
		case strings.HasPrefix(label, "ag"), label == "no", strings.HasPrefix(label, "про"):
			d.Against = union(d.Against, names)
		default:
			d.For = union(d.For, names)
		}
	}
	return true
}

// voters are the names of who has voted.
func (r *reader) voters(text string) (list []string, ok bool) {
	for _, piece := range between.Split(remark.ReplaceAllString(text, " "), -1) {
		if piece = strings.Trim(piece, " .!:"); piece == "" {
			continue
		}
		name := r.who(piece)
		if name == "" {
			return nil, false
		}
		list = append(list, name)
	}
	return list, true
}

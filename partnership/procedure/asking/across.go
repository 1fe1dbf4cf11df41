package asking

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// MaxAcross is how many partnerships stand in one mail at most: their numbers have two
// digits, as all that people type.
const MaxAcross = 99

// maxDigest is how many reports stand in one mail at most.
const maxDigest = 250

// Spans reports whether a letter may stand in one mail with those of other partnerships
// to the same address: it asks for a signature, or tells of what became of several at one
// moment, or answers a mail in which they stood; or it is a notice that nothing took along.
func (t Together) Spans(l procedure.Letter) bool {
	switch {
	case divided(l), rides(l), t.Digest(l):
		return true
	case t.across(l.Template) == "" || alone(l):
		return false
	default:
		return l.Form != procedure.FormNotice || l.Divided != "" || slices.Contains(t.Alarms, l.Template)
	}
}

// across is the one mail in which those of a template stand together with those of other
// partnerships; none for one that does not.
func (t Together) across(template procedure.Template) procedure.Template {
	for _, a := range t.Across {
		if slices.Contains(a.Of, template) {
			return a.As
		}
	}
	return ""
}

// spanning lists the templates of what may stand together with others of other partnerships.
func (t Together) spanning() []procedure.Template {
	var all []procedure.Template
	for _, a := range t.Across {
		all = append(all, a.Of...)
	}
	return all
}

// Beyond lists the templates of all that may stand in one mail with those of other
// partnerships.
func (t Together) Beyond() []procedure.Template { return slices.Concat(t.spanning(), t.Digests) }

// Digest reports whether a letter is a notice that goes out at its hour, and stands in one
// mail with those of other partnerships.
func (t Together) Digest(l procedure.Letter) bool {
	return slices.Contains(t.Digests, l.Template) && !alone(l)
}

// Adjoin reports whether two letters to one address, which both may span partnerships, can
// be one mail that goes out at a time.
func (t Together) Adjoin(l, other procedure.Letter, now time.Time) bool {
	if divided(l) || divided(other) {
		return l.Divided == other.Divided && divided(l) == divided(other)
	}
	if rides(l) || rides(other) {
		return rides(l) && rides(other)
	}
	return l.Template == other.Template && l.Form == other.Form && !other.Expired(now) && !other.NotBefore.After(now)
}

// JoinAcross makes one letter of several to one address in several partnerships, which are
// alike: each has a number, in the order of their partnerships. The first letter carries the
// others.
func (t Together) JoinAcross(letters []procedure.Letter) procedure.Letter {
	parts := slices.Clone(letters)
	slices.SortStableFunc(parts, func(a, b procedure.Letter) int {
		return cmp.Or(strings.Compare(a.Slug, b.Slug), strings.Compare(a.Workflow, b.Workflow), strings.Compare(a.Key, b.Key))
	})
	most := MaxAcross
	if t.Digest(parts[0]) { // nobody types their numbers
		most = maxDigest
	}
	parts = parts[:min(len(parts), most)]
	joined := parts[0]
	if divided(joined) {
		joined = t.Join(parts)
		as := t.across(parts[0].Wording())
		if as != "" && !slices.ContainsFunc(parts, func(l procedure.Letter) bool { return t.across(l.Wording()) != as }) {
			joined.Phrases = as
		}
		return joined
	}
	switch {
	case t.Digest(joined):
	case rides(joined):
		joined.Template, joined.Phrases = procedure.TemplateNotice, procedure.PhrasesNews
	default:
		joined.Template, joined.Phrases = t.across(joined.Template), ""
	}
	joined.About, joined.Content, joined.Follows, joined.FollowsAny = "", nil, "", nil
	joined.Ask = procedure.AskID(joined.Workflow, string(joined.Template)+"/"+joined.Key, joined.Person)
	number, of := joined.Number, joined.Of
	joined.Asking, joined.Parts = procedure.Asking{Number: number, Of: of}, parts
	var consents []partnership.Question
	lines := false
	for i, l := range parts {
		if decides(l.Questions) {
			joined.Questions, lines = append(joined.Questions, forAll(asLines(i, l))...), true
		} else {
			words, consent := bound(i, l)
			joined.Questions, consents = append(joined.Questions, words), append(consents, consent...)
		}
		if !l.Due.IsZero() && (joined.Due.IsZero() || l.Due.Before(joined.Due)) {
			joined.Due = l.Due
		}
	}
	if len(consents) == 0 && !lines { // it only tells
		joined.Questions = nil
	}
	joined.Questions = append(joined.Questions, consents...)
	return joined
}

// forAll lets one word answer some questions of several partnerships.
func forAll(questions []partnership.Question) []partnership.Question {
	for i := range questions {
		questions[i].ForAll = true
	}
	return questions
}

// bound are the questions of a part: the words that it takes, which have its number, and
// the consent that a command alone gives.
func bound(part int, l procedure.Letter) (words partnership.Question, consent []partnership.Question) {
	words = partnership.Question{ID: lineID(part, ""), Kind: partnership.KindText, Optional: true}
	for _, q := range l.Questions {
		q.ID = lineID(part, q.ID)
		switch {
		case q.ByCommand:
			consent = append(consent, q)
		case q.Kind == partnership.KindText:
			words = q
		}
	}
	return words, consent
}

// rides reports whether a letter is a notice that can travel with any other letter to its
// reader.
func rides(l procedure.Letter) bool {
	return l.Rides && !l.Sealed && l.Reader == nil && len(l.Writings) == 0
}

// divided reports whether a letter answers a mail that several procedures were told of.
func divided(l procedure.Letter) bool {
	return l.Form == procedure.FormReceipt && l.Divided != "" && l.Reader == nil
}

// byCommand reports whether a part is answered by a command alone.
func byCommand(p procedure.Part) bool {
	return slices.ContainsFunc(p.Questions, func(q partnership.Question) bool { return q.ByCommand })
}

// ofAll gives a command about signatures to the parts that it means: those whose numbers
// it names, all but those, or all. It reports false where a number is not there, and where a
// refusal names none: what ends a partnership is said of that one.
func ofAll(parts []procedure.Part, portions []portion, c partnership.Command) bool {
	argument, except := strings.CutPrefix(c.Argument, partnership.Except)
	numbers, rest := ItemNumbers(argument)
	switch {
	case len(numbers) == 0 && (except || rest != "" || c.Name == partnership.CommandDecline):
		return false
	case slices.ContainsFunc(numbers, func(n int) bool { return n < 1 || n > len(parts) }):
		return false
	}
	for i := range parts {
		named := slices.Contains(numbers, i+1)
		if len(numbers) == 0 || except {
			named = !named && byCommand(parts[i])
		}
		if named {
			portions[i].commands = append(portions[i].commands, partnership.Command{Name: c.Name, Argument: rest})
		}
	}
	return true
}

// Spread reports whether the asks that stand in one mail are of several partnerships.
func Spread(parts []procedure.Part) bool { return len(firstOfEach(parts)) > 1 }

// firstOfEach is the first part of each partnership that stands in a mail.
func firstOfEach(parts []procedure.Part) []int {
	var first []int
	seen := map[string]bool{}
	for i, p := range parts {
		if slug := procedure.SlugOf(p.Workflow); !seen[slug] {
			seen[slug], first = true, append(first, i)
		}
	}
	return first
}

// ofNobody deals with commands that are about no number of a mail to several partnerships.
// What its writer says of themselves each of them hears; what one of them could answer the
// first does, and words for one of them are for none, because nobody knows for which: of
// those only the command's name is left.
func ofNobody(parts []procedure.Part, portions []portion, commands []partnership.Command) (first []partnership.Command, unclear []string) {
	for _, c := range commands {
		switch {
		case c.Name.OfWriter():
			for _, i := range firstOfEach(parts) {
				portions[i].commands = append(portions[i].commands, c)
			}
		case c.Name.Form().Fate == partnership.FateAnswered:
			first = append(first, c)
		default:
			unclear = append(unclear, string(c.Name))
		}
	}
	return first, unclear
}

package procedure

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Sealed is what only the person who wrote it may read: the answers to one ask,
// and what of the latest reply could not be read. It stays in the store; what
// goes into histories has been through Reply.Seal.
type Sealed struct {
	Answers  []partnership.Answer
	Problems []string
}

// Take keeps a reply's answers in the place of earlier ones to the same
// questions.
func (s *Sealed) Take(r Reply) {
	for _, a := range r.Answers {
		s.Answers = slices.DeleteFunc(s.Answers, func(old partnership.Answer) bool { return old.Question == a.Question })
		s.Answers = append(s.Answers, a)
	}
	s.Problems = r.Problems
}

// Seal is the reply as a history may hear it: which questions were answered,
// whether something could not be read, and which commands were given, without a
// word that was said. Of the questions that are plain it hears the answers, too.
// Whoever keeps the answers takes Kept of the reply first. To whom something is passed
// on it hears as a person's ID, if colleague knows the name that was written.
func (r Reply) Seal(asked []partnership.Question, colleague func(name string) (id string)) Reply {
	r.Sealed, r.Unopened = true, nil
	r.Answers, r.Commands = slices.Clone(r.Answers), slices.Clone(r.Commands)
	for i, a := range r.Answers {
		told := partnership.Answer{Question: a.Question, Value: partnership.UnknownValue()}
		if plain(asked, a.Question) {
			told.Value = a.Value
		}
		r.Answers[i] = told
	}
	for i, c := range r.Commands {
		_, err := cadence.ParseDate(c.Argument)
		switch {
		case c.Name == partnership.CommandAway && err == nil:
		case c.Writes():
			r.Commands[i].Argument = UnderSeal
		case c.Name == partnership.CommandDelegate && colleague != nil:
			r.Commands[i].Argument = colleague(c.Argument)
		case c.Measures():
			r.Commands[i].Argument = measured.FindString(c.Argument) // and not what was written behind it
		default:
			r.Commands[i].Argument = ""
		}
	}
	if len(r.Problems) > 0 {
		r.Problems = []string{UnderSeal}
	}
	if r.Departure != nil && r.Departure.Spoken {
		r.Departure = nil
	}
	return r
}

// measured is how long or until when: "3d", "на 5 дней", "to 14 May", "2027-05-14".
var measured = regexp.MustCompile(`(?i)^\s*(?:(?:to|until|till|by|for|до|на|по)\s+)?\d[\d.:/-]*\s?\p{L}{0,10}`)

// plain reports whether the answer to a question may be known. Words may not.
func plain(asked []partnership.Question, id string) bool {
	i := slices.IndexFunc(asked, func(q partnership.Question) bool { return q.ID == id })
	return i >= 0 && asked[i].Plain && asked[i].Kind != partnership.KindText && asked[i].Kind != partnership.KindTask
}

// SealedFor is how long words under seal are kept after the end of what they belong to,
// or after they came where nothing says when that is (procedures 8).
const SealedFor = 180 * 24 * time.Hour

// UnderSeal stands where something was written that only the store knows.
const UnderSeal = "…"

// Kept are the reply's answers as the store keeps them: also what was written
// behind the commands that belong to the matter, and what lasts, each under a
// question of its own.
func (r Reply) Kept(asked []partnership.Question) Reply {
	answers := slices.Clone(r.Answers)
	for _, a := range r.Answers {
		if i := slices.IndexFunc(asked, func(q partnership.Question) bool { return q.ID == a.Question }); i >= 0 && asked[i].Lasting {
			a.Question = r.AnswerQuestion(a.Question)
			answers = append(answers, a)
		}
	}
	for i, c := range r.Commands {
		if c.Writes() {
			answers = append(answers, partnership.Answer{Question: r.CommandQuestion(i), Value: partnership.TextValue(strings.TrimSpace(c.Argument))})
		}
	}
	r.Answers = answers
	return r
}

// AnswerQuestion names what the reply answers to a question, for as long as it is
// kept.
func (r Reply) AnswerQuestion(question string) string { return question + "/" + r.ID }

// CommandQuestion names what was written behind one of the reply's commands.
func (r Reply) CommandQuestion(i int) string { return fmt.Sprintf("/%s/%d", r.ID, i) }

// Writing is something that a person wrote under seal: who wrote it and where the
// store keeps it, and not a word of it.
type Writing struct {
	Ask      string `json:"ask"`
	Question string `json:"question"`
	By       string `json:"by"` // a person
	// Part says to the letter that shows it what it is: "happened", "restatement".
	Part string `json:"part,omitempty"`
	// Number is the one under which people speak of it, if it has one.
	Number int `json:"number,omitempty"`
	// Text is filled in where the letter is composed, and written nowhere.
	Text string `json:"-"`
}

// Rewrite adds where what the reply answers is kept to what somebody has written, in the place
// of what it says anew.
func (r Reply) Rewrite(written []Writing) []Writing {
	for _, a := range r.Answers {
		w := Writing{Ask: r.Ask, Question: r.AnswerQuestion(a.Question), By: r.Person, Part: a.Question}
		written = slices.DeleteFunc(written, func(o Writing) bool { return o.Ask == w.Ask && o.Part == w.Part })
		written = append(written, w)
	}
	return written
}

// Unfold puts the words into the letter that shows them, as its own copy.
func (l *Letter) Unfold(read func(Writing) string) {
	l.Writings = slices.Clone(l.Writings)
	for i, w := range l.Writings {
		l.Writings[i].Text = read(w)
	}
}

// Text finds the answer to a question; nothing where there is none.
func (s Sealed) Text(question string) string { return partnership.Answers(s.Answers).Text(question) }

// Examine asks for an Examined event: what of some sealed answers sounds like
// blame, and whether they only repeat what another wrote; or which of them say the same.
// The event holds no word of them.
type Examine struct {
	// Of are looked through; all answers of one person belong together.
	Of []Writing `json:"of"`
	// Against is what they are compared with.
	Against []Writing `json:"against,omitempty"`
	// Sort wants to know instead which of them say something, and which the same: of the
	// same part, and word for word.
	Sort bool `json:"sort,omitempty"`
}

// Examined answers an Examine effect.
type Examined struct {
	Of []Writing `json:"of"`
	// Sharp are the parts that hold something that sounds like blame.
	Sharp []string `json:"sharp,omitempty"`
	// Copied says that word for word it is what the other wrote.
	Copied bool `json:"copied,omitempty"`
	// Blank says that nothing but blanks and signs was written.
	Blank bool `json:"blank,omitempty"`
	// Groups are the places of those that say the same, one of each that says something, in
	// the order of the first of each.
	Groups [][]int `json:"groups,omitempty"`
}

// Forget has what people wrote under seal to the procedure deleted at a time, with
// the mails that hold it, but for what is to be kept.
type Forget struct {
	At   time.Time `json:"at"`
	Keep []Writing `json:"keep,omitempty"`
}

// WaitsForSealed reports whether a letter repeats what its reader has written
// under seal.
func (l Letter) WaitsForSealed() bool {
	return l.Sealed && !l.Anonymous && len(l.Understood)+len(l.Problems) > 0
}

// Unseal puts what the letter's reader has written into it.
func (l *Letter) Unseal(s Sealed) {
	l.Understood = slices.DeleteFunc(slices.Clone(s.Answers), func(a partnership.Answer) bool {
		return strings.Contains(a.Question, "/") // kept beside the answers, for others to read
	})
	if len(l.Problems) > 0 {
		l.Problems = slices.Clone(s.Problems)
	}
}

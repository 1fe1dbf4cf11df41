package procedure

import (
	"slices"

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
// word that was said.
func (r Reply) Seal() Reply {
	r.Sealed = true
	r.Answers, r.Commands = slices.Clone(r.Answers), slices.Clone(r.Commands)
	for i, a := range r.Answers {
		r.Answers[i] = partnership.Answer{Question: a.Question, Value: partnership.UnknownValue()}
	}
	for i := range r.Commands {
		_, err := cadence.ParseDate(r.Commands[i].Argument)
		if r.Commands[i].Name != partnership.CommandAway || err != nil {
			r.Commands[i].Argument = "" // whatever was written behind it
		}
	}
	if len(r.Problems) > 0 {
		r.Problems = []string{"…"}
	}
	if r.Departure != nil && r.Departure.Spoken {
		r.Departure = nil
	}
	return r
}

// WaitsForSealed reports whether a letter repeats what its reader has written
// under seal.
func (l Letter) WaitsForSealed() bool { return l.Sealed && len(l.Understood)+len(l.Problems) > 0 }

// Unseal puts what the letter's reader has written into it.
func (l *Letter) Unseal(s Sealed) {
	l.Understood = slices.Clone(s.Answers)
	if len(l.Problems) > 0 {
		l.Problems = slices.Clone(s.Problems)
	}
}

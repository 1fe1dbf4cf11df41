package asking

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// IDs of the questions about what is shared: whether the person can open it, and what
// not. They stand in the welcome, and each half-year at the end of a check-in, where
// nobody is chased for them (procedures 1).
const (
	QuestionOpen = "access"
	QuestionShut = "no-access"
)

// Shared is what a person is asked whether they can open.
type Shared struct {
	Person   string `json:"person"`
	Resource string `json:"resource"`
	Title    string `json:"title"`
}

// SharedWith is what a person has to be able to open, as it is called in their language.
func SharedWith(spec partnership.Spec, person string) []Shared {
	var list []Shared
	reader, _ := spec.Person(person)
	for _, r := range spec.ToOpen(person) {
		list = append(list, Shared{Person: person, Resource: r.ID, Title: spec.Said(reader.Language, cmp.Or(r.Title, r.ID))})
	}
	return list
}

// AccessQuestions ask, in a language, whether somebody can open what is shared with them;
// nothing where nothing is.
func AccessQuestions(shared []Shared, language string) []partnership.Question {
	if len(shared) == 0 {
		return nil
	}
	words := wording.In(language)
	var titles []string
	for _, s := range shared {
		titles = append(titles, words.Quoted(s.Title))
	}
	list := []partnership.Question{{
		ID: QuestionOpen, Kind: partnership.KindYesNo, Optional: true, Text: fmt.Sprintf(words.Questions.CanOpen, strings.Join(titles, ", ")),
	}}
	if len(titles) > 1 {
		list = append(list, partnership.Question{
			ID: QuestionShut, Kind: partnership.KindText, Optional: true, Readers: partnership.ReadersAll, Text: words.Questions.CannotOpen,
		})
	}
	return list
}

// ShutOut is what somebody says that they cannot open, of what is shared with them: what
// their words name, or all of it.
func ShutOut(shared []Shared, answers partnership.Answers) []procedure.Shut {
	opens, said := answers.YesNo(QuestionOpen)
	if !said || opens {
		return nil
	}
	text := strings.ToLower(answers.Text(QuestionShut))
	var all, named []procedure.Shut
	for _, s := range shared {
		one := procedure.Shut{Person: s.Person, Resource: s.Resource}
		all = append(all, one)
		if partnership.Mentions(text, s.Title) || partnership.Mentions(text, strings.ReplaceAll(s.Resource, "-", " ")) {
			named = append(named, one)
		}
	}
	if len(named) > 0 {
		return named
	}
	return all
}

// AboutAccess reports whether some answers say anything of what is shared.
func AboutAccess(answers []partnership.Answer) bool {
	return slices.ContainsFunc(answers, func(a partnership.Answer) bool { return a.Question == QuestionOpen || a.Question == QuestionShut })
}

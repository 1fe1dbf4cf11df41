package checkin

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// IDs of the questions about what is shared: whether the person can open it, and what
// not. Each half-year they stand at the end of a check-in, and nobody is chased for
// them (procedures 1).
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

// askAccess asks whether somebody can open what they have to be able to open.
func (c *CheckIn) askAccess(spec partnership.Spec, person partnership.Person) []partnership.Question {
	words := wording.In(person.Language)
	var titles []string
	for _, r := range spec.ToOpen(person.ID) {
		s := Shared{Person: person.ID, Resource: r.ID, Title: cmp.Or(r.Title, r.ID)}
		c.Shared = append(c.Shared, s)
		titles = append(titles, words.Quoted(s.Title))
	}
	if len(titles) == 0 {
		return nil
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

// shut is what somebody says that they cannot open: what their words name, or all of
// it.
func (c *CheckIn) shut(h asking.Happening) []procedure.Shut {
	about := func(a partnership.Answer) bool { return a.Question == QuestionOpen || a.Question == QuestionShut }
	opens, said := partnership.Answers(h.Ask.Answers()).YesNo(QuestionOpen)
	if h.Ask.For != "" || !said || opens || !slices.ContainsFunc(h.Answers, about) {
		return nil
	}
	text := strings.ToLower(partnership.Answers(h.Ask.Answers()).Text(QuestionShut))
	var all, named []procedure.Shut
	for _, s := range c.Shared {
		if s.Person != h.Ask.Subject() {
			continue
		}
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

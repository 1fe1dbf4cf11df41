package compose

import (
	"errors"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/charter"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/revision"
)

// changes are the lines of what an amendment changes of a spec in force: each article of
// the charter that says something else, with what it says no more and what it says instead,
// and then every change word for word. What is signed is the spec itself; both are
// renderings of it.
func (w letterWriter) changes(inForce string) ([]noticeLine, error) {
	if w.specs == nil {
		return nil, errors.New("no spec in force is known")
	}
	before, err := w.specs(inForce)
	if err != nil {
		return nil, err
	}
	was, err := charter.In(charter.Charter{Spec: before}, w.catalog.locale.Code)
	if err != nil {
		return nil, err
	}
	is, err := charter.In(charter.Charter{Spec: w.tongue.spec}, w.catalog.locale.Code)
	if err != nil {
		return nil, err
	}
	var lines []noticeLine
	for _, title := range titles(is, was) {
		old, new := statements(was, title), statements(is, title)
		gone, come := lacking(old, new), lacking(new, old)
		if len(gone)+len(come) == 0 {
			continue
		}
		lines = append(lines, noticeLine{sectionPhrase + "change", title})
		for _, s := range gone {
			lines = append(lines, noticeLine{"change-gone", s})
		}
		for _, s := range come {
			lines = append(lines, noticeLine{"change-new", s})
		}
	}
	return append(lines, exactly(revision.Compare(before, w.tongue.spec))...), nil
}

// exactly lists changes as they are declared.
func exactly(changes []revision.Change) []noticeLine {
	var lines []noticeLine
	for _, c := range changes {
		if len(lines) == 0 {
			lines = append(lines, noticeLine{sectionPhrase + "exactly", nil})
		}
		line := exactChange{Path: string(c.Path), Action: string(c.Action)}
		if c.Old != nil {
			line.Old = oneLine(c.Old.Plain())
		}
		if c.New != nil {
			line.New = oneLine(c.New.Plain())
		}
		lines = append(lines, noticeLine{"change-exact", line})
	}
	return lines
}

// exactChange is a change as it is declared.
type exactChange struct{ Path, Action, Old, New string }

// titles are those of the articles of two charters, in their order.
func titles(a, b charter.Document) []string {
	var list []string
	for _, article := range slices.Concat(a.Articles, b.Articles) {
		if !slices.Contains(list, article.Title) {
			list = append(list, article.Title)
		}
	}
	return list
}

// statements are what an article of a charter says and lists. What only heads a list stands
// before each of its items.
func statements(d charter.Document, title string) []string {
	var list []string
	for _, article := range d.Articles {
		if article.Title != title {
			continue
		}
		for _, c := range article.Clauses {
			before := ""
			if strings.HasSuffix(c.Text, ":") && len(c.Items) > 0 {
				before = c.Text + " "
			} else {
				list = append(list, c.Text)
			}
			for _, item := range c.Items {
				list = append(list, before+item)
			}
		}
	}
	return list
}

// lacking are the statements of one list that another lacks.
func lacking(list, other []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(other, s) })
}

// specFinder finds a spec by its digest.
type specFinder func(digest string) (partnership.Spec, error)

package compose

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
)

// parts says of each ask that stands together in the letter what its lines do not,
// under its number.
func (w letterWriter) parts() ([]string, error) {
	var lines []string
	number := 0 // of the lines before
	for _, part := range w.letter.Parts {
		one := w
		one.letter, one.before = part, number
		v, err := one.view(Message{})
		if err != nil {
			return nil, err
		}
		told, err := one.tell(&v, part)
		if err != nil {
			return nil, err
		}
		if asking.AllTasks(part.Questions) {
			number += len(part.Questions)
		} else {
			number++
			said, err := w.catalog.phrase("line", v)
			if err != nil {
				return nil, err
			}
			lines = append(lines, line(number, said))
		}
		lines = append(lines, told...)
	}
	return lines, nil
}

// asDecided shows a line that wants a yes or a no, and no day, as what it is.
func (w letterWriter) asDecided(number int, q partnership.Question) partnership.Question {
	for _, part := range w.letter.Parts {
		if asking.AllTasks(part.Questions) {
			number -= len(part.Questions)
			continue
		}
		if number--; number == 0 && !slices.ContainsFunc(part.Questions, func(o partnership.Question) bool { return o.Kind == partnership.KindDate }) {
			q.Kind = part.Questions[0].Kind
		}
	}
	return q
}

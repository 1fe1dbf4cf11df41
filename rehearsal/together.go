package rehearsal

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// heldUntil is until when a letter stays at home, as the postman sees it.
func (st *stage) heldUntil(spec partnership.Spec, l procedure.Letter) time.Time {
	opens := timing.HeldUntil(spec, l, st.now)
	if opens.After(st.now) || len(st.together.With(l)) == 0 {
		return opens
	}
	return timing.LineHeldUntil(spec, l, st.post.latest(l.Person, st.together.Daily(l)), st.now)
}

// joined joins a letter that goes out with those that may stand in one mail with it,
// and has each of them count its window from now.
func (st *stage) joined(spec partnership.Spec, o *parcel) (procedure.Letter, []arrived) {
	letters := []procedure.Letter{o.letter}
	for _, other := range st.post.letters {
		if !other.gone && st.together.Stand(o.letter, other.letter, st.now) {
			other.gone = true
			letters = append(letters, other.letter)
		}
	}
	var arrivals []arrived
	for i := range letters {
		l := &letters[i]
		if l.Form != procedure.FormReminder && !l.Rides {
			st.post.daily[daily{l.Person, l.Template}] = st.now
		}
		a := timing.Depart(spec, l, st.now)
		if a.At = st.now; l.Opens {
			arrivals = append(arrivals, arrived{l.Workflow, a})
		}
	}
	return st.together.Join(letters), arrivals
}

// arrived is what a procedure hears of its letter.
type arrived struct {
	workflow string
	arrival  procedure.Arrival
}

// eachOf are the letters that stand together in one, or the letter itself.
func eachOf(l procedure.Letter) []procedure.Letter {
	if len(l.Parts) == 0 {
		return []procedure.Letter{l}
	}
	parts := slices.Clone(l.Parts)
	for i := range parts {
		parts[i].At = l.At
	}
	return parts
}

// takeTogether gives each of the asks that stood together its share of a reply.
func (st *stage) takeTogether(l procedure.Letter, reply procedure.Reply) error {
	for _, share := range asking.Split(asking.PartsOf(l), reply) {
		i := slices.IndexFunc(l.Parts, func(p procedure.Letter) bool { return p.Ask == share.Reply.Ask })
		if err := st.take(l.Parts[i], share.Reply); err != nil {
			return err
		}
	}
	return nil
}

// reactTogether is what the reader of a mail sends in which asks stand together: to
// each what the person would answer it alone, typed under its numbers. What they write
// at one time is one mail.
func (c *Cast) reactTogether(spec partnership.Spec, l procedure.Letter) ([]Reaction, error) {
	var all []Reaction
	before := 0
	for _, part := range eachOf(l) {
		reactions, err := c.React(spec, part)
		if err != nil {
			return nil, err
		}
		for _, r := range reactions {
			if r.Away == "" {
				r.Text = c.under(part, before, r.Text)
			}
			i := slices.IndexFunc(all, func(o Reaction) bool { return o.At.Equal(r.At) && o.Away == r.Away })
			switch {
			case i < 0:
				all = append(all, r)
			case r.Away == "":
				all[i].Text, all[i].Whole = strings.TrimRight(all[i].Text, "\n")+"\n"+r.Text, all[i].Whole || r.Whole
			}
		}
		before += asking.Things(part.Questions)
	}
	slices.SortStableFunc(all, func(a, b Reaction) int { return a.At.Compare(b.At) })
	return all, nil
}

// marks are what people put around a command.
const marks = "*_\"'`»”)]: \t"

// marker is the number that a line of an answer begins with.
var marker = regexp.MustCompile(`^\s*(\d{1,2})\s*[).:]\s*`)

// under types an answer to one ask under the numbers that it has in a mail with others,
// so many lines before it. A list keeps its lines; of anything else all is one line.
func (c *Cast) under(part procedure.Letter, before int, text string) string {
	tasks := asking.AllTasks(part.Questions)
	var lines, said []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		form, typed, isCommand := c.command(line)
		switch {
		case line == "":
		case isCommand && form.Fate != partnership.FateItem:
			lines = append(lines, line)
		case isCommand:
			_, rest, _ := strings.Cut(line, typed)
			lines = append(lines, strings.TrimSpace(strings.ToUpper(typed)+" "+numbersUnder(strings.TrimLeft(rest, marks), before, tasks)))
		case tasks:
			lines = append(lines, listLine(line, before, len(part.Questions)))
		default:
			said = append(said, marker.ReplaceAllString(line, ""))
		}
	}
	if len(said) > 0 {
		lines = append([]string{fmt.Sprintf("%d: %s", before+1, strings.Join(said, ", "))}, lines...)
	}
	return strings.Join(lines, "\n") + "\n"
}

// listLine numbers a line about a list.
func listLine(line string, before, things int) string {
	m := marker.FindStringSubmatch(line)
	switch {
	case m == nil && things == 1:
		return fmt.Sprintf("%d: %s", before+1, line)
	case m == nil || before == 0:
		return line
	}
	n, err := strconv.Atoi(m[1])
	if err != nil { // two digits always are a number
		return line
	}
	return fmt.Sprintf("%d: %s", before+n, strings.TrimPrefix(line, m[0]))
}

// numbersUnder puts the number that a thing has in the mail behind a command.
func numbersUnder(argument string, before int, tasks bool) string {
	numbers, rest := asking.ItemNumbers(argument)
	if !tasks || len(numbers) == 0 {
		return strings.TrimSpace(fmt.Sprintf("%d %s", before+1, argument))
	}
	var list []string
	for _, n := range numbers {
		list = append(list, fmt.Sprint(before+n))
	}
	return strings.TrimSpace(strings.Join(list, ", ") + " " + rest)
}

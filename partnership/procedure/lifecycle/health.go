package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// Vitals are what was seen of health: by admins, with all conflicts, and by partners, of
// whom no one hears of a conflict below the second level (procedures 8).
type Vitals struct {
	Admins   health.Memory `json:"admins,omitzero"`
	Partners health.Memory `json:"partners,omitzero"`
}

// Surveyed is how content people were in the latest round of a survey.
type Surveyed struct {
	Survey  string              `json:"survey"`
	At      time.Time           `json:"at"`
	Content []procedure.Content `json:"content"`
}

const (
	// Outsiders hear of conflicts from this level on, counted from 1.
	Outsiders = 2
	// lastingContent is how long a survey says anything about how people feel.
	lastingContent = 365 * 24 * time.Hour
)

// surveyed remembers how content people were. What only the sides of a conflict were asked
// is nobody else's business.
func (p *Partnership) surveyed(m procedure.Message, now time.Time) {
	i := slices.IndexFunc(p.Running, func(r Running) bool { return r.Workflow == m.From && r.Type == procedure.Survey })
	if len(m.Content) == 0 || i < 0 || !p.followsUp() {
		return
	}
	name := p.Running[i].Name
	if slices.ContainsFunc(p.Declared.Surveys, func(v partnership.Survey) bool { return v.ID == name && v.After == partnership.AfterConflict }) {
		return
	}
	p.Contents = slices.DeleteFunc(p.Contents, func(s Surveyed) bool { return s.Survey == name || now.Sub(s.At) > lastingContent })
	p.Contents = append(p.Contents, Surveyed{Survey: name, At: now, Content: m.Content})
}

// lookAtHealth remembers how the partnership does, whenever anything has happened. No clock
// of its own looks.
func (p *Partnership) lookAtHealth(now time.Time) {
	if !p.followsUp() || !p.lives() {
		return
	}
	known := p.dimensions(p.standing(now), now)
	all, told := p.healthOf(known, 0, p.Vitals.Admins), p.healthOf(known, Outsiders, p.Vitals.Partners)
	p.Vitals.Admins.Take(all, p.here(now))
	p.Vitals.Partners.Take(told, p.here(now))
}

// dimensions are those of formula F11 that are the same for everybody: all but conflicts.
func (p *Partnership) dimensions(stands standing.Standing, now time.Time) []health.Dimension {
	return []health.Dimension{
		p.paces(stands), health.OfOperations(p.answered(now).Counted, p.metInTime(now).Counted, p.keptInTime(now).Counted),
		p.relationship(now), p.valueGained(now),
	}
}

// healthOf is formula F11 with the conflicts from a level on.
func (p *Partnership) healthOf(known []health.Dimension, from int, last health.Memory) health.Health {
	open, highest := p.openFrom(from)
	return health.Of(append(slices.Clone(known), health.OfIssues(open)), highest, last)
}

// Health is how the partnership does, as admins see it.
func (p *Partnership) Health(now time.Time) health.Report {
	return p.Vitals.Admins.With(p.healthOf(p.dimensions(p.standing(now), now), 0, p.Vitals.Admins))
}

// HealthTold is how the partnership does, as far as partners may know.
func (p *Partnership) HealthTold(now time.Time) *health.Report {
	r := p.Vitals.Partners.With(p.healthOf(p.dimensions(p.standing(now), now), Outsiders, p.Vitals.Partners))
	return &r
}

func (p *Partnership) paces(stands standing.Standing) health.Dimension {
	var paces []health.Paced
	for _, g := range stands.Goals {
		declared, _ := p.Declared.Goal(g.ID)
		paces = append(paces, health.Paced{Goal: g.ID, Pace: g.Pace, Who: []string{p.ownerOf(declared)}})
	}
	return health.OfGoals(paces)
}

// relationship is what the latest survey says. Of a party that is not content the others
// can change it.
func (p *Partnership) relationship(now time.Time) health.Dimension {
	var latest Surveyed
	for _, s := range p.Contents {
		if now.Sub(s.At) <= lastingContent && s.At.After(latest.At) {
			latest = s
		}
	}
	var parties []health.Content
	for _, c := range latest.Content {
		one := health.Content{Party: c.Party, Index: c.Index}
		for _, party := range p.Declared.Parties {
			if head, ok := party.Head(); ok && party.ID != c.Party {
				one.Who = append(one.Who, head.ID)
			}
		}
		parties = append(parties, one)
	}
	return health.OfRelationship(parties)
}

// openFrom are the open conflicts from a level on, and the highest level.
func (p *Partnership) openFrom(level int) (open []health.Open, highest int) {
	for _, d := range p.Disputes {
		if d.Outcome != "" || d.Level < level {
			continue
		}
		late := slices.ContainsFunc(p.Running, func(r Running) bool { return r.Workflow == p.conflictID(d.Number) && p.late(r) })
		open, highest = append(open, health.Open{Level: d.Level, Overdue: late}), max(highest, d.Level)
	}
	return open, highest
}

// healthFigure is what conditions look at, in the words and points that a mail tells.
func (p *Partnership) healthFigure(now time.Time) condition.Figure {
	h := p.HealthTold(now)
	if h.RAG == measure.Unknown {
		return condition.Figure{}
	}
	return condition.Figure{
		Known: true, Number: decimal.NewFromInt(int64(health.Points(h.Score.Value))), Word: verdictWord(h.RAG), AsOf: now.UTC().Format(time.RFC3339),
	}
}

// conflictFigure is how many conflicts are open of which others than their sides may hear.
func (p *Partnership) conflictFigure(now time.Time) condition.Figure {
	open, _ := p.openFrom(Outsiders)
	return condition.Figure{Known: true, Number: decimal.NewFromInt(int64(len(open))), AsOf: now.UTC().Format(time.RFC3339)}
}

// healthWord is the verdict that lists of partnerships show. Under the first rules that is
// the one on the goal that does worst.
func (p *Partnership) healthWord(stands standing.Standing, now time.Time) string {
	if !p.followsUp() {
		return string(stands.RAG)
	}
	return string(p.healthOf(p.dimensions(stands, now), 0, p.Vitals.Admins).RAG)
}

// healthLines show how the partnership does at the top of its card.
func (p *Partnership) healthLines(now time.Time) string {
	if !p.followsUp() || p.WaitsToBegin() {
		return ""
	}
	verdict, rest, history := p.HealthWords(now)
	if verdict == string(measure.Unknown) {
		verdict = "not known yet"
	}
	lines := fmt.Sprintf("\nHealth **%s**%s\n", verdict, card.Escape(rest))
	for _, more := range []string{history, p.EngagementWords(now)} {
		if more != "" {
			lines += "\n" + card.Escape(more) + "\n"
		}
	}
	return lines
}

// HealthWords says how the partnership does: the verdict with its points, what it was before
// and what costs most, and the ends of the months.
func (p *Partnership) HealthWords(now time.Time) (verdict, rest, history string) {
	r := p.Health(now)
	if r.RAG == measure.Unknown {
		known := r.Coverage.Shift(2).Round(0)
		return string(r.RAG), fmt.Sprintf(": too little is known, %s %% of what counts", known), p.monthsWords(r)
	}
	verdict = fmt.Sprintf("%s %d", r.RAG, health.Points(r.Score.Value))
	if !r.Was.Zero() {
		rest = fmt.Sprintf(" (was %s %d on %s)", r.Was.RAG, r.Was.Points, p.here(r.Was.At).Format("2 Jan"))
	}
	switch r.Capped {
	case health.CapConflict:
		rest += ", no better while a conflict is on so high a level"
	case health.CapDimension:
		rest += ", no better while a part of it is red"
	}
	var causes []string
	for _, c := range r.Causes {
		causes = append(causes, fmt.Sprintf("%s %d – %s (−%s)", c.Kind, health.Points(r.Of(c.Kind).Score.Value), p.causeWords(c), c.Points.Round(1)))
	}
	if len(causes) > 0 {
		rest += ": " + strings.Join(causes, "; ")
	}
	return verdict, rest, p.monthsWords(r)
}

// causeWords says to admins what costs points.
func (p *Partnership) causeWords(c health.Cause) string {
	percent := c.Share.Shift(2).Round(0).String() + " %"
	switch c.Reason {
	case health.Behind:
		return fmt.Sprintf("goal %s at %s of its plan", c.Of, percent)
	case health.Unanswered:
		return fmt.Sprintf("%d of %s unanswered", c.Whole-c.Part, procedure.Counted(c.Whole, "ask"))
	case health.DaysLate:
		return fmt.Sprintf("%d of %s not met in time", c.Whole-c.Part, procedure.Counted(c.Whole, "milestone"))
	case health.TasksLate:
		return fmt.Sprintf("%d of %s not kept in time", c.Whole-c.Part, procedure.Counted(c.Whole, "promise"))
	case health.Discontent:
		if c.Of == "" {
			return "people are content at " + percent
		}
		return fmt.Sprintf("%s is least content, %s", p.partyName(c.Of), percent)
	case health.OffPlan:
		return percent + " of the planned value gained"
	case health.Uneven:
		return "value is shared unevenly, balance " + c.Share.Round(2).String()
	case health.Conflicts:
		words := procedure.Counted(c.Whole, "open conflict")
		if c.Level > 0 {
			words += fmt.Sprintf(", the highest on level %d", c.Level)
		}
		if late := c.Whole - c.Part; late > 0 {
			words += fmt.Sprintf(", %d late", late)
		}
		return words
	default:
		return string(c.Reason)
	}
}

func (p *Partnership) partyName(id string) string {
	for _, party := range p.Declared.Parties {
		if party.ID == id {
			return party.Name
		}
	}
	return id
}

// shownMonths is how many ends of months a line has room for.
const shownMonths = 6

// monthsWords are the ends of the months, drawn and in words; one alone is no history.
func (p *Partnership) monthsWords(r health.Report) string {
	if len(r.Months) < 2 {
		return ""
	}
	months := r.Months[max(0, len(r.Months)-shownMonths):]
	var words []string
	for _, m := range months {
		words = append(words, fmt.Sprintf("%s %d", p.here(m.At).Format("Jan"), m.Points))
	}
	return "By month: " + wording.Bars(health.Figures(months)) + " " + strings.Join(words, ", ")
}

package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// TemplateConditionMet tells the leads that a guard's or a trigger's condition has
// become true: since when, why, and what was agreed for it.
const TemplateConditionMet procedure.Template = "condition-met"

// PhrasesConditionOver word the all-clear.
const PhrasesConditionOver procedure.Template = "condition-over"

// Watched is a guard or a trigger of the way out, and what was seen of it.
type Watched struct {
	Name string `json:"name"` // "guard/balance", "trigger/late"
	condition.Watch
	Alarms []Alarm `json:"alarms,omitempty"`
	// Began is when it has begun a review last.
	Began time.Time `json:"began,omitzero"`
}

// Voice is when anybody of a party has answered last.
type Voice struct {
	Party string    `json:"party"`
	At    time.Time `json:"at"`
}

// watchword is a condition of the spec, and what is to follow from it.
type watchword struct {
	name    string
	when    condition.Condition
	then    partnership.GuardAction
	trigger bool
}

// short is the name without what it is of: that of a guard, or of a trigger.
func (w watchword) short() string {
	_, name, _ := strings.Cut(w.name, "/")
	return name
}

func (p *Partnership) watchwords() []watchword {
	var list []watchword
	for _, g := range p.Declared.Guards {
		list = append(list, watchword{name: "guard/" + g.ID, when: g.When, then: g.Then})
	}
	if p.Declared.Exit != nil {
		for _, t := range p.Declared.Exit.Triggers {
			list = append(list, watchword{name: "trigger/" + t.ID, when: t.When, then: partnership.ThenExit, trigger: true})
		}
	}
	return list
}

// lookOut evaluates every condition; the moment says what is over now. A
// condition tells once, and again only after it was false.
func (p *Partnership) lookOut(out *procedure.Out, moment condition.Moment, now time.Time) {
	if !p.followsUp() || p.ends(now) {
		return
	}
	words := p.watchwords()
	p.Watched = slices.DeleteFunc(p.Watched, func(w Watched) bool {
		return !slices.ContainsFunc(words, func(known watchword) bool { return known.name == w.Name })
	})
	p.LookedAt = now
	moment.Now = p.here(now)
	figure := p.metrics(now)
	for _, word := range words {
		i := slices.IndexFunc(p.Watched, func(w Watched) bool { return w.Name == word.name })
		if i < 0 {
			i, p.Watched = len(p.Watched), append(p.Watched, Watched{Name: word.name})
		}
		w := &p.Watched[i]
		switch w.Look(word.when, moment, figure) {
		case condition.Rose:
			p.tellCondition(out, w, word, figure, now)
		case condition.Fell:
			p.overCondition(out, w, word, now)
		case condition.Same:
		}
	}
}

// nextCondition is when a condition may become true, or false, although nothing
// happens: the time of a "for" has run, or nobody has answered for another day.
func (p *Partnership) nextCondition() time.Time {
	var next time.Time
	for _, word := range p.watchwords() {
		i := slices.IndexFunc(p.Watched, func(w Watched) bool { return w.Name == word.name && w.When == word.when.String() })
		if i < 0 {
			continue
		}
		next = sooner(next, p.Watched[i].Next(word.when, p.here(p.LookedAt)))
		for _, conjunction := range word.when.Alternatives() {
			for _, clause := range conjunction {
				if clause.Metric.Kind == "days_silent" {
					next = sooner(next, p.silenceTurns(clause))
				}
			}
		}
	}
	return next
}

// lookAtClock looks at the conditions when the time of one has run.
func (p *Partnership) lookAtClock(out *procedure.Out, now time.Time) {
	if p.ends(now) {
		p.Watched = nil // nobody looks any more
	}
	if next := p.nextCondition(); !next.IsZero() && !now.Before(next) {
		p.lookOut(out, condition.Moment{}, now)
	}
}

// ConditionMet is what a mail says of a condition.
type ConditionMet struct {
	Name    string                  `json:"name"`
	Trigger bool                    `json:"trigger,omitempty"` // of the way out; else a guard
	Then    partnership.GuardAction `json:"then"`
	Reasons []ConditionReason       `json:"reasons,omitempty"`
	// Chair is who is asked what follows, in a review that has begun with it.
	Chair string `json:"chair,omitempty"`
}

// ConditionReason is a part of the condition that is true, in values: "kpi" "mql"
// "<" 120, now 110, since a moment, for as long as was wanted.
type ConditionReason struct {
	Metric   string             `json:"metric"`
	Of       string             `json:"of,omitempty"`
	Operator condition.Operator `json:"operator"`
	Value    *decimal.Decimal   `json:"value,omitempty"`
	Word     string             `json:"word,omitempty"`
	Share    bool               `json:"share,omitempty"`
	Now      *decimal.Decimal   `json:"now,omitempty"`
	Since    time.Time          `json:"since"`
	// Count is at how many check-ins or reviews in a row, where they are counted.
	Count int            `json:"count,omitempty"`
	Unit  condition.Unit `json:"unit,omitempty"`
}

func reasonOf(r condition.Reason, f condition.Figure) ConditionReason {
	c := ConditionReason{
		Metric: r.Metric.Kind, Of: r.Metric.Name, Operator: r.Operator, Word: r.Value.Word, Share: r.Metric.IsShare(), Since: r.Since,
	}
	if c.Word == "" {
		value := r.Value.Number
		if c.Share {
			value = r.Value.Share()
		}
		c.Value = &value
		if f.Known {
			c.Now = &f.Number
		}
	}
	if r.For.Unit == condition.CheckIns || r.For.Unit == condition.Reviews {
		c.Count, c.Unit = r.Count, r.For.Unit
	}
	return c
}

// tellCondition tells the leads of all sides, and begins the review that was agreed. A trigger
// of the way out asks them whether the end begins. What else was agreed to follow is offered in
// words: it begins with the word of a person.
func (p *Partnership) tellCondition(out *procedure.Out, w *Watched, word watchword, figure func(condition.Metric) condition.Figure, now time.Time) {
	c := ConditionMet{Name: word.short(), Trigger: word.trigger, Then: word.then}
	for _, r := range w.Reasons(word.when) {
		c.Reasons = append(c.Reasons, reasonOf(r, figure(r.Metric)))
	}
	p.record(out, now, procedure.EntryPhase, fmt.Sprintf("%s: %s", strings.ReplaceAll(word.name, "/", " "), word.when))
	if word.trigger && p.parts() && p.lives() && !p.Leaving.Leaves() {
		p.part(out, procedure.Parting{Cause: procedure.PartingTrigger, Trigger: word.short(), Condition: procedure.Encode(c)}, now)
		return
	}
	c.Chair = p.reviewNow(out, w, word, now)
	w.Alarms = nil
	for _, head := range p.Declared.Heads() {
		p.alarm(out, &w.Alarms, p.notice(TemplateConditionMet, head.ID, now).With(c), word.name)
	}
}

// overCondition is when a condition does not hold any more.
func (p *Partnership) overCondition(out *procedure.Out, w *Watched, word watchword, now time.Time) {
	p.record(out, now, procedure.EntryPhase, strings.ReplaceAll(word.name, "/", " ")+" is over")
	quiet(out, w.Alarms)
	for _, a := range w.Alarms {
		if _, there := p.Declared.Person(a.Person); !there {
			continue
		}
		l := p.allClear(a, PhrasesConditionOver, word.name, now)
		l.Rides = true
		p.write(out, l.With(ConditionMet{Name: word.short(), Trigger: word.trigger, Then: word.then}))
	}
	w.Alarms = nil
}

// metrics looks metrics up as they are now (procedures 12). What no procedure
// measures yet is n/a: what surveys say.
func (p *Partnership) metrics(now time.Time) func(condition.Metric) condition.Figure {
	stands := p.standing(now)
	return func(m condition.Metric) condition.Figure {
		switch m.Kind {
		case "kpi":
			return kpiFigure(stands, m.Name)
		case "goal", "pace":
			return goalFigure(stands, m)
		case "milestone":
			return condition.Figure{Known: true, Word: p.milestoneWord(m.Name)}
		case "progress":
			return ratioFigure(stands.Progress, latestOf(stands.Goals))
		case "health":
			return p.healthFigure(now)
		case "confidence", "perception_gap":
			return p.confidenceFigure(m.Kind)
		case "response_rate":
			return p.answered(now).figure()
		case "on_time":
			return p.metInTime(now).figure()
		case "days_silent":
			return p.silenceFigure(now)
		case "open_conflicts":
			return p.conflictFigure(now)
		case "balance", "effort_balance", "roi", "net", "budget_used", "burn":
			return p.moneyFigure(m.Kind)
		default:
			return condition.Figure{}
		}
	}
}

func ratioFigure(r measure.Ratio, asOf string) condition.Figure {
	return condition.Figure{Known: r.OK, Number: r.Value, AsOf: asOf}
}

// verdictWord is a verdict that conditions know.
func verdictWord(r measure.RAG) string {
	if r == measure.Unknown {
		return ""
	}
	return string(r)
}

func kpiFigure(stands standing.Standing, id string) condition.Figure {
	for _, g := range stands.Goals {
		for _, k := range g.KPIs {
			if k.KPI.ID == id && k.Actual != nil {
				return condition.Figure{Known: true, Number: *k.Actual, Word: verdictWord(k.RAG), AsOf: k.AsOf}
			}
		}
	}
	return condition.Figure{}
}

func goalFigure(stands standing.Standing, m condition.Metric) condition.Figure {
	for _, g := range stands.Goals {
		if g.ID != m.Name {
			continue
		}
		f := ratioFigure(g.Progress, latestOf([]standing.GoalStanding{g}))
		if m.Kind == "pace" {
			f = ratioFigure(g.Pace, f.AsOf)
		}
		f.Word = verdictWord(g.RAG)
		return f
	}
	return condition.Figure{}
}

// latestOf is the latest period in which a KPI of some goals was measured.
func latestOf(goals []standing.GoalStanding) string {
	latest := ""
	for _, g := range goals {
		for _, k := range g.KPIs {
			latest = max(latest, k.AsOf)
		}
	}
	return latest
}

// milestoneWord says how a milestone stands; one that is to come is neither met nor
// overdue nor missed.
func (p *Partnership) milestoneWord(id string) string {
	g, m, _ := p.Declared.Milestone(id)
	name := g.ID + "/" + m.ID
	switch procedure.CourseOf(p.Courses, procedure.Milestone, name).Outcome {
	case procedure.OutcomeMet, procedure.OutcomeMetLate:
		return "met"
	case procedure.OutcomeDropped:
		return "missed"
	case "":
	default:
		return "settled"
	}
	if slices.Contains(p.Late, name) {
		return "overdue"
	}
	return "to come"
}

func (p *Partnership) confidenceFigure(kind string) condition.Figure {
	last := periods(standing.Of(p.Readings, confidence), 1)
	if len(last) == 0 {
		return condition.Figure{}
	}
	means := p.means(last[0])
	if kind == "perception_gap" {
		return ratioFigure(measure.PerceptionGap(means), last[0])
	}
	f := condition.Figure{AsOf: last[0]}
	for _, m := range means {
		if !f.Known || m.Mean.LessThan(f.Number) {
			f.Known, f.Number = true, m.Mean
		}
	}
	return f
}

// silenceFigure is for how many days nobody of the quietest party has answered
// anything, of the parties of which anybody is asked.
func (p *Partnership) silenceFigure(now time.Time) condition.Figure {
	since, known := p.silentSince()
	return condition.Figure{Known: known, Number: decimal.NewFromInt(int64(now.Sub(since) / day)), AsOf: now.UTC().Format(time.RFC3339)}
}

const day = 24 * time.Hour

// silentSince is when the quietest of the parties that are asked has answered last,
// or when the partnership began.
func (p *Partnership) silentSince() (since time.Time, known bool) {
	for _, party := range p.Declared.Parties {
		if !p.asks(party) {
			continue
		}
		last := p.Agenda.StartsAt
		for _, v := range p.Voices {
			if v.Party == party.ID {
				last = procedure.Later(last, v.At)
			}
		}
		if !known || last.Before(since) {
			since, known = last, true
		}
	}
	return since, known
}

// silenceTurns is when the verdict on how long nobody has answered changes by itself;
// zero for never. What it was when the conditions were looked at last decides.
func (p *Partnership) silenceTurns(c condition.Clause) time.Time {
	since, known := p.silentSince()
	if !known {
		return time.Time{}
	}
	days, turns := c.Turns(int(p.LookedAt.Sub(since) / day))
	if !turns {
		return time.Time{}
	}
	return since.Add(time.Duration(days) * day)
}

// asks reports whether anybody of a party is asked in a check-in.
func (p *Partnership) asks(party partnership.Party) bool {
	return slices.ContainsFunc(p.Declared.CheckIns, func(c partnership.CheckIn) bool {
		return slices.ContainsFunc(party.People, func(person partnership.Person) bool { return slices.Contains(c.Ask, person.ID) })
	})
}

// hasAnswered remembers that somebody of a party has.
func (p *Partnership) hasAnswered(person string, now time.Time) {
	party, there := p.Declared.PartyOf(person)
	if !p.followsUp() || !there {
		return
	}
	p.Voices = slices.DeleteFunc(p.Voices, func(v Voice) bool { return v.Party == party.ID })
	p.Voices = append(p.Voices, Voice{Party: party.ID, At: now})
}

// isLate remembers a milestone whose day has passed.
func (p *Partnership) isLate(workflow string) {
	for _, r := range p.Running {
		if r.Workflow == workflow && r.Agreed && p.followsUp() && !slices.Contains(p.Late, r.Name) {
			p.Late = append(p.Late, r.Name)
		}
	}
}

// notLate forgets a milestone that has an outcome, or another day.
func (p *Partnership) notLate(name string) {
	p.Late = slices.DeleteFunc(slices.Clone(p.Late), func(id string) bool { return id == name })
}

// conditionSection shows which conditions hold, since when, and what was agreed.
func (p *Partnership) conditionSection() card.Section {
	s := card.Section{Title: "Conditions that hold", Noun: "conditions"}
	for _, word := range p.watchwords() {
		for _, w := range p.Watched {
			if w.Name == word.name && w.Holds {
				s.Rows = append(s.Rows, card.Item(fmt.Sprintf("**%s**: `%s`, since %s; agreed: %s. The leads decide.",
					card.Cell(strings.ReplaceAll(w.Name, "/", " ")), word.when, p.here(w.Since).Format("2 Jan"), strings.ReplaceAll(string(word.then), "_", " "))))
			}
		}
	}
	return s
}

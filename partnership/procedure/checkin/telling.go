package checkin

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// tell measures what was answered and lets the partnership know: of the first
// answer, of the outcome, and of trouble. Figures go to the store at once;
// whatever else comes in between travels with the next report.
func (c *CheckIn) tell(out *procedure.Out, happened []asking.Happening, now time.Time) {
	facts := c.Circle.Facts(c.desk(out, now), happened)
	news, trouble := false, false
	for _, h := range happened {
		c.Untold.Heard = append(c.Untold.Heard, h.Heard...)
		switch h.Kind {
		case asking.Answered:
			c.measure(out, h, now)
			news, trouble = true, trouble || h.Again || c.answered(h)
		case asking.Closed:
		default:
			trouble = true
		}
		facts = append(facts, c.factsOf(h, now)...)
	}
	outcome := c.outcome()
	decided := c.Decide(out, now, outcome, c.title())
	if decided {
		facts = append(facts, c.facts(outcome, now)...)
	}
	if decided || trouble || news && c.worthAReport() {
		c.report(out, procedure.Message{Facts: facts}, now)
		c.Told = c.Told || news
	}
	if decided || news && c.Decided != "" {
		c.summarise(out, now)
	}
}

// factsOf are what the partnership goes by of a happening that is no answer.
func (c *CheckIn) factsOf(h asking.Happening, now time.Time) []procedure.Fact {
	switch {
	case h.Kind == asking.Unwritten:
		return []procedure.Fact{{Kind: procedure.FactUnwritten, Of: c.Workflow, At: now}}
	case h.Kind == asking.Away && c.FollowsUp():
		return []procedure.Fact{{Kind: procedure.FactAway, Of: h.Ask.Person, At: now}}
	default:
		return nil
	}
}

// worthAReport reports whether an answer is told at once: the first, and those that
// come when the round has its outcome.
func (c *CheckIn) worthAReport() bool { return !c.Told || c.Decided != "" }

// measure records what somebody has answered, for the next report.
func (c *CheckIn) measure(out *procedure.Out, h asking.Happening, now time.Time) {
	readings := c.readings(*h.Ask, h, now)
	out.Measure(c.Workflow, readings)
	c.Untold.Readings = append(c.Untold.Readings, readings...)
	c.Untold.Blockers = append(c.Untold.Blockers, blockers(*h.Ask, h.Answers)...)
	c.Untold.Shut = append(c.Untold.Shut, c.shut(h)...)
	c.duty(h)
}

// report tells the partnership how the round stands.
func (c *CheckIn) report(out *procedure.Out, m procedure.Message, now time.Time) {
	if m.Shown == nil {
		m.Shown = &procedure.Shown{Stage: c.stage(), Open: c.Circle.Open(now), Outcome: c.Decided}
	}
	m.Readings, m.Blockers, m.Heard, m.Shut, m.Duties = c.Untold.Readings, c.Untold.Blockers, c.Untold.Heard, c.Untold.Shut, c.Untold.Duties
	for _, person := range c.Untold.Answered {
		m.Facts = append(m.Facts, procedure.Fact{Kind: procedure.FactAnswered, Of: person, At: now})
	}
	c.Untold = Untold{}
	c.Report(out, now, m)
}

// facts are what other procedures listen to.
func (c *CheckIn) facts(outcome procedure.Outcome, now time.Time) []procedure.Fact {
	closed := procedure.Fact{Kind: procedure.FactClosed, Of: c.Workflow, At: now}
	closed.Asked, closed.Answered = c.Circle.Counts()
	facts := []procedure.Fact{closed}
	if outcome == procedure.OutcomeUndelivered {
		return append(facts, procedure.Fact{Kind: procedure.FactUndelivered, Of: c.Workflow, At: now})
	}
	if c.FollowsUp() {
		return append(facts, c.missed(now)...)
	}
	for _, open := range c.Circle.Open(now) {
		if open.Late {
			facts = append(facts, procedure.Fact{Kind: procedure.FactMissed, Of: open.Person, At: now})
		}
	}
	return facts
}

// missed are those who let the round pass without a word. Whoever was asked twice,
// for somebody else too, and has answered once has not.
func (c *CheckIn) missed(now time.Time) []procedure.Fact {
	var facts []procedure.Fact
	for _, a := range c.Circle.Asks {
		spoke := func(o asking.Ask) bool {
			return (o.Person == a.Person || o.Subject() == a.Subject()) && len(o.Given) > 0
		}
		known := func(f procedure.Fact) bool { return f.Of == a.Person }
		if a.LetPass(now) && !slices.ContainsFunc(c.Circle.Asks, spoke) && !slices.ContainsFunc(facts, known) {
			facts = append(facts, procedure.Fact{Kind: procedure.FactMissed, Of: a.Person, At: now, Due: a.Due})
		}
	}
	return facts
}

// answered notes who has answered, and reports whether that is news at once: they,
// or those in whose place they are asked, let the round before pass.
func (c *CheckIn) answered(h asking.Happening) (waited bool) {
	if !c.FollowsUp() {
		return false
	}
	for _, person := range []string{h.Ask.Person, h.Ask.Subject()} {
		if !slices.Contains(c.Untold.Answered, person) {
			c.Untold.Answered = append(c.Untold.Answered, person)
		}
		waited = waited || slices.Contains(c.Missing, person)
	}
	c.Missing = slices.DeleteFunc(slices.Clone(c.Missing), func(id string) bool { return id == h.Ask.Person || id == h.Ask.Subject() })
	return waited
}

// readings turns the answers about KPIs, confidence and hours into measurements. An
// answer of "I don't know" measures nothing.
func (c *CheckIn) readings(a asking.Ask, h asking.Happening, now time.Time) []measure.Reading {
	var readings []measure.Reading
	for _, answer := range h.Answers {
		q, ok := a.Question(answer.Question)
		value, isFigure := standing.Measured(answer.Value)
		beside := (q.ID == QuestionConfidence || q.ID == standing.QuestionTending || q.ID == standing.QuestionAtmosphere) && answer.Value.Number != nil
		if !ok || !isFigure || q.KPI == "" && !beside {
			continue
		}
		readings = append(readings, measure.Reading{
			ID: fmt.Sprintf("%s/%s/%s", c.Workflow, h.Reply.ID, q.ID), KPI: q.ID, Period: c.Occasion.Date,
			Value: value, Reporter: a.Subject(), At: now, Late: c.Circle.Closed(), Source: h.Reply.Source,
		})
	}
	return readings
}

func blockers(a asking.Ask, answers []partnership.Answer) []procedure.Blocker {
	for _, answer := range answers {
		if answer.Question != QuestionBlockers || answer.Value.Text == nil {
			continue
		}
		text := strings.TrimSpace(*answer.Value.Text)
		if partnership.SaysNothing(text) {
			text = ""
		}
		return []procedure.Blocker{{Person: a.Subject(), Text: text}}
	}
	return nil
}

// Summary is what both sides hear of a round: the figures as they were reported,
// each side's mean confidence, what is in the way, and what was written for all.
type Summary struct {
	Date       string       `json:"date"`
	Figures    []Figure     `json:"figures,omitempty"`
	Confidence []Confidence `json:"confidence,omitempty"`
	Blockers   []Words      `json:"blockers,omitempty"`
	Texts      []Words      `json:"texts,omitempty"`
	// Missing says that somebody has not answered. No name is given.
	Missing bool `json:"missing,omitempty"`
	// Without are KPIs that were asked for and not given.
	Without []Last `json:"without,omitempty"`
}

// Last is when a KPI was measured last; empty for never.
type Last struct {
	KPI    string `json:"kpi"`
	Period string `json:"period,omitempty"`
}

func lastOf(spec partnership.Spec, readings []measure.Reading) []Last {
	var list []Last
	for _, g := range spec.Goals {
		for _, k := range g.KPIs {
			if last, _, ok := measure.Current(standing.Of(readings, k.ID), standing.Target(k)); ok {
				list = append(list, Last{KPI: k.ID, Period: last.Period})
			}
		}
	}
	return list
}

// without are the KPIs of which nobody has said anything.
func (c *CheckIn) without() []Last {
	var list []Last
	for _, a := range c.Circle.Asks {
		for _, q := range a.Questions {
			given := func(o asking.Ask) bool {
				return slices.ContainsFunc(o.Given, func(g asking.Given) bool { return g.Question == q.ID })
			}
			listed := func(l Last) bool { return l.KPI == q.KPI }
			if q.KPI == "" || a.Left() || slices.ContainsFunc(c.Circle.Asks, given) || slices.ContainsFunc(list, listed) {
				continue
			}
			last := Last{KPI: q.KPI}
			if i := slices.IndexFunc(c.Last, listed); i >= 0 {
				last = c.Last[i]
			}
			list = append(list, last)
		}
	}
	return list
}

// unasked are who speaks for the sides of which nobody is asked.
func (c *CheckIn) unasked(spec partnership.Spec) []string {
	var heads []string
	for _, party := range spec.Parties {
		head, ok := party.Head()
		if ok && !slices.ContainsFunc(c.Circle.Asks, func(a asking.Ask) bool { return a.Party == party.ID }) {
			heads = append(heads, head.ID)
		}
	}
	return heads
}

// Figure is one person's value of a KPI.
type Figure struct {
	KPI    string            `json:"kpi"`
	Person string            `json:"person"`
	Value  partnership.Value `json:"value"`
	// Provisional says that the person called it rough or not final.
	Provisional bool `json:"provisional,omitempty"`
}

// Confidence is how sure a side is on the whole, from 0 to 10.
type Confidence struct {
	Party string          `json:"party"`
	Mean  decimal.Decimal `json:"mean"`
}

// Words are what somebody wrote, to a question if it was one of the spec's own.
type Words struct {
	Person   string `json:"person"`
	Question string `json:"question,omitempty"`
	Text     string `json:"text"`
}

// summarise lets everybody who was asked know what both sides said. It rides
// along with their next mail.
func (c *CheckIn) summarise(out *procedure.Out, now time.Time) {
	s := c.summary()
	if len(s.Figures)+len(s.Confidence)+len(s.Blockers)+len(s.Texts) == 0 {
		return
	}
	readers := c.readers(func(a *asking.Ask) bool { return a.Arrived() && !a.Left() })
	for _, a := range readers {
		c.sendSummary(out, c.notice(a, TemplateSummary, now), s, now)
	}
	if !c.FollowsUp() {
		return
	}
	for _, head := range c.Heads { // of a side of which nobody is asked
		l := c.notice(&asking.Ask{AskTimes: procedure.AskTimes{Person: head}, ID: procedure.AskID(c.Workflow, "summary", head)}, TemplateSummary, now)
		if c.Address(&l) && !slices.ContainsFunc(readers, func(a *asking.Ask) bool { return a.Person == head }) {
			c.sendSummary(out, l, s, now)
		}
	}
}

func (c *CheckIn) sendSummary(out *procedure.Out, l procedure.Letter, s Summary, now time.Time) {
	l.Rides, l.Topic = true, string(TemplateSummary)+"/"+c.Occasion.Name
	// Two mails may be heard of at one moment: each has its summary.
	l.Key = fmt.Sprintf("%s/%s/%d/%s", TemplateSummary, l.Person, now.Unix(), c.Seen.Latest())
	out.Add(procedure.Send{Letter: l.With(s)})
}

// readers are the first asks, of those that are wanted, of each person: who is
// asked for somebody else too hears of the round once.
func (c *CheckIn) readers(wanted func(*asking.Ask) bool) []*asking.Ask {
	var readers []*asking.Ask
	for i := range c.Circle.Asks {
		a := &c.Circle.Asks[i]
		known := slices.ContainsFunc(readers, func(r *asking.Ask) bool { return r.Person == a.Person })
		arrives := !c.Covers() || !a.Bounced && !a.Gone
		if wanted(a) && !known && arrives {
			readers = append(readers, a)
		}
	}
	return readers
}

func (c *CheckIn) summary() Summary {
	s := Summary{Date: c.Occasion.Date, Confidence: c.confidence(), Without: c.without()}
	for _, a := range c.Circle.Asks {
		s.Missing = s.Missing || !a.Complete() && !a.Left() && !a.Covered
		for _, g := range a.Given {
			if q, known := a.Question(g.Question); known && !c.Circle.Outdone(a, q.ID) {
				s.add(a, q, g.Answer)
			}
		}
	}
	return s
}

// add puts an answer into the summary, as far as its readers are all.
func (s *Summary) add(a asking.Ask, q partnership.Question, answer partnership.Answer) {
	switch {
	case q.KPI != "":
		s.Figures = append(s.Figures, Figure{KPI: q.KPI, Person: a.Subject(), Value: answer.Value, Provisional: answer.Provisional})
	case q.ID == QuestionBlockers:
		for _, b := range blockers(a, []partnership.Answer{answer}) {
			if b.Text != "" {
				s.Blockers = append(s.Blockers, Words{Person: b.Person, Text: b.Text})
			}
		}
	case q.ID == asking.QuestionShut: // it becomes what somebody owes
	case q.Readers == partnership.ReadersAll && answer.Value.Text != nil:
		if text := strings.TrimSpace(*answer.Value.Text); text != "" {
			s.Texts = append(s.Texts, Words{Person: a.Subject(), Question: q.Text, Text: text})
		}
	}
}

// confidence is the mean of each side, in the order in which they were asked.
func (c *CheckIn) confidence() []Confidence {
	sides := map[string][]decimal.Decimal{} // looked up, never ranged over
	var order []string
	for _, a := range c.Circle.Asks {
		for _, g := range a.Given {
			if g.Question != QuestionConfidence || g.Value.Number == nil || c.Circle.Outdone(a, g.Question) {
				continue
			}
			if !slices.Contains(order, a.Party) {
				order = append(order, a.Party)
			}
			sides[a.Party] = append(sides[a.Party], *g.Value.Number)
		}
	}
	var means []Confidence
	for _, party := range order {
		mean := decimal.Avg(sides[party][0], sides[party][1:]...)
		means = append(means, Confidence{Party: party, Mean: mean.Round(1)})
	}
	return means
}

func (c *CheckIn) notice(a *asking.Ask, template procedure.Template, now time.Time) procedure.Letter {
	return procedure.Letter{
		Key: fmt.Sprintf("%s/%s", template, a.Person), Template: template, Form: procedure.FormNotice,
		Slug: c.Slug, Spec: c.Spec, Workflow: c.Workflow, Person: a.Person, Reader: a.Reader, Ask: a.ID, About: c.Occasion.Name, At: now,
	}
}

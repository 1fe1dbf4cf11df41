package lifecycle

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

const (
	// TemplateEarlyWarning tells a goal's owner and the leads of trouble before a
	// date is missed.
	TemplateEarlyWarning procedure.Template = "early-warning"
	// TemplateWhatChanged asks whoever has become less confident, before anybody is
	// told.
	TemplateWhatChanged procedure.Template = "what-changed"
	// PhrasesWarningOver word the all-clear.
	PhrasesWarningOver procedure.Template = "warning-over"
)

// questionChanged is what whoever has become less confident is asked.
const questionChanged = "changed"

// Cause is why people are warned (procedures 2).
type Cause string

// The causes.
const (
	CauseRed        Cause = "red"        // a KPI, two rounds running
	CauseConfidence Cause = "confidence" // of a person: down by 2, or falling twice
	CauseGap        Cause = "gap"        // the means of two sides are 2 or more apart
)

// Warning is one cause for as long as it lasts, and until it is known whether the
// warning came true.
type Warning struct {
	Cause Cause  `json:"cause"`
	Of    string `json:"of"` // a KPI, a person, or two parties: "north/south"
	Goal  string `json:"goal,omitempty"`
	// AskedAt is when the person was asked, and TellAt when the others are told
	// without their answer.
	AskedAt time.Time `json:"asked_at,omitzero"`
	TellAt  time.Time `json:"tell_at,omitzero"`
	Said    string    `json:"said,omitempty"`
	// ToldAt is when people were told, and Over that the cause is none any more.
	ToldAt time.Time `json:"told_at,omitzero"`
	Over   bool      `json:"over,omitempty"`
	True   bool      `json:"true,omitempty"` // it came true
	Alarms []Alarm   `json:"alarms,omitempty"`
}

func (w Warning) name() string { return string(w.Cause) + "/" + w.Of }

func (w Warning) clock() string { return "warning/" + w.name() }

// Warned counts the warnings that were given, and those that came true.
type Warned struct {
	Given int `json:"given,omitempty"`
	True  int `json:"true,omitempty"`
}

const (
	// provenFor is how long a warning may take to come true.
	provenFor = 90 * 24 * time.Hour
	// least is how far confidence falls, or two sides are apart, for a warning (F4).
	least = 2
)

// toExplain is how long somebody has to say what has changed.
var toExplain = cadence.Span{Count: 2, Unit: cadence.BusinessDays}

// warn looks for trouble, and for trouble that is over.
func (p *Partnership) warn(out *procedure.Out, now time.Time) {
	found := slices.Concat(p.reds(), p.falling(), p.apart())
	lasts := func(w Warning) bool {
		return slices.ContainsFunc(found, func(f Warning) bool { return f.name() == w.name() })
	}
	for i := range p.Warnings {
		if w := &p.Warnings[i]; !w.Over && !lasts(*w) {
			p.overWarning(out, w, now)
		}
	}
	p.Warnings = slices.DeleteFunc(p.Warnings, func(w Warning) bool { return w.Over && w.ToldAt.IsZero() })
	for _, w := range found {
		if known := func(o Warning) bool { return !o.Over && o.name() == w.name() }; slices.ContainsFunc(p.Warnings, known) {
			continue // once per cause
		}
		if w.Cause == CauseConfidence {
			p.askChanged(out, &w, now)
		} else {
			p.giveWarning(out, &w, now)
		}
		p.Warnings = append(p.Warnings, w)
	}
}

// periods are the latest n in which something was measured, oldest first.
func periods(readings []measure.Reading, n int) []string {
	var list []string
	for _, r := range readings {
		list = append(list, r.Period)
	}
	slices.Sort(list)
	list = slices.Compact(list)
	return list[max(0, len(list)-n):]
}

// asOf is how a KPI stood after the readings of a period.
func (p *Partnership) asOf(kpi, period string) standing.KPIStanding {
	readings := slices.DeleteFunc(slices.Clone(p.Readings), func(r measure.Reading) bool { return r.KPI != kpi || r.Period > period })
	day, _ := cadence.ParseDate(period)
	for _, g := range standing.Stand(p.Declared, readings, day).Goals {
		for _, k := range g.KPIs {
			if k.KPI.ID == kpi {
				return k
			}
		}
	}
	return standing.KPIStanding{}
}

// reds are the KPIs that are off track two rounds running.
func (p *Partnership) reds() []Warning {
	var list []Warning
	for _, g := range p.Declared.Goals {
		for _, k := range g.KPIs {
			last := periods(standing.Of(p.Readings, k.ID), 2)
			if len(last) == 2 && p.asOf(k.ID, last[0]).RAG == measure.Red && p.asOf(k.ID, last[1]).RAG == measure.Red {
				list = append(list, Warning{Cause: CauseRed, Of: k.ID, Goal: g.ID})
			}
		}
	}
	return list
}

// falling are the people whose confidence fell by 2 or more since the last time, or
// twice in a row.
func (p *Partnership) falling() []Warning {
	var list []Warning
	all := standing.Of(p.Readings, confidence)
	for _, party := range p.Declared.Parties {
		for _, person := range party.People {
			said := p.confidenceOf(all, person.ID)
			n := len(said)
			byMuch := n >= 2 && said[n-2].Sub(said[n-1]).GreaterThanOrEqual(decimal.NewFromInt(least))
			twice := n >= 3 && said[n-1].LessThan(said[n-2]) && said[n-2].LessThan(said[n-3])
			if byMuch || twice {
				list = append(list, Warning{Cause: CauseConfidence, Of: person.ID})
			}
		}
	}
	return list
}

// confidenceOf is what a person said in the latest rounds, oldest first.
func (p *Partnership) confidenceOf(all []measure.Reading, person string) []decimal.Decimal {
	own := slices.DeleteFunc(slices.Clone(all), func(r measure.Reading) bool { return r.Reporter != person })
	var said []decimal.Decimal
	for _, period := range periods(own, keptPeriods) {
		of := slices.DeleteFunc(slices.Clone(own), func(r measure.Reading) bool { return r.Period != period })
		said = append(said, measure.Claims(of)[0].Value)
	}
	return said
}

// means are the sides' confidence in a round, in the order of the spec.
func (p *Partnership) means(period string) []measure.PartyMean {
	var votes []measure.Vote
	of := slices.DeleteFunc(standing.Of(p.Readings, confidence), func(r measure.Reading) bool { return r.Period != period })
	for _, party := range p.Declared.Parties {
		for _, r := range measure.Claims(of) {
			if side, _ := p.Declared.PartyOf(r.Reporter); side.ID == party.ID {
				votes = append(votes, measure.Vote{Party: party.ID, Value: r.Value})
			}
		}
	}
	return measure.MeanByParty(votes)
}

// apart are the two sides that see things most differently, if they do.
func (p *Partnership) apart() []Warning {
	last := periods(standing.Of(p.Readings, confidence), 1)
	if len(last) == 0 {
		return nil
	}
	means := p.means(last[0])
	const top = 10
	if !measure.WorthDiscussing(measure.PerceptionGap(means), top) {
		return nil
	}
	lowest, highest := means[0], means[0]
	for _, m := range means {
		if m.Mean.LessThan(lowest.Mean) {
			lowest = m
		}
		if m.Mean.GreaterThan(highest.Mean) {
			highest = m
		}
	}
	return []Warning{{Cause: CauseGap, Of: lowest.Party + "/" + highest.Party}}
}

// ChangedAsk is the ask of a letter that asks somebody what has changed.
func (p *Partnership) ChangedAsk(w Warning) string {
	return procedure.AskID(p.Declared.Slug, "what-changed/"+w.AskedAt.UTC().Format(time.RFC3339), w.Of)
}

// askChanged asks whoever has become less confident, before anybody is told.
func (p *Partnership) askChanged(out *procedure.Out, w *Warning, now time.Time) {
	w.AskedAt = now
	reader, _ := p.Declared.Person(w.Of)
	said := p.confidenceOf(standing.Of(p.Readings, confidence), w.Of)
	l := p.notice(TemplateWhatChanged, w.Of, now).With(Changed{Was: said[len(said)-2], Is: said[len(said)-1]})
	l.Form, l.Opens, l.Ask = procedure.FormAsk, true, p.ChangedAsk(*w)
	l.Questions = []partnership.Question{{
		ID: questionChanged, Kind: partnership.KindText, Readers: partnership.ReadersOwn, Text: wording.In(reader.Language).Questions.Changed,
	}}
	p.alarm(out, &w.Alarms, l)
	out.Add(procedure.Reckon{Spec: p.Digest, Instants: []procedure.Instant{{Key: w.clock(), Person: w.Of, From: now, Span: toExplain}}})
}

// Changed is what somebody said before and now of how sure they are.
type Changed struct {
	Was decimal.Decimal `json:"was"`
	Is  decimal.Decimal `json:"is"`
}

// askedChanged finds the warning that waits for a person's word.
func (p *Partnership) askedChanged(ask string) *Warning {
	for i := range p.Warnings {
		if w := &p.Warnings[i]; !w.AskedAt.IsZero() && p.ChangedAsk(*w) == ask {
			return w
		}
	}
	return nil
}

// changed takes what somebody says has changed. Their own side reads it.
func (p *Partnership) changed(out *procedure.Out, w *Warning, r procedure.Reply, now time.Time) {
	p.recordReply(out, r, "says what has changed", now)
	for _, a := range r.Answers {
		if a.Question == questionChanged && a.Value.Text != nil {
			w.Said = strings.Join(strings.Fields(*a.Value.Text), " ")
		}
	}
	l := p.notice(procedure.TemplateReceipt, r.Person, now)
	l.Key, l.Form, l.Phrases, l.Ask, l.Urgent, l.InReplyTo = "receipt/"+r.ID, procedure.FormClosed, TemplateWhatChanged, r.Ask, true, r.Source
	l.Understood, l.Reactions = r.Answers, p.answerCommands(out, r, now)
	p.write(out, l.With(Changed{}))
	if w.Said != "" && w.ToldAt.IsZero() && !w.Over {
		p.giveWarning(out, w, now)
	}
}

// climbWarnings tells of fallen confidence that nobody has explained.
func (p *Partnership) climbWarnings(out *procedure.Out, now time.Time) {
	for i := range p.Warnings {
		if w := &p.Warnings[i]; w.waits() && !now.Before(w.TellAt) {
			p.giveWarning(out, w, now)
		}
	}
}

// waits reports whether people will be told at a time.
func (w Warning) waits() bool { return !w.Over && w.ToldAt.IsZero() && !w.TellAt.IsZero() }

// EarlyWarning is what a mail says of trouble that begins, in figures.
type EarlyWarning struct {
	Cause Cause  `json:"cause"`
	Goal  string `json:"goal,omitempty"`
	KPI   string `json:"kpi,omitempty"`
	Party string `json:"party,omitempty"`
	// Points are the figures of the KPI, or the mean of the side, oldest first.
	Points []Point `json:"points,omitempty"`
	// Means are the two sides that are apart.
	Means []measure.PartyMean `json:"means,omitempty"`
	// Owner says that the goal is the reader's.
	Owner bool `json:"owner,omitempty"`
	// Who has said why, for their own side alone.
	Who  string `json:"who,omitempty"`
	Said string `json:"said,omitempty"`
}

// Point is a figure of a round.
type Point struct {
	Period   string          `json:"period"`
	Value    decimal.Decimal `json:"value"`
	Progress measure.Ratio   `json:"progress,omitzero"`
	Expected measure.Ratio   `json:"expected,omitzero"`
}

// giveWarning tells the goal's owner and the leads.
func (p *Partnership) giveWarning(out *procedure.Out, w *Warning, now time.Time) {
	w.ToldAt = now
	p.Warned.Given++
	owner, people := p.concerned(*w)
	p.record(out, now, procedure.EntryPhase, fmt.Sprintf("Early warning: %s of %s", w.Cause, w.Of))
	for _, person := range people {
		if person == w.Of {
			continue // they know
		}
		c := p.earlyWarning(*w)
		c.Owner = person == owner
		party, _ := p.Declared.PartyOf(person)
		if w.Said != "" && party.ID == c.Party {
			c.Who, c.Said = w.Of, w.Said
		}
		l := p.notice(TemplateEarlyWarning, person, now).With(c)
		l.Rides = c.Owner && p.keepsItems() // along with the mail that asks what is done about it
		p.alarm(out, &w.Alarms, l, w.name())
	}
	p.hear(out, procedure.Fact{Kind: procedure.FactWarned, Of: w.name(), At: now}, p.Declared.Slug, now)
}

// concerned are who answers for what a warning is about, and all who hear of it.
func (p *Partnership) concerned(w Warning) (owner string, people []string) {
	var sides []string
	switch w.Cause {
	case CauseRed:
		g, k, _ := p.Declared.KPI(w.Of)
		owner = p.ownerOf(g)
		people = append(people, owner)
		for _, id := range append([]string{owner}, k.Reporters...) {
			party, _ := p.Declared.PartyOf(id)
			sides = append(sides, party.ID)
		}
	case CauseConfidence:
		party, _ := p.Declared.PartyOf(w.Of)
		sides = append(sides, party.ID)
	case CauseGap:
		sides = strings.Split(w.Of, "/")
	}
	for _, party := range p.Declared.Parties {
		two := len(p.Declared.Parties) == 2 // of a consortium only whom it is between
		if head, ok := party.Head(); ok && (two || slices.Contains(sides, party.ID)) && !slices.Contains(people, head.ID) {
			people = append(people, head.ID)
		}
	}
	return owner, people
}

// ownerOf is who owns a goal, or else the lead of the first party.
func (p *Partnership) ownerOf(g partnership.Goal) string {
	head := partnership.Person{}
	if len(p.Declared.Parties) > 0 {
		head, _ = p.Declared.Parties[0].Head()
	}
	return cmp.Or(g.Owner, head.ID)
}

func (p *Partnership) earlyWarning(w Warning) EarlyWarning {
	c := EarlyWarning{Cause: w.Cause, Goal: w.Goal}
	last := periods(standing.Of(p.Readings, confidence), keptPeriods)
	switch w.Cause {
	case CauseRed:
		c.KPI = w.Of
		for _, period := range periods(standing.Of(p.Readings, w.Of), 2) {
			if k := p.asOf(w.Of, period); k.Actual != nil {
				c.Points = append(c.Points, Point{Period: period, Value: *k.Actual, Progress: k.Progress, Expected: k.Expected})
			}
		}
	case CauseConfidence:
		party, _ := p.Declared.PartyOf(w.Of)
		c.Party = party.ID
		for _, period := range last {
			for _, m := range p.means(period) {
				if m.Party == party.ID {
					c.Points = append(c.Points, Point{Period: period, Value: m.Mean.Round(1)})
				}
			}
		}
	case CauseGap:
		for _, m := range p.means(last[len(last)-1]) {
			if slices.Contains(strings.Split(w.Of, "/"), m.Party) {
				m.Mean = m.Mean.Round(1)
				c.Means = append(c.Means, m)
			}
		}
	}
	return c
}

// overWarning is when a cause is none any more: what nobody has read is taken back,
// and whoever was warned hears so with their next mail.
func (p *Partnership) overWarning(out *procedure.Out, w *Warning, now time.Time) {
	w.Over = true
	quiet(out, w.Alarms)
	if w.ToldAt.IsZero() {
		return
	}
	p.record(out, now, procedure.EntryPhase, fmt.Sprintf("Over: %s of %s", w.Cause, w.Of))
	p.uncorrect(out, w, now)
	_, people := p.concerned(*w)
	for _, a := range w.Alarms {
		if _, there := p.Declared.Person(a.Person); !there || !slices.Contains(people, a.Person) || a.Person == w.Of {
			continue
		}
		party, _ := p.Declared.PartyOf(w.Of)
		l := p.allClear(a, PhrasesWarningOver, w.name(), now)
		l.Rides = true
		p.write(out, l.With(EarlyWarning{Cause: w.Cause, Goal: w.Goal, KPI: w.Of, Party: party.ID}))
	}
}

// cameTrue counts the warnings of a goal that a missed milestone, or a goal that
// closed below green, has borne out.
func (p *Partnership) cameTrue(goal string, now time.Time) {
	for i := range p.Warnings {
		w := &p.Warnings[i]
		if !w.True && !w.ToldAt.IsZero() && now.Sub(w.ToldAt) <= provenFor && (w.Goal == "" || w.Goal == goal) {
			w.True = true
			p.Warned.True++
		}
	}
}

// borneOut is when a milestone is late.
func (p *Partnership) borneOut(workflow string, now time.Time) {
	for _, r := range p.Running {
		if goal, _, _ := strings.Cut(r.Name, "/"); r.Workflow == workflow && r.Agreed {
			p.cameTrue(goal, now)
		}
	}
}

// grade looks at goals whose last day has passed, once each, and forgets warnings
// that are over and cannot come true any more.
func (p *Partnership) grade(out *procedure.Out, now time.Time) {
	today := cadence.DateOf(p.here(now))
	for _, g := range p.Declared.Goals {
		if !g.Due.Before(today) || slices.Contains(p.Graded, g.ID) {
			continue
		}
		p.Graded = append(p.Graded, g.ID)
		p.survey(out, partnership.AfterGoal, "the goal "+g.ID, nil, now)
		for _, s := range p.standing(now).Goals {
			if s.ID != g.ID {
				continue
			}
			p.recall(now, fmt.Sprintf("The time of goal %s is over: %s, %s of the way", g.ID, s.Grade.Word(), percent(s.Progress)))
			if s.RAG != measure.Green {
				p.cameTrue(g.ID, now)
			}
			standing.Judge(p.Sure, s.Grade)
		}
	}
	p.Warnings = slices.DeleteFunc(p.Warnings, func(w Warning) bool { return w.Over && now.Sub(w.ToldAt) > provenFor })
}

// warningSection shows what people were warned of, and how often that came true.
func (p *Partnership) warningSection() card.Section {
	s := card.Section{Title: "Early warnings", Noun: "warnings"}
	for _, w := range p.Warnings {
		if w.Over {
			continue
		}
		line := fmt.Sprintf("**%s**: %s", w.Cause, p.warningOf(w))
		if w.ToldAt.IsZero() {
			line += "; they were asked what has changed on " + p.here(w.AskedAt).Format("2 Jan")
			if !w.TellAt.IsZero() {
				line += ", the leads hear on " + p.here(w.TellAt).Format("Mon 2 Jan 15:04")
			}
		} else {
			_, people := p.concerned(w)
			line += "; told on " + p.here(w.ToldAt).Format("2 Jan") + ": " + p.names(people)
		}
		s.Rows = append(s.Rows, card.Item(line))
	}
	if p.Warned.Given > 0 {
		s.Rows = append(s.Rows, card.Item(fmt.Sprintf("%s so far, of which %d came true within 90 days", procedure.Counted(p.Warned.Given, "warning"), p.Warned.True)))
	}
	return s
}

// calibrationSection shows how far people's confidence was from what came of the goals.
func (p *Partnership) calibrationSection() card.Section {
	s := card.Section{Title: "How sure people were", Noun: "people", Intro: "Brier score: 0 is certain and right, 0.25 as good as a guess, 1 certain and wrong."}
	for _, sure := range p.Sure {
		if brier := sure.Calibration.Brier(); brier.OK {
			s.Rows = append(s.Rows, card.Item(fmt.Sprintf("%s: %s, of %s", card.Cell(p.name(sure.Person)), brier.Value.Round(2), procedure.Counted(sure.Calibration.N, "answer"))))
		}
	}
	if len(s.Rows) == 0 {
		return card.Section{}
	}
	return s
}

// warningOf says to an admin what a warning is about.
func (p *Partnership) warningOf(w Warning) string {
	switch w.Cause {
	case CauseRed:
		return card.Cell(w.Of) + " is off track two rounds running"
	case CauseConfidence:
		return "confidence of " + card.Cell(p.name(w.Of)) + " has fallen"
	case CauseGap:
	}
	return "confidence of " + card.Cell(strings.ReplaceAll(w.Of, "/", " and ")) + " is 2 or more apart"
}

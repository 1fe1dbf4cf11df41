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
	"github.com/rapport-engine/rapport/partnership/condition"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

const (
	// TemplateFiguresDiffer asks those who report a figure differently which it is,
	// and tells the leads when they do not agree.
	TemplateFiguresDiffer procedure.Template = "figures-differ"
	// TemplateDisputeUnclear says why DISPUTE came to nothing.
	TemplateDisputeUnclear procedure.Template = "dispute-unclear"
	// PhrasesFiguresAgree word the all-clear.
	PhrasesFiguresAgree procedure.Template = "figures-agree"
)

// Difference is a KPI that people report differently for one period. Until they
// agree both values are shown, and the less favourable one counts.
type Difference struct {
	KPI    string    `json:"kpi"`
	Period string    `json:"period"`
	At     time.Time `json:"at"`
	People []string  `json:"people"` // who differ, and were asked
	// LeadsAt is when the leads hear of it; Leads are those who have.
	LeadsAt time.Time `json:"leads_at,omitzero"`
	Told    bool      `json:"told,omitempty"` // that time has passed
	Alarms  []Alarm   `json:"alarms,omitempty"`
}

// toAgree is how long people have to agree on a figure before the leads hear.
var toAgree = cadence.Span{Count: 5, Unit: cadence.BusinessDays}

func (d Difference) name() string { return d.KPI + "/" + d.Period }

func (d Difference) clock() string { return "differ/" + d.name() }

// ask is the ask of a person about it.
func (p *Partnership) differenceAsk(d Difference, person string) string {
	return procedure.AskID(p.Declared.Slug, "figures/"+d.name(), person)
}

// DifferenceAsk is the ask of a person about a KPI that people report differently.
func (p *Partnership) DifferenceAsk(kpi, person string) string {
	for _, d := range p.Differences {
		if d.KPI == kpi {
			return p.differenceAsk(d, person)
		}
	}
	return ""
}

// Differing is what a mail says of a difference.
type Differing struct {
	KPI    string          `json:"kpi"`
	Period string          `json:"period"`
	Claims []Claim         `json:"claims,omitempty"`
	Counts decimal.Decimal `json:"counts"` // the less favourable, or the one that was agreed
	// Lead says that the reader is told and asked nothing.
	Lead bool `json:"lead,omitempty"`
	// Over says how it was settled; of an admin's figure Reason says why.
	Over   Settling `json:"over,omitempty"`
	Reason string   `json:"reason,omitempty"`
}

// Claim is what one of them says.
type Claim struct {
	Person string          `json:"person"`
	Value  decimal.Decimal `json:"value"`
}

// Settling says how a difference came to an end.
type Settling string

// The ways in which it can.
const (
	SettledAgreed   Settling = "agreed"
	SettledRecorded Settling = "recorded" // an admin has
	SettledLapsed   Settling = "lapsed"   // newer figures have come, or nobody measures it any more
)

// claims are what is said of a KPI in one period, and what counts of it.
func (p *Partnership) claims(k partnership.KPI, period string) (claims []measure.Reading, current measure.Reading, differ bool) {
	of := slices.DeleteFunc(standing.Of(p.Readings, k.ID), func(r measure.Reading) bool { return r.Period != period })
	current, differ, _ = measure.Current(of, standing.Target(k))
	return measure.Claims(of), current, differ
}

// judged is what a comparison is made for: by whose word, who hears of it anyway,
// and the reason of an admin.
type judged struct {
	person, reason string
	reporters      []string // who have just said what they say
}

// compare looks whether people differ about the KPIs that were just measured.
func (p *Partnership) compare(out *procedure.Out, readings []measure.Reading, by judged, now time.Time) {
	if !p.followsUp() || p.ends(now) {
		return
	}
	var seen []string
	for _, r := range readings {
		_, k, declared := p.Declared.KPI(r.KPI)
		if !declared || slices.Contains(seen, r.KPI) {
			continue
		}
		seen = append(seen, r.KPI)
		latest := p.horizon(r.KPI).latest
		for _, d := range slices.Clone(p.Differences) {
			if d.KPI == r.KPI {
				p.reconcile(out, d, k, latest, by, now)
			}
		}
		_, _, differ := p.claims(k, latest)
		known := slices.ContainsFunc(p.Differences, func(d Difference) bool { return d.KPI == r.KPI && d.Period == latest })
		if differ && !known {
			p.differ(out, k, latest, now)
		}
	}
}

// reconcile ends a difference that is none any more.
func (p *Partnership) reconcile(out *procedure.Out, d Difference, k partnership.KPI, latest string, by judged, now time.Time) {
	_, current, differ := p.claims(k, d.Period)
	_, newest, again := p.claims(k, latest)
	newer := latest > d.Period && k.Direction != partnership.Cumulative // a total holds every period
	switch {
	case current.Reporter == procedure.Admin:
		p.settle(out, d, SettledRecorded, current.Value, by, now)
	case newer && newest.Reporter == procedure.Admin:
		p.settle(out, d, SettledRecorded, newest.Value, by, now)
	case current.ID != "" && !differ:
		p.settle(out, d, SettledAgreed, current.Value, by, now)
	case newer && again:
		p.goOn(out, d, k, latest, now)
	case newer || current.ID == "":
		p.settle(out, d, SettledLapsed, newest.Value, by, now)
	}
}

// differ asks those who do.
func (p *Partnership) differ(out *procedure.Out, k partnership.KPI, period string, now time.Time) {
	d := Difference{KPI: k.ID, Period: period, At: now}
	if !p.askWhich(out, &d, k, now) {
		return
	}
	p.record(out, now, procedure.EntryPhase, fmt.Sprintf("%s of %s is reported differently", d.KPI, d.Period))
	p.Differences = append(p.Differences, d)
	out.Add(procedure.Reckon{Spec: p.Digest, Instants: []procedure.Instant{{Key: d.clock(), Person: d.People[0], From: now, Span: toAgree}}})
}

// goOn is when people differ in the next period, too. The leads hear when they were
// to hear, and once they have, nobody is asked any more.
func (p *Partnership) goOn(out *procedure.Out, d Difference, k partnership.KPI, period string, now time.Time) {
	i := slices.IndexFunc(p.Differences, func(o Difference) bool { return o.name() == d.name() })
	p.Differences[i].Period = period
	if !d.Told {
		p.askWhich(out, &p.Differences[i], k, now)
	}
}

// askWhich asks those who differ, and reports whether there is anybody.
func (p *Partnership) askWhich(out *procedure.Out, d *Difference, k partnership.KPI, now time.Time) bool {
	claims, _, _ := p.claims(k, d.Period)
	d.People = nil
	for _, c := range claims {
		if _, there := p.Declared.Person(c.Reporter); there {
			d.People = append(d.People, c.Reporter)
		}
	}
	for _, person := range d.People {
		l := p.notice(TemplateFiguresDiffer, person, now).With(p.differing(*d, k))
		l.About = d.KPI
		l.Form, l.Opens, l.Ask, l.Questions = procedure.FormAsk, true, p.differenceAsk(*d, person), p.whichFigure(k, person, claims)
		p.alarm(out, &d.Alarms, l, d.name())
	}
	return len(d.People) > 0
}

func (p *Partnership) whichFigure(k partnership.KPI, person string, claims []measure.Reading) []partnership.Question {
	reader, _ := p.Declared.Person(person)
	q := standing.Question(p.Declared, k, reader.Language)
	q.Text = cmp.Or(q.Text, k.ID)
	for _, c := range claims {
		if c.Reporter == person {
			q.Last = &c.Value
		}
	}
	return []partnership.Question{q}
}

func (p *Partnership) differing(d Difference, k partnership.KPI) Differing {
	claims, current, _ := p.claims(k, d.Period)
	c := Differing{KPI: d.KPI, Period: d.Period, Counts: current.Value}
	for _, r := range claims {
		c.Claims = append(c.Claims, Claim{Person: r.Reporter, Value: r.Value})
	}
	return c
}

// climbDiffering tells the leads of what their sides have not agreed on.
func (p *Partnership) climbDiffering(out *procedure.Out, now time.Time) {
	for i := range p.Differences {
		d := &p.Differences[i]
		_, k, declared := p.Declared.KPI(d.KPI)
		if d.Told || d.LeadsAt.IsZero() || now.Before(d.LeadsAt) || !declared {
			continue
		}
		d.Told = true
		var told []string
		for _, person := range d.People {
			party, _ := p.Declared.PartyOf(person)
			head, ok := party.Head()
			if !ok || slices.Contains(d.People, head.ID) || slices.Contains(told, head.ID) {
				continue
			}
			told = append(told, head.ID)
			c := p.differing(*d, k)
			c.Lead = true
			p.alarm(out, &d.Alarms, p.notice(TemplateFiguresDiffer, head.ID, now).With(c), d.name())
		}
		p.record(out, now, procedure.EntryPhase, fmt.Sprintf("Nobody has agreed on %s of %s%s; it stands for the next review", d.KPI, d.Period, toldWords(told)))
	}
}

// settle ends a difference. Whoever was asked or told hears how.
func (p *Partnership) settle(out *procedure.Out, d Difference, how Settling, value decimal.Decimal, by judged, now time.Time) {
	p.Differences = slices.DeleteFunc(p.Differences, func(o Difference) bool { return o.name() == d.name() })
	p.record(out, now, procedure.EntryPhase, fmt.Sprintf("The difference about %s of %s is over: %s", d.KPI, d.Period, how))
	quiet(out, d.Alarms)
	told := slices.Concat([]string{by.person}, by.reporters)
	if how == SettledLapsed { // who was asked has moved on
		told = append(told, d.People...)
	}
	for _, a := range d.Alarms {
		if _, there := p.Declared.Person(a.Person); !there || slices.Contains(told, a.Person) {
			continue
		}
		told = append(told, a.Person)
		l := p.allClear(a, PhrasesFiguresAgree, d.name(), now).With(Differing{KPI: d.KPI, Period: d.Period, Counts: value, Over: how, Reason: by.reason})
		l.Rides = slices.Contains(d.People, a.Person)
		p.write(out, l)
	}
}

// asksFigure finds the difference that an ask is about.
func (p *Partnership) asksFigure(ask string) (Difference, bool) {
	for _, d := range p.Differences {
		for _, person := range d.People {
			if p.differenceAsk(d, person) == ask {
				return d, true
			}
		}
	}
	return Difference{}, false
}

// answeredFigure takes what somebody says the figure is.
func (p *Partnership) answeredFigure(out *procedure.Out, d Difference, r procedure.Reply, now time.Time) {
	p.recordReply(out, r, "says what "+d.KPI+" is", now)
	_, k, declared := p.Declared.KPI(d.KPI)
	l := p.notice(procedure.TemplateReceipt, r.Person, now)
	l.Key, l.Form, l.Phrases, l.Ask, l.Urgent, l.InReplyTo = "receipt/"+r.ID, procedure.FormClosed, TemplateFiguresDiffer, r.Ask, true, r.Source
	value, said := figureIn(r, d.KPI)
	l.Reactions = p.answerCommands(out, r, now)
	switch {
	case !declared:
		return
	case !said && len(l.Reactions) > 0:
		l.Form, l.Complete = procedure.FormReceipt, true
	case !said:
		claims, _, _ := p.claims(k, d.Period)
		l.Form, l.Problems, l.Open, l.Questions = procedure.FormReceipt, r.Problems, []string{d.KPI}, p.whichFigure(k, r.Person, claims)
	default:
		l.Understood = r.Answers
		p.claim(out, d.KPI, d.Period, value, r.Person, "figures/"+r.ID, r.Source, now)
	}
	about := p.differing(d, k)
	if _, open := p.asksFigure(r.Ask); !open {
		about.Over = SettledAgreed
	}
	p.write(out, l.With(about))
}

func figureIn(r procedure.Reply, kpi string) (decimal.Decimal, bool) {
	for _, a := range r.Answers {
		if value, ok := standing.Measured(a.Value); a.Question == kpi && ok {
			return value, true
		}
	}
	return decimal.Zero, false
}

// claim measures what a person says of a figure.
func (p *Partnership) claim(out *procedure.Out, kpi, period string, value decimal.Decimal, person, id, source string, now time.Time) {
	reading := measure.Reading{
		ID: fmt.Sprintf("%s/%s/%s", p.Declared.Slug, id, kpi), KPI: kpi, Period: period, Value: value, Reporter: person, At: now, Source: source,
	}
	p.keep([]measure.Reading{reading})
	out.Measure(p.Declared.Slug, []measure.Reading{reading})
	p.recallAnswers([]measure.Reading{reading}, now)
	p.compare(out, []measure.Reading{reading}, judged{person: person}, now)
	p.judge(out, condition.Moment{}, now)
}

// UnclearDispute is why DISPUTE came to nothing: a figure that nobody knows, that nobody
// has measured, or that an admin has settled. Why names a phrase.
type UnclearDispute struct {
	Why    string   `json:"why"`
	Figure string   `json:"figure"` // as it was written, or the KPI
	Known  []string `json:"known,omitempty"`
}

// The reasons.
const (
	unclearUnknown    = "unknown"
	unclearUnmeasured = "unmeasured"
	unclearSettled    = "settled"
)

// dispute takes a person's word that a figure is another one.
func (p *Partnership) dispute(out *procedure.Out, h procedure.Heard, n int, now time.Time) {
	name, value, ok := partnership.ReadDispute(h.Argument)
	if !ok {
		return // its writer was told so
	}
	k, found := p.figureNamed(name)
	p.wrote(out, h, n, p.name(h.Person)+" disputes a figure: "+strings.Join(strings.Fields(h.Argument), " "), now)
	if !found {
		p.explainDispute(out, h, n, UnclearDispute{Why: unclearUnknown, Figure: name, Known: p.figures()}, now)
		return
	}
	of := standing.Of(p.Readings, k.ID)
	current, _, measured := measure.Current(of, standing.Target(k))
	switch {
	case !measured:
		p.explainDispute(out, h, n, UnclearDispute{Why: unclearUnmeasured, Figure: k.ID}, now)
	case current.Reporter == procedure.Admin:
		p.tellReaders(out, h, n, p.keepWords(h, now), now)
		p.explainDispute(out, h, n, UnclearDispute{Why: unclearSettled, Figure: k.ID}, now)
	default:
		p.claim(out, k.ID, current.Period, value, h.Person, fmt.Sprintf("dispute/%s/%d", h.Reply, n), h.Source, now)
	}
}

func (p *Partnership) explainDispute(out *procedure.Out, h procedure.Heard, n int, u UnclearDispute, now time.Time) {
	l := p.about(TemplateDisputeUnclear, h.Person, h, n, now).With(u)
	l.Urgent, l.InReplyTo = true, h.Source
	p.write(out, l)
}

// figures are the IDs of all KPIs.
func (p *Partnership) figures() []string {
	var list []string
	for _, g := range p.Declared.Goals {
		for _, k := range g.KPIs {
			list = append(list, k.ID)
		}
	}
	return list
}

// figureNamed finds the KPI that somebody means: by its ID or title, or by the only
// one that begins like that.
func (p *Partnership) figureNamed(name string) (partnership.KPI, bool) {
	var like []partnership.KPI
	for _, g := range p.Declared.Goals {
		for _, k := range g.KPIs {
			id, title, said := strings.ToLower(k.ID), strings.ToLower(k.Title), strings.ToLower(name)
			switch {
			case said == id || said == title:
				return k, true
			case strings.HasPrefix(id, said) || strings.HasPrefix(title, said):
				like = append(like, k)
			}
		}
	}
	if len(like) == 1 {
		return like[0], true
	}
	return partnership.KPI{}, false
}

// settles refuses an admin's figure that would settle a difference without saying
// why, or beside it.
func (p *Partnership) settles(cmd procedure.Command, day cadence.Date) error {
	for _, d := range p.Differences {
		if d.KPI != cmd.KPI {
			continue
		}
		_, k, _ := p.Declared.KPI(d.KPI)
		if k.Direction == partnership.Cumulative && day.String() != d.Period {
			continue // another period's
		}
		if strings.TrimSpace(cmd.Reason) == "" {
			return fmt.Errorf(`record kpi %s: people report it differently, and yours settles it: say why in "reason"; they read it`, cmd.KPI)
		}
	}
	return nil
}

// differingSection shows what people do not agree on, who was asked, and what comes
// next.
func (p *Partnership) differingSection() card.Section {
	s := card.Section{Title: "Figures that differ", Noun: "figures"}
	for _, d := range p.Differences {
		_, k, _ := p.Declared.KPI(d.KPI)
		line := fmt.Sprintf("**%s** of %s, since %s: %s were asked", card.Cell(cmp.Or(k.Title, d.KPI)), d.Period, p.here(d.At).Format("2 Jan"), p.names(d.People))
		if d.Told {
			line += "; the leads know, and it stands for the next review. `record-kpi` with a reason settles it."
		} else if !d.LeadsAt.IsZero() {
			line += "; next: the leads, " + p.here(d.LeadsAt).Format("Mon 2 Jan 15:04")
		}
		s.Rows = append(s.Rows, card.Item(line))
	}
	return s
}

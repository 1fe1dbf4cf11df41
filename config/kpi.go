package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type kpiDecl struct {
	header
	Title, Unit, Source field[words]
	Direction           field[partnership.Direction]
	Baseline            field[decimal.Decimal]
	Target              field[target]
	Low, High           field[decimal.Decimal]
	Tolerance, Weight   field[decimal.Decimal]
	Window              field[cadence.Period]
	Curve               field[partnership.Curve]
	Perspective         field[partnership.Perspective]
	Reporters           field[[]field[ref]]
	Critical            field[bool]
	Thresholds          *thresholdsDecl
}

func (k *kpiDecl) schema() schema {
	return schema{
		doc: "One measured figure of a goal. Its name is the key of an answer line, such as \"mql 130\", and is unique in the partnership.",
		attributes: []attribute{
			{name: "title", value: spokenLine(&k.Title, titleLimit), doc: "What the figure is called in mails, if its name does not say it."},
			{name: "unit", value: spokenLine(&k.Unit, 40), doc: "What is counted: \"leads\", \"%\", \"EUR\". Required unless the direction is binary."},
			{name: "direction", standard: "increase or decrease, from baseline to target", value: oneOf(&k.Direction, partnership.Directions()), doc: "Which way the figure should move; maintain_min and maintain_max keep it on one side of the target, range between two bounds; binary turns a no into a yes; cumulative sums what is reported."},
			{name: "baseline", value: number(&k.Baseline, anyNumber), doc: "The figure at the start. Required for increase and decrease, and for a target in percent."},
			{name: "target", value: targetOf(&k.Target), doc: "The figure to reach, or its change against the baseline as \"+20%\" or \"-10%\". Required unless the direction is range or binary."},
			{name: "low", value: number(&k.Low, anyNumber), doc: "The lower bound of a range."},
			{name: "high", value: number(&k.High, anyNumber), doc: "The upper bound of a range."},
			{name: "tolerance", value: number(&k.Tolerance, notNegative), doc: "How far a kept figure may pass its bound before it counts as lost."},
			{name: "window", standard: "since the goal's start", value: period(&k.Window), doc: "The rolling period over which a cumulative figure is summed."},
			{name: "curve", standard: `"linear"`, value: oneOf(&k.Curve, partnership.Curves()), doc: "How much of the way is expected when: evenly, through the planned shares of the goal's milestones, or nothing until the due day."},
			{name: "perspective", value: oneOf(&k.Perspective, partnership.Perspectives()), doc: "The group of the scorecard that the figure belongs to."},
			{name: "source", value: spokenLine(&k.Source, 200), doc: "Where the figure is taken from."},
			{name: "reporters", value: listOf(&k.Reporters, personOrRole), doc: "Who reports the figure."},
			{name: "critical", standard: "false", value: truth(&k.Critical), doc: "Whether the goal is red when this figure is."},
			{name: "weight", standard: "1", value: number(&k.Weight, positive), doc: "How much the figure counts within its goal."},
		},
		blocks: []nested{single("thresholds", &k.Thresholds)},
	}
}

func (k *kpiDecl) is(d partnership.Direction) bool { return k.Direction.value == d }

// keeps reports whether the figure is to stay rather than to move.
func (k *kpiDecl) keeps() bool {
	return k.is(partnership.MaintainMin) || k.is(partnership.MaintainMax) || k.is(partnership.InRange)
}

// absolute gives the figure to reach: t = b + x·|b| for a change of x (F1).
func (k *kpiDecl) absolute() decimal.Decimal {
	t := k.Target.value
	switch {
	case k.is(partnership.Binary):
		return decimal.New(1, 0)
	case !t.relative:
		return t.figure
	default:
		b := k.Baseline.value
		return b.Add(t.figure.Shift(-2).Mul(b.Abs()))
	}
}

// start gives the figure at the start: where it is kept when nothing else is
// said, nothing for what is summed or not yet there.
func (k *kpiDecl) start() decimal.Decimal {
	switch {
	case k.is(partnership.Binary) || k.is(partnership.Cumulative):
		return k.Baseline.or(decimal.Zero)
	case k.is(partnership.InRange):
		return k.Baseline.or(k.Low.value)
	default:
		return k.Baseline.or(k.absolute())
	}
}

func (k *kpiDecl) check(s *scope) {
	s.reserved(&k.header)
	s.resolveAll(k.Reporters, &k.header)
	if k.Thresholds != nil {
		k.Thresholds.check(s.reports)
	}
	if k.given["direction"] && !k.Direction.set {
		return // what else is needed depends on it
	}
	k.checkFit(s.reports)
	k.checkNeeds(s.reports)
	switch {
	case k.is(partnership.InRange):
		k.checkRange(s.reports)
	case k.Target.set && !k.is(partnership.Binary):
		k.checkTarget(s.reports)
	}
}

// need reports an absent attribute, but not one that could not be read.
func (k *kpiDecl) need(r *reports, name, why string) {
	if !k.given[name] {
		r.report(codeMissingAttribute, k.at(hcl.Range{}), "The %s needs the attribute %q, %s", k, name, why)
	}
}

// checkNeeds reports what the direction cannot do without.
func (k *kpiDecl) checkNeeds(r *reports) {
	if k.is(partnership.Binary) {
		return
	}
	k.need(r, "unit", "what is counted.")
	if k.is(partnership.InRange) {
		k.need(r, "low", "the lower bound of the range.")
		k.need(r, "high", "the upper bound of the range.")
		return
	}
	k.need(r, "target", "the figure to reach. Only a range and a yes or no can do without.")
	moves := !k.keeps() && !k.is(partnership.Cumulative)
	if k.Target.set && (moves || k.Target.value.relative) {
		k.need(r, "baseline", "the figure at the start. Only a figure that is kept or summed (direction maintain_min, maintain_max or cumulative, absolute target) can do without.")
	}
}

// checkFit reports attributes that mean nothing for the direction.
func (k *kpiDecl) checkFit(r *reports) {
	for _, a := range []struct {
		name string
		set  bool
		at   hcl.Range
		fits bool
		kind string
	}{
		{"baseline", k.Baseline.set, k.Baseline.at, k.takesBaseline(), "every direction but binary, which begins with no (0)"},
		{"target", k.Target.set, k.Target.at, k.takesTarget(), "every direction but range, which has low and high, and binary, which ends with yes (1)"},
		{"low", k.Low.set, k.Low.at, k.is(partnership.InRange), "the direction range"},
		{"high", k.High.set, k.High.at, k.is(partnership.InRange), "the direction range"},
		{"tolerance", k.Tolerance.set, k.Tolerance.at, k.keeps(), "the directions maintain_min, maintain_max and range"},
		{"window", k.Window.set, k.Window.at, k.is(partnership.Cumulative), "the direction cumulative"},
	} {
		if a.set && !a.fits {
			r.report(codeUnfit, k.at(a.at), "%q is for %s. Remove it, or change the direction.", a.name, a.kind)
		}
	}
}

// takesBaseline allows a figure of the direction binary to say what is so.
func (k *kpiDecl) takesBaseline() bool {
	return !k.is(partnership.Binary) || k.Baseline.value.IsZero()
}

func (k *kpiDecl) takesTarget() bool {
	switch t := k.Target.value; k.Direction.value {
	case partnership.InRange:
		return false
	case partnership.Binary:
		return !t.relative && t.figure.Equal(decimal.New(1, 0))
	default:
		return true
	}
}

func (k *kpiDecl) checkRange(r *reports) {
	if k.Low.set && k.High.set && !k.Low.value.LessThan(k.High.value) {
		r.report(codeUnfit, k.at(k.High.at), "The range runs from %s to %s, so no figure would be inside. The upper bound has to be more than the lower one.", k.Low.value, k.High.value)
	}
}

func (k *kpiDecl) checkTarget(r *reports) {
	switch relative := k.Target.value.relative; {
	case !k.Baseline.set && (relative || !k.keeps() && !k.is(partnership.Cumulative)):
		return // reported already
	case relative && k.Baseline.value.IsZero():
		r.report(codePercentOfZero, k.at(k.Target.at), "The target is a percentage of the baseline, and the baseline is 0, so it would stay 0. Write the target as a number.")
	case !k.keeps():
		k.checkMovement(r)
	}
}

func (k *kpiDecl) checkMovement(r *reports) {
	from, to := k.start(), k.absolute()
	want := k.Direction.value
	if k.is(partnership.Cumulative) {
		want = partnership.Increase
	}
	switch {
	case from.Equal(to):
		r.report(codeNoChange, k.at(k.Target.at),
			"Baseline and target are both %s, so nothing would change. Set another target, or direction = \"maintain_min\" or \"maintain_max\" to keep the figure.", to)
	case k.Direction.set && want != movement(from, to):
		r.report(codeDirection, k.at(k.Direction.at), "The direction is %q, but from %s to %s the figure would %s. Mend the direction or the target.",
			k.Direction.value, from, to, movement(from, to))
	}
}

func movement(from, to decimal.Decimal) partnership.Direction {
	if to.LessThan(from) {
		return partnership.Decrease
	}
	return partnership.Increase
}

func (k *kpiDecl) compile(s *scope) partnership.KPI {
	kpi := partnership.KPI{
		ID: k.name, Title: s.say(k.Title), Unit: s.say(k.Unit),
		Baseline: k.start(), Target: k.absolute(),
		Low: k.Low.pointer(), High: k.High.pointer(),
		Tolerance: k.Tolerance.pointer(), Window: k.Window.value.String(),
		Perspective: k.Perspective.value,
		Weight:      k.Weight.or(decimal.New(1, 0)),
		Source:      s.say(k.Source),
		Reporters:   s.peopleOf(k.Reporters.value),
		Critical:    k.Critical.value,
	}
	kpi.Direction = k.Direction.or(movement(kpi.Baseline, kpi.Target))
	if k.Curve.value != partnership.Linear {
		kpi.Curve = k.Curve.value // the empty curve is the linear one
	}
	if k.Thresholds != nil {
		kpi.Thresholds = k.Thresholds.compile()
	}
	return kpi
}

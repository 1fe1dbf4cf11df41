package config

import (
	"regexp"

	"github.com/hashicorp/hcl/v2"
	"github.com/shopspring/decimal"
	"github.com/zclconf/go-cty/cty"

	"github.com/rapport-engine/rapport/partnership"
)

type kpiDecl struct {
	header
	Title, Unit, Source field[string]
	Direction           field[partnership.Direction]
	Baseline            field[decimal.Decimal]
	Target              field[target]
	Tolerance, Weight   field[decimal.Decimal]
	Reporters           field[[]field[ref]]
	Critical            field[bool]
}

func (k *kpiDecl) schema() schema {
	return schema{
		doc: "One measured figure of a goal. Its name is the key of an answer line, such as \"mql 130\", and is unique in the partnership.",
		attributes: []attribute{
			{name: "title", value: line(&k.Title, titleLimit), doc: "What the figure is called in mails, if its name does not say it."},
			{name: "unit", required: true, value: line(&k.Unit, 40), doc: "What is counted: \"leads\", \"%\", \"EUR\"."},
			{name: "direction", standard: "increase or decrease, from baseline to target", value: oneOf(&k.Direction, partnership.Directions()), doc: "Which way the figure should move; maintain_min and maintain_max keep it on one side of the target."},
			{name: "baseline", value: number(&k.Baseline, anyNumber), doc: "The figure at the start. Required unless the direction is maintain_min or maintain_max."},
			{name: "target", required: true, value: targetOf(&k.Target), doc: "The figure to reach, or its change against the baseline as \"+20%\" or \"-10%\"."},
			{name: "tolerance", value: number(&k.Tolerance, notNegative), doc: "How far a kept figure may pass its bound before it counts as lost."},
			{name: "weight", standard: "1", value: number(&k.Weight, positive), doc: "How much the figure counts within its goal."},
			{name: "source", value: line(&k.Source, 200), doc: "Where the figure is taken from."},
			{name: "reporters", value: listOf(&k.Reporters, personOrRole), doc: "Who reports the figure."},
			{name: "critical", standard: "false", value: truth(&k.Critical), doc: "Whether the goal is red when this figure is."},
		},
		later: []string{"curve", "thresholds", "perspective", "window", "cumulative", "cadence", "evidence"},
	}
}

func personOrRole(f *field[ref]) binding { return reference(f, "person", "role") }

// target is a figure, or a change in percent of the baseline.
type target struct {
	figure   decimal.Decimal
	relative bool
}

var changeForm = regexp.MustCompile(`^([+-][0-9]{1,6}(?:\.[0-9]{1,6})?) ?%$`)

// targetOf binds 300 or "+150%".
func targetOf(into *field[target]) binding {
	var figure field[decimal.Decimal]
	absolute := number(&figure, anyNumber)
	return binding{called("number, or a change such as \"+20%\""), func(r *reader, e hcl.Expression) {
		v, ok := r.literal(e, "a number or a change such as \"+20%\"")
		if !ok {
			return
		}
		if v.IsNull() || v.Type() != cty.String {
			if absolute.read(r, e); figure.set {
				into.give(target{figure: figure.value}, e.Range())
			}
			return
		}
		m := changeForm.FindStringSubmatch(v.AsString())
		if m == nil {
			r.report(codeType, r.at(e.Range()), "%q is neither a number nor a change. Write a number without quotes, or a change with its sign, such as \"+20%%\".", v.AsString())
			return
		}
		into.give(target{figure: decimal.RequireFromString(m[1]), relative: true}, e.Range())
	}}
}

// absolute gives the figure to reach: t = b + x·|b| for a change of x (F1).
func (k *kpiDecl) absolute() decimal.Decimal {
	t := k.Target.value
	if !t.relative {
		return t.figure
	}
	b := k.Baseline.value
	return b.Add(t.figure.Shift(-2).Mul(b.Abs()))
}

// keeps reports whether the figure is to stay rather than to move.
func (k *kpiDecl) keeps() bool {
	return k.Direction.value == partnership.MaintainMin || k.Direction.value == partnership.MaintainMax
}

func (k *kpiDecl) check(s *scope) {
	s.reserved(&k.header)
	s.resolveAll(k.Reporters, &k.header)
	if !k.Target.set {
		return
	}
	switch relative := k.Target.value.relative; {
	case !k.Baseline.set && (relative || !k.keeps()):
		k.checkBaseline(s)
	case relative && k.Baseline.value.IsZero():
		s.report(codePercentOfZero, k.at(k.Target.at), "The target is a percentage of the baseline, and the baseline is 0, so it would stay 0. Write the target as a number.")
	case !k.keeps():
		k.checkMovement(s)
	}
}

// checkBaseline reports an absent baseline, but not one that could not be read.
func (k *kpiDecl) checkBaseline(s *scope) {
	if k.given["baseline"] {
		return
	}
	s.report(codeMissingAttribute, k.at(hcl.Range{}),
		"%s needs the attribute \"baseline\", the figure at the start. Only a figure that is kept (direction maintain_min or maintain_max, absolute target) can do without.",
		sentence(k.String()))
}

func (k *kpiDecl) checkMovement(s *scope) {
	from, to := k.Baseline.value, k.absolute()
	switch {
	case from.Equal(to):
		s.report(codeNoChange, k.at(k.Target.at),
			"Baseline and target are both %s, so nothing would change. Set another target, or direction = \"maintain_min\" or \"maintain_max\" to keep the figure.", to)
	case k.Direction.set && k.Direction.value != movement(from, to):
		s.report(codeDirection, k.at(k.Direction.at), "The direction is %q, but from %s to %s the figure would %s. Mend the direction or the target.",
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
		ID: k.name, Title: k.Title.value, Unit: k.Unit.value,
		Target:    k.absolute(),
		Baseline:  k.Baseline.or(k.absolute()),
		Weight:    k.Weight.or(decimal.New(1, 0)),
		Source:    k.Source.value,
		Reporters: s.peopleOf(k.Reporters.value),
		Critical:  k.Critical.value,
	}
	kpi.Direction = k.Direction.or(movement(kpi.Baseline, kpi.Target))
	if k.Tolerance.set {
		kpi.Tolerance = &k.Tolerance.value
	}
	return kpi
}

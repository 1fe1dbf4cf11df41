package standing

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// Sure is how sure somebody was in check-ins that the due dates are hit, and how far from
// what came of it (F4).
type Sure struct {
	Person      string              `json:"person"`
	Forecasts   measure.Forecasts   `json:"forecasts"` // all that was said so far
	Calibration measure.Calibration `json:"calibration,omitzero"`
}

// Say counts a confidence of a person in; with what they had said of the same round before.
func Say(list []Sure, r measure.Reading, before *measure.Reading) []Sure {
	i := slices.IndexFunc(list, func(s Sure) bool { return s.Person == r.Reporter })
	if i < 0 {
		i, list = len(list), append(list, Sure{Person: r.Reporter})
	}
	if before != nil {
		list[i].Forecasts = list[i].Forecasts.Without(before.Value)
	}
	list[i].Forecasts = list[i].Forecasts.With(r.Value)
	return list
}

// Judge counts what everybody had said in, once a goal has its grade: it came true if the
// goal was achieved. A goal that was never measured judges nobody.
func Judge(list []Sure, g measure.Grade) {
	if g == "" || g == measure.Ungraded {
		return
	}
	for i := range list {
		list[i].Calibration = list[i].Calibration.Judge(list[i].Forecasts, g == measure.Achieved)
	}
}

// Calibrate tells of each party, in the order of the spec, how far its people's confidence
// was from what came of the goals whose last day has passed: all that they said up to that
// day counts. Parties of which nobody said anything are left out.
func Calibrate(spec partnership.Spec, readings []measure.Reading, today cadence.Date) []PartyCalibration {
	sum := make([]measure.Calibration, len(spec.Parties))
	for _, g := range Stand(spec, readings, today).Goals {
		var said []Sure
		for _, r := range lastWords(Of(readings, string(partnership.TopicConfidence)), onePerson) {
			if r.Period <= g.Due.String() {
				said = Say(said, r, nil)
			}
		}
		Judge(said, g.Grade)
		for _, s := range said {
			party, _ := spec.PartyOf(s.Person)
			if i := slices.IndexFunc(spec.Parties, func(p partnership.Party) bool { return p.ID == party.ID }); i >= 0 {
				sum[i] = sum[i].Plus(s.Calibration)
			}
		}
	}
	var list []PartyCalibration
	for i, p := range spec.Parties {
		if sum[i].N > 0 {
			list = append(list, PartyCalibration{Party: p.ID, Calibration: sum[i]})
		}
	}
	return list
}

// PartyCalibration is that of the people of one party.
type PartyCalibration struct {
	Party string
	measure.Calibration
}

func onePerson(a, b measure.Reading) bool { return a.Reporter == b.Reporter }

// lastWords keep of several readings of one period from the same people the latest.
func lastWords(readings []measure.Reading, same func(a, b measure.Reading) bool) []measure.Reading {
	var list []measure.Reading
	for _, r := range readings {
		i := slices.IndexFunc(list, func(known measure.Reading) bool { return known.Period == r.Period && same(known, r) })
		switch {
		case i < 0:
			list = append(list, r)
		case !r.At.Before(list[i].At):
			list[i] = r
		}
	}
	return list
}

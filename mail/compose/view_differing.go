package compose

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// differingView fills the phrases about a figure that people report differently.
type differingView struct {
	Label, Period, Source string
	Claims                []claimView
	Counts                string // the less favourable value, or the one that was agreed
	Over                  lifecycle.Settling
	Reason                string
}

type claimView struct{ Who, Value string }

func viewDiffering(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var d lifecycle.Differing
	if err := json.Unmarshal(content, &d); err != nil {
		return nil, nil, err
	}
	_, kpi, _ := w.spec.KPI(d.KPI)
	v := differingView{
		Label: kpiLabel(kpi, d.KPI), Source: oneLine(kpi.Source), Counts: w.number(kpi, d.Counts), Over: d.Over, Reason: w.catalog.locale.quote(d.Reason),
	}
	for _, c := range d.Claims {
		v.Claims = append(v.Claims, claimView{Who: w.who(c.Person), Value: w.number(kpi, c.Value)})
	}
	var err error
	v.Period, err = w.day(d.Period)
	return v, nil, err
}

// number shows a value of a KPI.
func (w letterWriter) number(k partnership.KPI, d decimal.Decimal) string {
	return w.figure(k, partnership.NumberValue(d))
}

// disputeView fills the phrases about DISPUTE that came to nothing.
type disputeView struct{ Why, Figure, Known string }

func viewDispute(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var u lifecycle.UnclearDispute
	if err := json.Unmarshal(content, &u); err != nil {
		return nil, nil, err
	}
	label := func(id string) string {
		_, kpi, _ := w.spec.KPI(id)
		return kpiLabel(kpi, id)
	}
	var known []string
	for _, id := range u.Known {
		known = append(known, w.catalog.locale.quoted(label(id)))
	}
	return disputeView{Why: u.Why, Figure: clip(label(u.Figure), maxQuote), Known: w.catalog.locale.List(known)}, nil, nil
}

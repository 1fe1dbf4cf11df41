package compose

import (
	"encoding/json"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

func channelViewers() []templateViewer {
	return []templateViewer{{lifecycle.TemplateHandover, viewHandover}}
}

// handoverView fills the phrases of a successor's first mail.
type handoverView struct{ Who string }

// handoverLine is one line of it.
type handoverLine struct {
	Name, Party, What, Due, About, Type, Who, Text string
	Signs                                          bool
}

// viewHandover puts on one page what a successor has to know: who is who, what is
// agreed, what is open and promised, the last figures, and what need not be done.
func viewHandover(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var h lifecycle.Handover
	if err := json.Unmarshal(content, &h); err != nil {
		return nil, nil, err
	}
	who := oneLine(h.Who)
	var lines []noticeLine
	for _, c := range leads(w.spec, w.person.ID) {
		lines = append(lines, noticeLine{"contact", handoverLine{Name: c.Name, Party: c.Party}})
	}
	lines = append(lines, w.owned(h.Of)...)
	lines = append(lines, w.reported(h.Of)...)
	for _, list := range []struct {
		phrase string
		asks   []lifecycle.Waiting
	}{{"waiting", h.Waiting}, {"promised", h.Promised}} {
		for _, ask := range list.asks {
			day, err := cadence.ParseDate(ask.Due)
			if err != nil {
				return nil, nil, err
			}
			lines = append(lines, noticeLine{list.phrase, handoverLine{Type: string(ask.Type), About: w.named(ask.About), Due: w.catalog.locale.Date(day)}})
		}
	}
	if h.Blocker != "" {
		lines = append(lines, noticeLine{"blocker", handoverLine{Who: who, Text: w.catalog.locale.quote(h.Blocker)}})
	}
	for _, g := range w.catalog.locale.goals(w.standing) {
		lines = append(lines, noticeLine{"goal", g})
		for _, k := range g.KPIs {
			if k.Value != "" {
				lines = append(lines, noticeLine{"figure", k})
			}
		}
	}
	lines = append(lines, noticeLine{"need-not", handoverLine{Who: who, Signs: h.Signs}})
	return handoverView{Who: who}, lines, nil
}

// owned lists what is somebody's to do: goals, milestones, obligations.
func (w letterWriter) owned(person string) []noticeLine {
	var lines []noticeLine
	add := func(what string, due cadence.Date) {
		line := handoverLine{What: oneLine(what)}
		if !due.IsZero() {
			line.Due = w.catalog.locale.Date(due)
		}
		lines = append(lines, noticeLine{"owns", line})
	}
	for _, g := range w.spec.Goals {
		if g.Owner == person {
			add(g.Statement, g.Due)
		}
		for _, m := range g.Milestones {
			if m.Owner == person {
				add(milestoneName(m), m.Due)
			}
		}
	}
	for _, party := range w.spec.Parties {
		for _, o := range party.Obligations {
			if o.Owner == person {
				add(o.What, o.Due)
			}
		}
	}
	return lines
}

func milestoneName(m partnership.Milestone) string {
	if m.Title != "" {
		return m.Title
	}
	return m.ID
}

// reported lists the figures that somebody is asked for.
func (w letterWriter) reported(person string) []noticeLine {
	var lines []noticeLine
	for _, g := range w.spec.Goals {
		for _, k := range g.KPIs {
			if slices.Contains(k.Reporters, person) {
				lines = append(lines, noticeLine{"reports", handoverLine{What: kpiLabel(k, k.ID)}})
			}
		}
	}
	return lines
}

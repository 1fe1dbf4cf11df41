package compose

import (
	"encoding/json"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
)

func checkInViewers() []templateViewer {
	return []templateViewer{{checkin.TemplateSummary, viewSummary}}
}

// summaryView fills the phrases about a round.
type summaryView struct {
	Date    string
	Missing bool
}

// summaryLine is one line about a round: a figure, or somebody's words.
type summaryLine struct {
	Label, Value, Who string
	Provisional       bool   // the person called the figure rough or not final
	Taker             string // who looks after what is in the way
}

func viewSummary(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var s checkin.Summary
	if err := json.Unmarshal(content, &s); err != nil {
		return nil, nil, err
	}
	day, err := cadence.ParseDate(s.Date)
	if err != nil {
		return nil, nil, err
	}
	var lines []noticeLine
	for _, f := range s.Figures {
		_, kpi, _ := w.spec.KPI(f.KPI)
		phrase := "figure"
		if f.Value.Unknown {
			phrase = "unknown"
		}
		lines = append(lines, noticeLine{phrase, summaryLine{
			Label: kpiLabel(kpi, f.KPI), Value: w.figure(kpi, f.Value), Who: w.who(f.Person), Provisional: f.Provisional,
		}})
	}
	for _, l := range s.Without {
		_, kpi, _ := w.spec.KPI(l.KPI)
		since, err := w.day(l.Period)
		if err != nil {
			return nil, nil, err
		}
		lines = append(lines, noticeLine{"without", summaryLine{Label: kpiLabel(kpi, l.KPI), Value: since}})
	}
	for _, c := range s.Confidence {
		lines = append(lines, noticeLine{"confidence", summaryLine{Who: w.party(c.Party), Value: w.catalog.locale.Number(c.Mean)}})
	}
	for _, b := range s.Blockers {
		line := summaryLine{Who: w.who(b.Person), Value: w.catalog.locale.quote(b.Text)}
		if lead, ok := w.spec.LeadOf(b.Person); ok {
			line.Taker = oneLine(lead.Name)
		}
		lines = append(lines, noticeLine{"blocker", line})
	}
	for _, t := range s.Texts {
		lines = append(lines, noticeLine{"text", summaryLine{Label: oneLine(w.tongue.say(t.Question)), Who: w.who(t.Person), Value: w.catalog.locale.quote(t.Text)}})
	}
	if !w.goalsShown {
		lines = append(lines, w.goalLines()...)
	}
	return summaryView{Date: w.catalog.locale.Date(day), Missing: s.Missing}, lines, nil
}

func kpiLabel(k partnership.KPI, id string) string {
	if k.Title != "" {
		return oneLine(k.Title)
	}
	return oneLine(id)
}

// figure shows what somebody reported for a KPI.
func (w letterWriter) figure(k partnership.KPI, v partnership.Value) string {
	if v.Number != nil && k.Direction == partnership.Binary {
		return w.catalog.locale.YesNo(*v.Number)
	}
	return w.catalog.locale.value(v, oneLine(k.Unit))
}

// who names a person, also one who has left.
func (w letterWriter) who(id string) string {
	if p, ok := w.spec.Person(id); ok {
		return oneLine(p.Name)
	}
	return oneLine(id)
}

func (w letterWriter) party(id string) string {
	for _, p := range w.spec.Parties {
		if p.ID == id {
			return oneLine(p.Name)
		}
	}
	return oneLine(id)
}

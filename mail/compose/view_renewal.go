package compose

import (
	"encoding/json"
	"fmt"

	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
)

// renewalView fills the phrases about whether a partnership goes on.
type renewalView struct {
	// Ends is the last day, Next the one that is proposed.
	Ends, Next string
	// Of Asked leads Answered have said what they see.
	Asked, Answered int
	// Verdict is what was decided, Lead says that the reader speaks for a party.
	Verdict string
	Lead    bool
	// Changes says that somebody wants something changed.
	Changes bool
}

// renewalHealth is how the partnership does, as one line.
type renewalHealth struct{ Points, RAG string }

// renewalLine is what a lead has said.
type renewalLine struct {
	Who, Party, Way, Until, Text string
}

// viewRenewal shows what there is to know before the parties decide, and what they decided.
func viewRenewal(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var p review.Prospect
	if len(content) > 0 {
		if err := json.Unmarshal(content, &p); err != nil {
			return nil, nil, fmt.Errorf("read whether a partnership goes on: %w", err)
		}
	}
	v := renewalView{Asked: p.Asked, Answered: p.Answered, Verdict: p.Verdict, Lead: w.leads()}
	for _, s := range p.Stands {
		v.Changes = v.Changes || s.Said != ""
	}
	for _, d := range []struct {
		from string
		to   *string
	}{{p.Ends, &v.Ends}, {p.Next, &v.Next}} {
		var err error
		if *d.to, err = w.day(d.from); err != nil {
			return nil, nil, err
		}
	}
	if w.letter.Responds() {
		return v, nil, nil
	}
	switch w.letter.Wording() {
	case review.TemplateRenewalDecision:
		lines, err := w.prospectLines(p)
		return v, lines, err
	case review.TemplateRenewalResult:
		lines, err := w.standLines(p)
		return v, lines, err
	default:
		return v, nil, nil
	}
}

// prospectLines are the page: results, health, what each side put in and got, what was kept,
// and what those who lead see and would change.
func (w letterWriter) prospectLines(p review.Prospect) ([]noticeLine, error) {
	lines := append([]noticeLine{{sectionPhrase + "goals", nil}}, w.goalLines()...)
	if h := p.Health; h != nil && h.Score.OK && h.RAG != measure.Unknown {
		lines = append(lines, noticeLine{sectionPhrase + "health", nil}, noticeLine{"health", renewalHealth{Points: fmt.Sprint(health.Points(h.Score.Value)), RAG: string(h.RAG)}})
		for _, c := range h.Causes {
			lines = append(lines, noticeLine{"cause", w.cause(c)})
		}
	}
	totals, err := w.totals()
	if err != nil {
		return nil, err
	}
	if len(totals) > 0 {
		lines = append(append(lines, noticeLine{sectionPhrase + "value", nil}), totals...)
	}
	if k := p.Kept; k.Milestones+k.Overdue > 0 {
		lines = append(lines, noticeLine{sectionPhrase + "kept", nil})
		if k.Milestones > 0 {
			lines = append(lines, noticeLine{"milestones", countView{k.Milestones, k.Met, k.InTime}})
		}
		if k.Overdue > 0 {
			lines = append(lines, noticeLine{"overdue", countView{All: k.Overdue}})
		}
	}
	for _, part := range []string{review.QuestionResults, review.QuestionWish} {
		if said := w.saidTo("said", part, ""); len(said) > 0 {
			lines = append(append(lines, noticeLine{sectionPhrase + part, nil}), said...)
		}
	}
	return lines, nil
}

// totals are what each side has put in and got by the day of the letter.
func (w letterWriter) totals() ([]noticeLine, error) {
	today, err := w.here(w.letter.At)
	if err != nil {
		return nil, err
	}
	a := account{letterWriter: w, standing: ledger.AsTold(w.spec, w.letter.Ledger, today)}
	a.Currency = w.spec.Currency
	return a.totals(), nil
}

// standLines are what each lead has said, for the others who lead.
func (w letterWriter) standLines(p review.Prospect) ([]noticeLine, error) {
	var lines []noticeLine
	for _, s := range p.Stands {
		line := renewalLine{Who: w.who(s.Person), Party: w.party(s.Party), Way: string(s.Way), Text: w.catalog.locale.quote(clip(oneLine(s.Said), maxQuote))}
		var err error
		if line.Until, err = w.day(s.Until); err != nil {
			return nil, err
		}
		lines = append(lines, noticeLine{"stand", line})
	}
	return lines, nil
}

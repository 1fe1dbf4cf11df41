package charter

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// rhythms are what comes round, and where things lie.
func (w *writer) rhythms() []Clause {
	var items []string
	add := func(name string, rule cadence.Rule, v map[string]any) {
		v["When"] = w.when(rule)
		items = append(items, w.say(name, v))
	}
	for _, c := range w.Spec.CheckIns {
		add("check-in", c.Rule, map[string]any{"About": c.About, "Asked": w.names(c.Ask), "Window": w.Span(c.Window)})
	}
	for _, m := range w.Spec.Meetings {
		title := m.Title
		if title == "" {
			title = label(m.ID)
		}
		add("meeting", m.Rule, map[string]any{
			"Title": title, "Informal": m.Informal, "Duration": w.Span(m.Duration), "Invited": w.names(m.Invite), "Chair": w.name(m.Chair), "Hosts": w.parties(m.Hosts),
		})
	}
	for _, i := range w.Spec.Ideas {
		v := map[string]any{"When": "", "Date": "", "Asked": w.names(i.Ask)}
		switch {
		case i.Rule != nil:
			add("ideas", *i.Rule, v)
			continue
		case !i.Date.IsZero():
			v["Date"] = w.Date(i.Date)
		}
		items = append(items, w.say("ideas", v))
	}
	for _, r := range w.Spec.Reviews {
		add("review", r.Rule, map[string]any{"Method": string(r.Method), "Asked": w.names(r.Ask), "Chair": w.name(r.Chair), "Duration": w.Span(r.Duration), "Open": r.Readers == partnership.ReadersAll})
	}
	for _, s := range w.Spec.Surveys {
		v := map[string]any{"When": "", "After": string(s.After), "Asked": w.names(s.Ask), "Anonymous": s.Anonymous, "MinN": s.MinN}
		if s.Rule != nil {
			add("survey", *s.Rule, v)
			continue
		}
		items = append(items, w.say("survey", v))
	}
	for _, r := range w.Spec.Reports {
		add("report", r.Rule, map[string]any{"To": w.names(r.To)})
	}
	var shared []string
	for _, r := range w.Spec.Resources {
		title := r.Title
		if title == "" {
			title = label(r.ID)
		}
		shared = append(shared, w.say("resource", map[string]string{"Title": title, "URL": r.URL, "Owner": w.name(r.Owner), "Access": w.names(r.Access)}))
	}
	return []Clause{w.clause("by-mail", nil), w.listing("regular", nil, items), w.listing("shared", nil, shared)}
}

// when says a rule on the clock of the partnership.
func (w *writer) when(rule cadence.Rule) string {
	said, err := w.Rhythm(rule, cadence.City(w.Spec.Zone))
	if err != nil && w.err == nil {
		w.err = err
	}
	return said
}

func (w *writer) parties(ids []string) string {
	var names []string
	for _, id := range ids {
		name := label(id)
		for _, p := range w.Spec.Parties {
			if p.ID == id {
				name = p.Name
			}
		}
		names = append(names, name)
	}
	return w.List(names)
}

// late is what happens when something is late or off its plan.
func (w *writer) late() []Clause {
	var clauses []Clause
	for _, e := range w.Spec.Escalations {
		var steps []string
		for _, s := range e.Steps {
			if s.Owner || len(s.Notify) > 0 {
				steps = append(steps, w.say("step", map[string]any{"After": w.Span(s.After), "Owner": s.Owner, "Told": w.names(s.Notify), "Repeat": s.Repeat}))
			}
		}
		clauses = append(clauses, w.listing("escalation", e.ID, steps))
	}
	for _, c := range w.Spec.Corrections {
		clauses = append(clauses, w.clause("correction", map[string]string{"Contain": w.Span(c.Contain), "Cause": w.Span(c.Cause), "Plan": w.Span(c.Plan)}))
	}
	var watched []string
	for _, g := range w.Spec.Guards {
		watched = append(watched, w.say("guard", map[string]string{"When": w.Says(w.Spec, g.When), "Then": string(g.Then)}))
	}
	return append(clauses, w.listing("guards", nil, watched))
}

// conflict is the way from a disagreement to an agreement.
func (w *writer) conflict() []Clause {
	ladder := w.Spec.Ladder()
	var levels []string
	for _, l := range ladder.Levels {
		levels = append(levels, w.say("level", map[string]any{
			"Parties": l.Parties, "Who": w.names(l.Who), "Contact": l.Contact, "Alternate": l.Alternate, "External": l.External, "Text": l.Text,
			"Within": w.Span(l.Within), "Respond": w.Span(l.Respond), "Meet": w.Span(l.Meet), "Refused": w.Span(l.RefusedAfter),
		}))
	}
	var looks []string
	for _, s := range ladder.FollowUp {
		looks = append(looks, w.Span(s))
	}
	clauses := []Clause{w.clause("raise", nil), w.listing("levels", nil, levels), w.clause("looks", w.List(looks))}
	if !ladder.CoolingOff.IsZero() {
		clauses = append(clauses, w.clause("cooling-off", w.Span(ladder.CoolingOff)))
	}
	return clauses
}

// decisions are the rules by which the parties decide together.
func (w *writer) decisions() []Clause {
	var clauses []Clause
	var votes []string
	weighted := false
	for _, p := range w.Spec.Parties {
		weight := decimal.NewFromInt(1)
		if p.VotingWeight != nil {
			weight, weighted = *p.VotingWeight, true
		}
		votes = append(votes, p.Name+": "+w.Number(weight))
	}
	if weighted {
		clauses = append(clauses, w.clause("votes", w.List(votes)))
	}
	for _, r := range w.Spec.DecisionRules {
		clauses = append(clauses, w.listing("rule", label(r.ID), w.rule(r)))
	}
	return clauses
}

func (w *writer) rule(r partnership.DecisionRule) []string {
	var items []string
	share := func(name string, d *decimal.Decimal) {
		if d != nil {
			items = append(items, w.say(name, w.Fraction(*d)))
		}
	}
	span := func(name string, s cadence.Span) {
		if !s.IsZero() {
			items = append(items, w.say(name, w.Span(s)))
		}
	}
	share("quorum", r.Quorum)
	if r.OnePerParty {
		items = append(items, w.say("one-per-party", nil))
	}
	share("majority", r.Majority)
	span("notice", r.Notice)
	span("extraordinary-notice", r.ExtraordinaryIn)
	span("agenda-before", r.AgendaBefore)
	span("extraordinary-agenda", r.AgendaUrgent)
	span("minutes-within", r.MinutesWithin)
	span("accepted-after", r.AcceptedAfter)
	span("veto-window", r.VetoWindow)
	span("consultation", r.Consultation)
	span("written-procedure", r.WrittenProcedure)
	span("cure-period", r.CurePeriod)
	span("extension", r.Extension)
	if r.SilenceConsents {
		items = append(items, w.say("silence-consents", nil))
	}
	return items
}

// changes says how the charter itself is changed.
func (w *writer) changes() []Clause {
	return []Clause{w.clause("material", len(w.Spec.Parties)), w.clause("immaterial", nil), w.clause("silence", nil)}
}

// exit is how the parties part.
func (w *writer) exit() []Clause {
	e := w.Spec.Exit
	var clauses []Clause
	if w.Spec.Renewal != nil {
		clauses = append(clauses, w.clause("renewal", w.Span(w.Spec.RenewalTimes().Before)))
	}
	if e == nil {
		return append(clauses, w.clause("last-day", w.Date(w.Spec.End)))
	}
	if e.Notice.IsZero() {
		clauses = append(clauses, w.clause("last-day", w.Date(w.Spec.End)))
	} else {
		clauses = append(clauses, w.clause("leave", w.Span(e.Notice)))
	}
	if e.Continuity != "" {
		clauses = append(clauses, Clause{Text: stop(e.Continuity)})
	}
	if !e.Parallel.IsZero() {
		clauses = append(clauses, w.clause("parallel", w.Span(e.Parallel)))
	}
	var triggers, tasks []string
	for _, t := range e.Triggers {
		triggers = append(triggers, w.say("trigger", w.Says(w.Spec, t.When)))
	}
	for _, t := range e.Tasks {
		tasks = append(tasks, w.say("task", map[string]string{"Within": w.Span(t.Within), "What": t.What, "Owner": w.name(t.Owner)}))
	}
	return append(clauses, w.listing("triggers", nil, triggers), w.listing("tasks", nil, tasks))
}

// signTimes are how long people have to sign, where they sign by mail.
func (w *writer) signTimes() map[string]string {
	v := map[string]string{"Within": "", "Expires": ""}
	if w.Spec.SignsByMail() {
		v["Within"], v["Expires"] = w.Span(w.Spec.Agreement.Signing), w.Span(w.Spec.Agreement.Expires)
	}
	return v
}

// signing is a line for everybody who signs.
func (w *writer) signing() Signing {
	s := Signing{Title: w.say("signatures", nil)}
	pending := 0
	for _, party := range w.Spec.Parties {
		for _, signer := range party.Signers("") {
			line := Line{Name: w.name(signer.Person), Party: party.Name, State: w.say("unsigned", nil)}
			for _, given := range w.Signatures {
				if given.Person == signer.Person {
					line.State, line.Signed = w.say("signed", w.Date(given.On)), true
				}
			}
			if !line.Signed {
				pending++
			}
			s.Lines = append(s.Lines, line)
		}
	}
	switch {
	case w.Spec.Agreement != nil && w.Spec.Agreement.Elsewhere():
		s.Text, s.Lines = w.say("elsewhere", map[string]string{"On": w.Date(w.Spec.Agreement.SignedOn), "Reference": w.Spec.Agreement.Reference}), nil
	case pending == 0:
		s.Text = w.say("all-signed", nil)
	default:
		s.Text = w.say("to-sign", w.signTimes())
	}
	return s
}

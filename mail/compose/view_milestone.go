package compose

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
)

func milestoneViewers() []templateViewer {
	var list []templateViewer
	for _, t := range append(milestone.Kind().Templates, milestone.PhrasesSettled) {
		list = append(list, templateViewer{t, viewMilestone})
	}
	return list
}

// milestoneView fills the phrases about a milestone. Days and moments are in the
// reader's words, people by name.
type milestoneView struct {
	Title, Evidence, Due string
	Owner, OwnerParty    string
	Acceptor, Accepting  string
	Asked, Declined      string
	NewDay               string
	Outcome              procedure.Outcome
	By, Reason           string
	Admin                bool // an admin decided
	Since, Claimed       string
	Unconfirmed          bool
	Number, Refusals     int
	Last                 bool
	Next, NextPeople     string
	Mine, Own, Executive bool
	InTime               string
	SaidBy, Said         string
	RefusedBy, Refused   string
	Late, Overtaken      bool
}

// milestoneLine is a line about a milestone: another one, or somebody's words.
type milestoneLine struct{ Title, Who, Due, Text string }

func viewMilestone(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c milestone.Content
	if err := json.Unmarshal(content, &c); err != nil {
		return nil, nil, err
	}
	_, m, _ := w.spec.Milestone(c.Milestone)
	v := milestoneView{
		Title: w.milestone(c.Milestone), Evidence: strings.TrimRight(oneLine(m.Acceptance), "."),
		Owner: w.who(c.Owner), OwnerParty: w.partyOf(c.Owner), Outcome: c.Outcome,
		Reason: w.catalog.locale.quote(c.Reason), Admin: c.By == procedure.Admin, Unconfirmed: c.Unconfirmed, Number: c.Number, Refusals: c.Refusals, Last: c.Last,
		Mine: c.Mine, Own: c.Own, Executive: c.Executive, Late: !c.Since.IsZero(), Overtaken: c.Overtaken,
		SaidBy: w.who(c.Said.By), Said: w.catalog.locale.quote(c.Said.Text),
		RefusedBy: w.who(c.Refused.By), Refused: w.catalog.locale.quote(c.Refused.Text),
	}
	if c.Acceptor != "" {
		v.Acceptor, v.Accepting = w.who(c.Acceptor), w.partyOf(c.Acceptor)
	}
	if c.By != "" && !v.Admin {
		v.By = w.who(c.By)
	}
	for _, d := range []struct {
		from string
		to   *string
	}{{c.Due, &v.Due}, {c.Asked, &v.Asked}, {c.Declined, &v.Declined}, {c.NewDay, &v.NewDay}} {
		text, err := w.day(d.from)
		if err != nil {
			return nil, nil, err
		}
		*d.to = text
	}
	for _, t := range []struct {
		from time.Time
		to   *string
	}{{c.Claimed, &v.Claimed}, {c.Next, &v.Next}, {c.Since, &v.Since}} {
		text, err := w.catalog.locale.momentIn(t.from, w.person.Zone)
		if err != nil {
			return nil, nil, err
		}
		*t.to = text
	}
	var next, met []string
	for _, id := range c.NextPeople {
		if id != w.person.ID {
			next = append(next, w.who(id))
		}
	}
	for _, id := range c.InTime {
		met = append(met, w.milestone(id))
	}
	v.NextPeople, v.InTime = w.catalog.locale.List(next), w.catalog.locale.List(met)
	lines, err := w.milestoneLines(c, v)
	return v, lines, err
}

// milestoneLines are what stands below: the words of others, and other milestones.
func (w letterWriter) milestoneLines(c milestone.Content, v milestoneView) ([]noticeLine, error) {
	var lines []noticeLine
	add := func(phrase string, l milestoneLine) {
		if w.catalog.text.Lookup(string(w.letter.Wording())+"."+phrase) != nil { // not every mail has a use for it
			lines = append(lines, noticeLine{phrase, l})
		}
	}
	for _, others := range []struct {
		name string
		list []milestone.Other
	}{{"unmet", c.Unmet}, {"holds-up", c.HoldsUp}} {
		for _, o := range others.list {
			due, err := w.day(o.Due)
			if err != nil {
				return nil, err
			}
			add(others.name, milestoneLine{Title: w.milestone(o.Milestone), Who: w.who(o.Owner), Due: due})
		}
	}
	if v.Said != "" {
		add("said", milestoneLine{Who: v.SaidBy, Text: v.Said})
	}
	if v.Refused != "" {
		add("refused", milestoneLine{Who: v.RefusedBy, Text: v.Refused})
	}
	return lines, nil
}

// milestone names a milestone, also one that the spec does not have any more.
func (w letterWriter) milestone(id string) string {
	if _, m, ok := w.spec.Milestone(id); ok && m.Title != "" {
		return oneLine(m.Title)
	}
	return oneLine(id)
}

func (w letterWriter) partyOf(person string) string {
	party, _ := w.spec.PartyOf(person)
	return oneLine(party.Name)
}

package compose

import (
	"encoding/json"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

const (
	// maxParts is how many lines a welcome has about what somebody is here for, and
	// maxRhythms about what comes round: it is read in half a minute.
	maxParts   = 7
	maxRhythms = 4
)

func welcomeViewers() []templateViewer {
	return []templateViewer{{lifecycle.TemplateWelcome, viewWelcome}}
}

// welcomeView fills the phrases of the page that everybody gets once.
type welcomeView struct {
	// Party is the reader's, and Lead leads it; nobody where that is the reader. Reads is who
	// reads what is not right.
	Party, Lead, Reads string
	// Right and Wrong are what the reader has said of it, and Told is who hears that it is
	// wrong.
	Right, Wrong bool
	Told         string
}

// partLine is a line about what the reader is here for.
type partLine struct {
	Role, Duties, What, Due string
	More                    int
}

// rhythmLine is something that comes round.
type rhythmLine struct {
	Kind, When string
	Mails      int
}

func viewWelcome(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c lifecycle.Welcome
	if err := json.Unmarshal(content, &c); err != nil {
		return nil, nil, err
	}
	v := welcomeView{Party: w.partyOf(w.person.ID), Told: w.who(c.Lead), Right: c.Right != nil && *c.Right, Wrong: c.Right != nil && !*c.Right}
	if lead, ok := w.spec.LeadOf(w.person.ID); ok {
		v.Reads = oneLine(lead.Name)
		if !slices.Contains(w.person.Roles, partnership.RoleLead) {
			v.Lead = v.Reads
		}
	}
	if others := leads(w.spec, w.person.ID); v.Reads == "" && len(others) > 0 {
		v.Reads = others[0].Name
	}
	if w.letter.Form == procedure.FormClosed || w.letter.Form == procedure.FormReceipt {
		return v, nil, nil
	}
	rhythms, err := w.rhythms()
	if err != nil {
		return nil, nil, err
	}
	_, shared, err := viewResources(w, nil)
	if err != nil {
		return nil, nil, err
	}
	lines := slices.Concat([]noticeLine{{"section-part", nil}}, w.part())
	if len(shared) > 0 {
		lines = slices.Concat(lines, []noticeLine{{"section-shared", nil}}, shared)
	}
	return v, slices.Concat(lines, []noticeLine{{"section-mail", nil}}, rhythms), nil
}

// part says what the reader is here for: by their roles, and by what is theirs to do and to
// report.
func (w letterWriter) part() []noticeLine {
	var lines []noticeLine
	for _, role := range w.person.Roles {
		line := partLine{Role: oneLine(string(role))}
		for _, d := range w.spec.Duties {
			if d.Role == role {
				line.Duties = w.catalog.locale.List(d.Duties)
			}
		}
		if line.Duties != "" || slices.Contains(partnership.Roles(), role) {
			lines = append(lines, noticeLine{"role", line})
		}
	}
	lines = slices.Concat(lines, w.areas(), w.owned(w.person.ID), w.reported(w.person.ID))
	if more := len(lines) - maxParts; more > 0 {
		lines = append(lines[:maxParts], noticeLine{"more", partLine{More: more}})
	}
	return lines
}

// rhythms say what mail comes to the reader, and how often.
func (w letterWriter) rhythms() ([]noticeLine, error) {
	var lines []noticeLine
	var failed error
	add := func(kind string, ask []string, rule *cadence.Rule) {
		if rule == nil || !slices.Contains(ask, w.person.ID) {
			return
		}
		when, err := w.catalog.locale.Rhythm(*rule, cadence.City(w.spec.Zone))
		if err != nil {
			failed = err
		}
		lines = append(lines, noticeLine{"rhythm", rhythmLine{Kind: kind, When: when}})
	}
	for _, c := range w.spec.CheckIns {
		add("check-in", c.Ask, &c.Rule)
	}
	for _, s := range w.spec.Surveys {
		add("survey", s.Ask, s.Rule)
	}
	for _, i := range w.spec.Ideas {
		add("ideas", i.Ask, i.Rule)
	}
	for _, r := range w.spec.Reviews {
		add("review", r.Ask, &r.Rule)
	}
	lines = lines[:min(len(lines), maxRhythms)]
	if !w.among {
		lines = append(lines, noticeLine{"besides", rhythmLine{Mails: w.spec.MailsAWeek()}})
	}
	return lines, failed
}

package lifecycle

import (
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
)

// TemplateAreaAsked tells those who do the work of an area what was asked about it, and who
// answers.
const TemplateAreaAsked procedure.Template = "area-asked"

// AreaAsked is what a mail says of it.
type AreaAsked struct {
	Area    string `json:"area"`
	By      string `json:"by"`
	Owner   string `json:"owner"` // who answers
	What    string `json:"what"`
	Blocker bool   `json:"blocker,omitempty"`
}

// tellArea lets those who do the work of an area hear what was asked about it, with their
// next mail. Who asks and who answers know it.
func (p *Partnership) tellArea(out *procedure.Out, h procedure.Heard, i procedure.Item, now time.Time) {
	area, ok := p.Declared.AreaOf(h.Person, h.Command)
	if !ok {
		return
	}
	for _, person := range area.Responsible {
		if person == h.Person || person == i.Owner {
			continue
		}
		l := p.notice(TemplateAreaAsked, person, now).With(AreaAsked{Area: area.ID, By: h.Person, Owner: i.Owner, What: i.What, Blocker: h.Name == partnership.CommandBlocker})
		l.Key, l.Rides, l.Topic = strings.Join([]string{string(TemplateAreaAsked), i.ID, person}, "/"), true, string(TemplateAreaAsked)+"/"+i.ID
		p.write(out, l)
	}
}

// areaSection names the areas for which nobody answers.
func (p *Partnership) areaSection() card.Section {
	open := p.Declared.AreasWithoutAnswer()
	if len(open) == 0 || p.Phase == PhaseClosed {
		return card.Section{}
	}
	names := slices.Clone(open)
	for i := range names {
		names[i] = card.Cell(names[i])
	}
	return card.Section{Title: "Nobody answers for", Intro: strings.Join(names, ", ") + ": name one person as `accountable` in an `area` block."}
}

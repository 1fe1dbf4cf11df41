package compose

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

func areaViewers() []templateViewer {
	return []templateViewer{{lifecycle.TemplateAreaAsked, viewAreaAsked}}
}

// areaView fills the phrases about what was asked of an area.
type areaView struct {
	Area, By, Party, Owner, What string
	Blocker                      bool
}

func viewAreaAsked(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c lifecycle.AreaAsked
	if err := json.Unmarshal(content, &c); err != nil {
		return nil, nil, err
	}
	return areaView{
		Area: w.area(c.Area), By: w.who(c.By), Party: w.partyOf(c.By), Owner: w.who(c.Owner), Blocker: c.Blocker,
		What: w.catalog.locale.quote(stopped(clip(oneLine(c.What), maxQuote))),
	}, nil, nil
}

// area names an area: one that every partnership has in the reader's words, any other as its
// author called it.
func (w letterWriter) area(id string) string {
	if known, err := w.catalog.line("area-name", id); err == nil && known != "" {
		return known
	}
	return oneLine(strings.NewReplacer("_", " ", "-", " ").Replace(id))
}

// hear are those who do the work of an area and hear what the reader has asked about it.
func (w letterWriter) hear(a partnership.Area) string {
	var names []string
	for _, id := range a.Responsible {
		if _, there := w.spec.Person(id); there && id != w.person.ID && id != a.Accountable {
			names = append(names, w.who(id))
		}
	}
	return w.catalog.locale.List(names)
}

// areas say what part the reader has in the areas of the partnership.
func (w letterWriter) areas() []noticeLine {
	var lines []noticeLine
	for _, part := range []struct {
		phrase string
		of     func(partnership.Area) []string
	}{
		{"accountable", func(a partnership.Area) []string { return []string{a.Accountable} }},
		{"responsible", func(a partnership.Area) []string { return a.Responsible }},
		{"consulted", func(a partnership.Area) []string { return a.Consulted }},
		{"informed", func(a partnership.Area) []string { return a.Informed }},
	} {
		var names []string
		for _, a := range w.spec.Areas {
			if !a.NotApplicable && slices.Contains(part.of(a), w.person.ID) {
				names = append(names, w.area(a.ID))
			}
		}
		if len(names) > 0 {
			lines = append(lines, noticeLine{part.phrase, partLine{What: w.catalog.locale.List(names)}})
		}
	}
	return lines
}

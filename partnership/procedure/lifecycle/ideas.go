package lifecycle

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// PhaseDiscovery is that of a partnership that has no goals yet: a round of ideas looks for
// some, and nothing else runs. When goals are declared the parties are asked for their
// consent, as at any beginning (procedures 5).
const PhaseDiscovery Phase = "discovery"

// longestIdeas is how long a round that a fact has begun may take.
const longestIdeas = 90 * 24 * time.Hour

// phrasesIdeas word what is said to somebody who answers a round that has ended.
const phrasesIdeas procedure.Template = "ideas-decided"

// firstPhase is where a partnership begins.
func (p *Partnership) firstPhase() Phase {
	if p.discovers() {
		return PhaseDiscovery
	}
	return PhaseProposed
}

// WaitsToBegin reports whether the partnership is declared and has not begun.
func (p *Partnership) WaitsToBegin() bool {
	return p.Phase == PhaseDiscovery || p.Phase == PhaseProposed || p.Phase == PhaseSigning
}

// discovers reports whether goals are still to be found.
func (p *Partnership) discovers() bool {
	_, first := p.Declared.FirstIdeas()
	return first
}

// begunAny reports whether any round but one of ideas has begun: those lead up to the first.
func (p *Partnership) begunAny() bool {
	return slices.ContainsFunc(p.Begun, func(b procedure.Begun) bool { return b.Type != procedure.Ideas })
}

// discover begins the rounds of ideas that belong to the start, and leaves the phase of
// discovery once there are goals, or enters it where a changed spec has none any more.
func (p *Partnership) discover(out *procedure.Out, now time.Time) {
	waits := p.Phase == PhaseProposed || p.Phase == PhaseSigning
	switch first := p.firstPhase(); {
	case p.Phase == PhaseDiscovery && first != PhaseDiscovery, waits && first == PhaseDiscovery && !p.consented():
		p.enter(out, first, now, string(first), fmt.Sprintf("%.12s", p.Digest))
	}
	if p.Phase != PhaseDiscovery && !p.runs() || p.Agenda.StartsAt.IsZero() || !now.Before(p.Agenda.EndsAt) {
		return
	}
	for _, v := range p.Declared.Ideas {
		if o := p.ideasNow(v, now); v.AtStart() && p.begunIndex(o) < 0 {
			p.beginIdeas(out, o, now)
		}
	}
}

// ideasNow is a round of ideas that begins at once. The first of a name has no date in its
// ID: no calendar brings it.
func (p *Partnership) ideasNow(v partnership.Ideas, now time.Time) procedure.Occasion {
	until := now.Add(longestIdeas)
	o := procedure.Occasion{
		Type: procedure.Ideas, Noun: procedure.NounIdeas, Name: v.ID, Date: cadence.DateOf(p.here(now)).String(), At: now, Closes: until, Until: until,
	}
	o.Agreed = p.begunIndex(o) < 0
	for _, id := range v.Ask {
		if person, there := p.Declared.Person(id); there {
			o.Asks = append(o.Asks, procedure.AskTimes{Person: id, Send: now, City: cadence.City(person.Zone)})
		}
	}
	return o
}

func (p *Partnership) beginIdeas(out *procedure.Out, o procedure.Occasion, now time.Time) {
	p.begin(out, o, now)
	p.Running[len(p.Running)-1].Agreed = false // a pause holds it
	p.markBegun(o)
}

// ideasOf is a round as it is declared, or as is usual.
func (p *Partnership) ideasOf(name string) partnership.Ideas {
	if v, ok := p.Declared.IdeasNamed(name); ok {
		return v
	}
	return p.Declared.UsualIdeas(name)
}

// ideasName is what a round can be called: it stands in an ID.
var ideasName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

// checkIdeas refuses to begin a round of ideas that cannot be.
func (p *Partnership) checkIdeas(cmd procedure.Command, now time.Time) error {
	slug := p.Declared.Slug
	o := p.ideasNow(p.ideasOf(cmd.Ideas), now)
	switch {
	case !ideasName.MatchString(cmd.Ideas):
		return fmt.Errorf(`begin ideas of %s: name the round in "ideas", in small letters, digits and hyphens, such as "next-year"%s`, slug, p.declaredIdeas())
	case p.Phase != PhaseDiscovery && !p.runs():
		return fmt.Errorf("begin ideas %q of %s: the partnership is %s", cmd.Ideas, slug, p.Phase)
	case !now.Before(p.Agenda.EndsAt):
		return fmt.Errorf("begin ideas %q of %s: its last day has passed", cmd.Ideas, slug)
	case p.openRound(o):
		return fmt.Errorf("begin ideas %q of %s: a round of that name is open", cmd.Ideas, slug)
	case p.begunAfter(o):
		return fmt.Errorf("begin ideas %q of %s: a round of that name has begun today; give this one another name, or wait until tomorrow", cmd.Ideas, slug)
	case len(o.Asks) == 0:
		return fmt.Errorf("begin ideas %q of %s: no party has a lead or an executive who could be asked", cmd.Ideas, slug)
	case strings.TrimSpace(cmd.Reason) == "":
		return fmt.Errorf(`begin ideas %q of %s: say why in "reason"; it is kept in the journal`, cmd.Ideas, slug)
	}
	return nil
}

// declaredIdeas lists the rounds that are declared.
func (p *Partnership) declaredIdeas() string {
	var names []string
	for _, v := range p.Declared.Ideas {
		names = append(names, v.ID)
	}
	if len(names) == 0 {
		return ""
	}
	return "; declared are " + strings.Join(names, ", ")
}

// commandIdeas begins a round of ideas for an admin.
func (p *Partnership) commandIdeas(out *procedure.Out, cmd procedure.Command, now time.Time) {
	o := p.ideasNow(p.ideasOf(cmd.Ideas), now)
	p.record(out, now, procedure.EntryCommand, fmt.Sprintf("An admin has the parties look for goals together, in the round %s: %s", cmd.Ideas, cmd.Reason))
	p.beginIdeas(out, o, now)
	p.Running[len(p.Running)-1].ByAdmin = true
	out.Add(procedure.Respond{Text: o.Workflow(p.Declared.Slug)})
}

// DiscoveryWords say at a glance how far the search for goals has come.
func (p *Partnership) DiscoveryWords() string {
	if p.Phase != PhaseDiscovery {
		return ""
	}
	for _, r := range p.Running {
		if r.Type == procedure.Ideas && r.waits() {
			return "It has no goals yet. The parties look for them together (" + r.Title + ": " + r.Shown.Stage + "); nothing else runs before."
		}
	}
	return "It has no goals yet, and nobody is asked for any. `rapport ideas " + p.Declared.Slug + "` lists what was proposed and, with --hcl, writes goal blocks of what was accepted: apply them, or send the update `begin-ideas`."
}

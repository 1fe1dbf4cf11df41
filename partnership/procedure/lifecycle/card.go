package lifecycle

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// nextShown is how many of the coming occasions a card shows.
const nextShown = 4

// card shows what an admin must see at a glance: how the goals do, who is late
// since when, and what comes next.
func (p *Partnership) card(now time.Time) string {
	stands := p.standing(now)
	var since string
	if !p.Since.IsZero() {
		since = " since " + p.here(p.Since).Format("2 Jan 2006")
	}
	intro := p.toDo(now) + "\n"
	intro += fmt.Sprintf("\n**%s** is **%s**%s. Goals: %s. %s Times are those of %s.\n",
		card.Cell(p.Declared.Title), p.Phase, since, goalWords(stands), p.waitingWords(now), cadence.City(p.Declared.Zone))
	for _, words := range []string{p.DiscoveryWords(), p.consentWords(), p.leavingWords(now)} {
		if words != "" {
			intro += "\n" + card.Escape(words) + "\n"
		}
	}
	intro += p.healthLines(now)
	goals, figures := goalSections(p, stands)
	late, waiting := p.waitingSections(now)
	return card.Render(intro, card.Sections(
		p.blockerSection(), p.unreadSection(), p.channelSection(), late, waiting, p.silentSection(), p.differingSection(), p.warningSection(), p.conditionSection(), p.welcomeSection(), p.areaSection(), p.owedSection(),
		p.openSection(), p.doubtedSection(), p.amendmentSection(), p.disputeSection(), p.keptSection(), p.presenceSection(),
		goals, figures, scorecardSection(stands), p.calibrationSection(), p.tendingSection(), p.moodSection(), p.nextSection(), p.recentSection(),
	)...)
}

// waiting is an open ask and what it belongs to.
type waiting struct {
	procedure.OpenAsk
	title string
}

func (w waiting) late(now time.Time) bool {
	return w.Late || !w.Since.IsZero() && now.After(w.Due)
}

// waitingFor lists open asks, the late ones and then the longest due first. A mail that was held is
// taken for asked when its time has come, unless a pause holds it any longer.
func (p *Partnership) waitingFor(now time.Time) []waiting {
	var asks []waiting
	for _, r := range p.Running {
		for _, o := range p.openIn(r) {
			if r.Standing && o.Held.After(now) {
				continue // a day that is to come
			}
			if p.Phase != PhaseSuspended || r.Agreed {
				o.Since = o.Asked(now)
			}
			asks = append(asks, waiting{o, p.titled(r.Type, r.Name, r.Title)})
		}
	}
	slices.SortStableFunc(asks, func(x, y waiting) int {
		if x.late(now) != y.late(now) {
			return lateFirst(x.late(now))
		}
		return x.Due.Compare(y.Due)
	})
	return asks
}

// openIn are the answers that a procedure waits for. It tells of somebody who has left when
// it has more to tell, so they are left out here.
func (p *Partnership) openIn(r Running) []procedure.OpenAsk {
	return slices.DeleteFunc(slices.Clone(r.Shown.Open), func(o procedure.OpenAsk) bool {
		_, there := p.Declared.Person(o.Person)
		return !there
	})
}

// lateFirst orders two of which one is late.
func lateFirst(first bool) int {
	if first {
		return -1
	}
	return 1
}

// channelSection is the engine's own trouble: whom its mail does not reach.
func (p *Partnership) channelSection() card.Section {
	s := card.Section{Title: "Trouble with mail", Noun: "people"}
	for _, line := range p.channelLines() {
		s.Rows = append(s.Rows, card.Item(line))
	}
	return s
}

// openSection leads to what is open: the Web UI fills in the namespace.
func (p *Partnership) openSection() card.Section {
	s := card.Section{Title: "Open", Noun: "procedures"}
	var open []Running
	for _, r := range p.Running {
		if r.waits() {
			open = append(open, r)
		}
	}
	slices.SortStableFunc(open, func(x, y Running) int {
		if p.late(x) != p.late(y) {
			return lateFirst(p.late(x))
		}
		return 0
	})
	for _, r := range open {
		link := "/namespaces/{namespace}/workflows/" + strings.ReplaceAll(r.Workflow, "/", "%2F")
		line := fmt.Sprintf("[%s](%s)", card.Cell(p.titled(r.Type, r.Name, r.Title)), link)
		if p.late(r) {
			line = "**late**: " + line
		}
		if r.Shown.Stage != "" {
			line += ": " + r.Shown.Stage
		}
		if r.Shown.Line != "" {
			line += " (" + card.Escape(r.Shown.Line) + ")"
		}
		s.Rows = append(s.Rows, card.Item(line))
	}
	return s
}

// late reports whether an answer that it waits for is, or something that it keeps.
func (p *Partnership) late(r Running) bool {
	return slices.ContainsFunc(p.openIn(r), func(o procedure.OpenAsk) bool { return o.Late }) ||
		slices.ContainsFunc(r.Shown.Owed, func(o procedure.Owed) bool { return !o.Since.IsZero() })
}

func (p *Partnership) blockerSection() card.Section {
	s := card.Section{Title: "In the way", Noun: "blockers"}
	for _, blocker := range p.Blockers {
		s.Rows = append(s.Rows, card.Item(fmt.Sprintf("%s is blocked: %s", card.Cell(p.name(blocker.Person)), card.Cell(blocker.Text))))
	}
	return s
}

// scorecardSection shows the figures that have a perspective, a line for each of those.
func scorecardSection(stands standing.Standing) card.Section {
	s := card.Section{Title: "Scorecard", Noun: "perspectives"}
	for _, group := range standing.Scorecard(stands) {
		var figures []string
		for _, k := range group.KPIs {
			figures = append(figures, card.Cell(kpiName(k))+" "+status(k))
		}
		s.Rows = append(s.Rows, card.Item(fmt.Sprintf("%s: %s", group.Perspective, strings.Join(figures, ", "))))
	}
	return s
}

// goalSections show each goal and its KPIs. The Web UI gives a card half the
// window's width, so the words of the goals stand above the figures.
func goalSections(p *Partnership, stands standing.Standing) (goals, figures card.Section) {
	goals = card.Section{Title: "Goals", Noun: "goals"}
	figures = card.Section{Noun: "KPIs", Intro: card.Head("", "KPI", "Now", "Target", "Reached", "Expected")}
	for _, g := range stands.Goals {
		verdict := known(g.RAG)
		if g.Grade != "" {
			verdict = g.Grade.Word()
		}
		goals.Rows = append(goals.Rows, card.Item(fmt.Sprintf("**%s**: %s", verdict, card.Cell(g.Statement))))
		for _, k := range g.KPIs {
			figures.Rows = append(figures.Rows, card.Row(status(k), card.Cell(kpiName(k)), p.value(k), aim(k.KPI), percent(k.Progress), percent(k.Expected)))
		}
	}
	return goals, figures
}

func (p *Partnership) nextSection() card.Section {
	s := card.Section{Title: "Next", Noun: "occasions"}
	switch p.Phase {
	case PhaseSuspended:
		s.Intro = "Paused by an admin: nothing is sent until the update `resume`."
		return s
	case PhaseClosed:
		s.Intro = "Nothing: the partnership is closed."
		return s
	case PhaseDiscovery:
		s.Intro = "When there are goals, the parties' consent to them."
		return s
	case PhaseSigning:
		s.Intro = "When all have signed, from then on."
		return s
	case PhaseProposed, PhaseActive, PhaseExiting:
	}
	coming := p.Agenda.Coming()
	shown := coming[:min(len(coming), nextShown)]
	for _, o := range p.nextReports() { // whoever looks for one finds it
		if !slices.ContainsFunc(shown, func(s procedure.Occasion) bool { return s.Type == o.Type && s.Name == o.Name }) {
			shown = append(slices.Clip(shown), o)
		}
	}
	for _, o := range shown {
		s.Rows = append(s.Rows, card.Item(fmt.Sprintf("%s: %s, %s", procedure.Local(o.At, ""), card.Cell(p.Called(o)), procedure.Counted(len(o.Asks), "mail"))))
	}
	if !p.Agenda.EndsAt.IsZero() {
		s.Rows = append(s.Rows, card.Item(fmt.Sprintf("%s: the partnership's last day", cadence.DateOf(p.Agenda.EndsAt).AddDays(-1))))
	}
	return s
}

func (p *Partnership) recentSection() card.Section {
	s := card.Section{Title: "Lately", Noun: "happenings"}
	for i := len(p.Recent) - 1; i >= 0; i-- {
		h := p.Recent[i]
		s.Rows = append(s.Rows, card.Item(p.here(h.At).Format("2 Jan 15:04")+": "+card.Cell(h.Text)))
	}
	return s
}

// lower has a noun begin as in the middle of a sentence.
func lower(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(first)) + s[size:]
}

func (p *Partnership) name(id string) string {
	if person, ok := p.Declared.Person(id); ok {
		return person.Name
	}
	return id
}

// here is a time in the partnership's zone, as the agenda recorded it.
func (p *Partnership) here(t time.Time) time.Time { return t.In(p.Agenda.From.Location()) }

func kpiName(k standing.KPIStanding) string {
	if k.KPI.Title != "" {
		return k.KPI.Title
	}
	return k.KPI.ID
}

// value is what a KPI stands at; where reporters differ, what each of them says.
func (p *Partnership) value(k standing.KPIStanding) string {
	if k.Actual == nil {
		return noFigures
	}
	words := wording.English()
	s := fmt.Sprintf("**%s** %s", words.Figure(k.KPI, *k.Actual), card.Cell(k.KPI.Unit))
	if k.Recorded {
		s += " (by an admin)"
	}
	var claims []string
	for _, r := range k.Claims {
		claims = append(claims, fmt.Sprintf("%s: %s", card.Cell(p.name(r.Reporter)), words.Figure(k.KPI, r.Value)))
	}
	if len(claims) > 0 {
		s += " (" + strings.Join(claims, "; ") + ")"
	}
	return s
}

// aim shows what a KPI is to reach, or where it is to stay.
func aim(k partnership.KPI) string {
	words := wording.English()
	switch {
	case k.Direction == partnership.InRange && k.Low != nil && k.High != nil:
		return words.Number(*k.Low) + " to " + words.Number(*k.High)
	case k.Direction == partnership.Binary:
		return words.Yes
	default:
		return words.Number(k.Target)
	}
}

// noFigures is what stands where nobody has measured anything.
const noFigures = "no figures yet"

func known(r measure.RAG) string {
	if r == measure.Unknown {
		return noFigures
	}
	return string(r)
}

// goalWords say how the goals do, as far as that is known.
func goalWords(stands standing.Standing) string {
	if stands.RAG == measure.Unknown && !stands.Progress.OK {
		return noFigures
	}
	words := "**" + known(stands.RAG) + "**"
	if stands.Progress.OK {
		words += ", " + percent(stands.Progress) + " of the way"
	}
	return words
}

func status(k standing.KPIStanding) string {
	word := string(k.RAG)
	switch {
	case k.RAG == measure.Unknown && k.Actual == nil && !k.Disputed:
		return "–"
	case k.RAG == measure.Unknown && k.TooEarly:
		word = "too early"
	}
	if k.Disputed {
		word += ", disputed"
	}
	return "**" + word + "**"
}

// percent shows a share as people read it; the exact value stays in the data.
func percent(r measure.Ratio) string {
	if !r.OK {
		return "–"
	}
	return wording.English().Number(r.Value.Shift(2).Round(0)) + " %"
}

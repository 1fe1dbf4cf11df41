package compose

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
)

func meetingViewers() []templateViewer {
	var list []templateViewer
	for _, t := range meeting.Kind().Templates {
		list = append(list, templateViewer{t, viewMeeting})
	}
	return list
}

// ofMeeting reports whether a mail belongs to a meeting.
func ofMeeting(t procedure.Template) bool { return slices.Contains(meeting.Kind().Templates, t) }

// meetingView fills the phrases of a meeting.
type meetingView struct {
	Name string
	// When it begins and Until when it lasts, in the reader's zone; Was is when it was to begin.
	When, Until, Was string
	Place, Host      string
	Informal         bool
	// Chair leads it; Mine says that the reader does.
	Chair string
	Mine  bool
	// Joined says that the agenda stands in the invitation, AgendaOn when it comes otherwise.
	Joined   bool
	AgendaOn string
	Points   int
	// Cause says what changed it, By who wanted that and Why what they say.
	Cause, By, Why string
	// Doubt says why the chair is asked: "chair", or the name of a party.
	Doubt string
	// Yes, No, Unsure and Unheard are those who are invited, by what they have said.
	Yes, No, Unsure, Unheard string
	// Review says that people meet for a review of progress.
	Review bool
	// Mailbox is where mails and entries come from.
	Mailbox string
	// Silent was asked for minutes first and has written none.
	Silent string
	minutesView
}

// minutesView is what the phrases say of minutes.
type minutesView struct {
	// Author has written them down; a number of Version above 1 says that they have changed.
	Author  string
	Version int
	// Decisions and Actions count; Nothing says that there were neither, and NoneWhy why.
	Decisions, Actions int
	Nothing            bool
	NoneWhy            string
	Present            string
	// Left counts lines that could not be read.
	Left       int
	Objections int
	// Ruled says that a rule wants votes, Quorum that enough were there, and Missing who was
	// not, by party.
	Ruled, Quorum bool
	Missing       string
	Outcome       string
	// Days is how long people can object.
	Days string
}

// meetingLine is a line of a mail about a meeting.
type meetingLine struct {
	Text, Who, Due string
	// For, Against and Abstained are parties; Result is what the votes come to.
	For, Against, Abstained string
	Result                  string
	Change                  string
}

// called is a meeting as a mail shows it.
type called struct {
	letterWriter
	meeting.Call
}

func (w letterWriter) called(content json.RawMessage) (c called, err error) {
	c.letterWriter = w
	if len(content) == 0 {
		return c, nil
	}
	if err := json.Unmarshal(content, &c.Call); err != nil {
		return c, fmt.Errorf("read the content of a mail about a meeting: %w", err)
	}
	return c, nil
}

func viewMeeting(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	c, err := w.called(content)
	if err != nil {
		return nil, nil, err
	}
	v, err := c.meetingView()
	if err != nil {
		return nil, nil, err
	}
	lines, err := c.lines()
	return v, lines, err
}

// name is what people call the meeting.
func (c called) name() (string, error) {
	switch {
	case c.Title != "":
		return oneLine(c.Title), nil
	case c.Review:
		return c.catalog.line("meeting-of-review", nil)
	default:
		return c.named(c.letter.About), nil
	}
}

func (c called) meetingView() (v meetingView, err error) {
	loc := c.catalog.locale
	name, err := c.name()
	if err != nil {
		return v, err
	}
	v = meetingView{
		Name: name, Review: c.Review, Place: oneLine(c.Place), Informal: c.Informal, Joined: c.Joined, Points: len(c.Points),
		Cause: string(c.Changed.Cause), Why: loc.quote(c.Changed.Why), Mailbox: c.from,
	}
	if c.Host != "" {
		v.Host = c.party(c.Host)
	}
	if c.Chair != "" {
		v.Chair, v.Mine = c.who(c.Chair), c.Chair == c.person.ID
	}
	if c.Changed.By != "" && c.Changed.By != procedure.Admin && c.Changed.By != c.person.ID {
		v.By = c.who(c.Changed.By)
	}
	if c.Silent != "" {
		v.Silent = c.who(c.Silent)
	}
	v.Doubt = c.Doubt
	if _, party, ok := strings.Cut(c.Doubt, "/"); ok {
		v.Doubt = c.party(party)
	}
	for _, one := range []struct {
		says meeting.Says
		to   *string
	}{{meeting.Comes, &v.Yes}, {meeting.Absent, &v.No}, {meeting.Unsure, &v.Unsure}, {meeting.Silent, &v.Unheard}} {
		*one.to = c.saying(one.says)
	}
	v.minutesView = c.minutesView()
	return v, c.moments(&v)
}

// moments words when the meeting is, where the reader is.
func (c called) moments(v *meetingView) (err error) {
	if c.Starts.IsZero() {
		return nil
	}
	zone, err := cadence.LoadZone(c.zone())
	if err != nil {
		return err
	}
	loc := c.catalog.locale
	if v.When, err = loc.momentIn(c.Starts, c.zone()); err != nil {
		return err
	}
	if v.Was, err = loc.momentIn(c.Was, c.zone()); err != nil {
		return err
	}
	ends := c.Ends.In(zone)
	v.Until = fmt.Sprintf("%02d:%02d", ends.Hour(), ends.Minute())
	if cadence.DateOf(ends) != cadence.DateOf(c.Starts.In(zone)) {
		if v.Until, err = loc.momentIn(c.Ends, c.zone()); err != nil {
			return err
		}
	}
	v.AgendaOn, err = c.dayOf(c.AgendaAt)
	return err
}

// zone is where the reader is.
func (c called) zone() string {
	if c.person.Zone != "" {
		return c.person.Zone
	}
	return c.spec.Zone
}

// saying lists those who have said the same about coming.
func (c called) saying(says meeting.Says) string {
	var names []string
	for _, one := range c.Coming {
		if one.Says == says {
			names = append(names, c.who(one.Person))
		}
	}
	return c.catalog.locale.List(names)
}

func (c called) minutesView() (v minutesView) {
	v.Ruled, v.Outcome = c.Ruled, string(c.Outcome)
	if span, err := cadence.ParseSpan(c.AcceptAfter); err == nil {
		v.Days = c.catalog.locale.Span(span)
	}
	if c.Record == nil {
		return v
	}
	r := c.Record
	v.Version, v.Decisions, v.Actions, v.Left = r.Version, len(r.Decisions), len(r.Actions), r.Left
	for _, o := range r.Objections {
		if o.Of == r.Version {
			v.Objections++
		}
	}
	v.Nothing, v.NoneWhy = r.Nothing && len(r.Decisions)+len(r.Actions) == 0, c.catalog.locale.quote(r.Why)
	if r.By != "" && r.By != procedure.Admin {
		v.Author = c.who(r.By)
	}
	v.Present = c.whoAll(r.Present)
	if q := c.Quorum; q != nil {
		v.Ruled, v.Quorum = true, q.Reached
		v.Missing = c.parties(q.Missing)
	}
	return v
}

func (c called) parties(ids []string) string {
	var names []string
	for _, id := range ids {
		names = append(names, c.party(id))
	}
	return c.catalog.locale.List(names)
}

// lines are what a mail lists of the meeting, by what it is for.
func (c called) lines() ([]noticeLine, error) {
	if c.letter.Responds() {
		return nil, nil
	}
	switch c.letter.Wording() {
	case meeting.TemplateInvitation, meeting.TemplateChanged:
		if !c.Joined || c.Informal {
			return nil, nil
		}
		return c.agenda()
	case meeting.TemplateAgenda:
		lines, err := c.agenda()
		return slices.Concat([]noticeLine{{sectionPhrase + "meeting-goals", nil}}, c.goalLines(), lines), err
	case meeting.TemplateDoubtful:
		return c.remarks(), nil
	case meeting.TemplateWanted:
		objections := c.objections()
		if len(objections) == 0 {
			return c.remarks(), nil
		}
		written, err := c.written()
		return append(objections, written...), err
	case meeting.TemplateMinutes, meeting.TemplateResult:
		written, err := c.written()
		return append(written, c.objections()...), err
	default:
		return nil, nil
	}
}

// agenda is what the meeting is about: what is always on it, what people have put on it, and
// what the record has for it.
func (c called) agenda() ([]noticeLine, error) {
	lines := []noticeLine{{sectionPhrase + "meeting-agenda", nil}}
	for _, text := range c.Lines {
		lines = append(lines, noticeLine{"meeting-item", meetingLine{Text: oneLine(text)}})
	}
	for _, p := range c.Points {
		lines = append(lines, noticeLine{"meeting-point", meetingLine{Text: c.catalog.locale.quote(clip(p.Text, maxQuote)), Who: c.who(p.Person)}})
	}
	if len(lines) == 1 {
		lines = nil
	}
	if before := c.settledBefore(); len(before) > 0 {
		lines = append(append(lines, noticeLine{sectionPhrase + "meeting-before", nil}), before...)
	}
	lines = append(lines, c.achieved()...)
	days, err := c.milestones()
	if err != nil {
		return nil, err
	}
	lines = append(lines, days...)
	open, err := c.openItems()
	if err != nil {
		return nil, err
	}
	if len(open) > 0 {
		lines = append(append(lines, noticeLine{sectionPhrase + "meeting-open", nil}), open...)
	}
	differing, err := c.differingFigures()
	return append(lines, differing...), err
}

// settledBefore says what became of what the last meeting led to.
func (c called) settledBefore() []noticeLine {
	var lines []noticeLine
	for _, u := range c.Before {
		line := meetingLine{Text: c.catalog.locale.quote(u.What), Who: c.who(u.Owner), Change: "settled"}
		for _, owed := range c.standing.Owed {
			switch {
			case owed.ID != u.ID || owed.Stage.Settled():
			case owed.Stage == procedure.ItemOverdue:
				line.Change = "late"
			default:
				line.Change = "open"
			}
		}
		lines = append(lines, noticeLine{"meeting-undertaken", line})
	}
	return lines
}

// mostOpen bounds what an agenda lists of what is open between the sides.
const mostOpen = 10

// onAgenda reports whether something that is owed is the meeting's: a promise between the
// reader's side and another that is late, or an issue between them that waits for an answer.
// What is open within a side is nobody else's business.
func (c called) onAgenda(o procedure.Owed) bool {
	owner, waits, ours := c.sides(o)
	late := o.Kind == procedure.ItemTask && o.Stage == procedure.ItemOverdue
	return ours && owner.ID != waits.ID && (late || o.Kind == procedure.ItemIssue)
}

// openItems are what is open on the agenda.
func (c called) openItems() ([]noticeLine, error) {
	var lines []noticeLine
	known := func(id string) bool {
		return slices.ContainsFunc(c.Before, func(u meeting.Undertaken) bool { return u.ID == id })
	}
	for _, o := range c.standing.Owed {
		if !c.onAgenda(o) || known(o.ID) || len(lines) == mostOpen {
			continue
		}
		line := meetingLine{Text: c.catalog.locale.quote(clip(o.What, maxQuote)), Who: c.who(o.Owner), Change: "late"}
		if o.Kind == procedure.ItemIssue {
			line.Change = "issue"
		}
		var err error
		if line.Due, err = c.day(o.Due); err != nil {
			return nil, err
		}
		lines = append(lines, noticeLine{"meeting-owed", line})
	}
	return lines, nil
}

// remarks are what people have said in their calendars beside their answers, for the chair alone.
func (c called) remarks() []noticeLine {
	if len(c.Remarks) == 0 || c.Chair != c.person.ID {
		return nil
	}
	lines := []noticeLine{{sectionPhrase + "meeting-remarks", nil}}
	for _, r := range c.Remarks {
		lines = append(lines, noticeLine{"meeting-remark", meetingLine{Text: c.catalog.locale.quote(r.Text), Who: c.who(r.Person)}})
	}
	return lines
}

// written are the minutes, line by line.
func (c called) written() ([]noticeLine, error) {
	if c.Record == nil {
		return nil, nil
	}
	var lines []noticeLine
	if len(c.Record.Decisions) > 0 {
		lines = append(lines, noticeLine{sectionPhrase + "meeting-decisions", nil})
	}
	for i, d := range c.Record.Decisions {
		lines = append(lines, noticeLine{"meeting-decision", c.decided(i, d)})
	}
	if len(c.Record.Actions) > 0 {
		lines = append(lines, noticeLine{sectionPhrase + "meeting-actions", nil})
	}
	for _, a := range c.Record.Actions {
		line, err := c.action(a)
		if err != nil {
			return nil, err
		}
		lines = append(lines, noticeLine{"meeting-action", line})
	}
	return lines, nil
}

func (c called) decided(i int, d meeting.Decided) meetingLine {
	line := meetingLine{Text: c.catalog.locale.quote(d.Text), For: c.parties(d.For), Against: c.parties(d.Against), Abstained: c.parties(d.Abstained)}
	if i < len(c.Counted) && c.Counted[i].Result != decision.Carried {
		line.Result = string(c.Counted[i].Result)
	}
	return line
}

func (c called) action(a meeting.Action) (line meetingLine, err error) {
	line = meetingLine{Text: c.catalog.locale.quote(a.What), Who: c.who(a.Owner)}
	line.Due, err = c.day(a.Due)
	return line, err
}

// objections are what people say against the minutes.
func (c called) objections() []noticeLine {
	if c.Record == nil {
		return nil
	}
	var lines []noticeLine
	for _, o := range c.Record.Objections {
		if o.Of == c.Record.Version {
			lines = append(lines, noticeLine{"meeting-objection", meetingLine{Who: c.who(o.Person), Text: c.catalog.locale.quote(o.Text)}})
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return append([]noticeLine{{sectionPhrase + "meeting-objections", nil}}, lines...)
}

// minuted is what was understood of minutes, in the place of the text that was written.
func (w letterWriter) minuted(v *view) error {
	if w.letter.Form != procedure.FormReceipt || w.letter.Wording() != meeting.TemplateWanted {
		return nil
	}
	c, err := w.called(w.letter.Content)
	if err != nil {
		return err
	}
	v.Understood = nil
	if c.Record == nil {
		return nil
	}
	add := func(phrase string, line meetingLine) error {
		text, err := w.catalog.line(phrase, line)
		label, value, _ := strings.Cut(text, ": ")
		v.Understood = append(v.Understood, understoodView{Label: label, Value: value})
		return err
	}
	if len(c.Record.Present) > 0 {
		err = add("minutes-there", meetingLine{Text: c.whoAll(c.Record.Present)})
	}
	for i, d := range c.Record.Decisions {
		if err == nil {
			err = add("minutes-decision", c.decided(i, d))
		}
	}
	for _, a := range c.Record.Actions {
		line, failed := c.action(a)
		if err == nil && failed == nil {
			err = add("minutes-action", line)
		}
	}
	if err == nil && c.Record.Nothing && len(c.Record.Decisions)+len(c.Record.Actions) == 0 {
		err = add("minutes-none", meetingLine{Text: w.catalog.locale.quote(c.Record.Why)})
	}
	return err
}

package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/meeting"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

type agendaArgs struct {
	dir         string
	data        string
	from, until string
	json, ics   bool
	vars        vars
}

func newAgenda(env Env) *cobra.Command {
	var a agendaArgs
	c := &cobra.Command{
		Use: "agenda [DIR]", Short: "Show what will happen, and when", Args: optional("DIR"),
		Long: "Lists all that has a day in the partnerships of DIR: check-ins, meetings, milestones, surveys,\n" +
			"reviews and reports with their wall time, whom they ask and until when, the last days of goals,\n" +
			"and the end. --ics prints it as a calendar file, in which everything keeps its ID: to import it\n" +
			"again moves what has moved, and doubles nothing.\n\n" +
			"Needs no server. Who is away or wants no mail, by what they wrote, is read from the directory that\n" +
			"up or worker runs on, if there is one.",
		Example: "  rapport agenda examples/quickstart --from 2027-01-01 --until 2027-03-31\n" +
			"  rapport agenda . --ics > partnerships.ics",
		RunE: func(c *cobra.Command, args []string) error {
			a.dir = dirArg(args)
			return runAgenda(c.Context(), env, a)
		},
	}
	c.Flags().StringVar(&a.from, "from", "", "first `date`, such as 2027-01-01 (today)")
	c.Flags().StringVar(&a.until, "until", "", "last `date` (three months after the first)")
	c.Flags().StringVar(&a.data, "data", ".rapport", "`directory` that up or worker runs on")
	varFlags(c, &a.vars)
	jsonFlag(c, &a.json)
	c.Flags().BoolVar(&a.ics, "ics", false, "print an iCalendar file that calendar programs can import")
	return c
}

func runAgenda(ctx context.Context, env Env, a agendaArgs) error {
	if a.json && a.ics {
		return errors.New("--json and --ics ask for two outputs: choose one")
	}
	from, until, err := dateRange(env, a.from, a.until)
	if err != nil {
		return err
	}
	result, err := loadValid(env, a.dir, a.vars)
	if err != nil {
		return err
	}
	presences, known, err := app.OpenPresences(ctx, a.data)
	if err != nil {
		return refused(err)
	}
	defer func() { _ = presences.Close() }() // nothing was written
	if !known {
		fmt.Fprintf(env.Stderr, "Absences and STOP that people have told by mail are not known: nothing runs on %s.\n", a.data)
	}
	var rows []agendaRow
	for _, spec := range result.Specs {
		presence, err := presences.Of(ctx, spec.Slug)
		if err != nil {
			return refused(err)
		}
		of, err := agendaOf(timing.There(spec, presence), from, until)
		if err != nil {
			return refused(err)
		}
		rows = append(rows, of...)
	}
	slices.SortStableFunc(rows, func(x, y agendaRow) int {
		return cmp.Or(x.At.Compare(y.At), strings.Compare(x.Partnership, y.Partnership))
	})
	switch {
	case a.json:
		return writeJSON(env.Stdout, agendaView{FormatVersion: formatVersion, From: from, Until: until, PresenceKnown: known, Events: orEmpty(rows)})
	case a.ics:
		_, err := fmt.Fprint(env.Stdout, calendarFile(env, rows))
		return err
	default:
		return agendaTable(env, rows, from, until)
	}
}

// dateRange reads --from and --until and fills in what was not given.
func dateRange(env Env, from, until string) (first, last cadence.Date, err error) {
	first = cadence.DateOf(env.Now())
	if from != "" {
		if first, err = cadence.ParseDate(from); err != nil {
			return first, last, fmt.Errorf("--from: %w", err)
		}
	}
	last = cadence.DateOf(time.Date(first.Year, first.Month+3, first.Day, 12, 0, 0, 0, time.UTC))
	if until != "" {
		if last, err = cadence.ParseDate(until); err != nil {
			return first, last, fmt.Errorf("--until: %w", err)
		}
	}
	switch {
	case !last.Before(first):
		return first, last, nil
	case from == "":
		return first, last, fmt.Errorf("--until %s: it is before today, %s; say with --from where to begin", last, first)
	default:
		return first, last, fmt.Errorf("--until %s: it is before --from %s", last, first)
	}
}

type agendaView struct {
	FormatVersion int          `json:"format_version"`
	From          cadence.Date `json:"from"`
	Until         cadence.Date `json:"until"`
	// PresenceKnown says that what people have told by mail of being there is counted in.
	PresenceKnown bool        `json:"presence_known"`
	Events        []agendaRow `json:"events"`
}

type agendaRow struct {
	At          time.Time   `json:"at"`
	Day         string      `json:"day,omitempty"` // of what lasts all day
	Partnership string      `json:"partnership"`
	Kind        string      `json:"kind"`
	Name        string      `json:"name"`
	Closes      time.Time   `json:"closes,omitzero"`
	Asks        []agendaAsk `json:"asks"`
	// invited is when people are invited to a meeting, which At is.
	invited  time.Time
	noun     string
	workflow string
	title    string
	city     string
}

type agendaAsk struct {
	Person string      `json:"person"`
	For    string      `json:"for,omitempty"`
	Send   time.Time   `json:"send"`
	Remind []time.Time `json:"remind"`
	Due    time.Time   `json:"due,omitzero"`
	name   string
}

func agendaOf(spec partnership.Spec, from, until cadence.Date) ([]agendaRow, error) {
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return nil, err
	}
	midnight := cadence.Clock{}
	first, end := cadence.In(from, midnight, zone), cadence.In(until.AddDays(1), midnight, zone)
	occasions, err := timing.Between(kinds.All(), spec, cadence.In(from.AddDays(-longestNotice), midnight, zone), end, nil)
	if err != nil {
		return nil, err
	}
	rows := datesOf(spec, from, until, zone)
	for _, o := range occasions {
		row := agendaRow{
			At: o.At, Partnership: spec.Slug, Kind: strings.ReplaceAll(o.Noun, "-", "_"), Name: o.Name, Closes: o.Closes,
			Asks: []agendaAsk{}, noun: o.Noun, workflow: o.Workflow(spec.Slug), title: spec.Title, city: cadence.City(spec.Zone),
		}
		switch o.Type {
		case procedure.Report: // it is read, and not answered
			row.Closes = time.Time{}
		case meeting.Type: // people are invited some time before
			row.invited, row.At, row.Closes = o.At, o.Closes, time.Time{}
		default:
		}
		if row.At.Before(first) || !row.At.Before(end) {
			continue
		}
		for _, ask := range o.Asks {
			person, _ := spec.Person(ask.Person)
			row.Asks = append(row.Asks, agendaAsk{
				Person: ask.Person, For: ask.For, Send: ask.Send, Remind: orEmpty(ask.Remind), Due: ask.Due, name: person.Name,
			})
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// longestNotice is more days than people are invited to a meeting before it.
const longestNotice = 92

// The kinds of days that nobody is asked on.
const (
	kindGoal = "goal"
	kindDay  = "milestone_day"
	kindEnd  = "end"
)

// datesOf are the last days of goals and of the partnership, which are on no calendar of
// anybody's work. A day begins in the partnership's zone.
func datesOf(spec partnership.Spec, from, until cadence.Date, zone *time.Location) []agendaRow {
	var rows []agendaRow
	add := func(kind, name, noun string, day cadence.Date, readers []agendaAsk) {
		if day.IsZero() || day.Before(from) || until.Before(day) {
			return
		}
		rows = append(rows, agendaRow{
			At: cadence.In(day, cadence.Clock{}, zone), Day: day.String(), Partnership: spec.Slug, Kind: kind, Name: name, Asks: readers,
			noun: noun, workflow: strings.Join([]string{spec.Slug, kind, name}, "/"), title: spec.Title, city: cadence.City(spec.Zone),
		})
	}
	for _, g := range spec.Goals {
		owner, _ := spec.Person(g.Owner)
		add(kindGoal, g.ID, "goal", g.Due, []agendaAsk{{Person: g.Owner, Remind: []time.Time{}, name: owner.Name}})
		for _, m := range g.Milestones {
			owner, _ := spec.Person(cmp.Or(m.Owner, g.Owner))
			add(kindDay, g.ID+"/"+m.ID, "milestone due", m.Due, []agendaAsk{{Person: owner.ID, Remind: []time.Time{}, name: owner.Name}})
		}
	}
	add(kindEnd, "", "last day", spec.End, []agendaAsk{})
	return rows
}

// local is a time as the table has it, nothing where there is none.
func local(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("Mon 2 Jan 15:04")
}

// when is the time with its place, or a day.
func (r agendaRow) when() string {
	if r.Day != "" {
		return r.At.Format("Mon 2 Jan 2006")
	}
	return r.At.Format("Mon 2 Jan 2006 15:04") + " " + r.city
}

func (r agendaRow) names() string {
	names := make([]string, 0, len(r.Asks))
	for _, a := range r.Asks {
		names = append(names, a.name)
	}
	return strings.Join(names, ", ")
}

func agendaTable(env Env, rows []agendaRow, from, until cadence.Date) error {
	if len(rows) == 0 {
		_, err := fmt.Fprintf(env.Stdout, "Nothing happens from %s until %s.\n", from, until)
		return err
	}
	t := newTable(env, "When", "Partnership", "What", "Asks", "Answers until")
	for _, r := range rows {
		closes := "–"
		if !r.invited.IsZero() {
			closes = "invited " + local(r.invited) + " " + r.city
		}
		if !r.Closes.IsZero() {
			closes = local(r.Closes) + " " + r.city
		}
		t.row(r.when(), r.Partnership, strings.TrimSpace(r.noun+" "+r.Name), r.names(), closes)
	}
	return t.print()
}

// calendarFile renders the agenda with one event for each round. Times are in
// UTC, so the file needs no zone definitions and means the same everywhere.
func calendarFile(env Env, rows []agendaRow) string {
	calendar := ics.NewCalendarFor("Rapport")
	calendar.SetMethod(ics.MethodPublish)
	calendar.SetName("Partnerships")
	for _, r := range rows {
		event := calendar.AddEvent(r.workflow + "@rapport")
		event.SetDtStampTime(env.Now().UTC())
		if r.Day == "" {
			event.SetStartAt(r.At.UTC())
			event.SetEndAt(r.At.UTC().Add(30 * time.Minute))
		} else {
			event.SetAllDayStartAt(r.At)
			event.SetAllDayEndAt(r.At.AddDate(0, 0, 1))
		}
		event.SetSummary(fmt.Sprintf("%s: %s", strings.TrimSpace(strings.ToUpper(r.noun[:1])+r.noun[1:]+" "+r.Name), r.title))
		switch {
		case r.Kind == kindGoal:
			event.SetDescription(fmt.Sprintf("The goal is to be reached by then. It is %s's.", r.names()))
		case r.Kind == kindDay:
			event.SetDescription(fmt.Sprintf("The day of a milestone. It is %s's.", r.names()))
		case r.Kind == kindEnd:
			event.SetDescription("The last day of the partnership.")
		case !r.invited.IsZero():
			event.SetDescription(fmt.Sprintf("With %s.", r.names()))
		case r.Closes.IsZero():
			event.SetDescription(fmt.Sprintf("For %s to read.", r.names()))
		default:
			event.SetDescription(fmt.Sprintf("Asks %s. Answers count until %s.", r.names(), r.Closes.Format("Mon 2 Jan 15:04 -0700")))
		}
		event.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return calendar.Serialize(ics.WithNewLineWindows)
}

// orEmpty keeps JSON arrays from being null.
func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

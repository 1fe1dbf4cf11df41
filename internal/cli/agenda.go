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
		Long: "Lists every check-in of the partnerships in DIR with its wall time, the people it asks\n" +
			"and the end of its window. Needs no server: who is away or wants no mail, by what they wrote,\n" +
			"is read from the directory that up or worker runs on, if there is one.",
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
	Partnership string      `json:"partnership"`
	Kind        string      `json:"kind"`
	Name        string      `json:"name"`
	Closes      time.Time   `json:"closes,omitzero"`
	Asks        []agendaAsk `json:"asks"`
	noun        string
	workflow    string
	title       string
	city        string
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
	occasions, err := timing.Between(kinds.All(), spec, cadence.In(from, midnight, zone), cadence.In(until.AddDays(1), midnight, zone), nil)
	if err != nil {
		return nil, err
	}
	var rows []agendaRow
	for _, o := range occasions {
		row := agendaRow{
			At: o.At, Partnership: spec.Slug, Kind: strings.ReplaceAll(o.Noun, "-", "_"), Name: o.Name, Closes: o.Closes,
			Asks: []agendaAsk{}, noun: o.Noun, workflow: o.Workflow(spec.Slug), title: spec.Title, city: cadence.City(spec.Zone),
		}
		if o.Type == procedure.Report { // it is read, and not answered
			row.Closes = time.Time{}
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

// local is a time as the table has it, nothing where there is none.
func local(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("Mon 2 Jan 15:04")
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
		t.row(r.At.Format("Mon 2 Jan 2006 15:04")+" "+r.city, r.Partnership, r.noun+" "+r.Name, r.names(), cmp.Or(local(r.Closes), "–"))
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
		event.SetStartAt(r.At.UTC())
		event.SetEndAt(r.At.UTC().Add(30 * time.Minute))
		event.SetSummary(fmt.Sprintf("%s %s: %s", strings.ToUpper(r.noun[:1])+r.noun[1:], r.Name, r.title))
		if r.Closes.IsZero() {
			event.SetDescription(fmt.Sprintf("For %s to read.", r.names()))
		} else {
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

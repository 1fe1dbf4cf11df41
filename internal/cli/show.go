package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/outline"
)

type showArgs struct {
	slug, dir  string
	vars       vars
	spec, json bool
}

func newShow(env Env) *cobra.Command {
	var a showArgs
	c := &cobra.Command{
		Use: "show SLUG [DIR]", Short: "Show one partnership as it is declared", Args: slugAndDir,
		Long: "Shows what DIR declares for the partnership SLUG once playbooks, fleets, variables and roles are\n" +
			"resolved: in short, or with --spec as complete HCL in which each value says which file, line and\n" +
			"playbook it came from; what nobody wrote is a default or follows from the block around it.\n" +
			"Needs no server.",
		Example: "  rapport show acme-lumen examples/quickstart\n" +
			"  rapport show acme-lumen examples/quickstart --spec",
		RunE: func(_ *cobra.Command, args []string) error {
			a.slug, a.dir = args[0], dirArg(args[1:])
			return runShow(env, a)
		},
	}
	c.Flags().BoolVar(&a.spec, "spec", false, "print the whole partnership as HCL, with where each value came from")
	varFlags(c, &a.vars)
	jsonFlag(c, &a.json)
	return c
}

// slugAndDir wants a slug and takes a directory.
func slugAndDir(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("SLUG is missing: %s", c.UseLine())
	}
	return optional("SLUG", "DIR")(c, args)
}

func runShow(env Env, a showArgs) error {
	result, spec, err := loadOne(env, a.dir, a.vars, a.slug, "show")
	if err != nil {
		return err
	}
	switch {
	case a.json:
		return writeJSON(env.Stdout, viewSpec(result, spec))
	case a.spec:
		_, err = io.WriteString(env.Stdout, outline.Of(spec).HCL(origins(result, spec.Slug)))
	default:
		_, err = io.WriteString(env.Stdout, brief(spec))
	}
	return err
}

// loadOne reads a spec directory for a command that shows one partnership of it. What the
// command does with it stands before the slug where there is no such partnership.
func loadOne(env Env, dir string, v vars, slug, does string) (config.Result, partnership.Spec, error) {
	result, err := loadErrors(env, dir, v)
	if err != nil {
		return result, partnership.Spec{}, err
	}
	i := slices.IndexFunc(result.Specs, func(s partnership.Spec) bool { return s.Slug == slug })
	if i < 0 {
		return result, partnership.Spec{}, refused(fmt.Errorf("%s %s: %s", does, slug, declaredInstead(dir, result.Specs)))
	}
	return result, result.Specs[i], nil
}

// declaredInstead says which partnerships there are.
func declaredInstead(dir string, specs []partnership.Spec) string {
	names := make([]string, 0, len(specs))
	for _, s := range specs[:min(len(specs), shownNames)] {
		names = append(names, s.Slug)
	}
	if more := len(specs) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return fmt.Sprintf("%s declares no such partnership; it has %s", called(dir), strings.Join(names, ", "))
}

// origins says behind a value where it was written. Calendars stand beside the
// partnership, and nothing is claimed about them.
func origins(result config.Result, slug string) func(partnership.Path) string {
	return func(path partnership.Path) string {
		o, ok := result.Origin(slug, path)
		switch {
		case !ok && strings.HasPrefix(string(path), "calendar."):
			return ""
		case !ok:
			return "default"
		}
		place := fmt.Sprintf("%s:%d", o.File, o.Line)
		if o.Layer != "" && o.Layer != "partnership" {
			place = o.Layer + ", " + place
		}
		return place
	}
}

// brief is a partnership on one screen.
func brief(spec partnership.Spec) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s (%s)", spec.Title, spec.Slug)
	line("%s", spec.Purpose)
	line("%s until %s, %s", spec.Start, spec.End, cadence.City(spec.Zone))
	line("\nParties")
	for _, p := range spec.Parties {
		people := make([]string, 0, len(p.People))
		for _, person := range p.People {
			people = append(people, person.Name+rolesOf(person))
		}
		line("  %s: %s", p.Name, strings.Join(people, ", "))
	}
	line("\nGoals")
	for _, g := range spec.Goals {
		line("  %s, due %s", g.Statement, g.Due)
		for _, k := range g.KPIs {
			line("    %s", target(k))
		}
		for _, m := range g.Milestones {
			line("    %s, due %s", m.Title, m.Due)
		}
	}
	line("\nRhythms")
	for _, r := range rhythms(spec) {
		line("  %s", r)
	}
	return b.String()
}

func rolesOf(p partnership.Person) string {
	if len(p.Roles) == 0 {
		return ""
	}
	roles := make([]string, 0, len(p.Roles))
	for _, r := range p.Roles {
		roles = append(roles, string(r))
	}
	return " (" + strings.Join(roles, ", ") + ")"
}

// target says what a figure is to become.
func target(k partnership.KPI) string {
	switch k.Direction {
	case partnership.MaintainMin:
		return fmt.Sprintf("%s: at least %s %s", k.ID, k.Target, k.Unit)
	case partnership.MaintainMax:
		return fmt.Sprintf("%s: at most %s %s", k.ID, k.Target, k.Unit)
	case partnership.InRange:
		return fmt.Sprintf("%s: between %s and %s %s", k.ID, k.Low, k.High, k.Unit)
	case partnership.Binary:
		return k.ID + ": from no to yes"
	case partnership.Cumulative:
		return fmt.Sprintf("%s: %s %s in all", k.ID, k.Target, k.Unit)
	case partnership.Increase, partnership.Decrease:
	}
	return fmt.Sprintf("%s: from %s to %s %s", k.ID, k.Baseline, k.Target, k.Unit)
}

// rhythms lists what happens again and again.
func rhythms(spec partnership.Spec) []string {
	var list []string
	add := func(kind, id string, rule cadence.Rule) {
		list = append(list, fmt.Sprintf("%s %s: %s", kind, id, rule))
	}
	for _, c := range spec.CheckIns {
		add("check-in", c.ID, c.Rule)
	}
	for _, m := range spec.Meetings {
		add("meeting", m.ID, m.Rule)
	}
	for _, s := range spec.Surveys {
		if s.Rule != nil {
			add("survey", s.ID, *s.Rule)
		} else {
			list = append(list, fmt.Sprintf("survey %s: after a %s", s.ID, s.After))
		}
	}
	for _, i := range spec.Ideas {
		switch {
		case i.Rule != nil:
			add("ideas", i.ID, *i.Rule)
		case i.AtStart():
			list = append(list, fmt.Sprintf("ideas %s: at the start", i.ID))
		default:
			list = append(list, fmt.Sprintf("ideas %s: on %s", i.ID, i.Date))
		}
	}
	for _, r := range spec.Reviews {
		add("review", r.ID, r.Rule)
	}
	for _, r := range spec.Reports {
		add("report", r.ID, r.Rule)
	}
	return list
}

// specView is a partnership for machines.
type specView struct {
	FormatVersion int              `json:"format_version"`
	Digest        string           `json:"digest"`
	Spec          partnership.Spec `json:"spec"`
	Origins       []originView     `json:"origins"`
}

// originView says where one value was written.
type originView struct {
	Path  partnership.Path `json:"path"`
	File  string           `json:"file"`
	Line  int              `json:"line"`
	Layer string           `json:"layer"`
}

func viewSpec(result config.Result, spec partnership.Spec) specView {
	v := specView{FormatVersion: formatVersion, Digest: spec.Digest(), Spec: spec, Origins: []originView{}}
	outline.Of(spec).Walk(func(path partnership.Path, _ outline.Attribute) {
		if o, ok := result.Origin(spec.Slug, path); ok {
			v.Origins = append(v.Origins, originView{Path: path, File: o.File, Line: o.Line, Layer: o.Layer})
		}
	})
	return v
}

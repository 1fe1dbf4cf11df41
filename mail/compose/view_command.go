package compose

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// maxKept bounds what a lead reads of somebody's words, in runes: all that is kept
// of them.
const maxKept = 2000

func commandViewers() []templateViewer {
	return []templateViewer{
		{procedure.TemplateGoals, viewGoals},
		{procedure.TemplateResources, viewResources},
		{lifecycle.TemplateKept, viewKept},
		{lifecycle.TemplateDelegateProposed, viewKept},
		{lifecycle.TemplateStopped, viewStopping},
		{lifecycle.TemplateStarted, viewStopping},
		{lifecycle.TemplateUnclear, viewUnclear},
	}
}

// commands adds what a letter says of commands: who has passed questions on, what
// became of those in the reader's mail, and which there are.
func (w letterWriter) commands(v *view) (err error) {
	if other, ok := w.spec.Person(w.letter.Delegated); ok {
		v.PassedBy = oneLine(other.Name)
	}
	if v.Reactions, err = w.reactions(); err != nil {
		return err
	}
	if w.letter.Form == procedure.FormHelp {
		v.Commands, err = w.catalog.commands()
	}
	return err
}

// commandView is a command in the list of those that work.
type commandView struct{ Usage, Does string }

// words are how a command is written in the reader's language.
func (l locale) words(f partnership.CommandForm) partnership.CommandWords { return f.In(l.Code) }

// commands lists the commands that work in any mail.
func (c catalog) commands() ([]commandView, error) {
	var list []commandView
	for _, f := range partnership.Commands() {
		if f.Fate == partnership.FateItem {
			continue
		}
		does, err := c.line("command."+string(f.Name), nil)
		if err != nil {
			return nil, err
		}
		list = append(list, commandView{Usage: c.locale.words(f).Usage(), Does: does})
	}
	return list, nil
}

// reactionView fills the phrase about what became of a command.
type reactionView struct {
	Command, Usage string // as it is written
	Text           string // what stood behind it
	Day            string
	Names          string
	Several        bool
	Back, Start    string // the commands that undo it
	// Area is what it is about, and Hear are those who do its work.
	Area, Hear string
}

// reactions says what became of the commands in a mail, a line each.
func (w letterWriter) reactions() ([]string, error) {
	var lines []string
	for _, r := range w.letter.Reactions {
		line, err := w.catalog.line("reaction."+reactionPhrase(r), w.reaction(r))
		if err != nil {
			return nil, err
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// reactionPhrase names the phrase that says what became of a command.
func reactionPhrase(r procedure.Reaction) string {
	name := strings.ToLower(string(r.Name))
	switch {
	case r.Result == procedure.ResultUnkept:
		return string(r.Result)
	case r.Name == partnership.CommandDelegate && r.Result == procedure.ResultDone:
		return "delegated"
	case r.Name == partnership.CommandDelegate, r.Result == procedure.ResultUnclear && (r.Name == partnership.CommandAway || r.Name == partnership.CommandDispute):
		return fmt.Sprintf("%s-%s", name, r.Result)
	case r.Result == procedure.ResultUnclear:
		return "kept-unclear"
	case r.Result == procedure.ResultNothing && r.OfItem() && r.Name != partnership.CommandDone && r.Name != partnership.CommandExtend:
		return "item-over"
	default:
		return name
	}
}

func (w letterWriter) reaction(r procedure.Reaction) reactionView {
	words := w.catalog.locale.words
	form := r.Name.Form()
	v := reactionView{
		Command: words(form).Word, Usage: words(form).Usage(), Text: clip(oneLine(r.Argument), maxQuote),
		Back: words(partnership.CommandBack.Form()).Word, Start: words(partnership.CommandStart.Form()).Word,
	}
	var names []string
	switch {
	case r.Result == procedure.ResultDone && r.Name.Owed():
		for _, p := range w.spec.Answerers(w.person.ID, r.Command) {
			names = append(names, oneLine(p.Name))
		}
		if area, ok := w.spec.AreaOf(w.person.ID, r.Command); ok {
			v.Area, v.Hear = w.area(area.ID), w.hear(area)
		}
	case r.Result == procedure.ResultProposed:
		if lead, ok := w.spec.LeadOf(w.person.ID); ok {
			names = append(names, oneLine(lead.Name))
		}
	default:
		for _, n := range r.Names {
			names = append(names, oneLine(n))
		}
	}
	v.Names, v.Several = w.catalog.locale.List(names), len(names) > 1
	if day, err := cadence.ParseDate(r.Argument); err == nil {
		v.Day = w.catalog.locale.Date(day)
	}
	return v
}

// anyView says whether there is anything to list.
type anyView struct{ Any bool }

// goalLine is a goal with who answers for it and until when.
type goalLine struct {
	goalView
	Due, Owner string // each may be empty
}

func viewGoals(w letterWriter, _ json.RawMessage) (any, []noticeLine, error) {
	var lines []noticeLine
	views := w.catalog.locale.goals(w.standing)
	for i, g := range w.standing.Goals {
		line := goalLine{goalView: views[i]}
		if j := slices.IndexFunc(w.spec.Goals, func(d partnership.Goal) bool { return d.ID == g.ID }); j >= 0 {
			declared := w.spec.Goals[j]
			if !declared.Due.IsZero() {
				line.Due = w.catalog.locale.Date(declared.Due)
			}
			if declared.Owner != "" {
				line.Owner = w.who(declared.Owner)
			}
		}
		lines = append(lines, noticeLine{"goal", line})
		for _, k := range views[i].KPIs {
			lines = append(lines, noticeLine{"kpi", k})
		}
	}
	any := len(lines) > 0
	for _, c := range w.spec.Competing {
		lines = append(lines, noticeLine{"competing", competingLine{Statement: w.competing(c), JointGoal: strings.TrimRight(oneLine(c.JointGoal), ".")}})
	}
	return anyView{Any: any}, lines, nil
}

// competingLine is where interests pull in different directions, and what all can want.
type competingLine struct{ Statement, JointGoal string }

// competing says in words which interests pull in different directions.
func (w letterWriter) competing(c partnership.Competing) string {
	if c.Statement != "" {
		return strings.TrimRight(oneLine(c.Statement), ".")
	}
	var statements []string
	for _, party := range w.spec.Parties {
		for _, i := range party.Interests {
			if slices.Contains(c.Interests, i.ID) {
				statements = append(statements, strings.TrimRight(oneLine(i.Statement), "."))
			}
		}
	}
	return w.catalog.locale.List(statements)
}

// resourceLine is something that the reader can open.
type resourceLine struct{ Title, URL, Owner string }

func viewResources(w letterWriter, _ json.RawMessage) (any, []noticeLine, error) {
	var lines []noticeLine
	for _, r := range w.spec.Resources {
		if len(r.Access) > 0 && !slices.Contains(r.Access, w.person.ID) && r.Owner != w.person.ID {
			continue
		}
		line := resourceLine{Title: oneLine(r.Title), URL: oneLine(r.URL)}
		if line.Title == "" {
			line.Title = oneLine(r.ID)
		}
		if r.Owner != "" {
			line.Owner = w.who(r.Owner)
		}
		lines = append(lines, noticeLine{"resource", line})
	}
	return anyView{Any: len(lines) > 0}, lines, nil
}

// keptView fills the phrases about what somebody wrote.
type keptView struct{ Who, Command, Text, Day string }

func viewKept(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var k lifecycle.Kept
	if err := json.Unmarshal(content, &k); err != nil {
		return nil, nil, err
	}
	day, err := w.dayOf(k.At)
	if err != nil {
		return nil, nil, err
	}
	return keptView{
		Who: w.who(k.Person), Command: w.catalog.locale.words(k.Command.Form()).Word,
		Text: clip(oneLine(k.Text), maxKept), Day: day,
	}, nil, nil
}

// stoppingView fills the phrases about who wants no mail.
type stoppingView struct {
	Who, Start string
	Any        bool // something was open
}

// stoppedLine is what a person was asked and leaves open.
type stoppedLine struct{ About, Due string }

func viewStopping(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var s lifecycle.Stopping
	if err := json.Unmarshal(content, &s); err != nil {
		return nil, nil, err
	}
	var lines []noticeLine
	for _, o := range s.Open {
		due, err := w.catalog.locale.momentIn(o.Due, w.person.Zone)
		if err != nil {
			return nil, nil, err
		}
		lines = append(lines, noticeLine{"open", stoppedLine{About: w.named(o.About), Due: due}})
	}
	start := w.catalog.locale.words(partnership.CommandStart.Form()).Word
	return stoppingView{Who: w.who(s.Person), Start: start, Any: len(lines) > 0}, lines, nil
}

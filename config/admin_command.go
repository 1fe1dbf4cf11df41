package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// AdminCommand is what an admin does during a rehearsal, to each partnership
// that is rehearsed.
type AdminCommand struct {
	At    cadence.WallTime // in the partnership's zone
	Name  string
	Input map[string]string // as an admin would type it
}

type commandDecl struct {
	header
	At    field[cadence.WallTime]
	Name  field[string]
	Input field[map[string]string]
}

func (d *commandDecl) schema() schema {
	return schema{
		doc: "A command that an admin gives during a rehearsal, to each partnership that is rehearsed. What a partnership refuses is shown as refused.",
		attributes: []attribute{
			{name: "at", required: true, value: wallTime(&d.At), doc: "When the command is given, in the partnership's time zone."},
			{name: "name", required: true, value: line(&d.Name, nameLimit), doc: "The command: pause, resume, record-kpi or end."},
			{name: "input", standard: "nothing", value: typedObject(&d.Input), doc: "What the command needs to know, by the names that its form in the Web UI has: reason; kpi and value for record-kpi."},
		},
	}
}

// check reports a command that no partnership could carry out.
func (d *commandDecl) check(r *reports) {
	if !d.Name.set {
		return
	}
	name := procedure.CommandName(d.Name.value)
	switch {
	case slices.Contains(procedure.PartnershipCommands(), name):
		d.checkInput(r, name.Inputs())
	case name == procedure.AnswerFor:
		r.report(codeAhead, d.at(d.Name.at), "The command %q is known, but a rehearsal of this version does not carry it out.", name)
	default:
		known := wordsOf(procedure.PartnershipCommands())
		r.report(codeUnknownCommand, d.at(d.Name.at), "No command of an admin is named %q.%s", name, suggestion(d.Name.value, known, known))
	}
}

func (d *commandDecl) checkInput(r *reports, known []string) {
	for _, key := range slices.Sorted(maps.Keys(d.Input.value)) {
		if !slices.Contains(known, key) {
			r.report(codeUnknownCommand, d.at(d.Input.at), "The command %q takes nothing named %q.%s", d.Name.value, key, hint(key, known))
		}
	}
}

func (d *commandDecl) compile() AdminCommand {
	return AdminCommand{At: d.At.value, Name: d.Name.value, Input: d.Input.value}
}

// typedObject binds an object of values as a person would type them.
func typedObject(into *field[map[string]string]) binding {
	return binding{kind: called("object"), read: func(r *reader, e hcl.Expression) {
		v, ok := r.literal(e, "an object")
		if !ok {
			return
		}
		if v.IsNull() || !v.Type().IsObjectType() && !v.Type().IsMapType() {
			r.report(codeType, r.at(e.Range()), "%s was found where an object is wanted. Write names and values in braces: { reason = \"holidays\" }.", sentence(typeWord(v)))
			return
		}
		values := map[string]string{}
		for name, one := range v.AsValueMap() {
			text, ok := typed(one)
			if !ok {
				r.report(codeType, r.at(e.Range()), "%s was found in %q where text, a number, true or false is wanted.", sentence(typeWord(one)), name)
				continue
			}
			values[name] = strings.TrimSpace(text)
		}
		into.give(values, e.Range())
	}}
}

// suggestion says which of all known names was probably meant, or which few
// there are when none is near. It begins with a space.
func suggestion(given string, known, few []string) string {
	if near := hint(given, known); strings.HasPrefix(near, " Did") {
		return near
	}
	return fmt.Sprintf(" Known here: %s.", strings.Join(few, ", "))
}

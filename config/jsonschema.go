package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// schemaAddress is where the schema of the newest version lies.
const schemaAddress = "https://raw.githubusercontent.com/rapport-engine/rapport/main/docs/reference/rapport.schema.json"

// JSONSchema is the schema of *.hcl.json files, in the draft 2020-12, for
// editors and other programs. It comes from the tables that decode blocks. It
// knows names, types and words; what no single file can show, such as whether a
// reference leads somewhere, only the loader knows.
func JSONSchema() ([]byte, error) {
	s := schemaWriter{defs: object{}, unknown: map[string]bool{}}
	for name, shape := range shapes {
		s.defs[name] = shape
	}
	file := s.body(new(document), true)
	file["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	file["$id"] = schemaAddress
	file["title"] = "Rapport: partnerships in JSON"
	file["$defs"] = s.defs
	for _, kind := range slices.Sorted(maps.Keys(s.unknown)) {
		return nil, fmt.Errorf("make JSON schema: no schema is known for the type %q", kind)
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(file); err != nil {
		return nil, fmt.Errorf("encode JSON schema: %w", err)
	}
	return text.Bytes(), nil
}

// object is a part of a schema; encoding sorts its names.
type object = map[string]any

// schemaWriter collects the schemas of blocks, each under its own name.
type schemaWriter struct {
	defs    object
	unknown map[string]bool // types without a schema
}

// body is the schema of what stands in a block. Strict holds it to the
// attributes that are required.
func (w *schemaWriter) body(d declaration, strict bool) object {
	s := d.schema().whole()
	properties := object{"//": object{"description": "A comment."}}
	if _, outermost := d.(*document); !outermost && len(s.blocks) > 0 {
		properties[dynamicKind] = w.dynamic(s.blocks, strict)
	}
	for _, a := range s.attributes {
		properties[a.name] = w.attribute(a)
	}
	for _, n := range s.blocks {
		properties[n.name] = w.block(n, strict && !layered(n.name))
	}
	body := object{"type": "object", "description": s.doc, "properties": properties, "additionalProperties": false}
	if _, free := d.(bodyReader); free {
		body["additionalProperties"] = true // the names are the author's own
	}
	if required := requiredOf(s); strict && len(required) > 0 {
		body["required"] = required
	}
	return body
}

func requiredOf(s schema) []string {
	var names []string
	for _, a := range s.attributes {
		if a.required {
			names = append(names, a.name)
		}
	}
	return names
}

// dynamic is the schema of blocks that are made by repetition, by their kind.
func (w *schemaWriter) dynamic(blocks []nested, strict bool) object {
	kinds := object{}
	for _, n := range blocks {
		name := w.define(n, strict && !layered(n.name))
		one := object{
			"type": "object", "additionalProperties": false, "required": []string{"for_each", "content"},
			"properties": object{
				"for_each": object{"description": "What to repeat over: a list, a set, a map or an object."},
				"iterator": object{"$ref": "#/$defs/text", "description": "The name of each element; if absent, the kind of the block."},
				"labels":   object{"type": "array", "items": object{"$ref": "#/$defs/text"}, "description": "The name of each block."},
				"content":  refer(name),
			},
		}
		w.defs["dynamic_"+name] = oneOrMore(one)
		kinds[n.name] = refer("dynamic_" + name)
	}
	return object{
		"description": "Blocks that are made by repetition, by their kind.",
		"type":        "object", "additionalProperties": false, "properties": kinds,
	}
}

func refer(name string) object { return object{"$ref": "#/$defs/" + name} }

// oneOrMore allows a list of what may stand alone.
func oneOrMore(one object) object {
	return object{"anyOf": []object{one, {"type": "array", "items": one}}}
}

// layered reports a block that takes what it lacks from a playbook, so that
// nothing in it can be required of one file.
func layered(name string) bool {
	return slices.Contains([]string{"partnership", "playbook", "fleet"}, name)
}

// block is the schema of all blocks of one kind: by their names, as an object or
// in lists where one name stands for several.
func (w *schemaWriter) block(n nested, strict bool) object {
	name := w.define(n, strict)
	if n.label == "" {
		if n.once {
			return refer(name)
		}
		return oneOrMore(refer(name))
	}
	named := refer(name)
	if n.many {
		named = oneOrMore(named)
	}
	w.defs[name+"_blocks"] = oneOrMore(object{
		"type": "object", "additionalProperties": named, "properties": object{"//": object{}},
		"propertyNames": object{"anyOf": []object{{"const": "//"}, {"pattern": labelForm(n.name).String(), "maxLength": nameLimit}}},
	})
	all := refer(name + "_blocks")
	all["description"] = "By " + strings.TrimPrefix(n.label, "a ") + "."
	return all
}

// define puts the schema of a kind of block among the definitions and returns
// its name. Kinds of one name that differ, such as the steps of two ladders, are
// numbered.
func (w *schemaWriter) define(n nested, strict bool) string {
	sample := n.sample()
	body := w.body(sample, strict)
	switch own := requiredOf(sample.schema()); {
	case n.name == "partnership":
		body["anyOf"] = []object{{"required": []string{"playbook"}}, {"required": own}}
	case layered(n.name) && len(own) > 0:
		body["required"] = own
	}
	for name, i := n.name, 2; ; name, i = fmt.Sprintf("%s_%d", n.name, i), i+1 {
		known, taken := w.defs[name]
		if !taken {
			w.defs[name] = body
			return name
		}
		if equalJSON(known, body) {
			return name
		}
	}
}

func equalJSON(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

// attribute is the schema of a value together with what the reference says.
func (w *schemaWriter) attribute(a attribute) object {
	value := w.value(a.value.kind())
	value["description"] = a.doc
	if a.standard == "" {
		return value
	}
	var standard any
	if err := json.Unmarshal([]byte(a.standard), &standard); err == nil {
		value["default"] = standard
	} else {
		value["description"] = a.doc + " If absent: " + a.standard + "."
	}
	return value
}

var wordList = regexp.MustCompile(`^one of (.*)$`)

// value turns the words that name a type into a schema, which other values of
// the type refer to.
func (w *schemaWriter) value(kind string) object {
	if kind == "expression" {
		return object{} // evaluated where it is used
	}
	if name, known := shapeNames[kind]; known {
		return refer(name)
	}
	if m := wordList.FindStringSubmatch(kind); m != nil {
		return orTemplate(object{"enum": strings.Split(m[1], ", ")})
	}
	var shape object
	if element, ok := strings.CutPrefix(kind, "list of "); ok {
		shape = object{"type": "array", "items": w.value(element)}
	} else if things, ok := strings.CutPrefix(kind, "reference to "); ok {
		shape = object{"type": "string", "pattern": referencePattern(things)}
	} else {
		w.unknown[kind] = true
		return object{}
	}
	name := strings.ReplaceAll(kind, " ", "_")
	w.defs[name] = orTemplate(shape)
	return refer(name)
}

// referencePattern takes "a person or a role" to person.NAME or role.NAME.
func referencePattern(things string) string {
	var kinds []string
	for _, thing := range strings.Split(things, " or ") {
		thing = strings.TrimPrefix(strings.TrimPrefix(thing, "an "), "a ")
		kinds = append(kinds, strings.ReplaceAll(thing, " ", "_"))
	}
	return `^(` + strings.Join(kinds, "|") + `)[.\[]`
}

// orTemplate also allows what is computed, and null, which stands for nothing.
func orTemplate(value object) object {
	return object{"anyOf": []object{value, {"$ref": "#/$defs/template"}, {"type": "null"}}}
}

// shapeNames are the types whose values have a form of their own.
var shapeNames = map[string]string{
	"text": "text", "time zone": "text", "language": "text", "mail address": "text", "mail address with a name": "text",
	"web address": "text", "weekday": "text", "host": "text", "host:port": "text", "role": "text", "period": "text",
	"condition": "text", `text or env("NAME")`: "text", wordsKind: "words",
	"number": "number", "whole number": "whole_number", "true or false": "truth",
	"date": "date", "duration": "duration", "hours": "hours", "currency": "currency", "colour": "colour", "country": "country",
	`number, or a change such as "+20%"`:   "target",
	`share, such as "2/3"`:                 "share",
	`"parties", or a list of references`:   "table",
	`env("NAME")`:                          "secret",
	`env("NAME") or a list of them`:        "secrets",
	"list of text, numbers, true or false": "typed",
	"day and time":                         "wall_time",
	"object":                               "object",
}

// shapes are their schemas. Whatever may be a template is one.
var shapes = object{
	"template": object{"type": "string", "pattern": `[$%]\{`, "description": "Computed, such as \"${var.region}\"."},
	"text":     object{"type": []string{"string", "null"}},
	"words": object{"anyOf": []object{
		{"$ref": "#/$defs/text"},
		{"type": "object", "minProperties": 1, "additionalProperties": object{"type": "string"}, "description": "The text by language: {\"en\": \"...\", \"ru\": \"...\"}."},
	}},
	"number":       orTemplate(object{"type": "number"}),
	"whole_number": orTemplate(object{"type": "integer"}),
	"truth":        orTemplate(object{"type": "boolean"}),
	"date":         orTemplate(object{"type": "string", "pattern": `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`}),
	"duration":     orTemplate(object{"type": "string", "pattern": `^[0-9]+(bd|d|h|m|%)$`}),
	"wall_time":    orTemplate(object{"type": "string", "pattern": `^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$`}),
	"object":       orTemplate(object{"type": "object"}),
	"hours":        orTemplate(object{"type": "string", "pattern": `^[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}$`}),
	"colour":       orTemplate(object{"type": "string", "pattern": `^#[0-9A-Fa-f]{6}$`}),
	"currency":     orTemplate(object{"type": "string", "pattern": `^[A-Z]{3}$`}),
	"country":      orTemplate(object{"type": "string", "pattern": `^[A-Z]{2}$`}),
	"target":       orTemplate(object{"anyOf": []object{{"type": "number"}, {"type": "string", "pattern": `^[+-][0-9.]+ ?%$`}}}),
	"share":        orTemplate(object{"anyOf": []object{{"type": "number"}, {"type": "string", "pattern": `^[0-9]`}}}),
	"table":        orTemplate(object{"anyOf": []object{{"const": "parties"}, {"type": "array", "items": object{"type": "string"}}}}),
	"secret":       object{"type": []string{"string", "null"}, "pattern": `^\$\{ *env\(.*\) *\}$`},
	"secrets":      object{"anyOf": []object{{"$ref": "#/$defs/secret"}, {"type": "array", "items": object{"$ref": "#/$defs/secret"}}}},
	"typed":        orTemplate(object{"type": "array", "items": object{"type": []string{"string", "number", "boolean"}}}),
}

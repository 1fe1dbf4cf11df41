package config

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// fleetDecl makes one partnership for each element of a collection.
type fleetDecl struct {
	recipeDecl
	ForEach, Slug field[hcl.Expression]
}

func (f *fleetDecl) schema() schema {
	return schema{
		doc:        "One partnership for each element of a collection: every attribute and block of a partnership may stand here, and expressions know each.key and each.value.",
		attributes: f.own(),
		content:    new(partnershipDecl),
	}
}

func (f *fleetDecl) own() []attribute {
	return []attribute{
		{name: "for_each", required: true, raw: true, value: asWritten(&f.ForEach, "expression"), doc: "The elements: a list or set of objects or of texts, a map or an object, such as csvdecode(file(\"dealers.csv\"))."},
		{name: "slug", raw: true, standard: "each.key of a map, each.value of a text", value: asWritten(&f.Slug, "expression"), doc: "The slug of the member. Required when the elements are objects in a list."},
		f.playbookAttribute(),
	}
}

// membersOf gives the partnerships of a fleet.
func (l *loader) membersOf(f *fleetDecl, below lineage) []*member {
	r := l.reader(&f.header)
	if !f.ForEach.set {
		return nil
	}
	native, ok := r.nativeExpression(f.ForEach.value)
	if !ok {
		return nil
	}
	collection, ok := r.evaluate(native)
	if !ok {
		return nil
	}
	elements, ok := r.elementsOf(collection, f.ForEach.at)
	if !ok {
		return nil
	}
	keyed := collection.Type().IsMapType() || collection.Type().IsObjectType()
	if !f.Slug.set && !keyed && len(elements) > 0 && elements[0].value.Type() != cty.String {
		r.report(codeFleetSlug, f.at(f.ForEach.at), "The elements are objects, so nothing says what each partnership is called. Write slug = each.value.COLUMN.")
		return nil
	}
	own := &layer{kind: "fleet", name: f.name, body: f.body, lowest: len(below.layers) == 0}
	var members []*member
	for i, e := range elements {
		one := *r
		one.ctx = knowing(r.ctx, map[string]cty.Value{
			"each": cty.ObjectVal(map[string]cty.Value{"key": e.key, "value": e.value}),
		})
		slug, at, ok := one.slug(f, e, keyed, i)
		if !ok {
			continue
		}
		h := f.fresh()
		h.kind, h.name, h.nameAt = "partnership", slug, at
		members = append(members, &member{
			header: h, below: below, own: own, ctx: one.ctx, fleet: f.name, row: rowName(e, keyed, i),
		})
	}
	return members
}

// rowName names an element for people.
func rowName(e element, keyed bool, i int) string {
	if keyed {
		return fmt.Sprintf("the element %q", e.key.AsString())
	}
	return fmt.Sprintf("element %d", i+1)
}

// slug gives the slug of one element and where it comes from.
func (r *reader) slug(f *fleetDecl, e element, keyed bool, i int) (slug string, at hcl.Range, ok bool) {
	value, at := e.value, f.ForEach.at
	switch {
	case f.Slug.set:
		at = f.Slug.at
		if value, ok = r.valueOfExpression(f.Slug.value); !ok {
			return "", at, false
		}
	case keyed:
		value = e.key
	}
	text, err := convert.Convert(value, cty.String)
	if err != nil || text.IsNull() {
		r.report(codeFleetSlug, r.at(at), "The slug of %s is %s, but text is wanted.", rowName(e, keyed, i), typeWord(value))
		return "", at, false
	}
	if slug = text.AsString(); len(slug) > nameLimit || !slugForm.MatchString(slug) {
		r.report(codeFleetSlug, r.at(at), "The slug of %s is %q. Slugs are made of lower-case letters a to z, digits and single hyphens between them, at most %d characters.%s",
			rowName(e, keyed, i), shorten(slug), nameLimit, slugHint(shorten(slug), slugForm))
		return "", at, false
	}
	return slug, at, true
}

// duplicateMembers reports partnerships of one slug and keeps the first.
func (l *loader) duplicateMembers(all []*member) []*member {
	first := map[string]*member{}
	kept := all[:0]
	for _, m := range all {
		seen := first[m.name]
		if seen == nil {
			first[m.name] = m
			kept = append(kept, m)
			continue
		}
		l.report(codeDuplicate, m.named(), "There is a partnership %q already: %s and %s have the same slug. Give one of the two another.", m.name, seen.whence(), m.whence())
	}
	return kept
}

// whence says where a partnership comes from.
func (m *member) whence() string {
	if m.fleet == "" {
		return "the one at " + position(m.nameAt)
	}
	return fmt.Sprintf("%s of the fleet %q", m.row, m.fleet)
}

package config

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// recipeDecl is what a partnership, a playbook and a fleet have in common: a
// body with the content of partnerships, and the playbook beneath it.
type recipeDecl struct {
	header
	Playbook field[ref]
}

func (d *recipeDecl) playbookAttribute() attribute {
	return attribute{
		name: "playbook", value: reference(&d.Playbook, "playbook"),
		doc: "The playbook whose content is taken where this block says nothing else.",
	}
}

// partnershipBlock is a partnership at the top level of a file.
type partnershipBlock struct{ recipeDecl }

// schema documents the block; its content is read by layers.
func (p *partnershipBlock) schema() schema {
	s := new(partnershipDecl).schema()
	s.attributes = append([]attribute{p.playbookAttribute()}, s.attributes...)
	return s
}

// playbookDecl is content that partnerships share.
type playbookDecl struct {
	recipeDecl
	used bool
}

func (p *playbookDecl) schema() schema {
	return schema{
		doc:        "Content that partnerships share: every attribute and block of a partnership may stand here, and nothing is required. partnership \"x\" { playbook = playbook.NAME } takes it.",
		attributes: []attribute{p.playbookAttribute()},
		content:    new(partnershipDecl),
	}
}

// content is a partnership that is read by layers.
type content struct {
	*partnershipDecl
	layer *layer
}

func (c content) schema() schema {
	s := c.partnershipDecl.schema()
	for _, name := range c.layer.own() {
		s.attributes = append(s.attributes, attribute{name: name, raw: true, value: binding{kind: called(""), read: func(*reader, hcl.Expression) {}}})
	}
	return s
}

// readOwn reads the attributes of a recipe that are not content.
func (r *reader) readOwn(body hcl.Body, own []attribute) {
	want := &hcl.BodySchema{}
	for _, a := range own {
		want.Attributes = append(want.Attributes, hcl.AttributeSchema{Name: a.name})
	}
	found, _, _ := body.PartialContent(want) // other findings come with the content
	for _, a := range own {
		if given := found.Attributes[a.name]; given != nil {
			r.attribute(a, given.Expr)
		} else {
			r.attribute(a, nil)
		}
	}
}

// recipes resolves which playbooks partnerships and fleets are made of.
type recipes struct {
	*loader
	playbooks map[string]*playbookDecl
	chains    map[string]lineage
	open      []string // the playbooks that are being resolved
}

// lineage is the layers of a playbook from the lowest to itself; they are
// incomplete when one of them cannot be found.
type lineage struct {
	layers     []*layer
	incomplete bool
}

func (l *loader) newRecipes() *recipes {
	l.duplicates(headers(l.doc.Playbooks), "")
	rs := &recipes{loader: l, playbooks: byName(l.doc.Playbooks), chains: map[string]lineage{}}
	for _, p := range l.doc.Playbooks {
		l.reader(&p.header).readOwn(p.body, []attribute{p.playbookAttribute()})
	}
	for _, p := range sorted(l.doc.Playbooks) {
		rs.chainOf(p.name)
	}
	return rs
}

// beneath gives the layers that a recipe builds on.
func (rs *recipes) beneath(d *recipeDecl) lineage {
	if !d.Playbook.set {
		return lineage{incomplete: d.given["playbook"]}
	}
	name := d.Playbook.value.name
	p := rs.playbooks[name]
	if p == nil {
		if !rs.partial {
			rs.report(codeUnknownReference, d.at(d.Playbook.at), "No playbook is named %q here.%s", name, hint(name, slices.Sorted(maps.Keys(rs.playbooks))))
		}
		return lineage{incomplete: true}
	}
	p.used = true
	return rs.chainOf(name)
}

// chainOf gives the layers of a playbook, its own as the last.
func (rs *recipes) chainOf(name string) lineage {
	if known, ok := rs.chains[name]; ok {
		return known
	}
	if i := slices.Index(rs.open, name); i >= 0 {
		rs.cycle(rs.open[i:])
		return lineage{incomplete: true}
	}
	p := rs.playbooks[name]
	rs.open = append(rs.open, name)
	below := rs.beneath(&p.recipeDecl)
	rs.open = rs.open[:len(rs.open)-1]
	own := &layer{kind: "playbook", name: name, body: p.body, lowest: len(below.layers) == 0}
	below.layers = append(slices.Clip(below.layers), own)
	rs.chains[name] = below
	return below
}

func (rs *recipes) cycle(names []string) {
	first := rs.playbooks[names[0]]
	rs.report(codePlaybookCycle, first.at(first.Playbook.at), "The playbooks build on each other in a circle: %s. Break it at one of them.",
		strings.Join(append(slices.Clone(names), names[0]), " -> "))
}

// checkUnused reads playbooks that nobody takes for their structure alone.
func (rs *recipes) checkUnused() {
	for _, p := range rs.doc.Playbooks {
		if p.used || rs.partial {
			continue
		}
		rs.report(codePlaybookUnused, p.named(), "No partnership, fleet or playbook takes the playbook %q. Write playbook = playbook.%s where it is meant, or remove it.", p.name, p.name)
		decl := &partnershipDecl{header: p.fresh()}
		r := rs.reader(&decl.header)
		r.unfinished = true
		r.body(p.body, content{decl, &layer{kind: "playbook"}})
	}
}

// member is a partnership that is to be read: its name, its layers and what
// its own expressions know.
type member struct {
	header
	below lineage
	own   *layer
	ctx   *hcl.EvalContext
	fleet string // empty for a partnership that is written out
	row   string // the element of the fleet, for people
}

// read reads the layers of a partnership over each other, the lowest first.
func (r *reader) read(m *member) *partnershipDecl {
	decl := &partnershipDecl{header: m.header}
	r = r.within(&decl.header)
	r.unfinished = len(m.below.layers) > 0 || m.below.incomplete
	for _, one := range m.below.layers {
		r.layer = one
		r.body(one.body, content{decl, one})
	}
	r.layer, r.ctx = m.own, m.ctx
	r.body(m.own.body, content{decl, m.own})
	decl.layer = m.own
	switch {
	case m.below.incomplete:
		decl.lost = append(decl.lost, kindsBelow(decl.schema())...)
	case r.unfinished:
		r.complete(decl)
	}
	return decl
}

// kindsBelow names every kind of block that may stand in one, at any depth.
func kindsBelow(s schema) []string {
	var kinds []string
	for _, n := range s.blocks {
		kinds = append(kinds, n.name)
		kinds = append(kinds, kindsBelow(n.sample().schema())...)
	}
	return kinds
}

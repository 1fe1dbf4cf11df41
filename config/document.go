package config

import (
	"cmp"
	"slices"
)

// document is everything that the files of a directory declare together.
type document struct {
	header
	Partnerships []*partnershipBlock
	Playbooks    []*playbookDecl
	Fleets       []*fleetDecl
	Variables    []*variableDecl
	Locals       []*localsDecl
	Banks        []*bankDecl
	Calendars    []*calendarDecl
	Engines      []*engineDecl
	Personas     []*personaDecl
	Commands     []*commandDecl
}

func (d *document) schema() schema {
	return schema{
		doc: "What may stand at the top level of a file. All files of a directory are read together, and blocks may be spread over them in any way.",
		blocks: []nested{
			deferred(labelled("partnership", "a slug", &d.Partnerships)),
			deferred(labelled("playbook", "a name", &d.Playbooks)),
			deferred(labelled("fleet", "a name", &d.Fleets)),
			deferred(labelled("calendar", "a name", &d.Calendars)),
			deferred(labelled("question_bank", "a name", &d.Banks)),
			deferred(labelled("variable", "a name", &d.Variables)),
			deferred(repeated("locals", &d.Locals)),
			deferred(once(repeated("engine", &d.Engines))),
			deferred(labelled("persona", "a person", &d.Personas)),
			deferred(repeated("command", &d.Commands)),
		},
	}
}

// checkBatch is how many partnerships are read and checked before their
// findings are put together.
const checkBatch = 256

// check looks at the whole document and returns a scope for each partnership,
// in the order of their slugs.
func (l *loader) check() []*scope {
	all := l.checkShared()
	l.members = l.allMembers()
	scopes := make([]*scope, len(l.members))
	for from := 0; from < len(l.members); from += checkBatch {
		batch := l.members[from:min(from+checkBatch, len(l.members))]
		inParallel(len(batch), func(i int) { scopes[from+i] = l.checkOne(batch[i], all) })
		for i, m := range batch {
			l.joinMember(m, scopes[from+i])
		}
	}
	l.checkRehearsal(scopes)
	l.unusedCalendars(scopes)
	l.unusedBanks(scopes)
	return scopes
}

// checkShared reads and checks what stands beside the partnerships.
func (l *loader) checkShared() shared {
	fill(l, l.doc.Calendars)
	fill(l, l.doc.Banks)
	fill(l, l.doc.Engines)
	fill(l, l.doc.Personas)
	fill(l, l.doc.Commands)
	l.duplicates(headers(l.doc.Calendars), "")
	l.duplicates(headers(l.doc.Personas), "")
	l.oneEngine()
	for _, e := range l.doc.Engines {
		e.check(l.reports)
	}
	l.checkBanks()
	return l.shared()
}

// allMembers gives every partnership of the document, in the order of the slugs.
func (l *loader) allMembers() []*member {
	rs := l.newRecipes()
	var all []*member
	for _, p := range l.doc.Partnerships {
		l.reader(&p.header).readOwn(p.body, []attribute{p.playbookAttribute()})
		below := rs.beneath(&p.recipeDecl)
		own := &layer{kind: "partnership", body: p.body, lowest: len(below.layers) == 0}
		all = append(all, &member{header: p.fresh(), below: below, own: own, ctx: l.root})
		p.body = nil // the syntax tree goes as soon as the layer was read
	}
	l.duplicates(headers(l.doc.Fleets), "")
	for _, f := range l.doc.Fleets {
		l.reader(&f.header).readOwn(f.body, f.own())
		all = append(all, l.membersOf(f, rs.beneath(&f.recipeDecl))...)
	}
	rs.checkUnused()
	slices.SortStableFunc(all, func(a, b *member) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.fleet, b.fleet), byPlace(&a.header, &b.header))
	})
	return l.duplicateMembers(all)
}

// checkOne reads and checks one partnership. Its findings stay with it.
func (l *loader) checkOne(m *member, all shared) *scope {
	r := l.reader(nil)
	r.reports = l.fork()
	s := newScope(r.reports, r.read(m), all)
	if m.fleet == "" {
		m.own.body = nil
	}
	s.root.check(s)
	return s
}

func (l *loader) unusedCalendars(scopes []*scope) {
	used := map[string]bool{}
	for _, s := range scopes {
		for _, name := range s.usedCalendars() {
			used[name] = true
		}
	}
	for _, c := range l.doc.Calendars {
		if !used[c.name] && !l.partial && len(scopes) > 0 {
			l.report(codeUnused, c.named(), "Nothing refers to the calendar %q, so its hours and holidays hold for nobody. Write calendar = calendar.%s where it is meant, or remove it.", c.name, c.name)
		}
	}
}

func (l *loader) oneEngine() {
	for _, e := range l.doc.Engines[min(1, len(l.doc.Engines)):] {
		l.report(codeRepeatedBlock, e.at(e.opening),
			"Only one engine block is allowed in a directory, and there is one already at %s. Keep one of the two.",
			position(l.doc.Engines[0].opening))
	}
}

// rehearsal compiles how a rehearsal is played.
func (d *document) rehearsal() Rehearsal {
	var out Rehearsal
	for _, p := range sorted(d.Personas) {
		out.Personas = append(out.Personas, p.compile())
	}
	for _, c := range d.Commands {
		out.Commands = append(out.Commands, c.compile())
	}
	return out
}

package config

// document is everything that the files of a directory declare together.
type document struct {
	header
	Partnerships []*partnershipDecl
	Calendars    []*calendarDecl
	Banks        []*bankDecl
	Engines      []*engineDecl
	Personas     []*personaDecl
}

func (d *document) schema() schema {
	return schema{
		doc: "What may stand at the top level of a file. All files of a directory are read together, and blocks may be spread over them in any way.",
		blocks: []nested{
			labelled("partnership", "a slug", &d.Partnerships),
			labelled("calendar", "a name", &d.Calendars),
			labelled("question_bank", "a name", &d.Banks),
			once(repeated("engine", &d.Engines)),
			labelled("persona", "a person", &d.Personas),
		},
		later: []string{"playbook", "fleet", "variable", "locals"},
	}
}

// check looks at the whole document and returns a scope for each partnership.
func (l *loader) check() []*scope {
	l.duplicates(headers(l.doc.Partnerships), "")
	l.duplicates(headers(l.doc.Calendars), "")
	l.duplicates(headers(l.doc.Personas), "")
	l.oneEngine()
	for _, e := range l.doc.Engines {
		e.check(l.reports)
	}
	l.checkBanks()
	all := l.shared()
	var scopes []*scope
	for _, p := range sorted(l.doc.Partnerships) {
		s := newScope(l.reports, p, all)
		p.check(s)
		scopes = append(scopes, s)
	}
	l.checkPersonas(scopes)
	l.unusedCalendars(scopes)
	l.unusedBanks(scopes)
	return scopes
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

// personaValues compiles the personas, ordered by person.
func (d *document) personaValues() []Persona {
	var out []Persona
	for _, p := range sorted(d.Personas) {
		out = append(out, p.compile())
	}
	return out
}

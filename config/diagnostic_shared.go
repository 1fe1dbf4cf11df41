package config

import (
	"fmt"
	"strings"
)

// finding identifies what several partnerships have in common: the same
// finding about the same place, but for the partnership's own name.
type finding struct {
	code   Code
	at     Range
	detail string
}

// echo is a finding that more partnerships than the first may have.
type echo struct {
	index int // in the list of findings
	first string
	count int
	fleet bool // all of them are members of fleets
}

// joinMember adds the findings of one partnership. Those about a playbook or a
// fleet come again with every partnership that is made of it, so they are told
// once, with the number of partnerships.
func (l *loader) joinMember(m *member, s *scope) {
	said := s.reports
	own := &reports{dropped: said.dropped}
	for _, d := range said.list {
		if m.fleet == "" && m.holds(d.Subject) {
			own.list = append(own.list, d)
			continue
		}
		l.echo(m, d)
	}
	l.join(own)
	said.list, said.kept, said.dropped = nil, tally{}, tally{}
}

func (l *loader) echo(m *member, d Diagnostic) {
	key := finding{d.Code, d.Subject, strings.ReplaceAll(d.Detail, m.name, "\x00")}
	if e := l.echoes[key]; e != nil {
		e.count++
		e.fleet = e.fleet && m.fleet != ""
		return
	}
	if l.full(d.Severity) {
		l.drop(d.Severity)
		return
	}
	if l.echoes == nil {
		l.echoes = map[finding]*echo{}
	}
	l.echoes[key] = &echo{len(l.list), m.name, 1, m.fleet != ""}
	l.keep(d)
}

// tellEchoes says in each shared finding which partnerships have it.
func (l *loader) tellEchoes() {
	for _, e := range l.echoes {
		detail := &l.list[e.index].Detail
		switch {
		case e.count == 1:
			*detail += fmt.Sprintf(" This is in the partnership %s.", e.first)
		case e.fleet:
			*detail += fmt.Sprintf(" This is in the partnership %s and %s of the fleet.", e.first, others(e.count-1))
		default:
			*detail += fmt.Sprintf(" This is in the partnership %s and %s.", e.first, others(e.count-1))
		}
	}
	l.echoes = nil
}

// others counts partnerships beside one that is named.
func others(n int) string {
	if n == 1 {
		return "1 other"
	}
	return fmt.Sprintf("%d others", n)
}

// holds reports whether a place is inside of the partnership's own block.
func (m *member) holds(at Range) bool {
	own := rangeOf(m.whole)
	return own.File == at.File && own.StartByte <= at.StartByte && at.EndByte <= own.EndByte
}

package meeting

import (
	"encoding/json"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// lastOf is what is kept of the meeting of a name before this one.
func lastOf(courses []procedure.Course, name string) (l Legacy) {
	kept := procedure.CourseOf(courses, Type, name).Kept
	if len(kept) == 0 || json.Unmarshal(kept, &l) != nil {
		return Legacy{} // one that a newer program wrote
	}
	return l
}

// inherit takes over what the last meeting led to, and whose turn it is to host this one.
func (m *Meeting) inherit(declared partnership.Gathering, last Legacy) {
	m.Last = last
	m.Host = next(declared.Hosts, last.Host)
}

// agendas reports whether there is an agenda to send: one that stands in no invitation, or what
// people have put on it since.
func (m *Meeting) agendas() bool { return !m.Informal && (!m.Joined || len(m.Points) > 0) }

// preparing reports whether the time of the agenda changes anything.
func (m *Meeting) preparing() bool { return m.Stage == Invited && (!m.Sparing || m.agendas()) }

// prepare sends the agenda. Where that stands in the invitation it is what people have put on
// it since, if anything.
func (s *step) prepare() {
	s.Stage = Preparing
	if !s.agendas() {
		return
	}
	p := s.parts()[0]
	p.template = TemplateAgenda
	d := s.desk(p)
	for _, person := range s.Inviting.Audience() {
		l := d.Notice(person, TemplateAgenda)
		l.Content, l.Until = d.Content, s.Starts
		if s.Address(&l) {
			s.out.Add(procedure.Send{Letter: l})
		}
	}
}

package config

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

type reportDecl struct {
	header
	recurrence
	Title    field[words]
	To       field[[]field[ref]]
	Sections field[[]field[partnership.ReportSection]]
}

func (p *reportDecl) schema() schema {
	return schema{
		doc: "A regular account by mail of how the partnership stands.",
		attributes: p.with(true,
			attribute{name: "title", value: spokenLine(&p.Title, titleLimit), doc: "What mails call it; without one its name has to do."},
			attribute{name: "to", required: true, value: listOf(&p.To, personOrRole), doc: "Who gets it."},
			attribute{name: "sections", standard: "all of them", value: someOf(&p.Sections, section), doc: "What it tells of."},
		),
	}
}

func section(f *field[partnership.ReportSection]) binding {
	return oneOf(f, partnership.ReportSections())
}

func (p *reportDecl) check(s *scope) {
	p.checkRule(s, &p.header)
	s.checkPeopleIn(p.To, &p.header, "written to")
}

func (p *reportDecl) compile(s *scope) partnership.Report {
	report := partnership.Report{ID: p.name, Title: s.say(p.Title), Rule: p.rule(), To: s.peopleOf(p.To.value)}
	for _, one := range partnership.ReportSections() {
		if slices.Contains(plain(p.Sections.value), one) {
			report.Sections = append(report.Sections, one)
		}
	}
	return report
}

package config

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type decisionRuleDecl struct {
	header
	Quorum, Majority                  field[decimal.Decimal]
	OnePerParty, SilenceConsents      field[bool]
	Notice, ExtraordinaryNotice       field[cadence.Span]
	AgendaBefore, ExtraordinaryAgenda field[cadence.Span]
	MinutesWithin, AcceptedAfter      field[cadence.Span]
	VetoWindow, WrittenProcedure      field[cadence.Span]
	Consultation                      field[cadence.Span]
	CurePeriod, Extension             field[cadence.Span]
}

func (d *decisionRuleDecl) schema() schema {
	return schema{
		doc: "How the parties decide together. Meetings and reviews name the rule by which they decide.",
		attributes: []attribute{
			{name: "quorum", value: voteShare(&d.Quorum), doc: "The share of all votes that has to be present."},
			{name: "majority", value: voteShare(&d.Majority), doc: "The share of the votes cast that a decision needs."},
			{name: "one_per_party", standard: "false", value: truth(&d.OnePerParty), doc: "Whether somebody of each party has to be present."},
			{name: "notice", value: length(&d.Notice), doc: "How long before an ordinary meeting it is called."},
			{name: "extraordinary_notice", value: length(&d.ExtraordinaryNotice), doc: "How long before an extraordinary meeting it is called. People call it themselves: it stands in the charter, and nothing is sent because of it."},
			{name: "agenda_before", value: length(&d.AgendaBefore), doc: "How long before an ordinary meeting the agenda goes out."},
			{name: "extraordinary_agenda", value: length(&d.ExtraordinaryAgenda), doc: "How long before an extraordinary meeting the agenda goes out; as with its notice, people see to it."},
			{name: "minutes_within", value: length(&d.MinutesWithin), doc: "How long after a meeting the minutes go out."},
			{name: "accepted_after", value: length(&d.AcceptedAfter), doc: "How long minutes can be objected to before they stand."},
			{name: "veto_window", value: length(&d.VetoWindow), doc: "How long after a vote in writing a party can veto what touches its own interests. What was decided at a meeting no veto stops in this version."},
			{name: "consultation", value: length(&d.Consultation), doc: "How long opinions are heard before votes are given in writing. Whoever leads a party is asked, and whom an area names as consulted."},
			{name: "written_procedure", value: length(&d.WrittenProcedure), doc: "How long votes can be given in writing."},
			{name: "cure_period", value: length(&d.CurePeriod), doc: "How long a party in breach has to mend it before it loses its vote."},
			{name: "extension", value: length(&d.Extension), doc: "How much longer an objection makes a window, once."},
			{name: "silence_consents", standard: "false", value: truth(&d.SilenceConsents), doc: "Whether no answer is taken for a yes."},
		},
	}
}

func (d *decisionRuleDecl) compile(*scope) partnership.DecisionRule {
	return partnership.DecisionRule{
		ID: d.name, Quorum: d.Quorum.pointer(), Majority: d.Majority.pointer(),
		OnePerParty: d.OnePerParty.value, SilenceConsents: d.SilenceConsents.value,
		Notice: d.Notice.value, ExtraordinaryIn: d.ExtraordinaryNotice.value,
		AgendaBefore: d.AgendaBefore.value, AgendaUrgent: d.ExtraordinaryAgenda.value,
		MinutesWithin: d.MinutesWithin.value, AcceptedAfter: d.AcceptedAfter.value,
		VetoWindow: d.VetoWindow.value, WrittenProcedure: d.WrittenProcedure.value, Consultation: d.Consultation.value,
		CurePeriod: d.CurePeriod.value, Extension: d.Extension.value,
	}
}

package outline

import "github.com/rapport-engine/rapport/partnership"

func escalation(e partnership.Escalation) Block {
	b := open("escalation", e.ID)
	b.list("warn", Set(spans(e.Warn)...))
	nest(b, e.Steps, step)
	return b.Block
}

func step(s partnership.EscalationStep) Block {
	b := open("step", s.ID)
	b.span("after", s.After)
	notify := references("person", s.Notify)
	if s.Owner {
		notify = append([]Value{Reference("role", string(partnership.RoleOwner))}, notify...)
	}
	b.list("notify", Set(notify...))
	b.count("repeat", s.Repeat)
	b.fact("urgent", s.Urgent)
	return b.Block
}

func correction(c partnership.CorrectiveAction) Block {
	b := open("corrective_action", c.ID)
	b.span("contain", c.Contain)
	b.span("cause", c.Cause)
	b.span("plan", c.Plan)
	return b.Block
}

func conflict(c partnership.Conflict) Block {
	b := open("conflict", "")
	b.list("follow_up", Set(spans(c.FollowUp)...))
	b.span("cooling_off", c.CoolingOff)
	nest(b, c.Levels, level)
	return b.Block
}

func level(l partnership.ConflictLevel) Block {
	b := open("level", l.ID)
	if l.Parties {
		b.text("who", "parties")
	} else {
		b.refs("who", "person", l.Who)
	}
	b.text("contact", l.Contact)
	b.text("alternate", l.Alternate)
	b.fact("external", l.External)
	b.span("within", l.Within)
	b.span("respond", l.Respond)
	b.span("meet", l.Meet)
	b.span("refused_after", l.RefusedAfter)
	b.said("describe", l.Text)
	return b.Block
}

func decisionRule(d partnership.DecisionRule) Block {
	b := open("decision_rule", d.ID)
	b.number("quorum", d.Quorum)
	b.number("majority", d.Majority)
	b.fact("one_per_party", d.OnePerParty)
	b.span("notice", d.Notice)
	b.span("extraordinary_notice", d.ExtraordinaryIn)
	b.span("agenda_before", d.AgendaBefore)
	b.span("extraordinary_agenda", d.AgendaUrgent)
	b.span("minutes_within", d.MinutesWithin)
	b.span("accepted_after", d.AcceptedAfter)
	b.span("veto_window", d.VetoWindow)
	b.span("consultation", d.Consultation)
	b.span("written_procedure", d.WrittenProcedure)
	b.span("cure_period", d.CurePeriod)
	b.span("extension", d.Extension)
	b.fact("silence_consents", d.SilenceConsents)
	return b.Block
}

func guard(g partnership.Guard) Block {
	b := open("guard", g.ID)
	b.text("when", g.When.String())
	b.text("then", string(g.Then))
	return b.Block
}

func exit(e partnership.Exit) Block {
	b := open("exit", "")
	b.span("notice", e.Notice)
	b.said("continuity", e.Continuity)
	b.span("parallel", e.Parallel)
	nest(b, e.Triggers, func(t partnership.ExitTrigger) Block {
		b := open("trigger", t.ID)
		b.text("when", t.When.String())
		return b.Block
	})
	nest(b, e.Tasks, func(t partnership.ExitTask) Block {
		b := open("task", t.ID)
		b.said("what", t.What)
		b.ref("owner", "person", t.Owner)
		b.span("within", t.Within)
		return b.Block
	})
	return b.Block
}

func agreement(a partnership.Agreement) Block {
	b := open("agreement", "")
	b.span("understanding", a.Understanding)
	b.span("signing", a.Signing)
	b.list("remind", Set(spans(a.Remind)...))
	b.span("expires", a.Expires)
	b.date("signed_on", a.SignedOn)
	b.text("reference", a.Reference)
	return b.Block
}

func renewal(r partnership.Renewal) Block {
	b := open("renewal", "")
	b.span("before", r.Before)
	b.span("window", r.Window)
	return b.Block
}

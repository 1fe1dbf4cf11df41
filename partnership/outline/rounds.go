package outline

import "github.com/rapport-engine/rapport/partnership"

func checkIn(c partnership.CheckIn) Block {
	b := open("check_in", c.ID)
	b.said("title", c.Title)
	b.rule(c.Rule)
	b.fact("kickoff", c.Kickoff)
	b.refs("ask", "person", c.Ask)
	b.list("about", Set(texts(c.About)...))
	b.span("window", c.Window)
	b.put("remind", Set(spans(c.Remind)...)) // an empty list is not the default
	nest(b, c.Questions, question)
	return b.Block
}

func question(q partnership.Question) Block {
	b := open("question", q.ID)
	b.said("text", q.Text)
	b.text("kind", string(q.Kind))
	b.said("unit", q.Unit)
	b.number("min", q.Min)
	b.number("max", q.Max)
	b.saidAll("choices", q.Choices)
	b.fact("optional", q.Optional)
	b.count("version", q.Version)
	b.fact("reversed", q.Reversed)
	b.fact("anchored", q.Anchored)
	b.text("mirrors", q.Mirrors)
	b.text("dimension", q.Dimension)
	b.text("readers", string(q.Readers))
	return b.Block
}

func meeting(m partnership.Meeting) Block {
	b := open("meeting", m.ID)
	b.said("title", m.Title)
	b.rule(m.Rule)
	b.span("duration", m.Duration)
	b.ref("chair", "person", m.Chair)
	b.refs("invite", "person", m.Invite)
	b.said("place", m.Place)
	b.fact("informal", m.Informal)
	b.list("hosts", Sequence(references("party", m.Hosts)...))
	b.saidAll("agenda", m.Agenda)
	b.span("notice", m.Notice)
	b.span("minutes", m.Minutes)
	b.ref("decides_by", "decision_rule", m.By)
	return b.Block
}

func survey(s partnership.Survey) Block {
	b := open("survey", s.ID)
	b.said("title", s.Title)
	if s.Rule != nil {
		b.rule(*s.Rule)
	}
	b.text("after", string(s.After))
	b.refs("ask", "person", s.Ask)
	b.span("window", s.Window)
	b.put("remind", Set(spans(s.Remind)...)) // an empty list is not the default
	b.put("anonymous", Bool(s.Anonymous))
	b.count("min_n", s.MinN)
	b.fact("by_party", s.ByParty)
	b.text("template", string(s.Template))
	nest(b, s.Questions, question)
	return b.Block
}

func ideas(i partnership.Ideas) Block {
	b := open("ideas", i.ID)
	b.said("title", i.Title)
	if i.Rule != nil {
		b.rule(*i.Rule)
	}
	b.date("date", i.Date)
	b.refs("ask", "person", i.Ask)
	b.span("window", i.Window)
	b.put("remind", Set(spans(i.Remind)...)) // an empty list is not the default
	return b.Block
}

func review(r partnership.Review) Block {
	b := open("review", r.ID)
	b.said("title", r.Title)
	b.rule(r.Rule)
	b.text("method", string(r.Method))
	b.refs("ask", "person", r.Ask)
	b.ref("chair", "person", r.Chair)
	b.span("window", r.Window)
	b.span("duration", r.Duration)
	b.text("place", r.Place)
	b.saidAll("agenda", r.Agenda)
	b.ref("decides_by", "decision_rule", r.By)
	b.text("readers", string(r.Readers))
	return b.Block
}

func report(r partnership.Report) Block {
	b := open("report", r.ID)
	b.said("title", r.Title)
	b.rule(r.Rule)
	b.refs("to", "person", r.To)
	b.list("sections", Set(texts(r.Sections)...))
	return b.Block
}

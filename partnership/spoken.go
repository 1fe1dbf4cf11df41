package partnership

// say words a text that stands at a place.
type say func(at Path, text string) string

// attribute words a text of a block, if there is one.
func (w say) attribute(in Path, name string, text *string) {
	if *text != "" {
		*text = w(in.Attribute(name), *text)
	}
}

// list words the texts of a list.
func (w say) list(in Path, name string, texts *[]string) {
	*texts = each(*texts, func(text *string) { w.attribute(in, name, text) })
}

// each changes a copy of a list.
func each[T any](list []T, change func(*T)) []T {
	if len(list) == 0 {
		return list
	}
	changed := append([]T(nil), list...)
	for i := range changed {
		change(&changed[i])
	}
	return changed
}

// spoken is a copy of the spec with all that people read worded anew. It is the one list of
// what can be said in several languages: names, addresses and words that the program
// compares are not.
func (s Spec) spoken(w say) Spec {
	w.attribute("", "title", &s.Title)
	w.attribute("", "purpose", &s.Purpose)
	w.attribute("", "from_name", &s.FromName)
	w.list("", "principles", &s.Principles)
	s.Duties = each(s.Duties, func(d *Duties) { w.list(Path("").Block("role", string(d.Role)), "duties", &d.Duties) })
	s.Parties = each(s.Parties, w.party)
	s.Competing = each(s.Competing, func(c *Competing) {
		at := Path("").Block("competing", c.ID)
		w.attribute(at, "statement", &c.Statement)
		w.attribute(at, "joint_goal", &c.JointGoal)
	})
	s.Resources = each(s.Resources, func(r *Resource) { w.attribute(Path("").Block("resource", r.ID), "title", &r.Title) })
	s.Goals = each(s.Goals, w.goal)
	s.Experiments = each(s.Experiments, func(x *Experiment) {
		at := Path("").Block("experiment", x.ID)
		w.attribute(at, "hypothesis", &x.Hypothesis)
		w.attribute(at, "success", &x.Success)
	})
	return s.spokenRounds(w).spokenRules(w)
}

func (w say) party(p *Party) {
	party := Path("").Block("party", p.ID)
	p.Interests = each(p.Interests, func(i *Interest) { w.attribute(party.Block("interest", i.ID), "statement", &i.Statement) })
	p.Contributes = each(p.Contributes, func(c *Contribution) { w.attribute(party.Block("contributes", c.ID), "what", &c.What) })
	p.Expects = each(p.Expects, func(b *Benefit) { w.attribute(party.Block("expects", b.ID), "what", &b.What) })
	p.Obligations = each(p.Obligations, func(o *Obligation) {
		at := party.Block("obligation", o.ID)
		w.attribute(at, "what", &o.What)
		w.attribute(at, "evidence", &o.Evidence)
	})
}

func (w say) goal(g *Goal) {
	goal := Path("").Block("goal", g.ID)
	w.attribute(goal, "statement", &g.Statement)
	g.KPIs = each(g.KPIs, func(k *KPI) {
		at := goal.Block("kpi", k.ID)
		w.attribute(at, "title", &k.Title)
		w.attribute(at, "unit", &k.Unit)
		w.attribute(at, "source", &k.Source)
	})
	g.Milestones = each(g.Milestones, func(m *Milestone) {
		at := goal.Block("milestone", m.ID)
		w.attribute(at, "title", &m.Title)
		w.attribute(at, "acceptance", &m.Acceptance)
	})
}

func (w say) questions(in Path, list *[]Question) {
	*list = each(*list, func(q *Question) {
		at := in.Block("question", q.ID)
		w.attribute(at, "text", &q.Text)
		w.attribute(at, "unit", &q.Unit)
		w.list(at, "choices", &q.Choices)
	})
}

func (s Spec) spokenRounds(w say) Spec {
	s.CheckIns = each(s.CheckIns, func(c *CheckIn) {
		at := Path("").Block("check_in", c.ID)
		w.attribute(at, "title", &c.Title)
		w.questions(at, &c.Questions)
	})
	s.Meetings = each(s.Meetings, func(m *Meeting) {
		at := Path("").Block("meeting", m.ID)
		w.attribute(at, "title", &m.Title)
		w.attribute(at, "place", &m.Place)
		w.list(at, "agenda", &m.Agenda)
	})
	s.Surveys = each(s.Surveys, func(v *Survey) {
		at := Path("").Block("survey", v.ID)
		w.attribute(at, "title", &v.Title)
		w.questions(at, &v.Questions)
	})
	s.Ideas = each(s.Ideas, func(i *Ideas) { w.attribute(Path("").Block("ideas", i.ID), "title", &i.Title) })
	s.Reviews = each(s.Reviews, func(r *Review) {
		at := Path("").Block("review", r.ID)
		w.attribute(at, "title", &r.Title)
		w.list(at, "agenda", &r.Agenda)
	})
	s.Reports = each(s.Reports, func(r *Report) { w.attribute(Path("").Block("report", r.ID), "title", &r.Title) })
	return s
}

func (s Spec) spokenRules(w say) Spec {
	if s.Conflict != nil {
		conflict := *s.Conflict
		conflict.Levels = each(conflict.Levels, func(l *ConflictLevel) {
			w.attribute(Path("conflict").Block("level", l.ID), "describe", &l.Text)
		})
		s.Conflict = &conflict
	}
	if s.Exit != nil {
		exit := *s.Exit
		w.attribute("exit", "continuity", &exit.Continuity)
		exit.Tasks = each(exit.Tasks, func(t *ExitTask) { w.attribute(Path("exit").Block("task", t.ID), "what", &t.What) })
		s.Exit = &exit
	}
	return s
}

package outline

import "github.com/rapport-engine/rapport/partnership"

func party(p partnership.Party) Block {
	b := open("party", p.ID)
	b.text("name", p.Name)
	b.text("legal_name", p.LegalName)
	b.text("country", p.Country)
	b.number("share", p.Share)
	b.number("voting_weight", p.VotingWeight)
	b.text("timezone", p.Zone)
	b.text("language", p.Language)
	b.ref("calendar", "calendar", p.Calendar)
	nest(b, p.People, person)
	nest(b, p.Interests, interest)
	nest(b, p.Contributes, contribution)
	nest(b, p.Expects, benefit)
	nest(b, p.Obligations, obligation)
	return b.Block
}

func person(p partnership.Person) Block {
	b := open("person", p.ID)
	b.text("name", p.Name)
	b.text("email", p.Email)
	b.list("also", Set(texts(p.Also)...))
	b.list("roles", Set(texts(p.Roles)...))
	b.text("language", p.Language)
	b.text("timezone", p.Zone)
	b.ref("calendar", "calendar", p.Calendar)
	b.ref("deputy", "person", p.Deputy)
	nest(b, p.Absences, func(a partnership.Absence) Block {
		b := open(absence, "")
		b.date("from", a.From)
		b.date("until", a.Until)
		return b.Block
	})
	return b.Block
}

func interest(i partnership.Interest) Block {
	b := open("interest", i.ID)
	b.said("statement", i.Statement)
	return b.Block
}

func contribution(c partnership.Contribution) Block {
	b := open("contributes", c.ID)
	b.number("money", c.Money)
	b.number("hours", c.Hours)
	b.number("rate", c.Rate)
	b.number("in_kind", c.InKind)
	b.said("what", c.What)
	b.refs("goals", "goal", c.Goals)
	return b.Block
}

func benefit(e partnership.Benefit) Block {
	b := open("expects", e.ID)
	b.number("amount", e.Amount)
	b.said("what", e.What)
	b.refs("goals", "goal", e.Goals)
	return b.Block
}

func obligation(o partnership.Obligation) Block {
	b := open("obligation", o.ID)
	b.said("what", o.What)
	b.ref("owner", "person", o.Owner)
	b.date("due", o.Due)
	b.ref("goal", "goal", o.Goal)
	b.said("evidence", o.Evidence)
	return b.Block
}

func area(a partnership.Area) Block {
	b := open("area", a.ID)
	b.ref("accountable", "person", a.Accountable)
	b.refs("responsible", "person", a.Responsible)
	b.refs("consulted", "person", a.Consulted)
	b.refs("informed", "person", a.Informed)
	b.fact("not_applicable", a.NotApplicable)
	return b.Block
}

func resource(r partnership.Resource) Block {
	b := open("resource", r.ID)
	b.said("title", r.Title)
	b.text("kind", string(r.Kind))
	b.text("url", r.URL)
	b.ref("owner", "person", r.Owner)
	b.refs("access", "person", r.Access)
	return b.Block
}

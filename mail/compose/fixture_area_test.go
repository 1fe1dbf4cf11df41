package compose

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// answerable is the fixture's partnership with areas, in all of which the reader has a part.
func answerable(spec partnership.Spec, reader string) partnership.Spec {
	spec = member(spec, reader)
	spec.Areas = []partnership.Area{
		{ID: "finance", Accountable: reader},
		{ID: "customer_service", Accountable: reader, Responsible: []string{"sofie", "petr"}},
		{ID: "marketing", Accountable: "sofie", Responsible: []string{reader, "petr"}},
		{ID: "lead-routing", Accountable: "petr", Consulted: []string{reader}, Informed: []string{reader}},
		{ID: "product", NotApplicable: true},
	}
	spec.Goals[0].Milestones[1].Owner = ""
	return spec
}

func areaFixtures() []fixture {
	asked := func(blocker bool) func(string, string) procedure.Letter {
		return func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateAreaAsked, reader).With(lifecycle.AreaAsked{Area: "customer_service", By: "sofie", Owner: "petr", What: "Who answers on <Sundays>?", Blocker: blocker})
		}
	}
	return []fixture{
		{name: "area-asked", letter: asked(false), spec: answerable},
		{name: "area-blocked", letter: asked(true), spec: answerable},
		{name: "welcome-areas", letter: welcoming(procedure.FormAsk, lifecycle.Welcome{}), spec: answerable},
		{name: "receipt-area", spec: answerable, letter: func(reader, _ string) procedure.Letter {
			l := letter(procedure.FormReceipt, procedure.TemplateReceipt, reader)
			l.Reactions = []procedure.Reaction{
				{Command: partnership.Command{Name: partnership.CommandQuestion, Argument: "Who pays for marketing, маркетинг?"}, Result: procedure.ResultDone},
				{Command: partnership.Command{Name: partnership.CommandBlocker, Argument: "lead routing is down"}, Result: procedure.ResultDone},
			}
			return l
		}},
	}
}

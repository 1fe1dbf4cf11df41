package compose

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/milestone"
)

// todayFixtures are the mails in which asks stand together.
func todayFixtures() []fixture {
	due := func(reader string) procedure.Letter {
		l := aboutRules(procedure.FormAsk, milestone.TemplateDue, reader, func(c *milestone.Content) {
			c.Next, c.NextPeople = time.Date(2026, 12, 11, 8, 0, 0, 0, time.UTC), []string{"sofie", "petr"}
		})
		l.Questions, l.Due = rulesQuestions(reader, "due"), time.Date(2026, 12, 8, 23, 0, 0, 0, time.UTC)
		return l
	}
	acceptance := func(reader string) procedure.Letter {
		l := aboutRules(procedure.FormAsk, milestone.TemplateAcceptance, reader, func(c *milestone.Content) {
			c.Milestone, c.Owner, c.Acceptor = "campaign", "petr", "sofie"
			c.Said = procedure.Words{By: "petr", Text: "It went out on Monday"}
		})
		l.Workflow, l.About = l.Slug+"/milestone/leads/campaign", "Campaign live"
		l.Questions, l.Due = rulesQuestions(reader, "acceptance"), time.Date(2026, 12, 11, 9, 0, 0, 0, time.UTC)
		return l
	}
	owed := func(reader string, items ...commitments.Row) procedure.Letter {
		l := aboutItemsLetter(procedure.FormAsk, commitments.TemplateDue, reader, commitments.Content{Items: items})
		l.Questions, l.Due = itemQuestions(reader, commitments.TemplateDue, items), time.Date(2026, 12, 8, 23, 0, 0, 0, time.UTC)
		return l
	}
	join := func(reader string, letters ...procedure.Letter) procedure.Letter {
		for i := range letters {
			letters[i].Ask = procedure.AskID(letters[i].Workflow, "", reader)
		}
		return asking.Join(letters, kinds.Lines(kinds.All()))
	}
	return []fixture{
		{name: "today", letter: func(reader, _ string) procedure.Letter {
			return join(reader, acceptance(reader), due(reader), owed(reader, theContract(), theFolder()))
		}},
		{name: "today-two", letter: func(reader, _ string) procedure.Letter {
			return join(reader, acceptance(reader), owed(reader, theFolder()))
		}, also: func(reader string) []procedure.Letter { return []procedure.Letter{summary(reader)} }},
	}
}

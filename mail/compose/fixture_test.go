package compose

import (
	"bytes"
	"net/mail"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

func num(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func ptr[T any](v T) *T { return &v }

func settings(t testing.TB) Settings {
	t.Helper()
	keys, err := token.New(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return Settings{
		From: mail.Address{Name: "Rapport", Address: "rapport@ops.example"}, Addressing: token.Plus,
		Keys: keys, Instance: "test-1", Specs: fixtureSpecs, Draw: sketch,
	}
}

func composer(t testing.TB) *Composer {
	t.Helper()
	c, err := New(settings(t))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func lead(id, name, language, zone string) partnership.Person {
	return partnership.Person{
		ID: id, Name: name, Email: id + "@partner.example", Language: language, Zone: zone,
		Roles: []partnership.Role{partnership.RoleLead},
	}
}

// fixtureSpec has a reader for each locale: lars and anna; sofie and petr are
// their deputies.
func fixtureSpec() partnership.Spec {
	sofie := lead("sofie", "Sofie Berg", "en", "Europe/Oslo")
	petr := lead("petr", "Пётр Смирнов", "ru", "Europe/Moscow")
	sofie.Roles, petr.Roles = nil, nil
	return partnership.Spec{
		Slug: "fjordmail-lumen", Title: "Fjordmail × Lumen co-marketing", Language: "en",
		Parties: []partnership.Party{
			{ID: "fjordmail", Name: "Fjordmail AS", Language: "en", People: []partnership.Person{lead("lars", "Lars Hauge", "en", "Europe/Oslo"), sofie}},
			{ID: "lumen", Name: "ООО «Люмен»", Language: "ru", People: []partnership.Person{lead("anna", "Анна Иванова", "ru", "Europe/Moscow"), petr}},
		},
		Competing: []partnership.Competing{{ID: "lead-first", Statement: "Who owns the lead first", JointGoal: "An answer within 24 hours by whoever has the account."}},
		Goals: []partnership.Goal{
			{ID: "leads", Statement: "Grow joint leads from 120 to 300 a quarter", Owner: "lars", Due: cadence.Date{Year: 2027, Month: time.November, Day: 30}, KPIs: []partnership.KPI{
				{ID: "mql", Title: "Marketing-qualified leads", Unit: "leads", Baseline: num("120"), Target: num("300")},
			}, Milestones: []partnership.Milestone{
				{ID: "campaign", Title: "Campaign live", DependsOn: []string{"rules"}},
				{ID: "rules", Title: "Attribution rules signed", Acceptance: "One page, and both leads have signed it."},
			}},
			{ID: "cost", Statement: "Bring the cost of a lead below 60 EUR", Due: cadence.Date{Year: 2027, Month: time.June, Day: 30}, KPIs: []partnership.KPI{
				{ID: "cpl", Unit: "EUR", Baseline: num("1085.5"), Target: num("60")},
				{ID: "signed", Title: "Contract signed", Direction: partnership.Binary},
			}},
		},
		Resources: []partnership.Resource{
			{ID: "board", Title: "The board", Kind: partnership.Dashboard, URL: "https://board.example/x?a=1&b=2", Owner: "anna"},
			{ID: "books", Kind: partnership.Folder, URL: "https://books.example/", Access: []string{"sofie"}},
			{ID: "plan", Kind: partnership.Document, URL: "https://plan.example/", Access: []string{"anna", "lars"}},
		},
	}
}

// fixtureOwed is owed between the sides: to both readers, by both, and something that
// is nobody's debt yet.
func fixtureOwed() []procedure.Owed {
	late := time.Date(2026, 12, 5, 0, 0, 0, 0, time.UTC)
	return []procedure.Owed{
		{ID: "contract", What: "Send the <draft> contract", Owner: "sofie", For: "anna", Due: "2026-12-04", Stage: procedure.ItemOverdue, Since: late},
		{ID: "folder", What: "Open the folder", Owner: "lars", For: "anna", Due: "2026-12-15", Stage: procedure.ItemOpen},
		{ID: "list", What: "Name a person for support", Owner: "anna", For: "lars", Due: "2026-12-20", Stage: procedure.ItemOpen},
		{ID: "wish", What: "A price list", Owner: "anna", For: "lars", Stage: procedure.ItemProposed},
	}
}

func fixtureStanding() standing.Standing {
	spec := fixtureSpec()
	return standing.Standing{Owed: fixtureOwed(), Goals: []standing.GoalStanding{
		{
			ID: spec.Goals[0].ID, Statement: spec.Goals[0].Statement,
			GoalStanding: measure.GoalStanding{Progress: measure.Some(num("0.43333")), Expected: measure.Some(num("0.55")), RAG: measure.Amber},
			KPIs: []standing.KPIStanding{{
				KPI:         spec.Goals[0].KPIs[0],
				KPIStanding: measure.KPIStanding{Actual: ptr(num("198")), Progress: measure.Some(num("0.43333")), Expected: measure.Some(num("0.55")), RAG: measure.Amber},
			}},
		},
		{
			ID: spec.Goals[1].ID, Statement: spec.Goals[1].Statement,
			GoalStanding: measure.GoalStanding{RAG: measure.Unknown},
			KPIs:         []standing.KPIStanding{{KPI: spec.Goals[1].KPIs[0], KPIStanding: measure.KPIStanding{RAG: measure.Unknown}}},
		},
	}}
}

func fixtureQuestions() []partnership.Question {
	return []partnership.Question{
		{ID: "mql", KPI: "mql", Kind: partnership.KindNumber, Text: "Marketing-qualified leads", Unit: "leads", Last: ptr(num("198"))},
		{ID: "cpl", KPI: "cpl", Kind: partnership.KindMoney, Unit: "EUR"},
		{ID: "confidence", Kind: partnership.KindConfidence, Text: "How sure are you?", Optional: true},
		{ID: "blockers", Kind: partnership.KindText, Text: "Is anything in the way?", Optional: true},
		{ID: "agreed", Kind: partnership.KindYesNo, Text: "Is the plan agreed?", Optional: true},
		{ID: "channel", Kind: partnership.KindChoice, Text: "Best channel?", Choices: []string{"mail", "fair", "web"}, Optional: true},
		{ID: "launch", Kind: partnership.KindDate, Text: "When do we launch?", Optional: true},
	}
}

func fixtureAnswers() []partnership.Answer {
	return []partnership.Answer{
		{Question: "cpl", Value: partnership.NumberValue(num("1200.5")), Unit: "EUR", Raw: "1.2005k"},
		{Question: "mql", Value: partnership.NumberValue(num("210")), Unit: "leads", Raw: "210"},
		{Question: "agreed", Value: partnership.BoolValue(true), Raw: "sure"},
		{Question: "launch", Value: partnership.DateValue(cadence.Date{Year: 2027, Month: time.May, Day: 9}), Raw: "9 May"},
		{Question: "confidence", Value: partnership.UnknownValue(), Raw: "no idea"},
	}
}

// sentAt is when the fixture's mails go out: a Tuesday.
var sentAt = time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC)

// letter is a letter to one of those whom a check-in asks.
func letter(form procedure.Form, template procedure.Template, person string) procedure.Letter {
	l := procedure.Letter{
		Key: string(template) + "/" + person, Template: template, Form: form, Opens: form == procedure.FormAsk,
		Slug: "fjordmail-lumen", Workflow: "fjordmail-lumen/check-in/fortnightly/2026-12-08", Person: person,
		About: "fortnightly", At: sentAt,
		Asking: procedure.Asking{Due: time.Date(2026, 12, 10, 9, 0, 0, 0, time.UTC), Questions: fixtureQuestions()},
	}
	if slices.Contains([]procedure.Form{procedure.FormReceipt, procedure.FormStatus, procedure.FormHelp}, form) {
		l.Phrases = checkin.TemplateAsk
	}
	l.Ask = procedure.AskID(l.Workflow, "", person)
	return l
}

// ask is the mail that a check-in asks with.
func ask(person string) procedure.Letter {
	return letter(procedure.FormAsk, checkin.TemplateAsk, person)
}

// notice is a letter that wants nothing.
func notice(template procedure.Template, person string) procedure.Letter {
	l := letter(procedure.FormNotice, template, person)
	l.Asking = procedure.Asking{}
	return l
}

func summary(person string) procedure.Letter {
	return notice(checkin.TemplateSummary, person).With(checkin.Summary{
		Date: "2026-11-24",
		Figures: []checkin.Figure{
			{KPI: "mql", Person: "lars", Value: partnership.NumberValue(num("198"))},
			{KPI: "cpl", Person: "anna", Value: partnership.UnknownValue()},
			{KPI: "signed", Person: "anna", Value: partnership.NumberValue(num("1"))},
		},
		Confidence: []checkin.Confidence{{Party: "fjordmail", Mean: num("7.5")}, {Party: "lumen", Mean: num("6")}},
		Blockers:   []checkin.Words{{Person: "petr", Text: "Customs <hold> two pallets"}, {Person: "anna", Text: "The fair is full"}},
		Texts:      []checkin.Words{{Person: "lars", Question: "What should the others know?", Text: "The fair is on 3 March."}},
		Missing:    true, Without: []checkin.Last{{KPI: "rating", Period: "2026-11-10"}, {KPI: "unheard-of"}},
	})
}

// partnershipNotice is what the partnership itself writes.
func partnershipNotice(template procedure.Template, person string) procedure.Letter {
	l := notice(template, person)
	l.Workflow, l.About = l.Slug, ""
	return l
}

func ending(person string, outcome procedure.Outcome) procedure.Letter {
	return partnershipNotice(lifecycle.TemplateEnded, person).With(lifecycle.Ending{Outcome: outcome})
}

// closedLetter answers a reply that came when its round had closed for good.
func closedLetter(person string) procedure.Letter {
	l := letter(procedure.FormClosed, procedure.TemplateClosed, person)
	l.Workflow, l.About, l.InReplyTo = l.Slug, "", "<abc@partner.example>"
	l.Asking = procedure.Asking{Understood: fixtureAnswers()[:2]}
	return l
}

type fixture struct {
	name   string
	letter func(reader, deputy string) procedure.Letter
	also   func(reader string) []procedure.Letter
	// spec changes the fixture's partnership for a reader.
	spec func(spec partnership.Spec, reader string) partnership.Spec
	// grades are how the fixture's goals ended, if they have.
	grades []measure.Grade
	// standing changes how they stand.
	standing func(*standing.Standing)
}

// stands is how the goals of a fixture's partnership stand.
func (f fixture) stands() standing.Standing {
	st := fixtureStanding()
	for i, grade := range f.grades {
		st.Goals[i].Grade = grade
	}
	if f.standing != nil {
		f.standing(&st)
	}
	return st
}

// of is the partnership that a fixture's letter is about.
func (f fixture) of(reader string) partnership.Spec {
	if f.spec == nil {
		return fixtureSpec()
	}
	return f.spec(fixtureSpec(), reader)
}

// letters gives a fixture's letter and what travels along.
func (f fixture) letters(reader [3]string) (procedure.Letter, []procedure.Letter) {
	l := f.letter(reader[1], reader[2])
	if f.also == nil {
		return l, nil
	}
	return l, f.also(reader[1])
}

// fixtures lists letters of every form and template, with what makes their text
// differ.
func fixtures() []fixture {
	return slices.Concat(
		askFixtures(), receiptFixtures(), otherFixtures(), noticeFixtures(), channelFixtures(), milestoneFixtures(), commitmentsFixtures(),
		latenessFixtures(), differingFixtures(), warningFixtures(), conditionFixtures(), todayFixtures(), conflictFixtures(), surveyFixtures(), reviewFixtures(), moneyFixtures(), healthFixtures(), progressFixtures(), agreementFixtures(), signatureFixtures(), exitFixtures(), breachFixtures(), renewalFixtures(), welcomeFixtures(), ideasFixtures(), reportFixtures(), meetingFixtures(), voteFixtures(), areaFixtures(), tongueFixtures(),
	)
}

func changed(form procedure.Form, template procedure.Template, change func(*procedure.Letter)) func(string, string) procedure.Letter {
	return func(reader, _ string) procedure.Letter {
		l := letter(form, template, reader)
		change(&l)
		return l
	}
}

func askFixtures() []fixture {
	asking := func(change func(*procedure.Letter)) func(string, string) procedure.Letter {
		return changed(procedure.FormAsk, checkin.TemplateAsk, change)
	}
	reminding := func(change func(*procedure.Letter)) func(string, string) procedure.Letter {
		return changed(procedure.FormReminder, checkin.TemplateAsk, func(l *procedure.Letter) {
			l.Number, l.Of = 1, 2
			change(l)
		})
	}
	return []fixture{
		{name: "check-in", letter: asking(func(*procedure.Letter) {})},
		{
			name: "check-in-four-questions", letter: asking(func(l *procedure.Letter) { l.Questions = l.Questions[:4] }),
			standing: func(st *standing.Standing) { st.Owed, st.Goals = nil, st.Goals[:1] },
		},
		{name: "check-in-as-last-time", letter: asking(func(l *procedure.Letter) {
			l.Questions = slices.Clone(l.Questions[:3])
			l.Questions[1].Last = ptr(num("71.5"))
		})},
		{name: "check-in-one-question", letter: asking(func(l *procedure.Letter) { l.Questions = l.Questions[:1] })},
		{name: "check-in-texts-for-all", letter: asking(func(l *procedure.Letter) {
			l.Questions = append(l.Questions[:1:1], partnership.Question{
				ID: "news", Kind: partnership.KindText, Text: "What should the others know?", Readers: partnership.ReadersAll,
			})
		})},
		{name: "check-in-own-texts", letter: asking(func(l *procedure.Letter) {
			l.Questions = []partnership.Question{
				{ID: "recommend", Kind: partnership.KindNPS, Text: "Would you recommend us?"},
				{ID: "confidence", Kind: partnership.KindConfidence, Text: "How sure are you?"},
				{ID: "mood", Kind: partnership.KindText, Text: "How is it going between us?", Optional: true},
			}
		})},
		{name: "check-in-only-own-texts", letter: asking(func(l *procedure.Letter) {
			l.Questions = []partnership.Question{{ID: "mood", Kind: partnership.KindText, Text: "How is it going between us?", Readers: partnership.ReadersOwn}}
		})},
		{name: "check-in-hours", letter: func(reader, _ string) procedure.Letter {
			l, words, none := ask(reader), wordsOf(reader), decimal.Zero
			l.Questions = append(l.Questions[:1:1], partnership.Question{
				ID: standing.QuestionTending, Kind: partnership.KindNumber, Text: words.Questions.Tending, Unit: words.Review.Money.Hours, Min: &none, Optional: true,
			})
			return l
		}},
		{name: "check-in-sealed", letter: asking(func(l *procedure.Letter) {
			l.Sealed = true
			l.Questions = []partnership.Question{
				{ID: "trust", Kind: partnership.KindConfidence, Text: "How well do we work together?"},
				{ID: "change", Kind: partnership.KindText, Text: "What would you change?", Optional: true},
			}
		})},
		{name: "check-in-again", letter: asking(func(l *procedure.Letter) { l.Understood = fixtureAnswers()[1:2] })},
		{name: "check-in-deputy", letter: func(reader, deputy string) procedure.Letter {
			l := ask(deputy)
			l.For, l.Questions = reader, l.Questions[:2]
			return l
		}},
		{name: "check-in-delegated", letter: func(reader, deputy string) procedure.Letter {
			l := ask(deputy)
			l.For, l.Delegated, l.Questions = reader, reader, l.Questions[:2]
			return l
		}},
		{name: "check-in-with-notices", letter: asking(func(l *procedure.Letter) { l.Questions = l.Questions[:2] }), also: func(reader string) []procedure.Letter {
			return []procedure.Letter{summary(reader), notice(checkin.TemplateWithdrawn, reader)}
		}},
		{name: "reminder", letter: reminding(func(l *procedure.Letter) { l.Understood = fixtureAnswers()[1:2] })},
		{name: "reminder-promised", letter: reminding(func(l *procedure.Letter) {
			l.Number, l.Questions, l.Promised = 2, l.Questions[:1], time.Date(2026, 12, 9, 8, 0, 0, 0, time.UTC)
		})},
	}
}

func receiptFixtures() []fixture {
	receipt := func(change func(*procedure.Letter)) func(string, string) procedure.Letter {
		return changed(procedure.FormReceipt, procedure.TemplateReceipt, func(l *procedure.Letter) {
			l.InReplyTo = "<abc@partner.example>"
			change(l)
		})
	}
	return []fixture{
		{name: "receipt-part", letter: receipt(func(l *procedure.Letter) {
			l.Understood, l.Open = fixtureAnswers(), []string{"blockers", "channel"}
			l.Problems = []string{"4: lots & lots", "<b>maybe</b> 7 or 9"}
		})},
		{name: "receipt-unopened", letter: receipt(func(l *procedure.Letter) {
			l.Understood, l.Complete, l.Unopened = fixtureAnswers()[:2], true, []string{"leads <draft>.pdf", "scan 2.jpeg"}
		})},
		{name: "receipt-complete-late", letter: receipt(func(l *procedure.Letter) {
			l.Understood, l.Complete, l.Late = fixtureAnswers()[:2], true, true
		})},
		{name: "receipt-part-late", letter: receipt(func(l *procedure.Letter) {
			l.Questions, l.Understood, l.Open, l.Late = l.Questions[:2], fixtureAnswers()[1:2], []string{"cpl"}, true
		})},
		{name: "receipt-nothing", letter: receipt(func(l *procedure.Letter) {
			l.Questions, l.Open = l.Questions[:1], []string{"mql"}
		})},
		{name: "receipt-of-what-is-owed", letter: receipt(func(l *procedure.Letter) {
			l.Questions, l.Open = l.Questions[:1], []string{"mql"}
			l.Problems = []string{`I could not tell which question "1 done" answers; please put the question's number in front`}
		})},
		{name: "receipt-unclear-again", letter: receipt(func(l *procedure.Letter) {
			l.Questions, l.Open, l.Passed = l.Questions[:1], []string{"mql"}, true
			l.Person = map[string]string{"lars": "sofie", "anna": "petr"}[l.Person] // who has a lead
			l.Problems = []string{"\"30 to 40\" names two numbers; please write one"}
		})},
		{name: "receipt-replaced", letter: receipt(func(l *procedure.Letter) {
			l.Understood, l.Open = fixtureAnswers()[:3], []string{"channel"}
			l.Replaced = []partnership.Answer{
				{Question: "mql", Value: partnership.NumberValue(num("201"))}, {Question: "agreed", Value: partnership.BoolValue(false)},
			}
			l.Complete = true
		})},
		{name: "receipt-doubt", letter: receipt(func(l *procedure.Letter) {
			target := num("130")
			l.Questions[0].Target = &target
			l.Understood, l.Open = fixtureAnswers()[:2], []string{"channel"}
			for i := range l.Understood {
				a := &l.Understood[i]
				a.Unlikely, a.Provisional = a.Question == "mql", a.Question != "mql"
				if a.Unlikely {
					a.Value, a.Raw = partnership.NumberValue(num("130000")), "130 тыс."
				}
			}
		})},
		{name: "receipt-kept", letter: receipt(func(l *procedure.Letter) {
			l.Understood, l.Kept, l.Complete = fixtureAnswers()[:2], []string{"mql", "cpl"}, true
		})},
		{name: "receipt-kept-one", letter: receipt(func(l *procedure.Letter) {
			l.Understood, l.Kept, l.Complete = fixtureAnswers()[:2], []string{"cpl"}, true
		})},
		{name: "receipt-answered-for", letter: receipt(func(l *procedure.Letter) {
			l.Understood, l.Complete, l.By, l.Reason, l.InReplyTo = fixtureAnswers()[1:3], true, "admin", "told on the phone", ""
		})},
		{name: "receipt-promised", letter: receipt(func(l *procedure.Letter) {
			l.Questions, l.Open = l.Questions[:2], []string{"mql", "cpl"}
			l.Promised = time.Date(2026, 12, 9, 8, 0, 0, 0, time.UTC)
		})},
		{name: "receipt-commands", letter: receipt(func(l *procedure.Letter) {
			l.Questions, l.Understood, l.Complete = l.Questions[:1], fixtureAnswers()[1:2], true
			l.Reactions = reactions()
		})},
		{name: "receipt-only-commands", letter: receipt(func(l *procedure.Letter) {
			l.Questions, l.Open = l.Questions[:1], []string{"mql"}
			l.Reactions = reactions()[:1]
		})},
		{name: "receipt-stop", letter: receipt(func(l *procedure.Letter) {
			l.Questions, l.Complete = l.Questions[:1], true
			l.Reactions = []procedure.Reaction{{Command: partnership.Command{Name: partnership.CommandStop}, Result: procedure.ResultDone}}
		})},
		{name: "receipt-away", letter: receipt(func(l *procedure.Letter) {
			l.Questions, l.Open = l.Questions[:2], []string{"mql", "cpl"}
			l.Away = "2026-12-14"
		})},
		{name: "receipt-sealed", letter: receipt(func(l *procedure.Letter) {
			l.Questions, l.Sealed = l.Questions[2:3], true
			l.Understood, l.Complete = []partnership.Answer{{Question: "confidence", Value: partnership.NumberValue(num("8"))}}, true
		})},
	}
}

// doubted is the last mail that asks a person about mails in their name. The first
// of those is asked about at once, and all others a day later.
func doubted(person string, mails ...string) procedure.Letter {
	p := lifecycle.New(fixtureSpec())
	var effects []procedure.Effect
	for i, id := range mails {
		at := sentAt.Add(time.Duration(i) * 47 * time.Minute)
		effects = append(effects, p.Step(procedure.Event{Kind: procedure.Replied, Reply: &procedure.Reply{
			ID: "held/" + id, Class: procedure.ReplyHeld, Person: person, Mail: id, At: at,
		}}, at)...)
	}
	return lastLetter(append(effects, p.Step(procedure.Event{Kind: procedure.Woke}, sentAt.AddDate(0, 0, 1))...))
}

// resolved is what answers a person's word about the mail "a".
func resolved(person string, answers ...partnership.Answer) procedure.Letter {
	p := lifecycle.New(fixtureSpec())
	p.Step(procedure.Event{Kind: procedure.Replied, Reply: &procedure.Reply{
		ID: "held/a", Class: procedure.ReplyHeld, Person: person, Mail: "a", At: sentAt,
	}}, sentAt)
	return lastLetter(p.Step(procedure.Event{Kind: procedure.Replied, Reply: &procedure.Reply{
		ID: "word", Class: procedure.ReplyAnswer, Person: person, Ask: lifecycle.DoubtAsk(p.Of(), "a", person), Answers: answers,
		Source: "abc@partner.example",
	}}, sentAt))
}

func lastLetter(effects []procedure.Effect) (last procedure.Letter) {
	for _, effect := range effects {
		if e, ok := effect.(procedure.Send); ok {
			last = e.Letter
		}
	}
	return last
}

// unasked answers what a person wrote first.
func unasked(person string) procedure.Letter {
	p := lifecycle.New(fixtureSpec())
	return lastLetter(p.Step(procedure.Event{Kind: procedure.Replied, Reply: &procedure.Reply{
		ID: "first", Class: procedure.ReplyAnswer, Person: person, Ask: lifecycle.UnaskedAsk(p.Of(), person), Unasked: true,
		Source: "abc@partner.example",
	}}, sentAt))
}

func otherFixtures() []fixture {
	return []fixture{
		{name: "closed", letter: func(reader, _ string) procedure.Letter { return closedLetter(reader) }},
		{name: "was-this-you", letter: func(reader, _ string) procedure.Letter { return doubted(reader, "a") }},
		{name: "was-this-you-several", letter: func(reader, _ string) procedure.Letter { return doubted(reader, "a", "b", "c") }},
		{name: "was-this-you-no", letter: func(reader, _ string) procedure.Letter {
			return resolved(reader, partnership.Answer{Question: "a", Value: partnership.BoolValue(false)})
		}},
		{name: "was-this-you-unclear", letter: func(reader, _ string) procedure.Letter { return resolved(reader) }},
		{name: "unasked", letter: func(reader, _ string) procedure.Letter { return unasked(reader) }},
		{name: "closed-commands", letter: func(reader, _ string) procedure.Letter {
			l := closedLetter(reader)
			l.Reactions = reactions()[:2]
			return l
		}},
		{name: "goals", letter: answerLetter(procedure.TemplateGoals)},
		{name: "resources", letter: answerLetter(procedure.TemplateResources)},
		{name: "closed-ended", letter: func(reader, _ string) procedure.Letter {
			l := closedLetter(reader)
			l.Phrases = lifecycle.TemplateEnded
			return l
		}},
		{name: "status", letter: changed(procedure.FormStatus, procedure.TemplateStatus, func(l *procedure.Letter) {
			l.Understood = fixtureAnswers()
		})},
		{name: "status-nothing-asked", letter: changed(procedure.FormStatus, procedure.TemplateStatus, func(l *procedure.Letter) {
			l.Asking, l.About, l.Phrases = procedure.Asking{}, "", ""
		})},
		{name: "help", letter: changed(procedure.FormHelp, procedure.TemplateHelp, func(l *procedure.Letter) { l.Questions = l.Questions[:1] })},
		{name: "help-nothing-asked", letter: changed(procedure.FormHelp, procedure.TemplateHelp, func(l *procedure.Letter) {
			l.Asking, l.About, l.Phrases = procedure.Asking{}, "", ""
		})},
	}
}

// reactions are all that can become of commands, but the end of all mail.
func reactions() []procedure.Reaction {
	reaction := func(name partnership.CommandName, argument string, result procedure.Result, names ...string) procedure.Reaction {
		return procedure.Reaction{Command: partnership.Command{Name: name, Argument: argument}, Result: result, Names: names}
	}
	return []procedure.Reaction{
		reaction(partnership.CommandAway, "2026-12-18", procedure.ResultDone),
		reaction(partnership.CommandQuestion, "How do we count trials?", procedure.ResultDone),
		reaction(partnership.CommandBlocker, "No access to the tracker", procedure.ResultDone),
		reaction(partnership.CommandWaiting, "the price list", procedure.ResultDone),
		reaction(partnership.CommandIdea, "a <webinar>\nin May", procedure.ResultDone),
		reaction(partnership.CommandAway, "until spring", procedure.ResultUnclear),
		reaction(partnership.CommandBack, "", procedure.ResultDone),
		reaction(partnership.CommandDispute, "mql 120", procedure.ResultDone),
		reaction(partnership.CommandDispute, "mql", procedure.ResultUnclear),
		reaction(partnership.CommandStart, "", procedure.ResultDone),
		reaction(partnership.CommandQuestion, "", procedure.ResultUnclear),
		reaction(partnership.CommandConflict, "", procedure.ResultDone),
		reaction(partnership.CommandNotice, "", procedure.ResultUnkept),
		reaction(partnership.CommandDelegate, "Sofie", procedure.ResultDone, "Sofie Berg"),
		reaction(partnership.CommandDelegate, "Oma", procedure.ResultNobody, "Sofie Berg", "Ingrid Vik"),
		reaction(partnership.CommandDelegate, "", procedure.ResultNobody),
		reaction(partnership.CommandDelegate, "Sofie", procedure.ResultPersonal),
		reaction(partnership.CommandDelegate, "Sofie", procedure.ResultNothing),
		reaction(partnership.CommandDelegate, "oma@fjordmail.example", procedure.ResultProposed),
	}
}

// answerLetter answers a command with lines of its own.
func answerLetter(t procedure.Template) func(string, string) procedure.Letter {
	return func(reader, _ string) procedure.Letter {
		l := letter(procedure.FormAnswer, t, reader)
		l.Asking, l.About, l.InReplyTo = procedure.Asking{}, "", "<abc@partner.example>"
		return l
	}
}

// keptBy is what somebody wrote with a command.
func keptBy(person string, name partnership.CommandName, text string) lifecycle.Kept {
	return lifecycle.Kept{At: sentAt, Person: person, Command: name, Text: text}
}

func noticeFixtures() []fixture {
	of := func(write func(procedure.Template, string) procedure.Letter, template procedure.Template) func(string, string) procedure.Letter {
		return func(reader, _ string) procedure.Letter { return write(template, reader) }
	}
	return []fixture{
		{name: "round-summary", letter: func(reader, _ string) procedure.Letter { return summary(reader) }},
		{name: "check-in-withdrawn", letter: of(notice, checkin.TemplateWithdrawn), also: func(reader string) []procedure.Letter {
			return []procedure.Letter{summary(reader)}
		}},
		{name: "paused", letter: of(partnershipNotice, lifecycle.TemplatePaused)},
		{name: "resumed", letter: of(partnershipNotice, lifecycle.TemplateResumed)},
		{name: "kept", letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateKept, reader).With(keptBy("anna", partnership.CommandIdea, "a <webinar>\nin May"))
		}},
		{name: "delegate-proposed", letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateDelegateProposed, reader).With(keptBy("anna", partnership.CommandDelegate, "oma@lumen.example"))
		}},
		{name: "stopped", letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateStopped, reader).With(lifecycle.Stopping{
				Person: "anna", Open: []lifecycle.StoppedOpen{{About: "fortnightly", Due: sentAt}},
			})
		}},
		{name: "stopped-nothing-open", letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateStopped, reader).With(lifecycle.Stopping{Person: "anna"})
		}},
		{name: "started", letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateStarted, reader).With(lifecycle.Stopping{Person: "anna"})
		}},
		{name: "answer-unclear", letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateUnclear, reader).With(procedure.Unclear{
				Person: "anna", About: "fortnightly", Problems: []string{`1. "between 30 and 40" names two numbers; please write one`},
			})
		}},
		{name: "answer-unclear-personal", letter: func(reader, _ string) procedure.Letter {
			return partnershipNotice(lifecycle.TemplateUnclear, reader).With(procedure.Unclear{Person: "anna", About: "fortnightly"})
		}},
		{name: "ended", letter: func(reader, _ string) procedure.Letter { return ending(reader, procedure.OutcomeEnded) }},
		{name: "ended-completed", letter: func(reader, _ string) procedure.Letter { return ending(reader, procedure.OutcomeCompleted) }},
		{
			name: "ended-graded", letter: func(reader, _ string) procedure.Letter { return ending(reader, procedure.OutcomeCompleted) },
			grades: []measure.Grade{measure.Partially, measure.Ungraded},
		},
	}
}

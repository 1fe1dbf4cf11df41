package compose

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// termed is the fixture's partnership with all that its terms can say.
func termed(spec partnership.Spec, _ string) partnership.Spec {
	spec = paying(spec, "")
	times := partnership.UsualAgreement()
	spec.Agreement = &times
	spec.Purpose = "Reach small shops in Norway and Russia that <neither> of us reaches alone."
	spec.Start, spec.End = cadence.Date{Year: 2027, Month: time.January, Day: 11}, cadence.Date{Year: 2027, Month: time.December, Day: 31}
	spec.Principles = []string{"Figures before feelings.", "No surprises"}
	spec.Exit = &partnership.Exit{Notice: cadence.Span{Count: 60, Unit: cadence.Days}, Continuity: "Each side keeps its own customers."}
	for i := range spec.Goals[0].Milestones {
		spec.Goals[0].Milestones[i].Due = cadence.Date{Year: 2027, Month: time.Month(2 + i), Day: 15}
	}
	for i := range spec.Parties {
		spec.Parties[i].People[0].Roles = append(spec.Parties[i].People[0].Roles, partnership.RoleSignatory)
	}
	spec.Parties[0].Expects = append(spec.Parties[0].Expects, partnership.Benefit{ID: "shops", What: "Shops that stay"})
	return spec
}

// signedLate is the same, signed when the first day and a milestone had passed.
func signedLate(spec partnership.Spec, reader string) partnership.Spec {
	spec = termed(spec, reader)
	spec.Start = cadence.Date{Year: 2026, Month: time.November, Day: 2}
	spec.Goals[0].Milestones[1].Due = cadence.Date{Year: 2026, Month: time.November, Day: 20}
	return spec
}

// raised is what an amendment makes of the terms: a figure and its goal, a milestone, what
// a side gives, and how long what is late waits.
func raised(spec partnership.Spec, reader string) partnership.Spec {
	spec = termed(spec, reader)
	spec.Goals = slices.Clone(spec.Goals)
	goal := &spec.Goals[0]
	goal.Statement = "Grow joint leads from 120 to 350 a quarter"
	goal.KPIs = slices.Clone(goal.KPIs)
	goal.KPIs[0].Target = num("350")
	goal.Milestones = slices.Clone(goal.Milestones[:1])
	hours := num("400")
	spec.Parties[1].Contributes = slices.Clone(spec.Parties[1].Contributes)
	spec.Parties[1].Contributes[0].Hours = &hours
	return spec
}

// inForce finds the terms that raised changes.
func inForce(string) (partnership.Spec, error) { return termed(fixtureSpec(), ""), nil }

// amending makes a letter about the terms one about what changes of them.
func amending(change func(*agreement.Content, *procedure.Letter)) func(*agreement.Content, *procedure.Letter) {
	return func(c *agreement.Content, l *procedure.Letter) {
		change(c, l)
		c.Amends = "in force"
	}
}

func aboutTerms(form procedure.Form, template procedure.Template, change func(c *agreement.Content, l *procedure.Letter)) func(string, string) procedure.Letter {
	return func(reader, _ string) procedure.Letter {
		words := wording.English().Agreement
		party := "Fjordmail AS"
		if reader == "anna" || reader == "petr" {
			words, party = wording.Russian().Agreement, "ООО «Люмен»"
		}
		l := letter(form, template, reader)
		l.Workflow, l.About, l.Questions = l.Slug+"/agreement/1", "1", nil
		l.Ask = procedure.AskID(l.Workflow, agreement.StageSigning, reader)
		c := agreement.Content{Revision: "1", Charter: procedure.Charter("fixture"), Unsigned: []string{"lars", "anna"}, Expires: "2027-01-07", Alone: true}
		switch {
		case form == procedure.FormNotice:
			l.Due = time.Time{}
		case template == agreement.TemplateCharter:
			l.Questions = agreement.ClearQuestions(words)
		case template == agreement.TemplateActs:
			l.Questions = agreement.WhoQuestions(words, party)
		default:
			l.Questions = agreement.SignQuestions(words, party)
		}
		if form == procedure.FormReceipt || form == procedure.FormClosed {
			l.Phrases = agreement.TemplateSignature
		}
		l.Number, l.Of = 1, 2
		change(&c, &l)
		return l.With(c)
	}
}

func agreementFixtures() []fixture {
	plain := func(*agreement.Content, *procedure.Letter) {}
	half := func(c *agreement.Content, _ *procedure.Letter) {
		c.Signed, c.Unsigned = []string{"lars"}, []string{"anna"}
	}
	understood := func(answers ...partnership.Answer) func(*agreement.Content, *procedure.Letter) {
		return func(_ *agreement.Content, l *procedure.Letter) {
			l.Understood, l.Complete = answers, answers[0].Question != agreement.QuestionUnclear
			if !l.Complete {
				l.Open = []string{agreement.QuestionConsent}
			}
		}
	}
	yes := func(question, raw string) partnership.Answer {
		return partnership.Answer{Question: question, Value: partnership.BoolValue(true), Raw: raw}
	}
	asked := partnership.Answer{Question: agreement.QuestionUnclear, Value: partnership.TextValue("Who pays for the stand?"), Raw: "Who pays for the stand?"}
	explained := func(why string) func(*agreement.Content, *procedure.Letter) {
		return func(_ *agreement.Content, l *procedure.Letter) {
			l.Explained = []procedure.Explanation{{Why: why, Item: "SIGN", Person: "anna"}}
		}
	}
	ended := func(o procedure.Outcome, why string) func(*agreement.Content, *procedure.Letter) {
		return func(c *agreement.Content, l *procedure.Letter) {
			c.Outcome, c.Why, c.Signed, c.Unsigned, c.Mine = o, why, []string{"lars"}, []string{"anna"}, l.Person == "lars"
			switch o {
			case procedure.OutcomeDeclined:
				c.Reason = procedure.Words{By: "anna", Text: "our share is <too> small"}
			case procedure.OutcomeSigned:
				c.Signed, c.Unsigned = []string{"lars", "anna"}, nil
			}
		}
	}
	absent := func(c *agreement.Content, l *procedure.Letter) {
		if c.Absent = "sofie"; l.Person == "petr" || l.Person == "anna" {
			c.Absent = "petr"
		}
	}
	list := []fixture{
		{name: "signature-acts", letter: aboutTerms(procedure.FormAsk, agreement.TemplateActs, absent), spec: termed},
		{name: "signature-acts-reminder", letter: aboutTerms(procedure.FormReminder, agreement.TemplateActs, absent), spec: termed},
		{name: "signature-acts-receipt", letter: aboutTerms(procedure.FormReceipt, procedure.TemplateReceipt, func(c *agreement.Content, l *procedure.Letter) {
			l.Questions = agreement.WhoQuestions(wording.English().Agreement, "Fjordmail AS")
			absent(c, l)
			l.Phrases, l.Complete = agreement.TemplateActs, true
			l.Understood = []partnership.Answer{{Question: agreement.QuestionWho, Value: partnership.TextValue("Ingrid Moe"), Raw: "Ingrid Moe"}}
		}), spec: termed},
		{name: "signature-acts-closed", letter: aboutTerms(procedure.FormClosed, procedure.TemplateClosed, func(c *agreement.Content, l *procedure.Letter) {
			absent(c, l)
			l.Phrases = agreement.TemplateActs
		}), spec: termed},
		{name: "charter", letter: aboutTerms(procedure.FormAsk, agreement.TemplateCharter, plain), spec: termed},
		{name: "charter-reminder", letter: aboutTerms(procedure.FormReminder, agreement.TemplateCharter, plain), spec: termed},
		{name: "charter-receipt", spec: termed, letter: aboutTerms(procedure.FormReceipt, procedure.TemplateReceipt, func(c *agreement.Content, l *procedure.Letter) {
			l.Phrases, l.Questions = agreement.TemplateCharter, agreement.ClearQuestions(wording.English().Agreement)
			understood(yes(agreement.QuestionClear, "yes"))(c, l)
		})},
		{name: "signature", letter: aboutTerms(procedure.FormAsk, agreement.TemplateSignature, plain), spec: termed},
		{name: "signature-reminder", letter: aboutTerms(procedure.FormReminder, agreement.TemplateSignature, half), spec: termed},
		{name: "signature-receipt", letter: aboutTerms(procedure.FormReceipt, procedure.TemplateReceipt, understood(yes(agreement.QuestionConsent, "SIGN"))), spec: termed},
		{name: "signature-receipt-question", letter: aboutTerms(procedure.FormReceipt, procedure.TemplateReceipt, understood(asked)), spec: termed},
		{name: "signature-closed", letter: aboutTerms(procedure.FormClosed, procedure.TemplateClosed, plain), spec: termed},
		{name: "signature-late", letter: aboutTerms(procedure.FormNotice, agreement.TemplateLate, half), spec: termed},
		{name: "signature-late-both", letter: aboutTerms(procedure.FormNotice, agreement.TemplateLate, plain), spec: termed},
		{name: "signature-void-amended", letter: aboutTerms(procedure.FormNotice, agreement.TemplateVoid, ended(procedure.OutcomeWithdrawn, procedure.VoidAmended)), spec: termed},
		{name: "signature-void-elsewhere", letter: aboutTerms(procedure.FormNotice, agreement.TemplateVoid, ended(procedure.OutcomeWithdrawn, procedure.VoidElsewhere)), spec: termed},
		{name: "signature-void-ended", letter: aboutTerms(procedure.FormNotice, agreement.TemplateVoid, ended(procedure.OutcomeWithdrawn, procedure.VoidEnded)), spec: termed},
		{name: "in-force", letter: aboutTerms(procedure.FormNotice, agreement.TemplateInForce, ended(procedure.OutcomeSigned, "")), spec: termed},
		{name: "in-force-late", letter: aboutTerms(procedure.FormNotice, agreement.TemplateInForce, ended(procedure.OutcomeSigned, "")), spec: signedLate},
		{name: "not-signed-declined", letter: aboutTerms(procedure.FormNotice, agreement.TemplateUnsigned, ended(procedure.OutcomeDeclined, "")), spec: termed},
		{name: "not-signed-expired", letter: aboutTerms(procedure.FormNotice, agreement.TemplateUnsigned, ended(procedure.OutcomeExpired, "")), spec: termed},
	}
	list = append(list, amendmentFixtures(plain, half, ended)...)
	for _, why := range []string{
		"sign-not-alone", "sign-not-yours", "sign-not-yet", "sign-deputy", "sign-unproven", "sign-replayed", "sign-signed", "decline-no-reason", "withdraw-unsigned",
		"taken-back", "sign-yes", "sign-no", "sign-words",
	} {
		list = append(list, fixture{name: "explained-" + why, letter: aboutTerms(procedure.FormReceipt, procedure.TemplateReceipt, explained(why)), spec: termed})
	}
	return list
}

func amendmentFixtures(plain, half func(*agreement.Content, *procedure.Letter), ended func(procedure.Outcome, string) func(*agreement.Content, *procedure.Letter)) []fixture {
	about := func(name string, form procedure.Form, template procedure.Template, change func(*agreement.Content, *procedure.Letter)) fixture {
		return fixture{name: "amendment-" + name, letter: aboutTerms(form, template, amending(change)), spec: raised}
	}
	void := func(name, why string) fixture {
		return about("void-"+name, procedure.FormNotice, agreement.TemplateVoid, ended(procedure.OutcomeWithdrawn, why))
	}
	return []fixture{
		about("charter", procedure.FormAsk, agreement.TemplateCharter, plain),
		about("charter-reminder", procedure.FormReminder, agreement.TemplateCharter, plain),
		about("signature", procedure.FormAsk, agreement.TemplateSignature, plain),
		about("signature-reminder", procedure.FormReminder, agreement.TemplateSignature, half),
		about("late", procedure.FormNotice, agreement.TemplateLate, half),
		void("amended", procedure.VoidAmended), void("elsewhere", procedure.VoidElsewhere), void("taken-back", procedure.VoidTakenBack), void("ended", procedure.VoidEnded),
		about("in-force", procedure.FormNotice, agreement.TemplateInForce, ended(procedure.OutcomeSigned, "")),
		about("declined", procedure.FormNotice, agreement.TemplateUnsigned, ended(procedure.OutcomeDeclined, "")),
		about("expired", procedure.FormNotice, agreement.TemplateUnsigned, ended(procedure.OutcomeExpired, "")),
		{name: "signature-closed-bare", spec: termed, letter: aboutClosed},
		{name: "change-notice-away", letter: changeNotice(lifecycle.ChangedAway)},
		{name: "change-notice-here", letter: changeNotice(lifecycle.ChangedHere)},
		{name: "change-notice-lead", letter: changeNotice(lifecycle.ChangedLead)},
	}
}

// aboutClosed answers a mail about terms that are signed, when nobody is left to say more.
func aboutClosed(reader, deputy string) procedure.Letter {
	l := aboutTerms(procedure.FormClosed, procedure.TemplateClosed, func(*agreement.Content, *procedure.Letter) {})(reader, deputy)
	l.Content = nil
	return l
}

func changeNotice(what string) func(string, string) procedure.Letter {
	return func(reader, deputy string) procedure.Letter {
		l := letter(procedure.FormNotice, lifecycle.TemplateChangeNotice, reader)
		l.Due, l.Questions = time.Time{}, nil
		return l.With(lifecycle.ChangeNotice{What: what, Lead: deputy})
	}
}

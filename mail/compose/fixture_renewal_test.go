package compose

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// seenByLeads is what those who lead have said before they decide.
func seenByLeads() []procedure.Writing {
	return []procedure.Writing{
		{Ask: "a", Question: "1", By: "lars", Part: review.QuestionResults, Text: "180 leads, <12> became customers"},
		{Ask: "b", Question: "2", By: "anna", Part: review.QuestionResults, Text: "Заявки есть, продаж мало"},
		{Ask: "b", Question: "3", By: "anna", Part: review.QuestionWish, Text: "Один бюджет вместо двух"},
	}
}

// whatWasSeen asks what came of it, and goOn whether to go on.
func whatWasSeen(l *procedure.Letter, words wording.Review) {
	l.About, l.Sealed = partnership.RenewalName, true
	l.Questions = []partnership.Question{
		{ID: review.QuestionResults, Kind: partnership.KindText, Text: words.Renewal.Results, Readers: partnership.ReadersAll},
		{ID: review.QuestionWish, Kind: partnership.KindText, Text: words.Renewal.Wish, Optional: true, Readers: partnership.ReadersAll},
	}
}

func goOn(l *procedure.Letter, words wording.Review) {
	l.About, l.Sealed = partnership.RenewalName, false
	l.Writings, l.Accounts, l.Ledger = seenByLeads(), true, books()
	l.Questions = []partnership.Question{
		{ID: review.QuestionWay, Kind: partnership.KindChoice, Text: words.Renewal.Way, Choices: words.Renewal.Ways[:]},
		{ID: review.QuestionUntil, Kind: partnership.KindDate, Text: words.Renewal.Until, Optional: true},
		{ID: review.QuestionChange, Kind: partnership.KindText, Text: words.Renewal.Change, Optional: true, Readers: partnership.ReadersAll},
	}
}

// renewalFixtures are the mails about whether a partnership goes on.
func renewalFixtures() []fixture {
	ends := review.Prospect{Date: "2027-10-03", Ends: "2027-12-31", Next: "2028-12-31"}
	page := ends
	page.Asked, page.Answered, page.Kept = 2, 2, review.KeptDays{Milestones: 4, Met: 3, InTime: 2, Overdue: 1}
	well := wellBeing(0,
		health.OfGoals([]health.Paced{{Goal: "leads", Pace: some(5, -1), Who: []string{"lars"}}}), health.OfOperations(counted(6, 14), counted(3, 4), counted(4, 4)),
		health.OfRelationship([]health.Content{{Party: "lumen", Index: decimal.NewFromInt(62), Who: []string{"sofie"}}}), health.OfValue(measure.Ratio{}, measure.Ratio{}, nil),
		health.OfIssues(nil),
	).Report
	page.Health = &well
	bare := ends // nothing was measured, nobody has said anything
	bare.Asked = 2
	told := func(verdict string, stands ...review.Stand) review.Prospect {
		p := ends
		p.Verdict, p.Stands = verdict, stands
		return p
	}
	phrased := func(t procedure.Template, change func(*procedure.Letter, wording.Review)) func(*procedure.Letter, wording.Review) {
		return func(l *procedure.Letter, words wording.Review) {
			change(l, words)
			l.Phrases, l.Writings = t, nil
		}
	}
	answered := phrased(review.TemplateRenewalInput, func(l *procedure.Letter, words wording.Review) {
		whatWasSeen(l, words)
		l.Complete, l.Sealed = true, false
		l.Understood = []partnership.Answer{{Question: review.QuestionResults, Value: partnership.TextValue("Заявки есть, продаж мало")}}
	})
	chosen := phrased(review.TemplateRenewalDecision, func(l *procedure.Letter, words wording.Review) {
		goOn(l, words)
		l.Questions[2].Optional = false
		l.Understood = []partnership.Answer{{Question: review.QuestionWay, Value: partnership.TextValue(words.Renewal.Ways[1])}}
		l.Open = []string{review.QuestionChange}
	})
	tells := func(l *procedure.Letter, _ wording.Review) {
		l.Due, l.About, l.Sealed = time.Time{}, partnership.RenewalName, false
	}
	closed := func(t procedure.Template) func(*procedure.Letter, wording.Review) {
		return phrased(t, tells)
	}
	both := []review.Stand{
		{Person: "lars", Party: "fjordmail", Way: review.WayRenew, Until: "2028-06-30"},
		{Person: "anna", Party: "lumen", Way: review.WayChange, Said: "Один <бюджет> вместо двух"},
	}
	renewed := told(review.ProspectRenewed, both...)
	renewed.Next = "2028-06-30"
	apart := told(review.ProspectEnds, both[0], review.Stand{Person: "anna", Party: "lumen", Way: review.WayEnd})
	ask, reminder := procedure.FormAsk, procedure.FormReminder
	return []fixture{
		{name: "renewal-input", letter: aboutReview(ask, review.TemplateRenewalInput, ends, whatWasSeen)},
		{name: "renewal-input-reminder", letter: aboutReview(reminder, review.TemplateRenewalInput, ends, whatWasSeen)},
		{name: "renewal-input-receipt", letter: aboutReview(procedure.FormReceipt, procedure.TemplateReceipt, ends, answered)},
		{name: "renewal-input-closed", letter: aboutReview(procedure.FormClosed, procedure.TemplateClosed, ends, closed(review.TemplateRenewalInput))},
		{name: "renewal-decision", letter: aboutReview(ask, review.TemplateRenewalDecision, page, goOn), spec: paying},
		{name: "renewal-decision-bare", letter: aboutReview(ask, review.TemplateRenewalDecision, bare, func(l *procedure.Letter, words wording.Review) {
			goOn(l, words)
			l.Writings, l.Ledger = nil, nil
		})},
		{name: "renewal-decision-reminder", letter: aboutReview(reminder, review.TemplateRenewalDecision, page, goOn)},
		{name: "renewal-decision-receipt", letter: aboutReview(procedure.FormReceipt, procedure.TemplateReceipt, ends, chosen)},
		{name: "renewal-decision-closed", letter: aboutReview(procedure.FormClosed, procedure.TemplateClosed, ends, closed(review.TemplateRenewalDecision))},
		{name: "renewal-result", letter: aboutReview(procedure.FormNotice, review.TemplateRenewalResult, renewed, tells)},
		{name: "renewal-result-ends", letter: aboutReview(procedure.FormNotice, review.TemplateRenewalResult, apart, tells)},
		{name: "renewal-result-ends-all", letter: aboutReview(procedure.FormNotice, review.TemplateRenewalResult, told(review.ProspectEnds), tells)},
		{name: "renewal-result-open", letter: aboutReview(procedure.FormNotice, review.TemplateRenewalResult, told(review.ProspectOpen, both[0]), tells)},
	}
}

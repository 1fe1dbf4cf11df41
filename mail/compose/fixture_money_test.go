package compose

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// paying has a budget, contributions and hopes, so that figures can be held against them.
func paying(spec partnership.Spec, _ string) partnership.Spec {
	spec.Currency, spec.Budget = "EUR", ptr(num("80000"))
	spec.Start, spec.End = cadence.Date{Year: 2026, Month: time.June, Day: 1}, cadence.Date{Year: 2027, Month: time.May, Day: 31}
	for i := range spec.Parties {
		p := &spec.Parties[i]
		p.Share = ptr(num("50"))
		p.Contributes = []partnership.Contribution{{ID: "campaign", Money: ptr(num("40000")), Hours: ptr(num("300")), Rate: ptr(num("60"))}}
		p.Expects = []partnership.Benefit{{ID: "pipeline", Amount: ptr(num("150000"))}}
	}
	return spec
}

// discounting is paying, and later gains count for less.
func discounting(spec partnership.Spec, reader string) partnership.Spec {
	spec = paying(spec, reader)
	spec.DiscountRate = ptr(num("8.5"))
	return spec
}

// books is a ledger of two quarters.
func books() []ledger.Entry {
	var list []ledger.Entry
	until := []cadence.Date{{Year: 2026, Month: time.August, Day: 31}, {Year: 2026, Month: time.November, Day: 30}}
	from := []cadence.Date{{Year: 2026, Month: time.June, Day: 1}, {Year: 2026, Month: time.September, Day: 1}}
	for i, amounts := range []map[string]string{
		{"fjordmail": "9000 60 21000 0", "lumen": "12500.5 90 4000 1500"},
		{"fjordmail": "14000 110 52000 0", "lumen": "8000 40 11000 2500"},
	} {
		for _, party := range []string{"fjordmail", "lumen"} {
			for j, amount := range splitNumbers(amounts[party]) {
				e := ledger.Entry{Party: party, Kind: []ledger.Kind{ledger.Money, ledger.Hours, ledger.Revenue, ledger.Savings}[j], From: from[i], Until: until[i], Amount: amount, Currency: "EUR"}
				e.ID = party + string(e.Kind) + from[i].String()
				list = append(list, e)
			}
		}
	}
	return list
}

func moneyFixtures() []fixture {
	until := cadence.Date{Year: 2026, Month: time.November, Day: 30}
	sheet := review.Sheet{Currency: "EUR", Until: until, Sides: []review.Side{
		{Party: "fjordmail", From: cadence.Date{Year: 2026, Month: time.September, Day: 1}}, {Party: "lumen", From: cadence.Date{Year: 2026, Month: time.June, Day: 1}},
	}}
	again := sheet
	again.Before = []review.Undertaken{{ID: "contract", What: "Send the <draft> contract", Owner: "sofie"}}
	differs := sheet
	differs.Differs = []review.Difference{
		{Kind: ledger.Money, Claims: []review.Claim{{Person: "lars", Party: "fjordmail", Kind: ledger.Money, Amount: num("14000"), Currency: "USD"}, {Person: "sofie", Party: "fjordmail", Kind: ledger.Money, Amount: num("12500.5")}}},
		{Kind: ledger.Hours, Claims: []review.Claim{{Person: "anna", Party: "lumen", Kind: ledger.Hours, Amount: num("40")}, {Person: "petr", Party: "lumen", Kind: ledger.Hours, Amount: num("45")}}},
		{Kind: ledger.Paid, Claims: []review.Claim{{Person: "lars", Party: "fjordmail", Kind: ledger.Paid, Amount: num("500")}}, Silent: "lumen"},
	}
	decided := differs
	decided.Decision = review.Decision{Over: true, Chair: "anna", Steps: []review.Taken{{Of: "step", What: "Move 2,000 to the fair", Owner: "lars", Due: "2027-01-15"}}}
	decidedOpen := decided
	decidedOpen.Readers = partnership.ReadersAll
	silent := sheet
	silent.Missing, silent.Decision = []string{"lumen"}, review.Decision{Over: true, Silent: true}
	declined := sheet
	declined.Decision = review.Decision{Over: true, Chair: "lars", Why: "Выручка придёт весной"}

	asks := func(kinds ...ledger.Kind) func(*procedure.Letter, wording.Review) {
		return func(l *procedure.Letter, words wording.Review) {
			l.Sealed = false
			for i, k := range kinds {
				none := num("0")
				q := partnership.Question{ID: string(k), Kind: partnership.KindMoney, Text: words.Money.Amount[string(k)], Unit: "EUR", Min: &none, Optional: i >= 4}
				if k == ledger.Hours {
					q.Kind, q.Unit = partnership.KindNumber, words.Money.Hours
				}
				l.Questions = append(l.Questions, q)
			}
		}
	}
	all := asks(ledger.Money, ledger.Hours, ledger.Revenue, ledger.Savings, ledger.InKind, ledger.Benefit, ledger.Paid, ledger.Received)
	answered := func(l *procedure.Letter, words wording.Review) {
		all(l, words)
		l.Phrases = review.TemplateMoney
		l.Understood = []partnership.Answer{
			{Question: "money", Value: partnership.NumberValue(num("14000")), Unit: "EUR", Raw: "14k"}, {Question: "hours", Value: partnership.NumberValue(num("110")), Unit: words.Money.Hours, Raw: "110", Provisional: true},
		}
		l.Open, l.Problems = []string{"revenue", "savings"}, []string{`3) "$50k" is in another currency than asked (EUR); please convert it`}
	}
	abroad := func(l *procedure.Letter, words wording.Review) {
		all(l, words)
		for i := range l.Questions {
			if l.Questions[i].Kind == partnership.KindMoney {
				l.Questions[i].Currencies = []string{"GBP", "USD"}
			}
		}
	}
	inDollars := func(l *procedure.Letter, words wording.Review) {
		answered(l, words)
		abroad := partnership.Answer{Question: "money", Value: partnership.NumberValue(num("2000")), Unit: "USD", Raw: "$2k"}
		l.Replaced, l.Problems = []partnership.Answer{l.Understood[0]}, nil
		l.Understood[0] = abroad
	}
	attached := func(l *procedure.Letter, words wording.Review) {
		answered(l, words)
		l.Understood[0].From, l.Understood[0].Raw = "Q3 <figures>.xlsx, B2, B6", "12,500.50 + 1,499.50"
		l.Understood = append(l.Understood, partnership.Answer{Question: "savings", Value: partnership.NumberValue(num("300")), Unit: "EUR", Raw: "300", From: "Q3 <figures>.xlsx, B5"})
		l.Open, l.Problems = []string{"revenue"}, nil
	}
	wrong := func(l *procedure.Letter, words wording.Review) {
		answered(l, words)
		l.Understood, l.Open = nil, []string{"money", "hours", "revenue", "savings"}
		l.Problems = []string{
			"nothing of figures.csv is taken until this is put right; please correct it and send it again",
			`figures.csv, line 4: "1,234" can mean 1234 or 1.234; please write it like 1234`,
		}
	}
	parts := func(own, other string) []partnership.Share {
		return []partnership.Share{{Party: "fjordmail", Percent: num(own)}, {Party: "lumen", Percent: num(other)}}
	}
	deal := partnership.Deal{Name: "Lidl <Nord>", Amount: num("40000"), Shares: parts("60", "40")}
	sharing := func(l *procedure.Letter, words wording.Review) {
		answered(l, words)
		l.Understood = append(l.Understood, partnership.Answer{Question: "revenue", Value: partnership.NumberValue(num("52000")), Unit: "EUR", Raw: "52,000, of it 40,000 (deal Lidl <Nord>: us 60%)", Deals: []partnership.Deal{deal}})
		l.Open, l.Problems = []string{"savings"}, []string{`4) the parts of "courier" come to 110%; please write parts of at most 100%`}
	}
	claims := func(party, person, own, other string) review.Claim {
		return review.Claim{Person: person, Party: party, Kind: ledger.Revenue, Deals: []partnership.Deal{{Name: "Lidl <Nord>", Shares: parts(own, other)}}}
	}
	over := sheet
	over.Differs = []review.Difference{{Kind: ledger.Revenue, Deal: "Lidl <Nord>", Claims: []review.Claim{claims("fjordmail", "lars", "60", "40"), claims("lumen", "anna", "35", "65")}}}
	open := sheet
	open.Readers = partnership.ReadersAll
	part := func(l *procedure.Letter, words wording.Review) {
		l.Sealed = false
		none, all := num("0"), num("100")
		l.Questions = []partnership.Question{{ID: "share-1", Kind: partnership.KindNumber, Text: strings.Replace(words.Money.Share, "%s", "Lidl <Nord>", 1), Unit: "%", Min: &none, Max: &all}}
	}
	result := func(readers partnership.Readers, lumen string) func(*procedure.Letter, wording.Review) {
		return func(l *procedure.Letter, _ wording.Review) {
			l.Sealed, l.Accounts, l.Due = false, true, time.Time{}
			for _, e := range books() {
				e.Readers = readers
				if e.Kind == ledger.Revenue && e.Until == until {
					e.Deal, e.Shares = "Lidl <Nord>", parts("60", "40")
					if e.Party == "lumen" && lumen != "" {
						e.Shares = parts("35", lumen)
					}
				}
				if e.Party != "lumen" || e.Kind != ledger.Revenue || lumen != "" {
					l.Ledger = append(l.Ledger, e)
				}
			}
		}
	}
	shows := func(l *procedure.Letter) { l.Sealed, l.Accounts, l.Ledger = false, true, books() }
	decides := func(l *procedure.Letter, words wording.Review) {
		shows(l)
		l.Questions = []partnership.Question{
			{ID: "step", Kind: partnership.KindText, Text: words.Money.Step, Readers: partnership.ReadersAll},
			{ID: "step-owner", Kind: partnership.KindChoice, Text: words.Owner, Choices: []string{"Lars Hauge", "Анна Иванова"}, Optional: true},
			{ID: "step-by", Kind: partnership.KindDate, Text: words.By, Optional: true},
			{ID: review.QuestionWhyNot, Kind: partnership.KindText, Text: words.WhyNot, Optional: true, Readers: partnership.ReadersAll},
		}
	}
	says := func(l *procedure.Letter, words wording.Review) {
		decides(l, words)
		l.Phrases, l.Complete = review.TemplateAccount, true
		l.Understood = []partnership.Answer{{Question: "step", Value: partnership.TextValue("Move 2,000 to the fair")}}
	}
	tells := func(l *procedure.Letter, _ wording.Review) {
		shows(l)
		l.Due = time.Time{}
	}
	late := func(l *procedure.Letter, _ wording.Review) {
		l.Due, l.Phrases, l.Sealed = time.Time{}, review.TemplateMoney, false
	}
	var list []fixture
	for _, f := range []struct {
		name     string
		form     procedure.Form
		template procedure.Template
		content  any
		change   func(*procedure.Letter, wording.Review)
	}{
		{"money", procedure.FormAsk, review.TemplateMoney, sheet, all},
		{"money-again", procedure.FormAsk, review.TemplateMoney, again, all},
		{"money-abroad", procedure.FormAsk, review.TemplateMoney, sheet, abroad},
		{"money-abroad-receipt", procedure.FormReceipt, procedure.TemplateReceipt, sheet, inDollars},
		{"money-attached-receipt", procedure.FormReceipt, procedure.TemplateReceipt, sheet, attached},
		{"money-attached-wrong", procedure.FormReceipt, procedure.TemplateReceipt, sheet, wrong},
		{"money-reminder", procedure.FormReminder, review.TemplateMoney, sheet, all},
		{"money-receipt", procedure.FormReceipt, procedure.TemplateReceipt, sheet, answered},
		{"money-closed", procedure.FormClosed, procedure.TemplateClosed, nil, late},
		{"money-open", procedure.FormAsk, review.TemplateMoney, open, all},
		{"money-shared-receipt", procedure.FormReceipt, procedure.TemplateReceipt, sheet, sharing},
		{"money-parts", procedure.FormAsk, review.TemplateDiffers, over, part},
		{"money-parts-reminder", procedure.FormReminder, review.TemplateDiffers, over, part},
		{"money-differs", procedure.FormAsk, review.TemplateDiffers, differs, asks(ledger.Money, ledger.Paid)},
		{"money-differs-reminder", procedure.FormReminder, review.TemplateDiffers, differs, asks(ledger.Money, ledger.Paid)},
		{"money-result-chair", procedure.FormAsk, review.TemplateAccount, differs, decides},
		{"money-result-reminder", procedure.FormReminder, review.TemplateAccount, sheet, decides},
		{"money-result-receipt", procedure.FormReceipt, procedure.TemplateReceipt, sheet, says},
		{"money-result", procedure.FormNotice, review.TemplateAccount, decided, tells},
		{"money-result-open", procedure.FormNotice, review.TemplateAccount, decidedOpen, result(partnership.ReadersAll, "")},
		{"money-result-parts", procedure.FormNotice, review.TemplateAccount, declined, result("", "65")},
		{"money-result-silent", procedure.FormNotice, review.TemplateAccount, silent, tells},
		{"money-result-declined", procedure.FormNotice, review.TemplateAccount, declined, tells},
	} {
		spec := paying
		if strings.HasPrefix(f.name, "money-result-open") || strings.HasPrefix(f.name, "money-result-parts") {
			spec = discounting
		}
		list = append(list, fixture{name: f.name, spec: spec, letter: func(reader, deputy string) procedure.Letter {
			l := aboutReview(f.form, f.template, f.content, f.change)(reader, deputy)
			l.Workflow, l.About = l.Slug+"/review/finance/2026-12-07", "finance"
			l.Ask = procedure.AskID(l.Workflow, "", reader)
			return l
		}})
	}
	return list
}

// splitNumbers reads numbers apart from each other.
func splitNumbers(text string) []decimal.Decimal {
	var list []decimal.Decimal
	for _, field := range strings.Fields(text) {
		list = append(list, num(field))
	}
	return list
}

package compose

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/wording"
)

func warningFixtures() []fixture {
	tells := func(name string, template procedure.Template, content any) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter { return partnershipNotice(template, reader).With(content) }}
	}
	clears := func(name string, c lifecycle.EarlyWarning) fixture {
		return fixture{name: name, letter: func(reader, _ string) procedure.Letter {
			l := partnershipNotice(procedure.TemplateAllClear, reader).With(c)
			l.Phrases = lifecycle.PhrasesWarningOver
			return l
		}}
	}
	red := lifecycle.EarlyWarning{Cause: lifecycle.CauseRed, Goal: "leads", KPI: "mql", Points: []lifecycle.Point{
		{Period: "2026-11-24", Value: num("130"), Progress: measure.Some(num("0.0556")), Expected: measure.Some(num("0.2"))},
		{Period: "2026-12-08", Value: num("131"), Progress: measure.Some(num("0.0611")), Expected: measure.Some(num("0.24"))},
	}}
	owned := red
	owned.Owner = true
	fell := lifecycle.EarlyWarning{Cause: lifecycle.CauseConfidence, Party: "lumen", Points: []lifecycle.Point{
		{Period: "2026-11-24", Value: num("8")}, {Period: "2026-12-08", Value: num("5.5")},
	}}
	explained := fell
	explained.Who, explained.Said = "petr", "The new colleague starts in March only"
	gap := lifecycle.EarlyWarning{Cause: lifecycle.CauseGap, Means: []measure.PartyMean{
		{Party: "fjordmail", Mean: num("8.5"), Votes: 2}, {Party: "lumen", Mean: num("5"), Votes: 2},
	}}
	changed := func(form procedure.Form, template procedure.Template) func(string, string) procedure.Letter {
		return func(reader, _ string) procedure.Letter {
			l := partnershipNotice(template, reader).With(lifecycle.Changed{Was: num("8"), Is: num("5")})
			words := wording.English().Questions
			if reader == "anna" {
				words = wording.Russian().Questions
			}
			l.Form, l.Phrases = form, lifecycle.TemplateWhatChanged
			l.Questions = []partnership.Question{{ID: "changed", Kind: partnership.KindText, Readers: partnership.ReadersOwn, Text: words.Changed}}
			return l
		}
	}
	return []fixture{
		tells("early-warning", lifecycle.TemplateEarlyWarning, red),
		tells("early-warning-owner", lifecycle.TemplateEarlyWarning, owned),
		tells("early-warning-confidence", lifecycle.TemplateEarlyWarning, fell),
		tells("early-warning-explained", lifecycle.TemplateEarlyWarning, explained),
		tells("early-warning-gap", lifecycle.TemplateEarlyWarning, gap),
		clears("warning-over", lifecycle.EarlyWarning{Cause: lifecycle.CauseRed, KPI: "mql"}),
		clears("warning-over-confidence", lifecycle.EarlyWarning{Cause: lifecycle.CauseConfidence, Party: "lumen"}),
		clears("warning-over-gap", lifecycle.EarlyWarning{Cause: lifecycle.CauseGap}),
		{name: "what-changed", letter: changed(procedure.FormAsk, lifecycle.TemplateWhatChanged)},
		{name: "what-changed-closed", letter: changed(procedure.FormClosed, procedure.TemplateReceipt)},
		tells("reached", lifecycle.TemplateReached, lifecycle.Reached{Goal: "leads", KPI: "mql", Now: num("305")}),
		tells("reached-all", lifecycle.TemplateReached, lifecycle.Reached{Goal: "leads", KPI: "mql", Now: num("305"), All: true}),
	}
}

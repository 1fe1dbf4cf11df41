package compose

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/vote"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// onPaper is a vote by a rule that has everything.
func onPaper(change ...func(*vote.Paper)) vote.Paper {
	share := decimal.RequireFromString("0.6667")
	days := func(n int) cadence.Span { return cadence.Span{Count: n, Unit: cadence.Days} }
	p := vote.Paper{
		Motion: procedure.Motion{Rule: "assembly", Text: "The tariff for the towns is 1.20 a cubic metre from <May>", Goal: "leads", By: "lars", Raised: time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)},
		Rule:   partnership.DecisionRule{ID: "assembly", Quorum: &share, Majority: &share, OnePerParty: true, VetoWindow: days(15), WrittenProcedure: days(10)},
		Stage:  vote.Voting,
		Voters: []decision.Voter{{Party: "fjordmail", Weight: decimal.RequireFromString("1.5")}, {Party: "lumen", Weight: decimal.NewFromInt(1)}},
	}
	for _, f := range change {
		f(&p)
	}
	return p
}

// onNotice is a vote in which silence is consent.
func onNotice(change ...func(*vote.Paper)) vote.Paper {
	return onPaper(append([]func(*vote.Paper){func(p *vote.Paper) {
		p.Rule = partnership.DecisionRule{ID: "publication", Notice: cadence.Span{Count: 30, Unit: cadence.Days}, Extension: cadence.Span{Count: 60, Unit: cadence.Days}, SilenceConsents: true}
		p.Motion.Text, p.Motion.Goal, p.Motion.Rule = "The paper on membranes goes to the journal.", "", "publication"
		for i := range p.Voters {
			p.Voters[i].Weight = decimal.NewFromInt(1)
		}
	}}, change...)...)
}

func tallied(stage vote.Stage, result decision.Result) func(*vote.Paper) {
	return func(p *vote.Paper) {
		p.Stage = stage
		p.Tally = &decision.Tally{Result: result}
		switch result {
		case decision.Carried:
			p.Tally.For, p.Tally.Consenting = []string{"fjordmail", "lumen"}, nil
			p.Reasons = []vote.Reason{{Party: "lumen", Person: "anna", Vote: decision.For, Why: "Давно пора"}, {Party: "fjordmail", Person: "lars", Vote: decision.For}}
		case decision.NoQuorum:
			p.Tally.For, p.Tally.Silent = []string{"fjordmail"}, []string{"lumen"}
		default:
			p.Tally.For, p.Tally.Against = []string{"fjordmail"}, []string{"lumen"}
			p.Reasons = []vote.Reason{{Party: "lumen", Person: "anna", Vote: decision.Against, Why: "Патент ещё не подан"}}
		}
	}
}

func aboutVote(form procedure.Form, template procedure.Template, paper vote.Paper, change ...func(l *procedure.Letter)) func(string, string) procedure.Letter {
	return func(reader, _ string) procedure.Letter {
		words := wording.English().Vote
		if reader == "anna" || reader == "petr" {
			words = wording.Russian().Vote
		}
		l := letter(form, template, reader)
		l.Workflow, l.About, l.Questions, l.Number, l.Of = l.Slug+"/vote/1", paper.Rule.ID, nil, 1, 2
		l.Ask = procedure.AskID(l.Workflow, "", reader)
		if form == procedure.FormAsk || form == procedure.FormReminder || form == procedure.FormReceipt {
			q := partnership.Question{ID: vote.Question, Kind: partnership.KindVote, Text: words.How, Readers: partnership.ReadersAll}
			if template == vote.TemplateResult {
				q.Text, q.Optional = words.Stops, true
			}
			l.Questions = []partnership.Question{q}
		}
		for _, f := range change {
			f(&l)
		}
		return l.With(paper)
	}
}

func voteFixtures() []fixture {
	wording := func(t procedure.Template) func(l *procedure.Letter) {
		return func(l *procedure.Letter) { l.Phrases = t }
	}
	says := func(value string, problems ...string) func(l *procedure.Letter) {
		return func(l *procedure.Letter) {
			l.Phrases, l.Problems = vote.TemplateVote, problems
			if value == "" {
				l.Open = []string{vote.Question}
				return
			}
			l.Complete, l.Understood = true, []partnership.Answer{{Question: vote.Question, Value: partnership.TextValue(value), Raw: value}}
		}
	}
	why := func(why, item string) func(l *procedure.Letter) {
		return func(l *procedure.Letter) {
			l.Phrases, l.Questions = vote.TemplateVote, nil
			l.Explained = []procedure.Explanation{{Why: why, Item: item}}
		}
	}
	vetoed := func(p *vote.Paper) {
		p.Veto = &vote.Reason{Party: "lumen", Person: "anna", Vote: decision.Against, Why: "тариф меняет наш бюджет"}
	}
	silent := func(p *vote.Paper) { p.Tally.Consenting = []string{"lumen"} }
	excluded := func(p *vote.Paper) { p.Excluded, p.Voters = []string{"lumen"}, p.Voters[:1] }
	moved := func(p *vote.Paper) { p.Moved = "All have told us on the phone that they will not vote" }
	byAdmin := func(p *vote.Paper) {
		p.Motion.By, p.Rule = procedure.Admin, partnership.DecisionRule{}
		for i := range p.Voters {
			p.Voters[i].Weight = decimal.NewFromInt(1)
		}
	}
	heard := func(p *vote.Paper) {
		p.Opinions = []vote.Reason{{Party: "lumen", Person: "petr", Why: "Сначала спросите операторов"}, {Party: "fjordmail", Person: "sofie", Why: "Fine with <finance>"}}
	}
	sought := func(p *vote.Paper) { p.Stage = vote.Consulting }
	opinion := func(l *procedure.Letter) {
		if len(l.Questions) > 0 {
			l.Questions[0].ID, l.Questions[0].Kind, l.Questions[0].Text = vote.QuestionOpinion, partnership.KindText, "What do you think of it?"
		}
	}
	said := func(l *procedure.Letter) {
		opinion(l)
		l.Phrases, l.Complete, l.Understood = vote.TemplateSought, true, []partnership.Answer{{Question: vote.QuestionOpinion, Value: partnership.TextValue("Fine with me"), Raw: "Fine with me"}}
	}
	list := []fixture{
		{name: "consultation", letter: aboutVote(procedure.FormAsk, vote.TemplateSought, onPaper(sought), opinion)},
		{name: "consultation-reminder", letter: aboutVote(procedure.FormReminder, vote.TemplateSought, onPaper(sought), opinion)},
		{name: "consultation-receipt", letter: aboutVote(procedure.FormReceipt, procedure.TemplateReceipt, onPaper(sought), said)},
		{name: "consultation-closed", letter: aboutVote(procedure.FormClosed, procedure.TemplateClosed, onPaper(), wording(vote.TemplateSought))},
		{name: "vote-after-consultation", letter: aboutVote(procedure.FormAsk, vote.TemplateVote, onPaper(heard))},
		{name: "vote", letter: aboutVote(procedure.FormAsk, vote.TemplateVote, onPaper())},
		{name: "vote-on-notice", letter: aboutVote(procedure.FormAsk, vote.TemplateVote, onNotice())},
		{name: "vote-excluded", letter: aboutVote(procedure.FormAsk, vote.TemplateVote, onPaper(excluded))},
		{name: "vote-by-admin", letter: aboutVote(procedure.FormAsk, vote.TemplateVote, onPaper(byAdmin))},
		{name: "vote-reminder", letter: aboutVote(procedure.FormReminder, vote.TemplateVote, onNotice())},
		{name: "vote-receipt", letter: aboutVote(procedure.FormReceipt, procedure.TemplateReceipt, onPaper(), says("against: Патент ещё не подан"))},
		{name: "vote-receipt-condition", letter: aboutVote(procedure.FormReceipt, procedure.TemplateReceipt, onPaper(), says("", `1) How does your side vote?: "for, if the board agrees" hangs on a condition, and all vote on the same text, so it counts as nothing yet; please write for or against, and tell the one who proposed it what you would change`))},
		{name: "vote-closed", letter: aboutVote(procedure.FormClosed, procedure.TemplateClosed, onPaper(tallied(vote.Done, decision.Carried)), wording(vote.TemplateVote))},
		{name: "vote-objected", letter: aboutVote(procedure.FormAsk, vote.TemplateStands, onNotice(tallied(vote.Standing, decision.Rejected)))},
		{name: "vote-objected-reminder", letter: aboutVote(procedure.FormReminder, vote.TemplateStands, onNotice(tallied(vote.Standing, decision.Rejected)))},
		{name: "vote-objected-closed", letter: aboutVote(procedure.FormClosed, procedure.TemplateClosed, onNotice(tallied(vote.Done, decision.Rejected)), wording(vote.TemplateStands))},
		{name: "vote-objected-others", letter: aboutVote(procedure.FormNotice, vote.TemplateResult, onNotice(tallied(vote.Standing, decision.Rejected)))},
		{name: "vote-result-veto", letter: aboutVote(procedure.FormAsk, vote.TemplateResult, onPaper(tallied(vote.Vetoing, decision.Carried)))},
		{name: "vote-result-carried", letter: aboutVote(procedure.FormNotice, vote.TemplateResult, onPaper(tallied(vote.Done, decision.Carried)))},
		{name: "vote-result-silent", letter: aboutVote(procedure.FormNotice, vote.TemplateResult, onNotice(tallied(vote.Done, decision.Carried), silent))},
		{name: "vote-result-others", letter: aboutVote(procedure.FormNotice, vote.TemplateResult, onPaper(tallied(vote.Vetoing, decision.Carried)))},
		{name: "vote-result-rejected", letter: aboutVote(procedure.FormNotice, vote.TemplateResult, onPaper(tallied(vote.Done, decision.Rejected)))},
		{name: "vote-result-no-quorum", letter: aboutVote(procedure.FormNotice, vote.TemplateResult, onPaper(tallied(vote.Done, decision.NoQuorum), moved))},
		{name: "vote-result-vetoed", letter: aboutVote(procedure.FormNotice, vote.TemplateResult, onPaper(tallied(vote.Done, decision.Vetoed), vetoed))},
		{name: "vote-result-closed", letter: aboutVote(procedure.FormClosed, procedure.TemplateClosed, onPaper(tallied(vote.Done, decision.Carried)), wording(vote.TemplateResult))},
		{name: "vote-withdrawn", letter: aboutVote(procedure.FormNotice, vote.TemplateLeft, onPaper())},
	}
	for _, w := range []struct{ why, item string }{
		{"vote-called", "The paper on membranes goes to the journal"},
		{"vote-not-lead", "Free coffee"},
		{"vote-not-begun", "Free coffee"},
		{"vote-rule", "assembly, publication"},
		{"vote-what", ""},
		{"vote-again", "The paper on membranes goes to the journal"},
	} {
		list = append(list, fixture{name: w.why, letter: aboutVote(procedure.FormReceipt, procedure.TemplateReceipt, onPaper(), why(w.why, w.item))})
	}
	return list
}

package survey

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// The questions to the leads.
const (
	QuestionDo     = "do"
	QuestionBy     = "by"
	QuestionWhyNot = "why-not"
	// QuestionRemarks picks the remarks that a lead takes up, and QuestionOthers is why not
	// the others.
	QuestionRemarks = "remarks"
	QuestionOthers  = "why-not-others"
)

// stageResponding is that of the leads' asks.
const stageResponding = "responding"

// response is how long the leads have to say what follows. After it the result goes out
// without them, and says so.
func response() procedure.Window {
	return procedure.Window{
		Span: cadence.Span{Count: 10, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}},
	}
}

// longestResponse is how long a result waits for leads whom no mail reaches.
const longestResponse = 30 * 24 * time.Hour

// ask lets the leads have the result, with the question what follows from it.
func (s *step) ask() {
	s.RespondBy = s.now.Add(longestResponse)
	for _, h := range s.Heads {
		s.Leads.Stage = stageResponding
		a := h.Ask(response())
		a.Send, a.Questions = s.now, Questions(wording.In(h.Language).Response, s.Result.Remarks)
		s.Leads.Add(s.Workflow, a)
	}
	s.Leads.Reaching(s.Reach)
	s.pass(procedure.Event{Kind: procedure.Woke})
}

func (s *step) leadsDesk() asking.Desk {
	return asking.Desk{
		Base: &s.Base, Out: s.out, Now: s.now, Template: TemplateHeard, About: s.Occasion.Name, Title: s.title(), Until: s.RespondBy,
		Content: procedure.Encode(Response{Date: s.Occasion.Date, Floor: s.Rule.Floor, Anonymous: s.Anonymous}), Result: s.Workflow,
	}
}

// Questions are what a lead is asked about a result: what follows, and if there are
// remarks, which of them they take up, and why not the others.
func Questions(words wording.Response, remarks int) []partnership.Question {
	list := []partnership.Question{
		{ID: QuestionDo, Kind: partnership.KindText, Text: words.Do, Readers: partnership.ReadersAll},
		{ID: QuestionBy, Kind: partnership.KindDate, Text: words.By, Optional: true},
		{ID: QuestionWhyNot, Kind: partnership.KindText, Text: words.WhyNot, Optional: true, Readers: partnership.ReadersAll},
	}
	if remarks == 0 {
		return list
	}
	first, last := decimal.NewFromInt(1), decimal.NewFromInt(int64(min(remarks, opinion.MostRemarks)))
	return append(list,
		partnership.Question{ID: QuestionRemarks, Kind: partnership.KindPick, Text: words.TakeUp, Min: &first, Max: &last, Optional: true},
		partnership.Question{ID: QuestionOthers, Kind: partnership.KindText, Text: words.Others, Optional: true, Readers: partnership.ReadersAll},
	)
}

// heed prepares what a lead has written for the circle. Nothing is neither a deed nor a
// reason, and takes back a deed that was named before. Whoever does something, takes up a
// remark or gives a reason has answered.
func (s *step) heed(r procedure.Reply) procedure.Reply {
	i := slices.IndexFunc(s.Leads.Asks, func(a asking.Ask) bool { return a.ID == r.Ask })
	if i < 0 || slices.Contains(s.Seen, r.ID) || r.Named != "" && r.Person != s.Leads.Asks[i].Person { // a deputy has an ask of their own
		return r
	}
	a := &s.Leads.Asks[i]
	do := partnership.Answers(r.Answers).Text(QuestionDo)
	r.Answers = slices.DeleteFunc(slices.Clone(r.Answers), saysNothing)
	if do != "" && partnership.SaysNothing(do) {
		a.Forget(QuestionDo)
	}
	answered := enough(slices.Concat(r.Answers, a.Answers()))
	suffice(a, answered)
	if do != "" && !answered {
		r.Problems = append(slices.Clone(r.Problems), fmt.Sprintf(s.words(a.Party).Response.Nothing, do))
	}
	s.undertake(a)
	return r
}

// saysNothing reports whether words that were asked for are missing. To pick no remark is
// an answer.
func saysNothing(a partnership.Answer) bool {
	return a.Question != QuestionRemarks && a.Value.Text != nil && partnership.SaysNothing(*a.Value.Text)
}

// enough reports whether a lead has said what follows, or why nothing does.
func enough(a partnership.Answers) bool {
	return a.Text(QuestionDo) != "" || len(a.Picked(QuestionRemarks)) > 0 || a.Text(QuestionWhyNot) != "" || a.Text(QuestionOthers) != ""
}

// suffice has the first question chased unless something else was said in its place.
func suffice(a *asking.Ask, answered bool) {
	a.Questions = slices.Clone(a.Questions)
	i := slices.IndexFunc(a.Questions, func(q partnership.Question) bool { return q.ID == QuestionDo })
	a.Questions[i].Optional = answered
}

// words are those of whoever speaks for a party.
func (s *Survey) words(party string) wording.Language {
	i := slices.IndexFunc(s.Heads, func(h asking.Member) bool { return h.Party == party })
	if i < 0 {
		return wording.English()
	}
	return wording.In(s.Heads[i].Language)
}

// remark names a remark to whoever owes what becomes of it: of which round it is tells
// them which mail shows it.
func (s *Survey) remark(n int, words wording.Language) string {
	day := s.Occasion.Date
	if d, err := cadence.ParseDate(day); err == nil {
		day = words.Date(d)
	}
	return fmt.Sprintf(words.Response.Remark, n, s.Occasion.Name, day)
}

// decide takes what a lead says follows: what is to be done becomes something owed, and
// so does every remark that is taken up.
func (s *step) decide(h asking.Happening) {
	if enough(h.Ask.Answers()) && !h.Ask.Complete() { // by a deputy whom nobody had asked
		suffice(h.Ask, true)
		h.Ask.AnsweredAt = s.now
	}
	s.undertake(h.Ask)
}

// undertake brings what a lead owes in line with what was said so far.
func (s *step) undertake(a *asking.Ask) {
	owner := a.Subject()
	s.Undertaken = slices.DeleteFunc(s.Undertaken, func(i procedure.Item) bool { return i.Owner == owner })
	for _, item := range s.undertakes(a) {
		switch {
		case slices.Contains(s.Handed, item.ID):
		case item.Due != "" && item.Due <= a.Due.Format(time.DateOnly):
			// Its day may come before everybody hears of it.
			s.Handed, s.items, s.news.Any = append(s.Handed, item.ID), append(s.items, item), true
		default:
			s.Undertaken = append(s.Undertaken, item)
		}
	}
}

// undertakes is what a lead owes by what was said so far. Of a remark it has the number
// alone: its words are in the store and nowhere else.
func (s *step) undertakes(a *asking.Ask) []procedure.Item {
	answers := s.said(a.Subject())
	id := fmt.Sprintf("%s-%s-%s-%s", Noun, s.Occasion.Name, s.Occasion.Date, a.Party)
	item := procedure.Item{ID: id, What: answers.Text(QuestionDo), Owner: a.Subject(), Due: answers.Day(QuestionBy), By: a.Person, For: asking.Other(s.Heads, a.Party)}
	var list []procedure.Item
	if item.What != "" {
		list = append(list, item)
	}
	item.Due = ""
	for _, n := range answers.Picked(QuestionRemarks) {
		item.ID, item.What = fmt.Sprintf("%s-remark-%d", id, n), s.remark(n, s.words(a.Party))
		list = append(list, item)
	}
	for i := range list {
		if list[i].Due == "" {
			list[i].Within = undated
		}
	}
	return list
}

// said is what was answered for a lead, by themselves before others.
func (s *Survey) said(lead string) partnership.Answers {
	var all partnership.Answers
	for _, a := range s.Leads.Asks {
		if a.Subject() == lead {
			all = append(all, a.Answers()...)
		}
	}
	return all
}

// handOver gives what leads undertake to the partnership.
func (s *step) handOver() {
	s.items, s.Undertaken = append(s.items, s.Undertaken...), nil
	s.news.Any = true
}

// undated is how long a lead has for what they gave no day for.
var undated = cadence.Span{Count: 10, Unit: cadence.BusinessDays}

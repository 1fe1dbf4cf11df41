package config

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type reviewDecl struct {
	header
	recurrence
	Title     field[words]
	Method    field[partnership.ReviewMethod]
	Ask       field[[]field[ref]]
	Chair, By field[ref]
	Window    field[cadence.Span]
	Duration  field[cadence.Span]
	Place     field[string]
	Agenda    field[[]field[words]]
	Readers   field[partnership.Readers]
}

func (v *reviewDecl) schema() schema {
	return schema{
		doc: "A regular look back that ends in decisions and tasks.",
		attributes: v.with(true,
			attribute{name: "title", value: spokenLine(&v.Title, titleLimit), doc: "What mails call it; without one its name has to do."},
			attribute{name: "method", required: true, value: oneOf(&v.Method, partnership.ReviewMethods()), doc: "What it looks at."},
			attribute{name: "ask", required: true, value: listOf(&v.Ask, personOrRole), doc: "Who is asked beforehand and takes part."},
			attribute{name: "chair", value: reference(&v.Chair, "person"), doc: "Who leads it."},
			attribute{name: "window", standard: `"5bd"`, value: length(&v.Window), doc: "How long answers are collected."},
			attribute{name: "duration", value: length(&v.Duration), doc: "How long people meet for it, such as \"75m\"; for progress. They are invited with an entry for their calendars, and afterwards the chair is asked what was decided. Without it the review decides by mail. Reviews by other methods are not met for: in a SWOT and about money each answers apart, so that nobody follows who speaks first, and the rest is a step or two that the chair decides by mail; health asks nobody together, and of a renewal each side decides for itself. To talk about their results declare a meeting."},
			attribute{name: "place", value: line(&v.Place, 200), doc: "Where they meet, if they do."},
			attribute{name: "agenda", value: spokenLines(&v.Agenda, 200), doc: "What is on every agenda, a line each."},
			attribute{name: "readers", standard: `"own"`, value: oneOf(&v.Readers, partnership.AllReaders()), doc: "Who reads the amounts in detail; for financial. With own it is the people of the side that said them, and everybody reads what they come to: put in, got, balance. The mail that asks says which."},
			attribute{name: "decides_by", value: reference(&v.By, "decision_rule"), doc: "The rule by which it decides."},
		),
	}
}

// usualReviewWindow is long enough to collect figures from several people.
var usualReviewWindow = cadence.Span{Count: 5, Unit: cadence.BusinessDays}

func (v *reviewDecl) check(s *scope) {
	if v.name == partnership.RenewalName {
		s.report(codeReserved, v.named(), "%q is the review in which it is decided whether the partnership goes on. Choose another name.", v.name)
	}
	v.checkWindow(s, &v.header, v.Window, usualReviewWindow)
	s.checkPeopleIn(v.Ask, &v.header, "asked")
	s.resolve(v.Chair, &v.header)
	s.resolve(v.By, &v.header)
	switch {
	case v.Place.set && !v.Duration.set:
		s.report(codeNoMeeting, v.at(v.Place.at), "Nobody meets for this review, because it says no \"duration\". Add one, such as duration = \"75m\", or remove \"place\".")
	case v.Duration.set && v.Method.set && v.Method.value != partnership.ReviewProgress:
		s.report(codeNoMeeting, v.at(v.Duration.at), "On the day of a review with method = %q people are asked, and there is nothing yet to meet about. Remove \"duration\", or declare a meeting.", v.Method.value)
	}
	if v.Readers.set && v.Method.set && v.Method.value != partnership.ReviewFinancial {
		s.report(codeReaders, v.at(v.Readers.at), "\"readers\" is for amounts of money, and a review with method = %q asks for none. Remove it.", v.Method.value)
	}
}

func (v *reviewDecl) compile(s *scope) partnership.Review {
	readers := v.Readers.value
	if readers == partnership.ReadersOwn {
		readers = "" // and so are the readers whom nobody names
	}
	return partnership.Review{
		ID: v.name, Title: s.say(v.Title), Rule: v.rule(), Method: v.Method.value,
		Ask: s.peopleOf(v.Ask.value), Chair: v.Chair.value.name,
		Window: v.Window.or(usualReviewWindow), Duration: v.Duration.value, Place: v.Place.value, Agenda: s.sayAll(v.Agenda), By: v.By.value.name, Readers: readers,
	}
}

package wording

// Conflict is the wording of what is asked of two sides that disagree (domain
// question bank, procedures 8).
type Conflict struct {
	// Of whoever raises it: with whom, about what, whether they have spoken, who speaks,
	// how things are between them.
	With, About, Spoken, Speaker, Heat   string
	Go                                   string
	Same                                 string // with the number of an earlier one
	SomethingElse, Myself                string
	Calm, Refusing, Leaving, Law         string
	Begin, Write, ReadFirst              string
	Happened, Effect, Need, Wish         string
	AsItIs                               string
	Restate, Confirm, NotQuite           string
	Interests, Option, Another, Criteria string
	Accept, WhatWould                    string
	Do, ByWhen, Sign, Habit, Rule        string
	Holds, Slipped, Reopen               string
	Up, CarryOn, Met, Send               string
	Hold                                 string // whether the goal is on hold meanwhile
	Who                                  string // who speaks for a side instead of somebody
	Await                                string // nobody: they are waited for
	// Part is what somebody owes by an agreement, with the number of the conflict.
	Part string
}

package conflict

import (
	"fmt"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// questions are what an inquiry asks, in the reader's language.
func (s *step) questions(in *Inquiry, words wording.Language) []partnership.Question {
	q := words.Conflict
	switch in.Kind {
	case inquiryEntry:
		return s.entryQuestions(q, words)
	case inquiryBegin:
		return BeginQuestions(q, s.Dispute.Matter.Goal != "")
	case inquiryStatement:
		list := statementQuestions(q, false)
		if in.Side == 0 && s.Dispute.Matter.Goal != "" {
			list = append(list, holdQuestion(q))
		}
		return list
	case inquiryCheck:
		return append([]partnership.Question{optional(yesNo(QuestionAsItIs, q.AsItIs))}, statementQuestions(q, true)...)
	case inquiryRestate:
		return []partnership.Question{text(QuestionRestated, q.Restate)}
	case inquiryConfirm:
		return []partnership.Question{yesNo(QuestionYes, q.Confirm), optional(text(QuestionMissing, q.NotQuite))}
	case inquiryExplore:
		return []partnership.Question{text(QuestionInterest, q.Interests), text(QuestionOption, q.Option), text(QuestionAnother, q.Another), text(QuestionCriteria, q.Criteria)}
	case inquiryProposal:
		return []partnership.Question{yesNo(QuestionYes, q.Accept), optional(text(QuestionMissing, q.WhatWould))}
	case inquiryForward:
		day := partnership.Question{ID: QuestionDay, Kind: partnership.KindDate, Text: q.ByWhen, Plain: true}
		return []partnership.Question{text(QuestionDo, q.Do), day, text(QuestionSign, q.Sign), optional(text(QuestionHabit, q.Habit)), optional(yesNo(QuestionRule, q.Rule))}
	case inquirySpeaker:
		return []partnership.Question{choice(QuestionWho, fmt.Sprintf(q.Who, s.person(in.Content.Speaker).Name), append(names(s.eligible(in.Side)), q.Await)...)}
	default:
		return decisions(in, q)
	}
}

// BeginQuestions are what the other side is asked first: how they want to begin, and,
// where it is about a goal, whether that is on hold meanwhile.
func BeginQuestions(q wording.Conflict, goal bool) []partnership.Question {
	list := []partnership.Question{choice(QuestionBegin, q.Begin, q.Write, q.ReadFirst)}
	if goal {
		list = append(list, holdQuestion(q))
	}
	return list
}

func holdQuestion(q wording.Conflict) partnership.Question {
	return optional(yesNo(QuestionHold, q.Hold))
}

// decisions are the questions that are answered with yes or no.
func decisions(in *Inquiry, q wording.Conflict) []partnership.Question {
	switch in.Kind {
	case inquiryLook:
		return []partnership.Question{yesNo(QuestionYes, q.Holds)}
	case inquiryReopen:
		return []partnership.Question{text(QuestionSlipped, q.Slipped), yesNo(QuestionYes, q.Reopen)}
	case inquiryUp:
		return []partnership.Question{yesNo(QuestionYes, q.Up)}
	case inquiryCarryOn:
		return []partnership.Question{yesNo(QuestionYes, q.CarryOn)}
	case inquiryMeet:
		return []partnership.Question{yesNo(QuestionYes, q.Met)}
	case inquirySend:
		return []partnership.Question{yesNo(QuestionYes, q.Send)}
	case inquirySame:
		return []partnership.Question{yesNo(QuestionYes, fmt.Sprintf(q.Same, in.Content.Follows))}
	default:
		return nil
	}
}

// entryQuestions are what only whoever raised it is asked. What can be only one
// thing is not asked.
func (s *step) entryQuestions(q wording.Conflict, words wording.Language) []partnership.Question {
	var list []partnership.Question
	if others := s.others(); len(others) > 1 && s.Dispute.With == "" {
		list = append(list, choice(QuestionWith, q.With, names(others)...))
	}
	if s.Dispute.Matter.Title == "" {
		list = append(list, choice(QuestionAbout, q.About, s.matterNames(q)...))
	}
	list = append(list, optional(yesNo(QuestionSpoken, q.Spoken)))
	if own := s.colleagues(); len(own) > 0 {
		list = append(list, optional(choice(QuestionSpeaker, q.Speaker, append([]string{q.Myself}, names(own)...)...)))
	}
	return append(list, optional(choice(QuestionHeat, q.Heat, q.Calm, q.Refusing, q.Leaving, q.Law)), yesNo(QuestionGo, q.Go))
}

// matterNames are what it can be about, and what they do together.
func (c *Conflict) matterNames(q wording.Conflict) []string {
	var list []string
	for _, m := range c.Matters {
		list = append(list, m.Title)
	}
	return append(list, q.SomethingElse)
}

func (c *Conflict) colleagues() []Person {
	raiser := c.person(c.Dispute.Raiser)
	return c.peopleOf(func(p Person) bool { return p.Party == raiser.Party && p.ID != raiser.ID })
}

func names(people []Person) []string {
	var list []string
	for _, p := range people {
		list = append(list, p.Name)
	}
	return list
}

func statementQuestions(q wording.Conflict, again bool) []partnership.Question {
	list := []partnership.Question{text(QuestionHappened, q.Happened), text(QuestionEffect, q.Effect), text(QuestionNeed, q.Need), text(QuestionWish, q.Wish)}
	if again {
		for i := range list {
			list[i] = optional(list[i])
		}
	}
	return list
}

func yesNo(id, text string) partnership.Question {
	return partnership.Question{ID: id, Kind: partnership.KindYesNo, Text: text, Plain: true}
}

func text(id, text string) partnership.Question {
	return partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Lasting: true}
}

func choice(id, text string, of ...string) partnership.Question {
	return partnership.Question{ID: id, Kind: partnership.KindChoice, Text: text, Choices: slices.Clone(of), Plain: true}
}

func optional(q partnership.Question) partnership.Question {
	q.Optional = true
	return q
}

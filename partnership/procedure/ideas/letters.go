package ideas

import (
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/significance"
)

// PartExpect begins the part of a letter's writings that is what a party expects; the party
// follows. Proposals have their numbers instead.
const PartExpect = "expect/"

// Board is what the mails of a round show. The words of the proposals are in the letter's
// writings, under their numbers.
type Board struct {
	// First says that the partnership has no goals yet.
	First     bool   `json:"first,omitempty"`
	Proposals []Line `json:"proposals,omitempty"`
	// Silent are the parties that have proposed nothing.
	Silent []string `json:"silent,omitempty"`
	// Asked were to weigh, and Weighed have.
	Asked   int `json:"asked,omitempty"`
	Weighed int `json:"weighed,omitempty"`
	// Given is what the parties give the proposals.
	Given []significance.Party `json:"given,omitempty"`
	// Over says that nothing is asked any more, and Own are the reader's own proposals.
	Over bool  `json:"over,omitempty"`
	Own  []int `json:"own,omitempty"`
	// Moved is why an admin ended the part before.
	Moved string `json:"moved,omitempty"`
}

// Line is a proposal as a mail shows it.
type Line struct {
	Competing string                `json:"competing,omitempty"` // ID
	Decision  significance.Decision `json:"decision,omitempty"`
	Said      []Said                `json:"said,omitempty"`
}

func (s *step) desk() asking.Desk {
	d := asking.Desk{
		Base: &s.Base, Out: s.out, Now: s.now, About: s.Occasion.Name, Title: s.title(), Until: s.Until,
		Sealed: s.Stage == Proposing || s.Stage == Weighing, Personal: s.Stage == Proposing || s.Stage == Weighing,
		Content: procedure.Encode(s.board()),
	}
	switch s.Stage {
	case Proposing:
		d.Template = TemplateAsk
		return d
	case Weighing:
		d.Template = TemplateOpened
	case Deciding, Done:
		d.Template = TemplateResult
	}
	d.Writings = s.writings()
	return d
}

func (i *Ideas) board() Board {
	b := Board{First: i.First, Moved: i.Moved, Over: i.Stage == Done}
	if i.Stage == Proposing {
		return b
	}
	for n, p := range i.Proposals {
		line := Line{Competing: p.Competing}
		if b.Over {
			line.Said = i.verdicts(n + 1)
			line.Decision = decision(line.Said)
		}
		b.Proposals = append(b.Proposals, line)
	}
	b.Silent = i.silent()
	if i.Stage != Weighing {
		b.Given = i.Given
		b.Asked, b.Weighed = i.Weighing.Counts()
	}
	return b
}

// silent are the parties of which nobody has proposed anything.
func (i *Ideas) silent() []string {
	var list []string
	for _, a := range i.Proposing.Asks {
		proposes := slices.ContainsFunc(i.Proposals, func(p Proposal) bool {
			return slices.ContainsFunc(p.Writings, func(w procedure.Writing) bool { return i.partyOf(w.By) == a.Party })
		})
		if !proposes {
			list = append(list, a.Party)
		}
	}
	return procedure.Once(list)
}

// partyOf is the party of somebody who was asked to propose.
func (i *Ideas) partyOf(person string) string {
	n := slices.IndexFunc(i.Proposing.Asks, func(a asking.Ask) bool { return a.Person == person })
	if n < 0 {
		return ""
	}
	return i.Proposing.Asks[n].Party
}

// writings are the words of all proposals, for a letter to show, and when they are opened
// what each party expects. Whose a proposal is is nobody's business.
func (i *Ideas) writings() []procedure.Writing {
	var list []procedure.Writing
	for n, p := range i.Proposals {
		for _, w := range p.Writings {
			list = append(list, procedure.Writing{Ask: w.Ask, Question: w.Question, Number: n + 1})
		}
	}
	if i.Stage != Weighing {
		return list
	}
	for _, w := range i.Written {
		if w.Part == QuestionExpect {
			list = append(list, procedure.Writing{Ask: w.Ask, Question: w.Question, Part: PartExpect + i.partyOf(w.By)})
		}
	}
	return list
}

// Words are those of a proposal that several have made in much the same words: each of them
// once, whatever its case and the signs at its ends.
func Words(texts []string) string {
	bare := func(text string) string { return strings.ToLower(strings.Trim(text, " .!?;:,\"«»“”")) }
	var said []string
	for _, text := range texts {
		text = strings.Join(strings.Fields(text), " ")
		if text != "" && !slices.ContainsFunc(said, func(known string) bool { return bare(known) == bare(text) }) {
			said = append(said, text)
		}
	}
	return strings.Join(said, " / ")
}

// Round is what is kept of a round for good: every proposal, where its words are, what the
// parties give it, and what became of it, with the reasons.
type Round struct {
	Name      string               `json:"name"`
	Date      string               `json:"date"`
	At        time.Time            `json:"at"`
	Workflow  string               `json:"workflow"`
	Stage     Stage                `json:"stage"`
	Proposals []Kept               `json:"proposals,omitempty"`
	Given     []significance.Party `json:"given,omitempty"`
}

// Kept is a proposal as it is kept.
type Kept struct {
	Proposal
	Decision significance.Decision `json:"decision,omitempty"`
	Said     []Said                `json:"said,omitempty"`
}

// Round is what is to be kept of the round.
func (i *Ideas) Round() Round {
	r := Round{Name: i.Occasion.Name, Date: i.Occasion.Date, At: i.Occasion.At, Workflow: i.Workflow, Stage: i.Stage, Given: i.Given}
	for n, p := range i.Proposals {
		said := i.verdicts(n + 1)
		r.Proposals = append(r.Proposals, Kept{Proposal: p, Said: said, Decision: decision(said)})
	}
	return r
}

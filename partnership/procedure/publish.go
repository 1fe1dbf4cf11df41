package procedure

import (
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/opinion"
)

// Publish has what people answered in a survey counted, once and for all, and asks for a
// Published event. The figures that may be seen are kept; of an anonymous survey nothing
// else is.
type Publish struct {
	Slug   string `json:"slug"`
	Survey string `json:"survey"` // as declared
	Date   string `json:"date"`   // of the round
	Asked  int    `json:"asked"`  // how many were really asked
	// Voters are all who may have answered, with their asks.
	Voters []Voter      `json:"voters,omitempty"`
	Rule   opinion.Rule `json:"rule,omitzero"`
	// Named says that the survey is not anonymous: answers lie sealed until they are
	// counted, under the names of who gave them.
	Named bool `json:"named,omitempty"`
	// Discard has everything deleted and nothing counted: the survey was withdrawn.
	Discard bool `json:"discard,omitempty"`
}

// Voter is somebody who was asked in a survey.
type Voter struct {
	Ask    string `json:"ask"`
	Person string `json:"person"`
	Party  string `json:"party"`
}

// Publication answers a Publish effect: what a step has to know of a result. The other
// figures are in the store, where letters are composed; nobody's answer is in either.
type Publication struct {
	Answered int `json:"answered"`
	// Shown says that there are figures that may be seen, Remarks how much was written that
	// may be read.
	Shown   bool `json:"shown,omitempty"`
	Remarks int  `json:"remarks,omitempty"`
	// Least is the party that is least content, if it is clear which.
	Least string `json:"least,omitempty"`
	// Findings are for whoever looks back on the result.
	Findings opinion.Findings `json:"findings,omitzero"`
	// Content is how content each party is that has figures of its own, or all together
	// where none has.
	Content []Content `json:"content,omitempty"`
}

// Content is how content a party is, from 0 to 100, by figures that may be seen (F7);
// without a party that of all together.
type Content struct {
	Party string          `json:"party,omitempty"`
	Index decimal.Decimal `json:"index"`
}

// PublicationOf is what a step has to know of a round that was counted.
func PublicationOf(w opinion.Wave, remarks int) Publication {
	p := Publication{Answered: w.Answered, Shown: w.Published(), Remarks: remarks, Findings: w.Findings(), Content: contentOf(w)}
	if least, ok := w.Least(); ok && least.Clear {
		p.Least = least.Party
	}
	return p
}

func contentOf(w opinion.Wave) []Content {
	var list []Content
	for _, g := range w.Groups {
		if c := w.Content(g.Party, ""); c.Index.OK {
			list = append(list, Content{Party: g.Party, Index: c.Index.Value.Round(1)})
		}
	}
	if all := w.Content(opinion.All, ""); len(list) == 0 && all.Index.OK {
		list = append(list, Content{Index: all.Index.Value.Round(1)})
	}
	return list
}

func (Publish) effect() {}

package procedure

import (
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Heard is a command that somebody has written, for the partnership to carry out
// or to keep.
type Heard struct {
	partnership.Command
	Person string `json:"person"`
	Reply  string `json:"reply"`            // ID
	Source string `json:"source,omitempty"` // the Message-ID that it came from
	Of     string `json:"of,omitempty"`     // the workflow that the mail was about
	// Unfit says why a notice does not count.
	Unfit Unfit `json:"unfit,omitempty"`
}

// Reaction is what became of a command, for whoever wrote it.
type Reaction struct {
	partnership.Command
	Result Result `json:"result"`
	// Names are people to choose from where a name means nobody, or several.
	Names []string `json:"names,omitempty"`
}

// Result says what became of a command. Values are written into the outbox.
type Result string

// The results.
const (
	ResultDone     Result = "done"     // it was carried out
	ResultUnkept   Result = "unkept"   // it was not carried out, is kept nowhere and shown to nobody
	ResultUnclear  Result = "unclear"  // what it needs could not be read
	ResultPersonal Result = "personal" // what was asked is for the person alone
	ResultNothing  Result = "nothing"  // there is nothing that it could be about
	ResultNobody   Result = "nobody"   // the name belongs to no colleague
	ResultProposed Result = "proposed" // the lead is asked
)

// React says what becomes of a command that needs nothing but the partnership.
// What was answered under seal is kept nowhere.
func React(c partnership.Command, sealed bool) Reaction {
	r := Reaction{Command: c, Result: ResultDone}
	switch form := c.Name.Form(); {
	case c.Name == partnership.CommandConflict: // what was written behind it is kept nowhere
		r.Argument = ""
	case c.Name == partnership.CommandNotice: // also without a reason: it may be asked for
	case c.Name == partnership.CommandAway:
		if _, err := cadence.ParseDate(c.Argument); err != nil {
			r.Result = ResultUnclear
		}
	case sealed && form.Fate != partnership.FateItem && (form.Takes == partnership.TakesText || c.Name == partnership.CommandDispute):
		r.Result, r.Argument = ResultUnkept, ""
	case c.Name == partnership.CommandDispute:
		if _, _, ok := partnership.ReadDispute(c.Argument); !ok {
			r.Result = ResultUnclear
		}
	case form.Takes == partnership.TakesText && form.Fate != partnership.FateItem && strings.TrimSpace(c.Argument) == "":
		r.Result = ResultUnclear
	case c.Name == partnership.CommandDelegate, form.Fate == partnership.FateItem:
		r.Result = ResultNothing
	}
	return r
}

// Elsewhere reports whether what became of a command is said by whoever carries it
// out, in a mail of its own: only they know.
func (r Reaction) Elsewhere() bool {
	return (r.Name == partnership.CommandNotQuite || r.Name == partnership.CommandNotice || r.Name == partnership.CommandVote) && r.Result == ResultDone
}

// Answering names the mail that answers a command at once, if one does.
func Answering(c partnership.Command) (Template, bool) {
	switch c.Name {
	case partnership.CommandStatus:
		return TemplateStatus, true
	case partnership.CommandHelp:
		return TemplateHelp, true
	case partnership.CommandGoals:
		return TemplateGoals, true
	case partnership.CommandResources:
		return TemplateResources, true
	default:
		return "", false
	}
}

// Orders are what somebody asks of the partnership in one mail.
type Orders []Heard

// Stops reports whether the person wants no more mail from now on.
func (o Orders) Stops() bool {
	stops := false
	for _, h := range o {
		stops = h.Name == partnership.CommandStop || stops && h.Name != partnership.CommandStart
	}
	return stops
}

// Orders lists what a reply's commands ask of the partnership. Nothing is asked
// that could not be read or that nobody may know of.
func (r Reply) Orders() Orders {
	var heard Orders
	for _, c := range r.Commands {
		if _, answered := Answering(c); answered || c.Name == partnership.CommandDelegate {
			continue
		}
		if result := React(c, r.Sealed).Result; result == ResultDone {
			heard = append(heard, Heard{Command: c, Person: r.Person, Reply: r.ID, Source: r.Source, Unfit: r.unfit(c)})
		}
	}
	return heard
}

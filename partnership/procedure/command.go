package procedure

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/spelling"
)

// CommandName is the name of an admin command and of its workflow update. The
// values are written into histories: never change one.
type CommandName string

// The admin commands.
const (
	Pause     CommandName = "pause"
	Resume    CommandName = "resume"
	RecordKPI CommandName = "record-kpi"
	AnswerFor CommandName = "answer-for"
	EndNow    CommandName = "end"
	ApplySpec CommandName = "apply-spec"

	CompleteMilestone CommandName = "complete-milestone"
	Reschedule        CommandName = "reschedule"
	Waive             CommandName = "waive"

	RaiseConflict  CommandName = "raise-conflict"
	MoveConflict   CommandName = "move-conflict"
	RecordExternal CommandName = "record-external"
	CloseConflict  CommandName = "close-conflict"

	AddCommitment      CommandName = "add-commitment"
	CompleteCommitment CommandName = "complete-commitment"
	DropCommitment     CommandName = "drop-commitment"

	CorrectEntry CommandName = "correct-entry"

	BeginAgreement CommandName = "begin-agreement"

	BeginExit    CommandName = "begin-exit"
	RecordBreach CommandName = "record-breach"
	RecordCured  CommandName = "record-cured"

	BeginIdeas CommandName = "begin-ideas"
	BeginVote  CommandName = "begin-vote"
	EndStage   CommandName = "end-stage"

	SendReport CommandName = "send-report"

	MoveMeeting   CommandName = "move-meeting"
	CancelMeeting CommandName = "cancel-meeting"
	RecordMinutes CommandName = "record-minutes"

	// About those who are asked, and about who is there.
	Remind CommandName = "remind"
	Resend CommandName = "resend"
	Extend CommandName = "extend"
	Away   CommandName = "away"
)

// What an admin does with a mail in quarantine: commands to the watch over the
// mailbox.
const (
	ReplayMail  CommandName = "replay-mail"
	DismissMail CommandName = "dismiss-mail"
)

// Command is an admin's order. Which fields count depends on Name, and ID makes
// a repeated delivery harmless.
type Command struct {
	ID     string      `json:"id,omitempty"`
	Name   CommandName `json:"name,omitempty"`
	By     string      `json:"by,omitempty"`
	Reason string      `json:"reason,omitempty"`
	KPI    string      `json:"kpi,omitempty"`
	Value  Text        `json:"value,omitempty"`
	// Date is the day that a value speaks of; today unless given.
	Date   string `json:"date,omitempty"`
	Person string `json:"person,omitempty"`
	// Goal and Milestone name a milestone, To the day to which it is moved.
	Goal      string `json:"goal,omitempty"`
	Milestone string `json:"milestone,omitempty"`
	To        string `json:"to,omitempty"`
	// Until is the last day of an absence.
	Until string `json:"until,omitempty"`
	// Commitment names an item by its ID. What, Owner, Due and For are those of a new
	// one.
	Commitment string `json:"commitment,omitempty"`
	What       string `json:"what,omitempty"`
	Owner      string `json:"owner,omitempty"`
	Due        string `json:"due,omitempty"`
	For        string `json:"for,omitempty"`
	// Conflict is the number of one, With is with whom a new one is, Level or Stage the
	// one to which it is moved and Outcome how it is closed.
	Conflict Text    `json:"conflict,omitempty"`
	With     string  `json:"with,omitempty"`
	Level    string  `json:"level,omitempty"`
	Stage    string  `json:"stage,omitempty"`
	Outcome  Outcome `json:"outcome,omitempty"`
	// Ideas names a round in which goals are found.
	Ideas string `json:"ideas,omitempty"`
	// Report names a report of the spec.
	Report string `json:"report,omitempty"`
	// Rule is the decision rule of a vote, on What.
	Rule string `json:"rule,omitempty"`
	// Party is the one that has broken something.
	Party string `json:"party,omitempty"`
	// Entry is the ID of a line of the ledger, and Amount what it was to say.
	Entry  string `json:"entry,omitempty"`
	Amount Text   `json:"amount,omitempty"`
	// Deal and Shares say of which deal an entry is, and which parts the parties have in it.
	Deal   string              `json:"deal,omitempty"`
	Shares []partnership.Share `json:"shares,omitempty"`
	// Present were at a meeting, with what was decided there and who does what.
	Present   []string        `json:"present,omitempty"`
	Decisions []TypedDecision `json:"decisions,omitempty"`
	Actions   []TypedAction   `json:"actions,omitempty"`
	// Mail is the inbox ID of a mail in quarantine, and Partnership the slug of the
	// one that it is about, if the mail does not show it.
	Mail        string `json:"mail,omitempty"`
	Partnership string `json:"partnership,omitempty"`
	// Answers are "question: value" pairs as an admin types them.
	Answers []TypedAnswer `json:"answers,omitempty"`
	// Spec is what apply-spec brings, and Planned the digest that the change was
	// planned against; empty: whatever is in force may be replaced.
	Spec    *partnership.Spec `json:"spec,omitempty"`
	Planned string            `json:"planned,omitempty"`
	// Proposed is the digest of the amendment that was open when the change was planned,
	// and Consent how and when all parties agreed elsewhere: nobody is asked then.
	Proposed string `json:"proposed,omitempty"`
	Consent  string `json:"consent,omitempty"`

	// malformed says what is wrong with the input. It is kept instead of failing
	// the decoding, so that the admin reads our words and not the decoder's.
	malformed error
}

// TypedAnswer is an answer that an admin enters for somebody: 130, "yes",
// "2026-12-01" or text, as the question's kind wants it.
type TypedAnswer struct {
	Question string `json:"question"`
	Value    Text   `json:"value"`
}

// TypedDecision is something that was decided, with the parties that were for it and those that
// were not.
type TypedDecision struct {
	What      string   `json:"what"`
	For       []string `json:"for,omitempty"`
	Against   []string `json:"against,omitempty"`
	Abstained []string `json:"abstained,omitempty"`
}

// TypedAction is something that somebody does, by a day if one was named.
type TypedAction struct {
	Owner string `json:"owner"`
	What  string `json:"what"`
	Due   string `json:"due,omitempty"`
}

// Text is what an admin types as JSON: 130 and "130" are the same.
type Text string

// UnmarshalJSON takes a string, a number or a truth value.
func (t *Text) UnmarshalJSON(b []byte) error {
	var s string
	switch b = bytes.TrimSpace(b); {
	case len(b) > 0 && b[0] == '"':
		if err := json.Unmarshal(b, &s); err != nil {
			return err
		}
	case bytes.Equal(b, []byte("null")):
	case len(b) > 0 && (b[0] == '{' || b[0] == '['):
		return errors.New("want a number or a text")
	default:
		s = string(b)
	}
	*t = Text(s)
	return nil
}

// commandFields are what an admin may write, in the order of messages.
var commandFields = []string{"reason", "kpi", "value", "date", "person", "answers", "goal", "milestone", "to", "commitment", "what", "owner", "due", "for", "conflict", "with", "level", "stage", "outcome", "ideas", "report", "party", "entry", "amount", "deal", "shares", "present", "decisions", "actions", "until", "mail", "partnership"}

// answerFields are what an admin may write in each of the answers and shares.
var answerFields = []string{"question", "value", "party", "percent", "what", "for", "against", "abstained", "owner", "due"}

// UnmarshalJSON reads a command and keeps what is wrong with it for Malformed.
func (c *Command) UnmarshalJSON(b []byte) error {
	type plain Command
	b = unwrapped(b)
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.DisallowUnknownFields()
	err := decoder.Decode((*plain)(c))
	if err != nil {
		c.malformed = explain(err)
	}
	return nil
}

// explain words what the decoder found.
func explain(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		if kind.Field == "" {
			return fmt.Errorf("want an object such as {\"reason\": \"...\"}, found %s", found(kind.Value))
		}
		return fmt.Errorf("%s: found %s where %s is wanted", kind.Field, found(kind.Value), wanted(kind.Type.Kind().String()))
	}
	if name, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); unknown {
		name = strings.Trim(name, `"`)
		known := strings.Join(commandFields, ", ")
		if guess := spelling.Nearest(name, slices.Concat(commandFields, answerFields)); guess != "" {
			return fmt.Errorf("no field is named %q; did you mean %q? There are %s", name, guess, known)
		}
		return fmt.Errorf("no field is named %q; there are %s", name, known)
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

// found says in plain words what the decoder calls by its own.
func found(value string) string {
	switch value {
	case "array":
		return "a list"
	case "object":
		return "an object"
	case "bool":
		return "true or false"
	case "string":
		return "a text"
	default:
		return "a number"
	}
}

func wanted(kind string) string {
	switch kind {
	case "slice":
		return `a list such as [{"question": "mql", "value": 130}]`
	case "struct":
		return "an object"
	default:
		return "a text in quotes"
	}
}

// Malformed says what is wrong with the form of a command, or nothing.
func (c Command) Malformed() error {
	if c.malformed == nil {
		return nil
	}
	return fmt.Errorf("read %s: %w", c.Name, c.malformed)
}

// Refusal is a refusal that programs tell apart from others by its code.
type Refusal struct{ Code, Text string }

// Error says why.
func (r *Refusal) Error() string { return r.Text }

// RefusalMoved says that the spec in force is not the one that a change was
// planned against. Planning again helps, trying again does not.
const RefusalMoved = "Moved"

package understand

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// ExplanationVersion is the format version of Explanation. It rises when a
// reader of the old form would misread the new one.
const ExplanationVersion = 1

// Explanation is an Understanding in the form that admins and programs read.
// Its arrays are never null.
type Explanation struct {
	FormatVersion int                   `json:"format_version"`
	Class         Class                 `json:"class"`
	Text          string                `json:"text"`
	Answers       []ExplainedAnswer     `json:"answers"`
	Commands      []partnership.Command `json:"commands"`
	Open          []string              `json:"open"`
	Problems      []string              `json:"problems"`
	// Forward says that the mail hands on another one, and LeftOut is what was kept
	// out of the text by a guess, or was handed on.
	Forward bool   `json:"forward,omitempty"`
	LeftOut string `json:"left_out,omitempty"`
	// Promised says that an answer will come, Until is the day named for it, and
	// Away the last day of an absence (RFC 3339 full-dates, or nothing).
	Promised bool   `json:"promised,omitempty"`
	Until    string `json:"until,omitempty"`
	Away     string `json:"away,omitempty"`
	// Bounce is what procedures see of a bounce.
	Bounce *ExplainedBounce `json:"bounce,omitempty"`
}

// ExplainedBounce is what a bounce says about one recipient.
type ExplainedBounce struct {
	Recipient string `json:"recipient"`
	// Kind is "hard" if the address will never take mail again as it is, "soft"
	// otherwise.
	Kind   string `json:"kind"`
	Reason string `json:"reason"` // one word, such as "userunknown"
	// Status is the enhanced status code of RFC 3463, and ReplyCode that of SMTP.
	Status    string `json:"status"`
	ReplyCode string `json:"reply_code"`
	// Original is the Message-ID of the mail that came back.
	Original string `json:"original"`
}

// ExplainedAnswer is one answer. Value is a JSON number, a boolean, a string
// (text, a choice, or a date as RFC 3339 full-date), or null for "don't know".
type ExplainedAnswer struct {
	Question string `json:"question"`
	Value    any    `json:"value"`
	Unit     string `json:"unit"`
	Raw      string `json:"raw"`
	From     string `json:"from,omitempty"` // where in an attached table
	// Deals are the parts of an amount that several parties share.
	Deals []partnership.Deal `json:"deals,omitempty"`
	// Provisional and Unlikely are those of partnership.Answer.
	Provisional bool `json:"provisional,omitempty"`
	Unlikely    bool `json:"unlikely,omitempty"`
}

// Explain puts an understanding into the form of an Explanation.
func Explain(u Understanding) Explanation {
	e := Explanation{
		FormatVersion: ExplanationVersion,
		Class:         u.Class,
		Text:          u.Text,
		Answers:       make([]ExplainedAnswer, 0, len(u.Answers)),
		Commands:      append([]partnership.Command{}, u.Commands...),
		Open:          append([]string{}, u.Open...),
		Problems:      append([]string{}, u.Problems...),
		Forward:       u.Forward,
		LeftOut:       u.LeftOut,
	}
	for _, a := range u.Answers {
		e.Answers = append(e.Answers, ExplainedAnswer{
			Question: a.Question, Value: plainValue(a.Value), Unit: a.Unit, Raw: a.Raw, From: a.From, Deals: a.Deals, Provisional: a.Provisional, Unlikely: a.Unlikely,
		})
	}
	if u.Promise != nil {
		e.Promised = true
		if !u.Promise.Until.IsZero() {
			e.Until = u.Promise.Until.String()
		}
	}
	if u.Away != nil {
		e.Away = u.Away.String()
	}
	if b := u.Bounce; b != nil {
		e.Bounce = &ExplainedBounce{
			Recipient: b.Recipient, Kind: "soft", Reason: b.Reason, Status: b.Status, ReplyCode: b.ReplyCode, Original: b.OriginalMessageID,
		}
		if b.Hard {
			e.Bounce.Kind = "hard"
		}
	}
	return e
}

// plainValue gives a value as what encoding/json writes without its type.
func plainValue(v partnership.Value) any {
	switch {
	case v.Number != nil:
		return json.Number(v.Number.String())
	case v.Bool != nil:
		return *v.Bool
	case v.Date != nil:
		return v.Date.String()
	case v.Text != nil:
		return *v.Text
	default:
		return nil
	}
}

// ReadQuestions reads a questions file: a JSON array of questions as in
// partnership.Question. All mistakes are reported by position and ID.
func ReadQuestions(data []byte) ([]partnership.Question, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var questions []partnership.Question
	if err := dec.Decode(&questions); err != nil {
		return nil, fmt.Errorf("read questions: want an array of questions: %w", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, fmt.Errorf("read questions: text after the array")
	}
	var faults []string
	seen := make(map[string]bool)
	for i, q := range questions {
		if fault := questionFault(q, seen); fault != "" {
			faults = append(faults, fmt.Sprintf("question %d (%q): %s", i+1, q.ID, fault))
		}
		seen[q.ID] = true
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("read questions: %s", strings.Join(faults, "; "))
	}
	return questions, nil
}

func questionFault(q partnership.Question, seen map[string]bool) string {
	kinds := partnership.QuestionKinds()
	switch {
	case strings.TrimSpace(q.ID) == "":
		return "the id is missing"
	case seen[q.ID]:
		return "the id is used twice"
	case !slices.Contains(kinds, q.Kind):
		return fmt.Sprintf("unknown kind %q, want one of %s", q.Kind, joinKinds(kinds))
	case q.Kind == partnership.KindChoice && len(q.Choices) == 0:
		return "a choice needs choices"
	case q.Min != nil && q.Max != nil && q.Max.LessThan(*q.Min):
		return fmt.Sprintf("min %s is above max %s", q.Min, q.Max)
	default:
		return ""
	}
}

func joinKinds(kinds []partnership.QuestionKind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = string(k)
	}
	return strings.Join(names, ", ")
}

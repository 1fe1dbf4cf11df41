package procedure

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/opinion"
)

// Template names a mail to people, in rehearsals and in statistics. A kind's own
// are named where the kind is.
type Template string

// The templates that every kind uses.
const (
	TemplateReceipt Template = "receipt" // what was understood, what is open
	TemplateClosed  Template = "closed"  // a reply came after its procedure had closed
	TemplateStatus  Template = "status"  // answer to STATUS
	TemplateHelp    Template = "help"    // answer to HELP
	// Answers to GOALS and RESOURCES.
	TemplateGoals     Template = "goals"
	TemplateResources Template = "resources"
	TemplateNotice    Template = "notice" // notices that found no letter to ride along with
	// PhrasesNews are the words of one mail with such notices of several partnerships.
	PhrasesNews Template = "news"
	// TemplateAllClear tells whoever was told of trouble that it is over; each
	// procedure has phrases of its own for it.
	TemplateAllClear Template = "all-clear"
	// TemplateToday is the one numbered mail of a person's day, in which asks stand
	// together that need only a line.
	TemplateToday Template = "today"
	// TemplateAlarms is the one mail of a person's day in which alarms stand together.
	TemplateAlarms Template = "alarms"
	// TemplateSignatures is the one numbered mail to somebody who signs in several
	// partnerships.
	TemplateSignatures Template = "signatures"
	// TemplateWelcomes is the one numbered mail to somebody who is welcomed in several
	// partnerships.
	TemplateWelcomes Template = "welcomes"
	// PhrasesAnswers word the one receipt for an answer to several procedures.
	PhrasesAnswers Template = "answers"
)

// Form is the skeleton that a letter is written on. Values are written into the
// outbox: never change one.
type Form string

// The forms.
const (
	FormAsk      Form = "ask"      // asks, and waits for an answer
	FormReminder Form = "reminder" // asks again
	FormReceipt  Form = "receipt"
	FormClosed   Form = "closed"
	FormNotice   Form = "notice" // tells, and wants nothing
	FormStatus   Form = "status"
	FormHelp     Form = "help"
	FormAnswer   Form = "answer" // answers a command with lines of its own
)

// Letter is one mail as a procedure thinks of it: names and values, no wording.
// The wording is the composer's, in the reader's language. Several letters may
// travel in one mail.
type Letter struct {
	// Key is unique within the workflow: "ask/vera", "remind-1/vera".
	Key      string   `json:"key"`
	Template Template `json:"template"`
	Form     Form     `json:"form"`
	// Phrases names the kind's own words where the template is one of all kinds:
	// the receipt of a check-in speaks of a check-in.
	Phrases  Template `json:"phrases,omitempty"`
	Slug     string   `json:"slug"`
	Spec     string   `json:"spec"` // digest of the spec that it speaks of
	Workflow string   `json:"workflow"`
	Person   string   `json:"person"` // who gets it
	// Reader gets it in the person's place, if that is somebody whom the spec does
	// not know.
	Reader *Reader `json:"reader,omitempty"`
	// Ask is the ID of the ask that replies to this letter belong to.
	Ask string `json:"ask"`
	// Opens says that the letter asks something that was not asked before.
	Opens bool `json:"opens,omitempty"`
	// About names the procedure as declared ("fortnightly").
	About string `json:"about,omitempty"`
	// At is when the procedure decided to write it.
	At time.Time `json:"at"`
	// NotBefore is when the letter may go out at the earliest.
	NotBefore time.Time `json:"not_before,omitzero"`
	// Urgent letters go out at any hour: answers to a mail that somebody has just
	// written.
	Urgent bool `json:"urgent,omitempty"`
	// Until is when it is too late to send the letter; a notice that nothing took
	// along goes alone then.
	Until time.Time `json:"until,omitzero"`
	// Topic makes a newer notice to the same person replace an older one.
	Topic string `json:"topic,omitempty"`
	// Rides says that the letter waits for another to take it along.
	Rides bool `json:"rides,omitempty"`
	// Follows is the key of an earlier letter of the workflow: this one takes back
	// what that one said, and goes out only if that one did or will.
	Follows string `json:"follows,omitempty"`
	// FollowsAny are keys of earlier letters of the workflow of which one is enough, and
	// Unless those of which none may go out: this one says what they would have.
	FollowsAny []string `json:"follows_any,omitempty"`
	Unless     []string `json:"unless,omitempty"`
	// Writings are what people wrote under seal, for this reader to read.
	Writings []Writing `json:"writings,omitempty"`
	// Result is the workflow of a survey whose figures the letter shows. Rounds and Remarks
	// are filled in where the letter is composed, and written nowhere: the rounds up to that
	// one, the oldest first, and what people wrote in it.
	Result  string           `json:"result,omitempty"`
	Rounds  []opinion.Wave   `json:"-"`
	Remarks []opinion.Remark `json:"-"`
	// Accounts says that the letter shows the ledger of the partnership, which is filled in
	// where the letter is composed.
	Accounts bool           `json:"accounts,omitempty"`
	Ledger   []ledger.Entry `json:"-"`
	// Log says that the letter shows what was decided together, which is filled in where the
	// letter is composed.
	Log     bool       `json:"log,omitempty"`
	Decided []Decision `json:"-"`
	// Dates says that the letter shows what has become of milestones, which is filled in where
	// the letter is composed.
	Dates bool        `json:"dates,omitempty"`
	Days  []AgreedDay `json:"-"`
	// Asking is what all letters about questions share.
	Asking
	// Content belongs to the template; its viewer decodes it.
	Content json.RawMessage `json:"content,omitempty"`
	// Parts are the letters that stand together in this one. Only the postman joins
	// letters: no procedure writes one with parts.
	Parts []Letter `json:"parts,omitempty"`
	// InReplyTo is the Message-ID of the mail that this one answers.
	InReplyTo string `json:"in_reply_to,omitempty"`
	// Divided is the ID of that mail, if several procedures were told of it: their
	// receipts stand together.
	Divided string `json:"divided,omitempty"`
}

// Part is an ask that stands together with others in one mail.
type Part struct {
	Ask       string                 `json:"ask"`
	Workflow  string                 `json:"workflow"`
	Questions []partnership.Question `json:"questions"`
}

// Asking is what letters about questions say.
type Asking struct {
	// For is the person in whose place the reader is asked, if that is another.
	For string `json:"for,omitempty"`
	// Delegated is who has passed the questions on to the reader.
	Delegated string `json:"delegated,omitempty"`
	// Window is counted from the moment at which the letter goes out. Due is its
	// end once that is known.
	Window    Window                 `json:"window,omitzero"`
	Due       time.Time              `json:"due,omitzero"`
	Questions []partnership.Question `json:"questions,omitempty"`
	// Understood, Open and Problems belong to receipts: what was understood so
	// far, the IDs of questions still open, and what could not be read.
	Understood []partnership.Answer `json:"understood,omitempty"`
	Open       []string             `json:"open,omitempty"`
	Problems   []string             `json:"problems,omitempty"`
	// Unopened are attachments of the reply, by their names, that nobody read.
	Unopened []string `json:"unopened,omitempty"`
	// Replaced are the answers that the new ones took the place of.
	Replaced []partnership.Answer `json:"replaced,omitempty"`
	// Kept are questions whose answers could not be corrected any more.
	Kept []string `json:"kept,omitempty"`
	// Reactions say what became of commands.
	Reactions []Reaction `json:"reactions,omitempty"`
	// Complete says that nothing more is needed of the person.
	Complete bool `json:"complete,omitempty"`
	// Late says that the answer came after the window had closed.
	Late bool `json:"late,omitempty"`
	// Number and Of count reminders, from 1.
	Number int `json:"number,omitempty"`
	Of     int `json:"of,omitempty"`
	// Promised is the day by which the person has promised to answer.
	Promised time.Time `json:"promised,omitzero"`
	// Departure is what the person has said of leaving.
	Departure *Departure `json:"departure,omitempty"`
	// Away is the last day of an absence that a receipt takes note of.
	Away string `json:"away,omitempty"`
	// Passed says that the person's lead hears that the answer could not be
	// understood.
	Passed bool `json:"passed,omitempty"`
	// By names the admin who answered for the person, and Reason says why.
	By     string `json:"by,omitempty"`
	Reason string `json:"reason,omitempty"`
	// Sealed says that the answers are in the store only.
	Sealed bool `json:"sealed,omitempty"`
	// Anonymous says that they are ballots: no letter repeats them, not even to whoever gave
	// them. Again says that there were earlier ones, in whose place they have come.
	Anonymous bool `json:"anonymous,omitempty"`
	Again     bool `json:"again,omitempty"`
	// Explained says of what was understood and has no effect why, and what would.
	Explained []Explanation `json:"explained,omitempty"`
}

// Explanation is why something that was understood has no effect. Why names a
// phrase of the kind; what else is set depends on it.
type Explanation struct {
	Why    string `json:"why"`
	Item   string `json:"item,omitempty"`   // what it is about, in words
	Day    string `json:"day,omitempty"`    // that was understood
	Limit  string `json:"limit,omitempty"`  // the day that decides
	Person string `json:"person,omitempty"` // who could
}

// Window is how long somebody has to answer, and when reminders go out.
type Window struct {
	Span   cadence.Span   `json:"span,omitzero"`
	Remind []cadence.Span `json:"remind,omitempty"`
}

// IsZero reports whether there is no window.
func (w Window) IsZero() bool { return w.Span.IsZero() && len(w.Remind) == 0 }

// Addressed is a spec in which the letter's reader stands in the place of the
// person: their name, their address.
func (l Letter) Addressed(spec partnership.Spec) partnership.Spec {
	if l.Reader == nil {
		return spec
	}
	spec.Parties = slices.Clone(spec.Parties)
	for i, party := range spec.Parties {
		for j, p := range party.People {
			if p.ID == l.Person {
				people := slices.Clone(party.People)
				people[j].Name, people[j].Email = l.Reader.Name, l.Reader.Email
				spec.Parties[i].People = people
			}
		}
	}
	return spec
}

// Wanted reports whether a letter is to go out at all, by what has become of those that
// it takes up. Went says whether one of some letters of the workflow has gone out or
// will.
func (l Letter) Wanted(went func(keys []string) (bool, error)) (bool, error) {
	earlier := l.FollowsAny
	if l.Follows != "" {
		earlier = append(slices.Clone(earlier), l.Follows)
	}
	if len(earlier) > 0 {
		if yes, err := went(earlier); !yes || err != nil {
			return false, err
		}
	}
	if len(l.Unless) == 0 {
		return true, nil
	}
	yes, err := went(l.Unless)
	return !yes && err == nil, err
}

// Language is the language of the letter's reader.
func (l Letter) Language(spec partnership.Spec) string {
	p, _ := spec.Person(l.Person)
	return p.Language
}

// Wording names the phrases that the letter is written with.
func (l Letter) Wording() Template {
	if l.Phrases != "" {
		return l.Phrases
	}
	return l.Template
}

// With puts a template's own values into the letter.
func (l Letter) With(content any) Letter {
	l.Content = Encode(content)
	return l
}

// Encode writes plain data as letters and courses carry it.
func Encode(v any) json.RawMessage {
	body, err := json.Marshal(v)
	if err != nil { // plain data always encodes
		return nil
	}
	return body
}

// Expired reports whether it is too late to send the letter. A notice that nothing
// took along goes alone instead.
func (l Letter) Expired(now time.Time) bool {
	return !l.Rides && !l.Until.IsZero() && !now.Before(l.Until)
}

// Responds reports whether the letter answers what its reader wrote.
func (l Letter) Responds() bool {
	switch l.Form {
	case FormReceipt, FormClosed, FormStatus, FormHelp, FormAnswer:
		return true
	default:
		return false
	}
}

// SharedTemplates lists the templates that every kind uses.
func SharedTemplates() []Template {
	return []Template{TemplateReceipt, TemplateClosed, TemplateStatus, TemplateHelp, TemplateGoals, TemplateResources, TemplateNotice, TemplateAllClear, TemplateToday, TemplateAlarms}
}

// WorkflowID is the workflow ID of a kind's occasion.
func WorkflowID(slug, noun, name, date string) string {
	return slug + "/" + noun + "/" + name + "/" + date
}

// AskID identifies an ask: 16 hexadecimal digits that are the same on every
// retry and in every rehearsal. The stage keeps two asks of one person apart.
func AskID(workflow, stage, person string) string {
	sum := sha256.Sum256([]byte(workflow + "\x00" + stage + "\x00" + person))
	return hex.EncodeToString(sum[:8])
}

// Local renders an instant as an admin reads it: "Tue 9 Dec 10:00 Oslo". The
// time carries its zone's offset, so no zone data is needed. A time that is not known is
// nothing.
func Local(t time.Time, city string) string {
	if t.IsZero() {
		return ""
	}
	s := t.Format("Mon 2 Jan 15:04")
	if city != "" {
		s += " " + city
	}
	return s
}

// Counted gives "1 question", "2 questions".
func Counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// Once lists people in their order, each once.
func Once(people []string) []string {
	var list []string
	for _, p := range people {
		if !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

// Later is the later of two instants.
func Later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// EntryAsk stands for a meeting in calendars, by its workflow ID, as asks stand for what people
// are asked: its token signs the entry.
func EntryAsk(workflow string) string { return AskID(workflow, "calendar", "") }

// QuestionAttend asks whether somebody comes to a meeting; their calendar can answer it too.
const QuestionAttend = partnership.QuestionAttend

package compose

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/significance"
)

const (
	// maxGoals is how many goals a mail opens with; all are in a status mail.
	maxGoals = 6
	// maxQuote bounds what a receipt repeats of somebody's words, in runes.
	maxQuote = 300
)

// view is all that templates see. Every string is in the reader's language and
// form, or in the words of whoever wrote it.
type view struct {
	Lang    string
	Wording string // whose phrases are used first
	Kind    string // whose phrases are used next
	Form    string
	Token   string
	Title   string
	Subject string
	// Accent is the colour of the partnership, and Parties who set the mail up.
	Accent  accent
	Purpose string
	About   string
	Parties string // the organisations, as a sentence lists them
	// Head names them above the mail.
	Head string
	Name string
	For  string // in whose place the reader is asked
	// PassedBy has passed the questions on to the reader.
	PassedBy string
	Due      string
	// Number and Of count reminders.
	Number, Of     int
	Complete, Late bool
	Goals          []goalView
	// Owed is what the reader's side owes or waits for, MoreOwed how much else there is.
	Owed     []string
	MoreOwed int
	// OwedHint says where to write of what the reader owes.
	OwedHint  string
	MoreGoals int
	// Wanted counts what has to be answered; OnlyNumbers says that all of it is numbers.
	Wanted      int
	OnlyNumbers bool
	// Questions are those that the mail asks; Total counts the whole ask.
	Questions []questionView
	Total     int
	// Enough lists the numbers of the questions that are chased, when others
	// are not.
	Enough     string
	EnoughOnes int
	// Example is a whole answer on one line.
	Example    string
	Understood []understoodView
	Problems   []string
	// Unopened are the attachments of the reader's mail that nobody read, in quotes.
	Unopened string
	// Reactions say what became of commands, a line each.
	Reactions []string
	Commands  []commandView // that can be written in any reply
	Leads     []contactView
	// Address is where people write to the partnership first.
	Address string
	// Promised is the day by which the reader wants to answer.
	Promised string
	// PassedTo is the lead who hears that the reader's answer could not be understood.
	PassedTo string
	// Leaving says that the reader has told us that they leave, and Moved that they
	// have another address.
	Leaving, Moved bool
	// Away is the last day of an absence that the reader has told of.
	Away string
	// Ballot is what a receipt says of answers that no mail repeats.
	Ballot *ballotView
	// By is set when an admin has answered for the reader; Reason says why.
	By, Reason string
	// Kept are questions whose answers could not be corrected any more.
	Kept []string
	// Overdue says that the due time has passed.
	Overdue bool
	// Sender says whom the mail is from.
	Sender senderView
	// Readers says who will read the answers.
	Readers readersView
	// Notice is what a notice says, and Also what travels along.
	Notice noticeView
	Also   []noticeView
	// Parts are notices that stand together in the mail, Numbered says that a command
	// about one of them has to name its number.
	Parts    []noticeView
	Numbered bool
	// Several counts the partnerships that stand together in the mail; 0 where it is one.
	Several int
	// Unaddressed says that these are so many that none says where to write to it.
	Unaddressed bool
	// Content is what belongs to the template alone; Lines stand below the opening
	// of a mail that asks.
	Content any
	Lines   []string
	// Sections are further lines, under headlines.
	Sections []noticeView
	// Paragraphs follow the opening of a mail that has more to say.
	Paragraphs []string
	// Picture shows the four fields of a SWOT.
	Picture *pictureView
	// Writings are what people have written under seal, for the reader to read.
	Writings []writingView
	// Enclosed is a mail that goes to somebody else, a line each; an empty one parts
	// paragraphs.
	Enclosed []string
	// Ways are commands that work in the reply.
	Ways []wayView
	// Explained says why something that was understood has no effect.
	Explained []string
	// AnswerURL opens a mail with a line for each question, Same one in which everything that
	// has to be answered is as it was the last time.
	AnswerURL string
	Same      *tap
}

// wayView is a command that works in the reply, what can stand behind it, and what it
// does. URL opens a mail that begins with it.
type wayView struct{ Command, Rest, Does, URL string }

// readersView says who reads answers: everybody, which may be of confidence only
// the mean, or the own side; of sealed ones nobody. Foreign says that not all of
// them read the mail's language.
type readersView struct{ All, Mean, Own, Sealed, Foreign bool }

// understoodView is an answer as it was understood. Raw is what it was read
// from, where that differs.
type understoodView struct {
	Number            int
	Label, Value, Raw string
	// Deals say of parts of an amount which parties share them.
	Deals []string
	From  string // where in an attached table it stands
	Was   string // the value that it took the place of
	// Provisional says that the person called it rough or not final.
	Provisional bool
	// Doubt is set when the value is far off its KPI's course.
	Doubt *doubtView
}

// ballotView says how many of the questions that everybody must answer are answered.
// Again says that there were earlier answers, Unread that something was not understood.
type ballotView struct {
	Answered, Total int
	Again, Unread   bool
}

// doubtView is what a doubtful value is compared with: the KPI's target, or the
// value reported before where there is no target to compare with.
type doubtView struct{ Value, Target, Last string }

type contactView struct{ Name, Party, Email string }

// organisations are the parties by name.
func organisations(spec partnership.Spec) []string {
	var names []string
	for _, p := range spec.Parties {
		names = append(names, oneLine(p.Name))
	}
	return names
}

// leads lists whom the reader may write to: the leads other than the reader.
func leads(spec partnership.Spec, reader string) []contactView {
	var contacts []contactView
	for _, party := range spec.Parties {
		for _, p := range party.People {
			if p.ID != reader && slices.Contains(p.Roles, partnership.RoleLead) {
				contacts = append(contacts, contactView{oneLine(p.Name), oneLine(party.Name), oneLine(p.Email)})
			}
		}
	}
	return contacts
}

// understood shows answers in the order of the questions; answers to questions
// that the letter does not list come last, without a number.
func (l locale) understood(letter procedure.Letter) []understoodView {
	var views, strays []understoodView
	for i, q := range letter.Questions {
		for _, a := range letter.Understood {
			if a.Question == q.ID {
				view := l.answer(i+1, label(q), q.Unit, a)
				view.Doubt = l.doubt(q, a)
				if word := l.word(q, a.Value); word != "" {
					view = l.answer(i+1, label(q), "", partnership.Answer{Value: partnership.TextValue(word)})
				}
				if q.Kind == partnership.KindSame && a.Value.Text != nil && *a.Value.Text == partnership.NoneSame {
					view = l.answer(i+1, label(q), "", partnership.Answer{Value: partnership.TextValue(l.Nothing)})
				}
				views = append(views, view)
			}
		}
	}
	for _, a := range letter.Understood {
		if !slices.ContainsFunc(letter.Questions, func(q partnership.Question) bool { return q.ID == a.Question }) {
			strays = append(strays, l.answer(0, oneLine(a.Question), "", a))
		}
	}
	views = append(views, strays...)
	for i := range views {
		views[i].Was = l.was(letter, views[i])
	}
	return views
}

// word is the reader's word for a value that is kept as another; empty where it shows
// itself.
func (l locale) word(q partnership.Question, v partnership.Value) string {
	switch {
	case q.Kind == partnership.KindTask && v.Bool != nil && *v.Bool:
		return l.Done
	case q.Kind == partnership.KindPick && v.PicksNothing():
		return l.None
	case q.Kind == partnership.KindDecide && v.Text != nil:
		return l.verdict(significance.ReadValue(*v.Text))
	case q.Kind == partnership.KindVote && v.Text != nil:
		return l.ballot(decision.ReadValue(*v.Text))
	default:
		return ""
	}
}

// doubt is what the reader is asked about an unlikely value.
func (l locale) doubt(q partnership.Question, a partnership.Answer) *doubtView {
	if !a.Unlikely || a.Value.Number == nil {
		return nil
	}
	d := doubtView{Value: l.Quantity(*a.Value.Number, "")}
	switch {
	case q.Target != nil:
		d.Target = l.Quantity(*q.Target, "")
	case q.Last != nil:
		d.Last = l.Quantity(*q.Last, "")
	}
	return &d
}

// was is the value that an answer took the place of.
func (l locale) was(letter procedure.Letter, v understoodView) string {
	for _, old := range letter.Replaced {
		for i, q := range letter.Questions {
			if q.ID == old.Question && i+1 == v.Number {
				return clip(l.value(old.Value, oneLine(cmp.Or(old.Unit, q.Unit))), maxQuote)
			}
		}
	}
	return ""
}

// ownOnly reports whether only the own side reads the answer to a question.
func ownOnly(q partnership.Question) bool {
	return q.Kind == partnership.KindText && q.Readers != partnership.ReadersAll && q.ID != checkin.QuestionBlockers
}

func (l locale) answer(number int, label, unit string, a partnership.Answer) understoodView {
	if a.Unit != "" {
		unit = a.Unit
	}
	v := understoodView{Number: number, Label: label, Value: clip(l.value(a.Value, oneLine(unit)), maxQuote), Provisional: a.Provisional, From: clip(oneLine(a.From), maxQuote)}
	raw := clip(oneLine(a.Raw), maxQuote)
	if a.Value.Text == nil && !sameText(raw, v.Value) && !sameText(raw, l.value(a.Value, "")) {
		v.Raw = raw
	}
	return v
}

// sameText compares without regard to case and to the kind of blanks.
func sameText(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}

func (l locale) value(v partnership.Value, unit string) string {
	switch {
	case v.Number != nil:
		return l.Quantity(*v.Number, unit)
	case v.Bool != nil && *v.Bool:
		return l.Yes
	case v.Bool != nil:
		return l.No
	case v.Date != nil:
		return l.Date(*v.Date)
	case v.Text != nil:
		return oneLine(*v.Text)
	default:
		return l.Unknown
	}
}

// enough lists the numbers of the questions that are chased, if that is fewer
// than all.
func (l locale) enough(questions []questionView) (list string, count int) {
	var numbers []string
	for _, q := range questions {
		if !q.Optional {
			numbers = append(numbers, strconv.Itoa(q.Number))
		}
	}
	if len(numbers) == 0 || len(numbers) == len(questions) {
		return "", 0
	}
	return l.List(numbers), len(numbers)
}

// due is the letter's due time in the reader's zone.
func (l locale) due(letter procedure.Letter, zone string) (string, error) {
	return l.timeIn(letter.Due, zone, l.Deadline)
}

// momentIn is an instant in a zone, or nothing.
func (l locale) momentIn(at time.Time, zone string) (string, error) {
	return l.timeIn(at, zone, l.Moment)
}

func (l locale) timeIn(at time.Time, zone string, write func(t time.Time, city string) string) (string, error) {
	if at.IsZero() {
		return "", nil
	}
	place, err := cadence.LoadZone(zone)
	if err != nil {
		return "", err
	}
	return write(at.In(place), cadence.City(zone)), nil
}

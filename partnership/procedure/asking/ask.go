package asking

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Ask is what one person is asked, and what became of it.
type Ask struct {
	// AskTimes are as planned until the mail has arrived, and count from then on.
	procedure.AskTimes
	ID        string                 `json:"id"`
	Name      string                 `json:"name"`
	Party     string                 `json:"party,omitempty"` // of the person whose answer it is
	Questions []partnership.Question `json:"questions"`
	Window    procedure.Window       `json:"window"`
	// Key is the letter that asks, while one is in the outbox or has gone out.
	Key     string    `json:"key,omitempty"`
	Posted  int       `json:"posted,omitempty"` // letters that asked, over all
	SentAt  time.Time `json:"sent_at,omitzero"` // when the mail server took it
	Waiting bool      `json:"waiting,omitempty"`
	// Reminded counts the reminders whose time has come.
	Reminded int     `json:"reminded,omitempty"`
	Given    []Given `json:"given,omitempty"`
	// AnsweredAt is when the last required answer came.
	AnsweredAt time.Time `json:"answered_at,omitzero"`
	// Away is the last day of an absence that the mailbox announced or the person
	// told of, "?" when none was named.
	Away string `json:"away,omitempty"`
	// Back is when they are at their desk again, if that is known.
	Back time.Time `json:"back,omitzero"`
	// Covered says that somebody else is asked in the person's place meanwhile.
	Covered bool `json:"covered,omitempty"`
	// Unasked says that a deputy has answered of their own accord: nobody asks them
	// or waits for them.
	Unasked bool     `json:"unasked,omitempty"`
	Promise *Promise `json:"promise,omitempty"`
	// Bounced says that no mail reaches the address, and Gone that the person has
	// left.
	Bounced bool `json:"bounced,omitempty"`
	Gone    bool `json:"gone,omitempty"`
	// Pending says that the ask waits although no mail reaches the person: somebody
	// is looked for in their place, or nobody else may answer.
	Pending bool `json:"pending,omitempty"`
	// Returned says why the latest mail came back, if the next may arrive.
	Returned procedure.Setback `json:"returned,omitempty"`
	// Reader reads the person's mail meanwhile.
	Reader *procedure.Reader `json:"reader,omitempty"`
	// Failed says why the letter could not be composed.
	Failed string `json:"failed,omitempty"`
	// Unread counts replies in which nothing could be read.
	Unread int `json:"unread,omitempty"`
	// Doubt says that the person's latest answer held something that could not be understood,
	// which they were asked about.
	Doubt bool `json:"doubt,omitempty"`
	// Stopped says that the person wants no mail, or the one in whose place they are
	// asked.
	Stopped bool `json:"stopped,omitempty"`
	// Delegated is who passed the questions on, and Passing the name that the person
	// gave while it is looked up.
	Delegated string `json:"delegated,omitempty"`
	Passing   string `json:"passing,omitempty"`
	// LeftWith is the digest of the last spec that knew the person, if they have
	// left since; letters to them need it.
	LeftWith string `json:"left_with,omitempty"`
	// Replaced is who is asked for the party instead, where the person leads it no more and is
	// still there.
	Replaced string `json:"replaced,omitempty"`
}

// Given is an answer and when it came.
type Given struct {
	partnership.Answer
	At time.Time `json:"at"`
	By string    `json:"by,omitempty"` // the admin who typed it
}

// Promise is a person's word that an answer will come.
type Promise struct {
	Until time.Time `json:"until,omitzero"` // zero while it is being reckoned
	Count int       `json:"count"`          // how often it was given
	// Quoted says that a reminder has spoken of it.
	Quoted bool `json:"quoted,omitempty"`
	// Receipt is what the receipt has to say, until the day is reckoned.
	Receipt Receipt `json:"receipt,omitzero"`
}

// Subject is the person whose answer it is, also when a deputy gives it.
func (a Ask) Subject() string {
	if a.For != "" {
		return a.For
	}
	return a.Person
}

// Left reports whether the person is asked nothing any more: they are not in the
// partnership, or want no mail.
func (a Ask) Left() bool { return a.LeftWith != "" || a.Stopped }

// Arrived reports whether the person was really asked.
func (a Ask) Arrived() bool { return !a.SentAt.IsZero() }

// Late reports whether the window has passed without the answer.
func (a Ask) Late(now time.Time) bool {
	return a.Arrived() && !a.Complete() && !a.Unasked && a.Returned == "" && !a.Gone && !now.Before(a.Due)
}

// LetPass reports whether the person has let the window pass without a word: they
// were really asked, were there to answer, and nobody else was asked in their place.
func (a Ask) LetPass(now time.Time) bool {
	there := a.Away == "" || inTime(a)
	return a.Late(now) && len(a.Given) == 0 && a.Unread == 0 && there && !a.Left() && !a.lost() && !a.Covered && a.Failed == ""
}

// Complete reports whether every question that is chased has an answer.
func (a Ask) Complete() bool {
	return !slices.ContainsFunc(a.Questions, func(q partnership.Question) bool { return !q.Optional && !a.answered(q.ID) })
}

// Settled reports whether every question that is chased has an answer, and nothing of the
// latest one is in doubt: what follows from it can be told to others.
func (a Ask) Settled() bool { return a.Complete() && !a.Doubt }

// Voluntary reports whether nothing is chased and nothing has been answered: the
// person has the whole window to say something.
func (a Ask) Voluntary() bool {
	return len(a.Given) == 0 && !a.Left() && !slices.ContainsFunc(a.Questions, func(q partnership.Question) bool { return !q.Optional })
}

// Question finds one of the questions.
func (a Ask) Question(id string) (partnership.Question, bool) {
	i := slices.IndexFunc(a.Questions, func(q partnership.Question) bool { return q.ID == id })
	if i < 0 {
		return partnership.Question{}, false
	}
	return a.Questions[i], true
}

// Forget takes back what was answered to some questions: they are open again.
func (a *Ask) Forget(questions ...string) {
	a.Given = slices.DeleteFunc(a.Given, func(g Given) bool { return slices.Contains(questions, g.Question) })
	if !a.Complete() {
		a.AnsweredAt = time.Time{}
	}
}

// Answers lists what was answered.
func (a Ask) Answers() []partnership.Answer {
	var answers []partnership.Answer
	for _, g := range a.Given {
		answers = append(answers, g.Answer)
	}
	return answers
}

func (a Ask) answered(question string) bool {
	return slices.ContainsFunc(a.Given, func(g Given) bool { return g.Question == question })
}

func (a Ask) open() []string {
	var open []string
	for _, q := range a.Questions {
		if !a.answered(q.ID) {
			open = append(open, q.ID)
		}
	}
	return open
}

// remindersDue counts the reminders whose time has come.
func (a Ask) remindersDue(now time.Time) int {
	due := 0
	for due < len(a.Remind) && !a.Remind[due].After(now) {
		due++
	}
	return due
}

// chased reports whether reminders make sense: the person was asked, can be
// reached, and has given neither an answer nor a reason to wait.
func (a Ask) chased() bool {
	return a.Arrived() && !a.Complete() && !a.Left() && !a.lost() && !a.Covered
}

// settled reports whether nothing more is to be expected in the window.
func (a Ask) settled(now time.Time) bool {
	switch {
	case a.Left() || a.Covered || a.Unasked || a.Failed != "":
		return true
	case a.lost():
		return !a.Pending || !now.Before(a.Due)
	case a.Complete() && !a.Voluntary():
		return true
	default:
		return a.Arrived() && !now.Before(a.Due)
	}
}

// shift moves the rest of a window that was held up from a time on, and the day
// of a promise with it. Reminders that have gone out stay where they are.
func (a *Ask) shift(since time.Time, by time.Duration) {
	a.Due = a.Due.Add(by)
	if a.Promise != nil && a.Promise.Until.After(since) {
		a.Promise.Until = a.Promise.Until.Add(by)
	}
	for i := a.Reminded; i < len(a.Remind); i++ {
		a.Remind[i] = a.Remind[i].Add(by)
	}
}

// hush drops the reminders that were to come before a time.
func (a *Ask) hush(until time.Time) {
	for a.Reminded < len(a.Remind) && a.Remind[a.Reminded].Before(until) {
		a.Remind = append(a.Remind[:a.Reminded:a.Reminded], a.Remind[a.Reminded+1:]...)
	}
}

// trust lets a promise stand: no reminder comes before its day, and one then if
// no other is left.
func (a *Ask) trust() {
	until := a.Promise.Until
	if until.IsZero() {
		return
	}
	a.hush(until)
	if a.Reminded == len(a.Remind) && until.Before(a.Due) {
		a.Remind = append(a.Remind, until)
	}
}

package procedure

import (
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
)

// Round is one person's part of a check-in.
type Round struct {
	AskTimes
	Ask       string                 `json:"ask"`
	Name      string                 `json:"name"`
	Questions []partnership.Question `json:"questions"`
	SentAt    time.Time              `json:"sent_at,omitzero"`
	Reminded  int                    `json:"reminded,omitempty"`
	Answers   []partnership.Answer   `json:"answers,omitempty"`
	// AnsweredAt is when the last required answer came.
	AnsweredAt time.Time `json:"answered_at,omitzero"`
	// Away is the last day of an absence that the mailbox announced.
	Away    string `json:"away,omitempty"`
	Bounced bool   `json:"bounced,omitempty"`
	// LeftWith is the digest of the last spec that knew the person, if they have
	// left since; letters to them need it.
	LeftWith string `json:"left_with,omitempty"`
}

// left reports whether the person is not in the partnership any more.
func (r Round) left() bool { return r.LeftWith != "" }

// waits reports whether an answer is still wanted.
func (r Round) waits() bool { return !r.complete() && !r.left() }

// remindersDue counts the reminders whose time has come.
func (r Round) remindersDue(now time.Time) int {
	due := 0
	for due < len(r.Remind) && !r.Remind[due].After(now) {
		due++
	}
	return due
}

// complete reports whether every question that is chased has an answer.
func (r Round) complete() bool {
	for _, q := range r.Questions {
		if !q.Optional && !r.answered(q.ID) {
			return false
		}
	}
	return true
}

// voluntary reports whether nothing is chased and nothing has been answered: the
// person has the whole window to say something.
func (r Round) voluntary() bool {
	return len(r.Answers) == 0 && !r.left() && !slices.ContainsFunc(r.Questions, func(q partnership.Question) bool { return !q.Optional })
}

func (r Round) answered(question string) bool {
	return slices.ContainsFunc(r.Answers, func(a partnership.Answer) bool { return a.Question == question })
}

// subject is the person whose answer it is, also when a deputy gives it.
func (r Round) subject() string {
	if r.For != "" {
		return r.For
	}
	return r.Person
}

func (r Round) question(id string) (partnership.Question, bool) {
	for _, q := range r.Questions {
		if q.ID == id {
			return q, true
		}
	}
	return partnership.Question{}, false
}

// merge puts an answer in the place of an earlier one to the same question.
func (r *Round) merge(a partnership.Answer) {
	if _, known := r.question(a.Question); !known {
		return
	}
	for i := range r.Answers {
		if r.Answers[i].Question == a.Question {
			r.Answers[i] = a
			return
		}
	}
	r.Answers = append(r.Answers, a)
}

func (r Round) openQuestions() []string {
	var open []string
	for _, q := range r.Questions {
		if !r.answered(q.ID) {
			open = append(open, q.ID)
		}
	}
	return open
}

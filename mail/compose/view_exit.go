package compose

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/exit"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

func exitViewers() []templateViewer {
	list := []templateViewer{{lifecycle.TemplateTermEnds, viewTermEnds}, {lifecycle.TemplateClosing, viewClosing}}
	for _, t := range exit.Kind().Templates {
		list = append(list, templateViewer{t, viewExit})
	}
	return list
}

// ofExit reports whether a mail is about the end.
func ofExit(t procedure.Template) bool { return slices.Contains(exit.Kind().Templates, t) }

// exitView fills the phrases about the end of a partnership. People and parties are named,
// days are in the reader's words.
type exitView struct {
	Cause               procedure.PartingCause
	By, ByParty, Reason string
	// Leaves is the party that leaves while others go on.
	Leaves        string
	From, LastDay string
	Parallel      string
	Continuity    string
	// Name is the condition that holds.
	Name string
	// Mine says that the reader has given notice, Lead that they speak for a party, and Yes
	// that they have just said so.
	Mine, Lead, Yes bool
	Refused         bool
	// Agreed says that it ends by no one's notice, so that all who lead can go on.
	Agreed bool
	// Breach says that it is about what the party Against is said to have broken, and CureBy
	// until when it can put that right. Accused says that the reader leads it; SaidBy has Said
	// something about it, Contested that they see it differently. News is what became of it.
	Breach, Accused bool
	Against, CureBy string
	Said, SaidBy    string
	Contested       bool
	News            string
}

// exitTask is something to be done before the end.
type exitTask struct {
	What, Who, Due string
	Mine           bool
}

func viewExit(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c exit.Content
	if len(content) > 0 {
		if err := json.Unmarshal(content, &c); err != nil {
			return nil, nil, err
		}
	}
	v := exitView{
		Cause: c.Cause, Reason: w.catalog.locale.quote(c.Reason), Continuity: w.catalog.locale.quote(c.Continuity), Mine: c.Cause == procedure.PartingNotice && c.By == w.person.ID, Refused: c.Refused,
		Lead: w.leads(), Agreed: c.Cause == procedure.PartingTrigger || c.Cause == procedure.PartingAdmin || c.Cause == procedure.PartingBreach || c.Cause == procedure.PartingTogether,
	}
	if c.By != "" {
		v.By, v.ByParty = w.who(c.By), w.partyOf(c.By)
	}
	if c.Party != "" {
		v.Leaves = w.party(c.Party)
	}
	w.breach(c, &v)
	v.Yes, _ = partnership.Answers(w.letter.Understood).YesNo(exit.QuestionConfirm)
	for _, d := range []struct {
		from string
		to   *string
	}{{c.From, &v.From}, {c.LastDay, &v.LastDay}, {c.Parallel, &v.Parallel}, {c.CureBy, &v.CureBy}} {
		var err error
		if *d.to, err = w.day(d.from); err != nil {
			return nil, nil, err
		}
	}
	lines, err := w.exitLines(c, &v)
	return v, lines, err
}

// breach says what a party is said to have broken.
func (w letterWriter) breach(c exit.Content, v *exitView) {
	v.Breach, v.Contested, v.News = c.Cause == procedure.PartingBreach, c.Contested, c.News
	if c.Against != "" {
		v.Against = w.party(c.Against)
		party, _ := w.spec.PartyOf(w.person.ID)
		v.Accused = party.ID == c.Against
	}
	if c.Said.Text != "" {
		v.Said, v.SaidBy = w.catalog.locale.quote(stopped(clip(oneLine(c.Said.Text), maxQuote))), w.who(c.Said.By)
	}
}

// stopped ends a sentence that others follow.
func stopped(text string) string {
	if strings.ContainsAny(text[max(0, len(text)-1):], ".!?") || strings.HasSuffix(text, "…") {
		return text
	}
	return text + "."
}

// leads reports whether the reader speaks for a party.
func (w letterWriter) leads() bool {
	return slices.ContainsFunc(w.spec.Heads(), func(p partnership.Person) bool { return p.ID == w.person.ID })
}

// exitLines are what has to be done, in the mail that tells of the end, or why it is asked
// about.
func (w letterWriter) exitLines(c exit.Content, v *exitView) ([]noticeLine, error) {
	if w.letter.Responds() {
		return nil, nil
	}
	switch w.letter.Wording() {
	case exit.TemplateTrigger:
		if len(c.Condition) == 0 {
			return nil, nil
		}
		condition, lines, err := viewCondition(w, c.Condition)
		v.Name = condition.(conditionView).Name
		return lines, err
	case exit.TemplateNoticed:
		var lines []noticeLine
		for _, t := range c.Tasks {
			due, err := w.day(t.Due)
			if err != nil {
				return nil, err
			}
			if len(lines) == 0 {
				lines = append(lines, noticeLine{sectionPhrase + "tasks", nil})
			}
			lines = append(lines, noticeLine{"task", exitTask{What: oneLine(t.What), Who: w.who(t.Owner), Due: due, Mine: t.Owner == w.person.ID}})
		}
		return lines, nil
	default:
		return nil, nil
	}
}

// termEndsView fills the mail that tells the leads long before that the term ends; Renews is
// the last day until which they want to go on, and which is not signed.
type termEndsView struct{ LastDay, Begins, Renews string }

func viewTermEnds(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c lifecycle.TermEnding
	if err := json.Unmarshal(content, &c); err != nil {
		return nil, nil, err
	}
	var v termEndsView
	for _, d := range []struct {
		from string
		to   *string
	}{{c.LastDay, &v.LastDay}, {c.Begins, &v.Begins}, {c.Renews, &v.Renews}} {
		var err error
		if *d.to, err = w.day(d.from); err != nil {
			return nil, nil, err
		}
	}
	return v, nil, nil
}

// closingView fills the last mail of a partnership.
type closingView struct {
	Outcome        procedure.Outcome
	By, Continuity string
	// Conflict says that the reader still settles something with the other side.
	Conflict bool
}

// countView counts the milestones.
type countView struct{ All, Met, InTime int }

// lessonView is what somebody says was learned.
type lessonView struct{ Who, Text string }

func viewClosing(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	var c lifecycle.Closing
	if err := json.Unmarshal(content, &c); err != nil {
		return nil, nil, err
	}
	v := closingView{Outcome: c.Outcome, Continuity: w.catalog.locale.quote(c.Continuity), Conflict: c.Conflicts > 0}
	if c.By != "" {
		v.By = w.who(c.By)
	}
	lines := append([]noticeLine{{sectionPhrase + "goals", nil}}, w.graded()...)
	if c.Milestones > 0 {
		lines = append(lines, noticeLine{sectionPhrase + "kept", nil}, noticeLine{"milestones", countView{c.Milestones, c.Met, c.InTime}})
	}
	totals, err := w.totals()
	if err != nil {
		return nil, nil, err
	}
	if len(totals) > 0 {
		lines = append(append(lines, noticeLine{sectionPhrase + "value", nil}), totals...)
	}
	return v, append(lines, w.lessons(c.Lessons)...), nil
}

// graded says how the goals ended, also those whose last day was still to come.
func (w letterWriter) graded() []noticeLine {
	w.standing.Goals = slices.Clone(w.standing.Goals)
	for i := range w.standing.Goals {
		g := &w.standing.Goals[i]
		if declared, ok := w.spec.Goal(g.ID); ok && g.Grade == "" {
			g.Grade = measure.GradeGoal(g.Progress, declared.Kind == partnership.Aspirational)
		}
	}
	return w.goalLines()
}

// lessons are what people say was learned, under each question.
func (w letterWriter) lessons(list []procedure.Lesson) []noticeLine {
	var lines []noticeLine
	for _, q := range exit.LessonQuestions(w.catalog.locale.Exit) {
		head := true
		for _, l := range list {
			if l.Question != q.ID {
				continue
			}
			if head {
				lines, head = append(lines, noticeLine{sectionPhrase + "lesson", q.Text}), false
			}
			lines = append(lines, noticeLine{"lesson", lessonView{w.who(l.Person), w.catalog.locale.quote(l.Text)}})
		}
	}
	return lines
}

package review

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/swot"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// SWOT is what a review of the method "swot" knows: where statements are kept, and how
// they were scored.
type SWOT struct {
	// Statements are numbered from 1, the strengths first.
	Statements []Statement `json:"statements,omitempty"`
	// Last are those of the review before, of that date.
	Last     []Statement `json:"last,omitempty"`
	LastDate string      `json:"last_date,omitempty"`
	// Before is what was decided then.
	Before []Undertaken `json:"before,omitempty"`
}

// Undertaken is a step that a review has led to, by the ID under which it is owed.
type Undertaken struct {
	ID    string `json:"id"`
	What  string `json:"what"`
	Owner string `json:"owner"`
}

// Statement is something about a field, and where its words are kept; those that mean the
// same are one.
type Statement struct {
	Field    swot.Field          `json:"field"`
	Writings []procedure.Writing `json:"writings,omitempty"`
	// Facts are what figures and days say, without anybody's words.
	Facts []Fact `json:"facts,omitempty"`
	// Scored says that people were asked for their marks, of which Marks are the counts.
	Scored bool           `json:"scored,omitempty"`
	Marks  []swot.Counted `json:"marks,omitempty"`
}

// The questions. Statements are "strength", "strength-2" to "threat-3", and marks go to "s1" for the
// first statement. Of a pairing there is "so", "so-owner", and "so-by".
const (
	QuestionSame   = "same"
	QuestionWhyNot = "why-not"
	ownerOf        = "-owner"
	dayOf          = "-by"
)

// mostOfEach is how many statements a person can make about a field.
const mostOfEach = 3

// mostScored is how many statements of a field are scored: those that most people made.
const mostScored = 6

// swotMethod has everybody say what is strong and weak and what helps and threatens from
// outside, the chair put together what means the same, and everybody score it.
type swotMethod struct{ onItsDay }

// prepare has what figures and days say, and the last time's statements, at hand.
func (swotMethod) prepare(r *Review, spec partnership.Spec, b procedure.Brief) {
	last := lastOf(b.Courses, r.Occasion.Name)
	r.SWOT.Last, r.SWOT.LastDate, r.SWOT.Before = last.Statements, last.Date, last.Steps
	for _, f := range factsOf(spec, b, last.At) {
		r.SWOT.Statements = append(r.SWOT.Statements, Statement{Field: f.field(), Facts: []Fact{f}})
	}
	slices.SortStableFunc(r.SWOT.Statements, byField)
}

func byField(a, b Statement) int { return a.Field.Place() - b.Field.Place() }

// Legacy is what the next review of the name takes over.
type Legacy struct {
	Date       string       `json:"date"`
	At         time.Time    `json:"at"`
	Statements []Statement  `json:"statements,omitempty"`
	Steps      []Undertaken `json:"steps,omitempty"`
	// Sides are the parties, each with the first day of which its money is not known.
	Sides []Side `json:"sides,omitempty"`
	// Asked are the entries of the ledger about deals of which the sides were asked who has
	// which part, and are not asked again.
	Asked []string `json:"asked,omitempty"`
	// Goals are how the goals stood.
	Goals []Stood `json:"goals,omitempty"`
}

// legacy is what every method leaves to the next review of the name.
func (s *step) legacy() Legacy {
	l := Legacy{Date: s.Occasion.Date, At: s.Occasion.At}
	for _, i := range s.settled().Items {
		l.Steps = append(l.Steps, Undertaken{ID: i.ID, What: i.What, Owner: i.Owner})
	}
	return l
}

func (s *step) course(l Legacy) *procedure.Course {
	return &procedure.Course{Type: Type, Name: s.Occasion.Name, Outcome: s.Decided, At: s.now, Kept: procedure.Encode(l)}
}

func lastOf(courses []procedure.Course, name string) (l Legacy) {
	if kept := procedure.CourseOf(courses, Type, name).Kept; len(kept) > 0 {
		if err := json.Unmarshal(kept, &l); err != nil { // written by kept, below
			return Legacy{}
		}
	}
	return l
}

func (swotMethod) kept(s *step) *procedure.Course {
	l := s.legacy()
	for _, one := range s.SWOT.Statements {
		l.Statements = append(l.Statements, Statement{Field: one.Field, Writings: one.Writings, Facts: one.Facts})
	}
	return s.course(l)
}

// empty reports whether nobody has made any statement.
func (r *Review) empty() bool {
	return !slices.ContainsFunc(r.SWOT.Statements, func(one Statement) bool { return len(one.Writings) > 0 })
}

// input asks for one statement of each field, and up to two more.
func (swotMethod) input(_ *Review, _ string, words wording.Review) []partnership.Question {
	var list []partnership.Question
	for n, texts := range [mostOfEach][4]string{words.First, words.Second, words.Third} {
		for i, f := range swot.Fields() {
			list = append(list, partnership.Question{
				ID: statementOf(f, n+1), Kind: partnership.KindText, Text: texts[i], Optional: n > 0, Lasting: true, Readers: partnership.ReadersAll,
			})
		}
	}
	return list
}

// statementOf is the question for a person's first statement of a field, or for another: the
// first one is answered by the field's name, too.
func statementOf(f swot.Field, n int) string {
	if n == 1 {
		return string(f)
	}
	return fmt.Sprintf("%s-%d", f, n)
}

// closed goes on from a stage.
func (swotMethod) closed(s *step) {
	switch s.Stage {
	case Collecting:
		s.gathered()
	case Reconciling:
		s.reconciled()
	case Reading:
		s.Wonders = true
		s.out.Add(procedure.Tally{Questions: s.marks(wording.English().Review)})
	case Deciding:
		s.conclude()
	case Done:
	}
}

// gathered looks, now that the seal is open, which statements say the same.
func (s *step) gathered() {
	if !s.heard() {
		return
	}
	var of []procedure.Writing
	for _, a := range s.Collecting.Asks {
		for _, q := range a.Questions {
			for _, w := range s.Written {
				if w.Ask == a.ID && w.Part == q.ID {
					w.Part, _, _ = strings.Cut(q.ID, "-") // the field
					of = append(of, w)
				}
			}
		}
	}
	s.Wonders = true
	s.out.Add(procedure.Examine{Of: of, Sort: true})
}

func (swotMethod) learned(s *step, ev procedure.Event) {
	switch ev.Kind {
	case procedure.Looked:
		s.sorted(*ev.Examined)
	case procedure.Tallied:
		s.scored(*ev.Tally)
	default: // nothing else is wondered about
	}
}

// sorted takes which statements there are. The chair puts those together that mean the
// same, where a field has several.
func (s *step) sorted(found procedure.Examined) {
	for _, group := range found.Groups {
		one := Statement{Field: swot.Field(found.Of[group[0]].Part)}
		for _, i := range group {
			one.Writings = append(one.Writings, found.Of[i])
		}
		s.SWOT.Statements = append(s.SWOT.Statements, one)
	}
	slices.SortStableFunc(s.SWOT.Statements, byField)
	if s.empty() {
		s.Decide(s.out, s.now, procedure.OutcomeMissed, s.title())
		s.news.Any = true
		return
	}
	if !s.several() {
		s.score()
		return
	}
	s.chair(Reconciling, mergeWindow())
}

// several reports whether any field has more than one statement.
func (r *Review) several() bool {
	for i, one := range r.SWOT.Statements[1:] {
		if one.Field == r.SWOT.Statements[i].Field {
			return true
		}
	}
	return false
}

// reconciled puts together what the chair says means the same. Without a word of theirs it
// goes on with what says the same.
func (s *step) reconciled() {
	var same swot.Groups
	for _, a := range s.Reconciling.Asks {
		if groups, ok := swot.ReadSame(partnership.Answers(a.Answers()).Text(QuestionSame)); ok {
			same = groups
		}
	}
	fine, _ := same.Merge(s.fields())
	var merged []Statement
	for i, one := range s.SWOT.Statements {
		g := slices.IndexFunc(fine, func(group []int) bool { return slices.Contains(group, i+1) })
		switch {
		case g < 0:
			merged = append(merged, one)
		case fine[g][0] == i+1:
			for _, n := range fine[g][1:] {
				other := s.SWOT.Statements[n-1]
				one.Writings, one.Facts = slices.Concat(one.Writings, other.Writings), slices.Concat(one.Facts, other.Facts)
			}
			merged = append(merged, one)
		}
	}
	s.SWOT.Statements = merged
	s.score()
}

// fields are those of the statements by their numbers.
func (r *Review) fields() []swot.Field {
	fields := make([]swot.Field, len(r.SWOT.Statements))
	for i, one := range r.SWOT.Statements {
		fields[i] = one.Field
	}
	return fields
}

// score asks everybody for their marks.
func (s *step) score() {
	s.choose()
	var asks []asking.Ask
	for _, m := range s.Members {
		a := m.Ask(s.Collecting.Asks[0].Window)
		a.Questions = s.marks(wording.In(m.Language).Review)
		asks = append(asks, a)
	}
	s.open(Reading, asks...)
}

// choose takes of each field the statements that most people made: more than that nobody
// scores on a phone.
func (s *step) choose() {
	for _, f := range swot.Fields() {
		var of []int
		for i, one := range s.SWOT.Statements {
			if one.Field == f {
				of = append(of, i)
			}
		}
		slices.SortStableFunc(of, func(a, b int) int { return voices(s.SWOT.Statements[b]) - voices(s.SWOT.Statements[a]) })
		for _, i := range of[:min(len(of), mostScored)] {
			s.SWOT.Statements[i].Scored = true
		}
	}
}

// voices counts who made a statement; figures and days count as one.
func voices(one Statement) int {
	var people []string
	for _, w := range one.Writings {
		people = append(people, w.By)
	}
	n := len(procedure.Once(people))
	if len(one.Facts) > 0 {
		n++
	}
	return n
}

// marks asks for two marks of each statement that is scored.
func (r *Review) marks(words wording.Review) []partnership.Question {
	var list []partnership.Question
	for i, one := range r.SWOT.Statements {
		if one.Scored {
			list = append(list, partnership.Question{ID: markOf(i), Kind: partnership.KindMarks, Text: words.Field[one.Field.Place()]})
		}
	}
	return list
}

// markOf is the question for the marks of a statement, by its place.
func markOf(i int) string { return fmt.Sprintf("s%d", i+1) }

// scored takes what everybody has given, and asks the chair what follows.
func (s *step) scored(t procedure.Tallies) {
	for i := range s.SWOT.Statements {
		one := &s.SWOT.Statements[i]
		for _, q := range t.Questions {
			if q.Question != markOf(i) {
				continue
			}
			for _, v := range q.Values {
				if m, ok := swot.ReadMarks(v.Value); ok && m.Fit() {
					one.Marks = append(one.Marks, swot.Counted{Marks: m, N: v.N})
				}
			}
		}
	}
	s.chair(Deciding, decideWindow())
}

// decisions asks which statements mean the same, and when they are scored for a step for
// each of the pairings, or why there is none.
func (swotMethod) decisions(r *Review, words wording.Review) []partnership.Question {
	if !slices.ContainsFunc(r.SWOT.Statements, func(one Statement) bool { return one.Scored }) { // nothing is put together yet
		q := partnership.Question{ID: QuestionSame, Kind: partnership.KindSame, Text: words.Same, Plain: true}
		for _, one := range r.SWOT.Statements {
			q.Choices = append(q.Choices, string(one.Field))
		}
		return []partnership.Question{q}
	}
	return r.askSteps(words, words.Step[:]...)
}

func (swotMethod) led(stage Stage) bool { return stage == Reconciling || stage == Deciding }

func (swotMethod) steps() []string {
	var list []string
	for _, p := range swot.Pairings() {
		list = append(list, string(p))
	}
	return list
}

func (swotMethod) late(*Review) procedure.Template { return TemplateSeen }

// dress words the letters of the stage.
func (swotMethod) dress(r *Review, d *asking.Desk) {
	d.Sealed, d.Personal = r.Stage != Deciding, r.Stage != Deciding
	switch r.Stage {
	case Collecting:
		d.Template, d.Content = TemplateSeen, procedure.Encode(r.board())
		return
	case Reconciling:
		d.Template = TemplateMerge
	case Reading:
		d.Template = TemplateScoring
	case Deciding, Done:
		d.Template = TemplateResult
	}
	d.Content, d.Writings = procedure.Encode(r.board()), r.writings()
}

// mergeWindow is how long the chair has to put statements together; nobody waits for it.
func mergeWindow() procedure.Window {
	return procedure.Window{Span: cadence.Span{Count: 2, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}}}
}

// decideWindow is how long the chair has to say what follows. After it the result goes out
// without, and says so.
func decideWindow() procedure.Window {
	return procedure.Window{Span: cadence.Span{Count: 10, Unit: cadence.BusinessDays}, Remind: []cadence.Span{{Count: 50, Unit: cadence.Percent}}}
}

package compose

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/swot"
)

func reviewViewers() []templateViewer {
	var list []templateViewer
	for _, t := range review.Kind().Templates {
		view := viewReview
		switch {
		case t == review.TemplateHealth:
			view = viewHealth
		case slices.Contains(review.MoneyTemplates(), t):
			view = viewMoney
		case slices.Contains(review.ProgressTemplates(), t):
			view = viewProgress
		case slices.Contains(review.RenewalTemplates(), t):
			view = viewRenewal
		}
		list = append(list, templateViewer{t, view})
	}
	return list
}

// ofReview reports whether a mail belongs to a review, which shows by itself how things
// stand.
func ofReview(t procedure.Template) bool { return slices.Contains(review.Kind().Templates, t) }

// reviewView fills the phrases of a SWOT.
type reviewView struct {
	Date, LastDate string
	// Facts says that figures and days have said something, Before that something was
	// decided the last time. Asked were to score and Scored
	// have.
	Facts, Before bool
	Asked, Scored int
	decisionView
}

// reviewLine is a line of a mail about a SWOT.
type reviewLine struct {
	Number         int
	Field          string
	Text, Evidence string
	Priority       string
	Agreement      string
	N              int
	Change         string
	Of             string // what a step is of
	Who, Due       string
	Inside         string
	Outside        string
}

// board is a SWOT as a mail shows it.
type board struct {
	letterWriter
	review.Board
	now, last []shownStatement
	gone      []int // of the last
}

// shownStatement is a statement with its words.
type shownStatement struct {
	review.Line
	number int
	items  []swot.Item
	swot.Statement
	placed measure.Placed
	change swot.Change
}

func (w letterWriter) board(content json.RawMessage) (b board, err error) {
	b.letterWriter = w
	if len(content) == 0 {
		return b, nil
	}
	if err := json.Unmarshal(content, &b.Board); err != nil {
		return b, fmt.Errorf("read the statements of a review: %w", err)
	}
	if b.now, err = b.statements(b.Statements, ""); err != nil {
		return b, err
	}
	if b.last, err = b.statements(b.Last, review.PartLast); err != nil {
		return b, err
	}
	changes, gone := swot.Compare(itemsOf(b.last), itemsOf(b.now))
	for i := range b.now {
		if b.now[i].Text != unchosen {
			b.now[i].change = changes[i]
		}
	}
	b.gone = gone
	return b, nil
}

func itemsOf(statements []shownStatement) [][]swot.Item {
	var all [][]swot.Item
	for _, s := range statements {
		all = append(all, s.items)
	}
	return all
}

// statements finds the words of statements among the letter's writings.
func (b board) statements(lines []review.Line, part string) ([]shownStatement, error) {
	var list []shownStatement
	for i, line := range lines {
		s := shownStatement{Line: line, number: i + 1}
		for _, f := range line.Facts {
			said, err := b.fact(f)
			if err != nil {
				return nil, err
			}
			s.add(said)
			s.items = append(s.items, swot.Item{Field: line.Field, Fact: f.Key()})
		}
		for _, w := range b.letter.Writings {
			if w.Part != part || w.Number != i+1 {
				continue
			}
			said := swot.Read(w.Text)
			s.items = append(s.items, swot.Item{Field: line.Field, Statement: said})
			said.Text, said.Evidence = clip(oneLine(said.Text), maxQuote), clip(oneLine(said.Evidence), maxQuote)
			s.add(said)
		}
		if s.Text == "" {
			s.Text = unchosen // kept no more, or not for whoever reads
		}
		var err error
		if s.placed, err = swot.Score(line.Marks); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// add words a statement in one more way.
func (s *shownStatement) add(said swot.Statement) {
	if said.Text != "" && !slices.ContainsFunc(strings.Split(s.Text, " / "), func(known string) bool { return said.Same(swot.Statement{Text: known}) }) {
		s.Text = strings.TrimPrefix(s.Text+" / "+said.Text, " / ")
	}
	if said.Evidence != "" && !strings.Contains(s.Evidence, said.Evidence) {
		s.Evidence = strings.TrimPrefix(s.Evidence+"; "+said.Evidence, "; ")
	}
}

// factView fills the sentence about a fact. Of a gap it has who says what, as a line about
// the result of a survey does; Date is that of the survey.
type factView struct {
	resultLine
	Kind, Target, Date string
}

// fact words what figures, days and surveys say.
func (b board) fact(f review.Fact) (said swot.Statement, err error) {
	v := factView{Kind: string(f.Kind), resultLine: resultLine{Label: oneLine(f.Of), N: f.N}}
	loc := b.catalog.locale
	switch _, kpi, ok := b.spec.KPI(f.Of); {
	case f.Found != nil:
		v.resultLine = b.found(*f.Found)
		if v.Date, err = b.day(f.Found.Date); err != nil {
			return said, err
		}
	case ok:
		v.Label = clip(oneLine(labelOf(kpi)), maxQuote)
		if value, err := decimal.NewFromString(f.Value); err == nil {
			v.Value, v.Target = loc.Quantity(value, oneLine(kpi.Unit)), loc.Quantity(kpi.Target, oneLine(kpi.Unit))
			if kpi.Direction == partnership.Binary || kpi.Direction == partnership.InRange {
				v.Value, v.Target = loc.Figure(kpi, value), ""
			}
		}
	case strings.Contains(f.Of, "/"):
		_, id, _ := strings.Cut(f.Of, "/")
		if _, m, ok := b.spec.Milestone(id); ok && m.Title != "" {
			v.Label = clip(oneLine(m.Title), maxQuote)
		}
	}
	if said.Text, err = b.catalog.line("review-fact", v); err != nil {
		return said, err
	}
	said.Evidence, err = b.catalog.line("review-evidence", v)
	return said, err
}

// found words what a survey has found.
func (b board) found(f review.Found) resultLine {
	labels := labelsOf(b.letterWriter, f.Survey)
	switch {
	case f.Gap != nil:
		return b.gap(*f.Gap, labels)
	case f.Rated.Dimension != "":
		return resultLine{Label: b.dimension(f.Rated.Dimension), Value: b.points(f.Rated.Index)}
	default:
		return resultLine{Label: cmp.Or(labels[f.Rated.Question], oneLine(f.Rated.Question)), Value: b.points(f.Rated.Index)}
	}
}

func labelOf(k partnership.KPI) string {
	if k.Title != "" {
		return k.Title
	}
	return k.ID
}

func viewReview(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	b, err := w.board(content)
	if err != nil {
		return nil, nil, err
	}
	v := reviewView{
		Asked: b.Asked, Scored: b.Scored, Facts: len(b.Statements) > 0, Before: len(b.Before) > 0, decisionView: w.decision(b.Decision),
	}
	for _, d := range []struct {
		from string
		to   *string
	}{{b.Date, &v.Date}, {b.LastDate, &v.LastDate}} {
		if *d.to, err = w.day(d.from); err != nil {
			return nil, nil, err
		}
	}
	lines, err := b.lines()
	return v, lines, err
}

// lines are what a mail says of the statements beside its picture.
func (b board) lines() ([]noticeLine, error) {
	if b.letter.Responds() {
		return nil, nil
	}
	switch b.letter.Wording() {
	case review.TemplateSeen:
		return append(b.settledSince(b.Before), b.numbered("known", false)...), nil
	case review.TemplateMerge:
		return b.numbered("statement", true), nil
	case review.TemplateResult:
		return b.result()
	default:
		return nil, nil
	}
}

// numbered lists the statements under their numbers, or what is known without one.
func (b board) numbered(phrase string, numbers bool) []noticeLine {
	var lines []noticeLine
	for _, s := range b.now {
		line := b.line(s)
		if !numbers {
			line.Number = 0
		}
		lines = append(lines, noticeLine{phrase, line})
	}
	return lines
}

func (b board) line(s shownStatement) reviewLine {
	loc := b.catalog.locale
	line := reviewLine{Number: s.number, Text: loc.quote(s.Text), Evidence: s.Evidence, N: s.placed.N, Change: string(s.change)}
	if at := s.Field.Place(); at < len(loc.Review.Field) {
		line.Field = loc.Review.Field[at]
	}
	if s.placed.Priority.OK {
		line.Priority, line.Agreement = loc.Number(s.placed.Priority.Value.Round(1)), loc.Percent(s.placed.Agreement.Value)
	}
	return line
}

// topOfEach is how many statements of a field are strong enough to build on (domain 2.10).
const topOfEach = 2

// result is what follows, what matters most, and what has gone since the last time. Whoever
// is to say what follows reads which statements could meet.
func (b board) result() ([]noticeLine, error) {
	lines, err := b.taken(b.Steps, func(of string) string { return b.pairing(swot.Pairing(of)) })
	if err != nil {
		return nil, err
	}
	for _, f := range swot.Fields() {
		for _, s := range b.ranked(f) {
			if s.placed.Priority.OK {
				lines = append(lines, noticeLine{"top", b.line(s)})
			}
		}
	}
	if !b.Over {
		for _, p := range swot.Pairings() {
			within, without := p.Fields()
			inside, outside := b.ranked(within), b.ranked(without)
			if len(inside) > 0 && len(outside) > 0 {
				lines = append(lines, noticeLine{"pairing", reviewLine{Of: b.pairing(p), Inside: inside[0].Text, Outside: outside[0].Text}})
			}
		}
	}
	for _, i := range b.gone {
		if s := b.last[i]; s.Text != unchosen {
			lines = append(lines, noticeLine{"gone", b.line(s)})
		}
	}
	return lines, nil
}

// pairing names a pairing by its fields.
func (b board) pairing(p swot.Pairing) string {
	names := b.catalog.locale.Review.Fields
	inside, outside := p.Fields()
	return names[inside.Place()] + " × " + strings.ToLower(names[outside.Place()])
}

// ranked are the first statements of a field.
func (b board) ranked(f swot.Field) []shownStatement {
	all := b.of(f)
	return all[:min(len(all), topOfEach)]
}

// of are the statements of a field, the highest priority first.
func (b board) of(f swot.Field) []shownStatement {
	var list []shownStatement
	for _, s := range b.now {
		if s.Field == f {
			list = append(list, s)
		}
	}
	slices.SortStableFunc(list, func(x, y shownStatement) int {
		switch {
		case swot.Before(x.placed, y.placed):
			return -1
		case swot.Before(y.placed, x.placed):
			return 1
		default:
			return 0
		}
	})
	return list
}

// worded puts the words of the statements into the questions that ask for their marks, and
// what steps are to be about into those that ask for steps.
func (w letterWriter) worded(questions []partnership.Question) []partnership.Question {
	if ofIdeas(w.letter.Wording()) {
		return w.proposals(questions)
	}
	if w.letter.Wording() == review.TemplateHealth {
		return w.aimed(questions)
	}
	if w.letter.Wording() == review.TemplateDecisions {
		return w.weighed(questions)
	}
	if w.letter.Wording() != review.TemplateScoring || len(w.letter.Writings) == 0 {
		return questions
	}
	b, err := w.board(w.letter.Content)
	if err != nil {
		return questions // told where the content is read
	}
	list := slices.Clone(questions)
	for i, q := range list {
		for _, s := range b.now {
			if q.Kind != partnership.KindMarks || q.ID != fmt.Sprintf("s%d", s.number) {
				continue
			}
			list[i].Text += ": " + w.catalog.locale.quote(s.Text)
			if s.Evidence != "" {
				list[i].Text += " (" + s.Evidence + ")"
			}
		}
	}
	return list
}

// pictureView is the four fields: drawn with letters, and as rows of a table.
type pictureView struct {
	Drawn []string
	Rows  [2][2]cellView
}

// cellView is one field.
type cellView struct {
	Title, Colour string
	Items         []string
}

// colours tell what helps from what harms; the titles say it, too.
var colours = [4]string{"#26a269", "#c01c28", "#1a5fb4", "#e66100"}

// picture shows the four fields of a SWOT that was scored.
func (w letterWriter) picture() (*pictureView, error) {
	if w.letter.Wording() != review.TemplateResult || w.letter.Responds() {
		return nil, nil
	}
	b, err := w.board(w.letter.Content)
	if err != nil || len(b.now) == 0 {
		return nil, err
	}
	var p pictureView
	var cells [4]swot.Cell
	for i, f := range swot.Fields() {
		cell := cellView{Title: w.catalog.locale.Review.Fields[i], Colour: colours[i]}
		for _, s := range b.of(f) {
			line := b.line(s)
			line.Text = s.Text // the lines above say in which language it is
			text, err := w.catalog.line("review-item", line)
			if err != nil {
				return nil, err
			}
			cell.Items = append(cell.Items, text)
		}
		p.Rows[i/2][i%2] = cell
		cells[i] = swot.Cell{Title: cell.Title, Items: cell.Items}
	}
	p.Drawn = swot.Draw(cells)
	return &p, nil
}

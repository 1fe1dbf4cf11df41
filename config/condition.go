package config

import (
	"errors"
	"slices"

	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership/condition"
)

// when is a condition together with the places of what it looks at.
type when struct {
	condition condition.Condition
	metrics   []metricAt
}

type metricAt struct {
	condition.Metric
	at hcl.Range
}

// conditionOf binds the text of a condition.
func conditionOf(into *field[when]) binding {
	return binding{kind: called("condition"), read: func(r *reader, e hcl.Expression) {
		text, ok := r.text(e)
		if !ok || !r.fits(text, 200, e.Range()) {
			return
		}
		parsed, err := condition.Parse(text)
		if err != nil {
			r.conditionError(e.Range(), text, err)
			return
		}
		var metrics []metricAt
		for _, m := range condition.Find(text) {
			metrics = append(metrics, metricAt{m, r.inside(e.Range(), text, m.Offset, m.Length)})
		}
		into.give(when{parsed, metrics}, e.Range())
	}}
}

func (r *reader) conditionError(at hcl.Range, text string, err error) {
	message := err.Error()
	if syntax := new(condition.SyntaxError); errors.As(err, &syntax) {
		at, message = r.inside(at, text, syntax.Offset, syntax.Length), syntax.Message
	}
	r.report(codeCondition, r.at(at), "%s", explain(errors.New(message)))
}

// checkCondition reports figures that nobody declares.
func (s *scope) checkCondition(f field[when], in *header) {
	for _, m := range f.value.metrics {
		kind := m.Kind
		if kind == "pace" {
			kind = "goal"
		}
		if slices.Contains([]string{"kpi", "goal", "milestone"}, kind) {
			s.resolve(field[ref]{value: ref{kind, m.Name}, set: true, at: m.at}, in)
		}
	}
}

// inside narrows the range of a quoted text to a part of it, given in bytes. It
// is the whole range when the text is not written out as it is read.
func (r *reports) inside(whole hcl.Range, text string, offset, length int) hcl.Range {
	src, end := r.sources.get(whole.Filename), offset+length
	if whole.End.Byte > len(src) || string(whole.SliceBytes(src)) != `"`+text+`"` || offset < 0 || end > len(text) || length < 0 {
		return whole
	}
	from := advance(advance(whole.Start, `"`), text[:offset])
	return hcl.Range{Filename: whole.Filename, Start: from, End: advance(from, text[offset:end])}
}

// advance moves a position over text of one line.
func advance(pos hcl.Pos, text string) hcl.Pos {
	if text == "" {
		return pos
	}
	whole := func(data []byte, _ bool) (int, []byte, error) { return len(data), data, nil }
	// The scanner takes the byte of its start for an index into the text.
	scanner := hcl.NewRangeScannerFragment([]byte(text), "", hcl.Pos{Line: pos.Line, Column: pos.Column}, whole)
	scanner.Scan()
	end := scanner.Range().End
	end.Byte += pos.Byte
	return end
}

package config

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/hashicorp/hcl/v2"
)

// Severity says how bad a finding is. Only errors keep a spec from running.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Diagnostic is one finding about the files that were read.
type Diagnostic struct {
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`
	Summary  string   `json:"summary"` // the code's title: never a value
	Detail   string   `json:"detail"`  // what was found, what is allowed, what to do
	// Subject is the tight range that the finding speaks of; its File is empty
	// when the finding is about the directory as a whole.
	Subject Range `json:"subject"`
	// Context is the block around the subject.
	Context *Range `json:"context,omitempty"`
	// Snippet is the source at the subject, absent when there is none.
	Snippet *Snippet `json:"snippet,omitempty"`
}

// Range is a stretch of a file. Lines and columns count from 1, columns in
// user-perceived characters; bytes count from 0 and the end is exclusive.
type Range struct {
	File        string `json:"file"`
	StartLine   int    `json:"start_line"`
	StartColumn int    `json:"start_column"`
	StartByte   int    `json:"start_byte"`
	EndLine     int    `json:"end_line"`
	EndColumn   int    `json:"end_column"`
	EndByte     int    `json:"end_byte"`
}

func rangeOf(r hcl.Range) Range {
	return Range{
		File:      r.Filename,
		StartLine: r.Start.Line, StartColumn: r.Start.Column, StartByte: r.Start.Byte,
		EndLine: r.End.Line, EndColumn: r.End.Column, EndByte: r.End.Byte,
	}
}

// Diagnostics are findings in the order of file, line and column.
type Diagnostics []Diagnostic

// HasErrors reports whether any finding keeps the declaration from running.
func (d Diagnostics) HasErrors() bool { return d.Count(Error) > 0 }

// Count returns how many diagnostics have a severity.
func (d Diagnostics) Count(s Severity) int {
	n := 0
	for _, one := range d {
		if one.Severity == s {
			n++
		}
	}
	return n
}

// sort puts findings in the order in which an author walks through the files;
// those about the directory as a whole come last.
func (d Diagnostics) sort() {
	slices.SortStableFunc(d, func(a, b Diagnostic) int {
		return cmp.Or(
			-cmp.Compare(min(1, len(a.Subject.File)), min(1, len(b.Subject.File))),
			cmp.Compare(a.Subject.File, b.Subject.File),
			cmp.Compare(a.Subject.StartByte, b.Subject.StartByte),
			cmp.Compare(a.Code, b.Code),
		)
	})
}

// MarshalJSON gives the findings as a document for machines, with counts and a
// format version. Its list is never null.
func (d Diagnostics) MarshalJSON() ([]byte, error) {
	view := struct {
		FormatVersion int          `json:"format_version"`
		Valid         bool         `json:"valid"`
		ErrorCount    int          `json:"error_count"`
		WarningCount  int          `json:"warning_count"`
		Diagnostics   []Diagnostic `json:"diagnostics"`
	}{1, !d.HasErrors(), d.Count(Error), d.Count(Warning), []Diagnostic{}}
	view.Diagnostics = append(view.Diagnostics, d...)
	b, err := json.Marshal(view)
	if err != nil {
		return nil, fmt.Errorf("encode diagnostics: %w", err)
	}
	return b, nil
}

// reports collects findings together with the sources that they quote.
type reports struct {
	sources *sources
	list    Diagnostics
	kept    tally // what is in the list
	dropped tally // what was beyond the limits
}

// sources are the files that findings quote, by their names. Work that is done side by
// side shares them.
type sources struct {
	mu sync.RWMutex
	of map[string][]byte
}

func (s *sources) get(name string) []byte {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.of[name]
}

func (s *sources) put(name string, src []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.of[name] = src
}

// tally counts findings by their severity.
type tally struct{ errors, warnings, notes int }

func (t *tally) of(s Severity) *int {
	switch s {
	case Error:
		return &t.errors
	case Warning:
		return &t.warnings
	default:
		return &t.notes
	}
}

// Limits of what a broken file can make the reader collect. Each severity has
// its own, so that the notes on ten thousand partnerships hide no error.
const (
	findingLimit = 5000 // errors, and as many warnings
	noteLimit    = 500
)

func newReports() *reports { return &reports{sources: &sources{of: map[string][]byte{}}} }

// place is where a finding points: a range and the block around it.
type place struct {
	at   hcl.Range
	in   *header
	hide bool // keep the subject out of the snippet, because it is a secret
}

// finish sorts the findings and says how many were dropped.
func (r *reports) finish() Diagnostics {
	if n := r.dropped.errors + r.dropped.warnings; n > 0 {
		r.tooMany("%d more findings are not shown. Mend the first ones; the others often follow from them.", n)
	}
	if n := r.dropped.notes; n > 0 {
		r.tooMany("%d more notes are not shown.", n)
	}
	r.list.sort()
	return r.list
}

// tooMany says how many findings were dropped. It is an error only when one of
// them keeps a spec from running.
func (r *reports) tooMany(detail string, n int) {
	r.report(codeTooMany, place{}, detail, n)
	if r.dropped.errors == 0 {
		r.list[len(r.list)-1].Severity = Info
	}
}

// full reports that further findings of a severity are only counted.
func (r *reports) full(s Severity) bool {
	if s == Info {
		return r.kept.notes >= noteLimit
	}
	return *r.kept.of(s) >= findingLimit
}

// hasErrors reports whether an error was found, be it shown or only counted.
func (r *reports) hasErrors() bool { return r.kept.errors+r.dropped.errors > 0 }

// drop counts a finding that is not shown.
func (r *reports) drop(s Severity) { *r.dropped.of(s)++ }

// keep adds a finding to the list.
func (r *reports) keep(d Diagnostic) {
	r.list = append(r.list, d)
	*r.kept.of(d.Severity)++
}

// report adds one finding; the code gives its severity and summary.
func (r *reports) report(code Code, where place, detail string, args ...any) {
	doc := code.doc()
	if r.full(doc.Severity) && code != codeTooMany {
		r.drop(doc.Severity)
		return
	}
	if len(args) > 0 {
		detail = fmt.Sprintf(detail, args...)
	}
	d := Diagnostic{
		Code: code, Severity: doc.Severity, Summary: doc.Title, Detail: detail,
		Subject: rangeOf(where.at),
		Snippet: snippet(r.sources.get(where.at.Filename), where),
	}
	if where.in != nil && encloses(where.in.whole, where.at) {
		context := rangeOf(where.in.whole)
		d.Context = &context
	}
	r.keep(d)
}

// encloses reports whether one range holds another.
func encloses(outer, inner hcl.Range) bool {
	return outer.Filename == inner.Filename && outer.Start.Byte <= inner.Start.Byte && inner.End.Byte <= outer.End.Byte
}

// fork collects findings apart, for work that is done side by side.
func (r *reports) fork() *reports { return &reports{sources: r.sources} }

// join adds what was collected apart.
func (r *reports) join(other *reports) {
	r.dropped.errors += other.dropped.errors
	r.dropped.warnings += other.dropped.warnings
	r.dropped.notes += other.dropped.notes
	for _, d := range other.list {
		if r.full(d.Severity) {
			r.drop(d.Severity)
			continue
		}
		r.keep(d)
	}
}

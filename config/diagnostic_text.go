package config

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

// TextOptions says how findings look on a terminal.
type TextOptions struct {
	Color bool
	// Width is the column at which details are wrapped; zero leaves them whole.
	Width int
}

// WriteText writes the findings for people, each with the line it speaks of.
// Notes come after what has to be mended; several of one code share a heading,
// because nobody reads a dozen of them otherwise.
func (d Diagnostics) WriteText(w io.Writer, o TextOptions) {
	first := true
	paragraph := func() {
		if !first {
			fmt.Fprintln(w)
		}
		first = false
	}
	for _, one := range d {
		if one.Severity != Info {
			paragraph()
			one.writeText(w, o)
		}
	}
	for _, group := range d.notes() {
		paragraph()
		group.writeNotes(w, o)
	}
}

// notes groups the informational findings by code, in the order of the first.
func (d Diagnostics) notes() []Diagnostics {
	var groups []Diagnostics
	for _, one := range d {
		if one.Severity != Info {
			continue
		}
		i := slices.IndexFunc(groups, func(g Diagnostics) bool { return g[0].Code == one.Code })
		if i < 0 {
			groups = append(groups, Diagnostics{one})
			continue
		}
		groups[i] = append(groups[i], one)
	}
	return groups
}

// writeNotes writes notes of one code; a single one shows its line as any
// finding does.
func (d Diagnostics) writeNotes(w io.Writer, o TextOptions) {
	if len(d) == 1 {
		d[0].writeText(w, o)
		return
	}
	d[0].writeHeading(w, palette(o.Color))
	for _, one := range d {
		if one.Subject.File != "" {
			fmt.Fprintf(w, "  %s\n", printable(one.position()))
		}
		for _, line := range wrap(one.Detail, o.Width-4) {
			fmt.Fprintf(w, "    %s\n", printable(line))
		}
	}
}

func (d Diagnostic) writeText(w io.Writer, o TextOptions) {
	ink := palette(o.Color)
	d.writeHeading(w, ink)
	if d.Subject.File != "" {
		fmt.Fprintf(w, "  on %s\n", printable(d.position()))
	}
	if d.Snippet != nil {
		d.Snippet.writeText(w, ink, d.Severity)
	}
	for _, line := range wrap(d.Detail, o.Width-2) {
		fmt.Fprintf(w, "  %s\n", printable(line))
	}
}

func (d Diagnostic) writeHeading(w io.Writer, ink ink) {
	fmt.Fprintf(w, "%s: %s\n",
		ink.severity(d.Severity, severityWord(d.Severity)+" "+string(d.Code)), ink.bold(d.Summary))
}

func (d Diagnostic) position() string {
	where := fmt.Sprintf("%s line %d", d.Subject.File, d.Subject.StartLine)
	if d.Snippet == nil {
		return d.Subject.File + ":"
	}
	if d.Snippet.Context != "" {
		where += ", in " + d.Snippet.Context
	}
	return where + ":"
}

// writeText writes the line beside a rule and, below it, a caret under each
// character of the subject.
func (s Snippet) writeText(w io.Writer, ink ink, severity Severity) {
	number := fmt.Sprintf("%4d", s.StartLine)
	fmt.Fprintf(w, "%s %s %s\n", number, ink.dim("│"), printable(s.Code))
	before, marked := s.Code[:s.HighlightStart], s.Code[s.HighlightStart:s.HighlightEnd]
	carets := strings.Repeat("^", max(1, columns(marked)))
	fmt.Fprintf(w, "%s %s %s%s\n", strings.Repeat(" ", len(number)), ink.dim("│"),
		indent(before), ink.severity(severity, carets))
}

// indent gives white space that is as wide as s, tabs included.
func indent(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return r
		case unicode.Is(unicode.Mn, r):
			return -1
		default:
			return ' '
		}
	}, s)
}

func columns(s string) int { return len([]rune(indent(s))) }

// printable keeps a file from steering the reader's terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return '�'
		}
		return r
	}, s)
}

// wrap breaks text at spaces into lines of at most width characters; a longer
// word keeps a line of its own.
func wrap(text string, width int) []string {
	if width < 20 {
		return strings.Split(text, "\n")
	}
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := ""
		for word := range strings.FieldsSeq(paragraph) {
			switch {
			case line == "":
				line = word
			case columns(line)+1+columns(word) > width:
				lines = append(lines, line)
				line = word
			default:
				line += " " + word
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func severityWord(s Severity) string {
	switch s {
	case Error:
		return "Error"
	case Warning:
		return "Warning"
	default:
		return "Note"
	}
}

// ink colours text, or leaves it alone.
type ink struct{ on bool }

func palette(color bool) ink { return ink{on: color} }

func (i ink) paint(code, s string) string {
	if !i.on {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (i ink) bold(s string) string { return i.paint("1", s) }
func (i ink) dim(s string) string  { return i.paint("2", s) }

func (i ink) severity(s Severity, text string) string {
	switch s {
	case Error:
		return i.paint("1;31", text)
	case Warning:
		return i.paint("1;33", text)
	default:
		return i.paint("1;36", text)
	}
}

package config

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/rapport-engine/rapport/config/latin"
)

// peopleFile binds the name of a table of people. Each of its lines is read as the block
// that says the same, so that people of both kinds are held to the same rules.
func peopleFile(p *partyDecl) binding {
	return binding{kind: called("text"), read: func(r *reader, e hcl.Expression) {
		name, ok := r.text(e)
		if !ok {
			r.missing("person")
			return
		}
		p.PeopleFile.give(name, e.Range())
		p.People = slices.DeleteFunc(p.People, (*personDecl).fromFile) // of a lower layer, which named another file
		text, err := r.peopleText(name)
		rows := peopleRows{reader: r, name: path.Clean(name), text: text, blocks: p.schema()}
		var limit limitError
		switch {
		case errors.As(err, &limit):
			r.evaluation(limited(limit, e.Range()))
		case err != nil:
			r.report(codePeopleFile, r.at(e.Range()), "%s.", sentence(err.Error()))
		case rows.read():
			return
		}
		r.missing("person")
	}}
}

// peopleText reads a table, and charges for what going through it takes.
func (r *reader) peopleText(name string) (string, error) {
	text, err := r.files.text(name)
	if err != nil {
		return "", err
	}
	if strings.ContainsRune(text, 0) {
		return "", fmt.Errorf("read %s: it holds bytes that no text does; save the file as UTF-8%s", name, spreadsheet(name))
	}
	return text, r.meter.charge(len(text) / bytesAnUnit)
}

// fromFile reports whether the person stands in a table.
func (p *personDecl) fromFile() bool { return !declares(p.opening.Filename) }

// The columns of a table of people, as its header names them; all but the first are
// attributes of a person, too.
const (
	columnID     = "id"
	columnRoles  = "roles"
	columnDeputy = "deputy"
)

func peopleColumns() []string {
	return []string{columnID, "name", "email", columnRoles, "language", "timezone", columnDeputy}
}

// peopleRows goes through a table of people.
type peopleRows struct {
	*reader
	name    string
	text    string
	blocks  schema
	starts  []int // of the lines
	columns []string
}

// cell is a part of a line, without the space around it.
type cell struct {
	text string
	at   hcl.Range
}

// read reports whether everybody in the table is known.
func (t *peopleRows) read() bool {
	t.sources.put(t.name, []byte(t.text))
	for at := 0; ; {
		t.starts = append(t.starts, at)
		next := strings.IndexByte(t.text[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
	}
	table := csv.NewReader(strings.NewReader(t.text))
	table.Comma, table.FieldsPerRecord = separatorOf(t.text), -1
	sound, people := true, 0
	for {
		cells, err := t.next(table)
		switch {
		case errors.Is(err, io.EOF):
			if sound && people == 0 {
				t.report(codePeopleFile, t.at(t.line(1)), "Nobody stands in %s. Below the header line a line for each person is wanted.", t.name)
			}
			return sound && people > 0
		case err != nil:
			t.unreadable(err)
			return false
		case t.columns == nil:
			if !t.header(cells) {
				return false
			}
		case slices.ContainsFunc(cells, func(c cell) bool { return c.text != "" }):
			people++
			sound = t.person(cells) && sound
		}
	}
}

// separatorOf is what parts the cells of a table: whichever sign of the three occurs most
// often in its header.
func separatorOf(text string) rune {
	header, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	best, most := ',', 0
	for _, sign := range ",;\t" {
		if n := strings.Count(header, string(sign)); n > most {
			best, most = sign, n
		}
	}
	return best
}

// next gives the cells of the next line that is not empty.
func (t *peopleRows) next(table *csv.Reader) ([]cell, error) {
	record, err := table.Read()
	if err != nil {
		return nil, err
	}
	cells := make([]cell, len(record))
	for i, text := range record {
		line, column := table.FieldPos(i)
		start := t.starts[line-1] + column - 1
		end := start + len(text)
		if end > len(t.text) || t.text[start:end] != text { // with quotes around it, at least
			end = min(end+2, len(t.text))
		}
		cells[i] = cell{strings.TrimFunc(text, unicode.IsSpace), t.between(start, end)}
	}
	return cells, nil
}

// between is a stretch of the table.
func (t *peopleRows) between(start, end int) hcl.Range {
	return hcl.Range{Filename: t.name, Start: t.position(start), End: t.position(end)}
}

func (t *peopleRows) position(offset int) hcl.Pos {
	line := sort.SearchInts(t.starts, offset+1)
	return hcl.Pos{Line: line, Column: 1 + utf8.RuneCountInString(t.text[t.starts[line-1]:offset]), Byte: offset}
}

// line is the whole of a line, counted from 1.
func (t *peopleRows) line(n int) hcl.Range {
	start, end := t.starts[min(n, len(t.starts))-1], len(t.text)
	if i := strings.IndexAny(t.text[start:], "\r\n"); i >= 0 {
		end = start + i
	}
	return t.between(start, end)
}

// unreadable reports a line that is none of a table.
func (t *peopleRows) unreadable(err error) {
	var wrong *csv.ParseError
	if !errors.As(err, &wrong) {
		return // reading from memory meets nothing else
	}
	detail := "A double quote stands inside of a cell. Put the cell in double quotes, and write those inside of it twice."
	if errors.Is(wrong.Err, csv.ErrQuote) {
		detail = "A cell begins with a double quote that is not closed, or goes on behind it. Close it before the next separator, and write quotes inside of it twice."
	}
	t.report(codePeopleFile, t.at(t.line(wrong.StartLine)), "%s", detail)
}

// header reads which columns there are.
func (t *peopleRows) header(cells []cell) bool {
	sound := true
	for _, c := range cells {
		column := strings.ToLower(c.text)
		switch {
		case column == "":
		case !slices.Contains(peopleColumns(), column):
			sound = false
			t.report(codePeopleFile, t.at(c.at), "A table of people has no column %q.%s Mend the first line, or remove the column.", c.text, hint(column, peopleColumns()))
		case slices.Contains(t.columns, column):
			sound = false
			t.report(codePeopleFile, t.at(c.at), "The column %q is there twice. Remove one of the two.", column)
		}
		t.columns = append(t.columns, column)
	}
	for _, column := range []string{"name", "email"} {
		if sound && !slices.Contains(t.columns, column) {
			sound = false
			t.report(codePeopleFile, t.at(t.line(cells[0].at.Start.Line)), "The column %q is missing. The first line names the columns, parted by commas, semicolons or tabs, such as: name,email,roles.", column)
		}
	}
	return sound
}

// person reads a line as a block.
func (t *peopleRows) person(cells []cell) bool {
	row := source{kind: "person", whole: hcl.RangeBetween(cells[0].at, cells[len(cells)-1].at)}
	row.opening = row.whole
	attributes := hclsyntax.Attributes{}
	for i, c := range cells {
		switch {
		case c.text == "":
		case i >= len(t.columns) || t.columns[i] == "":
			t.report(codePeopleFile, t.at(c.at), "The line has %d cells, and the header names no column above this one. Put text that holds the separator in double quotes.", len(cells))
			return false
		case t.columns[i] == columnID:
			row.label, row.labelAt = c.text, c.at
		default:
			if t.columns[i] == "name" && row.label == "" {
				row.label, row.labelAt = nameOf(c.text), c.at
			}
			attributes[t.columns[i]] = &hclsyntax.Attribute{Name: t.columns[i], Expr: t.expression(t.columns[i], c), SrcRange: c.at, NameRange: c.at, EqualsRange: c.at}
		}
	}
	if row.label == "" {
		t.unnamed(row, attributes["name"])
		return false
	}
	inner := *t.reader
	inner.ctx = t.root // whatever repeats the party repeats no line
	row.body = &hclsyntax.Body{Attributes: attributes, SrcRange: row.whole, EndRange: row.whole}
	inner.block(row, t.blocks, map[string]hcl.Range{})
	return true
}

// unnamed reports somebody who has no name, or one of which no ID can be made.
func (t *peopleRows) unnamed(row source, name *hclsyntax.Attribute) {
	if name == nil {
		t.report(codePeopleFile, t.at(row.whole), "The line names nobody. Write the person's full name in the column \"name\", or remove the line.")
		return
	}
	t.report(codePeopleFile, t.at(name.SrcRange), "No id in the letters a to z can be made of this name. Add the column \"id\" with one, such as \"li-lei\".")
}

// expression writes a cell as the value of an attribute.
func (t *peopleRows) expression(column string, c cell) hclsyntax.Expression {
	text := func(s string) hclsyntax.Expression {
		return &hclsyntax.LiteralValueExpr{Val: cty.StringVal(s), SrcRange: c.at}
	}
	switch column {
	case columnRoles:
		list := &hclsyntax.TupleConsExpr{SrcRange: c.at, OpenRange: c.at}
		for _, role := range strings.FieldsFunc(c.text, func(r rune) bool { return r == ';' || r == ',' || unicode.IsSpace(r) }) {
			list.Exprs = append(list.Exprs, text(role))
		}
		return list
	case columnDeputy:
		name := c.text
		if !nameForm.MatchString(name) {
			name = nameOf(name)
		}
		return &hclsyntax.ScopeTraversalExpr{
			Traversal: hcl.Traversal{hcl.TraverseRoot{Name: "person", SrcRange: c.at}, hcl.TraverseAttr{Name: name, SrcRange: c.at}}, SrcRange: c.at,
		}
	default:
		return text(c.text)
	}
}

// nameOf makes the name of a block of what somebody is called; empty if nothing is left.
func nameOf(called string) string {
	name := strings.Join(latin.Words(called), "-")
	return strings.Trim(name[:min(len(name), nameLimit)], "-")
}

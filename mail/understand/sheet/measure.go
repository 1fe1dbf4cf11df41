package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Bounds of a workbook, unpacked.
const (
	maxParts    = 200
	maxUnpacked = 8 << 20
	maxElements = 200_000
)

// measure looks at what a workbook unpacks to without keeping it, and finds the formulas.
// Nothing else in it is opened, no zip inside of it either. It reports whether the workbook
// can be read.
func (s *reader) measure(book []byte) bool {
	if !bytes.HasPrefix(book, []byte("PK\x03\x04")) {
		s.find(place{}, s.says.noBook)
		return false
	}
	archive, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		s.find(place{}, s.says.broken)
		return false
	}
	// What a part says of its size holds: nothing more of it is ever unpacked.
	size, fits := uint64(0), len(archive.File) <= maxParts
	for _, part := range archive.File {
		fits = fits && part.UncompressedSize64 <= maxUnpacked-size
		if fits {
			size += part.UncompressedSize64
		}
	}
	m := measuring{reader: s}
	for _, part := range archive.File {
		fits = fits && m.part(part)
	}
	if !fits {
		s.find(place{}, s.says.tooLarge, maxRows)
	}
	return len(s.findings) == 0
}

// measuring counts what the parts of a workbook hold.
type measuring struct {
	*reader
	elements int
}

// part reports whether a part is within bounds. What is no XML is for nobody to read.
func (m *measuring) part(part *zip.File) bool {
	name := strings.ToLower(strings.ReplaceAll(part.Name, "\\", "/"))
	if ext := path.Ext(name); ext != ".xml" && ext != ".rels" {
		return true
	}
	content, err := part.Open()
	if err != nil {
		return true // the library will say so
	}
	defer content.Close()
	isSheet := strings.HasPrefix(name, "xl/worksheets/")
	decoder := xml.NewDecoder(io.LimitReader(content, maxUnpacked))
	decoder.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errCharset }
	at := ""
	for {
		token, err := decoder.RawToken()
		if err != nil {
			return true
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if m.elements += 1 + len(start.Attr); m.elements > maxElements {
			return false
		}
		if isSheet && !m.inSheet(start, &at) {
			return false
		}
	}
}

// errCharset keeps the decoder from looking for other charsets; workbooks have none.
var errCharset = errors.New("only UTF-8 is read")

// inSheet notes the cell that an element of a sheet is about, or the formula in it, and
// reports whether the cell is within bounds.
func (m *measuring) inSheet(start xml.StartElement, at *string) bool {
	switch start.Name.Local {
	case "c":
		*at = attribute(start, "r")
		column, row, err := excelize.CellNameToCoordinates(*at)
		return *at == "" || err == nil && column <= maxColumns && row <= maxRows
	case "row":
		row := attribute(start, "r")
		return len(row) < len("1000") || row == "1000"
	case "f":
		m.find(place{cell: *at}, m.says.formula)
	}
	return true
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

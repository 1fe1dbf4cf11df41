package message

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"
)

// Table is an attached table as it came: the text of one in CSV, or the bytes of a
// workbook. What is in it is somebody else's business.
type Table struct {
	Name string // as the sender's program names it
	Text string
	Book []byte
	// TooLarge says that it is larger than any account and was not read.
	TooLarge bool
}

const (
	// maxTables is how many are kept; who attaches more has to say which counts.
	maxTables = 3
	// maxBook bounds a workbook. Accounts of a quarter are a thousandth of it.
	maxBook = 2 << 20
)

// isBook reports whether a part is a workbook of a spreadsheet program. Programs label it
// as they like, so its name counts, too.
func isBook(p *Part) bool {
	switch strings.ToLower(path.Ext(p.filename)) {
	case ".xlsx", ".xlsm", ".xls", ".ods":
		return true
	}
	return strings.HasPrefix(p.Kind, "application/vnd.openxmlformats-officedocument.spreadsheetml") ||
		strings.HasPrefix(p.Kind, "application/vnd.oasis.opendocument.spreadsheet")
}

// keepTable keeps what an attached table holds.
func (c *collector) keepTable(p *Part) {
	if len(c.tables) == maxTables || !isBook(p) && !isSheet(p) {
		return
	}
	t := Table{Name: attachmentName(p)}
	if isBook(p) {
		t.Book = p.Decoded(maxBook + 1)
		t.TooLarge = len(t.Book) > maxBook
	} else {
		t.TooLarge = len(p.Decoded(maxSource+1)) > maxSource
		t.Text = tableText(p)
	}
	if t.TooLarge {
		t.Text, t.Book = "", nil
	}
	c.tables = append(c.tables, t)
}

// tableText is the text of a table in CSV. A mail program that attaches a file does not know
// in which charset it is, and may name that of its own mails: where the file shows its own,
// by a byte order mark or by being UTF-8, that counts.
func tableText(p *Part) string {
	b, charset := p.Decoded(maxSource), p.Params["charset"]
	if showsItself(b) {
		charset = ""
	}
	text, _ := toUTF8(charset, b) // guessing is noted where the text is read as a reply
	return text
}

// showsItself reports whether text can be in no other charset than the one that it shows.
func showsItself(b []byte) bool {
	return bytes.HasPrefix(b, []byte{0xff, 0xfe}) || bytes.HasPrefix(b, []byte{0xfe, 0xff}) || utf8.Valid(b) && !isASCII(b)
}

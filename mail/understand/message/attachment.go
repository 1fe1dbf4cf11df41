package message

import (
	"encoding/csv"
	"path"
	"slices"
	"strings"
	"unicode"
)

// Attachment is a file that came with a mail.
type Attachment struct {
	Name string // as the sender's program names it; its kind where it has no name
	Kind string // media type in lower case
	// InPage says that it is a picture that belongs to the page, such as a logo.
	InPage bool
}

// addedKinds and addedNames are of what mail programs add to what somebody writes.
var (
	addedKinds = map[string]bool{"text/vcard": true, "text/x-vcard": true, "text/directory": true, "text/calendar": true, "application/ics": true}
	addedNames = map[string]bool{".vcf": true, ".ics": true, ".asc": true, ".p7s": true, ".dat": true}
)

// Added reports whether a program added it: a logo, a card, an appointment, a key.
func (a Attachment) Added() bool {
	return a.InPage || addedKinds[a.Kind] || addedNames[strings.ToLower(path.Ext(a.Name))]
}

const (
	maxAttachments = 20
	maxName        = 80
)

// encryptedKinds are what only the person written to can open; Rapport has no
// key of its own.
var encryptedKinds = map[string]bool{
	"multipart/encrypted":                     true, // PGP (RFC 3156)
	"application/x-microsoft-rpmsg-message":   true, // Outlook's rights management
	"application/vnd.ms-outlook.rpmsg":        true,
	"application/vnd.microsoft.rpmsg.message": true,
}

// silentKinds come with a mail without anybody having attached them.
var silentKinds = map[string]bool{
	"application/pgp-signature": true, "application/pkcs7-signature": true, "application/x-pkcs7-signature": true,
	"application/pgp-keys": true, "application/pgp-encrypted": true, "application/ms-tnef-properties": true,
	"message/delivery-status": true, "message/disposition-notification": true,
}

// attach notes a part that is no text. A picture that belongs to the page, such
// as a logo, is named only when there is nothing else.
func (c *collector) attach(p *Part, attached bool) {
	if silentKinds[p.Kind] || len(p.Children) > 0 {
		return
	}
	a := Attachment{Name: attachmentName(p), Kind: p.Kind}
	a.InPage = strings.HasPrefix(p.Kind, "image/") && p.disposition != "attachment" && (p.Header.Has("content-id") || !attached)
	if a.InPage {
		c.pictures = append(c.pictures, a)
		return
	}
	c.attachments = append(c.attachments, a)
	c.keepTable(p)
}

func attachmentName(p *Part) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, path.Base(strings.ReplaceAll(p.filename, `\`, "/")))
	name = strings.Join(strings.Fields(name), " ")
	if letters := []rune(name); len(letters) > maxName {
		name = string(letters[:maxName-1]) + "…"
	}
	switch {
	case p.filename != "" && name != "" && name != ".":
		return name
	case isTNEF(p):
		return "winmail.dat"
	default:
		return p.Kind
	}
}

// isTNEF recognises Outlook's own form, which hides what was attached.
func isTNEF(p *Part) bool {
	return p.Kind == "application/ms-tnef" || p.Kind == "application/vnd.ms-tnef"
}

// Hidden reports whether a mail came in Outlook's own form, in which its text, its calendar's
// answer or its files are hidden from every other program.
func (m Message) Hidden() bool {
	return slices.ContainsFunc(m.Attachments, func(a Attachment) bool {
		return a.Kind == "application/ms-tnef" || a.Kind == "application/vnd.ms-tnef" || strings.EqualFold(a.Name, "winmail.dat")
	})
}

// isTextFile reports whether an attachment is text that people read: programs
// label it as they like, so its name counts, too.
func isTextFile(p *Part) bool {
	switch p.Kind {
	case "text/csv", "text/tab-separated-values", "text/comma-separated-values", "text/markdown", "application/csv":
		return true
	case "application/octet-stream", "application/vnd.ms-excel", "application/text", "application/txt":
		switch strings.ToLower(path.Ext(p.filename)) {
		case ".txt", ".csv", ".tsv", ".md":
			return true
		}
	}
	return false
}

// isSheet reports whether a text holds rows of values.
func isSheet(p *Part) bool {
	ext := strings.ToLower(path.Ext(p.filename))
	return ext == ".csv" || ext == ".tsv" || strings.HasSuffix(p.Kind, "csv") || strings.HasSuffix(p.Kind, "-separated-values")
}

// maxRows bounds how much of a sheet is read as a reply.
const maxRows = 500

// sheetText writes the rows of a sheet as lines that people, and we, can read.
// What is no sheet is returned as it is.
func sheetText(text string) string {
	head, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	comma, most := ',', 0
	for _, sign := range ",;\t|" {
		if n := strings.Count(head, string(sign)); n > most {
			comma, most = sign, n
		}
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.TrimLeadingSpace = comma, -1, true, true
	var rows []string
	for len(rows) < maxRows {
		cells, err := r.Read()
		if err != nil {
			break
		}
		if row := joinCells(cells); row != "" {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return text
	}
	return strings.Join(rows, "\n")
}

// cellMark parts the cells of a row; without it "1" and "200" would be a number.
const cellMark = " | "

// joinCells writes a row. Empty cells at its ends are dropped.
func joinCells(cells []string) string {
	from, to := len(cells), 0
	for i := range cells {
		cells[i] = strings.Join(strings.Fields(cells[i]), " ")
		if cells[i] != "" {
			from, to = min(from, i), i+1
		}
	}
	if from >= to {
		return ""
	}
	return strings.Join(cells[from:to], cellMark)
}

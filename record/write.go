package record

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"text/template"
)

// ownerOnly is the mode of everything: a record holds people's names, addresses and money.
const (
	ownerOnly       = 0o600
	ownerOnlyFolder = 0o700
)

//go:embed readme.txt
var readmeSource string

var readme = template.Must(template.New("readme").Option("missingkey=error").Parse(readmeSource))

// Write writes the record into a directory that does not exist yet or is empty. The manifest
// comes last: a record without one is not whole.
func (r Record) Write(dir string) error {
	if err := r.write(dir); err != nil {
		return fmt.Errorf("write record of %s: %w", r.InForce.Slug, err)
	}
	return nil
}

func (r Record) write(dir string) error {
	switch there, err := os.ReadDir(dir); {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case len(there) > 0:
		return fmt.Errorf("%s is not empty; name a new directory", dir)
	}
	files, err := r.files()
	if err != nil {
		return err
	}
	m := Manifest{
		FormatVersion: version, Partnership: r.InForce.Slug, Title: r.InForce.Title, ExportedAt: r.At.UTC(), InForce: r.InForce.Digest(),
		Journal: Head{Entries: r.Head.Seq, Hash: r.Head.Hash},
	}
	if r.For != "" {
		m.For, m.LeftOut = r.For, &r.LeftOut
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	for _, f := range files {
		if err := put(dir, f); err != nil {
			return err
		}
		m.Files = append(m.Files, Listed{Path: f.Path, SHA256: digest(f.Content), Size: len(f.Content)})
	}
	listing, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	return put(dir, File{ManifestFile, append(listing, '\n')})
}

func put(dir string, f File) error {
	path := filepath.Join(dir, filepath.FromSlash(f.Path))
	if err := os.MkdirAll(filepath.Dir(path), ownerOnlyFolder); err != nil {
		return err
	}
	return os.WriteFile(path, f.Content, ownerOnly)
}

// files are all but the manifest.
func (r Record) files() ([]File, error) {
	journal, err := journalOf(r)
	if err != nil {
		return nil, err
	}
	var hints bytes.Buffer
	if err := readme.Execute(&hints, r); err != nil {
		return nil, err
	}
	files := append([]File{{readmeFile, hints.Bytes()}, {journalFile, journal}}, r.Charters...)
	for _, s := range r.Specs {
		files = append(files, File{specsFolder + "/" + s.Digest + ".json", s.Body})
	}
	for folder, mails := range map[string][][]byte{mailsFolder: r.Mails, askedFolder: r.Asked} {
		for _, raw := range mails {
			files = append(files, File{folder + "/" + digest(raw) + ".eml", raw})
		}
	}
	figures, err := lines(r.Figures)
	if err != nil {
		return nil, fmt.Errorf("figures: %w", err)
	}
	booked, err := lines(r.Ledger)
	if err != nil {
		return nil, fmt.Errorf("ledger: %w", err)
	}
	return append(files, File{figuresFile, figures}, File{ledgerFile, booked}), nil
}

// line is an entry in the journal's file. The entry stands in it byte for byte as it was
// hashed; of one that is withheld the hash alone.
type line struct {
	Seq   int64           `json:"seq"`
	ID    string          `json:"id,omitempty"`
	Hash  string          `json:"hash"`
	Entry json.RawMessage `json:"entry,omitempty"`
}

func journalOf(r Record) ([]byte, error) {
	var list []line
	for _, row := range r.Journal {
		l := line{Seq: row.Seq, Hash: row.Hash}
		if row.Entry != "" {
			l.ID, l.Entry = row.ID, json.RawMessage(row.Entry)
		}
		list = append(list, l)
	}
	b, err := lines(list)
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	return b, nil
}

// lines writes each as JSON on a line of its own.
func lines[T any](list []T) ([]byte, error) {
	var out bytes.Buffer
	for _, one := range list {
		b, err := json.Marshal(one)
		if err != nil {
			return nil, err
		}
		out.Write(append(b, '\n'))
	}
	return out.Bytes(), nil
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

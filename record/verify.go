package record

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/mail"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/chain"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Report is what a check of a record came to.
type Report struct {
	Manifest
	Specs, Mails int
	// Withheld is how many entries of the journal have a hash alone, because they are no
	// affair of the party for which the record is written. What they say is not proven.
	Withheld int
	// Bound are the specs that all who sign for the parties have signed.
	Bound []Bound
	// Signatures are those that stand, in the order in which they were given.
	Signatures []Signature
	// Faults say what is not as it was written, one a line. Without any the record is whole.
	Faults []string
}

// Signature is one that the journal tells of, with what it rests on.
type Signature struct {
	procedure.Signature
	Name      string // of the person
	PartyName string
	File      string // the mail that it rests on; empty where it was given elsewhere
}

// Bound is a spec that all have signed, since the last of them.
type Bound struct {
	Spec  string // digest
	Since time.Time
}

// ErrNoRecord says that there is no manifest.
var ErrNoRecord = errors.New("no manifest.json: this is no record, or one that was never finished")

// Verify checks a record. The error says that it could not be read at all.
func Verify(files fs.FS) (Report, error) {
	src, err := fs.ReadFile(files, ManifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		return Report{}, ErrNoRecord
	}
	if err != nil {
		return Report{}, fmt.Errorf("read manifest: %w", err)
	}
	v := verifier{files: files, content: map[string][]byte{}, specs: map[string]partnership.Spec{}}
	if err := json.Unmarshal(src, &v.report.Manifest); err != nil {
		return Report{}, fmt.Errorf("read manifest: %w", err)
	}
	if v.report.FormatVersion != version {
		return Report{}, fmt.Errorf("read manifest: its form is version %d, and this program knows %d", v.report.FormatVersion, version)
	}
	if err := v.list(); err != nil {
		return Report{}, err
	}
	v.readSpecs()
	v.readMails()
	v.follow()
	v.look()
	v.bind()
	return v.report, nil
}

// verifier checks one thing after the other.
type verifier struct {
	files   fs.FS
	report  Report
	content map[string][]byte // by path, of what is as the manifest says
	specs   map[string]partnership.Spec
	mails   []kept
	given   []given
}

// kept is a mail of the record.
type kept struct {
	file, id, sender string
}

func (v *verifier) fault(format string, args ...any) {
	v.report.Faults = append(v.report.Faults, fmt.Sprintf(format, args...))
}

// list compares the files with the manifest.
func (v *verifier) list() error {
	listed := map[string]bool{ManifestFile: true}
	for _, f := range v.report.Files {
		listed[f.Path] = true
		content, err := fs.ReadFile(v.files, f.Path)
		switch {
		case err != nil:
			v.fault("%s: it is in the manifest and cannot be read here", f.Path)
		case digest(content) != f.SHA256 || len(content) != f.Size:
			v.fault("%s: its content is not what the manifest says", f.Path)
		default:
			v.content[f.Path] = content
		}
	}
	err := fs.WalkDir(v.files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !listed[name] {
			v.fault("%s: it is not in the manifest", name)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("list record: %w", err)
	}
	return nil
}

// folder gives the files of a folder that are named after their hash, by name.
func (v *verifier) folder(name string) []string {
	var paths []string
	for p, content := range v.content {
		if path.Dir(p) != name {
			continue
		}
		if base := path.Base(p); digest(content) != strings.TrimSuffix(base, path.Ext(base)) {
			v.fault("%s: its name is not its SHA-256", p)
			continue
		}
		paths = append(paths, p)
	}
	slices.Sort(paths)
	return paths
}

func (v *verifier) readSpecs() {
	for _, p := range v.folder(specsFolder) {
		var spec partnership.Spec
		if err := json.Unmarshal(v.content[p], &spec); err != nil || spec.Slug != v.report.Partnership {
			v.fault("%s: it is no spec of %s", p, v.report.Partnership)
			continue
		}
		v.specs[digest(v.content[p])] = spec
		v.report.Specs++
	}
	if _, ok := v.specs[v.report.InForce]; !ok {
		v.fault("manifest.json: the spec in force, %s, is not here", v.report.InForce)
	}
}

func (v *verifier) readMails() {
	for _, p := range v.folder(mailsFolder) {
		v.report.Mails++
		k := kept{file: p}
		if m, err := mail.ReadMessage(bytes.NewReader(v.content[p])); err == nil {
			k.id = strings.Trim(m.Header.Get("Message-ID"), " <>\t")
			if from, err := m.Header.AddressList("From"); err == nil && len(from) == 1 {
				k.sender = strings.ToLower(from[0].Address)
			}
		}
		v.mails = append(v.mails, k)
	}
}

// follow recomputes the journal's chain, and looks at the signatures as it goes.
func (v *verifier) follow() {
	c := chain.Of(v.report.Partnership)
	journal := bufio.NewScanner(bytes.NewReader(v.content[journalFile]))
	journal.Buffer(nil, longestEntry)
	for journal.Scan() {
		var l line
		if err := json.Unmarshal(journal.Bytes(), &l); err != nil {
			v.fault("journal.jsonl: a line cannot be read: %v", err)
			return
		}
		if len(l.Entry) == 0 && v.report.For != "" {
			if err := c.Pass(chain.Link{Seq: l.Seq, Hash: l.Hash}); err != nil {
				v.fault("journal.jsonl: %v", err)
				return
			}
			v.report.Withheld++
			continue
		}
		if err := c.Follow(chain.Row{Link: chain.Link{Seq: l.Seq, Hash: l.Hash}, ID: l.ID, Entry: string(l.Entry)}); err != nil {
			v.fault("journal.jsonl: %v", err)
			return
		}
		var e procedure.Entry
		if err := json.Unmarshal(l.Entry, &e); err != nil {
			v.fault("journal.jsonl: entry %d cannot be read: %v", l.Seq, err)
			continue
		}
		v.given = take(v.given, l.Seq, e)
	}
	if l := v.report.LeftOut; l != nil && l.JournalEntries != v.report.Withheld {
		v.fault("journal.jsonl: %d entries are withheld, and the manifest says %d", v.report.Withheld, l.JournalEntries)
	}
	if err := journal.Err(); err != nil {
		v.fault("journal.jsonl: %v", err)
	} else if err := c.End(chain.Link{Seq: v.report.Journal.Entries, Hash: v.report.Journal.Hash}); err != nil {
		v.fault("journal.jsonl: %v", err)
	}
}

// longestEntry is how many bytes a line of the journal may have.
const longestEntry = 16 << 20

// look finds what the signatures rest on that still stand.
func (v *verifier) look() {
	for _, g := range v.given {
		s := Signature{Signature: g.Signature, Name: g.Person, PartyName: g.Party}
		spec, ok := v.specs[s.Spec]
		if !ok {
			v.fault("journal.jsonl: entry %d is a signature under a spec that is not here, %s", g.seq, s.Spec)
			continue
		}
		if p, known := spec.Person(s.Person); known {
			s.Name = p.Name
		}
		for _, p := range spec.Parties {
			if p.ID == s.Party {
				s.PartyName = p.Name
			}
		}
		if s.Method == procedure.SignedByMail {
			v.rests(g.seq, spec, &s)
		}
		v.report.Signatures = append(v.report.Signatures, s)
	}
}

// rests finds the mail that a signature rests on.
func (v *verifier) rests(seq int64, spec partnership.Spec, s *Signature) {
	may := slices.ContainsFunc(spec.Signers(), func(one partnership.Signer) bool { return one.Person == s.Person && one.Party == s.Party })
	if !may {
		v.fault("journal.jsonl: entry %d is a signature of %s, who does not sign for %s", seq, s.Name, s.PartyName)
	}
	i := slices.IndexFunc(v.mails, func(k kept) bool { return k.id != "" && k.id == strings.Trim(s.Message, "<>") })
	switch {
	case i < 0:
		v.fault("mails: the mail that the signature of %s rests on, %s, is not here", s.Name, s.Message)
	case v.mails[i].sender != strings.ToLower(s.Sender):
		v.fault("%s: it is not from the address that signed for %s", v.mails[i].file, s.PartyName)
	case s.Mail != "" && s.Mail != procedure.RawMailID(v.mails[i].id, v.content[v.mails[i].file]):
		v.fault("%s: it does not say what was signed for %s", v.mails[i].file, s.PartyName)
	default:
		s.File = v.mails[i].file
	}
}

// bind finds what was signed by all who sign for its parties. Who signed a spec that says the
// same in all that needs consent has signed this one.
func (v *verifier) bind() {
	for _, s := range v.report.Signatures {
		if slices.ContainsFunc(v.report.Bound, func(b Bound) bool { return b.Spec == s.Spec }) {
			continue
		}
		if since, all := v.signedByAll(s.Spec); all {
			v.report.Bound = append(v.report.Bound, Bound{Spec: s.Spec, Since: since})
		}
	}
}

func (v *verifier) signedByAll(digest string) (since time.Time, all bool) {
	spec := v.specs[digest]
	for _, signer := range spec.Signers() {
		i := slices.IndexFunc(v.report.Signatures, func(s Signature) bool {
			return s.Party == signer.Party && (s.Person == signer.Person || s.Method == procedure.SignedElsewhere) && Same(v.specs[s.Spec], spec)
		})
		if i < 0 {
			return since, false
		}
		if at := v.report.Signatures[i].At; at.After(since) {
			since = at
		}
	}
	return since, true
}

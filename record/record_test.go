package record_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/chain"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/record"
)

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

var noon = time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)

// tea is a partnership of two, one of whom signs for each.
func tea() partnership.Spec {
	person := func(id, name, email string) partnership.Person {
		return partnership.Person{ID: id, Name: name, Email: email, Roles: []partnership.Role{partnership.RoleLead, partnership.RoleSignatory}}
	}
	return partnership.Spec{
		Slug: "tea", Title: "Tea & pots", Start: cadence.Date{Year: 2026, Month: 1, Day: 1}, End: cadence.Date{Year: 2026, Month: 12, Day: 31},
		Parties: []partnership.Party{
			{ID: "leaf", Name: "Leaf Ltd", People: []partnership.Person{person("bo", "Bo Li", "bo@leaf.example")}},
			{ID: "pot", Name: "Pot AS", People: []partnership.Person{person("ann", "Ann Vik", "ann@pot.example")}},
		},
		Goals: []partnership.Goal{},
	}
}

// letter is a mail that somebody signs with.
func letter(id, from string) []byte {
	return []byte("Message-ID: <" + id + ">\r\nFrom: Somebody <" + from + ">\r\nSubject: Re: Tea & pots\r\n\r\nSIGN\r\n")
}

// book writes a journal.
type book struct {
	rows []chain.Row
	head chain.Link
}

func (b *book) add(t *testing.T, e procedure.Entry) {
	t.Helper()
	e.ID, e.At, e.Workflow = "e"+string(rune('a'+len(b.rows))), noon.Add(time.Duration(len(b.rows))*time.Hour), "tea/agreement/1"
	body, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	if b.head.Hash == "" {
		b.head = chain.Origin("tea")
	}
	b.head = b.head.Next(string(body))
	b.rows = append(b.rows, chain.Row{Link: b.head, ID: e.ID, Entry: string(body)})
}

func signature(spec partnership.Spec, person, party, message, sender string) procedure.Entry {
	return procedure.Entry{
		Kind: procedure.EntrySignature, Actor: person, Text: person + " signed for " + party, Outcome: procedure.OutcomeSigned, Source: message,
		Signature: &procedure.Signature{
			Person: person, Party: party, Spec: spec.Digest(), Charter: procedure.Charter(spec.Digest()), Message: message, Sender: sender,
			Mail:  procedure.MailID(message, hash([]byte("SIGN\r\n"))),
			Proof: "dkim=pass", At: noon, Method: procedure.SignedByMail,
		},
	}
}

// whole is a record that both have signed.
func whole(t *testing.T) record.Record {
	t.Helper()
	spec := tea()
	body, err := json.Marshal(spec)
	if err != nil {
		t.Fatal(err)
	}
	var b book
	b.add(t, procedure.Entry{Kind: procedure.EntryBegin, Text: "Agreement <1> began & is open"})
	b.add(t, signature(spec, "bo", "leaf", "1@leaf.example", "bo@leaf.example"))
	b.add(t, signature(spec, "ann", "pot", "2@pot.example", "ann@pot.example"))
	return record.Record{
		At: noon, InForce: spec, Specs: []record.Spec{{Digest: spec.Digest(), Body: body}}, Journal: b.rows, Head: b.head,
		Mails: [][]byte{letter("1@leaf.example", "bo@leaf.example"), letter("2@pot.example", "Ann@Pot.example")}, Asked: [][]byte{[]byte("Subject: Please sign\r\n\r\n")},
		Charters: []record.File{{Path: "charter/en.txt", Content: []byte("Charter\n")}},
		Figures:  []measure.Reading{{ID: "1", KPI: "mql", Value: decimal.NewFromInt(7), Reporter: "bo", At: noon}},
	}
}

// on puts a record where files can be changed.
func on(t *testing.T, r record.Record) fstest.MapFS {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "record")
	if err := r.Write(dir); err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func verify(t *testing.T, files fstest.MapFS) record.Report {
	t.Helper()
	r, err := record.Verify(files)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestARecordThatNobodyTouchedIsWhole(t *testing.T) {
	t.Parallel()
	r := verify(t, on(t, whole(t)))
	if len(r.Faults) > 0 {
		t.Errorf("faults: %v", r.Faults)
	}
	var signed []string
	for _, s := range r.Signatures {
		signed = append(signed, s.Name+" for "+s.PartyName)
		if s.File == "" {
			t.Errorf("the signature of %s rests on no mail", s.Name)
		}
	}
	if diff := cmp.Diff([]string{"Bo Li for Leaf Ltd", "Ann Vik for Pot AS"}, signed); diff != "" {
		t.Errorf("signatures (-want +got):\n%s", diff)
	}
	if len(r.Bound) != 1 || r.Bound[0].Spec != tea().Digest() || !r.Bound[0].Since.Equal(noon) {
		t.Errorf("signed by all: %+v", r.Bound)
	}
	if r.Specs != 1 || r.Mails != 2 || r.Journal.Entries != 3 {
		t.Errorf("got %+v", r)
	}
}

// forge changes a file and, as a careful forger would, what the manifest says of it.
func forge(t *testing.T, files fstest.MapFS, name string, content []byte) {
	t.Helper()
	var m record.Manifest
	if err := json.Unmarshal(files[record.ManifestFile].Data, &m); err != nil {
		t.Fatal(err)
	}
	known := false
	for i := range m.Files {
		if m.Files[i].Path == name {
			m.Files[i].SHA256, m.Files[i].Size, known = hash(content), len(content), true
		}
	}
	if !known {
		m.Files = append(m.Files, record.Listed{Path: name, SHA256: hash(content), Size: len(content)})
	}
	src, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	files[record.ManifestFile] = &fstest.MapFile{Data: src}
	files[name] = &fstest.MapFile{Data: content}
}

// TestWhatWasTouchedIsFound changes a record in every way that its hashes can see, with the
// manifest made to fit.
func TestWhatWasTouchedIsFound(t *testing.T) {
	t.Parallel()
	only := func(files fstest.MapFS, folder string) string {
		for name := range files {
			if strings.HasPrefix(name, folder+"/") {
				return name
			}
		}
		return ""
	}
	for _, tt := range []struct {
		name  string
		touch func(t *testing.T, files fstest.MapFS)
		want  string
	}{
		{"a file is changed", func(_ *testing.T, f fstest.MapFS) { f["charter/en.txt"].Data = []byte("Charter!\n") }, "charter/en.txt: its content is not what the manifest says"},
		{"a file is lost", func(_ *testing.T, f fstest.MapFS) { delete(f, "figures.jsonl") }, "figures.jsonl: it is in the manifest and cannot be read here"},
		{"a file is added", func(_ *testing.T, f fstest.MapFS) { f["charter/other.txt"] = &fstest.MapFile{} }, "charter/other.txt: it is not in the manifest"},
		{"a word of the journal is changed", func(t *testing.T, f fstest.MapFS) {
			forge(t, f, "journal.jsonl", []byte(strings.Replace(string(f["journal.jsonl"].Data), "began", "ended", 1)))
		}, "broken at entry 1: the hash does not match the content"},
		{"an entry is taken out", func(t *testing.T, f fstest.MapFS) {
			lines := strings.SplitAfter(string(f["journal.jsonl"].Data), "\n")
			forge(t, f, "journal.jsonl", []byte(lines[0]+lines[2]))
		}, "broken at entry 2: the entry is missing"},
		{"the end is cut off", func(t *testing.T, f fstest.MapFS) {
			lines := strings.SplitAfter(string(f["journal.jsonl"].Data), "\n")
			forge(t, f, "journal.jsonl", []byte(lines[0]+lines[1]))
		}, "broken at entry 3: the newest entries do not match the recorded head"},
		{"a line is garbled", func(t *testing.T, f fstest.MapFS) {
			forge(t, f, "journal.jsonl", append([]byte("{\n"), f["journal.jsonl"].Data...))
		}, "a line cannot be read"},
		{"a spec is changed", func(t *testing.T, f fstest.MapFS) {
			name := only(f, "specs")
			forge(t, f, name, []byte(strings.Replace(string(f[name].Data), "Pot AS", "Pan AS", 1)))
		}, "its name is not its SHA-256"},
		{"a mail is changed", func(t *testing.T, f fstest.MapFS) {
			name := only(f, "mails")
			forge(t, f, name, append(f[name].Data, '!'))
		}, "its name is not its SHA-256"},
		{"a mail says something else, by every name", func(t *testing.T, f fstest.MapFS) {
			for name := range f {
				if raw := f[name].Data; strings.HasPrefix(name, "mails/") && strings.Contains(string(raw), "1@leaf.example") {
					other := []byte(strings.Replace(string(raw), "SIGN", "NEVER", 1))
					delete(f, name)
					forge(t, f, "mails/"+hash(other)+".eml", other)
					return
				}
			}
		}, "it does not say what was signed for Leaf Ltd"},
		{"a mail is of somebody else", func(t *testing.T, f fstest.MapFS) {
			raw := letter("1@leaf.example", "eve@leaf.example")
			for name := range f {
				if strings.HasPrefix(name, "mails/") && strings.Contains(string(f[name].Data), "1@leaf.example") {
					delete(f, name)
				}
			}
			forge(t, f, "mails/"+hash(raw)+".eml", raw)
		}, "it is not from the address that signed for Leaf Ltd"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			files := on(t, whole(t))
			tt.touch(t, files)
			if r := verify(t, files); !strings.Contains(strings.Join(r.Faults, "\n"), tt.want) {
				t.Errorf("the faults are\n%s\nwant %q", strings.Join(r.Faults, "\n"), tt.want)
			}
		})
	}
}

// TestASignatureNeedsWhatItRestsOn journals signatures that prove nothing.
func TestASignatureNeedsWhatItRestsOn(t *testing.T) {
	t.Parallel()
	other := tea()
	other.Title = "Coffee"
	for _, tt := range []struct {
		name  string
		entry procedure.Entry
		want  string
	}{
		{"no mail", signature(tea(), "bo", "leaf", "3@leaf.example", "bo@leaf.example"), "the mail that the signature of Bo Li rests on, 3@leaf.example, is not here"},
		{"for the other party", signature(tea(), "bo", "pot", "1@leaf.example", "bo@leaf.example"), "is a signature of Bo Li, who does not sign for Pot AS"},
		{"a spec that is not here", signature(other, "bo", "leaf", "1@leaf.example", "bo@leaf.example"), "is a signature under a spec that is not here"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := whole(t)
			b := book{rows: r.Journal, head: r.Head}
			b.add(t, tt.entry)
			r.Journal, r.Head = b.rows, b.head
			if got := verify(t, on(t, r)); !strings.Contains(strings.Join(got.Faults, "\n"), tt.want) {
				t.Errorf("the faults are %q, want %q", got.Faults, tt.want)
			}
		})
	}
}

func TestASignatureThatWasTakenBackIsNone(t *testing.T) {
	t.Parallel()
	r := whole(t)
	b := book{rows: r.Journal, head: r.Head}
	b.add(t, procedure.Entry{Kind: procedure.EntrySignature, Actor: "ann", Text: "ann has taken the signature back"})
	r.Journal, r.Head = b.rows, b.head
	got := verify(t, on(t, r))
	if len(got.Signatures) != 1 || got.Signatures[0].Person != "bo" || len(got.Bound) != 0 || len(got.Faults) != 0 {
		t.Errorf("got %+v", got)
	}
}

// TestWhatOnlyConcernsPeopleVoidsNoSignature has an address of a lead change between the two
// signatures, and then the term.
func TestWhatOnlyConcernsPeopleVoidsNoSignature(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		change func(*partnership.Spec)
		bound  int
	}{
		{"a language", func(s *partnership.Spec) { s.Parties[0].People[0].Language = "ru" }, 2},
		{"the term", func(s *partnership.Spec) { s.End = s.End.AddDays(1) }, 0},
	} {
		r, later := whole(t), tea()
		tt.change(&later)
		body, err := json.Marshal(later)
		if err != nil {
			t.Fatal(err)
		}
		r.Specs, r.InForce = append(r.Specs, record.Spec{Digest: later.Digest(), Body: body}), later
		var b book
		b.add(t, signature(tea(), "bo", "leaf", "1@leaf.example", "bo@leaf.example"))
		b.add(t, signature(later, "ann", "pot", "2@pot.example", "ann@pot.example"))
		r.Journal, r.Head = b.rows, b.head
		if got := verify(t, on(t, r)); len(got.Bound) != tt.bound || len(got.Faults) > 0 {
			t.Errorf("%s: signed by all are %+v, want %d; faults %v", tt.name, got.Bound, tt.bound, got.Faults)
		}
	}
}

func TestConsentElsewhereIsTold(t *testing.T) {
	t.Parallel()
	r := whole(t)
	spec := tea()
	var b book
	for _, party := range []string{"leaf", "pot"} {
		b.add(t, procedure.Entry{Kind: procedure.EntrySignature, Signature: &procedure.Signature{
			Party: party, Spec: spec.Digest(), At: noon, Method: procedure.SignedElsewhere, SignedOn: spec.Start, Reference: "Contract 17/26",
		}})
	}
	r.Journal, r.Head, r.Mails = b.rows, b.head, nil
	if got := verify(t, on(t, r)); len(got.Signatures) != 2 || len(got.Bound) != 1 || len(got.Faults) != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestARecordIsWrittenIntoANewDirectoryOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r := whole(t)
	if err := r.Write(dir); err != nil {
		t.Fatal(err)
	}
	if err := r.Write(dir); err == nil || !strings.Contains(err.Error(), "is not empty; name a new directory") {
		t.Errorf("got %v", err)
	}
	for _, name := range []string{record.ManifestFile, "journal.jsonl"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

func TestWhatIsNoRecordIsSaid(t *testing.T) {
	t.Parallel()
	for name, files := range map[string]fstest.MapFS{
		"no manifest": {},
		"not JSON":    {record.ManifestFile: {Data: []byte("tea")}},
		"a newer one": {record.ManifestFile: {Data: []byte(`{"format_version": 2}`)}},
	} {
		if r, err := record.Verify(files); err == nil {
			t.Errorf("%s: got %+v", name, r)
		}
	}
}

// FuzzVerify reads manifests and journals of any content: there may be faults, and never a
// panic.
func FuzzVerify(f *testing.F) {
	f.Add([]byte(`{"format_version":1,"partnership":"tea","files":[{"path":"journal.jsonl"}]}`), []byte(`{"seq":1,"id":"a","hash":"b","entry":{"kind":"signature","signature":{}}}`))
	f.Add([]byte(`{"format_version":1}`), []byte(`[]`))
	f.Fuzz(func(_ *testing.T, manifest, journal []byte) {
		_, _ = record.Verify(fstest.MapFS{record.ManifestFile: {Data: manifest}, "journal.jsonl": {Data: journal}, "mails/x.eml": {Data: journal}})
	})
}

// private is a record with what is the affair of one side.
func private(t *testing.T) record.Record {
	t.Helper()
	r := whole(t)
	b := book{rows: r.Journal, head: r.Head}
	b.add(t, procedure.Entry{Kind: procedure.EntryPhase, Actor: "bo", Text: "bo let the check-in pass without an answer"})
	b.add(t, procedure.Entry{Kind: procedure.EntryMeasure, Text: "mql = 7"})
	r.Journal, r.Head = b.rows, b.head
	r.Ledger = []ledger.Entry{
		{ID: "l1", Party: "leaf", Kind: ledger.Money, Amount: decimal.NewFromInt(41237), By: "bo", At: noon},
		{ID: "l2", Party: "leaf", Kind: ledger.Hours, Amount: decimal.NewFromInt(173), Readers: partnership.ReadersAll, By: "bo", At: noon},
		{ID: "l3", Party: "pot", Kind: ledger.Money, Amount: decimal.NewFromInt(63419), By: "ann", At: noon},
	}
	return r
}

// TestARecordForAPartyLeavesOutWhatItMayNotRead: the chain still holds, and the manifest, the
// README and the check say what is missing.
func TestARecordForAPartyLeavesOutWhatItMayNotRead(t *testing.T) {
	t.Parallel()
	r, err := private(t).ForParty("pot")
	if err != nil {
		t.Fatal(err)
	}
	files := on(t, r)
	for name, f := range files {
		for _, secret := range []string{"41237", "let the check-in pass"} {
			if strings.Contains(string(f.Data), secret) {
				t.Errorf("%s holds %q", name, secret)
			}
		}
	}
	for name, want := range map[string]string{
		"ledger.jsonl": "63419", "journal.jsonl": "mql = 7", record.ManifestFile: `"ledger_lines": 1`, "README.txt": "It is written for Pot AS",
	} {
		if !strings.Contains(string(files[name].Data), want) {
			t.Errorf("%s lacks %q:\n%s", name, want, files[name].Data)
		}
	}
	if !strings.Contains(string(files["ledger.jsonl"].Data), "173") {
		t.Error("what all may read is left out")
	}
	checked := verify(t, files)
	if len(checked.Faults) > 0 || checked.Withheld != 2 || checked.For != "pot" || len(checked.Bound) != 1 {
		t.Errorf("got %+v", checked)
	}
	// An entry that says something is no other one, and none may be withheld beyond those that are told of.
	lines := strings.Split(strings.TrimSpace(string(files["journal.jsonl"].Data)), "\n")
	for name, change := range map[string]func([]string) []string{
		"an entry more is withheld": func(lines []string) []string {
			hash := regexp.MustCompile(`"hash":"([0-9a-f]+)"`).FindStringSubmatch(lines[2])[1]
			return append(lines[:2:2], append([]string{`{"seq":3,"hash":"` + hash + `"}`}, lines[3:]...)...)
		},
		"a withheld entry is gone": func(lines []string) []string { return lines[1:] },
	} {
		touched := maps.Clone(files)
		forge(t, touched, "journal.jsonl", []byte(strings.Join(change(lines), "\n")+"\n"))
		if len(verify(t, touched).Faults) == 0 {
			t.Errorf("%s: nothing is wrong", name)
		}
	}
}

// TestTheWholeRecordSaysForWhomItIs is about the record of all sides.
func TestTheWholeRecordSaysForWhomItIs(t *testing.T) {
	t.Parallel()
	files := on(t, private(t))
	if !strings.Contains(string(files["README.txt"].Data), "it is for whoever runs\nthe partnership") {
		t.Errorf("the README says:\n%s", files["README.txt"].Data)
	}
	if _, err := private(t).ForParty("kettle"); err == nil || !strings.Contains(err.Error(), "there are leaf, pot") {
		t.Errorf("a record for a stranger: %v", err)
	}
	withheld := maps.Clone(files)
	forge(t, withheld, "journal.jsonl", regexp.MustCompile(`,"entry":\{.*\}\}`).ReplaceAll(files["journal.jsonl"].Data, []byte("}")))
	if len(verify(t, withheld).Faults) == 0 {
		t.Error("a record of all sides withholds entries, and nothing is wrong")
	}
}

package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/record"
)

// recordIn is the directory of an exported record that the arguments name. A folder that
// has a partnership's name is none, unless somebody exported a record into it.
func recordIn(args []string) (dir string, ok bool) {
	if len(args) != 1 {
		return "", false
	}
	dir = args[0]
	if strings.ContainsAny(dir, `./\`) {
		return dir, true // no slug has these
	}
	_, err := os.Stat(filepath.Join(dir, record.ManifestFile))
	return dir, err == nil
}

func verifyRecord(env Env, dir, head string, asJSON bool) error {
	r, err := record.Verify(os.DirFS(dir))
	if err != nil {
		return refused(fmt.Errorf("verify %s: %w", dir, err))
	}
	if head != "" && !strings.EqualFold(head, r.Journal.Hash) {
		r.Faults = append(r.Faults, "the journal ends with "+r.Journal.Hash+", and not with the hash that --head gives: one of the two is of another record, or of another day")
	}
	if asJSON {
		err = writeJSON(env.Stdout, viewRecord(r))
	} else {
		showRecord(env, r, head)
	}
	if err == nil && len(r.Faults) > 0 {
		return found()
	}
	return err
}

// recordView is what a check of a record came to, for programs.
type recordView struct {
	FormatVersion int             `json:"format_version"`
	Partnership   string          `json:"partnership"`
	Intact        bool            `json:"intact"`
	ExportedAt    string          `json:"exported_at"`
	Head          string          `json:"head"`
	Entries       int64           `json:"entries"`
	Specs         int             `json:"specs"`
	Mails         int             `json:"mails"`
	Signed        []string        `json:"signed"` // digests of specs that all have signed
	Signatures    []signatureView `json:"signatures"`
	Faults        []string        `json:"faults"`
	// For is the party for which it was written, and Withheld how many entries of the journal
	// have a hash alone.
	For      string `json:"for,omitempty"`
	Withheld int    `json:"withheld,omitempty"`
}

type signatureView struct {
	Name   string `json:"name"`
	Party  string `json:"party"`
	Spec   string `json:"spec"`
	At     string `json:"at"`
	Method string `json:"method"`
	Mail   string `json:"mail"` // file
}

func viewRecord(r record.Report) recordView {
	v := recordView{
		FormatVersion: formatVersion, Partnership: r.Partnership, Intact: len(r.Faults) == 0, ExportedAt: r.ExportedAt.Format(time.RFC3339), Head: r.Journal.Hash,
		Entries: r.Journal.Entries, Specs: r.Specs, Mails: r.Mails, Signed: []string{}, Signatures: []signatureView{}, Faults: append([]string{}, r.Faults...),
		For: r.For, Withheld: r.Withheld,
	}
	for _, b := range r.Bound {
		v.Signed = append(v.Signed, b.Spec)
	}
	for _, s := range r.Signatures {
		v.Signatures = append(v.Signatures, signatureView{Name: s.Name, Party: s.PartyName, Spec: s.Spec, At: s.At.Format(time.RFC3339), Method: string(s.Method), Mail: s.File})
	}
	return v
}

func showRecord(env Env, r record.Report, head string) {
	say := func(format string, args ...any) {
		for i, a := range args { // the files are from somebody else
			if text, ok := a.(string); ok {
				args[i] = printable(text)
			}
		}
		fmt.Fprintf(env.Stdout, format+"\n", args...)
	}
	say("Record of %s (%s), written on %s", r.Title, r.Partnership, english.Date(cadence.DateOf(r.ExportedAt)))
	for _, f := range r.Faults {
		say("BROKEN  %s", f)
	}
	if len(r.Faults) == 0 {
		say("intact  %d files, %d of them versions of the spec, %d mails that signatures rest on", len(r.Files), r.Specs, r.Mails)
		say("intact  %d entries of the journal, which ends with\n        %s", r.Journal.Entries, r.Journal.Hash)
	}
	if r.Withheld > 0 {
		say("        of %s only the hash is here: written for %s, the record leaves out what is told to another side alone", journalEntries(r.Withheld), r.For)
	}
	for _, s := range r.Signatures {
		day := english.Date(cadence.DateOf(s.At))
		if s.Method == procedure.SignedElsewhere {
			say("signed  %s, elsewhere, on %s%s", s.PartyName, english.Date(s.SignedOn), reference(s.Reference))
			continue
		}
		say("signed  %s for %s, on %s, by %s; the sender is vouched for: %s", s.Name, s.PartyName, day, s.File, s.Proof)
	}
	for _, b := range r.Bound {
		say("agreed  %s: all who sign have signed, since %s%s", b.Spec[:12], english.Date(cadence.DateOf(b.Since)), inForce(r, b.Spec))
	}
	if len(r.Faults) > 0 {
		say("\nThis is not what was written: what is named above was changed, lost or added since.")
		return
	}
	say("\nWhat this proves: nothing in these files was changed, lost or added since they were written, and every\n" +
		"signature rests on a mail that is here, from the address that it names.")
	if head == "" {
		say("What it cannot prove: that they were not all made up at once. Give --head the end of the journal as you\n" +
			"kept it apart, or as the other side has it. And no record can show that a mail server told the truth.")
		return
	}
	say("The journal ends as --head says, so all of it was there when that became known.\n" +
		"What it cannot prove: that a mail server told the truth about who wrote.")
}

func inForce(r record.Report, spec string) string {
	if spec == r.InForce {
		return "; it was in force when the record was written"
	}
	return ""
}

func reference(text string) string {
	if text == "" {
		return ""
	}
	return ": " + text
}

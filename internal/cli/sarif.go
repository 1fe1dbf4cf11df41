package cli

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/build"
)

const (
	projectPage = "https://github.com/rapport-engine/rapport"
	codePages   = projectPage + "/blob/main/docs/codes/"
	// sourceRoot is the name that code review tools know the checkout by.
	sourceRoot = "%SRCROOT%"
	// fingerprintKey names how fingerprints are made; another way needs another
	// name.
	fingerprintKey = "rapportFinding/v1"
)

// sarifLog turns findings into SARIF 2.1.0, the format of code review tools.
type sarifLog struct {
	dir string
	// beside are files that were named from the working directory.
	beside []string
	// source returns the text of a file that findings speak of, nil when it
	// cannot be read any more.
	source func(file string) []byte
	run    *sarif.Run
	seen   map[string]int // how often a fingerprint occurred
}

// writeSARIF writes the findings about a spec directory. Where the directory
// was named by a relative path, files are named relative to the working
// directory, which code review tools run in.
func writeSARIF(w io.Writer, a validateArgs, diags config.Diagnostics) error {
	l := sarifLog{
		dir: a.dir, beside: a.vars.files, source: sources(a.dir, a.vars.files),
		run: sarif.NewRunWithInformationURI("rapport", projectPage), seen: map[string]int{},
	}
	l.run.Tool.Driver.WithVersion(build.Version())
	// SARIF has no user-perceived characters, so columns are counted anew.
	l.run.WithColumnKind("utf16CodeUnits").WithDefaultSourceLanguage("hcl").WithDefaultEncoding("utf-8")
	l.run.AddInvocation(sarif.NewInvocation().WithExecutionSuccessful(true))
	l.rules(diags)
	for _, d := range diags {
		l.run.AddResult(l.result(d))
	}
	if err := sarif.NewReport().AddRun(l.run).PrettyWrite(w); err != nil {
		return fmt.Errorf("write SARIF: %w", err)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// rules describes the codes that occur, in order.
func (l *sarifLog) rules(diags config.Diagnostics) {
	for _, doc := range config.Codes() {
		if !slices.ContainsFunc(diags, func(d config.Diagnostic) bool { return d.Code == doc.Code }) {
			continue
		}
		l.run.AddRule(string(doc.Code)).
			WithDescription(doc.Title).
			WithFullDescription(sarif.NewMultiformatMessageString().WithText(doc.Meaning)).
			WithHelp(sarif.NewMultiformatMessageString().WithText(doc.Remedy)).
			WithHelpURI(codePages + string(doc.Code) + ".md").
			WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(sarifLevel(doc.Severity)))
	}
}

func sarifLevel(s config.Severity) string {
	switch s {
	case config.Error:
		return sarif.LevelError
	case config.Warning:
		return sarif.LevelWarning
	default:
		return sarif.LevelNote
	}
}

func (l *sarifLog) result(d config.Diagnostic) *sarif.Result {
	r := sarif.NewRuleResult(string(d.Code)).
		WithRuleIndex(l.run.GetRuleIndex(string(d.Code))).
		WithLevel(sarifLevel(d.Severity)).
		WithMessage(sarif.NewTextMessage(d.Detail)).
		WithPartialFingerprints(map[string]string{fingerprintKey: l.fingerprint(d)})
	if d.Subject.File != "" {
		r.AddLocation(sarif.NewLocationWithPhysicalLocation(l.location(d)))
	}
	return r
}

func (l *sarifLog) location(d config.Diagnostic) *sarif.PhysicalLocation {
	place := sarif.NewPhysicalLocation().WithArtifactLocation(l.file(d.Subject.File))
	if d.Snippet == nil {
		return place // the finding is about the file as a whole
	}
	region := l.region(d.Subject)
	if d.Subject.StartLine == d.Subject.EndLine {
		region.WithSnippet(sarif.NewArtifactContent().WithText(highlighted(d)))
	}
	place.WithRegion(region)
	if d.Context != nil {
		place.WithContextRegion(l.region(*d.Context))
	}
	return place
}

// file names a file from the root of the checkout if it can.
func (l *sarifLog) file(name string) *sarif.ArtifactLocation {
	dir := l.dir
	if slices.Contains(l.beside, name) {
		dir = "."
	}
	full := path.Join(filepath.ToSlash(dir), filepath.ToSlash(name))
	if !filepath.IsLocal(full) {
		return sarif.NewSimpleArtifactLocation((&url.URL{Path: name}).String())
	}
	return sarif.NewSimpleArtifactLocation((&url.URL{Path: full}).String()).WithURIBaseID(sourceRoot)
}

// sources reads the files of a spec directory, and those beside it, each once.
func sources(dir string, beside []string) func(file string) []byte {
	read := map[string][]byte{}
	return func(file string) []byte {
		if src, done := read[file]; done {
			return src
		}
		read[file] = nil
		if slices.Contains(beside, file) {
			read[file], _ = readFile(file, variablesLimit)
		} else if root, err := openDir(dir); err == nil {
			defer func() { _ = root.Close() }() // nothing was written
			read[file], _ = root.ReadFile(file)
		}
		return read[file]
	}
}

// highlighted is the subject as the finding quotes it: a secret stays hidden.
func highlighted(d config.Diagnostic) string {
	return d.Snippet.Code[d.Snippet.HighlightStart:d.Snippet.HighlightEnd]
}

func (l *sarifLog) region(r config.Range) *sarif.Region {
	region := sarif.NewRegion().
		WithStartLine(r.StartLine).WithEndLine(r.EndLine).
		WithByteOffset(r.StartByte).WithByteLength(r.EndByte - r.StartByte)
	if start, ok := utf16Column(l.source(r.File), r.StartByte); ok {
		region.WithStartColumn(start)
		if end, ok := utf16Column(l.source(r.File), r.EndByte); ok {
			region.WithEndColumn(end)
		}
	}
	return region
}

// farColumn is where columns help nobody any more; the bytes are given there.
const farColumn = 64 << 10

// utf16Column counts the UTF-16 units of a line up to a byte, from 1.
func utf16Column(src []byte, at int) (int, bool) {
	if at > len(src) {
		return 0, false
	}
	line := src[bytes.LastIndexByte(src[:at], '\n')+1 : at]
	if len(line) > farColumn {
		return 0, false
	}
	return len(utf16.Encode([]rune(string(line)))) + 1, true
}

// fingerprint recognises a finding after lines were inserted above it: it
// rests on the block and the text of the line, not on numbers. Equal findings
// are told apart by their order.
func (l *sarifLog) fingerprint(d config.Diagnostic) string {
	parts := []string{string(d.Code), d.Subject.File}
	if s := d.Snippet; s != nil {
		parts = append(parts, s.Context, highlighted(d), strings.TrimSpace(s.Code))
	}
	key := strings.Join(parts, "\x00")
	l.seen[key]++
	sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(l.seen[key])))
	return hex.EncodeToString(sum[:16])
}

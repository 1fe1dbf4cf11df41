package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/json"
)

// Limits of what is read. A token costs some hundred bytes of memory, so they
// bound what a hostile directory can make the reader spend.
const (
	fileLimit      = 4 << 20
	directoryLimit = 256 << 20
)

// readAll reads every file below the root into the document. Files are parsed
// side by side; what they declare keeps their order.
func (l *loader) readAll(fsys fs.FS) {
	var parsed []parsedFile
	l.walk(fsys, func(name string) bool {
		src, ok := l.source(fsys, name)
		if l.budget -= len(src); l.budget < 0 {
			l.partial = true
			l.report(codeTooLarge, fileStart(name), "With this file the directory holds more than %d MiB of declarations. It and the files behind it were not read. Split the directory.", directoryLimit>>20)
			return false
		}
		if !ok {
			l.partial = true
			return true
		}
		l.sources.put(name, src)
		parsed = append(parsed, parsedFile{name: name, src: src, found: l.fork()})
		return true
	})
	inParallel(len(parsed), func(i int) {
		f := &parsed[i]
		f.body = f.found.parse(f.name, f.src)
	})
	for i := range parsed {
		f := &parsed[i]
		l.join(f.found)
		if f.body == nil {
			l.partial = true
			continue
		}
		l.reader(nil).body(f.body, &l.doc)
	}
}

// parsedFile is a file and what parsing it gave; the body is nil if it cannot
// be read further.
type parsedFile struct {
	name  string
	src   []byte
	body  hcl.Body
	found *reports
}

// inParallel does n things side by side, as many at a time as there are
// processors.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	group.Wait()
}

// walk visits the declarations below the root in a fixed order until visit says
// stop. Hidden files and directories are left alone.
func (r *reports) walk(fsys fs.FS, visit func(name string) bool) {
	// The callback handles every error itself, so the walk returns none.
	_ = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		hidden := name != "." && strings.HasPrefix(path.Base(name), ".")
		switch {
		case err != nil:
			r.report(codeUnreadable, fileStart(name), "Reading %s failed: %s. Check that it exists and may be read.", name, cause(err))
			return nil
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || entry.IsDir() || !declares(name):
			return nil
		case !visit(name):
			return fs.SkipAll
		default:
			return nil
		}
	})
}

// declares reports whether a file's name says that it holds declarations.
func declares(name string) bool {
	return strings.HasSuffix(name, ".hcl") || strings.HasSuffix(name, ".hcl.json")
}

func isJSON(name string) bool { return strings.HasSuffix(name, ".json") }

// source reads a file that is small enough and text.
func (r *reports) source(fsys fs.FS, name string) ([]byte, bool) {
	src, err := readLimited(fsys, name)
	switch {
	case err != nil:
		r.report(codeUnreadable, fileStart(name), "Reading %s failed: %s. Check that it is a file and may be read.", name, cause(err))
		return nil, false
	default:
		return src, r.readable(name, src)
	}
}

// readable reports a source that is too large or no text.
func (r *reports) readable(name string, src []byte) bool {
	switch {
	case len(src) > fileLimit:
		r.report(codeTooLarge, fileStart(name), "%s is larger than %d MiB. Split it into several files.", name, fileLimit>>20)
		return false
	case !utf8.Valid(src):
		r.notUTF8(name, src)
		return false
	default:
		return true
	}
}

// readLimited reads one byte more than is allowed at most, so that a file that
// grows or never ends cannot hold the reader.
func readLimited(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written that could be lost
	return io.ReadAll(io.LimitReader(f, fileLimit+1))
}

// cause is an error without the path that the finding gives already.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// notUTF8 points at the first byte that is not text.
func (r *reports) notUTF8(name string, src []byte) {
	at := rangeAt(name, src, firstBad(src))
	r.sources.put(name, src)
	r.report(codeNotText, place{at: at},
		"The byte 0x%02X is not UTF-8 text. Save the file as UTF-8.", src[at.Start.Byte])
}

// rangeAt is the range of one byte.
func rangeAt(name string, src []byte, offset int) hcl.Range {
	before := src[:offset]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	start := hcl.Pos{Line: 1 + bytes.Count(before, []byte{'\n'}), Column: 1 + utf8.RuneCount(line), Byte: offset}
	end := hcl.Pos{Line: start.Line, Column: start.Column + 1, Byte: offset + 1}
	return hcl.Range{Filename: name, Start: start, End: end}
}

// parse returns the body of a file, or nil after reporting why there is none. A
// file with syntax errors is not read further: what the parser guessed would
// only give findings about things that are not there.
func (r *reports) parse(name string, src []byte) hcl.Body {
	if at, deep := tooDeep(name, src); deep {
		r.report(codeTooDeep, place{at: at}, "Nesting is deeper than %d levels here. Flatten the expression or the blocks.", nestingLimit)
		return nil
	}
	if i := digitRun(src); i >= 0 {
		r.report(codeTooMuch, place{at: rangeAt(name, src, i)}, "More than %d digits in a row stand here. Nobody means a number like that, and text of that kind belongs into a file of its own.", digitsLimit)
		return nil
	}
	var file *hcl.File
	var diags hcl.Diagnostics
	if isJSON(name) {
		file, diags = json.Parse(src, name)
	} else {
		file, diags = hclsyntax.ParseConfig(src, name, hcl.InitialPos)
	}
	broken := false
	for _, d := range untilOpenQuote(diags) {
		code := syntaxCode(d)
		broken = broken || code == codeSyntax
		at := subject(d)
		if at.Filename == "" {
			at = fileStart(name).at
		}
		detail := d.Summary + ": " + d.Detail
		if meant := slipOf(src, at); meant != "" {
			detail = meant
		}
		if code == codeRepeatedAttr {
			detail = d.Detail
		}
		r.report(code, place{at: at}, "%s", detail)
	}
	if broken {
		return nil
	}
	return file.Body
}

// slipOf says what is meant where people write figures as they would elsewhere; nothing if it
// is something else that cannot be read.
func slipOf(src []byte, at hcl.Range) string {
	if at.Start.Byte >= len(src) {
		return ""
	}
	begin := bytes.LastIndexByte(src[:at.Start.Byte], '\n') + 1
	line, found := src[begin:], at.Start.Byte-begin
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	for _, slip := range []struct {
		form *regexp.Regexp
		say  func(written string) string
	}{{thousands, sayPlain}, {bareShare, sayQuoted}} {
		if m := slip.form.FindSubmatchIndex(line); m != nil && m[2] <= found && found <= m[3]+1 {
			return slip.say(string(line[m[2]:m[3]]))
		}
	}
	return ""
}

func sayPlain(written string) string {
	plain := strings.NewReplacer(",", "", "_", "", " ", "").Replace(written)
	return fmt.Sprintf("A number is written without anything between its digits: %s, not %s.", plain, written)
}

func sayQuoted(written string) string {
	return fmt.Sprintf("A part of a time is a text: write it in quotes, as \"%s\".", strings.ReplaceAll(written, " ", ""))
}

var (
	thousands = regexp.MustCompile(`=\s*(\d{1,3}(?:[,_ ]\d{3})+)\s*(?:$|#|//|\})`)
	bareShare = regexp.MustCompile(`[\[=,]\s*(\d{1,3}(?:\.\d+)? ?%)`)
)

// untilOpenQuote drops what follows a string that is never closed: behind it
// the parser takes text for code and code for text.
func untilOpenQuote(diags hcl.Diagnostics) hcl.Diagnostics {
	for i, d := range diags {
		if d.Summary == "Invalid multi-line string" || d.Summary == "Unterminated template string" {
			return diags[:i+1]
		}
	}
	return diags
}

// syntaxCode tells an attribute given twice, which leaves the rest of the file
// readable, from what stops the parser.
func syntaxCode(d *hcl.Diagnostic) Code {
	if d.Summary == "Attribute redefined" || d.Summary == "Duplicate argument" {
		return codeRepeatedAttr
	}
	return codeSyntax
}

// fileStart places a finding on a file as a whole.
func fileStart(name string) place {
	return place{at: hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos}}
}

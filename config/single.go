package config

import (
	"os"
	"path/filepath"

	"github.com/rapport-engine/rapport/partnership"
)

// LoadRehearsal reads a file of personas and commands. If specs are given, names
// that they do not know are warned of. There is nothing to play when there are
// errors.
func LoadRehearsal(path string, specs ...partnership.Spec) (Rehearsal, Diagnostics) {
	l := newLoader(Options{})
	file := rehearsalFile{doc: &l.doc}
	l.readFile(path, &file)
	l.duplicates(headers(l.doc.Personas), "")
	c := newCast()
	for _, s := range specs {
		c.addSpec(s)
	}
	l.checkPlayed(c)
	diags := l.reports.finish()
	if diags.HasErrors() {
		return Rehearsal{}, diags
	}
	return l.doc.rehearsal(), diags
}

// LoadEngine reads engine settings from a file of their own. The engine is nil
// when there are errors or the file has no engine block.
func LoadEngine(path string) (*Engine, Diagnostics) {
	l := newLoader(Options{})
	file := engineFile{doc: &l.doc}
	l.readFile(path, &file)
	l.oneEngine()
	for _, e := range l.doc.Engines {
		e.check(l.reports)
	}
	diags := l.reports.finish()
	if diags.HasErrors() || len(l.doc.Engines) == 0 {
		return nil, diags
	}
	return l.doc.Engines[0].compile(), diags
}

// readFile reads one file under the name that its user gave.
func (l *loader) readFile(path string, into declaration) {
	src, ok := l.source(os.DirFS(filepath.Dir(path)), filepath.Base(path))
	if !ok {
		return
	}
	name := filepath.Base(path)
	l.sources.put(name, src)
	if body := l.parse(name, src); body != nil {
		l.reader(nil).body(body, into)
	}
}

// rehearsalFile is the top level of a file that may hold personas and commands
// only.
type rehearsalFile struct {
	header
	doc *document
}

func (f *rehearsalFile) schema() schema {
	return schema{blocks: []nested{labelled("persona", "a person", &f.doc.Personas), repeated("command", &f.doc.Commands)}}
}

// engineFile is the top level of a file that may hold engine settings only.
type engineFile struct {
	header
	doc *document
}

func (f *engineFile) schema() schema {
	return schema{blocks: []nested{once(repeated("engine", &f.doc.Engines))}}
}

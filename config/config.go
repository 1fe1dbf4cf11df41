// Package config turns HCL into partnership specs: it finds the files, reads
// blocks against tables of attributes, resolves references, checks what was
// declared and compiles it. Loading is validating: every finding comes back at
// once, each with a stable code and the place it speaks of.
//
// Reading is hermetic. A file can name neither the clock, the environment nor
// the network; secrets of the engine are named, never read, here. This is the
// only package that imports hcl and cty, and none of their types leave it.
package config

import (
	"io/fs"

	"github.com/rapport-engine/rapport/partnership"
)

// Options says how to load a directory. The zero value is right for most.
type Options struct {
	// Languages are the languages that mail templates exist in; nil means
	// English and Russian.
	Languages []string
	// Vars are values of variables as a command line gives them, each
	// "name=value". They win over VarFiles; of two for one variable the later wins.
	Vars []string
	// VarFiles are files of values; of two for one variable the later wins.
	VarFiles []VarFile
}

// VarFile is a file that gives variables their values: attributes in HCL, or
// an object in JSON if its name ends in ".json".
type VarFile struct {
	Name   string // as diagnostics name it
	Source []byte
}

// Result is what a directory declares. Specs are ordered by slug; there are none
// when there are errors, and no rehearsal, so that nobody runs half of what was
// meant.
type Result struct {
	Specs       []partnership.Spec
	Engine      *Engine // nil when no engine block was found
	Rehearsal   Rehearsal
	Diagnostics Diagnostics

	declared map[string]*partnershipDecl // what Specs was compiled from
}

// Load reads every *.hcl and *.hcl.json file below the root of fsys, except
// below hidden directories, as one declaration. Functions read no other files
// than those of fsys, and follow no link that leaves it; give os.Root.FS of the
// directory to hold declarations to the same.
func Load(fsys fs.FS, opts Options) Result {
	l := newLoader(opts)
	l.files.dir = fsys
	l.readAll(fsys)
	l.requirePartnership()
	l.settleValues(opts)
	return l.finish()
}

// loader carries one load through its phases: parse, settle values, read by
// layers, check, compile.
type loader struct {
	*reports
	*evaluator
	languages []string
	doc       document
	budget    int // bytes that may still be read
	// partial is set when a file was refused: what it declares is unknown, so
	// findings that rest on its absence would be guesses.
	partial bool
	members []*member         // the partnerships of the document, by slug
	echoes  map[finding]*echo // findings that partnerships share
}

func newLoader(opts Options) *loader {
	l := &loader{reports: newReports(), evaluator: newEvaluator(), languages: opts.Languages, budget: directoryLimit}
	if l.languages == nil {
		l.languages = []string{"en", "ru"}
	}
	return l
}

// reader reads what stands in a block of the top level, or at the top level
// itself if there is none.
func (l *loader) reader(in *header) *reader {
	return &reader{reports: l.reports, evaluator: l.evaluator, languages: l.languages, in: in, ctx: l.root}
}

// settleValues gives every variable and local value its value.
func (l *loader) settleValues(opts Options) {
	fill(l, l.doc.Variables)
	fill(l, l.doc.Locals)
	l.duplicates(headers(l.doc.Variables), "")
	given := l.suppliedValues(opts)
	l.locals(l.variables(given))
	l.validate(given)
}

// fill reads the blocks of the top level that were left unread.
func fill[D declaration](l *loader, list []D) {
	for _, d := range list {
		h := d.head()
		l.reader(h).body(h.body, d)
		h.body = nil
	}
}

// finish reads, checks and, if nothing is wrong, compiles the document.
func (l *loader) finish() Result {
	scopes := l.check()
	if l.hasErrors() {
		l.tellEchoes()
		return Result{Diagnostics: l.reports.finish()}
	}
	result := Result{
		Rehearsal: l.doc.rehearsal(),
		Specs:     make([]partnership.Spec, len(scopes)),
		declared:  make(map[string]*partnershipDecl, len(scopes)),
	}
	inParallel(len(scopes), func(i int) {
		result.Specs[i] = scopes[i].compile()
		scopes[i].lint(result.Specs[i])
		scopes[i].unsaid(result.Specs[i])
	})
	for i, s := range scopes {
		l.joinMember(l.members[i], s)
		s.notCarriedOut(result.Specs[i])
		l.join(s.reports)
		result.declared[s.root.name] = s.root
	}
	l.tellEchoes()
	if len(l.doc.Engines) > 0 {
		result.Engine = l.doc.Engines[0].compile()
	}
	result.Diagnostics = l.reports.finish()
	if result.Diagnostics.HasErrors() {
		return Result{Diagnostics: result.Diagnostics}
	}
	return result
}

// requirePartnership reports a directory that declares nothing to run. It stays
// silent when there are errors: the partnership may be in a file that was refused.
func (l *loader) requirePartnership() {
	if len(l.doc.Partnerships)+len(l.doc.Fleets) == 0 && !l.list.HasErrors() {
		l.report(codeNoPartnership, place{},
			`No *.hcl or *.hcl.json file here declares a partnership. Write a block such as partnership "acme-lumen" { ... }, or name the directory that holds it.`)
	}
}

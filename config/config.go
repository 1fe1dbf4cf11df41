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

// Result is what a directory declares. Specs are ordered by slug, personas by
// person; both are empty when there are errors, so that nobody runs half of
// what was meant.
type Result struct {
	Specs       []partnership.Spec
	Engine      *Engine // nil when no engine block was found
	Personas    []Persona
	Diagnostics Diagnostics

	declared map[string]*partnershipDecl // what Specs was compiled from
}

// Load reads every *.hcl and *.hcl.json file below the root of fsys, except
// below hidden directories, as one declaration.
func Load(fsys fs.FS, opts Options) Result {
	l := newLoader(opts)
	l.readAll(fsys)
	l.requirePartnership()
	return l.finish()
}

// loader carries one load through its phases: read, check, compile.
type loader struct {
	*reports
	languages []string
	doc       document
	budget    int // bytes that may still be read
	// partial is set when a file was refused: what it declares is unknown, so
	// findings that rest on its absence would be guesses.
	partial bool
}

func newLoader(opts Options) *loader {
	l := &loader{reports: newReports(), languages: opts.Languages, budget: directoryLimit}
	if l.languages == nil {
		l.languages = []string{"en", "ru"}
	}
	return l
}

// finish checks the document and, if nothing is wrong with it, compiles it.
func (l *loader) finish() Result {
	scopes := l.check()
	if l.hasErrors() {
		return Result{Diagnostics: l.reports.finish()}
	}
	result := Result{
		Personas: l.doc.personaValues(),
		declared: make(map[string]*partnershipDecl, len(scopes)),
	}
	for _, s := range scopes {
		spec := s.compile()
		s.notCarriedOut(spec)
		s.lint(spec)
		result.Specs = append(result.Specs, spec)
		result.declared[s.root.name] = s.root
	}
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
	if len(l.doc.Partnerships) == 0 && !l.list.HasErrors() {
		l.report(codeNoPartnership, place{},
			`No *.hcl or *.hcl.json file here declares a partnership. Write a block such as partnership "acme-lumen" { ... }, or name the directory that holds it.`)
	}
}

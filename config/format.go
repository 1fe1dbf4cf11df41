package config

import (
	"bytes"
	"io/fs"

	"github.com/hashicorp/hcl/v2/hclwrite"
)

// Formatted is a file whose layout differs from the canonical one.
type Formatted struct {
	File          string
	Before, After []byte
}

// Format lays out the source of one file canonically. Source with syntax errors
// and JSON come back as they are.
func Format(src []byte, filename string) ([]byte, Diagnostics) {
	r := newReports()
	r.sources.put(filename, src)
	if r.parse(filename, src) == nil || isJSON(filename) {
		return src, r.finish()
	}
	return hclwrite.Format(src), r.finish()
}

// FormatDir lays out every *.hcl file that Load would read and returns those
// that change, in the order of their names. Nothing is written.
func FormatDir(fsys fs.FS) ([]Formatted, Diagnostics) {
	r := newReports()
	var changed []Formatted
	r.walk(fsys, func(name string) bool {
		src, ok := r.source(fsys, name)
		if !ok || isJSON(name) {
			return true
		}
		after, diags := Format(src, name)
		r.list = append(r.list, diags...)
		if !bytes.Equal(src, after) {
			changed = append(changed, Formatted{File: name, Before: src, After: after})
		}
		return true
	})
	return changed, r.finish()
}

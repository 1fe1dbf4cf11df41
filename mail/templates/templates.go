// Package templates holds the wording of every mail, one folder per locale.
//
// Each folder has the same files: for every kind of mail a subject, a text and
// an HTML template, and beside them the partials that they share: words.tmpl
// for both forms, parts.txt and parts.html for one. A translator needs nothing
// else but the few words in mail/compose that people also type in answers.
package templates

import (
	"embed"
	"io/fs"
)

//go:embed en ru
var files embed.FS

// FS gives the folders by locale.
func FS() fs.FS { return files }

// Package templates holds the wording of every mail, one folder per locale.
//
// Each folder has the same files: a text and an HTML skeleton for every form of
// mail, the partials that they share (words.tmpl for both, parts.txt and
// parts.html for one), and for every kind of procedure a file of phrases, which
// fill the skeletons: "check-in.opening" is what a check-in's ask begins with.
// A notice has a subject, a headline and a paragraph, and "lines" if it lists
// something; what it tells is in .Content, under the names that the procedure
// gave.
// A translator needs nothing else but partnership/wording.
package templates

import (
	"embed"
	"io/fs"
)

//go:embed en ru
var files embed.FS

// FS gives the folders by locale.
func FS() fs.FS { return files }

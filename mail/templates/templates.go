// Package templates holds the wording of every mail, one folder per locale.
//
// Each folder has the same files: a text and an HTML skeleton for every form of
// mail, the partials that they share (words.tmpl for both, parts.txt and
// parts.html for one), and for every kind of procedure a file of phrases, which
// fill the skeletons: "check-in.opening" is what a check-in's ask begins with.
// A notice has a subject, a headline and a paragraph, and "lines" if it lists
// something; what it tells is in .Content, under the names that the procedure
// gave.
// What all mails of a kind say stands under the kind: "conflict.readers" is said
// where a template has no "readers" of its own. "paragraphs" are what follows an
// opening, a line each; "ways" are the commands that work in a reply, each with
// what it does behind an arrow.
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

package config

import (
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/rapport-engine/rapport/partnership"
)

// Origin says where a part of a partnership was declared.
type Origin struct {
	File  string
	Line  int    // counts from 1
	Layer string // "partnership", "playbook reseller", "fleet dealers"
}

// Origin finds where a block or an attribute of a partnership was declared, or
// where the attribute was that it takes its value from: a person's time zone may
// be the party's. It is false for paths that nobody wrote, such as attributes
// with their usual value, and for partnerships that the result does not hold.
func (r Result) Origin(slug string, path partnership.Path) (Origin, bool) {
	root, ok := r.declared[slug]
	if !ok || !follow(root, path.Parent()).whole {
		return Origin{}, false
	}
	found := follow(root, path)
	for around := path; !found.whole; found = follow(root, around) {
		if around, ok = handedDown(around); !ok {
			return Origin{}, false
		}
	}
	return Origin{File: found.at.Filename, Line: found.at.Start.Line, Layer: found.layer.String()}, true
}

// handedDown is the path of the attribute that gives one its value where it is not
// written itself.
func handedDown(path partnership.Path) (partnership.Path, bool) {
	block := path.Parent()
	switch name := path[strings.LastIndexByte(string(path), '/')+1:]; {
	case block == "":
		return "", false
	case name == "timezone", name == "language", name == "calendar", name == "start":
		return block.Parent().Attribute(string(name)), true
	case name == "due":
		return block.Attribute("window"), true
	default:
		return "", false
	}
}

// locate places a finding on what a path names, or on the nearest block around
// it that was declared.
func (s *scope) locate(p partnership.Path) place {
	found := follow(s.root, p)
	return place{at: found.at, in: found.in}
}

// trace is how far a path could be followed through declarations.
type trace struct {
	at    hcl.Range
	in    *header
	layer *layer
	whole bool // the path was followed to its end
}

// follow walks from a declaration along a path, block by block; the last
// segment may be an attribute.
func follow(decl declaration, path partnership.Path) trace {
	segments := path.Segments()
	for i, segment := range segments {
		if next := child(decl, segment); next != nil {
			decl = next
			continue
		}
		h := decl.head()
		for _, w := range h.written {
			if w.attribute == segment {
				return trace{w.at, h, w.layer, i == len(segments)-1}
			}
		}
		return trace{h.named().at, h, h.layer, false}
	}
	h := decl.head()
	return trace{h.named().at, h, h.layer, true}
}

// child finds the block that a segment such as "goal.revenue" or "exit" names, if it
// names one alone: two absences of a person cannot be told apart by it, nor two rates
// of a currency.
func child(decl declaration, segment string) declaration {
	kind, name, _ := strings.Cut(segment, ".")
	var found declaration
	for _, n := range decl.schema().blocks {
		if n.name != kind {
			continue
		}
		for _, d := range n.all() {
			switch {
			case d.head().name != name:
			case found == nil:
				found = d
			case n.many || n.label == "":
				return nil
			}
		}
	}
	return found
}

package revision

import "github.com/rapport-engine/rapport/partnership"

// Summary counts changes for concise output.
type Summary struct {
	Added    int `json:"added"`
	Removed  int `json:"removed"`
	Changed  int `json:"changed"`
	Material int `json:"material"` // of all of them
}

// Summarize counts changes.
func Summarize(changes []Change) Summary {
	var s Summary
	for _, c := range changes {
		switch c.Action {
		case Added:
			s.Added++
		case Removed:
			s.Removed++
		case Changed:
			s.Changed++
		}
		if c.Material {
			s.Material++
		}
	}
	return s
}

// Section is the changes of one block of the partnership.
type Section struct {
	// Path is the block, empty for the partnership's own attributes.
	Path    partnership.Path `json:"path"`
	Changes []Change         `json:"changes"`
}

// Sections groups changes by the outermost blocks, in the order of the changes.
func Sections(changes []Change) []Section {
	var list []Section
	for _, c := range changes {
		path := outermost(c)
		if len(list) == 0 || list[len(list)-1].Path != path {
			list = append(list, Section{Path: path})
		}
		last := &list[len(list)-1]
		last.Changes = append(last.Changes, c)
	}
	return list
}

// outermost is the block of the partnership that a change is in.
func outermost(c Change) partnership.Path {
	segments := c.Path.Segments()
	if len(segments) == 1 && c.Block == nil {
		return ""
	}
	return partnership.Path(segments[0])
}

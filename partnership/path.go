package partnership

import "strings"

// Path names a block or an attribute of a spec as its author would look for it,
// from the partnership inwards: "party.acme/person.lars/email", "exit/notice",
// "title". Segments of blocks carry the block's name behind a point when it has
// one. Paths are shown to people and written into plan files: never change one.
type Path string

// Block returns the path of a block inside this one; name is empty for blocks
// that take none.
func (p Path) Block(kind, name string) Path {
	if name != "" {
		kind += "." + name
	}
	return p.Attribute(kind)
}

// Attribute returns the path of an attribute of this block.
func (p Path) Attribute(name string) Path {
	if p == "" {
		return Path(name)
	}
	return p + "/" + Path(name)
}

// Parent returns the block around, the partnership itself for the outermost.
func (p Path) Parent() Path {
	i := strings.LastIndexByte(string(p), '/')
	if i < 0 {
		return ""
	}
	return p[:i]
}

// Segments takes the path apart.
func (p Path) Segments() []string {
	if p == "" {
		return nil
	}
	return strings.Split(string(p), "/")
}

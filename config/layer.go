package config

// layer is one of the sources that a partnership is made of. The content of a
// playbook is its lowest layer and what the partnership says itself the
// uppermost, which wins.
type layer struct {
	kind string // "partnership", "playbook" or "fleet"
	name string // empty for a partnership, whose name is known
}

// String names the layer for people: "partnership", "playbook reseller".
func (l *layer) String() string {
	if l == nil {
		return "partnership"
	}
	if l.name == "" {
		return l.kind
	}
	return l.kind + " " + l.name
}

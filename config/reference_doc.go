package config

import "strings"

// BlockDoc documents one kind of block, from the table that decodes it.
type BlockDoc struct {
	Path       string // "partnership.goal.kpi"
	Label      string // what the block's name is; empty when it takes none
	Repeats    bool   // whether the block may stand more than once
	Doc        string
	Attributes []AttributeDoc
	Blocks     []string // the blocks inside, by name
}

// AttributeDoc documents one attribute.
type AttributeDoc struct {
	Name     string
	Type     string // in words, such as "list of text"
	Required bool
	Default  string // in HCL or in words; empty when an absent attribute means nothing
	Doc      string
}

// Reference documents the whole language: every kind of block after the one
// that it stands in.
func Reference() []BlockDoc {
	var docs []BlockDoc
	for _, n := range new(document).schema().blocks {
		docs = append(docs, describe(n, nil)...)
	}
	return docs
}

func describe(n nested, within []string) []BlockDoc {
	s := n.sample().schema()
	path := append(within[:len(within):len(within)], n.name)
	doc := BlockDoc{
		Path: strings.Join(path, "."), Label: n.label, Repeats: !n.once,
		Doc: s.doc, Blocks: s.blockNames(),
	}
	for _, a := range s.attributes {
		doc.Attributes = append(doc.Attributes, AttributeDoc{
			Name: a.name, Type: a.value.kind(), Required: a.required, Default: a.standard, Doc: a.doc,
		})
	}
	docs := []BlockDoc{doc}
	for _, inner := range s.blocks {
		docs = append(docs, describe(inner, path)...)
	}
	return docs
}

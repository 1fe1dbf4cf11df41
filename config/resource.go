package config

import (
	"github.com/rapport-engine/rapport/partnership"
)

type resourceDecl struct {
	header
	Title  field[words]
	URL    field[string]
	Kind   field[partnership.ResourceKind]
	Owner  field[ref]
	Access field[[]field[ref]]
}

func (r *resourceDecl) schema() schema {
	return schema{
		doc: "Something that the parties share and have to be able to open.",
		attributes: []attribute{
			{name: "title", value: spokenLine(&r.Title, titleLimit), doc: "What it is called, if its name does not say it."},
			{name: "kind", required: true, value: oneOf(&r.Kind, partnership.ResourceKinds()), doc: "What it is."},
			{name: "url", required: true, value: webAddress(&r.URL), doc: "Where it is opened."},
			{name: "owner", value: reference(&r.Owner, "person"), doc: "Who looks after it."},
			{name: "access", standard: "everybody", value: someOf(&r.Access, personRoleOrParty), doc: "Who has to be able to open it; a party stands for all its people."},
		},
	}
}

func (r *resourceDecl) check(s *scope) {
	s.resolve(r.Owner, &r.header)
	s.checkPeopleIn(r.Access, &r.header, "let in")
}

func (r *resourceDecl) compile(s *scope) partnership.Resource {
	return partnership.Resource{
		ID: r.name, Title: s.say(r.Title), Kind: r.Kind.value, URL: r.URL.value,
		Owner: r.Owner.value.name, Access: s.peopleOf(r.Access.value),
	}
}

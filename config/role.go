package config

import (
	"github.com/rapport-engine/rapport/partnership"
)

// ownerRole can be notified by the steps of an escalation and by nothing else.
var ownerRole = ref{kind: "role", name: string(partnership.RoleOwner)}

// roleDecl declares a role beside those of the language, or says what one of
// them is for.
type roleDecl struct {
	header
	Duties field[[]field[words]]
}

func (r *roleDecl) schema() schema {
	return schema{
		doc: "A role of the partnership's own, for people to hold and lists to name: role.marketing. With the name of a role of the language (lead, executive, signatory, finance, member) it says what that role is for here.",
		attributes: []attribute{
			{name: "duties", value: spokenLines(&r.Duties, 200), doc: "What whoever holds the role does, a line each."},
		},
	}
}

func (r *roleDecl) check(s *scope) {
	if r.name == ownerRole.name {
		s.report(codeOwnerRole, r.named(), "The role owner belongs to whoever owns the thing that a mail is about, so nobody can hold it. Choose another name.")
	}
}

func (r *roleDecl) compile(s *scope) partnership.Duties {
	return partnership.Duties{
		Role:   partnership.Role(r.name),
		Duties: append([]string{}, s.sayAll(r.Duties)...),
	}
}

// heldRole binds the name of a role; whether it exists is known when the whole
// partnership has been read.
func heldRole(f *field[partnership.Role]) binding {
	return parsed(f, "role", codeChoice, func(_ *reader, s string) (partnership.Role, string) {
		if s == "" || len(s) > nameLimit || !nameForm.MatchString(s) {
			return "", "A role is the name of a role block, or one of lead, executive, signatory, finance and member."
		}
		return partnership.Role(s), ""
	})
}

// checkRoles reports roles of a person that nobody declares.
func (p *personDecl) checkRoles(s *scope) {
	for _, f := range p.Roles.value {
		role := ref{kind: "role", name: string(f.value)}
		switch {
		case s.knows(role) || s.root.mayLack("role"):
		case role == ownerRole:
			s.report(codeOwnerRole, p.at(f.at), "The role owner belongs to whoever owns the thing that a mail is about, so nobody can hold it. Choose another role.")
		default:
			s.report(codeChoice, p.at(f.at), "%q is not a role here.%s A role block declares another one.", role.name, hint(role.name, s.names("role")))
		}
	}
}

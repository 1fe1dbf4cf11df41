package starter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/config/latin"
)

// longestName bounds the names that starters give to parties and people, so
// that the name of the partnership, made of two, stays readable.
const longestName = 24

// names keeps the names of blocks apart.
type names struct{ taken []string }

// next takes a name, or the standard one when there is none; a number follows
// when it is taken.
func (n *names) next(name, standard string) string {
	if name == "" {
		name = standard
	}
	unique := name
	for i := 2; slices.Contains(n.taken, unique); i++ {
		unique = fmt.Sprintf("%s-%d", name, i)
	}
	n.taken = append(n.taken, unique)
	return unique
}

// companyForms say in a company's name what it is in law.
var companyForms = []string{
	"as", "asa", "ab", "ag", "gmbh", "ltd", "llc", "inc", "plc", "bv", "nv", "sa", "oy", "co",
	"ooo", "ao", "pao", "zao", "ip", "nko", "ano",
}

// short makes the name of a block from the first word that tells somebody
// apart: "ООО «Вектор Софт»" becomes "vektor". Empty when no letter is left.
func short(name string) string {
	for _, w := range latin.Words(name) {
		if !slices.Contains(companyForms, w) {
			return clip(w, longestName)
		}
	}
	return ""
}

func clip(name string, limit int) string { return strings.Trim(name[:min(len(name), limit)], "-") }

package prose

import "strings"

// Prefaces lists how a mail program writes a person's name before a comment that
// they type into a quoted mail, folded: "lars hauge", "hauge, lars", "lh".
func Prefaces(name, address string) []string {
	local, _, _ := strings.Cut(address, "@")
	forms := []string{strings.Join(strings.FieldsFunc(local, func(r rune) bool { return r == '.' || r == '_' || r == '-' }), " ")}
	last, first, reversed := strings.Cut(name, ",")
	if reversed {
		name = strings.TrimSpace(first) + " " + strings.TrimSpace(last)
	}
	parts := strings.Fields(strings.Trim(name, `"' `))
	if n := len(parts); n > 0 {
		initials := ""
		for _, p := range parts {
			initials += string([]rune(p)[:1])
		}
		forms = append(forms, strings.Join(parts, " "), parts[0], initials, parts[n-1]+", "+strings.Join(parts[:n-1], " "), parts[n-1]+" "+strings.Join(parts[:n-1], " "))
	}
	var prefaces []string
	for _, f := range forms {
		if f = Fold(strings.Trim(f, " ,")); len([]rune(f)) > 1 {
			prefaces = append(prefaces, f)
		}
	}
	return prefaces
}

// maxPreface is how long a name in brackets is.
const maxPreface = 80

// CutPreface parts a line at a preface in brackets: "[Lars Hauge] 130".
func CutPreface(line string, prefaces []string) (before, after string, found bool) {
	for from := 0; ; {
		open := strings.IndexByte(line[from:], '[')
		if open < 0 {
			return line, "", false
		}
		open += from
		end := strings.IndexByte(line[open:min(len(line), open+maxPreface)], ']')
		if end < 0 {
			from = open + 1
			continue
		}
		inner := Fold(strings.TrimSpace(line[open+1 : open+end]))
		for _, p := range prefaces {
			if inner == p {
				return strings.TrimSpace(line[:open]), strings.TrimLeft(line[open+end+1:], " :–—-"), true
			}
		}
		from = open + 1
	}
}

package message

import (
	"net/url"
	"sort"
	"strconv"
	"strings"
)

// parseParams reads "type; name=value; ..." as of RFC 2045 with the
// continuations and charsets of RFC 2231. The type comes back in lower case,
// as do the names; a repeated name keeps its first value.
func parseParams(value string) (kind string, params map[string]string) {
	kind, rest, _ := strings.Cut(value, ";")
	params = map[string]string{}
	var pieces []paramPiece
	for rest != "" && len(pieces)+len(params) < 100 {
		var name, text string
		name, text, rest = nextParam(rest)
		if base, piece, ok := splitPiece(name, text); ok {
			pieces = append(pieces, paramPiece{base, piece.index, piece.text, piece.encoded})
		} else if _, repeated := params[name]; name != "" && !repeated {
			params[name] = DecodeWords(text)
		}
	}
	joinPieces(params, pieces)
	return strings.ToLower(strings.TrimSpace(kind)), params
}

// nextParam reads one "name=value", quoted or not, and returns what follows.
func nextParam(s string) (name, value, rest string) {
	s = strings.TrimLeft(s, " \t;")
	equals := strings.IndexAny(s, "=;")
	if equals < 0 {
		return "", "", ""
	}
	if s[equals] == ';' {
		return "", "", s[equals+1:]
	}
	name = strings.ToLower(strings.TrimSpace(s[:equals]))
	s = strings.TrimLeft(s[equals+1:], " \t")
	if !strings.HasPrefix(s, `"`) {
		value, rest, _ = strings.Cut(s, ";")
		return name, strings.TrimSpace(value), rest
	}
	var out strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			out.WriteByte(s[i])
		case s[i] == '"':
			return name, out.String(), s[i+1:]
		default:
			out.WriteByte(s[i])
		}
	}
	return name, out.String(), ""
}

// paramPiece is one section of a value split as "name*0*=...; name*1=...".
type paramPiece struct {
	name    string
	index   int
	text    string
	encoded bool
}

func splitPiece(name, text string) (base string, piece paramPiece, ok bool) {
	base, index, found := strings.Cut(name, "*")
	if !found {
		return "", paramPiece{}, false
	}
	index, encoded := strings.CutSuffix(index, "*")
	if index == "" {
		return base, paramPiece{text: text, encoded: true}, true
	}
	n, err := strconv.Atoi(index)
	if err != nil {
		return "", paramPiece{}, false
	}
	return base, paramPiece{index: n, text: text, encoded: encoded}, true
}

// joinPieces puts split values together. The first encoded section names the
// charset as charset'language'text.
func joinPieces(params map[string]string, pieces []paramPiece) {
	sort.SliceStable(pieces, func(i, j int) bool {
		if pieces[i].name != pieces[j].name {
			return pieces[i].name < pieces[j].name
		}
		return pieces[i].index < pieces[j].index
	})
	for from := 0; from < len(pieces); {
		to := from
		charset, joined := "", []byte(nil)
		for ; to < len(pieces) && pieces[to].name == pieces[from].name; to++ {
			text := pieces[to].text
			if pieces[to].encoded && to == from {
				if parts := strings.SplitN(text, "'", 3); len(parts) == 3 {
					charset, text = parts[0], parts[2]
				}
			}
			if plain, err := url.PathUnescape(text); pieces[to].encoded && err == nil {
				text = plain
			}
			joined = append(joined, text...)
		}
		params[pieces[from].name], _ = toUTF8(charset, joined)
		from = to
	}
}

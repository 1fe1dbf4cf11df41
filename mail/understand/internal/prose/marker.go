package prose

import (
	"regexp"
	"strconv"
	"strings"
)

// Marker is the number that a person put before an answer.
type Marker struct {
	Number int
	Rest   string
	Style  string // the stroke after the number: lists of one kind share it
	Strong bool   // no reading other than a number before an answer is likely
}

// The marker patterns capture the number, the stroke and the rest. A letter
// needs a stroke: "Q3 was slow" speaks of a quarter and "В 2 раза" of twice.
var (
	bracketMarker = regexp.MustCompile(`^[(\[]\s*(\d{1,2})\s*([)\]])\s*(.*)$`)
	wordMarker    = regexp.MustCompile(`^(?i:question|вопрос|ответ|answer|пункт|п\.|no\.|№|#)\s*№?\s*(\d{1,2})\b\s*([).:\]=>–—-]*)\s*(.*)$`)
	letterMarker  = regexp.MustCompile(`^[QqAaВвОо]\s?(\d{1,2})\s*([).:\]=>–—-]+)\s*(.*)$`)
	strokeMarker  = regexp.MustCompile(`^(\d{1,2})\s*([)\]=\x{20E3}]|\.\))\s*(.*)$`)
	pointMarker   = regexp.MustCompile(`^(\d{1,2})\s*(\.)(?:\s+|$)(.*)$`)
	weakMarker    = regexp.MustCompile(`^(\d{1,2})\s*(:|\s[-–—]\s|/\s)\s*(.*)$`)
	looseMarker   = regexp.MustCompile(`^[QqAaВвОо]?(\d{1,2})(\s|[-–—])(.*)$`)
)

// MarkerOf reads the number before an answer: "1) 7", "1. 7", "2: 7", "Q1: 7",
// "В1: 7", "№1 7", "(1) 7".
func MarkerOf(text string) Marker {
	for _, pattern := range []*regexp.Regexp{bracketMarker, wordMarker, letterMarker, strokeMarker, pointMarker} {
		if m := pattern.FindStringSubmatch(text); m != nil {
			return newMarker(m[1], m[2], m[3], true)
		}
	}
	if m := weakMarker.FindStringSubmatch(text); m != nil {
		return newMarker(m[1], m[2], m[3], false)
	}
	if m := romanMarker.FindStringSubmatch(text); m != nil {
		return newMarker(strconv.Itoa(romans[strings.ToLower(m[1])]), "("+m[2], m[3], true)
	}
	return Marker{}
}

// romanMarker is a number as lawyers write it: "(ii) yes", "iii) 4".
var (
	romanMarker = regexp.MustCompile(`^(?i:\(?(i{1,3}|iv|vi{0,3}|ix|x)(\)))\s*(.*)$`)
	romans      = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
)

// LooseMarkerOf reads "1 yes" and "1-7", which only a whole list makes numbers
// of questions.
func LooseMarkerOf(text string) Marker {
	if m := looseMarker.FindStringSubmatch(text); m != nil {
		return newMarker(m[1], "loose"+m[2], strings.TrimSpace(m[3]), false)
	}
	return Marker{}
}

func newMarker(number, style, rest string, strong bool) Marker {
	n, err := strconv.Atoi(number)
	if err != nil || n == 0 {
		return Marker{}
	}
	return Marker{Number: n, Rest: rest, Style: style, Strong: strong}
}

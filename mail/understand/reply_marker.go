package understand

import (
	"regexp"
	"strconv"
)

// marker is the number that a person put before an answer.
type marker struct {
	number int
	rest   string
	style  string // the stroke after the number: lists of one kind share it
	strong bool   // no reading other than a number before an answer is likely
}

var (
	strongMarker = regexp.MustCompile(`^(?:[(\[]\s*(\d{1,2})\s*([)\]])|(?i:question|вопрос|ответ|answer|пункт|п\.|q|в|№|#)\s*№?\s*(\d{1,2})\s*([).:\]=>–—-]*)|(\d{1,2})\s*([)\]=\x{20E3}]|\.\)))\s*(.*)$`)
	plainMarker  = regexp.MustCompile(`^(\d{1,2})\s*(?:(\.)(?:\s+|$)|(:)\s*|(\s[-–—]\s)|(/)\s)(.*)$`)
)

// markerOf reads the number before an answer: "1) 7", "1. 7", "2: 7", "Q1: 7",
// "В1 7", "№1 7", "(1) 7".
func markerOf(text string) marker {
	if m := strongMarker.FindStringSubmatch(text); m != nil {
		number, style := m[1]+m[3]+m[5], m[2]+m[4]+m[6]
		return newMarker(number, style, m[7], true)
	}
	if m := plainMarker.FindStringSubmatch(text); m != nil {
		style := m[2] + m[3] + m[4] + m[5]
		return newMarker(m[1], style, m[6], style == ".")
	}
	return marker{}
}

func newMarker(number, style, rest string, strong bool) marker {
	n, err := strconv.Atoi(number)
	if err != nil || n == 0 {
		return marker{}
	}
	return marker{number: n, rest: rest, style: style, strong: strong}
}

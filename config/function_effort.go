package config

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// patternLimit is the length of the longest regular expression.
const patternLimit = 1000

// sizeOfArgs costs what the arguments hold themselves: elements by their
// number, whatever is in them.
func sizeOfArgs(args []cty.Value) (int, error) {
	cost := 0
	for _, a := range args {
		cost += shallow(a)
	}
	return cost, nil
}

func shallow(v cty.Value) int {
	switch {
	case !v.IsKnown() || v.IsNull():
		return 1
	case v.Type() == cty.String:
		return 1 + len(v.AsString())/bytesAnUnit
	case v.CanIterateElements():
		return 1 + v.LengthInt()
	default:
		return 1
	}
}

// deepSize costs what the arguments hold at all depths.
func deepSize(args []cty.Value) (int, error) {
	var s size
	for _, a := range args {
		if err := s.add(a, 0); err != nil {
			return 0, err
		}
	}
	return s.effort(), nil
}

// textOf is an argument that is text, or nothing while it is unknown.
func textOf(args []cty.Value, i int) string {
	if i < len(args) && args[i].Type() == cty.String && args[i].IsKnown() && !args[i].IsNull() {
		return args[i].AsString()
	}
	return ""
}

// lengthOf is the number of elements of an argument.
func lengthOf(v cty.Value) int {
	if v.IsKnown() && !v.IsNull() && v.CanIterateElements() {
		return v.LengthInt()
	}
	return 0
}

// lettersOf turns a length of text into effort and refuses what is too long.
func lettersOf(n int64) (int, error) {
	if n > textLimit {
		return 0, limitError(fmt.Sprintf("The text would be longer than %d MiB. Make it shorter.", textLimit>>20))
	}
	return int(n) / bytesAnUnit, nil
}

func indentEffort(args []cty.Value) (int, error) {
	text, spaces := textOf(args, 1), int64(0)
	if len(args) > 0 && args[0].Type() == cty.Number && args[0].IsKnown() && !args[0].IsNull() {
		if hugeNumber(args[0]) {
			return 0, limitError("The indentation is too large. Use a smaller number.")
		}
		spaces, _ = args[0].AsBigFloat().Int64()
	}
	if spaces < 0 {
		return 0, errors.New("the number of spaces must not be less than 0")
	}
	spaces = min(spaces, textLimit)
	return lettersOf(int64(len(text)) + spaces*int64(strings.Count(text, "\n")))
}

func joinEffort(args []cty.Value) (int, error) {
	separator, total := int64(len(textOf(args, 0))), int64(0)
	for _, list := range args[min(1, len(args)):] {
		var s size
		if err := s.add(list, 0); err != nil {
			return 0, err
		}
		total += int64(s.bytes) + separator*int64(s.values)
	}
	return lettersOf(total)
}

func replaceEffort(args []cty.Value) (int, error) {
	text, old, replacement := textOf(args, 0), textOf(args, 1), textOf(args, 2)
	return lettersOf(int64(len(text)) + int64(strings.Count(text, old))*int64(len(replacement)))
}

// regexEffort costs a step for each instruction of the pattern and character
// of the text, which is the most that RE2 takes.
func regexEffort(textAt int) func(args []cty.Value) (int, error) {
	return func(args []cty.Value) (int, error) {
		pattern, text := textOf(args, 1-textAt), textOf(args, textAt)
		if len(pattern) > patternLimit {
			return 0, limitError(fmt.Sprintf("The pattern has more than %d characters. Simplify it.", patternLimit))
		}
		parsed, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			return 0, nil // the function says what is wrong
		}
		program, err := syntax.Compile(parsed.Simplify())
		if err != nil {
			return 0, nil
		}
		return int(min(int64(effortLimit), int64(len(program.Inst))*int64(1+len(text))/2)), nil
	}
}

func regexReplaceEffort(args []cty.Value) (int, error) {
	cost, err := regexEffort(0)(args)
	if err != nil {
		return 0, err
	}
	// Each match is longer than nothing or stands between two characters, and
	// each $1 of the replacement may stand for the whole text.
	pattern, err := regexp.Compile(textOf(args, 1))
	if err != nil {
		return cost, nil
	}
	text, replacement := textOf(args, 0), textOf(args, 2)
	groups := int64(strings.Count(replacement, "$"))
	matches := int64(len(pattern.FindAllStringIndex(text, -1)))
	grown, err := lettersOf(int64(len(text))*(1+groups) + matches*int64(len(replacement)))
	return cost + grown, err
}

// shortText refuses a text that spells a number of many digits.
func shortText(args []cty.Value) (int, error) {
	if len(textOf(args, 0)) > digitsLimit {
		return 0, limitError(fmt.Sprintf("The text has more than %d characters, too many for a number. Shorten it.", digitsLimit))
	}
	return 1, nil
}

// distinctEffort grows with the square: every element is compared with all
// that were kept.
func distinctEffort(args []cty.Value) (int, error) {
	cost, err := deepSize(args)
	if err != nil || len(args) == 0 {
		return cost, err
	}
	return int(min(int64(effortLimit), int64(cost)*int64(1+lengthOf(args[0])/2))), nil
}

func productEffort(args []cty.Value) (int, error) {
	product := int64(1)
	for _, a := range args {
		if product *= int64(lengthOf(a)); product > lengthLimit {
			return 0, limitError(fmt.Sprintf("The product has more than %d elements. Make the collections smaller.", lengthLimit))
		}
	}
	return int(product) * (1 + len(args)), nil
}

// formatDigits finds four digits among the flags, the width and the precision
// of a verb.
var formatDigits = regexp.MustCompile(`%[-+# 0-9.*\[\]]*[0-9]{4}`)

// formatEffort refuses widths that nobody can mean.
func formatEffort(args []cty.Value) (int, error) {
	spec := textOf(args, 0)
	if formatDigits.MatchString(strings.ReplaceAll(spec, "%%", "")) {
		return 0, limitError("A width or precision has more than three digits. Use a smaller one.")
	}
	cost, err := deepSize(args)
	if err != nil {
		return 0, err
	}
	turns := 1
	for _, a := range args[min(1, len(args)):] {
		if t := a.Type(); t.IsListType() || t.IsTupleType() || t.IsSetType() {
			turns = max(turns, lengthOf(a))
		}
	}
	verbs := int64(strings.Count(spec, "%"))
	if _, err := lettersOf(int64(len(spec)) * int64(turns) / 8); err != nil {
		return 0, err
	}
	// A verb may show one argument again and again: %[1]s%[1]s.
	return int(min(int64(effortLimit), int64(cost)*(1+verbs)+int64(len(spec))*int64(turns)/bytesAnUnit)), nil
}

// jsonEffort refuses what would take the decoder to the end of its stack.
func jsonEffort(args []cty.Value) (int, error) {
	text := textOf(args, 0)
	if _, deep := jsonTooDeep("", []byte(text)); deep {
		return 0, limitError(fmt.Sprintf("The JSON is nested more than %d levels deep. Flatten it.", nestingLimit))
	}
	if at := digitRun([]byte(text)); at >= 0 {
		return 0, limitError(fmt.Sprintf("The JSON holds a number of more than %d digits.", digitsLimit))
	}
	return len(text), nil
}

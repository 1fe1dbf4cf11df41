package config

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/ext/customdecode"
	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// FunctionDoc documents one function of the language.
type FunctionDoc struct {
	Name  string
	Usage string // "join(separator, list)"
	Doc   string
}

// Functions documents every function that expressions can call, in the order
// of their names. All are pure: they know no clock, no chance, no environment.
func Functions() []FunctionDoc {
	var docs []FunctionDoc
	for _, row := range newEvaluator().functionTable() {
		docs = append(docs, FunctionDoc{Name: row.name, Usage: row.usage(), Doc: row.doc})
	}
	return docs
}

// functionRow is one row of the table of functions.
type functionRow struct {
	name, doc string
	fn        function.Function
	// effort is what a call costs beside the size of its result; nil means the
	// size of the arguments. It is asked before the function is.
	effort func(args []cty.Value) (int, error)
}

// usage shows how the function is called.
func (f functionRow) usage() string {
	var params []string
	for _, p := range f.fn.Params() {
		params = append(params, p.Name)
	}
	if p := f.fn.VarParam(); p != nil {
		params = append(params, p.Name+"...")
	}
	return f.name + "(" + strings.Join(params, ", ") + ")"
}

// newFunctions gives the functions that expressions of one load can call.
func (v *evaluator) newFunctions() map[string]function.Function {
	functions := map[string]function.Function{}
	for _, row := range v.functionTable() {
		functions[row.name] = v.metered(row)
	}
	return functions
}

// metered charges for a call before it is made: some functions could fill the
// memory before anybody saw their result.
func (v *evaluator) metered(row functionRow) function.Function {
	effort := row.effort
	if effort == nil {
		effort = sizeOfArgs
	}
	inner := row.fn
	if takesSyntax(inner) {
		return inner // try and can evaluate their arguments, which are metered themselves
	}
	return function.New(&function.Spec{
		Description: row.doc, Params: inner.Params(), VarParam: inner.VarParam(),
		Type: func(args []cty.Value) (cty.Type, error) {
			cost, err := effort(args)
			if err == nil {
				err = v.meter.charge(cost)
			}
			if err != nil {
				return cty.DynamicPseudoType, err
			}
			return inner.ReturnTypeForValues(args)
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return inner.Call(args) },
	})
}

func takesSyntax(f function.Function) bool {
	p := f.VarParam()
	if p == nil && len(f.Params()) > 0 {
		p = &f.Params()[0]
	}
	return p != nil && customdecode.CustomExpressionDecoderForType(p.Type) != nil
}

// functionTable lists the functions in the order of their names.
func (v *evaluator) functionTable() []functionRow {
	rows := slices.Concat(textFunctions(), numberFunctions(), collectionFunctions(), formatFunctions(), v.fileFunctions())
	slices.SortFunc(rows, func(a, b functionRow) int { return strings.Compare(a.name, b.name) })
	return rows
}

func textFunctions() []functionRow {
	return []functionRow{
		{"chomp", "The text without line breaks at its end.", stdlib.ChompFunc, nil},
		{"endswith", "Whether a text ends with another.", textTest("suffix", strings.HasSuffix), nil},
		{"indent", "The text with spaces before every line but the first.", stdlib.IndentFunc, indentEffort},
		{"join", "The texts of lists with a separator between them.", stdlib.JoinFunc, joinEffort},
		{"lower", "The text in lower case.", stdlib.LowerFunc, nil},
		{"regex", "What a pattern (RE2) finds in a text: the text, or a list or object of its groups.", stdlib.RegexFunc, regexEffort(1)},
		{"regexall", "Everything that a pattern (RE2) finds in a text.", stdlib.RegexAllFunc, regexEffort(1)},
		{"regexreplace", "The text with what a pattern (RE2) finds replaced; $1 is a group.", stdlib.RegexReplaceFunc, regexReplaceEffort},
		{"replace", "The text with one part replaced wherever it occurs.", stdlib.ReplaceFunc, replaceEffort},
		{"split", "The parts of a text between separators.", stdlib.SplitFunc, nil},
		{"startswith", "Whether a text starts with another.", textTest("prefix", strings.HasPrefix), nil},
		{"strlen", "How many characters a text has.", stdlib.StrlenFunc, nil},
		{"strrev", "The text backwards.", stdlib.ReverseFunc, nil},
		{"substr", "A part of a text, by its offset and length in characters.", stdlib.SubstrFunc, nil},
		{"title", "The text with the first letter of each word in upper case.", stdlib.TitleFunc, nil},
		{"trim", "The text without the given characters at its ends.", stdlib.TrimFunc, nil},
		{"trimprefix", "The text without a prefix.", stdlib.TrimPrefixFunc, nil},
		{"trimspace", "The text without blanks at its ends.", stdlib.TrimSpaceFunc, nil},
		{"trimsuffix", "The text without a suffix.", stdlib.TrimSuffixFunc, nil},
		{"upper", "The text in upper case.", stdlib.UpperFunc, nil},
	}
}

func numberFunctions() []functionRow {
	return []functionRow{
		{"abs", "The number without its sign.", stdlib.AbsoluteFunc, nil},
		{"ceil", "The least whole number that is not less.", stdlib.CeilFunc, nil},
		{"floor", "The greatest whole number that is not more.", stdlib.FloorFunc, nil},
		{"int", "The number without its fraction.", stdlib.IntFunc, nil},
		{"log", "The logarithm of a number to a base.", stdlib.LogFunc, nil},
		{"max", "The greatest of the numbers.", stdlib.MaxFunc, nil},
		{"min", "The least of the numbers.", stdlib.MinFunc, nil},
		{"parseint", "The whole number that a text spells in a base.", stdlib.ParseIntFunc, shortText},
		{"pow", "A number raised to a power.", stdlib.PowFunc, nil},
		{"signum", "-1, 0 or 1: the sign of a number.", stdlib.SignumFunc, nil},
		{"tonumber", "The value as a number.", stdlib.MakeToFunc(cty.Number), shortText},
	}
}

func collectionFunctions() []functionRow {
	return []functionRow{
		{"can", "Whether an expression can be evaluated.", tryfunc.CanFunc, nil},
		{"chunklist", "The list in pieces of one size.", stdlib.ChunklistFunc, nil},
		{"coalesce", "The first of the values that is not null.", stdlib.CoalesceFunc, deepSize},
		{"coalescelist", "The first of the lists that is not empty.", stdlib.CoalesceListFunc, deepSize},
		{"compact", "The list without empty texts.", stdlib.CompactFunc, nil},
		{"concat", "The lists one behind the other.", stdlib.ConcatFunc, nil},
		{"contains", "Whether a list holds a value.", stdlib.ContainsFunc, deepSize},
		{"distinct", "The list with each value once.", stdlib.DistinctFunc, distinctEffort},
		{"element", "The element of a list at a position, counted from 0 and around the end.", stdlib.ElementFunc, nil},
		{"flatten", "The lists inside of a list taken apart.", stdlib.FlattenFunc, deepSize},
		{"hasindex", "Whether a collection has an element for a key.", stdlib.HasIndexFunc, nil},
		{"keys", "The keys of a map, in order.", stdlib.KeysFunc, nil},
		{"length", "How many elements a collection or characters a text has.", lengthFunc(), nil},
		{"lookup", "The value for a key, or a default.", stdlib.LookupFunc, nil},
		{"merge", "The maps as one; the later wins.", stdlib.MergeFunc, nil},
		{"range", "The numbers from a start to an end, at most 1024 of them.", stdlib.RangeFunc, nil},
		{"reverse", "The list backwards.", stdlib.ReverseListFunc, nil},
		{"setintersection", "What all the sets hold.", stdlib.SetIntersectionFunc, deepSize},
		{"setproduct", "All ways to take one element of each collection.", stdlib.SetProductFunc, productEffort},
		{"setsubtract", "What the first set holds and the second does not.", stdlib.SetSubtractFunc, deepSize},
		{"setunion", "What any of the sets holds.", stdlib.SetUnionFunc, deepSize},
		{"slice", "A part of a list, from a position to before another.", stdlib.SliceFunc, nil},
		{"sort", "The texts of a list in order.", stdlib.SortFunc, deepSize},
		{"tobool", "The value as true or false.", stdlib.MakeToFunc(cty.Bool), nil},
		{"tolist", "The value as a list of one type.", stdlib.MakeToFunc(cty.List(cty.DynamicPseudoType)), deepSize},
		{"tomap", "The value as a map of one type.", stdlib.MakeToFunc(cty.Map(cty.DynamicPseudoType)), deepSize},
		{"toset", "The value as a set of one type.", stdlib.MakeToFunc(cty.Set(cty.DynamicPseudoType)), deepSize},
		{"tostring", "The value as text.", stdlib.MakeToFunc(cty.String), nil},
		{"try", "The first of the expressions that can be evaluated.", tryfunc.TryFunc, nil},
		{"values", "The values of a map, in the order of their keys.", stdlib.ValuesFunc, nil},
		{"zipmap", "A map of a list of keys and a list of values.", stdlib.ZipmapFunc, nil},
	}
}

func formatFunctions() []functionRow {
	return []functionRow{
		{"csvdecode", "The rows of a CSV table with a header line, as objects.", stdlib.CSVDecodeFunc, deepSize},
		{"format", "Values in a text, by verbs such as %s, %d and %.1f.", stdlib.FormatFunc, formatEffort},
		{"formatdate", "A given time (RFC 3339) in a pattern such as YYYY-MM-DD.", stdlib.FormatDateFunc, nil},
		{"formatlist", "Texts made by format, one for each element of the lists.", stdlib.FormatListFunc, formatEffort},
		{"jsondecode", "The value that a JSON text spells.", stdlib.JSONDecodeFunc, jsonEffort},
		{"jsonencode", "The value as JSON text.", stdlib.JSONEncodeFunc, deepSize},
		{"timeadd", "A given time (RFC 3339) moved by a duration such as 24h.", stdlib.TimeAddFunc, nil},
	}
}

// textTest makes a function of a test of two texts.
func textTest(second string, test func(s, part string) bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "str", Type: cty.String}, {Name: second, Type: cty.String}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.BoolVal(test(args[0].AsString(), args[1].AsString())), nil
		},
	})
}

// lengthFunc counts characters of a text as well as elements, as people expect.
func lengthFunc() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType}},
		Type: func(args []cty.Value) (cty.Type, error) {
			if t := args[0].Type(); t != cty.String && !t.IsObjectType() && !t.IsTupleType() && !t.IsCollectionType() {
				return cty.Number, errors.New("a collection or a text is wanted")
			}
			return cty.Number, nil
		},
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			switch v := args[0]; {
			case v.Type() == cty.String:
				return stdlib.Strlen(v)
			case v.Type().IsObjectType():
				return cty.NumberIntVal(int64(len(v.Type().AttributeTypes()))), nil
			default:
				return v.Length(), nil
			}
		},
	})
}

// functionNames lists the functions of an evaluator, in order.
func (v *evaluator) functionNames() []string { return slices.Sorted(maps.Keys(v.functions)) }

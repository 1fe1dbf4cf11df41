package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
)

// files gives functions the files of the spec directory, and nothing else. It
// keeps what it read: a fleet asks for the same file again and again.
type files struct {
	dir fs.FS // nil where no directory is read

	mu        sync.Mutex
	texts     map[string]fileText
	templates map[string]hclsyntax.Expression
	read      int // bytes that were read
}

type fileText struct {
	text string
	err  error
}

func (v *evaluator) fileFunctions() []functionRow {
	return []functionRow{
		{"file", "The text of a file of the spec directory.", fileFunc("path", cty.String, func(name string) (cty.Value, error) {
			text, err := v.files.text(name)
			return cty.StringVal(text), err
		}), nil},
		{"fileexists", "Whether the spec directory has a file.", fileFunc("path", cty.Bool, func(name string) (cty.Value, error) {
			return v.files.exists(name)
		}), nil},
		{"templatefile", "The text of a file of the spec directory, with ${...} replaced by the given values.", v.templateFunc(), nil},
	}
}

func fileFunc(param string, result cty.Type, read func(name string) (cty.Value, error)) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: param, Type: cty.String}},
		Type:   function.StaticReturnType(result),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			v, err := read(args[0].AsString())
			return v, argError(err)
		},
	})
}

// argError blames an error on the name of a file; a limit stays one.
func argError(err error) error {
	var limit limitError
	if err == nil || errors.As(err, &limit) {
		return err
	}
	return function.NewArgError(0, err)
}

// text reads a file once.
func (f *files) text(name string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if found, ok := f.texts[name]; ok {
		return found.text, found.err
	}
	text, err := f.readText(name)
	if f.texts == nil {
		f.texts = map[string]fileText{}
	}
	f.texts[name] = fileText{text, err}
	return text, err
}

func (f *files) readText(name string) (string, error) {
	resolved, err := f.resolve(name)
	if err != nil {
		return "", err
	}
	src, err := readLimited(f.dir, resolved)
	f.read += len(src)
	switch {
	case err != nil:
		return "", fmt.Errorf("read %s: %w", name, cause(err))
	case len(src) > fileLimit:
		return "", limitError(fmt.Sprintf("%s is larger than %d MiB. Split it.", name, fileLimit>>20))
	case f.read > directoryLimit:
		return "", limitError(fmt.Sprintf("The files that functions read hold more than %d MiB. Split the directory.", directoryLimit>>20))
	case !utf8.Valid(src):
		return "", fmt.Errorf("read %s: %s; save the file as UTF-8%s", name, encodingOf(src), spreadsheet(name))
	default:
		return strings.TrimPrefix(string(src), "\ufeff"), nil
	}
}

// encodingOf says what text is that is not UTF-8, as far as that can be seen.
func encodingOf(src []byte) string {
	if bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")) {
		return "it is UTF-16 text"
	}
	return fmt.Sprintf("line %d is not UTF-8 text", 1+bytes.Count(src[:firstBad(src)], []byte("\n")))
}

// spreadsheet says how programs that write tables name UTF-8. What Excel calls plain CSV is
// in the alphabet of the machine, such as Windows-1251.
func spreadsheet(name string) string {
	if strings.HasSuffix(strings.ToLower(name), ".csv") {
		return `, which Excel calls "CSV UTF-8"`
	}
	return ""
}

// firstBad is the offset of the first byte that is not UTF-8.
func firstBad(src []byte) int {
	for i := 0; i < len(src); {
		c, size := utf8.DecodeRune(src[i:])
		if c == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(src)
}

func (f *files) exists(name string) (cty.Value, error) {
	resolved, err := f.resolve(name)
	if errors.Is(err, fs.ErrNotExist) {
		return cty.False, nil
	}
	if err != nil {
		return cty.False, err
	}
	info, err := fs.Stat(f.dir, resolved)
	return cty.BoolVal(err == nil && info.Mode().IsRegular()), nil
}

var errOutside = errors.New("only files inside of the spec directory can be read; name one relative to it, without \"..\"")

// linkHops bounds chains of symbolic links, as operating systems do.
const linkHops = 40

// resolve checks a name and follows symbolic links by itself, so that none
// leads out of the directory whatever the file system would allow.
func (f *files) resolve(name string) (string, error) {
	if f.dir == nil {
		return "", errors.New("no files can be read here")
	}
	clean := path.Clean(name)
	if !fs.ValidPath(clean) || strings.ContainsAny(name, "\\\x00") {
		return "", errOutside
	}
	for range linkHops {
		next, link, err := f.followLink(clean)
		if err != nil || !link {
			return clean, err
		}
		clean = next
	}
	return "", fmt.Errorf("read %s: too many symbolic links", name)
}

// followLink replaces the first symbolic link in a name by what it points at.
func (f *files) followLink(name string) (target string, link bool, err error) {
	parts := strings.Split(name, "/")
	for i := range parts {
		prefix := strings.Join(parts[:i+1], "/")
		info, err := fs.Lstat(f.dir, prefix)
		if err != nil {
			return "", false, fmt.Errorf("read %s: %w", name, cause(err))
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			continue
		}
		to, err := fs.ReadLink(f.dir, prefix)
		if err != nil {
			return "", false, fmt.Errorf("read %s: %w", name, cause(err))
		}
		target = path.Join(append([]string{path.Dir(prefix), to}, parts[i+1:]...)...)
		if path.IsAbs(to) || !fs.ValidPath(target) {
			return "", false, errOutside
		}
		return target, true, nil
	}
	return name, false, nil
}

// templateFunc reads a file as a template of its own: it knows the values that
// are given, the functions, and nothing of the place that calls it.
func (v *evaluator) templateFunc() function.Function {
	render := func(args []cty.Value) (cty.Value, error) {
		if t := args[1].Type(); !t.IsObjectType() && !t.IsMapType() {
			return cty.DynamicVal, function.NewArgErrorf(1, "an object of values is wanted, such as { name = var.name }")
		}
		return v.renderFile(args[0].AsString(), args[1].AsValueMap())
	}
	return function.New(&function.Spec{
		Params: []function.Parameter{
			{Name: "path", Type: cty.String},
			{Name: "vars", Type: cty.DynamicPseudoType},
		},
		Type: function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return render(args) },
	})
}

func (v *evaluator) renderFile(name string, values map[string]cty.Value) (cty.Value, error) {
	template, err := v.templateOf(name)
	if err != nil {
		return cty.UnknownVal(cty.String), argError(err)
	}
	for _, t := range template.Variables() {
		if _, ok := values[t.RootName()]; !ok {
			return cty.UnknownVal(cty.String), function.NewArgErrorf(1, "%s wants a value for %q, on line %d, and none is given.%s",
				name, t.RootName(), t.SourceRange().Start.Line, hint(t.RootName(), slices.Sorted(maps.Keys(values))))
		}
	}
	ctx := &hcl.EvalContext{Variables: values, Functions: maps.Clone(v.functions)}
	ctx.Functions["templatefile"] = noTemplates() // a file that includes itself would never end
	text, diags := template.Value(ctx)
	for _, d := range diags {
		if limit, ok := limitOf(d); ok {
			return cty.UnknownVal(cty.String), limit
		}
		if d.Severity == hcl.DiagError {
			return cty.UnknownVal(cty.String), function.NewArgErrorf(0, "%s, line %d: %s: %s", name, subject(d).Start.Line, d.Summary, d.Detail)
		}
	}
	s, err := convertText(text)
	if err != nil {
		return s, function.NewArgErrorf(0, "%s: %s", name, err)
	}
	return s, nil
}

// noTemplates stands for templatefile inside of a template file.
func noTemplates() function.Function {
	return function.New(&function.Spec{
		VarParam: &function.Parameter{Name: "args", Type: cty.DynamicPseudoType},
		Type: func([]cty.Value) (cty.Type, error) {
			return cty.String, errors.New("a template file cannot take another one in; give it the text as a value")
		},
		Impl: func([]cty.Value, cty.Type) (cty.Value, error) { return cty.UnknownVal(cty.String), nil },
	})
}

// templateOf parses a file once.
func (v *evaluator) templateOf(name string) (hclsyntax.Expression, error) {
	text, err := v.files.text(name)
	if err != nil {
		return nil, err
	}
	v.files.mu.Lock()
	defer v.files.mu.Unlock()
	if t := v.files.templates[name]; t != nil {
		return t, nil
	}
	if templateTooDeep([]byte(text)) {
		return nil, limitError(fmt.Sprintf("%s is nested more than %d levels deep. Flatten it.", name, nestingLimit))
	}
	if digitRun([]byte(text)) >= 0 {
		return nil, limitError(fmt.Sprintf("%s holds more than %d digits in a row.", name, digitsLimit))
	}
	t, diags := hclsyntax.ParseTemplate([]byte(text), name, hcl.InitialPos)
	if diags.HasErrors() {
		return nil, fmt.Errorf("%s, line %d: %s: %s", name, subject(diags[0]).Start.Line, diags[0].Summary, diags[0].Detail)
	}
	t, huge := meterAll(v.meter, t)
	if huge != nil {
		return nil, limitError(fmt.Sprintf("%s has a number on line %d that is too large to calculate with.", name, huge.Start.Line))
	}
	if v.files.templates == nil {
		v.files.templates = map[string]hclsyntax.Expression{}
	}
	v.files.templates[name] = t
	return t, nil
}

// convertText gives a template's value as text; a template that is one
// expression may give anything.
func convertText(v cty.Value) (cty.Value, error) {
	if !v.IsWhollyKnown() || v.IsNull() {
		return cty.UnknownVal(cty.String), errors.New("the template gives no text")
	}
	if t := v.Type(); t != cty.String && t != cty.Number && t != cty.Bool {
		return cty.UnknownVal(cty.String), errors.New("the template gives a collection where text is wanted")
	}
	return convert.Convert(v, cty.String)
}

package config

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/rapport-engine/rapport/partnership"
)

// words is a text that people read: one for all of them, or one for each language.
type words struct {
	plain string
	// in are the texts by language, sorted; nil for a plain one.
	in []inLanguage
}

// inLanguage is a text in one language.
type inLanguage struct{ language, says string }

// own is the text in the partnership's own language.
func (w words) own(language string) (string, bool) {
	if w.in == nil {
		return w.plain, true
	}
	i := slices.IndexFunc(w.in, func(one inLanguage) bool { return one.language == language })
	if i < 0 {
		return "", false
	}
	return w.in[i].says, true
}

func (w words) equal(o words) bool { return w.plain == o.plain && slices.Equal(w.in, o.in) }

// wordsKind is what the type is called in the reference.
const wordsKind = "text, or texts by language"

// spoken binds a text, or an object with a text for each language. Each text is held to
// what one holds it to.
func spoken(into *field[words], one func(*field[string]) binding) binding {
	return binding{
		kind: called(wordsKind),
		read: func(r *reader, e hcl.Expression) {
			parts, ok := partsOf(e)
			if !ok {
				var text field[string]
				if one(&text).read(r, e); text.set {
					into.give(words{plain: text.value}, text.at)
				}
				return
			}
			if w, sound := r.byLanguage(parts, one, e.Range()); sound {
				r.translated.Store(true)
				into.give(w, e.Range())
			}
		},
		texts: func() []field[words] { return []field[words]{*into} },
	}
}

// spokenLine binds a text of one line.
func spokenLine(into *field[words], limit int) binding { return spoken(into, lineOf(limit)) }

// spokenProse binds a text of several lines.
func spokenProse(into *field[words], limit int) binding {
	return spoken(into, func(f *field[string]) binding { return prose(f, limit) })
}

// spokenLines binds a list of texts of one line.
func spokenLines(into *field[[]field[words]], limit int) binding {
	list := listOfBy(into, func(f *field[words]) binding { return spokenLine(f, limit) }, words.equal)
	list.texts = func() []field[words] { return into.value }
	return list
}

// byLanguage reads an object of texts by language.
func (r *reader) byLanguage(parts []part, one func(*field[string]) binding, whole hcl.Range) (words, bool) {
	sound := true
	w := words{in: []inLanguage{}}
	for _, p := range parts {
		var text field[string]
		one(&text).read(r, p.value)
		switch {
		case !slices.Contains(r.languages, p.key):
			r.report(codeStrangeLanguage, r.at(p.at), "%q is no language that mails are written in.%s Name the languages by their letters, without a region: %s.", p.key, meant(p.key, r.languages), strings.Join(r.languages, ", "))
			sound = false
		case slices.ContainsFunc(w.in, func(o inLanguage) bool { return o.language == p.key }):
			r.report(codeRepeatedAttr, r.at(p.at), "The text in %q is given twice. Keep one of the two.", p.key)
			sound = false
		case !text.set:
			sound = false
		default:
			w.in = append(w.in, inLanguage{p.key, text.value})
		}
	}
	if len(parts) == 0 {
		r.report(codeText, r.at(whole), "There is no text in any language. Write one, such as { en = \"...\", ru = \"...\" }.")
		sound = false
	}
	slices.SortFunc(w.in, func(a, b inLanguage) int { return cmp.Compare(a.language, b.language) })
	return w, sound
}

// part is one value of an object, and where its key stands.
type part struct {
	key   string
	at    hcl.Range
	value hcl.Expression
}

// partsOf takes a reduced expression apart if it is an object.
func partsOf(e hcl.Expression) ([]part, bool) {
	c, native := e.(*computed)
	if !native {
		return jsonParts(e)
	}
	if c.val.IsNull() || !c.val.IsKnown() || !c.val.Type().IsObjectType() && !c.val.Type().IsMapType() {
		return nil, false
	}
	parts := slices.Clone(c.parts)
	if parts == nil { // made elsewhere, such as in a variable
		parts = []part{}
		for it := c.val.ElementIterator(); it.Next(); {
			key, v := it.Element()
			parts = append(parts, part{key.AsString(), c.rng, &computed{val: v, rng: c.rng}})
		}
	}
	return parts, true
}

// jsonParts are those of an object in JSON without anything to calculate in it.
func jsonParts(e hcl.Expression) ([]part, bool) {
	if _, is := e.(*tuple); is {
		return nil, false
	}
	pairs, diags := hcl.ExprMap(e)
	if diags.HasErrors() {
		return nil, false
	}
	parts := []part{}
	for _, p := range pairs {
		key, diags := p.Key.Value(nil)
		if diags.HasErrors() || key.Type() != cty.String || key.IsNull() {
			return nil, false
		}
		parts = append(parts, part{key.AsString(), p.Key.Range(), p.Value})
	}
	return parts, true
}

// own is the language in which the partnership writes its texts.
func (s *scope) own() string { return s.root.Language.or(usualLanguage) }

// usualLanguage is that of a partnership which names none.
const usualLanguage = "en"

// say gives a text in the partnership's own language, and keeps what it says in others.
func (s *scope) say(f field[words]) string {
	own, _ := f.value.own(s.own())
	for _, one := range f.value.in {
		if one.language != s.own() {
			s.phrases = append(s.phrases, partnership.Phrase{Language: one.language, Text: own, Says: one.says})
		}
	}
	return own
}

// sayAll gives the texts of a list.
func (s *scope) sayAll(list field[[]field[words]]) []string {
	var texts []string
	for _, f := range list.value {
		texts = append(texts, s.say(f))
	}
	return texts
}

// heard is a text as somebody declared it.
type heard struct {
	field[words]
	in *header
}

// checkTexts reports texts that lack the partnership's own language, and those of which one
// text would be said in two ways: what is asked or agreed elsewhere is found by its words.
func (s *scope) checkTexts() {
	if !s.translated.Load() {
		return
	}
	all := textsOf(s.root, nil)
	for _, asked := range s.askers() {
		for _, q := range asked.banked(s) {
			all = textsOf(q, all)
		}
	}
	slices.SortStableFunc(all, func(a, b heard) int { return firstInFiles(a.at, b.at) })
	type phrase struct{ language, own string }
	first := map[phrase]heard{}
	for _, h := range all {
		if h.value.in == nil {
			continue
		}
		own, ok := h.value.own(s.own())
		if !ok {
			s.report(codeNoOwnText, h.in.at(h.at), "The text is missing in %q, the language of the partnership %q, which everybody reads who has no other. Add it.", s.own(), s.root.name)
			continue
		}
		for _, one := range h.value.in {
			key := phrase{one.language, own}
			before, said := first[key]
			if !said {
				first[key] = h
				continue
			}
			if says, _ := before.value.own(one.language); says != one.says {
				s.report(codeTwoTranslations, h.in.at(h.at), "%q is said in %q in another way at %s. Say it in one way, or change the text itself.", shorten(own), one.language, position(before.at))
			}
		}
	}
}

// askers are the blocks that ask questions.
func (s *scope) askers() []*asked {
	var list []*asked
	for _, c := range s.root.CheckIns {
		list = append(list, &c.asked)
	}
	for _, v := range s.root.Surveys {
		list = append(list, &v.asked)
	}
	return list
}

// textsOf adds the texts of a declaration and of those in it.
func textsOf(d declaration, list []heard) []heard {
	sc := d.schema()
	for _, a := range sc.attributes {
		if a.value.texts == nil {
			continue
		}
		for _, f := range a.value.texts() {
			list = append(list, heard{f, d.head()})
		}
	}
	for _, n := range sc.blocks {
		for _, inner := range n.all() {
			list = textsOf(inner, list)
		}
	}
	return list
}

// unsaid notes, once for each language that somebody reads, which texts are not in it.
func (s *scope) unsaid(spec partnership.Spec) {
	for _, language := range s.languages {
		if !readIn(spec, language) {
			continue
		}
		if missing := spec.Unsaid(language); len(missing) > 0 {
			s.report(codeUntranslated, s.locate(missing[0].Path), "Somebody reads mails in %q, and texts of this partnership that are not there in it: %d. This is the first; they read it in %q. Write { %s = \"...\", %s = \"...\" }.",
				language, len(missing), spec.Language, spec.Language, language)
		}
	}
}

// readIn reports whether somebody reads mails in a language.
func readIn(spec partnership.Spec, language string) bool {
	return slices.ContainsFunc(spec.Parties, func(p partnership.Party) bool {
		return slices.ContainsFunc(p.People, func(one partnership.Person) bool { return one.Language == language })
	})
}

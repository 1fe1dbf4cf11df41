package compose

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// tongue says the texts of a spec in the language of a mail, as far as it has them there.
type tongue struct {
	spec     partnership.Spec // as declared
	language string
}

// speaks reports whether there is anything to be said otherwise.
func (t tongue) speaks() bool {
	return len(t.spec.Phrases) > 0 && t.language != partnership.BaseLanguage(t.spec.Language)
}

func (t tongue) say(text string) string { return t.spec.Said(t.language, text) }

// letter is a letter with what it repeats of the spec in the reader's language: questions,
// what was chosen, and what is in its content.
func (t tongue) letter(l procedure.Letter) procedure.Letter {
	if !t.speaks() {
		return l
	}
	asked, phrases := l.Questions, t.spec.Phrases
	l.Questions = phrases.Worded(t.language, asked)
	l.Understood, l.Replaced = phrases.Answered(t.language, asked, l.Understood), phrases.Answered(t.language, asked, l.Replaced)
	l.Explained = slices.Clone(l.Explained)
	for i := range l.Explained {
		l.Explained[i].Item = t.say(l.Explained[i].Item)
	}
	l.Content = t.content(l.Content)
	if len(l.Parts) > 0 {
		l.Parts = slices.Clone(l.Parts)
		for i, part := range l.Parts {
			if part.Slug == l.Slug { // others are of other specs
				l.Parts[i] = t.letter(part)
			}
		}
	}
	return l
}

func (t tongue) letters(list []procedure.Letter) []procedure.Letter {
	said := slices.Clone(list)
	for i := range said {
		said[i] = t.letter(said[i])
	}
	return said
}

// repeated are the names under which contents repeat texts of the spec. What people wrote
// themselves has other ones, and so have IDs.
var repeated = []string{"what", "evidence", "title", "place", "lines", "statement", "continuity", "about"}

// content says the texts in a letter's content.
func (t tongue) content(content json.RawMessage) json.RawMessage {
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber() // figures stay as they are written
	var values any
	if len(content) == 0 || decoder.Decode(&values) != nil {
		return content // told where it is read
	}
	return procedure.Encode(t.within(values, false))
}

// within says the texts in a value; a text by itself is one if it stands under such a name.
func (t tongue) within(value any, text bool) any {
	switch v := value.(type) {
	case string:
		if text {
			return t.say(v)
		}
	case []any:
		for i := range v {
			v[i] = t.within(v[i], text)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			v[name] = t.within(v[name], slices.Contains(repeated, name))
		}
	}
	return value
}

// standing is how goals stand, in the reader's language.
func (t tongue) standing(st standing.Standing) standing.Standing {
	if !t.speaks() {
		return st
	}
	return st.Said(t.say)
}

// named is what people call something that a mail is about: its title where it is declared
// by a name, the name in words where that has none, and else what it is called anyway.
func (w letterWriter) named(about string) string {
	title, declared := w.spec.RoundTitle(about)
	switch {
	case !declared:
		return oneLine(w.tongue.say(about))
	case title != "":
		return oneLine(title)
	default:
		return oneLine(strings.NewReplacer("-", " ", "_", " ").Replace(about))
	}
}

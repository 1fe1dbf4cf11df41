package partnership_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/internal/testkit/specs"
	"github.com/rapport-engine/rapport/partnership"
)

// bilingual is a whole spec whose texts are all said in Russian, too: in capitals.
func bilingual() partnership.Spec {
	spec := specs.Full()
	spec.Language, spec.Phrases = "en", nil
	for _, one := range spec.Texts() {
		spec.Phrases = append(spec.Phrases, partnership.Phrase{Language: "ru", Text: one.Text, Says: strings.ToUpper(one.Text)})
	}
	spec.Phrases = partnership.SortPhrases(spec.Phrases)
	return spec
}

// TestInSaysAllTextsAndNothingElse: whatever is listed as a text is said in the other
// language; names, words that are compared and everything else stay, and so does the spec
// that was asked.
func TestInSaysAllTextsAndNothingElse(t *testing.T) {
	t.Parallel()
	spec := bilingual()
	before := spec.Digest()
	russian := spec.In("ru-KG")
	if spec.Digest() != before {
		t.Error("saying a spec in a language changed the spec itself")
	}
	var own, said []partnership.Spoken
	for i, one := range russian.Texts() {
		if was := spec.Texts()[i]; was.Path != one.Path || one.Text != strings.ToUpper(was.Text) {
			t.Errorf("%s says %q in Russian", one.Path, one.Text)
		}
		own, said = append(own, spec.Texts()[i]), append(said, one)
	}
	if len(said) < 40 || len(own) != len(spec.Texts()) {
		t.Errorf("%d texts are said, want all", len(said))
	}
	lower := russian.In("en") // without phrases it stays as it is
	if diff := cmp.Diff(russian, lower); diff != "" {
		t.Errorf("said once, it is said again:\n%s", diff)
	}
	if words := upper(reflect.ValueOf(russian)); len(words) != len(said) {
		t.Errorf("%d words changed, and %d texts are listed", len(words), len(said))
	}
}

// upper lists the strings of a value that are in capitals.
func upper(v reflect.Value) (words []string) {
	switch v.Kind() {
	case reflect.String:
		if strings.HasPrefix(v.String(), "TEXT-") {
			words = append(words, v.String())
		}
	case reflect.Pointer:
		if !v.IsNil() {
			words = upper(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			words = append(words, upper(v.Index(i))...)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				words = append(words, upper(v.Field(i))...)
			}
		}
	default:
	}
	return words
}

// TestInItsOwnLanguageASpecIsItself, whatever is said elsewhere, and a text that nobody has
// translated comes back as it is.
func TestInItsOwnLanguageASpecIsItself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spec := specs.Full()
		spec.Language, spec.Phrases = "en", nil
		texts := spec.Texts()
		for range rapid.IntRange(0, 10).Draw(t, "phrases") {
			one := rapid.SampledFrom(texts).Draw(t, "text")
			if !spec.Phrases.Has("ru", one.Text) {
				spec.Phrases = partnership.SortPhrases(append(spec.Phrases, partnership.Phrase{Language: "ru", Text: one.Text, Says: rapid.StringN(1, 20, -1).Draw(t, "says")}))
			}
		}
		if diff := cmp.Diff(spec, spec.In("en-GB")); diff != "" {
			t.Fatalf("in its own language it is another:\n%s", diff)
		}
		russian := spec.In("ru")
		for i, one := range russian.Texts() {
			if want := spec.Said("ru", texts[i].Text); one.Text != want {
				t.Fatalf("%s says %q, want %q", one.Path, one.Text, want)
			}
		}
		for _, one := range spec.Unsaid("ru") {
			if spec.Said("ru", one.Text) != one.Text {
				t.Fatalf("%s is not there in Russian and says %q", one.Path, spec.Said("ru", one.Text))
			}
		}
		if n := len(spec.Unsaid("ru")) + said(spec); n != len(texts) {
			t.Fatalf("%d texts are said or not, of %d", n, len(texts))
		}
	})
}

func said(spec partnership.Spec) (n int) {
	for _, one := range spec.Texts() {
		if spec.Phrases.Has("ru", one.Text) {
			n++
		}
	}
	return n
}

// TestAChoiceIsTheSameInEveryLanguage: what is chosen in a reader's words is kept in those
// of the spec, and told to each reader in theirs.
func TestAChoiceIsTheSameInEveryLanguage(t *testing.T) {
	t.Parallel()
	phrases := partnership.SortPhrases([]partnership.Phrase{
		{Language: "ru", Text: "mail", Says: "почта"},
		{Language: "ru", Text: "phone", Says: "телефон"},
		{Language: "ru", Text: "visits", Says: "посещений"},
		{Language: "ru", Text: "How?", Says: "Как?"},
	})
	asked := []partnership.Question{
		{ID: "how", Kind: partnership.KindChoice, Text: "How?", Choices: []string{"mail", "phone", "over tea"}},
		{ID: "more", Kind: partnership.KindText, Text: "What else?"},
		{ID: "visits", Kind: partnership.KindNumber, Unit: "visits"},
	}
	read := partnership.Phrases(phrases).Worded("ru", asked)
	if want := []string{"почта", "телефон", "over tea"}; !slices.Equal(read[0].Choices, want) || read[0].Text != "Как?" || read[2].Unit != "посещений" {
		t.Errorf("asked in Russian: %+v", read)
	}
	if !slices.Equal(asked[0].Choices, []string{"mail", "phone", "over tea"}) {
		t.Error("wording the questions changed them")
	}
	for _, c := range []struct{ given, kept string }{{"почта", "mail"}, {"телефон", "phone"}, {"over tea", "over tea"}, {"mail", "mail"}} {
		given := []partnership.Answer{{Question: "how", Value: partnership.TextValue(c.given)}, {Question: "more", Value: partnership.TextValue("почта")}, {Question: "visits", Unit: "посещений"}}
		kept := partnership.Phrases(phrases).Meant("ru", asked, given)
		if got := *kept[0].Value.Text; got != c.kept {
			t.Errorf("%q is kept as %q, want %q", c.given, got, c.kept)
		}
		if *kept[1].Value.Text != "почта" || kept[2].Unit != "visits" {
			t.Errorf("somebody's own words or the unit are kept as %+v", kept)
		}
		told := partnership.Phrases(phrases).Answered("ru", asked, kept)
		if *told[0].Value.Text != partnership.Phrases(phrases).In("ru", c.kept) || *told[1].Value.Text != "почта" || told[2].Unit != "посещений" {
			t.Errorf("the receipt says %+v", told)
		}
	}
}

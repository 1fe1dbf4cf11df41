package blame

import (
	"strings"
	"unicode"
)

// fold makes equal words equal: lower case, ё as е, no stress marks, plain
// apostrophes and hyphens, and no Latin letters that were typed into a Russian
// word because they look alike.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case isInvisible(r), unicode.Is(unicode.Mn, r):
			return -1
		case isApostrophe(r):
			return '\''
		case isHyphen(r):
			return '-'
		case r == 'ё', r == 'Ё':
			return 'е'
		}
		return unicode.ToLower(r)
	}, s)
	if strings.ContainsFunc(s, isCyrillic) && strings.ContainsAny(s, "aceopxyk") {
		return alike.Replace(s)
	}
	return s
}

func isCyrillic(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }

var alike = strings.NewReplacer("a", "а", "c", "с", "e", "е", "o", "о", "p", "р", "x", "х", "y", "у", "k", "к")

// contracted says what an English word's end stands for; "d" may be had or
// would, "s" is, has or a genitive, which nothing here depends on.
var contracted = map[string]string{"ve": "have", "re": "are", "ll": "will", "m": "am", "d": "would"}

// typedTogether are contractions without their apostrophe, and other words that
// are two.
var typedTogether = map[string][]string{
	"dont": {"do", "not"}, "doesnt": {"does", "not"}, "didnt": {"did", "not"}, "cant": {"can", "not"}, "wont": {"will", "not"},
	"havent": {"have", "not"}, "isnt": {"is", "not"}, "arent": {"are", "not"}, "couldnt": {"could", "not"}, "youre": {"you", "are"},
	"youve": {"you", "have"}, "youll": {"you", "will"}, "cannot": {"can", "not"}, "won't": {"will", "not"}, "can't": {"can", "not"},
	"shan't": {"shall", "not"}, "let's": {"let", "us"}, "y'all": {"you"},
}

// expand writes a contraction out.
func expand(word string) []string {
	if words, ok := typedTogether[word]; ok {
		return words
	}
	if base, ok := strings.CutSuffix(word, "n't"); ok && base != "" {
		return []string{base, "not"}
	}
	head, tail, ok := strings.Cut(word, "'")
	switch full := contracted[tail]; {
	case !ok || head == "":
		return []string{word}
	case full != "":
		return []string{head, full}
	case tail == "s" && (head == "it" || head == "that" || head == "what" || head == "who" || head == "he" || head == "she" || head == "there"):
		return []string{head, "is"}
	}
	return []string{word}
}

// inflected says into which other persons a Russian verb goes by its end: the
// tables name the polite form, and people also write of one, or of a team.
var inflected = []struct {
	end    string
	others []string
}{
	{"етесь", []string{"ешься", "ется", "ются"}},
	{"итесь", []string{"ишься", "ится", "ятся", "атся"}},
	{"лись", []string{"лся", "лась"}},
	{"ете", []string{"ешь", "ет", "ют", "ут"}},
	{"ите", []string{"ишь", "ит", "ят", "ат"}},
	{"ли", []string{"л", "ла", "ло"}},
}

// kindred returns the other persons of a Russian verb.
func kindred(word string) []string {
	for _, i := range inflected {
		stem, ok := strings.CutSuffix(word, i.end)
		if !ok || len([]rune(stem)) < 3 {
			continue
		}
		var forms []string
		for _, other := range i.others {
			forms = append(forms, stem+other)
		}
		return forms
	}
	return nil
}

package answer

import (
	"strings"
	"unicode/utf8"
)

// isMisspelt reports whether a long word is another one with a slip of the hand in
// its middle: a letter left out, put in, changed or two swapped. It may have
// another ending: «уверености» is «уверенность».
func isMisspelt(own, word string) bool {
	if len(own) < minMisspelt || len(word) < minMisspelt-1 || own[0] != word[0] || otherWordsAlike[word] {
		return false
	}
	n := sameLetters(own, word)
	if n == len(own) || n == len(word) || utf8.RuneCountInString(own) < minMisspelt || utf8.RuneCountInString(own[:n]) < 2 {
		return false
	}
	return slippedOnce(own[n:], word[n:])
}

// slippedOnce reports whether two texts differ by one slip at their beginning.
func slippedOnce(a, b string) bool {
	_, sizeA := utf8.DecodeRuneInString(a)
	_, sizeB := utf8.DecodeRuneInString(b)
	behindA, behindB := a[sizeA:], b[sizeB:]
	return alikeToTheEnd(behindA, b) || alikeToTheEnd(a, behindB) || alikeToTheEnd(behindA, behindB) || swapped(a, b)
}

// minMisspelt is how many letters a word has that is known in spite of a slip.
const minMisspelt = 6

// alikeToTheEnd reports whether what follows a slip is the same, but for the ending
// of a long Russian word.
func alikeToTheEnd(a, b string) bool {
	if a == b {
		return len(a) > 0
	}
	n := sameBytes(a, b)
	return isCyrillic(a) && utf8.RuneCountInString(a[:n]) >= 3 && utf8.RuneCountInString(a[n:]) <= 2 && utf8.RuneCountInString(b[n:]) <= 2
}

// swapped reports whether the first two letters changed places.
func swapped(a, b string) bool {
	a1, n1 := utf8.DecodeRuneInString(a)
	a2, n2 := utf8.DecodeRuneInString(a[n1:])
	b1, m1 := utf8.DecodeRuneInString(b)
	b2, m2 := utf8.DecodeRuneInString(b[m1:])
	return a1 == b2 && a2 == b1 && a[n1+n2:] == b[m1+m2:]
}

// otherWordsAlike look like the misspelt form of another word and are none.
var otherWordsAlike = setOf("contact|contacts|patent|patents|contracts|patients|retained|refined|remained|resigned|rested|stuff|stuffed|parted|staring|ended|expect|except|accept|excess|access|collected|corrected|connected|directed|selected|deletes|detected|defected|elected|rejected|projected|injected|carrier|career|barrier|weekly|monthly|quality|quantity|through|thought|though|quiet|quite|waiting|writing|trail|trial|trails|attended|attend|intended|extended|planned|planted|painted|printed|pointed|parties|parts|started|stated|posters|masters|closed|cloned|closer|issued|issues|passed|paused|served|saved|solved")

// isClipped reports whether a word is another one without its vowels: "lds" for
// "leads".
func isClipped(own, word string) bool {
	if stem, ok := withoutEnding(word); ok && strings.HasPrefix(own, stem) && utf8.RuneCountInString(own) > utf8.RuneCountInString(stem)+3 {
		return true
	}
	if len(word) < 3 || len(word) > 8 || len(own) <= len(word) || own[0] != word[0] || strings.ContainsAny(word, vowels) {
		return false
	}
	at := 0
	for i, r := range own {
		switch {
		case at < len(word) && strings.HasPrefix(word[at:], string(r)):
			at += utf8.RuneLen(r)
		case i > 0 && strings.ContainsRune(vowels, r):
		default:
			return false
		}
	}
	return at == len(word)
}

// withoutEnding takes its ending off a short Russian word that is spoken as one:
// «рефов» for «рефрижераторных».
func withoutEnding(w string) (string, bool) {
	if !isCyrillic(w) || utf8.RuneCountInString(w) > 7 {
		return "", false
	}
	for _, e := range []string{"ов", "ам", "ами", "ы", "а", "ей"} {
		if stem, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(stem) >= 3 && !strings.ContainsRune(vowels, lastRune(stem)) {
			return stem, true
		}
	}
	return "", false
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

const vowels = "aeiouyаеиоуыэюяёй"

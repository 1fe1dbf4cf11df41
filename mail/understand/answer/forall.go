package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/internal/talk"
	"github.com/rapport-engine/rapport/partnership"
)

// forAll gives one word on all questions to each of them: "yes to both", "no data
// for either". It reports whether a line is that.
func (b *book) forAll(line string) bool {
	if len(strings.Fields(firstWords(line))) > maxForAll {
		return false
	}
	said := strings.TrimSpace(punctuation().ReplaceAllString(talk.Plain(line), ""))
	if rest, ok := cutAll(said); ok && saysSame(rest) {
		return b.sameForAll(rest)
	}
	if b.chosenForAll(said) {
		return true
	}
	word := allOfThem().FindString(said)
	if word == "" {
		return false
	}
	rest := strings.TrimSpace(strings.Replace(" "+said+" ", " "+strings.TrimSpace(word)+" ", " ", 1))
	if neither().MatchString(word) {
		rest = strings.TrimSpace("no " + rest)
	}
	for i, q := range b.Questions {
		if q.Kind == partnership.KindText || len(b.attempts[i]) > 0 {
			return false
		}
		r, why := readAnswer(q, rest, b.Context)
		if why != understood || q.Kind != partnership.KindYesNo && !r.value.Unknown {
			return false
		}
	}
	for i := range b.Questions {
		b.attempt(i, rest)
	}
	return true
}

// cutAll takes "both" and "everything" off the beginning of a line.
func cutAll(said string) (string, bool) {
	word := allAtOnce().FindString(said)
	return strings.TrimSpace(said[len(word):]), word != ""
}

var allAtOnce = prose.Lazily(`^(?:both|all|everything|all of them|both of them|everything else|all numbers|all figures|оба|обе|все|всё|все цифры|все показатели)(?: (?:is|are|stays?|remains?|numbers|figures|показатели|цифры))* `)

// sameForAll gives each question the value that was reported before.
func (b *book) sameForAll(said string) bool {
	for i, q := range b.Questions {
		if q.Last == nil || !isFigureKind(q.Kind) || len(b.attempts[i]) > 0 {
			return false
		}
	}
	for i := range b.Questions {
		b.attempt(i, said)
	}
	return true
}

// chosenForAll gives one choice to all questions that leave the same ones: "all continue",
// "continue with all". Whatever else is asked stays open.
func (b *book) chosenForAll(said string) bool {
	alike, choices := b.alike()
	if len(alike) == 0 {
		return false
	}
	rest, ok := cutAll(said)
	if word := allOfThem().FindString(said); !ok && word != "" && !neither().MatchString(word) {
		rest = strings.TrimSpace(strings.Replace(" "+said+" ", " "+strings.TrimSpace(word)+" ", " ", 1))
	}
	chosen := equalChoice(choices, rest)
	if len(chosen) != 1 {
		return false
	}
	for _, i := range alike {
		b.attempt(i, choices[chosen[0]])
	}
	return true
}

// alike are the questions that leave the same choices as the first one that leaves any; none
// of them is answered.
func (b *book) alike() (questions []int, choices []string) {
	for i, q := range b.Questions {
		if q.Kind != partnership.KindChoice || len(choices) > 0 && !slices.Equal(q.Choices, choices) {
			continue
		}
		if len(b.attempts[i]) > 0 {
			return nil, nil
		}
		questions, choices = append(questions, i), q.Choices
	}
	return questions, choices
}

// maxForAll is how many words say one thing of all questions.
const maxForAll = 8

var (
	allOfThem   = prose.Lazily(`(?:^| )(?:(?:to|on|for|in|with) )?(?:both|all|either|neither|any)(?: (?:of (?:them|these|those|the)|of the|(?:two|three|four|five)|figures|numbers|questions|points|counts|cases|things))*(?: |$)|(?:^| )(?:и )?(?:на|по|к|для) (?:обоим|обеим|обоих|обеих|оба|всем|все|всему)(?: (?:двум|трем|четырем|пяти))?(?: (?:вопросам|вопроса|вопросы|пунктам|пункта|пункты))?(?: |$)|(?:^| )(?:ни (?:то|там|тот|на то) ни (?:другое|там|другой|на другое)|и (?:там|тут) и (?:там|тут)|оба раза|везде)(?: |$)`)
	punctuation = prose.Lazily(`[^\p{L}\p{N} ]+`)
	neither     = prose.Lazily(`neither|(?:^| )ни `)
)

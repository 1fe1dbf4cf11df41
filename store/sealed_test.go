package store

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func said(question, text string) partnership.Answer {
	return partnership.Answer{Question: question, Value: partnership.TextValue(text), Raw: text}
}

const mood = "acme/survey/mood"

func wrote(problems []string, answers ...partnership.Answer) procedure.Reply {
	return procedure.Reply{Answers: answers, Problems: problems}
}

func TestLaterAnswersTakeThePlaceOfEarlierOnes(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	check(t, s.Seal(t.Context(), "a1", mood, wrote([]string{"what is meh?"}, said("mood", "good"), said("trust", "4")), noon))
	for range 2 { // a mail that is taken twice
		check(t, s.Seal(t.Context(), "a1", mood, wrote(nil, said("mood", "bad")), noon))
	}
	diff(t, map[string]procedure.Sealed{"a1": {Answers: []partnership.Answer{said("trust", "4"), said("mood", "bad")}}}, must[map[string]procedure.Sealed](t)(s.Unseal(t.Context(), []string{"a1", "unknown"})))
}

func TestGroupsAreTalliedApart(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for ask, value := range map[string]string{"lars-1": "good", "anna-2": "bad", "ben-3": "good", "eve-4": "good"} {
		check(t, s.Seal(t.Context(), ask, mood, wrote(nil, said("mood", value)), noon))
	}
	tally := must[[]procedure.TalliedQuestion](t)(s.Tally(t.Context(), mood, procedure.Tally{
		Questions: []partnership.Question{{ID: "mood", Kind: partnership.KindChoice}},
		Groups:    []procedure.TallyGroup{{Name: "north", Asks: []string{"lars-1", "anna-2"}}, {Name: "south", Asks: []string{"ben-3"}}, {Name: "west"}},
	}))
	diff(t, []procedure.TalliedQuestion{
		{Question: "mood", Group: "north", N: 2, Values: []procedure.TalliedValue{{Value: "bad", N: 1}, {Value: "good", N: 1}}},
		{Question: "mood", Group: "south", N: 1, Values: []procedure.TalliedValue{{Value: "good", N: 1}}},
		{Question: "mood", Group: "west"},
	}, tally)
}

func TestATallyHasNoNames(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for ask, value := range map[string]string{"lars-1": "good", "anna-2": "bad", "ben-3": "good"} {
		check(t, s.Seal(t.Context(), ask, mood, wrote(nil, said("mood", value)), noon))
	}
	check(t, s.Seal(t.Context(), "eve-4", "acme/survey/other", wrote(nil, said("mood", "foul")), noon))
	tally := must[[]procedure.TalliedQuestion](t)(s.Tally(t.Context(), mood, procedure.Tally{Questions: []partnership.Question{
		{ID: "mood", Kind: partnership.KindChoice}, {ID: "trust", Kind: partnership.KindScale},
	}}))
	diff(t, []procedure.TalliedQuestion{
		{Question: "mood", N: 3, Values: []procedure.TalliedValue{{Value: "bad", N: 1}, {Value: "good", N: 2}}}, {Question: "trust"},
	}, tally)
	text := string(must[[]byte](t)(json.Marshal(tally)))
	for _, name := range []string{"lars", "anna", "ben", "2026"} {
		if strings.Contains(text, name) {
			t.Errorf("the tally has %q: %s", name, text)
		}
	}
}

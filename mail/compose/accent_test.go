package compose

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/partnership"
)

// contrast is how much two colours differ in brightness, from 1 to 21 (WCAG 2.2).
func contrast(a, b string) float64 {
	light, dark := max(luminance(a), luminance(b)), min(luminance(a), luminance(b))
	return (light + 0.05) / (dark + 0.05)
}

// readable is the least contrast of text that people can read (WCAG 2.2, AA).
const readable = 4.5

func TestLettersCanBeReadOnEveryColour(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		colour := rapid.StringMatching(`#[0-9a-f]{6}`).Draw(t, "colour")
		if c := contrast(lettersOn(colour), colour); c < readable {
			t.Fatalf("%s on %s has a contrast of %.2f", lettersOn(colour), colour, c)
		}
	})
	for _, colour := range append(palette(), engineAccent) {
		if lettersOn(colour) != white {
			t.Errorf("%s is too light for white letters", colour)
		}
	}
}

// Black on white is the most that there is (WCAG 2.2 gives 21).
func TestContrast(t *testing.T) {
	t.Parallel()
	if c := contrast(white, black); c < 20.99 || c > 21.01 {
		t.Errorf("white and black have a contrast of %.2f, want 21", c)
	}
}

func TestAPartnershipKeepsItsColour(t *testing.T) {
	t.Parallel()
	spec := fixtureSpec()
	if first, again := accentOf(spec), accentOf(spec); first != again {
		t.Errorf("it has the colour %v, then %v", first, again)
	}
	spec.Color = "#ffee00"
	if got, want := accentOf(spec), (accent{Colour: "#ffee00", Letters: black}); got != want {
		t.Errorf("with a colour of its own it has %v, want %v", got, want)
	}
	if got := accentOf(partnership.Spec{Slug: "other"}); got.Letters != white {
		t.Errorf("another one has %v", got)
	}
}

package compose

import (
	"hash/fnv"
	"math"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// accent is the colour by which people know a partnership's mails, and that of letters on
// it. It is only used for surfaces, so that it can be any colour in light and in dark.
type accent struct{ Colour, Letters string }

// engineAccent is for mails that are about several partnerships.
const engineAccent = "#1a5fb4"

// palette is for partnerships that declare no colour: white letters can be read on each.
func palette() []string {
	return []string{"#1a5fb4", "#26784a", "#8a4b08", "#813d9c", "#a51d2d", "#0b6e75", "#5e5c64", "#9a3b7a"}
}

// accentOf is the colour that a partnership declares, or one of its own that stays the
// same in all its mails.
func accentOf(spec partnership.Spec) accent {
	if spec.Color != "" {
		return accent{Colour: spec.Color, Letters: lettersOn(spec.Color)}
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(spec.Slug)) // never fails
	colours := palette()
	c := colours[int(h.Sum32())%len(colours)]
	return accent{Colour: c, Letters: lettersOn(c)}
}

// dress gives a mail the colour of its partnership and its organisations for a head, or what
// is the engine's where it is about several.
func (w letterWriter) dress(v *view) {
	if several(w.letter) > 0 {
		v.Accent, v.Head = accent{Colour: engineAccent, Letters: white}, v.Sender.Engine
		return
	}
	v.Accent, v.Head = accentOf(w.spec), strings.Join(organisations(w.spec), " × ")
}

const white, black = "#ffffff", "#000000"

// lettersOn is white or black, whichever stands out more on a colour (WCAG 2.2,
// contrast ratio).
func lettersOn(colour string) string {
	l := luminance(colour)
	if (1+0.05)/(l+0.05) >= (l+0.05)/0.05 {
		return white
	}
	return black
}

// luminance is how bright a colour such as #1a5fb4 is, from 0 to 1 (WCAG 2.2,
// relative luminance).
func luminance(colour string) float64 {
	n, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		return 0
	}
	channel := func(shift uint) float64 {
		c := float64(n>>shift&0xff) / 0xff
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}

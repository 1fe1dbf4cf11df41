package attribution_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/attribution"
	"github.com/rapport-engine/rapport/partnership"
)

var two = []attribution.Side{
	{Party: "fjordmail", Names: []string{"Fjordmail AS", "fjordmail"}}, {Party: "lumen", Names: []string{"ООО «Люмен»", "lumen"}},
}

var three = []attribution.Side{
	{Party: "aqua", Names: []string{"Aqua", "Аква"}}, {Party: "delta", Names: []string{"Delta GmbH", "Дельта"}}, {Party: "nord", Names: []string{"Nord AS", "Норд"}},
}

func written(shares []partnership.Share) string {
	var list []string
	for _, s := range shares {
		list = append(list, s.Party+" "+s.Percent.String())
	}
	return strings.Join(list, ", ")
}

func TestPartsAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"us 60 %, Lumen 40 %":             "fjordmail 60, lumen 40",
		"we 60%, lumen 40%":               "fjordmail 60, lumen 40",
		"Lumen 40 %, us 60 %":             "fjordmail 60, lumen 40",
		"our side 60 per cent; theirs 40": "fjordmail 60, lumen 40",
		"Fjord 62.5 %, Lumen 37.5 %":      "fjordmail 62.5, lumen 37.5",
		"62,5 % us, 37,5 % lumen":         "fjordmail 62.5, lumen 37.5",
		"us 60% Lumen 40%":                "fjordmail 60, lumen 40",
		"us 60 % and Lumen 40 %":          "fjordmail 60, lumen 40",
		"us 60, Lumen 40":                 "fjordmail 60, lumen 40",
		"us 60 %, the rest Lumen":         "fjordmail 60, lumen 40",
		"us 60 %, rest theirs":            "fjordmail 60, lumen 40",
		"60 %":                            "fjordmail 60",
		"60":                              "fjordmail 60",
		"us 60 %":                         "fjordmail 60",
		"Lumen 40 %":                      "fjordmail 60, lumen 40",
		"half each":                       "fjordmail 50, lumen 50",
		"50/50":                           "fjordmail 50, lumen 50",
		"all ours":                        "fjordmail 100",
		"мы 60 %, Люмен 40 %":             "fjordmail 60, lumen 40",
		"нам 60 %, Люмену 40 %":           "fjordmail 60, lumen 40",
		"наша доля 60 процентов, остальное Люмен": "fjordmail 60, lumen 40",
		"у нас 60 %, у партнёра 40 %":             "fjordmail 60, lumen 40",
		"пополам":             "fjordmail 50, lumen 50",
		"всё нам":             "fjordmail 100",
		"us 70 %, Lumen 40 %": "fault TooMuch",
		"60/40":               "fault NoParts",
		"us 2/3, Lumen 1/3":   "fault NoParts",
		"us 60, Lumen 30":     "fault NoParts",
		"us 60 %, Bring 40 %": "fault NoSide",
		"us 60 %, us 40 %":    "fault WhoseParts",
		"as agreed":           "fault NoSide",
		"us and Lumen":        "fault NoParts",
		"":                    "fault NoParts",
		"us 60-70 %":          "fault NoParts",
	} {
		shares, fault := attribution.Shares(text, two)
		got := written(shares)
		if fault.Why != attribution.None {
			got = fault.Why.String()
			if fault.Words("en") == "" || fault.Words("ru") == fault.Words("en") || !strings.Contains(want, "fault") {
				t.Errorf("%q: %s", text, fault.Words("en"))
			}
		}
		if got != want && "fault "+got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestOfThreeEveryPartIsNamed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Aqua 50 %, Delta 30 %, Nord 20 %": "aqua 50, delta 30, nord 20",
		"us 50 %, Дельта 30 %":             "aqua 50, delta 30",
		"Delta 30 %, Nord 20 %":            "aqua 50, delta 30, nord 20",
		"half each":                        "NoParts",
		"us 60 %, them 40 %":               "NoSide",
		"us 60 %, the rest":                "WhoseParts",
	} {
		shares, fault := attribution.Shares(text, three)
		got := written(shares)
		if fault.Why != attribution.None {
			got = fault.Why.String()
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestWhatALineSaysOfDealsIsTakenOutOfIt(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"3) 40,000 (deal Lidl: us 60 %, Lumen 40 %)":                       "3) 40,000 | Lidl: fjordmail 60, lumen 40",
		"revenue 40,000 (deal Lidl: us 60 %, Lumen 40 %), savings 0":       "revenue 40,000, savings 0 | Lidl: fjordmail 60, lumen 40",
		"3) 52,000, of which 40,000 from deal Lidl: us 60 %, Lumen 40%":    "3) 52,000 | Lidl (40,000): fjordmail 60, lumen 40",
		"3) 52,000, incl. 40,000 (deal Lidl: us 60 %)":                     "3) 52,000 | Lidl (40,000): fjordmail 60",
		"3) 62,000 (deal Lidl 40,000: us 60 %; deal Rema 22,000: us 25 %)": "3) 62,000 | Lidl (40,000): fjordmail 60 | Rema (22,000): fjordmail 25",
		"3) 40,000 (deal Lidl, us 60 %, Lumen 40 %)":                       "3) 40,000 | Lidl: fjordmail 60, lumen 40",
		"3) 40,000 (deal Lidl)":                                            "3) 40,000 | Lidl: ",
		"3) 40,000 deal Lidl: us 60 % 4) 0":                                "3) 40,000 4) 0 | Lidl: fjordmail 60",
		"3) 40 000 (сделка «Лента»: мы 60 %, Люмен 40 %)":                  "3) 40 000 | Лента: fjordmail 60, lumen 40",
		"3) 40 000, из них 9 000 по сделке Лента: мы 60 %":                 "3) 40 000 | Лента (9 000): fjordmail 60",
		"3) 40,000 (us 60 %, Lumen 40 %)":                                  "3) 40,000 | fault NoName",
		"3) 40,000 (deal Lidl: us 60 %, Bring 40 %)":                       "3) 40,000 | fault NoSide",
		"3) 40,000 shared with Lumen":                                      "3) 40,000 | fault NoName",
		"3) 40 000 пополам с Люменом":                                      "3) 40 000 | fault NoName",
		"3) 12,000, a good deal more than last time":                       "3) 12,000, a good deal more than last time",
		"3) 12,000 (20 % more than planned)":                               "3) 12,000 (20 % more than planned)",
		"3) 12,000 (invoice 77)":                                           "3) 12,000 (invoice 77)",
		"1) 4,200 paid to Lumen":                                           "1) 4,200 paid to Lumen",
	} {
		rest, found := attribution.Cut(line, two)
		got := strings.Join(strings.Fields(rest), " ")
		for _, p := range found {
			for _, d := range p.Deals {
				amount := ""
				if d.Amount != "" {
					amount = " (" + strings.TrimSpace(d.Amount) + ")"
				}
				got += fmt.Sprintf(" | %s%s: %s", d.Name, amount, written(d.Shares))
			}
			if p.Fault.Why != attribution.None {
				got += " | fault " + p.Fault.Why.String()
			}
		}
		if got != want {
			t.Errorf("%q:\ngot  %s\nwant %s", line, got, want)
		}
	}
}

func TestTheOwnSideComesFirstAndAStrangerHasNone(t *testing.T) {
	t.Parallel()
	parties := []partnership.Party{{ID: "a", Name: "A"}, {ID: "b", Name: "B", LegalName: "B Ltd"}}
	if sides := attribution.SidesOf(parties, "b"); len(sides) != 2 || sides[0].Party != "b" || len(sides[0].Names) != 3 {
		t.Errorf("got %+v", sides)
	}
	if sides := attribution.SidesOf(parties, "c"); sides != nil {
		t.Errorf("a stranger has sides: %+v", sides)
	}
}

// FuzzShares: whatever is written, the parts are those of known parties, each once, none
// below nothing, and at most the whole together.
func FuzzShares(f *testing.F) {
	for _, seed := range []string{"us 60 %, Lumen 40 %", "60/40", "мы 70 %, остальное Люмен", "half each", "50%50%", "us 99.99%,0.01% them"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, sides := range [][]attribution.Side{two, three} {
			shares, fault := attribution.Shares(text, sides)
			if fault.Why != attribution.None {
				if len(shares) > 0 {
					t.Fatalf("%q: a fault and parts", text)
				}
				continue
			}
			sum, seen := decimal.Zero, map[string]bool{}
			for _, s := range shares {
				if seen[s.Party] || s.Percent.IsNegative() {
					t.Fatalf("%q: %s", text, written(shares))
				}
				seen[s.Party], sum = true, sum.Add(s.Percent)
			}
			if len(shares) == 0 || sum.GreaterThan(decimal.NewFromInt(100)) || !seen[sides[0].Party] {
				t.Fatalf("%q: %s", text, written(shares))
			}
		}
		rest, found := attribution.Cut(text, two)
		if len(found) == 0 && rest != text {
			t.Fatalf("%q became %q without a deal", text, rest)
		}
		for _, p := range found {
			if p.At > len(rest) {
				t.Fatalf("%q: at %d of %q", text, p.At, rest)
			}
		}
	})
}

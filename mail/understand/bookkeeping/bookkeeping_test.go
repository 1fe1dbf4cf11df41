package bookkeeping_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/mail/understand/bookkeeping"
	"github.com/rapport-engine/rapport/partnership/ledger"
)

var book = bookkeeping.Book{
	Kinds: []ledger.Kind{ledger.Money, ledger.Hours, ledger.Revenue, ledger.Savings, ledger.InKind, ledger.Benefit, ledger.Paid, ledger.Received},
	Other: []string{"Lumen", "Люмен"},
}

func TestLinesGetTheUsualForm(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"2) 12h45m":                         "2) 12.75 h",
		"2) 12ч45м":                         "2) 12.75 h",
		"2) 1 ч 30 мин":                     "2) 1.5 h",
		"2) 2:15":                           "2) 2.25 h",
		"2) 20 of the 30 planned":           "2) 20",
		"2) 20 из 30 по плану":              "2) 20",
		"2) 20 man-hours":                   "2) 20 h",
		"1-4: 0":                            "1) 0|2) 0|3) 0|4) 0",
		"Lines 5 to 8: nothing.":            "5) 0|6) 0|7) 0|8) 0",
		"По строкам 5-8 ничего":             "5) 0|6) 0|7) 0|8) 0",
		"3 and 4: none":                     "3) 0|4) 0",
		"1) -":                              "",
		"1) tba":                            "",
		"1) 3,O50":                          "",
		"1) 4 2ОО":                          "",
		"our side: 1) 2,950 2) 26.5":        "1) 2,950|2) 26.5",
		"Line 3: 3,100 instead of 3,000":    "3) 3,100 instead of 3,000",
		"Correction to line 2: 44, not 40.": "2) 44",
		"в первой строке должно быть 4 300, а не 4 200":               "1) 4 300",
		"Please change the revenue to 13,050.":                        "revenue: 13,050",
		"Исправьте, пожалуйста, выручку на 13 050.":                   "выручку: 13 050",
		"We paid Lumen 700 and received nothing from them.":           "7) 700|8) 0",
		"Получили от них 1 500, им ничего не платили.":                "8) 1 500|7) 0",
		"Выручки и экономии пока нет.":                                "Выручки: 0|экономии: 0",
		"no revenue or savings yet":                                   "revenue: 0|savings: 0",
		"We spent 1,200 and 5 hours.":                                 "money: 1,200|hours: 5",
		"Расходов нет, экономии нет":                                  "деньги: 0|экономия: 0",
		"1) 4,200 for the stand at the fair":                          "1) 4,200",
		"1) 42 000 за стенд":                                          "1) 42 000",
		"1) 9,000 - order no. 77120":                                  "1) 9,000",
		"1) 22 500 (договор 44-11)":                                   "1) 22 500",
		"1) last quarter 4,000, this quarter 4,200":                   "1) 4,200",
		"1) budget 5,000, spent 1,200":                                "1) 1,200",
		"1) в сумме 22 500: июль 7 000, август 9 000, сентябрь 6 500": "1) 22 500",
		"5) a laptop worth 400":                                       "5) 400",
		"1) 5000-00":                                                  "1) 5000",
		"1) 42 000 без НДС":                                           "1) 42 000",
		"Please see below.":                                           "",
	} {
		got := strings.Join(strings.FieldsFunc(book.Line(line), func(r rune) bool { return r == '\n' }), "|")
		if got != want {
			t.Errorf("%q:\ngot  %q\nwant %q", line, got, want)
		}
	}
}

// What can mean something else stays as it was typed, to be read or asked back.
func TestWhatCanMeanTwoThingsStays(t *testing.T) {
	t.Parallel()
	for _, line := range []string{
		"1) 4,200", "1) 4.200", "1) 3,000-4,000", "1) 3500 + 1200", "1) 1,400 a month", "1) 4,200 for September only", "1) 9,000 from May on",
		"1) 4,200 for each of us", "1) 2,250 plus VAT", "1) 5000-50", "1) 4,200 on account", "1 and 4: none", "9-12: 0", "4-1: 0",
		"1) в сумме 22 500: июль 7 000, август 9 000", "3) 40,000 (deal Lidl: us 60 %)", "2) 12h75m", "5) 3 laptops at 400", "We paid 700.",
	} {
		if got := book.Line(line); got != line {
			t.Errorf("%q became %q", line, got)
		}
	}
}

func TestNothingAtAllIsSaidInSoManyWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Nothing on our side this quarter, all zeros.": true, "везде ноль": true, "Nothing to report.": true, "zero everywhere": true,
		"нечего сообщить": true, "all zeros except 12 hours": false, "nothing new": false, "no": false, "We have all zero-rated items": false,
	} {
		if got := bookkeeping.AllNothing(text); got != want {
			t.Errorf("%q: got %t", text, got)
		}
	}
	for line, want := range map[string]string{
		"Revenue 18,300 EUR, everything else zero apart from 12 hours.": "Revenue 18,300 EUR. 12 hours.",
		"Выручка 94 000, остальное ноль.":                               "Выручка 94 000.",
		"Only 5 hours, nothing else.":                                   "5 hours",
	} {
		if got, said := bookkeeping.RestNothing(line); !said || got != want {
			t.Errorf("%q: got %q, %t", line, got, said)
		}
	}
	if got, said := bookkeeping.RestNothing("the rest follows on Friday"); said {
		t.Errorf("the rest is nothing: %q", got)
	}
}

// FuzzLine: a rewritten line is never much longer, and digits alone are left alone.
func FuzzLine(f *testing.F) {
	for _, seed := range []string{"1-4: 0", "2) 12h45m", "We paid Lumen 700", "1) 2 2) 3", "в строке 2 должно быть 4", "1) 4,200 for the fair"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		got := book.Line(line)
		if len(got) > 4*len(line)+100 {
			t.Fatalf("%d bytes became %d", len(line), len(got))
		}
		if strings.Trim(line, "0123456789") == "" && got != line {
			t.Fatalf("%q became %q", line, got)
		}
		bookkeeping.AllNothing(line)
		bookkeeping.RestNothing(line)
	})
}

package answer

import (
	"testing"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// Words around a figure that nobody has listed are read by what they do. Each
// family has replies that say the figure, and others that look alike and don't.
func TestWordsAroundAFigureAreReadByWhatTheyDo(t *testing.T) {
	t.Parallel()
	families := []struct {
		name string
		q    partnership.Question
		says map[string]string
		open []string
	}{
		{
			"who did what",
			partnership.Question{ID: "q", Kind: partnership.KindMoney, Text: "How much of the budget was spent?", Unit: "EUR"},
			map[string]string{"the printer swallowed 3,200 euros": "3200", "marketing burned 3200 EUR": "3200", "агентство съело 3 200 евро": "3200"},
			[]string{"margin was 3,200 euros", "Poland: 3200 EUR spent", "we invoiced 3200"},
		},
		{
			"another doing",
			partnership.Question{ID: "q", Kind: partnership.KindNumber, Text: "How many people were trained?", Unit: "people"},
			map[string]string{"invited 80, trained 54": "54", "записалось 80, прошли 54": "54", "19 of them passed": "19"},
			[]string{"we invited 80 people", "80 registered", "12 of them dropped out"},
		},
		{
			"the colour of a figure",
			partnership.Question{ID: "q", Kind: partnership.KindConfidence, Text: "How confident are you?"},
			map[string]string{"a weak seven": "7", "easily a 9": "9", "стабильно 8": "8", "твёрдая восьмёрка": "8"},
			[]string{"room 8", "up 2 points", "поднялась на 2 балла", "between a 6 and a 7"},
		},
		{
			"references",
			partnership.Question{ID: "q", Kind: partnership.KindMoney, Text: "How much did you invoice?", Unit: "USD"},
			map[string]string{"Invoice no. 20418 went out for $9,900": "9900", "по договору № 17/26 от 12.01.2026 выставили 9 900 долларов": "9900", "$9,900, see page 4": "9900"},
			[]string{"invoice no. 20418", "two invoices"},
		},
		{
			"results of a move",
			partnership.Question{ID: "q", Kind: partnership.KindNumber, Text: "What share was on time?", Unit: "%"},
			map[string]string{"up 2 points to 93%": "93", "up to 93% from 91%": "93", "подросла до 93%": "93"},
			[]string{"up 2 points", "подросла на 2%", "less than 93%"},
		},
		{
			"parts and sums",
			partnership.Question{ID: "q", Kind: partnership.KindNumber, Text: "How many calls did you make?"},
			map[string]string{"42 (Lena 20, me 22)": "42", "31 x 40 = 1240": "1240", "42 of 60 calls": "42"},
			[]string{"42, plus 6 more calls", "42 of 60", "8 calls a day"},
		},
	}
	for _, f := range families {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			for text, want := range f.says {
				got, why := readAnswer(f.q, prose.Normalise(text), Context{Locale: "en"})
				if why != understood || got.value.String() != want {
					t.Errorf("%q: got %s, reason %d, want %s", text, got.value, why, want)
				}
			}
			for _, text := range f.open {
				if got, why := readAnswer(f.q, prose.Normalise(text), Context{Locale: "en"}); why == understood {
					t.Errorf("%q was read as %s", text, got.value)
				}
			}
		})
	}
}

// The day that counts is that of the event which the question asks for.
func TestADayBelongsToItsEvent(t *testing.T) {
	t.Parallel()
	ship := partnership.Question{ID: "ship", Kind: partnership.KindDate, Text: "When will the goods leave your warehouse?"}
	today := cadence.Date{Year: 2026, Month: 3, Day: 11}
	for text, want := range map[string]string{
		"the truck is booked for Tue 24 March, 6 am, gate 3": "2026-03-24",
		"24 March, no, the 26th":                             "2026-03-26",
		"Tuesday the 24th of March":                          "2026-03-24",
		"by the end of the week":                             "2026-03-13",
		"around 24 March":                                    "2026-03-24",
	} {
		if d, _, why := readDate(ship, text, today); why != understood || d.String() != want {
			t.Errorf("%q: got %s, reason %d, want %s", text, d, why, want)
		}
	}
	for _, text := range []string{"the permit comes on 24 March", "our board meets on 24 March", "the first lot on 24 March, the rest on 30 March"} {
		if d, _, why := readDate(ship, text, today); why == understood {
			t.Errorf("%q was read as %s", text, d)
		}
	}
}

// What stands behind an answer in its line is kept for the question that it means.
func TestOneLineMayAnswerSeveralQuestions(t *testing.T) {
	t.Parallel()
	questions := []partnership.Question{
		{ID: "mql", Kind: partnership.KindNumber, Text: "How many leads did you generate?", Unit: "leads"},
		{ID: "revenue", Kind: partnership.KindMoney, Text: "What was the joint revenue?", Unit: "EUR"},
		{ID: "status", Kind: partnership.KindChoice, Text: "How does the project stand?", Choices: []string{"on track", "at risk", "late"}},
	}
	for text, want := range map[string]string{
		"On track, 130 leads":                              "mql=130 status=on track",
		"Leads\n130\n\nRevenue\n48k":                       "mql=130 revenue=48000",
		"Leads 130, revenue unknown":                       "mql=130 revenue=unknown",
		"130 leads and the revenue is 48k":                 "mql=130 revenue=48000",
		"130 leads, 48k revenue\nUpdate: 133 leads":        "mql=133 revenue=48000",
		"1) 130\n2) 48k\nin question 1 please make it 133": "mql=133 revenue=48000",
	} {
		r := Read(text, Context{Questions: questions, Locale: "en"})
		got := ""
		for i, a := range r.Answers {
			if i > 0 {
				got += " "
			}
			got += a.Question + "=" + a.Value.String()
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

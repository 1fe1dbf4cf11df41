package answer

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// People count in words of their own language, whatever the language of the
// question is.
func TestReadersOwnWordForTheUnit(t *testing.T) {
	t.Parallel()
	number := func(unit string) partnership.Question {
		return partnership.Question{ID: "k", Kind: partnership.KindNumber, Text: "How many?", Unit: unit}
	}
	cases := []struct {
		unit, text, want string
		why              reason
	}{
		{"leads", "около 1 200 лидов", "1200", understood},
		{"leads", "у нас 130 лидов", "130", understood},
		{"leads", "130 новых лидов", "130", understood},
		{"leads", "130 квалифицированных заявок", "130", understood},
		{"leads", "130 заявок за неделю", "130", understood},
		{"leads", "1 лид", "1", understood},
		{"leads", "22 лида", "22", understood},
		{"leads", "1,2 тыс. лидов", "1200", understood},
		{"leads", "12к лидов", "12000", understood},
		{"leads", "сто тридцать лидов", "130", understood},
		{"leads", "130 contacts", "130", understood},
		{"leads", "130 new contacts", "130", understood},
		{"лиды", "130 leads", "130", understood},
		{"лиды", "130 qualified", "", reasonUnit},
		{"анкеты", "130 questionnaires", "130", understood},
		{"pages", "130 анкет", "130", understood},
		{"pages", "40 писем", "40", understood},
		{"people", "130 человек", "130", understood},
		{"qualified leads", "130 заявок", "130", understood},
		{"", "130 лидов", "130", understood},
		{"", "130 крупных заявок", "130", understood},
		{"leads", "130 других", "", reasonUnit},

		{"leads", "95 %", "", reasonUnit},
		{"leads", "95 процентов", "", reasonUnit},
		{"leads", "130 рублей", "", reasonUnit},
		{"leads", "130 евро", "", reasonUnit},
		{"leads", "130 часов", "", reasonUnit},
		{"leads", "130 дней", "", reasonUnit},
		{"leads", "130 тонн", "", reasonUnit},
		{"leads", "130 в месяц", "", reasonUnit},
		{"leads", "130 к пятнице", "", reasonUnit},
		{"leads", "9 декабря", "", reasonUnit},
		{"leads", "9 December", "", reasonUnit},
		{"", "9 декабря", "", reasonUnit},
		{"leads", "10 утра", "", reasonUnit},
		{"leads", "5 pm", "", reasonUnit},
		{"leads", "7th", "", reasonUnit},
		{"leads", "12 отказов", "", reasonUnit},
		{"leads", "12 losses", "", reasonUnit},
		{"leads", "12 потеряли", "", reasonChange},
		{"leads", "12 отвалилось", "", reasonUnit},
		{"leads", "12 отклонены", "", reasonUnit},
		{"leads", "12 rejected", "", reasonUnit},
		{"leads", "12 lower", "", reasonUnit},
		{"leads", "12 weekly", "", reasonUnit},
		{"leads", "12 клиентов потеряли", "", reasonChange},
		{"leads", "12 из них", "", reasonUnit},
		{"leads", "130 или 140 лидов", "", reasonSeveral},
		{"leads", "120-130 лидов", "", reasonRange},
		{"leads", "более 100 лидов", "", reasonBound},
		{"leads", "нет 130 лидов", "", reasonUnclear},
		{"hours", "8 лидов", "", reasonUnit},
		{"%", "95 лидов", "", reasonUnit},
		{"EUR", "130 лидов", "", reasonUnit},
		{"руб/т", "130 лидов", "", reasonUnit},
		{"thousand leads", "130 лидов", "", reasonUnit},
		{"€", "130 лидов", "", reasonUnit},
	}
	for _, c := range cases {
		t.Run(c.unit+"/"+c.text, func(t *testing.T) {
			t.Parallel()
			got, why := readAnswer(number(c.unit), prose.Normalise(c.text), Context{Locale: localeRussian})
			if why != c.why {
				t.Fatalf("reason %d, want %d (value %s)", why, c.why, got.value)
			}
			if c.want != "" && (got.value.Number == nil || !got.value.Number.Equal(decimal.RequireFromString(c.want))) {
				t.Errorf("got %s, want %s", got.value, c.want)
			}
		})
	}
	confidence := partnership.Question{ID: "confidence", Kind: partnership.KindConfidence}
	if got, why := readAnswer(confidence, "7 лидов", Context{Locale: localeRussian}); why == understood {
		t.Errorf("a number of leads was read as the confidence %s", got.value)
	}
}

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
		{"leads", "130 квалифицированных заявок", "", reasonOther},
		{"leads", "130 заявок за неделю", "130", understood},
		{"leads", "1 лид", "1", understood},
		{"leads", "22 лида", "22", understood},
		{"leads", "1,2 тыс. лидов", "1200", understood},
		{"leads", "12к лидов", "12000", understood},
		{"leads", "сто тридцать лидов", "130", understood},
		{"leads", "130 contacts", "", reasonOther},
		{"leads", "130 new contacts", "", reasonOther},
		{"лиды", "130 leads", "130", understood},
		{"лиды", "130 qualified", "", reasonOther},
		{"анкеты", "130 questionnaires", "130", understood},
		{"pages", "130 анкет", "", reasonOther},
		{"pages", "40 писем", "", reasonOther},
		{"people", "130 человек", "130", understood},
		{"qualified leads", "130 заявок", "130", understood},
		{"", "130 лидов", "", reasonOther},
		{"", "130 крупных заявок", "", reasonOther},
		{"leads", "130 других", "", reasonOther},

		{"leads", "95 %", "", reasonUnit},
		{"leads", "95 процентов", "", reasonUnit},
		{"leads", "130 рублей", "", reasonUnit},
		{"leads", "130 евро", "", reasonUnit},
		{"leads", "130 часов", "", reasonUnit},
		{"leads", "130 дней", "", reasonUnit},
		{"leads", "130 тонн", "", reasonUnit},
		{"leads", "130 в месяц", "", reasonUnclear},
		{"leads", "130 к пятнице", "", reasonOther},
		{"leads", "9 декабря", "", reasonUnclear},
		{"leads", "9 December", "", reasonUnclear},
		{"", "9 декабря", "", reasonUnclear},
		{"leads", "10 утра", "", reasonOther},
		{"leads", "5 pm", "", reasonOther},
		{"leads", "7th", "", reasonOther},
		{"leads", "12 отказов", "", reasonUnclear},
		{"leads", "12 losses", "", reasonUnclear},
		{"leads", "12 потеряли", "", reasonChange},
		{"leads", "12 отвалилось", "", reasonOther},
		{"leads", "12 отклонены", "", reasonOther},
		{"leads", "12 rejected", "", reasonUnclear},
		{"leads", "12 lower", "", reasonOther},
		{"leads", "12 weekly", "", reasonUnclear},
		{"leads", "12 клиентов потеряли", "", reasonOther},
		{"leads", "12 из них", "", reasonUnclear},
		{"leads", "130 или 140 лидов", "", reasonSeveral},
		{"leads", "120-130 лидов", "", reasonRange},
		{"leads", "более 100 лидов", "", reasonBound},
		{"leads", "нет 130 лидов", "", reasonUnclear},
		{"hours", "8 лидов", "", reasonOther},
		{"%", "95 лидов", "", reasonOther},
		{"EUR", "130 лидов", "", reasonOther},
		{"руб/т", "130 лидов", "", reasonOther},
		{"thousand leads", "130 лидов", "", reasonScaled},
		{"€", "130 лидов", "", reasonOther},
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

package answer

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// TestAFigureBesideItsNameCounts crosses what people say around a figure with its
// name: words that nobody has listed leave it what it is, and words that make it
// another one leave it open.
func TestAFigureBesideItsNameCounts(t *testing.T) {
	t.Parallel()
	leads := partnership.Question{ID: "leads", Kind: partnership.KindNumber, Text: "How many leads came in last month?", Unit: "leads"}
	лиды := partnership.Question{ID: "leads", Kind: partnership.KindNumber, Text: "Сколько лидов пришло в прошлом месяце?", Unit: "лидов"}
	for _, c := range []struct {
		asked  partnership.Question
		told   []string // each tells 47
		untold []string // each leaves it open
	}{{
		leads,
		[]string{
			"Gudrun juggled until she had 47 leads", "after all that rain we managed to bring home 47 leads", "January was quiet: 47 leads",
			"for January please note 47 leads", "in January 47 leads", "leads in January were 47",
		},
		[]string{
			"we hoped for 47 leads", "we lost 47 leads", "fewer than 47 leads", "47 leads in Poland", "47 leads from the fair in Poland only", "we need 47 leads", "47 leads a day", "47 leads if Gudrun counts them", "not 47 leads",
			"47 leads were rejected", "in December 47 leads", "47 leads more than planned", "room B leads 47", "nurses 5, should be 6", "we're at page 47",
		},
	}, {
		лиды,
		[]string{"после всех дождей Гульчатай насобирала 47 лидов", "за январь 47 лидов", "в январе пришло 47 лидов"},
		[]string{"надеялись на 47 лидов", "потеряли 47 лидов", "меньше 47 лидов", "47 лидов из Казани", "нужно 47 лидов", "47 лидов в день", "не 47 лидов", "47 лидов отклонили", "за декабрь 47 лидов"},
	}} {
		read := func(text string) (partnership.Value, bool) {
			r := Read(text, Context{Questions: []partnership.Question{c.asked}, Locale: "en", Today: cadence.Date{Year: 2026, Month: 2, Day: 11}})
			if len(r.Answers) == 0 {
				return partnership.Value{}, false
			}
			return r.Answers[0].Value, true
		}
		for _, text := range c.told {
			if v, ok := read(text); !ok || v.String() != "47" {
				t.Errorf("%q: %s, want 47", text, v)
			}
		}
		for _, text := range c.untold {
			if v, ok := read(text); ok {
				t.Errorf("%q is read as %s; want it asked back", text, v)
			}
		}
	}
}

package answer

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// One line from a phone: courtesies around answers change nothing, and what is
// no courtesy makes nothing a figure that was not meant as one.
func TestOneLineWithCourtesies(t *testing.T) {
	t.Parallel()
	response := partnership.Question{ID: "response", Kind: partnership.KindNumber, Text: "Time to the first answer", Unit: "hours"}
	questions := []partnership.Question{leads, response, sure, blockers, due}
	all := "mql = 130\nresponse = 8\nconfidence = 7"
	unplaced := func(text string) string {
		return fmt.Sprintf("! I could not tell which question %q answers; please put the question's number in front", text)
	}
	unsure := func(text string) string {
		return fmt.Sprintf("! 1) Marketing-qualified leads this period: I am not sure about %q; please send the number alone, like 120", text)
	}
	cases := []struct{ text, want string }{
		{"Hi, mql: 130, all good. Thanks!", "mql = 130"},
		{"Hi mql 130", "mql = 130"},
		{"Hi - mql 130", "mql = 130"},
		{"hello all, MQL 130 thanks", "mql = 130"},
		{"Hi Anna, mql 130, response 8 hours, confidence 7. Best, Lars", all},
		{"Hi Anna mql 130 response 8 confidence 7, thx", all},
		{"Hi, Anna! mql 130; response 8; confidence 7", all},
		{"Good morning Anna Berg, mql 130, response 8, confidence 7. Have a nice day!", all},
		{"Hi, 1) 130 2) 8 3) 7", all},
		{"Hi, 1. 130 2. 8 3. 7", all},
		{"Sorry for the delay! mql 130, response 8, confidence 7", all},
		{"Thanks Anna, mql 130, response 8, confidence 7", all},
		{"Ok mql=130 response=8 conf=7", all},
		{"All good here. mql 130, response 8, confidence 7", all},
		{"Quick update: mql 130, response 8, confidence 7. Cheers, Lars", all},
		{"Here are the numbers: mql 130, response 8, confidence 7", all},
		{"Hi, mql: 130, response: 8, confidence: 7, no blockers, when: 1 December. Thanks, Lars", all + "\nblockers = no blockers\nwhen = 2026-12-01"},
		{"Hello, mql is 130 now, everything else unchanged", "mql = 130"},
		{"mql 130, rest same as last time", "mql = 130"},
		{"mql 130\nThe rest is unchanged.", "mql = 130"},
		{"Добрый день! mql 130, остальное без изменений", "mql = 130"},
		{"Добрый день, Анна. mql 130 лидов, остальное как раньше. Спасибо!", "mql = 130"},
		{"mql 130\nОстальное без изменений", "mql = 130"},
		{"mql 130\nвсё остальное по-прежнему.", "mql = 130"},
		{"Привет, mql около 130, response 8 часов, уверенность 7", all},
		{"Здравствуйте! mql 130, response 8, уверенность 7, блокеров нет. Спасибо, Лариса", all + "\nblockers = блокеров нет"},
		{"Извините за задержку, mql 130, response 8, уверенность 7", all},
		{"Коллеги, добрый день! Вот цифры: mql 130, response 8, уверенность 7. С уважением, Иван", all},

		{"blockers: Legal is slow. Best option is to wait", "blockers = Legal is slow. Best option is to wait"},
		{"blockers: Legal is slow. Thanks, Lars", "blockers = Legal is slow"},
		{"mql 130, best month ever", "mql = 130"},

		{"Hi, mql 120-130", `! 1) Marketing-qualified leads this period: "120-130" looks like a range; please send one number, like 120`},
		{"Hi, mql 130 or 140", `! 1) Marketing-qualified leads this period: "130 or 140" has several numbers; please send the one that counts, like 120`},
		{"Hi, mql 130, if the deal closes", `! 1) Marketing-qualified leads this period: "130, if the deal closes" does not sound certain; please confirm the number`},
		{"Hi, mql 95%", `! 1) Marketing-qualified leads this period: "95%" has another unit than asked (leads); please send the number in that unit`},
		{"Hi, 130", unplaced("Hi, 130")},
		{"Hi, 2. Thanks", unplaced("Hi, 2.")},
		{"Hi, last month: mql 120", unsure("last month: mql 120")},
		{"Hi, Target mql 300", unsure("Target mql 300")},
		{"Hi, Plan: mql 300", unsure("Plan: mql 300")},
		{"Hi, not mql 130", unsure("not mql 130")},
		{"Hi, if all goes well, mql 130", `! 1) Marketing-qualified leads this period: "if all goes well, mql 130" does not sound certain; please confirm the number`},
		{"Thanks for the target: mql 300", unsure("Thanks for the target: mql 300")},
		{"In Oslo, mql 50", unsure("In Oslo, mql 50")},
		{"Привет, в прошлом месяце mql 120", unsure("в прошлом месяце mql 120")},
		{"Привет! План: mql 300", unsure("План: mql 300")},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			u := Read(c.text, Context{Questions: questions, Locale: "en", Today: cadence.Date{Year: 2026, Month: 11, Day: 23}})
			if diff := cmp.Diff(c.want, summary(u)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

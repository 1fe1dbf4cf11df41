package answer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func tasks(texts ...string) []partnership.Question {
	var list []partnership.Question
	for i, text := range texts {
		list = append(list, partnership.Question{ID: fmt.Sprintf("c%d", i+1), Kind: partnership.KindTask, Text: text})
	}
	return list
}

// says shows what was read of a reply to a list of tasks on 2 March 2027.
func says(text, locale string, questions []partnership.Question) string {
	r := Read(text, Context{Questions: questions, Locale: locale, Today: cadence.Date{Year: 2027, Month: 3, Day: 2}})
	var got []string
	for _, a := range r.Answers {
		got = append(got, a.Question+"="+a.Value.String())
	}
	for _, p := range r.Problems {
		got = append(got, "! "+p)
	}
	return strings.Join(got, " | ")
}

func TestAListOfTasksIsAnsweredAsPeopleTellIt(t *testing.T) {
	t.Parallel()
	three := tasks("Send the draft contract, by 1 Mar 2027", "Open the folder for Lumen, by 2 Mar 2027", "Name a person for support, by 2 Mar 2027")
	drei := tasks("Прислать договор, до 1 мар 2027", "Открыть папку, до 2 мар 2027", "Назвать ответственного, до 2 мар 2027")
	one := three[:1]
	for _, c := range []struct {
		text, locale string
		questions    []partnership.Question
		want         string
	}{
		{"1 done, 2: 5 March, 3 need help from Tom", "en", three, "c1=yes | c2=2027-03-05 | c3=need help from Tom"},
		{"1) done\n2) 5 March\n3) need help from Tom", "en", three, "c1=yes | c2=2027-03-05 | c3=need help from Tom"},
		{"1. Done.\n2. by Friday 5 March, sorry\n3. not yet", "en", three, "c1=yes | c2=2027-03-05 | c3=no"},
		{"Hi,\n\n1 and 3 done, 2 on 9 March.\n\nBest,\nLars", "en", three, "c1=yes | c2=2027-03-09 | c3=yes"},
		{"1, 2 done", "en", three, "c1=yes | c2=yes"},
		{"1-3 done", "en", three, "c1=yes | c2=yes | c3=yes"},
		{"all done", "en", three, "c1=yes | c2=yes | c3=yes"},
		{"Everything is done!", "en", three, "c1=yes | c2=yes | c3=yes"},
		{"2 done", "en", three, "c2=yes"},
		{"2: 5.3.", "en", three, "c2=2027-03-05"},
		{"1 yes 2 no 3 yes", "en", three, "c1=yes | c2=no | c3=yes"},
		{"#1 done; #3 done", "en", three, "c1=yes | c3=yes"},
		{"1 ✓\n3 ✓", "en", three, "c1=yes | c3=yes"},
		{"1 готово, 2: 5 марта, 3 нужна помощь Тома", "ru", drei, "c1=yes | c2=2027-03-05 | c3=нужна помощь Тома"},
		{"1 и 3 сделано, 2 - до 5 марта", "ru", drei, "c1=yes | c2=2027-03-05 | c3=yes"},
		{"Всё готово", "ru", drei, "c1=yes | c2=yes | c3=yes"},
		{"1) выполнено\n2) нет\n3) ждём ответа от банка", "ru", drei, "c1=yes | c2=no | c3=ждём ответа от банка"},
		{"done", "en", one, "c1=yes"},
		{"5 March", "en", one, "c1=2027-03-05"},
		{"It will be done by 5 March", "en", one, "c1=2027-03-05"},
		{"Done on 1 March", "en", one, "c1=yes"},
		{"No, by 5 March", "en", one, "c1=2027-03-05"},
		{"need help from Tom", "en", one, "c1=need help from Tom"},
		{"сделано вчера", "ru", drei[:1], "c1=yes"},
		{"к 5 марта", "ru", drei[:1], "c1=2027-03-05"},
	} {
		if got := says(c.text, c.locale, c.questions); got != c.want {
			t.Errorf("%q of %d:\n got %s\nwant %s", c.text, len(c.questions), got, c.want)
		}
	}
}

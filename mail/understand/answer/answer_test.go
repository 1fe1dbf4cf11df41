package answer

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

func TestReadYesNo(t *testing.T) {
	t.Parallel()
	cases := []struct {
		text string
		want string // yes, no or unclear
	}{
		{"yes", "yes"},
		{"Yes.", "yes"},
		{"y", "yes"},
		{"Yep!", "yes"},
		{"sure", "yes"},
		{"OK", "yes"},
		{"agreed", "yes"},
		{"+", "yes"},
		{"+1", "yes"},
		{"👍", "yes"},
		{"👍🏽", "yes"},
		{"✅", "yes"},
		{"I agree", "yes"},
		{"Yes, all signed on Friday.", "yes"},
		{"Yes we did", "yes"},
		{"of course", "yes"},
		{"Hi Anna, yes. Thanks!", "yes"},
		{"done", "yes"},
		{"yes please", "yes"},
		{"да", "yes"},
		{"Да!", "yes"},
		{"ага", "yes"},
		{"угу", "yes"},
		{"ок", "yes"},
		{"Согласен.", "yes"},
		{"согласна", "yes"},
		{"конечно", "yes"},
		{"Полностью согласен", "yes"},
		{"да, всё готово", "yes"},
		{"подтверждаю", "yes"},
		{"Добрый день, да", "yes"},
		{"не возражаю", "yes"},
		{"так точно", "yes"},
		{"no", "no"},
		{"No.", "no"},
		{"n", "no"},
		{"nope", "no"},
		{"not yet", "no"},
		{"Not yet, next week", "no"},
		{"-", "no"},
		{"👎", "no"},
		{"❌", "no"},
		{"No, thanks", "no"},
		{"disagree", "no"},
		{"not agreed", "no"},
		{"I don't agree", "no"},
		{"no, we need more time", "no"},
		{"not ok", "no"},
		{"never", "no"},
		{"нет", "no"},
		{"Нет, ещё не подписали", "no"},
		{"не", "unclear"},
		{"неа", "no"},
		{"не согласен", "no"},
		{"не согласны", "no"},
		{"пока нет", "no"},
		{"ещё нет", "no"},
		{"против", "no"},
		{"−", "no"},
		{"signed", "yes"},
		{"It is signed", "yes"},
		{"already signed!", "yes"},
		{"not signed yet", "no"},
		{"unsigned", "no"},
		{"the contract", "unclear"},
		{"yes and no", "unclear"},
		{"maybe", "unclear"},
		{"да нет", "unclear"},
		{"и да и нет", "unclear"},
		{"скорее да", "unclear"},
		{"наверное", "unclear"},
		{"частично", "unclear"},
		{"yes, no", "unclear"},
		{"да. нет.", "unclear"},
		{"yes?", "unclear"},
		{"no problem", "unclear"},
		{"нет проблем", "unclear"},
		{"yes but not all", "unclear"},
		{"partly", "unclear"},
		{"I will check", "unclear"},
		{"7", "unclear"},
		{"посмотрим", "unclear"},
		{"", "unclear"},
		{"probably yes", "unclear"},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			v, why := readYesNo(c.text, signed)
			got := "unclear"
			if why == understood {
				got = v.String()
			}
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestReadChoice(t *testing.T) {
	t.Parallel()
	status := []string{"on track", "at risk", "off track"}
	plans := []string{"Basic plan", "Pro plan", "Enterprise"}
	russian := []string{"Продлить", "Пересмотреть", "Завершить"}
	bands := []string{"1-5", "6-10", "more than 10"}
	cases := []struct {
		choices []string
		text    string
		want    string // empty when unclear
	}{
		{status, "on track", "on track"},
		{status, "On Track!", "on track"},
		{status, "green", "on track"},
		{status, "🟡", "at risk"},
		{status, "amber", "at risk"},
		{status, "по плану", "on track"},
		{status, "красный", "off track"},
		{status, "we are at risk", "at risk"},
		{status, "at risk, because of legal", "at risk"},
		{status, "2", "at risk"},
		{status, "b)", "at risk"},
		{status, "c", "off track"},
		{status, "4", ""},
		{status, "not on track", ""},
		{status, "on track or at risk", ""},
		{status, "hm", ""},
		{plans, "pro", "Pro plan"},
		{plans, "Enterprise", "Enterprise"},
		{plans, "the Basic plan", "Basic plan"},
		{plans, "plan", ""},
		{plans, "Pro plan. Basic plan later", ""},
		{russian, "продлить", "Продлить"},
		{russian, "прод", "Продлить"},
		{russian, "б", "Пересмотреть"},
		{russian, "3", "Завершить"},
		{russian, "В", ""},
		{russian, "Предлагаю завершить", "Завершить"},
		{bands, "6-10", "6-10"},
		{bands, "2", ""},
		{bands, "more than 10", "more than 10"},
		{bands, "a", "1-5"},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			v, why := readChoice(c.text, partnership.Question{Kind: partnership.KindChoice, Choices: c.choices})
			got := ""
			if why == understood {
				got = v.String()
			}
			if got != c.want || (why == understood) != (c.want != "") {
				t.Errorf("got %q, reason %d, want %q", got, why, c.want)
			}
		})
	}
}

func TestReadDate(t *testing.T) {
	t.Parallel()
	today := cadence.Date{Year: 2026, Month: 11, Day: 23} // a Monday
	cases := []struct {
		text string
		want string // empty when unclear
	}{
		{"2026-12-01", "2026-12-01"},
		{"2026/12/01", "2026-12-01"},
		{"01.12.2026", "2026-12-01"},
		{"1.12.26", "2026-12-01"},
		{"1.12.", "2026-12-01"},
		{"01.12", "2026-12-01"},
		{"1 Dec", "2026-12-01"},
		{"1 December 2026", "2026-12-01"},
		{"1st of December", "2026-12-01"},
		{"Dec 1", "2026-12-01"},
		{"December 1st, 2026", "2026-12-01"},
		{"by 1 Dec", "2026-12-01"},
		{"1 декабря", "2026-12-01"},
		{"1 декабря 2026 г.", "2026-12-01"},
		{"к 1 декабря", "2026-12-01"},
		{"до 15 января", "2027-01-15"},
		{"1-го декабря", "2026-12-01"},
		{"15 Jan", "2027-01-15"},
		{"20 Nov", "2026-11-20"},
		{"13/12/2026", "2026-12-13"},
		{"12/31/2026", "2026-12-31"},
		{"1/1/2027", "2027-01-01"},
		{"tomorrow", "2026-11-24"},
		{"завтра", "2026-11-24"},
		{"сегодня", "2026-11-23"},
		{"послезавтра", "2026-11-25"},
		{"the day after tomorrow", "2026-11-25"},
		{"in 3 days", "2026-11-26"},
		{"через неделю", "2026-11-30"},
		{"через 2 недели", "2026-12-07"},
		{"in two weeks", "2026-12-07"},
		{"через три дня", "2026-11-26"},
		{"Friday", "2026-11-27"},
		{"в пятницу", "2026-11-27"},
		{"on Monday", "2026-11-30"},
		{"Tuesday 1 December", "2026-12-01"},
		{"вт, 1 декабря", "2026-12-01"},
		{"We will sign on 1 December 2026, thanks", "2026-12-01"},
		{"2026-12-01 (1 December 2026)", "2026-12-01"},
		{"12/1", ""},
		{"12/1/2026", ""},
		{"01-02-2026", ""},
		{"Friday 1 December 2026", ""},
		{"next Friday", ""},
		{"в следующую пятницу", ""},
		{"1-5 Dec", ""},
		{"1 or 2 December", ""},
		{"31.02.2026", ""},
		{"December", ""},
		{"Q1", ""},
		{"soon", ""},
		{"скоро", ""},
		{"after 1 Dec", ""},
		{"1 Dec or 3 Dec", ""},
		{"не 1 декабря", ""},
		{"15 August", "2027-08-15"},
		{"15 September", ""},
		{"1 Dec, 2 Dec", ""},
		{"12.31.2026", ""},
		{"примерно 1 декабря", "2026-12-01"},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			d, _, why := readDate(due, c.text, today)
			got := ""
			if why == understood {
				got = d.String()
			}
			if got != c.want {
				t.Errorf("got %q, reason %d, want %q", got, why, c.want)
			}
		})
	}
}

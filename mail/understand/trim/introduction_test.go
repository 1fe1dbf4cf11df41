package trim

import (
	"fmt"
	"strings"
	"testing"
)

// introductions are how mail programs say in many languages who wrote when:
// {d} is the day and time, {n} the name and address.
var introductions = map[string]struct {
	dates, forms []string
}{
	"English":    {[]string{"Mon, Nov 23, 2026 at 10:15 AM", "23 November 2026 10:15:00", "Monday, 23 Nov 2026, 10:15"}, []string{"On {d} {n} wrote:", "{n} wrote on {d}:", "On {d}, {n}:", "{n}, {d}:"}},
	"Russian":    {[]string{"пн, 23 нояб. 2026 г. в 10:15", "23 ноября 2026 г., 10:15:00", "понедельник, 23 ноября 2026, 10:15 +03:00"}, []string{"{d}, {n}:", "{d} от {n}:", "{d} пользователь {n} написал:", "{n} писал(а) {d}:"}},
	"German":     {[]string{"Mo., 23. Nov. 2026 um 10:15 Uhr", "Montag, 23. November 2026 10:15"}, []string{"Am {d} schrieb {n}:", "{n} schrieb am {d}:", "{d} von {n}:"}},
	"French":     {[]string{"lun. 23 nov. 2026 à 10:15", "lundi 23 novembre 2026 10:15"}, []string{"Le {d}, {n} a écrit :", "{n} a écrit le {d} :"}},
	"Spanish":    {[]string{"lun, 23 nov 2026 a las 10:15", "23 de noviembre de 2026, 10:15"}, []string{"El {d}, {n} escribió:", "{n} escribió el {d}:"}},
	"Portuguese": {[]string{"seg., 23 de nov. de 2026 às 10:15"}, []string{"Em {d}, {n} escreveu:", "{n} escreveu em {d}:"}},
	"Italian":    {[]string{"lun 23 nov 2026 alle ore 10:15", "lunedì 23 novembre 2026 10:15"}, []string{"Il giorno {d} {n} ha scritto:", "Il {d}, {n} ha scritto:"}},
	"Dutch":      {[]string{"ma 23 nov. 2026 om 10:15"}, []string{"Op {d} schreef {n}:", "{n} schreef op {d}:"}},
	"Swedish":    {[]string{"mån 23 nov. 2026 kl 10:15", "23 november 2026 10:15"}, []string{"Den {d} skrev {n}:"}},
	"Polish":     {[]string{"pon., 23 lis 2026 o 10:15", "23 listopada 2026 10:15"}, []string{"{d} {n} napisał(a):", "W dniu {d} użytkownik {n} napisał:"}},
	"Czech":      {[]string{"po 23. 11. 2026 v 10:15", "23. listopadu 2026 10:15"}, []string{"{d} odesílatel {n} napsal:", "Dne {d} {n} napsal(a):"}},
	"Turkish":    {[]string{"23 Kas 2026 Pzt, 10:15", "23 Kasım 2026 10:15"}, []string{"{n}, {d} tarihinde şunu yazdı:"}},
	"Ukrainian":  {[]string{"пн, 23 лист. 2026 р. о 10:15", "23 листопада 2026 10:15"}, []string{"{d} {n} пише:", "{d} {n}:"}},
	"Hungarian":  {[]string{"2026. nov. 23., H, 10:15"}, []string{"{n} ezt írta (időpont: {d}):"}},
	"Finnish":    {[]string{"ma 23. marrask. 2026 klo 10.15"}, []string{"{d} {n} kirjoitti:"}},
	"Greek":      {[]string{"Δευ, 23 Νοε 2026 στις 10:15"}, []string{"Στις {d}, ο χρήστης {n} έγραψε:"}},
	"numbers":    {[]string{"2026-11-23 10:15", "23.11.2026 10:15", "11/23/26 10:15"}, []string{"{d}, {n}:", "{d} {n} wrote:", "{n} {d}:"}},
}

// TestIntroductionsInAnyOrderAndWrap joins them with names, breaks them at every
// blank, and lets them share the line of the reply, above marked and unmarked
// quotes. Nothing of the reply may ever be lost.
func TestIntroductionsInAnyOrderAndWrap(t *testing.T) {
	t.Parallel()
	all, exact := 0, 0
	misses := map[string]int{}
	for language, l := range introductions {
		for _, date := range l.dates {
			for _, form := range l.forms {
				for _, name := range []string{"Rapport <bot@ops.example>", `"Rapport of Ops" <bot@ops.example>`, "bot@ops.example"} {
					line := strings.NewReplacer("{d}", date, "{n}", name).Replace(form)
					for _, body := range wrapped(line) {
						all++
						got := Text(body)
						if got == "130, fine." {
							exact++
							continue
						}
						misses[fmt.Sprintf("%s: %s", language, line)]++
						if !strings.HasPrefix(got, "130, fine.") {
							t.Errorf("%q: the reply is lost: %q", body, got)
						}
					}
				}
			}
		}
	}
	t.Logf("%d of %d exact", exact, all)
	for line, n := range misses {
		t.Logf("%3d times: %s", n, line)
	}
	if exact*100 < all*97 {
		t.Errorf("%d of %d exact, want 97 %%", exact, all)
	}
}

// wrapped puts an introduction below a reply, in all ways that programs do.
func wrapped(line string) []string {
	const reply, quote = "130, fine.", "1) Leads?\n2) Mood?\n"
	marked := "> " + strings.ReplaceAll(strings.TrimSpace(quote), "\n", "\n> ") + "\n"
	bodies := []string{
		reply + "\n\n" + line + "\n\n" + quote, reply + "\n\n" + line + "\n\n" + marked,
		reply + " " + line + "\n" + quote, reply + " " + line + "\n" + marked, reply + "\n" + line + "\n" + marked,
	}
	for i, r := range line {
		if r == ' ' {
			bodies = append(bodies, reply+"\n\n"+line[:i]+"\n"+line[i+1:]+"\n\n"+quote)
		}
	}
	return bodies
}

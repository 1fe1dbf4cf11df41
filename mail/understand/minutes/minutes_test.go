package minutes_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/mail/understand/minutes"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// names are those of the meeting, by language. Two people are called Анна.
var names = map[string][]string{
	"en": {"Lars Hauge", "Sofie Berg", "Tom Byrne", "Anna Petrova", "Mia Lindqvist", "Conor Walsh", "Fjordmail", "Lumen Agency"},
	"ru": {"Пётр Смирнов", "Лариса Гаврилова", "Тимур Ахметов", "Мария Ким", "Анна Иванова", "Анна Кузнецова", "Вектор", "Северный транс"},
}

func read(language, text string) partnership.Minutes {
	return minutes.Read(text, minutes.Context{Names: names[language], Today: cadence.Date{Year: 2027, Month: 5, Day: 6}}) // a Thursday
}

// show writes minutes as the corpus has them.
func show(m partnership.Minutes) []string {
	var list []string
	add := func(format string, args ...any) { list = append(list, strings.TrimSpace(fmt.Sprintf(format, args...))) }
	if m.All {
		add("P all")
	}
	if len(m.Present) > 0 {
		add("P %s", strings.Join(m.Present, ", "))
	}
	if len(m.Absent) > 0 {
		add("X %s", strings.Join(m.Absent, ", "))
	}
	for _, u := range m.Unclear {
		add("? %s", u.Why)
	}
	for _, d := range m.Decisions {
		var votes []string
		for _, v := range []struct {
			word  string
			names []string
		}{{"for", d.For}, {"against", d.Against}, {"abstained", d.Abstained}} {
			if len(v.names) > 0 {
				votes = append(votes, v.word+" "+strings.Join(v.names, ", "))
			}
		}
		if d.Unanimous {
			votes = append(votes, "unanimous")
		}
		line := "D " + d.Text
		if len(votes) > 0 {
			line += " [" + strings.Join(votes, "; ") + "]"
		}
		if d.Goal != "" {
			line += " {" + d.Goal + "}"
		}
		add("%s", line)
	}
	for _, a := range m.Actions {
		add("A %s | %s | %s", a.Who, a.What, a.Due)
	}
	if m.Nothing {
		add("N %s", m.Why)
	}
	if m.Missed {
		add("M %s", m.Why)
	}
	if m.Stands {
		add("S")
	}
	return list
}

// order brings what a corpus expects into the order in which it is shown.
func order(lines []string) []string {
	var list []string
	for _, kind := range []string{"P", "X", "?", "D", "A", "N", "M", "S"} {
		for _, l := range lines {
			if strings.HasPrefix(l, kind) {
				list = append(list, l)
			}
		}
	}
	return list
}

// TestMinutesAsPeopleWriteThem reads the corpus: what is wrong weighs more than what is asked
// back, and neither may be other than is written there.
func TestMinutesAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 4 {
		t.Fatalf("the corpus has %d files: %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		language := filepath.Base(file)[:2]
		for n, one := range strings.Split(string(text), "====\n") {
			t.Run(fmt.Sprintf("%s/%d", filepath.Base(file), n+1), func(t *testing.T) {
				t.Parallel()
				var mail, want []string
				for line := range strings.SplitSeq(strings.TrimSpace(one), "\n") {
					if said, ok := strings.CutPrefix(line, ">"); ok {
						if said = strings.TrimSpace(said); said != "-" {
							want = append(want, said)
						}
						continue
					}
					mail = append(mail, line)
				}
				got := show(read(language, strings.Join(mail, "\n")))
				if diff := cmp.Diff(order(want), order(got)); diff != "" {
					t.Errorf("%s\n(-want +got):\n%s", strings.Join(mail, "\n"), diff)
				}
			})
		}
	}
}

func FuzzRead(f *testing.F) {
	for language := range names {
		f.Add("PRESENT: all but Tom\nACTION: Tom, x, by Friday\nDECISION: y (for: Tom)", language)
		f.Add("БЫЛИ: все, кроме Тимура\nПОРУЧЕНИЕ: Тимур, x, до 5 мая\nРЕШЕНИЕ: y (за: Тимур)", language)
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		m := read(language, text)
		known := func(name string) {
			for _, n := range append(names[language], partnership.MinutedSelf) {
				if n == name {
					return
				}
			}
			t.Errorf("%q is nobody", name)
		}
		for _, a := range m.Actions {
			known(a.Who)
			if a.What == "" {
				t.Error("an action without words")
			}
		}
		for _, d := range m.Decisions {
			if d.Text == "" {
				t.Error("a decision without words")
			}
		}
		for _, n := range append(m.Present, m.Absent...) {
			known(n)
		}
	})
}

package message

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

func TestGuessedRussian(t *testing.T) {
	t.Parallel()
	for name, e := range map[string]encoding.Encoding{
		"windows-1251": charmap.Windows1251,
		"koi8-r":       charmap.KOI8R,
		"cp866":        charmap.CodePage866,
		"iso-8859-5":   charmap.ISO8859_5,
	} {
		for _, text := range []string{
			"Всё по плану, запуск в пятницу.\n2) 7",
			"Добрый день! Пока 130 лидов, дальше будет больше.",
			"1) Да\n2) Не знаю, спрошу у коллег",
		} {
			t.Run(name+"/"+text[:10], func(t *testing.T) {
				t.Parallel()
				b, err := e.NewEncoder().Bytes([]byte(text))
				if err != nil {
					t.Fatal(err)
				}
				for _, label := range []string{"", "x-unknown", "utf-8", "iso-8859-1", "us-ascii"} {
					if got, _ := toUTF8(label, b); got != text {
						t.Errorf("labelled %q: %q, want %q", label, got, text)
					}
				}
			})
		}
	}
}

func TestToUTF8(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		label, raw string
		want       string
		guessed    bool
	}{
		"utf-8":              {"UTF-8", "да", "да", false},
		"no label":           {"", "да", "да", false},
		"cut character":      {"utf-8", "да, все хорошо\xd0", "да, все хорошо\ufffd", false},
		"wrong ascii":        {"us-ascii", "да", "да", true},
		"latin":              {"", "J\xfcrgen ist da", "Jürgen ist da", false},
		"latin, labelled so": {"iso-8859-1", "ma\xf1ana", "mañana", false},
		"utf-8 called latin": {"iso-8859-15", "\xa4 5", "€ 5", false},
		"alias":              {"cp1251", "\xe4\xe0", "да", false},
		"quoted label":       {`"koi8-r"`, "\xc4\xc1", "да", false},
		"controls":           {"utf-8", "a\x00b\x07c\td", "abc\td", false},
		"replacement trap":   {"iso-2022-kr", "abc", "abc", true},
		"utf-16":             {"", "\xff\xfea\x00b\x00", "ab", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, guessed := toUTF8(c.label, []byte(c.raw))
			if got != c.want || guessed != c.guessed {
				t.Errorf("toUTF8 = %q, %v; want %q, %v", got, guessed, c.want, c.guessed)
			}
		})
	}
}

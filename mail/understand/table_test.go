package understand

import (
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// accounts are the questions of a review of money.
func accounts(locale string) []partnership.Question {
	words, none := wording.In(locale).Review.Money, decimal.Zero
	var list []partnership.Question
	for _, k := range []ledger.Kind{ledger.Money, ledger.Hours, ledger.Revenue, ledger.Savings} {
		q := partnership.Question{ID: string(k), Kind: partnership.KindMoney, Text: words.Amount[string(k)], Unit: "EUR", Currencies: []string{"USD"}, Min: &none}
		if k == ledger.Hours {
			q.Kind, q.Unit, q.Currencies = partnership.KindNumber, words.Hours, nil
		}
		list = append(list, q)
	}
	return list
}

// heardOf lists answers with their places, and problems.
func heardOf(u Understanding) []string {
	var lines []string
	for _, a := range u.Answers {
		lines = append(lines, strings.TrimSpace(a.Question+" "+a.Value.String()+" "+a.Unit+" "+a.From))
	}
	for _, p := range u.Problems {
		lines = append(lines, "! "+p)
	}
	return append(lines, "open "+strings.Join(u.Open, " "))
}

// Mails as the programs of bookkeepers send them. What the mail says itself wins over the
// table.
func TestTablesInRealMails(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		locale string
		want   []string
	}{
		"outlook-xlsx.eml": {"en", []string{
			"hours 90 hours", "money 14000 USD Q3 figures.xlsx, B2, B6", "revenue 0 EUR Q3 figures.xlsx, B4", "savings 300 EUR Q3 figures.xlsx, B5", "open ",
		}},
		"gmail-csv.eml": {"en", []string{
			"money 4200.5 EUR figures.csv, line 2", "hours 120 hours figures.csv, line 3", "revenue 9000 EUR figures.csv, line 4", "savings 0 EUR figures.csv, line 5", "open ",
		}},
		"mailru-csv.eml": {"ru", []string{
			"money 1250.5 USD цифры за квартал.csv, строка 2", "hours 86 ч цифры за квартал.csv, строка 3", "revenue 0 EUR цифры за квартал.csv, строка 4",
			"savings 300 EUR цифры за квартал.csv, строка 5", "open ",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(filepath.Join("testdata", "tables", name))
			if err != nil {
				t.Fatal(err)
			}
			u := Understand(Read(raw), Context{Questions: accounts(c.locale), Locale: c.locale})
			if got := heardOf(u); !slices.Equal(got, c.want) || u.Class != ClassReply {
				t.Errorf("%s\n got %q\nwant %q", u.Class, got, c.want)
			}
		})
	}
}

// withTables is a mail with attached tables.
func withTables(text string, tables ...string) string {
	mail := "From: Lars <lars@fjordmail.example>\nSubject: Re: figures\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n"
	for i, table := range tables {
		mail += "--b\nContent-Type: text/csv; charset=utf-8; name=" + string(rune('a'+i)) + ".csv\nContent-Disposition: attachment\n\n" + table + "\n"
	}
	return mail + "--b--\n"
}

func TestATableIsTakenWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	const good = "kind;amount\nmoney;10\nhours;2\nrevenue;3\nsavings;4\n"
	for name, c := range map[string]struct {
		mail string
		want []string
	}{
		"no words at all": {withTables("", good), []string{"money 10 EUR a.csv, line 2", "hours 2 hours a.csv, line 3", "revenue 3 EUR a.csv, line 4", "savings 4 EUR a.csv, line 5", "open "}},
		"the mail's own numbers win": {
			withTables("1) 99 USD\n4) don't know", good),
			[]string{"money 99 USD", "savings unknown", "hours 2 hours a.csv, line 3", "revenue 3 EUR a.csv, line 4", "open "},
		},
		"one wrong line": {withTables("1) 99", good+"travel;5\n"), []string{
			"money 99 EUR", "! nothing of a.csv is taken until this is put right; please correct it and send it again",
			`! a.csv, line 6: "travel" is nothing that is asked for; please write one of: money, hours, revenue, savings`, "open hours revenue savings",
		}},
		"two tables": {withTables("see attached", good, good), []string{
			`! there are several tables ("a.csv", "b.csv"), and nothing of them is taken yet; please send the one that counts`, "open money hours revenue savings",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := heardOf(Understand(Read([]byte(c.mail)), Context{Questions: accounts("en"), Locale: "en"})); !slices.Equal(got, c.want) {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
		})
	}
}

// Spreadsheet programs save "Unicode text" in UTF-16, with tabs.
func TestATableInUTF16IsRead(t *testing.T) {
	t.Parallel()
	b := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune("Вид\tСумма\r\nВложено денег\t4200,5\r\n")) {
		b = append(b, byte(unit), byte(unit>>8))
	}
	mail := "From: Anna <anna@lumen.example>\nSubject: Re: figures\nMIME-Version: 1.0\nContent-Type: text/csv; name=a.csv\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n" +
		base64.StdEncoding.EncodeToString(b) + "\n"
	want := []string{"money 4200.5 EUR a.csv, строка 2", "open hours revenue savings"}
	if got := heardOf(Understand(Read([]byte(mail)), Context{Questions: accounts("ru"), Locale: "ru"})); !slices.Equal(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
}

// Where something else is asked, too, an attached table is a text like any other.
func TestATableIsReadOnlyWhereAmountsAreAsked(t *testing.T) {
	t.Parallel()
	questions := append(accounts("en"), partnership.Question{ID: "blockers", Kind: partnership.KindText, Text: "Anything in the way?"})
	u := Understand(Read([]byte(withTables("1) 99", "kind;amount\nmoney;10\nhours;2\n"))), Context{Questions: questions, Locale: "en"})
	if len(u.Answers) != 1 || u.Answers[0].From != "" {
		t.Errorf("it is read as %q", heardOf(u))
	}
}

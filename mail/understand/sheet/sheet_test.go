package sheet_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/mail/understand/attribution"
	"github.com/rapport-engine/rapport/mail/understand/message"
	"github.com/rapport-engine/rapport/mail/understand/sheet"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// asked are the questions of a review of money, in EUR with a rate of the US dollar.
func asked(language string, kinds ...ledger.Kind) []partnership.Question {
	if len(kinds) == 0 {
		kinds = []ledger.Kind{ledger.Money, ledger.Hours, ledger.Revenue, ledger.Savings, ledger.InKind, ledger.Benefit, ledger.Paid, ledger.Received}
	}
	words, none := wording.In(language).Review.Money, decimal.Zero
	var list []partnership.Question
	for _, k := range kinds {
		q := partnership.Question{ID: string(k), Kind: partnership.KindMoney, Text: words.Amount[string(k)], Unit: "EUR", Currencies: []string{"USD"}, Min: &none}
		if k == ledger.Hours {
			q.Kind, q.Unit, q.Currencies = partnership.KindNumber, words.Hours, nil
		}
		list = append(list, q)
	}
	return list
}

// of is the mail of a person of Fjordmail, in a language.
func of(language string) sheet.Context {
	return sheet.Context{Questions: asked(language), Locale: language, Sides: []attribution.Side{
		{Party: "fjordmail", Names: []string{"Fjordmail AS"}}, {Party: "lumen", Names: []string{"ООО «Люмен»", "Lumen"}},
	}}
}

// told is a result in one line: "money 4200 EUR <a.csv, line 2>; ..." or the findings
// behind the first one.
func told(r sheet.Result) string {
	var parts []string
	for _, a := range r.Answers {
		deals := ""
		for _, d := range a.Deals {
			deals += " [" + d.Name + " " + d.Amount.String()
			for _, s := range d.Shares {
				deals += ", " + s.Party + " " + s.Percent.String()
			}
			deals += "]"
		}
		parts = append(parts, a.Question+" "+a.Value.String()+" "+a.Unit+deals+" <"+a.From+">")
	}
	if len(r.Findings) > 0 {
		parts = append(parts, r.Findings[1:]...)
	}
	return strings.Join(parts, "; ")
}

func TestTablesAsBookkeepersSendThem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ locale, text, want string }{
		"with a header":                     {"en", "kind,amount,currency,note\nmoney,4200,EUR,fair\nhours,120,,\n", "money 4200 EUR <a.csv, line 2>; hours 120 hours <a.csv, line 3>"},
		"as the guide shows":                {"en", "kind;amount;currency;note\nmoney;4 200,50;EUR;stand at the fair\nmoney;1200;EUR;ads\nhours;120;;\nrevenue;0;;\n", "money 5400.5 EUR <a.csv, lines 2, 3>; hours 120 hours <a.csv, line 4>; revenue 0 EUR <a.csv, line 5>"},
		"in another order, with semicolons": {"en", "Note;Currency;Amount;Kind\nfair;USD;4200,50;Money put in\n", "money 4200.5 USD <a.csv, line 2>"},
		"with tabs and no header":           {"en", "money\t4200\tEUR\nhours\t120\n", "money 4200 EUR <a.csv, line 1>; hours 120 hours <a.csv, line 2>"},
		"in Russian":                        {"ru", "Вид;Сумма;Валюта\nВложено денег;4 200,50;EUR\nчасы;120;ч\n", "money 4200.5 EUR <a.csv, строка 2>; hours 120 ч <a.csv, строка 3>"},
		"in Russian to an English mail":     {"en", "Статья;Сумма\nрасходы;4200\nвыручка;9000\n", "money 4200 EUR <a.csv, line 2>; revenue 9000 EUR <a.csv, line 3>"},
		"by the numbers of the questions":   {"en", "kind,amount\n1,4200\n2) Hours put in,120\n", "money 4200 EUR <a.csv, line 2>; hours 120 hours <a.csv, line 3>"},
		"a column for each kind":            {"en", "Money (USD);Hours;Revenue\n4200;120;0\n", "money 4200 USD <a.csv, line 2>; hours 120 hours <a.csv, line 2>; revenue 0 EUR <a.csv, line 2>"},
		"the currency in the header":        {"en", "kind;amount, USD\nmoney;4200\nhours;12\n", "money 4200 USD <a.csv, line 2>; hours 12 hours <a.csv, line 3>"},
		"the currency in the cell":          {"en", "kind,amount\nmoney,\"$4,200.00\"\nrevenue,€50\n", "money 4200 USD <a.csv, line 2>; revenue 50 EUR <a.csv, line 3>"},
		"a deal that several share":         {"en", "kind;amount;currency;deal;attribution\nrevenue;12000;EUR;;\nrevenue;40000;EUR;Lidl;us 60 %, Lumen 40 %\n", "revenue 52000 EUR [Lidl 40000, fjordmail 60, lumen 40] <a.csv, lines 2, 3>"},
		"the own part as a number":          {"en", "kind;amount;deal;share\nsavings;300;courier;75\n", "savings 300 EUR [courier 300, fjordmail 75] <a.csv, line 2>"},
		"a deal in several lines":           {"en", "kind;amount;deal;share\nrevenue;300;Lidl;75%\nrevenue;100;LIDL;75 %\n", "revenue 400 EUR [Lidl 400, fjordmail 75] <a.csv, lines 2, 3>"},
		"a deal of one's own":               {"en", "kind;amount;deal\nrevenue;300;Lidl\n", "revenue 300 EUR [Lidl 300, fjordmail 100] <a.csv, line 2>"},
		"deals in Russian":                  {"ru", "вид;сумма;сделка;доли\nвыручка;40 000,50;Лента;мы 60 %, Люмен 40 %\n", "revenue 40000.5 EUR [Лента 40000.5, fjordmail 60, lumen 40] <a.csv, строка 2>"},
		"several lines of a kind":           {"en", "kind;amount\ncosts;100\ncosts;200.50\nhours;3\ncosts;1\n", "money 301.5 EUR <a.csv, lines 2, 3, 5>; hours 3 hours <a.csv, line 4>"},
		"many lines of a kind":              {"en", "kind;amount\n" + strings.Repeat("costs;100\n", 50), "money 5000 EUR <a.csv, lines 2, 3, 4, 5, 6, 7, …>"},
		"a total of the money":              {"en", "kind;amount\nmoney;100\nhours;5\nrevenue;200\ntotal;300\n", "money 100 EUR <a.csv, line 2>; hours 5 hours <a.csv, line 3>; revenue 200 EUR <a.csv, line 4>"},
		"a total of everything":             {"ru", "вид;сумма\nденьги;100\nденьги;200\nитого;300\n", "money 300 EUR <a.csv, строки 2, 3>"},
		"thousands by the other numbers":    {"en", "kind;amount\nmoney;1,234\nrevenue;5,678.90\n", "money 1234 EUR <a.csv, line 2>; revenue 5678.9 EUR <a.csv, line 3>"},
		"continental thousands":             {"en", "kind;amount\nmoney;1.234\nrevenue;5.678,90\n", "money 1234 EUR <a.csv, line 2>; revenue 5678.9 EUR <a.csv, line 3>"},
		"millions show the thousands":       {"en", "kind;amount\nmoney;1,234\nrevenue;1,000,000\n", "money 1234 EUR <a.csv, line 2>; revenue 1000000 EUR <a.csv, line 3>"},
		"Swiss thousands":                   {"en", "kind;amount\nmoney;1'234.50\n", "money 1234.5 EUR <a.csv, line 2>"},
		"thousands of roubles are no euros": {"ru", "вид;сумма\nденьги;100 тыс. руб.\n", "a.csv, строка 2: 1) Вложено (потрачено) денег: \"100 тыс. руб.\" — не та валюта, что в вопросе (EUR); пересчитайте, пожалуйста, или пришлите в USD"},
		"Excel's own note, and empty lines": {"en", "sep=;\nkind;amount\n;\nmoney;5\n\n", "money 5 EUR <a.csv, line 4>"},
		"lines that were left blank":        {"en", "kind;amount;currency\nmoney;5;EUR\nrevenue;;EUR\n", "money 5 EUR <a.csv, line 2>"},
		"a byte order mark":                 {"en", "\ufeffkind,amount\nmoney,5\n", "money 5 EUR <a.csv, line 2>"},

		"nothing":                             {"en", "\n", "a.csv: it holds no amounts; please send a line for each, like: money; 4200; EUR"},
		"a header alone":                      {"en", "kind,amount\n", "a.csv: it holds no amounts; please send a line for each, like: money; 4200; EUR"},
		"an unknown header":                   {"en", "foo,bar\n1,2\n", "a.csv, line 1: the first line names no columns; please begin with: kind, amount, currency, note"},
		"a column that can change all":        {"en", "kind,amount,month\nmoney,5,May\n", "a.csv, line 1: there is no column \"month\"; please leave kind, amount, currency, deal, attribution and note"},
		"two columns of amounts":              {"en", "kind,amount,sum\nmoney,5,6\n", "a.csv, line 1: \"sum\" is there twice; please leave one"},
		"a kind that nobody asks for":         {"en", "kind,amount\ntravel,5\n", "a.csv, line 2: \"travel\" is nothing that is asked for; please write one of: money, hours, revenue, savings, in_kind, benefit, paid, received"},
		"a number that is another question's": {"en", "kind,amount\n3) Hours put in,5\n", "a.csv, line 2: \"3) Hours put in\" is nothing that is asked for; please write one of: money, hours, revenue, savings, in_kind, benefit, paid, received"},
		"an amount of nothing":                {"en", "kind,amount\n,5\n", "a.csv, line 2: the amount \"5\" has no kind beside it; please write which it is"},
		"thousands or decimals":               {"en", "kind;amount\nmoney;1,234\n", "a.csv, line 2: \"1,234\" can mean 1234 or 1.234; please write it like 1234"},
		"thousands or decimals, in Russian":   {"ru", "вид;сумма\nденьги;1,234\n", "a.csv, строка 2: «1,234» может значить 1234 или 1,234; напишите, пожалуйста, так: 1234"},
		"both decimal signs":                  {"en", "kind;amount\nmoney;1,5\nrevenue;2.5\n", "a.csv, line 3: \"1,5\" (line 2) and \"2.5\" have different decimal signs; please use one"},
		"an amount cut by its comma":          {"en", "kind,amount,note\nmoney,1,200\n", "a.csv, line 2: a comma seems to cut the amount; please put it in quotes, or part the cells by semicolons"},
		"an amount cut behind the columns":    {"en", "kind,amount\nmoney,1,200\n", "a.csv, line 2: there is more in this line than in the first one; please put amounts with a comma in quotes, or part the cells by semicolons"},
		"less than nothing":                   {"en", "kind;amount\nmoney;-5\n", "a.csv, line 2: 1) Money put in (spent): \"-5\" is outside what is possible; please send a number of 0 or more"},
		"less than nothing, in brackets":      {"en", "kind;amount\nrevenue;(500)\n", "a.csv, line 2: 3) Revenue that came of it: \"-500\" is outside what is possible; please send a number of 0 or more"},
		"a formula":                           {"en", "kind;amount\nmoney;=1+1\n", "a.csv, line 2: a formula is not reckoned here; please put its value there (copy, then paste as values)"},
		"words":                               {"en", "kind;amount\nmoney;a lot\n", "a.csv, line 2: \"a lot\" is no number; please write it like 4200 or 4200.50"},
		"a currency without a rate":           {"en", "kind;amount;currency\nmoney;5;GBP\n", "a.csv, line 2: 1) Money put in (spent): \"5 GBP\" is in another currency than asked (EUR); please convert it, or send it in USD"},
		"two currencies of an amount":         {"en", "kind;amount;currency\nmoney;$5;EUR\n", "a.csv, line 2: \"$\" and \"EUR\" do not go together; please leave one"},
		"two currencies of a kind":            {"en", "kind;amount;currency\nmoney;5;EUR\nmoney;5;USD\n", "a.csv, line 3: money is in USD here and in EUR before (line 2); please send it in one currency"},
		"words for a currency":                {"en", "kind;amount;currency\nmoney;5;none\n", "a.csv, line 2: 1) Money put in (spent): \"5 none\" has another unit than asked (EUR); please send the number in that unit"},
		"a wrong total":                       {"en", "kind;amount\nmoney;100\nrevenue;200\ntotal;310\n", "a.csv, line 4: the total says 310, but the lines above come to 300; please correct one of them"},
		"a total of several currencies":       {"en", "kind;amount\nmoney;100 EUR\nrevenue;200 USD\ntotal;300\n", "a.csv, line 4: a total of several currencies cannot be checked; please leave it out"},
		"parts of more than there is":         {"en", "kind;amount;deal;attribution\nrevenue;5;Lidl;us 70 %, Lumen 40 %\n", "a.csv, line 2: the parts in \"us 70 %, Lumen 40 %\" come to 110%; there can be at most 100%"},
		"a part of a stranger":                {"en", "kind;amount;deal;attribution\nrevenue;5;Lidl;us 60 %, Bring 40 %\n", "a.csv, line 2: \"Bring 40 %\" names none of the sides; only sides of the partnership can have a part"},
		"parts of a cost":                     {"en", "kind;amount;deal;attribution\nmoney;5;Lidl;60 %\n", "a.csv, line 2: \"Lidl\": only revenue and savings can come from a deal that several share; please leave this cell empty"},
		"parts of no deal":                    {"en", "kind;amount;deal;attribution\nrevenue;5;;60 %\n", "a.csv, line 2: \"60 %\" stands beside no deal; please name it in the column deal"},
		"parts that nobody can read":          {"en", "kind;amount;deal;attribution\nrevenue;5;Lidl;as agreed\n", "a.csv, line 2: \"as agreed\" names none of the sides; only sides of the partnership can have a part"},
		"other parts of one deal":             {"en", "kind;amount;deal;attribution\nrevenue;5;Lidl;60%\nrevenue;5;Lidl;50%\n", "a.csv, line 3: the deal \"Lidl\" has other parts here than before; please write the same ones"},
		"an open quote":                       {"en", "kind;amount\nmoney;\"5\n", "a.csv, line 2: a double quote is not closed, or stands inside of a cell; please remove it"},
		"two lines under columns of kinds":    {"en", "money;hours\n5;6\n7;8\n", "a.csv, line 3: with a column for each kind there can be one line of amounts only"},
		"an identifier":                       {"en", "kind;amount\nmoney;1234567890123\n", "a.csv, line 2: \"1234567890123\" is out of range; please check it"},
		"the amount in another column":        {"en", "kind;amount;currency\nmoney;;4200\n", "a.csv, line 2: there is no amount where it should be; please put it under the name of its column"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := sheet.Read(message.Table{Name: "a.csv", Text: c.text}, of(c.locale))
			if said := told(got); said != c.want {
				t.Errorf("got  %s\nwant %s", said, c.want)
			}
			if len(got.Findings) > 0 && len(got.Answers) > 0 {
				t.Error("half of it is taken")
			}
		})
	}
}

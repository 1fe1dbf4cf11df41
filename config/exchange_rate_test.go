package config_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/config"
)

// TestExchangeRates declares rates in every way, and wants them by currency and day.
func TestExchangeRates(t *testing.T) {
	t.Parallel()
	const (
		csv    = "on,rate\n2027-04-01,0.9\n2027-01-01,0.92\n"
		usd    = "\nexchange_rate \"USD\" {\n  on = \"2027-04-01\"\n  rate = 0.9\n}\nexchange_rate \"USD\" {\n  on = \"2027-01-01\"\n  rate = 0.92\n}\n"
		nok    = "\nexchange_rate \"NOK\" {\n  on = \"2027-02-01\"\n  rate = 0.085\n}\n"
		later  = "\nexchange_rate \"USD\" {\n  on = \"2027-07-01\"\n  rate = 0.88\n}\n"
		repeat = "\ndynamic \"exchange_rate\" {\n  for_each = csvdecode(file(\"usd.csv\"))\n  labels = [\"USD\"]\n  content {\n    on = exchange_rate.value.on\n    rate = exchange_rate.value.rate\n  }\n}\n"
	)
	spec := func(more string) string { return twoParties("tea", "currency = \"EUR\"\n"+more, "") }
	played := strings.Replace(spec(later), "{\n", "{\n  playbook = playbook.rates\n", 1)
	for _, tt := range []struct {
		name  string
		files []string
		want  string
	}{
		{"none", []string{"a.hcl", spec("")}, ""},
		{"blocks", []string{"a.hcl", spec(usd + nok)}, "NOK 2027-02-01 0.085, USD 2027-01-01 0.92, USD 2027-04-01 0.9"},
		{"in another order", []string{"a.hcl", spec(nok + usd)}, "NOK 2027-02-01 0.085, USD 2027-01-01 0.92, USD 2027-04-01 0.9"},
		{"a table", []string{"a.hcl", spec(repeat), "usd.csv", csv}, "USD 2027-01-01 0.92, USD 2027-04-01 0.9"},
		{"of a playbook", []string{"a.hcl", strings.Replace(played, later, "", 1), "b.hcl", "playbook \"rates\" {" + usd + nok + "}\n"}, "NOK 2027-02-01 0.085, USD 2027-01-01 0.92, USD 2027-04-01 0.9"},
		{"instead of a playbook's", []string{"a.hcl", played, "b.hcl", "playbook \"rates\" {" + usd + nok + "}\n"}, "USD 2027-07-01 0.88"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, r := range sound(t, files(tt.files...), config.Options{}).Specs[0].ExchangeRates {
				got = append(got, fmt.Sprint(r.Currency, " ", r.On, " ", r.Rate))
			}
			if list := strings.Join(got, ", "); list != tt.want {
				t.Errorf("got %s, want %s", list, tt.want)
			}
		})
	}
}

func TestARateNeedsTheCurrencyThatItIsIn(t *testing.T) {
	t.Parallel()
	dir := files("a.hcl", twoParties("tea", "\nexchange_rate \"USD\" {\n  on = \"2027-04-01\"\n  rate = 0.9\n}\n", ""))
	diags := config.Load(dir, config.Options{}).Diagnostics
	if n := diags.Count(config.Error); n != 1 || !slices.ContainsFunc(diags, func(d config.Diagnostic) bool { return d.Code == "RAP048" }) {
		t.Errorf("got %v", diags)
	}
}

// TestRatesOfOneCurrencyHaveNoPlaceOfTheirOwn wants no line rather than the wrong one.
func TestRatesOfOneCurrencyHaveNoPlaceOfTheirOwn(t *testing.T) {
	t.Parallel()
	rate := func(currency, on string) string {
		return fmt.Sprintf("\nexchange_rate %q {\n  on = %q\n  rate = 0.9\n}\n", currency, on)
	}
	spec := twoParties("tea", "currency = \"EUR\"\n"+rate("NOK", "2027-01-01")+rate("USD", "2027-01-01")+rate("USD", "2027-04-01"), "")
	result := sound(t, files("a.hcl", spec), config.Options{})
	line := 1 + strings.Count(spec[:strings.Index(spec, `"NOK"`)], "\n")
	if o, ok := result.Origin("tea", "exchange_rate.NOK/rate"); !ok || o.Line != line+2 {
		t.Errorf("the one rate of a currency is at line %d, %t, want %d", o.Line, ok, line+2)
	}
	if o, ok := result.Origin("tea", "exchange_rate.USD/rate"); ok {
		t.Errorf("both rates are at line %d", o.Line)
	}
}

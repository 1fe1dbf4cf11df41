package compose

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

func TestFiguresReadAsTheirKPIsAreMeant(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, locale string
		kpi          partnership.KPI
		value        string
		want         string // value, from, to
	}{
		{"a way to go", "en", partnership.KPI{Direction: partnership.Increase, Unit: "leads", Baseline: num("120"), Target: num("300")}, "198", "198" + noBreakSpace + "leads, from 120" + noBreakSpace + "leads to 300" + noBreakSpace + "leads"},
		{"done", "en", partnership.KPI{Direction: partnership.Binary}, "1", "yes, from no to yes"},
		{"not done", "ru", partnership.KPI{Direction: partnership.Binary}, "0", "нет, from нет to да"},
		{"a range", "en", partnership.KPI{Direction: partnership.InRange, Low: ptr(num("4")), High: ptr(num("6.5"))}, "5", "5, from 4 to 6.5"},
		{"not measured", "en", partnership.KPI{Direction: partnership.Binary}, "", ", from no to yes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			k := standing.KPIStanding{KPI: tt.kpi, KPIStanding: measure.KPIStanding{RAG: measure.Unknown}}
			if tt.value != "" {
				k.Actual = ptr(num(tt.value))
			}
			v := localeNamed(t, tt.locale).kpi(k)
			if diff := cmp.Diff(tt.want, v.Value+", from "+v.Baseline+" to "+v.Target); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheLastAnswerToAYesOrNoQuestionIsAWord(t *testing.T) {
	t.Parallel()
	q := partnership.Question{ID: "signed", Kind: partnership.KindYesNo, Last: ptr(num("1"))}
	r := questioner{locale: localeNamed(t, "ru"), answer: func(...string) string { return "" }}
	if v := r.view(1, q); v.Last != "да" {
		t.Errorf("the last answer is shown as %q", v.Last)
	}
}

func TestANetPromoterQuestionOffersEveryPoint(t *testing.T) {
	t.Parallel()
	r := questioner{locale: localeNamed(t, "en"), answer: func(...string) string { return "" }}
	v := r.view(1, partnership.Question{ID: "recommend", Kind: partnership.KindNPS})
	if len(v.Taps) != 11 || v.Min != "0" || v.Max != "10" || v.Example != "1) 7" {
		t.Errorf("got %d taps from %s to %s, example %q", len(v.Taps), v.Min, v.Max, v.Example)
	}
}

package measure_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/measure"
)

func TestConfidence(t *testing.T) {
	t.Parallel()
	means := measure.MeanByParty([]measure.Vote{
		{Party: "lumen", Value: dec("7")},
		{Party: "fjordmail", Value: dec("3")},
		{Party: "lumen", Value: dec("8")},
		{Party: "fjordmail", Value: dec("2")},
	})
	want := []measure.PartyMean{{Party: "lumen", Mean: dec("7.5"), Votes: 2}, {Party: "fjordmail", Mean: dec("2.5"), Votes: 2}}
	if diff := cmp.Diff(want, means); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if gap := measure.PerceptionGap(means); gap.String() != "5" || !measure.WorthDiscussing(gap, 10) {
		t.Errorf("perception gap %s", gap)
	}
	if gap := measure.PerceptionGap(means[:1]); gap.OK || measure.WorthDiscussing(gap, 10) {
		t.Errorf("perception gap %s of one party", gap)
	}
}

func TestWorthDiscussing(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		gap  string
		top  int
		want bool
	}{
		{"2", 10, true}, {"1.99", 10, false}, {"1.0", 5, true}, {"0.99", 5, false},
	} {
		if got := measure.WorthDiscussing(measure.Some(dec(tt.gap)), tt.top); got != tt.want {
			t.Errorf("a gap of %s of %d: %v, want %v", tt.gap, tt.top, got, tt.want)
		}
	}
}

func TestBandOf(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		confidence string
		want       measure.Band
	}{
		{"0", measure.Low}, {"3", measure.Low}, {"3.1", measure.Middle}, {"7", measure.Middle}, {"7.1", measure.High}, {"10", measure.High},
	} {
		if got := measure.BandOf(dec(tt.confidence)); got != tt.want {
			t.Errorf("BandOf(%s) = %s, want %s", tt.confidence, got, tt.want)
		}
	}
}

func TestFalling(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		means []string
		want  bool
	}{
		{"twice by 2 together", []string{"9", "8", "7", "6"}, true},
		{"twice by less", []string{"8", "7.5", "7"}, false},
		{"once by a lot", []string{"8", "8", "4"}, false},
		{"recovered", []string{"8", "4", "5"}, false},
		{"too short to say", []string{"9", "3"}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var means []decimal.Decimal
			for _, s := range tt.means {
				means = append(means, dec(s))
			}
			if got := measure.Falling(means); got != tt.want {
				t.Errorf("Falling(%v) = %v, want %v", tt.means, got, tt.want)
			}
		})
	}
}

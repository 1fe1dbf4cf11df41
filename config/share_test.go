package config

import (
	"testing"

	"github.com/zclconf/go-cty/cty"
)

func TestParseShare(t *testing.T) {
	t.Parallel()
	tests := []struct {
		value cty.Value
		want  string // empty when refused
	}{
		{cty.StringVal("2/3"), "0.6667"},
		{cty.StringVal("67%"), "0.67"},
		{cty.StringVal("66.5 %"), "0.665"},
		{cty.StringVal("3/2"), "1.5"}, // refused for its size
		{cty.NumberFloatVal(0.5), "0.5"},
		{cty.StringVal("1/0"), ""},
		{cty.StringVal("most"), ""},
		{cty.True, ""},
		{cty.NullVal(cty.String), ""},
	}
	for _, tt := range tests {
		got, ok := parseShare(tt.value)
		if ok != (tt.want != "") || ok && got.String() != tt.want {
			t.Errorf("%#v: got %s (%t), want %q", tt.value, got, ok, tt.want)
		}
	}
}

package token

import (
	"net/mail"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// signedForLars is the token of ask 0123456789abcdef, person lars, under oldKey.
const signedForLars = "aerukz4jvpg66vnmca4wspb2dnrqu"

func addressing(t *testing.T, mode Mode) Addressing {
	t.Helper()
	a, err := NewAddressing(mode, "rapport@ops.example")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAddress(t *testing.T) {
	t.Parallel()
	for mode, want := range map[Mode]string{
		Plus:     "rapport+" + signedForLars + "@ops.example",
		CatchAll: "reply-" + signedForLars + "@ops.example",
		Single:   "rapport@ops.example",
	} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			got := addressing(t, mode).Address(signedForLars)
			if got != want {
				t.Errorf("Address = %q, want %q", got, want)
			}
			if local, _, _ := strings.Cut(got, "@"); len(local) > 40 {
				t.Errorf("local part %q has %d characters, want at most 40", local, len(local))
			}
			if _, err := mail.ParseAddress(got); err != nil {
				t.Errorf("%q is no address: %v", got, err)
			}
		})
	}
}

func TestTokenOfAddress(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		address string
		want    string
	}{
		"plus":                {"rapport+" + signedForLars + "@ops.example", signedForLars},
		"catch-all":           {"reply-" + signedForLars + "@ops.example", signedForLars},
		"upper case":          {"RAPPORT+" + strings.ToUpper(signedForLars) + "@OPS.Example", signedForLars},
		"no token":            {"rapport@ops.example", ""},
		"another domain":      {"rapport+" + signedForLars + "@evil.example", ""},
		"another mailbox":     {"sales+" + signedForLars + "@ops.example", ""},
		"something like one":  {"rapport+newsletter@ops.example", ""},
		"no address":          {"rapport", ""},
		"two at signs":        {"rapport+" + signedForLars + "@ops.example@ops.example", ""},
		"a name around it":    {"R <rapport+" + signedForLars + "@ops.example>", ""},
		"token and then some": {"rapport+" + signedForLars + "x@ops.example", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := addressing(t, Single).Token(c.address)
			if got != c.want || ok != (c.want != "") {
				t.Errorf("Token(%q) = %q, %v; want %q", c.address, got, ok, c.want)
			}
		})
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	other, err := keys(t, newKey).Sign("ffffffffffffffff", "conor")
	if err != nil {
		t.Fatal(err)
	}
	text := "References: <wf." + signedForLars + "@ops.example>\n> Ref: " + strings.ToUpper(other) +
		"\n> again " + signedForLars + " and " + strings.Repeat("b", Length+1) + " " + strings.Repeat("1", Length)
	if diff := cmp.Diff([]string{signedForLars, other}, Find(text)); diff != "" {
		t.Errorf("Find (-want +got):\n%s", diff)
	}
}

func TestAddressingIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		mode Mode
		own  string
	}{
		"unknown mode":        {"minus", "rapport@ops.example"},
		"no at sign":          {Plus, "rapport"},
		"empty local part":    {Plus, "@ops.example"},
		"line break":          {Plus, "rapport@ops.example\r\nBcc: all@ops.example"},
		"not ASCII":           {Plus, "бот@ops.example"},
		"long for plus":       {Plus, "partnerships@ops.example"},
		"long even by itself": {Single, strings.Repeat("a", 41) + "@ops.example"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := NewAddressing(c.mode, c.own); err == nil {
				t.Errorf("NewAddressing(%q, %q) is accepted", c.mode, c.own)
			}
		})
	}
	if _, err := NewAddressing(CatchAll, "partnerships@ops.example"); err != nil {
		t.Errorf("catch-all with a long mailbox name: %v", err)
	}
}

// TestPartnershipsHaveAddressesOfTheirOwn as far as the mode and the length of a
// local part allow; what carries none is the engine's own.
func TestPartnershipsHaveAddressesOfTheirOwn(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 57)
	for _, c := range []struct {
		mode       Mode
		slug, want string
	}{
		{Plus, "tea-kettle", "rapport+tea-kettle@ops.example"},
		{CatchAll, "tea-kettle", "reply-tea-kettle@ops.example"},
		{Single, "tea-kettle", "rapport@ops.example"},
		{Plus, long[:56], "rapport+" + long[:56] + "@ops.example"},
		{Plus, long, "rapport@ops.example"},
	} {
		a := addressing(t, c.mode)
		got := a.Partnership(c.slug)
		if got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.mode, c.slug, got, c.want)
		}
		slug, ok := a.Slug(strings.ToUpper(got))
		if named := got != "rapport@ops.example"; !ok || named != (slug == c.slug) || !named && slug != "" {
			t.Errorf("%s names %q, %t", got, slug, ok)
		}
	}
	a := addressing(t, Plus)
	for _, foreign := range []string{"rapport+tea@evil.example", "sales+tea@ops.example", "rapport+@ops.example", "tea", "", "rapports@ops.example"} {
		if slug, ok := a.Slug(foreign); ok {
			t.Errorf("%q names %q", foreign, slug)
		}
	}
	if slug, ok := a.Slug("reply-tea@ops.example"); !ok || slug != "tea" { // from before a change of mode
		t.Errorf("another mode's address names %q, %t", slug, ok)
	}
}

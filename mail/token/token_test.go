package token

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var (
	oldKey = bytes.Repeat([]byte{1}, 32)
	newKey = bytes.Repeat([]byte{2}, 32)
)

func keys(t interface{ Fatal(...any) }, ks ...[]byte) Keys {
	k, err := New(ks...)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func asked(person string) func(string) (string, bool) {
	return func(string) (string, bool) { return person, true }
}

// The token of a given ask must never change: it is in mails that people hold.
func TestSignIsStable(t *testing.T) {
	t.Parallel()
	got, err := keys(t, oldKey).Sign("0123456789abcdef", "lars")
	if err != nil {
		t.Fatal(err)
	}
	if got != signedForLars {
		t.Errorf("Sign = %q, want %q", got, signedForLars)
	}
}

func TestSignedTokensVerify(t *testing.T) {
	t.Parallel()
	k := keys(t, newKey, oldKey)
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringMatching(`[0-9a-f]{16}`).Draw(t, "id")
		person := rapid.String().Draw(t, "person")
		signer := rapid.SampledFrom([]Keys{k, keys(t, oldKey)}).Draw(t, "signer")
		tok, err := signer.Sign(id, person)
		if err != nil {
			t.Fatal(err)
		}
		if len(tok) != Length || tok != strings.ToLower(tok) {
			t.Fatalf("token %q is not %d lower-case characters", tok, Length)
		}
		for _, spelling := range []string{tok, strings.ToUpper(tok), strings.ToUpper(tok[:9]) + tok[9:]} {
			if got, ok := k.Verify(spelling, asked(person)); !ok || got != id {
				t.Fatalf("Verify(%q) = %q, %v; want %q, true", spelling, got, ok, id)
			}
		}
	})
}

func TestAlteredTokensAreRefused(t *testing.T) {
	t.Parallel()
	k := keys(t, newKey)
	rapid.Check(t, func(t *rapid.T) {
		tok, err := k.Sign(rapid.StringMatching(`[0-9a-f]{16}`).Draw(t, "id"), "lars")
		if err != nil {
			t.Fatal(err)
		}
		at := rapid.IntRange(0, Length-1).Draw(t, "at")
		with := rapid.StringMatching(`[a-z2-7]`).Filter(func(s string) bool { return s != tok[at:at+1] }).Draw(t, "with")
		forged := tok[:at] + with + tok[at+1:]
		if id, ok := k.Verify(forged, asked("lars")); ok {
			t.Fatalf("Verify(%q) accepts it as %q; the token was %q", forged, id, tok)
		}
	})
}

func TestVerifyRefuses(t *testing.T) {
	t.Parallel()
	k := keys(t, newKey)
	tok, err := k.Sign("0123456789abcdef", "lars")
	if err != nil {
		t.Fatal(err)
	}
	unknown := func(string) (string, bool) { return "", false }
	for name, c := range map[string]struct {
		token  string
		lookup func(string) (string, bool)
		keys   Keys
	}{
		"another person":   {tok, asked("conor"), k},
		"an unknown ask":   {tok, unknown, k},
		"a retired key":    {tok, asked("lars"), keys(t, oldKey)},
		"no key":           {tok, asked("lars"), Keys{}},
		"nothing":          {"", asked("lars"), k},
		"too short":        {tok[1:], asked("lars"), k},
		"too long":         {tok + "a", asked("lars"), k},
		"line feeds":       {tok[:27] + "\n\r", asked("lars"), k},
		"foreign letters":  {strings.Repeat("ж", Length), asked("lars"), k},
		"a letter outside": {tok[:5] + "1" + tok[6:], asked("lars"), k},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if id, ok := c.keys.Verify(c.token, c.lookup); ok || id != "" {
				t.Errorf("Verify = %q, %v; want it refused", id, ok)
			}
		})
	}
}

func TestRotation(t *testing.T) {
	t.Parallel()
	before, during, after := keys(t, oldKey), keys(t, newKey, oldKey), keys(t, newKey)
	sign := func(k Keys) string {
		tok, err := k.Sign("0123456789abcdef", "lars")
		if err != nil {
			t.Fatal(err)
		}
		return tok
	}
	verifies := func(k Keys, tok string) bool {
		_, ok := k.Verify(tok, asked("lars"))
		return ok
	}
	got := []bool{
		verifies(during, sign(before)), verifies(after, sign(before)),
		verifies(after, sign(during)), verifies(before, sign(during)),
	}
	if want := []bool{true, false, true, false}; !cmp.Equal(got, want) {
		t.Errorf("verified old by both, old by new, new by new, new by old: %v, want %v", got, want)
	}
}

func TestKeysAreRefused(t *testing.T) {
	t.Parallel()
	if _, err := New(); err == nil {
		t.Error("New accepts no key at all")
	}
	if _, err := New(newKey, []byte("short")); err == nil {
		t.Error("New accepts a key of five bytes")
	}
	for _, id := range []string{"", "0123", "0123456789abcdeg", "0123456789abcdef00"} {
		if tok, err := keys(t, newKey).Sign(id, "lars"); err == nil {
			t.Errorf("Sign(%q) = %q, want an error", id, tok)
		}
	}
}

func TestKeysAreCopied(t *testing.T) {
	t.Parallel()
	mine := bytes.Clone(newKey)
	k := keys(t, mine)
	tok, err := k.Sign("0123456789abcdef", "lars")
	if err != nil {
		t.Fatal(err)
	}
	clear(mine)
	if _, ok := k.Verify(tok, asked("lars")); !ok {
		t.Error("a change in the caller's key changed the signature")
	}
}

func FuzzVerify(f *testing.F) {
	k, err := New(newKey)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(signedForLars)
	f.Add("")
	f.Fuzz(func(t *testing.T, tok string) {
		id, ok := k.Verify(tok, asked("lars"))
		if !ok {
			return
		}
		if again, err := k.Sign(id, "lars"); err != nil || again != strings.ToLower(tok) {
			t.Errorf("%q verifies but is signed as %q (%v)", tok, again, err)
		}
	})
}

package charter_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/rapport-engine/rapport/charter"
	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// kept writes the page of a charter into a file, as people keep it.
func kept(t *testing.T, c charter.Charter, language string) string {
	t.Helper()
	var out bytes.Buffer
	if err := written(t, c, language).Page(&out); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "charter.html")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// signed is a charter that one of two has signed.
func signed(t *testing.T, name string) charter.Charter {
	t.Helper()
	spec := example(t, name)
	return charter.Charter{Spec: spec, Signatures: []charter.Signature{{Person: spec.Parties[0].People[0].ID, On: cadence.Date{Year: 2026, Month: 1, Day: 3}}}}
}

// TestThePageCanBeReadByDayByNightAndOnPaper opens the page in every language, at the width
// of a desk and of a phone: every text has the contrast that WCAG asks for.
func TestThePageCanBeReadByDayByNightAndOnPaper(t *testing.T) {
	t.Parallel()
	for language, name := range map[string]string{"en": "fjordmail-lumen", "ru": "smk-severtrans"} {
		file := kept(t, signed(t, name), language)
		for _, width := range []int{1000, 375} {
			browser := testkit.Browser(t, width, 1200)
			for _, look := range []struct{ medium, scheme, paper string }{
				{"screen", "light", "rgb(255, 255, 255)"}, {"screen", "dark", "rgb(20, 24, 28)"}, {"print", "dark", "rgb(255, 255, 255)"},
			} {
				var faults []string
				var paper string
				err := chromedp.Do(browser, chromedp.EmulateViewport(int64(width), 1200), testkit.Media(look.medium, look.scheme), chromedp.Navigate("file://"+file),
					testkit.Into(&faults, chromedp.Evaluate[[]string](testkit.Faint)),
					testkit.Into(&paper, chromedp.Evaluate[string](`getComputedStyle(document.body).backgroundColor`)))
				if err != nil {
					t.Fatal(err)
				}
				if paper != look.paper {
					t.Errorf("%s, %s at %d: the paper is %s", look.medium, look.scheme, width, paper)
				}
				for _, f := range faults {
					t.Errorf("%s on %s, %s at %d: %s", language, look.medium, look.scheme, width, f)
				}
			}
		}
	}
}

func TestThePageIsPrintedOnA4(t *testing.T) {
	t.Parallel()
	browser := testkit.Browser(t, 1000, 1200)
	var pdf []byte
	if err := chromedp.Do(browser, chromedp.Navigate("file://"+kept(t, signed(t, "fjordmail-lumen"), "en")), testkit.Into(&pdf, testkit.Printed)); err != nil {
		t.Fatal(err)
	}
	if sheets, onA4 := testkit.Sheets(pdf); sheets < 3 || sheets > 8 || onA4 != sheets {
		t.Errorf("it is printed on %d sheets, %d of them A4", sheets, onA4)
	}
}

// TestThePageFetchesNothing finds whatever a browser would load from elsewhere.
func TestThePageFetchesNothing(t *testing.T) {
	t.Parallel()
	src, err := os.ReadFile(kept(t, signed(t, "clean-water"), "ru"))
	if err != nil {
		t.Fatal(err)
	}
	for _, loads := range []string{" src=", "<link", "@import", "url(", "<script", "<iframe", "<object"} {
		if strings.Contains(string(src), loads) {
			t.Errorf("the page has %s", loads)
		}
	}
}

// TestWhoHasSignedIsSaidWithTheDay shows one signature that is there and one that is not.
func TestWhoHasSignedIsSaidWithTheDay(t *testing.T) {
	t.Parallel()
	d := written(t, signed(t, "fjordmail-lumen"), "en")
	want := []charter.Line{
		{Name: "Ingrid Moe", Party: "Fjordmail AS", State: "signed by mail on 3 Jan 2026", Signed: true},
		{Name: "Aoife Byrne", Party: "Lumen Ltd", State: "not signed yet"},
	}
	if len(d.Signing.Lines) != 2 || d.Signing.Lines[0] != want[0] || d.Signing.Lines[1] != want[1] {
		t.Errorf("got %+v", d.Signing.Lines)
	}
}

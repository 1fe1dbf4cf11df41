package report_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/rapport-engine/rapport/internal/testkit"
)

// picturesVar names the folder in which pictures of the page are kept, for people to look
// at.
const picturesVar = "RAPPORT_REPORT_PICTURES"

// TestThePageCanBeReadByDayByNightAndOnPaper opens the page in every language, at the width
// of a desk and of a phone: every text has the contrast that WCAG asks for, every line of a
// drawing that of graphics, and by night the paper is dark.
func TestThePageCanBeReadByDayByNightAndOnPaper(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "ru"} {
		file := filepath.Join(t.TempDir(), "report.html")
		if err := os.WriteFile(file, []byte(written(t, whole(), language)), 0o600); err != nil {
			t.Fatal(err)
		}
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
				if err == nil && os.Getenv(picturesVar) != "" {
					err = chromedp.Do(browser, testkit.WholePicture(filepath.Join(os.Getenv(picturesVar), language+"-"+look.medium+"-"+look.scheme+"-"+filepath.Base(t.TempDir())+".png")))
				}
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

// TestThePageIsPrintedOnA4 prints it: on a few sheets, with the figures of its drawings,
// which are folded away on the screen.
func TestThePageIsPrintedOnA4(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(written(t, whole(), "en")), 0o600); err != nil {
		t.Fatal(err)
	}
	browser := testkit.Browser(t, 1000, 1200)
	var pdf []byte
	var before, after bool
	const shown = `document.querySelector("details table").checkVisibility()`
	err := chromedp.Do(browser, chromedp.Navigate("file://"+file), testkit.Into(&before, chromedp.Evaluate[bool](shown)),
		testkit.Into(&pdf, testkit.Printed), testkit.Media("print", "light"), testkit.Into(&after, chromedp.Evaluate[bool](shown)))
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv(picturesVar); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "report.pdf"), pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if sheets, onA4 := testkit.Sheets(pdf); sheets < 2 || sheets > 9 || onA4 != sheets {
		t.Errorf("it is printed on %d sheets, %d of them A4", sheets, onA4)
	}
	if before || !after {
		t.Errorf("that the figures are seen is %t on the screen, %t on paper", before, after)
	}
}

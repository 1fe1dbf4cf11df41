package report_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/rapport-engine/rapport/internal/testkit"
)

// picturesVar names the folder in which pictures of the page are kept, for people to look
// at.
const picturesVar = "RAPPORT_REPORT_PICTURES"

// faint names texts that can hardly be read, also those in drawings, and whether the page
// is wider than its window.
const faint = `(() => {
	` + testkit.Luminance + `
	const rgb = s => (s.match(/[\d.]+/g) || []).map(Number)
	const paper = rgb(getComputedStyle(document.body).backgroundColor).slice(0, 3)
	const told = new Set()
	if (document.documentElement.scrollWidth > innerWidth) told.add("the page is " + document.documentElement.scrollWidth + " wide")
	for (const e of document.querySelectorAll("body *")) {
		if (![...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.textContent.trim()) || ["title", "desc"].includes(e.tagName)) continue
		const style = getComputedStyle(e)
		const ink = rgb(e.namespaceURI.endsWith("svg") ? style.fill : style.color).slice(0, 3)
		if (contrast(ink, paper) < 4.5) told.add(e.tagName + " has " + ink + " on " + paper)
	}
	for (const e of document.querySelectorAll("svg path, svg rect, svg circle")) {
		const style = getComputedStyle(e)
		for (const c of [style.stroke, style.fill]) {
			const ink = rgb(c)
			const grid = e.getAttribute("style")?.includes("--line")
			if (c !== "none" && !grid && (ink.length < 4 || ink[3] > 0) && contrast(ink.slice(0, 3), paper) < 3) told.add("a drawing has " + c + " on " + paper)
		}
	}
	return [...told]
})()`

// media has the browser take the page for one on some medium, of somebody who likes it
// light or dark.
func media(medium, scheme string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return chromedp.Void{}, err
	}
}

// printed prints the page as it says itself.
func printed(ctx context.Context, _ *chromedp.Target) ([]byte, error) {
	res, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
	return res.Data, err
}

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
				err := chromedp.Do(browser, chromedp.EmulateViewport(int64(width), 1200), media(look.medium, look.scheme), chromedp.Navigate("file://"+file),
					testkit.Into(&faults, chromedp.Evaluate[[]string](faint)),
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

// a4 is the size of a sheet in points, as a PDF says it.
var a4 = regexp.MustCompile(`/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]`)

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
		testkit.Into(&pdf, printed), media("print", "light"), testkit.Into(&after, chromedp.Evaluate[bool](shown)))
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv(picturesVar); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "report.pdf"), pdf, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sheets := bytes.Count(pdf, []byte("/Type /Page\n"))
	if sheets < 2 || sheets > 8 || len(a4.FindAll(pdf, -1)) != sheets {
		t.Errorf("it is printed on %d sheets, %d of them A4", sheets, len(a4.FindAll(pdf, -1)))
	}
	if before || !after {
		t.Errorf("that the figures are seen is %t on the screen, %t on paper", before, after)
	}
}

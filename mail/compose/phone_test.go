package compose

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/rapport-engine/rapport/internal/testkit"
)

// phoneWidth and phoneHeight are the window of a phone in CSS pixels.
const phoneWidth, phoneHeight = 390, 844

// measured is what a phone makes of a mail: how high it is, where its first button ends, and
// the smallest side of a button.
type measured struct {
	Height, FirstButton, FirstQuestion, Smallest float64
	Buttons                                      int
	Wide                                         bool
}

// onThePhone makes a phone show pages one after the other, and looks at all links that are
// drawn as buttons.
const onThePhone = `pages => pages.map(page => {
	const body = new DOMParser().parseFromString(page, "text/html").body
	document.body.style.cssText = body.style.cssText
	document.body.innerHTML = body.innerHTML
	const buttons = [...document.querySelectorAll("a")].filter(a => a.style.display === "inline-block").map(a => a.getBoundingClientRect())
	const question = document.querySelector("div[style*='border-left']")
	return {
		Height: document.documentElement.getBoundingClientRect().height,
		FirstButton: buttons.length ? buttons[0].bottom : 0,
		FirstQuestion: question ? question.getBoundingClientRect().bottom : 0,
		Smallest: Math.min(...buttons.flatMap(b => [b.width, b.height]), 1000),
		Buttons: buttons.length,
		Wide: document.documentElement.scrollWidth > innerWidth,
	}
})`

// On a phone a check-in of four questions is short, its button and its first question stand
// on the first screen, and in all mails every button is as wide and high as a thumb.
func TestMailsFitAPhone(t *testing.T) {
	t.Parallel()
	ctx := testkit.Browser(t, phoneWidth, phoneHeight)
	for _, reader := range readers() {
		names, pages := goldenPages(t, reader[0])
		for i, m := range shown(ctx, t, pages) {
			name := names[i]
			t.Logf("%-44s %5.0f px high, first button ends at %4.0f, %2d buttons of at least %3.0f px", name, m.Height, m.FirstButton, m.Buttons, m.Smallest)
			if m.Wide {
				t.Errorf("%s is wider than a phone", name)
			}
			if m.Buttons > 0 && m.Smallest < 44 {
				t.Errorf("%s has a button of %.0f px, want at least 44", name, m.Smallest)
			}
			if name == reader[0]+"/check-in-four-questions" && (m.Height > 900 || m.FirstButton > 600 || m.FirstQuestion > phoneHeight) {
				t.Errorf("%s is %.0f px high, its first button ends at %.0f and its first question at %.0f, want at most 900, 600 and %d",
					name, m.Height, m.FirstButton, m.FirstQuestion, phoneHeight)
			}
		}
	}
}

// The README's picture of a check-in is that of a golden mail; -update draws it.
func TestThePictureOfACheckIn(t *testing.T) {
	t.Parallel()
	if !updating() {
		t.Skip("draws with -update")
	}
	page, err := os.ReadFile(filepath.Join("testdata", "en", "check-in-four-questions.html"))
	if err != nil {
		t.Fatal(err)
	}
	err = chromedp.Do(testkit.Browser(t, phoneWidth, phoneHeight),
		chromedp.EmulateViewport(phoneWidth, phoneHeight, chromedp.EmulateScale(2)),
		chromedp.Navigate("data:text/html;base64,"+base64.StdEncoding.EncodeToString(page)),
		testkit.WholePicture("../../docs/images/check-in.png"))
	if err != nil {
		t.Fatal(err)
	}
}

// goldenPages reads the HTML of all mails in a language.
func goldenPages(t *testing.T, language string) (names, pages []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", language, "*.html"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden mails: %v", err)
	}
	for _, path := range paths {
		page, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		names, pages = append(names, language+"/"+strings.TrimSuffix(filepath.Base(path), ".html")), append(pages, string(page))
	}
	return names, pages
}

// shown measures pages.
func shown(ctx context.Context, t *testing.T, pages []string) (all []measured) {
	t.Helper()
	for some := range slices.Chunk(pages, 50) {
		text, err := json.Marshal(some)
		if err != nil {
			t.Fatal(err)
		}
		var m []measured
		err = chromedp.Do(ctx,
			chromedp.EmulateViewport(phoneWidth, phoneHeight),
			chromedp.Navigate("data:text/html,<!DOCTYPE html><body>"),
			testkit.Into(&m, chromedp.Evaluate[[]measured]("("+onThePhone+")("+string(text)+")")))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, m...)
	}
	return all
}

package rapport_test

import (
	"bytes"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/rapport-engine/rapport/internal/testkit"
)

// sheetVar names the folder in which contact sheets of all mails are kept, for people
// to look at.
const sheetVar = "RAPPORT_MAIL_SHEETS"

// perSheet is how many mails stand side by side on one sheet.
const perSheet = 12

// sheet shows mails as a mail program does: each in a frame of its own.
var sheet = template.Must(template.New("sheet").Parse(`<!doctype html><meta charset="utf-8">
<body style="margin:0;background:#777;font:11px sans-serif;width:{{.Wide}}px">
{{range .Mails}}<div style="display:inline-block;vertical-align:top;margin:4px;width:{{$.Width}}px"><div style="background:#fff">{{.Name}}</div>
<iframe data-name="{{.Name}}" srcdoc="{{.Page}}" style="width:{{$.Width}}px;height:400px;border:0;color-scheme:{{$.Scheme}};background:{{$.Paper}}"></iframe></div>
{{end}}`))

// measure waits for all frames, fits them to their text, and names mails that are wider
// than their window, and texts that can hardly be read.
const measure = `(async () => {
	const faults = []
	` + testkit.Luminance + `
	const rgb = s => (s.match(/[\d.]+/g) || []).map(Number)
	for (const frame of document.querySelectorAll("iframe")) {
		while (frame.contentDocument?.readyState !== "complete" || !frame.contentDocument.body?.firstElementChild) await new Promise(r => setTimeout(r, 10))
		const page = frame.contentDocument, view = frame.contentWindow
		if (page.documentElement.scrollWidth > view.innerWidth) faults.push(frame.dataset.name + " is " + page.documentElement.scrollWidth + " wide")
		const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
		const told = new Set()
		for (let n = walker.nextNode(); n; n = walker.nextNode()) {
			if (!n.textContent.trim()) continue
			const ink = rgb(view.getComputedStyle(n.parentElement).color)
			let paper = null
			for (let e = n.parentElement; e && !paper; e = e.parentElement) {
				const c = rgb(view.getComputedStyle(e).backgroundColor)
				if (c.length < 4 || c[3] > 0) paper = c
			}
			paper ??= frame.style.colorScheme === "dark" ? [18, 18, 18] : [255, 255, 255]
			let seen = 1
			for (let e = n.parentElement; e; e = e.parentElement) seen *= Number(view.getComputedStyle(e).opacity)
			for (let i = 0; i < 3; i++) ink[i] = Math.round(ink[i] * seen + paper[i] * (1 - seen))
			const seenBy = contrast(ink.slice(0, 3), paper.slice(0, 3))
			if (seenBy < 4.5) told.add(ink.slice(0, 3) + " on " + paper.slice(0, 3) + ": " + seenBy.toFixed(1))
		}
		for (const t of told) faults.push(frame.dataset.name + " has " + t)
		frame.style.height = page.documentElement.scrollHeight + "px"
	}
	return faults
})()`

// TestEveryMailCanBeReadOnAPhone opens every golden mail at the width of a phone, light
// and dark: none is wider than its window, and every text
// has the contrast that WCAG asks for.
func TestEveryMailCanBeReadOnAPhone(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("opens hundreds of mails")
	}
	looks := []window{{375, "light"}, {375, "dark"}}
	if os.Getenv(sheetVar) != "" { // what fits a phone fits a desktop: for people to look at
		looks = append(looks, window{1000, "light"}, window{1000, "dark"})
	}
	for _, locale := range []string{"en", "ru"} {
		for _, w := range looks {
			t.Run(fmt.Sprintf("%s at %d, %s", locale, w.width, w.scheme), func(t *testing.T) { w.look(t, locale) })
		}
	}
}

// window is how wide a mail is shown, and whether its reader likes it light or dark.
type window struct {
	width  int
	scheme string
}

// look opens all mails in a language.
func (w window) look(t *testing.T, locale string) {
	t.Helper()
	files, err := filepath.Glob("mail/compose/testdata/" + locale + "/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no mails: %v", err)
	}
	ctx, n := testkit.Browser(t, 1600, 1200), 0
	for some := range slices.Chunk(files, perSheet) {
		n++
		page := filepath.Join(t.TempDir(), "sheet.html")
		if err := os.WriteFile(page, sheetOf(t, some, w.width, w.scheme), 0o600); err != nil {
			t.Fatal(err)
		}
		var faults []string
		steps := []chromedp.Action[chromedp.Void]{
			chromedp.Navigate("file://" + page), testkit.Into(&faults, chromedp.Evaluate[[]string](measure, chromedp.EvalAwaitPromise)),
		}
		if dir := os.Getenv(sheetVar); dir != "" {
			steps = append(steps, testkit.WholePicture(filepath.Join(dir, fmt.Sprintf("%s-%d-%s-%02d.png", locale, w.width, w.scheme, n))))
		}
		if err := chromedp.Do(ctx, steps...); err != nil {
			t.Fatal(err)
		}
		for _, f := range faults {
			t.Error(f)
		}
	}
}

// sheetOf puts mails side by side. A dark one is what the mail program of a person who
// likes it dark shows.
func sheetOf(t *testing.T, files []string, width int, scheme string) []byte {
	t.Helper()
	type mail struct{ Name, Page string }
	var mails []mail
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		page := strings.Replace(string(text), `content="light dark"`, `content="`+scheme+`"`, 1)
		mails = append(mails, mail{strings.TrimSuffix(filepath.Base(f), ".html"), page})
	}
	paper := map[string]string{"light": "#fff", "dark": "#121212"}[scheme]
	var b bytes.Buffer
	err := sheet.Execute(&b, map[string]any{
		"Mails": mails, "Width": width, "Scheme": scheme, "Paper": template.CSS(paper), "Wide": (width + 8) * max(1, 2400/(width+8)),
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

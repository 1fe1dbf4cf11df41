package testkit

import (
	"bytes"
	"context"
	"regexp"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Faint names texts that can hardly be read, also those in drawings, and whether the page
// is wider than its window.
const Faint = `(() => {
	` + Luminance + `
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

// Media has the browser take the page for one on some medium, of somebody who likes it
// light or dark.
func Media(medium, scheme string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return chromedp.Void{}, err
	}
}

// Printed prints the page as it says itself.
func Printed(ctx context.Context, _ *chromedp.Target) ([]byte, error) {
	res, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
	return res.Data, err
}

// a4 is the size of a sheet in points, as a PDF says it.
var a4 = regexp.MustCompile(`/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]`)

// Sheets counts the sheets of a printed page, and those of them that are A4.
func Sheets(pdf []byte) (all, onA4 int) {
	return bytes.Count(pdf, []byte("/Type /Page\n")), len(a4.FindAll(pdf, -1))
}

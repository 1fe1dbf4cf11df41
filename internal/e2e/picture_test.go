//go:build !slim

package e2e

import (
	"bytes"
	"context"
	"encoding/base64"
	"html/template"

	"github.com/chromedp/chromedp"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/testkit"
)

// sharp is how many dots a picture has for each of the page's.
const sharp = 2

// readmePicture shows in one glance what the README promises.
const readmePicture = "../../docs/images/first-light.png"

// firstLight puts an answer and what came of it into one picture, narrow enough
// that both can be read where a README is shown.
var firstLight = template.Must(template.New("first light").Parse(`<!doctype html>
<style>
  body { margin: 0; padding: 22px 26px 26px; width: 760px; background: #eef1f6; font: 16px/1.4 sans-serif; color: #1b2330 }
  p { margin: 0 0 10px }
  div { padding: 14px 18px; border-radius: 10px; box-shadow: 0 1px 6px #1b233033; background: #fff }
  div + p { margin-top: 22px }
  b { display: inline-block; width: 26px; height: 26px; margin-right: 10px; border-radius: 13px; background: #375dfb; color: #fff; text-align: center; line-height: 26px }
  img { display: block; width: 100% }
</style>
<p><b>1</b>Astrid answers her check-in with an ordinary mail.</p>
<div style="padding: 0"><img src="{{.Answer}}"></div>
<p><b>2</b>A moment later the Temporal Web UI shows her figures, and who is still waited for.</p>
<div style="background: #f8f8f8"><img src="{{.Head}}" style="padding-bottom: 14px"><img src="{{.Card}}"></div>
`))

// drawFirstLight draws the README's picture of an answer and the card after it.
func drawFirstLight(at app.Endpoints, answer []byte) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		var head, card []byte
		look := steps(
			// At this width the Web UI puts the card below its head, as on a tablet.
			chromedp.EmulateViewport(740, 2600, chromedp.EmulateScale(sharp)), openCard(at.UI, partnership), drawn,
			testkit.Into(&head, chromedp.Screenshot(`//h1[@data-testid="workflow-id-heading"]/ancestor::div[2]`)),
			testkit.Into(&card, chromedp.Screenshot(`//iframe[@id="user-metadata-current-details"]/ancestor::section/..`)),
		)
		if _, err := look(ctx, target); err != nil {
			return chromedp.Void{}, err
		}
		var page bytes.Buffer
		err := firstLight.Execute(&page, struct{ Answer, Head, Card template.URL }{inline(answer), inline(head), inline(card)})
		if err != nil {
			return chromedp.Void{}, err
		}
		return steps(
			chromedp.EmulateViewport(812, 800, chromedp.EmulateScale(sharp)),
			chromedp.Navigate("data:text/html;base64,"+base64.StdEncoding.EncodeToString(page.Bytes())),
			testkit.WholePicture(readmePicture),
		)(ctx, target)
	}
}

// drawn waits until the page has fitted the card's frame to its text.
var drawn = discard(chromedp.Poll[bool](`(() => {
	const frame = document.querySelector("` + cardFrame + `")
	return !!frame?.contentDocument?.querySelector("table") && !!frame.style.height
})()`))

func discard[T any](action chromedp.Action[T]) chromedp.Action[chromedp.Void] {
	var nothing T
	return testkit.Into(&nothing, action)
}

func inline(png []byte) template.URL {
	return template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(png))
}

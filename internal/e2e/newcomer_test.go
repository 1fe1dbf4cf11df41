//go:build !slim

package e2e

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/rapport-engine/rapport/internal/testkit"
)

const (
	quickstart  = "../../examples/quickstart"
	partnership = "teapot-kettle"
	// cardFrame is where the Temporal Web UI shows a workflow's card.
	cardFrame = "#user-metadata-current-details"
)

// artefact is where the build keeps what a test has seen.
func artefact(name string) string {
	return filepath.Join("..", "..", "artifacts", "newcomer-"+name+".png")
}

// TestNewcomer goes the way of the README: start, open the webmail page, answer
// Astrid's check-in, read the receipt, and see the number move in the Temporal
// Web UI.
func TestNewcomer(t *testing.T) {
	t.Parallel()
	browser := testkit.Browser(t, 1440, 1000)
	spec, err := filepath.Abs(quickstart)
	if err != nil {
		t.Fatal(err)
	}
	p := up(t, t.TempDir(), spec)
	at := p.endpoints()

	do(t, browser, openCard(at.UI, partnership), testkit.Picture(artefact("card-before")))
	if card := cardText(t, browser); !strings.Contains(card, "Astrid Vik") || strings.Contains(card, "150") {
		t.Errorf("the card before any answer:\n%s", card)
	}

	var answered []byte
	do(t, browser,
		chromedp.Navigate(at.Webmail), testkit.Picture(artefact("people")),
		chromedp.Click(`//a[@class="person"][contains(., "Astrid Vik")]`),
		chromedp.WaitVisible(".message.new"), chromedp.Click(".message"),
		chromedp.WaitVisible("#reply"), testkit.Picture(artefact("mail")),
		chromedp.SendKeys("#reply", "1) 150\n2) 26\n3) 7\n4) The booking list is two weeks behind"),
		testkit.Picture(artefact("answer")), testkit.Into(&answered, chromedp.ScreenshotScale("form.write", sharp)),
		chromedp.Click("#send"),
		chromedp.WaitVisible(".notice"),
	)
	sent := time.Now()
	var receipt string
	do(t, browser, chromedp.WaitVisible(`.message.new[data-uid="2"]`))
	t.Logf("the receipt was on the page after %v", time.Since(sent).Round(time.Millisecond))
	do(t, browser,
		chromedp.Click(`.message[data-uid="2"]`), chromedp.WaitVisible("#reply"),
		testkit.Into(&receipt, chromedp.Text("#body")), testkit.Picture(artefact("receipt")),
	)
	if !strings.Contains(receipt, "150") || !strings.Contains(receipt, "booking list") {
		t.Errorf("receipt:\n%s", receipt)
	}

	card := cardWith(t, browser, at.UI, "150")
	for _, want := range []string{"26", "Вера Соколова", "The booking list is two weeks behind"} {
		if !strings.Contains(card, want) {
			t.Errorf("the card lacks %q:\n%s", want, card)
		}
	}
	if strings.Contains(card, "**") {
		t.Errorf("the card's Markdown was not rendered:\n%s", card)
	}
	do(t, browser, testkit.Picture(artefact("card")))
	if *update {
		do(t, browser, drawFirstLight(at, answered))
	}
	if code := p.interrupt(); code != 0 {
		t.Errorf("exit code %d after Ctrl-C", code)
	}
}

func do(t *testing.T, browser context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(browser, steps...); err != nil {
		t.Fatal(err)
	}
}

// openCard goes from the list of workflows to a partnership's card.
func openCard(ui, slug string) chromedp.Action[chromedp.Void] {
	return steps(
		chromedp.Navigate(ui),
		chromedp.Click(fmt.Sprintf(`//a[normalize-space()=%q]`, slug)),
		chromedp.WaitVisible(cardFrame),
	)
}

// cardText is what a person reads in the card, once it is drawn.
func cardText(t *testing.T, browser context.Context) string {
	t.Helper()
	text, err := chromedp.Run(browser, chromedp.Poll[string](fmt.Sprintf(
		`document.querySelector(%q)?.contentDocument?.querySelector("table") && document.querySelector(%q).contentDocument.body.innerText`, cardFrame, cardFrame)))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// cardWith looks at the card again and again, as a person presses reload, until
// it shows a number.
func cardWith(t *testing.T, browser context.Context, ui, number string) (card string) {
	t.Helper()
	testkit.Until(t, number+" in the card", patience, func() bool {
		do(t, browser, openCard(ui, partnership))
		card = cardText(t, browser)
		return strings.Contains(card, number)
	})
	return card
}

func steps(list ...chromedp.Action[chromedp.Void]) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		for _, step := range list {
			if _, err := step(ctx, target); err != nil {
				return chromedp.Void{}, err
			}
		}
		return chromedp.Void{}, nil
	}
}

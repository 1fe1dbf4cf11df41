//go:build !slim

package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/internal/testkit"
)

const (
	// rows are what the Web UI's list of workflows shows, line by line.
	rows = `[...document.querySelectorAll("[data-testid=workflows-summary-configurable-table-row]")]
		.map(r => [...r.querySelectorAll("td")].map(e => e.innerText.replace(/\s+/g, " ").trim()).join(" | ")).join("\n")`
	heads = `[...document.querySelectorAll("th")].map(e => e.innerText.trim()).filter(Boolean).join(" ")`

	// cockpitPicture shows in the guide what the list looks like.
	cockpitPicture = "../../docs/images/cockpit.png"
)

// TestTheListOfWorkflowsTells opens the Web UI as a browser does that was never there: the
// list has columns that tell and saved views, a view finds what it says, and what is clicked
// there or linked to from elsewhere opens at its card. Nothing there stops a partnership by a
// click.
func TestTheListOfWorkflowsTells(t *testing.T) {
	t.Parallel()
	browser := testkit.Browser(t, 1560, 620)
	spec, err := filepath.Abs(quickstart)
	if err != nil {
		t.Fatal(err)
	}
	p := up(t, t.TempDir(), spec)
	at := p.endpoints()
	picture := func(name string) chromedp.Action[chromedp.Void] { return testkit.Picture(artefact("cockpit-" + name)) }
	toCard := chromedp.Click(`//a[normalize-space()="` + partnership + `"]`)

	var columns, list, page string
	do(t, browser, chromedp.Navigate(at.UI), chromedp.WaitVisible(`//a[normalize-space()="`+partnership+`"]`), picture("list"),
		testkit.Into(&list, chromedp.Poll[string](rows)), testkit.Into(&columns, chromedp.Poll[string](heads)),
		testkit.Into(&page, chromedp.Poll[string](`document.body.innerText`)))
	if *update {
		do(t, browser, testkit.Picture(cockpitPicture))
	}
	if want := strings.Join(app.Columns(), " "); !strings.Contains(columns, want) {
		t.Errorf("columns %q, want %q", columns, want)
	}
	for _, want := range []string{
		"| " + partnership + " | Teapot & Kettle joint workshops | Partnership | active | ", `| Check-in "Every two weeks" | CheckIn | `, "| mailbox/main |",
	} {
		if !strings.Contains(list, want) {
			t.Errorf("the list lacks %q:\n%s", want, list)
		}
	}
	none(t, page, "Start Workflow")

	named := func(view string) string { return `//*[normalize-space(text())="` + view + `"]` }
	do(t, browser, chromedp.Click(`[data-testid="saved-views-button"]`), chromedp.WaitVisible(named("Partnerships")), picture("views"))
	for _, v := range app.Views() {
		do(t, browser, chromedp.WaitVisible(named(v.Name)))
	}
	do(t, browser, chromedp.Click(named("Partnerships")), chromedp.WaitNotPresent(`//a[normalize-space()="mailbox/main"]`), picture("partnerships"),
		testkit.Into(&list, chromedp.Poll[string](rows)))
	if strings.Count(list, "\n") != 0 || !strings.Contains(list, partnership) {
		t.Errorf("the view of partnerships shows:\n%s", list)
	}

	do(t, browser, toCard, chromedp.WaitVisible(cardFrame), picture("card"), testkit.Into(&page, chromedp.Poll[string](`document.body.innerText`)))
	if card := cardText(t, browser); !strings.HasPrefix(strings.TrimSpace(card), "Nothing to do: 2 answers are to come") {
		t.Errorf("the card:\n%s", card)
	}
	none(t, page, "Input", "Pause Workflow")

	// The timeline is still there for whoever wants it, and an address leads to the card, too.
	do(t, browser, chromedp.Click(`//a[normalize-space()="Timeline"]`), chromedp.WaitNotPresent(cardFrame),
		chromedp.Navigate(app.CardURL(at.UI, at.Namespace, partnership, "")), chromedp.WaitVisible(cardFrame))
	if code := p.interrupt(); code != 0 {
		t.Errorf("exit code %d after Ctrl-C", code)
	}
}

func none(t *testing.T, page string, forbidden ...string) {
	t.Helper()
	for _, word := range forbidden {
		if strings.Contains(page, word) {
			t.Errorf("the page offers %q", word)
		}
	}
}

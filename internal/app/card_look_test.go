//go:build !slim

package app

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"go.temporal.io/api/workflowservice/v1"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership"
)

// TestTheCardLeadsToWhatIsLate opens a partnership in the Web UI in which a milestone and
// something that is owed climb: the card says since when they are late, who has them, on
// which step and what comes next, and leads to the milestone's own card.
func TestTheCardLeadsToWhatIsLate(t *testing.T) {
	t.Parallel()
	browser := testkit.Browser(t, 1500, 1400)
	spec := agreedDay()
	spec.Parties[1].Obligations = []partnership.Obligation{{ID: "contract", What: "Send the draft contract", Owner: "tom", Due: date("2091-01-24")}}
	s := setStage(t, spec, instant(t, "2091-01-02 09:00"), stageOptions{ui: true}).begin().until("2091-01-30 09:00")
	const frame = "#user-metadata-current-details"
	shown := func(workflow string) string {
		address := fmt.Sprintf("%s/namespaces/%s/workflows/%s", s.timeline.Server.UIURL(), s.timeline.Server.Namespace(), strings.ReplaceAll(workflow, "/", "%2F"))
		text := `document.querySelector("` + frame + `")?.contentDocument?.body?.innerText?.trim()`
		var card string
		err := chromedp.Do(browser,
			chromedp.Navigate(address), chromedp.Click(`//a[normalize-space()="User Metadata"]`), chromedp.WaitVisible(frame),
			testkit.Into(&card, chromedp.Poll[string](text)),
			testkit.WholePicture(filepath.Join("..", "..", "artifacts", "card-"+strings.ReplaceAll(workflow, "/", "-")+".png")),
		)
		if err != nil {
			t.Fatal(err)
		}
		return card
	}
	for _, v := range Views() {
		found, err := s.client.CountWorkflow(t.Context(), &workflowservice.CountWorkflowExecutionsRequest{Query: v.Query})
		want := map[string]int64{"Partnerships": 1, "Late": 1}[v.Name]
		if err != nil || found.GetCount() != want {
			t.Errorf("the view %q finds %d, want %d: %v", v.Name, found.GetCount(), want, err)
		}
	}
	card := shown("duo")
	for _, want := range []string{
		"late: Milestone leads/rules: escalated (late since Thu 25 Jan 00:00; with Lars; step owner; ", "hear of it",
		"late: Tom: Send the draft contract, due 2091-01-24 (late since Thu 25 Jan 00:00; step owner",
	} {
		if !strings.Contains(card, want) {
			t.Errorf("the card does not say %q:\n%s", want, card)
		}
	}
	if own := shown(theRules); !strings.Contains(own, "Ladder") || !strings.Contains(own, "executives (") {
		t.Errorf("the milestone's card:\n%s", own)
	}
	var link string
	err := chromedp.Do(browser, chromedp.Navigate(s.timeline.Server.UIURL()+"/namespaces/"+s.timeline.Server.Namespace()+"/workflows/duo"),
		chromedp.Click(`//a[normalize-space()="User Metadata"]`), chromedp.WaitVisible(frame),
		testkit.Into(&link, chromedp.Poll[string](`document.querySelector("`+frame+`")?.contentDocument?.querySelector('a[href*="milestone"]')?.getAttribute("href")`)))
	if err != nil || !strings.HasSuffix(link, "/workflows/duo%2Fmilestone%2Fleads%2Frules") {
		t.Errorf("the card leads to %q, %v", link, err)
	}
}

package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/rapport-engine/rapport/report"
)

var update = flag.Bool("update", false, "write the pages anew")

func written(t testing.TB, r report.Report, language string) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.Write(&out, r, language); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestThePageIsAsItWasApproved compares the page in every language with the one that
// people have looked at.
func TestThePageIsAsItWasApproved(t *testing.T) {
	t.Parallel()
	for name, r := range map[string]report.Report{"whole": whole(), "first-day": {Spec: duo(), On: date("2026-01-01")}} {
		for _, language := range []string{"en", "ru"} {
			got, file := written(t, r, language), filepath.Join("testdata", name+"."+language+".html")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s is another page (-want +got):\n%s", file, diff)
			}
		}
	}
}

// TestThePageSpeaksThePartnershipsLanguage unless another one is asked for.
func TestThePageSpeaksThePartnershipsLanguage(t *testing.T) {
	t.Parallel()
	r := whole()
	r.Spec.Language = "ru"
	if page := written(t, r, ""); !strings.Contains(page, `<html lang="ru">`) || !strings.Contains(page, "как идут дела") {
		t.Error("the page is not in Russian")
	}
	if page := written(t, r, "en"); !strings.Contains(page, `<html lang="en">`) || strings.Contains(page, "как идут дела") {
		t.Error("the page is not in English")
	}
}

// TestThePageNeedsNothingElse looks for anything that a browser would fetch or run.
func TestThePageNeedsNothingElse(t *testing.T) {
	t.Parallel()
	page := written(t, whole(), "en")
	for _, found := range reaches(t, page) {
		t.Error(found)
	}
	planted := strings.Replace(page, "</main>", `<img src="https://a.example/x.png"><script>x</script><p style="background:url(//a.example)"></main>`, 1)
	if n := len(reaches(t, planted)); n != 3 {
		t.Errorf("of 3 planted things %d were found", n)
	}
}

// reaches lists what would be fetched or run.
func reaches(t *testing.T, page string) (found []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.Data == "style" && strings.ContainsAny(n.Data, "@"):
			for _, word := range []string{"@import", "url("} {
				if strings.Contains(n.Data, word) {
					found = append(found, "the style has "+word)
				}
			}
		case n.Type != html.ElementNode:
		case n.Data == "script" || n.Data == "link" || n.Data == "iframe" || n.Data == "foreignobject":
			found = append(found, "there is a "+n.Data)
		}
		for _, a := range n.Attr {
			outside := a.Key == "src" || a.Key == "href" || a.Key == "srcset" || strings.HasPrefix(a.Key, "on") || strings.Contains(a.Val, "url(")
			if outside && !strings.HasPrefix(a.Val, "mailto:") {
				found = append(found, n.Data+" has "+a.Key+"="+a.Val)
			}
		}
	}
	return found
}

// TestNamesAreTextWhateverIsInThem plants markup wherever people write: it stays text, in
// the drawings too.
func TestNamesAreTextWhateverIsInThem(t *testing.T) {
	t.Parallel()
	const hostile = `</title></svg><b onclick=x>"&amp;`
	r := whole()
	r.Spec.Title, r.Spec.Purpose = hostile, hostile
	for i := range r.Spec.Parties {
		r.Spec.Parties[i].Name = hostile
	}
	for i := range r.Standing.Goals {
		r.Standing.Goals[i].Statement = hostile
		for j := range r.Standing.Goals[i].KPIs {
			r.Standing.Goals[i].KPIs[j].KPI.Title, r.Standing.Goals[i].KPIs[j].KPI.Unit = hostile, hostile
		}
	}
	r.Milestones[0].Title, r.Promises.Open[0].What, r.SWOT.Statements[0].Text, r.Surveys[0].ID, r.Ledger.Currency = hostile, hostile, hostile, hostile, hostile
	root, err := html.Parse(strings.NewReader(written(t, r, "en")))
	if err != nil {
		t.Fatal(err)
	}
	shown, drawings := 0, 0
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && strings.Contains(n.Data, hostile):
			shown++
		case n.Type == html.ElementNode && n.Data == "b":
			t.Error("a name has become markup")
		case n.Type == html.ElementNode && n.Data == "svg":
			drawings++
			if n.FirstChild == nil || n.FirstChild.Data != "title" || n.FirstChild.NextSibling.Data != "desc" {
				t.Error("a drawing has no title and description")
			}
		}
	}
	if shown < 20 || drawings != 6 {
		t.Errorf("%d texts show the name, and there are %d drawings", shown, drawings)
	}
}

// TestWhatMayNotBeSeenIsNotThere looks for the people and their addresses, for the groups
// behind figures, and for a figure below its floor.
func TestWhatMayNotBeSeenIsNotThere(t *testing.T) {
	t.Parallel()
	page := written(t, whole(), "en")
	for _, secret := range []string{"lars", "Lars", "aoife", "Aoife", "@", "concealed", "987654", "checked"} {
		body := page[strings.Index(page, "</style>"):]
		if strings.Contains(body, secret) {
			t.Errorf("the page says %q", secret)
		}
	}
}

// TestASideWithFewPeopleIsNotShownBesideAll leaves the other side out too, whose figures
// would give it away.
func TestASideWithFewPeopleIsNotShownBesideAll(t *testing.T) {
	t.Parallel()
	r := whole()
	if page := written(t, r, "en"); !strings.Contains(page, "24 of 28") || !strings.Contains(page, "21 of 21") || !strings.Contains(page, "3 of 7") {
		t.Error("answers of enough people are not shown")
	}
	r.Promptness[2].People = 2
	if page := written(t, r, "en"); !strings.Contains(page, "24 of 28") || strings.Contains(page, "21 of 21") || strings.Contains(page, "3 of 7") {
		t.Error("answers of few people can be told")
	}
}

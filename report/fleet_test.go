package report_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/rapport-engine/rapport/internal/testkit"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/report"
)

// scored is a partnership of some points.
func scored(slug string, rag measure.RAG, points string, phase report.Phase) report.Report {
	r := whole()
	r.Spec.Slug, r.Spec.Title, r.Phase = slug, "The "+slug+" & co", phase
	h := *r.Health
	h.RAG, h.Score = rag, measure.Some(dec(points))
	r.Health = &h
	return r
}

// fleet has a partnership of every sort.
func fleet() report.Fleet {
	fresh := report.Report{Spec: duo(), Phase: report.PhaseWaiting}
	fresh.Spec.Slug, fresh.Spec.Title = "fresh", "Fresh"
	little := whole()
	little.Spec.Slug, little.Phase, little.Standing.RAG = "little", report.PhaseRuns, measure.Unknown
	little.Health = &health.Report{Health: health.Health{RAG: measure.Unknown, Coverage: dec("0.3")}}
	calm := scored("green-calm", measure.Green, "88", report.PhaseRuns)
	calm.Milestones, calm.Promises.Open = nil, nil
	return report.Fleet{
		On: date("2026-11-23"),
		Reports: []report.Report{
			scored("over", measure.Red, "12", report.PhaseOver), fresh, calm, scored("green", measure.Green, "88", report.PhasePaused), little,
			scored("amber-better", measure.Amber, "62", report.PhaseRuns), scored("red", measure.Red, "35", report.PhaseEnds), scored("amber", measure.Amber, "51", report.PhaseRuns),
		},
		Unread: []report.Unread{{Slug: "broken", Why: "read state: unexpected end of JSON input"}},
	}
}

// TestTheWorstComesFirst: by verdict, then by points, then by what is late; what has not begun
// and what is over comes last.
func TestTheWorstComesFirst(t *testing.T) {
	t.Parallel()
	f := fleet()
	f.WorstFirst()
	var order []string
	for _, r := range f.Reports {
		order = append(order, r.Spec.Slug)
	}
	want := []string{"red", "amber", "amber-better", "little", "green", "green-calm", "fresh", "over"}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("the order (-want +got):\n%s", diff)
	}
}

func writtenFleet(t testing.TB, f report.Fleet, language string) string {
	t.Helper()
	var out bytes.Buffer
	if err := report.WriteFleet(&out, f, language); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestThePageOfAFleetIsAsItWasApproved compares it in every language, and looks for what a
// browser would fetch, and for people.
func TestThePageOfAFleetIsAsItWasApproved(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "ru"} {
		got, file := writtenFleet(t, fleet(), language), filepath.Join("testdata", "fleet."+language+".html")
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
		for _, found := range reaches(t, got) {
			t.Error(found)
		}
		for _, secret := range []string{"lars", "Lars", "aoife", "Aoife", "@", "concealed", "checked"} {
			if strings.Contains(got[strings.Index(got, "</style>"):], secret) {
				t.Errorf("the page says %q", secret)
			}
		}
	}
}

// TestNamesInAFleetAreTextWhateverIsInThem plants markup wherever people write.
func TestNamesInAFleetAreTextWhateverIsInThem(t *testing.T) {
	t.Parallel()
	const hostile = `</title></svg><b onclick=x>"&amp;`
	f := fleet()
	for i := range f.Reports {
		r := &f.Reports[i]
		r.Spec.Title = hostile
		for j := range r.Standing.Goals {
			r.Standing.Goals[j].Statement = hostile
		}
	}
	f.Unread[0] = report.Unread{Slug: hostile, Why: hostile}
	root, err := html.Parse(strings.NewReader(writtenFleet(t, f, "en")))
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for n := range root.Descendants() {
		switch {
		case n.Type == html.ElementNode && n.Data == "b":
			t.Error("a name has become markup")
		case n.Type == html.TextNode && strings.Contains(n.Data, hostile):
			shown++
		}
	}
	if shown < 10 {
		t.Errorf("%d texts show the name", shown)
	}
}

// TestAFleetCanBeReadOnADeskAndOnAPhone opens it at both widths, by day and by night: nothing
// is too faint, and nothing wider than the window.
func TestAFleetCanBeReadOnADeskAndOnAPhone(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"en", "ru"} {
		file := filepath.Join(t.TempDir(), "fleet.html")
		if err := os.WriteFile(file, []byte(writtenFleet(t, fleet(), language)), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, width := range []int{1280, 390} {
			browser := testkit.Browser(t, width, 1500)
			for _, scheme := range []string{"light", "dark"} {
				var faults []string
				err := chromedp.Do(browser, chromedp.EmulateViewport(int64(width), 1500), testkit.Media("screen", scheme), chromedp.Navigate("file://"+file),
					testkit.Into(&faults, chromedp.Evaluate[[]string](testkit.Faint)))
				if err == nil && os.Getenv(picturesVar) != "" {
					err = chromedp.Do(browser, testkit.WholePicture(filepath.Join(os.Getenv(picturesVar), fmt.Sprintf("fleet-%s-%d-%s.png", language, width, scheme))))
				}
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range faults {
					t.Errorf("%s on %d, %s: %s", language, width, scheme, f)
				}
			}
		}
	}
}

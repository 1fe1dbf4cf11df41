package app

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/store"
)

// TestAnswersInsideAnUnmarkedCopyAreRead: Outlook copies our mail below a header of its own and
// marks nothing as quoted, so that only the stored HTML tells our lines from typed ones.
func TestAnswersInsideAnUnmarkedCopyAreRead(t *testing.T) {
	t.Parallel()
	kept, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), storeFile), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	spec, letter := askingLetter()
	words, err := rehearsalComposer(nil)
	if err != nil {
		t.Fatal(err)
	}
	message, err := composer{words}.Compose(spec, letter, nil, standing.Standing{}, letter.At)
	if err != nil {
		t.Fatal(err)
	}
	if err := (records{kept}).Commit(t.Context(), activities.Record{Slug: letter.Slug, Letters: []procedure.Letter{letter}}); err != nil {
		t.Fatal(err)
	}
	ask := activities.Ask{ID: letter.Ask, MessageID: message.ID}
	if err := (post{kept}).Pack(t.Context(), letter, message, ask, procedure.Arrival{}, nil, nil); err != nil {
		t.Fatal(err)
	}

	page, err := inbox{kept}.SentHTML(t.Context(), message.ID)
	if err != nil || !strings.Contains(page, "How many leads?") {
		t.Fatalf("the stored HTML is %q: %v", page, err)
	}
	if none, err := (inbox{kept}).SentHTML(t.Context(), "foreign@mail.example"); none != "" || err != nil {
		t.Errorf("the HTML of a mail that is not ours is %q: %v", none, err)
	}
	raw := "From: ada@tea.example\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" +
		`<p>See below.</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Rapport<br><b>Sent:</b> Monday, January 7, 2041<br>` +
		`<b>To:</b> Ada<br><b>Subject:</b> Check-in</p></div>` +
		strings.Replace(page, `</strong></div>`, `</strong></div><p>130</p>`, 1)
	reads := func(html string) []partnership.Answer {
		return reader{}.Read([]byte(raw)).Understand(activities.ReplyContext{
			Questions: letter.Questions, Locale: "en", Sent: message.Text, SentHTML: html, At: letter.At,
		}).Answers
	}
	if got := reads(page); len(got) != 1 || got[0].Value.Number == nil || !got[0].Value.Number.Equal(decimal.NewFromInt(130)) {
		t.Errorf("the answer inside the copy was read as %v, want 130", got)
	}
	if got := reads(""); len(got) != 0 {
		t.Errorf("without the HTML %v was read, want nothing", got)
	}
}

// askingLetter is a small partnership and a letter that asks one of its people.
func askingLetter() (partnership.Spec, procedure.Letter) {
	spec := partnership.Spec{
		Slug: "duo", Title: "Duo", Zone: "Etc/UTC", Language: "en",
		Parties: []partnership.Party{{ID: "tea", Name: "Tea", People: []partnership.Person{
			{ID: "ada", Name: "Ada", Email: "ada@tea.example", Language: "en", Zone: "Etc/UTC"},
		}}},
	}
	return spec, procedure.Letter{
		Key: "ask/ada", Template: checkin.TemplateAsk, Form: procedure.FormAsk, Opens: true, Slug: "duo", Workflow: "duo/check-in/weekly/2041-01-07", Person: "ada",
		Ask: procedure.AskID("duo/check-in/weekly/2041-01-07", "", "ada"), About: "weekly",
		At: time.Date(2041, time.January, 7, 9, 0, 0, 0, time.UTC), Asking: procedure.Asking{
			Due: time.Date(2041, time.January, 9, 9, 0, 0, 0, time.UTC),
			Questions: []partnership.Question{
				{ID: "mql", Kind: partnership.KindNumber, Text: "How many leads?", Unit: "leads"},
				{ID: "mood", Kind: partnership.KindText, Text: "How is the work?"},
			},
		},
	}
}

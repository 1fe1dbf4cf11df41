package rapport_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestGuideShowsRealMails holds what the guide quotes of mails against the mails
// themselves: each quotation stands in one of the golden mails, in its order. A blank
// line, a list item and a question begin something that may stand further down.
func TestGuideShowsRealMails(t *testing.T) {
	t.Parallel()
	mails := goldenMails(t)
	for _, page := range []string{"docs/guide/late.md", "docs/guide/owed.md", "docs/guide/disagree.md", "docs/guide/listen.md", "docs/guide/swot.md", "docs/guide/health.md", "docs/guide/progress.md", "docs/guide/accounts.md", "docs/guide/consent.md", "docs/guide/part.md", "docs/guide/ideas.md", "docs/guide/meet.md"} {
		list := quotations(read(t, page))
		if len(list) < 8 {
			t.Errorf("%s quotes %d mails only", page, len(list))
		}
		for _, q := range list {
			if !standsIn(mails, q) {
				t.Errorf("%s quotes what no mail says:\n%s", page, strings.Join(q, "\n"))
			}
		}
	}
}

// goldenMails are the texts of all golden mails, and of those of the stories, without
// line breaks.
func goldenMails(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("mail/compose/testdata/*/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden mails: %v", err)
	}
	var mails []string
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		mails = append(mails, flat(string(text)))
	}
	stories, err := filepath.Glob("examples/testdata/stories/*.mails.golden")
	if err != nil || len(stories) == 0 {
		t.Fatalf("no stories with their mails: %v", err)
	}
	for _, f := range stories {
		for mail := range strings.SplitSeq("\n"+read(t, f), "\n=== ") {
			mails = append(mails, flat(mail))
		}
	}
	return mails
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// piece begins something of a quotation that may stand further down in the mail.
var piece = regexp.MustCompile(`^(?:\* |\d+\) |\*\*)`)

// quotations lists the quotations of a page, each in pieces.
func quotations(page string) [][]string {
	var found [][]string
	var now []string
	fresh := true
	for line := range strings.Lines(page + "\n") {
		text, quoted := strings.CutPrefix(strings.TrimRight(line, "\n"), ">")
		text = strings.TrimSpace(text)
		switch {
		case !quoted:
			if len(now) > 0 {
				found = append(found, now)
			}
			now, fresh = nil, true
			continue
		case text == "":
			fresh = true
			continue
		}
		begins := piece.MatchString(text)
		bold := strings.HasPrefix(text, "**") && strings.HasSuffix(text, "**")
		text = strings.ReplaceAll(text, "**", "")
		if fresh || begins {
			now = append(now, text)
		} else {
			now[len(now)-1] += " " + text
		}
		fresh = bold
	}
	return found
}

// standsIn reports whether some mail has all pieces, one behind the other.
func standsIn(mails, pieces []string) bool {
	for _, m := range mails {
		rest, all := m, true
		for _, p := range pieces {
			_, after, found := strings.Cut(rest, flat(p))
			if !found {
				all = false
				break
			}
			rest = after
		}
		if all {
			return true
		}
	}
	return false
}

// A quotation that no mail says is found.
func TestDriftOfTheGuideIsFound(t *testing.T) {
	t.Parallel()
	mails := []string{"Hello Lars, it is due on 8 Dec. 1) Is it done? * Petr waits"}
	for text, want := range map[string]bool{
		"> it is due\n> on 8 Dec.\n> 1) Is it done?\n": true,
		"> 1) Is it done?\n> * Petr waits\n":           true,
		"> it is due on 9 Dec.\n":                      false,
		"> * Petr waits\n> 1) Is it done?\n":           false, // not in this order
	} {
		if got := standsIn(mails, quotations(text)[0]); got != want {
			t.Errorf("%q stands in the mail: %v", text, got)
		}
	}
}

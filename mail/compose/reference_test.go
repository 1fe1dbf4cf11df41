package compose

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
)

// replyPage lists the commands of replies.
const replyPage = "../../docs/reference/reply.md"

// TestCommandReference holds the page and the table of commands together.
func TestCommandReference(t *testing.T) {
	t.Parallel()
	page := commandPage(t, composer(t).catalogs[0])
	if updating() {
		if err := os.WriteFile(replyPage, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	written, err := os.ReadFile(replyPage)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(written), page); diff != "" {
		t.Errorf("%s differs (-written +table):\n%s", replyPage, diff)
	}
}

func commandPage(t *testing.T, c catalog) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(`# Commands in replies

<!-- Written by TestCommandReference from partnership.Commands; make docs rewrites it. -->

At the start of a line of any reply, in either language. With a colon they take the rest of the paragraph.
[Answer a check-in](../guide/answer.md#commands) tells how they are read.
`)
	section := func(title, intro string, wanted func(partnership.CommandForm) bool) {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| command | Russian | |\n|---|---|---|\n", title, intro)
		for _, f := range partnership.Commands() {
			if !wanted(f) {
				continue
			}
			does := ""
			if f.Fate != partnership.FateItem {
				var err error
				if does, err = c.line("command."+string(f.Name), nil); err != nil {
					t.Fatal(err)
				}
			}
			if f.Alone {
				does = "only as the one command of a mail"
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", inCode(f.English), inCode(f.Russian), does)
		}
	}
	of := func(fates ...partnership.CommandFate) func(partnership.CommandForm) bool {
		return func(f partnership.CommandForm) bool {
			for _, fate := range fates {
				if f.Fate == fate {
					return true
				}
			}
			return false
		}
	}
	section("Carried out", "A mail answers the first four at once; of the others the receipt says what has become of them.", of(partnership.FateAnswered, partnership.FateDone))
	section("About one thing", "These count only in a mail about the thing that they speak of: a milestone, something owed, terms to be signed, a conflict, a meeting, a vote. Elsewhere they are words.", of(partnership.FateItem))
	return b.String()
}

func inCode(w partnership.CommandWords) string {
	s := "`" + w.Usage() + "`"
	for _, also := range w.Also {
		s += ", `" + also + "`"
	}
	return s
}

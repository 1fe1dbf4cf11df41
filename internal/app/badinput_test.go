package app

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/rehearsal"
)

var updateMails = flag.Bool("update", false, "write what comes back to mails that have no effect")

// badInput is a mail that has no effect, or not the one that its writer may think of.
type badInput struct {
	name     string
	template string // that the mail answers
	by       string // "owner", or "other" of the side that waits
	en, ru   string // what is written; the texts for one mail after the other stand behind each other, parted by "|"
	after    string // how long the writer takes
	admin    string // a command that comes before, at a time
	at       string
	owes     bool // the owner owes two things
}

// TestMailThatHasNoEffectSaysWhyOverTheWholePath writes bad mails of every kind from a
// phone, in both languages. They are encoded, read, judged and answered as real mail
// is; what comes back has to say what was understood, why it has no effect, and what
// would.
func TestMailThatHasNoEffectSaysWhyOverTheWholePath(t *testing.T) {
	t.Parallel()
	cases := []badInput{
		{name: "EXTEND of a milestone without a day", template: "milestone-due", by: "owner", en: "EXTEND", ru: "ПРОДЛИТЬ"},
		{name: "EXTEND of a milestone to a day that has passed", template: "milestone-due", by: "owner", en: "EXTEND to 2027-01-04", ru: "ПРОДЛИТЬ до 2027-01-04"},
		{name: "EXTEND of a milestone beyond its goal's end", template: "milestone-due", by: "owner", en: "EXTEND to 2028-03-01", ru: "ПРОДЛИТЬ до 2028-03-01"},
		{name: "EXTEND of a milestone by somebody who does not own it", template: "milestone-acceptance", by: "other", en: "EXTEND 5d", ru: "ПРОДЛИТЬ на 5 дней"},
		{name: "DONE for a milestone that is done", template: "milestone-due", by: "owner", en: "DONE\nDONE", ru: "ГОТОВО\nГОТОВО"},
		{name: "DONE by whoever is to accept", template: "milestone-acceptance", by: "other", en: "DONE", ru: "ГОТОВО"},
		{name: "an answer to a step that has passed", template: "extension-request", by: "other", en: "1) yes", ru: "1) да", after: "8bd"},
		{name: "an answer about a milestone that is settled", template: "milestone-acceptance", by: "other", en: "1) yes", ru: "1) да", after: "12bd", admin: "waive", at: "2027-01-19 12:00"},
		{name: "EXTEND of something owed without a day", template: "commitments-due", by: "owner", en: "EXTEND 1", ru: "ПРОДЛИТЬ 1"},
		{name: "EXTEND of something owed to a day that has passed", template: "commitments-due", by: "owner", en: "EXTEND 2 to 2027-01-04", ru: "ПРОДЛИТЬ 2 до 2027-01-04"},
		{name: "EXTEND of something owed beyond the end", template: "commitments-due", by: "owner", en: "EXTEND 1 to 2028-03-01", ru: "ПРОДЛИТЬ 1 до 2028-03-01"},
		{name: "DONE of which of two", template: "commitments-due", by: "owner", en: "DONE", ru: "ГОТОВО"},
		{name: "DONE of a number that is not there", template: "commitments-due", by: "owner", en: "DONE 7", ru: "ГОТОВО 7"},
		{name: "DONE for something done", template: "commitments-due", by: "owner", en: "DONE 1", ru: "ГОТОВО 1", after: "20h", admin: "complete-commitment", at: "2027-01-14 12:00"},
		{name: "a day asked for by somebody who does not owe it", template: "item-late", by: "other", en: "EXTEND 5d", ru: "ПРОДЛИТЬ на 5 дней"},
		{name: "1 done in a mail of another list", template: "check-in", by: "owner", en: "1 done", ru: "1 готово"},
		{name: "DONE in a check-in that is about no item", template: "check-in", by: "owner", en: "1: 130\nDONE", ru: "1: 130\nГОТОВО"},
		{name: "EXTEND in a check-in that is about no item", template: "check-in", by: "owner", en: "EXTEND 5d", ru: "ПРОДЛИТЬ на 5 дней"},
		{name: "1 done in a check-in, of what its reader owes", template: "check-in", by: "owner", owes: true, en: "1 done", ru: "1 готово"},
		{name: "DONE in a check-in, of what its reader owes", template: "check-in", by: "owner", owes: true, en: "1: 130\nDONE", ru: "1: 130\nГОТОВО"},
		{name: "not quite, in small letters, about nothing that was done", template: "check-in", by: "owner", en: "1: 130\n\nnot quite: the annex is missing", ru: "1: 130\n\nне совсем: нет приложения"},
		{name: "NOT QUITE about nothing that was done", template: "check-in", by: "owner", en: "1: 130\nNOT QUITE: the annex is missing", ru: "1: 130\nНЕ СОВСЕМ: нет приложения"},
	}
	for _, language := range []string{"en", "ru"} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			for _, c := range cases {
				fmt.Fprintf(&b, "## %s\n\n%s\n", c.name, written(t, language, c))
			}
			path := filepath.Join("testdata", "bad-input."+language+".txt")
			if *updateMails {
				if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("what comes back (-want +got), -update writes it:\n%s", diff)
			}
		})
	}
}

// written plays one of them and shows what was written and what came back.
func written(t *testing.T, language string, c badInput) string {
	t.Helper()
	people := map[string]string{"owner": "ann", "other": "bo"} // who owns it writes English
	text := c.en
	if language == "ru" {
		text = c.ru
	}
	if (language == "ru") == (c.by == "owner") {
		people = map[string]string{"owner": "bo", "other": "ann"}
	}
	writer := people[c.by]
	reply := config.PersonaReply{Template: c.template, Texts: strings.Split(text, "|")}
	if c.after != "" {
		span, err := cadence.ParseSpan(c.after)
		if err != nil {
			t.Fatal(err)
		}
		reply.After = span
	}
	script := config.Rehearsal{Personas: []config.Persona{{Person: writer, Replies: []config.PersonaReply{reply}}}}
	if c.by == "other" {
		owner := config.Persona{Person: people["owner"]}
		switch c.template {
		case "extension-request":
			day := map[string]string{"ann": "EXTEND to 2027-03-05", "bo": "ПРОДЛИТЬ до 2027-03-05"}[people["owner"]]
			owner.Replies = []config.PersonaReply{
				{Template: "milestone-due", Texts: []string{day, ""}}, {Template: "milestone-refused", Texts: []string{""}}, {Template: "milestone-late", Texts: []string{""}},
			}
		case "item-late":
			owner.Silent = true
		}
		script.Personas = append(script.Personas, owner)
	}
	if c.admin != "" {
		at, err := cadence.ParseWallTime(c.at)
		if err != nil {
			t.Fatal(err)
		}
		about := map[string]string{"goal": "sales", "milestone": "shop", "reason": "seen at the fair"}
		if c.admin == "complete-commitment" {
			about = map[string]string{"commitment": "contract", "reason": "seen at the fair"}
		}
		script.Commands = []config.AdminCommand{{Name: c.admin, At: at, Input: about}}
	}
	about := c.template
	if c.owes {
		about = "commitments"
	}
	played, err := Rehearse([]partnership.Spec{agreedPots(t, about, people["owner"], people["other"])}, script, cadence.Date{Year: 2027, Month: 2, Day: 10})
	if err != nil {
		t.Fatal(err)
	}
	return conversation(played.Events, writer, text)
}

// agreedPots is the partnership of pots with what one of the two owns: a milestone, or
// two things.
func agreedPots(t *testing.T, about, owner, other string) partnership.Spec {
	t.Helper()
	text := pots
	person := map[string]string{"ann": `    person "ann" {`, "bo": `    person "bo" {`}[owner]
	switch {
	case strings.HasPrefix(about, "commitments"), strings.HasPrefix(about, "item"):
		text = strings.Replace(text, person, `
    obligation "contract" {
      what  = "Send the contract"
      owner = person.`+owner+`
      due   = "2027-01-14"
    }
    obligation "folder" {
      what  = "Open the folder"
      owner = person.`+owner+`
      due   = "2027-01-14"
    }
`+person, 1)
	case about != "check-in":
		text = strings.Replace(text, `    kpi "mql" {`, `    milestone "shop" {
      title     = "The shop is open"
      due       = "2027-01-14"
      owner     = person.`+owner+`
      accept_by = person.`+other+`
    }
    kpi "mql" {`, 1)
	}
	result := config.Load(fstest.MapFS{"rapport.hcl": {Data: []byte(text)}}, config.Options{})
	if result.Diagnostics.HasErrors() {
		t.Fatal(result.Diagnostics)
	}
	return result.Specs[0]
}

// conversation is what somebody wrote first in their own words, and what they were
// told at once in return, without what all mails say.
func conversation(events []rehearsal.Event, writer, text string) string {
	var b strings.Builder
	last := text[strings.LastIndex(text, "|")+1:]
	var at time.Time
	for _, e := range events {
		switch {
		case !at.IsZero() && e.At.Sub(at) > time.Minute:
			return b.String()
		case at.IsZero() && e.Kind == rehearsal.KindReply && strings.HasPrefix(e.From, writer+"@") && strings.TrimSpace(e.Text) == last:
			fmt.Fprintf(&b, "> %s\n\n", strings.ReplaceAll(last, "\n", "\n> "))
			at = e.At
		case !at.IsZero() && e.Kind == rehearsal.KindMail && strings.HasPrefix(e.To, writer+"@") && (e.Template == "receipt" || e.Template == "closed"):
			b.WriteString(body(e.Text) + "\n")
		}
	}
	return b.String()
}

// body is a mail between the greeting and whom to write to.
func body(text string) string {
	for _, greeting := range []string{"Hello ", "Здравствуйте, "} {
		if _, after, found := strings.Cut(text, greeting); found {
			_, text, _ = strings.Cut(after, "\n\n")
		}
	}
	for _, end := range []string{"\nWhom to write to", "\nКому писать"} {
		text, _, _ = strings.Cut(text, end)
	}
	return strings.TrimSpace(text) + "\n"
}

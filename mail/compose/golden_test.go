package compose

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
)

func updating() bool {
	f := flag.Lookup("update")
	return f != nil && f.Value.String() == "true"
}

func init() { flag.Bool("update", false, "write the golden files") }

// readers are the fixture's people by locale: the reader and the deputy.
func readers() [][3]string {
	return [][3]string{{"en", "lars", "sofie"}, {"ru", "anna", "petr"}}
}

func TestGoldenMails(t *testing.T) {
	t.Parallel()
	c := composer(t)
	for _, reader := range readers() {
		for _, f := range fixtures() {
			t.Run(reader[0]+"/"+f.name, func(t *testing.T) {
				t.Parallel()
				l, also := f.letters(reader)
				m, err := c.Compose(f.of(reader[1]), l, also, f.stands(), sentAt)
				if err != nil {
					t.Fatal(err)
				}
				if m.Locale != reader[0] {
					t.Errorf("locale %q, want %q", m.Locale, reader[0])
				}
				base := filepath.Join("testdata", reader[0], f.name)
				golden(t, base+".txt", headText(m)+"\n"+m.Text)
				golden(t, base+".html", m.HTML)
				for _, file := range m.Files {
					golden(t, base+"."+file.Name, file.Text)
				}
			})
		}
	}
}

// Every template that some kind writes, and every form, is among the fixtures.
func TestFixturesCoverEveryTemplate(t *testing.T) {
	t.Parallel()
	var templates []procedure.Template
	var forms []procedure.Form
	for _, f := range fixtures() {
		l := f.letter("lars", "sofie")
		templates, forms = append(templates, l.Template), append(forms, l.Form)
	}
	for _, k := range kinds.All() {
		for _, template := range k.Templates {
			if !slices.Contains(templates, template) {
				t.Errorf("no fixture uses the template %s of %s", template, k.Type)
			}
		}
	}
	for _, template := range []procedure.Template{
		procedure.TemplateReceipt, procedure.TemplateClosed, procedure.TemplateStatus, procedure.TemplateHelp,
		procedure.TemplateGoals, procedure.TemplateResources,
	} {
		if !slices.Contains(templates, template) {
			t.Errorf("no fixture uses the template %s", template)
		}
	}
	for _, form := range []procedure.Form{
		procedure.FormAsk, procedure.FormReminder, procedure.FormReceipt, procedure.FormClosed,
		procedure.FormNotice, procedure.FormStatus, procedure.FormHelp, procedure.FormAnswer,
	} {
		if !slices.Contains(forms, form) {
			t.Errorf("no fixture has the form %s", form)
		}
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if updating() {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got), -update writes it:\n%s", path, diff)
	}
}

// headText shows what stands above the text.
func headText(m Message) string {
	var b strings.Builder
	field := func(name, value string) { fmt.Fprintf(&b, "%s: %s\n", name, value) }
	field("From", m.FromName+" <"+m.From+">")
	field("To", m.ToName+" <"+m.To+">")
	field("Reply-To", m.ReplyTo)
	field("Subject", m.Subject)
	field("Date", m.Date.Format(time.RFC1123Z))
	field("Message-ID", m.MessageID)
	field("In-Reply-To", m.InReplyTo)
	field("References", strings.Join(m.References, " "))
	for _, h := range m.Headers {
		field(h.Name, h.Value)
	}
	return b.String()
}

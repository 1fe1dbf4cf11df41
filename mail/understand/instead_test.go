package understand

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestOneSentenceForWhatCannotBeRead: whoever sent a file, an encrypted mail or a
// forward hears what came, in their language, and what helps.
func TestOneSentenceForWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	const head = "From: Lars <lars@fjordmail.example>\nSubject: Re: Check-in\n"
	enveloped, err := os.ReadFile(filepath.Join("message", "testdata", "smime-enveloped.eml"))
	if err != nil {
		t.Fatal(err)
	}
	pdf := func(names ...string) string {
		mail := head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSent from my iPhone\n\n> 1) Leads?\n"
		for _, n := range names {
			mail += "--b\nContent-Type: application/pdf; name=" + n + "\nContent-Disposition: attachment\n\nx\n"
		}
		return mail + "--b--\n"
	}
	for name, c := range map[string]struct{ mail, english, russian string }{
		"S/MIME":       {string(enveloped), "came encrypted", "пришло зашифрованным"},
		"PGP in place": {head + "\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n", "came encrypted", "пришло зашифрованным"},
		"one file":     {pdf("plan.pdf"), `held only the attachment "plan.pdf";`, `было только вложение "plan.pdf";`},
		"two files":    {pdf("a.pdf", "b.pdf"), `held only the attachments "a.pdf", "b.pdf";`, `были только вложения "a.pdf", "b.pdf";`},
		"five files":   {pdf("a", "b", "c", "d", "e"), `"a", "b", "c", …;`, `"a", "b", "c", …;`},
		"Outlook's own form": {
			head + "Content-Type: application/ms-tnef; name=winmail.dat\n\nx", "Outlook's own form (winmail.dat)", "формате Outlook (winmail.dat)",
		},
		"a forward": {
			"From: Lars <lars@fjordmail.example>\nSubject: Fwd: x\n\n---------- Forwarded message ---------\nFrom: Anna <a@b.example>\n\n1) 130\n",
			"a forwarded mail says", "пересланного письма",
		},
		"what looked like a signature": {
			head + "\n1) 130\n--\nAnd the second one is seven, as we said on Monday.\n", `"And the second one is seven`, `"And the second one is seven`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for locale, want := range map[string]string{"en": c.english, "ru": c.russian} {
				m := Read([]byte(c.mail))
				if m.Class != ClassReply {
					t.Fatalf("class %s: nobody would answer it", m.Class)
				}
				u := Understand(m, Context{Questions: checkIn, Locale: locale})
				if len(u.Problems) != 1 || !strings.Contains(u.Problems[0], want) {
					t.Errorf("in %s: problems %q, want one with %q", locale, u.Problems, want)
				}
			}
		})
	}
}

// TestFilesBesideAnAnswerAreNamed, those that somebody attached and nobody read; not what their
// program adds, nor the picture of a signature.
func TestFilesBesideAnAnswerAreNamed(t *testing.T) {
	t.Parallel()
	part := func(kind, name, more string) string {
		return "--b\nContent-Type: " + kind + "; name=\"" + name + "\"\n" + more + "\n\nx\n"
	}
	const attached = "Content-Disposition: attachment\n"
	for name, c := range map[string]struct {
		parts string
		want  []string
	}{
		"nothing":             {"", nil},
		"two files":           {part("application/pdf", "leads.pdf", attached) + part("image/jpeg", "scan.jpeg", attached), []string{"leads.pdf", "scan.jpeg"}},
		"one file twice":      {part("application/pdf", "leads.pdf", attached) + part("application/pdf", "leads.pdf", attached), []string{"leads.pdf"}},
		"a logo":              {part("image/png", "image001.png", "Content-ID: <l>\nContent-Disposition: inline\n"), nil},
		"a card and a key":    {part("text/vcard", "anna.vcf", attached) + part("application/pgp-keys", "key.asc", attached), nil},
		"what Outlook adds":   {part("application/octet-stream", "winmail.dat", attached), nil},
		"a table beside text": {part("text/csv", "leads.csv", attached), []string{"leads.csv"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mail := "From: Lars <lars@fjordmail.example>\nSubject: Re: Check-in\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n1) 130\n" + c.parts + "--b--\n"
			u := Understand(Read([]byte(mail)), Context{Questions: checkIn, Locale: "en"})
			if !slices.Equal(u.Unopened, c.want) || len(u.Problems) != 0 || len(u.Answers) != 1 {
				t.Errorf("unopened %q, want %q; problems %q, %d answers", u.Unopened, c.want, u.Problems, len(u.Answers))
			}
		})
	}
}

// TestAttachedTextIsTheReply where the mail itself says nothing.
func TestAttachedTextIsTheReply(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ body, kind, attached, want string }{
		"a text":                {"> 1) Leads?\n", "text/plain; name=a.txt", "1) 130\n2) 7\n", "mql = 130\nconfidence = 7"},
		"a sheet":               {"\n", "text/csv; name=a.csv", "question;value\nmql;1 130\nconfidence;7\n", "mql = 1130\nconfidence = 7"},
		"a text beside answers": {"1) 130\n", "text/plain; name=old.txt", "1) 120\n2) 7\n", "mql = 130"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mail := "From: Lars <lars@fjordmail.example>\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n" + c.body +
				"--b\nContent-Type: " + c.kind + "\nContent-Disposition: attachment\n\n" + c.attached + "--b--\n"
			u := Understand(Read([]byte(mail)), Context{Questions: checkIn, Locale: "ru"})
			if got := summary(Understanding{Answers: u.Answers}); got != c.want {
				t.Errorf("read %q, want %q; problems %q", got, c.want, u.Problems)
			}
		})
	}
}

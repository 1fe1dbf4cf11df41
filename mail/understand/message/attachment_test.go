package message

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSignedMailIsRead has mails signed and encrypted by OpenSSL with throw-away
// keys: the signature beside the text, around it, and around it in pieces of
// unknown length.
func TestSignedMailIsRead(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]Message{
		"smime-detached.eml":  {Text: "1) 130\n2) 7"},
		"smime-opaque.eml":    {Text: "1) 130\n2) 7"},
		"smime-streamed.eml":  {Text: "1) 130\n2) 7"},
		"smime-enveloped.eml": {Encrypted: true},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(filepath.Join("testdata", file))
			if err != nil {
				t.Fatal(err)
			}
			m := read(raw)
			if m.Text != want.Text || m.Encrypted != want.Encrypted || len(m.Attachments) > 0 {
				t.Errorf("text %q, encrypted %t, attachments %v", m.Text, m.Encrypted, m.Attachments)
			}
			// Cut short it is no signed mail, and no reason to fail.
			for n := range raw {
				read(raw[:n])
			}
		})
	}
}

func TestWhatCameIsNamed(t *testing.T) {
	t.Parallel()
	mixed := func(parts ...string) []byte {
		lines := []string{"Content-Type: multipart/mixed; boundary=b", ""}
		for _, p := range parts {
			lines = append(lines, "--b", p)
		}
		return sent(append(lines, "--b--")...)
	}
	const (
		text  = "Content-Type: text/plain\r\n\r\nseven"
		sheet = "Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; name=\"Q4 figures.xlsx\"\r\n" +
			"Content-Disposition: attachment; filename=\"Q4 figures.xlsx\"\r\n\r\nUEsDB"
		logo = "Content-Type: image/png; name=logo.png\r\nContent-ID: <logo@x>\r\nContent-Disposition: inline; filename=logo.png\r\n\r\nxx"
	)
	for name, c := range map[string]struct {
		raw       []byte
		want      []Attachment
		attached  string
		encrypted bool
	}{
		"a sheet":           {raw: mixed(sheet), want: []Attachment{{Name: "Q4 figures.xlsx", Kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}},
		"a sheet, a logo":   {raw: mixed(text, sheet, logo), want: []Attachment{{Name: "Q4 figures.xlsx", Kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}},
		"only a photograph": {raw: mixed("Content-Type: image/jpeg; name=IMG_1.jpeg\r\nContent-Disposition: inline; filename=IMG_1.jpeg\r\n\r\nxx"), want: []Attachment{{Name: "IMG_1.jpeg", Kind: "image/jpeg", InPage: true}}},
		"a name with a path and a line end": {
			raw:  mixed("Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''C%3A%5Ctmp%5Cplan%0Ab.pdf\r\n\r\nxx"),
			want: []Attachment{{Name: "plan b.pdf", Kind: "application/pdf"}},
		},
		"a name in Russian": {
			raw:  mixed("Content-Type: application/pdf; name==?utf-8?B?0L/Qu9Cw0L0ucGRm?=\r\n\r\nxx"),
			want: []Attachment{{Name: "план.pdf", Kind: "application/pdf"}},
		},
		"no name":           {raw: mixed("Content-Type: application/pdf\r\n\r\nxx"), want: []Attachment{{Name: "application/pdf", Kind: "application/pdf"}}},
		"Outlook's own":     {raw: mixed("Content-Type: application/ms-tnef\r\nContent-Disposition: attachment\r\n\r\nxx"), want: []Attachment{{Name: "winmail.dat", Kind: "application/ms-tnef"}}},
		"a signature alone": {raw: mixed(text, "Content-Type: application/pgp-signature; name=signature.asc\r\n\r\nxx")},
		"a text":            {raw: mixed(text, "Content-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment\r\n\r\n1) 130"), want: []Attachment{{Name: "a.txt", Kind: "text/plain"}}, attached: "1) 130"},
		"Excel's sheet as text": {
			raw:  mixed("Content-Type: application/vnd.ms-excel; name=a.csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\n\xef\xbb\xbfmql;1 200\r\n\"a; b\";\"7,5\"\r\n;;\r\n"),
			want: []Attachment{{Name: "a.csv", Kind: "application/vnd.ms-excel"}}, attached: "mql | 1 200\na; b | 7,5",
		},
		"PGP": {
			raw:       sent("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b", "", "--b", "Content-Type: application/pgp-encrypted", "", "Version: 1", "--b", "Content-Type: application/octet-stream; name=encrypted.asc", "", "-----BEGIN PGP MESSAGE-----", "--b--"),
			encrypted: true,
		},
		"PGP in the text":             {raw: sent("Subject: a", "", "-----BEGIN PGP MESSAGE-----", "", "hQEM", "-----END PGP MESSAGE-----"), encrypted: true},
		"PGP in the mail below":       {raw: sent("Subject: a", "", "130", "> -----BEGIN PGP MESSAGE-----")},
		"S/MIME that says so":         {raw: sent("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "", "xx"), encrypted: true},
		"S/MIME that is none":         {raw: sent("Content-Type: application/pkcs7-mime; name=smime.p7m", "", "xx"), want: []Attachment{{Name: "smime.p7m", Kind: "application/pkcs7-mime"}}},
		"Outlook's rights management": {raw: mixed(text, "Content-Type: application/x-microsoft-rpmsg-message; name=message.rpmsg\r\n\r\nxx"), encrypted: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := read(c.raw)
			if diff := cmp.Diff(c.want, m.Attachments); diff != "" {
				t.Errorf("attachments (-want +got):\n%s", diff)
			}
			if m.AttachedText != c.attached || m.Encrypted != c.encrypted {
				t.Errorf("attached text %q, encrypted %t", m.AttachedText, m.Encrypted)
			}
		})
	}
}

// TestManyAttachmentsAreBounded: a mail of five hundred parts names a few.
func TestManyAttachmentsAreBounded(t *testing.T) {
	t.Parallel()
	raw := "Content-Type: multipart/mixed; boundary=b\n\n" +
		strings.Repeat("--b\nContent-Type: application/pdf; name="+strings.Repeat("x", 500)+"\n\nx\n", 400) + "--b--\n"
	m := read([]byte(raw))
	if len(m.Attachments) != maxAttachments || len([]rune(m.Attachments[0].Name)) != maxName {
		t.Errorf("%d attachments, the first called %q", len(m.Attachments), m.Attachments[0].Name)
	}
}

func FuzzCMS(f *testing.F) {
	for _, file := range []string{"smime-opaque.eml", "smime-streamed.eml", "smime-enveloped.eml"} {
		raw, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			f.Fatal(err)
		}
		h, body := ReadHeader(raw)
		f.Add((&Part{Header: h, body: body}).Decoded(maxMail))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if kind, content := readCMS(b); kind != cmsSigned && content != nil || len(content) > len(b) {
			t.Errorf("kind %d with %d bytes of %d", kind, len(content), len(b))
		}
	})
}

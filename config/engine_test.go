package config_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
)

func TestLoadEngine(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"testdata/engine/engine.hcl", "testdata/engine/engine.hcl.json"} {
		engine := loadEngine(t, path)
		got := fmt.Sprintf("%+v\n%+v\n%+v\n", *engine, *engine.Mail.SMTP, *engine.Mail.IMAP)
		want := "{Temporal:{Address:temporal.ops.example:7233 Namespace:partners} Mail:{From:Rapport <rapport@ops.example> Addressing:catch_all Admin:partner-ops@ops.example SMTP:0x IMAP:0x Authentication:{Server:mx.ops.example Require:aligned} Keep:{Mails:8760h0m0s Quarantine:2160h0m0s Large:720h0m0s}} Store:{URL: Secret:env(\"RAPPORT_STORE\")} Keys:{Token:[env(\"RAPPORT_TOKEN_KEY\") env(\"RAPPORT_OLD_TOKEN_KEY\")]}}\n" +
			"{Host:smtp.ops.example Port:465 TLS:implicit Username:rapport Password:env(\"RAPPORT_SMTP_PASSWORD\")}\n" +
			"{Host:::1 Port:10143 TLS:none Username:rapport Password:env(\"RAPPORT_IMAP_PASSWORD\") Folder:Partners}\n"
		if diff := cmp.Diff(want, withoutPointers(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

func TestEngineDefaults(t *testing.T) {
	t.Parallel()
	got := loadEngine(t, "testdata/engine/empty.hcl")
	want := &config.Engine{
		Temporal: config.Temporal{Namespace: "rapport"},
		Mail: config.Mail{
			Addressing:     config.AddressPlus,
			Authentication: config.Authentication{Require: config.RequireNone},
			Keep:           config.UsualKeep(),
		},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(config.Secret{})); diff != "" {
		t.Errorf("defaults (-want +got):\n%s", diff)
	}
}

func loadEngine(t *testing.T, path string) *config.Engine {
	t.Helper()
	engine, diags := config.LoadEngine(path)
	if engine == nil || len(diags) > 0 {
		var text bytes.Buffer
		diags.WriteText(&text, config.TextOptions{})
		t.Fatalf("load %s: no engine, or findings:\n%s", path, text.String())
	}
	return engine
}

// withoutPointers shortens the addresses that %+v prints for nested pointers.
func withoutPointers(s string) string {
	out := strings.Builder{}
	for i, part := range strings.Split(s, "0x") {
		if i > 0 {
			out.WriteString("0x")
			part = strings.TrimLeft(part, "0123456789abcdef")
		}
		out.WriteString(part)
	}
	return out.String()
}

func TestSecretNeverPrintsItsValue(t *testing.T) {
	t.Parallel()
	secret := loadEngine(t, "testdata/engine/engine.hcl").Mail.SMTP.Password
	lookup := func(name string) (string, bool) { return "hunter2", name == "RAPPORT_SMTP_PASSWORD" }
	if value, err := secret.Reveal(lookup); err != nil || value != "hunter2" {
		t.Errorf("Reveal() = %q, %v; want the variable's value", value, err)
	}
	if _, err := secret.Reveal(func(string) (string, bool) { return "", false }); err == nil || !strings.Contains(err.Error(), "RAPPORT_SMTP_PASSWORD") {
		t.Errorf("an unset variable gave %v, want an error that names it", err)
	}
	if value, err := (config.Secret{}).Reveal(lookup); err != nil || value != "" {
		t.Errorf("an undeclared secret gave %q, %v; want nothing", value, err)
	}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("settings", "password", secret)
	encoded, err := json.Marshal(secret)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{fmt.Sprint(secret), fmt.Sprintf("%+v %#v %q", secret, secret, secret), log.String(), string(encoded)} {
		if strings.Contains(text, "hunter2") || !strings.Contains(text, "RAPPORT_SMTP_PASSWORD") {
			t.Errorf("the secret prints as %s, want the variable's name", text)
		}
	}
}

// TestPlainSecretIsNotQuoted looks for written secrets in every form of output.
func TestPlainSecretIsNotQuoted(t *testing.T) {
	t.Parallel()
	_, diags := loadFixture(t, "testdata/invalid/rap070-plain-secret.hcl")
	var out bytes.Buffer
	diags.WriteText(&out, config.TextOptions{})
	view, err := json.Marshal(diags)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(view)
	for _, secret := range []string{"correct horse", "hunter2", "abcdef"} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("the findings quote the secret %q", secret)
		}
	}
}

// TestWhoIsBelievedIsNamedAsItSigns: a server by its name, a service by its
// domain, and Exchange Online, which has no name, by the word for it.
func TestWhoIsBelievedIsNamedAsItSigns(t *testing.T) {
	t.Parallel()
	for server, want := range map[string]bool{
		"mx.google.com": true, "*.mail.yandex.net": true, config.ServerMicrosoft365: true, "mxs.mail.ru": true,
		"*": false, "*.": false, "*.com": false, "mail.*.net": false, "**.mail.yandex.net": false, "mx ops": false,
	} {
		path := filepath.Join(t.TempDir(), "engine.hcl")
		source := fmt.Sprintf("engine {\n mail {\n authentication {\n server = %q\n }\n }\n}\n", server)
		if err := os.WriteFile(path, []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		engine, diags := config.LoadEngine(path)
		if refused := len(diags) > 0; refused == want {
			t.Errorf("%q: refused %t, %v", server, refused, diags)
		}
		if want && (engine == nil || engine.Mail.Authentication != (config.Authentication{Server: server, Require: config.RequireAligned})) {
			t.Errorf("%q became %+v", server, engine)
		}
	}
}

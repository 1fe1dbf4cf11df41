package devmail_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/rapport-engine/rapport/internal/devmail"
)

const chromium = "/usr/bin/chromium"

// browser starts Debian's Chromium, or skips the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	if _, err := os.Stat(chromium); err != nil {
		t.Skip("needs the Debian package chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.WindowSize(1380, 860))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	// The first call starts the browser, which lives as long as its context.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, stop = context.WithTimeout(ctx, time.Minute)
	t.Cleanup(stop)
	return ctx
}

// look keeps a picture of the page where the build keeps its artefacts.
func look(name string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		picture, err := chromedp.CaptureScreenshot()(ctx, target)
		if err != nil {
			return chromedp.Void{}, err
		}
		path := filepath.Join("..", "..", "artifacts", "webmail-"+name+".png")
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return chromedp.Void{}, err
		}
		return chromedp.Void{}, os.WriteFile(path, picture, 0o600)
	}
}

// into keeps what an action returns.
func into[T any](place *T, action chromedp.Action[T]) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (_ chromedp.Void, err error) {
		*place, err = action(ctx, target)
		return chromedp.Void{}, err
	}
}

func checkIn(t *testing.T) []byte {
	t.Helper()
	raw, err := os.ReadFile("testdata/checkin.eml")
	if err != nil {
		t.Fatal(err)
	}
	return bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n"))
}

func webmail(t *testing.T) *devmail.Server {
	t.Helper()
	return start(t, func(o *devmail.Options) {
		o.WebPort = 0
		o.People = func() []devmail.Person {
			return []devmail.Person{{Name: "Anna Berg", Address: anna}, {Name: "Lars Hauge", Address: "lars@beta.example"}}
		}
		o.Links = func() []devmail.Link { return []devmail.Link{{Label: "Temporal UI", URL: "http://127.0.0.1:8233"}} }
	})
}

func TestAnswerInTheBrowser(t *testing.T) {
	t.Parallel()
	ctx := browser(t)
	server := webmail(t)
	if err := server.Deliver(bot, []string{anna}, checkIn(t)); err != nil {
		t.Fatal(err)
	}

	var body, title string
	err := chromedp.Do(ctx,
		chromedp.Navigate(server.WebURL()), look("people"),
		chromedp.Click(`a.person[href="/people/anna@alpha.example"]`),
		chromedp.WaitVisible(".message.new"), look("list"),
		chromedp.Click(".message"),
		chromedp.WaitVisible("#reply"), into(&body, chromedp.Text("#body")), into(&title, chromedp.Title()),
		chromedp.SendKeys("#reply", "1: 4 150,5\n2: 8 \u2013 всё идёт хорошо"), look("message"),
		chromedp.Click("#send"),
		chromedp.WaitVisible(".notice"), look("sent"),
	)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(body, "How confident are you") || strings.Contains(title, "owned") {
		t.Errorf("title %q, body:\n%s", title, body)
	}

	wait, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	answers, err := server.Wait(wait, bot, 1)
	if err != nil {
		t.Fatal(err)
	}
	if raw := string(answers[0].Raw); !strings.Contains(raw, "In-Reply-To: <ask.1@rapport.example>") {
		t.Errorf("answer:\n%s", raw)
	}

	receipt := mail("receipt@rapport.example", "Thank you, both numbers are understood.")
	if err := server.Deliver(bot, []string{anna}, receipt); err != nil {
		t.Fatal(err)
	}
	delivered := time.Now()
	if err := chromedp.Do(ctx, chromedp.WaitVisible(`.message.new[data-uid="2"]`), look("receipt")); err != nil {
		t.Fatal(err)
	}
	t.Logf("the receipt was on the page after %v", time.Since(delivered).Round(time.Millisecond))
}

func TestOneTapAnswerInTheBrowser(t *testing.T) {
	t.Parallel()
	ctx := browser(t)
	server := webmail(t)
	if err := server.Deliver(bot, []string{anna}, checkIn(t)); err != nil {
		t.Fatal(err)
	}
	var prefilled string
	err := chromedp.Do(ctx,
		chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile),
		chromedp.Navigate(server.WebURL()+"/people/"+anna), look("phone-list"),
		chromedp.Navigate(server.WebURL()+"/people/"+anna+"/messages/1"),
		chromedp.WaitVisible("#body"), look("phone-message"),
		chromedp.Click(`//div[@id="body"]//a[text()="7"]`),
		chromedp.WaitVisible(`input[name="subject"]`), into(&prefilled, chromedp.Value("#reply")), look("phone-tap"),
		chromedp.Click("#send"),
		chromedp.WaitVisible(".notice"),
	)
	if err != nil {
		t.Fatal(err)
	}
	if prefilled != "2: 7\n" {
		t.Errorf("the link filled in %q", prefilled)
	}
	wait, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	answers, err := server.Wait(wait, bot, 1)
	if err != nil {
		t.Fatal(err)
	}
	if raw := string(answers[0].Raw); !strings.Contains(raw, "Delivered-To: rapport+k7qm2x4tz5b3w6y2n4p5r7s2a3c4d@") {
		t.Errorf("answer:\n%s", raw)
	}
}

package testkit

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

const (
	chromium = "/usr/bin/chromium"
	// browserPatience bounds everything that a test does in its browser.
	browserPatience = 2 * time.Minute
)

// Browser starts Debian's Chromium with a window of that size, or skips the
// test where the package is missing. The browser lives as long as the test.
func Browser(t testing.TB, width, height int) context.Context {
	t.Helper()
	if _, err := os.Stat(chromium); err != nil {
		t.Skip("needs the Debian package chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.WindowSize(width, height))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	// The first call starts the browser, which lives as long as its context.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	ctx, stop = context.WithTimeout(ctx, browserPatience)
	t.Cleanup(stop)
	return ctx
}

// Picture keeps a picture of what the window shows.
func Picture(path string) chromedp.Action[chromedp.Void] {
	return keep(path, chromedp.CaptureScreenshot())
}

func keep(path string, look chromedp.Action[[]byte]) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		picture, err := look(ctx, target)
		if err != nil {
			return chromedp.Void{}, err
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return chromedp.Void{}, err
		}
		return chromedp.Void{}, os.WriteFile(path, picture, 0o644)
	}
}

// Into keeps what an action returns.
func Into[T any](place *T, action chromedp.Action[T]) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (_ chromedp.Void, err error) {
		*place, err = action(ctx, target)
		return chromedp.Void{}, err
	}
}

// WholePicture keeps a picture of all of the page, also of what would have to be
// scrolled to.
func WholePicture(path string) chromedp.Action[chromedp.Void] {
	return keep(path, chromedp.FullScreenshot(100))
}

// Luminance is the script that compares two colours as WCAG 2 does: the function contrast
// takes both as red, green and blue, and is 1 for the same colour and 21 for black on white.
const Luminance = `const luminance = c => {
		const [r, g, b] = c.map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 })
		return 0.2126 * r + 0.7152 * g + 0.0722 * b
	}
	const contrast = (a, b) => {
		const [x, y] = [luminance(a), luminance(b)]
		return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
	}`

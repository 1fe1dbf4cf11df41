// Package webmail draws the pages on which a newcomer reads and answers mail
// as any person of the development mail world. There is no login: whoever
// reaches the page may read everything, so it belongs on a loopback interface.
//
// Pages are rendered on the server and work without script; one small script
// exchanges the lists when mail arrives. Nothing is loaded from elsewhere, and
// nothing but reading changes state on a GET.
package webmail

import (
	"embed"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/internal/devmail/mailstore"
)

//go:embed assets
var assets embed.FS

// maxFormBytes bounds what a form may send.
const maxFormBytes = 1 << 20

// Person is somebody whose mail the page offers to read.
type Person struct {
	Name, Address string
}

// Link is shown in the head of every page.
type Link struct {
	Label, URL string
}

// Options say what is shown and how mail is sent.
type Options struct {
	Store *mailstore.Store
	// Bot is the engine's own mailbox: it can be read, but not answered from.
	Bot    string
	People func() []Person
	Links  func() []Link
	// Send passes a person's mail on to the mail server.
	Send   func(from string, to []string, raw []byte) error
	Now    func() time.Time
	Logger *slog.Logger
}

type handler struct {
	Options
	templates *template.Template
}

// New makes the handler of all pages.
func New(options Options) http.Handler {
	h := &handler{
		Options:   options,
		templates: template.Must(template.ParseFS(assets, "assets/*.html")),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", h.home)
	mux.HandleFunc("GET /people/{address}", h.folder)
	mux.HandleFunc("GET /people/{address}/messages/{uid}", h.message)
	mux.HandleFunc("GET /people/{address}/messages/{uid}/raw", h.raw)
	mux.HandleFunc("GET /people/{address}/messages/{uid}/files/{number}", h.file)
	mux.HandleFunc("POST /people/{address}/messages/{uid}/reply", h.reply)
	mux.HandleFunc("GET /people/{address}/compose", h.compose)
	mux.HandleFunc("POST /people/{address}/compose", h.send)
	mux.HandleFunc("GET /revision", h.revision)
	mux.HandleFunc("GET /assets/style.css", serveAsset("assets/style.css"))
	mux.HandleFunc("GET /assets/live.js", serveAsset("assets/live.js"))
	return onlyLocalNames(secured(http.NewCrossOriginProtection().Handler(mux)))
}

// secured sets what keeps the mail that is shown from reaching out: scripts,
// styles and forms of our own only, pictures out of the mail itself only.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; "+
			"style-src-attr 'unsafe-inline'; img-src data:; connect-src 'self'; form-action 'self'; "+
			"base-uri 'none'; frame-ancestors 'none'")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "same-origin")
		header.Set("Cache-Control", "no-store")
		r.Body = http.MaxBytesReader(w, r.Body, maxFormBytes)
		next.ServeHTTP(w, r)
	})
}

// onlyLocalNames refuses requests by a public domain name, through which a
// foreign page could read mail as if it were its own (DNS rebinding).
func onlyLocalNames(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		local := !strings.Contains(host, ".") || net.ParseIP(strings.Trim(host, "[]")) != nil ||
			strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local")
		if !local {
			http.Error(w, "Open this page by localhost or by an IP address.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func serveAsset(path string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, assets, path)
	}
}

// revision is a number that changes whenever any mailbox does.
func (h *handler) revision(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte(strconv.FormatUint(h.Store.Revision(), 10)))
}

// fail shows trouble as a page of its own.
func (h *handler) fail(w http.ResponseWriter, r *http.Request, status int, text string) {
	h.render(w, r, status, &page{Title: http.StatusText(status), Trouble: text})
}

// broken is fail for trouble that is ours.
func (h *handler) broken(w http.ResponseWriter, r *http.Request, err error) {
	h.Logger.Error("webmail page not drawn", "error", err)
	h.fail(w, r, http.StatusInternalServerError, "The mail store could not be read. The log says why.")
}

package devserver

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

// A View is a saved view of the Web UI's list of workflows. Its ID tells a later version of
// the program that the view is its own, so that it follows a change of the query.
type View struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Query string `json:"query"`
}

// cockpit is what the Web UI shows of a namespace before anybody has changed it.
//
// The UI keeps columns and saved views in the browser and takes no configuration for them, so
// a small script before its own writes them there, as if somebody had chosen them by hand.
type cockpit struct {
	Namespace string   `json:"namespace"`
	Columns   []string `json:"columns"`
	Views     []View   `json:"views"`
}

// seed is the script. What somebody has changed in their browser stays.
//
//go:embed cockpit.js
var seed string

const (
	indexPage = "index.html"
	// strict is where the page's policy says which scripts may run, and headEnd where ours
	// is put: before the UI's own, which stand in the body.
	strict  = "script-src 'strict-dynamic'"
	headEnd = "</head>"
)

// errPage is for whoever takes a newer ui-server module.
var errPage = errors.New("the Web UI's page has changed: it has no content policy or no head as it was")

// dress puts the script into the page.
func (c cockpit) dress(page []byte) ([]byte, error) {
	chosen, err := json.Marshal(c) // writes < as an escape, so nothing in it ends the script
	if err != nil {
		return nil, fmt.Errorf("encode the columns and views: %w", err)
	}
	script := "(" + seed + ")(" + string(chosen) + ")"
	hash := sha256.Sum256([]byte(script))
	allowed := strict + " 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"
	if !bytes.Contains(page, []byte(strict)) || !bytes.Contains(page, []byte(headEnd)) {
		return nil, errPage
	}
	page = bytes.Replace(page, []byte(strict), []byte(allowed), 1)
	return bytes.Replace(page, []byte(headEnd), []byte("<script>"+script+"</script>"+headEnd), 1), nil
}

// dressed are the UI's files with a page of ours.
type dressed struct {
	fs.FS
	page []byte
}

// dressIn gives the UI's page what the options choose.
func dressIn(assets fs.FS, o Options) (fs.FS, error) {
	if len(o.Columns) == 0 && len(o.Views) == 0 {
		return assets, nil
	}
	page, err := fs.ReadFile(assets, indexPage)
	if err != nil {
		return nil, err
	}
	page, err = cockpit{Namespace: o.Namespace, Columns: o.Columns, Views: o.Views}.dress(page)
	return dressed{assets, page}, err
}

// ReadFile is how the UI's routes read the page.
func (d dressed) ReadFile(name string) ([]byte, error) {
	if name == indexPage {
		return d.page, nil
	}
	return fs.ReadFile(d.FS, name)
}

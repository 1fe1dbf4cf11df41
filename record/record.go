// Package record keeps the record of a partnership in files that outlive the program, its
// store and its server, and checks such files years later. Every file can be read and
// checked by hand: the formats are JSON, plain text, HTML and mail, and all hashes are
// SHA-256. Nothing here asks a clock, a network or a store.
package record

import (
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/chain"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// version is that of the files' form.
const version = 1

// The files of a record. What stands in folders is named after its own hash.
const (
	ManifestFile = "manifest.json" // written last
	readmeFile   = "README.txt"
	journalFile  = "journal.jsonl"
	figuresFile  = "figures.jsonl"
	ledgerFile   = "ledger.jsonl"
	specsFolder  = "specs"
	mailsFolder  = "mails"
	askedFolder  = "asked"
)

// Record is everything that is kept of a partnership.
type Record struct {
	At time.Time // when it was written
	// InForce is the spec that was in force then.
	InForce partnership.Spec
	// Specs are all that were ever applied, the earliest first.
	Specs   []Spec
	Journal []chain.Row
	Head    chain.Link
	// Mails are the mails that signatures rest on, as they came; Asked, those that asked for
	// them, as they went out.
	Mails, Asked [][]byte
	// Charters are texts of what was signed or is in force.
	Charters []File
	Figures  []measure.Reading
	Ledger   []ledger.Entry
	// For is the party for whose people it is written, by its ID and its name, and LeftOut
	// what they may not read; of a record for whoever runs the partnership both are empty.
	For, ForName string
	LeftOut      LeftOut
}

// Spec is a spec as it was kept, with its digest: the SHA-256 of these bytes.
type Spec struct {
	Digest string
	Body   []byte
}

// File is something with a name.
type File struct {
	Path    string
	Content []byte
}

// Manifest lists a record's files.
type Manifest struct {
	FormatVersion int       `json:"format_version"`
	Partnership   string    `json:"partnership"` // slug
	Title         string    `json:"title"`
	ExportedAt    time.Time `json:"exported_at"`
	InForce       string    `json:"in_force"` // digest of a spec
	Journal       Head      `json:"journal"`
	// For is the party for whose people it is written, if not for whoever runs it, and
	// LeftOut what it holds back from them.
	For     string   `json:"for,omitempty"`
	LeftOut *LeftOut `json:"left_out,omitempty"`
	Files   []Listed `json:"files"` // by path, without the manifest
}

// Head is the end of a journal.
type Head struct {
	Entries int64  `json:"entries"`
	Hash    string `json:"head"`
}

// Listed is a file as the manifest knows it.
type Listed struct {
	Path   string `json:"path"` // with slashes
	SHA256 string `json:"sha256"`
	Size   int    `json:"size"`
}

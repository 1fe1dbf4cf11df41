package mailstore

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// maxNameBytes keeps every file name well below the 255 bytes that file
// systems allow.
const maxNameBytes = 200

// Canonical is the name of the mailbox that takes the mail of address: lower
// case, without the +tag of its local part.
func Canonical(address string) (string, error) {
	address = strings.ToLower(strings.TrimSpace(address))
	local, domain := address, ""
	if at := strings.LastIndexByte(address, '@'); at >= 0 {
		local, domain = address[:at], address[at:]
	}
	if base, _, tagged := strings.Cut(local, "+"); tagged && base != "" {
		local = base
	}
	canonical := local + domain
	if local == "" || domain == "@" || !usable(canonical) {
		return "", fmt.Errorf("address of %d bytes: %w", len(address), ErrBadAddress)
	}
	return canonical, nil
}

// folderName is the name of an IMAP folder as the store keeps it: INBOX in any
// case is the inbox, a slash at the end means nothing.
func folderName(name string) (string, error) {
	name = strings.TrimRight(name, "/")
	if strings.EqualFold(name, Inbox) {
		return Inbox, nil
	}
	if !usable(name) {
		return "", fmt.Errorf("folder name of %d bytes: %w", len(name), ErrBadFolder)
	}
	return name, nil
}

func usable(name string) bool {
	return name != "" &&
		strings.IndexFunc(name, unicode.IsControl) < 0 &&
		len(fileName(name)) <= maxNameBytes
}

// fileName writes a name so that it is one element of a path, readable in the
// common case and never hidden.
func fileName(name string) string {
	escaped := url.PathEscape(name)
	if strings.HasPrefix(escaped, ".") {
		escaped = "%2E" + escaped[1:]
	}
	return escaped
}

func fromFileName(file string) (name string, ok bool) {
	name, err := url.PathUnescape(file)
	return name, err == nil && fileName(name) == file && usable(name)
}

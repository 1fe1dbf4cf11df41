package procedure

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// BodyOf returns what follows the first empty line of a message; a message
// without one is all header. Line ends may be CRLF or LF. Servers on the way
// change the header only, so that the body tells copies of one message.
func BodyOf(raw []byte) []byte {
	for rest := raw; ; {
		line, next, found := bytes.Cut(rest, []byte("\n"))
		switch {
		case !found:
			return nil
		case len(bytes.TrimRight(line, "\r")) == 0:
			return next
		}
		rest = next
	}
}

// MailID identifies what a mail says, by its Message-ID and the hexadecimal SHA-256 of its
// body: the same for every copy of it, whatever servers wrote into its headers on the way.
// Replies have it as their ID, and signatures keep it.
func MailID(messageID, bodySHA256 string) string {
	sum := sha256.Sum256([]byte(messageID + "\x00" + bodySHA256))
	return hex.EncodeToString(sum[:12])
}

// RawMailID is the MailID of a whole message.
func RawMailID(messageID string, raw []byte) string {
	body := sha256.Sum256(BodyOf(raw))
	return MailID(messageID, hex.EncodeToString(body[:]))
}

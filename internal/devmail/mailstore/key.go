package mailstore

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"net/textproto"
)

// deliveryKey is the same for two deliveries that are one mail: equal
// Message-ID and equal body. A mail without a Message-ID is like no other.
func deliveryKey(raw []byte) string {
	header, body := SplitHeader(raw)
	id := messageID(header)
	if id == "" {
		return rand.Text()
	}
	bodySum := sha256.Sum256(body)
	sum := sha256.Sum256(append(bodySum[:], id...))
	return hex.EncodeToString(sum[:10])
}

// SplitHeader parts a message at the empty line after its header, which may
// end its lines with CRLF or LF. The empty line belongs to neither.
func SplitHeader(raw []byte) (header, body []byte) {
	for start := 0; start < len(raw); {
		end := bytes.IndexByte(raw[start:], '\n')
		if end < 0 {
			break
		}
		line := bytes.TrimRight(raw[start:start+end], "\r")
		if len(line) == 0 {
			return raw[:start], raw[start+end+1:]
		}
		start += end + 1
	}
	return raw, nil
}

func messageID(header []byte) string {
	text := append(bytes.Clone(header), "\r\n\r\n"...)
	// What was read before a broken line is good enough to find an id in.
	fields, _ := textproto.NewReader(bufio.NewReader(bytes.NewReader(text))).ReadMIMEHeader()
	return fields.Get("Message-Id")
}

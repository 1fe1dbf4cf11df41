package store

import "bytes"

// splitMessage parts the header block from the body at the first empty line.
// Line ends may be CRLF or LF; a message without an empty line is all header.
func splitMessage(raw []byte) (header, body []byte) {
	for at := 0; at < len(raw); {
		end := bytes.IndexByte(raw[at:], '\n')
		if end < 0 {
			break
		}
		line := bytes.TrimRight(raw[at:at+end], "\r")
		if len(line) == 0 {
			return raw[:at], raw[at+end+1:]
		}
		at += end + 1
	}
	return raw, nil
}

// messageID takes the first Message-ID out of a header block, without angle
// brackets. The reading of the whole message is another package's business;
// this much is needed to know a message again.
func messageID(header []byte) string {
	const name = "message-id:"
	for len(header) > 0 {
		var line []byte
		line, header = cutField(header)
		if len(line) > len(name) && bytes.EqualFold(line[:len(name)], []byte(name)) {
			value := bytes.Join(bytes.Fields(line[len(name):]), nil)
			return string(bytes.TrimSuffix(bytes.TrimPrefix(value, []byte("<")), []byte(">")))
		}
	}
	return ""
}

// cutField takes one header field with its folded lines (RFC 5322 2.2.3).
func cutField(header []byte) (field, rest []byte) {
	at := 0
	for {
		end := bytes.IndexByte(header[at:], '\n')
		if end < 0 {
			return header, nil
		}
		at += end + 1
		if at == len(header) || (header[at] != ' ' && header[at] != '\t') {
			return header[:at], header[at:]
		}
	}
}

package message

import "bytes"

// cmsKind says what a CMS message (RFC 5652), the form of S/MIME, holds.
type cmsKind uint8

const (
	cmsUnknown cmsKind = iota
	cmsSigned
	cmsEncrypted
)

// The object identifiers of CMS contents, in DER.
var (
	oidPKCS7  = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07}
	oidSMIME  = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01}
	arcSigned = byte(2)
)

// readCMS returns what kind of message b is, and the mail that a signed one
// holds. It reads the signature no more than it is needed: who vouches for a mail
// is the receiving server's business.
func readCMS(b []byte) (cmsKind, []byte) {
	info, _, ok := readBER(b, 0)
	if !ok || info.tag != tagSequence {
		return cmsUnknown, nil
	}
	kind, rest, ok := readBER(info.content, 1)
	if !ok || kind.tag != tagOID {
		return cmsUnknown, nil
	}
	switch cmsKindOf(kind.content) {
	case cmsEncrypted:
		return cmsEncrypted, nil
	case cmsSigned:
		content, ok := signedContent(rest)
		if !ok {
			return cmsUnknown, nil
		}
		return cmsSigned, content
	default:
		return cmsUnknown, nil
	}
}

func cmsKindOf(oid []byte) cmsKind {
	if arc, ok := bytes.CutPrefix(oid, oidPKCS7); ok && len(arc) == 1 {
		switch arc[0] {
		case arcSigned:
			return cmsSigned
		case 3, 4, 6: // enveloped, signed and enveloped, encrypted
			return cmsEncrypted
		}
	}
	if arc, ok := bytes.CutPrefix(oid, oidSMIME); ok && len(arc) == 1 && arc[0] == 23 { // authenticated and enveloped
		return cmsEncrypted
	}
	return cmsUnknown
}

// signedContent walks to the content: [0] SignedData { version, algorithms,
// { type, [0] content } }.
func signedContent(b []byte) ([]byte, bool) {
	wrapper, _, ok := readBER(b, 1)
	if !ok || wrapper.tag != tagExplicit {
		return nil, false
	}
	signed, _, ok := readBER(wrapper.content, 2)
	if !ok || signed.tag != tagSequence {
		return nil, false
	}
	rest := signed.content
	for _, tag := range []byte{tagInteger, tagSet} {
		var e element
		if e, rest, ok = readBER(rest, 3); !ok || e.tag != tag {
			return nil, false
		}
	}
	info, _, ok := readBER(rest, 3)
	if !ok || info.tag != tagSequence {
		return nil, false
	}
	if _, rest, ok = readBER(info.content, 4); !ok {
		return nil, false
	}
	explicit, _, ok := readBER(rest, 4)
	if !ok || explicit.tag != tagExplicit {
		return nil, false
	}
	octets, _, ok := readBER(explicit.content, 5)
	if !ok {
		return nil, false
	}
	return joinOctets(octets, 5)
}

// joinOctets puts together an octet string that programs send in pieces.
func joinOctets(e element, depth int) ([]byte, bool) {
	if e.tag == tagOctets {
		return e.content, true
	}
	if e.tag != tagOctets|constructed || depth > maxBER {
		return nil, false
	}
	var all []byte
	for rest := e.content; len(rest) > 0; {
		piece, after, ok := readBER(rest, depth+1)
		if !ok {
			return nil, false
		}
		octets, ok := joinOctets(piece, depth+1)
		if !ok {
			return nil, false
		}
		all, rest = append(all, octets...), after
	}
	return all, true
}

// The tags of BER that CMS messages have on the way to their content.
const (
	constructed = 0x20
	tagInteger  = 0x02
	tagOctets   = 0x04
	tagOID      = 0x06
	tagSequence = 0x30
	tagSet      = 0x31
	tagExplicit = 0xa0
)

// maxBER is how deep elements of open length are looked into: real messages
// have half of it, and every level costs another pass over its bytes.
const maxBER = 12

// element is one value of BER (X.690).
type element struct {
	tag     byte
	content []byte
}

// readBER reads the element that b begins with and returns what follows it.
func readBER(b []byte, depth int) (e element, rest []byte, ok bool) {
	if len(b) < 2 || b[0]&0x1f == 0x1f || depth > maxBER {
		return element{}, nil, false
	}
	e.tag = b[0]
	length, head := int(b[1]), 2
	switch {
	case b[1] == 0x80:
		return readOpen(e.tag, b[2:], depth)
	case b[1] > 0x84:
		return element{}, nil, false
	case b[1] > 0x80:
		head += int(b[1] & 0x7f)
		if len(b) < head {
			return element{}, nil, false
		}
		length = 0
		for _, c := range b[2:head] {
			length = length<<8 | int(c)
		}
	}
	if length > len(b)-head {
		return element{}, nil, false
	}
	e.content = b[head : head+length]
	return e, b[head+length:], true
}

// readOpen reads an element whose end is marked by two zero bytes.
func readOpen(tag byte, b []byte, depth int) (e element, rest []byte, ok bool) {
	for rest = b; len(rest) >= 2; {
		if rest[0] == 0 && rest[1] == 0 {
			return element{tag: tag, content: b[:len(b)-len(rest)]}, rest[2:], true
		}
		if _, rest, ok = readBER(rest, depth+1); !ok {
			break
		}
	}
	return element{}, nil, false
}

// Package token makes and checks the short signed names by which a reply finds
// the ask that it answers.
//
// A token is 29 characters of lower-case base32: the ask's 8-byte ID and ten
// bytes of an HMAC over the ID and the person who was asked. It survives mail
// programs that change the case of addresses, fits into a local part, and lets
// a forged reply be refused without asking the store about anything but the
// ask's person. It proves that we wrote to the person, not that the person
// wrote back: the sender is to be checked as well.
package token

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

const (
	idSize  = 8
	macSize = 10

	// Length is the number of characters of every token.
	Length = 29

	// minKeySize is the least that a key must hold to be worth signing with.
	minKeySize = 16

	// purpose keeps these signatures apart from any other use of the same key;
	// its number is the version of what is signed.
	purpose = "rapport reply token 1\x00"
)

var encoding = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// Keys are the keys that sign tokens, newest first. The newest signs; all of
// them verify, so that a key can be replaced while asks are open.
type Keys struct{ keys [][]byte }

// New takes the signing keys, newest first. It refuses to work without a key
// and with one of fewer than 16 bytes.
func New(keys ...[]byte) (Keys, error) {
	if len(keys) == 0 {
		return Keys{}, errors.New("reply token keys: no key given")
	}
	ks := Keys{}
	for i, key := range keys {
		if len(key) < minKeySize {
			return Keys{}, fmt.Errorf("reply token keys: key %d has %d bytes, want at least %d", i+1, len(key), minKeySize)
		}
		ks.keys = append(ks.keys, slices.Clone(key))
	}
	return ks, nil
}

// Sign returns the token of an ask, given as 16 hexadecimal digits, for the
// person who was asked.
func (k Keys) Sign(askID, person string) (string, error) {
	id, err := hex.DecodeString(askID)
	if err != nil || len(id) != idSize {
		return "", fmt.Errorf("sign reply token: ask ID %q: want %d hexadecimal digits", askID, 2*idSize)
	}
	if len(k.keys) == 0 {
		return "", errors.New("sign reply token: no key")
	}
	return encoding.EncodeToString(append(id, mac(k.keys[0], id, person)...)), nil
}

// Verify returns the ID of the ask that a token belongs to. Lookup names the
// person who was asked; a token of an unknown ask is as bad as a forged one.
func (k Keys) Verify(token string, lookup func(askID string) (person string, ok bool)) (askID string, ok bool) {
	id, sum, ok := split(token)
	if !ok {
		return "", false
	}
	askID = hex.EncodeToString(id)
	person, ok := lookup(askID)
	if !ok {
		return "", false
	}
	for _, key := range k.keys {
		if hmac.Equal(sum, mac(key, id, person)) {
			return askID, true
		}
	}
	return "", false
}

// split takes a token apart. Exactly one spelling of a token is accepted, apart
// from case: the spare bit of the last character must be zero.
func split(token string) (id, sum []byte, ok bool) {
	if len(token) != Length {
		return nil, nil, false
	}
	token = strings.ToLower(token)
	raw, err := encoding.DecodeString(token)
	if err != nil || len(raw) != idSize+macSize || encoding.EncodeToString(raw) != token {
		return nil, nil, false
	}
	return raw[:idSize], raw[idSize:], true
}

func mac(key, id []byte, person string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(purpose))
	h.Write(id) // of fixed size, so the person needs no separator
	h.Write([]byte(person))
	return h.Sum(nil)[:macSize]
}

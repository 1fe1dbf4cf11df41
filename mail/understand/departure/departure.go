// Package departure recognises that somebody has left, or will: their mailbox
// says so, the server that returns their mail does, or they do themselves. It
// reads who is to be written to instead.
package departure

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/mail/understand/message"
)

// Departure is the news that somebody is not there any more.
type Departure struct {
	// Name and Address are those of whoever is to be written to instead, as far as
	// they are named.
	Name, Address string
	// Moved says that the person is still there and has another address.
	Moved bool
}

// maxText is how much of a mail is read.
const maxText = 8 << 10

// Announced reads what a mailbox or a mail server says of a person: "Lars no
// longer works here, please write to anna@north.example". Addresses that are no
// news, such as the person's own, are passed over. Nil: nobody has left.
func Announced(text string, known ...string) *Departure {
	text = plain(text)
	switch {
	case newAddress.Matches(text):
		address := addressAfter(text, newAddress, known)
		if address == "" {
			return nil
		}
		return &Departure{Address: address, Moved: true}
	case !gone.Matches(text) && !ownGoing.Matches(text) || holiday.Matches(text) && !final.Matches(text):
		return nil
	}
	return successor(text, known)
}

// Spoken reads a person's own last words: "Friday is my last day, Anna takes
// over". What they say of others is not about them.
func Spoken(text string, known ...string) *Departure {
	text = plain(text)
	if !hinted(text) {
		return nil
	}
	if newAddress.Matches(text) {
		if address := addressAfter(text, newAddress, known); address != "" {
			return &Departure{Address: address, Moved: true}
		}
	}
	if !ownGoing.Matches(text) || holiday.Matches(text) && !final.Matches(text) {
		return nil
	}
	return successor(text, known)
}

// hinted keeps the many mails that say nothing of the kind from costing time.
func hinted(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(hints, func(stem string) bool { return strings.Contains(text, stem) })
}

func plain(text string) string {
	text = strings.ToValidUTF8(text[:min(len(text), maxText)], "")
	return strings.ReplaceAll(prose.Normalise(text), "’", "'")
}

// successor reads who is to be written to instead. An address counts behind
// words that say so, or where it is the only one.
func successor(text string, known []string) *Departure {
	d := &Departure{Address: addressAfter(text, instead, known)}
	if all := strangers(text, known); d.Address == "" && len(all) == 1 {
		d.Address = all[0]
	}
	d.Name = nameIn(text, d.Address)
	return d
}

// reach is how far behind the words an address may stand, in bytes.
const reach = 240

// addressAfter returns the first address that follows a phrase.
func addressAfter(text string, phrase prose.Pattern, known []string) string {
	for _, at := range phrase().FindAllStringIndex(text, 20) {
		near := strings.ToValidUTF8(text[at[0]:min(len(text), at[1]+reach)], "")
		if list := strangers(near, known); len(list) > 0 {
			return list[0]
		}
	}
	return ""
}

// strangers lists the addresses of a text that are no news, once each.
func strangers(text string, known []string) []string {
	var list []string
	for _, found := range addressForm().FindAllString(text, 20) {
		address := strings.ToLower(strings.TrimRight(found, "."))
		isKnown := slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, address) })
		if !isKnown && !slices.Contains(list, address) && message.FindAddress(address) != "" {
			list = append(list, address)
		}
	}
	return list
}

// nameIn reads a name: beside the address, or else where somebody is said to
// take over.
func nameIn(text, address string) string {
	if address != "" {
		if before := nameBefore().FindStringSubmatch(upTo(text, address)); before != nil {
			return properName(before[1])
		}
	}
	for _, form := range []prose.Pattern{takesOver, handsOver, callInstead} {
		if m := form().FindStringSubmatch(text); m != nil {
			for _, name := range m[1:] {
				if proper := properName(name); proper != "" {
					return proper
				}
			}
		}
	}
	return ""
}

// upTo is what stands before an address, without its case.
func upTo(text, address string) string {
	at := strings.Index(strings.ToLower(text), address)
	if at < 0 || at > len(text) {
		return ""
	}
	return strings.ToValidUTF8(text[:at], "")
}

// properName drops the words at the beginning that no name begins with, and
// gives nothing where no other is left.
func properName(name string) string {
	words := strings.Fields(strings.Trim(name, " ,.:;(<\"'"))
	for len(words) > 0 && noName.Matches(words[0]) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

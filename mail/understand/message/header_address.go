package message

import (
	"net/mail"
	"regexp"
	"strings"
)

// maxAddresses bounds a recipient list; token search needs no more.
const maxAddresses = 200

var (
	bareAddress = regexp.MustCompile(`[^\s<>,;:"'()\[\]]+@[^\s<>,;:"'()\[\]]+`)
	messageID   = regexp.MustCompile(`<([^<>\s]+)>`)
)

// addresses reads the address lists of some fields: strictly where they are
// right, and otherwise whatever looks like an address.
func addresses(values []string) []Address {
	var list []Address
	for _, value := range values {
		if len(list) >= maxAddresses {
			break
		}
		list = append(list, parseAddresses(value)...)
	}
	return list[:min(len(list), maxAddresses)]
}

func parseAddresses(value string) []Address {
	if len(value) <= 16<<10 {
		if parsed, err := mail.ParseAddressList(value); err == nil {
			list := make([]Address, 0, len(parsed))
			for _, a := range parsed {
				list = append(list, Address{Name: DecodeWords(a.Name), Address: a.Address})
			}
			return list
		}
	}
	return scanAddresses(value)
}

// scanAddresses finds addresses in a list that no grammar covers. The name is
// what stands before the address, so it is only kept for a single one.
func scanAddresses(value string) []Address {
	found := bareAddress.FindAllStringIndex(value, maxAddresses)
	var list []Address
	for i, at := range found {
		a := Address{Address: value[at[0]:at[1]]}
		if i == 0 && len(found) == 1 {
			a.Name = strings.Trim(DecodeWords(value[:at[0]]), " \t\"'<")
		}
		list = append(list, a)
	}
	return list
}

// messageIDs reads ids out of References and its like. Exchange and iOS put
// commas between them, and some programs leave the brackets out.
func messageIDs(values []string) []string {
	var ids []string
	for _, value := range values {
		bracketed := messageID.FindAllStringSubmatch(value, maxAddresses)
		for _, m := range bracketed {
			ids = append(ids, m[1])
		}
		if bracketed == nil {
			ids = append(ids, bareAddress.FindAllString(value, maxAddresses)...)
		}
	}
	return ids
}

// FindAddress returns the first thing in a text that looks like an address.
func FindAddress(text string) string { return bareAddress.FindString(text) }

// HideAddresses puts another text in the place of all addresses.
func HideAddresses(text, by string) string { return bareAddress.ReplaceAllString(text, by) }

package partnership

import (
	"slices"
	"strings"
)

// Owns reports whether an address lies in a domain of the party's own: one in
// which its people have theirs, and which is not open to everybody.
func (p Party) Owns(address string) bool {
	domain := domainOf(address)
	if domain == "" || slices.Contains(openDomains, domain) {
		return false
	}
	return slices.ContainsFunc(p.People, func(person Person) bool { return domainOf(person.Email) == domain })
}

func domainOf(address string) string {
	_, domain, _ := strings.Cut(strings.ToLower(address), "@")
	return domain
}

// openDomains are those in which anybody gets an address.
var openDomains = []string{
	"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr",
	"icloud.com", "me.com", "mac.com", "aol.com", "proton.me", "protonmail.com", "gmx.de", "gmx.net", "gmx.com", "web.de", "t-online.de",
	"mail.com", "zoho.com", "fastmail.com", "yandex.ru", "ya.ru", "yandex.com", "mail.ru", "bk.ru", "inbox.ru", "list.ru", "internet.ru",
	"rambler.ru", "ukr.net", "i.ua", "orange.fr", "free.fr", "laposte.net", "wanadoo.fr", "libero.it", "virgilio.it", "wp.pl", "o2.pl",
	"onet.pl", "interia.pl", "seznam.cz", "qq.com", "163.com", "126.com", "naver.com", "tutanota.com", "hotmail.de", "hotmail.fr", "outlook.de",
}

package config

import (
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/hashicorp/hcl/v2"
	"golang.org/x/text/currency"
	textlanguage "golang.org/x/text/language"

	"github.com/rapport-engine/rapport/partnership/cadence"
)

// nameLimit is the longest label of a block, in characters; labels become parts
// of workflow IDs and of mail.
const nameLimit = 60

var (
	slugForm = regexp.MustCompile(`^[a-z0-9]+(-+[a-z0-9]+)*$`)
	nameForm = regexp.MustCompile(`^[a-z0-9]+([-_]+[a-z0-9]+)*$`)
	// currencyForm leaves to isCurrency which letters are one.
	currencyForm = regexp.MustCompile(`^[A-Z]{3}$`)
)

// labelForm is what the names of blocks of a kind look like.
func labelForm(kind string) *regexp.Regexp {
	switch kind {
	case "partnership":
		return slugForm
	case exchangeRateKind:
		return currencyForm
	default:
		return nameForm
	}
}

// checkName reports a label that cannot serve as an identifier.
func (r *reader) checkName(h *header) {
	if h.kind == exchangeRateKind {
		if !isCurrency(h.name) {
			r.report(codeName, h.named(), "%s", noCurrency(h.name))
		}
		return
	}
	form, signs := labelForm(h.kind), "hyphens and underscores"
	if h.kind == "partnership" {
		signs = "hyphens"
	}
	switch {
	case len(h.name) > nameLimit:
		r.report(codeName, h.named(), "The name has %d characters; at most %d are allowed.", len([]rune(h.name)), nameLimit)
	case !form.MatchString(h.name):
		r.report(codeName, h.named(),
			"%q is not a name. Names are made of lower-case letters a to z, digits and single %s between them.%s", h.name, signs, slugHint(h.name, form))
	}
}

// slugHint offers the name that an author probably had in mind.
func slugHint(name string, form *regexp.Regexp) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool {
		return (c < 'a' || 'z' < c) && (c < '0' || '9' < c)
	})
	if s := strings.Join(words, "-"); form.MatchString(s) {
		return fmt.Sprintf(" Write %q, for instance.", s)
	}
	return ""
}

// date binds a day between the years 2000 and 2199.
func date(into *field[cadence.Date]) binding {
	return parsed(into, "date", codeDate, func(_ *reader, s string) (cadence.Date, string) {
		d, err := cadence.ParseDate(s)
		switch {
		case err != nil:
			return d, fmt.Sprintf("%q is not a date. Write a day that exists as year, month and day, such as \"2026-12-01\".", s)
		case d.Year < 2000 || d.Year > 2199:
			return d, fmt.Sprintf("%q is outside the years 2000 to 2199. Check the year.", s)
		default:
			return d, ""
		}
	})
}

// span binds a duration. A share of a window ("60%") counts only where a window
// is meant.
func span(into *field[cadence.Span], share bool) binding {
	return parsed(into, "duration", codeDuration, func(_ *reader, s string) (cadence.Span, string) {
		v, err := cadence.ParseSpan(s)
		switch {
		case err != nil:
			return v, explain(err)
		case v.Unit == cadence.Percent && !share:
			return v, fmt.Sprintf("%q is a share, but there is no window here that it could be a share of. Write a duration such as \"2bd\", \"3d\" or \"36h\".", s)
		case v.Unit == cadence.Percent && v.Count >= 100:
			return v, fmt.Sprintf("%q of the window is not inside the window. Write a share from \"1%%\" to \"99%%\".", s)
		default:
			return v, ""
		}
	})
}

// period binds a stretch of the calendar.
func period(into *field[cadence.Period]) binding {
	return parsed(into, "period", codeDuration, func(_ *reader, s string) (cadence.Period, string) {
		p, err := cadence.ParsePeriod(s)
		if err != nil {
			return p, explain(err)
		}
		return p, ""
	})
}

// zone binds the name of a time zone.
func zone(into *field[string]) binding {
	return parsed(into, "time zone", codeZone, func(_ *reader, s string) (string, string) {
		if _, err := cadence.LoadZone(s); err != nil {
			return "", explain(err)
		}
		return s, ""
	})
}

// language binds a language. One without templates is warned of and not
// taken, so that the next language of the person, the party or the partnership
// holds; a regional form such as "en-GB" is served by its language.
func language(into *field[string]) binding {
	return binding{kind: called("language"), read: func(r *reader, e hcl.Expression) {
		s, ok := r.text(e)
		if !ok {
			return
		}
		tag, err := textlanguage.Parse(s)
		base, _ := tag.Base()
		switch {
		case slices.Contains(r.languages, s):
			into.give(s, e.Range())
		case err != nil:
			r.report(codeChoice, r.at(e.Range()), "%q is not a language. Write the letters of ISO 639, such as \"en\". Languages with templates: %s.", s, strings.Join(r.languages, ", "))
		case slices.Contains(r.languages, base.String()):
			into.give(base.String(), e.Range())
		default:
			r.report(codeLanguage, r.at(e.Range()), "There are no mail templates for %q, so mails come in the next language that has some. Languages with templates: %s.", s, strings.Join(r.languages, ", "))
		}
	}}
}

// country binds a country's code.
func country(into *field[string]) binding {
	return parsed(into, "country", codeChoice, func(_ *reader, s string) (string, string) {
		if region, err := textlanguage.ParseRegion(s); err == nil && region.IsCountry() && region.Canonicalize().String() == s {
			return s, ""
		}
		return "", fmt.Sprintf("%q is not a country. Write the two capital letters of ISO 3166-1, such as \"NO\".", s)
	})
}

// money binds a currency's code.
func money(into *field[string]) binding {
	return parsed(into, "currency", codeChoice, func(_ *reader, s string) (string, string) {
		if isCurrency(s) {
			return s, ""
		}
		return "", noCurrency(s)
	})
}

func isCurrency(s string) bool {
	unit, err := currency.ParseISO(s)
	return err == nil && unit.String() == s
}

func noCurrency(s string) string {
	return fmt.Sprintf("%q is not a currency. Write the three capital letters of ISO 4217, such as \"EUR\".", s)
}

var colourForm = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)

// colour binds a colour as the web writes it.
func colour(into *field[string]) binding {
	return parsed(into, "colour", codeChoice, func(_ *reader, s string) (string, string) {
		if colourForm.MatchString(s) {
			return strings.ToLower(s), ""
		}
		return "", fmt.Sprintf("%q is not a colour. Write a hash sign and six digits from 0 to f, two each for red, green and blue, such as \"#26784a\".", s)
	})
}

// addressForm is a plain ASCII address; what mail servers accept beyond it is
// not worth a mail that half of them refuse.
var addressForm = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$`)

// address binds a bare mail address.
func address(into *field[string]) binding {
	return parsed(into, "mail address", codeAddress, func(_ *reader, s string) (string, string) {
		a, err := mail.ParseAddress(s)
		switch {
		case err == nil && a.Address != s:
			return "", fmt.Sprintf("%q carries more than an address. Write the address alone: %q.", s, a.Address)
		case err != nil, len(s) > 254, !addressForm.MatchString(s), strings.Contains(s, ".."):
			return "", fmt.Sprintf("%q is not a mail address. Write it as name@domain in plain letters; a domain with other letters is written in its xn-- form.", s)
		default:
			return s, ""
		}
	})
}

// sender binds an address that may carry a display name.
func sender(into *field[string]) binding {
	return parsed(into, "mail address with a name", codeAddress, func(_ *reader, s string) (string, string) {
		a, err := mail.ParseAddress(s)
		if err != nil || !addressForm.MatchString(a.Address) {
			return "", fmt.Sprintf("%q is not a sender. Write \"Rapport <rapport@example.com>\" or the address alone.", s)
		}
		return s, ""
	})
}

// webAddress binds the address of something that people open in a browser.
func webAddress(into *field[string]) binding {
	return parsed(into, "web address", codeURL, func(_ *reader, s string) (string, string) {
		u, err := url.Parse(s)
		switch {
		case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || strings.ContainsFunc(s, unicode.IsSpace):
			return "", fmt.Sprintf("%q is not a web address. Write it whole, such as \"https://drive.example/folder\".", s)
		case u.User != nil:
			return "", "The web address holds a user's name, and everybody who has the link would get it. Write it without."
		case len(s) > 2000:
			return "", fmt.Sprintf("The web address has %d characters; at most 2000 are allowed.", len(s))
		default:
			return s, ""
		}
	})
}

// hours binds the part of a day in which mail may arrive.
func hours(into *field[cadence.Hours]) binding {
	return parsed(into, "hours", codeHours, func(_ *reader, s string) (cadence.Hours, string) {
		h, err := cadence.ParseHours(s)
		if err != nil {
			return h, explain(err)
		}
		return h, ""
	})
}

// weekday binds a day of the week by its English name, whole or short.
func weekday(into *field[time.Weekday]) binding {
	return parsed(into, "weekday", codeChoice, func(_ *reader, s string) (time.Weekday, string) {
		day, err := cadence.ParseWeekday(s)
		if err != nil {
			return day, explain(err)
		}
		return day, ""
	})
}

// explain turns a parser's error into a detail: the value first, then what is
// wrong with it, as a sentence.
func explain(err error) string {
	s := err.Error()
	if i := strings.IndexByte(s, '"'); i > 0 {
		s = s[i:]
	}
	if s = sentence(s); !strings.HasSuffix(s, "?") {
		s += "."
	}
	return s
}

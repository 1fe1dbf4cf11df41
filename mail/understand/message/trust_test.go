package message

import "testing"

const (
	noVerdict     = "the receiving server left no verdict about its sender"
	noDMARC       = "the receiving server has no DMARC verdict about its sender"
	notVouched    = "the receiving server vouches for its sender's domain by neither DMARC nor DKIM nor SPF"
	failedDMARC   = "it did not pass the receiving server's DMARC check"
	anotherDomain = "the receiving server's verdict is about another domain than its sender's"
)

func TestOnlyTheTrustedServersVerdictCounts(t *testing.T) {
	t.Parallel()
	const trusted, other = "Authentication-Results: mx.ops.example; ", "Authentication-Results: mx.evil.example; "
	for name, c := range map[string]struct {
		results []string // topmost first
		want    string
	}{
		"no verdict at all":                  {nil, noVerdict},
		"passed":                             {[]string{trusted + "dmarc=pass header.from=tea.example"}, ""},
		"failed":                             {[]string{trusted + "dmarc=fail header.from=tea.example"}, failedDMARC},
		"somebody else says so":              {[]string{other + "dmarc=pass header.from=tea.example"}, noVerdict},
		"somebody else says so, on top":      {[]string{other + "dmarc=pass header.from=tea.example", trusted + "dmarc=fail header.from=tea.example"}, failedDMARC},
		"somebody else contradicts":          {[]string{other + "dmarc=fail header.from=tea.example", trusted + "dmarc=pass header.from=tea.example"}, ""},
		"a forged one below":                 {[]string{trusted + "dmarc=fail header.from=tea.example", trusted + "dmarc=pass header.from=tea.example"}, failedDMARC},
		"a forged one below that says more":  {[]string{trusted + "spf=fail smtp.mailfrom=evil.example", trusted + "dmarc=pass header.from=tea.example"}, notVouched},
		"a server whose name is longer":      {[]string{"Authentication-Results: mx.ops.example.evil.example; dmarc=pass header.from=tea.example"}, noVerdict},
		"a server that does not name itself": {[]string{"Authentication-Results: dmarc=pass header.from=tea.example"}, noVerdict},
		"rubbish above it":                   {[]string{"Authentication-Results: ;;;", trusted + "dmarc=pass header.from=tea.example"}, ""},
		"in capitals":                        {[]string{"AUTHENTICATION-RESULTS: MX.OPS.EXAMPLE; DMARC=PASS HEADER.FROM=TEA.EXAMPLE"}, ""},
		"an old field of the same name":      {[]string{"X-Authentication-Results: mx.ops.example; dmarc=pass header.from=tea.example"}, noVerdict},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := read(sent(append(c.results, "From: ada@tea.example", "", "seven")...))
			if got := doubtOf(Trust{Server: "mx.ops.example"}, m); got != c.want {
				t.Errorf("doubt %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatTheVerdictMustSay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from    string // Ada of tea.example unless set
		verdict string
		want    string
		strict  string // with DMARC asked for; as want unless set
	}{
		"DMARC passed":                              {"", "dmarc=pass header.from=tea.example", "", ""},
		"DMARC passed, for whom is not said":        {"", "dmarc=pass", "", ""},
		"DMARC passed for another domain":           {"", "dmarc=pass header.from=evil.example", anotherDomain, ""},
		"DMARC passed for a subdomain":              {"", "dmarc=pass header.from=x.tea.example", anotherDomain, ""},
		"DMARC passed for nobody":                   {"", "dmarc=pass header.from=", anotherDomain, ""},
		"DMARC failed beside an aligned signature":  {"", "dkim=pass header.d=tea.example; dmarc=fail header.from=tea.example", failedDMARC, ""},
		"DMARC could not be looked up":              {"", "dkim=pass header.d=tea.example; dmarc=temperror header.from=tea.example", failedDMARC, ""},
		"DMARC passed and failed":                   {"", "dmarc=pass header.from=tea.example; dmarc=fail header.from=tea.example", failedDMARC, ""},
		"DMARC passed for two domains":              {"", "dmarc=pass header.from=tea.example; dmarc=pass header.from=evil.example", anotherDomain, ""},
		"no record, signed":                         {"", "dkim=pass header.d=tea.example; dmarc=none header.from=tea.example", "", noDMARC},
		"no record, a guess, signed":                {"", "dkim=pass header.d=tea.example; dmarc=bestguesspass header.from=tea.example", "", noDMARC},
		"no word about DMARC, signed":               {"", "spf=fail smtp.mailfrom=list.example; dkim=pass header.d=tea.example", "", noDMARC},
		"signed with an identity":                   {"", "dkim=pass header.i=ada@mail.tea.example", "", noDMARC},
		"signed by a subdomain":                     {"", "dkim=pass header.d=mail.tea.example", "", noDMARC},
		"signed by somebody else":                   {"", "dkim=pass header.d=evil.example", notVouched, noDMARC},
		"signed by the domain as a part of another": {"", "dkim=pass header.d=tea.example.evil.example", notVouched, noDMARC},
		"two signatures, one aligned":               {"", "dkim=pass header.d=list.example; dkim=pass header.d=tea.example", "", noDMARC},
		"a good foreign and a bad own signature":    {"", "dkim=pass header.d=evil.example; dkim=fail header.d=tea.example", notVouched, noDMARC},
		"the signature's key could not be had":      {"", "dkim=temperror header.d=tea.example", notVouched, noDMARC},
		"sent by an own server":                     {"", "spf=pass smtp.mailfrom=bounces@mail.tea.example", "", noDMARC},
		"sent by an own server, as Yandex says":     {"", "spf=pass smtp.mail=ada@tea.example", "", noDMARC},
		"sent by another's server":                  {"", "spf=pass smtp.mailfrom=mallory@evil.example", notVouched, noDMARC},
		"greeted by an own server":                  {"", "spf=pass smtp.helo=tea.example", notVouched, noDMARC},
		"an envelope sender that holds an address":  {"", `spf=pass smtp.mailfrom="x@tea.example"@evil.example`, notVouched, noDMARC},
		"some other check passed":                   {"", "iprev=pass policy.iprev=192.0.2.1; auth=pass smtp.auth=ada@tea.example", notVouched, noDMARC},
		"nothing checked":                           {"", "none", notVouched, noDMARC},

		"a domain in capitals and with the root's dot": {"ada@TEA.example", "dkim=pass header.d=Tea.Example.", "", noDMARC},
		"a domain in another script":                   {"ada@чай.example", "dmarc=pass header.from=xn--80as4b.example", "", ""},
		"a domain in another script in the verdict":    {"ada@xn--80as4b.example", "dmarc=pass header.from=чай.example", "", ""},
		"a subdomain's author, signed by the parent":   {"ada@oslo.tea.example", "dkim=pass header.d=tea.example", "", noDMARC},
		"neighbours under a public suffix":             {"ada@tea.co.uk", "dkim=pass header.d=evil.co.uk", notVouched, noDMARC},
		"neighbours at one host of pages":              {"ada@tea.github.io", "dkim=pass header.d=evil.github.io", notVouched, noDMARC},
		"the public suffix itself":                     {"ada@tea.co.uk", "dkim=pass header.d=co.uk", notVouched, noDMARC},
		"an address literal":                           {"ada@[192.0.2.1]", "dmarc=pass", "its sender's address has no domain that could be vouched for", ""},
		"a number for a domain":                        {"ada@192.0.2.1", "spf=pass smtp.mailfrom=x@9.9.2.1", "its sender's address has no domain that could be vouched for", ""},
		"two authors":                                  {"ada@tea.example, mallory@evil.example", "dmarc=pass header.from=evil.example", "its From field names more than one sender", ""},
		"two fields":                                   {"mallory@evil.example\r\nFrom: ada@tea.example", "dmarc=pass header.from=tea.example", "it has more than one From field", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.from == "" {
				c.from = "Ada Lund <ada@tea.example>"
			}
			if c.strict == "" {
				c.strict = c.want
			}
			m := read(sent("Authentication-Results: mx.ops.example; "+c.verdict, "From: "+c.from, "", "seven"))
			if got := doubtOf(Trust{Server: "mx.ops.example"}, m); got != c.want {
				t.Errorf("doubt %q, want %q", got, c.want)
			}
			if got := doubtOf(Trust{Server: "mx.ops.example", DMARC: true}, m); got != c.strict {
				t.Errorf("doubt %q with DMARC, want %q", got, c.strict)
			}
		})
	}
}

// doubtOf is why a mail is not believed.
func doubtOf(t Trust, m Message) string {
	_, doubt := t.Judge(m)
	return doubt
}

package message

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadVerdict(t *testing.T) {
	t.Parallel()
	check := func(method, result string, properties ...string) Check {
		c := Check{Method: method, Result: result, Properties: map[string]string{}}
		for i := 0; i < len(properties); i += 2 {
			c.Properties[properties[i]] = properties[i+1]
		}
		return c
	}
	for name, c := range map[string]struct {
		value string
		want  Verdict
	}{
		"by the book": {
			`MX.ops.example 1; spf=pass smtp.mailfrom=partner.example; dkim/1=Pass reason="good; signature" header.d=Partner.example`,
			Verdict{"mx.ops.example", []Check{
				check("spf", "pass", "smtp.mailfrom", "partner.example"),
				check("dkim", "pass", "reason", "good; signature", "header.d", "Partner.example"),
			}},
		},
		"nothing was checked": {"mx.ops.example; none", Verdict{Server: "mx.ops.example"}},
		"Gmail": {
			"mx.google.com; dkim=pass header.i=@partner.example header.s=s1 header.b=Ab3+x/9=; spf=pass (google.com: domain of ada@partner.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=ada@partner.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=partner.example",
			Verdict{"mx.google.com", []Check{
				check("dkim", "pass", "header.i", "@partner.example", "header.s", "s1", "header.b", "Ab3+x/9="),
				check("spf", "pass", "smtp.mailfrom", "ada@partner.example"),
				check("dmarc", "pass", "header.from", "partner.example"),
			}},
		},
		"Exchange Online, which does not name itself": {
			"spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=partner.example; dkim=pass (signature was verified) header.d=partner.example;dmarc=pass action=none header.from=partner.example;compauth=pass reason=100",
			Verdict{"", []Check{
				check("spf", "pass", "smtp.mailfrom", "partner.example"), check("dkim", "pass", "header.d", "partner.example"),
				check("dmarc", "pass", "action", "none", "header.from", "partner.example"), check("compauth", "pass", "reason", "100"),
			}},
		},
		"Exchange Online, with a bare domain and an empty property": {
			"spf=none smtp.mailfrom=example.org; alum.example; dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=;compauth=fail reason=601",
			Verdict{"", []Check{
				check("spf", "none", "smtp.mailfrom", "example.org"), check("dkim", "none", "header.d", "none"),
				check("dmarc", "none", "action", "none", "header.from", ""), check("compauth", "fail", "reason", "601"),
			}},
		},
		"Yandex": {
			"vla1-1.mail.yandex.net; spf=pass (vla1-1.mail.yandex.net: domain of partner.example designates 192.0.2.1 as permitted sender, rule=[ip4:192.0.2.0/24]) smtp.mail=ada@partner.example; dkim=pass header.i=@partner.example",
			Verdict{"vla1-1.mail.yandex.net", []Check{
				check("spf", "pass", "smtp.mail", "ada@partner.example"), check("dkim", "pass", "header.i", "@partner.example"),
			}},
		},
		"Zoho, without semicolons": {
			"mx.zoho.example; dkim=pass; spf=pass (ok) smtp.mailfrom=a@b.example dmarc=pass(p=none dis=none) header.from=b.example",
			Verdict{"mx.zoho.example", []Check{
				check("dkim", "pass"), check("spf", "pass", "smtp.mailfrom", "a@b.example"), check("dmarc", "pass", "header.from", "b.example"),
			}},
		},
		"blanks around the sign":    {"mx.ops.example; dmarc = pass header.from = b.example", Verdict{"mx.ops.example", []Check{check("dmarc", "pass", "header.from", "b.example")}}},
		"nested comments":           {`mx.ops.example (a (b; c \) ; d) e); dmarc=pass`, Verdict{"mx.ops.example", []Check{check("dmarc", "pass")}}},
		"a comment that never ends": {"mx.ops.example; (spf=pass; dmarc=pass", Verdict{Server: "mx.ops.example"}},
		"a result inside quotes": {
			`mx.ops.example; spf=fail smtp.mailfrom="x; dmarc=pass \" header.from=b.example"@evil.example`,
			Verdict{"mx.ops.example", []Check{check("spf", "fail", "smtp.mailfrom", `x; dmarc=pass " header.from=b.example@evil.example`)}},
		},
		"a result inside a comment": {"mx.ops.example; spf=fail (dmarc=pass; dkim=pass)", Verdict{"mx.ops.example", []Check{check("spf", "fail")}}},
		"a name in quotes":          {`"MX.ops.example" ; dmarc=pass`, Verdict{"mx.ops.example", []Check{check("dmarc", "pass")}}},
		"rubbish":                   {`;;"; = =x;;`, Verdict{}},
		"nothing":                   {"", Verdict{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, readVerdict(c.value)); diff != "" {
				t.Errorf("verdict (-want +got):\n%s", diff)
			}
		})
	}
}

func FuzzReadVerdict(f *testing.F) {
	f.Add("mx.ops.example 1; spf=pass smtp.mailfrom=b.example; dkim/1=pass reason=\"x; y\" header.d=b.example")
	f.Add("spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=b.example; alum.example; dmarc=none header.from=;compauth=pass reason=100")
	f.Add(`mx (a (b \) c); dmarc = pass "`)
	f.Add(`x;="a=b`)
	f.Add(`mx.google.com; dkim=pass header.i=@b.example header.b="Ab3+x/9="; spf=pass (google.com: domain of a@b.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=a@b.example; dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=b.example`)
	f.Add("mxfront9o.mail.yandex.net; spf=pass (mxfront9o.mail.yandex.net: domain of b.example designates 192.0.2.1 as permitted sender, rule=[ip4:192.0.2.0/24]) smtp.mail=a@b.example; dkim=pass header.i=@b.example")
	f.Add("mxs.mail.ru; spf=pass (mx41.i.mail.ru: domain of b.example) smtp.mailfrom=a@b.example smtp.helo=mail.b.example; dkim=pass header.d=b.example; dmarc=pass header.from=a@b.example")
	f.Add(`mx; spf=pass (domain of "a) dkim=pass header.d=c.example (b"@b.example) smtp.mailfrom=b.example`)
	f.Fuzz(func(t *testing.T, value string) {
		v := readVerdict(value)
		if len(v.Checks) > maxChecks {
			t.Errorf("%d checks", len(v.Checks))
		}
		for _, c := range v.Checks {
			if strings.ContainsAny(c.Method, "ABCDEFGHIJKLMNOPQRSTUVWXYZ/") || c.Properties == nil {
				t.Errorf("check %+v", c)
			}
		}
	})
}

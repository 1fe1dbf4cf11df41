package message

import (
	"strings"
	"testing"
)

const (
	// adasAddress is whom all mails in this file say that they are from.
	adasAddress = "ada@tea.example"
	fromAda     = "From: Ada Lund <ada@tea.example>"

	ours    = "Authentication-Results: mx.ops.example; "
	google  = "Authentication-Results: mx.google.com;\r\n       "
	yandex  = "Authentication-Results: mxfront9o.mail.yandex.net; "
	mailru  = "Authentication-Results: mxs.mail.ru; "
	outlook = "Authentication-Results: "

	// caught is what the receiving server finds out about a mail of Mallory's, and
	// unlisted the same where Ada's domain has no DMARC record.
	caught   = "spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example; dmarc=fail header.from=tea.example"
	unlisted = "spf=pass smtp.mailfrom=mallory@evil.example; dkim=pass header.d=evil.example; dmarc=none header.from=tea.example"
	good     = "spf=pass smtp.mailfrom=ada@tea.example; dkim=pass header.d=tea.example; dmarc=pass header.from=tea.example"

	received = "Received: from mail.evil.example (mail.evil.example [192.0.2.66]) by mx.ops.example; Tue, 5 Jan 2027 10:00:00 +0000"
)

// counts reports whether a mail would be taken for one of Ada's.
func counts(t Trust, header []string) bool {
	m := read(sent(append(header, "To: rapport@ops.example", "", "seven")...))
	return m.Author.Address == adasAddress && doubtOf(t, m) == ""
}

// TestNoForgeryCounts tries what somebody can do who is not Ada and wants to be
// taken for her. The first field of each is the receiving server's own, as far as
// it wrote one.
func TestNoForgeryCounts(t *testing.T) {
	t.Parallel()
	var (
		exact  = Trust{Server: "mx.ops.example"}
		strict = Trust{Server: "mx.ops.example", DMARC: true}
		ms     = Trust{Server: Microsoft365}
		gmail  = Trust{Server: "mx.google.com"}
		hosts  = Trust{Server: "*.mail.yandex.net"}
		vk     = Trust{Server: "mxs.mail.ru"}
	)
	forgeries := []struct {
		name   string
		trust  Trust
		header []string
	}{
		// The name of the server.
		{"no verdict", exact, []string{received, fromAda}},
		{"another server's name", exact, []string{"Authentication-Results: mx.evil.example; " + good, received, fromAda}},
		{"the name as a part of a longer one", exact, []string{"Authentication-Results: mx.ops.example.evil.example; " + good, fromAda}},
		{"the name behind another label", exact, []string{"Authentication-Results: x.mx.ops.example; " + good, fromAda}},
		{"the name behind a hyphen", exact, []string{"Authentication-Results: evil-mx.ops.example; " + good, fromAda}},
		{"the name with the root's dot", exact, []string{"Authentication-Results: mx.ops.example.; " + good, fromAda}},
		{"the name in a comment", exact, []string{"Authentication-Results: (mx.ops.example) mx.evil.example; " + good, fromAda}},
		{"the name behind a comment that never ends", exact, []string{"Authentication-Results: (mx.evil.example; mx.ops.example; " + good, fromAda}},
		{"the name as a version", exact, []string{"Authentication-Results: mx.evil.example mx.ops.example; " + good, fromAda}},
		{"the name as a result", exact, []string{"Authentication-Results: mx.evil.example; mx.ops.example; " + good, fromAda}},
		{"the name in letters that look alike", exact, []string{"Authentication-Results: mx.оps.example; " + good, fromAda}},
		{"the name in an encoded word", exact, []string{"Authentication-Results: =?utf-8?q?mx=2Eops=2Eexample?=; " + good, fromAda}},
		{"no name", exact, []string{"Authentication-Results: " + good, fromAda}},
		{"no name, and the semicolon", exact, []string{"Authentication-Results: ; " + good, fromAda}},
		{"the sentinel's name itself", ms, []string{outlook + caught, "Authentication-Results: microsoft365; " + good, fromAda}},
		{"the pattern itself", hosts, []string{yandex + "spf=fail smtp.mail=x@evil.example", "Authentication-Results: *.mail.yandex.net; " + good, fromAda}},

		// Where the field stands.
		{"below the own one", exact, []string{ours + caught, received, ours + good, fromAda}},
		{"right below the own one", exact, []string{ours + caught, ours + good, fromAda}},
		{"below the own one, which knows no DMARC", exact, []string{ours + unlisted, ours + good, fromAda}},
		{"at the end of the header", exact, []string{ours + caught, received, fromAda, "Subject: x", ours + good}},
		{"three times below", exact, []string{ours + caught, ours + good, ours + good, ours + good, fromAda}},
		{"another server's above the own one", exact, []string{"Authentication-Results: mx.evil.example; " + good, ours + caught, fromAda}},
		{"another server's above and below", exact, []string{"Authentication-Results: a.example; " + good, ours + caught, "Authentication-Results: b.example; " + good, fromAda}},
		{"below an own one that can't be read", exact, []string{"Authentication-Results: mx.ops.example; (" + caught, ours + good, fromAda}},
		{"below an own one that says nothing", exact, []string{"Authentication-Results: mx.ops.example; none", ours + good, fromAda}},
		{"in the body", exact, []string{ours + caught, fromAda, "", ours + good, ""}},
		{"behind a bare carriage return", exact, []string{ours + caught, fromAda, "Subject: x\r" + ours + good}},

		// Another field.
		{"ARC's", exact, []string{ours + caught, "ARC-Authentication-Results: i=1; mx.ops.example; " + good, fromAda}},
		{"ARC's alone", exact, []string{"ARC-Authentication-Results: i=1; mx.ops.example; " + good, fromAda}},
		{"an original one", exact, []string{"Authentication-Results-Original: mx.ops.example; " + good, fromAda}},
		{"an old one", exact, []string{"X-Authentication-Results: mx.ops.example; " + good, fromAda}},
		{"a passed ARC seal inside", exact, []string{ours + "arc=pass (i=1 spf=pass dkim=pass dmarc=pass); dmarc=fail header.from=tea.example", fromAda}},
		{"Received-SPF", exact, []string{"Received-SPF: pass (mx.ops.example: domain of ada@tea.example) client-ip=192.0.2.1", fromAda}},
		{"a signature that says so itself", exact, []string{ours + unlisted, "DKIM-Signature: v=1; d=tea.example; s=x; h=from; b=AAAA", fromAda}},

		// What the sender gets the server to write.
		{"folded into the envelope sender", exact, []string{ours + "spf=pass smtp.mailfrom=\"a;\r\n dkim=pass header.d=tea.example;\r\n dmarc=pass\"@evil.example", fromAda}},
		{"quoted in the envelope sender", exact, []string{ours + `spf=pass smtp.mailfrom="x; dmarc=pass header.from=tea.example"@evil.example; dmarc=none`, fromAda}},
		{"quoted, with an escaped quote", exact, []string{ours + `spf=pass smtp.mailfrom="x\"; dkim=pass header.d=tea.example"@evil.example`, fromAda}},
		{"an address in the envelope sender", exact, []string{ours + `spf=pass smtp.mailfrom="x@tea.example"@evil.example`, fromAda}},
		{"an equals sign in the envelope sender", exact, []string{ours + "spf=pass smtp.mailfrom=dkim=pass/header.d=tea.example@evil.example", fromAda}},
		{"a semicolon in the envelope sender", exact, []string{ours + "spf=pass smtp.mailfrom=a;dkim=pass;header.d=tea.example;@evil.example", fromAda}},
		{"in a comment", exact, []string{ours + "spf=fail (dmarc=pass header.from=tea.example; dkim=pass header.d=tea.example) smtp.mailfrom=evil.example", fromAda}},
		{"in nested comments", exact, []string{ours + "spf=fail (a (b) dkim=pass header.d=tea.example) smtp.mailfrom=evil.example", fromAda}},
		{"an envelope sender that closes its comment", exact, []string{ours + `spf=pass (mx.ops.example: domain of "a) dkim=pass header.d=tea.example (b"@evil.example designates 192.0.2.66) smtp.mailfrom=evil.example`, fromAda}},
		{"an envelope sender that opens a comment", exact, []string{ours + `spf=pass (domain of "(@evil.example) smtp.mailfrom=evil.example; dkim=pass header.d=tea.example`, fromAda}},
		{"a quote that never ends", exact, []string{ours + `dkim=pass header.d=tea.example; spf=fail smtp.mailfrom="x; dmarc=fail header.from=tea.example`, fromAda}},
		{"a greeting with her name", exact, []string{ours + "spf=pass smtp.helo=tea.example; dmarc=none", fromAda}},
		{"a reverse name of hers", exact, []string{ours + "iprev=pass policy.iprev=192.0.2.66 (tea.example); auth=pass smtp.auth=ada@tea.example", fromAda}},
		{"a reason that reads like a result", exact, []string{ours + `spf=fail reason="dkim=pass header.d=tea.example"`, fromAda}},
		{"a signature's identity of hers under a foreign domain", exact, []string{ours + "dkim=pass header.d=evil.example header.i=@tea.example", fromAda}},
		{"a selector with her name", exact, []string{ours + "dkim=pass header.d=evil.example header.s=tea.example", fromAda}},
		{"her domain as a part of another", exact, []string{ours + "dkim=pass header.d=tea.example.evil.example", fromAda}},
		{"her domain behind a hyphen", exact, []string{ours + "dkim=pass header.d=evil-tea.example; spf=pass smtp.mailfrom=x@evil-tea.example", fromAda}},
		{"her domain in letters that look alike", exact, []string{ours + "dkim=pass header.d=tеa.example", fromAda}},
		{"a public suffix", exact, []string{ours + "dkim=pass header.d=example", fromAda}},
		{"a bad signature of hers and a good one of Mallory's", exact, []string{ours + "dkim=fail header.d=tea.example; dkim=pass header.d=evil.example", fromAda}},
		{"a signature that could not be checked", exact, []string{ours + "dkim=temperror header.d=tea.example; spf=softfail smtp.mailfrom=tea.example", fromAda}},
		{"DMARC passed for Mallory", exact, []string{ours + "dmarc=pass header.from=evil.example", fromAda}},
		{"DMARC passed for two", exact, []string{ours + "dmarc=pass header.from=evil.example; dmarc=pass header.from=tea.example", fromAda}},
		{"DMARC failed, everything else passed", exact, []string{ours + "spf=pass smtp.mailfrom=tea.example; dkim=pass header.d=tea.example; dmarc=fail header.from=tea.example", fromAda}},
		{"DMARC could not be looked up", exact, []string{ours + "dkim=pass header.d=tea.example; dmarc=temperror header.from=tea.example", fromAda}},
		{"DMARC passed by another method's name", strict, []string{ours + "x-dmarc=pass header.from=tea.example; dmarc.x=pass", fromAda}},
		{"a signature where DMARC is asked for", strict, []string{ours + "dkim=pass header.d=tea.example; dmarc=none header.from=tea.example", fromAda}},

		// Whom the mail names.
		{"two From fields", exact, []string{ours + good, fromAda, "From: mallory@evil.example"}},
		{"two From fields, hers below", exact, []string{ours + good, "From: mallory@evil.example", fromAda}},
		{"two From fields that agree", exact, []string{ours + good, fromAda, fromAda}},
		{"a second From field with a blank before its colon", exact, []string{ours + good, fromAda, "From : mallory@evil.example"}},
		{"a second From field behind a bare carriage return", exact, []string{ours + good, fromAda + "\rFrom: mallory@evil.example"}},
		{"two addresses", exact, []string{ours + good, "From: mallory@evil.example, ada@tea.example"}},
		{"two addresses on folded lines", exact, []string{ours + good, "From: ada@tea.example,\r\n\tmallory@evil.example"}},
		{"two addresses, separated as by Exchange", exact, []string{ours + good, "From: ada@tea.example; mallory@evil.example"}},
		{"two addresses in brackets", exact, []string{ours + good, "From: <ada@tea.example> <mallory@evil.example>"}},
		{"her address as a name", exact, []string{ours + "dmarc=pass header.from=evil.example", `From: "ada@tea.example" <mallory@evil.example>`}},
		{"her address as a name without quotes", exact, []string{ours + good, "From: ada@tea.example <mallory@evil.example>"}},
		{"her address in an encoded name", exact, []string{ours + "dmarc=pass header.from=evil.example", "From: =?utf-8?q?Ada_=3Cada=40tea=2Eexample=3E?= <mallory@evil.example>"}},
		{"her address in a name in base64", exact, []string{ours + "dmarc=pass header.from=evil.example", "From: =?utf-8?b?YWRhQHRlYS5leGFtcGxl?= <mallory@evil.example>"}},
		{"nothing but an encoded word", exact, []string{ours + good, "From: =?utf-8?q?ada=40tea=2Eexample?="}},
		{"her address with a hidden letter", exact, []string{ours + "dmarc=pass", "From: <ada@tea\u200b.example>"}},
		{"her address in letters that look alike", exact, []string{ours + "dmarc=pass header.from=xn--ta-1lc.example", "From: <ada@tеa.example>"}},
		{"her address in a comment", exact, []string{ours + "dmarc=pass header.from=evil.example", "From: mallory@evil.example (ada@tea.example)"}},
		{"her address as a quoted mailbox", exact, []string{ours + "dmarc=pass header.from=evil.example", `From: "ada@tea.example"@evil.example`}},
		{"her address as a route", exact, []string{ours + good, "From: <@evil.example:ada@tea.example>"}},
		{"a group", exact, []string{ours + good, "From: Tea: ada@tea.example;"}},
		{"a group beside an address", exact, []string{ours + good, "From: Tea: ada@tea.example;, mallory@evil.example"}},
		{"an empty group", exact, []string{ours + good, "From: undisclosed:;"}},
		{"nobody but a Sender", exact, []string{ours + good, "Sender: ada@tea.example"}},
		{"a Reply-To", exact, []string{ours + "dmarc=pass header.from=evil.example", "From: mallory@evil.example", "Reply-To: ada@tea.example"}},
		{"a Resent-From", exact, []string{ours + good, "Resent-From: ada@tea.example"}},
		{"a header too long to be read whole", exact, append(append([]string{ours + good, fromAda}, strings.Split(strings.Repeat("X-Filler: x\n", maxFields), "\n")[:maxFields]...), "From: mallory@evil.example")},

		// Exchange Online, which does not sign its verdicts.
		{"Exchange: below its own", ms, []string{outlook + caught + ";compauth=fail reason=001", outlook + good, fromAda}},
		{"Exchange: with a name on top", ms, []string{"Authentication-Results: mx.evil.example; " + good, fromAda}},
		{"Exchange: its name made up", ms, []string{"Authentication-Results: mail.protection.outlook.com; " + good, fromAda}},
		{"Exchange: below a gateway's", ms, []string{"Authentication-Results: gate.example; spf=pass smtp.mailfrom=evil.example", outlook + good, fromAda}},
		{"Exchange: composite, with DMARC failed", ms, []string{outlook + "spf=fail smtp.mailfrom=evil.example; dkim=none header.d=none;dmarc=fail action=oreject header.from=tea.example;compauth=pass reason=130", fromAda}},
		{"Exchange: composite, guessed", ms, []string{outlook + "spf=pass smtp.mailfrom=evil.example; dkim=none header.d=none;dmarc=none action=none header.from=tea.example;compauth=pass reason=201", fromAda}},
		{"Exchange: composite, failed", ms, []string{outlook + "dkim=none header.d=none;dmarc=none action=none header.from=tea.example;compauth=fail reason=601", fromAda}},
		{"Exchange: composite without a reason", ms, []string{outlook + "dmarc=none action=none header.from=tea.example;compauth=pass", fromAda}},
		{"Exchange: composite twice", ms, []string{outlook + "dmarc=none header.from=tea.example;compauth=pass reason=100;compauth=fail reason=001", fromAda}},
		{"Exchange: about nobody", ms, []string{outlook + "spf=none smtp.mailfrom=tea.example; dkim=none header.d=none;dmarc=none action=none header.from=;compauth=pass reason=100", fromAda}},
		{"composite of a server that is not Exchange", exact, []string{ours + "dmarc=none header.from=tea.example; compauth=pass reason=100", fromAda}},
		{"Exchange: composite where DMARC is asked for", Trust{Server: Microsoft365, DMARC: true}, []string{outlook + "dmarc=bestguesspass action=none header.from=tea.example;compauth=pass reason=109", fromAda}},

		// The other services.
		{"Google: below its own", gmail, []string{google + caught, google + good, fromAda}},
		{"Google: another host", gmail, []string{"Authentication-Results: mx.google.com.evil.example; " + good, fromAda}},
		{"Yandex: below its own", hosts, []string{yandex + "spf=pass smtp.mail=mallory@evil.example; dkim=pass header.i=@evil.example", "Authentication-Results: sas1-x.mail.yandex.net; " + good, fromAda}},
		{"Yandex: a longer name", hosts, []string{"Authentication-Results: mxfront.mail.yandex.net.evil.example; " + good, fromAda}},
		{"Yandex: the domain alone", hosts, []string{"Authentication-Results: mail.yandex.net; " + good, fromAda}},
		{"Yandex: no dot before it", hosts, []string{"Authentication-Results: evilmail.yandex.net; " + good, fromAda}},
		{"Mail.ru: below its own", vk, []string{mailru + caught, mailru + good, fromAda}},
		{"Mail.ru: another host", vk, []string{"Authentication-Results: mxs.mail.ru.evil.example; " + good, fromAda}},
	}
	names := map[string]bool{}
	for _, f := range forgeries {
		if names[f.name] {
			t.Errorf("two forgeries are called %q", f.name)
		}
		names[f.name] = true
		if counts(f.trust, f.header) {
			t.Errorf("%s: it counts", f.name)
		}
	}
	t.Logf("%d forgeries", len(forgeries))
}

// TestEveryHonestMailCounts shows what the four services write about Ada's own
// mails, whose domain has a DMARC record or none.
func TestEveryHonestMailCounts(t *testing.T) {
	t.Parallel()
	var (
		ms    = Trust{Server: Microsoft365}
		gmail = Trust{Server: "mx.google.com"}
		hosts = Trust{Server: "*.mail.yandex.net"}
		cloud = Trust{Server: "*.yandex.net"}
		vk    = Trust{Server: "mxs.mail.ru"}
	)
	const (
		hop     = "Received: from DB7EUR03FT.eop-EUR03.prod.protection.outlook.com (2603::1) by DB8P.eurprd.prod.outlook.com; Tue, 5 Jan 2027 10:00:01 +0000"
		border  = "Received: from mail.tea.example (192.0.2.1) by DB7EUR03FT.mail.protection.outlook.com; Tue, 5 Jan 2027 10:00:00 +0000"
		atGmail = "Received: from mail.tea.example (mail.tea.example. [192.0.2.1]) by mx.google.com with ESMTPS id a1 for <rapport@ops.example>; Tue, 05 Jan 2027 02:00:00 -0800 (PST)"
		spfNote = "(google.com: domain of ada@tea.example designates 192.0.2.1 as permitted sender)"
	)
	forms := []struct {
		name   string
		trust  Trust
		header []string
		want   Proof
	}{
		{"Exchange: everything passed", ms, []string{outlook + "spf=pass (sender IP is 192.0.2.1)\r\n smtp.mailfrom=tea.example; dkim=pass (signature was verified)\r\n header.d=tea.example;dmarc=pass action=none\r\n header.from=tea.example;compauth=pass reason=100", fromAda}, ProofDMARC},
		{"Exchange: between its hops", ms, []string{hop, outlook + "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=tea.example; dkim=none (message not signed) header.d=none;dmarc=pass action=none header.from=tea.example;compauth=pass reason=100", "Received-SPF: Pass (protection.outlook.com: domain of tea.example designates 192.0.2.1 as permitted sender)", border, fromAda}, ProofDMARC},
		{"Exchange: in lower case and below From", ms, []string{hop, fromAda, "authentication-results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=tea.example; dkim=pass (signature was verified) header.d=tea.example;dmarc=pass action=none header.from=tea.example;"}, ProofDMARC},
		{"Exchange: no record, guessed, signed", ms, []string{outlook + "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=tea.example; dkim=pass (signature was verified) header.d=tea.example;dmarc=bestguesspass action=none header.from=tea.example;compauth=pass reason=109", fromAda}, ProofDKIM},
		{"Exchange: no record, sent by an own server", ms, []string{outlook + "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=tea.example; dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=tea.example;", fromAda}, ProofSPF},
		{"Exchange: no record, signed by its tenant", ms, []string{outlook + "spf=pass (sender IP is 40.107.1.1) smtp.mailfrom=tea.example; dkim=pass (signature was verified) header.d=teaas.onmicrosoft.com;dmarc=bestguesspass action=none header.from=tea.example;compauth=pass reason=109", fromAda}, ProofComposite},
		{"Exchange: composite alone", ms, []string{outlook + "spf=none (sender IP is 192.0.2.1) smtp.mailfrom=relay.example; dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=tea.example;compauth=pass reason=106", fromAda}, ProofComposite},
		{"Exchange: with a bare domain", ms, []string{outlook + "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=tea.example; alum.example; dkim=pass (signature was verified) header.d=tea.example;tea.example; dmarc=pass action=none header.from=tea.example;", fromAda}, ProofDMARC},
		{"Exchange: forwarded, so that SPF fails", ms, []string{outlook + "spf=fail (sender IP is 198.51.100.7) smtp.mailfrom=tea.example; dkim=pass (signature was verified) header.d=tea.example;dmarc=pass action=none header.from=tea.example;compauth=pass reason=100", "Authentication-Results: mx.forwarder.example; spf=pass smtp.mailfrom=tea.example", fromAda}, ProofDMARC},

		{"Gmail: everything passed", gmail, []string{atGmail, "Received-SPF: pass " + spfNote + " client-ip=192.0.2.1;", google + "dkim=pass header.i=@tea.example header.s=s1 header.b=\"Ab3+x/9=\";\r\n       spf=pass " + spfNote + " smtp.mailfrom=ada@tea.example;\r\n       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=tea.example", fromAda}, ProofDMARC},
		{"Gmail: no record, signed", gmail, []string{google + "dkim=pass header.i=@tea.example header.s=mail header.b=Zz9; spf=pass " + spfNote + " smtp.mailfrom=ada@tea.example", fromAda}, ProofDKIM},
		{"Gmail: no record, not signed", gmail, []string{google + "spf=pass " + spfNote + " smtp.mailfrom=ada@tea.example", fromAda}, ProofSPF},
		{"Gmail: no record, a bounce address below her domain", gmail, []string{google + "spf=pass (google.com: domain of b-17@bounce.tea.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=b-17@bounce.tea.example", fromAda}, ProofSPF},
		{"Gmail: two signatures", gmail, []string{google + "dkim=pass header.i=@tea.example header.s=a header.b=x; dkim=pass header.i=@relay.example header.s=b header.b=y; spf=pass smtp.mailfrom=x@relay.example; dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=tea.example", fromAda}, ProofDMARC},
		{"Gmail: a signature that broke and one that held", gmail, []string{google + "dkim=fail header.i=@tea.example header.s=old header.b=x; dkim=pass header.i=@tea.example header.s=new header.b=y", fromAda}, ProofDKIM},
		{"Gmail: ARC beside it", gmail, []string{"ARC-Authentication-Results: i=2; mx.google.com; dmarc=fail header.from=tea.example", google + "dkim=pass header.i=@tea.example header.b=x; arc=pass (i=1 spf=pass dkim=pass); dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=tea.example", fromAda}, ProofDMARC},

		{"Yandex: signed", hosts, []string{yandex + "spf=pass (mxfront9o.mail.yandex.net: domain of tea.example designates 192.0.2.1 as permitted sender, rule=[ip4:192.0.2.0/24]) smtp.mail=ada@tea.example; dkim=pass header.i=@tea.example", fromAda}, ProofDKIM},
		{"Yandex: another of its hosts", hosts, []string{"Authentication-Results: vla1-5a8f2c.mail.yandex.net; spf=pass smtp.mail=ada@tea.example; dkim=pass header.i=@tea.example", fromAda}, ProofDKIM},
		{"Yandex: not signed", hosts, []string{yandex + "spf=pass (mxfront9o.mail.yandex.net: domain of tea.example designates 192.0.2.1 as permitted sender, rule=[mx]) smtp.mail=ada@tea.example", fromAda}, ProofSPF},
		{"Yandex: in capitals", hosts, []string{"Authentication-Results: MXFRONT9O.mail.yandex.NET; dkim=pass header.i=@tea.example", fromAda}, ProofDKIM},
		{"Yandex: in its cloud", cloud, []string{"Authentication-Results: mail-nwsmtp-mxfront-production-main-77.vla.yp-c.yandex.net; spf=pass smtp.mail=ada@tea.example; dkim=pass header.i=@tea.example", fromAda}, ProofDKIM},

		{"Mail.ru: everything passed", vk, []string{mailru + "spf=pass (mx41.i.mail.ru: domain of tea.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=ada@tea.example smtp.helo=mail.tea.example;\r\n\t dkim=pass header.d=tea.example; dmarc=pass header.from=ada@tea.example", fromAda}, ProofDMARC},
		{"Mail.ru: no record, signed", vk, []string{mailru + "spf=pass (mx1.mail.ru: domain of tea.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=ada@tea.example smtp.helo=mail.tea.example; dkim=pass header.d=tea.example", fromAda}, ProofDKIM},
		{"Mail.ru: no record, not signed", vk, []string{mailru + "spf=pass smtp.mailfrom=ada@tea.example smtp.helo=tea.example; dmarc=none", fromAda}, ProofSPF},
	}
	for _, f := range forms {
		m := read(sent(append(f.header, "", "seven")...))
		if got, doubt := f.trust.Judge(m); !counts(f.trust, f.header) || got != f.want {
			t.Errorf("%s: by %q, %q; want by %q", f.name, got, doubt, f.want)
		}
	}
	t.Logf("%d honest forms", len(forms))
}

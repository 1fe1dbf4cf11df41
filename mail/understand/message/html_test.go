package message

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMarkedQuotes has the HTML of the mail programs that our partners use,
// reduced to what carries meaning. Each is the answer "seven" above a quote.
func TestMarkedQuotes(t *testing.T) {
	t.Parallel()
	for name, source := range map[string]string{
		"Gmail": `<div dir="ltr">seven</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">` +
			`On Mon, 23 Nov 2026 at 10:15, Bot &lt;<a href="mailto:bot@ops.example">bot@ops.example</a>&gt; wrote:<br></div>` +
			`<blockquote class="gmail_quote" style="margin:0px"><div>1. Leads?</div></blockquote></div>`,
		"Gmail before 2018": `<div>seven</div><div class="gmail_extra"><br><div class="gmail_quote">2026-11-23 10:15 GMT+03:00 Bot:<br>` +
			`<blockquote class="gmail_quote">1. Leads?</blockquote></div></div>`,
		"Gmail forward": `<div>seven</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------</div><div>1. Leads?</div></div>`,
		"Apple Mail": `<html><body>seven<br><div><br><blockquote type="cite"><div>On 23 Nov 2026, at 10:15, Bot &lt;bot@ops.example&gt; wrote:</div>` +
			`<div>1. Leads?</div></blockquote></div></body></html>`,
		"Thunderbird": `<p>seven</p><div class="moz-cite-prefix">23.11.2026 10:15, Bot пишет:<br></div><blockquote type="cite" cite="mid:m1@ops.example">1. Leads?</blockquote>`,
		"Outlook": `<div class="WordSection1"><p class="MsoNormal">seven<o:p></o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">` +
			`<p class="MsoNormal"><b>От:</b> Bot &lt;bot@ops.example&gt;<br><b>Отправлено:</b> 23 ноября 2026 г. 10:15</p></div></div><p class="MsoNormal">1. Leads?</p></div>`,
		"Outlook on the web": `<div>seven</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg">` +
			`<b>From:</b> Bot<br><b>Sent:</b> Monday</div><div><p>1. Leads?</p></div>`,
		"Outlook for phones": `<div>seven</div><div id="mail-editor-reference-message-container"><div><b>From:</b> Bot</div><div>1. Leads?</div></div>`,
		"Yandex":             `<div>seven</div><div>23.11.2026, 10:15, "Bot" &lt;bot@ops.example&gt;:</div><blockquote><p>1. Leads?</p></blockquote>`,
		"Mail.ru": `<div>seven</div><blockquote style="border-left:1px solid #0857A6; margin:10px; padding:0 0 0 10px;">` +
			`Понедельник, 23 ноября 2026, 10:15 +03:00 от Bot &lt;bot@ops.example&gt;:<br><div>1. Leads?</div></blockquote>`,
		"Yahoo":  `<div>seven</div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>On Monday, Bot wrote:</div><div>1. Leads?</div></div>`,
		"Proton": `<div>seven</div><div class="protonmail_quote">On Monday Bot wrote:<blockquote class="protonmail_quote" type="cite">1. Leads?</blockquote></div>`,
		"Zimbra": `<div>seven</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>Bot</div><div data-marker="__QUOTED_TEXT__">1. Leads?</div>`,
		"Zoho":   `<div>seven</div><div class="zmail_extra"><div>---- On Mon, 23 Nov Bot wrote ----</div><blockquote>1. Leads?</blockquote></div>`,
		"GMX":    `<div>seven<div name="quote" style="margin:10px 5px 5px 10px"><div><b>Gesendet:</b> Montag</div><div name="quoted-content">1. Leads?</div></div></div>`,
		"Spark":  `<div name="messageBodySection">seven</div><div name="messageReplySection">On 23 Nov, Bot wrote:<blockquote type="cite">1. Leads?</blockquote></div>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := renderHTML(source)
			got := strings.Trim(doc.typed(), "_\n ")
			if got != "seven" {
				t.Errorf("typed %q, want %q", got, "seven")
			}
			if marked := doc.marked(); !strings.Contains(marked, "1. Leads?") {
				t.Errorf("marked %q lacks the question", marked)
			}
			if whole := doc.text(); !strings.Contains(whole, "seven") || !strings.Contains(whole, "1. Leads?") {
				t.Errorf("whole text %q lacks something", whole)
			}
		})
	}
}

func TestTypedTextIsKept(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ source, want string }{
		"answers between Gmail's quotes": {
			`<div class="gmail_quote"><div class="gmail_attr">On Monday Bot wrote:</div><blockquote class="gmail_quote">1. Leads?</blockquote>` +
				`<div>seven</div><blockquote class="gmail_quote">2. Mood?</blockquote><div>good</div></div>`,
			"seven\ngood",
		},
		"an indented paragraph of one's own": {`<p>as agreed</p><blockquote><p>net 30 days</p></blockquote><p>fine</p>`, "as agreed\n\nnet 30 days\n\nfine"},
		"a coloured line of one's own":       {`<div style="border-top:solid #E1E1E1 1.0pt"><p>Total: 7</p></div>`, "Total: 7"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, renderHTML(c.source).typed()); diff != "" {
				t.Errorf("typed (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRenderHTML(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ source, want string }{
		"blocks":           {`<div>one</div><div>two<br>three</div>`, "one\ntwo\nthree"},
		"paragraphs":       {`<p>one</p><p>two</p>`, "one\n\ntwo"},
		"Outlook's lines":  {`<p class="MsoNormal">one</p><p class="MsoNormal">two</p>`, "one\ntwo"},
		"white space":      {"<p>one \n\t two&nbsp;&nbsp;three</p>", "one two  three"},
		"numbered":         {`<ol><li>130</li><li>yes</li></ol>`, "1. 130\n2. yes"},
		"numbered from":    {`<ol start="3"><li>x</li><li value="7">y</li></ol>`, "3. x\n7. y"},
		"bullets":          {`<ul><li>a<ul><li>b</li></ul></li></ul>`, "- a\n- b"},
		"table":            {`<table><tr><td>mql</td><td>130</td></tr><tr><td>nps</td><td>7</td></tr></table>`, "mql | 130\nnps | 7"},
		"hidden":           {`<style>p{}</style><script>1</script><div style="display: none">2</div><p>seven</p>`, "seven"},
		"preformatted":     {"<pre>a  b\n  c</pre>", "a  b\n  c"},
		"entities":         {`5 &lt; 7 &amp; &#8364;`, "5 < 7 & €"},
		"emoji as picture": {`ok <img alt="👍" src="x"> <img alt="logo">`, "ok 👍"},
		"quotes":           {`<blockquote type="cite">a<blockquote type="cite">b</blockquote></blockquote>c`, "> a\n>> b\nc"},
		"signature":        {`<div>seven</div><div class="gmail_signature">Lars</div>`, "seven\n-- \nLars"},
		"own delimiter":    {`<div>seven</div><div id="Signature"><div>-- </div>Lars</div>`, "seven\n--\nLars"},
		"unclosed":         {`<div>one<p>two<b>three`, "one\n\ntwothree"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, renderHTML(c.source).text()); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDeepHTMLIsRendered(t *testing.T) {
	t.Parallel()
	source := strings.Repeat("<div>", 50_000) + "seven<style>hidden</style><br>eight"
	if got := renderHTML(source).text(); got != "seven\neight" {
		t.Errorf("text %q, want both lines", got)
	}
}

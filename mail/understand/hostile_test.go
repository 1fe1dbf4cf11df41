package understand

import (
	"strings"
	"testing"
)

// hostileMails are a megabyte each of what the readers of structure look at
// most closely.
func hostileMails() map[string]string {
	const mega = 1 << 20
	fill := func(head, unit string) string { return head + strings.Repeat(unit, (mega-len(head))/len(unit)) }
	const html = "From: Lars Hauge <lars@b.example>\nContent-Type: text/html\n\n"
	const plain = "From: Lars Hauge <lars@b.example>\n\n"
	block := `<div style="border:none;border-top:solid #E1E1E1 1.0pt"><b>From:</b> x</div>`
	return map[string]string{
		"coloured letters in a quote":  fill(html+block, `<span style="color:red">a</span><i style="color:blue">b</i>`),
		"rows of cells":                fill(html+"<table>", "<tr><td>1<td>2"),
		"cells of one row":             fill(html+"<table><tr>", "<td>1"),
		"tables in tables":             fill(html, "<table><tr><td>1<td>"),
		"struck classes":               fill(html+"<style>"+strings.Repeat(".a{text-decoration:line-through}", 2000)+"</style>", `<p class="b c d e f g">1`),
		"style sheets":                 fill(html, "<style>a{}.b{text-decoration:line-through}</style>"),
		"colours":                      fill(html, `<p style="color:rgb(1,2,3);background:red;color:#123456">1`),
		"open brackets":                fill(plain, "["),
		"brackets":                     fill(plain, "[lars] "),
		"brackets in lines":            fill(plain+"1\n\nFrom: a\nSent: 23.11.2026\nTo: b\n", "[lars hauge] 1 [lars\n"),
		"addresses and dates":          fill(plain, "23 nov 2026 10:15 a <a@b.example>\n"),
		"half introductions":           fill(plain, "On Mon, 23 Nov 2026 at 10:15\n"),
		"an address and digits a line": fill(plain, "7 a@b.example "),
		"dates on one line":            fill(plain, "23 nov 2026 "),
		"quotes on the line":           fill(plain, "23 nov 2026 10:15 <a@b.example>: > 1\n"),
		"strokes":                      fill(plain, "-----\n"),
		"strokes and words":            fill(plain, "---- a ----\n"),
		"struck text":                  fill(plain, "~~a~~ ~~b\n"),
		"half struck text":             fill(plain, "~~a"),
		"sign-offs":                    fill(plain+"1\n> 2\n", "Best regards, Lars\n"),
		"header lines":                 fill(plain, "From: a <a@b.example> Sent: 23.11.2026\n"),
		"forward lines":                fill("Subject: Fwd: x\n"+plain, "---------- Forwarded message\n"),
		"signed":                       fill(plain, "-----BEGIN PGP SIGNED MESSAGE-----\n- -\n"),
		"a sheet":                      fill("From: a@b.example\nContent-Type: text/csv; name=a.csv\n\n", "\"a;\";1\n"),
		"a sheet of quotes":            fill("From: a@b.example\nContent-Type: text/csv; name=a.csv\n\n", "\""),
		"S/MIME in S/MIME":             fill("From: a@b.example\nContent-Type: application/pkcs7-mime\n\n", "\x30\x80"),
		"S/MIME in pieces":             fill("From: a@b.example\nContent-Type: application/pkcs7-mime\n\n0\x80\x06\x09*\x86H\x86\xf7\r\x01\x07\x02\xa0\x80", "\x24\x80\x04\x01a\x00\x00"),
		"parts":                        fill("From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: a/b; name=c\n\n1\n"),
	}
}

// BenchmarkHostileMegabyte shows what the worst mails cost to read.
func BenchmarkHostileMegabyte(b *testing.B) {
	for name, mail := range hostileMails() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Understand(Read([]byte(mail)), Context{Questions: checkIn, Locale: "en", Sent: sentCheckIn, SentHTML: sentCheckInHTML})
			}
		})
	}
}

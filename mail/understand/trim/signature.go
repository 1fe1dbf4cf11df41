package trim

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

var (
	// deviceLine is what phones and web mailers add below a text. The device or
	// program must be named: "Отправлено с опозданием" is a sentence.
	deviceLine = regexp.MustCompile(`(?i)^[<\[*_(«"\s]*(?:` + strings.Join([]string{
		`sent from my (?:\S+\s*){1,6}$`,
		`(?:sent|written|composed) (?:from|via|with|using|by) .*` + device,
		`отправлен\S* (?:с|со|из|через|при помощи|с помощью) .*` + device,
		`(?:надіслано|відправлено) (?:з|із|за допомогою) .*` + device,
		`(?:gesendet|verschickt) (?:von|mit|über|aus) .*` + device, `von mein\S+ .*gesendet`, `diese nachricht wurde von .*gesendet`,
		`envoyé (?:de|depuis|à partir de|avec|via) .*` + device, `enviado (?:desde|do|da|de|via|con|por) .*` + device,
		`inviato (?:da|dal|con|tramite) .*` + device, `(?:verzonden|verstuurd) (?:vanaf|met|via|van) .*` + device, `(?:sendt|skickat|skickad|sänt) (?:fra|från|via|med) .*` + device,
		`lähetetty .*` + device, `wysłane? (?:z|ze|za pomocą) .*` + device, `odesláno (?:z|ze) .*` + device, `从我的.*发送`, `發自我的`, `发自我的`, `.*から送信`, `나의 .*에서 보냄`,
		`(?:get|получить|скачать|télécharger|obtenez|obtener|hol(?:en)? sie sich|download|hent|skaffa) outlook (?:for|для|pour|para|für|til|för) `,
		`(?:virus-free|без вирусов|virenfrei|garanti sans virus)\b`,
	}, "|") + `)`)
	// rule is a line of nothing but strokes, which sets a footer apart.
	rule       = regexp.MustCompile(`^[-_=+~#*ᐧ]{2,}$|^ᐧ$`)
	closing    = regexp.MustCompile(`(?i)^(?:с\s+(?:наилучшими\s+|глубоким\s+)?(?:уважением|пожеланиями)|всего\s+(?:наилучшего|доброго)|з\s+повагою|(?:best|kind|warm|kindest)?\s*regards|yours\s+(?:sincerely|faithfully)|sincerely(?:\s+yours)?|mit\s+(?:freundlichen|besten)\s+grüßen|cordialement)[\s,.!]*$`)
	phone      = regexp.MustCompile(`(?:\+|\b(?:tel|phone|тел|моб|mob)\b\.?:?\s*)\s*\d[\d\s()-]{6,}\d`)
	listFooter = regexp.MustCompile(`(?i)^unsubscribe: .+@`)
)

// device names what mails are sent from.
const device = `(?:iphone|ipad|ipod|android|андроид|айфон|samsung|galaxy|huawei|honor|xiaomi|redmi|pixel|nokia|blackberry|windows|mac\b|macbook|outlook|gmail|yahoo|yandex|яндекс|mail\b|почт|спарк|spark|thunderbird|protonmail|proton|typeapp|mailbox|bluemail|k-9|aquamail|телефон|смартфон|устройств|мобильн|планшет|mobile|phone|telefon|téléphone|teléfono|móvil|telefone|cellulare|handy|tablet|smartphone|surface|app\b|mobil\b|телефону|пристро|<https?:|https?://)`

// maxFooter is how many lines a signature or list footer may have below a
// rule; a longer text below "***" is a section of the mail.
const maxFooter = 30

// maxFooterGap bounds the same with blank lines counted.
const maxFooterGap = 300

func isDeviceLine(text string) bool {
	return len(text) <= 160 && deviceLine.MatchString(text)
}

// markSignatures gives the signature role within lines[from:to], which the
// sender typed without a quote in between. A signature stands below something
// typed, here or further up; it returns whether anything was.
func markSignatures(lines []Line, from, to int, typed bool) bool {
	for i := from; i < to; i++ {
		if lines[i].Role != RoleNew {
			continue
		}
		if startsSignature(lines, i, to) {
			switch {
			case typed && endsText(lines, i+1, to):
				setRole(lines[i:to], RoleSignature)
				return typed
			case !typed || !rule.MatchString(lines[i].Text):
				lines[i].Role = RoleSignature
			}
			continue
		}
		typed = true
	}
	return typed
}

func startsSignature(lines []Line, i, to int) bool {
	text := lines[i].Text
	switch {
	case rule.MatchString(text), isDeviceLine(text), listFooter.MatchString(text):
		return true
	case closing.MatchString(text):
		return hasContact(lines[i+1 : min(i+8, to)])
	default:
		return false
	}
}

// endsText reports whether lines[from:to] can be a footer: short, and without
// anything that looks like an answer.
func endsText(lines []Line, from, to int) bool {
	count := 0
	for i, l := range lines[from:to] {
		if i > maxFooterGap {
			return false
		}
		if l.Role == RoleBlank {
			continue
		}
		if m := prose.MarkerOf(l.Text); m.Strong || postscript.MatchString(l.Text) {
			return false
		}
		if count++; count > maxFooter {
			return false
		}
	}
	return true
}

var postscript = regexp.MustCompile(`(?i)^(?:p\.?\s?p?\.?s\b|ps[.:]|з\.?ы\b|постскриптум)`)

func hasContact(lines []Line) bool {
	for _, l := range lines {
		if phone.MatchString(l.Text) {
			return true
		}
	}
	return false
}

// setRole gives lines a role; lines known to be ours stay quotes.
func setRole(lines []Line, r Role) {
	for i := range lines {
		if lines[i].Role != RoleBlank && !lines[i].Ours {
			lines[i].Role = r
		}
	}
}

// isLowerStart reports whether a line begins in lower case, as the rest of a
// line that was broken in transport does.
func isLowerStart(s string) bool {
	for _, r := range s {
		return unicode.IsLower(r)
	}
	return false
}

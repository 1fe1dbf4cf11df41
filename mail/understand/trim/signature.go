package trim

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

var (
	// deviceLine is what phones and web mailers add below a text. The device or
	// program must be named: "Отправлено с опозданием" is a sentence.
	deviceLine = regexp.MustCompile(`(?i)^[<\[*_(«"\s]*(?:` + strings.Join([]string{
		`sent from my (?:(?-i:[\p{Lu}\d]|[a-z]+[A-Z])[^\s,.;]*[\s.]*){1,6}$`, `sent from my verizon, ` + few + device, `sent from nine$`,
		`(?:please |bitte |, )*(?:excuse|forgive|pardon) (?:my |any |the )*(?:brevity|typos|errors|mistakes|short)`,
		`(?:простите|извините|прошу прощения) за (?:краткость|опечатки)`, `(?:пробачте|вибачте) за стислість`,
		`(?:sent|written|composed) (?:from|via|with|using|by) ` + few + device,
		`отправлен\S* (?:с|со|из|через|при помощи|с помощью) ` + few + device,
		`(?:надіслано|відправлено) (?:з|із|за допомогою) ` + few + device,
		`(?:gesendet|verschickt) (?:von|mit|über|aus) ` + few + device, `von mein\S+ .*gesendet`, `diese nachricht wurde von .*gesendet`,
		`envoyé (?:de|depuis|à partir de|avec|via) ` + few + device, `enviado (?:desde|do|da|de|via|con|por) ` + few + device,
		`inviato (?:da|dal|con|tramite) ` + few + device, `(?:verzonden|verstuurd) (?:vanaf|met|via|van) ` + few + device, `(?:sendt|skickat|skickad|sänt) (?:fra|från|via|med) ` + few + device,
		`lähetetty ` + few + device, `wysłane? (?:z|ze|za pomocą) ` + few + device, `odesláno (?:z|ze) ` + few + device, `从我的.*发送`, `發自我的`, `发自我的`, `.*から送信`, `나의 .*에서 보냄`,
		`(?:get|получить|скачать|télécharger|obtenez|obtener|hol(?:en)? sie sich|download|hent|skaffa) outlook (?:for|для|pour|para|für|til|för) `,
		`(?:virus-free|без вирусов|virenfrei|garanti sans virus)\b`,
	}, "|") + `)`)
	// rule is a line of nothing but strokes, which sets a footer apart.
	rule       = regexp.MustCompile(`^[-_=+~#*ᐧ\x{2010}-\x{2015}]{2,}$|^ᐧ$`)
	closing    = regexp.MustCompile(`(?i)^(?:с\s+(?:наилучшими\s+|глубоким\s+)?(?:уважением|пожеланиями)|всего\s+(?:наилучшего|доброго)|з\s+повагою|(?:best|kind|warm|kindest)?\s*regards|yours\s+(?:sincerely|faithfully)|sincerely(?:\s+yours)?|mit\s+(?:freundlichen|besten)\s+grüßen|cordialement)[\s,.!]*$`)
	phone      = regexp.MustCompile(`(?:\+|\b(?:tel|phone|тел|моб|mob)\b\.?:?\s*)\s*\d[\d\s()-]{6,}\d`)
	listFooter = regexp.MustCompile(`(?i)^unsubscribe: .+@`)
)

// few are the words that can stand before a device's name; more are a sentence.
const few = `(?:[^\s,]+\s+){0,3}?[^\s\p{L}\d]*`

// device names what mails are sent from.
const device = `(?:iphone|ipad|ipod|android|андроид|айфон|samsung|galaxy|huawei|honor|xiaomi|redmi|pixel|nokia|blackberry|windows|mac\b|macbook|outlook|gmail|yahoo|yandex|яндекс|mail\b|почт|спарк|spark|thunderbird|protonmail|proton|typeapp|mailbox|bluemail|k-9|aquamail|телефон|смартфон|устройств|мобильн|планшет|mobile|phone|telefon|téléphone|teléfono|móvil|telefone|cellulare|handy|tablet|smartphone|surface|app\b|mobil\b|телефону|пристро|nexus|oneplus|vivo|oppo|poco\b|zte|lg\b|htc|motorola|watch|vision pro|chromebook|laptop|airmail|superhuman|shortwave|edison|aol\b|gmx|web\.de|zoho|seznam|onet|interia|wp\.pl|libero|fastmail|tutanota|hey\b|em client|mailbird|postbox|<https?:|https?://)`

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
	if typed && to == len(lines) && signsOff(lines[from:to]) {
		setRole(lines[from:to], RoleSignature)
		return typed
	}
	for i := from; i < to; i++ {
		if lines[i].Role != RoleNew {
			continue
		}
		kind := footerAt(lines, i, to)
		switch {
		case kind == footerNone:
			typed = true
		case typed && kind.ends(lines[i+1:to]):
			setRole(lines[i:to], RoleSignature)
			doubtProse(lines[i+1 : to])
			return typed
		case typed && kind == footerDelimiter && postscriptAt(lines[i:to]) > 0:
			end := i + postscriptAt(lines[i:to])
			setRole(lines[i:end], RoleSignature)
			i = end - 1
		case !typed && kind != footerRule, kind == footerDevice, kind == footerList:
			lines[i].Role = RoleSignature
		}
	}
	return typed
}

// footer is what begins at a line and may end the text.
type footer uint8

const (
	footerNone      footer = iota
	footerDelimiter        // "--"
	footerRule             // other strokes, which part sections, too
	footerUnderscores
	footerDevice
	footerList
	footerClosing // a formal closing above a telephone number
)

func footerAt(lines []Line, i, to int) footer {
	text := lines[i].Text
	switch {
	case text == "--":
		return footerDelimiter
	case rule.MatchString(text) && text[0] == '_':
		return footerUnderscores
	case rule.MatchString(text):
		return footerRule
	case isDeviceLine(text):
		return footerDevice
	case listFooter.MatchString(text):
		return footerList
	case closing.MatchString(text) && hasContact(lines[i+1:min(i+8, to)]):
		return footerClosing
	default:
		return footerNone
	}
}

// ends reports whether the text is at its end with a footer that has some lines
// below it. What programs write is believed; what people draw, too, must have no
// prose below it, and strokes that set off headings must have a signature.
func (f footer) ends(below []Line) bool {
	if !endsText(below) {
		return false
	}
	switch f {
	case footerDelimiter, footerList, footerDevice:
		return true
	case footerClosing, footerUnderscores:
		return !holdsProse(below)
	default:
		return !holdsProse(below) && (looksSigned(below) || isEmpty(below))
	}
}

// signOff opens the last lines of a mail in the languages of mail programs'
// users. Below a quote, where programs put signatures, it is no answer.
var signOff = prose.Lazily(`(?i)^(?:(?:with )?(?:best|kind|kindest|warm|warmest)(?: regards| wishes)?|regards|cheers|(?:many )?thanks(?: a lot| in advance| again)?|thank you|sincerely|yours(?: \S+)?|` +
	`спасибо(?: заранее| большое)?|(?:заранее )?благодарю|с (?:\S+ )?(?:уважением|пожеланиями)|всего (?:доброго|наилучшего|хорошего)|хорошего дня|до свидания|з повагою|дякую|` +
	`(?:mit )?(?:viele[nr]?|beste[nr]?|liebe[nr]?|freundliche[nr]?|schöne[nr]?|herzliche[nr]?) (?:grüße[n]?|gruß|grüsse[n]?)|gruß|danke|vielen dank|lg|mfg|vg|` +
	`cordialement|bien (?:à vous|cordialement)|merci(?: d'avance)?|salutations|un saludo|saludos(?: cordiales)?|atentamente|gracias|abraços?|atenciosamente|obrigad[oa]|cordiali saluti|distinti saluti|saluti|grazie|` +
	`(?:met )?vriendelijke groet(?:en)?|groet(?:en|jes)?|bedankt|(?:med )?vänliga? hälsning(?:ar)?|mvh|vh|(?:med )?(?:vennlig|venlig) hilsen|hilsen|hälsningar|terveisin|ystävällisin terveisin|` +
	`pozdrawiam|z poważaniem|dziękuję|s pozdravem|děkuji|üdvözlettel|köszönöm|saygılarımla|teşekkürler|cu stimă|mulțumesc)[\s,.!–—-]*(?:\p{Lu}[\p{L}.-]*[\s,.!]*){0,3}$`)

// maxSignOff is how long a line of a closing is.
const maxSignOff = 200

// signsOff reports whether lines are a closing with a name and no more.
func signsOff(lines []Line) bool {
	if len(lines) > maxFooter {
		return false
	}
	opened := false
	for _, l := range lines {
		switch {
		case l.Role == RoleBlank:
		case len(l.Text) > maxSignOff, !opened && !signOff.Matches(l.Text):
			return false
		case opened && (isProse(l.Text) || !isNameLike(l.Text) && !isContact(l.Text)):
			return false
		default:
			opened = true
		}
	}
	return opened && endsText(lines)
}

// endsText reports whether lines can be a footer: short, and without anything
// that looks like an answer.
func endsText(lines []Line) bool {
	count := 0
	for i, l := range lines {
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

// postscriptAt returns where a postscript stands below the delimiter of a short
// signature, or zero.
func postscriptAt(lines []Line) int {
	for i, l := range lines[:min(len(lines), maxNameWords+2)] {
		if postscript.MatchString(l.Text) {
			return i
		}
	}
	return 0
}

// banner is what servers put above mail from outside.
var banner = prose.Lazily(`(?i)^[\W_]*(?:(?:caution|warning|external|attention|important|внимание|осторожно|предупреждение|achtung|vorsicht)\W+)*(?:this (?:e-?mail|message|mail) (?:has )?(?:originated|originates|came|comes|was sent|is) from (?:an? )?(?:outside|external)|external (?:e-?mail|sender|mail)\b|` +
	`do not click (?:on )?(?:any )?links|(?:you|some people who received this message) don'?t often get (?:e-?mail|messages?)|(?:данное |это )?(?:письмо|сообщение) (?:получено|отправлено|пришло|поступило) (?:от|с|из) внешн|вы (?:нечасто|редко) получаете|` +
	`diese (?:e-?mail|nachricht) (?:kommt|stammt|wurde) von (?:extern|außerhalb|einem externen)|ce (?:message|courriel) provient)`)

// markBanners takes the banners of servers off the top of a mail.
func markBanners(lines []Line) {
	for i, n := 0, 0; i < len(lines) && n < 3; i++ {
		if lines[i].Role == RoleBlank {
			continue
		}
		if n++; lines[i].Role == RoleNew && banner.Matches(lines[i].Text[:min(len(lines[i].Text), maxSignOff)]) {
			lines[i].Role = RoleSignature
		}
	}
}

func hasContact(lines []Line) bool {
	for _, l := range lines {
		if phone.MatchString(l.Text) {
			return true
		}
	}
	return false
}

var webAddress = regexp.MustCompile(`(?i)\b(?:https?://|www\.)\S+`)

// isContact reports whether a line says how to reach somebody.
func isContact(text string) bool {
	return phone.MatchString(text) || address.MatchString(text) || webAddress.MatchString(text)
}

// looksSigned reports whether lines are how people sign: a way to reach them, or
// a whole name on the first line.
func looksSigned(lines []Line) bool {
	first := true
	for _, l := range lines {
		if l.Role == RoleBlank {
			continue
		}
		if isContact(l.Text) || disclaimer.Matches(l.Text) || first && wordCount(l.Text) > 1 && isNameLike(l.Text) {
			return true
		}
		first = false
	}
	return false
}

// maxNameWords is how long a name, a title or a company is.
const maxNameWords = 6

// isNameLike reports whether a line can be a name, a title or a company: a few
// words, without a figure, most of them with a capital.
func isNameLike(text string) bool {
	words := strings.Fields(text)
	capitals := 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			capitals++
		}
	}
	return len(words) <= maxNameWords && 2*capitals >= len(words) && !strings.ContainsAny(text, "0123456789?!:;%")
}

// disclaimer is what companies put below every mail.
var disclaimer = prose.Lazily(`(?i)confidential|privileged|intended (?:solely|only|recipient)|legally|unsubscribe|virus|before printing|consider the environment|registered (?:in|office|number)|` +
	`конфиденциальн|предназначен\S* (?:только|исключительно)|является коммерческой|подумайте|vertraulich|handelsregister|geschäftsführer|amtsgericht|sitz der|confidentialité|destinataire|confidencial|riservat|` +
	`vertrouwelijk|poufn|denne e-?post`)

const (
	// minProseWords and longProseWords are how many words a sentence has, with
	// and without the stop at its end.
	minProseWords  = 5
	longProseWords = 9
)

// isProse reports whether a line is of somebody who goes on writing.
func isProse(text string) bool {
	if len(text) > maxHeaderLine {
		return true
	}
	words := wordCount(text)
	if words < minProseWords || disclaimer.Matches(text) {
		return false
	}
	return words >= longProseWords && !isContact(text) || strings.ContainsAny(text[len(text)-1:], ".!?") || strings.HasSuffix(text, "…")
}

func holdsProse(lines []Line) bool {
	return slices.ContainsFunc(lines, func(l Line) bool { return isProse(l.Text) })
}

// doubtProse doubts that sentences in a footer belong to it.
func doubtProse(lines []Line) {
	for i := range lines {
		lines[i].Doubtful = isProse(lines[i].Text)
	}
}

// isEmpty reports whether lines hold nothing but strokes.
func isEmpty(lines []Line) bool {
	return !slices.ContainsFunc(lines, func(l Line) bool { return l.Role != RoleBlank && !rule.MatchString(l.Text) })
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

package trim

import (
	"regexp"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// headerField is the part that a line plays in the header block which Outlook
// and others put above the mail being answered.
type headerField uint8

const (
	fieldFrom headerField = iota + 1
	fieldDate
	fieldTo
	fieldSubject
	fieldOther
)

// headerNames holds the field names of mail programs in the languages that we
// have seen, folded to lower case.
var headerNames = namesOf(map[headerField]string{
	fieldFrom:    "from|de|von|van|da|fra|från|от|от кого|від|від кого|lähettäjä|od|发件人|發件人|差出人|보낸 사람|feladó|kimden|gönderen|από|de la|expéditeur|remitente|remetente|mittente|afzender|absender|avsender|avsändare|nadawca|odesílatel|message du|von (name)",
	fieldDate:    "date|sent|sent at|envoyé|envoyé le|envoye le|gesendet|gesendet am|datum|verzonden|inviato|data|sendt|dato|skickat|skickat den|отправлено|отправленные|дата|надіслано|lähetetty|päivämäärä|päiväys|wysłano|wysłane|enviado|enviado el|enviada em|enviado em|enviada|fecha|发送时间|發送時間|日期|送信日時|날짜|보낸 날짜|odesláno|elküldve|dátum|dátuma|tarih|gönderildi|gönderilen|ημερομηνία|trimis",
	fieldTo:      "to|à|a|an|aan|para|til|till|кому|до|vastaanottaja|do|komu|收件人|宛先|받는 사람|címzett|kime|προς|către|destinataire|destinatario|destinatário|empfänger|mottaker|mottagare|adresat",
	fieldSubject: "subject|objet|sujet|betreff|onderwerp|oggetto|asunto|assunto|emne|ämne|тема|aihe|temat|主题|主旨|件名|제목|předmět|predmet|tárgy|konu|θέμα|subiect",
	fieldOther:   "cc|bcc|copie à|copie|kopie|copia|копия|копія|kopi|kopia|抄送|másolat|reply-to|reply to|risposta|ответить|обратный адрес|importance|priority|важность|приоритет|attachments|вложения|вложение|anlagen|organization",
})

func namesOf(table map[headerField]string) map[string]headerField {
	names := make(map[string]headerField)
	for field, list := range table {
		for name := range strings.SplitSeq(list, "|") {
			names[name] = field
		}
	}
	return names
}

var headerLine = regexp.MustCompile(`^[*_\s]*([^\s:：*_][^:：*_]{0,23}?)[*_\s]*[:：][*_]*(?:\s|\S|$)`)

// headerOf returns which header field a line is, or zero.
func headerOf(text string) headerField {
	m := headerLine.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	return headerNames[strings.ToLower(strings.TrimSpace(m[1]))]
}

// headerBlockAt reports whether a block of at least least header lines begins
// at line i, the sender's among them. Long values wrap to a second line.
func headerBlockAt(lines []Line, i, least int) bool {
	if lines[i].Role != RoleNew || headerOf(lines[i].Text) == 0 {
		return false
	}
	var seen [fieldOther + 1]bool
	count, wrapped := 0, 0
	for _, l := range lines[i:min(i+12, len(lines))] {
		field := headerOf(l.Text)
		switch {
		case l.Role != RoleNew || (field == 0 && wrapped == 2):
			return enoughHeaders(seen, count, least)
		case field == 0:
			wrapped++
		default:
			count, wrapped = count+1, 0
			seen[field] = true
		}
	}
	return enoughHeaders(seen, count, least)
}

// flatHeader reports whether a line is a whole header block whose line ends were
// lost: "From: Rapport <a@b> Sent: Monday, 23 November 2026 To: Lars".
func flatHeader(text string) bool {
	if headerOf(text) != fieldFrom || !bracketed.MatchString(text) || !hasDate(text) {
		return false
	}
	for _, m := range nextField.FindAllStringSubmatch(text, 12) {
		if headerNames[strings.ToLower(m[1])] == fieldDate {
			return true
		}
	}
	return false
}

// stackedHeader reports whether the header block of Lotus Notes begins at line i:
// the sender, the day, and the names of fields on lines of their own.
func stackedHeader(lines []Line, i int) bool {
	if lines[i].Role != RoleNew || len(lines[i].Text) > maxHeaderLine || wordCount(lines[i].Text) > maxNameWords {
		return false
	}
	var seen [fieldOther + 1]bool
	block := lines[i:min(i+16, len(lines))]
	for _, l := range block {
		if l.Role == RoleNew && len(l.Text) <= 24 {
			seen[headerNames[strings.ToLower(l.Text)]] = true
		}
	}
	dated := func(l Line) bool { return hasDate(l.Text) }
	return seen[fieldTo] && seen[fieldSubject] && slices.ContainsFunc(block[:min(4, len(block))], dated)
}

var nextField = regexp.MustCompile(`[\s>](\p{L}+)\s?:`)

func enoughHeaders(seen [fieldOther + 1]bool, count, least int) bool {
	kinds := 0
	for _, field := range []headerField{fieldFrom, fieldDate, fieldTo, fieldSubject} {
		if seen[field] {
			kinds++
		}
	}
	return seen[fieldFrom] && kinds >= 2 && count >= least
}

// maxHeaderLine is how long a line is that sets an earlier mail apart.
const maxHeaderLine = 400

// original finds "-----Original Message-----" in its many dresses.
var original = regexp.MustCompile(`(?i)^[\s*_]*[-_=~#\x{2010}-\x{2015}]{2,}\s*(.{3,120}?)\s*[-_=~#\x{2010}-\x{2015}]{2,}[\s*_]*$`)

// originalWords are word stems that tell such a line from a section heading.
var originalWords = regexp.MustCompile(`(?i)origin|ursprüngliche|ursprunglig|oprindelig|opprinnelig|oorspronkelijk|исходн|оригинальн|пересыл|переслан|пересланн|вихідне|початкове|forwarded|reply message|weitergeleitet|transféré|transmis|reenviad|encaminhad|inoltrat|doorgestuurd|videresendt|vidarebefordrat|oryginaln|przekazan|původní|přeposlan|pôvodn|alkuperäi|välitetty|eredeti|orijinal|iletilen|πρωτότυπο|原始|原邮件|原文|转发|轉寄|転送|元のメッセージ|원본`)

// isOriginalLine reports whether a line sets an earlier mail apart: it says so,
// or it introduces it between its strokes ("-----Rapport <a@b> wrote: -----").
func isOriginalLine(text string) bool {
	if len(text) > maxHeaderLine {
		return false
	}
	m := original.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	return originalWords.MatchString(m[1]) || address.MatchString(m[1]) && wroteWord.MatchString(m[1]) || judgeAttribution(m[1], m[1]) == certain
}

// separatesAt reports whether line i is strokes, with words of any language in
// between, right above what an earlier mail begins with.
func separatesAt(lines []Line, i int) bool {
	if len(lines[i].Text) > maxHeaderLine || !rule.MatchString(lines[i].Text) && !original.MatchString(lines[i].Text) {
		return false
	}
	for j := i + 1; j < min(i+3, len(lines)); j++ {
		if lines[j].Role == RoleBlank {
			continue
		}
		_, c := attributionAt(lines, j)
		return c == certain || headerBlockAt(lines, j, 2)
	}
	return false
}

// forwardWords open a forwarded mail without dashes around them.
var forwardWords = regexp.MustCompile(`(?i)^(?:begin forwarded message|начало (?:переадресованного|пересланного) сообщения|anfang der weitergeleiteten (?:nachricht|e-mail)|début du (?:message|e-mail) (?:réexpédié|transféré)|inicio del mensaje reenviado|início da mensagem (?:reencaminhada|encaminhada)|inizio messaggio inoltrato|begin doorgestuurd bericht|vidarebefordrat brev|videresendt besked|przekazywana wiadomość|початок пересланого повідомлення|forwarded message|пересылаемое сообщение)\s*:?$`)

// forwardStems tell the line above a forwarded mail from the one above an
// answered mail, which many programs set apart in the same way.
var forwardStems = prose.Lazily(`(?i)пересыл|переслан|переадресов|пересилан|forwarded|weitergeleitet|transféré|réexpédi|reenviad|encaminhad|inoltrat|doorgestuurd|videresend|vidarebefordra|przekaz|přeposlan|preposlan|välitetty|továbbított|iletilen|redirecționat|προωθημένο|转发|轉寄|転送|전달`)

func isForwardLine(text string) bool {
	return len(text) <= maxHeaderLine && (forwardWords.MatchString(text) || original.MatchString(text) && forwardStems.Matches(text))
}

// replyMarker is the line that we, and other systems, put above a mail's text.
var replyMarker = regexp.MustCompile(`(?i)(?:reply|answer|write|type your reply|respond)\s+above\s+(?:this|the)\s+line|(?:ответ\S*|пишите|напишите|отвечайте)\s+(?:\S+\s+){0,2}(?:выше|над)\s+(?:эт\S+\s+)?(?:лини\S+|строк\S+|черт\S+)|(?:выше|над)\s+эт\S+\s+(?:лини\S+|строк\S+|черт\S+)`)

func isReplyMarker(text string) bool {
	return len(text) <= 160 && replyMarker.MatchString(text)
}

package understand

import (
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/message"
)

// speech holds the sentences about a mail as a whole, in one language.
type speech struct {
	encrypted string
	attached  string // only the attachment %s
	attaches  string // only the attachments %s
	hidden    string // in a form that only Outlook reads
	unread    string // the attachments %s are not read
	tables    string // of the tables %s one has to be left
	forwarded string
	leftOut   string // what was left out begins with %s
}

var english = speech{
	encrypted: "your mail came encrypted and cannot be read here; please send it again without encryption",
	attached:  "your mail held only the attachment %s; please write the answers in the mail itself",
	attaches:  "your mail held only the attachments %s; please write the answers in the mail itself",
	hidden: "your mail came in Outlook's own form (winmail.dat), which only Outlook can read; please set the format of your mail to HTML or plain text " +
		"and answer in the mail itself",
	unread:    "attachments such as %s are not read here; please write the answers in the mail itself",
	tables:    "there are several tables (%s), and nothing of them is taken yet; please send the one that counts",
	forwarded: "what a forwarded mail says is not taken as your answer; please write your answers above it",
	leftOut:   "%s looked like a quoted mail or a signature and was left out; if it is your answer, please send it alone",
}

var russian = speech{
	encrypted: "письмо пришло зашифрованным, прочесть его здесь нельзя; пришлите его, пожалуйста, ещё раз без шифрования",
	attached:  "в письме было только вложение %s; напишите, пожалуйста, ответы в самом письме",
	attaches:  "в письме были только вложения %s; напишите, пожалуйста, ответы в самом письме",
	hidden: "письмо пришло в собственном формате Outlook (winmail.dat), который читает только он сам; выберите, пожалуйста, для письма формат HTML " +
		"или «Обычный текст» и ответьте в самом письме",
	unread:    "вложения (%s) здесь не читаются; напишите, пожалуйста, ответы в самом письме",
	tables:    "таблиц несколько (%s), и пока из них ничего не учтено; пришлите, пожалуйста, нужную",
	forwarded: "слова пересланного письма не считаются вашим ответом; напишите, пожалуйста, ответы над ним",
	leftOut:   "%s похоже на цитату или подпись и не учтено; если это ваш ответ, пришлите, пожалуйста, его отдельно",
}

func speechFor(locale string) speech {
	if base, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(locale, "_", "-")), "-"); base == "ru" {
		return russian
	}
	return english
}

const (
	maxNamed = 3  // attachments that a sentence names
	maxSeen  = 60 // letters of a text that a sentence repeats
)

// attachedTo says what becomes of files beside words that point to them, or in their place.
func (s speech) attachedTo(words bool, all []message.Attachment) string {
	if words {
		return s.unreadAttached(all)
	}
	return s.onlyAttached(all)
}

// onlyAttached says what came instead of words.
func (s speech) onlyAttached(all []message.Attachment) string {
	names, count := named(all)
	if count == 1 {
		return fmt.Sprintf(s.attached, names)
	}
	return fmt.Sprintf(s.attaches, names)
}

// unreadAttached says that nobody reads what words point to.
func (s speech) unreadAttached(all []message.Attachment) string {
	names, _ := named(all)
	return fmt.Sprintf(s.unread, names)
}

// severalTables says that somebody has to choose.
func (s speech) severalTables(all []message.Attachment) string {
	names, _ := named(all)
	return fmt.Sprintf(s.tables, names)
}

// named lists the first attachments by their names, and counts all names.
func named(all []message.Attachment) (names string, count int) {
	var quoted []string
	for _, a := range all {
		if q := `"` + a.Name + `"`; !slices.Contains(quoted, q) {
			quoted = append(quoted, q)
		}
	}
	names = strings.Join(quoted[:min(len(quoted), maxNamed)], ", ")
	if len(quoted) > maxNamed {
		names += ", …"
	}
	return names, len(quoted)
}

// unopened names the first attachments that somebody may have meant to be read: what programs
// add by themselves, such as a card or a signature, is left out.
func unopened(all []message.Attachment) []string {
	var names []string
	for _, a := range all {
		if !a.Added() && !slices.Contains(names, a.Name) && len(names) < maxNamed {
			names = append(names, a.Name)
		}
	}
	return names
}

// wasLeftOut repeats the beginning of what was left out.
func (s speech) wasLeftOut(text string) string {
	seen := strings.Join(strings.Fields(text), " ")
	if letters := []rune(seen); len(letters) > maxSeen {
		seen = strings.TrimSpace(string(letters[:maxSeen])) + "…"
	}
	return fmt.Sprintf(s.leftOut, `"`+seen+`"`)
}

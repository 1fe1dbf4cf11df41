package autoreply

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// autoReplySubject is how answering programs title an absence, in the
// languages of our partners and in those of the great mail services.
var autoReplySubject = prose.Lazily(`(?i)^[\[(*"« ]*(?:` + strings.Join([]string{
	`auto(?:matic|mated)?[-_ ]*(?:reply|response|respond(?:er)?|answer|acknowledg\w*)`, `auto\s*:`,
	`(?:i am |i'm )?out of (?:the )?office`, `ooo\b`, `oof\b`,
	`(?:i am )?away from (?:the|my) (?:office|mail|desk|e-?mail)`, `away until`, `on (?:vacation|holiday|leave)\b`,
	`vacation (?:reply|response|notice|message)`, `\S+ is (?:out of (?:the )?office|on vacation|away)`,
	`abwesenheits?`, `automatische (?:antwort|nachricht)`, `nicht im (?:haus|büro)`, `réponse automatique`,
	`absence du bureau`, `absent du bureau`, `respuesta autom[aá]tica`, `fuera de (?:la )?oficina`,
	`risposta automatica`, `fuori (?:sede|ufficio)`, `resposta autom[aá]tica`, `automatisch antwoord`, `afwezig`,
	`autosvar`, `automatiskt? svar`, `frånvaro`, `fraværsmelding`, `ikke til stede`, `automaattinen vastaus`,
	`odpowied[zź] automatyczna`, `automatick[aá] odpov`, `автомат\S* (?:ответ|уведомлени|повідомленн|відповідь)`,
	`авто-?ответ`, `автовідповідь`, `отсутствую(?:$|\P{L})`,
	`(?:я )?(?:меня )?(?:нет|не) (?:на (?:рабочем )?месте|в офисе|на работе)`,
	`(?:я )?(?:нахожусь )?в (?:отпуске|командировке)`, `вне офиса`, `отпуск\s*$`, `自动(?:答复|回复)`, `自動(?:応答|返信|回覆)`,
	`不在`, `자동 회신`, `otomatik yanıt`,
}, "|") + `)`)

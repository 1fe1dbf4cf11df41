package bounce

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// daemonName is what delivery programs call themselves, and nobody else.
var daemonName = prose.AnyOf(
	`mailer[-_. ]?daemon`, `mail delivery (?:sub)?system`, `mail delivery service`, `mdaemon`, `mail[-_]?daemon`,
	`mail administrator`, `mail\.daemon`, `почтовый демон`,
)

// postmasterName is what both programs and people may be called.
var postmasterName = prose.AnyOf(
	`\bpost[-_ ]?master\b`, `internet mail delivery`, `mail ?system`, `system administrator`,
	`системный администратор`, `администратор почты`, `\bdelivery\b`, `microsoft exchange`, `microsoft outlook`,
	`\bmmsc\b`, `mail ?server`, `\bsystem\b`,
)

// replySubject is how mail programs title replies and forwarded mail.
var replySubject = prose.Lazily(`(?i)^\s*(?:re|aw|sv|antw|отв|ответ|fwd?|пересл\S*)\s*(?:\[\d+\])?\s*:`)

// listRefusal is what list servers answer to strangers.
var listRefusal = prose.AnyOf(`not a (?:member|subscriber) of`, `only (?:members|subscribers) (?:may|can)`)

// bounceSubject is how reports are titled.
var bounceSubject = prose.AnyOf(
	`undeliver(?:ed|able)`, `non[- ]?deliver(?:y|able|ed)`,
	`delivery (?:status )?(?:notification|report|failure|failed|problem|error|delay|unsuccessful|incomplete)`,
	`(?:mail|message|e-?mail) (?:delivery|system|could not|couldn'?t|can(?:no|')t|not|was not|undeliver|return|fail|error)`,
	`return(?:ed|ing)? (?:mail|message|to sender|e-?mail)`,
	`fail(?:ed|ure) (?:notice|notification|delivery|mail|to deliver|message)`, `failure notice`,
	`(?:mail|message|delivery) failure`, `could not (?:be )?(?:send|sent|deliver)`, `not (?:be )?delivered`,
	`unable to deliver`, `(?:message|mail|delivery|e-?mail) (?:delayed|delivery)`,
	`(?:message|mail|delivery) status`, `rejected`, `user unknown`, `unknown user`, `mailbox (?:is )?full`,
	`over quota`, `bounce[sd]?\b`, `warning: (?:could not|message)`, `dsn\b`, `is not (?:a )?(?:member|subscriber)`,
	`are not member`, `ndn:`, `ndr\b`, `postmaster notify`, `недоставлен`, `не ?доставлен`, `о недоставке`,
	`не может быть доставлен`, `невозможно доставить`, `доставк\S* (?:не|сообщени|письм)`,
	`возвра(?:т|щ)\S* (?:письм|сообщ|почт)`, `отчет о доставке`, `состояни\S+ доставки`, `unzustellbar`,
	`zustell(?:ung|fehler)`, `nicht zugestellt`, `échec (?:de )?(?:la )?(?:remise|livraison)`, `non remis`,
	`no se puede entregar`, `no entregado`, `mancata consegna`, `não (?:foi )?entregue`, `配信`, `送信失敗`, `送達`, `退信`,
	`未送达`,
)

// bounceOpening is what reports say before the returned mail.
var bounceOpening = prose.AnyOf(
	`(?:could not|couldn'?t|cannot|can'?t|can not|was not|wasn'?t|not been|not be|unable to be|`+
		`failed to be|has not|hasn'?t been) (?:be |yet )?(?:successfully )?(?:deliver|sent\b|reach)`,
	`unable to (?:deliver|send|relay)`, `undeliver(?:able|ed)`,
	`delivery (?:to the following|has failed|failed|failure|attempt|to these|error|is delayed|status|not)`,
	`did not reach`, `not reach the following`,
	`(?:following|your|the) (?:\S+ )?(?:address(?:es)?|recipients?|message|mail|`+
		`e-?mail)(?:\(?e?s\)?)?[^.\n]{0,60}(?:fail|reject|return|bounc|undeliver|delay|not deliver|`+
		`had (?:permanent|delivery|transient))`,
	`transcript of session`, `qmail-send program`, `permanent(?: fatal)? (?:error|failure)`,
	`message (?:header|returned|delivery)`, `reason (?:for|of) (?:the )?(?:failure|return)`, `failure reasons?`,
	`(?:user|host|domain|recipient|mailbox|address) (?:is )?(?:unknown|not found|unavailable|full)`,
	`unknown (?:user|host|recipient|address)`, `over(?: its)? quota`, `mailbox (?:is )?full`,
	`smtp (?:error|reply|server)`, `returned (?:mail|message|to sender)`, `rejected (?:by|for|because|as)`,
	`not a member`, `errors? (?:occurred|while|in)`, `mail (?:system )?error`, `diagnostic`,
	`\b5\d\d[ -]#?5\.\d\.\d`, `does not exist`, `no such user`,
	`не (?:было|был|была|может быть|удалось|удаётся|удается)\s+(?:\S+\s+)?достав`, `недоставлен`, `не доставлен`,
	`невозможно доставить`, `доставить (?:письмо|сообщение)`,
	`почтовый ящик \S* ?(?:не существует|переполнен|не найден)`,
	`nicht (?:\S+ )?(?:zugestellt|ausgeliefert|erreicht)`, `zustellung`, `n'a pas pu être`, `no se pudo entregar`,
	`配信できません`, `送信できません`, `届けられません`, `配送`,
)

// returnedMail is where a report without MIME structure begins to show the
// mail that came back.
var returnedMail = prose.Lazily(`(?im)^[ \t]*(?:` + strings.Join([]string{
	`[-=*_+>]{2,}[- ]*(?:\S+ ){0,3}(?:this is a copy of|below this line is|(?:your |the )?(?:original|` +
		`unsent|returned|undelivered|failed|rejected) (?:message|mail|headers?|text)|message (?:header|text|body|` +
		`follows)|copy of|the header|header of)[^\n]*`,
	`(?:the )?(?:original|returned|unsent|undelivered) (?:message|mail)(?: headers?| text)?(?: follows|` +
		` was| is included below| below)?[.: ]*$`,
	`original message (?:headers?|follows)[^\n]*`,
	`(?:your|the) (?:original )?message (?:headers?|follows|reads?|was as follows)[^\n]{0,30}:?\s*$`,
	`a copy of (?:your|the) (?:original )?message[^\n]*`, `исходн\S+ (?:сообщени|письм|заголов)[^\n]*`,
	`(?:заголов|копия|текст)\S* (?:исходн|вашего|письм|сообщени)[^\n]*`, `return-path:[^\n]*`,
	`received: (?:from|by|\(qmail)[^\n]*`,
}, "|") + `)`)

// delaySubject and delayOpening are how servers say that they go on trying.
var (
	delaySubject = prose.AnyOf(
		`\(delay(?:ed)?\)`, `^warning: (?:message|could not send)`, `(?:delivery|message|mail|e-?mail) (?:is |has been |was )?delayed`,
		`delayed (?:mail|message|delivery)`, `delivery incomplete`, `mail delivery delay`,
		`задержк\S* (?:доставк|письм|сообщ)`, `(?:доставка|письмо|сообщение) (?:\S+ )?(?:отложен|задержив|задерж)`, `verzögert`, `retard de (?:remise|livraison)`,
	)
	delayOpening = prose.AnyOf(
		`this is a warning (?:message )?only`, `you do not need to (?:resend|re-send)`, `no action is required on your part`,
		`will (?:be retried|keep (?:on )?trying|continue to (?:be )?(?:try|tried|attempt)|retry|try again)`, `delivery attempts will continue`,
		`попытки доставки (?:будут )?продолж`, `повторять попытки`,
	)
	// gaveUp says the contrary.
	gaveUp = prose.AnyOf(`giving up`, `given up`, `gave up`, `permanent(?:ly)? (?:fail|fatal|error)`, `no further (?:attempts|action will)`, `not be (?:re)?tried again`)
)

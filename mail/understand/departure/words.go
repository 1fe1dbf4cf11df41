package departure

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// gone is what is said of somebody who has left, by whoever answers for them.
var gone = prose.AnyOf(
	// English
	`no longer (?:works?|working|employed|part of|a member of|with (?:us|the|our|\p{L}+)|at (?:the|our|this|\p{L}+)|an employee|in (?:this|the) (?:role|position|company))`,
	`(?:does|do)(?: not|n't) work (?:here|at|for|with)[^.\n]{0,40}?(?:any ?(?:more|longer)|$)`, `(?:does|do)(?: not|n't) work here`,
	`(?:has|have|'ve|'s) (?:now |recently )?left (?:the |our )?(?:company|organi[sz]ation|firm|business|team|us\b|employment)`,
	`(?:has|have|'ve|'s) (?:now |recently )?left (?-i:\p{Lu})`, `(?:has|have|'ve|is|am|'m) (?:now )?retired\b`,
	`(?:has|have|'ve|'s) (?:moved on|gone on to (?:a )?new|changed jobs|resigned)`, `no longer (?:employed|in (?:our|the) employ)`,
	`(?:mailbox|address|account|e-?mail) is no longer (?:monitored|in use|used|active|read|valid|attended)`, `not (?:an? )?employee any ?more`,
	// Russian, Ukrainian
	`больше (?:здесь |у нас |тут |уже |в (?:компании|организации|фирме|штате) |в [«"]?\p{L}+[»"]? )*не (?:работа|являе|числи)`,
	`не работа\p{L}* (?:больше|(?:уже )?(?:у нас|здесь|в (?:компании|организации)))`,
	`(?:уже )?не работа\p{L}+ (?:в|у) (?:нашей |этой )?(?:компании|организации|нас)`,
	`(?:уволил\p{L}+|уволен\p{L}*|покинул\p{L}? (?:компанию|нашу|организацию)|уш[её]л из компании|ушла из компании)`,
	`(?:ящик|адрес|почта) (?:\S+ )?(?:больше|более) не (?:используется|обслуживается|проверяется|читается)`, `более не (?:работа|являе)`,
	`більше не працю`, `звільни(?:вся|лася)`,
	// German, French, Spanish, Italian, Portuguese, Dutch
	`nicht mehr (?:bei|für|im|in der|in unserem|in unserer)[^.\n]{0,50}(?:tätig|beschäftigt|arbeite|angestellt)`, `nicht mehr (?:tätig|beschäftigt|im unternehmen|bei uns)`,
	`arbeitet? nicht mehr`, `(?:hat|habe) (?:das unternehmen|die firma|uns) verlassen`, `aus (?:dem unternehmen|der firma) ausgeschieden`,
	`ne (?:travaille|fait|fais) plus`, `n'est plus (?:employée?|en poste|dans (?:l'entreprise|la société)|joignable à cette adresse|chez)`, `a quitté (?:l'entreprise|la société|l'organisation|ses fonctions|notre)`, `ai quitté (?:l'entreprise|la société|mes fonctions)`, `ne fais plus partie`,
	`ya no (?:trabaj|forma|form|pertenec|est[áa] en (?:la|esta) empresa)`, `ha dejado (?:la empresa|de trabajar|nuestra)`, `he dejado la empresa`,
	`non (?:lavor[ao]|fa|faccio) più`, `non è più (?:in azienda|dipendente|presso)`, `ha lasciato l'azienda`, `ho lasciato l'azienda`,
	`(?:já )?não (?:trabalh[ao]|faz|faço|está) mais`, `já não (?:trabalh|faz|está)`, `deixou a empresa`, `deixei a empresa`,
	`(?:werkt|werk|is|ben) niet (?:meer|langer) (?:bij|voor|werkzaam|in dienst)`, `niet (?:meer|langer) (?:werkzaam|in dienst)`,
	// Polish, Czech, Nordic, Finnish, Turkish
	`(?:już )?nie pracuj[eę] (?:już )?(?:w|u|dla)`, `już nie pracuj`, `odesz(?:ł|ed)\p{L}* z (?:firmy|pracy)`, `nie jest już pracownikiem`,
	`už (?:ve? |u )?(?:\p{L}+ )?nepracuj`, `arbetar inte längre`, `(?:har )?slutat (?:hos|på|på)`, `arbeider ikke lenger`, `jobber ikke lenger`, `arbejder ikke længere`, `har sluttet`, `er fratrådt`, `ei (?:ole|työskentele) enää`,
	`artık (?:\p{L}+ )*çalışm(?:ıyor|amakta)`, `(?:firmadan|şirketten) ayrıl`,
)

// ownGoing is what somebody says who leaves.
var ownGoing = prose.AnyOf(
	`(?:is|was|will be|'s) my (?:very )?(?:last|final) (?:working )?day`, `my (?:very )?(?:last|final) (?:working )?day (?:here|with|at|in|is|was|will)`,
	`(?:i am|i'm|i will be|i'll be) leaving (?:the |our |this )?(?:company|organi[sz]ation|firm|team|us\b|my (?:job|role|position|post)|\p{L}+ (?:at the end|on|in|next|this))`,
	`(?:i am|i'm|i will be|i'll be) (?:moving|going) (?:on )?to (?:a |another )(?:new |different )?(?:job|role|company|employer|team|department)`,
	`(?:i have|i've) (?:handed in my notice|resigned|quit my job|left the (?:company|team))`, `(?:i am|i'm) (?:retiring|no longer (?:with|at|working|responsible))`,
	`i no longer work`, `i (?:do not|don't) work (?:here|there) any ?more`, `i(?:'m| am) changing jobs`,
	`мой последний (?:рабочий )?день`, `последний (?:мой )?(?:рабочий )?день (?:работаю|у меня)`, `у меня последний (?:рабочий )?день`, `работаю последний (?:день|месяц)|работаю последнюю неделю|дорабатываю последн`,
	`(?:^|\P{L})(?:я )?(?:увольняюсь|ухожу (?:из (?:компании|фирмы|организации|отдела|проекта)|с (?:работы|должности))|покидаю (?:компанию|проект|команду|организацию))`, `(?:^|[.!?:,]\s*|(?:^|\P{L})я )(?:уволилась|уволился|ушла из компании|уш[её]л из компании)`,
	`перехожу (?:в другой отдел|в другую (?:компанию|команду)|на другую (?:работу|должность))`, `выхожу на пенсию`, `(?:^|\P{L})я (?:больше|уже) (?:здесь |тут |там )?не работаю`, `больше не (?:работаю|отвечаю за)`,
	`mein letzter (?:arbeits)?tag`, `ich verlasse (?:das unternehmen|die firma)`, `mon dernier jour`, `je quitte (?:l'entreprise|la société|mes fonctions)`,
	`mi último día`, `dejo la empresa`, `mio ultimo giorno`, `lascio l'azienda`, `meu último dia`, `mijn laatste (?:werk)?dag`, `ik verlaat het bedrijf`,
	`mój ostatni dzień`, `min sista (?:arbets)?dag`, `min siste (?:arbeids)?dag`, `min sidste (?:arbejds)?dag`,
)

// holiday is what makes a last day one before some days off.
var holiday = prose.AnyOf(
	`(?:last|final) (?:working )?day[^.\n]{0,30}(?:before|of|until) (?:the |my |our |an? )?(?:\p{L}+ )?(?:holiday|vacation|break|leave|christmas|new year|easter|trip|week|year|month|quarter|deadline|trial|sprint)`,
	`(?:parental|maternity|paternity|sick|annual|medical|study) leave`, `on (?:vacation|holiday|leave)\b`, `sabbatical`, `out of (?:the )?office until`,
	`последний (?:рабочий )?день (?:перед|до) `, `перед (?:отпуском|праздниками|командировкой|новым годом)`, `(?:в|из) (?:отпуск|командировк|декрет|больничн)\p{L}*`,
	`letzter (?:arbeits)?tag vor`, `dernier jour (?:avant|de vacances)`, `último día (?:antes|de vacaciones)`,
)

// final is what no holiday does away with.
var final = prose.AnyOf(
	`no longer (?:works?|working|employed|part of|an employee)`, `left (?:the )?company`, `leaving (?:the )?company`, `for good`, `больше (?:здесь |у нас |в компании )*не работа`, `увольня|уволил|увольнен`,
	`и больше не вернусь|возвращаться не (?:буду|планирую)`, `not (?:be )?(?:coming|returning|come) back|won't be back`,
)

// newAddress is how somebody tells of another address of theirs.
var newAddress = prose.AnyOf(
	`(?:my|his|her|their|the) (?:new|current) (?:e-?mail |mail )?address (?:is|:)`, `my (?:e-?mail |mail )?address (?:has )?(?:is )?(?:changed|changing)`, `(?:e-?mail |mail )?address has changed to`,
	`please (?:use|note|update) (?:my|this|the) new (?:e-?mail |mail )?address`, `i(?:'ve| have) (?:a new|changed my) (?:e-?mail |mail )?address`, `you can (?:now )?reach me (?:now )?(?:at|under)`,
	`(?:мой|его|её|ее) новый (?:адрес|e-?mail|имейл)|новый адрес (?:моей |электронной )*(?:почты)?`, `у меня (?:сменил\p{L}+|изменил\p{L}+|новый|новая) (?:адрес|почт|e-?mail)`, `(?:мой )?адрес (?:электронной )?(?:почты )?(?:изменился|сменился|поменялся)`, `пишите (?:мне )?(?:теперь )?на новый адрес`,
	`(?:meine|ihre|seine) neue (?:e-?mail-?)?adresse`, `ma nouvelle adresse`, `mi nueva dirección`, `mijn nieuwe (?:e-?mail)?adre[s]`,
)

// instead is what stands before the address of whoever is to be written to.
var instead = prose.AnyOf(
	`(?:please|kindly) (?:[\p{L}, ]{0,60}? )?(?:contact|write|e-?mail|mail|reach|send|direct|forward|address|refer|turn|get in touch|use|cc|copy)`,
	`(?:contact|write to|reach out to|get in touch with|in touch with|direct (?:all |any |your )?(?:\p{L}+ )?to|your (?:new )?contact)`, `takes? over`, `taking over`, `(?:my|the) (?:successor|replacement)`, `new contact`,
	`(?:пишите|обращайтесь|обращаться|писать|направля\p{L}+|напишите|свяжитесь|связаться|адресуйте|контакт\p{L}*|по (?:всем|рабочим) вопросам|вместо (?:меня|него|не[её])|(?:мой|е[её]|его) преемни\p{L}+|дела (?:передаю|передал\p{L}?|приня\p{L}+|примет)|замен\p{L}+|звертайтесь|пишіть)`,
	`(?:wenden sie sich|kontaktieren|schreiben sie|ansprechpartner\p{L}*|nachfolger\p{L}*|richten sie)`, `(?:veuillez|merci de|contacte[zr]|adresse[zr]|écri\p{L}+|successeur|remplaçant\p{L}*)`,
	`(?:por favor|contact[ea]\p{L}*|escrib\p{L}+|diríjase|dirigirse|póngase)`, `(?:si prega|contatt\p{L}+|scriv\p{L}+|rivolg\p{L}+)`, `(?:contat\p{L}+|escrev\p{L}+|entre em contato)`, `(?:neem contact|contact op|mail(?:en)? naar|stuur)`,
	`(?:prosz[eę]|kontakt\p{L}*|napisz|skontaktuj)`, `(?:kontakta|vänligen|kontakt|ota yhteyttä|iletişim|obraťte)`,
)

// A name is up to three words with capitals, as they are written beside an
// address or where somebody is said to take over.
const namePattern = `\p{Lu}(?:\.|[\p{L}'-]*)(?:[ \t]+(?:\p{Lu}(?:\.|[\p{L}'-]*)|van|von|de|der|den|da|di|el|bin)){0,3}`

var (
	nameBefore  = prose.Lazily(`(` + namePattern + `)[\s,:]*(?:\([^()\n]{0,40}\)[\s,:]*)?(?i:at|под|по адресу|unter|à|en)?[\s(<\[:–—-]*(?:mailto:)?$`)
	takesOver   = prose.Lazily(`(` + namePattern + `)(?:,[^,\n]{0,40},)?[ \t]+(?i:(?:will|is going to|has agreed to)?[ ]?(?:takes?|taking|took|be taking|has taken) over|will (?:replace|succeed|be your|handle|look after)|is (?:my|your|going to be my) (?:new )?(?:successor|replacement|contact)|replaces me|теперь|примет|принимает|вместо меня|будет вместо|заменит|заменяет|берёт|берет|возьмет|возьмёт|übernimmt|prend|reprend|remplace|se hace cargo|prende|assume|neemt|przejmuje|tar över|tar over|overtager)`)
	handsOver   = prose.Lazily(`(?i:hand(?:ing|ed)? (?:over |everything |my work |things |it )*(?:over )?to|pass(?:ing|ed)? (?:\p{L}+ )?to|(?:successor|replacement)(?: is| will be|:)?|over to|(?:дела|проект|вс[её]|работу) (?:я )?(?:передаю|передала|передал|принимает|примет|приняла|принял)|передаю (?:дела|вс[её]|проект)|вместо меня(?: будет| теперь| остаётся| остается)?|за меня(?: будет| остаётся| остается)|(?:преемни\p{L}+|замен\p{L}+)(?: —| -|:)?|nachfolger(?:in)?(?: ist|:)?|successeur(?: est)?)[ \t]+(` + namePattern + `)`)
	callInstead = prose.Lazily(`(?i:contact|write to|reach out to|in touch with|e-?mail|turn to|пишите|обращайтесь (?:к)?|обращаться (?:к)?|свяжитесь с|напишите|kontaktieren sie|an (?:frau|herrn)|contacter|contactar(?: a)?|contattare)[ \t]+(?i:my (?:colleague|successor)[ \t]+|коллег\p{L}+[ \t]+|моей коллеге[ \t]+|frau[ \t]+|herrn?[ \t]+)?(` + namePattern + `)`)
	// noName are words that begin sentences or titles.
	noName = prose.Lazily(`^(?i:` + strings.Join([]string{
		"please", "kindly", "contact", "write", "email", "e-mail", "mail", "instead", "at", "to", "the", "my", "your", "our", "colleague", "colleagues", "his", "her", "their", "for", "from", "on", "in", "and", "or", "with", "dear", "hi", "hello", "mr", "mrs", "ms", "mr.", "mrs.", "ms.", "dr.", "successor", "replacement", "new", "thanks", "thank", "regards", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "tomorrow", "it", "this", "that", "she", "he", "they", "we", "i", "i'm", "as", "until", "send", "direct", "forward", "who",
		"пишите", "обращайтесь", "по", "на", "к", "коллеге", "коллега", "вместо", "меня", "с", "и", "или", "адрес", "почта", "уважаемые", "здравствуйте", "добрый", "день", "сегодня", "завтра", "пятница", "понедельник", "вторник", "среда", "четверг", "суббота", "воскресенье", "я", "мой", "моя", "он", "она", "это", "дела", "теперь", "пожалуйста", "г-н", "г-жа", "контакт",
		"frau", "herr", "herrn", "kontakta", "kontakt", "contacte", "contactez", "veuillez", "entre", "neem", "proszę", "vänligen", "bitte", "an", "wenden", "sie", "madame", "monsieur", "mme", "m.", "merci", "por", "favor", "señor", "señora", "sr", "sra", "si", "prega",
	}, "|") + `)[.,:]?$`)
	addressForm = prose.Lazily(`[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`)
)

// hints are stems, one of which is in whatever Spoken understands.
var hints = []string{
	"last", "final", "leaving", "left the", "moving", "going", "resign", "notice", "quit", "retir", "no longer", "any more", "anymore",
	"changing jobs", "address", "reach me", "последн", "увольня", "уволи", "ухожу", "покидаю", "ушла", "ушел", "ушёл", "перехожу", "пенсию",
	"больше", "уже не", "адрес", "почт", "e-mail", "email", "letzter", "verlasse", "dernier", "quitte", "último", "dejo", "ultimo", "lascio", "laatste", "verlaat",
	"ostatni", "sista", "siste", "sidste", "adresse", "dirección", "adre",
}

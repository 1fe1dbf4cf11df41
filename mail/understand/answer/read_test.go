package answer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-engine/rapport/mail/understand/message"
	"github.com/rapport-engine/rapport/mail/understand/trim"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

var (
	blockers = partnership.Question{ID: "blockers", Kind: partnership.KindText, Text: "What is blocking you?"}
	signed   = partnership.Question{ID: "signed", Kind: partnership.KindYesNo, Text: "Is the contract signed?"}
	due      = partnership.Question{ID: "when", Kind: partnership.KindDate, Text: "When will it be done?"}
	health   = partnership.Question{ID: "health", Kind: partnership.KindChoice, Text: "How does it stand?", Choices: []string{"on track", "at risk", "off track"}}
	changed  = partnership.Question{ID: "changed", Kind: partnership.KindText, Text: "What changed since last time that the other side should know?"}

	checkIn = []partnership.Question{leads, sure, blockers}
	survey  = []partnership.Question{likert, signed, health, changed}

	plant = []partnership.Question{
		{ID: "otif", Kind: partnership.KindNumber, Text: "Доставлено вовремя и полностью", Unit: "%"},
		{ID: "temp", Kind: partnership.KindNumber, Text: "Отклонения по температуре"},
		{ID: "cost", Kind: partnership.KindNumber, Text: "Стоимость тонны", Unit: "руб/т"},
		{ID: "claim", Kind: partnership.KindNumber, Text: "Рекламации, срок", Unit: "ч"},
	}
	plantRu = []partnership.Question{
		{ID: "plan", Kind: partnership.KindText, Text: "Как дела с проектом?"},
		{ID: "load", Kind: partnership.KindScale, Text: "Оцените загрузку от 1 до 10", Min: dec("1"), Max: dec("10")},
	}
)

const sentCheckIn = `-- Please reply above this line --

Hello Lars,

this is the fortnightly check-in of Fjordmail x Lumen.

1) Marketing-qualified leads this period (leads, last time 120)
2) How sure are you that we reach 300 leads in time? 0 is no chance at all
and 10 is certain
3) What is blocking you?

You can answer with numbers in front, for example:
mql 130
confidence 7

The answers are due on Tuesday 9 December at 10:00.
`

// sentCheckInHTML is the HTML part of the same mail. It has buttons.
const sentCheckInHTML = `<p>Please reply above this line</p><p>Hello Lars,</p>
<div><b>1) Marketing-qualified leads this period (leads, last time 120)</b></div><div><a href="mailto:bot">same as last time: 120 leads</a></div>
<div><b>2) How sure are you that we reach 300 leads in time? 0 is no chance at all and 10 is certain</b></div><div><a href="mailto:bot">9</a></div>
<div><b>3) What is blocking you?</b></div><div><a href="mailto:bot">nothing</a></div>
<p>The answers are due on Tuesday 9 December at 10:00.</p>`

// outlookCopy is how a mail program writes that part as text.
const outlookCopy = `Please reply above this line
Hello Lars,
1) Marketing-qualified leads this period (leads, last time 120)
same as last time: 120 leads
2) How sure are you that we reach 300 leads in time? 0 is no chance at all and 10 is certain
9
3) What is blocking you?
nothing
The answers are due on Tuesday 9 December at 10:00.
`

// replyCase is the text of a reply; want has one line for each answer, command
// and problem.
type replyCase struct {
	name      string
	questions []partnership.Question
	locale    string
	sent      string
	text      string
	want      string
}

func TestRead(t *testing.T) {
	t.Parallel()
	for _, c := range replyCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			u := Read(c.text, Context{Questions: c.questions, Locale: c.locale, Sent: c.sent, Today: cadence.Date{Year: 2026, Month: 11, Day: 23}})
			if diff := cmp.Diff(strings.TrimSpace(c.want), summary(u)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// summary writes an understanding without what follows from the rest.
func summary(u Result) string {
	var b strings.Builder
	for _, a := range u.Answers {
		fmt.Fprintf(&b, "%s = %s\n", a.Question, strings.ReplaceAll(a.Value.String(), "\n", " | "))
	}
	for _, c := range u.Commands {
		fmt.Fprintf(&b, "%s\n", strings.TrimSpace(string(c.Name)+" "+c.Argument))
	}
	for _, p := range u.Problems {
		fmt.Fprintf(&b, "! %s\n", p)
	}
	return strings.TrimSpace(b.String())
}

func quote(text string) string {
	return "> " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n> ")
}

const attribution = "On Mon, 23 Nov 2026 at 10:15, Rapport <bot+k2abc@eng.test> wrote:\n"

const outlookBlock = "From: Rapport <bot+k2abc@eng.test>\nSent: Monday, November 23, 2026 10:15 AM\nTo: Lars Hauge <lars@fjordmail.example>\nSubject: Check-in\n\n"

var one = []partnership.Question{leads}

var replyCases = []replyCase{
	{"lone number", one, "en", "", "130", "mql = 130"},
	{"lone number with greeting and name", one, "en", "", "Hi Anna,\n\n130\n\nBest regards,\nLars", "mql = 130"},
	{"lone number in a line of politeness", one, "en", "", "Hi, 130. Thanks! Lars", "mql = 130"},
	{"lone number above the quoted mail", one, "en", sentCheckIn, "130\n\n" + attribution + quote(sentCheckIn), "mql = 130"},
	{"lone number with a phone signature", one, "en", "", "130\n\nSent from my iPhone", "mql = 130"},
	{"lone number with a signature that has figures", one, "en", "", "130\n\n-- \nLars Hauge\n+47 900 00 000\nStorgata 1, 0155 Oslo", "mql = 130"},
	{"lone number with a key", one, "en", "", "MQL: 130", "mql = 130"},
	{"lone number numbered", one, "en", "", "1) 130", "mql = 130"},
	{"lone number below a signature line of a closing", one, "en", "", "130\n\nThanks,\nLars Hauge\nFjordmail AS, 0155 Oslo", "mql = 130"},
	{"lone decimal is not a list", one, "en", "", "1.7", "mql = 1.7"},
	{"lone range", one, "en", "", "120-130", `! 1) Marketing-qualified leads this period: "120-130" looks like a range; please send one number, like 120`},
	{"lone spaced range", one, "en", "", "1 - 7", `! 1) Marketing-qualified leads this period: "1 - 7" looks like a range; please send one number, like 120`},
	{"lone words", one, "en", "", "The export is not there", `! 1) Marketing-qualified leads this period: I found no number in "The export is not there"; please send one, like 120`},
	{"lone thanks", one, "en", "", "Thanks!\nLars", ""},
	{"lone unknown", one, "en", "", "Don't know yet.\n\nLars", "mql = unknown"},
	{"lone with a remark", one, "en", "", "130\n\nThe fair brought most of them.", "mql = 130"},
	{"lone with a second figure in prose", one, "en", "", "130\n\nWe had 20 visitors at the fair.", "mql = 130"},
	{"lone ambiguous in Russian", one, "ru", "", "1,200", `! 1) Marketing-qualified leads this period: "1,200" может значить 1200 или 1,2; напишите, пожалуйста, нужное число с единицей или просто цифрами`},
	{"lone range in Russian", one, "ru", "", "120–130", `! 1) Marketing-qualified leads this period: "120–130" похоже на диапазон; пришлите, пожалуйста, одно число, например 120`},

	{"numbered", checkIn, "en", "", "1) 130\n2) 7\n3) none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with points", checkIn, "en", "", "1. 130\n2. 7\n3. none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with colons", checkIn, "en", "", "1: 130\n2: 7\n3: none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with dashes", checkIn, "en", "", "1 - 130\n2 - 7\n3 - none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with Q", checkIn, "en", "", "Q1: 130\nQ2: 7\nQ3: none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with question words", checkIn, "en", "", "Question 1: 130\nQuestion 2 - 7\n#3 none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with В and №", checkIn, "ru", "", "В1: 130\n№2 7\nВопрос 3: нет", "mql = 130\nconfidence = 7\nblockers = нет"},
	{"numbered in brackets", checkIn, "en", "", "(1) 130\n[2] 7\n(3) none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with keycaps", checkIn, "en", "", "1️⃣ 130\n2️⃣ 7\n3️⃣ none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with spaces only", checkIn, "ru", "", "1 130\n2 7\n3 нет", "mql = 130\nconfidence = 7\nblockers = нет"},
	{"numbered on one line", checkIn, "en", "", "1) 130 2) 7 3) none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered on one line with semicolons", checkIn, "en", "", "1) 130; 2) 7; 3) none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered on one line with points", checkIn, "en", "", "1. 130, 2. 7, 3. none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered without space", checkIn, "en", "", "1)130\n2)7\n3)none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with bullets", checkIn, "en", "", "- 1) 130\n- 2) 7\n- 3) none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with the names repeated", checkIn, "en", "", "1) mql: 130\n2) confidence 7\n3) blockers: none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered out of order", checkIn, "en", "", "3) none\n1) 130", "mql = 130\nblockers = none"},
	{"numbered with values below", checkIn, "en", "", "1)\n130\n2)\n7\n3)\nnone", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with closing", checkIn, "en", "", "Hi,\n\n1) 130\n2) 7\n3) none\n\nBest,\nLars", "mql = 130\nconfidence = 7\nblockers = none"},
	{"numbered with name", checkIn, "ru", "", "1) 130\n2) 7\n3) нет\n\nАнна", "mql = 130\nconfidence = 7\nblockers = нет"},
	{"text over several lines", checkIn, "en", "", "1) 130\n2) 7\n3) Legal is slow.\nThey promised an answer\nby Friday.", "mql = 130\nconfidence = 7\nblockers = Legal is slow. | They promised an answer | by Friday."},
	{"list inside a text answer", checkIn, "en", "", "1) 130\n2) 7\n3) two things:\n1. legal\n2. budget", "mql = 130\nconfidence = 7\nblockers = two things: | 1. legal | 2. budget"},
	{"no such number", checkIn, "en", "", "1) 130\n5) 7", "mql = 130\n" + `! there is no question 5; I did not use "7"`},
	{"unclear beside clear", checkIn, "en", "", "1) 120-130\n2) 7\n3) none", "confidence = 7\nblockers = none\n" + `! 1) Marketing-qualified leads this period: "120-130" looks like a range; please send one number, like 120`},
	{"out of range", checkIn, "en", "", "1) 130\n2) 70", "mql = 130\n" + `! 2) How sure are you? "70" is outside what is possible; please send a number from 0 to 10`},
	{"wrong unit", checkIn, "en", "", "mql 95%", `! 1) Marketing-qualified leads this period: "95%" has another unit than asked (leads); please send the number in that unit`},
	{"contradiction", checkIn, "en", "", "mql 130\nmql 140", `! 1) Marketing-qualified leads this period: I found different answers, "130 / 140"; please send the right one`},
	{"said twice alike", checkIn, "en", "", "mql 130\n1) 130", "mql = 130"},

	{"keys", checkIn, "en", "", "mql 130\nconfidence 7\nblockers none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"keys with colons", checkIn, "en", "", "MQL: 130\nConfidence: 7/10\nBlockers: none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"keys with equals and unit", checkIn, "en", "", "mql = 130 leads", "mql = 130"},
	{"keys with an arrow", checkIn, "en", "", "mql -> 130\nconfidence → 7", "mql = 130\nconfidence = 7"},
	{"key with negative value", []partnership.Question{change, sure}, "en", "", "net -5\nconfidence 7", "net = -5\nconfidence = 7"},
	{"key with dash", checkIn, "en", "", "mql - 130\nconfidence – 7", "mql = 130\nconfidence = 7"},
	{"keys on one line", checkIn, "en", "", "mql 130, confidence 7", "mql = 130\nconfidence = 7"},
	{"keys on one line without comma", checkIn, "en", "", "mql 130 confidence 7", "mql = 130\nconfidence = 7"},
	{"key with thousands before a comma", checkIn, "en", "", "mql 1,200, confidence 7", "mql = 1200\nconfidence = 7"},
	{"key in a sentence", checkIn, "en", "", "MQL is 130 now", "mql = 130"},
	{"question text as key", checkIn, "en", "", "Marketing-qualified leads this period: 130", "mql = 130"},
	{"start of question text as key", checkIn, "en", "", "Marketing-qualified leads: 130", "mql = 130"},
	{"abbreviated keys", plant, "ru", "", "OTIF 94,8; откл 4; руб/т 4085; рекл 66", "otif = 94.8\ntemp = 4\ncost = 4085\nclaim = 66"},
	{"abbreviated keys with commas", plant, "ru", "", "OTIF 94,8, откл. 4, рекл. 66", "otif = 94.8\ntemp = 4\nclaim = 66"},
	{"Russian names of customary questions", checkIn, "ru", "", "mql 130\nуверенность 7\nблокеры: нет", "mql = 130\nconfidence = 7\nblockers = нет"},
	{"blocker as sentence", checkIn, "en", "", "mql 130\nBlockers are all in legal", "mql = 130\nblockers = Blockers are all in legal"},
	{"target is not the value", checkIn, "en", "", "target leads: 300\nmql 130", "mql = 130"},
	{"unit names the question", checkIn, "en", "", "130 leads", "mql = 130"},
	{"lone value among several questions", []partnership.Question{leads, sure}, "en", "", "7", "! I could not tell which question \"7\" answers; please put the question's number in front"},
	{"only one question takes a number", []partnership.Question{leads, blockers}, "en", "", "130", "mql = 130"},
	{"unnumbered lines answer in order", checkIn, "en", "", "130\n7\nnone", "mql = 130\nconfidence = 7\nblockers = none"},
	{"one line in order", checkIn, "en", "", "130; 7; none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"letters", checkIn, "en", "", "a) 130\nb) 7\nc) none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"Russian letters", checkIn, "ru", "", "а) 130\nб) 7\nв) нет", "mql = 130\nconfidence = 7\nblockers = нет"},
	{"ordinals in words", checkIn, "en", "", "first: 130, second: 7, third: none", "mql = 130\nconfidence = 7\nblockers = none"},
	{"Russian ordinals in words", checkIn, "ru", "", "по первому 130, по второму 7, по третьему — нет", "mql = 130\nconfidence = 7\nblockers = нет"},
	{"table with a plan", checkIn, "en", "", "KPI | plan | actual\nmql | 150 | 130\nconfidence | 8 | 7", "mql = 130\nconfidence = 7"},
	{"digits and spaces are no list", checkIn, "en", "", "1 130 2 7 3 none", "! I could not tell which question \"1 130 2 7 3 none\" answers; please put the question's number in front"},
	{"a later line mends an earlier one", checkIn, "en", "", "mql 130\nconfidence 7\nsorry, mql should be 140", "mql = 140\nconfidence = 7"},
	{"a signature is no complaint", checkIn, "en", "", "mql 130\nconfidence 7\nblockers none\n\nLars Hauge\nTel. +47 900 00 000", "mql = 130\nconfidence = 7\nblockers = none"},
	{"unnumbered lines that do not fit in order are not guessed", checkIn, "en", "", "7\n130\nnone", "! I could not tell which question \"7 130 none\" answers; please put the question's number in front"},
	{"keys with tight commas", checkIn, "en", "", "MQL=130,CONFIDENCE=8", "mql = 130\nconfidence = 8"},
	{"no blockers", checkIn, "en", "", "mql 130\nno blockers", "mql = 130\nblockers = no blockers"},
	{"no blockers in Russian", checkIn, "ru", "", "mql 130\nБлокеров нет", "mql = 130\nblockers = Блокеров нет"},
	{"numbered with dashes on one line", checkIn, "ru", "", "1 - 130; 2 - 7; 3 - нет", "mql = 130\nconfidence = 7\nblockers = нет"},
	{"a second thought below", checkIn, "en", "", "mql 130\nor maybe 140", `! 1) Marketing-qualified leads this period: I am not sure about "130 or maybe 140"; please send the number alone, like 120`},
	{"a date in the goodbye", checkIn, "en", "", "mql 130\nThanks, see you on the 9th", "mql = 130"},
	{"words about another question are no text answer", checkIn, "en", "", "confidence 8\nskip mql for now please", "confidence = 8\n! I could not tell which question \"skip mql for now please\" answers; please put the question's number in front"},
	{"free text after answers", checkIn, "en", "", "mql 130\nconfidence 7\n\nLegal has not signed the attribution rules.", "mql = 130\nconfidence = 7\nblockers = Legal has not signed the attribution rules."},
	{"thanks after answers is no text", checkIn, "en", "", "mql 130\nconfidence 7\n\nThanks,\nLars", "mql = 130\nconfidence = 7"},
	{"other kinds", survey, "en", "", "1) 4\n2) yes\n3) green\n4) Tom left.", "trust = 4\nsigned = yes\nhealth = on track\nchanged = Tom left."},
	{"other kinds in Russian", survey, "ru", "", "1) 4\n2) да\n3) под угрозой\n4) не знаю", "trust = 4\nsigned = yes\nhealth = at risk\nchanged = unknown"},
	{"status as a key and not a command", []partnership.Question{{ID: "status", Kind: partnership.KindChoice, Choices: []string{"green", "red"}}, sure}, "en", "", "status: green\nconfidence 7", "status = green\nconfidence = 7"},
	{"date", []partnership.Question{due}, "en", "", "By 1 December, I promise.", "when = 2026-12-01"},
	{"ambiguous date", []partnership.Question{due}, "en", "", "12/1", `! 1) When will it be done? "12/1" can be more than one date; please write it like 2026-12-01`},
	{"lone text", []partnership.Question{changed}, "en", "", "Hi,\n\nWe signed two retailers.\n1. Alpha\n2. Beta\n\nThanks,\nLars", "changed = We signed two retailers. | 1. Alpha | 2. Beta"},
	{"last value", checkIn, "ru", "", "1) как в прошлый раз\n2) 7", "mql = 120\nconfidence = 7"},
	{"last value unknown", checkIn, "ru", "", "2) как в прошлый раз", `! 2) How sure are you? "как в прошлый раз" ссылается на прежнее значение, но оно неизвестно; пришлите, пожалуйста, число`},

	{"inline", checkIn, "en", sentCheckIn, attribution + "> 1) Marketing-qualified leads this period (leads, last time 120)\n130\n> 2) How sure are you that we reach 300 leads in time? 0 is no chance at all\n> and 10 is certain\n7\n> 3) What is blocking you?\nnothing", "mql = 130\nconfidence = 7\nblockers = nothing"},
	{"inline with gaps", checkIn, "en", sentCheckIn, attribution + "> 1) Marketing-qualified leads this period (leads, last time 120)\n>\n\n130\n\n> 2) How sure are you that we reach 300 leads in time?\n\n7\n\n> 3) What is blocking you?\n\nnothing\n\nBest,\nLars", "mql = 130\nconfidence = 7\nblockers = nothing"},
	{"inline without our text", checkIn, "en", "", attribution + "> 1) Marketing-qualified leads this period\n130\n> 2) How sure are you?\n7\n> 3) What is blocking you?\nnothing", "mql = 130\nconfidence = 7\nblockers = nothing"},
	{"inline in Russian", plantRu, "ru", "", "пн, 23 нояб. 2026 г. в 10:15, Бот <bot@eng.test>:\n\n> 1) Как дела с проектом?\nВсё по плану.\n> 2) Оцените загрузку от 1 до 10\n7", "plan = Всё по плану.\nload = 7"},
	{"inline at the end of the quoted line", checkIn, "en", sentCheckIn, attribution + "> 1) Marketing-qualified leads this period (leads, last time 120) 130\n> 3) What is blocking you? Legal", "mql = 130\nblockers = Legal"},
	{"examples in an unmarked quote are not answers", checkIn, "en", sentCheckIn, "mql 140\n\n" + outlookBlock + sentCheckIn, "mql = 140"},
	{"examples in an unmarked quote without a header", checkIn, "en", sentCheckIn, "mql 140\n\n" + sentCheckIn, "mql = 140"},
	{"examples in a quote are not answers", checkIn, "en", "", "mql 140\n\n" + attribution + quote(sentCheckIn), "mql = 140"},
	{"top answers above a quote with the same example", checkIn, "en", sentCheckIn, "mql 130\nconfidence 7\n\n" + attribution + quote(sentCheckIn), "mql = 130\nconfidence = 7"},
	{"below the quote", checkIn, "en", sentCheckIn, attribution + quote(sentCheckIn) + "\n\n1) 130\n2) 7", "mql = 130\nconfidence = 7"},
	{"below the quote in Russian", plantRu, "ru", "", "пн, 23 нояб. 2026 г. в 10:15, Бот <bot@eng.test>:\n\n> 1) Как дела с проектом?\n> 2) Оцените загрузку от 1 до 10\n\n1) Всё по плану, запуск в пятницу.\n2) 7", "plan = Всё по плану, запуск в пятницу.\nload = 7"},
	{"re-wrapped quote", checkIn, "en", sentCheckIn, "1) 130\n\n" + attribution + "> 1) Marketing-qualified leads\n> this period (leads, last time\n120)\n> 2) How sure are you that\n> we reach 300 leads in time? 0 is no\n> chance at all and 10 is certain\n", "mql = 130"},
	{"nothing new", checkIn, "en", sentCheckIn, attribution + quote(sentCheckIn), "! I found no new text in this mail; please write your answers above the quoted mail"},
	{"nothing new in an unmarked quote", checkIn, "en", "", outlookBlock + sentCheckIn, "! I found no new text in this mail; please write your answers above the quoted mail"},
	{"forwarded figures are not answers", one, "en", "", "FYI\n\n---------- Forwarded message ---------\nFrom: Tom <tom@lumen.example>\nDate: Mon, Nov 23, 2026 at 9:00 AM\nSubject: leads\nTo: Lars <lars@fjordmail.example>\n\nmql 150", `! 1) Marketing-qualified leads this period: I found no number in "FYI"; please send one, like 120`},

	{"command", checkIn, "en", "", "STATUS", "STATUS"},
	{"command in lower case", checkIn, "en", "", "help", "HELP"},
	{"command with courtesy", checkIn, "en", "", "Status, please", "STATUS"},
	{"command in Russian", checkIn, "ru", "", "СТАТУС", "STATUS"},
	{"command in Russian with answers", checkIn, "ru", "", "mql 130\nпомощь", "mql = 130\nHELP"},
	{"command with argument", checkIn, "en", "", "STATUS fjordmail-lumen", "STATUS fjordmail-lumen"},
	{"command in a quote", checkIn, "en", "", "mql 130\n\n> STATUS", "mql = 130"},
	{"command word in a sentence", []partnership.Question{blockers}, "en", "", "Help with the CRM is needed", "blockers = Help with the CRM is needed"},
}

// An unmarked copy of our mail holds answers only where all of it is known.
func TestUnmarkedCopy(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, want, sentHTML string }{
		{"inline in Outlook without marks", "See below.\n\n" + outlookBlock + strings.NewReplacer("last time 120)\n", "last time 120)\n130\n", "is certain\n", "is certain\n7\n", "blocking you?\n", "blocking you?\nLegal is slow\n").Replace(sentCheckIn), "mql = 130\nconfidence = 7\nblockers = Legal is slow", sentCheckInHTML},
		{"inline in Outlook, but the HTML part is not known", "mql 150\n\n" + outlookBlock + outlookCopy, "mql = 150", ""},
		{"buttons in Outlook's copy are not answers", "confidence 7\n\n" + outlookBlock + outlookCopy, "confidence = 7", sentCheckInHTML},
		{"buttons in an unmarked copy are not answers", "confidence 7\n\nLars skrev 23.11.2026, kl. 10:\n\n" + outlookCopy, "confidence = 7", ""},
		{"below an unmarked copy", outlookBlock + sentCheckIn + "\n1) 130\n2) 7", "mql = 130\nconfidence = 7", sentCheckInHTML},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			context := Context{Questions: checkIn, Locale: "en", Sent: sentCheckIn}
			if c.sentHTML != "" {
				context.Sent, context.Copied = sentCheckIn+"\n"+message.HTMLText(c.sentHTML), true
			}
			u := Read(c.text, context)
			if diff := cmp.Diff(c.want, summary(u)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// A reply says the same with the quoted mail below it.
func TestQuoteChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 1_000_000).Draw(t, "leads")
		conf := rapid.IntRange(0, 10).Draw(t, "confidence")
		word := rapid.StringMatching(`[A-Z][a-z]{2,8} [a-z]{2,8} [a-z]{2,8}`).Draw(t, "text")
		text := fmt.Sprintf("1) %d\n2) %d\n3) %s", n, conf, word)
		tail := rapid.SampledFrom([]string{
			"\n\n" + attribution + quote(sentCheckIn),
			"\n\n" + outlookBlock + sentCheckIn,
			"\n\n-----Original Message-----\n" + outlookBlock + sentCheckIn,
			"\n\n-- \nLars Hauge\n\n" + attribution + quote(sentCheckIn),
			"\n\nSent from my iPhone\n\n" + quote(attribution+"\n"+sentCheckIn),
		}).Draw(t, "tail")
		if got := trim.Text(text + tail); got != text {
			t.Fatalf("trimmed to %q, want %q", got, text)
		}
		c := Context{Questions: checkIn, Locale: "en", Sent: rapid.SampledFrom([]string{"", sentCheckIn}).Draw(t, "sent")}
		plain, quoted := Read(text, c), Read(text+tail, c)
		if diff := cmp.Diff(plain, quoted); diff != "" {
			t.Fatalf("the quote changed the understanding (-plain +quoted)\n%s", diff)
		}
		if len(plain.Answers) != 3 {
			t.Fatalf("%d answers of 3: %v", len(plain.Answers), plain.Problems)
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, c := range replyCases {
		f.Add(c.text, c.sent)
	}
	f.Fuzz(func(t *testing.T, text, sent string) {
		for _, questions := range [][]partnership.Question{checkIn, survey, one, nil} {
			u := Read(text, Context{Questions: questions, Locale: "ru", Sent: sent})
			if len(u.Answers)+len(u.Open) != len(questions) {
				t.Errorf("%d answered and %d open of %d questions", len(u.Answers), len(u.Open), len(questions))
			}
		}
	})
}

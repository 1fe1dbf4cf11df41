package talk

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

const (
	absent  Sense = iota + 200 // "on leave": who is so stands before it
	absentI                    // "I'm off", «меня не будет»: the writer is
	returns                    // "back on": the writer comes back, unless somebody else is named
	self                       // "I", "we", «я»
	lead                       // may stand before an absence
	joint                      // "and": the one before does that, too
	gone                       // "was", "cancelled": it is over or is none
)

var absences = sync.OnceValue(func() *lexicon { return newLexicon(absenceWords) })

// ReturnsIn reports whether a clause tells of no more than that the writer comes
// back, which may be with an answer.
func ReturnsIn(clause string) bool {
	tokens := Tokens(clause)
	for i := range tokens {
		if n, s := absences().longest(tokens[i:]); n > 0 && (s == absent || s == absentI) {
			return false
		}
	}
	return AbsenceIn(clause)
}

// AbsenceIn reports whether a clause tells of the writer's own absence or return.
// Where nobody is named, the writer is meant; behind somebody else they are not.
func AbsenceIn(clause string) bool {
	tokens := Tokens(clause)
	a := absences()
	own, writer := false, true
	for i := 0; i < len(tokens); {
		n, s := a.longest(tokens[i:])
		if n == 0 {
			n = 1
			switch {
			case isNumber(tokens[i]), timed(tokens[i:]), describes(tokens[i]):
			case speaks(tokens[i]):
				own, writer = true, true
			default:
				writer = false
			}
		}
		switch s {
		case gone:
			return false
		case self:
			own, writer = true, true
		case joint:
			writer = writer || own
		case absentI:
			return !goneIn(tokens[i+n:])
		case absent, returns:
			if writer {
				return !goneIn(tokens[i+n:])
			}
		default:
		}
		i += n
	}
	return false
}

// speaks recognises a Russian verb of the first person: «нахожусь», «отдыхаю».
func speaks(w string) bool {
	return endsIn(w, 5, "ю", "усь", "юсь", "ужу", "ижу", "ежу")
}

// describes recognises a Russian adjective: «в очередном оплачиваемом отпуске».
func describes(w string) bool {
	return endsIn(w, 6, "ом", "ем", "ой", "ей", "ый", "ий", "ого", "его", "ую", "ые", "ых", "ая")
}

func endsIn(w string, least int, endings ...string) bool {
	if utf8.RuneCountInString(w) < least || w[0] < 0x80 {
		return false
	}
	return slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(w, e) })
}

func timed(tokens []string) bool {
	n, s := words().longest(tokens)
	return n > 0 && (s == Day || s == Later || s == Before || s == SoFar || s == Courtesy)
}

func goneIn(tokens []string) bool {
	for i := range tokens {
		if n, s := absences().longest(tokens[i:]); n > 0 && s == gone {
			return true
		}
	}
	return false
}

var absenceWords = []phrases{
	{absentI, `{i am/we are/am/i will be/will be/i shall be} {currently/now/still/again/already/then/actually/also/just/} {on leave/on annual leave/on sick leave/on parental leave/on maternity leave/on paternity leave/on vacation/on holiday/on holidays/on my holidays/on pto/on a trip/on a business trip/on business trip/on my honeymoon/on honeymoon/on tour/on a break/out/out of office/out of the office/out of town/out sick/ooo/off/off sick/off work/off duty/off grid/away/away from my desk/away from the office/travelling/traveling/sick/ill/unwell/in hospital/in the hospital/in bed/not in/not in the office/not at work/not at my desk/not available/unavailable/offline/absent/abroad/unreachable/not reachable/not reading mails/not reading mail/not reading emails/not reading email/not working/at a conference/at the conference/at the fair/at a fair/at a trade fair/at a trade show/at a training/in training/on training/on a course/on sabbatical/on a sabbatical/on the road/hiking/camping/sailing/skiing},
		{i/we} {have/take/taken/have taken/am taking/will take/am having} {time off/a day off/days off/leave/a few days off/vacation/holiday/holidays/some time off/the week off/the day off/tomorrow off/today off}, {i am/we are} closed, {our/the} office is closed, {i/we} will not be {in/in the office/available/reachable/around/at work/online}, {i/we} can not be reached, {my/our} {vacation/holiday/holidays/leave/annual leave} {starts/begins/runs/lasts/ends/is},
		меня {сегодня не будет/завтра не будет/сегодня и завтра не будет/сегодня нет/не будет/нет/не будет на месте/не будет в офисе/не будет на работе/не будет на связи/нет на месте/нет в офисе/не ждите}, {на месте/в офисе/на работе/на связи} меня {не будет/нет}, {я/мы} {в/сейчас в/уже в/буду в/будем в/пока в/еще в/с понедельника в/до сих пор в} {отпуске/командировке/отгуле/отгулах/дороге/разъездах/больнице/декрете/роуминге/отъезде/поездке}, {я/мы} {на/сейчас на/еще на/уже на/буду на/пока на} {больничном/обучении/конференции/выставке/каникулах/сессии/даче/море/учебе/сборах/вахте}, не буду {на связи/на месте/на работе/в офисе/читать почту/доступен/доступна}, буду {недоступен/недоступна/вне офиса/вне связи/вне зоны/отсутствовать/в отпуске/в командировке/на больничном/в отъезде}, {я/} отсутствую, {ухожу/уезжаю/улетаю/еду/лечу/отбываю/выхожу} {в/на/с/завтра/сегодня/послезавтра} {отпуск/командировку/больничный/каникулы/море/выставку/конференцию/отпуск с/декрет/обучение}, ухожу в отпуск, уезжаю, улетаю, уехал, уехала, улетел, улетела, уехал на, уехала на, {я/} болею, заболел, заболела, приболел, приболела, слег, слегла, разболелся, разболелась, беру {отгул/отпуск/больничный/выходной}, взял {отгул/отпуск/больничный/выходной}, взяла {отгул/отпуск/больничный/выходной}, не работаю, мы не работаем, офис {закрыт/не работает}, почту не читаю, не читаю почту, {я/} выходной, в отпуске я, лежу {в больнице/с температурой/дома}, у меня {отпуск/отгул/больничный/выходной/командировка/каникулы}, мой отпуск, отпуск у меня`},
	{absent, `during {my/our} {leave/vacation/holiday/holidays/absence/parental leave}, отдыхаю, отдыхаем, отпуске, командировке, больничном, сижу с ребенком, на рабочем месте буду, на отдыхе, в роддоме, на карантине, в больнице, в санатории, в госпитале, on leave, on annual leave, on sick leave, on parental leave, on maternity leave, on paternity leave, on vacation, on holiday, on holidays, on pto, on a business trip, on my honeymoon, on honeymoon, out of office, out of the office, ooo, off sick, out sick, away, annual leave, sick leave, parental leave, maternity leave, pto, vacation, holiday, holidays, honeymoon, business trip, day off, days off, time off, off, out, unavailable, offline, travelling, traveling, not available, not in the office, not reachable, in hospital, at the fair, at a fair, at a conference, at the beach, sabbatical, abroad,
		отпуск, в отпуске, в командировке, командировка, на больничном, больничный, в отгуле, отгул, отгулы, декрет, в декрете, в декретном отпуске, в разъездах, в отъезде, в поездке, вне офиса, на обучении, на конференции, на выставке, на каникулах, каникулы, вне зоны доступа, без связи, не на связи, не на месте, нет на месте, отсутствует, выходной, болеем, на море, на даче, на вахте, на сессии`},
	{returns, `вернусь из отпуска, back, be back, returning, return, i return, back in, back at, back to work, back on, available again, available from, reachable again, in again, at work again, in the office again, at my desk again, will be in the office, be in the office,
		вернусь, вернемся, выйду, выхожу, буду на месте, буду в офисе, буду на работе, буду на связи, буду доступен, буду доступна, появлюсь, в офисе появлюсь, на месте буду, на работе буду, в офисе буду, на связи буду, приступлю, возвращаюсь, возвращаемся, выход на работу, на связи с, на месте с, на работе с, буду снова, снова на связи, снова на месте, снова в офисе, снова на работе, буду с, буду после`},
	{gone, `was, were, had, have been, has been, been, cancelled, canceled, postponed, just back, came back, come back from, got back, am back, are back, over, after my, after the, before my, before the, back from, get back to you, back to you, get back, come back to you, come back to, call back, report back, write back, be back with, back with, since i am back, when i am back, when i get back, once i am back, until i am back, after i am back, as soon as i am back, after my return, when back, upon my return, upon return, on my return, on return, in return, take back, went, asked, back then, holiday season, happy holidays, out now, off track, off the, out there, far off, sign off, signed off, put off, paid off, written off, find out, found out, check out, sort out, sorted out, rolled out, roll out, carried out, carry out, sold out, ran out, run out, turn out, turned out, work out, worked out, goes out, go out, went out, sent out, send out, pointed out, back up, backup, on our way, rest of, figure out, back and forth, day off the, back on track, back to normal, back to plan, on schedule, back on schedule, back on plan, laid off, kick off, spin off, take off, trade off, off by, off limits, off plan, off target, backlog, cut off, showed, back ordered, out of stock, out of date, out of scope, out of budget, out of hand, out of the question, out of 10, out of ten, out of 5, held back, hold back, going out, are out, is out, was out, handed out, paid out, payment, passed out, filled out, fill out, fill in, vacation plan, holiday plan, reply back, to answer, answer you,
		был, была, были, было, перенесли, отменили, перенес, отменил, отменен, перенесен, закончился, закончилась, закончил, вышел, вышла, вернулся, вернулась, вернулись, после отпуска, перед отпуском, до отпуска, прошлом, прошлой, переболел, переболела, выздоровел, выздоровела, с ответом, к вам, к тебе, к этому, к вопросу, к теме, с информацией, с цифрами, выйду на, вернемся к, вернусь к, за время отпуска, по возвращении, когда вернусь, как вернусь, как только вернусь, как выйду, после возвращения, отпускные, отпускных, на рынок, из строя, на плато, на план, на цель, на окупаемость, по графику`},
	{self, `am on, are on, нахожусь, находимся, am, i, i am, i will, i will be, we, we are, we will, we will be, me, myself, my, our, я, мы, меня, мне, нас, мой, моя, наш, у меня, у нас, я сейчас, я уже`},
	{joint, `and, и, but, но`},
	{lead, `the, a, an, so, then, also, in, on, at, from, to, of, for, with, until, till, til, through, thru, up, including, will, be, currently, now, still, already, all, whole, week, weeks, month, day, days, today, tomorrow, yes, no, hi, hello, hey, sorry, thanks, please, note, that, just, only, by, the way, btw, fyi, unfortunately, should, again, next, this, entire, office, work, greetings, short, long, well, deserved, going, away from, earliest, probably, both, since, 🌴, ☀, 🏖, 🤒, 🤧, ✈,
		в, во, с, со, на, до, по, а, к, ко, сейчас, пока, еще, уже, буду, будем, будет, всю, весь, неделю, неделе, день, месяц, дни, дней, сегодня, завтра, послезавтра, да, нет, доброго, добрый, привет, здравствуйте, коллеги, извините, простите, сорри, кстати, так, что, это, включительно, утра, вечера, числа, конца, ушел, ушла, завтрашнего, сегодняшнего, дня, очередной, очередном, ежегодном, ежегодный, декретный, учебном, месте, офисе, работе, связи, эту, этой, следующей, следующую, только, просто, снова, отпуска, недели, момент, данный`},
}

package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// things are names of what questions count, a row for each thing in both
// languages: whoever is asked for "leads" in an English question may answer in
// Russian. Only names of the very same thing share a row.
var things = buildThings()

func buildThings() map[string]int {
	rows := make(map[string]int)
	for i, row := range []string{
		"lead leads mql mqls лид лида лиды лидов заявка заявки заявок",
		"customer customers client clients клиент клиента клиенты клиентов",
		"ship ships shipped shipping dispatch dispatched leave leaves отгрузите отгрузим отгрузка отгрузку грузим грузимся погрузка погрузку отправим отправка отправляем",
		"bed beds койка койки коек койку",
		"order orders заказ заказа заказы заказов",
		"contract contracts deal deals договор договора договоры договоров контракт контракта контракты контрактов сделка сделки сделок",
		"people person persons ppl folks head heads staff trainee trainees attendee attendees colleague colleagues слушатель слушателя слушатели слушателей employee employees человек человека люди людей сотрудник сотрудника сотрудников чел",
		"complaint complaints claim claims жалоба жалобы жалоб рекламация рекламации рекламаций претензия претензии претензий",
		"delivery deliveries shipment shipments поставка поставки поставок отгрузка отгрузки отгрузок доставка доставки доставок",
		"visit visits визит визита визиты визитов посещение посещения посещений",
		"meeting meetings встреча встречи встреч",
		"call calls звонок звонка звонки звонков",
		"defect defects bug bugs дефект дефекта дефекты дефектов баг бага баги багов",
		"ticket tickets тикет тикета тикеты тикетов обращение обращения обращений",
		"user users пользователь пользователя пользователи пользователей юзер юзера юзеров",
		"page pages страница страницы страниц",
		"store stores shop shops магазин магазина магазины магазинов",
		"barrel barrels bbl bbls баррель барреля баррели баррелей",
		"container containers контейнер контейнера контейнеры контейнеров",
		"pallet pallets паллета паллеты паллет палета палеты палет",
		"truck trucks грузовик грузовика грузовики грузовиков фура фуры фур",
		"incident incidents инцидент инцидента инциденты инцидентов",
		"invoice invoices счет счета счетов",
		"partner partners партнер партнера партнеры партнеров",
		"questionnaire questionnaires анкета анкеты анкет",
		"letter letters письмо письма писем",
		"subscriber subscribers подписчик подписчика подписчики подписчиков",
		"registration registrations регистрация регистрации регистраций",
		"application applications",
		"demo demos демо",
		"sale sales продажа продажи продаж",
		"deviation deviations отклонение отклонения отклонений",
		"installation installations установка установки установок",
		"training trainings тренинг тренинга тренинги тренингов",
		"box boxes коробка коробки коробок",
		"bottle bottles бутылка бутылки бутылок",
		"vehicle vehicles машина машины машин авто автомобиль автомобиля автомобилей car cars машинки машинок",
		"error errors ошибка ошибки ошибок",
		"review reviews отзыв отзыва отзывы отзывов",
		"download downloads скачивание скачивания скачиваний",
		"student students студент студента студенты студентов",
		"participant participants участник участника участники участников",
	} {
		for w := range strings.FieldsSeq(row) {
			rows[w] = i + 1
		}
	}
	return rows
}

// namesSame reports whether a word is another name for one of the question.
func namesSame(q partnership.Question, word string) bool {
	row := things[word]
	return row > 0 && slices.ContainsFunc(wordsOf(q).text, func(w string) bool { return things[w] == row })
}

// sameThing reports whether a word is the reader's own name for what a question
// counts.
func sameThing(q partnership.Question, word string) bool {
	row := things[word]
	if q.Kind == partnership.KindNumber && (personWords[word] && countsPersons(q) || beginsWith(word, personNouns) && countsAnybody(q)) {
		return true
	}
	if row == 0 || q.Kind != partnership.KindNumber {
		return false
	}
	named := wordsOf(q).unit
	if len(named) == 0 || parseUnit(q.Unit).group == unitCount {
		named = slices.Concat(wordsOf(q).text, wordsOf(q).id)
	}
	return slices.ContainsFunc(named, func(w string) bool { return things[w] == row })
}

// countsPersons reports whether a question counts persons, by whatever name.
func countsPersons(q partnership.Question) bool {
	return slices.ContainsFunc(slices.Concat(wordsOf(q).unit, wordsOf(q).text), func(w string) bool { return personWords[w] || beginsWith(w, personNouns) })
}

// countsAnybody reports whether a question counts people of no special kind.
func countsAnybody(q partnership.Question) bool {
	return slices.ContainsFunc(wordsOf(q).text, func(w string) bool { return personWords[w] }) && !slices.ContainsFunc(wordsOf(q).text, func(w string) bool { return beginsWith(w, personNouns) })
}

// personWords count persons of any kind; personNouns begin the names of kinds.
var (
	personWords = setOf("lads|hands|fellows|workmates|chaps|мужиков|мужика|парней|рук|people|person|persons|ppl|heads|folks|guys|souls|individuals|kids|children|men|women|человек|человека|чел|людей|люди|душ|лиц|ребят|ребята|детей|детишек|гостей|персон|ребенка")
	personNouns = []string{"pupil", "technician", "engineer", "operator", "developer", "nurse", "doctor", "teacher", "manager", "specialist", "agent", "driver", "seat", "mechanic", "installer", "водител", "инженер", "врач", "медсест", "учител", "оператор", "специалист", "менеджер", "разработчик", "техник", "монтажник", "механик", "мест", "visitor", "guest", "patient", "participant", "attend", "customer", "client", "employee", "student", "trainee", "user", "subscriber", "volunteer", "candidate", "applicant", "passenger", "member", "kid", "child", "viewer", "reader", "donor", "resident", "worker", "staff", "пациент", "гост", "посетител", "участник", "клиент", "сотрудник", "студент", "ученик", "слушател", "пользовател", "подписчик", "волонтер", "кандидат", "пассажир", "дет", "школьник", "зрител", "читател", "донор", "жител", "работник", "рабочи", "стажер", "соискател", "абонент", "покупател"}
)

// saysNone reports whether a text says that there were none of what a question
// counts: "none", "no leads", "ни одного". A bare "no" can mean no answer.
func saysNone(q partnership.Question, text string) bool {
	if text == "" || isDigit(rune(text[0])) {
		return false
	}
	parts := clauses(firstWords(text))
	switch {
	case len(parts) == 0 || anyFigure(q, parts[1:]):
		return false
	case q.Kind == partnership.KindMoney:
		return isPhrase(parts[0].text, noMoney) || noneDue.Matches(parts[0].text) || deniesAll(q, prose.Words(parts[0].text)) ||
			q.Min != nil && q.Min.IsZero() && denyingWords[prose.Fold(strings.Trim(text, " .!"))] // of what came in and went out
	case !countsThings(q) && parseUnit(q.Unit).group != unitPercent:
		return false
	}
	words := prose.Words(parts[0].text)
	return notOne.Matches(prose.Fold(parts[0].text)) || len(words) > 0 && len(words) <= 6 && deniesAll(q, words)
}

// deniesAll reports whether words deny all of what a question counts, and say
// nothing else.
func deniesAll(q partnership.Question, words []string) bool {
	none, named := false, false
	for i, w := range words {
		switch {
		case zeroWords[w], i > 0 && words[i-1] == "ни" && strings.HasPrefix(w, "одн"):
			none, named = true, true
		case denyingWords[w]:
			none = true
		case ownWord(q, w) && !fillers[w] || sameThing(q, w):
			named = true
		case !fillers[w] && !pastWords[w] && !absentVerbs[w] && periods[w] == 0:
			return false
		}
	}
	return none && named
}

var denyingWords = setOf("no|нет|не|ни|nothing|ничего")

// notOne says that there was not even one.
var notOne = prose.Lazily(`^(?:not a single|not one|none at all|not any|ни един)(?:[^\p{L}]|$)`)

// noneDue says that there was nothing of a sum.
var noneDue = prose.Lazily(`(?i)^(?:nothing|none|zero|no\s+(?:spend|costs?|revenue|expenses|invoices?|commission|payments?))\s+(?:(?:was|is|has\s+been|to\s+be|at\s+all)\s*)*(?:due|spent|paid|billed|invoiced|earned|owed|open|outstanding|charged|sold)?(?:\s+(?:this|last)\s+\p{L}+|\s+yet|\s+so\s+far|\s+at\s+all)*$|^ничего\s+не\s+(?:потратили|тратили|заработали|должны|начислено|поступило|получили|платили|собрали)$`)

var noMoney = setOf("nothing|free|nothing at all|free of charge|no cost|no costs|nil|none|zero|ничего|бесплатно|нисколько|ни рубля|ни копейки")

// absentVerbs tell, behind a "no", of what did not come.
var absentVerbs = setOf("поступало|поступали|получали|выявлено|фиксировали|регистрировали|отмечено|возникало|обнаружено|приходило|пока|yet|received|reported|new|at|whatsoever|новых")

var zeroWords = setOf("nobody|noone|никто|никого|none|nil|нисколько")

// countsThings reports whether a question asks how many of something, in a unit
// that has no meaning of its own. A question without a unit may, too.
func countsThings(q partnership.Question) bool {
	group := parseUnit(q.Unit).group
	return !strings.ContainsAny(q.Unit, "/%") && (group == 0 || group == unitCount)
}

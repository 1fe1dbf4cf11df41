package answer

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// deeds are the doings that figures count, a row for each by the beginnings of its
// words. Who was asked how many were trained and tells how many were invited has
// not answered.
var deeds = buildDeeds()

func buildDeeds() [][]string {
	var rows [][]string
	for _, row := range []string{
		"sell sold sale sales торг наторг revenue выруч прода реализ сбы",
		"ушел ушла sent ship shipp dispatch deliver truck freight unload ушло ушли отгру погру груз догру достав постав отправ вывез привез завез разгру выгру",
		"train trained certif passed pass graduat complet learn обуч прош сдал аттест сертиф выучи подготов",
		"ушло ушел ушла ушли расход spend spent pay paid cost burn expens ate swallow потрат трат израсход расход заплат оплат съел обош стои затрат",
		"earn sold sell прода торг наторг revenue turnover gross proceeds takings income sales заработ выруч оборот доход поступ",
		"sign signed conclud contract подпис заключ договор контракт",
		"regist enrol appl invite book записа регистр зарегистр пода приглас заявил заброни",
		"install connect launch deploy equip roll mount live установ устан подключ запус размест смонтир поставлен стоит стоят",
		"bak brew harvest испек выпек выпеч испеч свар сварил produc print manufactur assembl copies произв выпус напечат печат тираж изготов собрал",
		"visit attend came come show посет приш приход яви",
		"process handl обработ",
		"call phon dial звон обзвон позвон прозвон",
		"complain claim return жал реклам претенз",
		"hold held meet met host conduct пров встре состоя",
		"answer repl respond ответ",
		"hire hired recruit наня",
		"resolv solv fix реши устран",
		"download скача загруз",
		"open opened opening откры откро",
		"receiv arriv got deliver land dock berth vessel судн корабл контейнер паром приход привез привоз достав получ пришл приех приед придет прибы доех доед",
		"ship send sent goes leave left depart driver уед водител пойд пошл поед судн корабл паром vessel boat идет едет truck lorry van vessel carrier pickup collect уйд уход уедет выед выезж поед машин фур рейс груз отгру отправ вывоз забер забира",
		"ready done finish complet final deadline готов законч заверш сдела сдад сдач сдам сдает доделa финал",
		"start begin begun began kick launch live начн начина начал старт приступ запус выход выйд",
		"pay paid transfer wire settl remit invoice goes уйд уход спиш перечисл оплат платеж заплат перевед перевел",
		"release publish ship launch goes live опублик релиз выпу выклад выйд выход",
		"submit send sent hand file provid present представ направ сда отправ пришл предостав",
		"meet met call join talk встре созвон собра увид",
		"switch migrat cutover transition переход перейд перейт перешл",
		"lead mql generat лид привел привлек сгенер",
	} {
		rows = append(rows, strings.Fields(row))
	}
	return rows
}

// outcomes are verbs that tell of any result: they say nothing of what was done.
var outcomes = setOf("got|gets|had|has|made|makes|came|reached|reaches|hit|hits|ended|landed|counted|logged|totals|totalled|totaled|equals|stands|stood|took|received|collected|gathered|achieved|managed|did|scored|saw|recorded|tallied|clocked|rang|gained|put|generated|brought|" +
	"вышло|вышли|получили|получил|получила|получено|получилось|набрали|набралось|насчитали|сделали|сделано|составили|составил|составила|составило|собрали|собралось|достигли|дошли|было|были|есть|имеем|стало|взяли|выбили|насобирали|накопилось|накопали|дали|выдали|зафиксировали|зафиксировано|учтено|учли|отметили|выявили|выявлено|подтверждаем|сообщаем|сообщаю|докладываю|принесли|принесла|принес|принесло")

func deedsOf(word string) []int {
	var rows []int
	for i, row := range deeds {
		if beginsWith(word, row) {
			rows = append(rows, i)
		}
	}
	return rows
}

// otherDeed reports whether a word tells of another doing than the one that a
// question asks for.
func otherDeed(q partnership.Question, word string) bool {
	if outcomes[word] || ownWord(q, word) {
		return false
	}
	told, asks := deedsOf(word), wordsOf(q).deeds
	return len(told) > 0 && len(asks) > 0 && !slices.ContainsFunc(told, func(row int) bool { return slices.Contains(asks, row) })
}

// madeOrSold reports whether a word tells of what was made where it is asked what was
// sold, or the other way round: they are counted in the same words.
func madeOrSold(q partnership.Question, word string) bool {
	const sold, made = 0, 8
	told, asks := deedsOf(word), wordsOf(q).deeds
	has := slices.Contains[[]int]
	return tells(word) && (has(told, made) && has(asks, sold) && !has(asks, made) || has(told, sold) && has(asks, made) && !has(asks, sold))
}

// sameDeed reports whether a word tells of the doing that a question asks for, or
// of any result.
func sameDeed(q partnership.Question, word string) bool {
	asks := wordsOf(q).deeds
	return outcomes[word] || slices.ContainsFunc(wordsOf(q).text, func(w string) bool { return w == word || sameRoot(w, word) }) || slices.ContainsFunc(deedsOf(word), func(row int) bool { return slices.Contains(asks, row) })
}

package answer

import "strings"

// The words that people put around a figure, by what they do to it. A word that
// stands in none of these lists and not in the question leaves the figure open:
// no list could hold all the nouns that a figure may belong to instead.

// fillers stand around a figure without changing it.
var fillers = setOf(
	"worth|valued|them|they|he|she|side|record|whole|fact|very|quite|pretty|fairly|ones|net|end|accounting|finance|course|certainly|sure|solid|firm|clear|strong|straight|hi|hello|hey|dear|the|a|an|is|are|be|being|its|it|s|at|of|in|to|we|weve|were|i|im|ive|our|my|us|your|you|this|that|thats|these|those|have|has|had|got|get|gets|reached|reach|reaching|stands|stand|sits|sitting|currently|so|far|total|totals|totalled|totaling|totalling|in total|all|overall|altogether|answer|value|number|numbers|count|counts|counted|figure|figures|result|results|score|scored|actual|actuals|actually|exactly|as|say|says|would|id|give|new|here|heres|there|theres|for|me|only|still|finally|precisely|really|yes|ok|okay|well|just|please|right|confirmed|final|with|on|report|reporting|recorded|record|shows|showing|see|seeing|made|make|makes|did|do|came|comes|come|out|landed|land|ended|end|closing|hit|equals|equal|amounts|amount|done|both|put|mark|rate|rated|lets|now|today|full|sum|mine|ours|time|everything|together|combined|system|dashboard|crm|theone|fromme",
	"нам|вас|вам|вами|них|ними|там|тут|здесь|стороны|сторона|целом|общем|очень|вполне|довольно|достаточно|пожалуй|поставил|поставила|дам|даю|дал|дала|поставим|выбираю|отвечаю|пока|верная|верное|верный|правильная|правильное|правильный|неделе|нетто|конец|концу|данным|данные|оценке|оценкам|подсчетам|расчетам|бухгалтерии|бухгалтерия|отчету|отчета|отчете|учету|конечно|твердую|твердая|твердые|уверенную|уверенная|крепкую|крепкая|честную|честные|честных|полную|это|у|нас|нами|мы|я|наш|наша|наше|наши|мой|моя|мое|мои|мне|сейчас|теперь|на|сегодня|итого|итог|итоге|всего|вышло|выходит|вышли|получилось|получается|получили|получено|стало|составил|составила|составило|составили|составляет|есть|имеем|имеется|за|этот|эту|эта|этой|этом|эти|текущий|текущем|текущую|текущей|данный|момент|ответ|значение|число|цифра|цифры|количество|кол-во|показатель|показателя|результат|факт|факту|фактически|фактическое|реально|ровно|поставлю|ставлю|бы|новых|новые|новый|новая|новое|ну|вот|все|по|ок|в|из|уже|сделали|набрали|набралось|насчитали|насчитал|насчитала|привлекли|пришло|поступило|собрали|достигли|достиг|достигло|дошли|только|лишь|наконец|целых|да|так|же|сумма|сумме|общей|общее|общая|общий|равно|равен|равна|выставлю|оцениваю|оценка|оценил|оценила|оценю|отчетный|отчетном|состоянию|учета|системе|наступило|получаем|зафиксировано|зафиксировали|насчиталось|пожалуйста|точно|подтверждаю|окончательно|итоговая|итоговое|итоговый|получил|получила|вместе|давайте|пусть|будет так",
)

// roughWords keep a figure and call it rough.
var roughWords = setOf(
	"about|around|approximately|approx|appr|roughly|rough|circa|ca|c|some|ish|estimate|estimated|est|estimating|preliminary|prelim|provisional|provisionally|tentative|tentatively|unaudited|think|guess|guessing|reckon|believe|suppose|atleast|orso|notfinal|something|somewhere|like|interim|draft|initial|ballpark|unofficial|unofficially",
	"около|примерно|приблизительно|порядка|где-то|гдето|приблизительная|примерная|ориентировочно|ориентировочная|ориентировочное|предварительно|предварительная|предварительное|предварительный|предварительные|предварительных|предварительным|черновая|думаю|полагаю|считаю|приблизительный|примерный|неокончательно|неофициально|оценочно|плюс-минус|плюсминус|навскидку|прикидочно|прикинул|прикинула|грубо|нефинально|нефинальная|промежуточный|промежуточная|промежуточное|навскидку|условно",
)

// shiftingWords change a figure when they stand right before it: "в 10" is a
// time, "за 100" is more than that.
var shiftingWords = setOf("в|за|под|во|с|со|к|from|past|since|until|till|by")

// boundWords make a figure a bound: "over 100" is not 100.
var boundWords = setOf(
	"over|under|above|below|most|max|maximum|min|minimum|almost|nearly|than|more|less|fewer|up|down|exceed|exceeds|exceeding|exceeded|past|beyond|within|upto|close|shy|north|south|odd|plus|hardly|barely",
	"более|больше|менее|меньше|свыше|выше|ниже|почти|максимум|до|от|порог|сверх|едва|лишним|небольшим|хвостиком|превысили|превысило|превышает|близко|недалеко",
)

// changeWords make a figure a difference: "grew by 10".
var changeWords = setOf(
	"by|grew|grown|rose|risen|fell|fallen|dropped|drop|increase|increased|decrease|decreased|gain|lost|minus|extra|another|additional|further|growth|rise|decline|declined|improved|worsened|change|changed|delta|jumped|jump|slipped|climbed|won",
	"выросло|вырос|выросла|выросли|упало|упал|упала|упали|снизилось|снизился|снизилась|снизились|увеличилось|увеличился|увеличилась|увеличили|прибавили|прибавилось|прибавка|потеряли|плюс|минус|еще|дополнительно|прирост|рост|роста|падение|снижение|добавили|добавилось|изменение|подросли|просели|просел|просела|ушло|ушли",
)

// movedWords tell of a change whose result follows after "to": "fell to 8".
var movedWords = setOf("raise|raising|raised|lower|lowering|lowered|drop|dropping|increasing|grew|grown|rose|risen|fell|fallen|dropped|increased|decreased|declined|improved|gone|went|down|up|versusfrom|moved|moving|climbed|jumped|slipped|came|now|back|recovered|edged|changed",
	"снижаю|снижаем|поднимаю|поднимаем|повышаю|понижаю|опускаю|поднял|подняла|подняли|снизил|снизила|снизили|вырос|выросла|выросло|выросли|упал|упала|упало|упали|снизился|снизилась|снизилось|снизились|увеличился|увеличилась|увеличилось|поднялся|поднялась|поднялось|поднялись|сократился|сократилась|сократилось|сократились|дошло|дошли|дошел|рост|снижение|подросли|просели|просел|просела|просело|опустилось|опустился|опустилась|изменился|изменилось|изменилась|довели")

// elsewhereWords say that a figure is a plan's, another period's or a
// comparison's, and not the one that was asked for.
var elsewhereWords = setOf(
	"target|targets|targeted|plan|planned|plans|planning|goal|goals|forecast|forecasts|forecasted|expected|expect|expects|expecting|budget|budgeted|aim|aiming|aimed|hope|hoping|hoped|should|quota|projected|projection|projecting|estimate for|benchmark|baseline|commitment|promised",
	"morning|typo|mistake|error|will|wont|gonna|ytd|cumulative|cumulatively|ignore|disregard|forget|wrong|mightve|couldve|last|previous|previously|prior|prev|before|earlier|ago|next|yesterday|tomorrow|formerly|originally|initially|ly|yoy|mom|qoq",
	"утром|опечатка|ошибка|будет|будем|станет|могли|мог|могла|игнорируйте|забудьте|неверно|неправильно|ошибочно|накопительно|накопленным|вчера|позавчера|завтра|раньше|ранее|прежде|прежний|прежнее|назад|потом|накануне|изначально|сперва|сначала",
)

// elsewhereStems are the same for words of many forms.
var elsewhereStems = []string{"прошлы", "прошлог", "прошлом", "прошлой", "прошлую", "прошлая", "прошлое", "предыдущ", "позапрошл", "следующ", "будущ", "план", "прогноз", "бюджет", "ожида", "цель", "цели", "целев", "надее", "надею", "обещал", "норматив"}

// asideWords begin a clause whose figure only compares: "130, was 120".
var asideWords = setOf("was|were|up|down|from|vs|versus|compared|against|instead|not|it was|had been|было|был|была|были|вместо|против|рост|вырос|выросло|упало|прирост|не|минус|это на|больше|меньше")

// compareWords begin what a figure is compared with, within its clause: "46 vs 50".
var compareWords = setOf("vs|versus|against|compared|instead|rather|versusfrom|ofwhich|против|вместо|сравнению|при|чем")

// pastWords and nowWords tell two figures of one person apart by their time.
var (
	pastWords = setOf("was|were|been|had|wrote|said|reported|told|sent|typed|started|used|began|было|был|была|были|написал|написала|писал|писала|сказал|сказала|сообщил|сообщила|указал|указала|отправил|отправила|прислал|прислала|начинали|начали")
	nowWords  = setOf("now|today|currently|already|by now|meanwhile|сейчас|теперь|сегодня|уже|стало|стал|стала|ныне")
)

// doubtWords, and what follows, leave a figure open.
var (
	doubtWords = setOf("maybe|perhaps|probably|possibly|might|may|could|unsure|if|unless|when|once|whenever|hopefully|unconfirmed|assuming|provided|likely|можно|может|возможно|наверное|наверно|вероятно|если|когда|неясно|должно|кажется|вроде|ежели|надеюсь|видимо|похоже|скорее")
	nonWords   = setOf("not|no|isnt|wasnt|arent|dont|without|except|excluding|excl|neither|никак|нет|без|кроме|исключая|не|ни")
	lackWords  = setOf("leaving|leaves|remain|remains|short|missing|behind|ahead|late|left|remaining|pending|lacking|away|off|открыто|осталось|остается|недостает|хватает|отстаем|отставание|впереди|минусе|нехватка")
	rateWords  = setOf("per|every|each|daily|weekly|monthly|hourly|yearly|average|averaging|avg|mean|median|каждый|каждую|каждое|ежедневно|еженедельно|ежемесячно|среднем|средний|средняя|среднее")
	eitherWord = setOf("or|either|between|from|или|либо|между|ли")
)

// otherWords say that a figure is not the one that was asked for.
var otherWords = union(elsewhereWords, doubtWords, nonWords, lackWords, rateWords, eitherWord)

// conditionWords make the figure of their sentence depend on something.
var conditionWords = setOf("if|unless|expect|expected|hope|hoping|hopefully|maybe|perhaps|probably|possibly|assuming|provided|once|when|target|plan|forecast|not|если|надеюсь|надеемся|наверное|наверно|возможно|вероятно|может|план|цель|прогноз|не|ожидаем|когда|видимо|кажется|похоже|вроде")

// commentWords begin a remark after a figure: "130 because of the fair".
var commentWords = setOf("because|since|due|thanks|thank|after|as|and|but|though|although|while|which|who|where|despite|given|including|incl|mostly|mainly|only|also|via|according|thx|so|cheers|hence|therefore|however",
	"потому|так|из-за|благодаря|после|и|но|хотя|который|которая|которые|которых|включая|учитывая|вкл|спасибо|пока|только|это|также|как|согласно|несмотря|ввиду|поскольку|ибо|правда|причем|поэтому|спс|однако|зато")

// lossWords speak of what does not count any more.
var lossWords = setOf(
	"missed|alone|loss|losses|refund|refunds|refunded|cancelled|canceled|cancellation|cancellations|rejected|rejection|rejections|refusals|dropouts|misses|churn|churned|failures|failed|fewer|less|duplicate|duplicates|dupes|spam|junk|invalid|fake|test|tests|returned|returns|disputed|doubtful|unqualified|unpaid",
	"отказ|отказа|отказов|потерь|потери|отмен|отмены|отменено|возврат|возврата|возвратов|отписок|брак|брака|провалов|отсев|дубль|дубли|дублей|дубликатов|спам|спама|мусор|мусора|тестовых|тестовые|фейк|фейков|отклонено|отменили|спорных|спорные",
)

// totalWords say that a figure is the sum of the others beside it.
var totalWords = setOf("total|altogether|overall|sum|makes|together|итого|всего|сумме|сумма|итог|общей|общее|вместе")

// doneWords tell of the doing that a question counts. They are harmless where
// the figure's own noun or unit says what it counts.
var doneWords = setOf(
	"added|acquired|billed|invoiced|charged|earned|sold|produced|generated|shipped|delivered|dispatched|trained|won|signed|logged|registered|booked|gained|collected|received|handled|processed|completed|installed|cost|spent|paid|brought|took|takes|costs|went|held|ran|issued|attended|joined|onboarded|connected|opened|converted|achieved|used|consumed",
	"продали|продано|отгрузили|отгружено|поставили|поставлено|выпустили|выпущено|произвели|произведено|обучили|обучено|обучены|обучились|провели|проведено|заработали|выручили|потратили|потрачено|израсходовали|израсходовано|выставили|выставлено|оформили|оформлено|подключили|подключено|подключены|установили|установлено|заключили|заключено|подписали|подписано|вывезли|вывезено|зарегистрировали|зарегистрировано|выдали|выдано|закрылись|закрыли|съело|стоило|стоит|обошлось|прошло|прошли|ушло|принято|приняли|обработали|обработано|проложили|проложено|составили|сообщаем|сообщаю|загрузка",
)

// saidWords tell of what the person said before.
var saidWords = setOf("wrote|said|told|reported|sent|typed|gave|написал|написала|писал|писала|сказал|сказала|сообщил|сообщила|указал|указала|отправил|отправила|прислал|прислала|говорил|говорила")

// sourceWords stand before, and showWords behind, the name of what a figure was
// read from: "according to HubSpot", "CRM says".
var (
	sourceWords = setOf("according|данным|согласно|отчету|данные|выгрузке|системе")
	showWords   = setOf("counted|shows|says|reports|show|say|reads|counts|показывает|говорит|выдает|показала|насчитала")
)

// partWords begin what narrows a figure down: a place, a part, a time.
var partWords = setOf("in|on|at|to|into|within|for|from|of|among|during|until|through|via|в|во|на|из|с|со|от|для|у|под|над|среди|до|при|через|за|к|без")

// scaleWords count the points of a scale.
var scaleWords = setOf("level|rating|grade|уровень|уровне|points|point|marks|stars|star|балл|балла|баллов|баллами|на|звезд|звезды|звезда|из")

// periods are the words for stretches of time that a figure may cover.
var periods = buildPeriods()

func buildPeriods() map[string]int {
	kinds := make(map[string]int)
	for i, row := range []string{
		"day days today daily день дня дней сутки суток",
		"week weeks weekly неделя неделю недели неделе недель",
		"month months monthly месяц месяца месяце месяцев",
		"quarter quarters quarterly квартал квартала квартале",
		"year years yearly annual год года году лет",
	} {
		for w := range strings.FieldsSeq(row) {
			kinds[w] = i + 1
		}
	}
	return kinds
}

func union(sets ...wordSet) wordSet {
	all := make(wordSet)
	for _, set := range sets {
		for w := range set {
			all[w] = true
		}
	}
	return all
}

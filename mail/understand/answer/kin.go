package answer

import "strings"

// kin are verbs that tell of one event, each in the forms that say it is done:
// whoever asks whether something was delivered is answered by "it arrived". A
// stroke ends a stem.
var kin = []string{
	"extend renew prolong continue продл- пролонг- продолж-",
	"move postpone shift reschedule push перенес- перенос- сдвин- сдвиг- отлож- отклад-",
	"delivered arrived received got came reached landed unloaded turned доставл- достави- доставк- привез- привоз- приех- приш- получ- дош- дошл- поступ- прибы- дое- добрал-",
	"sent shipped dispatched despatched mailed posted forwarded emailed gone left handed couriered отправ- отгру- высла- выслан- посла- ушл- ушел уеха- переда- скинул- сброси- направ-",
	"returned went back collected picked вернул- возвращ- возврат- отдал- забрал- сдал-",
	"signed countersigned initialled executed подписа- подмах- завизир-",
	"paid settled transferred wired remitted cleared оплат- оплач- заплат- уплат- перечисл- перевел- переве- проплат- рассчита-",
	"launched started begun began live went released rolled online deployed kicked запущ- запуст- стартова- начал- начат- включ- выкат- заработа- вышл- вышел раскат-",
	"finished completed done ready finalised finalized concluded accomplished wrapped delivered closed закончи- законче- заверш- доделал- готов готова готово готовы выполн- сдела- сдал- сдан- закры-",
	"installed mounted fitted commissioned assembled установ- установл- смонтир- собра- налад- поставл- постави- подключ-",
	"held happened met took place occurred состоя- прош- провел- провед- встретил-",
	"published posted printed released опублик- выложен- выложи- размест- размещ- вышла вышло вышел напечат-",
	"approved authorised authorized confirmed cleared granted ratified утверд- утвержд- одобр- согласова- подтверд- подтвержд-",
	"fixed repaired solved resolved mended sorted corrected починил- починен- исправ- устран- реши- решен- отремонт- восстанов-",
	"tested checked inspected verified проверил- проверен- протест- испыта- осмотр-",
	"hired recruited appointed нанял- нанят- взяли приня- назнач-",
	"trained taught instructed обуч- проинструкт-",
	"booked reserved ordered забронир- заказа- заброни- оформ-",
}

// kinOfDeeds are the families of what leave is asked for: the first two.
const kinOfDeeds = 1<<2 - 1

// relatives are the families in which a word stands.
func relatives(w string) (rows uint32) {
	for i, row := range kin {
		for word := range strings.FieldsSeq(row) {
			stem, open := strings.CutSuffix(word, "-")
			if w == stem || open && strings.HasPrefix(w, stem) {
				rows |= 1 << i
				break
			}
		}
	}
	return rows
}

// isKin reports whether a word tells of what one of the asked words asks after.
func isKin(w string, asked uint32) bool {
	return asked != 0 && (!isCyrillic(w) || hasEnding(w, pastEndings) || stateWords[w]) && relatives(w)&asked != 0
}

package rehearsal

import (
	"encoding/json"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
)

// playedBy is the persona that plays the reader of a letter: a mediator's is called
// after the level of the conflict.
func playedBy(l procedure.Letter) string {
	if l.Template != conflict.TemplateMediator {
		return l.Person
	}
	return conflictOf(l).Level
}

// proposes reports whether an agreeable person answers a letter with a proposal: the
// raiser's speaker when both sets of options are on the table, and a mediator.
func proposes(l procedure.Letter) bool {
	return l.Template == conflict.TemplateMediator || l.Template == conflict.TemplateOptions && conflictOf(l).Mine
}

func conflictOf(l procedure.Letter) conflict.Content {
	var c conflict.Content
	if err := json.Unmarshal(l.Content, &c); err != nil { // the procedure has written it
		return conflict.Content{}
	}
	return c
}

// proposal is what somebody agreeable proposes.
func proposal(language string) string {
	return pick(language == "ru", "ПРЕДЛАГАЮ: Каждые две недели смотрим на это вместе и заранее говорим друг другу, если что-то меняется.",
		"PROPOSAL: We look at it together every two weeks and tell each other early when something changes.")
}

// inAConflict is what somebody diligent writes to the questions of a conflict, in
// English and Russian: no two of them alike, as in a real one.
var inAConflict = map[string][2]string{
	conflict.QuestionHappened: {"The list that was due on Monday came on Thursday, and nobody told us that it would.", "Список, который был назначен на понедельник, пришёл в четверг, и нас не предупредили."},
	conflict.QuestionEffect:   {"Two people waited for three days, and a customer heard a wrong date from us.", "Двое прождали три дня, а клиент услышал от нас неверную дату."},
	conflict.QuestionNeed:     {"We need to know a day before when something slips.", "Нам нужно знать за день, если что-то сдвигается."},
	conflict.QuestionWish:     {"Please write to us the day before, also when it is only a guess.", "Просим писать нам накануне, даже если это лишь предположение."},
	conflict.QuestionRestated: {"You could not plan, and what counts for you is to be told early rather than to be told the perfect date.", "Вы не могли планировать; для вас важнее узнать заранее, чем узнать точную дату."},
	conflict.QuestionInterest: {"That what we promise to customers holds.", "Чтобы обещанное клиентам выполнялось."},
	conflict.QuestionOption:   {"A short call every Monday about what is due in the week.", "Короткий звонок по понедельникам о том, что назначено на неделю."},
	conflict.QuestionAnother:  {"One shared list with the day and a colour, looked at by both.", "Общий список с датами и цветом, в который смотрят обе стороны."},
	conflict.QuestionCriteria: {"It costs both sides about the same time, and no customer hears a wrong date.", "Обеим сторонам это стоит примерно одинаково времени, и клиенты не слышат неверных дат."},
	conflict.QuestionDo:       {"I write the list of the week on Monday by ten.", "В понедельник до десяти пришлю список на неделю."},
	conflict.QuestionSign:     {"Two Mondays in a row without a list.", "Два понедельника подряд без списка."},
	conflict.QuestionHabit:    {"Call before writing.", "Сначала звоним, потом пишем."},
	conflict.QuestionMissing:  {"The part about the customer.", "То, что касается клиента."},
	conflict.QuestionSlipped:  {"The list did not come twice.", "Список дважды не пришёл."},
}

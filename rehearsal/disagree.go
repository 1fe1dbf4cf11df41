package rehearsal

import (
	"encoding/json"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// The mails of a conflict that an agreeable person answers with a proposal.
const (
	templateOptions  procedure.Template = "options"
	templateMediator procedure.Template = "mediator-letter"
)

// playedBy is the persona that plays the reader of a letter: a mediator's is called
// after the level of the conflict.
func playedBy(l procedure.Letter) string {
	if l.Template != templateMediator {
		return l.Person
	}
	return conflictOf(l).Level
}

// proposes reports whether an agreeable person answers a letter with a proposal: the
// raiser's speaker when both sets of options are on the table, and a mediator.
func proposes(l procedure.Letter) bool {
	return l.Template == templateMediator || l.Template == templateOptions && conflictOf(l).Mine
}

// disagreement is what a rehearsal has to know of a mail of a conflict: whether its
// reader has raised it, and on which level it stands.
type disagreement struct {
	Mine  bool   `json:"mine"`
	Level string `json:"level"`
}

func conflictOf(l procedure.Letter) disagreement {
	var c disagreement
	if err := json.Unmarshal(l.Content, &c); err != nil { // the procedure has written it
		return disagreement{}
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
	"happened":  {"The list that was due on Monday came on Thursday, and nobody told us that it would.", "Список, который был назначен на понедельник, пришёл в четверг, и нас не предупредили."},
	"effect":    {"Two people waited for three days, and a customer heard a wrong date from us.", "Двое прождали три дня, а клиент услышал от нас неверную дату."},
	"need":      {"We need to know a day before when something slips.", "Нам нужно знать за день, если что-то сдвигается."},
	"wish":      {"Please write to us the day before, also when it is only a guess.", "Просим писать нам накануне, даже если это лишь предположение."},
	"restated":  {"You could not plan, and what counts for you is to be told early rather than to be told the perfect date.", "Вы не могли планировать; для вас важнее узнать заранее, чем узнать точную дату."},
	"interests": {"That what we promise to customers holds.", "Чтобы обещанное клиентам выполнялось."},
	"option":    {"A short call every Monday about what is due in the week.", "Короткий звонок по понедельникам о том, что назначено на неделю."},
	"another":   {"One shared list with the day and a colour, looked at by both.", "Общий список с датами и цветом, в который смотрят обе стороны."},
	"criteria":  {"It costs both sides about the same time, and no customer hears a wrong date.", "Обеим сторонам это стоит примерно одинаково времени, и клиенты не слышат неверных дат."},
	"do":        {"I write the list of the week on Monday by ten.", "В понедельник до десяти пришлю список на неделю."},
	"sign":      {"Two Mondays in a row without a list.", "Два понедельника подряд без списка."},
	"habit":     {"Call before writing.", "Сначала звоним, потом пишем."},
	"missing":   {"The part about the customer.", "То, что касается клиента."},
	"slipped":   {"The list did not come twice.", "Список дважды не пришёл."},
}

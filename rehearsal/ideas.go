package rehearsal

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// templateIdeas asks for proposals.
const templateIdeas procedure.Template = "ideas"

// ideasOf are what a diligent person proposes, in English and in Russian: each side something
// else, so that there is something to weigh.
var ideasOf = [...][2]string{
	{"Joint orders from 10 to 40 a quarter", "Совместные заказы: с 10 до 40 в квартал"},
	{"Halve the time from a question to an answer, from 4 to 2 days", "Вдвое быстрее отвечать на вопросы: с 4 до 2 дней"},
	{"One joint event a year for our customers", "Раз в год общее мероприятие для клиентов"},
}

// expected is what a diligent person expects of the other side.
var expected = [2]string{"An answer within two working days.", "Ответа за два рабочих дня."}

// findsGoals is what a diligent and agreeable person says in a round of ideas, if they are
// asked in one: they propose, put the first line first, and accept what is proposed.
func findsGoals(spec partnership.Spec, l procedure.Letter, q partnership.Question, russian bool) (string, bool) {
	language := 0
	if russian {
		language = 1
	}
	switch {
	case q.Kind == partnership.KindRank:
		return "1", true
	case q.Kind == partnership.KindDecide:
		return pick(russian, "принять", "accept"), true
	case l.Template != templateIdeas:
		return "", false
	case q.ID == "expect":
		return expected[language], true
	default:
		own, _ := spec.PartyOf(l.Person)
		n := slices.IndexFunc(spec.Parties, func(p partnership.Party) bool { return p.ID == own.ID })
		return ideasOf[max(0, n)%len(ideasOf)][language], true
	}
}

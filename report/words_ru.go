package report

import (
	"github.com/rapport-engine/rapport/partnership/decision"
	"github.com/rapport-engine/rapport/partnership/health"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/review"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// russian is the page in Russian.
func russian() words {
	return words{
		Fleet: "Как идут дела в партнёрствах: %d", Unread: "Не удалось прочитать", Partnership: "Партнёрство", CostsMost: "Что мешает больше всего", Overdue: "Просрочено",
		Phases: map[Phase]string{PhaseWaiting: "ещё не началось", PhaseRuns: "идёт", PhasePaused: "на паузе", PhaseEnds: "завершается", PhaseOver: "завершено"},

		Report: "%s: как идут дела", AsOf: "По состоянию на %s", Purpose: "Зачем", Parties: "Стороны", Term: "Срок", Span: "с %s по %s", Figures: "Цифры", Unknown: "пока неизвестно",
		Verdict:  map[measure.RAG]string{measure.Green: "идёт по плану", measure.Amber: "есть риск", measure.Red: "отстаём", measure.Unknown: "оценки пока нет"},
		Grade:    map[measure.Grade]string{measure.Achieved: "достигнута", measure.Partially: "достигнута частично", measure.Missed: "не достигнута", measure.Ungraded: "не измерялась"},
		TooEarly: "судить рано",

		Health: "Здоровье партнёрства", NoHealth: "Насколько партнёрство здорово, пока сказать нельзя.",
		Scored: "%d из 100", Uncovered: "Насколько партнёрство здорово, пока сказать нельзя: известно %s того, что важно.", Was: "Раньше было %d, %s (%s).",
		ByConflict: "Оценка не выше, пока разногласие на таком уровне.", ByDimension: "Оценка не выше, пока одна из её частей отстаёт.",
		Dimension: "Часть", Points: "Баллы из 100", Judgement: "Оценка", Month: "Месяц",
		Dimensions: map[health.Kind]string{
			health.Goals: "Цели", health.Operations: "Совместная работа", health.Relationship: "Отношения", health.Value: "Выгода", health.Issues: "Разногласия",
		},
		Costs: "Минус %s из 100: %s.",
		Cause: map[health.Reason]string{
			health.Behind: "цель «%s» выполнена на %s от плана", health.Discontent: "меньше всех довольна сторона %s: %s",
			health.Unanswered: "вопросы без ответа за 90 дней: %d из %d",
			health.DaysLate:   "этапы не в срок за 90 дней: %d из %d",
			health.TasksLate:  "обещания не в срок за 90 дней: %d из %d",
			health.OffPlan:    "получено %s запланированной выгоды", health.Uneven: "выгода делится неравно, баланс %s",
			health.Conflicts: "открытые разногласия: %d, из них просрочено: %d",
		},
		AllOfUs: "люди довольны на %s", ByMonth: "Здоровье по месяцам", OutOf: "%s из %s",
		Goals: "Цели", Overall: "Общее продвижение: %s.", GoalUntil: "Срок: %s; выполнено %s.",
		KPI: "Показатель", Baseline: "Было", Target: "Цель", Now: "Сейчас", Said: "На день", Progress: "Выполнено", Pace: "Темп", Forecast: "Цель будет достигнута", Day: "День", Value: "Значение",
		Plan: "План", Most: "План, не больше", Disputed: "сообщают разное; считается менее благоприятное значение", NoFigures: "Пока ничего не измеряли.",
		Behind: "Откуда эти цифры", SaidBy: "%s: %s; источник: %s, %s", Admin: "администратор", SaidLate: "с опозданием", Provisional: "предварительно",
		InPlaceOf: "вместо названного раньше: %s", Added: "прибавлено к сообщённому раньше",
		Verified: map[standing.Verification]string{standing.AsReported: "со слов стороны", standing.ByBoth: "подтверждено двумя сторонами"},
		Sureness: "Насколько уверены были люди и что вышло на деле", Brier: "Оценка Брайера", BrierMeans: "0 — уверены и правы, 0,25 — не лучше догадки, 1 — уверены и неправы.", Counted: "Ответов",
		Warned: "Ранних предупреждений: %d, из них за 90 дней подтвердились: %d.",

		Scorecard: "Карта показателей",

		Milestones: "Этапы", NoMilestones: "Этапов не назначено.", Milestone: "Этап", Goal: "Цель", Due: "Срок", State: "Состояние",
		ToCome: "впереди", Late: "просрочен", Moved: "перенесён",
		Outcome: map[procedure.Outcome]string{
			procedure.OutcomeMet: "выполнен", procedure.OutcomeMetLate: "выполнен с опозданием", procedure.OutcomeWaived: "больше не нужен",
			procedure.OutcomeDropped: "не выполнен", procedure.OutcomeWithdrawn: "снят",
		},

		Tended: "Часы на само партнёрство", HoursLately: "За три месяца до этого", HoursInAll: "Всего",
		Ledger: "Вклад и выгода", NoLedger: "Записей пока нет.", UpTo: "По %s, валюта: %s.", Party: "Сторона", PutIn: "Вложено", Promised: "Обещано к этому дню",
		GotOut: "Получено", Hoped: "Ожидалось к этому дню", Net: "Итог", Together: "Вместе", PaidBack: "Окупилось к",
		Deals: "Общие сделки", Deal: "Сделка", ForTime: "За время", Claims: "Указана доля", CountsFor: "Учтено", LeftTo: "%s по словам других; сторона о сделке не сказала",
		Overclaimed:    "%s: вместе указано %s. Пока стороны не договорятся, доли учитываются пропорционально.",
		BalanceOfValue: "Баланс выгоды (1 — поровну): %s", BalanceOfEffort: "Баланс усилий (1 — поровну): %s", Present: "Чистая приведённая стоимость при ставке %s в год, на %s: %s", Spent: "Потрачено из бюджета: %s из %s (%s)",
		Burn: "Расход относительно времени (1 — по плану): %s", Differs: "Платежи не сходятся, с %s по %s: уплачено %s, получено %s.", Unpriced: "Суммы, которые не вошли, потому что нет курса: %d.",

		Answers: "Ответы на сверки за 90 дней", NoAnswers: "Отвечать пока никому не приходилось.", Replied: "Ответили", InTime: "Из них в срок", Latency: "Рабочих часов до ответа, медиана",

		Promises: "Обещания между сторонами", NoPromises: "Стороны ничего не должны друг другу.", Promise: "Обещание", From: "От кого", To: "Кому", Open: "в работе",
		Kept: "Выполнено за последние 90 дней, внутри сторон и между ними: %d; с опозданием: %d.",

		Surveys: "Опросы", NoSurveys: "Результатов, которые можно показать, пока нет.", Answered: "Опрос от %s: ответили %d из %d.", Group: "Группа", Content: "Довольны, из 100", Margin: "Погрешность", Change: "С тех пор",
		Question: "Вопрос", Result: "Итог", Everybody: "Все вместе", Promoters: "индекс рекомендаций %s", Counts: "да: %d, нет: %d",
		OverYears: "По годам", Aspect: "О чём", Year: "Год", Rounds: "Опросов",
		TooFew: "Ответили слишком мало людей, чтобы показать цифры.", Round: "Опрос от",
		Way: map[opinion.Way]string{opinion.WayUnknown: "–", opinion.WayUp: "выше", opinion.WayDown: "ниже", opinion.WaySame: "без изменений"},

		SWOT: "Сильные и слабые стороны, возможности, угрозы", NoSWOT: "Такого обзора ещё не было.", Field: "Поле", Statement: "Утверждение", Priority: "Важность, из 25",
		Fact: map[review.FactKind]string{
			review.FactOnTrack: "«%s» идёт по плану", review.FactOffTrack: "«%s» отстаёт от плана", review.FactMet: "«%s» сделано к сроку", review.FactMetLate: "«%s» не сделано к сроку",
			review.FactOverdue: "Обещания между нами просрочены%s", review.FactContent: "«%s» оценивают высоко", review.FactUneasy: "«%s» оценивают низко", review.FactApart: "Стороны по-разному оценивают «%s»",
		},

		Decisions: "Что решили вместе", NoDecisions: "Пока ничего не решали.", Decision: "Решение", Serves: "Для цели", Votes: "Голоса", For: "за: %s", Against: "против: %s", VetoedBy: "вето: %s",
		DecidedHow: map[procedure.DecisionMethod]string{procedure.DecidedAtMeeting: "на встрече", procedure.DecidedInWriting: "письменно"},
		Decided:    map[decision.Result]string{decision.Carried: "принято", decision.Rejected: "не принято", decision.NoQuorum: "участвовало слишком мало сторон", decision.Vetoed: "вето"},
		Mood:       "Атмосфера на встречах, от 1 до 5", Marks: "Человек",

		Conflicts: "Разногласия", NoConflicts: "Нет таких, о которых знает кто-то кроме их сторон.", NotTold: "О чём они, знают только их стороны.",
		Level: "Уровень", Since: "С", Until: "Улажено", StillOpen: "открыто", Foot: "Составлено Rapport по данным, которые сообщили партнёры.",
	}
}

package compose

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// sides are those of the fixture's conflict, as a reader sees them: their own
// speaker, the other's, and who would take it next.
type sides struct{ me, other, boss, otherBoss string }

func sidesOf(reader string) sides {
	if reader == "anna" {
		return sides{"anna", "lars", "oleg", "ingrid"}
	}
	return sides{"lars", "anna", "ingrid", "oleg"}
}

// disputing is the fixture's partnership with executives and principles. Unless the
// sides write in two languages, all read the reader's.
func disputing(spec partnership.Spec, reader string, two bool) partnership.Spec {
	executive := func(id, name, language, zone string) partnership.Person {
		p := lead(id, name, language, zone)
		p.Roles = []partnership.Role{partnership.RoleExecutive}
		return p
	}
	spec.Parties = slices.Clone(spec.Parties)
	for i, p := range []partnership.Person{executive("ingrid", "Ingrid Dahl", "en", "Europe/Oslo"), executive("oleg", "Олег Демидов", "ru", "Europe/Moscow")} {
		spec.Parties[i].People = append(slices.Clone(spec.Parties[i].People), p)
	}
	own, _ := spec.Person(reader)
	for i := range spec.Parties {
		for j := range spec.Parties[i].People {
			if !two {
				spec.Parties[i].People[j].Language = own.Language
			}
		}
	}
	spec.Principles = []string{"We tell each other bad news within a day."}
	if own.Language == "ru" {
		spec.Principles = []string{"О плохих новостях сообщаем в тот же день."}
		spec.Competing = []partnership.Competing{{ID: "lead-first", Statement: "Чей клиент, если пришёл к обоим", JointGoal: "Ответ за сутки от того, кто уже ведёт этого клиента."}}
	}
	return spec
}

// words are what the two of the fixture write, each in the reader's language.
var disputeWords = map[string]map[string]string{
	"en": {
		"happened":       "On 2 November we passed on 14 leads from the fair. On 20 November 9 of them had had no call.\nOn 24 November two of them signed with somebody else.",
		"effect":         "Our sales team no longer wants to pass anything on, and I have no answer for them.",
		"need":           "I need to know within two days whether somebody takes a lead up.",
		"wish":           "Please name one person who looks at new leads every day.",
		"other-happen":   "The list of 2 November came without phone numbers. I asked for them on 4 and 9 November.",
		"other-effect":   "My people searched for numbers instead of calling.",
		"other-need":     "We need the number and what was talked about at the fair.",
		"other-wish":     "Please hand leads over in the shared list, not by mail.",
		"restated":       "You passed on leads that you had worked for, and nobody called most of them. Your own sales team asks you why, and you need a word within two days.",
		"other-restate":  "You got names without numbers and spent your time looking for them. You want to start calling at once.",
		"mended":         "It is less the time than not being told that something was missing.",
		"interests":      "Whoever brings a lead should hear what became of it.",
		"option":         "One person on each side looks at the shared list every morning.",
		"another":        "Whoever brings a lead makes the first call together with the other.",
		"criteria":       "No lead waits longer than two days, and both can see it.",
		"other-interest": "Our time goes into calls, not into searching.",
		"other-option":   "A lead counts from the moment at which it has a number.",
		"other-another":  "A call of ten minutes every Monday about all new leads.",
		"other-criteri":  "The work is about the same on both sides.",
		"proposal":       "1. Leads go into the shared list with number and topic.\n2. Whoever takes one up says so within two days.\n3. Every Monday at ten we look at it together, ten minutes.",
		"missing":        "With three days instead of two I can say yes: two of us work part-time.",
		"do":             "I bring the list in order and enter what is missing of the last fair.",
		"sign":           "A lead without a name beside it on a Monday.",
		"habit":          "I call when a list looks incomplete, the same day.",
		"other-do":       "I name the two who look at the list every day.",
		"other-sign":     "The Monday call has been dropped twice.",
		"slipped":        "Point 3: on 4 and 11 January there was no call.",
		"reason":         "both are away until January",
	},
	"ru": {
		"happened":       "2 ноября мы передали 14 контактов с выставки. К 20 ноября девяти из них никто не позвонил.\n24 ноября двое подписали договор с другими.",
		"effect":         "Наши продавцы больше не хотят ничего передавать, и мне нечего им ответить.",
		"need":           "Мне нужно за два дня узнавать, берёт ли кто-то контакт в работу.",
		"wish":           "Пожалуйста, назовите человека, который смотрит новые контакты каждый день.",
		"other-happen":   "Список от 2 ноября пришёл без телефонов. 4 и 9 ноября я просил их прислать.",
		"other-effect":   "Мои люди искали телефоны, вместо того чтобы звонить.",
		"other-need":     "Нам нужны телефон и то, о чём говорили на выставке.",
		"other-wish":     "Пожалуйста, передавайте контакты в общем списке, а не письмами.",
		"restated":       "Вы передали контакты, ради которых работали, а большинству не позвонили. Ваши продавцы спрашивают, почему, и вам нужен ответ за два дня.",
		"other-restate":  "К вам пришли имена без телефонов, и время ушло на поиски. Вы хотите звонить сразу.",
		"mended":         "Дело не столько во времени, сколько в том, что нам не сказали, чего не хватает.",
		"interests":      "Кто привёл клиента, должен узнать, что с ним стало.",
		"option":         "По одному человеку с каждой стороны каждое утро смотрят общий список.",
		"another":        "Первый звонок делаем вместе.",
		"criteria":       "Ни один контакт не ждёт больше двух дней, и это видно обоим.",
		"other-interest": "Наше время уходит на звонки, а не на поиски.",
		"other-option":   "Контакт считается переданным, когда у него есть телефон.",
		"other-another":  "Десять минут по понедельникам обо всех новых контактах.",
		"other-criteri":  "Работы примерно поровну.",
		"proposal":       "1. Контакты вносим в общий список с телефоном и темой.\n2. Кто берёт контакт, отмечает это за два дня.\n3. По понедельникам в десять вместе смотрим список, десять минут.",
		"missing":        "С тремя днями вместо двух я скажу «да»: двое у нас работают полдня.",
		"do":             "Привожу список в порядок и вношу то, чего не хватает с последней выставки.",
		"sign":           "В понедельник в списке есть контакт без имени рядом.",
		"habit":          "Если список неполный, звоню в тот же день.",
		"other-do":       "Называю двоих, кто каждый день смотрит список.",
		"other-sign":     "Звонок в понедельник дважды сорвался.",
		"slipped":        "Пункт 3: 4 и 11 января звонка не было.",
		"reason":         "оба в отъезде до января",
	},
}

// wroteIn is what somebody of the fixture wrote, in the language that a mail is
// read in.
func wroteIn(language, by, part, text string) procedure.Writing {
	return procedure.Writing{Ask: by, Question: part, By: by, Part: part, Text: disputeWords[language][text]}
}

func statementOf(language, by string, own bool) []procedure.Writing {
	names := []string{"other-happen", "other-effect", "other-need", "other-wish"}
	if own {
		names = []string{"happened", "effect", "need", "wish"}
	}
	var list []procedure.Writing
	for i, part := range []string{conflict.QuestionHappened, conflict.QuestionEffect, conflict.QuestionNeed, conflict.QuestionWish} {
		list = append(list, wroteIn(language, by, part, names[i]))
	}
	return list
}

func exploredBy(language, by string, own bool) []procedure.Writing {
	names := []string{"other-interest", "other-option", "other-another", "other-criteri"}
	if own {
		names = []string{"interests", "option", "another", "criteria"}
	}
	var list []procedure.Writing
	for i, part := range []string{conflict.QuestionInterest, conflict.QuestionOption, conflict.QuestionAnother, conflict.QuestionCriteria} {
		list = append(list, wroteIn(language, by, part, names[i]))
	}
	return list
}

func proposalBy(language, by string) procedure.Writing {
	w := wroteIn(language, by, "proposal", "proposal")
	w.Number = 2
	return w
}

// ofDispute is a letter of the fixture's conflict, which the reader has raised.
func ofDispute(form procedure.Form, template procedure.Template, reader string, change func(*procedure.Letter, *conflict.Content, sides, string)) procedure.Letter {
	s := sidesOf(reader)
	language := map[string]string{"lars": "en", "anna": "ru"}[reader]
	l := letter(form, template, reader)
	l.Workflow, l.About = l.Slug+"/conflict/1", "Grow joint leads from 120 to 300 a quarter"
	l.Ask = procedure.AskID(l.Workflow, "", reader)
	l.Asking = procedure.Asking{Sealed: true}
	if form == procedure.FormReceipt {
		l.Phrases, l.InReplyTo = conflict.TemplateEntry, "<abc@partner.example>"
	}
	title := "Grow joint leads from 120 to 300 a quarter"
	if language == "ru" {
		title = "Рост числа общих клиентов со 120 до 300 в квартал"
	}
	l.About = title
	c := conflict.Content{
		Number: 1, Raiser: s.me, With: s.other, Mine: true, Title: title, Speaker: s.me, Facing: s.other, Stage: conflict.Framed, Level: "direct",
		Knows: []string{s.me, s.other}, Within: cadence.Span{Count: 10, Unit: cadence.BusinessDays}, Ends: time.Date(2026, 12, 21, 9, 0, 0, 0, time.UTC),
		NextLevel: "executives", NextPeople: []string{s.boss, s.otherBoss},
	}
	change(&l, &c, s, language)
	return l.With(c)
}

// theirs turns the fixture's conflict round: the other side has raised it.
func theirs(c *conflict.Content, s sides) { c.Raiser, c.With, c.Mine = s.other, s.me, false }

func conflictFixtures() []fixture {
	due := time.Date(2026, 12, 11, 9, 0, 0, 0, time.UTC)
	yesNo := func(id, text string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindYesNo, Text: text, Plain: true}
	}
	text := func(id, text string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindText, Text: text, Lasting: true}
	}
	choice := func(id, text string, of ...string) partnership.Question {
		return partnership.Question{ID: id, Kind: partnership.KindChoice, Text: text, Choices: of, Plain: true}
	}
	optional := func(q partnership.Question) partnership.Question { q.Optional = true; return q }
	dispute := func(name string, form procedure.Form, template procedure.Template, change func(*procedure.Letter, *conflict.Content, sides, string)) fixture {
		return fixture{
			name: name, letter: func(reader, _ string) procedure.Letter { return ofDispute(form, template, reader, change) },
			spec: func(spec partnership.Spec, reader string) partnership.Spec { return disputing(spec, reader, false) },
		}
	}
	asks := func(name string, template procedure.Template, questions func(wording.Conflict) []partnership.Question, change func(*procedure.Letter, *conflict.Content, sides, string)) []fixture {
		with := func(form procedure.Form) fixture {
			f := dispute(name, form, template, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
				l.Questions, l.Due = questions(wording.In(language).Conflict), due
				change(l, c, s, language)
			})
			if form == procedure.FormReminder {
				letter := f.letter
				f.name += "-reminder"
				f.letter = func(reader, deputy string) procedure.Letter {
					l := letter(reader, deputy)
					l.Number, l.Of = 1, 1
					return l
				}
			}
			return f
		}
		return []fixture{with(procedure.FormAsk), with(procedure.FormReminder)}
	}
	two := func(list []fixture) []fixture {
		list = slices.Clone(list[:1])
		list[0].name += "-two-languages"
		list[0].spec = func(spec partnership.Spec, reader string) partnership.Spec { return disputing(spec, reader, true) }
		return list
	}
	entry := func(q wording.Conflict) []partnership.Question {
		return []partnership.Question{optional(yesNo(conflict.QuestionSpoken, q.Spoken)), optional(choice(conflict.QuestionHeat, q.Heat, q.Calm, q.Refusing, q.Leaving, q.Law))}
	}
	openEntry := func(q wording.Conflict) []partnership.Question {
		return append([]partnership.Question{
			optional(choice(conflict.QuestionSpeaker, q.Speaker, q.Myself, "Sofie Berg")),
			choice(conflict.QuestionWith, q.With, "Анна Иванова", "Пётр Смирнов", "Олег Демидов"),
			choice(conflict.QuestionAbout, q.About, "Grow joint leads from 120 to 300 a quarter", "Campaign live", "Attribution rules signed", q.SomethingElse),
		}, entry(q)...)
	}
	begin := func(q wording.Conflict) []partnership.Question {
		return conflict.BeginQuestions(q, true)
	}
	first := func(statement func(wording.Conflict) []partnership.Question) func(wording.Conflict) []partnership.Question {
		return func(q wording.Conflict) []partnership.Question {
			return append(statement(q), optional(yesNo(conflict.QuestionHold, q.Hold)))
		}
	}
	statement := func(q wording.Conflict) []partnership.Question {
		return []partnership.Question{text(conflict.QuestionHappened, q.Happened), text(conflict.QuestionEffect, q.Effect), text(conflict.QuestionNeed, q.Need), text(conflict.QuestionWish, q.Wish)}
	}
	check := func(q wording.Conflict) []partnership.Question {
		list := []partnership.Question{optional(yesNo(conflict.QuestionAsItIs, q.AsItIs))}
		for _, part := range statement(q) {
			list = append(list, optional(part))
		}
		return list
	}
	restate := func(q wording.Conflict) []partnership.Question {
		return []partnership.Question{text(conflict.QuestionRestated, q.Restate)}
	}
	confirm := func(q wording.Conflict) []partnership.Question {
		return []partnership.Question{yesNo(conflict.QuestionYes, q.Confirm), optional(text(conflict.QuestionMissing, q.NotQuite))}
	}
	explore := func(q wording.Conflict) []partnership.Question {
		return []partnership.Question{text(conflict.QuestionInterest, q.Interests), text(conflict.QuestionOption, q.Option), text(conflict.QuestionAnother, q.Another), text(conflict.QuestionCriteria, q.Criteria)}
	}
	judge := func(q wording.Conflict) []partnership.Question {
		return []partnership.Question{yesNo(conflict.QuestionYes, q.Accept), optional(text(conflict.QuestionMissing, q.WhatWould))}
	}
	forward := func(q wording.Conflict) []partnership.Question {
		return []partnership.Question{
			text(conflict.QuestionDo, q.Do),
			{ID: conflict.QuestionDay, Kind: partnership.KindDate, Text: q.ByWhen, Plain: true},
			text(conflict.QuestionSign, q.Sign), optional(text(conflict.QuestionHabit, q.Habit)), optional(yesNo(conflict.QuestionRule, q.Rule)),
		}
	}
	only := func(pick func(wording.Conflict) string) func(wording.Conflict) []partnership.Question {
		return func(q wording.Conflict) []partnership.Question {
			return []partnership.Question{yesNo(conflict.QuestionYes, pick(q))}
		}
	}
	slipped := func(q wording.Conflict) []partnership.Question {
		return []partnership.Question{text(conflict.QuestionSlipped, q.Slipped), yesNo(conflict.QuestionYes, q.Reopen)}
	}
	raised := func(c *conflict.Content, s sides) {
		c.Stage, c.Level, c.Ends, c.Knows, c.First = conflict.Raised, "", time.Time{}, []string{s.me}, true
	}
	understood := func(language string, s sides) []procedure.Writing {
		return []procedure.Writing{wroteIn(language, s.me, "restated", "other-restate"), wroteIn(language, s.other, "restated", "restated")}
	}
	brief := func(language string, s sides) []procedure.Writing {
		list := append(statementOf(language, s.me, true), statementOf(language, s.other, false)...)
		list = append(list, understood(language, s)...)
		list = append(list, wroteIn(language, s.me, conflict.PartMended, "mended"))
		list = append(append(list, exploredBy(language, s.me, true)...), exploredBy(language, s.other, false)...)
		return append(list, proposalBy(language, s.other))
	}
	above := func(c *conflict.Content, s sides) {
		c.Speaker, c.Facing, c.Stage, c.Level, c.Mine = s.me, s.other, conflict.Proposed, "executives", true
		c.Within, c.NextLevel, c.NextPeople, c.NextMediator = cadence.Span{Count: 45, Unit: cadence.Days}, "mediation", nil, "mediation@resolve.example"
		c.Raiser, c.With = map[string]string{"lars": "sofie", "anna": "petr"}[s.me], map[string]string{"lars": "petr", "anna": "sofie"}[s.me]
		c.Knows = []string{c.Raiser, c.With, s.me, s.other}
		c.Ends, c.First = time.Date(2027, 1, 22, 9, 0, 0, 0, time.UTC), true
	}
	nothing := func(*procedure.Letter, *conflict.Content, sides, string) {}
	atEntry := func(l *procedure.Letter, c *conflict.Content, s sides, language string) { raised(c, s) }
	opened := func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
		theirs(c, s)
		c.First = true
	}
	list := slices.Concat(
		asks("conflict-entry", conflict.TemplateEntry, entry, atEntry),
		two(asks("conflict-entry", conflict.TemplateEntry, entry, atEntry)),
		asks("conflict-entry-open", conflict.TemplateEntry, openEntry, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			raised(c, s)
			c.With, c.Title, c.Facing, c.NextPeople = "", "", "", nil
		})[:1],
		asks("conflict-entry-admin", conflict.TemplateEntry, entry, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			raised(c, s)
			c.Admin, c.Waited = true, true
		})[:1],
		asks("conflict-entry-again", conflict.TemplateEntry, only(func(q wording.Conflict) string { return fmt.Sprintf(q.Same, 3) }), func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			raised(c, s)
			c.Follows, c.Again, c.First = 3, true, false
		}),
		asks("conflict-opened", conflict.TemplateOpened, begin, opened),
		two(asks("conflict-opened", conflict.TemplateOpened, begin, opened)),
		asks("conflict-opened-above", conflict.TemplateOpened, begin, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			above(c, s)
			c.Raiser, c.With = c.With, c.Raiser
			c.Stage, c.Mine, c.Title, c.Knows = conflict.Framed, false, "", []string{c.Raiser, s.other}
		})[:1],
		asks("statement", conflict.TemplateStatement, first(statement), nothing),
		asks("statement-second", conflict.TemplateStatement, statement, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			theirs(c, s)
			l.Writings = statementOf(language, s.other, false)
		})[:1],
		asks("statement-for-another", conflict.TemplateStatement, statement, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			c.Raiser, c.First = map[string]string{"lars": "sofie", "anna": "petr"}[s.me], true
		})[:1],
		asks("statement-check", conflict.TemplateCheck, check, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Writings, c.Sharp = statementOf(language, s.me, true), []string{conflict.QuestionHappened, conflict.QuestionWish}
			l.Writings[0].Text += sharpWords[language][0]
			l.Writings[3].Text += sharpWords[language][1]
		}),
		asks("restate", conflict.TemplateRestate, restate, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			c.Held = c.Ends
			l.Writings = statementOf(language, s.other, false)
		}),
		asks("restate-again", conflict.TemplateRestate, restate, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			c.Loops, l.Writings = 1, append(statementOf(language, s.other, false), wroteIn(language, s.other, conflict.PartMended, "mended"))
		})[:1],
		asks("restate-two-languages", conflict.TemplateRestate, restate, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Writings = statementOf(map[string]string{"en": "ru", "ru": "en"}[language], s.other, false)
			l.Writings[2].Text = ""
		})[:1],
		asks("confirm-restatement", conflict.TemplateConfirm, confirm, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Writings = []procedure.Writing{wroteIn(language, s.other, "restated", "restated")}
		}),
		asks("explore", conflict.TemplateExplore, explore, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Writings, c.Confirmed, c.Stage = understood(language, s), [2]bool{true, true}, conflict.Exploring
		}),
		asks("explore-unconfirmed", conflict.TemplateExplore, explore, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Writings = append(understood(language, s), wroteIn(language, s.me, conflict.PartMended, "mended"))
		})[:1],
		[]fixture{dispute("options", procedure.FormNotice, conflict.TemplateOptions, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Writings = append(exploredBy(language, s.me, true), exploredBy(language, s.other, false)...)
		})},
		asks("proposal", conflict.TemplateProposal, judge, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			c.Proposal, c.By, l.Writings = 2, s.other, []procedure.Writing{proposalBy(language, s.other)}
		}),
		asks("proposal-spoken", conflict.TemplateProposal, judge, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			theirs(c, s)
			c.Proposal, c.By, c.Spoken, l.Writings = 2, s.other, true, []procedure.Writing{proposalBy(language, s.other)}
		})[:1],
		asks("proposal-mediator", conflict.TemplateProposal, judge, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			c.Proposal, c.By, l.Writings = 2, conflict.Mediator, []procedure.Writing{proposalBy(language, conflict.Mediator)}
			c.NextPeople, c.NextOutside = nil, true
		})[:1],
		asks("from-now-on", conflict.TemplateForward, forward, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Writings = []procedure.Writing{proposalBy(language, s.other)}
		}),
		asks("conflict-follow-up", conflict.TemplateFollowUp, only(func(q wording.Conflict) string { return q.Holds }), func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Writings, c.Look = []procedure.Writing{proposalBy(language, s.me)}, 1
		}),
		asks("conflict-follow-up-slipped", conflict.TemplateFollowUp, slipped, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Writings, c.Look, c.Slipped = []procedure.Writing{proposalBy(language, s.me)}, 1, true
		}),
		asks("brief", conflict.TemplateBrief, only(func(q wording.Conflict) string { return q.Met }), func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			above(c, s)
			l.Writings = brief(language, sides{me: c.Raiser, other: c.With})
		}),
		asks("brief-mediator", conflict.TemplateBrief, only(func(q wording.Conflict) string { return q.Send }), func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			above(c, s)
			c.Contact, c.NextMediator, c.NextOutside = "mediation@resolve.example", "", true
			l.Writings = brief(language, sides{me: c.Raiser, other: c.With})
		}),
		[]fixture{dispute("mediator-letter", procedure.FormNotice, conflict.TemplateMediator, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			above(c, s)
			l.Reader = &procedure.Reader{Name: "mediation@resolve.example", Email: "mediation@resolve.example"}
			l.Writings = brief(language, sides{me: c.Raiser, other: c.With})
		})},
		asks("brief-second-mediator", conflict.TemplateBrief, only(func(q wording.Conflict) string { return q.Send }), func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			above(c, s)
			c.Contact, c.Before, c.NextMediator, c.NextOutside, c.First = "desk@mediate.example", "mediation@resolve.example", "", true, false
			l.Writings = brief(language, sides{me: c.Raiser, other: c.With})
		})[:1],
		asks("brief-beside", conflict.TemplateBrief, only(func(q wording.Conflict) string { return q.Met }), func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			above(c, s)
			c.Copies = []string{s.boss}
		})[:1],
		asks("conflict-speaker", conflict.TemplateSpeaker, func(q wording.Conflict) []partnership.Question {
			return []partnership.Question{choice(conflict.QuestionWho, fmt.Sprintf(q.Who, "Sofie Berg"), "Ingrid Dahl", "Lars Holm", q.Await)}
		}, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			*c = conflict.Content{Number: 4, Speaker: map[string]string{"lars": "sofie", "anna": "petr"}[s.me], Stage: conflict.Framed}
			l.About = ""
		}),
		asks("level-up", conflict.TemplateLevelUp, only(func(q wording.Conflict) string { return q.Up }), nothing),
		asks("conflict-withdrawn", conflict.TemplateWithdrawn, only(func(q wording.Conflict) string { return q.CarryOn }), opened),
	)
	news := func(what string, change func(*procedure.Letter, *conflict.Content, sides, string)) {
		list = append(list, dispute("conflict-news-"+what, procedure.FormNotice, conflict.TemplateNews, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			c.News = what
			change(l, c, s, language)
		}))
	}
	for _, what := range []string{"never-begun", "joined", "partnership-ended"} {
		news(what, atEntry)
	}
	for _, what := range []string{"nobody-wrote", "no-level-left", "lapsed", "mediator-wrote", "withdrawn", "carried-on", "up-wanted", "mediator-written", "no-mediator", "speaker-changed"} {
		news(what, opened)
	}
	numbered := func(l *procedure.Letter, c *conflict.Content, s sides, language string) { c.Proposal = 2 }
	for _, what := range []string{"accepted-gone", "crossed"} {
		news(what, numbered)
	}
	news("declined", func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
		c.Proposal, c.By, l.Writings = 2, s.other, []procedure.Writing{wroteIn(language, s.other, conflict.QuestionMissing, "missing")}
	})
	settled := func(rule, one bool) func(*procedure.Letter, *conflict.Content, sides, string) {
		return func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			c.Days, c.Rule, c.OneRule = [2]string{"2026-12-18", "2027-01-15"}, rule, one
			l.Writings = []procedure.Writing{
				proposalBy(language, s.other), wroteIn(language, s.me, conflict.QuestionDo, "do"), wroteIn(language, s.me, conflict.QuestionSign, "sign"),
				wroteIn(language, s.me, conflict.QuestionHabit, "habit"), wroteIn(language, s.other, conflict.QuestionDo, "other-do"),
				wroteIn(language, s.other, conflict.QuestionSign, "other-sign"),
			}
		}
	}
	news("settled", settled(false, false))
	for name, change := range map[string]func(*procedure.Letter, *conflict.Content, sides, string){
		"rule": settled(true, false), "one-rule": settled(false, true),
	} {
		list = append(list, dispute("conflict-news-settled-"+name, procedure.FormNotice, conflict.TemplateNews, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			c.News = "settled"
			change(l, c, s, language)
		}))
	}
	for _, what := range []string{"slipped", "reopened"} {
		news(what, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Writings = []procedure.Writing{wroteIn(language, s.other, conflict.QuestionSlipped, "slipped")}
		})
	}
	for _, what := range []string{"longer-wanted", "longer"} {
		news(what, func(l *procedure.Letter, c *conflict.Content, s sides, language string) { c.Day = "2026-12-28" })
	}
	news("resolved", func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
		c.Confirmed = [2]bool{true, true}
	})
	news("external", func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
		above(c, s)
		c.NextMediator = ""
	})
	news("level-moved", func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
		c.Speaker, c.Facing = s.boss, s.otherBoss
	})
	for _, what := range []string{"settled-by-others", "ended-by-others"} {
		news(what, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			c.Speaker, c.Facing = s.boss, s.otherBoss
		})
	}
	news("you-speak", func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
		l.Writings, c.First = brief(language, s), true
	})
	news("refused", func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
		above(c, s)
		c.NextMediator, c.NextOutside = "", true
	})
	news("mediator-silent", func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
		above(c, s)
		c.Before, c.NextMediator, c.NextOutside = "mediation@resolve.example", "", true
	})
	beside := func(c *conflict.Content, s sides) {
		above(c, s)
		c.Copy, c.Speaker, c.Facing = true, s.boss, s.otherBoss
	}
	news("brief", func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
		beside(c, s)
		l.Writings = brief(language, s)
	})
	news("proposal", func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
		beside(c, s)
		c.Proposal, c.By, l.Writings = 2, s.otherBoss, []procedure.Writing{proposalBy(language, s.otherBoss)}
	})
	for _, what := range []string{"moved-by-admin", "closed-by-admin", "pushed-by-admin"} {
		news(what, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			c.Reason = disputeWords[language]["reason"]
		})
	}
	list = append(list, conflictReceipts(entry, statement, dispute)...)
	return list
}

// sharpWords are sentences that can be heard as blame, for the first and the last
// part of a statement.
var sharpWords = map[string][2]string{
	"en": {" You never answer our mails.", " If you do not, we will go to your boss."},
	"ru": {" Вы никогда не отвечаете на письма.", " Вам просто наплевать на клиентов."},
}

// conflictReceipts are what replies get: what was understood of an answer, and what a
// command has come to.
func conflictReceipts(
	entry, statement func(wording.Conflict) []partnership.Question,
	dispute func(string, procedure.Form, procedure.Template, func(*procedure.Letter, *conflict.Content, sides, string)) fixture,
) []fixture {
	list := []fixture{
		dispute("conflict-receipt-entry", procedure.FormReceipt, procedure.TemplateReceipt, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			c.Stage, c.Ends, c.Knows = conflict.Raised, time.Time{}, []string{s.me}
			q := wording.In(language).Conflict
			l.Questions, l.Complete = entry(q), true
			l.Understood = []partnership.Answer{
				{Question: conflict.QuestionSpoken, Value: partnership.BoolValue(true)}, {Question: conflict.QuestionHeat, Value: partnership.TextValue(q.Calm)},
			}
		}),
		dispute("conflict-receipt-statement", procedure.FormReceipt, procedure.TemplateReceipt, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Phrases, l.Questions, l.Open = conflict.TemplateStatement, statement(wording.In(language).Conflict), []string{conflict.QuestionNeed, conflict.QuestionWish}
			l.Due = time.Date(2026, 12, 11, 9, 0, 0, 0, time.UTC)
			l.Understood = []partnership.Answer{
				{Question: conflict.QuestionHappened, Value: partnership.TextValue(disputeWords[language]["happened"])},
				{Question: conflict.QuestionEffect, Value: partnership.TextValue(disputeWords[language]["effect"])},
			}
		}),
	}
	for _, e := range []procedure.Explanation{
		{Why: "begun"},
		{Why: "waits", Day: "2026-12-14"},
		{Why: "go-already"},
		{Why: "go-with"},
		{Why: "go-about"},
		{Why: "open-already", Person: "petr"},
		{Why: "wait-once"},
		{Why: "wait-until"},
		{Why: "not-yours", Person: "petr"},
		{Why: "not-begun"},
		{Why: "speaker-named", Person: "petr"},
		{Why: "speaker-whom", Item: "Sofie Berg, Ingrid Dahl"},
		{Why: "no-words", Item: string(partnership.CommandProposal)},
		{Why: "nothing-restated"},
		{Why: "not-quite"},
		{Why: "proposed"},
		{Why: "agreed-already"},
		{Why: "proposal-gone", Item: "2"},
		{Why: "up"},
		{Why: "up-noted", Day: "2026-12-21"},
		{Why: "up-nowhere"},
		{Why: "extend-noted", Day: "2026-12-28"},
		{Why: "extend-until", Day: "2026-12-21"},
		{Why: "extend-no-part"},
		{Why: "extend-nothing"},
		{Why: "withdrawn"},
		{Why: "withdrawing"},
		{Why: "withdraw-not-yours", Person: "petr"},
		{Why: "step-passed"},
		{Why: "nothing-asked"},
		{Why: "statement-blank"},
		{Why: "restate-blank"},
		{Why: "restate-copied"},
	} {
		list = append(list, dispute("conflict-explained-"+e.Why, procedure.FormReceipt, procedure.TemplateReceipt, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			l.Explained = []procedure.Explanation{e}
			if e.Why == "proposed" {
				l.Writings = []procedure.Writing{proposalBy(language, s.me)}
			}
			l.Complete = slices.Contains([]string{"begun", "waits", "proposed", "up", "extend-noted", "withdrawn", "withdrawing", "not-quite"}, e.Why)
		}))
	}
	return list
}

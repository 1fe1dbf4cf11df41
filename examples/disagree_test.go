package examples_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/app"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
	"github.com/rapport-engine/rapport/rehearsal"
)

// dispute is a conflict that is played on an example, from its first day on.
type dispute struct {
	name, example string
	until         string
	script        config.Rehearsal
	// whole says that its mails are kept in full as well: the guide shows them.
	whole bool
}

func disputes() []dispute {
	return []dispute{
		{
			name: "settled-in-two-days", example: "fjordmail-lumen", until: "2026-05-31", whole: true,
			script: people(
				persona("sofie", "30m",
					writes("2026-02-10", 10, 0, "CONFLICT: the list of the fair came without phone numbers"), answers(conflict.QuestionWith, "Tom Daly"),
					answers(conflict.QuestionHappened, "The list of the fair came on 3 February without phone numbers. I asked for them on 4 and 6 February."),
					answers(conflict.QuestionEffect, "Two of us searched for numbers for a day, and eleven leads heard from us a week late."),
					answers(conflict.QuestionNeed, "I need the number, and what was talked about at the stand."),
					answers(conflict.QuestionWish, "Please hand leads over in the shared list, and tell me when a column has to wait."),
					answers(conflict.QuestionAbout, "Attribution rules signed"),
					answers(conflict.QuestionInterest, "That people hear from us while they remember the stand."),
					answers(conflict.QuestionOption, "A list after two days, with or without numbers."),
					answers(conflict.QuestionAnother, "We ask for the consent at the stand, on paper."),
					answers(conflict.QuestionCriteria, "No lead waits longer than a week, and nobody is called without consent."),
					answers(conflict.QuestionDo, "I look into the list before I write, and ask on Mondays."),
					answers(conflict.QuestionSign, "A second mail in one week."), answers(conflict.QuestionHabit, "I call first."),
					answers(conflict.QuestionRestated, "Your system gives out numbers only after consent, and you had no day to name. It matters because you answer for that consent."),
					replies(conflict.TemplateOptions, "PROPOSAL: Leads go into the shared list within two days. A column that has to wait gets a day, and Tom writes it there."),
				),
				persona("tom", "30m",
					answers(conflict.QuestionHappened, "Our system holds numbers back until the consent is checked. That took until 9 February."),
					answers(conflict.QuestionEffect, "I had three mails a day about it and no news to give."),
					answers(conflict.QuestionNeed, "I need a week for the consent, and one place to say how far it is."),
					answers(conflict.QuestionWish, "Please look into the list before writing, and ask me once a week."),
					answers(conflict.QuestionInterest, "That nobody is called who has not said yes to it."),
					answers(conflict.QuestionOption, "One list in which each column has a day."),
					answers(conflict.QuestionAnother, "Numbers come from a form that asks for the consent itself."),
					answers(conflict.QuestionCriteria, "Each of us has to write no more than one line about it a week."),
					answers(conflict.QuestionDo, "I write the day into the list when a column has to wait."),
					answers(conflict.QuestionSign, "An empty column without a day."), answers(conflict.QuestionHabit, "I say so before I am asked."),
					answers(conflict.QuestionRestated, "You could not call people while they still remembered the stand, and nobody told you until when."),
				),
			),
		},
		{
			name: "to-the-court", example: "vektor-dealer", until: "2027-03-31", whole: true,
			script: commanded(people(
				persona("ivan", "1h",
					writes("2026-03-10", 10, 0, "РАЗНОГЛАСИЕ: доработки сдают позже срока"), answers(conflict.QuestionWith, "Олег Ким"),
					answers(conflict.QuestionHappened, "Доработку по заказу 114 назначили на 20 февраля, мы получили её 4 марта."),
					answers(conflict.QuestionEffect, "Заказчик перенёс запуск, два инженера ждали восемь дней."),
					answers(conflict.QuestionNeed, "Нам нужно знать о сдвиге за неделю."),
					answers(conflict.QuestionWish, "Просим по понедельникам писать, что выйдет на неделе."),
					answers(conflict.QuestionRestated, "Вы получили три срочных заказа в одну неделю, и очередь меняли не вы."),
					replies(conflict.TemplateOptions, "ПРЕДЛАГАЮ: По понедельникам до десяти Вектор присылает список доработок на неделю."),
				),
				persona("oleg", "2h", refuses("Список каждую неделю отнимает полдня"),
					replies(conflict.TemplateCheck, "2) В феврале пришло три срочных заказа за неделю, очередь меняли дважды."),
					answers(conflict.QuestionHappened, "Вы постоянно меняете очередь: в феврале три срочных заказа за неделю."),
					answers(conflict.QuestionEffect, "Мы работали две субботы."),
					answers(conflict.QuestionNeed, "Нам нужна очередь, которую не меняют посреди недели."),
					answers(conflict.QuestionWish, "Просим присылать срочное одним списком до четверга."),
					answers(conflict.QuestionRestated, "Вы обещали заказчику день и узнали о сдвиге в последний момент."),
				),
				persona("dina", "1d", replies(conflict.TemplateBrief, "1) да\n\nПРЕДЛАГАЮ: Список раз в две недели, срочное до четверга.")),
				persona("anna", "1d", refuses("Срочное всё равно приходит в пятницу")),
				persona("rustam", "2d", replies(conflict.TemplateBrief, "1) да\n\nПРЕДЛАГАЮ: Срочное оплачивается отдельно, остальное по списку.")),
				persona("pavel", "2d", refuses("Такой оплаты нет в договоре")),
			),
				orders("2026-06-01", procedure.RecordExternal, "date", "2026-06-01", "reason", "Претензия отправлена"),
				orders("2026-06-19", procedure.MoveConflict, "level", "court", "reason", "На претензию ответили отказом"),
				orders("2026-07-06", procedure.RecordExternal, "date", "2026-07-06", "reason", "Иск подан"),
			),
		},
		{
			name: "silent-other-side", example: "fjordmail-lumen", until: "2026-08-31",
			script: people(
				persona("sofie", "1h", writes("2026-02-10", 10, 0, "CONFLICT: the list of the fair came without phone numbers"), answers(conflict.QuestionWith, "Tom Daly"),
					slowly(conflict.TemplateExplore, "30h", "UP")),
				silent("tom"), silent("conor"), silent("aoife"),
			),
		},
		{
			name: "accepts-and-changes", example: "fjordmail-lumen", until: "2026-06-30",
			script: people(
				persona("sofie", "1h", writes("2026-02-10", 10, 0, "CONFLICT: the list of the fair came without phone numbers"), answers(conflict.QuestionWith, "Tom Daly")),
				persona("tom", "1h",
					replies(conflict.TemplateForward, "PROPOSAL: We look at it once a year.", "1) I write the list on Monday\n2) 2026-03-02\n3) Two Mondays without a list"),
					replies(conflict.TemplateFollowUp, "1) no", "1) It was too often\n2) yes"),
				),
			),
		},
		{
			name: "both-the-same-hour", example: "fjordmail-lumen", until: "2026-05-31",
			script: people(
				persona("sofie", "1h", writes("2026-02-10", 10, 0, "CONFLICT: the list of the fair came without phone numbers"), answers(conflict.QuestionWith, "Tom Daly")),
				persona("tom", "1h", writes("2026-02-10", 9, 20, "CONFLICT: three mails a day about a list"), answers(conflict.QuestionWith, "Sofie Berg")),
			),
		},
		{
			name: "late-mediator", example: "fjordmail-lumen", until: "2026-11-30",
			script: people(
				persona("sofie", "1h", writes("2026-02-10", 10, 0, "CONFLICT: the list of the fair came without phone numbers"), answers(conflict.QuestionWith, "Tom Daly"),
					answers(conflict.QuestionHeat, "one of us speaks of lawyers or a court")),
				persona("aoife", "1d", replies(conflict.TemplateProposal, "1) no\n2) A month, not two weeks", "1) yes")),
				persona("mediator", "40d", replies(conflict.TemplateMediator, "PROPOSAL: You look at it together once a month, with both leads.")),
			),
		},
	}
}

// TestStoriesOfConflicts plays conflicts of every sort and keeps them as stories: who
// gets what, how it begins, and what people write.
func TestStoriesOfConflicts(t *testing.T) {
	t.Parallel()
	for _, d := range disputes() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			spec := only(t, d.example)
			until, err := cadence.ParseDate(d.until)
			if err != nil {
				t.Fatal(err)
			}
			played, err := app.Rehearse([]partnership.Spec{spec}, d.script, until)
			if err != nil {
				t.Fatal(err)
			}
			var events, mails []rehearsal.Event
			for _, e := range played.Events {
				if !d.ofConflict(spec, e) {
					continue
				}
				if e.Kind == rehearsal.KindMail {
					mails = append(mails, e)
					e.Subject = shortened(opening(e.Text))
				}
				events = append(events, e)
			}
			golden(t, "stories/conflict."+d.name, story(spec, events))
			if d.whole {
				golden(t, "stories/conflict."+d.name+".mails", inFull(mails))
			}
		})
	}
}

// ofConflict reports whether something belongs to a conflict: its mails, what people
// write to them, how it goes, and what people and admins write unasked about it.
func (d dispute) ofConflict(spec partnership.Spec, e rehearsal.Event) bool {
	unasked := func(p config.Persona) bool {
		return slices.ContainsFunc(p.Writes, func(w config.PersonaWrite) bool { return w.Text == e.Text })
	}
	return strings.HasPrefix(e.Workflow, spec.Slug+"/"+conflict.Noun+"/") || e.Kind == procedure.EntryCommand ||
		e.Kind == rehearsal.KindReply && slices.ContainsFunc(d.script.Personas, unasked)
}

// opening is the first line of a mail after its greeting.
func opening(text string) string {
	_, rest, _ := strings.Cut(text, "\n\n")
	for _, greeting := range []string{"Hello ", "Здравствуйте", "Good day"} {
		if strings.HasPrefix(rest, greeting) {
			_, rest, _ = strings.Cut(rest, "\n\n")
		}
	}
	first, _, _ := strings.Cut(rest, "\n")
	return first
}

// shortened is a text in one line, of about sixty letters.
func shortened(text string) string {
	const most = 64
	line := []rune(strings.Join(strings.Fields(text), " "))
	if len(line) <= most {
		return string(line)
	}
	return strings.TrimRight(string(line[:most]), " ,.:") + " ..."
}

// inFull are mails as people read them, each template the first time that it goes out.
func inFull(mails []rehearsal.Event) []byte {
	var b bytes.Buffer
	seen := map[string]bool{}
	for _, m := range mails {
		kind := fmt.Sprint(m.Template, m.Reminder > 0)
		if m.Template == string(conflict.TemplateNews) {
			kind += opening(m.Text)
		}
		if !seen[kind] {
			seen[kind] = true
			fmt.Fprintf(&b, "=== %s %s to %s\n%s\n\n%s\n\n", m.At.Format("Mon 2006-01-02 15:04"), m.Template, m.To, m.Subject, strings.TrimSpace(m.Text))
		}
	}
	return b.Bytes()
}

// The words in which a cast is written.

type trait func(*config.Persona)

func persona(id, after string, traits ...trait) config.Persona {
	p := config.Persona{Person: id, After: pace(after)}
	for _, t := range traits {
		t(&p)
	}
	return p
}

func silent(id string) config.Persona { return config.Persona{Person: id, Silent: true} }

func people(cast ...config.Persona) config.Rehearsal { return config.Rehearsal{Personas: cast} }

func commanded(r config.Rehearsal, commands ...config.AdminCommand) config.Rehearsal {
	r.Commands = commands
	return r
}

// orders is what an admin does about the first conflict on a day.
func orders(day string, name procedure.CommandName, input ...string) config.AdminCommand {
	c := config.AdminCommand{At: clock(day, 12, 0), Name: string(name), Input: map[string]string{"conflict": "1"}}
	for i := 0; i+1 < len(input); i += 2 {
		c.Input[input[i]] = input[i+1]
	}
	return c
}

func writes(day string, hour, minute int, text string) trait {
	return func(p *config.Persona) {
		p.Writes = append(p.Writes, config.PersonaWrite{At: clock(day, hour, minute), Text: text})
	}
}

func answers(question, value string) trait {
	return func(p *config.Persona) {
		p.Answers = append(p.Answers, config.PersonaAnswer{Question: question, Values: []string{value}})
	}
}

func replies(template procedure.Template, texts ...string) trait {
	return func(p *config.Persona) {
		p.Replies = append(p.Replies, config.PersonaReply{Template: string(template), Texts: texts})
	}
}

func slowly(template procedure.Template, after string, texts ...string) trait {
	return func(p *config.Persona) {
		p.Replies = append(p.Replies, config.PersonaReply{Template: string(template), Texts: texts, After: pace(after)})
	}
}

// refuses says no to every proposal, in Russian, and why.
func refuses(why string) trait { return replies(conflict.TemplateProposal, "1) нет\n2) "+why) }

func clock(day string, hour, minute int) cadence.WallTime {
	d, err := cadence.ParseDate(day)
	if err != nil {
		panic(err)
	}
	return cadence.WallTime{Day: d, Clock: cadence.Clock{Hour: hour, Minute: minute}}
}

func pace(text string) cadence.Span {
	s, err := cadence.ParseSpan(text)
	if err != nil {
		panic(err)
	}
	return s
}

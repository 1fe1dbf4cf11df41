package answer

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

// The first question is for a figure, the second for a text of that name.
var commandQuestions = []partnership.Question{
	{ID: "mql", Kind: partnership.KindNumber, Text: "Marketing-qualified leads", Unit: "leads"},
	{ID: "news", Kind: partnership.KindText, Text: "What should the others know?"},
	{ID: "go", Kind: partnership.KindChoice, Text: "What next?", Choices: []string{"stop", "start", "back"}},
}

var blockersToo = append(commandQuestions[:2:2], partnership.Question{ID: "blockers", Kind: partnership.KindText, Text: "Is anything in the way?"})

func readCommands(text string, c Context) string {
	c.Today = cadence.Date{Year: 2026, Month: 11, Day: 23} // a Monday
	return summary(Read(text, c))
}

// TestCommandsCountInBothLanguages has the commands as people write them, alone
// and beside answers, whatever language the rest of the mail is in.
func TestCommandsCountInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"goals", "GOALS", "GOALS"},
		{"цели", "ЦЕЛИ", "GOALS"},
		{"alone, in small letters", "Hi,\n\nresources please\n\nThanks,\nLars", "RESOURCES"},
		{"in a sentence's clothes", "Goals?", "GOALS"},
		{"Russian in an English mail", "mql 130\n\nРЕСУРСЫ\n\nBest,\nLars", "mql = 130\nRESOURCES"},
		{"English in a Russian mail", "Добрый день!\n\nmql 130\nGOALS\n\nС уважением,\nАнна", "mql = 130\nGOALS"},
		{"two of them", "STATUS\nHELP", "STATUS\nHELP"},
		{"bold", "*GOALS*\n- **STATUS**", "GOALS\nSTATUS"},
		{"in quotes", "«СТАТУС»\n\"HELP\"", "STATUS\nHELP"},

		{"absence", "AWAY until 4 December", "AWAY 2026-12-04"},
		{"absence, as people write", "Away until Friday.", "AWAY 2026-11-27"},
		{"absence by another word", "AWAY till 2026-12-04, thanks", "AWAY 2026-12-04"},
		{"absence with a colon", "AWAY: until 4.12.", "AWAY 2026-12-04"},
		{"absence beside an answer", "mql 130\nAWAY until 4 December", "mql = 130\nAWAY 2026-12-04"},
		{"absence in Russian", "МЕНЯ НЕТ до 4 декабря", "AWAY 2026-12-04"},
		{"absence in small Russian letters", "Меня нет до пятницы", "AWAY 2026-11-27"},
		{"absence without a day that can be read", "AWAY until the harvest is in", "AWAY until the harvest is in"},
		{"absence without a day", "AWAY", "AWAY"},
		{"absence until a day that has passed", "AWAY until 2026-11-01", "AWAY until 2026-11-01"},
		{"here again", "BACK", "BACK"},
		{"here again, in Russian", "Я ЗДЕСЬ!", "BACK"},
		{"here again, in small letters", "Я здесь", "BACK"},

		{"passed on", "DELEGATE Sofie Berg", "DELEGATE Sofie Berg"},
		{"passed on to", "DELEGATE to Sofie, please", "DELEGATE Sofie,"},
		{"passed on to an address", "DELEGATE: sofie@fjordmail.example", "DELEGATE sofie@fjordmail.example"},
		{"passed on in Russian", "ПОРУЧАЮ Софии Берг", "DELEGATE Софии Берг"},
		{"passed on, a title", "Delegate: Sofie", "DELEGATE Sofie"},
		{"passed on to nobody", "DELEGATE", "DELEGATE"},

		{"no more", "STOP", "STOP"},
		{"no more, please", "Stop please", "STOP"},
		{"no more, in Russian", "Стоп", "STOP"},
		{"again", "START", "START"},
		{"again, in Russian", "ВОЗОБНОВИТЬ", "START"},

		{"question", "QUESTION: how do we count trials?", "QUESTION how do we count trials?"},
		{"question of several lines", "QUESTION: how do we count\ntrials that lapse?\n\nmql 130", "mql = 130\nQUESTION how do we count | trials that lapse?"},
		{"question below its colon", "QUESTION:\n\nhow do we count trials?\n\nmql 130", "mql = 130\nQUESTION how do we count trials?"},
		{"question without capitals", "Question: how do we count trials?", "QUESTION how do we count trials?"},
		{"question in Russian", "Вопрос: как считать пробные периоды?", "QUESTION как считать пробные периоды?"},
		{"an answer right below", "IDEA: a webinar in May\n1) 130", "mql = 130\nIDEA a webinar in May"},
		{"a name right below", "IDEA: a webinar in May\nmql 130", "mql = 130\nIDEA a webinar in May"},
		{"a list that is no answer", "IDEA: three steps\n1) call them\n2) write", "IDEA three steps | 1) call them | 2) write"},
		{"thanks right below", "IDEA: a webinar in May\nBest regards,\nLars", "IDEA a webinar in May"},
		{"one after the other", "IDEA: a webinar\nWAITING: for your logo\nSTATUS", "IDEA a webinar\nWAITING for your logo\nSTATUS"},
		{"blocker", "ПОМЕХА: таможня держит два поддона", "BLOCKER таможня держит два поддона"},
		{"waiting", "ЖДУ: логотип", "WAITING логотип"},
		{"idea", "— ИДЕЯ: вебинар в мае", "IDEA вебинар в мае"},
		{"a dash for the colon", "IDEA – a webinar in May", "IDEA a webinar in May"},
		{"a wide colon", "IDEA： a webinar", "IDEA a webinar"},
		{"figure in dispute", "DISPUTE mql 120", "DISPUTE mql 120"},
		{"figure in dispute, in Russian", "ОСПАРИВАЮ mql 120", "DISPUTE mql 120"},
		{"vote", "VOTE majority: we open a shop", "VOTE majority: we open a shop"},
		{"leaving", "NOTICE: the contract does not pay", "NOTICE the contract does not pay"},
		{"leaving, in Russian", "ВЫХОЖУ: невыгодно", "NOTICE невыгодно"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, locale := range []string{"en", "ru"} {
				got := strings.ReplaceAll(readCommands(c.text, Context{Questions: commandQuestions[:2], Locale: locale}), "\n\n", "\n")
				if diff := cmp.Diff(c.want, commandLines(got)); diff != "" {
					t.Errorf("%s: (-want +got)\n%s", locale, diff)
				}
			}
		})
	}
}

// commandLines shows the lines of an argument beside each other; what summary puts
// on lines of its own begins with a name or a value.
func commandLines(s string) string {
	var out []string
	for _, l := range strings.Split(s, "\n") {
		first, _, _ := strings.Cut(l, " ")
		own := strings.Contains(l, " = ") || strings.HasPrefix(l, "! ")
		for _, f := range partnership.Commands() {
			own = own || strings.HasPrefix(string(f.Name), first) && isShouted(first)
		}
		if !own && len(out) > 0 {
			out[len(out)-1] += " | " + l
			continue
		}
		out = append(out, l)
	}
	return strings.Join(out, "\n")
}

// TestWordsThatLookLikeCommands are no commands and no complaint.
func TestWordsThatLookLikeCommands(t *testing.T) {
	t.Parallel()
	text := []partnership.Question{{ID: "news", Kind: partnership.KindText, Text: "What should the others know?"}}
	status := []partnership.Question{{ID: "status", Kind: partnership.KindChoice, Text: "How does it stand?", Choices: []string{"on track", "at risk"}}}
	for _, c := range []struct {
		text      string
		questions []partnership.Question
		want      string
	}{
		{"Status: on track", status, "status = on track"},
		{"STATUS: on track", status, "status = on track"},
		{"Question 1: 130", commandQuestions, "mql = 130"},
		{"Вопрос 1: 130", commandQuestions, "mql = 130"},
		{"Question: 130", commandQuestions[:1], `! 1) Marketing-qualified leads: "Question: 130" seems to say more than the number; please send the number alone, like 120`},
		{"Ответ: 130", commandQuestions[:1], "mql = 130"},
		{"3) stop", commandQuestions, "go = stop"},
		{"stop", commandQuestions[2:], "go = stop"},
		{"START", commandQuestions[2:], "go = start"},
		{"Blocker: customs", blockersToo, "blockers = customs"},
		{"BLOCKER: customs", blockersToo, "blockers = customs"},
		{"Blockers: none", blockersToo, "blockers = none"},
		{"Помехи: нет", blockersToo, "blockers = нет"},

		{"Help with the CRM is needed", text, "news = Help with the CRM is needed"},
		{"HELP needed with the CRM", text, "news = HELP needed with the CRM"},
		{"Hilfe", text, "news = Hilfe"},
		{"Goals are on the wall now", text, "news = Goals are on the wall now"},
		{"Resources", text, "news = Resources"},
		{"Цели выполнены", text, "news = Цели выполнены"},
		{"Stop sending pallets to Oslo", text, "news = Stop sending pallets to Oslo"},
		{"STOP the campaign in May", text, "news = STOP the campaign in May"},
		{"Стоп-лист готов", text, "news = Стоп-лист готов"},
		{"Back in the office, all calm", text, "news = Back in the office, all calm"},
		{"BACK-UP is done", text, "news = BACK-UP is done"},
		{"Start of the fair is on 3 March", text, "news = Start of the fair is on 3 March"},
		{"Away games bring more leads", text, "news = Away games bring more leads"},
		{"Away from Oslo we sell until 4 December", text, "news = Away from Oslo we sell until 4 December"},
		{"Delegates from Bergen came", text, "news = Delegates from Bergen came"},
		{"Delegate the rest to Tom next week", text, "news = Delegate the rest to Tom next week"},
		{"Поручаю Анне подготовить отчёт", text, "news = Поручаю Анне подготовить отчёт"},
		{"Жду ответа таможни", text, "news = Жду ответа таможни"},
		{"Waiting for the customs", text, "news = Waiting for the customs"},
		{"Ideas: none", text, "news = Ideas: none"},
		{"Questions: no", text, "news = Questions: no"},
		{"Вопросы: нет", text, "news = Вопросы: нет"},
		{"Conflict: none", text, "news = Conflict: none"},
		{"We have no conflict: all is calm", text, "news = We have no conflict: all is calm"},
		{"Notice: the office has moved", text, "news = Notice: the office has moved"},
		{"Notice: the office is closed on Friday", text, "news = Notice: the office is closed on Friday"},
		{"Notice that mql is flat", text, "news = Notice that mql is flat"},
		{"Выхожу: в отпуск с пятницы", text, "news = Выхожу: в отпуск с пятницы"},
		{"Vote: we liked the second one", text, "news = Vote: we liked the second one"},
		{"Dispute over the invoice is settled", text, "news = Dispute over the invoice is settled"},
		{"CONTRACT: signed by all", text, "news = CONTRACT: signed by all"},
		{"CONTACT: Lars, as before", text, "news = CONTACT: Lars, as before"},
		{"WARNING: a strike is announced", text, "news = WARNING: a strike is announced"},
		{"STATE: Bavaria leads", text, "news = STATE: Bavaria leads"},
		{"GOAL: more trials", text, "news = GOAL: more trials"},
		{"AREA: north is ahead", text, "news = AREA: north is ahead"},
		{"NOTE: the fair is on 3 March", text, "news = NOTE: the fair is on 3 March"},
		{"РЕЙТИНГ: растёт", text, "news = РЕЙТИНГ: растёт"},
		{"СТОЛ", text, "news = СТОЛ"},
		{"STEP", text, "news = STEP"},
		{"2) Two things move.\nQuestion: who pays?\nIdea: both", commandQuestions, "news = Two things move. | Question: who pays? | Idea: both"},
		{"> What should the others know?\nWaiting: for the logo", text, "news = Waiting: for the logo"},
		{"mql 130\n\n> STOP", commandQuestions, "mql = 130"},
		{"DONE", text, "news = DONE"},
		{"SIGN", text, "news = SIGN"},
		{"FOR", text, "news = FOR"},
		{"ЗА", text, "news = ЗА"},
		{"UP", text, "news = UP"},
		{"Agreed: we meet in May", text, "news = Agreed: we meet in May"},
		{"ACTION: Tom writes to the customs", text, "news = ACTION: Tom writes to the customs"},
		{"Готово: сайт открыт", text, "news = Готово: сайт открыт"},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, readCommands(c.text, Context{Questions: c.questions, Locale: "en"})); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestMisspeltCommandsAreNamed and never carried out.
func TestMisspeltCommandsAreNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, locale, want string }{
		{"mql 130\n\nSTAUTS", "en", "mql = 130\n! \"STAUTS\": did you mean STATUS? Nothing was done about that line"},
		{"mql 130\n\nHLEP", "en", "mql = 130\n! \"HLEP\": did you mean HELP? Nothing was done about that line"},
		{"mql 130\n\nQUESTON: how do we count?", "en", "mql = 130\n! \"QUESTON\": did you mean QUESTION:? Nothing was done about that line"},
		{"mql 130\n\nQUESTION how do we count?", "en", "mql = 130\n! \"QUESTION\": did you mean QUESTION:? Nothing was done about that line"},
		{"mql 130\n\nIEDA: a webinar", "en", "mql = 130\n! \"IEDA\": did you mean IDEA:? Nothing was done about that line"},
		{"mql 130\n\nРАЗНОГЛАСИЯ: нам не платят", "ru", "mql = 130\n! «РАЗНОГЛАСИЯ»: возможно, вы имели в виду РАЗНОГЛАСИЕ:? По этой строке ничего не сделано"},
		{"mql 130\n\nСТАУТС", "ru", "mql = 130\n! «СТАУТС»: возможно, вы имели в виду СТАТУС? По этой строке ничего не сделано"},
		{"mql 130\n\nВОЗОБНОВИТ", "ru", "mql = 130\n! «ВОЗОБНОВИТ»: возможно, вы имели в виду ВОЗОБНОВИТЬ? По этой строке ничего не сделано"},
		{"mql 130\n\nCONFLICTT: they cheat\n\nand they shout", "en", "mql = 130\n! \"CONFLICTT\": did you mean CONFLICT:? Nothing was done about that line"},
		{"mql 130\n\nConflct: they cheat", "en", "mql = 130\n! \"Conflct\": did you mean CONFLICT:? Nothing was done about that line"},
		{"mql 130\n\nCONFLICT they cheat", "en", "mql = 130\n! \"CONFLICT\": did you mean CONFLICT:? Nothing was done about that line"},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, readCommands(c.text, Context{Questions: commandQuestions, Locale: c.locale})); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestAConflictIsTakenOutBeforeAnythingElseSeesIt plants a word that may turn up
// nowhere.
func TestAConflictIsTakenOutBeforeAnythingElseSeesIt(t *testing.T) {
	t.Parallel()
	const word = "Schwindel"
	for _, c := range []struct{ name, sent, text, want string }{
		{"alone", "", "CONFLICT: Schwindel", "CONFLICT"},
		{"in Russian", "", "РАЗНОГЛАСИЕ: сплошной Schwindel", "CONFLICT"},
		{"without capitals", "", "Conflict: it is a Schwindel", "CONFLICT"},
		{"by another word", "", "Конфликт: сплошной Schwindel", "CONFLICT"},
		{"below an answer", "", "mql 130\nCONFLICT: they owe us.\nIt is a Schwindel.", "mql = 130\nCONFLICT"},
		{"several paragraphs", "", "1) 130\n\nCONFLICT: they owe us.\n\nIt is a Schwindel.\n\n2) Schwindel, too\n\nBest,\nLars", "mql = 130\nCONFLICT"},
		{"below its colon", "", "CONFLICT:\n\nIt is a Schwindel.", "CONFLICT"},
		{"a plain answer below", "", "CONFLICT: a Schwindel\n\nmql 130\n2) nothing", "mql = 130\nnews = nothing\nCONFLICT"},
		{"another command below", "", "CONFLICT: a Schwindel\nand more\nSTATUS", "CONFLICT\nSTATUS"},
		{"no command below", "", "CONFLICT: a Schwindel\n\nQuestion: why Schwindel?", "CONFLICT"},
		{"with a citation", "", "CONFLICT: they wrote\n> we will pay\nA Schwindel!", "CONFLICT"},
		{"in a text answer", "", "2) All calm.\nCONFLICT: a Schwindel", "news = All calm.\nCONFLICT"},
		{"misspelt", "", "CONFLICTT: a Schwindel", "! \"CONFLICTT\": did you mean CONFLICT:? Nothing was done about that line"},
		{"with numbers", "", "CONFLICT: two things\n1) a Schwindel\n2) another Schwindel", "CONFLICT"},
		{
			"below a quoted question", "1) Marketing-qualified leads\n2) What should the others know?\n",
			"> 1) Marketing-qualified leads\n130\n> 2) What should the others know?\nCONFLICT: a Schwindel\n", "mql = 130\nCONFLICT",
		},
		{
			"between quoted questions", "1) Marketing-qualified leads\n2) What should the others know?\n",
			"> 1) Marketing-qualified leads\nCONFLICT: a Schwindel\n> 2) What should the others know?\nall calm\n", "news = all calm\nCONFLICT",
		},
		{
			"at the end of a quoted line", "1) Marketing-qualified leads\n2) What should the others know?\n",
			"> 1) Marketing-qualified leads 130\n> 2) What should the others know? CONFLICT: a Schwindel\n", "mql = 130\nCONFLICT",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := Read(c.text, Context{Questions: commandQuestions, Locale: "en", Sent: c.sent, Today: cadence.Date{Year: 2026, Month: 11, Day: 23}})
			if diff := cmp.Diff(c.want, summary(r)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			all := r.Text + summary(r)
			for _, a := range r.Answers {
				all += a.Raw
			}
			if strings.Contains(all, word) {
				t.Errorf("a word of the conflict is seen:\n%s", all)
			}
		})
	}
}

// TestWhySomebodyLeavesStandsInNoAnswer: it is read once the notice counts, and not before.
func TestWhySomebodyLeavesStandsInNoAnswer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want string }{
		{"alone", "NOTICE: it does not pay", "NOTICE it does not pay"},
		{"beside answers", "mql 130\n\nВЫХОЖУ: сплошной\nубыток\n\n2) all calm", "mql = 130\nnews = all calm\nNOTICE сплошной\nубыток"},
		{"beside another command", "NOTICE: it does not pay\n\nSTATUS", "STATUS\n! NOTICE counts only as the one command of a mail; please send it alone"},
		{"quoted", "What did you mean?\n> NOTICE: it does not pay", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := Read(c.text, Context{Questions: commandQuestions, Locale: "en", Today: cadence.Date{Year: 2026, Month: 11, Day: 23}})
			if diff := cmp.Diff(c.want, summary(r)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			for _, a := range r.Answers {
				if strings.Contains(a.Raw+r.Text, "pay") || strings.Contains(a.Raw+r.Text, "убыток") {
					t.Errorf("an answer or the text says why: %s", a.Raw+r.Text)
				}
			}
		})
	}
}

// TestCommandsOfAnItemCountInMailAboutIt and are words elsewhere, see above.
func TestCommandsOfAnItemCountInMailAboutIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		item []partnership.CommandName
		want string
	}{
		{"DONE", []partnership.CommandName{partnership.CommandDone}, "DONE"},
		{"ГОТОВО: сайт открыт", []partnership.CommandName{partnership.CommandDone}, "DONE сайт открыт"},
		{"EXTEND 5d", []partnership.CommandName{partnership.CommandExtend}, "EXTEND 5d"},
		{"ПРОДЛИТЬ на 5 дней", []partnership.CommandName{partnership.CommandExtend}, "EXTEND на 5 дней"},
		{"ЗА", []partnership.CommandName{partnership.CommandFor}, "FOR"},
		{"NOT QUITE: the second point is missing", []partnership.CommandName{partnership.CommandNotQuite}, "NOT QUITE the second point is missing"},
		{"НЕ ПОДПИСЫВАЮ: нет срока", []partnership.CommandName{partnership.CommandSign, partnership.CommandDecline}, "DECLINE нет срока"},
		{"SIGN", []partnership.CommandName{partnership.CommandSign}, "SIGN"},
		{"SIGN\nSTATUS", []partnership.CommandName{partnership.CommandSign}, "STATUS\n! SIGN counts only as the one command of a mail; please send it alone"},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, readCommands(c.text, Context{Locale: "en", Item: c.item})); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestAWholeProposalIsTaken whatever it consists of: others say yes to it word for word.
func TestAWholeProposalIsTaken(t *testing.T) {
	t.Parallel()
	long := strings.TrimSpace(strings.Repeat("Leads go into the shared list. ", 200))
	for name, c := range map[string]struct{ text, want string }{
		"one line":                 {"Hi,\n\nPROPOSAL: we speak on Mondays\n\nBest,\nTom", "we speak on Mondays"},
		"lines":                    {"PROPOSAL: we speak on Mondays\nand you send the list", "we speak on Mondays\nand you send the list"},
		"below the word":           {"PROPOSAL:\n\nwe speak on Mondays\nand you send the list\n\nBest,\nTom", "we speak on Mondays\nand you send the list"},
		"a list that is announced": {"AGREED: from now on:\n\n1. we speak on Mondays\n2. you send the list\n\nTom", "from now on:\n\n1. we speak on Mondays\n2. you send the list"},
		"points with room between": {"ПРЕДЛАГАЮ:\n\n1. Созвон по понедельникам\n\n2. Список по пятницам\n\nС уважением,\nАнна", "1. Созвон по понедельникам\n\n2. Список по пятницам"},
		"what is said afterwards":  {"PROPOSAL: we speak on Mondays\n\nI hope that helps.", "we speak on Mondays"},
		"a long one":               {"PROPOSAL: " + long, long},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := Read(c.text, Context{Locale: "en", Item: []partnership.CommandName{partnership.CommandProposal, partnership.CommandAgreed}, Today: cadence.Date{Year: 2026, Month: 11, Day: 23}})
			if len(r.Commands) != 1 {
				t.Fatalf("read as %v", r.Commands)
			}
			if diff := cmp.Diff(c.want, r.Commands[0].Argument); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestEveryCommandIsFoundAsItIsShown keeps the table and the reader together:
// what people are told to write is understood.
func TestEveryCommandIsFoundAsItIsShown(t *testing.T) {
	t.Parallel()
	for _, f := range partnership.Commands() {
		for _, words := range []partnership.CommandWords{f.English, f.Russian} {
			r := Read(words.Usage(), Context{Item: []partnership.CommandName{f.Name}, Today: cadence.Date{Year: 2026, Month: 11, Day: 23}})
			if len(r.Commands) != 1 || r.Commands[0].Name != f.Name {
				t.Errorf("%q is read as %v, %q", words.Usage(), r.Commands, r.Problems)
			}
			if h, ok := headingOf(prose.Fold(words.Word)); !ok || h.form.Name != f.Name {
				t.Errorf("the name %q is not known", words.Word)
			}
		}
	}
}

// "Not quite:" answers a yes or no; where nothing asks for one it is about what was noted
// as done.
func TestNotQuiteInSmallLettersCountsWhereItAnswersNothing(t *testing.T) {
	t.Parallel()
	decides := append(commandQuestions[:1:1], partnership.Question{ID: "open", Kind: partnership.KindYesNo, Text: "Is the shop open?"})
	for _, c := range []struct {
		text      string
		questions []partnership.Question
		heard     bool
	}{
		{"mql 130\n\nnot quite: the annex is missing", commandQuestions[:2], true},
		{"mql 130\n\nНе совсем: нет приложения", commandQuestions[:2], true},
		{"not quite: the annex is missing", nil, true},
		{"mql 130, not quite: the annex is missing", commandQuestions[:2], false},
		{"mql 130\n\nnot quite: the annex is missing", decides, false},
		{"mql 130\n\nnot quite: none", commandQuestions[:2], false},
	} {
		if got := strings.Contains(readCommands(c.text, Context{Questions: c.questions}), "NOT QUITE"); got != c.heard {
			t.Errorf("%q is a command: %t", c.text, got)
		}
	}
}

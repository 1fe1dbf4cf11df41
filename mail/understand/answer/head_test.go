package answer

import (
	"slices"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
)

// A plain yes or no may be explained in words that nobody has listed, and no
// explanation may hide what takes it back. The families below are crossed: every
// head with every tail.
type tails struct {
	asked         string
	heads         []string
	explains      []string // leaves a yes a yes
	takesBack     []string // leaves it open
	joins, splits []string
}

var consentTails = []tails{{
	asked: "Do you accept the new delivery date?",
	heads: []string{"Yes", "Agreed", "Yep", "Absolutely", "That works for us", "Fine with us", "Accepted", "Sure", "Our answer is yes"},
	explains: []string{
		"the forwarder juggled his lorries", "Gudrun told the packers this morning", "it even gives the varnish a chance to dry",
		"we rang the quarry and they shrugged", "Ottokar is delighted", "my spreadsheet smiled at it", "the interns cheered",
		"we met the drivers after the fair", "as discussed on the phone", "thanks for juggling the lorries",
		"everybody here prefers autumn", "let me know if you need a stamp", "the paperwork is attached",
	},
	takesBack: []string{
		"if the forwarder finds lorries", "unless the varnish stays wet", "once Gudrun has signed off the pallets", "but the quarry must shrug first",
		"except for the varnished crates", "only for the varnished crates", "provided that Ottokar returns", "as long as the lorries roll", "though the packers grumble",
		"subject to the quarry's blessing", "however the pallets worry me", "apart from the varnished crates", "without the varnished crates", "until the quarry closes",
		"given that the lorries roll", "on condition that the interns cheer", "after the varnish has dried", "as soon as the varnish dries",
	},
	joins: []string{", ", " - ", ": "}, splits: []string{". ", "! ", "\n"},
}, {
	asked: "Согласны ли вы с новой датой поставки?",
	heads: []string{"Да", "Согласны", "Ага", "Конечно", "Нас устраивает", "Подходит", "Принимаем", "Без проблем", "Не возражаем"},
	explains: []string{
		"экспедитор уже переставил фуры", "Гульчатай утром предупредила упаковщиков", "лак как раз высохнет", "карьер в ответ пожал плечами",
		"Оттокар в восторге", "практиканты захлопали", "мы встретились с водителями после ярмарки", "как обсуждали по телефону",
		"спасибо за жонглирование фурами", "все тут любят осень", "бумаги во вложении",
	},
	takesBack: []string{
		"если экспедитор найдёт фуры", "если только лак не останется мокрым", "как только Гульчатай распишется за паллеты", "но карьер должен пожать плечами",
		"кроме лакированных ящиков", "только лакированные ящики", "при условии, что Оттокар вернётся", "лишь бы фуры катились", "хотя упаковщики ворчат",
		"однако паллеты меня беспокоят", "за исключением лакированных ящиков", "без лакированных ящиков", "пока карьер не закроется", "после того как высохнет лак", "когда высохнет лак",
	},
	joins: []string{", ", " — ", ": "}, splits: []string{". ", "! ", "\n"},
}}

var troubleTails = []tails{{
	asked: "Are there any problems?",
	heads: []string{"No", "None", "Nope", "No problems", "None at all", "No issues on our side"},
	explains: []string{
		"the forwarder juggles his lorries nicely", "Gudrun keeps the packers happy", "since the new varnish arrived the quarry sings", "thanks for asking", "the interns are a delight",
	},
	takesBack: []string{
		"but the varnish stays wet", "except for the varnish", "apart from the wet varnish", "only the varnish stays wet", "however the pallets wobble", "although the pallets wobble",
	},
	joins: []string{", ", " - "}, splits: []string{". "},
}, {
	asked: "Есть ли проблемы?",
	heads: []string{"Нет", "Никаких", "Неа", "Проблем нет", "Нет проблем", "С нашей стороны проблем нет"},
	explains: []string{
		"экспедитор ловко жонглирует фурами", "Гульчатай радует упаковщиков", "с новым лаком карьер поёт", "спасибо за вопрос", "практиканты просто прелесть",
	},
	takesBack: []string{
		"но лак не сохнет", "кроме мокрого лака", "за исключением лака", "только лак мокрый", "однако паллеты шатаются", "хотя паллеты шатаются",
	},
	joins: []string{", ", " — "}, splits: []string{". "},
}}

var factTails = []tails{{
	asked: "Has the contract been signed?",
	heads: []string{"Yes", "It has been signed", "Signed", "Yep, signed it", "It has"},
	explains: []string{
		"the forwarder juggled his lorries", "Gudrun told the packers this morning", "Ottokar used his golden pen", "the interns cheered", "scan attached",
	},
	takesBack: []string{"but the annex is missing", "except for the annex", "only by the quarry", "apart from the annex", "however the annex is missing"},
	joins:     []string{", ", " - "}, splits: []string{". "},
}, {
	asked: "Подписан ли договор?",
	heads: []string{"Да", "Подписан", "Да, подписали", "Уже подписали", "Ага"},
	explains: []string{
		"экспедитор переставил фуры", "Гульчатай утром предупредила упаковщиков", "Оттокар достал золотое перо", "практиканты захлопали", "скан во вложении",
	},
	takesBack: []string{"но приложение потеряли", "кроме приложения", "только карьером", "за исключением приложения", "однако приложение потеряли"},
	joins:     []string{", ", " — "}, splits: []string{". "},
}}

func TestNothingWrongMayBeExplainedInAnyWords(t *testing.T) {
	if testing.Short() {
		t.Skip("measures one reader at a time, which takes minutes under the race detector")
	}
	t.Parallel()
	for _, family := range troubleTails {
		family.cross(t, family.explains, slices.Concat(family.joins, family.splits), "no")
		family.cross(t, family.takesBack, slices.Concat(family.joins, family.splits), "-")
	}
}

func TestAFactMayBeExplainedInAnyWords(t *testing.T) {
	if testing.Short() {
		t.Skip("measures one reader at a time, which takes minutes under the race detector")
	}
	t.Parallel()
	for _, family := range factTails {
		family.cross(t, family.explains, slices.Concat(family.joins, family.splits), "yes")
		family.cross(t, family.takesBack, slices.Concat(family.joins, family.splits), "-")
	}
}

func TestAPlainYesMayBeExplainedInAnyWords(t *testing.T) {
	if testing.Short() {
		t.Skip("measures one reader at a time, which takes minutes under the race detector")
	}
	t.Parallel()
	for _, family := range consentTails {
		family.cross(t, family.explains, family.joins, "yes")
		family.cross(t, family.explains, family.splits, "yes")
	}
}

func TestNoExplanationHidesWhatTakesAYesBack(t *testing.T) {
	if testing.Short() {
		t.Skip("measures one reader at a time, which takes minutes under the race detector")
	}
	t.Parallel()
	for _, family := range consentTails {
		family.cross(t, family.takesBack, slices.Concat(family.joins, family.splits, []string{" "}), "-")
	}
}

// cross says every tail behind every head.
func (f tails) cross(t *testing.T, behind, joins []string, want string) {
	t.Helper()
	q := partnership.Question{ID: "q", Kind: partnership.KindYesNo, Text: f.asked}
	missed := 0
	for _, head := range f.heads {
		for _, tail := range behind {
			for _, join := range joins {
				if got := saidTo(q, head+join+tail); got != want {
					missed++
					t.Errorf("%q: got %s, want %s", head+join+tail, got, want)
				}
			}
		}
	}
}

package answer

import (
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// courtesies are what people say before an answer on the same line. Each is
// matched as a whole, because a word more could change what the answer means:
// "last month, mql 120".
var courtesies = []prose.Pattern{
	opening(`(?:hi|hello|hey|dear|greetings|good\s+(?:morning|afternoon|evening|day))(?:\s+(?:all|team|everyone|everybody|there|colleagues))?`),
	opening(`(?:привет|приветствую|здравствуйте|здравствуй|добр(?:ый|ое)\s+(?:день|утро|вечер)|доброго\s+(?:дня|времени\s+суток))(?:\s+(?:всем|коллеги))?|коллеги`),
	opening(`(?:many\s+)?(?:thanks|thank\s+you|thx)(?:\s+(?:a\s+lot|again|all))?|(?:большое\s+)?(?:спасибо|благодарю)(?:\s+большое)?`),
	opening(`(?:sorry|apologies)(?:\s+for\s+(?:the\s+|my\s+|a\s+)?(?:late\s+|slow\s+|long\s+)?(?:delay|wait|reply|answer|response|silence))?`),
	opening(`(?:извини(?:те)?|прости(?:те)?|прошу\s+прощения)(?:,?\s+(?:за|что)\s+(?:задержку|ожидание|молчание|поздно|так\s+поздно|поздний\s+ответ))?`),
	opening(`ok|okay|ок|окей|(?:all|everything)\s+(?:is\s+)?(?:good|well|fine|ok)(?:\s+here)?|вс[её]\s+(?:хорошо|отлично|нормально|ок|в\s+порядке)`),
	opening(`fyi|(?:quick\s+|short\s+)?update|here\s+you\s+(?:go|are)|(?:here\s+(?:are|is)\s+)?(?:my|our|the)\s+(?:numbers|figures|answers|update)|(?:вот\s+)?(?:мои\s+|наши\s+)?(?:цифры|данные|ответы)|коротко`),
}

func opening(phrases string) prose.Pattern {
	return prose.Lazily(`(?i)^(?:` + phrases + `)[\s,.!:;)–—-]+`)
}

// addressee is a name after a greeting.
var addressee = prose.Lazily(`^\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?[\s,.!:;)–—-]+`)

// nothingElse says that there is no more to report. It fills in no question:
// which ones its writer has in mind is a guess.
var nothingElse = prose.Lazily(`(?i)^(?:and\s+|а\s+)?(?:(?:the\s+)?(?:rest|others?)|(?:everything|all)\s+else|(?:вс[её]\s+)?остальн(?:ое|ые)|прочее)\s*` +
	`(?:is|are|stays?|remains?|[-—–:])?\s+(?:unchanged|(?:the\s+)?same(?:\s+as\s+(?:before|last\s+\p{L}+))?|as\s+(?:before|last\s+time)|` +
	`без\s+изменений|не\s+изменил\p{L}+|как\s+(?:было|раньше|и\s+раньше|в\s+прошлый\s+раз)|по[\s-]прежнему|то\s+же(?:\s+самое)?)[.!)\s]*$`)

// maxCourtesies bounds how many courtesies may stand before an answer.
const maxCourtesies = 4

// afterCourtesy parts a line of answers that begins with courtesies, as people
// write it on a phone: "Hi Anna, mql 130, all good". Nothing is taken from a
// line whose rest does not begin with the name or the number of a question.
func (c *statementCollector) afterCourtesy(text string) []statement {
	for range maxCourtesies {
		rest, ok := withoutCourtesy(text)
		if !ok {
			return nil
		}
		text = rest
		if name := addressee().FindString(text); name != "" && len(c.split(text)) == 0 && !changesMeaning(name) {
			text = text[len(name):]
		}
		if pieces := c.split(text); c.answersSomething(pieces) {
			return pieces
		}
	}
	return nil
}

func withoutCourtesy(text string) (string, bool) {
	for _, courtesy := range courtesies {
		if said := courtesy().FindString(text); said != "" {
			return text[len(said):], true
		}
	}
	return text, false
}

// changesMeaning reports whether a capitalised word is no name but says which
// figure follows: "Target", "Plan".
func changesMeaning(name string) bool {
	for _, w := range prose.Words(name) {
		if otherWords[w] || conditionWords[w] || asideWords[w] || changeWords[w] || boundWords[w] || isValueWord(w) {
			return true
		}
	}
	return false
}

// answersSomething reports whether statements can be meant as answers: they
// name their questions, and one of them has a value.
func (c *statementCollector) answersSomething(pieces []statement) bool {
	if len(pieces) == 1 && pieces[0].number > 0 {
		return false // "Hi, 2. Thanks"
	}
	for _, s := range pieces {
		if s.question < 0 {
			return false
		}
		if _, why := readAnswer(c.questions[s.question], s.lines[0], Context{Locale: localeEnglish}); !isSilent(why) {
			return true
		}
	}
	return false
}

// lineClosing is thanks, perhaps with a name, after an answer on the same line.
var lineClosing = prose.Lazily(`^(?i:(?:many\s+)?thanks(?:\s+(?:a\s+lot|again|all))?|thank\s+you|thx|cheers|best(?:\s+(?:regards|wishes))?|(?:kind\s+)?regards|br|` +
	`have\s+a\s+(?:nice|good|great)\s+\p{L}+|(?:большое\s+|заранее\s+)?спасибо(?:\s+большое)?|благодарю|с\s+уважением|хорошего\s+(?:дня|вечера)|` +
	`хороших\s+выходных)(?:[\s,.!]+\p{Lu}[\p{L}.'’-]*){0,3}[\s,.!)🙂🙏😊]*$`)

// maxClosingLength is how much of a line's end can be thanks and a name.
const maxClosingLength = 120

// withoutClosing leaves out thanks and names at the end of a line.
func withoutClosing(text string) string {
	for i, r := range text {
		if i == 0 || len(text)-i > maxClosingLength || !strings.ContainsRune(".,!;", r) {
			continue
		}
		if lineClosing.Matches(strings.TrimSpace(text[i+1:])) {
			return strings.TrimSpace(text[:i])
		}
	}
	return text
}

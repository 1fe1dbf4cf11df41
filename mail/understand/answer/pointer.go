package answer

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// pointsBelow is how people say where their answers stand: "my answers in red
// below", «ответы ниже синим».
var (
	pointsBelow = regexp.MustCompile(`(?i)^(?:(?:please|pls|see|find|look at|my|our|the|answers?|repl(?:y|ies)|comments?|responses?|notes|are|is|in|line|inline|text|mail|your|marked|typed|written|added|below|underneath|bold|italics|red|blue|green|purple|orange|colou?r|` +
		`см|смотри(?:те)?|смотреть|мои|наши|ответы?|ответил[аи]?|комментари[ийя]|пометки|ниже|внизу|в|по|тексте|тексту|письме|письма|прямо|выделил[аи]?|отметил[аи]?|написал[аи]?|красным|синим|зел[её]ным|цветом|жирным|пожалуйста|` +
		`siehe|meine|antworten|unten|im|rot|blau|grün|mes|réponses|ci-dessous|en|rouge|bleu|vert)[\s,.:!]*){1,12}$`)
	saysWord   = regexp.MustCompile(`(?i)answers|answered|replies|comments|responses|notes|marked|typed|written|added|ответ|комментар|пометк|выделил|отметил|написал|antworten|réponses`)
	placeWord  = regexp.MustCompile(`(?i)below|underneath|in\s?line|in (?:the |your )?(?:text|mail)|ниже|внизу|в тексте|по тексту|в письме|unten|im text|ci-dessous`)
	colourWord = regexp.MustCompile(`(?i)\b(?:red|blue|green|purple|orange|bold|italics|colou?r|rot|blau|grün|rouge|bleu|vert)\b|красным|синим|зел[её]ным|цветом|жирным`)
)

// isPointer asks for a word of answering beside one of place or colour: "green"
// can be an answer, and "below" one, too.
func isPointer(text string) bool {
	if strings.HasSuffix(text, ":") && leadsUp.MatchString(text) {
		return true
	}
	return len(text) <= 120 && saysWord.MatchString(text) &&
		(placeWord.MatchString(text) || colourWord.MatchString(text)) && pointsBelow.MatchString(text)
}

// leadsUp is how people lead up to what they list.
var leadsUp = regexp.MustCompile(`(?i)^(?:(?:here|below|these|those|following) (?:are|is|come)|please find|вот|ниже|привожу|отправляю|высылаю|посылаю|даю|hier (?:sind|ist|kommen)|anbei|voici)(?:\s[^.!?:;\d]{0,60})?:$`)

// headings are what people put above the columns of a table.
var headings = setOf("question|questions|answer|answers|value|values|name|kpi|metric|metrics|item|figure|figures|result|results|number|no|unit|units|plan|fact|actual|target|comment|comments|remark|status|id|" +
	"вопрос|вопросы|ответ|ответы|значение|значения|показатель|показатели|название|имя|метрика|результат|результаты|номер|ед|ед изм|единица|план|факт|цель|комментарий|комментарии|примечание|статус|пункт|п п|" +
	"frage|antwort|wert|kennzahl|einheit|question|réponse|valeur|pregunta|respuesta|valor")

// isHeading reports whether a line is a table's row of headings.
func isHeading(text string) bool {
	if len(text) > 200 || !strings.Contains(text, "|") {
		return false
	}
	cells := strings.Split(strings.Trim(text, "| "), "|")
	named := 0
	for _, c := range cells {
		words := strings.Join(prose.Words(c), " ")
		if words != "" && !headings[words] {
			return false
		}
		if words != "" {
			named++
		}
	}
	return named > 1
}

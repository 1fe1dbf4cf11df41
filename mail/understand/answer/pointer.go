package answer

import (
	"regexp"
	"strings"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
)

// pointsBelow is how people say where their answers stand: "my answers in red
// below", «ответы ниже синим». It needs a word of place or colour.
var (
	pointsBelow = regexp.MustCompile(`(?i)^(?:(?:please|pls|see|find|look at|my|our|the|answers?|repl(?:y|ies)|comments?|responses?|notes|are|is|in|line|inline|text|mail|your|marked|typed|written|added|below|underneath|bold|italics|red|blue|green|purple|orange|colou?r|` +
		`см|смотри(?:те)?|смотреть|мои|наши|ответы?|ответил[аи]?|комментари[ийя]|пометки|ниже|внизу|в|по|тексте|тексту|письме|письма|прямо|выделил[аи]?|отметил[аи]?|написал[аи]?|красным|синим|зел[её]ным|цветом|жирным|пожалуйста|` +
		`siehe|meine|antworten|unten|im|rot|blau|grün|mes|réponses|ci-dessous|en|rouge|bleu|vert)[\s,.:!]*){1,12}$`)
	placeWord = regexp.MustCompile(`(?i)below|underneath|in\s?line|in (?:the |your )?text|\b(?:red|blue|green|purple|orange|bold|italics|colou?r)\b|ниже|внизу|в тексте|по тексту|в письме|красным|синим|зел[её]ным|цветом|жирным|unten|im text|rot|blau|grün|ci-dessous|rouge|bleu|vert`)
)

func isPointer(text string) bool {
	return len(text) <= 120 && pointsBelow.MatchString(text) && placeWord.MatchString(text)
}

// headings are what people put above the columns of a table.
var headings = setOf("question|questions|answer|answers|value|values|name|kpi|metric|metrics|item|figure|figures|result|results|number|no|unit|units|plan|fact|actual|target|comment|comments|remark|status|id|" +
	"вопрос|вопросы|ответ|ответы|значение|значения|показатель|показатели|название|имя|метрика|результат|результаты|номер|ед|ед изм|единица|план|факт|цель|комментарий|комментарии|примечание|статус|пункт|п п|" +
	"frage|antwort|wert|kennzahl|einheit|question|réponse|valeur|pregunta|respuesta|valor")

// isHeading reports whether a line is a table's row of headings.
func isHeading(text string) bool {
	cells := strings.Split(strings.Trim(text, "| "), "|")
	if len(cells) < 2 || len(text) > 200 {
		return false
	}
	for _, c := range cells {
		if words := strings.Join(prose.Words(c), " "); words != "" && !headings[words] {
			return false
		}
	}
	return true
}

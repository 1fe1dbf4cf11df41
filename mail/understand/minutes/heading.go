package minutes

import (
	"regexp"
	"strings"
)

// heading are the words that say what a line, or the list below it, is about.
type heading struct {
	of    section
	words *regexp.Regexp
}

func words(alternatives string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^[*_#>\s]*(?:` + alternatives + `)[*_]*\s*(?:\(\s*\d{1,2}\s*\)\s*)?`)
}

// headings are tried in this order: longer ones first.
var headings = []heading{
	{missed, words(`not\s+held|no\s+meeting|(?:the\s+)?meeting\s+(?:was\s+)?(?:cancelled|canceled)|cancelled|canceled|did\s*n[o'’]?t\s+take\s+place|не\s+состоял[аои]сь|встреч[аи]\s+не\s+было|не\s+проводил(?:ась|и)|отменена|отменили`)},
	{none, words(`none|nothing(?:\s+(?:was\s+)?decided)?|no\s+decisions(?:\s*(?:,|and|or|/|&)\s*(?:no\s+)?actions)?|ничего(?:\s+не\s+решили)?|решений\s+нет|нет\s+решений`)},
	{stands, words(`they\s+stand|(?:the\s+)?minutes\s+stand|остаётся|остается|остаются|оставляем(?:\s+как\s+есть)?|протокол\s+остаётся|протокол\s+остается`)},
	{absent, words(`absent|apologies(?:\s+from)?|regrets|excused|missing|not\s+(?:there|present)|did\s+not\s+(?:come|attend)|отсутствовал[аи]?|отсутствуют|отсутствует|не\s+было|не\s+был[аи]?|не\s+пришл[аи]|не\s+присутствовал[аи]?`)},
	{present, words(`present|attend(?:ed|ees|ance|ing)|participants?|participated|who\s+was\s+there|there(?:\s+(?:was|were))?|in\s+the\s+(?:room|call)|on\s+the\s+call|people|был[аи]?|присутствовал[аи]?|присутствующие|присутствуют|присутствие|участник[иа]?|участвовал[аи]?|кто\s+был|на\s+встрече(?:\s+был[аи]?)?|состав`)},
	{decisions, words(`decisions?(?:\s+(?:made|taken))?|what\s+(?:we\s+(?:have\s+)?|was\s+)(?:decided|agreed(?:\s+on)?)|decided(?:\s+unanimously)?|we\s+(?:have\s+)?decided|agreed|we\s+(?:have\s+)?agreed|resolved|resolutions?|решени[ея]|что\s+(?:мы\s+)?решили|решили(?:\s+единогласно)?|решено|приняли\s+решение|договорились|постановили|принято`)},
	{actions, words(`action(?:\s+(?:items?|points?))?s?|to-?\s?dos?|next\s+steps?|tasks?|who\s+does\s+what|ai|ap|поручени[ея]|поручили|задач[аи]|действи[ея]|следующие\s+шаги|к\s+исполнению|кто\s+что\s+делает`)},
	{aside, words(`no\s+actions?|поручений\s+нет|нет\s+поручений|next\s+meeting|next\s+time|notes?|remarks?|discussed|discussion|agenda|topics?|place|time|date|следующая\s+встреча|заметки|обсудили|обсуждали|обсуждение|повестка|темы|место|время|дата|прочее|примечани[ея]`)},
}

// behindHeading is what parts a heading from what follows it.
var behindHeading = regexp.MustCompile(`^(?:\s*[:：]|\s+[-–—]\s|\s*$)\s*`)

// headingOf is what a line begins with, if that says what it is about, and what follows. Without
// a colon it has to be in capitals, or the whole line.
func headingOf(line string) (of section, rest string, ok bool) {
	for _, h := range headings {
		at := h.words.FindString(line)
		if at == "" {
			continue
		}
		after := line[len(at):]
		if strings.HasSuffix(at, " ") {
			after = " " + after
		}
		if m := behindHeading.FindString(after); m != "" || strings.TrimSpace(after) == "" {
			if strings.TrimSpace(after) == "" && !wholeLine(h.of, at) {
				continue
			}
			return h.of, strings.Trim(after[len(m):], " \t*_"), true
		}
		if word := strings.Trim(at, " *_#>"); word == strings.ToUpper(word) && strings.HasPrefix(after, " ") && len([]rune(word)) > 3 {
			return h.of, strings.TrimSpace(after), true
		}
		if (h.of == none || h.of == missed || h.of == stands) && strings.HasPrefix(strings.TrimSpace(after), ",") {
			return h.of, strings.TrimLeft(after, " ,"), true
		}
	}
	return nowhere, "", false
}

// wholeLine reports whether a heading can be a line by itself: "There" alone says nothing.
func wholeLine(of section, at string) bool {
	return of != present || !strings.EqualFold(strings.TrimSpace(at), "there")
}

var (
	greeting = regexp.MustCompile(`(?i)^(?:hi|hello|hey|dear|good\s+(?:morning|afternoon|evening|day)|добрый\s+(?:день|вечер)|доброе\s+утро|здравствуйте|привет(?:ствую)?|уважаем\p{L}+|коллеги)(?:[\s,!.].{0,40})?$`)
	closing  = regexp.MustCompile(`(?i)^(?:(?:(?:kind|best|warm)\s+)?regards|best(?:\s+wishes)?|cheers|thanks(?:\s+(?:all|everyone|everybody|a\s+lot|again))?|thank\s+you(?:\s+(?:all|everyone))?|sincerely|yours|br|vg|с\s+уважением|спасибо(?:\s+(?:всем|большое))?|всего\s+доброго|хорошего\s+(?:дня|вечера)|до\s+встречи)[\s,!.–—-]*(?:\p{Lu}\S*(?:\s+\p{Lu}\S*)?)?[.!]?$|^sent\s+from\s+my\s|^отправлено\s+(?:с|из)\s`)
	intro    = regexp.MustCompile(`(?i)^(?:(?:here\s+(?:are|is)|these\s+are|find\s+below|below\s+are)\s+(?:the\s+|my\s+)?(?:minutes|notes)|(?:the\s+)?minutes(?:\s+(?:of|from|for)\s+.{1,60})?|протокол(?:\s+встречи)?(?:\s+.{1,60})?|вот\s+(?:и\s+)?протокол.{0,40}|отправляю\s+протокол.{0,40}|высылаю\s+протокол.{0,40}|(?:it\s+was\s+)?(?:a\s+)?(?:good|short|great|quick)\s+meeting|(?:yes,?\s+)?it\s+took\s+place|да,?\s+(?:встреча\s+)?(?:состоялась|была)|(?:встреча\s+)?состоялась)[.:!,]?$`)
)

// sentences say in words that nothing came of it, or that it did not take place.
var sentences = []heading{
	{missed, regexp.MustCompile(`(?i)^(?:no[,.]\s+)?(?:(?:the|our|this)\s+(?:meeting|call)|it|this\s+one|we)\s+(?:(?:was|has\s+been|got)\s+(?:cancelled|canceled|called\s+off|postponed|dropped)|(?:did\s*n[o'’]t|did\s+not)\s+(?:take\s+place|happen|meet)|never\s+(?:took\s+place|happened|met))\s*`)},
	{missed, regexp.MustCompile(`(?i)^(?:no[,.]\s+)?(?:did\s*n['’]t|did\s+not)\s+(?:take\s+place|happen)\s*`)},
	{missed, regexp.MustCompile(`(?i)^(?:нет[,.]\s+)?(?:встреча|созвон|она|совещание)\s+(?:не\s+состоял(?:ась|ся|ось)|не\s+был[ао]?\s+проведен[ао]?|отменил(?:ась|ся|ось)|отменен[ао]?|отменён|сорвал(?:ась|ся|ось))\s*`)},
	{missed, regexp.MustCompile(`(?i)^(?:мы\s+)?(?:не\s+(?:встретились|встречались|собрались|собирались|созвонились))\s*`)},
	{none, regexp.MustCompile(`(?i)^(?:we\s+)?(?:decided\s+nothing|(?:took|made)\s+no\s+decisions?(?:\s*(?:,|and|or)\s*no\s+actions?)?|nothing\s+(?:was\s+)?(?:decided|agreed)|no\s+decisions?\s*(?:,|and|or|/)\s*(?:no\s+)?actions?)\s*`)},
	{none, regexp.MustCompile(`(?i)^(?:мы\s+)?(?:ничего\s+не\s+(?:решили|решали|решено)|решений\s+(?:не\s+принимали|не\s+приняли|не\s+было|нет)(?:\s*(?:,|и)\s*поручений\s+(?:тоже\s+)?(?:не\s+было|нет))?|ни\s+решений,?\s+ни\s+поручений(?:\s+не\s+было)?|без\s+решений(?:\s+и\s+поручений)?)\s*`)},
}

// sentence reads such a line, and the reason that follows.
func sentence(line string) (of section, why string, ok bool) {
	for _, s := range sentences {
		at := s.words.FindString(line)
		if at == "" {
			continue
		}
		after := strings.TrimSpace(line[len(at):])
		if after == "" || strings.ContainsRune(".,;:–—-(!", []rune(after)[0]) || because.MatchString(after) {
			return s.of, after, true
		}
	}
	return nowhere, "", false
}

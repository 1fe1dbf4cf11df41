package answer

import "strings"

// phrases are words that mean something together which they don't mean alone,
// and the one word that stands for them in the lists.
var phrases = buildPhrases()

type phrase struct {
	words []string
	as    string
}

func buildPhrases() map[string][]phrase {
	byFirst := make(map[string][]phrase)
	add := func(as, text string) {
		words := strings.Fields(text)
		byFirst[words[0]] = append(byFirst[words[0]], phrase{words, as})
	}
	for _, n := range national {
		for country := range strings.SplitSeq(n.countries, "|") {
			for name := range strings.SplitSeq(n.names, "|") {
				add(n.code, country+" "+name)
			}
		}
	}
	for as, list := range map[string]string{
		"atleast":    "at least|no less than|no fewer than|not less than|not fewer than|minimum of|minimum|не менее|не меньше|как минимум|минимум",
		"orso":       "or so|best guess|best estimate|good guess|educated guess|on the face of it|off the top of my head|at a guess|as a guess|на глаз|на вскидку|по прикидкам|по прикидке|по ощущениям|по памяти|типа того|or thereabouts|give or take|more or less|plus or minus|in the region of|in the order of|on the order of|in the neighborhood of|плюс минус|в районе|около того|грубо говоря|что-то около|что-то порядка|где то|или около того",
		"notfinal":   "not final|not yet final|not quite final|not final yet|and counting|still counting|to be confirmed|tbc|не окончательно|не финально|еще не окончательно",
		"versusfrom": "up from|down from",
		"ago":        "a week ago|a month ago|неделю назад|месяц назад",
		"total":      "in all|came up to|adds up to|add up to|adding up to|comes to|all told|all in all|на круг",
		"actual":     "should do|should be enough|should suffice|would suffice|will be enough|would be enough|remains at|remain at|remaining at|stays at|is still at|still at|сохраняется на уровне|остается на уровне|держится на уровне|на уровне|so far|go for|go with|going with|settle on|stick with|stay at|stick to|stand at|by my count|by our count|by my reckoning|by the books|from our side|from my side|on our side|on our end|from our end|on my side|for the record|to be exact|to be precise|if i count correctly|for sure|please use|please take|comes in at|from us|for us|for me|on our part|on my part|с меня|для нас|для меня|as per usual|с нашей стороны|у нас на стороне|по моим подсчетам|по нашим подсчетам|по моим данным|по нашим данным|по факту|на самом деле|в общем|в целом|если точно|вобщем|на текущий момент|на данный момент",
		"ended":      "ended up with|ended up at|end up with|wound up with|came out at|at month end|as of month end|in the end|at the end|came up with|comes up with|come up with|arrived at|worked out at|works out at|came in at|clocked in at|weighed in at|signed off at|finished at|finished on|closed at|closed on|closed with|ended on|ended at|ended with|settled at|settled on|landed at|landed on|used up|ran up|racked up|в итоге|на конец|по состоянию на конец|в конце концов",
		"fromme":     "from me|from us|от меня|от нас",
		"t":          "metric tons|metric tonnes|metric ton|metric tonne|long tons",
		"m2":         "кв м|sq m|square metres|square meters|квадратных метров|квадратных метра|кв метров",
		"m3":         "куб м|cubic metres|cubic meters|кубических метров",
		"gbp":        "pounds sterling|фунтов стерлингов",
		"usd":        "долларов сша|доллара сша|доллар сша|долл сша",
		"сто":        "на все сто",
		"now":        "this time|this time round|this time around|в этот раз|на этот раз|as of this morning|as of last night|as of this afternoon|на сегодняшнее утро|by now|as of now|right now|at the moment|as of today|на сегодня|на сейчас",
		"according":  "per meter reading|per the meter|per our crm|per the crm|per crm|per the report|per our report|per report|per our records|per the records|per records|per the books|per our books|per the system|per our system|per the dashboard|per the ledger|per the log|as per|based on|going by|in accordance with",
		"theone":     "final one|right one|correct one|that one|this one|last one|new one|good one|the one|which one|proper one|true one",
		"ofwhich":    "of which|of them|из них|в том числе",
		"ytd":        "с начала года|year to date|since january|с запуска|за все время|in the first half|за первую половину",
		"из-за":      "из за",
		"net":        "ex works|net of vat|excluding vat|excl vat|plus vat|including vat|incl vat|with vat|+ vat|+ tax|before tax|after tax|before vat|after vat|net of tax|ex vat|with tax|без ндс|с ндс|включая ндс|в т ч ндс",
	} {
		for p := range strings.SplitSeq(list, "|") {
			add(as, p)
		}
	}
	return byFirst
}

// joinPhrases puts one word in the place of each phrase; the longest one wins.
func joinPhrases(tokens []lexeme) []lexeme {
	out := tokens[:0:0]
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		best := phrase{}
		if t.kind == wordLexeme {
			for _, p := range phrases[t.text] {
				if len(p.words) > len(best.words) && matchesAt(tokens, i, p.words) {
					best = p
				}
			}
		}
		if len(best.words) > 0 {
			t.text = best.as
			i += len(best.words) - 1
		}
		out = append(out, t)
	}
	return out
}

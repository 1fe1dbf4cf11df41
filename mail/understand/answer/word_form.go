package answer

import (
	"strings"
	"unicode/utf8"
)

// The forms of words. No list holds all verbs and adjectives, but most show in
// their endings what they are.

// isManner reports whether a word says how something is, as adverbs do: "exactly",
// «стабильно».
func isManner(w string) bool {
	if utf8.RuneCountInString(w) < 5 {
		return false
	}
	return strings.HasSuffix(w, "ly") || hasEnding(w, mannerEndings) || manner[w]
}

var (
	mannerEndings = []string{"ьно", "нно", "вно", "чно", "шно", "тно", "рно", "дно", "сно", "око", "ско", "ько", "стро", "ично"}
	manner        = setOf("quite|indeed|again|already|together|straight|alike|overall|throughout|опять|снова|вновь|вместе|наконец|честно|твердо|ровно|чисто|лично")
)

// isAdjective reports whether a Russian word has the ending of an adjective.
func isAdjective(w string) bool {
	return utf8.RuneCountInString(w) >= 5 && isCyrillic(w) && hasEnding(w, adjectiveEndings)
}

var adjectiveEndings = []string{"ая", "яя", "ую", "юю", "ое", "ый", "ые", "ых", "ский", "ские", "ского", "ого"}

// isVerb reports whether a word has a form of a verb that tells what somebody did
// or does: "signed", «напечатали», «держим».
func isVerb(w string) bool {
	if !isCyrillic(w) {
		return tellingVerbs[w] || utf8.RuneCountInString(w) >= 5 && strings.HasSuffix(w, "ed")
	}
	n := utf8.RuneCountInString(w)
	return n >= 5 && hasEnding(w, tellingEndings) || n >= 4 && hasEnding(w, ownEndings) || russianVerbs[w]
}

// tellingEndings are those of the past and of what is done; ownEndings those of
// what "we" and "I" do.
var (
	tellingEndings = []string{
		"али", "ало", "ала", "ал", "яли", "яло", "яла", "ял", "или", "ило", "ила", "ил", "ели", "ело", "ела", "ел", "ули", "уло", "ула", "ул", "ыли", "ыло",
		"шли", "шло", "шла", "шел", "зли", "зло", "сли", "сло", "гли", "гло", "лись", "лось", "лась", "лся",
		"ано", "аны", "ана", "ан", "ено", "ены", "ена", "ен", "яно", "яны", "ято", "яты", "ято", "ыто", "ыты", "уто", "уты",
		"ается", "яется", "ится", "ется", "аются", "яются", "атся", "ятся", "ются",
		"ает", "яет", "еет", "ует", "ают", "яют", "еют", "уют", "дет", "дит", "сит", "жит", "вит", "тит", "чит", "лит", "рит", "нит", "дят", "сят", "жат", "вят",
	}
	ownEndings   = []string{"аем", "яем", "еем", "уем", "дим", "сим", "жим", "вим", "тим", "лим", "рим", "чим", "даем", "ваю", "ляю", "таю", "маю", "рую", "гаю", "жаю", "даю"}
	russianVerbs = setOf("дал|дала|дали|взял|взяли|есть|идет|идут|шло|шли|стоит|стоят|ждет")
)

// tellingVerbs are English verbs whose past has no ending, and verbs of the present
// that stand before figures.
var tellingVerbs = setOf("ate|became|began|bought|brought|broke|built|burned|burnt|came|caught|chose|closed|cost|costs|cut|dealt|did|does|drew|drove|earned|fed|felt|filled|found|flew|gave|gives|got|gets|grew|handed|had|has|heard|held|holds|hit|hits|kept|keeps|knew|laid|learnt|led|left|lent|let|lifted|loaded|made|makes|means|meant|met|moved|paid|pays|passed|put|puts|ran|runs|rang|read|reads|rolled|said|saw|sees|sent|set|shipped|shot|showed|shows|signed|sits|sold|sells|spent|spends|stands|stood|stuck|swung|swapped|takes|took|taught|told|thought|threw|turned|used|wants|went|won|wore|works|wrote|yields|brings|totals|equals|averages|weighs|weighed|counts|remains|lies|rests|hovers|lands|adds|comes|goes|looks|feels|seems|earns|makes|reached|crossed|clocked|logged|tallied|booked|generated|delivered|received|counted|processed|handled|trained|collected|printed|opened|installed|registered|served|produced")

package attribution

import (
	"strings"
	"unicode"

	"github.com/rapport-engine/rapport/mail/understand/internal/prose"
	"github.com/rapport-engine/rapport/partnership"
)

// Phrase is what a line says of deals. At is where in the line it began; what stands before
// is the amount that it is about.
type Phrase struct {
	Text  string
	At    int
	Deals []Part
	Fault Fault
}

// Part is a deal of a phrase. Amount is as it was written, and empty where the deal is the
// whole amount.
type Part struct {
	Name, Amount string
	Shares       []partnership.Share
}

// maxLine bounds a line that is looked at, in bytes.
const maxLine = 600

// Cut takes what a line says of deals out of it. The rest reads as if nothing had been said
// of them.
func Cut(line string, sides []Side) (rest string, found []Phrase) {
	if len(sides) < 2 || len(line) > maxLine || !mayAttribute(line, sides) {
		return line, nil
	}
	typed := line
	line = prose.Normalise(line)
	var b strings.Builder
	last := 0
	for _, g := range brackets().FindAllStringSubmatchIndex(line, -1) {
		p, ok := phraseOf(line[g[2]:g[3]], sides, true)
		if !ok {
			continue
		}
		from, amount := ledBy(line[last:g[0]])
		from += last
		if len(p.Deals) > 0 && p.Deals[0].Amount == "" {
			p.Deals[0].Amount = amount
		}
		b.WriteString(line[last:from])
		p.Text, p.At = strings.TrimSpace(line[from:g[1]]), b.Len()
		found, last = append(found, p), g[1]
	}
	b.WriteString(line[last:])
	if len(found) > 0 {
		return b.String(), found
	}
	if rest, found = openly(line, sides); len(found) > 0 {
		return rest, found
	}
	return typed, nil
}

// openly finds a phrase that stands in no brackets: "52,000, of it 40,000 deal Lidl: us 60 %".
func openly(line string, sides []Side) (string, []Phrase) {
	at := dealBegins().FindStringIndex(line)
	if at == nil {
		if m := together().FindStringIndex(line); m != nil && namesSide(line[m[1]:], sides) {
			return line[:m[0]], []Phrase{{Text: strings.TrimSpace(line[m[0]:]), At: m[0], Fault: Fault{Why: NoName, Seen: line[m[0]:]}}}
		}
		return line, nil
	}
	begin := at[0]
	for begin < at[1] && !isLetter(line[begin:]) {
		begin++
	}
	text := line[begin:]
	if next := nextItem().FindStringIndex(text); next != nil {
		text = text[:next[0]]
	}
	p, ok := phraseOf(text, sides, false)
	if !ok {
		return line, nil
	}
	from, amount := ledBy(line[:begin])
	if len(p.Deals) > 0 && p.Deals[0].Amount == "" {
		p.Deals[0].Amount = amount
	}
	p.Text, p.At = strings.TrimSpace(line[from:begin+len(text)]), from
	return line[:from] + line[begin+len(text):], []Phrase{p}
}

func isLetter(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r)
	}
	return false
}

// phraseOf reads a text as what is said of one deal or several. In brackets a deal may stand
// without parts, and parts without a deal are a fault.
func phraseOf(text string, sides []Side, bracketed bool) (p Phrase, ok bool) {
	text = strings.TrimSpace(text)
	if !dealWord.Matches(text) {
		if bracketed && hasPercent.Matches(text) && namesSide(text, sides) {
			return Phrase{Fault: Fault{Why: NoName, Seen: text}}, true
		}
		m := together().FindStringIndex(text)
		return Phrase{Fault: Fault{Why: NoName, Seen: text}}, bracketed && m != nil && m[0] == 0 && namesSide(text[m[1]:], sides)
	}
	for piece := range dealsIn(text) {
		part, fault := partOf(piece, sides)
		if fault.Why != None {
			return Phrase{Fault: fault}, bracketed || strings.Contains(piece, ":") || hasPercent.Matches(piece)
		}
		if !bracketed && len(part.Shares) == 0 {
			return Phrase{}, false // "a good deal more"
		}
		p.Deals = append(p.Deals, part)
	}
	return p, true
}

// dealsIn parts a text before each further deal.
func dealsIn(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		begins := furtherDeal().FindAllStringIndex(text, -1)
		from := 0
		for _, at := range begins {
			if !yield(text[from:at[0]]) {
				return
			}
			from = at[0]
			for from < at[1] && !isLetter(text[from:]) {
				from++
			}
		}
		yield(text[from:])
	}
}

// partOf reads one deal: its name, its amount if it has one, and the parts.
func partOf(text string, sides []Side) (Part, Fault) {
	text = strings.TrimSpace(text)
	rest := dealWord().ReplaceAllString(text, "")
	head, shares, parted := strings.Cut(rest, ":")
	if !parted {
		head, shares = atFirstShare(rest, sides)
	}
	p := Part{Name: strings.Trim(head, " \t,;–—-")}
	if m := amountBehind().FindStringSubmatchIndex(p.Name); m != nil {
		p.Name, p.Amount = strings.Trim(p.Name[:m[0]], " \t,;–—-"), p.Name[m[2]:m[3]]
	}
	p.Name = strings.Trim(p.Name, " \t\"'«»“”„‚‘’")
	if p.Name == "" {
		return p, Fault{Why: NoName, Seen: text}
	}
	if strings.TrimSpace(shares) == "" {
		return p, Fault{}
	}
	var fault Fault
	p.Shares, fault = Shares(shares, sides)
	return p, fault
}

// atFirstShare parts the name of a deal from the parts where no colon does: "Lidl, us 60 %".
func atFirstShare(text string, sides []Side) (head, shares string) {
	for i, r := range text {
		if r != ',' && r != ' ' && r != '–' && r != '—' {
			continue
		}
		behind := strings.TrimLeft(text[i:], " ,–—-")
		if _, fault := Shares(behind, sides); fault.Why == None {
			return text[:i], behind
		}
	}
	return text, ""
}

// ledBy finds where the words that lead to a deal begin, and the amount in them: ", of it
// 40,000 from".
func ledBy(before string) (at int, amount string) {
	if m := leads().FindStringSubmatchIndex(before); m != nil {
		if m[2] >= 0 {
			amount = strings.TrimSpace(before[m[2]:m[3]])
		}
		return m[0], amount
	}
	return len(strings.TrimRight(before, " \t,;–—-")), ""
}

// namesSide reports whether a text names a side by its name.
func namesSide(text string, sides []Side) bool {
	said := prose.Words(text)
	for i, side := range sides {
		for _, w := range said {
			if isNamedBy(side, w) || i == 0 && ownWords[w] {
				return true
			}
		}
	}
	return false
}

func isNamedBy(side Side, word string) bool {
	for _, name := range side.Names {
		if isName([]string{word}, meaningful(name)) {
			return true
		}
	}
	return false
}

// mayAttribute spares most lines the longer search.
func mayAttribute(line string, sides []Side) bool {
	return anyDeal.Matches(line) || hasPercent.Matches(line) && namesSide(line, sides) || together.Matches(line)
}

const (
	dealNames = `(?:deal|сделк[аиеуо]й?)`
	// sumOf is an amount as people write it.
	sumOf = `[€$£₽]?\s?\d[\d.,'’\x{a0}\x{202f} ]*\d?\s?(?:k|m|к|тыс\.?|млн\.?|thousand|million)?\s?(?:[€$£₽]|EUR|USD|GBP|RUB|NOK|[A-Z]{3}|euros?|dollars?|pounds?|евро|руб(?:\.|лей|ля)?|р\.|долларов|долл\.)?`
)

var (
	anyDeal    = prose.Lazily(`(?i)(?:^|[^\p{L}])` + dealNames + `(?:[^\p{L}]|$)`)
	dealWord   = prose.Lazily(`(?i)^(?:(?:the|our|for|from|of|in|по|в|от)\s+)*` + dealNames + `(?:\s+(?:with|с|со))?(?:[^\p{L}]|$)\s*`)
	hasPercent = prose.Lazily(`(?i)\d\s?(?:%|per\s?cent|percent|проц)`)
	brackets   = prose.Lazily(`[(\[]([^()\[\]]{2,400})[)\]]`)
	// dealBegins finds a deal outside of brackets.
	dealBegins  = prose.Lazily(`(?i)(?:^|[^\p{L}])` + dealNames + `[^\p{L}]`)
	furtherDeal = prose.Lazily(`(?i)[;,]\s*(?:(?:and|и|а)\s+)?` + dealNames + `[^\p{L}]`)
	// nextItem finds where on the same line the answer to the next question begins.
	nextItem = prose.Lazily(`(?:^|[\s;,])\(?\d{1,2}\s?\)\s|;\s*\d{1,2}[.:]\s`)
	leads    = prose.Lazily(`(?i)[\s,;–—-]*(?:\b(?:of\s+(?:which|it|this|that|them)|incl(?:uding|udes|\.)?|thereof|therein)|(?:^|\s)(?:из\s+(?:них|неё|нее|этого|которых)|в\s+том\s+числе|в\s?т\.?\s?ч\.?|включая))\s*:?\s*(` + sumOf + `)?\s*(?:(?:from|for|by|with|in|is|are|comes?|the|our|от|по|с|за|на|это|приходится)\s*)*$`)
	together = prose.Lazily(`(?i)[,;]?\s*\b(?:shared|split|jointly|together|joint)\s+with\s|[,;]?\s(?:вместе|пополам|совместно|поровну)\s+(?:с|со)\s|^(?:вместе|пополам|совместно|поровну)\s+(?:с|со)\s|(?:^|[,;\s])(?:поделили|делим|разделили)\s+(?:с|со)\s`)
	// amountBehind finds the amount of a deal behind its name.
	amountBehind = prose.Lazily(`(?i)[\s,–—-]+(` + sumOf + `)$`)
)

// Speaks reports whether a line says anything of a deal.
func Speaks(line string) bool { return anyDeal.Matches(line) }

package lint

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// SmartFigure compares the figures of a statement with those of the goal's KPIs.
const SmartFigure ID = "smart-m-figure"

const numeral = `(\d+(?:[ \x{a0}\x{202f},.']\d+)*)`

// fromTo finds from which figure to which a statement wants to go.
var fromTo = regexp.MustCompile(`(?i)(?:^|\s)(?:from|с|со|от)\s+` + numeral + `\s?%?\s+(?:[\p{L}%.]+\s+){0,2}?(?:to|до)\s+` + numeral)

// figures reports a statement that says another target, or another beginning, than the KPI
// that measures it: people would be asked for the one and read the other.
func (c *checker) figures(g *partnership.Goal) {
	for _, m := range fromTo.FindAllStringSubmatch(g.Statement, -1) {
		from, fromOK := figureOf(m[1])
		to, toOK := figureOf(m[2])
		if !fromOK || !toOK {
			continue
		}
		for i := range g.KPIs {
			k := &g.KPIs[i]
			if k.Direction == partnership.Binary || k.Direction == partnership.InRange || k.Baseline.Equal(from) == k.Target.Equal(to) {
				continue
			}
			what, says, has := "target", to, k.Target
			if k.Target.Equal(to) {
				what, says, has = "baseline", from, k.Baseline
			}
			if c.measuredElsewhere(g, from, to) {
				continue
			}
			c.find(SmartFigure, goalPath(g).Attribute("statement"), "SMART M: the statement says %s, but the %s of the KPI %q is %s. Write the same figure in both.", says, what, k.ID, has)
		}
	}
}

// measuredElsewhere reports whether another KPI of the goal has both figures.
func (c *checker) measuredElsewhere(g *partnership.Goal, from, to decimal.Decimal) bool {
	for _, k := range g.KPIs {
		if k.Baseline.Equal(from) && k.Target.Equal(to) {
			return true
		}
	}
	return false
}

// figureOf reads a figure as people write it: what stands before three digits parts
// thousands. It is none if it could be read in two ways.
func figureOf(text string) (decimal.Decimal, bool) {
	whole := regexp.MustCompile(`[ \x{a0}\x{202f}']`).ReplaceAllString(text, "")
	if i := strings.LastIndexAny(whole, ",."); i >= 0 {
		rest := len(whole) - i - 1
		if rest == 3 {
			whole = strings.NewReplacer(",", "", ".", "").Replace(whole)
		} else {
			whole = strings.NewReplacer(",", "", ".", "").Replace(whole[:i]) + "." + whole[i+1:]
		}
	}
	d, err := decimal.NewFromString(whole)
	return d, err == nil
}

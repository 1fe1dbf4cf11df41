package cli

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership"
)

// deals says who has which part of a deal, and where the parties claim more than there is.
func (l ledgerText) deals() {
	if len(l.standing.Deals) == 0 {
		return
	}
	fmt.Fprintln(l.out, "\nDeals that several share")
	for _, d := range l.standing.Deals {
		var claims []string
		for _, c := range d.Claims {
			claim := printable(partyName(l.spec, c.Party)) + " " + inPercent(c.Percent)
			if !c.Counted.Equal(c.Percent) {
				claim += fmt.Sprintf(", of which %s counts", inPercent(c.Counted))
			}
			claims = append(claims, claim)
		}
		fmt.Fprintf(l.out, "%s (%s, %s): %s.\n", printable(d.Deal), kindWords(d.Kind), months(d.From, d.Until), strings.Join(claims, "; "))
		if d.Over() {
			fmt.Fprintf(l.out, "  Together they claim %s. Until they agree each part counts in proportion.\n", inPercent(d.Claimed))
		}
		for _, s := range d.Left {
			fmt.Fprintf(l.out, "  %s is left to %s, who has not spoken of it: it counts for nobody yet.\n", inPercent(s.Percent), printable(partyName(l.spec, s.Party)))
		}
	}
	fmt.Fprintln(l.out)
}

func inPercent(d decimal.Decimal) string { return english.Number(d.Round(2)) + "%" }

// shareWords are the parts of the parties in a line: "Fjordmail AS 60%, Lumen Ltd 40%".
func shareWords(spec partnership.Spec, shares []partnership.Share) string {
	var list []string
	for _, s := range shares {
		list = append(list, partyName(spec, s.Party)+" "+inPercent(s.Percent))
	}
	return strings.Join(list, ", ")
}

package measure

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Response is what became of one ask of somebody who was there to answer.
type Response struct {
	Answered, OnTime bool
	// Hours are those of business days that lie between ask and answer; n/a where that is
	// not known.
	Hours Ratio
}

// Promptness is how people answer (F6): answered ÷ asked is the response rate, on time ÷
// answered is timeliness.
type Promptness struct {
	Asked    int `json:"asked"`
	Answered int `json:"answered"`
	OnTime   int `json:"on_time"` // of those answered
	// Latency is the median of the hours that answers took; n/a without any.
	Latency Ratio `json:"latency"`
}

// PromptnessOf counts responses together.
func PromptnessOf(responses []Response) Promptness {
	var p Promptness
	var hours []decimal.Decimal
	for _, r := range responses {
		p.Asked++
		if !r.Answered {
			continue
		}
		p.Answered++
		if r.OnTime {
			p.OnTime++
		}
		if r.Hours.OK {
			hours = append(hours, r.Hours.Value)
		}
	}
	if len(hours) > 0 {
		slices.SortFunc(hours, decimal.Decimal.Cmp)
		p.Latency = Some(median(hours))
	}
	return p
}

// ResponseRate is how many of those asked have answered; n/a where nobody was asked.
func (p Promptness) ResponseRate() Ratio { return part(p.Answered, p.Asked) }

// Timeliness is how many of the answers came in time; n/a where none came.
func (p Promptness) Timeliness() Ratio { return part(p.OnTime, p.Answered) }

func part(n, of int) Ratio {
	if of == 0 {
		return Ratio{}
	}
	return Some(whole(n).Div(whole(of)))
}

// PartyPromptness is how the people of one party answer, or of all together.
type PartyPromptness struct {
	Party  string `json:"party"` // empty: all
	People int    `json:"people"`
	Promptness
}

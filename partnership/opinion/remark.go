package opinion

import (
	"strings"

	"github.com/rapport-engine/rapport/partnership"
)

// Remark is what somebody wrote in a survey. Nothing says who, or what else is theirs.
type Remark struct {
	Question string `json:"question"` // ID
	Text     string `json:"text"`
}

// MostRemarks is how many remarks of a round a mail shows. They are numbered from 1 in the
// order in which they are kept, and those numbers are all that anybody says of them later.
const MostRemarks = 40

// Remarks are what people wrote, for whoever shuffles them.
func Remarks(ballots []Ballot) []Remark {
	var list []Remark
	for _, b := range ballots {
		for _, q := range b.Questions {
			if text := partnership.Answers(b.Answers).Text(q.ID); q.Kind == partnership.KindText && !partnership.SaysNothing(text) {
				list = append(list, Remark{Question: q.ID, Text: strings.TrimSpace(text)})
			}
		}
	}
	return list
}

package procedure

import (
	"slices"

	"github.com/rapport-engine/rapport/partnership"
)

// Ballot is a reply to an anonymous survey as a history may hear it: which of the
// questions that everybody has to answer are answered by now. What may be left out is
// named nowhere: of the one person who is known to have written something, the one remark
// would be.
func (r Reply) Ballot(asked []partnership.Question, answered []string) Reply {
	r = r.Seal(nil, nil)
	cast := len(r.Answers) > 0
	r.Cast, r.Answers = cast, nil
	for _, q := range asked {
		if !q.Optional && slices.Contains(answered, q.ID) {
			r.Answers = append(r.Answers, partnership.Answer{Question: q.ID, Value: partnership.UnknownValue()})
		}
	}
	return r
}

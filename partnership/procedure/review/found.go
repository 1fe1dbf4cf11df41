package review

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Found is what a round of a survey has found: how content all together are with
// something, or where the sides see it differently.
type Found struct {
	Survey string         `json:"survey"`
	Date   string         `json:"date"` // of the round
	Rated  *opinion.Rated `json:"rated,omitempty"`
	Gap    *opinion.Gap   `json:"gap,omitempty"`
}

// key names what was asked about, whichever survey asked.
func (f Found) key() string {
	switch {
	case f.Gap != nil:
		return "gap/" + f.Gap.Question
	case f.Rated.Dimension != "":
		return "dimension/" + f.Rated.Dimension
	default:
		return "question/" + f.Rated.Question
	}
}

// ofSurveys adds what people are most and least content with, and where the sides are
// furthest apart, by the latest result of each survey. What several have asked about is
// known from the latest of them.
func (l *factList) ofSurveys(spec partnership.Spec, b procedure.Brief) {
	found := foundBy(spec, b.Courses)
	slices.SortStableFunc(found, func(x, y Found) int { return cmp.Compare(y.Date, x.Date) })
	var latest, content, uneasy, apart []Found
	for _, f := range found {
		if slices.ContainsFunc(latest, func(known Found) bool { return known.key() == f.key() }) {
			continue
		}
		latest = append(latest, f)
		switch {
		case f.Gap != nil:
			apart = append(apart, f)
		case measure.JudgeIndex(f.Rated.Index) == measure.Green:
			content = append(content, f)
		case measure.JudgeIndex(f.Rated.Index) == measure.Red:
			uneasy = append(uneasy, f)
		}
	}
	slices.SortStableFunc(content, func(x, y Found) int { return y.Rated.Index.Cmp(x.Rated.Index) })
	slices.SortStableFunc(uneasy, func(x, y Found) int { return x.Rated.Index.Cmp(y.Rated.Index) })
	slices.SortStableFunc(apart, func(x, y Found) int { return y.Gap.Size().Cmp(x.Gap.Size()) })
	l.addFound(FactContent, content)
	l.addFound(FactUneasy, uneasy)
	l.addFound(FactApart, apart)
}

func (l *factList) addFound(kind FactKind, found []Found) {
	for _, f := range found {
		l.add(Fact{Kind: kind, Found: &f})
	}
}

// foundBy is what the surveys of a spec have found, each in its latest round that found
// anything.
func foundBy(spec partnership.Spec, courses []procedure.Course) []Found {
	var found []Found
	for _, v := range spec.Surveys {
		var findings opinion.Findings
		kept := procedure.CourseOf(courses, procedure.Survey, v.ID).Kept
		if len(kept) == 0 || json.Unmarshal(kept, &findings) != nil { // written by surveys
			continue
		}
		for _, r := range findings.Rated {
			found = append(found, Found{Survey: v.ID, Date: findings.Date, Rated: &r})
		}
		for _, g := range findings.Apart {
			found = append(found, Found{Survey: v.ID, Date: findings.Date, Gap: &g})
		}
	}
	return found
}

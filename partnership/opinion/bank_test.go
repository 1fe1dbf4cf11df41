package opinion_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/opinion"
	"github.com/rapport-engine/rapport/partnership/wording"
)

func TestEveryTemplateAsksTheSameInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, template := range partnership.SurveyTemplates() {
		english := opinion.Questions(partnership.Survey{Template: template}, "en")
		if len(english) == 0 {
			t.Errorf("%s asks nothing", template)
		}
		for _, l := range wording.Languages()[1:] {
			other := opinion.Questions(partnership.Survey{Template: template}, l.Code)
			if diff := cmp.Diff(english, other, cmpopts.IgnoreFields(partnership.Question{}, "Text", "Choices")); diff != "" {
				t.Errorf("%s in %s (-en):\n%s", template, l.Code, diff)
			}
			for i, q := range english {
				if q.Text == other[i].Text || len(q.Choices) != len(other[i].Choices) || !opinion.MeasureOf(q).Equal(opinion.MeasureOf(other[i])) {
					t.Errorf("%s, %s: %q and %q", template, q.ID, q.Text, other[i].Text)
				}
			}
		}
	}
}

// What the mails say is short, and each thing is asked once.
func TestTemplatesAreSound(t *testing.T) {
	t.Parallel()
	const longest = 100 // signs that a phone shows without much scrolling
	for _, template := range partnership.SurveyTemplates() {
		for _, l := range wording.Languages() {
			questions := opinion.Questions(partnership.Survey{Template: template}, l.Code)
			seen := map[string]bool{}
			for _, q := range questions {
				if seen[q.ID] || seen[q.Text] || q.Text == "" || len([]rune(q.Text)) > longest || strings.Contains(q.Text, "%") {
					t.Errorf("%s in %s: question %s: %q", template, l.Code, q.ID, q.Text)
				}
				seen[q.ID], seen[q.Text] = true, true
				if mirrored := func(o partnership.Question) bool { return o.ID == q.Mirrors }; q.Mirrors != "" && !slices.ContainsFunc(questions, mirrored) {
					t.Errorf("%s mirrors %s, which is not asked", q.ID, q.Mirrors)
				}
			}
		}
		if !opinion.Opens(template) {
			t.Errorf("%s leaves no room for an open answer", template)
		}
	}
}

// IDs and versions are what answers are counted together by, over years: a change of this
// list counts nothing together with what was answered before.
func TestWhatIsCountedTogetherIsAContract(t *testing.T) {
	t.Parallel()
	want := map[partnership.SurveyTemplate]string{
		partnership.RelationshipPulse: "early/0 too-late/0r clear/0 shared-fairly/0 in-time/0 heard/0 valued/0 mutual/0 invest/0 heard-mirror/0 shared-fairly-mirror/0 strengths/0 weaknesses/0 change/0",
		partnership.SelfAssessment:    "joint-goals/0 roles/0 figures/0 telling/0 deciding/0 disagreeing/0 risks/0 give-and-get/0 parting/0 first-step/0",
		partnership.NetPromoter:       "recommend-partner/0 recommend-work/0 why/0",
		partnership.CommitmentPulse:   "invest/0 mutual/0 kept/0 time/0 invest-mirror/0 easier/0",
	}
	for _, template := range partnership.SurveyTemplates() {
		var ids []string
		for _, q := range opinion.Questions(partnership.Survey{Template: template}, "en") {
			id := fmt.Sprintf("%s/%d", q.ID, q.Version)
			if q.Reversed {
				id += "r"
			}
			ids = append(ids, id)
		}
		if got := strings.Join(ids, " "); got != want[template] {
			t.Errorf("%s asks\n%s, want\n%s", template, got, want[template])
		}
	}
}

func TestASurveysOwnQuestionsFollowThoseOfItsTemplate(t *testing.T) {
	t.Parallel()
	own := partnership.Question{ID: "leads", Kind: partnership.KindYesNo, Text: "Are leads shared as agreed?"}
	list := opinion.Questions(partnership.Survey{Template: partnership.NetPromoter, Questions: []partnership.Question{own}}, "ru")
	if last := list[len(list)-1]; len(list) != 4 || last.ID != own.ID {
		t.Errorf("asked are %v", list)
	}
}

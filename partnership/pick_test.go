package partnership_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
)

func TestAPickIsReadBackAsItWasGiven(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]int{"1, 3": {1, 3}, "3,1,3": {1, 3}, "all": {1, 2, 3, 4}, " None ": nil, "4": {4}} {
		numbers, err := partnership.ParsePick(text, 4)
		if err != nil {
			t.Fatal(err)
		}
		answers := partnership.Answers{{Question: "which", Value: partnership.PickValue(numbers)}}
		if diff := cmp.Diff(want, answers.Picked("which")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

func TestOfWhatIsNotInTheListNothingIsPicked(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "5", "0", "1, 5", "-1", "1.5", "yes", "1 3", "1,"} {
		if numbers, err := partnership.ParsePick(text, 4); err == nil {
			t.Errorf("%q is read as %v", text, numbers)
		}
	}
}

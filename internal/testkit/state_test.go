package testkit_test

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/internal/testkit"
)

func TestKeepsState(t *testing.T) {
	t.Parallel()
	type person struct {
		Name  string `json:"name"`
		Email string `json:"email,omitempty"`
		Age   int    `json:"age"`
	}
	type state struct {
		People []person `json:"people"`
	}
	for text, complaint := range map[string]string{
		`{"people": [{"age": 3, "name": "Ann"}]}`:                  "",
		`{"people": [{"age": 3, "name": "Ann", "planted": true}]}`: `unknown field "planted"`,
		`{"people": [{"name": "Ann"}]}`:                            ".people[0].age is added",
		`{"people": [{"age": 3, "name": "Ann", "email": ""}]}`:     ".people[0].email is dropped",
		`{"people": [{"Age": 3, "name": "Ann"}]}`:                  ".people[0].Age is dropped",
		`{"people": [{"age": 3e0, "name": "Ann"}]}`:                "cannot unmarshal number",
		`{"people": [{"age": 3, "name": "Ann"}]} {}`:               "something follows",
		`{"people": null}`:                                         "",
		`{}`:                                                       ".people is added",
	} {
		err := testkit.KeepsState([]byte(text), new(state))
		switch {
		case complaint == "" && err != nil:
			t.Errorf("%s: %v", text, err)
		case complaint != "" && (err == nil || !strings.Contains(err.Error(), complaint)):
			t.Errorf("%s: %v, want %q", text, err, complaint)
		}
	}
}

package partnership_test

import (
	"testing"

	"github.com/rapport-engine/rapport/partnership"
)

func TestAnAddressInAnOpenDomainIsNobodysOwn(t *testing.T) {
	t.Parallel()
	party := partnership.Party{People: []partnership.Person{{Email: "lars@north.example"}, {Email: "northmarketing@gmail.com"}}}
	for address, want := range map[string]bool{
		"anna@north.example": true, "Anna@North.Example": true, "anna@mail.north.example": false, "anna@south.example": false,
		"somebody@gmail.com": false, "anna": false, "": false,
	} {
		if got := party.Owns(address); got != want {
			t.Errorf("%q: %v, want %v", address, got, want)
		}
	}
}

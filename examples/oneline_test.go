package examples_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/rehearsal"
)

// TestAnswerInOneLine has the dispatcher answer the weekly check-in as he does
// in life: four figures, their names cut short, on one line.
func TestAnswerInOneLine(t *testing.T) {
	t.Parallel()
	const line = "OTIF 94,8; откл 4; руб/т 4085; рекл 66"
	spec := only(t, "smk-severtrans")
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		t.Fatal(err)
	}
	events, err := rehearsal.Run(spec, rehearsal.Options{
		Kinds: kinds.All(),
		Compose: func(partnership.Spec, procedure.Letter, []procedure.Letter, standing.Standing, time.Time) (rehearsal.Mail, error) {
			return rehearsal.Mail{}, nil
		},
		Understand: func(_ rehearsal.Reaction, reader partnership.Person, l procedure.Letter, _ rehearsal.Mail) procedure.Reply {
			u := understand.Text(line, understand.Context{Questions: l.Questions, Locale: reader.Language})
			return procedure.Reply{Answers: u.Answers, Problems: u.Problems}
		},
		Cast:  rehearsal.NewCast(nil),
		Until: cadence.In(cadence.Date{Year: 2026, Month: 1, Day: 14}, cadence.Clock{}, zone),
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range events {
		if e.Kind == "measure" {
			got = append(got, e.Text)
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"claim = 66", "otif = 94.8", "temperature = 4", "tonne = 4085"}, got); diff != "" {
		t.Errorf("understood of %q (-want +got):\n%s", line, diff)
	}
}

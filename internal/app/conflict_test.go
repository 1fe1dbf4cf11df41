//go:build !slim

package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	historypb "go.temporal.io/api/history/v1"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/testkit/privacy"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
)

const theConflict = "duo/conflict/1"

// planted are words that Lars and Tom write at every stage, and that only the two
// of them may read. What is written behind CONFLICT: nobody may.
var planted = map[string]string{
	conflict.QuestionHappened: "quinces", conflict.QuestionEffect: "lemonade", conflict.QuestionNeed: "marmalade", conflict.QuestionWish: "gherkins",
	conflict.QuestionRestated: "turnips", conflict.QuestionInterest: "radishes", conflict.QuestionOption: "parsnips", conflict.QuestionAnother: "rhubarb",
	conflict.QuestionCriteria: "cucumber", conflict.QuestionDo: "artichoke", conflict.QuestionSign: "broccoli", conflict.QuestionHabit: "celery",
}

// aConflict is duo with people whom it does not concern: Lars raises something with
// Tom, and they settle it at the first level; it holds three times.
func aConflict() proof {
	spec := duo()
	spec.CheckIns = nil
	spec.End = date("2091-12-31")
	member := func(id, party string, role partnership.Role) partnership.Person {
		p := member(id, party)
		p.Roles = []partnership.Role{role}
		return p
	}
	spec.Parties[0].People = append(spec.Parties[0].People, member("anna", "north", partnership.RoleMember))
	spec.Parties[1].People = append(spec.Parties[1].People, member("aoife", "south", partnership.RoleExecutive))
	words := func(person, after string) config.Persona {
		p := config.Persona{Person: person, After: span(after)}
		for _, question := range []string{
			conflict.QuestionHappened, conflict.QuestionEffect, conflict.QuestionNeed, conflict.QuestionWish, conflict.QuestionRestated, conflict.QuestionInterest,
			conflict.QuestionOption, conflict.QuestionAnother, conflict.QuestionCriteria, conflict.QuestionDo, conflict.QuestionSign, conflict.QuestionHabit,
		} {
			p.Answers = append(p.Answers, config.PersonaAnswer{Question: question, Values: []string{"On Monday it was about " + planted[question] + " for " + person}})
		}
		p.Answers = append(p.Answers, config.PersonaAnswer{Question: conflict.QuestionRule, Values: []string{"yes"}})
		return p
	}
	lars, tom := words("lars", "1h"), words("tom", "2h")
	lars.Replies = []config.PersonaReply{{Template: string(conflict.TemplateOptions), Texts: []string{"PROPOSAL: We share the cauliflower on Mondays."}}}
	lars.Writes = []config.PersonaWrite{{At: wall("2091-01-08", 10), Text: "CONFLICT: they took our pumpkins"}}
	p := proof{
		spec: spec, until: date("2091-05-15"), zone: time.UTC, repertoire: standardRepertoire(),
		script: config.Rehearsal{Personas: []config.Persona{lars, tom}},
	}
	return p
}

func wall(day string, hour int) cadence.WallTime {
	return cadence.WallTime{Day: date(day), Clock: cadence.Clock{Hour: hour}}
}

// TestAConflictOnTheServerIsWhatWasRehearsed settles one at the first level with
// three looks back. What is written is read by the two alone, whatever the stage; what both
// want the terms to say is there for whoever writes the spec, also when the rest is deleted.
func TestAConflictOnTheServerIsWhatWasRehearsed(t *testing.T) {
	t.Parallel()
	p := aConflict()
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	if got := s.ended(theConflict); got != procedure.OutcomeResolved {
		t.Fatalf("the conflict ended as %q", got)
	}
	own := s.history(theConflict)
	share := slices.DeleteFunc(s.history("duo"), func(e *historypb.HistoryEvent) bool {
		return e.GetEventTime().AsTime().Before(instant(t, "2091-01-08 10:00"))
	})
	t.Logf("a conflict settled at the first level, with three looks back, takes %d events\n%s", len(own)+len(share), table(own, share))
	if n := len(own) + len(share); n > 320 {
		t.Errorf("it takes %d events, want at most 320", n)
	}
	var words privacy.Plants
	for _, word := range planted {
		words = append(words, privacy.Word("lars", word, "tom"))
	}
	words = append(words, privacy.Word("lars", "cauliflower", "tom"), privacy.Word("nobody", "pumpkins"))
	for _, id := range s.timeline.Workflows() {
		words.Workflow(t, s.client, id)
	}
	words.Store(t, s.store.Path())
	words.Clean(t, "the log", s.log.Text())
	read := map[string]int{}
	for id, l := range s.letters {
		words.Mail(t, string(l.Template), l.Person, []byte(s.words[id].Text))
		for _, word := range planted {
			if strings.Contains(s.words[id].Text, word) {
				read[l.Person]++
			}
		}
	}
	if read["lars"] == 0 || read["tom"] == 0 {
		t.Errorf("the two read %v of each other's words", read)
	}
	if err := s.work.Postman.Forget(t.Context(), instant(t, "2091-12-31 00:00")); err != nil {
		t.Fatal(err)
	}
	var gone privacy.Plants
	for _, word := range planted {
		gone = append(gone, privacy.Word("lars", word, "tom"))
	}
	gone.Forgotten(t, s.store.Path())
	found, err := ReadAmendments(t.Context(), s.store, "duo")
	if err != nil || len(found.Decided) != 1 || found.Decided[0].What != "We share the cauliflower on Mondays." {
		t.Errorf("what both want the terms to say is %+v (%v)", found.Decided, err)
	}
	if err := s.store.Verify(t.Context(), "duo"); err != nil {
		t.Error(err)
	}
}

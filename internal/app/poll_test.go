//go:build !slim

package app

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/internal/testkit/poll"
	"github.com/rapport-engine/rapport/internal/testkit/privacy"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
)

// What the leads say under seal. Nobody else uses these words.
const (
	larsWants = "More quinces in the jam"
	tomWants  = "Меньше лимонада по четвергам"
	firstPoll = "duo/poll/monthly/2091-02-05"
)

// withPoll is duo for seven weeks, with a kind that the program does not know: a
// folder, and these two lines.
func withPoll() proof {
	spec := duo()
	spec.Start, spec.End = date("2091-01-02"), date("2091-02-20")
	spec.CheckIns[0].Ask = []string{"lars", "tom"}
	lena := member("lena", "south")
	lena.Roles = []partnership.Role{partnership.RoleMember}
	spec.Parties[1].People = append(spec.Parties[1].People, lena)
	spec.Parties[1].People[0].Language = "ru"
	answers := func(person, after, trust, change string) config.Persona {
		return config.Persona{Person: person, After: span(after), Answers: []config.PersonaAnswer{
			{Question: poll.QuestionTrust, Values: []string{trust}}, {Question: poll.QuestionChange, Values: []string{change}},
		}}
	}
	return proof{
		spec: spec, until: date("2091-03-01"), zone: time.UTC,
		script: config.Rehearsal{Personas: []config.Persona{
			answers("lars", "3h", "2", larsWants), answers("tom", "41h", "5", tomWants),
		}},
		repertoire: repertoire{
			kinds:   append(kinds.All(), poll.Kind()),
			phrases: []fs.FS{poll.Phrases()},
		},
	}
}

func TestANewKindCostsAFolderAndALine(t *testing.T) {
	t.Parallel()
	p := withPoll()
	got := p.rehearse(t)
	mail := func(to, template string) string {
		i := slices.IndexFunc(got.mails, func(m mailed) bool {
			return m.Workflow == firstPoll && strings.HasPrefix(m.To, to) && m.Template == template
		})
		if i < 0 {
			t.Errorf("no %s to %s", template, to)
			return ""
		}
		return strings.ReplaceAll(got.mails[i].Text, "\u00a0", " ")
	}
	for _, want := range []struct{ to, template, text string }{
		{"lars", "poll", "Your answers are sealed"},
		{"tom", "poll", "Раз в месяц мы спрашиваем руководителей «Duo»"},
		{"lars", "receipt", "1) How well do we work together? → 2"},
		{"lars", "receipt", "2) What would you change? → " + larsWants},
		{"tom", "receipt", "→ " + tomWants},
		{"lars", "poll-result", "How it is going, 8 Feb 2091\nOn average 3.5 of 5. 2 people were asked; 2 answers in words stay sealed.\n* 2 of 5: 1 time\n* 5 of 5: 1 time\n"},
		{"tom", "poll-result", "В среднем 3,5 из 5. Спросили 2 человек"},
		{"lena", "poll-result", "On average 3.5 of 5."},
	} {
		if text := mail(want.to, want.template); !strings.Contains(text, want.text) {
			t.Errorf("the %s to %s lacks %q:\n%s", want.template, want.to, want.text, text)
		}
	}
	for _, m := range got.mails {
		reader, _, _ := strings.Cut(m.To, "@")
		secrets.Mail(t, "the "+m.Template, reader, []byte(m.Text))
	}
	outcome := recorded{"2091-02-08 09:30", firstPoll, procedure.EntryOutcome, "Poll monthly: answered", "answered"}
	if !slices.Contains(got.record, outcome) {
		t.Errorf("the record lacks %v", outcome)
	}
}

func TestANewKindRunsOnTheServerAsInARehearsal(t *testing.T) {
	t.Parallel()
	p := withPoll()
	s := p.open(t)
	rehearsed, served := p.rehearse(t), p.play(t, s)
	rehearsed.expectAlike(t, served)
	if got := s.ended(firstPoll); got != procedure.OutcomeAnswered {
		t.Errorf("the poll ended as %q", got)
	}
	s.expectSealed(t)
	s.expectForgotten(t)
}

// secrets are the answers under seal: the words, and a mark beside its question.
var secrets = privacy.Plants{
	privacy.Word("lars", "quinces"), privacy.Word("tom", "лимонад"),
	{Said: regexp.MustCompile(`"question":"(trust|change)","value":\{"(number|text)"`)},
}

// open answers are in histories, and so is what sealed ones come to: the search
// finds what is there.
var (
	openAnswer = regexp.MustCompile(`"question":"mql","value":\{"number":"\d+"`)
	tallied    = regexp.MustCompile(`"question":"trust","n":2,"values":\[\{"value":"2","n":1\},\{"value":"5","n":1\}\]`)
	examined   = regexp.MustCompile(`"examined":\[\{"of":\[\{"ask":"[0-9a-f]+","question":"change","by":"lars"\},\{"ask":"[0-9a-f]+","question":"change","by":"tom"\}\]\}\]`)
)

// expectSealed looks for sealed answers wherever somebody else might read them.
func (s *stage) expectSealed(t *testing.T) {
	t.Helper()
	var found struct{ open, tallied, examined bool }
	for _, id := range s.timeline.Workflows() {
		for _, event := range secrets.Workflow(t, s.client, id) {
			raw, err := proto.Marshal(event) // payloads are in it as they are
			if err != nil {
				t.Fatal(err)
			}
			found.open = found.open || openAnswer.Match(raw)
			found.tallied = found.tallied || tallied.Match(raw)
			found.examined = found.examined || examined.Match(raw)
		}
	}
	if !found.open || !found.tallied || !found.examined {
		t.Errorf("found in the histories: %+v, want all", found)
	}
	secrets.Store(t, s.store.Path())
	secrets.Clean(t, "the log", s.log.Text())
	if len(s.log.Text()) == 0 {
		t.Error("nothing was logged")
	}
	for person, want := range map[string][]string{"lars": {"2", larsWants}, "tom": {"5", tomWants}} {
		ask := procedure.AskID(firstPoll, "", person)
		kept, err := s.store.Unseal(t.Context(), []string{ask})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range kept[ask].Answers {
			got = append(got, a.Value.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("of %s the store keeps %q, want %q", person, got, want)
		}
	}
	s.expectShown(t)
}

// expectShown looks for what each of the leads wrote in the letters that show it, and
// in nobody else's.
func (s *stage) expectShown(t *testing.T) {
	t.Helper()
	got := map[string][]string{}
	for id, l := range s.letters {
		secrets.Mail(t, "a mail", l.Person, []byte(s.words[id].Text))
		for _, w := range l.Writings {
			got[l.Person] = append(got[l.Person], w.Text)
		}
	}
	if diff := gocmp.Diff(map[string][]string{"lars": {larsWants}, "tom": {tomWants}}, got); diff != "" {
		t.Errorf("letters show (-want +got):\n%s", diff)
	}
}

// expectForgotten lets the time pass for which answers are kept.
func (s *stage) expectForgotten(t *testing.T) {
	t.Helper()
	if err := s.work.Postman.Forget(t.Context(), instant(t, "2091-02-08 09:30").Add(poll.Kept+time.Minute)); err != nil {
		t.Fatal(err)
	}
	secrets.Forgotten(t, s.store.Path())
	if err := s.store.Verify(t.Context(), s.spec.Slug); err != nil {
		t.Error(err)
	}
}

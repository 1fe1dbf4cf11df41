package app

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
	"github.com/rapport-engine/rapport/rehearsal"
)

// pots is a partnership whose two leads, one of whom reads Russian, are asked for
// a figure, their confidence and what is in the way.
const pots = `
partnership "pots" {
  title    = "Pots and leaves"
  purpose  = "Sell tea and pots together."
  start    = "2027-01-01"
  end      = "2027-12-31"
  timezone = "Europe/Oslo"
  agreement { signed_on = "2025-12-15" }

  party "pot" {
    name = "Pot AS"
    person "ann" {
      name  = "Ann Vik"
      email = "ann@pot.example"
      roles = ["lead", "executive", "signatory"]
    }
  }
  party "leaf" {
    name     = "Лист"
    language = "ru"
    timezone = "Asia/Almaty"
    person "bo" {
      name  = "Бо Дали"
      email = "bo@leaf.example"
      roles = ["lead", "executive", "signatory"]
    }
  }

  goal "sales" {
    statement     = "Sell 300 pots a quarter instead of 120 by December 2027"
    owner         = person.ann
    due           = "2027-12-31"
    beneficiaries = [party.leaf, party.pot]
    kpi "mql" {
      title     = "Leads"
      unit      = "leads"
      baseline  = 120
      target    = 300
      source    = "the till"
      reporters = [role.lead]
    }
  }

  check_in "fortnightly" {
    every  = "2 weeks"
    on     = "tuesday"
    at     = "10:00"
    ask    = [role.lead]
    about  = ["kpis", "confidence", "blockers"]
    window = "2bd"
  }
}
`

func potsSpec(t *testing.T) partnership.Spec {
	t.Helper()
	result := config.Load(fstest.MapFS{"rapport.hcl": {Data: []byte(pots)}}, config.Options{})
	if result.Diagnostics.HasErrors() {
		t.Fatal(result.Diagnostics)
	}
	return result.Specs[0]
}

// TestRepliesAreReadAsRealMail has people answer in their own words from their
// phones. What comes back is quoted, encoded and read as mail is.
func TestRepliesAreReadAsRealMail(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, person, text, want string }{
		{"line by line", "ann", "1: 130\n2: 7\n3: none", "mql=130 confidence=7 blockers=none"},
		{"as people write", "ann", "Hi,\n\nmql is about 1,300 now\nconfidence 6/10\n\nBest,\nAnn", "mql=1300 confidence=6"},
		{"characters that HTML has for itself", "ann", "1: 130\n3: Tea & pots <late>", "mql=130 blockers=Tea & pots <late>"},
		{"not known", "ann", "1: don't know yet\n2: 5", "mql=? confidence=5"},
		{"a command", "ann", "STATUS", "[STATUS]"},
		{"по-русски", "bo", "Добрый день!\n\n1) 4 150,5\n2) 8\n3) Ждём договор от юристов.\n\nС уважением,\nБо", "mql=4150.5 confidence=8 blockers=Ждём договор от юристов."},
		{"тысячи словом", "bo", "1: 1,2 тыс.\n2: не знаю", "mql=1200 confidence=?"},
		{"команда", "bo", "Помощь", "[HELP]"},
		{"слова без ответа", "bo", "Накладные ещё не пришли.", "(1 problem)"},
		{"обещание", "bo", "Спрошу на складе, напишу завтра.", "promised for 2027-01-06"},
		{"an absence", "ann", "I'm on leave through the 14th.", "away until 2027-01-14"},
		{"answers and a promise", "ann", "1: 130\n2: 7\nThe rest I'll send tomorrow.", "mql=130 confidence=7"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			spec := potsSpec(t)
			other := map[string]string{"ann": "bo", "bo": "ann"}[c.person]
			script := config.Rehearsal{Personas: []config.Persona{
				{Person: c.person, Replies: []config.PersonaReply{{Template: "check-in", Texts: []string{c.text}}}},
				{Person: other, Silent: true}, // two figures that differ are asked about
			}}
			if diff := gocmp.Diff(c.want, understood(t, spec, script, c.person)); diff != "" {
				t.Errorf("understood (-want +got):\n%s", diff)
			}
		})
	}
}

// understood plays the first round and tells what was read of a person's reply.
func understood(t *testing.T, spec partnership.Spec, script config.Rehearsal, person string) string {
	t.Helper()
	words, err := rehearsalComposer(nil)
	if err != nil {
		t.Fatal(err)
	}
	post := newRehearsalPost(spec, words, kinds.All())
	var told []string
	_, err = rehearsal.Run(spec, rehearsal.Options{
		Kinds: kinds.All(), Compose: post.compose, Receive: post.receive, Cast: Cast(script.Personas), Known: true,
		Until: cadence.In(cadence.Date{Year: 2027, Month: 1, Day: 6}, cadence.Clock{}, zoneOf(t, spec.Zone)),
		Understand: func(r rehearsal.Reaction, p partnership.Person, l procedure.Letter, m rehearsal.Mail) (procedure.Reply, rehearsal.Fate) {
			reply, fate := post.understand(r, p, l, m)
			if p.ID == person {
				told = append(told, tell(reply, fate)...)
			}
			return reply, fate
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(told, " ")
}

func tell(reply procedure.Reply, fate rehearsal.Fate) []string {
	var told []string
	for _, a := range reply.Answers {
		value := a.Value.String()
		if a.Value.Unknown {
			value = "?"
		}
		told = append(told, a.Question+"="+value)
	}
	for _, c := range reply.Commands {
		told = append(told, "["+string(c.Name)+"]")
	}
	if len(reply.Answers)+len(reply.Commands) == 0 && len(reply.Problems) > 0 {
		told = append(told, "(1 problem)")
	}
	switch reply.Class {
	case procedure.ReplyPromise:
		told = append(told, "promised for "+reply.Until)
	case procedure.ReplyAbsence:
		told = append(told, "away until "+reply.Until)
	default:
	}
	if fate.State != "" {
		told = append(told, fate.State)
	}
	return told
}

func zoneOf(t *testing.T, name string) *time.Location {
	t.Helper()
	zone, err := cadence.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// TestUnaskedMailGoesWhereTheServerPutsIt: to whoever asked, if it names what was
// asked, and to the partnership otherwise. What has no text is no mail.
func TestUnaskedMailGoesWhereTheServerPutsIt(t *testing.T) {
	t.Parallel()
	words, err := rehearsalComposer(nil)
	if err != nil {
		t.Fatal(err)
	}
	spec := potsSpec(t)
	person, _ := spec.Person("bo")
	ask := procedure.Letter{Ask: "the ask", Asking: procedure.Asking{Questions: []partnership.Question{{ID: "mql", KPI: "mql", Kind: partnership.KindNumber, Text: "Leads"}}}}
	other := ask
	other.Ask = "another"
	for _, c := range []struct {
		text string
		open []procedure.Letter
		want string
	}{
		{"STATUS", []procedure.Letter{ask}, "to us [STATUS]"},
		{"РАЗНОГЛАСИЕ: нас не предупредили.", []procedure.Letter{ask}, "to us [CONFLICT]"},
		{"Нас теперь 130.", []procedure.Letter{ask}, "to us"},
		{"130", []procedure.Letter{ask}, "to us"},
		{"1: 130", []procedure.Letter{ask}, "to the ask mql=130"},
		{"mql: 130", []procedure.Letter{ask}, "to the ask mql=130"},
		{"1: 130", []procedure.Letter{other, ask}, "to us"},
		{"1: 130", nil, "to us"},
		{"", nil, "quarantined"},
	} {
		reply, fate := newRehearsalPost(spec, words, kinds.All()).receive(rehearsal.Unasked{Slug: spec.Slug, Person: person, Text: c.text}, c.open)
		told := []string{"to " + reply.Ask}
		switch {
		case fate.State != "":
			told = nil
		case reply.Ask == lifecycle.UnaskedAsk(spec.Slug, "bo"):
			told = []string{"to us"}
		}
		if got := strings.Join(append(told, tell(reply, fate)...), " "); got != c.want {
			t.Errorf("%q: %s, want %s", c.text, got, c.want)
		}
	}
}

// TestPhoneMailIsWhatPeopleSend reads raw mail back: the new text stands apart
// from the quoted one, and the same answer is the same mail.
func TestPhoneMailIsWhatPeopleSend(t *testing.T) {
	t.Parallel()
	spec := potsSpec(t)
	words, err := rehearsalComposer(nil)
	if err != nil {
		t.Fatal(err)
	}
	at := cadence.In(cadence.Date{Year: 2027, Month: 1, Day: 5}, cadence.Clock{Hour: 10}, zoneOf(t, spec.Zone))
	letter := procedure.Letter{
		Template: checkin.TemplateAsk, Form: procedure.FormAsk, Opens: true, Key: "ask/bo", Slug: spec.Slug, Spec: spec.Digest(), Workflow: "pots/check-in/fortnightly/2027-01-05",
		Person: "bo", Ask: procedure.AskID("pots", "", "bo"), About: "fortnightly", At: at,
		Asking: procedure.Asking{
			Due:       at.AddDate(0, 0, 2),
			Questions: []partnership.Question{{ID: "mql", Kind: partnership.KindNumber, KPI: "mql", Text: "Leads"}},
		},
	}
	asked, err := words.Compose(spec, letter, nil, standing.Standing{}, at)
	if err != nil {
		t.Fatal(err)
	}
	person, _ := spec.Person("bo")
	raw, err := answerFromPhone(asked, person, at, "1: 130 <много>")
	if err != nil {
		t.Fatal(err)
	}
	again, err := answerFromPhone(asked, person, at, "1: 130 <много>")
	if err != nil || string(raw) != string(again) {
		t.Errorf("the same answer is another mail, %v", err)
	}
	m := understand.Read(raw)
	if m.Class != understand.ClassReply || strings.TrimSpace(m.HTMLNew) != "1: 130 <много>" {
		t.Errorf("class %s, typed %q", m.Class, m.HTMLNew)
	}
	if !strings.Contains(m.HTMLQuoted, "Leads") || len(m.InReplyTo) != 1 || "<"+m.InReplyTo[0]+">" != asked.MessageID {
		t.Errorf("answers %v and quotes %.80q", m.InReplyTo, m.HTMLQuoted)
	}
	if tokens := m.TokenCandidates(); len(tokens) == 0 || tokens[0] != asked.Token {
		t.Errorf("tokens %v, want %s", tokens, asked.Token)
	}
}

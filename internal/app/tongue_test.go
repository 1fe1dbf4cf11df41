package app

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/rehearsal"
)

// bilingual is the partnership of pots with a choice, and its texts in both languages.
func bilingual(t *testing.T) partnership.Spec {
	t.Helper()
	source := strings.NewReplacer(
		`title    = "Pots and leaves"`, `title = { en = "Pots and leaves", ru = "Горшки и листья" }`,
		`statement     = "Sell 300`, `statement = { ru = "Продать 300 чайников за квартал вместо 120 к декабрю 2027 года", en = "Sell 300`, `by December 2027"`, `by December 2027" }`,
		`title     = "Leads"`, `title = { en = "Leads", ru = "Заявки" }`, `unit      = "leads"`, `unit = { en = "leads", ru = "заявок" }`,
		`check_in "fortnightly" {`, `check_in "fortnightly" {
    title = { en = "Two weeks of tea", ru = "Две недели чая" }
    question "channel" {
      text    = { en = "How shall we talk?", ru = "Как будем общаться?" }
      kind    = "choice"
      choices = [{ en = "mail", ru = "почта" }, { en = "phone", ru = "телефон" }, { en = "over tea", ru = "за чаем" }]
    }`,
	).Replace(pots)
	result := config.Load(fstest.MapFS{"rapport.hcl": {Data: []byte(source)}}, config.Options{})
	if result.Diagnostics.HasErrors() {
		t.Fatal(result.Diagnostics)
	}
	return result.Specs[0]
}

// TestAChoiceCountsTheSameInWhateverLanguageItIsMade: Ann reads English and Bo Russian. What
// each chooses is kept in the partnership's words, however the mail comes, and each receipt
// says it in the reader's.
func TestAChoiceCountsTheSameInWhateverLanguageItIsMade(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, person, text, want string }{
		{"in English", "ann", "1: 130\n4: phone", "mql=130 channel=phone"},
		{"in Russian", "bo", "1: 130\n4: телефон", "mql=130 channel=phone"},
		{"in Russian, as people write", "bo", "Добрый день!\n\n1) 130 заявок\n4) лучше за чаем\n\nС уважением,\nБо", "mql=130 channel=over tea"},
		{"a Russian reader in English words", "bo", "1: 130\n4: phone", "mql=130 channel=phone"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			other := map[string]string{"ann": "bo", "bo": "ann"}[c.person]
			script := config.Rehearsal{Personas: []config.Persona{
				{Person: c.person, Replies: []config.PersonaReply{{Template: "check-in", Texts: []string{c.text}}}},
				{Person: other, Silent: true},
			}}
			if got := understood(t, bilingual(t), script, c.person); got != c.want {
				t.Errorf("understood %q, want %q", got, c.want)
			}
		})
	}
}

// TestBothReadersOfOneCheckInReadTheirOwnLanguage plays a round: nobody is asked or thanked in
// the words of the other, and diligent people choose among the words that they have read.
func TestBothReadersOfOneCheckInReadTheirOwnLanguage(t *testing.T) {
	t.Parallel()
	spec := bilingual(t)
	played, err := Rehearse([]partnership.Spec{spec}, config.Rehearsal{}, cadence.Date{Year: 2027, Month: 1, Day: 8})
	if err != nil {
		t.Fatal(err)
	}
	words := map[string][2]string{ // what each reads, and what the other does
		"ann@pot.example": {"Two weeks of tea|Pots and leaves|Leads|How shall we talk?|mail, phone, over tea", "Заявки|Две недели чая|почта|Как будем общаться"},
		"bo@leaf.example": {"Две недели чая|Горшки и листья|Заявки|Как будем общаться?|почта, телефон, за чаем", "Two weeks of tea|Pots and leaves|Leads|mail, phone"},
	}
	receipts := map[string]string{"ann@pot.example": "How shall we talk? → mail", "bo@leaf.example": "Как будем общаться? → почта"}
	asked, thanked := map[string]bool{}, map[string]bool{}
	for _, e := range played.Events {
		w, reader := words[e.To]
		if !reader || e.Kind != rehearsal.KindMail {
			continue
		}
		for _, foreign := range strings.Split(w[1], "|") {
			if strings.Contains(e.Subject+e.Text, foreign) {
				t.Errorf("%s to %s says %q:\n%s", e.Template, e.To, foreign, e.Text)
			}
		}
		if e.Template == "check-in" {
			asked[e.To] = true
			for _, own := range strings.Split(w[0], "|") {
				if !strings.Contains(e.Subject+e.Text, own) {
					t.Errorf("the check-in to %s does not say %q:\n%s", e.To, own, e.Text)
				}
			}
		}
		thanked[e.To] = thanked[e.To] || strings.Contains(e.Text, receipts[e.To])
	}
	for address := range words {
		if !asked[address] || !thanked[address] {
			t.Errorf("%s was asked: %t, and thanked for what they chose: %t", address, asked[address], thanked[address])
		}
	}
}

// TestWhoeverWritesFirstIsReadInTheirLanguage: a mail that names the question and chooses in
// Russian answers what is open.
func TestWhoeverWritesFirstIsReadInTheirLanguage(t *testing.T) {
	t.Parallel()
	asked := []partnership.Question{{ID: "channel", Kind: partnership.KindChoice, Text: "How shall we talk?", Choices: []string{"mail", "phone", "over tea"}}}
	read := func(questions []partnership.Question) understand.Understanding {
		return understand.Text("channel телефон", understand.Context{Questions: questions, Locale: "ru"})
	}
	u := inTongue(bilingual(t).Phrases, "ru", asked, read)
	if len(u.Answers) != 1 || *u.Answers[0].Value.Text != "phone" {
		t.Errorf("understood %+v", u.Answers)
	}
}

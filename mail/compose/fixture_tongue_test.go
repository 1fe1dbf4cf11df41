package compose

import (
	"strings"
	"testing"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
	"github.com/rapport-engine/rapport/partnership/procedure/commitments"
)

// bilingual is the fixture's partnership with every text in both languages. What is kept
// elsewhere, such as the questions of an ask, is in its own.
func bilingual(spec partnership.Spec, _ string) partnership.Spec {
	spec.Purpose = "More retailers for both."
	spec.CheckIns = []partnership.CheckIn{{ID: "fortnightly", Title: "Two weeks of leads"}}
	for own, russian := range map[string]string{
		"Fjordmail × Lumen co-marketing":             "Совместный маркетинг Fjordmail и Люмена",
		"More retailers for both.":                   "Больше магазинов для обеих сторон.",
		"Two weeks of leads":                         "Заявки за две недели",
		"Grow joint leads from 120 to 300 a quarter": "Увеличить число общих заявок со 120 до 300 в квартал",
		"Bring the cost of a lead below 60 EUR":      "Снизить цену заявки до 60 евро",
		"Marketing-qualified leads":                  "Квалифицированные заявки",
		"leads":                                      "заявок",
		"EUR":                                        "евро",
		"How sure are you?":                          "Насколько вы уверены?",
		"Is anything in the way?":                    "Что-нибудь мешает?",
		"Is the plan agreed?":                        "План согласован?",
		"Best channel?":                              "Какой канал лучше?",
		"mail":                                       "письма",
		"fair":                                       "выставка",
		"web":                                        "сайт",
		"When do we launch?":                         "Когда начинаем?",
		"Send the price list":                        "Прислать прайс-лист",
		"It is in the shared folder":                 "Он лежит в общей папке",
	} {
		spec.Phrases = append(spec.Phrases, partnership.Phrase{Language: "ru", Text: own, Says: russian})
	}
	spec.Phrases = partnership.SortPhrases(spec.Phrases)
	return spec
}

func tongueFixtures() []fixture {
	chosen := partnership.Answer{Question: "channel", Value: partnership.TextValue("fair"), Raw: "the second"}
	receipt := changed(procedure.FormReceipt, procedure.TemplateReceipt, func(l *procedure.Letter) {
		l.Understood = append(fixtureAnswers()[:2], chosen)
		l.Replaced = []partnership.Answer{{Question: "channel", Value: partnership.TextValue("mail")}}
		l.Open = []string{"agreed"}
	})
	return []fixture{
		{name: "tongue-check-in", spec: bilingual, letter: func(reader, _ string) procedure.Letter { return ask(reader) }},
		{name: "tongue-receipt", spec: bilingual, letter: receipt},
		{name: "tongue-summary", spec: bilingual, letter: func(reader, _ string) procedure.Letter {
			l := notice(checkin.TemplateSummary, reader)
			return l.With(checkin.Summary{
				Date:    "2026-12-08",
				Figures: []checkin.Figure{{KPI: "mql", Person: "lars", Value: partnership.NumberValue(num("210"))}},
				Texts:   []checkin.Words{{Question: "When do we launch?", Person: "lars", Text: "leads"}},
			})
		}},
	}
}

// TestAMailIsOneLanguage: nothing of a spec that has all its texts in both languages is said
// to a reader in the other one, and a name is no text.
func TestAMailIsOneLanguage(t *testing.T) {
	t.Parallel()
	c := composer(t)
	for _, f := range tongueFixtures() {
		for _, reader := range readers() {
			spec := f.of(reader[1])
			l, _ := f.letters(reader)
			m, err := c.Compose(spec, l, nil, f.stands(), sentAt)
			if err != nil {
				t.Fatal(err)
			}
			all := m.Subject + "\n" + m.Text + "\n" + m.HTML
			for _, p := range spec.Phrases {
				foreign, native := p.Text, p.Says
				if reader[0] == "en" {
					foreign, native = native, foreign
				}
				if len([]rune(foreign)) > 5 && strings.Contains(all, foreign) { // short ones are words of other things
					t.Errorf("%s to %s says %q, not %q", f.name, reader[1], foreign, native)
				}
			}
			if l.Form == procedure.FormReceipt {
				continue // it names none
			}
			if !strings.Contains(all, spec.In(reader[0]).CheckIns[0].Title) || strings.Contains(m.Text, "fortnightly\"") || strings.Contains(m.Text, "fortnightly»") {
				t.Errorf("%s to %s does not call the check-in by its title:\n%s", f.name, reader[1], m.Text)
			}
		}
	}
}

// TestPeoplesOwnWordsAreNotTranslated, even if a text of the spec reads the same; what the
// spec itself asks for is, and figures stay as they are.
func TestPeoplesOwnWordsAreNotTranslated(t *testing.T) {
	t.Parallel()
	spec := bilingual(fixtureSpec(), "")
	l := procedure.Letter{Slug: spec.Slug}.With(commitments.Content{Items: []commitments.Row{{
		ID: "leads", What: "Send the price list", Evidence: "It is in the shared folder", Said: procedure.Words{By: "lars", Text: "leads"}, Reason: "web",
	}}})
	said := string(tongue{spec, "ru"}.letter(l).Content)
	for _, want := range []string{`"id":"leads"`, `"what":"Прислать прайс-лист"`, `"evidence":"Он лежит в общей папке"`, `"text":"leads"`, `"reason":"web"`} {
		if !strings.Contains(said, want) {
			t.Errorf("content lacks %s: %s", want, said)
		}
	}
	if own := (tongue{spec, "en"}).letter(l); string(own.Content) != string(l.Content) {
		t.Errorf("in its own language it is another: %s", own.Content)
	}
}

// TestARoundWithoutATitleIsCalledByItsNameInWords.
func TestARoundWithoutATitleIsCalledByItsNameInWords(t *testing.T) {
	t.Parallel()
	spec := fixtureSpec()
	spec.CheckIns = []partnership.CheckIn{{ID: "every-two_weeks"}}
	l := ask("lars")
	l.About, l.Workflow = "every-two_weeks", "fjordmail-lumen/check-in/every-two_weeks/2026-12-08"
	m := compose(t, composer(t), spec, l)
	if !strings.Contains(m.Text, `"every two weeks"`) || strings.Contains(m.Text, "every-two_weeks") {
		t.Errorf("the mail says:\n%s", m.Text)
	}
}

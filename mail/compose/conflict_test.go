package compose

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
	"github.com/rapport-engine/rapport/partnership/wording"
)

func everyConflictMail(t *testing.T, check func(t *testing.T, f fixture, l procedure.Letter, m Message)) {
	t.Helper()
	c := composer(t)
	for _, reader := range readers() {
		for _, f := range conflictFixtures() {
			t.Run(reader[0]+"/"+f.name, func(t *testing.T) {
				t.Parallel()
				l, _ := f.letters(reader)
				check(t, f, l, compose(t, c, f.of(reader[1]), l))
			})
		}
	}
}

// People read subjects on locked screens, and others look over their shoulders.
func TestNothingOfAConflictShowsOutside(t *testing.T) {
	t.Parallel()
	telling := regexp.MustCompile(`(?i)conflict|dispute|disagree|complain|конфликт|разноглас|спор\b|жалоб`)
	everyConflictMail(t, func(t *testing.T, _ fixture, _ procedure.Letter, m Message) {
		if telling.MatchString(m.Subject) {
			t.Errorf("the subject tells: %q", m.Subject)
		}
		if !strings.HasPrefix(m.FromName, "Rapport") || !strings.HasSuffix(m.FromName, "Fjordmail × Lumen co-marketing") {
			t.Errorf("it comes from %q", m.FromName)
		}
		for _, command := range []string{"CONFLICT:", "РАЗНОГЛАСИЕ:"} {
			m.Text = strings.ReplaceAll(m.Text, command, "")
		}
		if found := telling.FindString(m.Text); found != "" {
			t.Errorf("the mail says %q:\n%s", found, m.Text)
		}
	})
}

// A mediator does not shout, and says in every mail what it is written for.
func TestConflictMailsAreCalm(t *testing.T) {
	t.Parallel()
	foot := map[string]string{"en": "without prejudice", "ru": "ни от каких прав не отказывается"}
	everyConflictMail(t, func(t *testing.T, _ fixture, _ procedure.Letter, m Message) {
		for l := range strings.Lines(m.Text) {
			if strings.Contains(l, "!") && !strings.Contains(l, "Здравствуйте") {
				t.Errorf("it calls out: %q", l)
			}
		}
		if !strings.Contains(m.Text, foot[m.Locale]) {
			t.Errorf("it does not say what it is written for:\n%s", m.Text)
		}
	})
}

// Who reads what is written is said by name.
func TestConflictAsksNameTheirReaders(t *testing.T) {
	t.Parallel()
	everyConflictMail(t, func(t *testing.T, _ fixture, l procedure.Letter, m Message) {
		for _, all := range []string{"Everybody", "Your answers are sealed", "все участники", "Ваши ответы закрыты"} {
			if strings.Contains(m.Text, all) {
				t.Errorf("it says %q", all)
			}
		}
		if l.Form != procedure.FormAsk || l.Template == conflict.TemplateEntry {
			return
		}
		c, err := readConflict(l.Content)
		if err != nil {
			t.Fatal(err)
		}
		other, _ := disputing(fixtureSpec(), l.Person, true).Person(c.Facing)
		if !strings.Contains(m.Text, other.Name) {
			t.Errorf("%s is not named:\n%s", other.Name, m.Text)
		}
	})
}

// What the raiser is shown is, line by line, what the other side gets.
func TestTheMailThatIsShownIsTheMailThatGoes(t *testing.T) {
	t.Parallel()
	for _, reader := range readers() {
		s := sidesOf(reader[1])
		spec := disputing(fixtureSpec(), reader[1], false)
		entry := ofDispute(procedure.FormAsk, conflict.TemplateEntry, s.me, func(_ *procedure.Letter, c *conflict.Content, s sides, _ string) {
			c.Stage, c.Ends, c.Knows, c.First = conflict.Raised, time.Time{}, []string{s.me}, true
		})
		opened := ofDispute(procedure.FormAsk, conflict.TemplateOpened, s.me, func(l *procedure.Letter, c *conflict.Content, s sides, language string) {
			q := wording.In(language).Conflict
			l.Person, l.Questions = s.other, []partnership.Question{{
				ID: conflict.QuestionBegin, Kind: partnership.KindChoice, Text: q.Begin, Choices: []string{q.Write, q.ReadFirst}, Plain: true,
			}}
			c.Mine, c.Speaker, c.Facing, c.Ends, c.Knows, c.First = false, s.other, s.me, time.Time{}, []string{s.me}, true
		})
		_, want, _ := strings.Cut(compose(t, composer(t), spec, opened).Text, "\n\n")
		var shown []string
		for l := range strings.Lines(compose(t, composer(t), spec, entry).Text) {
			if rest, ok := strings.CutPrefix(l, "|"); ok {
				shown = append(shown, strings.TrimSpace(rest))
			}
		}
		var sent []string
		for l := range strings.Lines(want) {
			sent = append(sent, strings.TrimSpace(l))
		}
		sent = sent[:len(sent)-1] // the reference is that of the mail that goes
		if diff := cmp.Diff(sent, shown); diff != "" || len(shown) == 0 {
			t.Errorf("%s (-sent +shown):\n%s", reader[0], diff)
		}
	}
}

// Words that are deleted after their time are said to be, and not shown as if
// somebody had written nothing.
func TestWordsThatAreGoneAreSaidToBe(t *testing.T) {
	t.Parallel()
	for _, reader := range readers() {
		l := ofDispute(procedure.FormNotice, conflict.TemplateNews, reader[1], func(l *procedure.Letter, c *conflict.Content, s sides, _ string) {
			c.News = "slipped"
			l.Writings = []procedure.Writing{{Ask: s.other, By: s.other, Part: conflict.QuestionSlipped}}
		})
		m := compose(t, composer(t), disputing(fixtureSpec(), reader[1], false), l)
		gone := map[string]string{"en": "These words are no longer kept.", "ru": "Эти слова больше не хранятся."}[m.Locale]
		if !strings.Contains(m.Text, gone) {
			t.Errorf("%q is not said:\n%s", gone, m.Text)
		}
	}
}

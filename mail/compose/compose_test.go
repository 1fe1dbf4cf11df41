package compose

import (
	"errors"
	"net/mail"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/checkin"
)

func compose(t *testing.T, c *Composer, spec partnership.Spec, l procedure.Letter, also ...procedure.Letter) Message {
	t.Helper()
	m, err := c.Compose(spec, l, also, fixtureStanding(), sentAt)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func everyMail(t *testing.T, check func(t *testing.T, m Message)) {
	t.Helper()
	c := composer(t)
	for _, reader := range readers() {
		for _, f := range fixtures() {
			t.Run(reader[0]+"/"+f.name, func(t *testing.T) {
				t.Parallel()
				l, also := f.letters(reader)
				check(t, compose(t, c, f.of(reader[1]), l, also...))
			})
		}
	}
}

func TestEveryMailKeepsItsPromises(t *testing.T) {
	t.Parallel()
	id := regexp.MustCompile(`^<[a-z2-7.]+@[a-z.]+>$`)
	everyMail(t, func(t *testing.T, m Message) {
		if !id.MatchString(m.MessageID) || len(m.MessageID) >= 60 {
			t.Errorf("Message-ID %q is not a short one in ASCII", m.MessageID)
		}
		if len(m.References) == 0 || m.References[0] != "<wf."+m.Token+"@ops.example>" {
			t.Errorf("References %q do not begin with the root of the thread", m.References)
		}
		lines := strings.Split(strings.TrimSpace(m.Text), "\n")
		if !strings.HasSuffix(lines[len(lines)-1], " "+m.Token) || strings.Contains(lines[0], m.Token) {
			t.Errorf("the last line %q does not end with the token, or the first does", lines[len(lines)-1])
		}
		if got := token.Find(m.Text); !cmp.Equal(got, []string{m.Token}) {
			t.Errorf("tokens in the text: %q, want %q", got, m.Token)
		}
		if local, _, _ := strings.Cut(m.ReplyTo, "@"); len(local) > 40 {
			t.Errorf("local part of %q has more than 40 characters", m.ReplyTo)
		}
		for _, part := range []string{m.Subject, m.Text, m.HTML} {
			for _, bad := range []string{"<no value>", "{{", "%!", "ZgotmplZ", "\r"} {
				if strings.Contains(part, bad) {
					t.Errorf("%q stands in:\n%s", bad, part)
				}
			}
		}
		if strings.ContainsAny(m.Subject, "\r\n") || m.Subject == "" {
			t.Errorf("subject %q", m.Subject)
		}
		if len(m.HTML) > maxHTML {
			t.Errorf("HTML has %d bytes", len(m.HTML))
		}
		if !strings.Contains(m.HTML, `lang="`+m.Locale+`"`) {
			t.Error("the HTML does not say its language")
		}
		own := m.HTML
		for _, p := range m.Pictures {
			if strings.Count(own, `<img src="cid:`+p.ID+`" alt="`) != 1 || len(p.PNG) == 0 {
				t.Errorf("the picture %s does not stand in the HTML once, with a name for who does not see it", p.ID)
			}
			own = strings.ReplaceAll(own, `<img src="cid:`+p.ID+`"`, "")
		}
		if loads.MatchString(own) { // an address that somebody can read loads nothing
			t.Error("the HTML loads something from elsewhere")
		}
	})
}

// loads finds what a mail program would fetch.
var loads = regexp.MustCompile(`(?i)<img|(?:src|href)\s*=\s*["']?http|url\(`)

// Text and HTML must say the same, because replies quote either.
func TestHTMLSaysWhatTextSays(t *testing.T) {
	t.Parallel()
	everyMail(t, func(t *testing.T, m Message) {
		shown := strings.Join(strings.Fields(textOf(t, m.HTML)), " ")
		for l := range strings.Lines(m.Text) {
			if drawn(l) { // HTML has a table in its place
				for _, word := range strings.Fields(strings.NewReplacer("|", " ", "*", " ", "+", " ", "-", " ").Replace(l)) {
					if !strings.Contains(shown, word) {
						t.Errorf("the HTML lacks %q of a picture", word)
					}
				}
				continue
			}
			if strings.HasPrefix(l, "   ") { // where there are buttons nobody has to know what to type
				continue
			}
			l = strings.Join(strings.Fields(strings.TrimLeft(l, " *-|")), " ")
			l, _, _ = strings.Cut(l, " (last time ") // a button says so
			l, _, _ = strings.Cut(l, " (в прошлый раз ")
			l, _, _ = strings.Cut(l, ", lars@") // HTML has the address behind the name
			l, _, _ = strings.Cut(l, ", anna@")
			if name, _, ok := strings.Cut(l, " ("); ok && (strings.HasPrefix(l, "Whom") || strings.HasPrefix(l, "Кому")) {
				l = name
			}
			if !strings.Contains(shown, l) {
				t.Errorf("the HTML lacks %q", l)
			}
		}
	})
}

// drawn reports whether a line of a mail is one of a picture that is made of letters.
func drawn(line string) bool {
	line = strings.TrimRight(line, "\n")
	return strings.HasPrefix(line, "+-") && strings.HasSuffix(line, "-+") || strings.HasPrefix(line, "| ") && strings.HasSuffix(line, " |")
}

func textOf(t *testing.T, page string) string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Data == "br" || n.Data == "div" {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func TestSameLetterSameMail(t *testing.T) {
	t.Parallel()
	l := ask("lars")
	want := compose(t, composer(t), fixtureSpec(), l)
	shared := composer(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			got, err := shared.Compose(fixtureSpec(), l, nil, fixtureStanding(), sentAt)
			if err != nil || !cmp.Equal(want, got) {
				t.Errorf("error %v, difference:\n%s", err, cmp.Diff(want, got))
			}
		})
	}
	wg.Wait()
}

// TestAPlainMailIsTheSameWithoutItsPage is what a rehearsal relies on.
func TestAPlainMailIsTheSameWithoutItsPage(t *testing.T) {
	t.Parallel()
	c := composer(t)
	for _, f := range fixtures()[:8] {
		l, also := f.letters(readers()[0])
		whole, plain := compose(t, c, f.of(readers()[0][1]), l, also...), compose(t, c.Plain(), f.of(readers()[0][1]), l, also...)
		if whole.HTML == "" || plain.HTML != "" {
			t.Errorf("%s: the page has %d bytes, and the plain mail one of %d", f.name, len(whole.HTML), len(plain.HTML))
		}
		whole.HTML = ""
		if diff := cmp.Diff(whole, plain); diff != "" {
			t.Errorf("%s (-whole +plain):\n%s", f.name, diff)
		}
	}
}

func TestMessageIDs(t *testing.T) {
	t.Parallel()
	c := composer(t)
	first := ask("lars")
	otherKey, otherWorkflow := first, first
	otherKey.Key, otherWorkflow.Workflow = "remind-1/lars", "fjordmail-lumen/check-in/weekly/2026-12-08"
	elsewhere, err := New(func() Settings { s := settings(t); s.Instance = "test-2"; return s }())
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for _, m := range []Message{
		compose(t, c, fixtureSpec(), first), compose(t, c, fixtureSpec(), otherKey),
		compose(t, c, fixtureSpec(), otherWorkflow), compose(t, elsewhere, fixtureSpec(), first),
	} {
		ids[m.MessageID] = true
	}
	if len(ids) != 4 {
		t.Errorf("four different letters got the IDs %v", ids)
	}
}

func TestThread(t *testing.T) {
	t.Parallel()
	c := composer(t)
	first := compose(t, c, fixtureSpec(), ask("lars"))
	for form, template := range map[procedure.Form]procedure.Template{
		procedure.FormReminder: checkin.TemplateAsk, procedure.FormReceipt: procedure.TemplateReceipt,
		procedure.FormStatus: procedure.TemplateStatus, procedure.FormHelp: procedure.TemplateHelp,
	} {
		m := compose(t, c, fixtureSpec(), letter(form, template, "lars"))
		if m.References[0] != first.References[0] {
			t.Errorf("the %s refers to %q, the ask to %q", form, m.References, first.References)
		}
		want := "Re: " + first.Subject
		if form == procedure.FormReminder {
			want = "Reminder: " + first.Subject
		}
		if m.Subject != want {
			t.Errorf("the %s has the subject %q, the ask %q", form, m.Subject, first.Subject)
		}
		if m.InReplyTo != first.References[0] {
			t.Errorf("the %s answers %q, want the root of the thread", form, m.InReplyTo)
		}
	}
	if first.InReplyTo != "" {
		t.Errorf("the first mail answers %q", first.InReplyTo)
	}
}

func TestForeignMessageIDs(t *testing.T) {
	t.Parallel()
	root := compose(t, composer(t), fixtureSpec(), letter(procedure.FormReceipt, procedure.TemplateReceipt, "lars")).References[0]
	for name, c := range map[string]struct{ id, want string }{
		"bracketed":     {"<a.b@c.example>", "<a.b@c.example>"},
		"bare":          {"a.b@c.example", "<a.b@c.example>"},
		"header inside": {"<a@b>\r\nBcc: all@example.com", root},
		"with blanks":   {"<a b@c.example>", root},
		"endless":       {"<" + strings.Repeat("a", 300) + "@c.example>", root},
		"not ASCII":     {"<письмо@c.example>", root},
		"two of them":   {"<a@b> <c@d>", root},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := letter(procedure.FormReceipt, procedure.TemplateReceipt, "lars")
			l.InReplyTo = c.id
			if m := compose(t, composer(t), fixtureSpec(), l); m.InReplyTo != c.want {
				t.Errorf("In-Reply-To %q, want %q", m.InReplyTo, c.want)
			}
		})
	}
}

func TestHostileNamesAreEscaped(t *testing.T) {
	t.Parallel()
	const evil = `<script>alert("x")</script>` + "\u202e"
	spec := termed(fixtureSpec(), "lars")
	spec.Title, spec.Parties[0].Name, spec.Parties[1].People[0].Name = evil+"\r\nBcc: all@example.com", evil, evil
	st := fixtureStanding()
	st.Goals[0].Statement = evil
	hostile := func(l procedure.Letter) procedure.Letter {
		l.Problems, l.Reason, l.By, l.About = []string{evil}, evil, "admin", evil
		if len(l.Questions) > 3 {
			l.Open, l.Questions[3].Text = []string{"blockers"}, evil
		}
		if l.Form != procedure.FormNotice {
			l.Understood = []partnership.Answer{{Question: "mql", Value: partnership.TextValue(evil)}}
			l.Replaced, l.Kept = l.Understood, []string{"mql"}
		}
		return l
	}
	told := notice(checkin.TemplateSummary, "lars").With(checkin.Summary{
		Date: "2026-12-08", Blockers: []checkin.Words{{Person: "anna", Text: evil}},
		Texts: []checkin.Words{{Person: "lars", Question: evil, Text: evil}}, Figures: []checkin.Figure{{KPI: evil, Person: evil}},
	})
	c := composer(t)
	for _, f := range fixtures() {
		l, _ := f.letters([3]string{"en", "lars", "sofie"})
		m, err := c.Compose(spec, hostile(l), []procedure.Letter{told}, st, sentAt)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(m.HTML, "<script") || strings.Contains(m.HTML+m.Text+m.Subject, "\u202e") {
			t.Errorf("%s lets a name through as it is:\n%s", f.name, m.HTML)
		}
		if strings.ContainsAny(m.Subject, "\r\n") {
			t.Errorf("%s has the subject %q", f.name, m.Subject)
		}
	}
}

func TestLettersThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*partnership.Spec, *procedure.Letter){
		"name with a header":    func(s *partnership.Spec, _ *procedure.Letter) { s.Parties[0].People[0].Name = "L\r\nBcc: a@b" },
		"address with a header": func(s *partnership.Spec, _ *procedure.Letter) { s.Parties[0].People[0].Email = "a@b\r\nBcc: c@d" },
		"two addresses":         func(s *partnership.Spec, _ *procedure.Letter) { s.Parties[0].People[0].Email = "a@b, c@d" },
		"no address":            func(s *partnership.Spec, _ *procedure.Letter) { s.Parties[0].People[0].Email = "" },
		"unknown zone":          func(s *partnership.Spec, _ *procedure.Letter) { s.Parties[0].People[0].Zone = "Mars/Olympus" },
		"unknown person":        func(_ *partnership.Spec, l *procedure.Letter) { l.Person = "nobody" },
		"unknown form":          func(_ *partnership.Spec, l *procedure.Letter) { l.Form = "poem" },
		"unknown template":      func(_ *partnership.Spec, l *procedure.Letter) { l.Template = "invoice" },
		"unknown notice": func(_ *partnership.Spec, l *procedure.Letter) {
			l.Template, l.Form = "invoice", procedure.FormNotice
		},
		"notice with no content": func(_ *partnership.Spec, l *procedure.Letter) {
			l.Template, l.Form = checkin.TemplateSummary, procedure.FormNotice
		},
		"malformed ask": func(_ *partnership.Spec, l *procedure.Letter) { l.Ask = "x" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			spec, l := fixtureSpec(), ask("lars")
			change(&spec, &l)
			m, err := composer(t).Compose(spec, l, nil, fixtureStanding(), sentAt)
			if err == nil {
				t.Fatalf("accepted: %+v", m)
			}
			if !cmp.Equal(m, Message{}) {
				t.Error("an error comes with half a mail")
			}
			if strings.Contains(err.Error(), "@") {
				t.Errorf("the error %q holds an address", err)
			}
		})
	}
}

func TestSettingsThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Settings){
		"no instance":        func(s *Settings) { s.Instance = "" },
		"instance of two":    func(s *Settings) { s.Instance = "a b" },
		"name with a header": func(s *Settings) { s.From.Name = "R\nBcc: a@b" },
		"no address":         func(s *Settings) { s.From = mail.Address{Name: "R"} },
		"unknown addressing": func(s *Settings) { s.Addressing = "minus" },
		"strange domain":     func(s *Settings) { s.Domain = "ops.example>" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := settings(t)
			change(&s)
			if _, err := New(s); err == nil {
				t.Error("accepted")
			}
		})
	}
}

func TestNoKeyNoMail(t *testing.T) {
	t.Parallel()
	s := settings(t)
	s.Keys = token.Keys{}
	c, err := New(s)
	if err == nil {
		_, err = c.Compose(fixtureSpec(), ask("lars"), nil, fixtureStanding(), sentAt)
	}
	if err == nil {
		t.Error("a mail without a signed token was written")
	}
	if errors.Unwrap(err) == nil {
		t.Errorf("the error %v has no cause", err)
	}
}

func TestLongDomainsAreShortened(t *testing.T) {
	t.Parallel()
	for domain, want := range map[string]string{
		"ops.example": "ops.example",
		"partnerships.operations.some-company.example": "operations.some-company.example",
		strings.Repeat("a", 63):                        "rapport",
		"":                                             "ops.example",
	} {
		s := settings(t)
		s.Domain = domain
		if got := idDomain(s); got != want {
			t.Errorf("idDomain(%q) = %q, want %q", domain, got, want)
		}
	}
}

func TestHugeAsksLoseTheirTapsFirst(t *testing.T) {
	t.Parallel()
	l := ask("anna")
	l.Questions = nil
	for range 60 {
		l.Questions = append(l.Questions, partnership.Question{ID: "q", Kind: partnership.KindConfidence, Text: strings.Repeat("Уверены? ", 10)})
	}
	m := compose(t, composer(t), fixtureSpec(), l)
	if len(m.HTML) > maxHTML {
		t.Errorf("HTML has %d bytes", len(m.HTML))
	}
	if !strings.Contains(m.HTML, "60) ") || !strings.Contains(m.Text, "60) ") {
		t.Error("a question is missing")
	}
}

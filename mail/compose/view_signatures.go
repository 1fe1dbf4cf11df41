package compose

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/rapport-engine/rapport/charter"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/agreement"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
)

// several counts the partnerships that stand together in a mail; 0 where it is one.
func several(l procedure.Letter) int {
	slugs := map[string]bool{}
	for _, part := range l.Parts {
		slugs[part.Slug] = true
	}
	if len(slugs) < 2 {
		return 0
	}
	return len(slugs)
}

// together says of each letter that stands in this one what it has to say.
func (w letterWriter) together(v *view, m *Message) error {
	if v.Several = several(w.letter); v.Several > 0 {
		v.Leads = nil
		v.Unaddressed = w.letter.Wording() == lifecycle.TemplateReport && lengthOf(len(w.letter.Parts)) == briefest
	}
	if w.letter.Wording() == procedure.TemplateSignatures {
		v.Content = signaturesView{Last: len(w.letter.Parts), Other: max(len(w.letter.Parts)/2, 1)}
	}
	switch w.letter.Template {
	case procedure.TemplateSignatures:
		return w.signatures(v, m)
	case procedure.TemplateWelcomes:
		return w.welcomes(v)
	default:
		return w.parts(v)
	}
}

// of writes a letter that stands in this one behind some others, by its own partnership's
// spec.
func (w letterWriter) of(part procedure.Letter, before int) (letterWriter, error) {
	one := w
	if part.Slug != w.letter.Slug {
		if w.specs == nil {
			return one, fmt.Errorf("nobody knows the spec of %s", part.Slug)
		}
		spec, err := w.specs(part.Spec)
		if err != nil {
			return one, err
		}
		spec = part.Addressed(spec)
		person, known := spec.Person(part.Person)
		if !known {
			return one, fmt.Errorf("the spec of %s has no such person", spec.Slug)
		}
		one.tongue = tongue{spec, w.tongue.language}
		one.spec, one.person, one.address = spec.In(w.tongue.language), person, w.addressOf(spec.Slug)
		part = one.tongue.letter(part)
	}
	if st, known := w.standing.Elsewhere[part.Slug]; known || part.Slug != w.letter.Slug {
		one.standing = one.tongue.standing(st)
	}
	one.letter, one.before, one.also = part, before, nil
	return one, nil
}

// addressed adds the news of one of several partnerships, and where to write to it.
func (w letterWriter) addressed(v *view, n noticeView) error {
	where, err := w.catalog.line("news.address", view{Address: w.address})
	if err != nil {
		return err
	}
	last := &n
	if len(n.Sections) > 0 {
		last = &n.Sections[len(n.Sections)-1]
	}
	switch {
	case w.letter.Wording() != lifecycle.TemplateReport:
		last.Lines = append(last.Lines, where)
	case w.length != briefest: // it is long, and may end with a picture
		n.Paragraph = strings.TrimSpace(n.Paragraph + " " + where)
	}
	v.Parts = append(v.Parts, n)
	return nil
}

// signaturesView fills the phrases of the one mail about signatures in several
// partnerships. Told is the template of what it tells of each, empty where it asks; Last and
// Other are numbers of the mail, for examples; File is the name of the file beside it.
type signaturesView struct {
	Told        procedure.Template
	Last, Other int
	File        string
}

// boundView fills the lines about one of them.
type boundView struct {
	agreementView
	Title, Parties, From, To string
}

// signatures says of each partnership what is to be signed, or what became of it, and puts
// the whole texts into a file: together they would be longer than mail programs show.
func (w letterWriter) signatures(v *view, m *Message) error {
	content, _ := v.Content.(signaturesView)
	if w.letter.Form == procedure.FormNotice {
		content.Told = w.letter.Parts[0].Template
	}
	var err error
	if content.File, err = w.catalog.line("signatures.file", *v); err != nil {
		return err
	}
	var texts []string
	for i, part := range w.letter.Parts {
		one, err := w.of(part, i)
		if err != nil {
			return err
		}
		one.enclosed = true
		n, err := one.bound()
		if err != nil {
			return err
		}
		v.Sections = append(v.Sections, n)
		text, err := one.file(i + 1)
		if err != nil {
			return err
		}
		texts = append(texts, text)
	}
	if w.letter.Form == procedure.FormNotice {
		v.Parts, v.Sections = v.Sections, nil
	}
	v.Content = content
	m.Files = append(m.Files, File{Name: content.File, Text: strings.Join(texts, "\n\n")})
	return nil
}

// bound says of one partnership what is to be signed in it, or what became of that.
func (w letterWriter) bound() (noticeView, error) {
	v, err := w.view(Message{})
	if err != nil {
		return noticeView{}, err
	}
	head := line(w.before+1, v.Title)
	if w.letter.Form == procedure.FormNotice {
		n, err := w.notice(w.letter)
		n.Headline, n.Sections = head, nil
		return n, err
	}
	told, err := w.tell(&v, w.letter)
	if err != nil {
		return noticeView{}, err
	}
	about, ok := v.Content.(agreementView)
	if !ok {
		return noticeView{}, fmt.Errorf("%s is about no terms", w.letter.Template)
	}
	loc := w.catalog.locale
	text, err := w.catalog.line("signatures.one", boundView{about, v.Title, v.Parties, loc.Date(w.spec.Start), loc.Date(w.spec.End)})
	return noticeView{Headline: head, Paragraph: text, Lines: told.Lines}, err
}

// file is the text that a letter about terms is about, under its number in the mail.
func (w letterWriter) file(number int) (string, error) {
	var c agreement.Content
	if err := json.Unmarshal(w.letter.Content, &c); err != nil {
		return "", err
	}
	rule := strings.Repeat("=", fileWidth)
	head := fmt.Sprintf("%s\n%s\n%s\n\n", rule, line(number, oneLine(w.spec.Title)), rule)
	if c.Amends == "" {
		d, err := charter.In(charter.Charter{Spec: w.tongue.spec}, w.catalog.locale.Code)
		return head + d.Text(fileWidth), err
	}
	lines, err := w.changes(c.Amends)
	if err != nil {
		return "", err
	}
	v, err := w.view(Message{})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(head)
	for _, l := range lines {
		text, err := w.catalog.line(w.catalog.named(l.phrase, v), l.values)
		if err != nil {
			return "", err
		}
		if strings.HasPrefix(l.phrase, sectionPhrase) {
			text = "\n" + text + "\n"
		} else {
			text = "- " + text
		}
		b.WriteString(text + "\n")
	}
	return b.String(), nil
}

// fileWidth is how wide an attached text is, in characters.
const fileWidth = 78

package compose

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/procedure/conflict"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/procedure/lifecycle"
	"github.com/rapport-engine/rapport/partnership/procedure/standing"
)

// maxHTML is the size from which the ready-made answers are left out: Gmail
// hides what comes after 102 KB.
const maxHTML = 100_000

// letterWriter writes one letter in one language.
type letterWriter struct {
	catalog  catalog
	spec     partnership.Spec // in the mail's language, see tongue
	tongue   tongue
	letter   procedure.Letter
	also     []procedure.Letter
	standing standing.Standing
	person   partnership.Person
	at       time.Time
	// goalsShown says that the mail shows the goals anyway, so that no notice
	// has to.
	goalsShown bool
	// address is where people write to the partnership first, and addressOf where they do
	// to another one.
	address   string
	addressOf func(slug string) string
	// before counts the lines of the asks that stand before this one in the mail.
	before int
	// single says that the reply address carries no token, so that answers to
	// ready-made links have to.
	single bool
	// plain says that nobody looks at the HTML part.
	plain bool
	// specs finds the spec that another one changes, and those of other partnerships.
	specs specFinder
	// pictures are those of the mail so far, pictureID is what their IDs end in, and drawing
	// draws them.
	pictures  *[]Picture
	pictureID string
	drawing   func(Chart) ([]byte, error)
	// length is how much a report says, which depends on how many stand in the mail.
	length length
	// uid names a meeting in calendars, by its workflow ID.
	uid func(workflow string) (string, error)
	// from is the address that mails come from.
	from string
	// among says that the letter stands in one mail with those of other partnerships, which
	// says once what holds for all of them.
	among bool
	// enclosed says that the terms that the letter is about are in a file beside the mail.
	enclosed bool
}

// tells reports whether the letter has something of its template's own; the phrases of a
// round of ideas look at it in every letter.
func (w letterWriter) tells() bool {
	return len(w.letter.Content) > 0 || ofIdeas(w.letter.Wording()) || ofMeeting(w.letter.Wording())
}

// write fills in subject, text and HTML.
func (w letterWriter) write(m *Message) error {
	w.letter.Questions = w.worded(w.letter.Questions)
	v, err := w.view(*m)
	if err != nil {
		return err
	}
	if w.tells() {
		if err := w.content(&v); err != nil {
			return fmt.Errorf("read content: %w", err)
		}
	}
	if len(w.letter.Parts) > 0 {
		if err := w.together(&v, m); err != nil {
			return fmt.Errorf("read what stands together: %w", err)
		}
	}
	if m.Subject, err = w.subject(v); err != nil {
		return err
	}
	v.Subject = m.Subject
	if m.FromName, err = w.catalog.phrase("from", v); err != nil {
		return err
	}
	m.FromName = clip(m.FromName, maxSubject)
	if err := errors.Join(w.questions(&v, *m), w.minuted(&v)); err != nil {
		return err
	}
	if err := w.notices(&v); err != nil {
		return err
	}
	if err := w.explained(&v); err != nil {
		return err
	}
	if err := w.more(&v, *m); err != nil {
		return err
	}
	if m.Text, err = w.catalog.body(skeleton(w.letter.Form)+".txt", v); err != nil {
		return err
	}
	if w.plain {
		return nil
	}
	if m.HTML, err = w.page(v); err != nil {
		return err
	}
	m.Calendar, err = w.entry(v, *m)
	return err
}

// content words what belongs to the letter's template. A notice has its sections, and the
// pictures in them, from its own words.
func (w letterWriter) content(v *view) error {
	notice := skeleton(w.letter.Form) == string(procedure.FormNotice)
	if notice {
		w.pictures = nil
	}
	told, err := w.tell(v, w.letter)
	if err != nil {
		return err
	}
	if v.Lines = told.Lines; !notice {
		v.Sections = told.Sections
	}
	return nil
}

// skeleton names the templates that a form is written on. What answers a command
// with lines of its own looks like a notice.
func skeleton(f procedure.Form) string {
	if f == procedure.FormAnswer {
		f = procedure.FormNotice
	}
	return string(f)
}

// page renders the HTML part, without ready-made answers if it gets too big.
func (w letterWriter) page(v view) (string, error) {
	name := skeleton(w.letter.Form) + ".html"
	page, err := w.catalog.page(name, v)
	if err != nil || len(page) < maxHTML {
		return page, err
	}
	v.Questions = slices.Clone(v.Questions)
	for i := range v.Questions {
		v.Questions[i].Taps = nil
	}
	return w.catalog.page(name, v)
}

// view gathers everything but the questions, which need the subject.
func (w letterWriter) view(m Message) (view, error) {
	l, loc := w.letter, w.catalog.locale
	due, err := loc.due(l, w.person.Zone)
	if err != nil {
		return view{}, err
	}
	contacts := leads(w.spec, w.person.ID)
	v := view{
		Lang: loc.Code, Form: string(l.Form), Token: m.Token, Title: oneLine(w.spec.Title), Purpose: oneLine(w.spec.Purpose),
		Wording: string(l.Wording()), About: w.named(l.About), Parties: loc.List(organisations(w.spec)), Name: oneLine(w.person.Name), Due: due,
		Number: l.Number, Of: l.Of, Complete: l.Complete, Late: l.Late,
		By: l.By, Reason: loc.quote(l.Reason), Readers: w.readBy(),
		Overdue: l.Late || !l.Due.IsZero() && !w.at.Before(l.Due),
		Goals:   loc.goals(w.standing), Total: things(l), Understood: loc.understood(l),
		Leads: contacts, Address: w.address, Sender: w.sender(m.FromName, contacts),
	}
	v.Wanted, v.OnlyNumbers = wanted(l)
	w.dress(&v)
	if withoutGoals(l) {
		v.Goals = nil
	}
	if ofConflict(l.Wording()) {
		v.Kind, v.Leads = conflict.Noun, w.facing()
	}
	if v.Title == "" {
		v.Title = w.spec.Slug
	}
	if other, ok := w.spec.Person(l.For); ok {
		v.For = oneLine(other.Name)
	}
	if err := w.commands(&v); err != nil {
		return view{}, err
	}
	if err := w.heard(&v); err != nil {
		return view{}, err
	}
	if err := w.sharedIn(v.Understood); err != nil {
		return view{}, err
	}
	if l.Anonymous {
		v.Ballot, v.Understood, v.Problems = ballotOf(l), nil, nil
	}
	v.Kept = kept(l)
	if v.Owed, v.MoreOwed, err = w.owed(); err != nil {
		return view{}, err
	}
	if v.OwedHint, err = w.owedHint(); err != nil {
		return view{}, err
	}
	if l.Form != procedure.FormStatus && len(v.Goals) > maxGoals {
		v.Goals, v.MoreGoals = v.Goals[:maxGoals], len(v.Goals)-maxGoals
	}
	return v, nil
}

// withoutGoals reports whether a letter is about something else than the goals: a
// mail, a person, what is owed, what two sides settle.
func withoutGoals(l procedure.Letter) bool {
	switch {
	case l.Template == lifecycle.TemplateWasThisYou, l.Template == lifecycle.TemplateSuccessor, l.Wording() == lifecycle.TemplateWelcome, aboutItems(l.Wording()), ofSurvey(l.Wording()), ofReview(l.Wording()) && !showsGoals(l), ofAgreement(l.Wording()), ofExit(l.Wording()), ofIdeas(l.Wording()) && l.Wording() != ideas.TemplateAsk, ofMeeting(l.Wording()) && !showsAgenda(l), len(l.Parts) > 0:
		return true
	default:
		return ofConflict(l.Wording()) && l.Form != procedure.FormStatus
	}
}

// heard says what we take note of in the mail that the letter answers.
func (w letterWriter) heard(v *view) (err error) {
	l, loc := w.letter, w.catalog.locale
	for _, p := range l.Problems {
		v.Problems = append(v.Problems, clip(oneLine(p), maxQuote))
	}
	v.Unopened = w.unopened(l.Unopened)
	if lead, ok := w.spec.LeadOf(l.Person); ok && l.Passed {
		v.PassedTo = oneLine(lead.Name)
	}
	if l.Departure != nil {
		v.Leaving, v.Moved = !l.Departure.Moved, l.Departure.Moved
	}
	if v.Promised, err = loc.momentIn(l.Promised, w.person.Zone); err != nil {
		return err
	}
	if l.Away != "" {
		v.Away, err = loc.day(l.Away)
	}
	return err
}

// unopened names attachments that nobody read.
func (w letterWriter) unopened(names []string) string {
	var quoted []string
	for _, name := range names {
		quoted = append(quoted, w.catalog.locale.quoted(clip(oneLine(name), maxQuote)))
	}
	return strings.Join(quoted, ", ")
}

// kept names the questions whose answers stay as they are.
func kept(l procedure.Letter) []string {
	var lines []string
	for _, id := range l.Kept {
		for i, q := range l.Questions {
			if q.ID == id {
				lines = append(lines, line(i+1, label(q)))
			}
		}
	}
	return lines
}

// questions adds the questions that are still to be answered, with links that
// open a mail to answer them.
func (w letterWriter) questions(v *view, m Message) error {
	answer, err := w.answering(*v, m)
	if err != nil {
		return err
	}
	today, err := w.here(w.at)
	if err != nil {
		return err
	}
	asker := questioner{
		locale: w.catalog.locale, spec: w.spec, soon: w.soon(today), sealed: w.letter.Sealed, answer: answer,
	}
	for i, q := range w.letter.Questions {
		if w.asks(q.ID) && !q.ByCommand && q.Kind != partnership.KindMinutes && w.letter.Template != procedure.TemplateSignatures {
			if q, err = w.asDecided(i+1, q); err != nil {
				return err
			}
			asked := asker.view(i+1, q)
			if asked.Model, err = w.model(v.Kind, q.ID); err != nil {
				return err
			}
			v.Questions = append(v.Questions, asked)
		}
	}
	v.Enough, v.EnoughOnes = w.catalog.locale.enough(v.Questions)
	v.Example = example(v.Questions)
	v.AnswerURL = prefilled(v.Questions, answer)
	v.Same = w.same(v.Questions, answer)
	return nil
}

// same is a tap for everything that has to be answered: as it was the last time. Where that
// is one question, its own tap does it.
func (w letterWriter) same(questions []questionView, answer func(lines ...string) string) *tap {
	var values, lines []string
	for _, q := range questions {
		switch {
		case q.Optional:
		case q.Before == "":
			return nil
		default:
			values, lines = append(values, q.Last), append(lines, line(q.Number, q.Before))
		}
	}
	url := answer(lines...)
	if len(lines) < 2 || len(url) > maxMailto {
		return nil
	}
	return &tap{Label: w.catalog.locale.Same + ": " + strings.Join(values, ", "), URL: url}
}

// soon is a day by which the reader could have done something: two weeks on, when they
// work. A mail that showed its own day as an example would ask for the impossible.
func (w letterWriter) soon(today cadence.Date) cadence.Date {
	const fortnight = 14
	return w.spec.CalendarNamed(w.person.Calendar).NextBusinessDay(today.AddDays(fortnight))
}

// model is how an answer in words could read, if the kind has one.
func (w letterWriter) model(kind, question string) (string, error) {
	if name := kind + ".model-" + question; w.catalog.text.Lookup(name) != nil {
		return w.catalog.line(name, nil)
	}
	return "", nil
}

// answering gives the links that open a reply with lines in it.
func (w letterWriter) answering(v view, m Message) (func(lines ...string) string, error) {
	ref, err := w.catalog.line("ref", v)
	return func(lines ...string) string {
		body := strings.Join(lines, "\n") + "\n"
		if w.single {
			body += "\n> " + ref + "\n"
		}
		return mailto(m.ReplyTo, asReply(m.Subject), body)
	}, err
}

// more adds what only some mails have: further paragraphs, what people wrote under
// seal, a mail for somebody else, and the commands that work.
func (w letterWriter) more(v *view, m Message) (err error) {
	if len(w.letter.Parts) > 0 && w.letter.Template != procedure.TemplateSignatures {
		return nil
	}
	if w.letter.Responds() { // how the reader's own text was understood
		v.Writings, err = w.writings(*v)
		return err
	}
	if v.Paragraphs, err = w.catalog.paragraphs("paragraphs", *v); err != nil {
		return err
	}
	if v.Picture, err = w.picture(); err != nil {
		return err
	}
	if v.Enclosed, err = w.enclose(); err != nil {
		return err
	}
	if len(v.Enclosed) == 0 {
		if v.Writings, err = w.writings(*v); err != nil {
			return err
		}
	}
	answer, err := w.answering(*v, m)
	if err != nil {
		return err
	}
	ways, err := w.catalog.paragraphs("ways", *v)
	for _, way := range ways {
		typed, does, _ := strings.Cut(way, " → ")
		command, rest, writes := strings.Cut(typed+" ", ": ") // a time of the day has a colon, too
		if command = strings.TrimSpace(command); writes {
			command += ":"
			typed = command + " "
		}
		v.Ways = append(v.Ways, wayView{Command: command, Rest: strings.TrimSpace(rest), Does: does, URL: answer(typed)})
	}
	return err
}

// asks reports whether the letter still asks a question.
func (w letterWriter) asks(question string) bool {
	if w.letter.Form == procedure.FormReceipt {
		// Of a ballot nobody knows whether what may be left out was.
		optional := func(q partnership.Question) bool { return q.ID == question && q.Optional }
		unknown := w.letter.Anonymous && slices.ContainsFunc(w.letter.Questions, optional)
		return slices.Contains(w.letter.Open, question) && !unknown
	}
	return !slices.ContainsFunc(w.letter.Understood, func(a partnership.Answer) bool { return a.Question == question })
}

// asReply gives the subject of a reply, without stacking prefixes.
func asReply(subject string) string {
	const prefix = "Re: "
	return prefix + strings.TrimPrefix(subject, prefix)
}

// example is a whole answer on one line, short enough to be taken in at once.
func example(questions []questionView) string {
	var lines []string
	for _, q := range questions[:min(len(questions), exampleAnswers)] {
		lines = append(lines, q.Example)
	}
	return strings.Join(lines, "; ")
}

// prefilled opens a mail with a line for each question and the questions quoted
// below, as far as they fit into a link.
func prefilled(questions []questionView, answer func(...string) string) string {
	var bare, quoted []string
	for _, q := range questions {
		bare = append(bare, fmt.Sprintf("%d) ", q.Number))
		quoted = append(quoted, fmt.Sprintf("> %d) %s", q.Number, q.Label))
	}
	full := slices.Concat(bare, []string{""}, quoted)
	for _, lines := range [][]string{full, bare} {
		if link := answer(lines...); len(link) <= maxMailto {
			return link
		}
	}
	return answer()
}

// takesUp reports whether a letter goes on with what was written before.
func takesUp(l procedure.Letter) bool {
	opens := l.Opens || l.Form == procedure.FormNotice || len(l.Parts) > 0
	return l.Responds() || !opens
}

// things counts what a letter asks, or what stands together in it.
func things(l procedure.Letter) int {
	n := 0
	for _, part := range l.Parts {
		n += asking.Things(part.Questions)
	}
	return max(n, len(l.Questions))
}

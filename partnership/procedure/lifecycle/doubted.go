package lifecycle

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/card"
	"github.com/rapport-engine/rapport/partnership/wording"
)

// TemplateWasThisYou asks somebody whether a mail in their name is theirs. It is
// theirs alone to say: nobody stands in for them.
const TemplateWasThisYou procedure.Template = "was-this-you"

const (
	// askedBackEvery is how often a person is asked back at most: whoever forges
	// mails by the hundred must not send them a hundred of ours.
	askedBackEvery = 24 * time.Hour
	// doubtedFor is how long the answer is waited for. The mail stays where it is.
	doubtedFor = 30 * 24 * time.Hour
	// mostDoubted is how many mails in one person's name wait for their word.
	mostDoubted = 10
)

// Doubted is a mail that is in nobody's name for certain: the spec knows the
// address of its sender, and nobody vouches for it.
type Doubted struct {
	Mail   string    `json:"mail"` // the ID under which it is kept
	Person string    `json:"person"`
	At     time.Time `json:"at"` // when it came, on the person's clock
	// From is the address that it comes from, if the spec does not know it: the
	// person's mail server vouches for it.
	From string `json:"from,omitempty"`
	// Ask is the one that asks the person about it, once they are asked.
	Ask string `json:"ask,omitempty"`
}

// AskedBack is when a person was last asked whether mails are theirs.
type AskedBack struct {
	Person string    `json:"person"`
	At     time.Time `json:"at"`
}

// DoubtAsk is the ask of a letter that asks whether mails are a person's own. It
// is named by the first of them, and each question by the mail that it is about.
func DoubtAsk(slug, mail, person string) string {
	return procedure.AskID(slug, string(TemplateWasThisYou)+"/"+mail, person)
}

// AsksBack reports whether an ask of a partnership is one that asks whether mails
// are a person's own.
func AsksBack(ask, slug, person string, questions []partnership.Question) bool {
	return len(questions) > 0 && ask == DoubtAsk(slug, questions[0].ID, person)
}

// doubt takes note of a mail that is held back. Nothing comes of it before the
// person has said that it is theirs.
func (p *Partnership) doubt(out *procedure.Out, r procedure.Reply, now time.Time) {
	_, there := p.Declared.Person(r.Person)
	if !p.Seen.Add(r.ID) || !there {
		return
	}
	if r.From != "" && p.owns(r.Person, r.From) {
		out.Add(p.release(r.Mail, r.Person))
		return
	}
	waiting := 0
	for _, d := range p.Doubted {
		if d.Mail == r.Mail {
			return
		}
		if d.Person == r.Person {
			waiting++
		}
	}
	if waiting < mostDoubted {
		p.Doubted = append(p.Doubted, Doubted{Mail: r.Mail, Person: r.Person, At: r.At, From: r.From})
	}
	why := "nobody vouches for its sender"
	if r.From != "" {
		why = "it comes from another address"
	}
	p.record(out, now, procedure.EntryReply, "A mail in the name of "+r.Person+" is held back: "+why)
}

// askBack asks people about the mails that came in their names since they were
// asked last, all of them in one letter.
func (p *Partnership) askBack(out *procedure.Out, now time.Time) {
	p.Doubted = slices.DeleteFunc(p.Doubted, func(d Doubted) bool { return now.Sub(d.At) > doubtedFor })
	p.AskedBack = slices.DeleteFunc(p.AskedBack, func(a AskedBack) bool { return now.Sub(a.At) >= askedBackEvery })
	for i := range p.Doubted {
		person := p.Doubted[i].Person
		if p.Doubted[i].Ask == "" && p.askBackAt(person).IsZero() {
			p.write(out, p.doubtLetter(person, now))
			p.AskedBack = append(p.AskedBack, AskedBack{Person: person, At: now})
		}
	}
}

// askBackAt is when a person may be asked back again; zero for now.
func (p *Partnership) askBackAt(person string) time.Time {
	i := slices.IndexFunc(p.AskedBack, func(a AskedBack) bool { return a.Person == person })
	if i < 0 {
		return time.Time{}
	}
	return p.AskedBack[i].At.Add(askedBackEvery)
}

// nextAskBack is when the next person is to be asked back; zero for nobody.
func (p *Partnership) nextAskBack() time.Time {
	var next time.Time
	for _, d := range p.Doubted {
		if at := p.askBackAt(d.Person); d.Ask == "" && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next
}

// Elsewhere says that a mail came from an address that the spec does not know.
type Elsewhere struct {
	Elsewhere bool `json:"elsewhere"`
}

// doubtLetter asks a person about all mails in their name that they have not been
// asked about.
func (p *Partnership) doubtLetter(person string, now time.Time) procedure.Letter {
	var first string
	var questions []partnership.Question
	elsewhere := false
	for i := range p.Doubted {
		d := &p.Doubted[i]
		if d.Person != person || d.Ask != "" {
			continue
		}
		if first == "" {
			first = d.Mail
		}
		d.Ask = DoubtAsk(p.Declared.Slug, first, person)
		questions = append(questions, p.doubtQuestion(*d))
		elsewhere = elsewhere || d.From != ""
	}
	l := procedure.Letter{
		Key: string(TemplateWasThisYou) + "/" + first, Template: TemplateWasThisYou, Form: procedure.FormAsk, Opens: true,
		Slug: p.Declared.Slug, Spec: p.Digest, Workflow: p.Declared.Slug, Person: person,
		Ask: DoubtAsk(p.Declared.Slug, first, person), At: now, Asking: procedure.Asking{Questions: questions},
	}
	if elsewhere {
		l = l.With(Elsewhere{Elsewhere: true})
	}
	return l
}

func (p *Partnership) doubtQuestion(d Doubted) partnership.Question {
	person, _ := p.Declared.Person(d.Person)
	words := wording.In(person.Language)
	at := words.Moment(d.At, cadence.City(person.Zone))
	text := fmt.Sprintf(words.Questions.Yours, at)
	if d.From != "" {
		text = fmt.Sprintf(words.Questions.YoursFrom, at, d.From)
	}
	return partnership.Question{ID: d.Mail, Kind: partnership.KindYesNo, Text: text}
}

// askedBack reports whether an ask is about mails that wait for a person's word.
func (p *Partnership) askedBack(ask string) bool {
	return slices.ContainsFunc(p.Doubted, func(d Doubted) bool { return d.Ask == ask })
}

// release lets a mail that was held back be taken as a person's own.
func (p *Partnership) release(mail, person string) procedure.Release {
	return procedure.Release{Mail: mail, Person: person, Reader: p.reachOf(person).Reader != nil}
}

// resolve takes a person's word: what is theirs is taken as it is, and the rest
// stays without effect. Whatever else the answer says is no word about it.
func (p *Partnership) resolve(out *procedure.Out, r procedure.Reply, now time.Time) {
	theirs, others := 0, 0
	for _, a := range r.Answers {
		i := slices.IndexFunc(p.Doubted, func(d Doubted) bool { return d.Mail == a.Question && d.Ask == r.Ask })
		if i < 0 || a.Value.Bool == nil {
			continue
		}
		if *a.Value.Bool {
			theirs++
			p.own(out, r.Person, p.Doubted[i].From, now)
			out.Add(p.release(a.Question, r.Person))
		} else {
			others++
		}
		p.Doubted = slices.Delete(p.Doubted, i, i+1)
	}
	if theirs > 0 {
		p.recordReply(out, r, "says that a mail in quarantine is theirs: it is taken", now)
	}
	if others > 0 {
		r.ID += "/denied" // of its own: one mail can do both
		p.recordReply(out, r, "says that a mail in quarantine is not theirs: it has no effect", now)
	}
	if _, there := p.Declared.Person(r.Person); !there {
		return
	}
	reactions := p.answerCommands(out, r, now)
	if letter, due := p.resolved(r, theirs, others, now); due || len(reactions) > 0 {
		letter.Reactions = reactions
		out.Add(procedure.Send{Letter: letter})
	}
}

// resolved answers a person's word. What is theirs is answered by whoever takes
// it.
func (p *Partnership) resolved(r procedure.Reply, theirs, others int, now time.Time) (l procedure.Letter, due bool) {
	l = asReceipt(closedLetter(p.Declared.Slug, p.Digest, r, now), TemplateWasThisYou, r)
	l.Understood = nil // the record of it is enough
	if others == 0 {
		l.Form, l.Problems = procedure.FormReceipt, r.Problems
		l.Questions, l.Open = p.openDoubts(r.Ask)
	}
	answered := len(r.Commands) > 0 && len(r.Problems) == 0
	return l, others > 0 || theirs == 0 && !answered
}

// openDoubts are the questions of an ask that nobody has answered yet.
func (p *Partnership) openDoubts(ask string) (questions []partnership.Question, open []string) {
	for _, d := range p.Doubted {
		if d.Ask != ask {
			continue
		}
		questions = append(questions, p.doubtQuestion(d))
		open = append(open, d.Mail)
	}
	return questions, open
}

// doubtedSection shows whose word is waited for.
func (p *Partnership) doubtedSection() card.Section {
	s := card.Section{Title: "Held back", Noun: "mails"}
	for _, d := range p.Doubted {
		s.Rows = append(s.Rows, card.Item(fmt.Sprintf("mail `%s` of %s waits for the word of %s that it is theirs",
			d.Mail, p.here(d.At).Format("2 Jan 15:04"), card.Cell(p.name(d.Person)))))
	}
	return s
}

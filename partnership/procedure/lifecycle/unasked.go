package lifecycle

import (
	"time"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// UnaskedAsk is the ask that what a person writes first belongs to: it has no
// questions, and whoever answers the mails about it writes first again.
func UnaskedAsk(slug, person string) string { return procedure.AskID(slug, "unasked", person) }

// phrasesUnasked word what is said to somebody who wrote first.
const phrasesUnasked procedure.Template = "unasked"

// replied takes a mail that no procedure takes, and reports whether nothing else
// can be decided before a new agenda is there.
func (p *Partnership) replied(out *procedure.Out, r procedure.Reply, now time.Time) (waits bool) {
	if r.Class == procedure.ReplyHeld {
		p.doubt(out, r, now)
		return false
	}
	if !p.Seen.Add(r.ID) {
		return false
	}
	p.aboutChannel(out, r, now)
	if !r.Class.Written() {
		return false
	}
	if r.Written() {
		p.proven(out, r.Person, now)
		p.hasAnswered(r.Person, now)
	}
	if len(r.Answers) > 0 {
		p.spoke(out, r.Person, now)
	}
	difference, differs := p.asksFigure(r.Ask)
	switch {
	case p.asksSuccessor(r.Ask):
		p.answeredSuccessor(out, r, now)
	case differs:
		p.answeredFigure(out, difference, r, now)
	case p.askedChanged(r.Ask) != nil:
		p.changed(out, p.askedChanged(r.Ask), r, now)
	case p.tookWelcome(out, r, now):
	case p.askedBack(r.Ask) && r.Class == procedure.ReplyAnswer:
		p.resolve(out, r, now)
	case p.askedBack(r.Ask): // a promise is no word
	case r.Unasked:
		p.heard(out, r, now)
	case p.passedOn(out, r, now):
		return false // it hears the commands, too
	default:
		p.lateReply(out, r, now)
	}
	return p.hearAll(out, r.Orders(), now)
}

// heard takes what a person wrote first, or in answer to a mail that had asked
// nothing of them: commands are carried out, words are kept with the record, and
// the writer hears which. What answered an open question has gone to whoever
// asked it.
func (p *Partnership) heard(out *procedure.Out, r procedure.Reply, now time.Time) {
	p.recordReply(out, r, "wrote to the partnership", now)
	if _, there := p.Declared.Person(r.Person); there {
		p.respond(out, r, asReceipt(closedLetter(p.Declared.Slug, p.Digest, r, now), phrasesUnasked, r), now)
	}
}

// asReceipt makes a receipt of a letter that says no more than what became of a
// mail.
func asReceipt(l procedure.Letter, phrases procedure.Template, r procedure.Reply) procedure.Letter {
	l.Key, l.Template, l.Phrases = "receipt/"+r.ID, procedure.TemplateReceipt, phrases
	return l
}

// recordReply puts on record that a person wrote, without their words.
func (p *Partnership) recordReply(out *procedure.Out, r procedure.Reply, what string, now time.Time) {
	out.Record(procedure.Entry{
		At: now, Workflow: p.Declared.Slug, Kind: procedure.EntryReply, Actor: r.Person, Source: r.Source,
		Text: r.Person + " " + what,
	}, r.ID)
	p.recall(now, p.name(r.Person)+" "+what)
}

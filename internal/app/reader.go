package app

import (
	"slices"
	"strings"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/mail/token"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/mail/understand/attribution"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// reader reads incoming mail for the intake.
type reader struct {
	own        string // the engine's own address
	instance   string // what the engine's own mails say of where they come from
	addressing token.Addressing
	kinds      []procedure.Kind
	authority  authority
}

func (r reader) Read(raw []byte) activities.Mail {
	return incoming{message: understand.Read(raw), reader: r}
}

type incoming struct {
	message understand.Message
	reader  reader
}

func (in incoming) Envelope() activities.Envelope {
	m := in.message
	proof, doubt := in.reader.authority.judge(m)
	env := activities.Envelope{
		MessageID: m.MessageID, Class: activities.MailClass(m.Class), Tokens: m.TokenCandidates(),
		From: m.Author.Address, Doubt: doubt, Proof: proof, Partnerships: in.reader.partnerships(m),
		Own: m.Loop == in.reader.instance, Listed: m.Listed,
	}
	for _, from := range m.From {
		env.Own = env.Own || strings.EqualFold(from.Address, in.reader.own)
	}
	if m.Bounce != nil {
		env.Bounce = procedure.Setback(m.Bounce.Kind)
	}
	env.Departure = in.reader.departure(m.Departure(in.reader.own))
	if m.Away != nil {
		env.Away = m.Away.String()
	}
	env.References = references(m)
	return env
}

// references are the Message-IDs of the mails that a mail is about, nearest first.
func references(m understand.Message) []string {
	var ids []string
	if b := m.Bounce; b != nil && b.OriginalMessageID != "" {
		ids = append(ids, b.OriginalMessageID)
	}
	ids = append(ids, m.InReplyTo...)
	for i := len(m.References) - 1; i >= 0; i-- {
		ids = append(ids, m.References[i]) // the last one is the nearest
	}
	return ids
}

// departure is the news that somebody has left, for procedures. An address of the
// engine's own is that of the mail which was answered.
func (r reader) departure(d *understand.Departure) *procedure.Departure {
	if d == nil {
		return nil
	}
	news := procedure.Departure{Name: d.Name, Address: d.Address, Moved: d.Moved}
	if _, own := r.addressing.Slug(d.Address); own || strings.EqualFold(d.Address, r.own) {
		news.Address = ""
	}
	if news.Moved && news.Address == "" {
		return nil
	}
	return &news
}

// partnerships are those that a mail was sent to by their own addresses.
func (r reader) partnerships(m understand.Message) []string {
	var slugs []string
	for _, a := range slices.Concat(m.DeliveredTo, m.To, m.Cc) {
		if slug, ok := r.addressing.Slug(a.Address); ok && !slices.Contains(slugs, slug) {
			slugs = append(slugs, slug)
		}
	}
	return slugs
}

func (in incoming) Understand(c activities.ReplyContext) activities.Understanding {
	m := in.message
	m.Class = understand.ClassReply // also what came through a list
	context := understand.Context{
		Locale: c.Locale, Sent: c.Sent, SentHTML: c.SentHTML, Today: cadence.DateOf(c.At), Unasked: c.Unasked,
		Item:  itemsIn(in.reader.kinds, c.Workflow, c.Questions),
		Sides: attribution.SidesOf(c.Parties, c.Own),
	}
	return in.reader.said(inTongue(c.Phrases, c.Locale, c.Questions, func(asked []partnership.Question) understand.Understanding {
		context.Questions = asked
		return understand.Understand(m, context)
	}))
}

// itemsIn are the commands about one thing that are read in a mail. Where nothing of
// that kind is asked DONE and EXTEND are heard all the same, to be told that they mean
// nothing there, and which mail they belong to. DONE may be the answer to the one
// question that a yes, or a choice, answers; of several it answers none.
func itemsIn(kinds []procedure.Kind, workflow string, asked []partnership.Question) []partnership.CommandName {
	items := procedure.ItemsOf(kinds, workflow)
	if len(items) > 0 || len(asked) == 0 {
		return items
	}
	decided, days := 0, 0
	for _, q := range asked {
		switch q.Kind {
		case partnership.KindTask:
			return nil // each is done or not
		case partnership.KindYesNo, partnership.KindChoice:
			decided++
		case partnership.KindDate:
			days++
		default: // no such word answers it
		}
	}
	if decided != 1 {
		items = append(items, partnership.CommandDone)
	}
	if days == 0 {
		items = append(items, partnership.CommandExtend)
	}
	return items
}

// said is an understanding in the words of the intake.
func (r reader) said(u understand.Understanding) activities.Understanding {
	out := activities.Understanding{Answers: u.Answers, Commands: u.Commands, Problems: u.Problems, Unopened: u.Unopened, Departure: r.departure(u.Departure)}
	if out.Departure != nil {
		out.Departure.Spoken = true
	}
	if u.Promise != nil {
		out.Promise = true
		if !u.Promise.Until.IsZero() {
			out.Until = u.Promise.Until.String()
		}
	}
	if u.Away != nil {
		out.Away = u.Away.String()
	}
	return out
}

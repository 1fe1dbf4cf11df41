package procedure

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/measure"
)

// A card is Markdown that the Temporal Web UI shows above a workflow's history.
// It passes through a URL there, so it stays under 4 KB: tables are cut, and
// say so.
const (
	cardLimit     = 4000
	cardRows      = 12
	cardTextLimit = 80
)

// card shows what an admin must see at a glance: how the goals do, who is late
// since when, and what comes next.
func (p *Partnership) card(now time.Time) string {
	standing := p.standing(now)
	var b strings.Builder
	fmt.Fprintf(&b, "**%s** is **%s**", cell(p.Declared.Title), p.Phase)
	if !p.Since.IsZero() {
		fmt.Fprintf(&b, " since %s", p.here(p.Since).Format("2 Jan 2006"))
	}
	fmt.Fprintf(&b, ". Goals: **%s**, %s of the way. %s Times are those of %s.\n\n",
		standing.RAG, percent(standing.Progress), p.waitingWords(now), cadence.City(p.Declared.Zone))
	p.waitingTable(&b, now)
	p.goalTable(&b, standing)
	p.nextTable(&b)
	p.recentList(&b)
	return cut(b.String(), cardLimit)
}

// goalTable shows each goal with its KPIs. The Web UI gives a card half the
// window's width, so the words of the goals stand above the figures.
func (p *Partnership) goalTable(b *strings.Builder, standing Standing) {
	b.WriteString("\n### Goals\n")
	for i, g := range standing.Goals {
		if i < cardRows {
			fmt.Fprintf(b, "- **%s**: %s\n", g.RAG, cell(g.Statement))
		}
	}
	more(b, len(standing.Goals)-cardRows, "goals")
	b.WriteString("\n| | KPI | Now | Target | Reached | Expected |\n|---|---|---|---|---|---|\n")
	rows := 0
	for _, g := range standing.Goals {
		for _, k := range g.KPIs {
			if rows++; rows > cardRows {
				continue
			}
			fmt.Fprintf(b, "| **%s** | %s | %s | %s | %s | %s |\n", status(k), cell(kpiName(k)), figure(k),
				aim(k.KPI), percent(k.Progress), percent(k.Expected))
		}
	}
	more(b, rows-cardRows, "KPIs")
}

// waiting is an open ask and the round that it belongs to.
type waiting struct {
	OpenAsk
	round string
}

func (w waiting) late(now time.Time) bool { return w.Late || now.After(w.Due) }

// waitingFor lists open asks, the longest due first.
func (p *Partnership) waitingFor() []waiting {
	var asks []waiting
	for _, r := range p.Running {
		for _, o := range r.Open {
			asks = append(asks, waiting{o, r.Name})
		}
	}
	slices.SortStableFunc(asks, func(x, y waiting) int { return x.Due.Compare(y.Due) })
	return asks
}

// waitingWords says at a glance whether anybody is late.
func (p *Partnership) waitingWords(now time.Time) string {
	asks, late := p.waitingFor(), 0
	for _, w := range asks {
		if w.late(now) {
			late++
		}
	}
	switch {
	case len(asks) == 0:
		return "Nobody is waited for."
	case late == 0:
		return "Waiting for " + counted(len(asks), "answer") + ", none late."
	default:
		return fmt.Sprintf("Waiting for %s, **%d late**.", counted(len(asks), "answer"), late)
	}
}

func (p *Partnership) waitingTable(b *strings.Builder, now time.Time) {
	b.WriteString("\n### Waiting for\n")
	asks := p.waitingFor()
	switch {
	case len(asks) > 0:
		b.WriteString("| | Who | Check-in | Asked | Due |\n|---|---|---|---|---|\n")
	case len(p.Blockers) == 0:
		b.WriteString("Nobody: every question asked has its answer.\n")
	}
	for i, w := range asks {
		if i >= cardRows {
			break
		}
		note := w.Note
		switch {
		case w.late(now):
			note = strings.TrimSuffix("**late**, "+note, ", ")
		case note == "":
			note = "in time"
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", note, cell(p.name(w.Person)), cell(w.round),
			p.here(w.Since).Format("Mon 2 Jan 15:04"), p.here(w.Due).Format("Mon 2 Jan 15:04"))
	}
	more(b, len(asks)-cardRows, "people")
	for _, blocker := range p.Blockers {
		fmt.Fprintf(b, "- %s is blocked: %s\n", cell(p.name(blocker.Person)), cell(blocker.Text))
	}
}

func (p *Partnership) nextTable(b *strings.Builder) {
	b.WriteString("\n### Next\n")
	if p.Phase == PhaseSuspended {
		b.WriteString("Paused by an admin: nothing is sent until the update `resume`.\n")
		return
	}
	for i, o := range p.Agenda.Occasions {
		if i >= 4 {
			break
		}
		fmt.Fprintf(b, "- %s: check-in %s, %s\n", local(o.At, ""), cell(o.Name), counted(len(o.Asks), "mail"))
	}
	if !p.Agenda.EndsAt.IsZero() {
		fmt.Fprintf(b, "- %s: the partnership's last day\n", p.Declared.End)
	}
}

func (p *Partnership) recentList(b *strings.Builder) {
	b.WriteString("\n### Lately\n")
	for i := len(p.Recent) - 1; i >= 0; i-- {
		h := p.Recent[i]
		fmt.Fprintf(b, "- %s: %s\n", p.here(h.At).Format("2 Jan 15:04"), cell(h.Text))
	}
}

// card shows the state of one round.
func (c *CheckIn) card(now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Check-in **%s** of partnership `%s`, window until **%s**: **%s**\n\n",
		cell(c.Name), c.Slug, c.Closes.Format("Mon 2 Jan 15:04"), c.stage())
	b.WriteString("| Who | Asked | Due | Answered | |\n|---|---|---|---|---|\n")
	for i, r := range c.Rounds {
		if i >= cardRows {
			break
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %d of %d | %s |\n", cell(r.Name), asked(r), local(r.Due, r.City),
			len(r.Answers), len(r.Questions), c.remark(r, now))
	}
	more(&b, len(c.Rounds)-cardRows, "people")
	b.WriteString("\n")
	for _, r := range c.Rounds {
		for _, a := range r.Answers {
			fmt.Fprintf(&b, "- %s: %s = **%s** %s\n", cell(r.Name), a.Question, cell(a.Value.String()), cell(a.Unit))
		}
	}
	return cut(b.String(), cardLimit)
}

// remark says in words what is the matter with a round.
func (c *CheckIn) remark(r Round, now time.Time) string {
	switch {
	case r.complete():
		return "answered"
	case r.left():
		return "has left"
	case r.Bounced:
		return "**mail bounced**"
	case r.Away != "":
		return "away until " + cell(r.Away)
	case c.closed() || now.After(r.Due):
		return "**late**"
	case r.SentAt.IsZero():
		return "waits for their hours"
	case r.Reminded > 0:
		return fmt.Sprintf("reminded %d of %d", r.Reminded, len(r.Remind))
	default:
		return "waiting"
	}
}

func asked(r Round) string {
	if r.SentAt.IsZero() {
		return "not yet"
	}
	return r.SentAt.In(r.Due.Location()).Format("Mon 2 Jan 15:04")
}

func (p *Partnership) name(id string) string {
	if person, ok := p.Declared.Person(id); ok {
		return person.Name
	}
	return id
}

// here is a time in the partnership's zone, as the agenda recorded it.
func (p *Partnership) here(t time.Time) time.Time { return t.In(p.Agenda.From.Location()) }

func kpiName(k KPIStanding) string {
	if k.KPI.Title != "" {
		return k.KPI.Title
	}
	return k.KPI.ID
}

func figure(k KPIStanding) string {
	if k.Actual == nil {
		return "not measured"
	}
	return fmt.Sprintf("**%s** %s", figureOf(k.KPI, *k.Actual), cell(k.KPI.Unit))
}

func status(k KPIStanding) string {
	word := string(k.RAG)
	if k.TooEarly && k.RAG == measure.Unknown {
		word = "too early"
	}
	if k.Disputed {
		word += ", disputed"
	}
	return word
}

// percent shows a share as people read it; the exact value stays in the data.
func percent(r measure.Ratio) string {
	if !r.OK {
		return "n/a"
	}
	return r.Value.Mul(decimal.NewFromInt(100)).Round(0).String() + " %"
}

// cell makes text safe inside a Markdown table row.
func cell(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > cardTextLimit {
		s = string(r[:cardTextLimit-1]) + "…"
	}
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "`", "'", "*", `\*`, "_", `\_`, "[", `\[`).Replace(s)
}

func more(b *strings.Builder, n int, noun string) {
	if n > 0 {
		fmt.Fprintf(b, "\n… and %d more %s\n", n, noun)
	}
}

// cut ends an overlong card at a line.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	s = s[:limit]
	if i := strings.LastIndexByte(s, '\n'); i > 0 {
		s = s[:i]
	}
	return s + "\n\n… cut: `rapport status` shows everything\n"
}

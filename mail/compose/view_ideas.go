package compose

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/ideas"
	"github.com/rapport-engine/rapport/partnership/significance"
)

func ideasViewers() []templateViewer {
	var list []templateViewer
	for _, t := range ideas.Kind().Templates {
		list = append(list, templateViewer{t, viewIdeas})
	}
	return list
}

// ofIdeas reports whether a mail belongs to a round in which goals are found.
func ofIdeas(t procedure.Template) bool { return slices.Contains(ideas.Kind().Templates, t) }

// ideasView fills the phrases of a round.
type ideasView struct {
	// First says that the partnership has no goals yet.
	First bool
	// Proposals counts them, Parties says that there are more than two sides.
	Proposals int
	Several   bool
	// Asked were to weigh, and Weighed have.
	Asked, Weighed int
	// Silent are the parties that have proposed nothing, and Moved is why an admin ended the
	// part before.
	Silent, Moved string
	// Accepted counts the proposals that become goals, and Own says which are the reader's.
	Accepted int
	Own      string
}

// ideasLine is a line about a proposal.
type ideasLine struct {
	Number, Place int
	Text          string
	Mark, Parties string
	Interests     string // that compete, of a joint goal
	Yours         bool
	Who, Why      string
	Said          []string
}

// proposed is what a round knows, as a mail shows it.
type proposed struct {
	letterWriter
	ideas.Board
	ranked []significance.Ranked
}

func (w letterWriter) proposed(content json.RawMessage) (p proposed, err error) {
	p.letterWriter = w
	if len(content) == 0 {
		return p, nil
	}
	if err := json.Unmarshal(content, &p.Board); err != nil {
		return p, fmt.Errorf("read the proposals of a round: %w", err)
	}
	if len(p.Given) > 0 {
		p.ranked = significance.Rank(len(p.Proposals), p.Given)
	}
	return p, nil
}

func viewIdeas(w letterWriter, content json.RawMessage) (any, []noticeLine, error) {
	p, err := w.proposed(content)
	if err != nil {
		return nil, nil, err
	}
	v := ideasView{
		First: p.First, Proposals: len(p.Proposals), Several: len(w.spec.Parties) > 2, Asked: p.Asked, Weighed: p.Weighed,
		Moved: w.catalog.locale.quote(p.Moved), Accepted: len(p.of(significance.Accept)),
	}
	var silent, own []string
	for _, id := range p.Silent {
		silent = append(silent, w.party(id))
	}
	for _, n := range p.Own {
		own = append(own, strconv.Itoa(n))
	}
	v.Silent, v.Own = w.catalog.locale.List(silent), w.catalog.locale.List(own)
	lines, err := p.lines()
	return v, lines, err
}

// lines are what a mail says of the proposals beside its questions.
func (p proposed) lines() ([]noticeLine, error) {
	if p.letter.Responds() {
		return nil, nil
	}
	switch p.letter.Wording() {
	case ideas.TemplateOpened:
		return p.expected(), nil
	case ideas.TemplateResult:
		return p.ranking()
	case ideas.TemplateDecided:
		return p.outcome()
	default:
		return nil, nil
	}
}

// expected is what each party expects of the others, in its own words.
func (p proposed) expected() []noticeLine {
	var lines []noticeLine
	for _, written := range p.letter.Writings {
		party, found := strings.CutPrefix(written.Part, ideas.PartExpect)
		if found && !partnership.SaysNothing(written.Text) {
			lines = append(lines, noticeLine{"ideas-expects", ideasLine{Who: p.party(party), Text: p.catalog.locale.quote(written.Text)}})
		}
	}
	return lines
}

// ranking are the proposals as all see them together, and those about which the parties
// disagree.
func (p proposed) ranking() ([]noticeLine, error) {
	var lines, apart []noticeLine
	for _, r := range p.ranked {
		line, err := p.line(r.Number)
		if err != nil {
			return nil, err
		}
		lines = append(lines, noticeLine{"ideas-ranked", line})
		if r.Disagree() {
			apart = append(apart, noticeLine{"ideas-apart", line})
		}
	}
	if len(apart) > 0 {
		lines = append(append(lines, noticeLine{sectionPhrase + "ideas-apart", nil}), apart...)
	}
	return lines, nil
}

// of are the numbers of the proposals with a decision, the most significant first.
func (p proposed) of(d significance.Decision) []int {
	var numbers []int
	add := func(n int) {
		if p.Proposals[n-1].Decision == d && p.Over {
			numbers = append(numbers, n)
		}
	}
	for _, r := range p.ranked {
		add(r.Number)
	}
	if len(p.ranked) == 0 {
		for n := range p.Proposals {
			add(n + 1)
		}
	}
	return numbers
}

// outcome is what became of every proposal, and why.
func (p proposed) outcome() ([]noticeLine, error) {
	var lines []noticeLine
	for _, d := range []struct {
		decision significance.Decision
		name     string
	}{{significance.Accept, "accepted"}, {significance.Later, "later"}, {significance.No, "declined"}, {significance.Undecided, "undecided"}} {
		numbers := p.of(d.decision)
		if len(numbers) == 0 {
			continue
		}
		lines = append(lines, noticeLine{sectionPhrase + "ideas-" + d.name, nil})
		for _, n := range numbers {
			line, err := p.line(n)
			if err != nil {
				return nil, err
			}
			line.Yours = slices.Contains(p.Own, n)
			if line.Said, err = p.said(p.Proposals[n-1], d.decision); err != nil {
				return nil, err
			}
			lines = append(lines, noticeLine{"ideas-outcome", line})
		}
	}
	return lines, nil
}

// said is what those who decide say of a proposal: whoever gives a reason, and where it
// waits also who has said nothing.
func (p proposed) said(line ideas.Line, d significance.Decision) ([]string, error) {
	var list []string
	for _, s := range line.Said {
		waits := d == significance.Later && s.Decision != significance.Accept
		if s.Why == "" && !waits {
			continue
		}
		v := ideasLine{Who: p.party(s.Party), Mark: string(s.Decision), Why: p.catalog.locale.quote(s.Why)}
		if s.Person != "" {
			v.Who = p.who(s.Person) + " (" + v.Who + ")"
		}
		text, err := p.catalog.line("ideas-said", v)
		if err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, nil
}

// line is a proposal with how it stands.
func (p proposed) line(number int) (ideasLine, error) {
	loc := p.catalog.locale
	line := ideasLine{Number: number, Text: p.text(number), Interests: p.interests(number)}
	i := slices.IndexFunc(p.ranked, func(r significance.Ranked) bool { return r.Number == number })
	if i < 0 {
		return line, nil
	}
	r := p.ranked[i]
	line.Place, line.Mark = r.Place, mark(loc, r.Mark)
	var parties []string
	for _, o := range r.Parties {
		if !o.Mark.OK {
			continue
		}
		text, err := p.catalog.line("ideas-party", ideasLine{Who: p.party(o.Party), Mark: mark(loc, o.Mark), Place: p.place(o)})
		if err != nil {
			return line, err
		}
		parties = append(parties, text)
	}
	line.Parties = strings.Join(parties, "; ")
	return line, nil
}

// place is that of a proposal with a party, for those who decide.
func (p proposed) place(o significance.Opinion) int {
	if p.Over {
		return 0
	}
	return o.Place
}

// mark writes a mark as people read it; nothing where nobody gave one.
func mark(loc locale, m measure.Ratio) string {
	if !m.OK {
		return ""
	}
	return loc.Number(m.Value.Round(1))
}

// text is what a proposal says, in the words of whoever made it; of a joint goal those of the
// spec.
func (p proposed) text(number int) string {
	if id := p.Proposals[number-1].Competing; id != "" {
		if c, ok := p.competingNamed(id); ok {
			return p.catalog.locale.quote(c.JointGoal)
		}
		return unchosen
	}
	var texts []string
	for _, w := range p.letter.Writings {
		if w.Number == number {
			texts = append(texts, oneLine(w.Text))
		}
	}
	said := ideas.Words(texts)
	if said == "" {
		return unchosen // kept no more, or not for whoever reads
	}
	return p.catalog.locale.quote(said)
}

// interests says which compete, of a joint goal.
func (p proposed) interests(number int) string {
	c, ok := p.competingNamed(p.Proposals[number-1].Competing)
	if !ok {
		return ""
	}
	return p.competing(c)
}

func (p proposed) competingNamed(id string) (partnership.Competing, bool) {
	i := slices.IndexFunc(p.spec.Competing, func(c partnership.Competing) bool { return c.ID == id && id != "" })
	if i < 0 {
		return partnership.Competing{}, false
	}
	return p.spec.Competing[i], true
}

// proposals puts the words of the proposals into the questions about them.
func (w letterWriter) proposals(questions []partnership.Question) []partnership.Question {
	p, err := w.proposed(w.letter.Content)
	if err != nil || len(w.letter.Writings) == 0 && !slices.ContainsFunc(p.Proposals, func(l ideas.Line) bool { return l.Competing != "" }) {
		return questions // told where the content is read
	}
	list := slices.Clone(questions)
	for i, q := range list {
		for n := range p.Proposals {
			if q.ID != ideas.MarkOf(n+1) && q.ID != ideas.DecisionOf(n+1) {
				continue
			}
			if text := p.text(n + 1); text != unchosen {
				list[i].Text = text
			}
			if interests := p.interests(n + 1); interests != "" {
				list[i].Text += " (" + interests + ")"
			}
		}
	}
	return list
}

// verdict is a decision on a proposal in the reader's words.
func (l locale) verdict(v significance.Verdict) string {
	word := map[significance.Decision]string{
		significance.Accept: l.Ideas.Accept, significance.Later: l.Ideas.Later, significance.No: l.Ideas.No,
	}[v.Decision]
	if v.Why == "" || word == "" {
		return word
	}
	return word + ": " + l.quote(v.Why)
}

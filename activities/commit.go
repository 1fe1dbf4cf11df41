package activities

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/ledger"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/examining"
	"github.com/rapport-engine/rapport/partnership/procedure/kinds"
	"github.com/rapport-engine/rapport/partnership/procedure/timing"
)

// Commit is everything that one step puts on record, sends and begins, and what
// it wants to know. All of it carries IDs, so committing twice has the effect of
// once.
type Commit struct {
	Record
	Begins   []procedure.Begin  `json:"begins,omitempty"`
	Messages []AddressedMessage `json:"messages,omitempty"`
	// Releases are mails that were held back and are now taken as they are.
	Releases []procedure.Release `json:"releases,omitempty"`
	Plan     *procedure.Plan     `json:"plan,omitempty"`
	Reckon   *procedure.Reckon   `json:"reckon,omitempty"`
	Examine  []procedure.Examine `json:"examine,omitempty"`
	// Publish has the answers to a survey counted and the ballots deleted.
	Publish *procedure.Publish `json:"publish,omitempty"`
}

// Record is what a commit writes into the store in one transaction: nothing goes
// out about a fact that is not on record, and nothing on record is forgotten.
type Record struct {
	Slug     string            `json:"slug"`
	Workflow string            `json:"workflow"`
	Type     procedure.Type    `json:"type"`
	State    json.RawMessage   `json:"state"`             // the procedure after the step
	Outcome  procedure.Outcome `json:"outcome,omitempty"` // once it is decided
	At       time.Time         `json:"at"`                // the procedure's time of the step
	Entries  []procedure.Entry `json:"entries,omitempty"`
	Readings []measure.Reading `json:"readings,omitempty"`
	Booked   []ledger.Entry    `json:"booked,omitempty"` // into the ledger
	// Adopted is a spec that is in force from then on.
	Adopted *partnership.Spec `json:"adopted,omitempty"`
	// Letters go into the outbox, Recalls leave it, Awaits wait for its arrivals.
	Letters []procedure.Letter `json:"letters,omitempty"`
	Recalls []procedure.Recall `json:"recalls,omitempty"`
	Awaits  []procedure.Await  `json:"awaits,omitempty"`
	// Forget says when what was written under seal goes.
	Forget *procedure.Forget `json:"forget,omitempty"`
}

// AddressedMessage is a message and the workflow that it is for.
type AddressedMessage struct {
	To      string            `json:"to"`
	Message procedure.Message `json:"message"`
}

// Committed is what a commit answers.
type Committed struct {
	Agenda    *procedure.Agenda    `json:"agenda,omitempty"`
	Reckoning *procedure.Reckoning `json:"reckoning,omitempty"`
	Examined  []procedure.Examined `json:"examined,omitempty"` // one for each that was asked for
	// Publication is what a survey came to.
	Publication *procedure.Publication `json:"publication,omitempty"`
}

// Empty reports whether there is nothing to commit.
func (c Commit) Empty() bool {
	return c.silent() && len(c.Begins) == 0 && len(c.Messages) == 0 && len(c.Releases) == 0 && c.incurious()
}

// incurious reports whether the step wants to know nothing.
func (c Commit) incurious() bool {
	return c.Plan == nil && c.Reckon == nil && len(c.Examine) == 0 && c.Publish == nil
}

// silent reports whether a record only repeats the procedure's state.
func (r Record) silent() bool {
	return len(r.Entries) == 0 && r.Adopted == nil && len(r.Readings) == 0 && len(r.Booked) == 0 && len(r.Letters) == 0 && len(r.Recalls) == 0 && r.Forget == nil
}

// Ledger takes records, all of one call or none.
type Ledger interface {
	Commit(ctx context.Context, r Record) error
}

// Committer carries out commits.
type Committer struct {
	Ledger     Ledger
	Specs      Specs
	Procedures Procedures
	Kinds      []procedure.Kind
	Seals      Seals
	// Release takes a mail that was held back.
	Release func(ctx context.Context, r procedure.Release) error
	// Posted is called when letters are in the outbox.
	Posted func()
}

// Commit writes the record first, then begins procedures and delivers messages,
// so that whatever is told or begun can be looked up, and last reckons what the
// step wants to know. A procedure that has ended needs no message.
func (c *Committer) Commit(ctx context.Context, in Commit) (Committed, error) {
	if err := c.lastDays(ctx, in.Record); err != nil {
		return Committed{}, fmt.Errorf("date letters of %s: %w", in.Workflow, err)
	}
	if err := c.Ledger.Commit(ctx, in.Record); err != nil {
		return Committed{}, fmt.Errorf("commit record of %s: %w", in.Workflow, err)
	}
	if len(in.Letters) > 0 && c.Posted != nil {
		c.Posted()
	}
	for _, b := range in.Begins {
		if err := c.begin(ctx, b); err != nil {
			return Committed{}, fmt.Errorf("begin %s: %w", b.Brief.Workflow, err)
		}
	}
	for _, m := range in.Messages {
		if err := c.Procedures.Tell(ctx, m.To, m.Message); err != nil && !errors.Is(err, ErrClosed) {
			return Committed{}, fmt.Errorf("tell %s: %w", m.To, err)
		}
	}
	for _, r := range in.Releases {
		if err := c.Release(ctx, r); err != nil {
			return Committed{}, err
		}
	}
	return c.reckon(ctx, in)
}

// lastDays gives the notices that ride along the day on which they go alone.
// One may speak of the spec that is adopted with it, which is not kept yet.
func (c *Committer) lastDays(ctx context.Context, r Record) error {
	known := func(digest string) (partnership.Spec, error) {
		if r.Adopted != nil && r.Adopted.Digest() == digest {
			return *r.Adopted, nil
		}
		return c.Specs.Spec(ctx, digest)
	}
	for i := range r.Letters {
		l := &r.Letters[i]
		if !l.Rides || !l.Until.IsZero() {
			continue
		}
		spec, err := known(l.Spec)
		if err != nil {
			return err
		}
		l.Until = timing.LastDay(spec, *l)
	}
	return nil
}

// begin starts another procedure. One that has begun before a crash is the same.
func (c *Committer) begin(ctx context.Context, b procedure.Begin) error {
	kind, ok := kinds.Of(c.Kinds, b.Type)
	if !ok || kind.New == nil {
		return fmt.Errorf("this program knows no procedure of type %s", b.Type)
	}
	spec, err := c.Specs.Spec(ctx, b.Brief.Spec)
	if err != nil {
		return err
	}
	p, shown := kind.New(spec, b.Brief)
	state, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("encode state: %w", err)
	}
	return c.Procedures.Begin(ctx, Start{
		Workflow: b.Brief.Workflow, Slug: b.Brief.Slug, Type: b.Type, State: state, Attributes: shown, Title: b.Title, Summary: b.Summary,
		Turn: b.Brief.Occasion.Turn,
	})
}

func (c *Committer) reckon(ctx context.Context, in Commit) (Committed, error) {
	var out Committed
	if in.Plan != nil {
		spec, err := c.Specs.Spec(ctx, in.Plan.Spec)
		if err != nil {
			return out, fmt.Errorf("plan %s: %w", in.Slug, err)
		}
		agenda, err := timing.Plan(c.Kinds, spec, *in.Plan)
		if err != nil {
			return out, err
		}
		out.Agenda = &agenda
	}
	if in.Reckon != nil {
		spec, err := c.Specs.Spec(ctx, in.Reckon.Spec)
		if err != nil {
			return out, fmt.Errorf("reckon for %s: %w", in.Workflow, err)
		}
		reckoning := timing.Reckon(spec, *in.Reckon)
		out.Reckoning = &reckoning
	}
	if in.Publish != nil {
		p, err := c.Seals.Publish(ctx, in.Workflow, *in.Publish)
		if err != nil {
			return out, fmt.Errorf("publish %s: %w", in.Workflow, err)
		}
		out.Publication = &p
	}
	for _, e := range in.Examine {
		examined, err := c.examine(ctx, e)
		if err != nil {
			return out, fmt.Errorf("examine answers to %s: %w", in.Workflow, err)
		}
		out.Examined = append(out.Examined, examined)
	}
	return out, nil
}

// examine looks through sealed answers here, where their words are.
func (c *Committer) examine(ctx context.Context, e procedure.Examine) (procedure.Examined, error) {
	var asks []string
	for _, w := range slices.Concat(e.Of, e.Against) {
		asks = append(asks, w.Ask)
	}
	kept, err := c.Seals.Unseal(ctx, procedure.Once(asks))
	if err != nil {
		return procedure.Examined{}, err
	}
	return examining.Look(e, func(w procedure.Writing) string { return kept[w.Ask].Text(w.Question) }), nil
}

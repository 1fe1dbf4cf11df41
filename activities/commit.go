package activities

import (
	"context"
	"errors"
	"fmt"

	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Commit is everything that one step puts on record and tells others. Entries,
// readings and reports carry IDs, so committing twice has the effect of once.
type Commit struct {
	Slug     string            `json:"slug"`
	Entries  []procedure.Entry `json:"entries,omitempty"`
	Readings []measure.Reading `json:"readings,omitempty"`
	Reports  []AddressedReport `json:"reports,omitempty"`
}

// AddressedReport is a report and the workflow that it is for.
type AddressedReport struct {
	To     string           `json:"to"`
	Report procedure.Report `json:"report"`
}

// Empty reports whether there is nothing to commit.
func (c Commit) Empty() bool {
	return len(c.Entries) == 0 && len(c.Readings) == 0 && len(c.Reports) == 0
}

// Ledger takes records, all of one call or none.
type Ledger interface {
	Commit(ctx context.Context, slug string, entries []procedure.Entry, readings []measure.Reading) error
}

// Committer carries out commits.
type Committer struct {
	Ledger     Ledger
	Procedures Procedures
}

// Commit writes the records first and then delivers the reports, so that what a
// procedure is told can always be looked up. A procedure that has ended needs
// no report.
func (c *Committer) Commit(ctx context.Context, in Commit) error {
	if len(in.Entries) > 0 || len(in.Readings) > 0 {
		if err := c.Ledger.Commit(ctx, in.Slug, in.Entries, in.Readings); err != nil {
			return fmt.Errorf("commit records of %s: %w", in.Slug, err)
		}
	}
	for _, r := range in.Reports {
		if err := c.Procedures.Report(ctx, r.To, r.Report); err != nil && !errors.Is(err, ErrClosed) {
			return fmt.Errorf("report to %s: %w", r.To, err)
		}
	}
	return nil
}

package activities_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/partnership/procedure"
)

func TestCommit(t *testing.T) {
	t.Parallel()
	report := func(to, id string) activities.AddressedReport {
		return activities.AddressedReport{To: to, Report: procedure.Report{ID: id}}
	}
	for name, c := range map[string]struct {
		commit        activities.Commit
		ledger, reach error
		want          []string
		err           error
	}{
		"records come before reports": {
			commit: activities.Commit{
				Slug: "duo", Entries: []procedure.Entry{{ID: "e"}}, Readings: []measure.Reading{{ID: "r"}},
				Reports: []activities.AddressedReport{report("duo", "1"), report("duo/check-in", "2")},
			},
			want: []string{"commit duo", "report 1 to duo", "report 2 to duo/check-in"},
		},
		"a report alone needs no ledger": {
			commit: activities.Commit{Slug: "duo", Reports: []activities.AddressedReport{report("duo", "1")}},
			ledger: errAway,
			want:   []string{"report 1 to duo"},
		},
		"who has ended needs no report, the others do": {
			commit: activities.Commit{Slug: "duo", Reports: []activities.AddressedReport{report("gone", "1"), report("duo", "2")}},
			want:   []string{"report 2 to duo"},
		},
		"nothing is reported that is not on record": {
			commit: activities.Commit{
				Slug: "duo", Entries: []procedure.Entry{{ID: "e"}}, Reports: []activities.AddressedReport{report("duo", "1")},
			},
			ledger: errAway,
			err:    errAway,
		},
		"a report that cannot be delivered is tried again": {
			commit: activities.Commit{Slug: "duo", Reports: []activities.AddressedReport{report("duo", "1")}},
			reach:  errBroken,
			err:    errBroken,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var journal []string
			committer := activities.Committer{
				Ledger:     &ledger{err: c.ledger, journal: &journal},
				Procedures: &procedures{running: []string{"duo", "duo/check-in"}, err: c.reach, journal: &journal},
			}
			if err := committer.Commit(t.Context(), c.commit); !errors.Is(err, c.err) {
				t.Errorf("got error %v, want %v", err, c.err)
			}
			if diff := cmp.Diff(c.want, journal); diff != "" {
				t.Errorf("what happened (-want +got):\n%s", diff)
			}
		})
	}
}

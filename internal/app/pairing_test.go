package app

import (
	"strings"
	"testing"
)

// TestCompare shows every way in which a store and a namespace can fit or not.
func TestCompare(t *testing.T) {
	t.Parallel()
	fresh, legacy, mine, other := side{}, side{used: true}, side{id: "1", used: true}, side{id: "2", used: true}
	for _, c := range []struct {
		store, namespace side
		want             match
	}{
		{fresh, fresh, unpaired},
		{legacy, legacy, unpaired}, // from before there were IDs
		{mine, mine, paired},
		{mine, other, strangers},
		{mine, legacy, strangers},
		{legacy, mine, strangers},
		{fresh, mine, storeLost},
		{fresh, legacy, storeLost},
		{mine, fresh, namespaceLost},
		{legacy, fresh, namespaceLost},
	} {
		if got := compare(c.store, c.namespace); got != c.want {
			t.Errorf("store %+v and namespace %+v: %s, want %s", c.store, c.namespace, got, c.want)
		}
	}
}

// TestCodesAreOfOneMismatch wants the decision about one mismatch to say nothing
// about another.
func TestCodesAreOfOneMismatch(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, m := range []match{storeLost, namespaceLost, strangers} {
		for _, s := range []side{{}, {id: "1"}, {id: "2"}} {
			for _, n := range []side{{}, {id: "1"}, {id: "2"}} {
				seen[code(m, s, n)] = true
			}
		}
	}
	if len(seen) != 27 {
		t.Errorf("27 mismatches have %d codes", len(seen))
	}
}

// TestPairingErrorsSayWhatToDo reads each refusal as an admin does.
func TestPairingErrorsSayWhatToDo(t *testing.T) {
	t.Parallel()
	for m, says := range map[match][]string{
		unpaired:      {"do not know each other yet", "start `rapport up` or `rapport worker` first"},
		storeLost:     {"there is no store at /data/rapport.db", "belongs to installation 2", "asked again", "Restore the store from its backup", "--data", "--adopt c0de"},
		namespaceLost: {"/data/rapport.db belongs to installation 1", "begin again", "TEMPORAL_NAMESPACE", "--adopt c0de"},
		strangers:     {"belongs to installation 1", "belongs to installation 2", "one backup", "--adopt c0de"},
	} {
		e := &PairingError{
			Store: "/data/rapport.db", Server: "temporal:7233", Namespace: "rapport", Code: "c0de",
			match: m, ofStore: side{id: "1"}, ofNamespace: side{id: "2"},
		}
		if m == unpaired {
			e.Code = ""
		}
		for _, want := range append(says, "/data/rapport.db", "namespace rapport of the Temporal server temporal:7233") {
			if !strings.Contains(e.Error(), want) {
				t.Errorf("%s: %q does not say %q", m, e, want)
			}
		}
		t.Log(e)
		if e.Files = "/data/temporal"; m == namespaceLost && !strings.Contains(e.Error(), "Restore that directory from the backup") {
			t.Errorf("%s: %q does not say what to restore", m, e)
		}
		t.Log(e)
	}
}

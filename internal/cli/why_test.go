package cli_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/rapport-engine/rapport/config"
	"github.com/rapport-engine/rapport/mail/understand"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/measure"
	"github.com/rapport-engine/rapport/store"
)

// measured puts the one spec of a directory, readings, and the mails that they were taken
// from into a store: measured DATA SPECS READINGS.json [MAIL ...].
func measured(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: measured DATA SPECS READINGS.json [MAIL ...]")
	}
	var readings []measure.Reading
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[2])), &readings))
	data := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(data, 0o700))
	ctx := context.Background()
	s, err := store.Open(ctx, "sqlite:"+filepath.Join(data, "rapport.db"), store.Options{})
	ts.Check(err)
	defer func() { ts.Check(s.Close()) }()
	spec := config.Load(os.DirFS(ts.MkAbs(args[1])), config.Options{}).Specs[0]
	ts.Check(s.PutSpec(ctx, spec))
	ask := store.Ask{
		ID: "ask", Slug: spec.Slug, Workflow: spec.Slug + "/check-in/monthly", Person: "astrid", Locale: "en", Spec: spec.Digest(), MessageID: "asked@ops.example",
		Questions: []partnership.Question{{ID: "mql", KPI: "mql", Kind: partnership.KindNumber, Text: "Leads"}},
	}
	ts.Check(s.PutAsk(ctx, ask))
	for i, name := range args[3:] {
		raw := []byte(ts.ReadFile(name))
		row, err := s.StoreRaw(ctx, store.Incoming{
			Account: "ops", Mailbox: "INBOX", UIDValidity: 1, UID: uint32(i + 1), ReceivedAt: noon(), Raw: raw, Size: int64(len(raw)), MessageID: understand.Read(raw).MessageID,
		})
		ts.Check(err)
		ts.Check(s.SetInboxState(ctx, row.ID, store.InboxAccepted, store.InboxDetail{Ask: ask.ID, Slug: spec.Slug, Workflow: ask.Workflow, Person: ask.Person}))
	}
	ts.Check(s.Commit(ctx, store.Record{Slug: spec.Slug, Readings: readings}))
}

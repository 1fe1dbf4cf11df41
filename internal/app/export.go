package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"github.com/rapport-engine/rapport/activities"
	"github.com/rapport-engine/rapport/charter"
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/partnership/procedure/asking"
	"github.com/rapport-engine/rapport/partnership/wording"
	"github.com/rapport-engine/rapport/record"
	"github.com/rapport-engine/rapport/store"
)

// ReadRecord reads from a store all that is kept of a partnership for good: also while
// nothing runs, and after it has ended.
func ReadRecord(ctx context.Context, s *store.Store, slug string, now time.Time) (record.Record, error) {
	e := export{store: s, slug: slug, record: record.Record{At: now}}
	for _, read := range []func(context.Context) error{e.specs, e.journal, e.mails, e.charters, e.tables} {
		err := read(ctx)
		if errors.Is(err, activities.ErrNoSpec) {
			return record.Record{}, fmt.Errorf("export %s: no such partnership was ever applied", slug)
		}
		if err != nil {
			return record.Record{}, fmt.Errorf("export %s: %w", slug, err)
		}
	}
	return e.record, nil
}

// ReadCharter reads from a store what a partnership has agreed on, or is about to, and who
// has signed it by now.
func ReadCharter(ctx context.Context, s *store.Store, slug string) (charter.Charter, error) {
	e := export{store: s, slug: slug}
	err := e.specs(ctx)
	if errors.Is(err, activities.ErrNoSpec) {
		return charter.Charter{}, fmt.Errorf("charter of %s: no such partnership was ever applied", slug)
	}
	if err == nil {
		err = e.journal(ctx)
	}
	var c charter.Charter
	if err == nil {
		c, err = e.charterOf(ctx, e.record.InForce)
	}
	if err != nil {
		return charter.Charter{}, fmt.Errorf("charter of %s: %w", slug, err)
	}
	return c, nil
}

// export fills a record.
type export struct {
	store  *store.Store
	slug   string
	signed []procedure.Signature
	record record.Record
}

func (e *export) specs(ctx context.Context) (err error) {
	if e.record.InForce, err = (partnerships{e.store}).InForce(ctx, e.slug); err != nil {
		return err
	}
	kept, err := e.store.Specs(ctx, e.slug)
	for _, k := range kept {
		e.record.Specs = append(e.record.Specs, record.Spec(k))
	}
	return err
}

func (e *export) journal(ctx context.Context) (err error) {
	if e.record.Journal, e.record.Head, err = e.store.Chain(ctx, e.slug); err != nil {
		return err
	}
	e.signed, err = record.Signatures(e.record.Journal)
	return err
}

// mails finds the mails that signatures rest on, and those that they answer.
func (e *export) mails(ctx context.Context) error {
	for _, s := range e.signed {
		if s.Method != procedure.SignedByMail {
			continue
		}
		raw, err := e.came(ctx, s)
		if err != nil {
			return err
		}
		if raw == nil {
			continue // the check of the record says so
		}
		e.record.Mails = append(e.record.Mails, raw)
		asked, err := e.asked(ctx, raw)
		if err != nil {
			return err
		}
		if asked != nil && !slices.ContainsFunc(e.record.Asked, func(b []byte) bool { return bytes.Equal(b, asked) }) {
			e.record.Asked = append(e.record.Asked, asked)
		}
	}
	return nil
}

// came is the mail of a signature, as it came. It may have signed in other partnerships, too,
// and lies with one of them.
func (e *export) came(ctx context.Context, s procedure.Signature) ([]byte, error) {
	id := strings.Trim(s.Message, "<>")
	rows, err := e.store.Inbox(ctx, store.InboxQuery{MessageID: id, States: []store.InboxState{store.InboxAccepted}})
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		raw, err := e.store.Raw(ctx, row.SHA256)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if row.Slug == e.slug && s.Mail == "" || s.Mail == procedure.RawMailID(id, raw) {
			return raw, nil
		}
	}
	return nil, nil
}

// asked is the mail of ours that a mail answers, as it went out. One that speaks of other
// partnerships, too, stays out of the record: it is nobody's business in this one.
func (e *export) asked(ctx context.Context, raw []byte) ([]byte, error) {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return nil, nil //nolint:nilerr // a mail that nobody can take apart names no other one
	}
	id := strings.Trim(m.Header.Get("In-Reply-To"), " <>\t")
	ask, err := e.store.AskByMessageID(ctx, id)
	if err == nil && asking.Spread(ask.Parts) {
		return nil, nil
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	sent, err := e.store.Outgoing(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return sent.Mail.Wire, err
}

// charters writes what was signed and what is in force as texts, in each language that a
// party has.
func (e *export) charters(ctx context.Context) error {
	digests := []string{e.record.InForce.Digest()}
	for _, s := range e.signed {
		digests = append(digests, s.Spec)
	}
	for _, digest := range procedure.Once(digests) {
		spec, err := e.store.Spec(ctx, digest)
		if errors.Is(err, store.ErrNotFound) {
			continue // the check of the record says so
		}
		if err != nil {
			return err
		}
		c, err := e.charterOf(ctx, spec)
		if err != nil {
			return err
		}
		for _, language := range languagesOf(spec) {
			d, err := charter.In(c, language)
			if err != nil {
				return err
			}
			var page bytes.Buffer
			if err := d.Page(&page); err != nil {
				return err
			}
			name := fmt.Sprintf("charter/%s.%s", digest, language)
			e.record.Charters = append(e.record.Charters,
				record.File{Path: name + ".html", Content: page.Bytes()}, record.File{Path: name + ".txt", Content: []byte(d.Text(charterWidth))})
		}
	}
	return nil
}

// charterWidth is how wide a charter is that is kept as plain text.
const charterWidth = 90

// charterOf is the charter of a spec with the signatures that hold for it.
func (e *export) charterOf(ctx context.Context, spec partnership.Spec) (charter.Charter, error) {
	zone, err := cadence.LoadZone(spec.Zone)
	if err != nil {
		return charter.Charter{}, err
	}
	c := charter.Charter{Spec: spec}
	for _, s := range e.signed {
		if s.Method != procedure.SignedByMail {
			continue
		}
		under, err := e.store.Spec(ctx, s.Spec)
		if errors.Is(err, store.ErrNotFound) {
			continue // the check of the record says so
		}
		if err != nil {
			return charter.Charter{}, err
		}
		if record.Same(under, spec) {
			c.Signatures = append(c.Signatures, charter.Signature{Person: s.Person, On: cadence.DateOf(s.At.In(zone))})
		}
	}
	return c, nil
}

// languagesOf are the languages of a partnership, its parties and whoever signs, as far as
// there are words for them.
func languagesOf(spec partnership.Spec) []string {
	wanted := []string{wording.In(spec.Language).Code}
	for _, p := range spec.Parties {
		wanted = append(wanted, wording.In(p.Language).Code)
	}
	for _, s := range spec.Signers() {
		if p, ok := spec.Person(s.Person); ok {
			wanted = append(wanted, wording.In(p.Language).Code)
		}
	}
	return procedure.Once(wanted)
}

func (e *export) tables(ctx context.Context) (err error) {
	if e.record.Figures, err = e.store.Readings(ctx, e.slug); err != nil {
		return err
	}
	e.record.Ledger, err = e.store.Entries(ctx, e.slug)
	return err
}

package app

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"go.temporal.io/sdk/client"

	"github.com/rapport-engine/rapport/partnership/procedure"
	"github.com/rapport-engine/rapport/store"
)

// pairing opens the store of a program that starts, and makes sure that it and
// the namespace belong together before anything is made or done.
type pairing struct {
	url    string // of the store
	path   string // of its file
	adopt  string // the code of the mismatch to go on with, if any
	logger *slog.Logger

	store *store.Store // nil while there is none
	known store.Installation
	local side
}

// beginPairing opens the store if there is one. It makes none: that of a
// namespace that was used before would only hide that it is lost.
func beginPairing(ctx context.Context, url, adopt string, logger *slog.Logger) (*pairing, error) {
	p := &pairing{url: url, adopt: adopt, logger: logger}
	opened, err := store.Open(ctx, url, store.Options{Logger: logger, Existing: true, Check: true})
	var missing *store.MissingError
	if errors.As(err, &missing) {
		p.path = missing.Path
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	p.store, p.path = opened, opened.Path()
	if p.known, err = opened.Installation(ctx); err == nil {
		p.local, err = storeSide(ctx, opened, p.known)
	}
	if err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return p, nil
}

// storeSide is what a store says. An ID that no namespace is known to bear
// binds it to none.
func storeSide(ctx context.Context, s *store.Store, known store.Installation) (side, error) {
	if known.Paired {
		return side{id: known.ID, used: true}, nil
	}
	slugs, err := s.Slugs(ctx)
	return side{used: len(slugs) > 0}, err
}

// close releases the store.
func (p *pairing) close() error {
	if p.store == nil {
		return nil
	}
	return p.store.Close()
}

// wantsOld reports whether the namespace must have been made before: a new one
// would be refused.
func (p *pairing) wantsOld() bool {
	m := compare(p.local, side{})
	return m == namespaceLost && p.adopt != code(m, p.local, side{})
}

// place is the namespace of a server.
type place struct {
	client    client.Client
	server    string
	namespace string
	files     string // the server's own, if it is embedded
}

// refusal says that the store does not fit a namespace.
func (p *pairing) refusal(at place, remote side) *PairingError {
	m := compare(p.local, remote)
	return &PairingError{
		Store: absolute(p.path), Server: at.server, Namespace: at.namespace, Files: absolute(at.files), Code: code(m, p.local, remote),
		match: m, ofStore: p.local, ofNamespace: remote,
	}
}

// complete makes the store and the namespace ready for each other, unless they
// do not belong together: then nothing is made. What an admin should know about
// them it says, a sentence each.
func (p *pairing) complete(ctx context.Context, at place, makeNamespace func(context.Context) error, say func(string)) error {
	m, err := p.judge(ctx, at)
	if err != nil {
		return err
	}
	if err := makeNamespace(ctx); err != nil {
		return err
	}
	adopted, err := p.settle(ctx, at, m)
	if err != nil {
		return err
	}
	forgetful, err := at.forgetful(ctx)
	for _, note := range []string{adopted, forgetful} {
		if note != "" {
			say(note)
		}
	}
	return err
}

// judge compares the store with a namespace. A mismatch is a *PairingError,
// unless an admin has decided on this very one.
func (p *pairing) judge(ctx context.Context, at place) (match, error) {
	remote, err := at.side(ctx)
	if err != nil {
		return "", err
	}
	// A program that ended half-way has told the namespace, but not heard so.
	if remote.id != "" && remote.id == p.known.ID {
		p.local = side{id: p.known.ID, used: true}
	}
	m := compare(p.local, remote)
	if m == paired || m == unpaired || p.adopt == code(m, p.local, remote) {
		return m, nil
	}
	return "", p.refusal(at, remote)
}

// settle makes the store and the namespace belong together as judged. The note
// tells an admin what was adopted.
func (p *pairing) settle(ctx context.Context, at place, m match) (note string, err error) {
	switch m {
	case paired:
		if !p.known.Paired {
			err = p.store.SetInstallation(ctx, store.Installation{ID: p.known.ID, Paired: true})
		}
	case unpaired:
		err = p.bind(ctx, at, cmp.Or(p.known.ID, newInstallation()))
	case storeLost, namespaceLost, strangers:
		// What one of them belonged to must not pass for the same if it comes back.
		if err = p.bind(ctx, at, newInstallation()); err == nil {
			note, err = p.record(ctx, at, m)
		}
	}
	if err != nil {
		return "", fmt.Errorf("pair store and Temporal: %w", err)
	}
	return note, nil
}

func newInstallation() string { return hex.EncodeToString(random(8)) }

// bind gives both sides an ID. The store comes first and hears last that it is
// done, so that a program that is killed between can go on from there.
func (p *pairing) bind(ctx context.Context, at place, id string) error {
	if p.store == nil {
		opened, err := store.Open(ctx, p.url, store.Options{Logger: p.logger})
		if err != nil {
			return err
		}
		p.store = opened
	}
	if err := p.store.SetInstallation(ctx, store.Installation{ID: id}); err != nil {
		return err
	}
	if err := at.mark(ctx, id); err != nil {
		return err
	}
	p.known = store.Installation{ID: id, Paired: true}
	return p.store.SetInstallation(ctx, p.known)
}

// record puts an adoption into the journal of every partnership that the store
// knows, and into the log.
func (p *pairing) record(ctx context.Context, at place, m match) (note string, err error) {
	note = fmt.Sprintf("An admin went on with a store and a Temporal namespace that did not belong together (%s); they are installation %s now", m, p.known.ID)
	p.logger.WarnContext(ctx, "store and namespace adopted", "mismatch", m, "installation", p.known.ID,
		"store", p.path, "server", at.server, "namespace", at.namespace)
	slugs, err := p.store.Slugs(ctx)
	if err != nil {
		return "", err
	}
	for _, slug := range slugs {
		err := p.store.Commit(ctx, store.Record{Slug: slug, Entries: []procedure.Entry{{
			ID: "adopt/" + p.known.ID, At: time.Now(), Workflow: slug, Kind: procedure.EntryCommand, Actor: procedure.Admin, Text: note,
		}}})
		if err != nil {
			return "", err
		}
	}
	return note + ".", nil
}

// checkPaired returns the ID of the installation that an open store and a
// namespace belong to. It pairs nothing: that is for those who work.
func checkPaired(ctx context.Context, s *store.Store, at place) (id string, err error) {
	known, err := s.Installation(ctx)
	if err != nil {
		return "", err
	}
	local, err := storeSide(ctx, s, known)
	if err != nil {
		return "", err
	}
	remote, err := at.side(ctx)
	if err != nil {
		return "", err
	}
	if m := compare(local, remote); m != paired {
		return "", &PairingError{
			Store: absolute(s.Path()), Server: at.server, Namespace: at.namespace, match: m, ofStore: local, ofNamespace: remote,
		}
	}
	return known.ID, nil
}

// absolute is a path for people who may not know where they are.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil && path != "" {
		return abs
	}
	return path
}

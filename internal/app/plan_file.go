package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/rapport-engine/rapport/partnership"
)

// WritePlan saves a plan so that only its owner can read it: specs hold people's
// addresses. A file of that name is replaced as a whole or not at all.
func WritePlan(path string, plan Plan) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".plan-*") // readable by its owner only
	if err != nil {
		return fmt.Errorf("write plan: %w", err)
	}
	err = json.NewEncoder(f).Encode(plan)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write plan: %w", errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}

// ErrNoPlan says that a file is not a plan that this program can carry out.
var ErrNoPlan = errors.New("no plan of this program")

// ReadPlan reads a saved plan. It refuses what another version wrote in a form
// that this one could misread, and a plan that was altered.
func ReadPlan(path string) (Plan, error) {
	f, err := os.Open(path)
	if err != nil {
		return Plan{}, fmt.Errorf("read plan: %w", err)
	}
	defer f.Close()
	var head struct {
		FormatVersion int    `json:"format_version"`
		Installation  string `json:"installation"`
	}
	if err := json.NewDecoder(f).Decode(&head); err != nil || head.Installation == "" {
		return Plan{}, fmt.Errorf("read plan %s: %w: `rapport plan --out` writes one", path, ErrNoPlan)
	}
	if head.FormatVersion != PlanVersion {
		return Plan{}, fmt.Errorf("read plan %s: %w: it has format %d, this program reads %d; plan again", path, ErrNoPlan, head.FormatVersion, PlanVersion)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return Plan{}, fmt.Errorf("read plan: %w", err)
	}
	var plan Plan
	if err := json.NewDecoder(f).Decode(&plan); err != nil {
		return Plan{}, fmt.Errorf("read plan %s: %w: %w", path, ErrNoPlan, err)
	}
	for _, item := range plan.Items {
		if err := item.sound(); err != nil {
			return Plan{}, fmt.Errorf("read plan %s: partnership %s: %w: %w", path, item.Slug, ErrNoPlan, err)
		}
	}
	return plan, nil
}

// sound reports why an item cannot be carried out as it stands.
func (i Item) sound() error {
	switch i.Action {
	case Create, Change:
		if i.Spec == nil || i.Spec.Slug != i.Slug || i.Spec.Schema != partnership.SchemaVersion || i.Spec.Digest() != i.Digest {
			return errors.New("its spec was altered, or another version wrote it; plan again")
		}
	case End, Undeclared, EndedBefore, Past, Unchanged:
	default:
		return fmt.Errorf("this version knows no action %q; plan again", i.Action)
	}
	return nil
}

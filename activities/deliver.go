package activities

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"

	"github.com/rapport-engine/rapport/partnership/procedure"
)

// Delivery names the letters of a step that a workflow waits for, by the first
// of them.
type Delivery struct {
	Workflow string   `json:"workflow"`
	Keys     []string `json:"keys"`
}

// Step names a delivery within its workflow.
func (d Delivery) Step() string {
	if len(d.Keys) == 0 {
		return ""
	}
	return d.Keys[0]
}

// Deliverer waits for letters to arrive.
type Deliverer struct {
	Post Post
	Now  func() time.Time
}

// Deliver returns the arrivals of a step's letters. Until they are known it
// waits without taking up a worker's slot: the postman completes it.
func (d *Deliverer) Deliver(ctx context.Context, in Delivery) ([]procedure.Arrival, error) {
	arrived, all, err := d.Post.Await(ctx, in.Workflow, in.Step(), activity.GetInfo(ctx).TaskToken, d.Now())
	if err != nil {
		return nil, fmt.Errorf("await letters of %s: %w", in.Workflow, err)
	}
	if !all {
		return nil, activity.ErrResultPending
	}
	return arrived, nil
}

package config

import (
	"github.com/rapport-engine/rapport/partnership"
	"github.com/rapport-engine/rapport/partnership/cadence"
)

type correctiveActionDecl struct {
	header
	Contain, Cause, Plan field[cadence.Span]
}

func (c *correctiveActionDecl) schema() schema {
	return schema{
		doc: "How long a party has when something goes wrong.",
		attributes: []attribute{
			{name: "contain", required: true, value: length(&c.Contain), doc: "Until the harm is limited."},
			{name: "cause", required: true, value: length(&c.Cause), doc: "Until the cause is known."},
			{name: "plan", required: true, value: length(&c.Plan), doc: "Until there is a plan against it."},
		},
	}
}

func (c *correctiveActionDecl) compile(*scope) partnership.CorrectiveAction {
	return partnership.CorrectiveAction{ID: c.name, Contain: c.Contain.value, Cause: c.Cause.value, Plan: c.Plan.value}
}

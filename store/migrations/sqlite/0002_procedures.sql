-- +goose Up

-- One row a workflow: its state, replaced with every step, and how it ended.
-- Temporal forgets a workflow when its retention is over; this table does not.
CREATE TABLE procedures (
	workflow   TEXT PRIMARY KEY,
	slug       TEXT NOT NULL,
	kind       TEXT NOT NULL,
	state      TEXT NOT NULL,
	outcome    TEXT NOT NULL,
	updated_at TEXT NOT NULL
);
CREATE INDEX procedures_by_slug ON procedures (slug, kind);

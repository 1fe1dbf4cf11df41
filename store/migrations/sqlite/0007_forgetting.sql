-- +goose Up

-- When what people wrote to a workflow under seal is deleted, but for what is kept.
CREATE TABLE forgetting (
	workflow  TEXT PRIMARY KEY,
	at        TEXT NOT NULL, -- empty: not any more
	keep      TEXT NOT NULL, -- JSON: the writings that stay
	decided   TEXT NOT NULL, -- time of the step that has set it; a later one replaces it
	looked_at TEXT NOT NULL -- when it was last seen to
);
CREATE INDEX forgetting_by_time ON forgetting (at, looked_at);

-- The workflow under whose seal a mail stands; empty for most. Its words are shown to
-- nobody, and go with what else was written to the workflow or at a time of their own.
ALTER TABLE inbox ADD COLUMN sealed TEXT NOT NULL DEFAULT '';
ALTER TABLE inbox ADD COLUMN forget_at TEXT NOT NULL DEFAULT '';
UPDATE inbox SET sealed = (SELECT workflow FROM asks WHERE asks.id = inbox.ask_id)
	WHERE EXISTS (SELECT 1 FROM asks WHERE asks.id = inbox.ask_id AND asks.sealed = 1);
CREATE INDEX inbox_by_seal ON inbox (sealed, stored_at) WHERE sealed <> '';
CREATE INDEX inbox_by_end ON inbox (forget_at) WHERE forget_at <> '';
CREATE INDEX inbox_by_bytes ON inbox (sha256);
CREATE INDEX asks_by_workflow ON asks (workflow);

-- +goose Up

-- Since when the mail server has not taken a letter; empty while it was not tried.
ALTER TABLE outbox ADD COLUMN failing_since TEXT NOT NULL DEFAULT '';
CREATE INDEX outbox_by_change ON outbox (state, updated_at);
CREATE INDEX inbox_by_change ON inbox (state, updated_at);

-- Mails to the admin about the engine's own trouble, each kept before it is sent.
CREATE TABLE alerts (
	seq        INTEGER PRIMARY KEY,
	state      TEXT NOT NULL, -- as of letters: queued, packed, sent, failed, unwritten
	told_until TEXT NOT NULL, -- it tells what happened up to here
	due_at     TEXT NOT NULL, -- when to look at it next
	attempts   INTEGER NOT NULL,
	message_id TEXT NOT NULL,
	recipient  TEXT NOT NULL,
	sender     TEXT NOT NULL,
	subject    TEXT NOT NULL,
	text       TEXT NOT NULL,
	raw        BLOB NOT NULL,
	reason     TEXT NOT NULL, -- why the last attempt failed
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL
);

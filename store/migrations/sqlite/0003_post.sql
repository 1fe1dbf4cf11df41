-- +goose Up

-- The outbox holds letters; a letter becomes a mail when the postman packs it.
DROP TABLE outbox;
CREATE TABLE outbox (
	workflow   TEXT NOT NULL,
	letter     TEXT NOT NULL, -- key within the workflow
	seq        INTEGER NOT NULL, -- order of arrival
	slug       TEXT NOT NULL,
	person     TEXT NOT NULL,
	ask_id     TEXT NOT NULL,
	template   TEXT NOT NULL,
	body       TEXT NOT NULL, -- the letter as JSON
	opens      INTEGER NOT NULL,
	topic      TEXT NOT NULL, -- of a notice that a newer one replaces
	state      TEXT NOT NULL,
	due_at     TEXT NOT NULL, -- when to look at it next
	attempts   INTEGER NOT NULL,
	message_id TEXT NOT NULL, -- of the mail that carries it; empty until it is packed
	recipient  TEXT NOT NULL,
	sender     TEXT NOT NULL,
	subject    TEXT NOT NULL,
	text       TEXT NOT NULL,
	html       TEXT NOT NULL,
	raw        BLOB NOT NULL,
	arrival    TEXT NOT NULL, -- JSON: what its workflow hears, with the window that the mail speaks of
	heard      INTEGER NOT NULL, -- its workflow knows what became of it
	response   TEXT NOT NULL,
	reason     TEXT NOT NULL,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	PRIMARY KEY (workflow, letter)
);
CREATE INDEX outbox_by_seq ON outbox (seq);
CREATE INDEX outbox_by_due ON outbox (state, due_at, seq);
CREATE INDEX outbox_by_slug ON outbox (slug, created_at);
CREATE INDEX outbox_by_message ON outbox (message_id);
CREATE INDEX outbox_by_reader ON outbox (slug, person, state);
CREATE INDEX outbox_by_ask ON outbox (ask_id, seq);
CREATE INDEX outbox_by_news ON outbox (opens, heard, state);

-- Who waits for letters: a step of a workflow, through an activity.
CREATE TABLE deliveries (
	workflow TEXT NOT NULL,
	step     TEXT NOT NULL, -- key of the first letter
	letters  TEXT NOT NULL, -- JSON: keys
	token    BLOB NOT NULL, -- of the activity; empty until it has begun
	since    TEXT NOT NULL, -- when it began
	settled  INTEGER NOT NULL,
	PRIMARY KEY (workflow, step)
);
CREATE INDEX deliveries_open ON deliveries (settled, since);

-- Answers that nobody may see but whoever gave them, until they are counted.
CREATE TABLE sealed (
	ask_id     TEXT PRIMARY KEY,
	workflow   TEXT NOT NULL,
	answers    TEXT NOT NULL, -- JSON
	problems   TEXT NOT NULL, -- JSON: what could not be read
	updated_at TEXT NOT NULL
);
CREATE INDEX sealed_by_workflow ON sealed (workflow);

ALTER TABLE asks ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;

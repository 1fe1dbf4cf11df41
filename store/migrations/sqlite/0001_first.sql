-- +goose Up

-- Instants are RFC 3339 text in UTC with nine decimals, so that text order is time order.

CREATE TABLE specs (
	digest     TEXT PRIMARY KEY,
	slug       TEXT NOT NULL,
	body       TEXT NOT NULL,
	applied_at TEXT NOT NULL
);
CREATE INDEX specs_by_slug ON specs (slug, applied_at);

CREATE TABLE asks (
	id        TEXT PRIMARY KEY,
	slug      TEXT NOT NULL,
	workflow  TEXT NOT NULL,
	person    TEXT NOT NULL,
	locale    TEXT NOT NULL,
	spec      TEXT NOT NULL,
	questions TEXT NOT NULL
);

-- One ask has many letters: the question, its reminders, its receipts.
CREATE TABLE ask_letters (
	message_id TEXT PRIMARY KEY,
	ask_id     TEXT NOT NULL REFERENCES asks (id),
	questions  TEXT NOT NULL,
	text       TEXT NOT NULL,
	sent_at    TEXT NOT NULL,
	due        TEXT NOT NULL
);
CREATE INDEX ask_letters_by_ask ON ask_letters (ask_id, sent_at);

CREATE TABLE outbox (
	message_id TEXT PRIMARY KEY,
	slug       TEXT NOT NULL,
	workflow   TEXT NOT NULL,
	letter     TEXT NOT NULL,
	person     TEXT NOT NULL,
	recipient  TEXT NOT NULL,
	ask_id     TEXT NOT NULL,
	template   TEXT NOT NULL,
	subject    TEXT NOT NULL,
	text       TEXT NOT NULL,
	raw        BLOB NOT NULL,
	state      TEXT NOT NULL,
	attempts   INTEGER NOT NULL,
	response   TEXT NOT NULL,
	reason     TEXT NOT NULL,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	UNIQUE (workflow, letter)
);
CREATE INDEX outbox_by_state ON outbox (state, created_at);
CREATE INDEX outbox_by_slug ON outbox (slug, created_at);

CREATE TABLE mail_raw (
	sha256 TEXT PRIMARY KEY,
	raw    BLOB NOT NULL
);

CREATE TABLE inbox (
	id           TEXT PRIMARY KEY,
	account      TEXT NOT NULL,
	mailbox      TEXT NOT NULL,
	uid_validity BIGINT NOT NULL,
	uid          BIGINT NOT NULL,
	received_at  TEXT NOT NULL,
	stored_at    TEXT NOT NULL,
	sha256       TEXT NOT NULL REFERENCES mail_raw (sha256),
	size         BIGINT NOT NULL,
	too_large    INTEGER NOT NULL,
	message_id   TEXT NOT NULL,
	body_sha256  TEXT NOT NULL,
	state        TEXT NOT NULL,
	class        TEXT NOT NULL,
	ask_id       TEXT NOT NULL,
	slug         TEXT NOT NULL,
	workflow     TEXT NOT NULL,
	person       TEXT NOT NULL,
	signal_id    TEXT NOT NULL,
	reason       TEXT NOT NULL,
	updated_at   TEXT NOT NULL,
	UNIQUE (account, mailbox, uid_validity, uid)
);
CREATE INDEX inbox_by_state ON inbox (state, stored_at);
CREATE INDEX inbox_by_meaning ON inbox (message_id, body_sha256);

CREATE TABLE mailboxes (
	account      TEXT NOT NULL,
	mailbox      TEXT NOT NULL,
	uid_validity BIGINT NOT NULL,
	uid          BIGINT NOT NULL,
	PRIMARY KEY (account, mailbox)
);

CREATE TABLE measurements (
	slug     TEXT NOT NULL,
	seq      BIGINT NOT NULL,
	id       TEXT NOT NULL,
	kpi      TEXT NOT NULL,
	period   TEXT NOT NULL,
	value    TEXT NOT NULL,
	reporter TEXT NOT NULL,
	at       TEXT NOT NULL,
	late     INTEGER NOT NULL,
	source   TEXT NOT NULL,
	PRIMARY KEY (slug, seq),
	UNIQUE (slug, id)
);

CREATE TABLE journal (
	slug  TEXT NOT NULL,
	seq   BIGINT NOT NULL,
	id    TEXT NOT NULL,
	entry TEXT NOT NULL,
	hash  TEXT NOT NULL,
	PRIMARY KEY (slug, seq),
	UNIQUE (slug, id)
);

-- The head shows when the newest rows of a journal are missing, which a chain alone cannot.
CREATE TABLE journal_heads (
	slug TEXT PRIMARY KEY,
	seq  BIGINT NOT NULL,
	hash TEXT NOT NULL
);

-- +goose StatementBegin
CREATE TRIGGER journal_refuses_update BEFORE UPDATE ON journal
BEGIN
	SELECT RAISE(ABORT, 'the journal is append-only');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER journal_refuses_delete BEFORE DELETE ON journal
BEGIN
	SELECT RAISE(ABORT, 'the journal is append-only');
END;
-- +goose StatementEnd

CREATE TABLE settings (
	name  TEXT PRIMARY KEY,
	value BLOB NOT NULL
);

-- +goose Up

-- What the parties put in and got out, as they said it. What was wrong is corrected by a
-- further entry.
CREATE TABLE ledger (
	slug  TEXT NOT NULL,
	seq   BIGINT NOT NULL,
	id    TEXT NOT NULL,
	entry TEXT NOT NULL, -- JSON
	PRIMARY KEY (slug, seq),
	UNIQUE (slug, id)
);

-- +goose StatementBegin
CREATE TRIGGER ledger_refuses_update BEFORE UPDATE ON ledger
BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only');
END;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE TRIGGER ledger_refuses_delete BEFORE DELETE ON ledger
BEGIN
	SELECT RAISE(ABORT, 'the ledger is append-only');
END;
-- +goose StatementEnd

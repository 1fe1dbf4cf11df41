-- +goose Up

-- What somebody has answered in an anonymous survey, while that is open: encrypted under a
-- key that lies outside the store, and padded, so that a length tells nothing. No time, and
-- no order: a later answer takes the place of an earlier one.
CREATE TABLE ballots (
	ask_id   TEXT PRIMARY KEY,
	workflow TEXT NOT NULL,
	box      BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX ballots_by_workflow ON ballots (workflow);

-- The answers to the ask are ballots.
ALTER TABLE asks ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0;

-- The mail holds answers to an anonymous survey, as far as anybody can tell. The engine's
-- mailbox is to keep no copy of it; erased says that it has none any more.
ALTER TABLE inbox ADD COLUMN ballot INTEGER NOT NULL DEFAULT 0;
ALTER TABLE inbox ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
CREATE INDEX inbox_doomed ON inbox (account) WHERE ballot = 1 AND erased = 0;

-- What a round of a survey came to. It is written once.
CREATE TABLE waves (
	workflow TEXT PRIMARY KEY,
	slug     TEXT NOT NULL,
	survey   TEXT NOT NULL, -- as declared
	date     TEXT NOT NULL, -- of the round
	wave     TEXT NOT NULL  -- JSON: published figures only
) WITHOUT ROWID;
CREATE INDEX waves_by_survey ON waves (slug, survey, date);

-- What people wrote in it. The key is drawn by lot: it is the only order there is.
CREATE TABLE remarks (
	lot      TEXT PRIMARY KEY,
	workflow TEXT NOT NULL,
	question TEXT NOT NULL,
	text     TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX remarks_by_workflow ON remarks (workflow);

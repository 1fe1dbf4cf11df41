-- +goose Up

-- Asks that stand together in one mail, as JSON; null for a letter of one ask.
ALTER TABLE ask_letters ADD COLUMN parts TEXT NOT NULL DEFAULT 'null';

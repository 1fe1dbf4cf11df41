-- +goose Up

-- Why an admin has entered a value.
ALTER TABLE measurements ADD COLUMN reason TEXT NOT NULL DEFAULT '';

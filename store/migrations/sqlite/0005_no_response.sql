-- +goose Up

-- What the mail server said to a letter that it took was never kept.
ALTER TABLE outbox DROP COLUMN response;

package devserver

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"go.temporal.io/server/common/config"
	sqliteplugin "go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
)

// databases are the server's two stores. The server keeps one connection pool per equal
// configuration for the life of the process, so the same values go to everyone who opens them.
type databases struct {
	main       *config.SQL // histories, timers, task queues, namespaces
	visibility *config.SQL // the workflow list
}

const (
	mainFile       = "default.db"
	visibilityFile = "visibility.db"
)

// openDatabases makes the databases ready for this server: in memory, or in files that are
// created, found to fit, or refused with an error of their own.
func openDatabases(ctx context.Context, dir string, existing bool) (databases, error) {
	if dir == "" {
		memory := memoryDatabase()
		return databases{main: memory, visibility: memory}, nil
	}
	main, visibility := filepath.Join(dir, mainFile), filepath.Join(dir, visibilityFile)
	if existing && !written(main) {
		return databases{}, &MissingError{Path: main}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return databases{}, fmt.Errorf("create database folder: %w", err)
	}
	if err := prepareFiles(ctx, main, visibility); err != nil {
		return databases{}, err
	}
	return databases{main: fileDatabase(main), visibility: fileDatabase(visibility)}, nil
}

// memoryDatabase is a new database that lives as long as the process. The server sets up its schema.
func memoryDatabase() *config.SQL {
	return &config.SQL{
		PluginName:        sqliteplugin.PluginName,
		DatabaseName:      "rapport-" + rand.Text(),
		ConnectAttributes: map[string]string{"mode": "memory", "cache": "shared"},
	}
}

// fileDatabase writes ahead and syncs every commit, so that a power cut loses nothing that
// the server has acknowledged. A second connection makes it slower, not faster: SQLite has
// one writer, and the server's transactions begin as readers.
func fileDatabase(path string) *config.SQL {
	return &config.SQL{
		PluginName:   sqliteplugin.PluginName,
		DatabaseName: uriPath(path),
		MaxConns:     1,
		MaxIdleConns: 1,
		ConnectAttributes: map[string]string{
			"mode":         "rwc",
			"cache":        "private",
			"journal_mode": "wal",
			"synchronous":  "full",
			"busy_timeout": "10000",
		},
	}
}

// uriPath escapes what SQLite would take for the end of a path in a file URI.
func uriPath(path string) string {
	return (&url.URL{Path: path}).EscapedPath()
}

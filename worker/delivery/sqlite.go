//go:build !js

package delivery

import (
	"database/sql"
	"fmt"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// OpenSQLite opens the database file at a path, or one in memory where that is ":memory:".
func OpenSQLite(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		return nil, err
	}
	// Each connection would have a memory of its own; and one writer at a time is what D1 does too.
	db.SetMaxOpenConns(1)
	for _, setting := range []string{"busy_timeout = 5000", "journal_mode = WAL", "synchronous = FULL"} {
		if _, err := db.Exec("PRAGMA " + setting); err != nil {
			db.Close()
			return nil, fmt.Errorf("%s cannot be opened as a database: %w", path, err)
		}
	}
	return db, nil
}

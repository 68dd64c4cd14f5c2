package delivery

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"bouton3018/rules/release"
)

// The tables. A part is found by its hash and never changes. A row of
// publication is one leaf of the log with everything that it adds, so that one
// INSERT decides: D1 has no transactions, and of two publications with one index
// the database takes the first. What is JSON is TEXT, because D1 hands a BLOB over as a
// list of numbers; a package is base64 for the same reason.
//
//	file    the body of /v1/head
//	entry   its element of /v1/log
//	hashes  the hashes of the tree that this leaf completes, from the leaf up
//	place   the version, written so that versions sort
var tables = []string{
	`CREATE TABLE IF NOT EXISTS part (sha256 TEXT PRIMARY KEY, body TEXT NOT NULL)`,
	`CREATE TABLE IF NOT EXISTS publication
		(leaf INTEGER PRIMARY KEY, file TEXT NOT NULL, entry TEXT NOT NULL, hashes BLOB NOT NULL)`,
	`CREATE TABLE IF NOT EXISTS package (place TEXT PRIMARY KEY, version TEXT NOT NULL, body TEXT NOT NULL)`,
}

// store speaks the SQL that D1 and SQLite share, one statement at a time.
type store struct{ db *sql.DB }

func (s *store) create(ctx context.Context) error {
	for _, table := range tables {
		if _, err := s.db.ExecContext(ctx, table); err != nil {
			return err
		}
	}
	return nil
}

// retry asks a question again after the tables were made: a new database has none, and to
// ask for them each time would cost every request a round trip.
func (s *store) retry(ctx context.Context, ask func() error) error {
	err := ask()
	if err == nil || ctx.Err() != nil || !strings.Contains(err.Error(), "no such table") {
		return err
	}
	if made := s.create(ctx); made != nil {
		return errors.Join(err, made)
	}
	return ask()
}

// publication is what the log was after its last entry; size 0 is an empty log.
type publication struct {
	size int64
	file []byte
}

// notes, statement and head are what the file says. It was checked before it came in.
func (p publication) notes() (file release.HeadFile) {
	json.Unmarshal(p.file, &file)
	return file
}

func (p publication) statement(part string) release.Statement {
	s, _ := release.ParseStatement(release.TextOf(p.notes().Statement(part)))
	return s
}

func (p publication) head() release.Head {
	h, _ := release.ParseHead(release.TextOf(p.notes().Head))
	return h
}

// ask reads every row of an answer.
func (s *store) ask(ctx context.Context, read func(*sql.Rows) error, question string, values ...any) error {
	return s.retry(ctx, func() error {
		rows, err := s.db.QueryContext(ctx, question, values...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := read(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	})
}

// tell inserts a row.
func (s *store) tell(ctx context.Context, insert string, values ...any) error {
	return s.retry(ctx, func() error {
		_, err := s.db.ExecContext(ctx, insert, values...)
		return err
	})
}

func (s *store) last(ctx context.Context) (p publication, err error) {
	err = s.ask(ctx, func(r *sql.Rows) error { return r.Scan(&p.size, &p.file) },
		`SELECT leaf + 1, file FROM publication ORDER BY leaf DESC LIMIT 1`)
	return p, err
}

// part returns the bytes with this hash, nil where there are none.
func (s *store) part(ctx context.Context, hash string) (body []byte, err error) {
	err = s.ask(ctx, func(r *sql.Rows) error { return r.Scan(&body) }, `SELECT body FROM part WHERE sha256 = ?`, hash)
	return body, err
}

func (s *store) addPart(ctx context.Context, hash string, body []byte) error {
	return s.tell(ctx, `INSERT OR IGNORE INTO part (sha256, body) VALUES (?, ?)`, hash, string(body))
}

// add appends a leaf. It reports false where another publication has this place already.
func (s *store) add(ctx context.Context, leaf int64, file, entry, hashes []byte) (bool, error) {
	err := s.tell(ctx, `INSERT INTO publication (leaf, file, entry, hashes) VALUES (?, ?, ?, ?)`,
		leaf, string(file), string(entry), hashes)
	if err == nil {
		return true, nil
	}
	// Who lost a race and who lost the answer to an INSERT that worked get an error of
	// the database alike: what stands there tells.
	var have []byte
	if s.db.QueryRowContext(ctx, `SELECT file FROM publication WHERE leaf = ?`, leaf).Scan(&have) != nil {
		return false, err
	}
	return string(have) == string(file), nil
}

// entries returns the elements of /v1/log, at most limit of them from a leaf on.
func (s *store) entries(ctx context.Context, from, limit int64) (entries []json.RawMessage, err error) {
	err = s.ask(ctx, func(r *sql.Rows) error {
		var one []byte
		err := r.Scan(&one)
		entries = append(entries, one)
		return err
	}, `SELECT entry FROM publication WHERE leaf >= ? ORDER BY leaf LIMIT ?`, from, limit)
	return entries, err
}

// hashes reads hashes of the tree, in one question for all of them. Next is the leaf that is about to be added, with
// the hashes that it completes, nil where none is. A proof in a tree of 2⁴⁰ leaves needs no more than 80, and D1 takes
// 100 parameters.
func (s *store) hashes(ctx context.Context, next int64, added []byte) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		rows := map[int64][]byte{next: added}
		var leaves []any
		for _, index := range indexes {
			if leaf, _ := place(index); leaf != next || added == nil {
				leaves = append(leaves, leaf)
			}
		}
		err := s.ask(ctx, func(r *sql.Rows) error {
			var leaf int64
			var hashes []byte
			err := r.Scan(&leaf, &hashes)
			rows[leaf] = hashes
			return err
		}, `SELECT leaf, hashes FROM publication WHERE leaf IN (NULL`+strings.Repeat(`, ?`, len(leaves))+`)`, leaves...)
		if err != nil {
			return nil, err
		}
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			leaf, level := place(index)
			if len(rows[leaf]) < (level+1)*tlog.HashSize {
				return nil, errors.New("a hash of the tree is missing in the database")
			}
			copy(out[i][:], rows[leaf][level*tlog.HashSize:])
		}
		return out, nil
	})
}

// place says which leaf completed the hash with this index, and the hash's level:
// the hash at level l over the leaves from n·2ˡ is complete with the last of them.
func place(index int64) (leaf int64, level int) {
	level, n := tlog.SplitStoredHashIndex(index)
	return (n+1)<<level - 1, level
}

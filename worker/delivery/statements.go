//go:build !js

package delivery

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"bouton3018/rules/release"
)

// D1 takes statements of at most 100,000 bytes (https://developers.cloudflare.com/d1/platform/limits/) and exports
// longer ones, which it then refuses. So texts are written piece by piece; each byte of a piece may be a quote, which is
// written twice.
const piece = 40_000

// columns of each table; the first is its key.
var columns = []struct {
	table string
	names []string
}{
	{"part", []string{"sha256", "body"}},
	{"publication", []string{"leaf", "file", "entry", "hashes"}},
	{"package", []string{"place", "version", "body"}},
}

// Statements writes SQL that fills a new database, which may be of D1, with what this one has. A part that is not what
// its name says is an error: then the database was damaged on its way.
func Statements(ctx context.Context, db *sql.DB, out io.Writer) error {
	s := store{db}
	if err := s.create(ctx); err != nil {
		return err
	}
	for _, table := range tables {
		fmt.Fprintln(out, table+";")
	}
	for _, of := range columns {
		names := strings.Join(of.names, ", ")
		err := s.ask(ctx, func(r *sql.Rows) error {
			values := make([]any, len(of.names))
			into := make([]any, len(values))
			for i := range values {
				into[i] = &values[i]
			}
			if err := r.Scan(into...); err != nil {
				return err
			}
			if body, ok := values[1].(string); of.table == "part" && (!ok || release.HashOf([]byte(body)) != values[0]) {
				return fmt.Errorf("the part %v is not what its name says", values[0])
			}
			return writeRow(out, of.table, of.names, values)
		}, "SELECT "+names+" FROM "+of.table+" ORDER BY "+of.names[0])
		if err != nil {
			return err
		}
	}
	return nil
}

// writeRow writes one row: its texts begin empty, but for the key, and grow by pieces.
func writeRow(out io.Writer, table string, names []string, values []any) error {
	begun := make([]string, len(values))
	for i, value := range values {
		if _, isText := value.(string); isText && i > 0 {
			value = ""
		}
		begun[i] = literal(value)
	}
	const insert = "INSERT INTO %s (%s) VALUES (%s);\n"
	_, err := fmt.Fprintf(out, insert, table, strings.Join(names, ", "), strings.Join(begun, ", "))
	for i := 1; i < len(values); i++ {
		text, _ := values[i].(string)
		for err == nil && text != "" {
			n := min(piece, len(text))
			for n < len(text) && !utf8.RuneStart(text[n]) {
				n--
			}
			_, err = fmt.Fprintf(out, "UPDATE %s SET %s = %s || %s WHERE %s = %s;\n",
				table, names[i], names[i], literal(text[:n]), names[0], begun[0])
			text = text[n:]
		}
	}
	return err
}

// literal writes a value as SQL does.
func literal(value any) string {
	switch v := value.(type) {
	case int64:
		return strconv.FormatInt(v, 10)
	case []byte:
		return "X'" + hex.EncodeToString(v) + "'"
	}
	return "'" + strings.ReplaceAll(fmt.Sprint(value), "'", "''") + "'"
}

//go:build !js

// Command worker hands out signed rules and takes new ones. See package delivery
// for the addresses, and README.md for how it runs on the platform.
//
//	go run ./worker [-addr 127.0.0.1:8718] [-db FILE] [-keys FILE] [-publisher NAME] [-legal TEXT] [-extension ID]
//	                [-source URL] [-stores "URL URL"]
//	go run ./worker export -db FILE [-address https://… -extension ID] DIR
//	go run ./worker export -from https://… [-address https://…] DIR
//	go run ./worker backup -db FILE COPY
//	go run ./worker restore EXPORT.sql RESTORE.sql
//	go run ./worker watch -keys FILE -kept FILE https://…
//
// Without -db the log is in memory and gone with the program. Export writes what
// a server hands out as files for any other web server. Backup copies a database,
// also one that a server has open. Restore writes an export of D1 anew, as D1 takes
// it back. Watch asks a server like a browser, and fails with what is wrong.
package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http/httputil"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"bouton3018/rules/release"
	"bouton3018/rules/source"
	"bouton3018/worker/delivery"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			os.Exit(2)
		}
		fmt.Fprintln(os.Stderr, "worker:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	switch {
	case len(args) > 0 && args[0] == "export":
		return runExport(ctx, args[1:])
	case len(args) > 0 && args[0] == "backup":
		return runBackup(ctx, args[1:])
	case len(args) > 0 && args[0] == "restore":
		return runRestore(ctx, args[1:])
	case len(args) > 0 && args[0] == "watch":
		return runWatch(ctx, args[1:], out)
	}
	flags := flag.NewFlagSet("worker", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8718", "the `address` to listen at")
	db := flags.String("db", ":memory:", "the database `file`; in memory when there is none")
	keys := flags.String("keys", "", "the key `file`; without it nothing can be published")
	var c delivery.Config
	flags.StringVar(&c.Publisher, "publisher", "", "who runs this server, for the page")
	flags.StringVar(&c.Extension, "extension", "", "the `id` of the extension whose packages are handed out")
	flags.StringVar(&c.Legal, "legal", "", "the legal notice for the page, a text or an https address")
	flags.StringVar(&c.Source, "source", "", "the https `address` of the source code, for the pages")
	flags.StringVar(&c.Stores, "stores", "", "https `addresses` of the extension in browsers' stores, for families")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is no argument: the commands are export, backup, restore and watch", flags.Arg(0))
	}
	if *keys != "" {
		text, err := source.ReadFile(*keys)
		if err != nil {
			return err
		}
		if _, err := release.ParseKeys(string(text)); err != nil {
			return fmt.Errorf("%s: %w", *keys, err)
		}
		c.Keys = string(text)
	}
	var err error
	if c.DB, err = delivery.OpenSQLite(*db); err != nil {
		return err
	}
	defer c.DB.Close()
	h, err := delivery.New(c)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", *addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "http://%s/\n", l.Addr())
	return delivery.Serve(ctx, l, h)
}

// existing opens a database that is there, and makes no new, empty one.
func existing(file string) (*sql.DB, error) {
	if _, err := os.Stat(file); err != nil {
		return nil, err
	}
	return delivery.OpenSQLite(file)
}

// runExport writes the files of a database, or of a server elsewhere.
func runExport(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("worker export", flag.ContinueOnError)
	file := flags.String("db", "", "the database `file` to export")
	from := flags.String("from", "", "the `address` of the server to export")
	extension := flags.String("extension", "", "with -db and -address: the `id` of the extension")
	address := flags.String("address", "", "where the files will be, as an https `address`: then with the package")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || (*file == "") == (*from == "") {
		return errors.New("export needs a folder and where the log is: " +
			"export -db FILE DIR, or export -from https://… DIR")
	}
	if *from != "" {
		server, err := url.Parse(*from)
		if err != nil || server.Host == "" {
			return fmt.Errorf("%q is not the address of a server", *from)
		}
		far := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(server) }}
		return delivery.Export(ctx, far, flags.Arg(0), *address)
	}
	db, err := existing(*file)
	if err != nil {
		return err
	}
	defer db.Close()
	h, err := delivery.New(delivery.Config{DB: db, Extension: *extension})
	if err != nil {
		return err
	}
	return delivery.Export(ctx, h, flags.Arg(0), *address)
}

// runBackup copies a database with what stands in its write-ahead log only.
func runBackup(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("worker backup", flag.ContinueOnError)
	file := flags.String("db", "", "the database `file` to copy")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || *file == "" {
		return errors.New("backup needs the database and the name of the copy: backup -db FILE COPY")
	}
	db, err := existing(*file)
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "SELECT leaf FROM publication LIMIT 1"); err != nil {
		return fmt.Errorf("%s holds no log: %w", *file, err)
	}
	// Under its own name a copy is whole, whatever happens meanwhile.
	whole := flags.Arg(0)
	unfinished := whole + ".new"
	if _, err := os.Lstat(whole); err == nil {
		return fmt.Errorf("%s is there already, and a backup replaces no file", whole)
	}
	os.Remove(unfinished) // of one that was interrupted
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", unfinished)
	if err == nil {
		err = os.Rename(unfinished, whole)
	}
	if err != nil {
		os.Remove(unfinished)
		return fmt.Errorf("%s was not written: %w", whole, err)
	}
	return nil
}

// runRestore writes an export of D1 in statements that D1 takes.
func runRestore(ctx context.Context, args []string) error {
	if len(args) != 2 {
		return errors.New("restore needs an export of D1 and the name of what D1 takes back: restore EXPORT.sql RESTORE.sql")
	}
	export, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	db, err := delivery.OpenSQLite(":memory:")
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, string(export)); err != nil {
		return fmt.Errorf("%s is no export of D1: %w", args[0], err)
	}
	var statements bytes.Buffer
	if err := delivery.Statements(ctx, db, &statements); err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	out, err := os.OpenFile(args[1], os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = statements.WriteTo(out)
	if err = errors.Join(err, out.Close()); err != nil {
		os.Remove(args[1]) // half of it would be taken for the whole
	}
	return err
}

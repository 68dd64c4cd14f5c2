//go:build !js

// Command worker hands out signed rules and takes new ones. See package delivery
// for the addresses, and README.md for how it runs on the platform.
//
//	go run ./worker [-addr 127.0.0.1:8718] [-db FILE] [-keys FILE] [-publisher NAME] [-legal TEXT]
//	go run ./worker export -db FILE DIR
//	go run ./worker export -from https://… DIR
//	go run ./worker backup -db FILE COPY
//
// Without -db the log is in memory and gone with the program. Export writes what
// a server hands out as files for any other web server. Backup copies a database,
// also one that a server has open.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/signal"
	"syscall"
	"time"

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
	if len(args) > 0 && args[0] == "export" {
		return runExport(ctx, args[1:])
	}
	if len(args) > 0 && args[0] == "backup" {
		return runBackup(ctx, args[1:])
	}
	flags := flag.NewFlagSet("worker", flag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8718", "the `address` to listen at")
	db := flags.String("db", "", "the database `file`; in memory when there is none")
	keys := flags.String("keys", "", "the key `file`; without it nothing can be published")
	publisher := flags.String("publisher", "", "who runs this server, for the page")
	legal := flags.String("legal", "", "the legal notice for the page, a text or an https address")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is no argument: the commands are export and backup", flags.Arg(0))
	}
	c := delivery.Config{Publisher: *publisher, Legal: *legal}
	if *keys != "" {
		text, err := os.ReadFile(*keys)
		if err != nil {
			return err
		}
		c.Keys = string(text)
	}
	h, closeDB, err := open(c, *db)
	if err != nil {
		return err
	}
	defer closeDB()
	return serve(ctx, h, *addr, out)
}

// open returns the handler on a database file, or on one in memory where the name is "".
func open(c delivery.Config, db string) (h http.Handler, closeDB func() error, err error) {
	if c.DB, err = delivery.OpenSQLite(db); err != nil {
		return nil, nil, err
	}
	if h, err = delivery.New(c); err != nil {
		c.DB.Close()
		return nil, nil, err
	}
	return h, c.DB.Close, nil
}

// runExport writes the files of a database, or of a server elsewhere.
func runExport(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("worker export", flag.ContinueOnError)
	db := flags.String("db", "", "the database `file` to export")
	from := flags.String("from", "", "the `address` of the server to export")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || (*db == "") == (*from == "") {
		return errors.New("export needs a folder and where the log is: " +
			"export -db FILE DIR, or export -from https://… DIR")
	}
	if *from != "" {
		server, err := url.Parse(*from)
		if err != nil || server.Host == "" {
			return fmt.Errorf("%q is not the address of a server", *from)
		}
		far := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(server) }}
		return delivery.Export(ctx, far, flags.Arg(0))
	}
	if _, err := os.Stat(*db); err != nil {
		return err // and no new, empty database
	}
	h, closeDB, err := open(delivery.Config{}, *db)
	if err != nil {
		return err
	}
	defer closeDB()
	return delivery.Export(ctx, h, flags.Arg(0))
}

// runBackup copies a database with what stands in its write-ahead log only.
func runBackup(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("worker backup", flag.ContinueOnError)
	db := flags.String("db", "", "the database `file` to copy")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || *db == "" {
		return errors.New("backup needs the database and the name of the copy: backup -db FILE COPY")
	}
	if _, err := os.Stat(*db); err != nil {
		return err
	}
	from, err := delivery.OpenSQLite(*db)
	if err != nil {
		return err
	}
	defer from.Close()
	if _, err := from.ExecContext(ctx, "VACUUM INTO ?", flags.Arg(0)); err != nil {
		return fmt.Errorf("%s was not written: %w", flags.Arg(0), err)
	}
	return nil
}

// serve answers until the context ends.
func serve(ctx context.Context, h http.Handler, addr string, out io.Writer) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "http://%s/\n", l.Addr())
	s := &http.Server{
		Handler:           delivery.Drained(h),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		// What the library complains about names addresses.
		ErrorLog: log.New(io.Discard, "", 0),
	}
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		wait, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		ended <- s.Shutdown(wait)
	}()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-ended
}

//go:build js

package main

import (
	"database/sql"

	"github.com/syumai/workers"
	"github.com/syumai/workers/cloudflare"
	"github.com/syumai/workers/cloudflare/d1"

	"bouton3018/worker/delivery"
)

func main() {
	connector, err := d1.OpenConnector("DB")
	if err != nil {
		panic(err)
	}
	h, err := delivery.New(delivery.Config{
		DB:        sql.OpenDB(connector),
		Keys:      cloudflare.Getenv("KEYS"),
		Publisher: cloudflare.Getenv("PUBLISHER"),
		Legal:     cloudflare.Getenv("LEGAL"),
		Source:    cloudflare.Getenv("SOURCE"),
		Stores:    cloudflare.Getenv("STORES"),
		Extension: cloudflare.Getenv("EXTENSION"),
	})
	if err != nil {
		panic(err)
	}
	workers.Serve(h)
}

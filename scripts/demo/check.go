package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"bouton3018/rules/flows"
	"bouton3018/scripts/internal/replay"
)

// chosen are the flows that the check plays: every site, both languages, what the card is for and what it is not for,
// night and overseas, a phone, and the keyboard alone.
var chosen = []string{
	"instagram/post-harassment-fr",
	"instagram/post-harassment-fr@night",
	"instagram/post-harassment-fr@reunion",
	"instagram/post-harassment-fr@bruxelles",
	"instagram/account-intimate-images-fr",
	"instagram/post-threats-fr",
	"instagram/post-self-harm-en",
	"instagram/message-scam-fr",
	"instagram/post-spam-fr",
	"instagram/negative-menu-post-en",
	"messenger/message-harassment-en",
	"messenger/account-minor-fr",
	"messenger/post-intimate-images-night-fr",
	"messenger/message-self-harm-fr",
	"messenger/message-scam-en",
	"messenger/negative-menu-chat-fr",
	"tiktok/account-harassment-fr",
	"tiktok/post-harassment-en",
	"tiktok/post-intimate-images-en",
	"tiktok/post-self-harm-fr",
	"tiktok/account-scam-en",
	"tiktok/post-spam-fr",
	"tiktok/negative-menu-post-en",
	"discord/message-intimate-images-en",
	"discord/post-spam-fr",
	"twitch/message-threats-fr",
	"twitch/account-impersonation-en",
	"x/account-self-harm-fr",
	"x/post-harassment-en",
	"facebook/account-impersonation-fr",
	"facebook/message-harassment-en",
	"threads/post-harassment-fr",
	"threads/post-self-harm-en",
	"reddit/account-impersonation-fr",
	"reddit/message-harassment-en",
	"whatsapp/message-chat-fr",
	"whatsapp/message-one-en",
	"telegram/post-child-fr",
	"telegram/message-personal-en",
	"bluesky/message-threats-fr",
	"bluesky/post-other-category-en",
	"jeuxvideo/post-threats-fr",
	"linkedin/post-hate-fr",
	"linkedin/message-harassment-en",
	"kick/account-child-fr",
	"kick/account-impersonation-en",
	"pinterest/message-threats-fr",
	"pinterest/account-minor-en",
	"steam/message-intimate-images-fr",
	"steam/account-impersonation-en",
}

// errUnexpected says that the check has found something; what it was stands in the table.
var errUnexpected = errors.New("not everything was as expected")

// check plays the chosen flows and prints each as soon as it has ended.
func (w workshop) check(ctx context.Context) error {
	list, err := pick(w.flows, chosen)
	if err != nil {
		return err
	}
	pictures := filepath.Join(w.dist, "demo")
	if err := errors.Join(os.RemoveAll(pictures), os.MkdirAll(pictures, 0o755)); err != nil {
		return err
	}
	options := replay.Options{
		Chromium: w.chromium, Extension: filepath.Join(w.dist, "chromium-test"), Pages: 6, Screenshots: pictures,
	}
	fmt.Printf("demo: playing %d flows\n\n", len(list))
	begun := time.Now()
	t := newTable(os.Stdout, list)
	if err := replay.Run(ctx, w.root, options, list, t.judged, t.finished); err != nil {
		return err
	}
	t.rest()
	fmt.Printf("%s, %.0f s; pictures in %s\n", t.summary(), time.Since(begun).Seconds(), filepath.Join("dist", "demo"))
	if t.wrong > 0 {
		return errUnexpected
	}
	return nil
}

// pick returns the flows with these names.
func pick(all []*flows.Flow, names []string) (list []*flows.Flow, err error) {
	for _, f := range all {
		if slices.Contains(names, f.ID) {
			played := *f
			// What the extension read is for the evaluation to compare; here counts what a person sees.
			played.Recorded = map[int]json.RawMessage{}
			list = append(list, &played)
		}
	}
	if len(list) != len(names) {
		err = fmt.Errorf("rules/dialogs has %d of the %d flows that the check plays", len(list), len(names))
	}
	return list, err
}

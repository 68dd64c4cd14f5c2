package dialog

import "bouton3018/wasm/lexicon"

// Spoken are the languages that count in a snapshot: those of the page, and what the dialog speaks itself.
func (x Reader) Spoken(s *Snapshot) lexicon.Langs { return x.hear(s).langs }

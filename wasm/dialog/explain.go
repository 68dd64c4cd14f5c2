package dialog

import "bouton3018/wasm/lexicon"

// Spoken are the languages that count in a snapshot: those of the page, and what the dialog speaks itself. The core
// needs no such answer by itself, and is compiled without.
func (x Reader) Spoken(s *Snapshot) lexicon.Langs { return x.hear(s).langs }

package delivery

import (
	"net/http"
	"strings"

	"bouton3018/rules"
)

// poster is one sheet for a corridor. It has what stays true on a wall: no "open until", and the age of the hours.
func (s *server) poster(r *http.Request) (answer, error) {
	f, err := s.currentFacts(r.Context())
	if err != nil {
		return answer{}, err
	}
	p := &page{}
	p.begin("poster", "Affiche pour un couloir")
	p.prose("poster.html")
	main := f.main()
	if main == nil {
		return answer{}, missing("the rules name no line for young people: there is nothing to print")
	}
	p.raw(`<article class="sheet poster" aria-label="L’affiche">`)
	p.tag("h2", f.texts["card.general.title"])
	p.tag("p", f.texts["card.general.body"])
	p.tag("p", f.texts["question.serious.a"])
	p.raw(`<p class="number">`)
	p.text(f.name(main))
	p.raw("</p>")
	p.tag("p", f.note(main))
	s.hours(p, f, main)
	p.codes(f, main)
	p.needs(f)
	p.raw(`<p class="small">Bouton 3018 est une extension indépendante : cette affiche n’est pas faite par ` +
		`l’association e-Enfance, qui gère le 3018.</p></article>`)
	return p.shown(), nil
}

// hours writes when a line can be called, and how old that is.
func (s *server) hours(p *page, f *facts, l *rules.Helpline) {
	call, ok := wayOf(l, "call")
	if text := f.hours(l, call, s.now()); ok && text != "" {
		p.raw("<p><strong>")
		p.text(text)
		p.raw(`</strong> <span class="small">`)
		p.text("(source du " + day(l.AsOf) + ")")
		p.raw("</span></p>")
	}
}

// codes draws the codes of a line's ways to call and to write.
func (p *page) codes(f *facts, l *rules.Helpline) {
	p.raw(`<div class="codes">`)
	for _, kind := range []string{"call", "write"} {
		way, ok := wayOf(l, kind)
		if !ok {
			continue
		}
		p.raw("<div>")
		if p.code(way.Href) {
			p.tag("p", map[string]string{"call": "Scanne pour appeler", "write": "Scanne pour écrire"}[kind])
		}
		p.raw("<p>")
		p.text(shownAs(way))
		p.raw("</p></div>")
	}
	p.raw("</div>")
}

// needs writes the other lines that a child may need, by what for.
func (p *page) needs(f *facts) {
	p.raw(`<dl class="needs">`)
	for _, id := range []string{"danger", "child", "dark"} {
		lines := f.need(id)
		if len(lines) == 0 {
			continue
		}
		p.tag("dt", f.texts["need."+id])
		var names []string
		for _, l := range lines {
			name := f.name(l) + " (" + lowered(f.texts["role."+l.ID]) + ")"
			names = append(names, strings.ReplaceAll(name, " ", "\u00a0")) // lines break between two, not in one
		}
		p.tag("dd", strings.Join(names, " · "))
	}
	p.raw("</dl>")
}

// lowered begins with a small letter.
func lowered(text string) string {
	for i := range text {
		if i > 0 {
			return strings.ToLower(text[:i]) + text[i:]
		}
	}
	return strings.ToLower(text)
}

// letter is one sheet for parents, with blanks that the school fills in.
func (s *server) letter(r *http.Request) (answer, error) {
	f, err := s.currentFacts(r.Context())
	if err != nil {
		return answer{}, err
	}
	main := f.main()
	if main == nil {
		return answer{}, missing("the rules name no line for young people: there is nothing to print")
	}
	p := &page{}
	p.begin("letter", "Lettre aux parents")
	p.prose("letter.html")
	p.raw(`<article class="sheet letter" aria-label="La lettre">`)
	p.prose("letter-begin.html")
	p.raw("<h3>Les numéros</h3><p><strong>")
	p.text(f.name(main))
	p.raw("</strong>")
	p.text(" : " + lowered(f.note(main)) + ". Pour les jeunes, et aussi pour leurs parents. ")
	if call, ok := wayOf(main, "call"); ok {
		if text := f.hours(main, call, s.now()); text != "" {
			p.text(text + " (source du " + day(main.AsOf) + "). ")
		}
	}
	if write, ok := wayOf(main, "write"); ok {
		p.text("Par écrit : " + shownAs(write) + ".")
	}
	p.raw(`</p><ul class="numbers">`)
	for _, id := range []string{"danger", "child", "dark"} {
		for _, l := range f.need(id) {
			p.raw("<li><strong>")
			p.text(f.name(l))
			p.raw("</strong>")
			p.text(" : " + lowered(f.texts["role."+l.ID]))
			p.raw("</li>")
		}
	}
	p.raw("</ul>")
	p.prose("letter-end.html")
	p.raw("</article>")
	return p.shown(), nil
}

package delivery

import (
	"net/http"
	"strings"

	"bouton3018/rules"
)

// printedNeeds are the other needs of the card that stand on paper.
var printedNeeds = []string{"danger", "child", "dark"}

// sheet begins a page with one sheet to print, and returns the line for young people that is on it.
func (s *server) sheet(r *http.Request, name, title string) (p *page, f *facts, main *rules.Helpline, err error) {
	if f, err = s.currentFacts(r.Context()); err != nil {
		return nil, nil, nil, err
	}
	if main = f.main(); main == nil {
		return nil, nil, nil, missing("the rules name no line for young people: there is nothing to print")
	}
	p = &page{}
	p.begin(name, title)
	p.prose(name + ".html")
	return p, f, main, nil
}

// called says when a line is usually answered, and how old that is; both are "" where it is not known.
func (s *server) called(f *facts, l *rules.Helpline) (hours, source string) {
	if call, ok := wayOf(l, "call"); ok {
		hours = f.hours(l, call, s.now())
	}
	if hours != "" {
		source = "(source du " + day(l.AsOf) + ")"
	}
	return hours, source
}

// poster is one sheet for a corridor. It has what stays true on a wall: no "open until", and the age of the hours.
func (s *server) poster(r *http.Request) (answer, error) {
	p, f, main, err := s.sheet(r, "poster", "Affiche pour un couloir")
	if err != nil {
		return answer{}, err
	}
	p.raw(`<article class="sheet poster" aria-label="L’affiche">`)
	p.tag("h2", f.texts["card.general.title"])
	p.tag("p", f.texts["card.general.body"])
	p.tag("p", f.texts["question.serious.a"])
	p.raw(`<p class="number">`)
	p.text(f.name(main))
	p.raw("</p>")
	p.tag("p", f.note(main))
	if hours, source := s.called(f, main); hours != "" {
		p.raw("<p><strong>")
		p.text(hours)
		p.raw(`</strong> <span class="small">`)
		p.text(source)
		p.raw("</span></p>")
	}
	p.codes(f, main)
	p.needs(f)
	p.raw(`<p class="small">Bouton 3018 est une extension indépendante : cette affiche n’est pas faite par ` +
		`l’association e-Enfance, qui gère le 3018.</p></article>`)
	return p.shown(), nil
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
	for _, id := range printedNeeds {
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
	p, f, main, err := s.sheet(r, "letter", "Lettre aux parents")
	if err != nil {
		return answer{}, err
	}
	p.raw(`<article class="sheet letter" aria-label="La lettre">`)
	p.prose("letter-begin.html")
	p.raw("<h3>Les numéros</h3><p><strong>")
	p.text(f.name(main))
	p.raw("</strong>")
	p.text(" : " + lowered(f.note(main)) + ". Pour les jeunes, et aussi pour leurs parents. ")
	if hours, source := s.called(f, main); hours != "" {
		p.text(hours + " " + source + ". ")
	}
	if write, ok := wayOf(main, "write"); ok {
		p.text("Par écrit : " + shownAs(write) + ".")
	}
	p.raw(`</p><ul class="numbers">`)
	for _, id := range printedNeeds {
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

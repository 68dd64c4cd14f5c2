package captured

import (
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"
)

// HTML is the box as a recorded flow shows it: one style sheet and one element, which looks to a reading as the
// original did.
func (o *Outline) HTML() string {
	w := writer{classes: map[string]int{}}
	w.node(o.Dialog, 0, false)
	var sheet strings.Builder
	byNumber := func(a, b string) int { return w.classes[a] - w.classes[b] }
	for _, style := range slices.SortedFunc(maps.Keys(w.classes), byNumber) {
		if style != "" {
			fmt.Fprintf(&sheet, "  .c%d { %s }\n", w.classes[style], style)
		}
	}
	// In a box of a page, fixed or not, everything stands in its middle.
	const box = "  .box { position: fixed; z-index: 100; inset: 10vh auto auto 25vw; width: 50vw; max-height: 80vh; " +
		"overflow: auto; background: white; color: black }\n"
	return "<style>\n" + box + sheet.String() + "</style>\n" + w.out.String()
}

type writer struct {
	out     strings.Builder
	classes map[string]int // by what they say
}

// classOf is the class of a style. Where nothing is to be said there is one too: a reading compares classes.
func (w *writer) classOf(style string) int {
	class, known := w.classes[style]
	if !known {
		class = len(w.classes)
		w.classes[style] = class
	}
	return class
}

var voids = strings.Fields("area br col hr img input wbr")

// blocks begin a line by themselves.
var blocks = strings.Fields("address article aside blockquote body dd details dialog div dl dt fieldset figcaption " +
	"figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section " +
	"summary table tbody td tfoot th thead tr ul")

// node writes a node, each block in a line of its own. Beside text no white space may come in.
func (w *writer) node(n *Node, depth int, isInLine bool) {
	tag := n.Tag
	if tag == "iframe" || tag == "html" || tag == "body" || tag == "head" {
		tag = "div" // what is in a frame stands in the box itself: a flow says which boxes are in a frame
	}
	indent, end := strings.Repeat("  ", depth), "\n"
	if isInLine {
		indent, end = "", ""
	}
	class := fmt.Sprintf("c%d", w.classOf(n.style(tag)))
	if depth == 0 {
		class = "box " + class
	}
	fmt.Fprintf(&w.out, "%s<%s class=%q", indent, tag, class)
	for _, name := range slices.Sorted(maps.Keys(n.Attributes)) {
		if value := n.Attributes[name]; value == "" {
			fmt.Fprintf(&w.out, " %s", name)
		} else {
			fmt.Fprintf(&w.out, " %s=\"%s\"", name, html.EscapeString(value))
		}
	}
	w.out.WriteString(">")
	defer w.out.WriteString(end)
	if slices.Contains(voids, tag) {
		return
	}
	if n.Root == "shadow" {
		w.out.WriteString(`<template shadowrootmode="open">`)
	}
	isBlocks := !isInLine && len(n.Children) > 0 && !slices.ContainsFunc(n.Children, func(c Child) bool {
		return c.Node == nil || !c.Block
	})
	if isBlocks {
		w.out.WriteString("\n")
	}
	for _, c := range n.Children {
		if c.Node == nil {
			w.out.WriteString(html.EscapeString(c.Text))
		} else {
			w.node(c.Node, depth+1, !isBlocks)
		}
	}
	if isBlocks {
		w.out.WriteString(indent)
	}
	if n.Root == "shadow" {
		w.out.WriteString("</template>")
	}
	fmt.Fprintf(&w.out, "</%s>", tag)
}

// style is what a node must be given to stand as it stood.
func (n *Node) style(tag string) string {
	var all []string
	isBlock := slices.Contains(blocks, tag)
	switch {
	case n.Block && !isBlock:
		all = append(all, "display: block")
	case !n.Block && isBlock && tag != "dialog":
		all = append(all, "display: inline")
	case tag == "li":
		all = append(all, "list-style: none")
	}
	if n.Pointer {
		all = append(all, "cursor: pointer")
	}
	if n.Unseen {
		all = append(all, "opacity: 0")
	}
	if n.Size > 0 {
		all = append(all, fmt.Sprintf("font-size: %dpx", n.Size))
	}
	return strings.Join(all, "; ")
}

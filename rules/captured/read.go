package captured

import (
	"slices"
	"strings"
	"unicode"

	"bouton3018/wasm/dialog"
)

// maxWords is how many words a row or a title says at most.
const maxWords = 12

// Snapshot is what the page's side would tell of the box after somebody opened it, as far as that can be known without
// a browser. The record of a flow is the truth; this is for a first answer.
func (o *Outline) Snapshot() *dialog.Snapshot {
	s := &dialog.Snapshot{Event: dialog.Opened, Chosen: -1, Name: o.Dialog.Attributes["aria-label"]}
	r := reading{snapshot: s}
	r.visit(o.Dialog, false, 16)
	r.endLine()
	isShort := func(l line) bool { return len(strings.Fields(l.text)) <= maxWords }
	if len(s.Headings) == 0 {
		best := -1
		for i, l := range r.lines {
			if isShort(l) && (best < 0 || l.size > r.lines[best].size) {
				best = i
			}
		}
		if best >= 0 {
			s.Headings = []string{r.lines[best].text}
			r.lines = slices.Delete(r.lines, best, best+1)
		}
	}
	// What only looks like a row may be a text as well.
	for _, row := range s.Rows {
		if row.Kind == "item" {
			r.lines = append(r.lines, line{text: row.Text})
		}
	}
	for _, l := range r.lines {
		if len(s.Texts) < dialog.MaxTexts && !slices.Contains(s.Texts, l.text) {
			s.Texts = append(s.Texts, l.text)
		}
	}
	return s
}

type line struct {
	text string
	size int
}

type reading struct {
	snapshot *dialog.Snapshot
	lines    []line
	now      line
}

func (r *reading) endLine() {
	if text := tidy(r.now.text); text != "" {
		r.lines = append(r.lines, line{text, r.now.size})
	}
	r.now = line{}
}

// visit reads a node. isPointed: what is around it is one thing to press.
func (r *reading) visit(n *Node, isPointed bool, size int) {
	if n.Size > 0 {
		size = n.Size
	}
	role := n.Attributes["role"]
	isRoot := r.snapshot.Name != "" && n.Attributes["aria-label"] == r.snapshot.Name && len(r.lines) == 0
	switch {
	case isField(n):
		r.snapshot.Fields++
		return
	case isQuoted(n), n.Attributes["aria-hidden"] == "true" && !n.has(isControl):
		return
	case n.Tag == "option":
		r.row(n, "option")
		return
	case isHeading(n) && !n.below(isControl):
		r.endLine()
		if text := tidy(n.text()); text != "" && len(r.snapshot.Headings) < dialog.MaxHeadings {
			r.snapshot.Headings = append(r.snapshot.Headings, text)
		}
		return
	}
	if kind := kindOf(n, isPointed); kind != "" && !isRoot && role != "dialog" {
		r.row(n, kind)
		return
	}
	if n.Block {
		r.endLine()
	}
	for _, c := range n.Children {
		if c.Node != nil {
			r.visit(c.Node, isPointed || n.Pointer, size)
			continue
		}
		if r.now.text == "" {
			r.now.size = size
		}
		r.now.text += c.Text
	}
	if n.Block || n.Tag == "br" {
		r.endLine()
	}
}

// row adds something to press or to choose.
func (r *reading) row(n *Node, kind string) {
	r.endLine()
	text := n.name()
	rows := r.snapshot.Rows
	if text == "" || len(rows) >= dialog.MaxRows || len(rows) > 0 && rows[len(rows)-1].Text == text {
		return
	}
	checked := n.has(func(n *Node) bool {
		_, is := n.Attributes["checked"]
		return is || n.Attributes["aria-checked"] == "true" || n.Attributes["aria-selected"] == "true"
	})
	r.snapshot.Rows = append(rows, dialog.Row{Text: text, Kind: kind, Checked: checked})
}

func isHeading(n *Node) bool {
	isTag := len(n.Tag) == 2 && n.Tag[0] == 'h' && n.Tag[1] >= '1' && n.Tag[1] <= '6' || n.Tag == "legend"
	return isTag || n.Attributes["role"] == "heading"
}

func isField(n *Node) bool {
	t := n.Attributes["type"]
	isOther := slices.Contains([]string{"radio", "checkbox", "submit", "image", "button", "hidden"}, t)
	isInput := n.Tag == "input" && !isOther
	editable, is := n.Attributes["contenteditable"]
	return isInput || n.Tag == "textarea" || n.Attributes["role"] == "textbox" || is && editable != "false"
}

func isQuoted(n *Node) bool {
	isTag := slices.Contains([]string{"blockquote", "article", "q", "time", "svg"}, n.Tag)
	return isTag || n.Attributes["role"] == "article"
}

func isControl(n *Node) bool { return controlKind(n) != "" }

// isChoice asks nothing of what is below: [controlKind] would be asked of each label in a label twice.
func isChoice(n *Node) bool {
	role, t := n.Attributes["role"], n.Attributes["type"]
	return t == "radio" || t == "checkbox" || role == "radio" || role == "checkbox"
}

// controlKind is the kind of row that a node says it is, "" for none.
func controlKind(n *Node) string {
	role, t := n.Attributes["role"], n.Attributes["type"]
	switch {
	case n.Tag != "input" && (role == "combobox" || n.Attributes["aria-haspopup"] == "listbox"):
		return "value"
	case t == "radio" || role == "radio":
		return "radio"
	case t == "checkbox" || role == "checkbox" || role == "switch":
		return "checkbox"
	case n.Tag == "label" && n.below(isChoice):
		return "radio"
	case n.Tag == "label":
		return "label"
	case strings.HasPrefix(role, "menuitem"):
		return "menuitem"
	case role == "option":
		return "option"
	case role == "link":
		return "link"
	case role == "treeitem":
		return "item"
	case t == "submit" || t == "image":
		return "submit"
	case n.Tag == "button" || n.Tag == "summary" || t == "button" || role == "button" || role == "tab":
		return "button"
	}
	return ""
}

func kindOf(n *Node, isPointed bool) string {
	if kind := controlKind(n); kind != "" {
		return kind
	}
	tabindex, canFocus := n.Attributes["tabindex"]
	isItem := n.Tag == "li" || n.Attributes["role"] == "listitem" || canFocus && tabindex[0] != '-' ||
		n.Pointer && !isPointed
	if isItem && !n.below(func(n *Node) bool { return isControl(n) || isHeading(n) || isField(n) || isItemTag(n) }) {
		return "item"
	}
	return ""
}

func isItemTag(n *Node) bool { return n.Tag == "li" || n.Attributes["role"] == "listitem" || n.Pointer }

// has reports whether a node or one below it is something.
func (n *Node) has(is func(*Node) bool) bool { return is(n) || n.below(is) }

func (n *Node) below(is func(*Node) bool) bool {
	return slices.ContainsFunc(n.Children, func(c Child) bool { return c.Node != nil && c.has(is) })
}

// name is the first line of a node, or what names it.
func (n *Node) name() string {
	for text := range strings.SplitSeq(n.text(), "\n") {
		if text = tidy(text); text != "" {
			return text
		}
	}
	name := ""
	n.has(func(n *Node) bool {
		name = tidy(n.Attributes["aria-label"])
		if name == "" {
			name = tidy(n.Attributes["alt"])
		}
		return name != ""
	})
	if name == "" {
		name = tidy(n.Attributes["title"])
	}
	return name
}

// text is all that a node says, with an end of line around each block.
func (n *Node) text() string {
	var b strings.Builder
	for _, c := range n.Children {
		switch {
		case c.Node == nil:
			b.WriteString(c.Text)
		case isQuoted(c.Node):
		case c.Block || c.Tag == "br":
			b.WriteString("\n" + c.text() + "\n")
		default:
			b.WriteString(c.text())
		}
	}
	return b.String()
}

// tidy is a text as it is told; "" for what holds no letter or digit.
func tidy(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }) {
		return ""
	}
	if runes := []rune(s); len(runes) > dialog.MaxText {
		s = string(runes[:dialog.MaxText])
	}
	return s
}

// Change gives each text that a person reads or hears to a function, and puts what it returns in its place. What people
// wrote is not among them.
func (o *Outline) Change(change func(string) string) {
	o.Dialog.has(func(n *Node) bool {
		for _, name := range texts {
			if text, is := n.Attributes[name]; is {
				n.Attributes[name] = change(text)
			}
		}
		for i := range n.Children {
			if c := &n.Children[i]; c.Node == nil && !isQuoted(n) {
				c.Text = change(c.Text)
			}
		}
		return false
	})
}

// Marks are the names for machines in an outline, as attribute and value, outermost first, and how often each is there.
func (o *Outline) Marks() (all [][2]string, count map[[2]string]int) {
	count = map[[2]string]int{}
	o.Dialog.has(func(n *Node) bool {
		for _, name := range marks {
			if value := n.Attributes[name]; value != "" {
				mark := [2]string{name, value}
				if count[mark]++; count[mark] == 1 {
					all = append(all, mark)
				}
			}
		}
		return false
	})
	return all, count
}

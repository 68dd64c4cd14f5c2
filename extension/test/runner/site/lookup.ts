import type { Harness, Point } from "./harness";

/** Finds what a person would call by a name: by accessible name or first line of text, closed roots and frames included. */
export function lookup(h: Harness): void {
  const same = (text: string): string =>
    text.normalize("NFKC").replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad]/g, "").replace(/[’‘]/g, "'").replace(/\s+/g, " ").trim();
  const interactive =
    "button,a[href],input:not([type=hidden]),select,textarea,summary,label,option,[role=button],[role=link],[role=menuitem],[role=menuitemradio]," +
    "[role=radio],[role=checkbox],[role=switch],[role=option],[role=tab],[tabindex]";
  const choice = "input[type=radio],input[type=checkbox],option,[role=radio],[role=checkbox],[role=switch],[role=option],[role=menuitemradio],[role=menuitemcheckbox]";

  h.rootOf = (el) => el.shadowRoot ?? h.roots.get(el) ?? null;

  const self = function* (el: Element): Generator<Element> {
    yield el;
    const shadow = h.rootOf(el);
    if (shadow) yield* h.elements(shadow);
    const inside = el.localName === "iframe" && (el as HTMLIFrameElement).contentDocument;
    if (inside) yield* h.elements(inside);
    yield* h.elements(el);
  };
  h.elements = function* (root) {
    for (const child of root.childNodes) if (child.nodeType === 1) yield* self(child as Element);
  };

  /** Lines of text as they are laid out, in the flattened tree. */
  const lines = (el: Node): string[] => {
    let text = "";
    const read = (node: Node): void => {
      if (node.nodeType === 3) text += (node as Text).data.replace(/[\n\t]+/g, " ");
      if (node.nodeType !== 1) return;
      const it = node as HTMLElement;
      if (["STYLE", "SCRIPT", "TEMPLATE", "NOSCRIPT"].includes(it.tagName)) return;
      if (it.tagName === "BR") text += "\n";
      const style = getComputedStyle(it);
      if (style.display === "none" || style.visibility === "hidden") return;
      const block = !/^(inline|contents|ruby)/.test(style.display) || style.display === "inline-block";
      if (block) text += "\n";
      const shadow = h.rootOf(it);
      const slotted = it.localName === "slot" ? (it as unknown as HTMLSlotElement).assignedNodes() : [];
      for (const next of slotted.length ? slotted : (shadow ?? it).childNodes) read(next);
      if (block) text += "\n";
    };
    read(el);
    return text.split("\n").map(same).filter(Boolean);
  };

  const names = (el: Element): string[] => {
    const out: string[] = [];
    const labelled = el.getAttribute("aria-labelledby");
    if (labelled) {
      const root = el.getRootNode() as Document | ShadowRoot;
      out.push(same(labelled.split(/\s+/).map((id) => root.getElementById(id)?.textContent ?? "").join(" ")));
    }
    out.push(same(el.getAttribute("aria-label") ?? ""));
    if ("labels" in el)
      for (const label of (el as HTMLInputElement).labels ?? [])
        out.push(...lines(label).slice(0, 1), lines(label).join(" "));
    if (/^(submit|button|reset)$/.test((el as HTMLInputElement).type ?? ""))
      out.push(same((el as HTMLInputElement).value ?? ""));
    for (const at of ["alt", "title", "placeholder"]) out.push(same(el.getAttribute(at) ?? ""));
    if (el.localName === "option") out.push(same(el.textContent ?? ""));
    const text = lines(el);
    out.push(text[0] ?? "", text.join(" "));
    return out.filter(Boolean);
  };

  const visible = (el: Element): boolean => {
    if (el.localName === "option") return visible(el.closest("select") ?? el.parentElement!);
    const box = el.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };

  /** Position of the top left corner of an element's frame in the top window. */
  const origin = (el: Element): { x: number; y: number } => {
    let x = 0, y = 0;
    for (let w = el.ownerDocument.defaultView; w?.frameElement; w = w.parent as Window & typeof globalThis) {
      const box = w.frameElement.getBoundingClientRect();
      x += box.left + w.frameElement.clientLeft;
      y += box.top + w.frameElement.clientTop;
    }
    return { x, y };
  };

  const hit = (doc: Document, x: number, y: number): Element | null => {
    let el = doc.elementFromPoint(x, y);
    for (let shadow = el && h.rootOf(el); shadow; shadow = el && h.rootOf(el)) {
      const next: Element | null = shadow.elementFromPoint(x, y);
      if (!next || next === el) break;
      el = next;
    }
    return el;
  };

  const up = (el: Element): Element | null =>
    el.assignedSlot ?? el.parentElement ?? ((el.getRootNode() as ShadowRoot).host ?? null);

  const within = (inner: Element | null, outer: Element): boolean => {
    for (let el = inner; el; el = up(el)) if (el === outer) return true;
    return false;
  };

  const point = (el: Element): Point => {
    el.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    const box = el.getBoundingClientRect();
    const at = origin(el);
    let blocker: Element | null = null;
    for (const [fx, fy] of [[0.5, 0.5], [0.25, 0.5], [0.75, 0.5], [0.5, 0.2], [0.5, 0.8], [0.1, 0.5]]) {
      const x = box.left + box.width * fx!, y = box.top + box.height * fy!;
      const got = hit(el.ownerDocument, x, y);
      const label = got?.closest("label");
      const labels = label && (label.control === el || within(el, label));
      if (got && (within(got, el) || labels)) {
        const top = el.ownerDocument === document ? null : hit(document, at.x + x, at.y + y);
        if (!top || top.localName === "iframe") return { x: at.x + x, y: at.y + y };
        blocker = top;
      } else blocker ??= got;
    }
    const tag = blocker ? `<${blocker.localName}${blocker.hasAttribute("popover") ? " popover" : ""}>` : "nothing";
    return { x: 0, y: 0, error: `is not where a pointer reaches it: at its place is ${tag}` };
  };

  const search = (scope: Iterable<Element>, wanted: string, kind: "click" | "check" | "focus"): Element | null => {
    let best: Element | null = null, score = -1, depth = 0;
    for (const el of scope) {
      if (!visible(el) && !(kind === "check" && el.matches(choice))) continue;
      const all = names(el);
      const exact = all.includes(wanted);
      if (!exact && !all.some((it) => it.toLowerCase() === wanted.toLowerCase())) continue;
      const wants = kind === "check" ? el.matches(choice) : el.matches(interactive);
      let mine = (wants ? 8 : 0) + (exact ? 4 : 0);
      if (all[0] === wanted || lines(el).join(" ") === wanted) mine += 2;
      let level = 0;
      for (let it: Element | null = el; it; it = up(it)) level++;
      if (mine > score || (mine === score && level > depth)) [best, score, depth] = [el, mine, level];
    }
    return best;
  };

  h.find = (name, kind) => {
    const wanted = same(name);
    const el = (h.current && search(self(h.current.outer), wanted, kind)) ?? search(h.elements(document), wanted, kind);
    if (!el) return { x: 0, y: 0, error: "is not on the page" };
    if (kind === "focus") {
      const reachable = "button,a[href],input,select,textarea,summary,[tabindex]";
      const target = el.matches(reachable) ? el : el.closest(reachable) ?? el.querySelector(reachable);
      if (!target) return { x: 0, y: 0, error: "cannot have the focus" };
      (target as HTMLElement).focus();
      h.select = el.localName === "option" ? el.closest("select")! : undefined;
      return { x: 0, y: 0 };
    }
    if (el.localName === "option") {
      h.select = el.closest("select")!;
      h.select.focus();
      return { x: -1, y: (el as HTMLOptionElement).index - h.select.selectedIndex };
    }
    if (visible(el)) return point(el);
    // A control that is drawn by its label or its row: the person clicks that.
    const label = (el as HTMLInputElement).labels?.[0] ?? el.parentElement!;
    return point(label);
  };

  h.neutral = () => {
    const more = h.config.feed && document.querySelector(".more");
    if (more) return point(more);
    for (let y = 12; y < innerHeight; y += 40) {
      for (let x = 12; x < innerWidth; x += 60) {
        const el = hit(document, x, y);
        if (!el || el.localName === "iframe") continue;
        let free = true;
        for (let it: Element | null = el; it; it = up(it))
          if (it.matches(interactive) || it.hasAttribute("popover")) free = false;
        if (free) return { x, y };
      }
    }
    return { x: 0, y: 0, error: "no free place" };
  };
}

// Runs in the extension's world of the top frame, where closed shadow roots can be entered, and looks at the overlay
// from outside: it shares nothing with the content script but the place.

import type { Seen } from "./flow";

export interface Look extends Seen {
  /** Overlays that are shown. */
  count: number;
  /** First frame with this stage, harm and line, in milliseconds since 1970; 0 when nobody waited for it. */
  at: number;
}

export interface Perceived {
  problems: string[];
  /** Centre of the overlay's first button, in the top viewport. */
  button: { x: number; y: number } | null;
}

export interface Watch {
  look(): Look;
  /** Resolves with the first look that has the stage, harm and line, or with the last one when time is up. */
  wait(stage: string, harm: string | null, first: string | null, ms: number): Promise<Look>;
  /** Begins to watch for the first frame in which an overlay is shown. */
  begin(): void;
  /** That frame's time in milliseconds since 1970, 0 when there was none; ends the watch. */
  since(): number;
  root(): Element | null;
  host(): Element | null;
  perceived(box: Element | null): Perceived;
  /** Moves the focus to the last stop of the dialog and remembers where it was. */
  enter(box: Element | null): string;
  /** Where the focus is: "ours" with a number for the control, or "other". */
  focus(): string;
  leave(): void;
}

export function watch(): Watch {
  const dom = (globalThis as any).chrome.dom;
  // By namespace: an element of another frame is no HTMLElement of this one.
  const open = (el: Element): ShadowRoot | null =>
    (el.namespaceURI === "http://www.w3.org/1999/xhtml" ? dom.openOrClosedShadowRoot(el) : null);

  let scopes: (Document | ShadowRoot)[] = [], scoped = 0;
  /** Every tree that an overlay may be in. Finding the site's closed roots is slow, so that is not done in each frame. */
  const trees = (): (Document | ShadowRoot)[] => {
    if (performance.now() - scoped < 200 && scopes.length) return scopes;
    scopes = [document];
    for (let i = 0; i < scopes.length; i++) {
      for (const el of scopes[i]!.querySelectorAll("*")) {
        if (el.localName === "iframe") {
          const inside = (el as HTMLIFrameElement).contentDocument;
          if (inside) scopes.push(inside);
        } else if (!el.hasAttribute("popover") || !overlayIn(el)) {
          const root = open(el);
          if (root) scopes.push(root);
        }
      }
    }
    scoped = performance.now();
    return scopes;
  };
  const overlayIn = (host: Element): HTMLElement | null =>
    open(host)?.querySelector<HTMLElement>("[data-stage]") ?? null;

  const found = (): { host: HTMLElement; root: HTMLElement }[] => {
    const out = [];
    for (const tree of trees()) {
      for (const host of tree.querySelectorAll<HTMLElement>("div[popover]")) {
        const root = overlayIn(host);
        if (!root || root.dataset.stage === "none" || !host.matches(":popover-open")) continue;
        const { width, height } = root.getBoundingClientRect();
        if (width && height && root.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
          out.push({ host, root });
      }
    }
    return out;
  };

  const look = (): Look => {
    const all = found();
    const { stage = "none", harm = "", helpline = "" } = all[0]?.root.dataset ?? {};
    return { stage, harm, first: stage === "early" ? "" : helpline, view: all[0]?.root.className ?? "", count: all.length, at: 0 };
  };

  const frame = (): Promise<number> =>
    new Promise((resolve) => requestAnimationFrame((now) => resolve(performance.timeOrigin + now)));

  let began = 0, appeared = 0;

  const up = (el: Element): Element | null => {
    if (el.assignedSlot) return el.assignedSlot;
    if (el.parentElement) return el.parentElement;
    const host = (el.parentNode as ShadowRoot | null)?.host;
    if (host) return host;
    return el.ownerDocument.defaultView?.frameElement ?? null;
  };
  const within = (inner: Element | null, outer: Element): boolean => {
    for (let el = inner; el; el = up(el)) if (el === outer) return true;
    return false;
  };
  /** What a pointer at a point of the top viewport meets, through roots and frames. */
  const hit = (x: number, y: number): Element | null => {
    let tree: Document | ShadowRoot = document, el: Element | null = null;
    for (;;) {
      const next: Element | null = tree.elementFromPoint(x, y);
      if (!next || next === el) return el;
      el = next;
      const inside: Document | null = el.localName === "iframe" ? (el as HTMLIFrameElement).contentDocument : null;
      if (inside) {
        const box = el.getBoundingClientRect();
        x -= box.left + el.clientLeft;
        y -= box.top + el.clientTop;
        tree = inside;
      } else {
        const root = open(el);
        if (!root) return el;
        tree = root;
      }
    }
  };
  const origin = (el: Element): { x: number; y: number } => {
    let x = 0, y = 0;
    for (let at = el.ownerDocument.defaultView?.frameElement; at; at = at.ownerDocument.defaultView?.frameElement) {
      const box = at.getBoundingClientRect();
      x += box.left + at.clientLeft;
      y += box.top + at.clientTop;
    }
    return { x, y };
  };
  const below = function* (el: Element): Generator<Element> {
    const inside = el.localName === "iframe" ? (el as HTMLIFrameElement).contentDocument?.body : null;
    for (const part of [inside, open(el), el]) {
      for (const child of part?.children ?? []) {
        if (child.hasAttribute("popover") && overlayIn(child)) continue;
        yield child;
        yield* below(child);
      }
    }
  };
  const stops = "a[href],button:not([disabled]),input:not([disabled]):not([type=hidden]),select:not([disabled]),textarea:not([disabled]),summary,[tabindex]:not([tabindex^='-'])";
  const rows = `${stops},label,[role=button],[role=link],[role=radio],[role=checkbox],[role=switch],[role=option],[role=menuitem],[role=menuitemradio],li`;
  const shown = (el: Element): boolean => {
    const { width, height } = el.getBoundingClientRect();
    return width > 3 && height > 3 && el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const label = (el: Element): string =>
    `<${el.localName}> “${(el.getAttribute("aria-label") ?? el.textContent ?? "").trim().slice(0, 40)}”`;

  /** Ours or not, at the centre of an element as it is now; null when that is outside the viewport or clipped. */
  const covered = (el: Element, host: Element): boolean | null => {
    const box = el.getBoundingClientRect(), at = origin(el);
    const x = at.x + box.left + box.width / 2, y = at.y + box.top + box.height / 2;
    const got = hit(x, y);
    if (!got) return null;
    if (within(got, host)) return true;
    return within(got, el) || within(el, got) || got.closest("label") === el || (el as HTMLInputElement).labels?.[0]?.contains(got) ? false : null;
  };

  const cover = (box: Element, host: Element): string[] => {
    const problems: string[] = [];
    let left = 400;
    for (const el of below(box)) {
      if (!el.matches(rows) || !shown(el) || !left--) continue;
      if (covered(el, host) !== true && covered(el, host) !== null) continue;
      // As it is it is covered, or scrolled away: by the dialog's own scrolling it must come free.
      const scrolled: [Element, number][] = [];
      let free = false, reached = false;
      for (let it: Element | null = el; it && !free; it = up(it)) {
        if (it.scrollHeight <= it.clientHeight + 1 || !/auto|scroll/.test(getComputedStyle(it).overflowY)) {
          if (it === box) break;
          continue;
        }
        scrolled.push([it, it.scrollTop]);
        const delta = el.getBoundingClientRect().top - it.getBoundingClientRect().top, base = it.scrollTop;
        for (const part of [0.5, 0.1, 0.9, 0.3, 0.7]) {
          it.scrollTop = base + delta - it.clientHeight * part;
          const state = covered(el, host);
          if (state !== null) reached = true;
          if (state === false) {
            free = true;
            break;
          }
        }
        if (it === box) break;
      }
      for (const [it, top] of scrolled) it.scrollTop = top;
      if (!free && (reached || covered(el, host))) problems.push(`covers ${label(el)} of the site`);
    }
    return problems;
  };

  let before: HTMLElement | null = null;
  const active = (): Element | null => {
    let el: Element | null = document.activeElement;
    for (;;) {
      const next: Element | null | undefined = el?.localName === "iframe" ? (el as HTMLIFrameElement).contentDocument?.activeElement : el && open(el)?.activeElement;
      if (!next) return el;
      el = next;
    }
  };

  return {
    look,
    async wait(stage, harm, first, ms) {
      // Time in which the machine does not come to painting, because other pages keep it busy, hardly counts.
      const latest = performance.now() + 5 * ms + 1000;
      for (let left = ms, last = performance.now(); ; ) {
        const at = await frame();
        left -= Math.min(performance.now() - last, 40);
        last = performance.now();
        const now = look();
        if (now.stage !== "none") appeared ||= at;
        const right =
          now.stage === stage && (harm === null || now.harm === harm) && (first === null || now.first === first);
        if (right || left <= 0 || last > latest) return { ...now, at };
      }
    },
    begin() {
      const mine = ++began;
      appeared = 0;
      scoped = 0;
      const next = async (): Promise<void> => {
        while (mine === began && !appeared) {
          const at = await frame();
          if (mine === began && found().length) appeared ||= at;
        }
      };
      void next();
    },
    since() {
      began++;
      return appeared;
    },
    root: () => found()[0]?.root ?? null,
    host: () => found()[0]?.host ?? null,
    perceived(box) {
      const all = found();
      if (!all[0]) return { problems: ["has gone"], button: null };
      const { host, root } = all[0];
      const problems: string[] = [];
      if (all.length > 1) problems.push(`is there ${all.length} times`);
      const area = root.getBoundingClientRect(), at = origin(root);
      const l = at.x + area.left, t = at.y + area.top;
      if (l < -1 || t < -1 || l + area.width > innerWidth + 1 || t + area.height > innerHeight + 1) {
        problems.push(`leaves the viewport: ${[l, t, l + area.width, t + area.height].map(Math.round)} in ${innerWidth}x${innerHeight}`);
      }
      for (let el: Element | null = host; el; el = up(el))
        if ((el as HTMLElement).inert) problems.push(`is inert through ${label(el).slice(0, 60)}`);
      const button = [...root.querySelectorAll("button,summary,a[href],[role=button]")].find(shown);
      if (!button) return { problems: [...problems, "has no button"], button: null };
      const b = button.getBoundingClientRect();
      const centre = { x: at.x + b.left + b.width / 2, y: at.y + b.top + b.height / 2 };
      const got = hit(centre.x, centre.y);
      if (!got || !within(got, button))
        problems.push(`its first button is not hit by a pointer: at its place is ${got ? label(got) : "nothing"}`);
      if (box) problems.push(...cover(box, host));
      return { problems, button: centre };
    },
    enter(box) {
      before = active() as HTMLElement | null;
      const all =
        box ? [...below(box)].filter((el) => el.matches(stops) && shown(el) && !(el as HTMLElement).inert) : [];
      const last = all[all.length - 1] as HTMLElement | undefined;
      if (last) last.focus({ preventScroll: true });
      else before?.blur();
      return last ? label(last) : "the page";
    },
    focus() {
      const host = found()[0]?.host;
      const el = active();
      if (!host || !el || !within(el, host)) return "other";
      const root = open(host);
      return `ours ${root ? [...root.querySelectorAll("*")].indexOf(el) : 0}`;
    },
    leave() {
      if (before?.isConnected && before !== document.body) before.focus({ preventScroll: true });
      else (active() as HTMLElement | null)?.blur();
    },
  };
}

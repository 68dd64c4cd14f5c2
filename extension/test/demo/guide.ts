import type { Harness } from "../runner/site/harness";
import type { Graph, Move } from "./input";

/** Makes the site's buttons lead on, as the recorded flows say. Like all that plays the site it runs in the page's own
 * world, is sent as source text and knows nothing of the extension. */
export function guide(h: Harness, graph: Graph): void {
  const closing = /^(fermer|annuler|terminé|pas maintenant|ok|close|cancel|done|not now)$/;
  const backward = /^(retour|back|go back)$/;
  const controls =
    "button,a[href],label,input,select,summary,[role=button],[role=link],[role=menuitem],[role=radio],[role=checkbox],[role=option],[role=tab]";
  const native = "button,a[href],input,select,summary,label";

  const same = (text: string): string =>
    text.normalize("NFKC").replace(/[’‘]/g, "'").replace(/\s+/g, " ").trim().toLowerCase();
  const find = <T>(table: Record<string, T> | undefined, names: string[]): T | undefined => {
    for (const [label, value] of Object.entries(table ?? {})) if (names.includes(same(label))) return value;
    return undefined;
  };
  /** What a person would call a control: its label, its first line, all its text. */
  const names = (el: HTMLElement): string[] => {
    const text = el.innerText ?? "";
    return [el.getAttribute("aria-label") ?? "", text.trim().split("\n")[0]!, text].map(same).filter(Boolean);
  };

  let file = "";
  let trail: string[] = [];

  const close = (): void => {
    h.close();
    file = "";
    trail = [];
  };
  const show = (to: string, swap: boolean, byKey: boolean): void => {
    h.change({ html: graph.files[to]!, how: swap && h.current ? "swap" : "insert", close: false, delay: 0 });
    file = to;
    // A site gives the keyboard what it has just opened.
    if (byKey)
      [...h.current!.box.querySelectorAll<HTMLElement>("button,a[href],input,[tabindex='0']")]
        .find((it) => it.checkVisibility())
        ?.focus();
  };
  const follow = (move: Move, byKey: boolean): void => {
    if (move.to === undefined) return close();
    if (move.swap) trail.push(file);
    else trail = [];
    show(move.to, move.swap === true, byKey);
  };

  /** What a person has activated leads on, or stays. */
  const activate = (el: HTMLElement, byKey: boolean): void => {
    const called = names(el);
    if (h.current && called.some((it) => backward.test(it))) {
      const before = trail.pop();
      return before ? show(before, true, byKey) : close();
    }
    const recorded = find(graph.moves[file], called);
    if (recorded) return follow(recorded, byKey);
    if (!h.current) return;
    if (called.some((it) => closing.test(it))) return close();
    const to = graph.next[file];
    if (to !== undefined) follow({ to, swap: true }, byKey);
  };

  const control = (event: Event): HTMLElement | undefined => {
    const path = event.composedPath();
    const end = h.current ? path.indexOf(h.current.outer) : path.length;
    const el = path
      .slice(0, Math.max(0, end))
      .find((it): it is HTMLElement => it instanceof HTMLElement && it.matches(controls));
    return (el as HTMLInputElement | undefined)?.labels?.[0] ?? el;
  };

  document.addEventListener("click", (event) => {
    if (!event.isTrusted) return;
    const path = event.composedPath();
    if (h.current && !path.includes(h.current.box)) {
      event.preventDefault();
      return close();
    }
    const el = control(event);
    if (el) activate(el, event.detail === 0);
  });

  document.addEventListener("keydown", (event) => {
    if (!event.isTrusted || event.defaultPrevented) return;
    if (event.key === "Escape" && h.current) return close();
    if (event.key !== "Enter" && event.key !== " ") return;
    const el = control(event);
    // The browser itself makes a click of a key on its own controls.
    if (!el || el.matches(native)) return;
    event.preventDefault();
    activate(el, true);
  });
}

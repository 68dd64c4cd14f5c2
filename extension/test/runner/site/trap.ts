import type { Harness, Shown } from "./harness";

/** What libraries for modal dialogs do to the rest of the page: everything else is inert and hidden from assistive
 * technology, the body takes no pointer, Tab wraps inside, and a pointer outside closes. */
export function trap(h: Harness): void {
  h.trap = (shown: Shown) => {
    const { outer, box } = shown;
    const undo: (() => void)[] = [];
    for (const sibling of document.body.children) {
      if (sibling === outer || sibling.hasAttribute("inert") || /^(SCRIPT|STYLE)$/.test(sibling.tagName)) continue;
      sibling.setAttribute("inert", "");
      sibling.setAttribute("aria-hidden", "true");
      undo.push(() => (sibling.removeAttribute("inert"), sibling.removeAttribute("aria-hidden")));
    }
    document.body.style.setProperty("pointer-events", "none");
    outer.style.setProperty("pointer-events", "auto");
    undo.push(() => document.body.style.removeProperty("pointer-events"));

    const stops = (): HTMLElement[] =>
      [...h.elements(outer)].filter((el) =>
        el.matches("a[href],button:not([disabled]),input:not([disabled]):not([type=hidden]),select,textarea,[tabindex]:not([tabindex='-1'])") && el.checkVisibility(),
      ) as HTMLElement[];
    const wrapAround = (event: KeyboardEvent): void => {
      if (event.key !== "Tab") return;
      const all = stops();
      const first = all[0], last = all[all.length - 1];
      const here = document.activeElement;
      if (!outer.contains(here) || (event.shiftKey ? here === first : here === last)) {
        event.preventDefault();
        (event.shiftKey ? last : first)?.focus();
      }
    };
    const outside = (event: Event): void => {
      if (event.isTrusted && !event.composedPath().includes(outer)) h.close();
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented) h.close();
    };
    // Registered after the click that opened the dialog has passed.
    const timer = setTimeout(() => document.addEventListener("pointerdown", outside), 0);
    document.addEventListener("keydown", wrapAround);
    document.addEventListener("keydown", escape);
    undo.push(() => {
      clearTimeout(timer);
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("keydown", wrapAround);
      document.removeEventListener("keydown", escape);
    });
    (box.matches("[tabindex]") ? box : stops()[0])?.focus();
    return () => undo.forEach((it) => it());
  };
}

import type { Harness, Shown } from "./harness";

/** Shows, swaps, unhides and closes. */
export function change(h: Harness): void {
  const dialogs = "[role=dialog],[role=alertdialog],dialog,[aria-modal=true]";
  const waiting: Shown[] = [];

  const conceal = (it: Shown): void => {
    const layer = it.box as HTMLDialogElement;
    if (layer.matches(":modal")) layer.close();
    if (layer.matches(":popover-open")) layer.hidePopover();
    const s = it.outer.style;
    if (it.hide === "unhide") s.setProperty("display", "none");
    if (it.hide === "unhide-opacity") {
      s.setProperty("opacity", "0");
      s.setProperty("pointer-events", "none");
    }
    if (it.hide === "unhide-transform") s.setProperty("transform", "translateX(-200vw)");
  };
  const reveal = (it: Shown): void => {
    const layer = it.box as HTMLDialogElement;
    for (const name of ["display", "opacity", "pointer-events", "transform"]) it.outer.style.removeProperty(name);
    if (layer.localName === "dialog" && h.config.mount === "show-modal" && !layer.open) layer.showModal();
    if (layer.hasAttribute("popover") && !layer.matches(":popover-open")) layer.showPopover();
  };

  addEventListener("DOMContentLoaded", () => {
    for (const { html, how } of h.config.hidden) {
      const shown = h.mount(html);
      shown.hide = how;
      conceal(shown);
      waiting.push(shown);
    }
  });

  h.close = () => {
    const it = h.current;
    h.current = null;
    if (!it) return;
    it.undo.splice(0).forEach((undo) => undo());
    if (it.hide) {
      conceal(it);
      waiting.push(it);
    } else it.outer.remove();
  };

  const attributes = (from: Element, to: Element): void => {
    for (const { name } of [...to.attributes])
      if (name !== "style" && name !== "open" && name !== "popover" && !from.hasAttribute(name))
        to.removeAttribute(name);
    for (const { name, value } of [...from.attributes])
      if (name !== "style" && name !== "open" && to.getAttribute(name) !== value) to.setAttribute(name, value);
  };

  /** The content changes, the node of the dialog stays: it is the same one to whoever observes it. */
  const swap = (it: Shown, html: string): void => {
    const doc = it.home.ownerDocument ?? document;
    const fresh = h.parse(html, doc);
    const home = it.home as Element;
    const styles = [...fresh.children].filter((el) => el.localName === "style");
    // Bare content is dressed by what the dialog brought.
    if (styles.length) for (const old of [...home.querySelectorAll(":scope > style")]) old.remove();
    const open = home.matches(dialogs) && !home.querySelector(dialogs) ? null : (home.querySelector(dialogs) ?? [...home.children].find((el) => el.localName !== "style" && el.textContent) ?? null);
    const next = fresh.querySelector(dialogs) ?? (fresh.children.length - styles.length === 1 ? [...fresh.children].find((el) => el.localName !== "style")! : null);
    if (open && next && (next.localName === open.localName || next.matches(dialogs)) && (!open.matches(dialogs) || next.matches(dialogs))) {
      attributes(next, open);
      open.replaceChildren(...next.childNodes);
    } else (open ?? home).replaceChildren(...[...fresh.childNodes].filter((node) => !styles.includes(node as HTMLStyleElement)));
    home.prepend(...styles);
    it.html = html;
  };

  h.change = ({ html, how, close }) => {
    h.shownAt = 0;
    if (close) h.close();
    if (html !== undefined) {
      if (how === "swap" && h.current) swap(h.current, html);
      else {
        h.close();
        const ready = how.startsWith("unhide") ? waiting.findIndex((it) => it.html === html) : -1;
        const shown = ready >= 0 ? waiting.splice(ready, 1)[0]! : h.mount(html);
        if (ready >= 0) reveal(shown);
        h.current = shown;
        if (h.config.mount === "inert-siblings") shown.undo.push(h.trap(shown));
      }
    }
    const painted = (): void => void requestAnimationFrame((now) => (h.shownAt = performance.timeOrigin + now));
    if (h.current?.ready) h.current.ready.then(painted);
    else painted();
  };
}

import type { Harness, Shown } from "./harness";

/** Makes fragments into nodes of the page and puts them where the flow's mount says, laid out as sites do. */
export function place(h: Harness): void {
  const policy = (window as any).trustedTypes?.createPolicy("site", { createHTML: (it: string) => it });
  const trusted = (html: string): string => policy?.createHTML(html) ?? html;
  const dialogs = "[role=dialog],[role=alertdialog],dialog,[aria-modal=true]";
  const look = `
    :where(button,input,select,textarea){font:inherit}
    :where([role=dialog],[role=alertdialog],[role=menu],dialog){font:15px/1.4 system-ui,sans-serif;box-sizing:border-box}
    :where([role=dialog],[role=alertdialog],dialog){padding:16px}
    :where([role=dialog],[role=menu],dialog) :where(button,[role=button],[role=menuitem],[role=radio],[role=option],li){cursor:pointer;min-height:36px;padding:6px 12px;box-sizing:border-box}
    :where([role=dialog],[role=menu],dialog) :where([role=button],[role=menuitem],[role=radio],[role=option]){display:block}`;

  const dress = (root: Document | ShadowRoot): void => {
    const view = (root.ownerDocument ?? root as Document).defaultView!;
    const sheet = new (view as any).CSSStyleSheet();
    sheet.replaceSync(look);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    h.listen(root);
  };
  addEventListener("DOMContentLoaded", () => dress(document));

  h.parse = (html, doc) => {
    // A live holder, not a template: in a template inline styles would escape the policy.
    const holder = doc.createElement("div");
    holder.innerHTML = trusted(html);
    for (const style of holder.querySelectorAll("style")) style.setAttribute("nonce", h.config.nonce);
    for (const template of holder.querySelectorAll<HTMLTemplateElement>("template[shadowrootmode],template[data-shadowrootmode]")) grow(template);
    const out = doc.createDocumentFragment();
    out.append(...holder.childNodes);
    return out;
  };

  /** Declarative shadow roots, remembered, because a closed one cannot be asked for later. */
  const grow = (template: HTMLTemplateElement): void => {
    const mode = (template.getAttribute("shadowrootmode") ?? template.dataset.shadowrootmode) as ShadowRootMode;
    const host = template.parentElement!;
    const root = host.attachShadow({ mode, delegatesFocus: template.hasAttribute("shadowrootdelegatesfocus") });
    h.roots.set(host, root);
    for (const style of template.content.querySelectorAll("style")) style.setAttribute("nonce", h.config.nonce);
    const below = [...template.content.querySelectorAll<HTMLTemplateElement>("template[shadowrootmode],template[data-shadowrootmode]")];
    root.append(template.content);
    below.forEach(grow);
    dress(root);
    template.remove();
  };
  addEventListener("DOMContentLoaded", () => document.querySelectorAll<HTMLTemplateElement>("template[data-shadowrootmode]").forEach(grow));

  const style = (el: Element, rules: Record<string, string>): void => {
    for (const [name, value] of Object.entries(rules)) (el as HTMLElement).style.setProperty(name, value);
  };

  /** The fixed box that a site would give a dialog or a menu. */
  const fix = (el: Element, menu: boolean): void => {
    const phone = innerWidth <= 480;
    const skin = { position: "fixed", background: "#fff", color: "#111", "border-radius": "12px", "box-sizing": "border-box", "z-index": "1000", overflow: "auto" };
    if (phone)
      style(el, { ...skin, left: "0", right: "0", bottom: "0", margin: "0", "max-height": menu ? "60vh" : "75vh" });
    else if (menu) style(el, { ...skin, top: "90px", right: "22%", width: "240px", "box-shadow": "0 4px 16px #0004" });
    else if (h.config.seed % 2)
      style(el, { ...skin, top: "50%", left: "50%", transform: "translate(-50%, -50%)", width: "480px", "max-height": "80vh" });
    else style(el, { ...skin, inset: "0", margin: "auto", width: "480px", height: "fit-content", "max-height": "80vh" });
  };

  let ownLayout = false;
  /** Lays out what has just been inserted, unless the fragment does so itself, and returns the box. */
  const layOut = (roots: Element[], wrap: HTMLElement): HTMLElement => {
    const first = (selector: string): Element | undefined => {
      for (const el of roots) {
        if (el.matches(selector)) return el;
        const deep = [...h.elements(el), ...(h.rootOf(el) ? h.elements(h.rootOf(el)!) : [])].find((it) => it.matches(selector));
        if (deep) return deep;
      }
      return undefined;
    };
    const dialog = first(dialogs);
    if (dialog?.localName === "dialog" && !(dialog as HTMLDialogElement).open) (dialog as HTMLDialogElement).show();
    const box = dialog ?? first("[role=menu],[role=listbox]") ?? roots[0];
    const boxed = dialog !== undefined || box?.matches("[role=menu]");
    const doc = wrap.ownerDocument;
    for (let el: Element | null = box ?? null; el && el !== doc.body; el = el.assignedSlot ?? el.parentElement ?? (el.getRootNode() as ShadowRoot).host ?? null) {
      ownLayout = /fixed|absolute/.test(getComputedStyle(el).position) || el.matches(":popover-open,:modal");
      if (ownLayout) return box as HTMLElement;
    }
    const held = doc !== document ? doc.body : boxed ? box! : wrap;
    if (doc === document) fix(held, box?.getAttribute("role") === "menu" && !dialog);
    return (boxed ? box : held) as HTMLElement;
  };

  const elementsOf = (nodes: ParentNode): Element[] => [...nodes.children].filter((it) => it.localName !== "style");

  const backdrop = (wrap: HTMLElement, shown: Element): void => {
    if (ownLayout || h.config.seed % 3 === 0 || shown.getAttribute("role") === "menu" || shown.matches(":modal"))
      return;
    const veil = document.createElement("div");
    style(veil, { position: "fixed", inset: "0", background: "#0008", "z-index": "999" });
    wrap.prepend(veil);
  };

  /** Mounts a fragment; the outer node is in the page, the box is laid out, nothing has been painted yet. */
  h.mount = (html) => {
    const wrap = document.createElement("div");
    const shown: Shown = { outer: wrap, box: wrap, home: wrap, html, undo: [] };
    const deep = h.config.seed % 5 < 2 ? document.querySelector("#portals") : null;
    const at = (deep ?? document.body) as Element;
    const mode = h.config.mount;

    if (mode === "open-shadow" || mode === "closed-shadow") {
      const root = wrap.attachShadow({ mode: mode === "open-shadow" ? "open" : "closed" });
      h.roots.set(wrap, root);
      dress(root);
      const inner = document.createElement("div");
      inner.append(h.parse(html, document));
      root.append(inner);
      at.append(wrap);
      shown.home = inner;
      shown.box = layOut(elementsOf(inner), inner);
      backdrop(inner, shown.box);
      return shown;
    }
    if (mode === "iframe") {
      const frame = document.createElement("iframe");
      style(frame, { border: "0" });
      fix(frame, false);
      style(frame, { height: "560px" });
      const filled: Shown = { ...shown, outer: frame, box: frame };
      const arrange = (): void => {
        const inside = frame.contentDocument!;
        dress(inside);
        filled.home = inside.body;
        filled.box = layOut(elementsOf(inside.body), inside.body);
      };
      if (h.config.seed % 2) {
        const lang = document.documentElement.lang;
        const styled = html.replace(/<style/gi, `<style nonce="${h.config.nonce}"`);
        frame.srcdoc = trusted(`<!doctype html><html lang="${lang}"><head></head><body>${styled}</body></html>`);
        filled.ready =
          new Promise((resolve) => frame.addEventListener("load", () => (arrange(), resolve()), { once: true }));
        at.append(frame);
      } else {
        at.append(frame);
        frame.contentDocument!.documentElement.lang = document.documentElement.lang;
        frame.contentDocument!.body.append(h.parse(html, frame.contentDocument!));
        arrange();
      }
      return filled;
    }
    const nodes = h.parse(html, document);
    if (mode === "show-modal" || mode === "popover") {
      const roots = elementsOf(nodes);
      const own = mode === "show-modal" && roots.length === 1 && roots[0]!.localName === "dialog";
      const layer = own ? (roots[0] as HTMLElement) : document.createElement(mode === "popover" ? "div" : "dialog");
      if (mode === "popover") layer.setAttribute("popover", h.config.seed % 2 ? "auto" : "manual");
      if (own) wrap.append(nodes);
      else {
        layer.append(nodes);
        wrap.append(layer);
      }
      at.append(wrap);
      if (mode === "popover") layer.showPopover();
      else (layer as HTMLDialogElement).showModal();
      style(layer, { padding: "0", border: "0", "max-height": "80vh" });
      if (innerWidth <= 480)
        style(layer, { inset: "auto 0 0 0", margin: "0", width: "100vw", "max-width": "100vw", "max-height": "75vh" });
      else style(layer, { width: "480px" });
      return { ...shown, home: own ? wrap : layer, box: layer };
    }
    wrap.append(nodes);
    (mode === "inert-siblings" ? document.body : at).append(wrap);
    shown.box = layOut(elementsOf(wrap), wrap);
    backdrop(wrap, shown.box);
    return shown;
  };
}

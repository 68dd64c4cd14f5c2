// What is asked of nodes, in one place. A form answers with its fields where it is asked for `matches` or `children`, a
// document with its images and forms: so methods and getters are those of the prototypes, which no page can reach.

export const { max, min } = Math;

/** Milliseconds on the clock of events. */
export const now = (): number => performance.now();

/** A property of `node`, whatever fields it has. */
export const of = <Of extends Node, Name extends keyof Of>(node: Of, name: Name): Of[Name] =>
  Reflect.get(Object.getPrototypeOf(node), name, node);

/** What a method of `node` answers. */
export const call = (node: Node, name: string, ...values: unknown[]): any =>
  (of(node, name as keyof Node) as any).apply(node, values);

/** Observes nothing yet. */
export const observer = (changed: MutationCallback): MutationObserver => new MutationObserver(changed);

export const isElement = (node: Node): node is Element => of(node, "nodeType") === 1;

export const isConnected = (node: Node): boolean => of(node, "isConnected");

export const textOf = (node: Node): string | null => of(node, "textContent");

export const documentOf = (node: Element): Document => of(node, "ownerDocument");

/** Null where its document is in no window. */
export const windowOf = (node: Element): Window | null => of(documentOf(node), "defaultView");

export const tagOf = (node: Element): string => of(node, "localName");

export const matches = (node: Element, selector: string): boolean => call(node, "matches", selector);

export const closest = (node: Element, selector: string): Element | null => call(node, "closest", selector);

export const styleOf = (node: Element): CSSStyleDeclaration => getComputedStyle(node);

export const rectOf = (node: Element): DOMRect => call(node, "getBoundingClientRect");

/** An attribute, "" where there is none. */
export const attribute = (node: Element | null | undefined, name: string): string =>
  (node && call(node, "getAttribute", name)) ?? "";

/** Its name for who hears the page, where it says one itself. */
export const labelOf = (node: Element): string => attribute(node, "aria-label");

export const elementAt = (root: Document | ShadowRoot, x: number, y: number): Element | null =>
  call(root, "elementFromPoint", x, y);

/** The tree that `node` is in. */
export const rootOf = (node: Element): Document => call(node, "getRootNode");

/** The element with this id in that tree. */
export const elementById = (node: Element, id: string): Element | null => {
  const root = rootOf(node);
  return isElement(root) ? null : call(root, "getElementById", id);
};

export const query = (root: ParentNode | null | undefined, selector: string): HTMLElement[] =>
  root ? [...call(root, "querySelectorAll", selector)] : [];

export const first = (root: ParentNode | null | undefined, selector: string): HTMLElement | null =>
  root ? call(root, "querySelector", selector) : null;

/** All elements in `node`, counted only where that is asked. */
export const allIn = (node: Element): HTMLCollectionOf<Element> => call(node, "getElementsByTagName", "*");

const isVisible = (node: Element, opacityProperty: boolean): boolean =>
  call(node, "checkVisibility", { visibilityProperty: true, opacityProperty });

/** Whether `node` has a box that is not hidden; it may be transparent. */
export const isShown = (node: Element): boolean => isVisible(node, false);

/** Whether a person can see `node`; `display: contents` has no box of its own but shows its children. */
export const isSeen = (node: Element): boolean => isVisible(node, true) || styleOf(node).display === "contents";

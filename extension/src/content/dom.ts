// What is asked of nodes again and again, under short names.

/** Milliseconds on the clock of events. */
export const now = (): number => performance.now();

export const styleOf = (node: Element): CSSStyleDeclaration => getComputedStyle(node);

export const rectOf = (node: Element): DOMRect => node.getBoundingClientRect();

/** An attribute, "" where there is none. Not the property: a form answers with its field of that name. */
export const attribute = (node: Element | null | undefined, name: string): string => node?.getAttribute(name) ?? "";

export const query = (root: ParentNode | null | undefined, selector: string): HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>(selector) ?? []),
];

/** Whether `node` has a box that is not hidden; it may be transparent. */
export const isShown = (node: Element): boolean => node.checkVisibility({ visibilityProperty: true });

/** Whether a person can see `node`; `display: contents` has no box of its own but shows its children. */
export const isSeen = (node: Element): boolean =>
  node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || styleOf(node).display === "contents";

/** A frame, or a tenth of a second where none is drawn. */
export const nextFrame = (): Promise<unknown> =>
  new Promise((done) => {
    requestAnimationFrame(done);
    setTimeout(done, 100);
  });

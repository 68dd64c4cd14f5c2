// What is drawn is data until here; now it becomes nodes.

export type Tree = string | Branch;
/** An element: its name, its attributes, its children. */
export type Branch = [tag: string, attributes: Record<string, string>, ...children: Tree[]];

export function buildElement([tag, attributes, ...children]: Branch): HTMLElement {
  const space = "http://www.w3.org/" + (/^(svg|path)$/.test(tag) ? "2000/svg" : "1999/xhtml");
  const node = document.createElementNS(space, tag);
  setAttributes(node, attributes);
  node.append(...children.map(buildNode));
  return node as HTMLElement;
}

export const buildNode = (tree: Tree): Node | string => (typeof tree === "string" ? tree : buildElement(tree));

export function setAttributes(node: Element, attributes: Record<string, string>) {
  for (const name in attributes) node.setAttribute(name, attributes[name]);
}

// A drawing is data, so that it can be made where it costs the page nothing; here it becomes nodes.

export type Tree = string | Branch;
/** An element: its name, its attributes, its children. */
export type Branch = [tag: string, attributes: Record<string, string>, ...children: Tree[]];

export function build([tag, attributes, ...children]: Branch): HTMLElement {
  const node = document.createElementNS("http://www.w3.org/" + (/^(svg|path)$/.test(tag) ? "2000/svg" : "1999/xhtml"), tag);
  dress(node, attributes);
  node.append(...children.map(grow));
  return node as HTMLElement;
}

export const grow = (tree: Tree): Node | string => (typeof tree === "string" ? tree : build(tree));

export function dress(node: Element, attributes: Record<string, string>) {
  for (const name in attributes) node.setAttribute(name, attributes[name]);
}

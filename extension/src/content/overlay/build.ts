// A drawing is data, so that it can be made where it costs the page nothing; here it becomes nodes.

/** A text, or an element: its name, its attributes, its children. */
export type Tree = string | [tag: string, attributes: Record<string, string>, ...children: Tree[]];

export function build(tree: Tree): Node | string {
  if (typeof tree === "string") return tree;
  const [tag, attributes, ...children] = tree;
  const node = document.createElementNS("http://www.w3.org/" + (/^(svg|path)$/.test(tag) ? "2000/svg" : "1999/xhtml"), tag);
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  node.append(...children.map(build));
  return node;
}

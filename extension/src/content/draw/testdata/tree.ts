// Asks a tree what is in it, for the tests beside the code.

import type { Branch, Tree } from "../pieces";

/** The branches below and with `tree`, in order. */
export function branches(tree: Tree): Branch[] {
  if (!Array.isArray(tree)) return [];
  const [, , ...children] = tree;
  return [tree, ...children.flatMap(branches)];
}

/** The texts of a tree, in order. */
export function texts(tree: Tree): string[] {
  if (!Array.isArray(tree)) return tree ? [tree] : [];
  const [, , ...children] = tree;
  return children.flatMap(texts);
}

export const values = (tree: Tree): string[] =>
  branches(tree).flatMap(([tag, { value }]) => (tag === "button" ? [value] : []));

/** The first branch whose class holds this word. */
export const ofClass = (tree: Tree, name: string): Branch | undefined =>
  branches(tree).find(([, attributes]) => attributes.class?.split(" ").includes(name));

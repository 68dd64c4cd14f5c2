// What is said of a control to somebody who hears it alone, out of a list of all controls.

import type { Json, Session } from "./runner/cdp";

const PRESSED = new Set(["button", "link", "DisclosureTriangle"]);

/** Names by which controls are spoken that do different things: "Copier" of two texts. A link is known by its address, a
 * button by its value, and one without by itself. */
export async function sharedNames(session: Session, nodes: Json[]): Promise<string[]> {
  const actions = new Map<string, Set<string>>();
  for (const { role, name, ignored, backendDOMNodeId: backendNodeId } of nodes) {
    if (ignored || !PRESSED.has(role.value)) continue;
    const { object } = await session.send("DOM.resolveNode", { backendNodeId });
    const { result } = await session.send("Runtime.callFunctionOn", {
      objectId: object.objectId,
      functionDeclaration: "function () { return this.href || this.value || ''; }",
      returnByValue: true,
    });
    const said = name?.value?.trim() ?? "";
    actions.set(said, (actions.get(said) ?? new Set()).add(result.value || `${backendNodeId}`));
  }
  return [...actions].filter(([said, all]) => !said || all.size > 1).map(([said]) => said);
}

// Whether an overlay is really there for a person: seen, heard, hit and reached, and not in the way.

import type { Json } from "./cdp";
import { type FlowTab, watcher } from "./tab";
import type { Perceived } from "./watch";

/** Everything that is wrong with the overlay that is shown, one sentence each; none when a person can use it. */
export async function perceive(tab: FlowTab): Promise<string[]> {
  const { problems, button }: Perceived = await tab.ask("perceived");
  if (!button) return problems;
  const found = [...problems];
  if (!(await heard(tab))) found.push("is not in the accessibility tree with a name");
  if (!(await hit(tab, button))) found.push("its first button is not hit by a pointer");
  found.push(...(await reached(tab)));
  return found;
}

/** A handle of the overlay's host. */
async function host(tab: FlowTab): Promise<string | undefined> {
  const { result } =
    await tab.session.send("Runtime.evaluate", { expression: `${watcher}.host()`, contextId: tab.world });
  return result.objectId;
}

const nameless = new Set(["StaticText", "InlineTextBox", "generic", "none", "paragraph", "LineBreak"]);

async function heard(tab: FlowTab): Promise<boolean> {
  const objectId = await host(tab);
  if (!objectId) return false;
  const { nodes } = await tab.session.send("Accessibility.queryAXTree", { objectId });
  return nodes.some((it: Json) => !it.ignored && it.name?.value?.trim() && !nameless.has(it.role?.value));
}

async function hit(tab: FlowTab, at: { x: number; y: number }): Promise<boolean> {
  const { session } = tab;
  const objectId = await host(tab);
  if (!objectId) return false;
  // The protocol counts from the document's corner, also where the page is scrolled.
  const scrolled: { x: number; y: number } = await tab.inWorld("({ x: scrollX, y: scrollY })");
  const [x, y] = [Math.round(at.x + scrolled.x), Math.round(at.y + scrolled.y)];
  const place = { x, y, includeUserAgentShadowDOM: false, ignorePointerEventsNone: false };
  const found = await session.send("DOM.getNodeForLocation", place).catch(() => null);
  if (!found) return false;
  const { backendNodeId } = found;
  const { object } = await session.send("DOM.resolveNode", { backendNodeId, executionContextId: tab.world });
  const reply = await session.send("Runtime.callFunctionOn", {
    objectId,
    functionDeclaration: "function (node) { while (node && node !== this) node = node.parentNode ?? node.host; return node === this }",
    arguments: [{ objectId: object.objectId }],
    returnByValue: true,
  });
  return reply.result.value === true;
}

/** From the last stop of the dialog, Tab must come to the overlay and leave it again. */
async function reached(tab: FlowTab): Promise<string[]> {
  const from: string = await tab.ask("enter");
  try {
    // A site's trap may wrap once; a dialog that traps nothing may have the end of the page behind it.
    const limit = 60;
    let presses = 0, focus = "other";
    while (focus === "other" && presses++ < limit) focus = await tab.tabKey();
    if (focus === "other") return [`is not reached with Tab from ${from}`];
    const visited = new Set<string>();
    while (focus !== "other") {
      if (visited.has(focus)) return ["holds the focus: Tab comes back to a control of it"];
      visited.add(focus);
      focus = await tab.tabKey();
    }
    return [];
  } finally {
    await tab.ask("leave");
  }
}

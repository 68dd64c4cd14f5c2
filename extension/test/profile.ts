// How long the extension holds a page's thread: the processor's samples whose stack has a function of the extension.

import type { Json, Session } from "./runner/cdp";

/** Profiles a page while something happens in it; gives the longest stretch in milliseconds in which every sample was
 * in the extension, and where. */
export async function longestStretch(session: Session, happens: () => Promise<unknown>): Promise<{ ms: number; where: string }> {
  await session.send("Profiler.enable");
  await session.send("Profiler.setSamplingInterval", { interval: 500 });
  await session.send("Profiler.start");
  await happens();
  const { profile } = await session.send("Profiler.stop");
  await session.send("Profiler.disable");
  const parents = new Map<number, Json>(), nodes = new Map<number, Json>();
  for (const node of profile.nodes) {
    nodes.set(node.id, node);
    for (const child of node.children ?? []) parents.set(child, node);
  }
  const mine = (id: number): string => {
    for (let node = nodes.get(id); node; node = parents.get(node.id)) if (node.callFrame.url.startsWith("chrome-extension://")) return node.callFrame.functionName || "(anonymous)";
    return "";
  };
  let longest = { ms: 0, where: "" }, run = 0;
  for (const [i, id] of profile.samples.entries()) {
    const where = mine(id);
    // The garbage collector interrupts whoever runs.
    const collecting = nodes.get(id)?.callFrame.functionName === "(garbage collector)";
    if (where || (collecting && run)) run += profile.timeDeltas[i + 1] ?? 0;
    else run = 0;
    if (run / 1000 > longest.ms) longest = { ms: run / 1000, where: where || longest.where };
  }
  return longest;
}

// What did the user act on, and what does it say?

import { chainOf, shadowOf } from "./overlay/tree";
import { CONTROL } from "./rows";
import { isLong, nameOf } from "./text";

/** The innermost element of a trusted event: the path of an event ends at closed shadow roots, so these are asked. */
export function targetOf(event: Event): Element | null {
  let at = event.composedPath()[0] as Element | undefined;
  const { clientX, clientY, detail, type } = event as MouseEvent;
  for (let next = at?.nodeType === 1 ? at : undefined; (at = next); ) {
    const root = shadowOf(at);
    const inner = clientX !== undefined && (type !== "click" || detail) ? root?.elementFromPoint(clientX, clientY) : root?.activeElement;
    if (!inner || inner === at || !root?.contains(inner)) return at;
    next = inner;
  }
  return null;
}

/** The words of what was acted on: of the control, or of the smallest thing around the target that says something. */
export function saidBy(target: Element | null): string {
  let said = "";
  for (const at of target ? chainOf(target).slice(0, 6) : []) {
    const control = at.matches(CONTROL);
    const name = (control || !said) && nameOf(at, { host: null, content: "" });
    if (name && !isLong(name)) said = `${name} ${control ? at.getAttribute("aria-label") : ""}`;
    if (control) break;
  }
  return said;
}

// What the pill and the dot are made of. Nothing in them names a harm or a victim: others look at the screen.

import type { Branch } from "./build";
import { button, cross, element, icon, region, type Shown } from "./pieces";

export function drawDot(shown: Shown): Branch {
  const { label } = shown.view.pill;
  return region("dot", shown, label, [button("grow", "main", [icon("mark")], { "aria-label": label })]);
}

/** `isUndotted`: it was a dot, because it was dismissed before; one tap lets it not come again. */
export function drawPill(shown: Shown, isUndotted: boolean): Branch {
  const { label, hint, only, close } = shown.view.pill;
  return region("pill", shown, label, [
    button("grow", "main", [icon("mark"), element("span", "", [label, hint && element("small", "", [hint])])]),
    isUndotted && button("only", "quiet", [only]),
    cross("dismiss", close),
  ]);
}

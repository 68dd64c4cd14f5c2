// The trial as a person plays it: real presses, and what is seen of the overlay.

import { controlWith, type OwnPage } from "./own-page";
import { expect, patience, pause } from "./visit";

/** What stands in the overlay, closed root and all, as the browser's accessibility tree says. */
async function overlay(page: OwnPage): Promise<{ stage: string; harm: string; text: string }> {
  const { root } = await page.session.send("DOM.getDocument", { depth: -1, pierce: true });
  const forms: any[] = [];
  const walk = (node: any): void => {
    for (const shadow of node.shadowRoots ?? [])
      for (const child of shadow.children ?? []) if (child.localName === "form") forms.push(child);
    for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) walk(child);
  };
  walk(root);
  if (!forms.length) return { stage: "none", harm: "", text: "" };
  const { attributes } = forms[0];
  const of = (name: string): string => attributes[attributes.indexOf(name) + 1] ?? "";
  return { stage: of("data-stage"), harm: of("data-harm"), text: of("aria-label") };
}

export async function stage(page: OwnPage, wanted: string): Promise<{ stage: string; harm: string }> {
  let seen = await overlay(page);
  for (const end = Date.now() + patience; seen.stage !== wanted && Date.now() < end; await pause(50))
    seen = await overlay(page);
  expect(seen.stage).toBe(wanted);
  return seen;
}

/** A real press: the content script answers to nothing else. */
export async function press(page: OwnPage, selector: string, label = ""): Promise<void> {
  const find = controlWith(selector, label);
  await page.until(find);
  // A dialog that has just opened may not stand where it will.
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
  await pause(100);
  const { left, top, width, height } = await page.evaluate(`${find}.getBoundingClientRect().toJSON()`);
  const [x, y] = [left + width / 2, top + height / 2];
  const press = { x, y, button: "left", clickCount: 1 };
  await page.session.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y });
  for (const type of ["mousePressed", "mouseReleased"])
    await page.session.send("Input.dispatchMouseEvent", { type, ...press });
}

// Dialogs as the libraries build them that many sites are made of: each holds the focus, locks the scroll and shuts out
// what is not its own in its own way. Ours is found in it, beside it, and reached by pointer and keys all the same.
// All under the strict policy of `runner/site/page.ts`: scripts and styles by nonce, trusted types.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { perceive } from "./runner/judge";
import type { Point } from "./runner/site/harness";
import { harness } from "./runner/site/page";
import { type Visit, dist, expect, patience, root, test } from "./visit";

interface Library {
  /** Its entry in `libraries/`. */
  entry: string;
  /** The style sheet that it comes with. */
  sheet?: string;
  /** What is pressed first where the reasons lie in a list that opens. */
  opens?: string;
}

const libraries: Record<string, Library> = {
  "Radix": { entry: "radix.tsx" },
  "Headless UI": { entry: "headless.tsx" },
  "Material UI": { entry: "mui.tsx", opens: "Motif" },
  "Bootstrap": { entry: "bootstrap.ts", sheet: "bootstrap/dist/css/bootstrap.css" },
  "Material Web": { entry: "material.ts" },
  "Quasar": { entry: "quasar.ts", sheet: "quasar/dist/quasar.css" },
};

const out = join(dist, "libraries");
const extension = join(root, "extension");

test.beforeAll(() => {
  const folder = join(extension, "test/libraries");
  const entries = Object.values(libraries).map(({ entry }) => join(folder, entry));
  const options = ["--bundle", "--minify", "--charset=utf8", `--outdir=${out}`, "--log-level=warning"];
  const production = '--define:process.env.NODE_ENV="production"';
  const esbuild = ["run", "github.com/evanw/esbuild/cmd/esbuild"];
  execFileSync("go", [...esbuild, ...entries, ...options, production], { cwd: root, stdio: "inherit" });
});

/** For those that bring no style. */
const plain = `
  .veil { position: fixed; inset: 0; background: #0008 }
  .menu { background: #fff; display: grid }
  .dialog { position: fixed; inset: 0; margin: auto; width: 400px; height: fit-content; background: #fff }`;

type Visits = (flow: { page: string; script: string }) => Promise<Visit>;

/** The page of a library, with the dialog that is behind a row of its menu. */
async function opened(visit: Visits, { entry, sheet }: Library, row: string): Promise<Visit> {
  const style = sheet ? readFileSync(join(extension, "node_modules", sheet), "utf8") : plain;
  const page = `<!doctype html><html lang="fr"><head><title>x</title><style>${style}</style></head><body>
    <main></main><p>Un jardin sous la pluie</p><a href="/jardin/">Le jardin</a></body></html>`;
  const script = readFileSync(join(out, entry.replace(/\.\w+$/, ".js")), "utf8");
  const it = await visit({ page, script: `addEventListener("DOMContentLoaded", () => {${script}});` });
  await press(it, "Options");
  await press(it, row);
  return it;
}

/** A click on what has this name, once it lies still. */
async function press(it: Visit, name: string): Promise<void> {
  const find = (): Promise<Point> => it.tab.inPage(`${harness}.find(${JSON.stringify(name)}, "click")`);
  const deadline = Date.now() + patience;
  let at = await find();
  for (let before: Point | undefined; at.error || at.x !== before?.x || at.y !== before.y; at = await find()) {
    if (Date.now() > deadline) throw new Error(`“${name}” ${at.error ?? "does not come to lie still"}`);
    before = at;
    await it.painted();
  }
  await it.tab.click(at.x, at.y);
}

/** Whether the dialog is open; it is from then on the one that ours must leave free. */
const isOpen = (it: Visit): Promise<boolean> =>
  it.tab.inPage(`(() => {
    const box = [...document.querySelectorAll("[role=dialog],md-dialog")]
      .map((each) => each.shadowRoot?.querySelector("dialog") ?? each)
      .find((each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
    ${harness}.current = box ? { box, outer: box, undo: [] } : null;
    return !!box;
  })()`);

const number = (it: Visit): Promise<boolean> => it.overlay(`!!root.querySelector(".number")`);

/** Presses Tab until the focus is on a control of ours, or has been everywhere. */
async function tabTo(it: Visit, value: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await it.tab.tabKey();
    if ((await it.overlay("shadow.activeElement?.value")) === value) return;
  }
  throw new Error(`${value} is not reached with Tab`);
}

for (const [name, library] of Object.entries(libraries)) {
  test(`${name}: a report has ours, by pointer and by keys, until it closes`, async ({ visit }) => {
    const it = await opened(visit, library, "Signaler");
    await it.stage("early");
    if (library.opens) await press(it, library.opens);
    await press(it, "Harcèlement");
    expect((await it.stage("card")).harm).toBe("harassment");
    await expect.poll(() => isOpen(it)).toBe(true);
    await expect.poll(() => perceive(it.tab)).toEqual([]);

    await it.clickOurs("[value=call]");
    await expect.poll(() => number(it), { message: "the number is shown" }).toBe(true);
    expect(await isOpen(it)).toBe(true);
    await tabTo(it, "call");
    await it.tab.press("Enter");
    await expect.poll(() => number(it), { message: "and hidden again" }).toBe(false);
    expect(await isOpen(it)).toBe(true);

    await press(it, "Annuler");
    await it.stage("none");
    await expect.poll(() => isOpen(it)).toBe(false);
    expect(await it.overlay("host")).toBe(null);
    expect(it.tab.exceptions).toEqual([]);
  });

  test(`${name}: a dialog to share has nothing`, async ({ visit }) => {
    const it = await opened(visit, library, "Partager");
    await expect.poll(() => isOpen(it)).toBe(true);
    if (library.opens) await press(it, library.opens);
    await press(it, "Mes amis");
    expect((await it.lookAtRest()).stage).toBe("none");
  });
}

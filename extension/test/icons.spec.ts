// The toolbar's icons are the mark, drawn at their sizes. What Chromium draws of it is left in dist/icons, from where it
// is copied to extension/icons when the mark changes.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { evaluate } from "./runner/browser";
import { dist, expect, root, test } from "./visit";

const folder = resolve(root, "extension/icons");
const { icons } = JSON.parse(readFileSync(resolve(root, "extension/manifest.json"), "utf8"));
const address = (type: string, file: string): string =>
  `data:${type};base64,${readFileSync(resolve(folder, file)).toString("base64")}`;

/** Runs in a page: draws a picture at a size; gives its pixels and a PNG of it. */
async function draw(source: string, size: number): Promise<{ pixels: number[]; png: string }> {
  const image = new Image(size, size);
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
  const context = canvas.getContext("2d")!;
  context.drawImage(image, 0, 0, size, size);
  return { pixels: [...context.getImageData(0, 0, size, size).data], png: canvas.toDataURL().split(",")[1]! };
}

for (const set of ["", "neutral"]) {
  test(`the icons are the mark ${set}`, async ({ extension }) => {
    mkdirSync(resolve(dist, "icons", set), { recursive: true });
    const tab = await extension.open();
    for (const [size, name] of Object.entries<string>(icons)) {
      const drawn = (source: string) => evaluate(tab.session, `(${draw})(${JSON.stringify(source)}, ${size})`);
      const mark = await drawn(address("image/svg+xml", join(set, "mark.svg")));
      writeFileSync(resolve(dist, "icons", set, name), Buffer.from(mark.png, "base64"));
      const icon = await drawn(address("image/png", join(set, name)));
      const off = mark.pixels.filter((value: number, i: number) => Math.abs(value - icon.pixels[i]) > 48).length;
      // Another Chromium may soften an edge a little differently.
      expect(off / mark.pixels.length, `${name}: part of it that is not the mark`).toBeLessThan(0.01);
    }
    await extension.shut(tab);
  });
}

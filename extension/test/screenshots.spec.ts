// Pictures of the overlay for people to look at, in dist/screenshots.

import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { dist, expect, full, html, test } from "./visit";

const sizes = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];
const folder = resolve(dist, "screenshots");

for (const { width, height } of sizes) {
  for (const scheme of ["light", "dark"]) {
    test(`pictures at ${width} pixels, ${scheme}`, async ({ visit }) => {
      mkdirSync(folder, { recursive: true });
      const picture = async (it: Awaited<ReturnType<typeof visit>>, name: string): Promise<void> => {
        await it.still();
        writeFileSync(resolve(folder, `${name}-${width}-${scheme}.png`), await it.tab.screenshot());
      };
      const open = () =>
        visit({ width, height, touch: width < 500 }, (tab) =>
          tab.session.send("Emulation.setEmulatedMedia", {
            features: [{ name: "prefers-color-scheme", value: scheme }],
          }),
        );

      const it = await open();
      await it.report("early");
      await picture(it, "pill");
      await it.clickOurs("button,summary");
      await picture(it, "pill-opened");
      await it.close();

      const second = await open();
      await second.report("card");
      await picture(second, "card");
      await second.overlay("root.querySelectorAll('summary').forEach((it) => it.click())");
      await picture(second, "card-unfolded");
      await second.do({ click: "Envoyer le signalement", show: html.done, how: "swap" });
      await second.stage("after");
      await picture(second, "after");
      await second.close();

      const third = await open();
      await third.do({ show: html.menu });
      await third.do({ click: "Signaler", show: full(html.reasons) });
      await third.stage("early");
      await picture(third, "strip-pill");
      await third.do({ click: "Intimidation ou contact indésirable", show: full(html.sub), how: "swap" });
      await third.stage("card");
      await picture(third, "strip");
      expect((await third.look()).count).toBe(1);
    });
  }
}

// Someone who looks through the browser's files afterwards must not find out that there was a report.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { day, more } from "./traces";
import { built, expect, figure, test } from "./visit";

test("nothing on the disk tells of a report", async () => {
  const profile = mkdtempSync(join(tmpdir(), "bouton3018-traces-"));
  try {
    // Twice without: the browser writes some of its own files at the second start only.
    await day(profile, built, false);
    const before = await day(profile, built, false);
    const after = await day(profile, built, true);
    expect(more(before, after)).toEqual({});
    figure(
      "bytes that name the 3018, a helpline or a harm in the browser profile after trigger and dismissal",
      "0",
      "0",
    );
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

// How much memory has a browser? That of all its processes, as Linux counts it.

import { readdirSync, readFileSync } from "node:fs";

/** A process that ended meanwhile has none. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** The process and all that it started, and those. */
function familyOf(first: number): string[] {
  const parents = new Map<string, string>();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    // The name of the program, in brackets, may have any characters.
    parents.set(pid, read(pid, "stat").split(") ").pop()?.split(" ")[1] ?? "");
  }
  const family = [`${first}`];
  for (const pid of family) for (const [child, parent] of parents) if (parent === pid) family.push(child);
  return family;
}

/** Bytes of memory of a browser: what one of its processes has alone, and of what several have its share. Files that
 * are mapped, such as the program itself, are left out: other browsers on the machine have a share of them too. */
export function memoryOf(browser: number): number {
  const kilobytes = familyOf(browser).flatMap((pid) =>
    [...read(pid, "smaps_rollup").matchAll(/^(?:Pss_Anon|Pss_Shmem):\s+(\d+) kB$/gm)].map(([, value]) => Number(value)),
  );
  return 1024 * kilobytes.reduce((sum, each) => sum + each, 0);
}

// How long the extension holds a page's thread, in processor time, so that other programs on the machine do not count.

import type { Json } from "./runner/cdp";
import type { FlowTab } from "./runner/tab";

interface Span {
  ts: number;
  end: number;
  cpu: number;
  name: string;
  url: string;
}

/** The part of a page's own work that the browser happens to do inside of our calls: it would be done right after. */
const deferred = new Set([
  "Layout",
  "UpdateLayoutTree",
  "RecalculateStyles",
  "ParseHTML",
  "Paint",
  "PrePaint",
  "MinorGC",
  "MajorGC",
  "V8.GCScavenger",
]);

/** Traces the browser while something happens in a page; gives the longest task of a page's thread that called a script
 * of the extension, in milliseconds, less the layout of the page and the page's own scripts in it. */
export async function longestTask(tab: FlowTab, happens: () => Promise<unknown>): Promise<number> {
  const { root } = tab.browser;
  const events: Json[] = [];
  const stop = root.on("Tracing.dataCollected", ({ value }) => void events.push(...value));
  await root.send("Tracing.start", {
    categories: "devtools.timeline,disabled-by-default-devtools.timeline,v8,-*",
    transferMode: "ReportEvents",
  });
  await happens();
  const complete = new Promise<void>((resolve) => root.on("Tracing.tracingComplete", () => resolve()));
  await root.send("Tracing.end");
  await complete;
  stop();

  const threads = new Map<string, Span[]>();
  for (const it of events) {
    if (it.ph !== "X" || it.tdur === undefined) continue;
    const key = `${it.pid}/${it.tid}`;
    const spans = threads.get(key) ?? [];
    threads.set(key, spans);
    spans.push({
      ts: it.ts,
      end: it.ts + it.dur,
      cpu: it.tdur / 1000,
      name: it.name,
      url: it.args?.data?.url ?? it.args?.fileName ?? "",
    });
  }
  let longest = 0;
  for (const spans of threads.values()) {
    const ours = spans.filter(
      (it) => it.url.startsWith("chrome-extension://") && /FunctionCall|EvaluateScript/.test(it.name),
    );
    const inside = (a: Span, b: Span): boolean => a !== b && a.ts >= b.ts && a.end <= b.end;
    for (const task of spans.filter((it) => it.name === "RunTask" && ours.some((call) => inside(call, it)))) {
      const parts = spans.filter(
        (it) =>
          inside(it, task) &&
          (deferred.has(it.name) || (it.name === "FunctionCall" && !it.url.startsWith("chrome-extension://"))),
      );
      const outer = parts.filter((it) => !parts.some((other) => inside(it, other)));
      longest = Math.max(longest, task.cpu - outer.reduce((sum, it) => sum + it.cpu, 0));
    }
  }
  return Math.round(longest * 10) / 10;
}

// Every tab of the browser, whoever opens it, gets its pages from here.

import type { Connection, Json, Session } from "../runner/cdp";
import type { Input } from "./input";
import { answer, home } from "./serve";

/** Answers all requests of all tabs and opens the start page. When the last tab is closed, the browser is closed. */
export async function answerEverything(connection: Connection, input: Input): Promise<void> {
  const { root } = connection;
  const tabs = new Set<string>();
  let opened: (() => void) | undefined;
  const first = new Promise<void>((resolve) => (opened = resolve));

  root.on("Target.attachedToTarget", ({ sessionId, targetInfo, waitingForDebugger }) => {
    if (targetInfo.type !== "page") return;
    const session = connection.session(sessionId);
    const begin = tabs.size === 0;
    tabs.add(sessionId);
    void tab(session, input, waitingForDebugger, begin ? home : undefined).then(
      () => begin && opened?.(),
      () => {},
    );
  });
  root.on("Target.detachedFromTarget", ({ sessionId }) => {
    tabs.delete(sessionId);
    // A browser that is driven may stay when its last window has gone, and nobody could end it. A tab may also be
    // replaced by another at once.
    setTimeout(() => tabs.size || root.send("Browser.close").catch(() => {}), 300);
  });
  // A new tab waits until its requests are answered: it must not ask the network first.
  const filter = [{ type: "page" }, { exclude: true }];
  await root.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter });
  await first;
}

async function tab(session: Session, input: Input, waiting: boolean, go?: string): Promise<void> {
  session.on("Fetch.requestPaused", ({ requestId, request, resourceType }: Json) => {
    const found = answer(input, request.url, resourceType === "Document");
    const reply = found
      ? session.send("Fetch.fulfillRequest", {
          requestId,
          responseCode: 200,
          responseHeaders: found.headers,
          body: Buffer.from(found.body).toString("base64"),
        })
      : session.send("Fetch.failRequest", { requestId, errorReason: "BlockedByClient" });
    reply.catch(() => {}); // the tab has been closed
  });
  await session.send("Fetch.enable", { patterns: [{ urlPattern: "http*" }] });
  if (waiting) await session.send("Runtime.runIfWaitingForDebugger");
  if (!go) return;
  const loaded = new Promise<void>((resolve) => session.on("Page.loadEventFired", () => resolve()));
  await session.send("Page.enable");
  await session.send("Page.navigate", { url: go });
  await loaded;
}

// One bounded request for a file of the rules. Nothing in it tells one browser from another.

import { Refused } from "./refusal";

/** Milliseconds for the whole answer. */
const PATIENCE = 20_000;

/** The answer as text, of `most` bytes at most. Throws a [Refused] that says what came instead. */
export async function fetchText(url: string, most: number): Promise<string> {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), PATIENCE);
  void chrome.runtime.getPlatformInfo(); // a call to the browser keeps the background for another 30 s
  try {
    const answer = await fetch(url, {
      credentials: "omit",
      cache: "no-store",
      // Not followed; unlike "error" it can be told from a server that is not there.
      redirect: "manual",
      referrerPolicy: "no-referrer",
      headers: { "Accept-Language": "*" },
      signal: stop.signal,
    });
    if (answer.type === "opaqueredirect") throw new Refused("redirect");
    if (answer.status !== 200) throw new Refused("status", `${answer.status}`);
    return await text(answer, most);
  } catch (error) {
    if (error instanceof Refused) throw error;
    if (stop.signal.aborted) throw new Refused("slow", `${PATIENCE / 1000} s`);
    // A portal or a filter that answers in the server's place is no answer for a browser either.
    throw new Refused(navigator.onLine ? "unreachable" : "offline", String(error));
  } finally {
    clearTimeout(late);
    stop.abort(); // what was not read is not sent either
  }
}

async function text({ body }: Response, most: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let all = "";
  let size = 0;
  for (const reader = body!.getReader(); ;) {
    const { value, done } = await reader.read();
    if (done) return all + decoder.decode();
    size += value.length;
    if (size > most) throw new Refused("too_large", `> ${most}`);
    all += decoder.decode(value, { stream: true });
  }
}

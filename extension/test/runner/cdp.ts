// The DevTools protocol over a pipe: what a browser's own developer tools use to see and act, without a port that
// others on the machine could reach. The browser ends by itself when the pipe closes.

import type { Readable, Writable } from "node:stream";

export type Json = Record<string, any>;
type Handler = (params: Json) => void;

/** A conversation with one target. Every call fails, and none hangs, once the target is gone. */
export class Session {
  readonly #handlers = new Map<string, Set<Handler>>();
  readonly #waiting = new Map<number, { resolve: (value: Json) => void; reject: (error: Error) => void; method: string }>();
  gone = "";

  constructor(readonly connection: Connection, readonly id: string) {}

  send(method: string, params: Json = {}): Promise<Json> {
    if (this.gone) return Promise.reject(new Error(`${method}: ${this.gone}`));
    return new Promise((resolve, reject) => {
      const id = this.connection.write(this, method, params);
      this.#waiting.set(id, { resolve, reject, method });
    });
  }

  /** Calls handler for each event of this name; the result stops that. */
  on(event: string, handler: Handler): () => void {
    const set = this.#handlers.get(event) ?? new Set();
    this.#handlers.set(event, set.add(handler));
    return () => set.delete(handler);
  }

  receive(message: Json): void {
    if (message.id === undefined) {
      for (const handler of [...(this.#handlers.get(message.method) ?? [])]) handler(message.params ?? {});
      return;
    }
    const call = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.error)
      call?.reject(new Error(`${call.method}: ${message.error.message} ${message.error.data ?? ""}`.trim()));
    else call?.resolve(message.result);
  }

  close(reason: string): void {
    if (this.gone) return;
    this.gone = reason;
    for (const call of this.#waiting.values()) call.reject(new Error(`${call.method}: ${reason}`));
    this.#waiting.clear();
    for (const handler of [...(this.#handlers.get("gone") ?? [])]) handler({ reason });
  }
}

export class Connection {
  readonly root = new Session(this, "");
  readonly #sessions = new Map<string, Session>([["", this.root]]);
  #last = 0;

  constructor(readonly output: Writable, input: Readable) {
    let rest: Buffer[] = [];
    input.on("data", (chunk: Buffer) => {
      let from = 0;
      for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
        rest.push(chunk.subarray(from, end));
        this.#receive(JSON.parse(Buffer.concat(rest).toString("utf8")));
        rest = [];
        from = end + 1;
      }
      rest.push(chunk.subarray(from));
    });
    const ended = () => this.close("the browser has ended");
    input.on("close", ended).on("error", ended);
    output.on("error", ended);
  }

  write(session: Session, method: string, params: Json): number {
    const id = ++this.#last;
    this.output.write(JSON.stringify({ id, method, params, ...(session.id && { sessionId: session.id }) }) + "\0");
    return id;
  }

  #receive(message: Json): void {
    const { method, params } = message;
    if (method === "Target.attachedToTarget") this.#sessions.set(params.sessionId, new Session(this, params.sessionId));
    this.#sessions.get(message.sessionId ?? "")?.receive(message);
    if (method === "Target.detachedFromTarget") {
      this.#sessions.get(params.sessionId)?.close("the target has gone");
      this.#sessions.delete(params.sessionId);
    }
  }

  /** The session of an id that `Target.attachToTarget` or an automatic attachment has given. */
  session(id: string): Session {
    const session = this.#sessions.get(id);
    if (!session) throw new Error("the target has gone");
    return session;
  }

  close(reason: string): void {
    for (const session of this.#sessions.values()) session.close(reason);
  }
}

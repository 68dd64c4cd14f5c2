// A server that hands out the rules as a browser would meet it: with all that can go wrong on the way to it.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Log } from "./log";

/** One request and the bytes that went back, its headers included. */
export interface Seen {
  path: string;
  method: string;
  headers: string[];
  sent: number;
  /** Bytes of the answer were left unread. */
  broken: boolean;
}

/** Answers in the server's place, or changes what it says: the name below /v1/ and its body. */
export type Fault = (
  name: string,
  body: string | undefined,
  answer: ServerResponse,
) => string | undefined | void | Promise<string | undefined | void>;

export class RulesServer {
  readonly seen: Seen[] = [];
  log: Log | undefined;
  fault: Fault | null = null;

  private constructor(readonly server: Server) {}

  static async start(): Promise<RulesServer> {
    const server = createServer();
    const it = new RulesServer(server);
    server.on("request", (request, answer) => void it.#answer(request, answer).catch(() => answer.destroy()));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return it;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async #answer(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    const socket = request.socket as Socket;
    const before = socket.bytesWritten;
    const seen: Seen = {
      path: request.url ?? "",
      method: request.method ?? "",
      headers: request.rawHeaders,
      sent: 0,
      broken: false,
    };
    this.seen.push(seen);
    answer.on("close", () => {
      seen.sent = socket.bytesWritten - before;
      seen.broken = !answer.writableFinished;
    });
    answer.setHeader("Access-Control-Allow-Origin", "*");
    const name = seen.path.slice("/v1/".length);
    const file = this.log?.file(name);
    const body = this.fault ? await this.fault(name, file, answer) : file;
    if (answer.writableEnded || answer.headersSent) return;
    if (body === undefined) answer.statusCode = 404;
    answer.setHeader("Content-Type", "application/json; charset=utf-8");
    answer.end(body ?? JSON.stringify({ error: { code: "not_found", detail: name } }));
  }

  /** The requests since the last call. */
  take(): Seen[] {
    return this.seen.splice(0);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

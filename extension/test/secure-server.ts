// Files over https on this machine, for a browser that is told to trust them.

import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export interface Served {
  type: string;
  body: string | Buffer;
}

export class SecureServer {
  /** The addresses that were asked for, without their queries. */
  readonly seen: string[] = [];

  private constructor(
    readonly server: Server,
    /** Switches with which a browser reaches it, under these names too, and nothing else. */
    readonly args: string[],
  ) {}

  /** `answer` says what stands at a path, undefined where nothing does; `folder` is for the certificate. */
  static async start(
    folder: string,
    names: string[],
    answer: (path: string) => Served | undefined,
  ): Promise<SecureServer> {
    const goRoot = execFileSync("go", ["env", "GOROOT"]).toString().trim();
    const make = join(goRoot, "src", "crypto", "tls", "generate_cert.go");
    execFileSync("go", ["run", make, "-host", "127.0.0.1", "-ecdsa-curve", "P256"], { cwd: folder, stdio: "pipe" });
    const [cert, key] = ["cert.pem", "key.pem"].map((name) => readFileSync(join(folder, name)));
    const { publicKey } = new X509Certificate(cert!);
    const pin = createHash("sha256").update(publicKey.export({ type: "spki", format: "der" })).digest("base64");
    const server = createServer({ cert, key });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const own = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const map = [...names.map((name) => `MAP ${name} ${own}`), "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"];
    const it = new SecureServer(server, [
      `--host-resolver-rules=${map.join(", ")}`,
      `--ignore-certificate-errors-spki-list=${pin}`,
      "--accept-lang=fr-FR,fr",
    ]);
    server.on("request", (request, response) => {
      const { pathname } = new URL(request.url ?? "/", `https://${request.headers.host}`);
      it.seen.push(`https://${request.headers.host}${pathname}`);
      const found = answer(pathname);
      response.statusCode = found ? 200 : 404;
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Content-Type", found?.type ?? "text/plain");
      response.end(found?.body ?? "");
    });
    return it;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

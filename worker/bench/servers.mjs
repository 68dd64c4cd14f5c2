// Starts workerd with the workers that are compared, each on a socket of its own on the loopback
// interface with no other worker in between, prints their addresses as JSON, and ends with its input.
//
//	node bench/servers.mjs OPTIONS   {"hello": folder, "db": folder or null, "vars": {…}}

import { readFileSync } from "node:fs";
import { Miniflare } from "miniflare";

const { hello, db, vars } = JSON.parse(process.argv[2]);
const here = new URL("..", import.meta.url).pathname;
const compatibilityDate = /compatibility_date = "(.*)"/.exec(readFileSync(here + "wrangler.toml", "utf8"))[1];

const kinds = { mjs: "ESModule", js: "ESModule", wasm: "CompiledWasm", txt: "Text" };
function modules(root, paths) {
	return paths.map((path) => {
		const type = kinds[path.split(".").pop()];
		const bytes = readFileSync(root + path);
		return { type, path: root + path, contents: type === "CompiledWasm" ? bytes : bytes.toString() };
	});
}

const ours = {
	modulesRoot: here,
	modules: modules(here, ["entry.mjs", ...["wasm_exec.js", "app.wasm", "detection.txt", "directory.txt", "hosts.txt", "vectors.txt"].map((f) => "build/" + f)]),
	d1Databases: { DB: "rules" },
	bindings: vars,
};
const common = { compatibilityDate, unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] };

const mf = new Miniflare({
	host: "127.0.0.1",
	port: 0,
	cf: false, // it would ask the network for an example
	telemetry: { enabled: false },
	d1Persist: db ?? false,
	workers: [
		{ ...common, ...ours, name: "ours" },
		{ ...common, ...ours, name: "uncached", cache: false },
		{ ...common, name: "plain", modulesRoot: here, modules: modules(here, ["bench/plain.mjs"]), serviceBindings: { TARGET: "ours" } },
		{ ...common, name: "hello", modulesRoot: hello, modules: modules(hello + "/", ["worker.mjs", "runtime.mjs", "wasm_exec.js", "app.wasm"]) },
	],
});
await mf.ready;
const addresses = {};
for (const name of ["ours", "uncached", "plain", "hello"]) {
	addresses[name] = (await mf.unsafeGetDirectURL(name)).href;
}
console.log(JSON.stringify(addresses));

process.stdin.resume();
process.stdin.on("end", async () => {
	await mf.dispose();
	process.exit(0);
});

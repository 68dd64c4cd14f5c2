// Starts workerd with the workers that are compared, prints their addresses as JSON, and ends
// with its input. Each has a socket of its own on the loopback interface, with no other worker
// and no proxy in between.
//
//	node bench/servers.mjs '{"ours": folder, "hello": folder, "vars": {…}}'

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Miniflare } from "miniflare";

const { ours: made, hello, vars } = JSON.parse(process.argv[2]);
const here = fileURLToPath(new URL(".", import.meta.url));
const compatibilityDate = /compatibility_date = "(.*)"/.exec(readFileSync(here + "../wrangler.toml", "utf8"))[1];

const kinds = { mjs: "ESModule", js: "ESModule", wasm: "CompiledWasm", txt: "Text" };
function modules(root, paths) {
	return paths.map((name) => {
		const path = root + "/" + name;
		const type = kinds[name.split(".").pop()];
		const bytes = readFileSync(path);
		return { type, path, contents: type === "CompiledWasm" ? bytes : bytes.toString() };
	});
}

const ours = {
	modulesRoot: made,
	modules: modules(made, [
		"entry.mjs",
		...["wasm_exec.js", "app.wasm"].map((f) => "build/" + f),
		...["detection.txt", "directory.txt", "hosts.txt", "errors.txt", "vectors.txt"].map((f) => "build/" + f),
	]),
	d1Databases: { DB: "rules" },
	bindings: vars,
};
const plain = {
	modulesRoot: here,
	modules: modules(here, ["plain.mjs"]),
	serviceBindings: { TARGET: "ours" },
};
const bare = {
	modulesRoot: hello,
	modules: modules(hello, ["worker.mjs", "runtime.mjs", "wasm_exec.js", "app.wasm"]),
};
const common = { compatibilityDate, unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] };

const mf = new Miniflare({
	host: "127.0.0.1",
	port: 0,
	cf: false, // it would ask the network for an example
	telemetry: { enabled: false },
	workers: [
		{ ...common, ...ours, name: "ours" },
		{ ...common, ...ours, name: "uncached", cache: false },
		{ ...common, ...plain, name: "plain" },
		{ ...common, ...bare, name: "hello" },
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

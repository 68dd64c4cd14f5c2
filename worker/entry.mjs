// What the platform calls first. It answers from the Cache API, and refuses what has no
// address here, before the Go program is started: a start costs more than everything
// else together. The program lives for one request, because what it waits for belongs
// to that request.

import "./build/wasm_exec.js";
import program from "./build/app.wasm";
import detection from "./build/detection.txt";
import directory from "./build/directory.txt";
import errorPages from "./build/errors.txt";
import hosts from "./build/hosts.txt";
import vectors from "./build/vectors.txt";

// The packaged rules stay on this side until the program asks: most requests never do.
const PACKAGED = { detection, directory, hosts, vectors };

const ERRORS = JSON.parse(errorPages);

const PACKAGE = /extension\/bouton3018-\d{1,5}(?:\.\d{1,5}){0,3}\.crx/.source;
const RULES = /v1\/(?:head|log|part\/[0-9a-f]{64}|proof\/(?:0|[1-9]\d{0,12})\/[1-9]\d{0,12})/.source;
const PAGES = /policy|install|guides|poster|letter|data|legal|card(?:-dark)?\.webp/.source;
const READ = new RegExp(`^/(?:healthz|${PAGES}|extension/updates\\.xml|${PACKAGE}|${RULES})?$`);
const WRITE = ["/v1/publish", "/v1/package"];
const UPDATES = "/extension/updates.xml";
const FORM = "/policy"; // read like a page; its answers come by POST

export default {
	async fetch(request, env, ctx) {
		const { method } = request;
		const url = new URL(request.url);
		const path = url.pathname;
		const write = WRITE.includes(path);
		const send = write || (path === FORM && method === "POST");
		// Networks and browsers add queries to the addresses of pages and of updates, which end here.
		if ((!write && !READ.test(path)) || (request.url.includes("?") && path.startsWith("/v1/"))) {
			return secured(url, refusal(request, 404, "not_found", "there is nothing at this address: / says what there is"));
		}
		const known = write ? ["POST"] : path === FORM ? ["GET", "HEAD", "POST"] : ["GET", "HEAD"];
		if (!known.includes(method)) {
			const no = refusal(request, 405, "method", `this address answers ${known.join(" ")}`);
			no.headers.set("Allow", known.join(", "));
			return secured(url, no);
		}
		if (send) {
			const [most, short] = MOST[path];
			const body = await bodyOf(request, most);
			if (!body) return secured(url, refusal(request, 413, "too_large", short));
			// Of who asks, the program learns nothing but what kind of body this is, and whether to answer with a page.
			const headers = { "Content-Type": request.headers.get("Content-Type") ?? "", Accept: acceptOf(request) };
			const [response] = await answer(new Request(url.origin + path, { method, headers, body }), env, ctx);
			if (!write) return secured(url, response);
			// Whoever published, or lost the race, reads the head next. Elsewhere it is a minute old at most.
			if (response.status === 200 || response.status === 409) {
				await Promise.all(["/v1/head", "/v1/log", "/", UPDATES].map((p) => caches.default.delete(url.origin + p)));
			}
			return secured(url, response);
		}

		// Of what is kept, only the log has two forms, and the program alone tells who gets which. The Cache API does not
		// look at Vary, so the Accept of whoever may get the page is in the key. No query is in its way: the log takes none.
		const accept = request.headers.get("Accept") ?? "";
		const log = path === "/v1/log" && HTML.test(accept) ? accept : "";
		const key = url.origin + path + (log && "?" + encodeURIComponent(log));
		let response = await caches.default.match(key);
		if (!response) {
			// The program learns nothing else of who asks.
			const question = new Request(url.origin + path, { headers: { Accept: log || acceptOf(request) } });
			let body;
			[response, body] = await answer(question, env, ctx);
			secured(url, response);
			if (response.headers.get("Cache-Control") !== "no-store") {
				ctx.waitUntil(caches.default.put(key, new Response(body, response))); // a clone would cost more
			}
		}
		return method === "HEAD" ? new Response(null, response) : response;
	},
};

// How many bytes a body may have, as in packages release and delivery, and what is said of a larger one.
const MOST = {
	"/v1/publish": [3 << 20, "a publication has at most 3 MiB: send only the parts that changed"],
	"/v1/package": [1_400_000, "a package has at most 1400000 bytes"],
	[FORM]: [64 << 10, "the answers have at most 64 KiB: shorten them"],
};
const MOST_DRAINED = 64 << 20;

// bodyOf reads a body, null where it is larger than most. Then the rest is read and dropped, within reason: who is
// answered in the middle of sending sees a connection that broke, and not the answer.
async function bodyOf({ body }, most) {
	const chunks = [];
	let size = 0;
	for await (const chunk of body ?? []) {
		size += chunk.length;
		if (size <= most) chunks.push(chunk);
		if (size > MOST_DRAINED) break;
	}
	return size > most ? null : new Blob(chunks).arrayBuffer();
}

// answer starts the program for one request. It returns the response and its whole body, because the program ends with
// the last byte of it.
async function answer(request, env, ctx) {
	try {
		const binding = {};
		const go = new Go();
		let ready;
		const started = new Promise((resolve) => {
			ready = resolve;
		});
		const instance = new WebAssembly.Instance(program, { ...go.importObject, workers: { ready } });
		const ended = go.run(instance, { env: { ...env, PACKAGED }, ctx, binding }).then(() => {
			throw new Error("the program ended without an answer");
		});
		ended.catch(() => {}); // after the answer it ends as it should
		await Promise.race([started, ended]);
		const response = await Promise.race([binding.handleRequest(request), ended]);
		const body = await response.arrayBuffer();
		return [new Response(body, response), body];
	} catch (error) {
		console.error(String(error));
		const ours = "this is an error of the server, not of the request: try again, and report it if it stays";
		return [refusal(request, 500, "internal", ours)];
	}
}

const HTML = /text\/html/i;

// isForPeople says whether someone typed this address, followed a link to it or sent its form; package delivery asks the
// same.
function isForPeople({ method, url, headers }) {
	const path = new URL(url).pathname;
	const asks = method === "GET" || method === "HEAD" || (method === "POST" && path === FORM);
	return asks && !/^\/(?:v1\/(?!log$)|extension\/)/.test(path) && HTML.test(headers.get("Accept") ?? "");
}

// acceptOf is what the program is told of Accept: enough to answer an error with a page.
const acceptOf = (request) => (isForPeople(request) ? "text/html" : "");

// refusal has the form and the headers of those of package delivery.
function refusal(request, status, code, detail) {
	const page = isForPeople(request) && ERRORS.pages[status];
	const open = !page && !WRITE.includes(new URL(request.url).pathname);
	const plain = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
	const headers = {
		"Content-Type": page ? "text/html; charset=utf-8" : "application/json",
		"Cache-Control": "no-store",
		"Content-Security-Policy": page ? ERRORS.policy : plain,
		"Cross-Origin-Resource-Policy": open ? "cross-origin" : "same-origin",
		"Referrer-Policy": "no-referrer",
		"X-Content-Type-Options": "nosniff",
	};
	if (open) headers["Access-Control-Allow-Origin"] = "*";
	return new Response(page || JSON.stringify({ error: { code, detail } }), { status, headers });
}

// secured tells browsers to come back over TLS only, where they came over TLS.
function secured(url, response) {
	if (url.protocol === "https:") response.headers.set("Strict-Transport-Security", "max-age=31536000");
	return response;
}

// The program calls JavaScript that may throw through this.
globalThis.tryCatch = (f) => {
	try {
		return { result: f() };
	} catch (error) {
		return { error };
	}
};

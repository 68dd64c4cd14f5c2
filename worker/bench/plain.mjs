// The least that a worker with the Cache API can be: what our cached answers are
// measured against. TARGET is the worker whose answer it keeps.
export default {
	async fetch(request, env, ctx) {
		const hit = await caches.default.match(request);
		if (hit) return hit;
		const response = await env.TARGET.fetch(request);
		ctx.waitUntil(caches.default.put(request, response.clone()));
		return response;
	},
};

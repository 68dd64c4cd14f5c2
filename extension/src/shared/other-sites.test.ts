import assert from "node:assert/strict";
import { test } from "node:test";
import { hostsOf, otherHosts, patternsOf, readAddress, siteOfHost } from "./other-sites";

const packaged = ["www.tiktok.com", "m.tiktok.com", "discord.com"];
const read = (text: string, added: string[] = []) => {
  const found = readAddress(text, packaged, added);
  return "host" in found ? found.host : found.refused;
};

test("an address is understood however it is typed or pasted", () => {
  for (const text of [
    "forum.fr", " forum.fr ", "FORUM.fr", "https://forum.fr", "http://forum.fr/", "https:forum.fr", "//forum.fr",
    "HTTPS://FORUM.FR/", "forum.fr/sujet/12?page=3#message", "https://forum.fr:8443/a", "forum.fr:8443",
    "forum. fr", "forum .fr", "forum.fr.", "<https://forum.fr>", "« forum.fr »", "(forum.fr),",
    "\u200bforum.fr\ufeff", "\thttps://forum.fr\n", "“forum.fr”",
  ])
    assert.equal(read(text), "forum.fr", JSON.stringify(text));
  assert.equal(read("www.forum.fr"), "www.forum.fr");
  assert.equal(read("https://ent.mon-college.forum.fr/login"), "ent.mon-college.forum.fr");
});
test("names of every script are addresses", () => {
  assert.equal(read("forum-été.fr"), "xn--forum-t-gyab.fr");
  assert.equal(read("https://пример.рф/тема"), "xn--e1afmkfd.xn--p1ai");
  assert.equal(read("例え.jp"), "xn--r8jz45g.jp");
});
test("what is no site is refused", () => {
  for (const text of [
    "", "   ", "forum", "mon forum", "mon forum.fr", "localhost", "localhost:3000", "http://a.localhost/", "127.0.0.1",
    "http://192.168.1.1/x", "0x7f.1", "2130706433", "[::1]", "http://[2001:db8::1]/", "file:///home/a.html",
    "chrome://settings", "chrome-extension://abcdef/options.html", "edge://settings", "about:blank",
    "javascript:alert(1)", "data:text/html,x", "mailto:moi@forum.fr", "moi@forum.fr", "https://moi:secret@forum.fr",
    "view-source:https://forum.fr", "ftp://forum.fr",
    "blob:https://forum.fr/1", "https://", "https://.fr", "forum..fr", "*.fr", "https://*/*", "a".repeat(64) + ".fr",
    "a.".repeat(130) + "fr", "htp://forum.fr",
  ])
    assert.equal(read(text), "none", JSON.stringify(text));
});
test("so are the stores of extensions", () => {
  for (const text of ["https://chromewebstore.google.com/detail/x", "addons.opera.com", "addons.mozilla.org"])
    assert.equal(read(text), "store", text);
});
test("and a site that is in a list already, with www or without", () => {
  const listed = ["www.tiktok.com", "tiktok.com", "https://discord.com/channels", "www.discord.com", "m.tiktok.com"];
  for (const text of listed)
    assert.equal(read(text), "known", text);
  const added = ["forum.fr", "www.forum.fr", "ent.college.fr"];
  for (const text of ["forum.fr", "www.forum.fr", "ent.college.fr"]) assert.equal(read(text, added), "known", text);
  // One of the two was taken back in the browser's own settings.
  assert.equal(read("forum.fr", ["forum.fr"]), "forum.fr");
  assert.equal(read("vie.college.fr", added), "vie.college.fr");
});

test("a site is a domain with www and without, or one host below a domain", () => {
  assert.deepEqual(hostsOf("forum.fr"), ["forum.fr", "www.forum.fr"]);
  assert.deepEqual(hostsOf("www.forum.fr"), ["forum.fr", "www.forum.fr"]);
  assert.deepEqual(hostsOf("ent.college.fr"), ["ent.college.fr"]);
  assert.deepEqual(hostsOf("www.ent.college.fr"), ["www.ent.college.fr"]);
  assert.equal(siteOfHost("www.forum.fr"), "forum.fr");
  assert.deepEqual(patternsOf(["forum.fr"]), ["https://forum.fr/*"]);
});

test("added are the hosts that the browser permits beyond those of the package", () => {
  const permitted = patternsOf(["www.tiktok.com", "forum.fr", "discord.com", "b.fr", "forum.fr"]);
  assert.deepEqual(otherHosts(permitted, packaged), ["b.fr", "forum.fr"]);
  assert.deepEqual(otherHosts(permitted.slice(0, 1), packaged), []);
  assert.deepEqual(otherHosts(undefined, packaged), []);
  // Nobody can ask for these with us; who manages the browser may give them.
  const wide = ["<all_urls>", "https://*/*", "*://*/*", "https://*.fr/*", "http://c.fr/*", "https://d.fr/a/*"];
  assert.deepEqual(otherHosts(wide, packaged), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { UpdatesStatus } from "../../shared/messages";
import { ITEM_NAMES } from "../../shared/policy";
import { policyRows, rulesRows, textOf } from "./summary";
import { wordsIn } from "./words";

const words = wordsIn("fr-FR");

test("every item is named once: with its value, why it is ignored, or that it is not set", () => {
  const rows = policyRows(
    {
      policy: { country: "BE", evidence: false, contactHours: "toujours", sitesOff: ["x"] },
      wrong: [
        { item: "contactHours", why: "hours" }, { item: "hide", why: "unknown" }, { item: "language", why: "form" },
      ],
      unknownSites: [],
    },
    words,
  );
  assert.deepEqual(rows.map(({ name }) => name), [...ITEM_NAMES, "hide"]);
  const of = Object.fromEntries(rows.map(({ name, value, state }) => [name, [value, state]]));
  assert.deepEqual(of.country, ["BE", ""]);
  assert.deepEqual(of.evidence, ["false", ""]);
  assert.deepEqual(of.sitesOff, ['["x"]', ""]);
  assert.deepEqual(of.contactHours, ["ignorée\u00a0: heures illisibles", "wrong"]);
  assert.deepEqual(of.language, ["ignorée\u00a0: pas la forme attendue", "wrong"]);
  assert.deepEqual(of.hide, ["ignorée\u00a0: ce nom n’existe pas", "wrong"]);
  assert.deepEqual(of.capture, ["non définie", "unset"]);
});

test("a site that no rule knows is named beside the value, whose other sites count", () => {
  const status = { policy: { sitesOff: ["instagran", "tiktok"] }, wrong: [], unknownSites: ["instagran"] };
  const row = policyRows(status, words).find(({ name }) => name === "sitesOff");
  assert.deepEqual(row, { name: "sitesOff", value: '["instagran","tiktok"], inconnu\u00a0: instagran', state: "wrong" });
});

const part = { version: 3, date: "2026-11-01", keys: [], updated: true };
const status: UpdatesStatus = {
  url: "https://a.example", private: false, detection: part, directory: { ...part, date: "" }, head: null, problem: "",
  interval: "week", isFixed: true, check: { at: 5, refusal: { code: "offline", detail: "", at: 5 } },
};

test("of the rules there is their age, who is asked, and how that went", () => {
  const lines = (of: UpdatesStatus) => textOf(rulesRows(of, words, (at) => `à ${at}`)).trimEnd().split("\n");
  assert.deepEqual(lines(status), [
    "Reconnaître: version 3 du 2026-11-01", "Numéros et textes: version 3",
    "Demandées: chaque semaine, https://a.example", "Dernière demande: à 5 (refus: offline)",
  ]);
  const good = { ...status, url: "", check: { at: 9, refusal: { code: "offline", detail: "", at: 5 } } };
  assert.deepEqual(lines(good).slice(2), ["Demandées: à personne", "Dernière demande: à 9"]);
  assert.deepEqual(lines({ ...status, check: null }).slice(3), ["Dernière demande: aucune"]);
});

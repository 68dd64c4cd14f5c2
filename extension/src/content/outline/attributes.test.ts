import assert from "node:assert/strict";
import { test } from "node:test";
import { attributesOf, isMark, namesIn, wordsOf } from "./attributes";

const nobody = new Set<string>();

test("what rules and the reading use stays", () => {
  const kept = {
    role: "radio", type: "submit", "aria-checked": "true", tabindex: "-1", "data-testid": "report-dialog",
    name: "reason",
  };
  assert.deepEqual(attributesOf([...Object.entries(kept), ["checked", "checked"]], nobody), { ...kept, checked: "" });
});

test("nothing else does", () => {
  const others = {
    id: "user", class: "_abn2", src: "/lea.jpg", href: "/lea", value: "06 12 34 56 78", style: "color:red",
    onclick: "send()", action: "/report", "data-user": "lea", "data-id": "7", "aria-describedby": "lea",
    "aria-valuetext": "Léa", placeholder: "Écris à Léa", srcdoc: "<p>", lang: "fr",
  };
  assert.deepEqual(attributesOf(Object.entries(others), nobody), {});
});

test("nor what a value says that is none", () => {
  const odd = {
    role: "lea.martin@exemple.fr", type: "Léa", tabindex: "0612345678", "aria-checked": "de Léa Martin à Tom",
  };
  assert.deepEqual(attributesOf(Object.entries(odd), nobody), {});
});

test("names for machines are short and made of words", () => {
  const marks = ["report-dialog", "reportDialog", "report_reason_1", "ocfReportNext", "tux-web-card", "a.b:c/d"];
  for (const name of marks) assert.ok(isMark(name, nobody), name);
  const ids = ["", "user-1234567", "r7f3a9c2b1", "6f1ed002ab5595859014ebf0951522d9", "lea@exemple.fr", "a b", "é"];
  for (const name of [...ids, "abcdefghijklmnopqrstuvwxyz", "a-".repeat(40) + "a"])
    assert.ok(!isMark(name, nobody), name);
});

test("and name nobody of whom the page speaks", () => {
  const named = new Set(["lea", "martin", "report", "signalement"]);
  assert.ok(!isMark("avatar-lea", named));
  assert.ok(!isMark("avatarLeaMartin", named));
  assert.ok(isMark("report-signalement", named), "what everybody calls so");
  assert.deepEqual(wordsOf("avatarLéa_Martin-7"), ["avatar", "lea", "martin"]);
  assert.deepEqual(namesIn({ text: "Alerte : le message de Léa-Rose", isLabel: true }), ["lea", "rose"]);
  assert.deepEqual(namesIn({ text: "Léa dort", isLabel: false }), ["lea", "dort"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { isAllowed, ITEM_NAMES, type Policy, policyIn, type Why } from "./policy";

/** Of each item: what is taken, what is of another type, and what is beyond its bounds, with the reason. */
const ROWS: Record<keyof Policy, { good: unknown[]; type: unknown[]; beyond: [unknown, Why][] }> = {
  language: {
    good: ["fr", "pt-BR", "zh-Hant-TW"],
    type: [5, ["fr"]],
    beyond: [["français", "form"], ["fr_FR", "form"], ["", "form"]],
  },
  country: { good: ["FR", "be"], type: [33, null], beyond: [["FRA", "form"], ["F1", "form"], ["FF", "form"], ["UK", "form"], ["", "form"]] },
  onlyCard: { good: [true, false], type: ["true", 1, null], beyond: [] },
  sitesOff: {
    good: [[], ["tiktok", "x"]],
    type: ["tiktok", {}, [7]],
    beyond: [[["TikTok"], "form"], [["x".repeat(41)], "form"], [Array(101).fill("x"), "many"]],
  },
  rulesAddress: {
    good: ["https://regles.exemple.fr", "https://10.1.2.3:65535", "https://regles.exemple.fr:8443/bouton/"],
    type: [true, {}],
    beyond: [
      ["http://regles.exemple.fr", "form"], ["https://moi@exemple.fr", "form"], ["https://exemple.fr/?q", "form"],
      ["https://école.fr", "form"], ["https://exemple..fr", "form"], ["https://exemple.fr./", "form"],
      ["https://exemple.fr:65536", "form"], ["https://exemple.fr:99999/", "form"], ["https://1.2.3.999", "form"],
      [`https://exemple.fr/${"a".repeat(200)}`, "long"],
    ],
  },
  rulesInterval: { good: ["day", "week", "off"], type: [0, false], beyond: [["hour", "word"], ["", "word"]] },
  contactRole: { good: ["Infirmière scolaire", "é".repeat(60)], type: [1, {}], beyond: [["é".repeat(61), "long"], [" ", "form"]] },
  contactOffice: { good: ["Bureau 12, 1er étage"], type: [12], beyond: [["x".repeat(61), "long"], ["", "form"]] },
  contactPhone: {
    good: ["01 23 45 67 89", "+33123456789", "012345"],
    type: [123456789],
    beyond: [["112", "form"], ["01234", "form"], ["tel:0123456789", "form"], ["0".repeat(16), "form"]],
  },
  contactEmail: {
    good: ["cpe@college.exemple.fr"],
    type: [["cpe@college.exemple.fr"]],
    beyond: [["cpe", "form"], ["mailto:cpe@exemple.fr", "form"], [`cpe@${"a.".repeat(50)}fr`, "long"]],
  },
  contactHours: { good: ["Mo-Fr 08:00-17:00"], type: [8], beyond: [["x".repeat(201), "long"]] },
  localLines: {
    good: [[], [{ name: "Maison des ados", phone: "01 23 45 67 89" }, { name: "Point", phone: "012345", hours: "24/7" }]],
    type: ["012345", [["012345"]], [{ name: 1, phone: "012345" }], [null]],
    beyond: [
      [Array(4).fill({ name: "A", phone: "012345" }), "many"],
      [[{ name: "A" }], "missing"], [[{ phone: "012345" }], "missing"],
      [[{ name: "A".repeat(61), phone: "012345" }], "long"], [[{ name: "A", phone: "sos" }], "form"],
      [[{ name: " ", phone: "012345" }], "form"],
      [[{ name: "A", phone: "012345", hours: "x".repeat(201) }], "long"],
      [[{ name: "A", phone: "012345", url: "https://a.fr" }], "unknown"],
    ],
  },
  evidence: { good: [true, false], type: ["yes", 0], beyond: [] },
  capture: { good: [true, false], type: ["no", 1], beyond: [] },
};

/** The other items, each with a good value. */
const others = (item: string) =>
  Object.fromEntries(ITEM_NAMES.filter((each) => each !== item).map((each) => [each, ROWS[each].good[0]]));

test("every item has its rows, and nothing else has", () => assert.deepEqual(Object.keys(ROWS), ITEM_NAMES));

for (const item of ITEM_NAMES) {
  const { good, type, beyond } = ROWS[item];
  test(`${item}: what is set counts`, () => {
    for (const value of good) {
      assert.deepEqual(policyIn({ [item]: value }, "school"), { policy: { [item]: value }, wrong: [] });
    }
  });
  test(`${item}: another type or what is beyond its bounds is named, and the others count`, () => {
    for (const [value, why] of [...type.map((each) => [each, "type"] as const), ...beyond]) {
      const found = policyIn({ ...others(item), [item]: value }, "school");
      assert.deepEqual(found, { policy: others(item), wrong: [{ item, why }] }, JSON.stringify(value));
    }
  });
  test(`${item}: once removed it is not set`, () => {
    assert.deepEqual(policyIn(others(item), "school"), { policy: others(item), wrong: [] });
  });
}

test("an item that nobody knows is named, whatever its name", () => {
  for (const item of ["hide3018", "langage", "constructor"]) {
    const found = policyIn({ [item]: true, country: "BE" }, "school");
    assert.deepEqual(found, { policy: { country: "BE" }, wrong: [{ item, why: "unknown" }] });
  }
});
test("nothing is set by what is no object", () => {
  const nothing = { policy: {}, wrong: [] };
  for (const stored of [undefined, null, 7, "x", []]) assert.deepEqual(policyIn(stored, "school"), nothing);
});
test("no item locks, hides or sends: there are these and no others", () => {
  assert.deepEqual(
    ITEM_NAMES.filter((item) => /hide|number|send|report|lock|size|contrast|motion|pause|3018/i.test(item)),
    [],
  );
});
test("an address for rules works in the edition for schools alone", () => {
  const set = { rulesAddress: "https://regles.exemple.fr", country: "FR" };
  for (const edition of ["family", "neutral"] as const) {
    const wrong = [{ item: "rulesAddress", why: "edition" as const }];
    assert.deepEqual(policyIn(set, edition), { policy: { country: "FR" }, wrong });
  }
});
test("proofs and records are as the administrator says, else not in a school", () => {
  for (const what of ["evidence", "capture"] as const) {
    const editions = ["family", "neutral", "school"] as const;
    assert.deepEqual(editions.map((each) => isAllowed(what, {}, each)), [true, true, false]);
    for (const value of [true, false])
      for (const edition of ["family", "school"] as const)
        assert.equal(isAllowed(what, { [what]: value }, edition), value);
  }
});

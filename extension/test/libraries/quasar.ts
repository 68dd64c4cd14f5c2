// Quasar, for Vue: portals, the page's body fixed where it was scrolled to, the focus fetched back into the last
// dialog.

import { ClosePopup, QBtn, QCard, QDialog, QItem, QItemSection, QList, QMenu, Quasar } from "quasar";
import { createApp, h, ref, withDirectives } from "vue";
import { type Kind, kinds, root, words } from "./page";

const Page = {
  setup() {
    const kind = ref<Kind>();
    const row = ref("");
    const item = (text: string, onClick: () => void, more: object = {}) =>
      h(QItem, { clickable: true, onClick, ...more }, () => h(QItemSection, () => text));
    const menu = () =>
      h(QList, () =>
        kinds.map((each) => withDirectives(item(words[each].open, () => (kind.value = each)), [[ClosePopup]])));
    return () => {
      const said = words[kind.value ?? "share"];
      const close = () => (kind.value = undefined);
      const rows = said.rows.map((each) => item(each, () => (row.value = each), { active: row.value === each }));
      return [
        h(QBtn, { label: words.options }, () => h(QMenu, menu)),
        h(QDialog, { modelValue: !!kind.value, "onUpdate:modelValue": close }, () =>
          h(QCard, { class: "q-pa-md" }, () => [
            h("div", { class: "text-h6" }, said.title),
            h("p", said.question),
            h(QList, () => rows),
            h(QBtn, { label: words.cancel, flat: true, onClick: close }),
            h(QBtn, { label: words.send, flat: true }),
          ])),
      ];
    };
  },
};

createApp(Page).use(Quasar, {}).mount(root);

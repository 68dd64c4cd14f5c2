// Material Web: custom elements with open roots; a modal dialog of the browser in one of them, its contents in slots.

import "@material/web/button/text-button.js";
import "@material/web/dialog/dialog.js";
import type { MdDialog } from "@material/web/dialog/dialog.js";
import "@material/web/menu/menu-item.js";
import "@material/web/menu/menu.js";
import type { MdMenu } from "@material/web/menu/menu.js";
import "@material/web/radio/radio.js";
import { kinds, make, root, words } from "./page";

const menu = make("md-menu", { anchor: "options", positioning: "popover" }) as MdMenu;
const opener = make("md-text-button", { id: "options", text: words.options });
opener.addEventListener("click", () => (menu.open = true));
root.append(opener, menu);
for (const kind of kinds) {
  const { open, title, question, rows } = words[kind];
  const radio = (row: string) =>
    make("p", {}, make("label", {}, make("md-radio", { name: "reason", value: row }), new Text(row)));
  const cancel = make("md-text-button", { text: words.cancel });
  cancel.addEventListener("click", () => void dialog.close());
  const dialog: MdDialog = make("md-dialog", {},
    make("div", { slot: "headline", text: title }),
    make("div", { slot: "content" }, make("p", { text: question }), ...rows.map(radio)),
    make("div", { slot: "actions" }, cancel, make("md-text-button", { text: words.send })),
  ) as MdDialog;
  const item = make("md-menu-item", {}, make("div", { slot: "headline", text: open }));
  item.addEventListener("click", () => void dialog.show());
  menu.append(item);
  root.append(dialog);
}

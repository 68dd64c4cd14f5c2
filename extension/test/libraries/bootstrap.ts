// Bootstrap: markup that is in the page from the start; the focus is fetched back whenever it lands outside.

// @ts-expect-error It comes without types.
import { Modal } from "bootstrap";
import { type Made, kinds, make, root, words } from "./page";

const button = (text: string, className: string, more: Made = {}) =>
  make("button", { type: "button", class: className, text, ...more });

const items = kinds.map((kind) => {
  const { open, title, question, rows } = words[kind];
  const list = make("div", { class: "list-group" }, ...rows.map((row) => button(row, "list-group-item")));
  list.addEventListener("click", ({ target }) => {
    for (const each of list.children) each.classList.toggle("active", each === target);
  });
  const close = { "data-bs-dismiss": "modal" };
  const content = make("div", { class: "modal-content" },
    make("div", { class: "modal-header" }, make("h5", { class: "modal-title", id: kind, text: title }),
      button("", "btn-close", { ...close, "aria-label": "Fermer" })),
    make("div", { class: "modal-body" }, make("p", { text: question }), list),
    make("div", { class: "modal-footer" }, button(words.cancel, "btn", close), button(words.send, "btn")),
  );
  const modal = make("div", { class: "modal fade", tabindex: "-1", "aria-labelledby": kind, "aria-hidden": "true" },
    make("div", { class: "modal-dialog" }, content));
  document.body.append(modal);
  const item = button(open, "dropdown-item");
  item.addEventListener("click", () => Modal.getOrCreateInstance(modal).show());
  return make("li", {}, item);
});
root.append(make("div", { class: "dropdown" },
  button(words.options, "btn dropdown-toggle", { "data-bs-toggle": "dropdown" }),
  make("ul", { class: "dropdown-menu" }, ...items)));

/** @jsxImportSource react */
// Radix: a portal; all around it is hidden from assistive technology and takes no pointer; guards of the focus at both
// ends of the page; a lock of the scroll.

import * as Dialog from "@radix-ui/react-dialog";
import * as Menu from "@radix-ui/react-dropdown-menu";
import * as Radio from "@radix-ui/react-radio-group";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { type Kind, kinds, nonce, root, words } from "./page";

function Page() {
  const [kind, open] = useState<Kind>();
  const said = words[kind ?? "share"];
  return (
    <>
      <Menu.Root>
        <Menu.Trigger>{words.options}</Menu.Trigger>
        <Menu.Portal>
          <Menu.Content className="menu">
            {kinds.map((each) => (
              <Menu.Item key={each} onSelect={() => open(each)}>
                {words[each].open}
              </Menu.Item>
            ))}
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
      <Dialog.Root open={!!kind} onOpenChange={() => open(undefined)}>
        <Dialog.Portal>
          <Dialog.Overlay className="veil" />
          <Dialog.Content className="dialog">
            <Dialog.Title>{said.title}</Dialog.Title>
            <Dialog.Description>{said.question}</Dialog.Description>
            <Radio.Root>
              {said.rows.map((row) => (
                <div key={row}>
                  <Radio.Item value={row} id={row}>
                    <Radio.Indicator>•</Radio.Indicator>
                  </Radio.Item>
                  <label htmlFor={row}>{row}</label>
                </div>
              ))}
            </Radio.Root>
            <button>{words.send}</button>
            <Dialog.Close>{words.cancel}</Dialog.Close>
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}

// By this name its lock of the scroll finds it.
Object.assign(window, { __webpack_nonce__: nonce });
createRoot(root).render(<Page />);

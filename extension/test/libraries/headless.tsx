/** @jsxImportSource react */
// Headless UI: a portal beside an inert page; hidden buttons at both ends of the dialog turn the focus back.

import { Dialog, Menu, RadioGroup } from "@headlessui/react";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { type Kind, kinds, root, words } from "./page";

function Page() {
  const [kind, open] = useState<Kind>();
  const [row, choose] = useState("");
  const said = words[kind ?? "share"];
  const close = () => open(undefined);
  return (
    <>
      <Menu>
        <Menu.Button>{words.options}</Menu.Button>
        <Menu.Items className="menu">
          {kinds.map((each) => (
            <Menu.Item key={each} as="button" onClick={() => open(each)}>
              {words[each].open}
            </Menu.Item>
          ))}
        </Menu.Items>
      </Menu>
      <Dialog open={!!kind} onClose={close}>
        <div className="veil" aria-hidden="true" />
        <Dialog.Panel className="dialog">
          <Dialog.Title>{said.title}</Dialog.Title>
          <RadioGroup value={row} onChange={choose}>
            <RadioGroup.Label>{said.question}</RadioGroup.Label>
            {said.rows.map((each) => (
              <RadioGroup.Option key={each} value={each}>
                {each}
              </RadioGroup.Option>
            ))}
          </RadioGroup>
          <button>{words.send}</button>
          <button onClick={close}>{words.cancel}</button>
        </Dialog.Panel>
      </Dialog>
    </>
  );
}

createRoot(root).render(<Page />);

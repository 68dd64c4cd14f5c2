/** @jsxImportSource react */
// Material UI: a portal, its siblings hidden from assistive technology, the focus fetched back by a timer too; the
// reasons open in a list that is a portal of its own.

import createCache from "@emotion/cache";
import { CacheProvider } from "@emotion/react";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import FormControl from "@mui/material/FormControl";
import InputLabel from "@mui/material/InputLabel";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Select from "@mui/material/Select";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import { type Kind, kinds, nonce, root, words } from "./page";

function Page() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [kind, open] = useState<Kind>();
  const [row, choose] = useState("");
  const said = words[kind ?? "share"];
  const close = () => open(undefined);
  return (
    <>
      <Button onClick={({ currentTarget }) => setAnchor(currentTarget)}>{words.options}</Button>
      <Menu anchorEl={anchor} open={!!anchor} onClose={() => setAnchor(null)}>
        {kinds.map((each) => (
          <MenuItem key={each} onClick={() => (setAnchor(null), open(each))}>
            {words[each].open}
          </MenuItem>
        ))}
      </Menu>
      <Dialog open={!!kind} onClose={close} aria-labelledby="title" fullWidth>
        <DialogTitle id="title">{said.title}</DialogTitle>
        <DialogContent>
          <p>{said.question}</p>
          <FormControl fullWidth>
            <InputLabel id="reason">Motif</InputLabel>
            <Select labelId="reason" label="Motif" value={row} onChange={({ target }) => choose(target.value)}>
              {said.rows.map((each) => (
                <MenuItem key={each} value={each}>
                  {each}
                </MenuItem>
              ))}
            </Select>
          </FormControl>
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{words.cancel}</Button>
          <Button>{words.send}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

const cache = createCache({ key: "mui", nonce });
createRoot(root).render(
  <CacheProvider value={cache}>
    <Page />
  </CacheProvider>,
);

// The window of the toolbar's button.

import { startPage } from "../parts/start";
import { Popup } from "./popup";

void startPage(Popup, "popup.title");

// Does it work here? For the administrator of managed browsers, on one screen.

import { startPage } from "../parts/start";
import { Check } from "./check";

void startPage(Check, "options.title");

// The help centre.

import { startPage } from "../parts/start";
import { HelpCentre } from "./centre";

void startPage(HelpCentre, "help.title");

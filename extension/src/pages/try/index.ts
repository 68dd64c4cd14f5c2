// A report that is made up, for the extension as it is: its content script runs on this page as on a site.

import { startPage } from "../parts/start";
import { Trial } from "./trial";

void startPage(Trial, "try.title");

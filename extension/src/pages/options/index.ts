// The options page: one file a section.

import { startPage } from "../parts/start";
import { Options } from "./options";

void startPage(Options, "options.title");

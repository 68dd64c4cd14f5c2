// The options page: one file a section.

import { showUpdates } from "./updates";

void showUpdates();

// The outline of a dialog that was not recognised: a person sees all that would be saved, and saves it or not. It is in
// the memory of this page and gone with it, but for the file that the person asks for.

import { startPage } from "../parts/start";
import { Capture } from "./page";

void startPage(Capture, "capture.title");

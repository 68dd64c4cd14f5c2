// What a family sees once, after the installation.

import { startPage } from "../parts/start";
import { Welcome } from "./welcome";

void startPage(Welcome, "welcome.title");

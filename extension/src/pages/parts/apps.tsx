// What is no site at all.

import apps from "../help/apps.json";
import { rest, t } from "../words/words";

/** Networks of which there is an application and no site to report on. */
export function Apps() {
  const names = new Intl.ListFormat(rest.value.lang).format(apps.map(({ name }) => name));
  return <p class="small" id="apps">{t("sites.apps", { names })}</p>;
}

// Sites that a family adds to those of the package. The list is the browser's: its permissions.

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  askFor, type NoSite, patternsOf, readAddress, readHosts, readOtherHosts, siteOfHost,
} from "../../shared/other-sites";
import { nameOfOther } from "../help/sites";
import { t } from "../words/words";
import { SiteSwitch } from "./choice";
import { said } from "./status";

const isPrivate = chrome.extension.inIncognitoContext;

export function OtherSites({ off }: { off: string[] }) {
  const hosts = useSignal<string[]>([]);
  useEffect(() => {
    const look = async () => void (hosts.value = await readOtherHosts());
    void look();
    // Here, in the window of the toolbar's button, or in the browser's own settings.
    chrome.permissions.onAdded.addListener(look);
    chrome.permissions.onRemoved.addListener(look);
  }, []);
  const sites = [...new Set(hosts.value.map(siteOfHost))];
  return (
    <section class="box" aria-labelledby="others">
      <h2 id="others">{t("others.title")}</h2>
      <p class="small">{t("others.what")} {t("others.how")}</p>
      {isPrivate ? <p class="notice">{t("others.private")}</p> : <Add added={hosts.value} />}
      {sites.length > 0 && (
        <ul id="added" aria-label={t("others.list")}>
          {sites.map((site) => (
            <li key={site} class="row">
              <SiteSwitch id={site} name={nameOfOther(site)} off={off} />
              <button
                type="button"
                aria-label={t("others.remove.site", { site: nameOfOther(site) })}
                onClick={() => remove(site, hosts.value)}
              >
                {t("others.remove")}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The browser tells everybody who has to know. */
async function remove(site: string, hosts: string[]): Promise<void> {
  const origins = patternsOf(hosts.filter((host) => siteOfHost(host) === site));
  if (await chrome.permissions.remove({ origins }).catch(() => false)) said.value = "others.said.removed";
}

function Add({ added }: { added: string[] }) {
  const refused = useSignal<NoSite | "">("");
  // The browser asks only what a press leads to at once: nothing may be waited for before.
  const add = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const field = event.currentTarget.elements.namedItem("address") as HTMLInputElement;
    const read = readAddress(field.value, readHosts(), added);
    refused.value = "refused" in read ? read.refused : "";
    if ("refused" in read) return field.focus();
    const isAdded = await askFor(read.host);
    said.value = isAdded ? "others.said.added" : "others.said.kept";
    if (isAdded) field.value = "";
  };
  return (
    <form onSubmit={add} noValidate>
      <p class="choice">
        <label for="address">{t("others.address")}</label>
        <input
          id="address"
          name="address"
          type="text"
          inputMode="url"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby="address-refused seen"
          aria-invalid={!!refused.value}
        />
        <button type="submit">{t("others.add")}</button>
      </p>
      <p id="address-refused" role="alert">{refused.value && t(`others.refused.${refused.value}`)}</p>
      <p id="seen" class="small">{t("others.asks")} {t("others.seen")}</p>
    </form>
  );
}

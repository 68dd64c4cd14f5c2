// The options page in a tab of its own, as a person has it open.

import type { UpdatesStatus } from "../src/shared/messages";
import { type Browser, evaluate, pause, within } from "./runner/browser";
import type { Json, Session } from "./runner/cdp";
import { speakFrench } from "./own-page";
import { patience } from "./visit";

export class OptionsPage {
  private constructor(
    readonly browser: Browser,
    readonly targetId: string,
    readonly session: Session,
  ) {}

  /** `script` runs before those of the page. */
  static async open(
    browser: Browser,
    script = "",
    features: { name: string; value: string }[] = [],
  ): Promise<OptionsPage> {
    const { targetId } = await browser.root.send("Target.createTarget", { url: "about:blank", newWindow: true });
    const { sessionId } = await browser.root.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new OptionsPage(browser, targetId, browser.connection.session(sessionId));
    await page.session.send("Page.enable");
    if (script) await page.session.send("Page.addScriptToEvaluateOnNewDocument", { source: script });
    await page.session.send("Emulation.setEmulatedMedia", { features });
    await speakFrench(browser, page.session);
    await page.session.send("Page.navigate", { url: `chrome-extension://${browser.extensionId}/options.html` });
    await page.until("document.readyState === 'complete' && document.getElementById('detection')?.textContent");
    return page;
  }

  /** In a private window. */
  static async openPrivately(browser: Browser): Promise<OptionsPage> {
    await browser.inBackground(
      `chrome.windows.create({ incognito: true, url: chrome.runtime.getURL("options.html") }).then(() => 1)`,
    );
    for (const end = Date.now() + patience; Date.now() < end; await pause(50)) {
      const { targetInfos } = await browser.root.send("Target.getTargets");
      const found = targetInfos.find((it: Json) => it.type === "page" && it.url.endsWith("/options.html"));
      if (!found) continue;
      const { sessionId } = await browser.root.send("Target.attachToTarget", {
        targetId: found.targetId,
        flatten: true,
      });
      const page = new OptionsPage(browser, found.targetId, browser.connection.session(sessionId));
      await page.until("document.getElementById('detection')?.textContent");
      return page;
    }
    throw new Error("no private window");
  }

  evaluate(expression: string): Promise<any> {
    return evaluate(this.session, expression);
  }

  async until(expression: string): Promise<void> {
    for (const end = Date.now() + patience; !(await this.evaluate(expression).catch(() => false)); await pause(20)) {
      if (Date.now() > end) throw new Error(`never came: ${expression}`);
    }
  }

  /** What the background answers to the page. */
  view(): Promise<UpdatesStatus> {
    return this.evaluate(`chrome.runtime.sendMessage({ type: "updates" })`);
  }

  /** A check as the button makes it, without the button. */
  check(): Promise<UpdatesStatus> {
    return within(
      2 * patience,
      this.evaluate(`chrome.runtime.sendMessage({ type: "check" })`),
      "the check does not end",
    );
  }

  async close(): Promise<void> {
    await this.browser.root.send("Target.closeTarget", { targetId: this.targetId }).catch(() => {});
  }
}

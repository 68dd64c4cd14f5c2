// The rules in use: started once for each life of the background, and replaced when newer ones are stored.

import "./test-hook";
import { keepGates, type Rules, startCore } from "./rules";
import { planCheck } from "./schedule";
import { checkForRules } from "./updates";

const born = performance.now();

let ready: Promise<Rules> | undefined;

/** The core with its rules; after a failure the next message tries again. */
export function rulesInUse(): Promise<Rules> {
  return (ready ??= startCore().then(
    (started) => {
      if (globalThis.testHook) globalThis.testHook.woke ??= performance.now() - born;
      void keepGates(started); // nobody who asks need wait for that
      void planCheck().catch(() => {});
      return started;
    },
    (error) => {
      ready = undefined;
      throw error;
    },
  ));
}

if (globalThis.testHook) {
  globalThis.testHook.start = async () => {
    const from = performance.now();
    await startCore();
    return performance.now() - from;
  };
}

let checking: Promise<void> | undefined;

/** Looks for newer rules and uses them, once at a time. Until the new core has started the former one answers. */
export function updateRules(): Promise<void> {
  return (checking ??= rulesInUse()
    .then(checkForRules)
    .then(async (isStored) => {
      if (!isStored) return;
      const started = await startCore();
      await keepGates(started);
      ready = Promise.resolve(started);
    })
    // Also after a check that failed, or whose outcome cannot be written down.
    .finally(() => planCheck(true))
    .finally(() => (checking = undefined)));
}

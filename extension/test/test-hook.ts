// The one file that the tested extension has and the shipped one has not. It sets clock and country of a tab, and keeps
// what the core was last asked for it, in memory. The clock stands still at the instant that was set.

interface Setting {
  now?: number;
  country?: string;
}

/** A request to the core and its result, as JSON. */
interface Recorded {
  request: string;
  result: string;
}

const recorded = new Map<number, Recorded[]>();

const scope = globalThis as unknown as Record<string, unknown>;

scope.testHook = {
  isQuiet: true,
  async of(tab: number): Promise<Setting> {
    const { test } = await chrome.storage.session.get("test");
    return (test as Record<number, Setting> | undefined)?.[tab] ?? {};
  },
  /** Called by the background with each request and its result. */
  record(tab: number, request: string, result: string): void {
    const all = recorded.get(tab) ?? [];
    recorded.set(tab, all);
    all.push({ request, result });
  },
  /** What was recorded for a tab since the last call. */
  take(tab: number): Recorded[] {
    const all = recorded.get(tab) ?? [];
    recorded.delete(tab);
    return all;
  },
};

/** Sets clock (milliseconds since 1970) and country of a tab. */
scope.setTest = async (tab: number, setting: Setting): Promise<void> => {
  const { test } = await chrome.storage.session.get("test");
  await chrome.storage.session.set({ test: { ...(test as object), [tab]: setting } });
};

import type { Change, Harness } from "./harness";

/** The site reacts to what a person does: to the trusted event itself, in its turn, as the site's own handlers would. */
export function act(h: Harness): void {
  const seen = new WeakSet<Event>();
  let armed: { by: "click" | "key"; change: Change } | null = null;
  let settle: { resolve: (at: number) => void; reject: (error: Error) => void } | null = null;
  let result: Promise<number> = Promise.resolve(0);

  const fire = (): void => {
    const { change } = armed!;
    const { resolve } = settle!;
    armed = null;
    const now = (): void => {
      h.change(change);
      const wait = (): unknown => (h.shownAt ? resolve(h.shownAt) : requestAnimationFrame(wait));
      wait();
    };
    if (change.delay) setTimeout(now, change.delay);
    else now();
  };

  h.arm = (by, change) => {
    armed = { by, change };
    result = new Promise((resolve, reject) => (settle = { resolve, reject }));
    result.catch(() => {});
    const mine = armed;
    setTimeout(() => {
      if (armed === mine) settle!.reject(new Error(`the page has not seen the ${by}`));
    }, 60_000);
  };
  h.done = () => result;

  const roles = "[role=radio],[role=menuitemradio],[role=checkbox],[role=switch],[role=option]";
  /** Choices without a control of the browser's own: the site sets their state. */
  const choose = (el: Element): void => {
    const state = el.getAttribute("role") === "option" ? "aria-selected" : "aria-checked";
    const many = el.matches("[role=checkbox],[role=switch]");
    if (many) return el.setAttribute(state, String(el.getAttribute(state) !== "true"));
    const group = el.closest("[role=radiogroup],[role=listbox],[role=menu],[role=dialog],form,ul") ?? el.parentElement!;
    for (const other of group.querySelectorAll(`[role=${el.getAttribute("role")}]`))
      if (other !== el && other.hasAttribute(state)) other.setAttribute(state, "false");
    el.setAttribute(state, "true");
  };

  const native = "button,a[href],summary,input,select,textarea,option";

  h.listen = (root) => {
    root.addEventListener("click", (event) => {
      const path = event.composedPath();
      const link = path.find((it) => it instanceof Element && it.matches("a[href],area[href]"));
      if (link) event.preventDefault();
      if (!event.isTrusted || seen.has(event)) return;
      seen.add(event);
      const choice = path.find((it): it is Element => (it as Element).matches?.(roles));
      const control = path.find((it): it is Element => (it as Element).matches?.("input,label"));
      if (choice && (!control || control.contains(choice))) choose(choice);
      // The click that a label passes on to its control comes second and is the same act.
      if (armed?.by === "click" || (armed?.by === "key" && path.some((it) => (it as Element).matches?.(native))))
        fire();
    });
    root.addEventListener("keydown", (event) => {
      const { key, isTrusted } = event as KeyboardEvent;
      if (!isTrusted || seen.has(event)) return;
      seen.add(event);
      const path = event.composedPath();
      const target = path[0] as Element;
      if (key === " " || key === "Enter") {
        const choice = path.find((it): it is Element => (it as Element).matches?.(roles));
        if (choice && !target.matches?.(native)) choose(choice);
      }
      if (armed?.by !== "key") return;
      const clickComes =
        (key === "Enter" && target.matches?.("button,a[href],summary,input:not([type=radio]):not([type=checkbox])")) ||
        (key === " " && target.matches?.("button,summary,input"));
      if (!clickComes) fire();
    });
    root.addEventListener("submit", (event) => event.preventDefault());
  };

  // A close by the browser itself, as by Escape in a modal dialog.
  addEventListener("close", (event) => {
    if (h.current && event.target === h.current.box && !h.current.hide) h.close();
  }, true);
}

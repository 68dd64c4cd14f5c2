// What can be read: the contrast of text with what is behind it.

/** A text, its contrast ratio with what is behind it, and the ratio that it needs, both after the WCAG's formula. */
export interface Contrast {
  text: string;
  ratio: number;
  needed: number;
  italic: boolean;
  capitals: boolean;
}

type Colour = [red: number, green: number, blue: number, alpha: number];

/** Runs in a page: the contrasts of all text in an element. Complete in itself, for it is sent as source text. */
function measure(root: Element): Contrast[] {
  const parse = (css: string): Colour => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r!, g!, b!, a! / 255];
  };
  const over = (top: Colour, under: Colour): Colour => {
    const mix = (i: 0 | 1 | 2): number => top[i] * top[3] + under[i] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const light = ([r, g, b]: Colour): number => {
    const linear = (part: number): number => {
      const c = part / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const behind = (el: Element): Colour => {
    const layers: Colour[] = [];
    for (let it: Element | undefined = el; it; it = it.parentElement ?? (it.getRootNode() as ShadowRoot).host) {
      const colour = parse(getComputedStyle(it).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [128, 128, 128, 1]);
  };
  const textOf = (el: Element): string =>
    (el.getAttribute("data-text") ?? "") +
    [...el.childNodes].map((it) => (it.nodeType === 3 ? (it as Text).data.trim() : "")).join("");
  const isShown = (el: Element): boolean => {
    const { width, height } = el.getBoundingClientRect();
    return el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && width >= 2 && height >= 2;
  };

  return [...root.querySelectorAll("*")]
    .filter((el) => textOf(el) && isShown(el))
    .map((el) => {
      const style = getComputedStyle(el);
      const ground = behind(el);
      const [a, b] = [light(over(parse(style.color), ground)), light(ground)].sort((x, y) => y - x) as [number, number];
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
      return {
        text: textOf(el).slice(0, 40),
        ratio: (a + 0.05) / (b + 0.05),
        needed: large ? 3 : 4.5,
        italic: style.fontStyle !== "normal",
        capitals: style.textTransform === "uppercase",
      };
    });
}

/** An expression that gives the contrasts of all text in `root`. */
export const contrasts = `(${measure})(root)`;

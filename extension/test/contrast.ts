// What can be read: the contrast of text with what is behind it.

/** An expression that gives, with `root` as an element, contrast ratios of all text in it with what is behind it, after the WCAG's formula. */
export const contrasts = `(() => {
  const parse = (css) => { const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }); canvas.fillStyle = css; canvas.fillRect(0, 0, 1, 1); const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const over = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = (rgb) => { const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = (el) => { const layers = []; for (let it = el; it; it = it.parentElement ?? it.getRootNode().host) { const c = parse(getComputedStyle(it).backgroundColor); if (c[3]) layers.push(c); if (c[3] === 1) break; } return layers.reverse().reduce((under, top) => over(top, under), [128, 128, 128, 1]); };
  const out = [];
  for (const el of root.querySelectorAll("*")) {
    const text = [...el.childNodes].filter((it) => it.nodeType === 3).map((it) => it.data.trim()).join("");
    const box = el.getBoundingClientRect();
    if (!text || !el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || box.width < 2 || box.height < 2) continue;
    const style = getComputedStyle(el), bg = behind(el), fg = over(parse(style.color), bg);
    const [a, b] = [light(fg.slice(0, 3)), light(bg.slice(0, 3))].sort((x, y) => y - x);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && +style.fontWeight >= 700);
    out.push({ text: text.slice(0, 40), ratio: (a + 0.05) / (b + 0.05), needed: large ? 3 : 4.5, italic: style.fontStyle !== "normal", capitals: style.textTransform === "uppercase" });
  }
  return out;
})()`;

// Elements for tests without a browser: as much of the DOM as the reading asks for.

import { type Look, type Seen, startLook } from "../src/content/read/look";
import { see } from "../src/content/read/see";

type Attributes = Record<string, string | true>;

/** What the page says of an element beside its attributes. */
interface Given {
  style?: Partial<CSSStyleDeclaration>;
  /** It has no box, or one that is hidden; `isClear`: a transparent one. */
  isHidden?: boolean;
  isClear?: boolean;
  shadowRoot?: ParentNode;
  control?: Element;
  labels?: Element[];
  options?: unknown[];
}

const BLOCKS = /^(div|p|h[1-6]|ul|section|form|fieldset|dialog|blockquote)$/;
const displayOf = (tag: string) => {
  if (tag === "li") return "list-item";
  return BLOCKS.test(tag) ? "block" : /^(button|input|select|textarea)$/.test(tag) ? "inline-block" : "inline";
};

class Fake {
  nodeType = 1;
  parentElement: Fake | null = null;
  childNodes: (Fake | { nodeType: 3; data: string; textContent: string })[];
  type: string;
  value: string;
  pathname: string;
  style: Partial<CSSStyleDeclaration>;
  /** How often it was asked how it is drawn. */
  asked = 0;

  constructor(readonly localName: string, readonly attributes: Attributes, given: Given, parts: (string | Element)[]) {
    const { style, ...rest } = given;
    this.type = this.getAttribute("type") ?? (localName === "button" ? "submit" : "");
    this.value = this.getAttribute("value") ?? "";
    this.pathname = this.getAttribute("href") ?? "";
    this.style = { display: displayOf(localName), listStyleType: "none", cursor: "auto", fontSize: "16px", ...style };
    this.childNodes = parts.map((part) =>
      typeof part === "string" ? { nodeType: 3, data: part, textContent: part } : (part as unknown as Fake),
    );
    for (const child of this.children) child.parentElement = this;
    Object.assign(this, rest);
  }

  get children(): Fake[] {
    return this.childNodes.filter((node) => node instanceof Fake);
  }

  get textContent(): string {
    return this.childNodes.map((node) => node.textContent).join("");
  }

  getAttribute(name: string): string | null {
    const value = this.attributes[name];
    return value === true ? "" : (value ?? null);
  }

  matches(selector: string): boolean {
    return splitOutside(selector, ",").some((each) => {
      const [last = "", ...around] = splitOutside(each.trim(), " ").reverse();
      return fits(this, last) && around.every((outer) => this.parentElement?.closest(outer));
    });
  }

  closest(selector: string): Fake | null {
    return this.matches(selector) ? this : (this.parentElement?.closest(selector) ?? null);
  }

  querySelectorAll(selector: string): Fake[] {
    const all = (node: Fake): Fake[] => node.children.flatMap((each) => [each, ...all(each)]);
    return all(this).filter((each) => each.matches(selector));
  }

  querySelector(selector: string): Fake | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  getRootNode() {
    let root: Fake = this;
    while (root.parentElement) root = root.parentElement;
    return { getElementById: (id: string) => (root.matches(`[id=${id}]`) ? root : root.querySelector(`[id=${id}]`)) };
  }

  checkVisibility({ opacityProperty }: CheckVisibilityOptions): boolean {
    this.asked++;
    const { isHidden, isClear } = this as Given;
    return !isHidden && !(opacityProperty && isClear);
  }
}

function splitOutside(selector: string, separator: string): string[] {
  let depth = 0;
  return [...selector].reduce<string[]>(
    (parts, letter) => {
      depth += +/[([]/.test(letter) - +/[)\]]/.test(letter);
      if (letter === separator && !depth) return [...parts, ""];
      return [...parts.slice(0, -1), parts.at(-1) + letter];
    },
    [""],
  );
}

/** Whether a selector without commas and spaces fits `node`. */
function fits(node: Fake, selector: string): boolean {
  const tag = /^[\w-]*/.exec(selector)?.[0] ?? "";
  if (tag && tag !== node.localName) return false;
  const simple = /\[([\w-]+)(?:([$^]?=)'?([^\]']*)'?)?\]|:(not|is)\(((?:[^()]|\([^()]*\))*)\)|:(checked)/y;
  for (simple.lastIndex = tag.length; simple.lastIndex < selector.length; ) {
    const found = simple.exec(selector);
    if (!found) throw new Error(`a selector that these elements do not know: ${selector}`);
    const [, name, operator, wanted = "", negation, inner = "", checked] = found;
    const value = node.getAttribute(name ?? "");
    if (name && (value === null || (operator && !hasValue(value, operator, wanted)))) return false;
    if (negation && node.matches(inner) !== (negation === "is")) return false;
    if (checked && node.getAttribute("checked") === null) return false;
  }
  return true;
}

function hasValue(value: string, operator: string, wanted: string): boolean {
  if (operator === "^=") return value.startsWith(wanted);
  return operator === "$=" ? value.endsWith(wanted) : value === wanted;
}

globalThis.location = { pathname: "/jardin/" } as Location;
globalThis.getComputedStyle = (node) => (node as unknown as Fake).style as CSSStyleDeclaration;

/** An element of a page that is not there: attributes as written, and what the page says of it. */
export const made = (
  tag: string,
  attributes: Attributes = {},
  given: Given = {},
  ...parts: (string | Element)[]
): Element => new Fake(tag, attributes, given, parts) as unknown as Element;

/** The same without attributes. */
export const plain = (tag: string, ...parts: (string | Element)[]): Element => made(tag, {}, {}, ...parts);

/** A look at no more than the elements that are asked for. */
export const lookAt = (nodes?: number): Look => startLook(null, [], nodes);

/** `element` as a look sees it that is not spent. */
export const seen = (element: Element): Seen => see(element, lookAt());

/** How often `element` was asked how it is drawn. */
export const timesAsked = (element: Element): number => (element as unknown as Fake).asked;

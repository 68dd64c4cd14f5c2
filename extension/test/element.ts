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
  /** Of what is in it, in pixels. */
  height?: number;
  control?: Element;
  labels?: Element[];
  options?: unknown[];
}

const BLOCKS = /^(div|p|h[1-6]|ul|section|form|fieldset|dialog|blockquote)$/;
const displayOf = (tag: string) => {
  if (tag === "li") return "list-item";
  return BLOCKS.test(tag) ? "block" : /^(button|input|select|textarea)$/.test(tag) ? "inline-block" : "inline";
};

/** As in a browser, a node's properties are those of its prototype: what it has itself may be a form's field. */
class FakeNode {
  constructor(readonly kind: number, private parts: (Fake | FakeText)[] = []) {}
  get nodeType(): number {
    return this.kind;
  }
  get childNodes(): (Fake | FakeText)[] {
    return this.parts;
  }
  set childNodes(parts: (Fake | FakeText)[]) {
    this.parts = parts;
  }
}

class FakeText extends FakeNode {
  constructor(readonly data: string) {
    super(3);
  }
  get textContent(): string {
    return this.data;
  }
}

class FakeDocument extends FakeNode {
  constructor(readonly root: Fake) {
    super(9);
  }
  getElementById(id: string): Fake | null {
    return this.root.matches(`[id=${id}]`) ? this.root : this.root.querySelector(`[id=${id}]`);
  }
}

class Fake extends FakeNode {
  #parent: Fake | null = null;
  readonly #given: Given;
  type: string;
  value: string;
  pathname: string;
  style: Partial<CSSStyleDeclaration>;
  /** How often it was asked how it is drawn. */
  asked = 0;

  constructor(readonly tag: string, readonly attributes: Attributes, given: Given, parts: (string | Element)[]) {
    super(1, parts.map((part) => (typeof part === "string" ? new FakeText(part) : (part as unknown as Fake))));
    const { style, control, labels, options } = given;
    this.#given = given;
    this.type = this.getAttribute("type") ?? (tag === "button" ? "submit" : "");
    this.value = this.getAttribute("value") ?? "";
    this.pathname = this.getAttribute("href") ?? "";
    this.style = { display: displayOf(tag), listStyleType: "none", cursor: "auto", fontSize: "16px", ...style };
    for (const child of this.children) child.#parent = this;
    Object.assign(this, { control, labels, options });
  }

  get localName(): string {
    return this.tag;
  }

  get namespaceURI(): null {
    return null;
  }

  get parentNode(): Fake | null {
    return this.#parent;
  }

  get scrollHeight(): number {
    return this.#given.height ?? 0;
  }

  getElementsByTagName(): Fake[] {
    return this.querySelectorAll("");
  }

  assignedNodes(): [] {
    return [];
  }

  get shadowRoot() {
    return this.#given.shadowRoot ?? null;
  }

  get children(): Fake[] {
    return this.childNodes.filter((node): node is Fake => node instanceof Fake);
  }

  get textContent(): string {
    return this.childNodes.map((node) => node.textContent).join("");
  }

  getAttribute(name: string): string | null {
    const value = this.attributes[name];
    return value === true ? "" : (value ?? null);
  }

  getAttributeNames(): string[] {
    return Object.keys(this.attributes);
  }

  matches(selector: string): boolean {
    return alternativesIn(selector).some(
      ([last = "", ...around]) => fits(this, last) && around.every((outer) => this.#parent?.closest(outer)),
    );
  }

  closest(selector: string): Fake | null {
    return this.matches(selector) ? this : (this.#parent?.closest(selector) ?? null);
  }

  querySelectorAll(selector: string): Fake[] {
    const all = (node: Fake): Fake[] => node.children.flatMap((each) => [each, ...all(each)]);
    return all(this).filter((each) => each.matches(selector));
  }

  querySelector(selector: string): Fake | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  getRootNode(): FakeDocument {
    return this.#parent?.getRootNode() ?? new FakeDocument(this);
  }

  checkVisibility({ opacityProperty }: CheckVisibilityOptions): boolean {
    this.asked++;
    const { isHidden, isClear } = this.#given;
    return !isHidden && !(opacityProperty && isClear);
  }
}

const known = new Map<string, string[][]>();

/** The alternatives of a selector, each from its last part outwards. The same few are asked thousands of times. */
function alternativesIn(selector: string): string[][] {
  const found = known.get(selector) ?? splitOutside(selector, ",").map((it) => splitOutside(it.trim(), " ").reverse());
  known.set(selector, found);
  return found;
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
  if (tag && tag !== node.tag) return false;
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
export const lookAt = (nodes?: number): Look => startLook(undefined, "", nodes);

/** `element` as a look sees it that is not spent. */
export const seen = (element: Element): Seen => see(element, lookAt());

/** How often `element` was asked how it is drawn. */
export const timesAsked = (element: Element): number => (element as unknown as Fake).asked;

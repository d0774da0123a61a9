export type Child = Node | string | number | null | undefined | false;

type Attribute = string | number | boolean | null | undefined | ((event: Event) => void);
export type Attributes = Readonly<Record<string, Attribute>>;

const put = (node: Element, attributes: Attributes): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
};

const nodes = (children: readonly Child[]): (Node | string)[] =>
  children.flatMap((child) =>
    child === null || child === undefined || child === false ? [] : [typeof child === 'number' ? String(child) : child],
  );

/**
 * An element with its attributes and children. A function is a listener of the event of that name. Text is always text:
 * no value of a message is ever read as markup, and no style attribute is written (the page's policy forbids them).
 */
export const el = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] => {
  const node = document.createElement(name);
  put(node, attributes);
  node.append(...nodes(children));
  return node;
};

/** The same for SVG. */
export const svg = (name: string, attributes: Attributes = {}, ...children: Child[]): SVGElement => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  put(node, attributes);
  node.append(...nodes(children));
  return node;
};

/** Puts these in place of whatever an element held. */
export const fill = (node: Element, ...children: Child[]): void => node.replaceChildren(...nodes(children));

/** An element of the served page, by id. */
export const found = (id: string): HTMLElement => {
  const node = document.getElementById(id);
  if (!node) throw new Error(`The page has no element ${id}`);
  return node;
};

/** Words for those who do not see the page. */
export const hidden = (words: string): HTMLElement => el('span', { class: 'nhsuk-u-visually-hidden' }, words);

let names = 0;

/** An id that no other element of the page has. */
export const freshId = (what: string): string => `${what}-${(names += 1)}`;

/** An element with everything inside it, through every shadow tree. */
export function* inside(root: Element | ShadowRoot): Generator<Element> {
  for (const child of root.children) {
    yield child;
    yield* inside(child);
  }
  const shadow = root instanceof Element ? root.shadowRoot : null;
  if (shadow) yield* inside(shadow);
}

/** Everything that a reader could see or hear in an element, and what stands in its fields, through every shadow tree. */
export function deepText(element: Element): string {
  const roots = [element, ...inside(element)].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const held = [...inside(element)].flatMap((each) => [
    each.getAttribute('aria-label'),
    each.getAttribute('title'),
    each instanceof HTMLInputElement && each.type !== 'checkbox' ? each.value : null,
  ]);
  return [...roots.map((root) => root.textContent), element.textContent, ...held].filter(Boolean).join(' ').replace(/\s+/g, ' ');
}

/** The first element inside that a selector finds, through every shadow tree. */
export const deepFind = <E extends HTMLElement = HTMLElement>(element: Element, selector: string, text = /(?:)/): E | undefined =>
  [...inside(element)].find((each): each is E => each.matches(selector) && text.test(each.textContent ?? ''));

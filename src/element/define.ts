/** Registers a tag. A second copy of the library on the page leaves the first one's tag in place and does not throw. */
export function define(tag: `lcr-${string}`, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

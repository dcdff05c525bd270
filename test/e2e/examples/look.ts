/** What the assertions do inside a page. Each stands by itself: it is sent there as text. */

/** Everything that stands in an element, inside its shadow tree and those within; nothing where there is no such element. */
export function text(selector: string): string {
  const read = (node: Node): string => {
    if (node instanceof Text) return node.data;
    const shadow = node instanceof Element ? [...(node.shadowRoot?.childNodes ?? [])] : [];
    return [...shadow, ...node.childNodes].map(read).join(' ');
  };
  const found = document.querySelector(selector);
  return found ? read(found).replace(/\s+/g, ' ').trim() : '';
}

/** The rows of the widgets inside an element, as they are read. */
export function rows(selector: string): string[] {
  const widgets = [...document.querySelectorAll(`${selector}, ${selector} *`)].filter(({ shadowRoot }) => shadowRoot);
  return widgets.flatMap(({ shadowRoot }) => [...shadowRoot!.querySelectorAll('[part~=row], [part~=report]')].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()));
}

/** Presses the first button inside an element, or inside its widgets, that says so. */
export function press(selector: string, words: string): boolean {
  const roots = [...document.querySelectorAll(selector)].flatMap((element) => [element, ...element.querySelectorAll('*')]).flatMap((element) => [element, element.shadowRoot ?? []].flat());
  const buttons = roots.flatMap((root) => [...(root instanceof HTMLButtonElement ? [root] : root.querySelectorAll('button'))]);
  const button = buttons.find(({ textContent }) => textContent.includes(words));
  button?.click();
  return button !== undefined;
}

/** What a host hands to its elements, read back; and every attribute of the page, in which no token may stand. */
export function handedOver() {
  type Handed = Element & Record<'patient' | 'gateway' | 'tokenUrl' | 'getToken' | 'token' | 'limit' | 'headingLevel', unknown>;
  const context = document.querySelector('#record') as Handed;
  const results = document.querySelector('#record lcr-results') as Handed;
  const every = (root: ParentNode): Element[] => [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? every(element.shadowRoot) : [])]);
  return {
    patient: context.patient,
    gateway: context.gateway,
    hasSupply: typeof context.getToken === 'function' || typeof context.tokenUrl === 'string',
    token: typeof context.token,
    limit: results.limit,
    headingLevel: results.headingLevel,
    spoken: results.shadowRoot?.querySelector('[role=heading]')?.getAttribute('aria-level'),
    attributes: every(document).flatMap(({ attributes }) => [...attributes].map(({ value }) => value)),
  };
}

/** How often the page has asked its host for a token. */
export function tokens(): number {
  return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/lcr-token')).length;
}

/** Notes what still stands in the record's widgets in the turn in which the patient changes. */
export function watch(): void {
  const record = document.querySelector('#record')!;
  const page = globalThis as { left?: number };
  new MutationObserver(() => {
    page.left = [...record.querySelectorAll('*')].reduce((sum, { shadowRoot }) => sum + (shadowRoot?.querySelectorAll('[part~=row], [part~=report], [part~=banner]').length ?? 0), 0);
  }).observe(record, { attributeFilter: ['patient'] });
}

/** How much was left; -1 where the page is another one now. */
export function left(): number {
  return (globalThis as { left?: number }).left ?? -1;
}

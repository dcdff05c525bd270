/** How a story's widgets are used as a reader uses them. Their shadow trees are open, so a story looks inside. */
export interface Played {
  canvasElement: HTMLElement;
}

const PATIENCE = 20_000;

/** Every shadow tree of a story, from the outside in. */
function roots(within: ParentNode): ShadowRoot[] {
  return [...within.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot, ...roots(shadowRoot)] : []));
}

/** What there is in the shadow trees of a story, of those whose text begins so. */
export const all = <E extends HTMLElement>({ canvasElement }: Played, selector: string, text = ''): E[] =>
  roots(canvasElement).flatMap((root) => [...root.querySelectorAll<E>(selector)]).filter(({ textContent }) => textContent.trim().startsWith(text));

/** Something in the shadow trees of a story, as soon as it is there. */
export async function found<E extends HTMLElement>(story: Played, selector: string, text = ''): Promise<E> {
  return until(`${selector} with "${text}"`, () => all<E>(story, selector, text)[0]);
}

/** Waits until something is so. @throws {Error} where it does not come to be, so that the story fails */
export async function until<T>(what: string, is: () => T | undefined | false): Promise<T> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    const now = is();
    if (now !== undefined && now !== false) return now;
    await new Promise((later) => setTimeout(later, 20));
  }
  throw new Error(`never came: ${what}`);
}

/** What has the keyboard, inside whichever shadow trees. */
export function focused(): Element | null {
  let { activeElement } = document;
  while (activeElement?.shadowRoot?.activeElement) activeElement = activeElement.shadowRoot.activeElement;
  return activeElement;
}

/** Presses a button of the story's widget. */
export const press = (name: string) => async (story: Played) => (await found<HTMLButtonElement>(story, 'button', name)).click();

/** Fills in a field of the filter. */
export async function fill(story: Played, label: string, value: string): Promise<void> {
  const field = (await found(story, '.toolbar label', label)).querySelector<HTMLInputElement>('input, select');
  if (!field) throw new Error(`no field in ${label}`);
  if (field.type === 'checkbox') field.checked = true;
  else field.value = value;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type));
}

/** Opens the filter and fills in one of its fields. */
export const filter = (label: string, value: string) => async (story: Played) => {
  await press('Filter')(story);
  await fill(story, label, value);
};

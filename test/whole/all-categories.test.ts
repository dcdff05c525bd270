import { expect } from '@open-wc/testing';
import 'axe-core/axe.min.js';
import type { AxeResults } from 'axe-core';
import { kindsOf, openInPage, type Scene } from '../../demo/in-page.ts';
import type { CategoryElement } from '../../src/element/category-element.ts';
import { categories } from '../support/categories.ts';
import { inside } from '../support/deep.ts';
import { open, type Opened } from '../support/page.ts';
import { waitUntil } from '../support/wait.ts';

const { axe } = globalThis as unknown as { axe: { run(context: Element, options: object): Promise<AxeResults> } };

interface All extends Opened {
  readonly widgets: readonly CategoryElement<'results'>[];
}

/** Every category's own widget in one context, over the real gateway and the embedded record. */
async function openAll(patient: NonNullable<Scene['patient']>): Promise<All> {
  const scene = openInPage({ patient });
  const page = open(categories[0]!.tag, scene.fetch, null);
  const others = categories.slice(1).map(({ tag }) => document.createElement(tag));
  page.context.append(...others);
  const widgets = [page.widget, ...others] as CategoryElement<'results'>[];
  // The others share one answer; of the results more is wanted than its first page.
  for (const widget of widgets) if (widget.localName === 'lcr-results') widget.limit = 200;
  page.context.getToken = scene.getToken;
  page.context.patient = scene.patient;
  const answered = () => widgets.every(({ reading }) => reading.state !== 'loading' && reading.state !== 'no-patient');
  await waitUntil(answered, 'every widget has its answer', { timeout: 60_000 });
  // While the record is filed for the first time, the sources' short deadline may pass: what was late is asked for again.
  for (const { reading } of widgets) if (reading.completeness !== 'complete') reading.reload();
  await waitUntil(answered, 'every widget has its whole answer', { timeout: 60_000 });
  await Promise.all(widgets.map((widget) => widget.updateComplete));
  return { ...page, widgets };
}

const rowsOf = ({ shadowRoot }: Element) => [...(shadowRoot?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];

/** Opens the first closed row of each, so that the details are looked at, too. */
async function openRows({ widgets }: All): Promise<void> {
  for (const widget of widgets) rowsOf(widget).find((row) => row.ariaExpanded === 'false')?.click();
  await Promise.all(widgets.map((widget) => widget.loadDetail()));
  await Promise.all(widgets.map((widget) => widget.updateComplete));
}

const isScrollable = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
const isBox = (element: Element) => element.clientWidth > 1 && !/^(inline|contents)$/.test(getComputedStyle(element).display);

/** What is wider than the room it has. What may be scrolled on purpose is left out, with all inside it. */
function* tooWide(root: Element | ShadowRoot): Generator<string> {
  for (const element of root.children) {
    if (isBox(element) && isScrollable(element)) continue;
    if (isBox(element) && element.scrollWidth > element.clientWidth + 1)
      yield `${element.localName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}: ${element.textContent?.trim().slice(0, 40)}`;
    yield* tooWide(element);
  }
}

describe('all twenty categories on one page', () => {
  let page: All | undefined;
  afterEach(() => page?.close());

  it('are all there, with every kind of each, and nothing in them keeps anybody out', async function () {
    this.timeout(150_000);
    const { context, widgets } = (page = await openAll('gareth'));
    expect(widgets.length).to.equal(20);
    for (const { reading, localName } of widgets) {
      expect([localName, reading.state, reading.completeness]).to.deep.equal([localName, 'ready', 'complete']);
      const category = reading.data!.category;
      const kinds = new Set(reading.data!.entries.map(({ kind }) => kind as string));
      expect([category, ...kindsOf(category).filter((kind) => !kinds.has(kind as never))]).to.deep.equal([category]);
    }
    await openRows(page);
    const { violations } = await axe.run(context, { resultTypes: ['violations'] });
    expect(violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html).slice(0, 3).join(' ')})`)).to.deep.equal([]);
  });

  for (const patient of ['gareth', 'margaret', 'xanthe'] as const)
    it(`have room for all that they say of ${patient}, from a sidebar to a wide page`, async function () {
      this.timeout(150_000);
      const { context, widgets } = (page = await openAll(patient));
      await openRows(page);
      for (const element of inside(context)) if (element instanceof HTMLDetailsElement) element.open = true;
      // The narrowest table of all is at 704; 743 is the room beside the navigation of the whole record.
      for (const width of [240, 320, 360, 480, 703, 704, 743, 895, 896, 1280]) {
        for (const widget of widgets) widget.style.width = `${width}px`;
        const found = widgets.flatMap((widget) => [
          ...(widget.scrollWidth > widget.clientWidth ? [`${widget.localName} ${widget.scrollWidth}`] : []),
          ...[...tooWide(widget.shadowRoot!)].map((what) => `${widget.localName} ${what}`),
        ]);
        expect(found, `at ${width} px`).to.deep.equal([]);
      }
    });
});

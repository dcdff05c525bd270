import { html } from 'lit';
import { expect, userEvent } from 'storybook/test';
import '../components/index.ts';
import { numberOf, type Scene } from '../demo/in-page.ts';
import { all, fill, focused, found, press, until, type Played } from './play.ts';
import { scene } from './scene.ts';

/** What a reader does with a widget, and what then has to be so: each story is played, and fails where it is not. */
export default { title: 'In use', tags: ['!autodocs'] };

const used = (tag: string, shows: string, what: Scene) => {
  const { parameters } = scene(shows, what);
  return { parameters: { ...parameters, tag } };
};

/** The list is there, with everything that a reader works with. */
const there = (story: Played) => found(story, 'button', 'Filter');

/** The rows that can be seen: a group that is folded shows none. */
const stopsOf = (story: Played) => all<HTMLButtonElement>(story, '[data-row]').filter((row) => !row.closest('details:not([open])'));

const rows = (story: Played) => stopsOf(story).map(({ textContent }) => textContent.trim());

export const Filter = {
  ...used('lcr-results', 'A filter hides, says how much, and shows all again; the keyboard goes back to where it was opened.', { patient: 'gareth' }),
  render: () => html`<lcr-results></lcr-results>`,
  async play(story: Played) {
    await press('Filter')(story);
    const before = await until('the rows', () => rows(story).length || undefined);
    await fill(story, 'Words', 'histology');
    const said = await found(story, '[part=filtered] strong', 'Filtered:');
    await expect(rows(story).length).toBeLessThan(before);
    await expect(said.textContent).toContain(`${rows(story).length} of ${before}`);
    await press('Show all')(story);
    await until('every row', () => rows(story).length === before);
    await expect(focused()?.textContent?.trim()).toMatch(/^Filter/);
  },
};

export const Sort = {
  ...used('lcr-allergies', 'Another order is chosen, and the list stands in it.', { patient: 'margaret' }),
  render: () => html`<lcr-allergies></lcr-allergies>`,
  async play(story: Played) {
    await press('Filter')(story);
    const select = (await found(story, '.toolbar label', 'Order')).querySelector('select')!;
    const inOrder = async (way: string, last: string[]) => {
      await userEvent.selectOptions(select, [...select.options].find(({ text }) => text.endsWith(way))!.value);
      return until('another order', () => rows(story).join() !== last.join() && rows(story));
    };
    const before = await until('the rows', () => rows(story).length > 2 && rows(story));
    const up = await inOrder('A to Z', before);
    const down = await inOrder('Z to A', up);
    await expect(down).toEqual(up.toReversed());
  },
};

export const ShowMore = {
  ...used('lcr-results', 'The next page joins the list, and the count says how much is here.', { patient: 'kwabena' }),
  render: () => html`<lcr-results .limit=${20}></lcr-results>`,
  async play(story: Played) {
    const before = await until('the first page', () => rows(story).length || undefined);
    await press('Show more')(story);
    await until('the second page', () => rows(story).length > before);
  },
};

export const OpenAndClose = {
  ...used('lcr-allergies', 'A row opens its detail below it and closes it again; the keyboard stays on the row.', { patient: 'leo' }),
  render: () => html`<lcr-allergies></lcr-allergies>`,
  async play(story: Played) {
    await there(story);
    const row = await found(story, '[data-row]');
    row.focus();
    await userEvent.keyboard('{Enter}');
    await found(story, '[part=detail] dt', 'Source');
    await expect(row).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{Enter}');
    await until('the detail is closed', () => all(story, '[part=detail]').length === 0);
    await expect(focused()).toBe(row);
  },
};

export const KeyboardTravel = {
  ...used('lcr-allergies', 'The list is one Tab stop; arrow keys, Home and End go from row to row.', { patient: 'margaret' }),
  render: () => html`<lcr-allergies></lcr-allergies><button>After the list</button>`,
  async play(story: Played) {
    await there(story);
    await expect(rows(story).length).toBeGreaterThan(3);
    const stops = stopsOf(story);
    await expect(stops.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
    stops[0]!.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await expect(focused()).toBe(stops[2]);
    await userEvent.keyboard('{End}');
    await expect(focused()).toBe(stops.at(-1));
    await userEvent.keyboard('{ArrowUp}{Home}');
    await expect(focused()).toBe(stops[0]);
    await expect(stops.filter(({ tabIndex }) => tabIndex === 0)).toEqual([stops[0]]);
  },
};

export const TryAgain = {
  ...used('lcr-allergies', 'The connection was lost. Asked again, the record answers.', { patient: 'leo', gateway: 'stumbles' }),
  render: () => html`<lcr-allergies></lcr-allergies>`,
  async play(story: Played) {
    await found(story, '[part=notice] strong', 'Allergies and adverse reactions could not be loaded');
    await expect(rows(story)).toEqual([]);
    await press('Try again')(story);
    await until('the rows', () => rows(story).length > 0);
  },
};

export const OpenADocument = {
  ...used('lcr-correspondence', 'A letter is opened in its row, read, and closed again; the keyboard stays on its button.', { patient: 'gareth' }),
  render: () => html`<lcr-correspondence></lcr-correspondence>`,
  async play(story: Played) {
    await there(story);
    (await found(story, '[data-row]')).click();
    const viewer = await found(story, 'lcr-document');
    const button = await until('the button', () => viewer.shadowRoot?.querySelector<HTMLButtonElement>('header button') ?? undefined);
    button.focus();
    await userEvent.keyboard('{Enter}');
    await until('the letter', () => viewer.shadowRoot?.querySelector('[part=content]') ?? undefined);
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{Enter}');
    await until('the letter is gone', () => !viewer.shadowRoot?.querySelector('[part=content]'));
    await expect(focused()).toBe(button);
  },
};

export const SwitchPatient = {
  ...used('lcr-allergies', 'The host opens another patient: what was shown is gone in the same moment.', { patient: 'leo' }),
  render: () => html`<lcr-allergies></lcr-allergies>`,
  async play(story: Played) {
    const before = await until('the first patient', () => rows(story).length > 0 && rows(story));
    story.canvasElement.querySelector('lcr-context')!.patient = numberOf('haruto');
    await expect(rows(story)).toEqual([]);
    const after = await until('the second patient', () => rows(story).length > 0 && rows(story));
    for (const one of before) await expect(after).not.toContain(one);
  },
};

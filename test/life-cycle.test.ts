import { expect } from '@open-wc/testing';
import type { State } from '../api-spec/record.ts';
import { openInPage, type Scene } from '../demo/in-page.ts';
import { whyWords } from '../src/text/why.ts';
import { reword, words } from '../src/text/words.ts';
import { categories } from './support/categories.ts';
import { open, shownText, type Opened } from './support/page.ts';
import { waitUntil } from './support/wait.ts';

/** The life-cycle that every category's widget goes through, over the real gateway and the embedded record in this page. */
const down = { northbridge: 'down', canalside: 'down', heathway: 'down', larkfield: 'down', millmead: 'down' } as const;

function enter(tag: string, scene: Scene, attributes?: Record<string, string>): Opened {
  const { patient, fetch, getToken } = openInPage(scene);
  const page = open(tag, fetch, null, attributes);
  page.context.getToken = getToken;
  page.context.patient = patient;
  return page;
}

async function reach(page: Opened, state: State): Promise<void> {
  await waitUntil(() => page.states.at(-1)?.state === state, `${state}, not ${page.states.map((each) => each.state)}`, { timeout: 10_000 });
}

/** The answer comes beside the record, a moment after it; it is the same whoever the patient is, and names no number of anything. */
async function says(text: () => string, answer: RegExp): Promise<void> {
  const why = () => text().slice(Math.max(0, text().indexOf(whyWords.title)));
  await waitUntil(() => answer.test(why()), String(answer));
  expect(text()).not.to.match(/\d+ (of|entr|item|source)/);
}

for (const { tag, something: full, nothing: empty, sources, outsider } of categories) {
  const [something, nothing] = [{ patient: full }, { patient: empty }];
  const [first, last] = [sources[0]!, sources.at(-1)!];
  const all = `${sources.length} of ${sources.length} ${sources.length === 1 ? 'source' : 'sources'} answered`;
  describe(`<${tag}> through its life`, () => {
    let page: Opened;
    afterEach(() => page.close());

    const shows = (name: string, state: State, scene: Scene, look: (page: Opened) => void | Promise<void> = () => {}) =>
      it(name, async () => {
        page = enter(tag, scene);
        await reach(page, state);
        await (page.widget as unknown as { updateComplete: Promise<unknown> }).updateComplete;
        if (state !== 'loading' && state !== 'ready' && state !== 'known-none') expect(page.text()).to.contain(words.states[state][0]?.replace('%', '').trim());
        await look(page);
      });

    shows('says that no patient is open', 'no-patient', { patient: null });
    shows('is loading, in words and without a layout of its own to come', 'loading', { ...something, gateway: 'silent' }, ({ widget }) => {
      expect(widget.shadowRoot?.querySelectorAll('[aria-busy=true] .bone').length).to.equal(3);
    });
    shows('is ready and complete when every source answered in full', 'ready', something, ({ states, text }) => {
      expect(states.at(-1)?.completeness).to.equal('complete');
      expect(text()).to.match(new RegExp(`${all} · \\d\\d:\\d\\d`));
    });
    if (sources.length > 1) {
      shows('is ready and partial, and names the source, when one is down', 'ready', { ...something, sources: { [last.id]: 'down' } }, ({ states, text }) => {
        expect(states.at(-1)?.completeness).to.equal('partial');
        expect(text()).to.contain(`${last.name} did not answer.`);
        expect(text()).to.contain(`${sources.length - 1} of ${sources.length} sources answered`);
      });
      shows('names the source that is too slow', 'ready', { ...something, sources: { [last.id]: 'slow' } }, ({ text }) => {
        expect(text()).to.contain(`${last.name} did not answer in time.`);
      });
    }
    shows('says "not recorded" only when every source answered', 'nothing-recorded', nothing, ({ states, text }) => {
      expect(states.at(-1)).to.deep.include({ completeness: 'complete', count: 0 });
      expect(text()).to.contain('Every source answered');
    });
    shows('never says so while a source is missing', sources.length > 1 ? 'incomplete' : 'failed', { ...nothing, sources: { [first.id]: 'down' } }, ({ text, states }) => {
      expect(text()).to.contain(`${first.name} did not answer.`);
      expect(text()).not.to.match(/nothing recorded|no known|none/i);
      expect(states.map(({ state }) => state)).not.to.include('nothing-recorded');
    });
    shows('fails, and names them, when no source answers', 'failed', { ...something, sources: down }, ({ text }) => {
      for (const { name } of sources) expect(text()).to.contain(name);
    });
    shows('fails when the gateway cannot be reached', 'failed', { ...something, gateway: 'unreachable' });
    shows('says that the role may not see it, and whom to ask', 'not-permitted', { ...something, user: outsider }, ({ text }) =>
      says(text, /^Why can’t I see this\?.*To ask about your access, contact (Larkfield|Canalside).*administrator/),
    );
    shows('says that the patient does not share, without a count', 'opted-out', { patient: 'fatima' }, ({ text }) =>
      says(text, /^Why can’t I see this\?.*Questions about sharing: contact .*helpdesk/),
    );
    shows('says that the record is for the caring team', 'no-relationship', { patient: 'callum', user: 'adeyemi' }, ({ text }) =>
      says(text, /^Why can’t I see this\?.*To ask about your access, contact Millmead.*administrator/),
    );
    shows('says that the session has ended after a second refused token', 'session-ended', { ...something, gateway: 'refused' });

    it('tries again when asked to', async () => {
      const { patient, fetch, getToken } = openInPage(something);
      let broken = true;
      page = open(tag, (...request) => (broken ? Promise.reject(new TypeError('offline')) : fetch(...request)), null);
      page.context.getToken = getToken;
      page.context.patient = patient;
      await reach(page, 'failed');
      broken = false;
      page.widget.shadowRoot?.querySelector('button')?.click();
      await reach(page, 'ready');
    });

    it('drops everything when it is taken off the page, and asks anew when it comes back', async () => {
      page = enter(tag, something);
      await reach(page, 'ready');
      const before = page.states.length;
      page.widget.remove();
      expect(page.widget.shadowRoot?.querySelectorAll('[data-row]').length).to.equal(0);
      page.context.append(page.widget);
      await waitUntil(() => page.states.slice(before).some(({ state }) => state === 'ready'));
    });

    it('says so when it stands outside a context', async () => {
      page = enter(tag, something);
      const alone = document.createElement(tag);
      document.body.append(alone);
      await (alone as unknown as { updateComplete: Promise<unknown> }).updateComplete;
      expect(shownText(alone)).to.contain('lcr-context');
      alone.remove();
    });

    it('clears for the back/forward cache and asks again when the page is restored', async () => {
      page = enter(tag, something);
      await reach(page, 'ready');
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      expect(page.widget.shadowRoot?.querySelectorAll('[data-row]').length).to.equal(0);
      const before = page.states.length;
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      await waitUntil(() => page.states.slice(before).some(({ state }) => state === 'ready'));
    });

    it('opens a row by the keyboard, with its provenance and whom to tell of a mistake', async () => {
      page = enter(tag, something);
      await reach(page, 'ready');
      await (page.widget as unknown as { updateComplete: Promise<unknown> }).updateComplete;
      const rows = [...(page.widget.shadowRoot?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
      expect(rows.filter(({ tabIndex }) => tabIndex === 0).length).to.equal(1);
      const closed = rows.find((row) => row.getAttribute('aria-expanded') === 'false');
      closed?.click();
      await waitUntil(() => page.text().includes('Something wrong with this entry?'));
      expect(page.events.some(({ type }) => type === 'lcr-entry-open')).to.equal(true);
      rows[0]?.focus();
      rows[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
      expect(page.widget.shadowRoot?.activeElement?.getAttribute('data-row')).to.equal(rows[1]?.dataset['row']);
    });

    it('takes the heading level that its page needs', async () => {
      page = enter(tag, something, { 'heading-level': '4' });
      await reach(page, 'ready');
      expect(page.widget.shadowRoot?.querySelector('[role=heading]')?.getAttribute('aria-level')).to.equal('4');
    });

    it('speaks with a host’s own words', async () => {
      const before = words.tryAgain;
      reword(words, { tryAgain: 'Rhowch gynnig arall arni' });
      page = enter(tag, { ...something, gateway: 'unreachable' });
      await reach(page, 'failed');
      await (page.widget as unknown as { updateComplete: Promise<unknown> }).updateComplete;
      expect(page.text()).to.contain('Rhowch gynnig arall arni');
      reword(words, { tryAgain: before });
    });
  });
}

import { html } from 'lit';
import { expect } from 'storybook/test';
import '../components/index.ts';
import './hosts.css';
import type { Medium } from '../scripts/story-page.ts';
import type { Scene } from '../demo/in-page.ts';
import { found, type Played } from './play.ts';
import { scene } from './scene.ts';

export default { title: 'Hosts', tags: ['!autodocs'] };

const story = (shows: string, what: Scene, render: () => unknown, { tag = 'lcr-allergies', state = 'ready partial', medium = {} }: { tag?: string; state?: Parameters<typeof scene>[2]; medium?: Medium } = {}) => {
  const { parameters } = scene(shows, what, state);
  return { parameters: { ...parameters, tag, medium }, render };
};

const margaret: Scene = { patient: 'margaret', sources: { canalside: 'down' } };

/** What most hosts put on a patient's page. */
const widgets = html`<lcr-patient-banner></lcr-patient-banner><lcr-alerts></lcr-alerts><lcr-allergies></lcr-allergies><lcr-medications></lcr-medications><lcr-results limit="12"></lcr-results><lcr-vital-signs></lcr-vital-signs>`;

const page = html`<div class="host">${widgets}</div>`;

export const SidebarOfAnEhr = story(
  'A sidebar of 240 px beside the host’s own notes: lists become cards, and nothing is cut.',
  margaret,
  () => html`<div class="host sidebar">
    <aside aria-label="Shared record"><lcr-alerts></lcr-alerts><lcr-allergies></lcr-allergies><lcr-medications></lcr-medications><lcr-results limit="5"></lcr-results></aside>
    <main class="own"><h1>Clinic of today</h1><p>The host’s own page. The shared record stands beside it.</p></main>
  </div>`,
);

export const FullPage = story(
  'The whole record under the patient’s banner, as a page of its own.',
  margaret,
  () => html`<div class="host"><lcr-patient-banner></lcr-patient-banner><lcr-record></lcr-record></div>`,
  { tag: 'lcr-record' },
);

export const SocialCarePortal = story(
  'A council’s portal shows what a social worker needs, in its own order.',
  { patient: 'margaret', user: 'obi' },
  () => html`<main class="host portal">
    <h1>Adult social care: person</h1>
    <lcr-patient-banner></lcr-patient-banner>
    <div class="columns">
      <lcr-care-coordinator></lcr-care-coordinator><lcr-appointments></lcr-appointments><lcr-care-plans></lcr-care-plans><lcr-alerts></lcr-alerts><lcr-assessments></lcr-assessments><lcr-referrals></lcr-referrals>
    </div>
  </main>`,
  { tag: 'lcr-alerts', state: 'ready complete' },
);

export const Dark = {
  ...story('A dark host. The colours follow the page’s color-scheme.', margaret, () => page),
  globals: { theme: 'dark' },
};

export const HostTheme = {
  ...story('A host whose own font, sizes and colours the widgets take over.', margaret, () => page),
  globals: { theme: 'lcr-theme-host' },
};

export const Print = story('On paper: no buttons, every list with who answered and who printed it. Print this story to see it.', margaret, () => page, { medium: { media: 'print', width: 794, height: 1123 } });

export const PrintedRecord = story(
  'The whole record on paper.',
  { patient: 'gareth' },
  () => html`<div class="host"><lcr-record categories="alerts allergies medications problems"></lcr-record></div>`,
  { tag: 'lcr-record', state: 'ready complete', medium: { media: 'print', width: 794, height: 1123 } },
);

export const HighContrast = story('Forced colours, as Windows’ contrast themes have them: nothing is told by a background alone.', margaret, () => page, { medium: { forcedColors: 'active' } });

export const Zoom400 = story('A window of 1280 px at 400 %: 320 px are left, and nothing scrolls sideways.', margaret, () => page, { medium: { width: 320, height: 256 } });

export const RecordAtZoom400 = story('The whole record in 320 px.', margaret, () => html`<lcr-record></lcr-record>`, { tag: 'lcr-record', medium: { width: 320, height: 256 } });

/** Where the first and the last letter of a text stand. */
function ends({ childNodes }: HTMLElement): [first: number, last: number] {
  const text = [...childNodes].find(({ nodeType, nodeValue }) => nodeType === Node.TEXT_NODE && nodeValue?.trim())!;
  const written = text.nodeValue!;
  const at = (place: number) => {
    const range = document.createRange();
    range.setStart(text, place);
    range.setEnd(text, place + 1);
    return range.getBoundingClientRect().left;
  };
  return [at(written.search(/\S/)), at(written.trimEnd().length - 1)];
}

export const RightToLeft = {
  ...story('A host whose page runs from right to left: dates and numbers read as they are written.', margaret, () => html`<div class="host" dir="rtl">${widgets}</div>`),
  async play(played: Played) {
    for (const text of ['17-May-1943', '999 526 0182']) {
      const [first, last] = ends(await found(played, 'dd', text));
      await expect(first).toBeLessThan(last);
    }
  },
};

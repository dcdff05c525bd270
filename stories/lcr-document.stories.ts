import { html } from 'lit';
import { until } from 'lit/directives/until.js';
import '../components/document/lcr-document.ts';
import type { Shown } from './cells.ts';
import { world, type Letter } from '../test/support/letters.ts';
import { hostilePage, hostilePdf, pdf, png } from '../test/support/papers.ts';

interface Args {
  letter: () => Letter | Promise<Letter>;
  open: boolean;
  /** The role whose user looks, and the largest document that the gateway hands out. */
  how?: { role?: string; largest?: number };
}

const text = (words: string) => new TextEncoder().encode(words);

/** The real gateway in this page, over one source that has one report with one document. */
async function desk({ letter, open, how }: Args) {
  const one = await letter();
  const { fetch, getToken, ids } = await world([one], how);
  return html`<lcr-context gateway="https://gateway.invalid" patient="999 000 0018" .fetch=${fetch} .getToken=${getToken}>
    <lcr-document
      document-id=${ids[0] ?? ''}
      heading=${one.title ?? ''}
      content-type=${one.contentType}
      size=${one.bytes.length}
      ?open=${open}
    ></lcr-document>
  </lcr-context>`;
}

export default {
  title: 'Patient/Document',
  component: 'lcr-document',
  render: (args: Args) => html`${until(desk(args))}`,
  args: { open: true },
  argTypes: { letter: { table: { disable: true } }, how: { table: { disable: true } } },
};

const story = (shows: string, letter: Args['letter'], more: Partial<Args> = {}, state: Shown = 'ready complete') => ({
  args: { letter, ...more },
  parameters: { shows: more.open === false ? undefined : state, docs: { description: { story: shows } } },
});

const discharge = () => ({ title: 'Discharge summary', contentType: 'application/pdf', bytes: pdf(['Discharge summary', 'Medication on discharge']) });

export const Closed = story('Its name, format and size. Nothing has been asked for yet, nor written down.', discharge, { open: false });
export const Pdf = story('Page by page, with the words of each page for whoever searches or has them read out.', discharge);
export const WebPage = story('A letter that came as a web page, without its own layout.', () => ({
  title: 'Clinic letter',
  contentType: 'text/html',
  bytes: text('<html><body><h1>Clinic letter</h1><p>Dear <b>Dr Okafor</b>,</p><table border="1"><tr><th>Test</th><th>Value</th></tr><tr><td>Sodium</td><td>140 mmol/L</td></tr></table><p>Kind regards</p></body></html>'),
}));
export const PlainText = story('Every line as it was written.', () => ({ title: 'Operation note', contentType: 'text/plain', bytes: text('OPERATION NOTE\n\nLeft total knee replacement under spinal anaesthetic.\n  Blood loss   200 ml\n') }));
export const Picture = story('A picture, with its title for whoever cannot see it.', async () => ({ title: 'Wound, left heel', contentType: 'image/png', bytes: await png(600, 400) }));
export const RichText = story('What cannot be shown here can be saved.', () => ({ title: 'Old letter', contentType: 'application/rtf', bytes: text('{\\rtf1 An old letter}') }));
export const Contradiction = story('The source calls it a PDF; it is a web page, and is shown as one.', () => ({ title: 'Letter', contentType: 'application/pdf', bytes: text('<!doctype html><p>Dear colleague') }));
export const Damaged = story('A PDF that cannot be read.', () => ({ title: 'Letter', contentType: 'application/pdf', bytes: text('%PDF-1.7 and nothing more') }));
export const HostilePdf = story('Scripts, actions and addresses in a PDF: none is run, none is asked.', () => ({ title: 'Hostile letter', contentType: 'application/pdf', bytes: hostilePdf('https://attacker.invalid/') }));
export const HostileWebPage = story('Scripts, handlers, forms, frames and pictures elsewhere: none of it is left.', () => ({ title: 'Hostile letter', contentType: 'text/html', bytes: hostilePage('https://attacker.invalid/') }));
export const TooLarge = story('Larger than this gateway hands out.', discharge, { how: { largest: 100 } }, 'failed');
export const Long = story('A bundle of a hundred pages: what comes into view is drawn.', () => ({ title: 'Bundle of letters', contentType: 'application/pdf', bytes: pdf(Array.from({ length: 100 }, (_, page) => `Page ${page + 1} of the bundle`)) }));

import { expect, fixture, html } from '@open-wc/testing';
import type { Session as Access, SourceAnswer } from '../../api-spec/record.ts';
import { why, type Unseen } from '../../src/view/why.ts';
import { open } from '../support/page.ts';
import { ndjson, scriptedGateway, section, sourceAnswer } from '../support/scripted.ts';
import { waitUntil } from '../support/wait.ts';

const contact = (who: 'helpdesk' | 'local-system-administrator', name: string) => ({ who, name });
const access = {
  contacts: { localSystemAdministrator: contact('local-system-administrator', 'Access team'), helpdesk: contact('helpdesk', 'Record helpdesk') },
  optOutPage: 'https://record.example/opting-out',
} as unknown as Access;

async function shown(unseen: Partial<Unseen>): Promise<string> {
  const place = await fixture<HTMLElement>(html`<div>${why({ state: 'ready', failure: undefined, data: undefined, session: undefined, ...unseen })}</div>`);
  await Promise.resolve();
  return place.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}
const withheld = (...kept: boolean[]): { sources: SourceAnswer[] } => ({ sources: kept.map((one) => sourceAnswer('A source', { withheld: one })) });

describe('"Why can’t I see this?"', () => {
  it('is asked where something was refused or kept back, and nowhere else', async () => {
    for (const state of ['not-permitted', 'opted-out', 'no-relationship'] as const) expect(await shown({ state })).to.match(/^Why can’t I see this\?/);
    for (const state of ['ready', 'incomplete', 'nothing-recorded'] as const) {
      expect(await shown({ state, data: withheld(false, true) })).to.match(/^Why can’t I see this\?/);
      expect(await shown({ state, data: withheld(false, false) })).to.equal('');
    }
    for (const state of ['no-patient', 'loading', 'known-none', 'session-ended', 'failed'] as const) expect(await shown({ state })).to.equal('');
  });

  it('says the same however much is kept back', async () => {
    expect(await shown({ data: withheld(true) })).to.equal(await shown({ data: withheld(true, true, true, true) }));
  });

  it('names whom to ask: the local system administrator about access, the helpdesk and the page about sharing', async () => {
    const session = { access: Promise.resolve({ data: access }) };
    const text = (unseen: Partial<Unseen>) => shown({ session, ...unseen });
    expect(await text({ state: 'not-permitted' })).to.contain('contact Access team.');
    expect(await text({ data: withheld(true) })).to.contain('contact Access team.');
    expect(await text({ state: 'opted-out' })).to.contain('contact Record helpdesk.').and.to.contain('For patients: how to object');
    const failure = { code: 'not-permitted', contact: contact('local-system-administrator', 'Named in the answer') };
    expect(await text({ state: 'not-permitted', failure })).to.contain('contact Named in the answer.');
    expect(await shown({ state: 'not-permitted' })).to.contain('contact your local system administrator.');
  });

  it('stands in a widget whose source kept something back, beside the entries that it gave', async () => {
    const gateway = scriptedGateway();
    const page = open('lcr-allergies', gateway.fetch);
    await waitUntil(() => gateway.waiting.length === 1);
    const { patient } = gateway.waiting[0]!;
    gateway.waiting[0]!.answer(ndjson(section('allergies', patient, ['Penicillin'], { completeness: 'partial', sources: [sourceAnswer('Heathway', { withheld: true })] })));
    await waitUntil(() => page.text().includes('Why can’t I see this?'));
    expect(page.text()).to.contain('A source kept something back').and.to.contain('your local system administrator');
    page.close();
  });
});

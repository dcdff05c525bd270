/** What every example has to show, whatever it is made of. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { until, type Tab } from './drive.ts';
import { handedOver, left, press, rows, text, tokens, watch } from './look.ts';

/** The patients of the page: the one who is open first, the next one, and the one beside. */
const FIRST = { name: 'ADEYEMI-CLARKE', number: '9995260182', allergy: 'penicillin' };
const NEXT = { name: 'MENSAH-DOYLE' };
const BESIDE = { name: 'WINSTANLEY', number: '9992122331' };

export interface Scene {
  tab: () => Tab;
  address: () => string;
  /** Each a full page load: what the page heard before is gone with it. */
  isReloaded: boolean;
  /** Every token that the host was given for a patient so far. */
  issued: () => { patient: string; value: string }[];
  /** Ends the tokens of a patient, as the host may at any time. */
  revoke: (patient: string) => Promise<void>;
}

/** Tokens of this life, in seconds, as the host tells the page. */
export const LIFE = 1;

export function claims({ tab, address, isReloaded, issued, revoke }: Scene): void {
  const shown = (selector: string) => tab().run(text, selector);
  const listed = (selector: string) => tab().run(rows, selector);
  const pressed = async (selector: string, words: string) => void (await until(() => tab().run(press, selector, words), Boolean, `"${words}" in ${selector} to press`));
  const sees = (selector: string, ...words: string[]) => until(() => shown(selector), (all) => words.every((each) => all.includes(each)), `${words.join(', ')} in ${selector}`);
  const grows = (selector: string, than: number) => until(() => listed(selector), ({ length }) => length > than, `more than ${than} rows in ${selector}`);
  const everywhere = ['#record lcr-patient-banner', '#record lcr-allergies', '#record lcr-results'];

  it('shows the patient who is open, in several widgets', async () => {
    await tab().open(address());
    await sees('#record lcr-patient-banner', FIRST.name);
    await sees('#record lcr-allergies', FIRST.allergy);
    await sees('#record lcr-results', 'Show more');
  });

  it('hands over what it sets, and no attribute holds a token', async () => {
    const { attributes, ...handed } = await tab().run(handedOver);
    const { gateway, patient, ...others } = handed;
    assert.match(String(gateway), /^http:\/\/localhost:\d+$/);
    assert.equal(patient, FIRST.number);
    assert.deepEqual(others, { hasSupply: true, token: 'undefined', limit: 5, headingLevel: 3, spoken: '3' });
    assert.ok(issued().length > 0 && attributes.length > 50);
    for (const { value } of issued()) assert.ok(!attributes.some((each) => each.includes(value)));
    assert.equal((await listed('#record lcr-results')).length, 5);
  });

  it('hears of states, of an opened entry and of a token that is needed', async () => {
    await sees('#heard', 'patient: ready', 'allergies: ready', 'results: ready', 'a token is needed: first');
    await pressed('#record lcr-allergies', FIRST.allergy);
    await sees('#heard', 'allergies: an entry was opened');
  });

  it('keeps two patients apart on one page', async () => {
    await sees('#beside lcr-results', 'Show more');
    assert.match(await shown('#beside'), new RegExp(BESIDE.name));
    assert.doesNotMatch(await shown('#beside'), new RegExp(`${FIRST.name}|${FIRST.allergy}`, 'i'));
    assert.doesNotMatch(await shown('#record'), new RegExp(BESIDE.name));
  });

  it('gets another token when one ends', async () => {
    await new Promise((later) => setTimeout(later, LIFE * 1000));
    const [before, had] = [await tab().run(tokens), await listed('#record lcr-results')];
    await pressed('#record lcr-results', 'Show more');
    await grows('#record lcr-results', had.length);
    await until(() => tab().run(tokens), (count) => count > before, 'another token');
  });

  it('gets another token when the gateway takes one back', async () => {
    const had = await listed('#beside lcr-results');
    await revoke(BESIDE.number);
    await pressed('#beside lcr-results', 'Show more');
    await sees('#heard', 'a token is needed: rejected');
    await grows('#beside lcr-results', had.length);
  });

  it('shows the next patient, and nothing of the last one from the first moment', async () => {
    const [old, beside] = [await listed('#record'), await listed('#beside')];
    assert.ok(old.length > 8);
    await tab().run(watch);
    await pressed('#patients', NEXT.name);
    for (const each of everywhere) await until(() => shown(each), (all) => all.includes('sources answered'), `an answer in ${each}`);
    await sees('#record lcr-patient-banner', NEXT.name);
    const now = await listed('#record');
    assert.ok(now.length > 0);
    const stale = new Set(old);
    assert.deepEqual((await listed('body')).filter((row) => stale.has(row)), []);
    assert.doesNotMatch(await shown('#record'), new RegExp(`${FIRST.name}|${FIRST.allergy}|${FIRST.number}`, 'i'));
    assert.equal(await tab().run(left), isReloaded ? -1 : 0);
    if (!isReloaded) assert.deepEqual(await listed('#beside'), beside);
  });

  it('comes back whole after it was removed', async () => {
    await pressed('#toggle', 'Close the record');
    await until(() => shown('#toggle'), (words) => words === 'Open the record', 'the record to be closed');
    assert.equal(await shown('#record'), '');
    await pressed('#toggle', 'Open the record');
    for (const each of everywhere) await until(() => shown(each), (all) => all.includes('sources answered'), `an answer in ${each}`);
    assert.ok((await listed('#record')).length > 0);
    await pressed('#record lcr-allergies', '');
    await sees('#heard', 'allergies: ready', 'allergies: an entry was opened');
  });

  it('leaves no error in the console', () => {
    // A browser says there, too, that the gateway took a token back.
    assert.deepEqual(tab().errors.filter((line) => !/status of 401/.test(line)), []);
  });
}

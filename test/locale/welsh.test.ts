import { expect } from '@open-wc/testing';
import cy, { welsh } from '../../src/locale/cy.ts';
import * as text from '../../src/text/index.ts';
import { lists } from '../../src/text/list.ts';

/** Every place of a list, with what stands there. */
function* places(words: unknown, path: string): Generator<[path: string, said: unknown]> {
  if (typeof words !== 'object' || words === null) yield [path, words];
  else for (const [key, value] of Object.entries(words)) yield* places(value, `${path}.${key}`);
}

const english = new Map(Object.entries(lists).flatMap(([name, words]) => [...places(words, name)]));
const inWelsh = new Map(Object.entries(welsh).flatMap(([name, words]) => [...places(words, name)]));

/** Names, signs and units that are the same in both, or a word that both languages have. */
const SAME = /^(codeSystems|doseWords\.units|documentWords\.(units|formats))\.|\.(problem|diagnosis|system|flags\.N)$/;

/** What fills the gaps of a sentence, and can be found in it again. */
const FILLED = ['qaqa', 'qbqb', 'qcqc', 'qdqd'];
type Filled = (...filled: unknown[]) => string;
const contact = { name: 'qaqa', telephone: 'qbqb', email: 'qcqc' };
const fill = (said: unknown, path: string) => (said as Filled)(...(path === 'words.contact' ? [contact] : FILLED));

describe('Welsh', () => {
  it('has every list, under the name by which it is exported', () => {
    // What a page's developer reads stays in English, as the command has it.
    const exported = Object.entries(text).filter(([name, one]) => typeof one === 'object' && !name.startsWith('doctor')).map(([name]) => name);
    expect(Object.keys(lists).sort()).to.deep.equal(exported.sort());
    for (const name of exported) expect(lists[name], name).to.equal(text[name as keyof typeof text]);
    expect(Object.keys(welsh).sort()).to.deep.equal(exported.sort());
  });

  it('has every sentence and none too many, a sentence with gaps in it as a function', () => {
    const kinds = (all: Map<string, unknown>) => [...all].map(([path, said]) => `${path}: ${typeof said}`).sort();
    expect(kinds(inWelsh)).to.deep.equal(kinds(english));
  });

  it('leaves no sentence in English', () => {
    const same = [...english].filter(([path, said]) => typeof said === 'string' && /\p{L}/u.test(said) && inWelsh.get(path) === said);
    expect(same.map(([path]) => path).filter((path) => !SAME.test(path))).to.deep.equal([]);
  });

  it('loses nothing of what fills a sentence: who, how many, when', () => {
    for (const [path, said] of english) {
      if (typeof said !== 'function') continue;
      const [there, here] = [fill(said, path), fill(inWelsh.get(path), path)];
      for (const gap of FILLED) expect(here.includes(gap), `${gap} in ${path}: ${here}`).to.equal(there.includes(gap));
    }
  });

  it('counts as Welsh does: the noun stays in the singular and its first letter changes', () => {
    expect([0, 1, 2, 3, 6, 8].map(welsh.documentWords.pages)).to.deep.equal(['0 tudalen', '1 dudalen', '2 dudalen', '3 tudalen', '6 thudalen', '8 tudalen']);
    expect(welsh.recordWords.loading(2, 3)).to.contain('2 o 3 chategori');
    expect(welsh.timelineWords.loadedAll(2)).to.contain('2 eitem,');
  });

  // NHS CUI PAB-0064: "Dim … hysbys" is "no known …", "arferol" and "normal" are "normal". Only a source says so.
  it('never says that there is none or that something is normal, where the English does not say that a source did', () => {
    const reassuring = /\bdim (?!ond\b|mwy\b)|\bhysbys\b(?<!(ddim yn|y mae’n|[Nn]id yw’n|yn) hysbys)|\b(arferol|normal|nil)\b/i;
    const told = [...inWelsh].map(([path, said]) => [path, typeof said === 'function' ? fill(said, path) : String(said)] as const);
    const found = told.filter(([, said]) => reassuring.test(said)).map(([path]) => path);
    expect(found.sort()).to.deep.equal(['resultWords.flags.N', 'words.knownNone.all', 'words.knownNone.drug']);
  });

  it('does not pretend that a clinician has signed it', () => {
    expect(cy.reviewed).to.equal(false);
  });
});

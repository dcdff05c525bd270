import contract from '../../api-spec/openapi.yaml';
import { expect } from '@open-wc/testing';
import type { Category, Entry, Section } from '../../api-spec/record.ts';
import { excerpt, isEnough, search } from '../../src/record/search.ts';
import { statusesOf, titleOf } from '../../src/record/title.ts';
import { categoryTitles, kindTitles } from '../../src/text/categories.ts';
import { statusWords, verificationWords } from '../../src/text/status.ts';
import { words } from '../../src/text/words.ts';
import { exampleOf } from '../support/categories.ts';
import { section } from '../support/scripted.ts';
import { ADA } from '../support/page.ts';

const names = Object.keys(categoryTitles) as Category[];
const example = (category: Category) => exampleOf(category) as unknown as Section;

describe('A search in what is loaded', () => {
  const latex = section('allergies', ADA, ['Latex', 'Crème brûlée'], {});
  Object.assign(latex.entries[0]!, { note: 'First seen at school. No reaction to rubber gloves since.', when: '2019-03' });
  const found = (query: string) => search([latex, section('results', ADA, ['Sodium'])], query).map(({ entry }) => titleOf(entry));

  it('finds an entry by its words in any order, without case and accents', () => {
    expect(found('LATEX')).to.deep.equal(['Latex']);
    expect(found('brulee creme')).to.deep.equal(['Crème brûlée']);
    expect(found('sodium')).to.deep.equal(['Sodium']);
  });

  it('finds it by its note, its date as it is shown, its source and its status in words', () => {
    expect(found('rubber gloves')).to.deep.equal(['Latex']);
    expect(found('latex Mar-2019')).to.deep.equal(['Latex']);
    expect(found('latex active')).to.deep.equal(['Latex']);
  });

  it('finds nothing where one of the words is not there, nor by what is written for machines', () => {
    for (const query of ['latex penicillin', 'http://snomed.info', 'northbridge.Some.0']) expect(found(query)).to.deep.equal([]);
  });

  it('wants two letters or digits, since one is everywhere', () => {
    expect(['a', '-', ' ', '%', 'a '].filter(isEnough)).to.deep.equal([]);
    expect(['Hb', 'K+ 5', '12'].every(isEnough)).to.equal(true);
  });

  it('gives the passage in whole sentences: a "no" is never cut off', () => {
    const long = `${'Seen in clinic today for review of the last results and a talk about them. '.repeat(5)}No evidence of recurrence was found. Review in a year.`;
    const shown = excerpt(long, 'recurrence', '…');
    expect(shown).to.contain('No evidence of recurrence was found.');
    expect(shown.startsWith('… ')).to.equal(true);
    expect(shown.endsWith(' …')).to.equal(true);
    expect(excerpt('No reaction.', 'reaction', '…')).to.equal('No reaction.');
  });
});

describe('An entry among entries of all categories', () => {
  for (const category of names)
    it(`of ${category} has a title and its statuses in words`, () => {
      for (const entry of example(category).entries as Entry[]) {
        expect(titleOf(entry)).not.to.equal(words.notRecorded);
        for (const { word } of statusesOf(entry)) expect(word).to.match(/^[A-Z]/);
      }
    });

  it('has words for every status and kind that the contract knows', () => {
    const schemas = (contract as unknown as { components: { schemas: Record<string, unknown> } }).components.schemas;
    const enums = (property: string, node: unknown): string[] => {
      if (Array.isArray(node)) return node.flatMap((one) => enums(property, one));
      if (typeof node !== 'object' || node === null) return [];
      return Object.entries(node).flatMap(([key, value]) => [
        ...(key === property ? ((value as { enum?: string[]; const?: string }).enum ?? []) : []),
        ...enums(property, value),
      ]);
    };
    const entries = Object.entries(schemas).filter(([name]) => /Entry$|^Condition$|^ClinicalDocument$/.test(name)).map(([, schema]) => schema);
    const observed = (schemas['ObservationStatus'] as { enum: string[] }).enum;
    for (const status of [...enums('status', entries), ...observed, ...enums('completion', entries)]) expect(statusWords).to.have.property(status);
    for (const verification of enums('verification', entries)) expect(verificationWords).to.have.property(verification);
    for (const kind of (schemas['Kind'] as { enum?: string[] }).enum ?? []) expect(kindTitles).to.have.property(kind);
  });
});

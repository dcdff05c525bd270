import type { Entry } from '../../api-spec/record.ts';
import type { Fact } from '../../src/view/detail.ts';
import { facts as allergy } from '../allergies/facts.ts';
import { facts as consultation } from '../encounters/facts.ts';
import { facts as immunisation } from '../immunisations/facts.ts';
import { facts as medication } from '../medications/facts.ts';
import { facts as problem } from '../problems/facts.ts';
import { facts as investigation } from '../results/facts.ts';

/** What an entry's detail adds to its row: the very facts of the category that its heading stands for. */
export function facts(entry: Entry<'gp-record'>): Fact[] {
  switch (entry.heading) {
    case 'allergies':
      return allergy(entry);
    case 'problems':
      return problem(entry);
    case 'medications':
      return medication(entry);
    case 'immunisations':
      return immunisation(entry);
    case 'investigations':
      return investigation(entry);
    case 'consultations':
      return consultation(entry);
  }
}

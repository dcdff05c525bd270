import { Bench } from './bench.ts';
import { begin, finish, newestFirst } from './each.ts';
import { Holdings } from './holdings.ts';
import type { Rule } from './rule.ts';

const PEOPLE = ['PractitionerRole:practitioner', 'PractitionerRole:organization', 'ServiceRequest:requester'];

/**
 * FHIR DiagnosticReport and Observation (UKCore-DiagnosticReport-Lab, UKCore-Observation-Group-Lab,
 * UKCore-Observation-Lab; https://hl7.org/fhir/R4/diagnosticreport.html). A report is one entry, with the members of
 * its panels as measurements; so is a laboratory or imaging observation that no report holds.
 */
export const results: Rule<'results'> = {
  searches: [
    {
      type: 'DiagnosticReport',
      include: [
        'DiagnosticReport:result', 'DiagnosticReport:specimen', 'DiagnosticReport:performer',
        'DiagnosticReport:results-interpreter', 'DiagnosticReport:based-on',
        'Observation:has-member', 'Observation:specimen', ...PEOPLE,
      ],
    },
    {
      type: 'Observation',
      params: { category: 'laboratory,imaging' },
      include: [
        'Observation:has-member', 'Observation:specimen', 'Observation:performer', 'Observation:based-on', ...PEOPLE,
      ],
    },
  ],
  coded: 'DiagnosticReport.code, Observation.code',

  /** The latest first, by when it was taken, and where that is unknown by when it was reported. */
  order: newestFirst,

  sift(resources, sifting) {
    const holdings = new Holdings(resources, sifting);
    const bench = new Bench(holdings);
    const entries = bench.entries();
    const { complete, tally } = bench;
    return finish({ ...begin<'results'>(), ...tally, entries, complete }, holdings);
  },
};

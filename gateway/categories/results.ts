import { Bench } from './bench.ts';
import { Holdings } from './holdings.ts';
import { endOf } from './read.ts';
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
  order: (a, b) =>
    endOf(b.when ?? b.recorded) - endOf(a.when ?? a.recorded) || // NaN for two without a date: on to the id
    (a.id < b.id ? -1 : Number(a.id > b.id)),

  sift(resources, sifting) {
    const holdings = new Holdings(resources, sifting);
    const bench = new Bench(holdings);
    const entries = bench.entries();
    const left = holdings.left();
    return {
      entries,
      knownNone: [],
      complete: bench.complete,
      withheld: holdings.count('withheld') > 0,
      uncoded: holdings.count('uncoded') + bench.tally.uncoded,
      unreadable: left.filter(({ reason }) => reason === 'unreadable').length + bench.tally.unreadable,
      left,
    };
  },
};

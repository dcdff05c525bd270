import type { About } from '../../sources/source.ts';

export const about: About = {
  id: 'northbridge',
  organisation: { odsCode: 'XQ1', name: 'Northbridge University Hospitals' },
  system: 'Invented records',
  categories: new Set(['allergies', 'results']),
  deadline: 2000,
};

export const soon = () => AbortSignal.timeout(5000);

export const NHS_NUMBER = 'https://fhir.nhs.uk/Id/nhs-number';

/** Invented, of the range that is never issued. */
export const ADA = '9990000018';
export const BEN = '9990000026';

export const patient = (id: string, nhsNumber?: string, more: object = {}) => ({
  resourceType: 'Patient',
  id,
  ...(nhsNumber && { identifier: [{ system: NHS_NUMBER, value: nhsNumber }] }),
  ...more,
});

export const observation = (id: string, subject: string, more: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject: { reference: subject },
  ...more,
});

export const bundle = (
  type: string,
  entries: readonly { fullUrl?: string; resource: object }[],
  more: object = {},
) => ({
  resourceType: 'Bundle',
  type,
  ...more,
  entry: entries,
});
